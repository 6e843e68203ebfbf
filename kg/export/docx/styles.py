"""Fonts, sizes and lines of a Word file: a plain set, and that of GB/T 9704 (official documents).

GB/T 9704—2012 asks for A4 with a top margin of 37 mm and a binding margin of 28 mm around a type
area of 156 by 225 mm with 22 lines of 28 characters; the title in 2号小标宋, the text in 3号仿宋,
headings of the first rank in 黑体, of the second in 楷体, of the third in 仿宋; page numbers in
4号宋体 between dashes. Fonts that a machine lacks have their replacements named in the file.
"""

from dataclasses import dataclass
from typing import Final

from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle

LATIN: Final = "Times New Roman"
# What stands in for a font that the reader's machine does not have.
FALLBACKS: Final[dict[str, str]] = {
    "方正小标宋简体": "FZXiaoBiaoSong-B05S,华文中宋,宋体,Noto Serif CJK SC",
    "仿宋_GB2312": "仿宋,FangSong,华文仿宋,Noto Serif CJK SC",
    "楷体_GB2312": "楷体,KaiTi,华文楷体,Noto Serif CJK SC",
    "黑体": "SimHei,微软雅黑,Noto Sans CJK SC",
    "宋体": "SimSun,Noto Serif CJK SC",
}


@dataclass(frozen=True, slots=True)
class Face:
    """A style of paragraphs: font, size in points, line in points (0: single).

    One that ``leads`` stands on one page with what follows.
    """

    font: str
    size: float
    bold: bool = False
    line: float = 0
    indent: bool = False
    centred: bool = False
    before: float = 0
    after: float = 0
    leads: bool = False


# Names of Word's own styles, so that outline, contents and notes know them.
TITLE, BODY, QUOTE, TABLE, SOURCE = "Title", "Normal", "Quote", "Table Text", "Source Text"
NAME, NOTE = "Quoted Name", "Note Text"  # what a quotation is called; what the writer noted on it
_PLAIN: Final[dict[str, Face]] = {
    TITLE: Face("黑体", 18, centred=True, after=14),
    BODY: Face("宋体", 11, after=6),
    "Heading 1": Face("黑体", 14, before=14, after=6, leads=True),
    "Heading 2": Face("黑体", 12, before=10, after=4, leads=True),
    "Heading 3": Face("黑体", 11, before=8, after=4, leads=True),
    QUOTE: Face("宋体", 11, indent=True, after=6),
    NAME: Face("宋体", 11, bold=True, after=6, leads=True),
    NOTE: Face("楷体_GB2312", 10.5, indent=True, after=6),
    TABLE: Face("宋体", 9),
    SOURCE: Face("宋体", 9.5, after=3),
}
_OFFICIAL: Final[dict[str, Face]] = {
    TITLE: Face("方正小标宋简体", 22, line=35, centred=True, after=28),
    BODY: Face("仿宋_GB2312", 16, line=28, indent=True),
    "Heading 1": Face("黑体", 16, line=28, indent=True, leads=True),
    "Heading 2": Face("楷体_GB2312", 16, line=28, indent=True, leads=True),
    "Heading 3": Face("仿宋_GB2312", 16, bold=True, line=28, indent=True, leads=True),
    QUOTE: Face("仿宋_GB2312", 16, line=28, indent=True),
    NAME: Face("仿宋_GB2312", 16, bold=True, line=28, indent=True, leads=True),
    NOTE: Face("楷体_GB2312", 14, line=28, indent=True),
    TABLE: Face("仿宋_GB2312", 10.5, line=16),
    SOURCE: Face("仿宋_GB2312", 12, line=20),
}


def set_up(document: Document, *, official: bool, wide: bool) -> None:
    """Give a new document its page and its styles; ``wide`` lays it on its side for tables."""
    faces = _OFFICIAL if official else _PLAIN
    for name, face in faces.items():
        _set(_style(document, name), face)
    _page(document, official=official, wide=wide)
    _name_fallbacks(document)


def _style(document: Document, name: str) -> ParagraphStyle:
    styles = document.styles
    known = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    if not isinstance(known, ParagraphStyle):
        msg = f"the style {name!r} is not one of paragraphs"
        raise TypeError(msg)
    return known


def _set(style: ParagraphStyle, face: Face) -> None:
    set_fonts(style.element.get_or_add_rPr(), face.font)
    style.font.size = Pt(face.size)
    style.font.bold = face.bold
    style.font.italic = False
    style.font.color.rgb = None
    layout = style.paragraph_format
    layout.space_before, layout.space_after = Pt(face.before), Pt(face.after)
    layout.alignment = WD_ALIGN_PARAGRAPH.CENTER if face.centred else None
    layout.first_line_indent = Pt(face.size * 2) if face.indent else None
    layout.left_indent = layout.right_indent = None
    layout.keep_with_next = face.leads
    if face.line:
        layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        layout.line_spacing = Pt(face.line)
    borders = style.element.find(qn("w:pPr"))
    for ruled in borders.findall(qn("w:pBdr")) if borders is not None else ():
        borders.remove(ruled)


def set_fonts(properties: BaseOxmlElement, font: str) -> None:
    """Latin letters in one font, Chinese ones in another; no theme may overrule it."""
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for side in ("ascii", "hAnsi", "cs"):
        fonts.set(qn(f"w:{side}"), LATIN)
    fonts.set(qn("w:eastAsia"), font)
    # Quotation marks are Chinese ones here, though Latin fonts have them too.
    fonts.set(qn("w:hint"), "eastAsia")
    properties.insert(0, fonts)


def _page(document: Document, *, official: bool, wide: bool) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    margins = (37, 35, 28, 26) if official else (25, 25, 25, 25)
    section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(
        Mm, margins
    )
    if wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        section.top_margin = section.bottom_margin = Mm(20)
    section.footer_distance = Mm(28 if official else 12)
    _number_pages(document, official=official)


def _number_pages(document: Document, *, official: bool) -> None:
    """``— 1 —`` in the foot; outside on either side in an official document."""
    section = document.sections[0]
    feet = [(section.footer, WD_ALIGN_PARAGRAPH.RIGHT if official else WD_ALIGN_PARAGRAPH.CENTER)]
    if official:
        document.settings.odd_and_even_pages_header_footer = True
        feet.append((section.even_page_footer, WD_ALIGN_PARAGRAPH.LEFT))
    for foot, side in feet:
        paragraph = foot.paragraphs[0]
        paragraph.alignment = side
        paragraph.paragraph_format.first_line_indent = Pt(0)
        for text, kind in (("— ", ""), ("", "begin"), ("PAGE", "code"), ("", "end"), (" —", "")):
            run = paragraph.add_run(text if not kind else "")
            run.font.size = Pt(14 if official else 9)
            set_fonts(run._r.get_or_add_rPr(), "宋体")  # noqa: SLF001 - python-docx has no other way
            if kind == "code":
                code = OxmlElement("w:instrText")
                code.text = text
                run._r.append(code)  # noqa: SLF001
            elif kind:
                mark = OxmlElement("w:fldChar")
                mark.set(qn("w:fldCharType"), kind)
                run._r.append(mark)  # noqa: SLF001


def _name_fallbacks(document: Document) -> None:
    """Name in the font table what may stand in for each font."""
    parts = document.part.package.iter_parts()
    table = next((part for part in parts if str(part.partname) == "/word/fontTable.xml"), None)
    if table is None:
        return
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/></w:font>'
        for name, others in FALLBACKS.items()
    ).encode()
    table._blob = table.blob.replace(b"</w:fonts>", fonts + b"</w:fonts>")  # noqa: SLF001
