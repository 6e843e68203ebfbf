"""Footnotes and endnotes of a Word file: the part that python-docx has no way to write."""

from copy import deepcopy
from typing import Final

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph
from lxml import etree

from kg.export.docx.styles import set_fonts

_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.{}s+xml"
_RELATIONS: Final = {
    "footnote": RELATIONSHIP_TYPE.FOOTNOTES,
    "endnote": RELATIONSHIP_TYPE.ENDNOTES,
}
# Word keeps its two rules under numbers of their own; notes that are read count from 1.
_RULES: Final = (("separator", -1), ("continuationSeparator", 0))


class NotePart:
    """Notes of one kind, ``footnote`` or ``endnote``, collected and then put into the file."""

    def __init__(self, document: Document, kind: str, *, font: str, size: float) -> None:
        """Make the styles that the notes stand in."""
        self._document = document
        self._kind = kind
        self._root = parse_xml(f"<w:{kind}s {nsdecls('w')}/>")
        self._count = 0
        self._text, self._mark = (f"{kind}Text", f"{kind}Reference")
        styles = document.styles
        text = styles.add_style(f"{kind} text", WD_STYLE_TYPE.PARAGRAPH)
        set_fonts(text.element.get_or_add_rPr(), font)
        text.font.size = Pt(size)
        text.paragraph_format.first_line_indent = Pt(0)
        text.paragraph_format.space_after = Pt(0)
        text.paragraph_format.line_spacing = 1.0
        mark = styles.add_style(f"{kind} reference", WD_STYLE_TYPE.CHARACTER)
        mark.font.superscript = True
        self._styles = {"text": text.style_id, "mark": mark.style_id}
        for rule, number in _RULES:
            self._root.append(self._rule(rule, number))

    def add(self, paragraph: Paragraph, words: str) -> None:
        """Set a mark at the end of a paragraph and keep the note's words."""
        self._count += 1
        run = paragraph.add_run()._r  # noqa: SLF001 - python-docx has no other way
        run.append(self._properties())
        reference = OxmlElement(f"w:{self._kind}Reference")
        reference.set(qn("w:id"), str(self._count))
        run.append(reference)
        note = OxmlElement(f"w:{self._kind}")
        note.set(qn("w:id"), str(self._count))
        note.append(self._paragraph(words))
        self._root.append(note)

    def save(self) -> None:
        """Put the part into the file; nothing without notes."""
        if not self._count:
            return
        blob = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        package = self._document.part.package
        name = PackURI(f"/word/{self._kind}s.xml")
        part = Part(name, _TYPE.format(self._kind), blob, package)
        self._document.part.relate_to(part, _RELATIONS[self._kind])
        self._declare()

    def _declare(self) -> None:
        """Name the rules in the settings, as Word does; their place in it is fixed."""
        settings = self._document.settings.element
        declared = OxmlElement(f"w:{self._kind}Pr")
        # Unasked, Word counts endnotes in Roman numerals.
        counting = OxmlElement("w:numFmt")
        counting.set(qn("w:val"), "decimal")
        declared.append(counting)
        for _, number in _RULES:
            rule = OxmlElement(f"w:{self._kind}")
            rule.set(qn("w:id"), str(number))
            declared.append(rule)
        for section in self._document.sections:
            # LibreOffice looks for the kind of numerals here.
            own = OxmlElement(f"w:{self._kind}Pr")
            own.append(deepcopy(counting))
            size = section._sectPr.find(qn("w:pgSz"))  # noqa: SLF001
            if size is not None:
                size.addprevious(own)
        compat = settings.find(qn("w:compat"))
        if compat is not None:
            compat.addprevious(declared)

    def _rule(self, kind: str, number: int) -> etree._Element:
        note = OxmlElement(f"w:{self._kind}")
        note.set(qn("w:type"), kind)
        note.set(qn("w:id"), str(number))
        paragraph, run = OxmlElement("w:p"), OxmlElement("w:r")
        run.append(OxmlElement(f"w:{kind}"))
        paragraph.append(run)
        note.append(paragraph)
        return note

    def _properties(self) -> etree._Element:
        properties, style = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
        style.set(qn("w:val"), self._styles["mark"])
        properties.append(style)
        return properties

    def _paragraph(self, words: str) -> etree._Element:
        paragraph, properties, style = map(OxmlElement, ("w:p", "w:pPr", "w:pStyle"))
        style.set(qn("w:val"), self._styles["text"])
        properties.append(style)
        paragraph.append(properties)
        mark = OxmlElement("w:r")
        mark.append(self._properties())
        mark.append(OxmlElement(f"w:{self._kind}Ref"))
        paragraph.append(mark)
        run, text = OxmlElement("w:r"), OxmlElement("w:t")
        text.text = f" {words}"
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        paragraph.append(run)
        return paragraph
