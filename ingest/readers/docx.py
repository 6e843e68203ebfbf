"""Word documents (DOCX): paragraphs, tables, notes and text boxes in the order of the document."""

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ingest.readers.document import Document, assemble
from ingest.readers.numbering import Numbering
from ingest.readers.ooxml import child, value, w
from ingest.readers.packed import Package
from kg.errors import UnreadableSource

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_PACKAGE: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_MARKUP: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_MAIN: Final = "word/document.xml"
_HEADING_STYLE: Final = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE_STYLES: Final = frozenset({"title", "标题"})
_LEVELS: Final = 9  # outline levels of Word; the tenth means body text
_DEEPEST: Final = 20  # styles based on styles; a ring of them must end
# Around paragraphs and runs without changing what they say.
_WRAPPERS: Final = frozenset(
    w(name)
    for name in (
        *("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "hyperlink", "fldSimple"),
        *("dir", "bdo", "ruby", "rubyBase"),
    )
)
_MARKS: Final = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
}
_NOTES: Final = {w("footnoteReference"): "footnotes", w("endnoteReference"): "endnotes"}
_NUMBERED_NOTES: Final = 1  # ids below are Word's own separators


@dataclass(frozen=True, slots=True)
class _Style:
    """A paragraph style: what it is based on, its heading level and its list."""

    base: str = ""
    level: int | None = None
    list_id: str = ""
    list_level: int | None = None


def read(package: Package) -> Document:
    """Text with one line a paragraph, tables cell by cell. Raises UnreadableSource."""
    lines = list(_Reader(package).lines())
    if not any(line.strip() for line, _ in lines):
        message = (
            f"{package.name}: this DOCX holds no text (pictures only?); recognise its text first"
        )
        raise UnreadableSource(message)
    return assemble(lines, "docx")


class _Reader:
    """One document on its way from XML to lines."""

    def __init__(self, package: Package) -> None:
        main = _main_part(package)
        folder = posixpath.dirname(main)
        root = package.xml(main)
        body = child(root, "body")
        if body is None:
            message = f"{package.name}: this DOCX is damaged (it has no body); save it again"
            raise UnreadableSource(message)
        self._body = body
        self._numbering = Numbering(package.xml(f"{folder}/numbering.xml"))
        self._styles, self._usual = _read_styles(package.xml(f"{folder}/styles.xml"))
        self._notes = {
            kind: _read_notes(package.xml(f"{folder}/{kind}.xml"))
            for kind in ("footnotes", "endnotes")
        }
        self._noted = 0

    def lines(self) -> Iterator[tuple[str, int]]:
        """Lines of the body with their heading level, 0 for plain text."""
        yield from self._block(self._body, in_table=False)

    def _block(self, parent: "Element", *, in_table: bool) -> Iterator[tuple[str, int]]:
        for element in parent:
            if element.tag == w("p"):
                yield from self._paragraph(element, in_table=in_table)
            elif element.tag == w("tbl"):
                for row in _within(element, "tr"):
                    for cell in _within(row, "tc"):
                        yield from self._block(cell, in_table=True)
            elif element.tag in _WRAPPERS:
                yield from self._block(element, in_table=in_table)

    def _paragraph(self, element: "Element", *, in_table: bool) -> Iterator[tuple[str, int]]:
        """The paragraph, then the boxes and notes that hang on it; blank ones only in the body."""
        parts: list[str] = []
        boxes: list[Element] = []
        notes: list[Element] = []
        for kind, found in _pieces(element):
            if isinstance(found, str):
                parts.append(found)
            elif kind:
                notes += self._notes[kind].get(found.get(w("id"), ""), [])
            else:
                boxes.append(found)
        text = "".join(parts)
        if text.strip():
            text = self._label(element) + text
        if text.strip() or not in_table:
            yield text, self._level(element) if "\n" not in text and not in_table else 0
        for box in boxes:
            yield from self._block(box, in_table=True)
        for note in notes:
            self._noted += 1
            words = [line.strip() for line, _ in self._block(note, in_table=True)]
            yield f"[{self._noted}] {' '.join(words)}", 0

    def _label(self, element: "Element") -> str:
        """The number that Word puts before the paragraph."""
        own = child(element, "pPr", "numPr")
        name = self._style(element)
        list_id, level = value(child(own, "numId")), _whole(value(child(own, "ilvl")))
        for style in self._line_of(name):
            list_id = list_id or style.list_id
            level = style.list_level if level is None else level
        if level is None:
            level = self._numbering.styles.get(name, 0)
        return self._numbering.label(list_id, level) if list_id not in ("", "0") else ""

    def _level(self, element: "Element") -> int:
        """Heading level: the title's style stands above the levels of the outline."""
        own = child(element, "pPr", "outlineLvl")
        if own is not None:
            depth = _whole(value(own))
            return depth + 2 if depth is not None and depth < _LEVELS else 0
        levels = (style.level for style in self._line_of(self._style(element)))
        return next((level for level in levels if level is not None), 0)

    def _style(self, element: "Element") -> str:
        return value(child(element, "pPr", "pStyle")) or self._usual

    def _line_of(self, name: str) -> Iterator[_Style]:
        """The style of that name, what it is based on, and so on."""
        for _ in range(_DEEPEST):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.base


def _main_part(package: Package) -> str:
    """Where the document is: as the package says, else where Word puts it."""
    root = package.xml("_rels/.rels")
    if root is not None:
        for link in root.iter(f"{_PACKAGE}Relationship"):
            target = link.get("Target", "").lstrip("/")
            if link.get("Type", "").endswith("/officeDocument") and target in package.parts:
                return target
    return _MAIN


def _read_styles(root: "Element | None") -> tuple[dict[str, _Style], str]:
    """Paragraph styles by their ids, and the id of the usual one."""
    styles: dict[str, _Style] = {}
    usual = ""
    for element in () if root is None else root.findall(w("style")):
        if element.get(w("type")) != "paragraph":
            continue
        name = element.get(w("styleId"), "")
        properties = child(element, "pPr")
        styles[name] = _Style(
            base=value(child(element, "basedOn")),
            level=_style_level(value(child(element, "name")), child(properties, "outlineLvl")),
            list_id=value(child(properties, "numPr", "numId")),
            list_level=_whole(value(child(properties, "numPr", "ilvl"))),
        )
        if element.get(w("default")) in ("1", "true"):
            usual = name
    return styles, usual


def _style_level(name: str, outline: "Element | None") -> int | None:
    match = _HEADING_STYLE.match(name.strip())
    if match:
        return int(match[1]) + 1
    if name.strip().lower() in _TITLE_STYLES:
        return 1
    depth = _whole(value(outline))
    if depth is None:
        return None
    return depth + 2 if depth < _LEVELS else 0


def _read_notes(root: "Element | None") -> dict[str, list["Element"]]:
    notes: dict[str, list[Element]] = {}
    for note in () if root is None else root:
        if (_whole(note.get(w("id"))) or 0) >= _NUMBERED_NOTES and note.get(w("type")) is None:
            notes[note.get(w("id"), "")] = [note]
    return notes


def _within(parent: "Element", name: str) -> Iterator["Element"]:
    """Children of that name, those inside content controls and insertions too."""
    for element in parent:
        if element.tag == w(name):
            yield element
        elif element.tag in _WRAPPERS:
            yield from _within(element, name)


def _pieces(element: "Element") -> Iterator[tuple[str, "str | Element"]]:
    """What a paragraph holds in order: text, notes (by the kind of their list), text boxes."""
    for inner in element:
        if inner.tag == w("r"):
            if not _is_hidden(inner):
                yield from _run(inner)
        elif inner.tag in _WRAPPERS:
            yield from _pieces(inner)
        elif inner.tag == _MATH_TEXT:
            yield "", inner.text or ""
        elif isinstance(inner.tag, str) and "/math}" in inner.tag:
            yield from _pieces(inner)


def _run(element: "Element") -> Iterator[tuple[str, "str | Element"]]:
    for inner in element:
        if inner.tag == w("t"):
            yield "", inner.text or ""
        elif inner.tag == w("br"):
            yield "", "\n" if inner.get(w("type")) in (None, "textWrapping") else ""
        elif inner.tag in _MARKS:
            yield "", _MARKS[inner.tag]
        elif inner.tag in _NOTES:
            yield _NOTES[inner.tag], inner
        elif inner.tag in _WRAPPERS:
            yield from _pieces(inner)
        else:
            for box in _boxes(inner):
                yield "", box


def _boxes(element: "Element") -> Iterator["Element"]:
    """Text boxes of a drawing. Word stores each twice, for new and for old readers."""
    if element.tag == w("txbxContent"):
        yield element
        return
    if element.tag == f"{_MARKUP}AlternateContent":
        choices = [inner for inner in element if inner.tag == f"{_MARKUP}Choice"]
        for choice in choices[:1] or element:
            yield from _boxes(choice)
        return
    for inner in element:
        yield from _boxes(inner)


def _is_hidden(run: "Element") -> bool:
    mark = child(run, "rPr", "vanish")
    return mark is not None and value(mark) not in ("0", "false")


def _whole(text: str | None) -> int | None:
    try:
        return int(text) if text else None
    except ValueError:
        return None
