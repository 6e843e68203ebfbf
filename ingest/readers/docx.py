"""Word documents (DOCX): paragraphs, headings and tables in the order of the document."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, cast

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from ingest.readers.document import Document, Heading
from kg.errors import UnreadableSource
from kg.text import fold_lines

if TYPE_CHECKING:
    from docx.oxml.text.paragraph import CT_P
    from lxml.etree import _Element as Element

# A document of 64 MB that unpacks to more is no document but an attack or a mistake.
_UNPACKED: Final = 512 * 1024 * 1024
_RATIO: Final = 200  # XML of real documents packs 5 to 30 times
_RATIO_FROM: Final = 8 * 1024 * 1024  # unpacked bytes below which the ratio does not matter
_PARTS: Final = 20_000  # pictures and all
_HEADING_STYLE: Final = re.compile(r"^(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_TITLE_STYLES: Final = frozenset({"title", "标题"})
_LEVELS: Final = 9  # outline levels of Word; the tenth means body text


def read(data: bytes, name: str) -> Document:
    """Text with one line a paragraph, tables cell by cell. Raises UnreadableSource."""
    _check_size(data, name)
    try:
        word = docx.Document(io.BytesIO(data))
        lines = list(_lines(word))
    except (KeyError, ValueError, OSError, SyntaxError, zipfile.BadZipFile) as error:
        message = f"{name}: this DOCX is damaged ({error}); open it in Word and save it again"
        raise UnreadableSource(message) from error
    parts: list[str] = []
    headings: list[Heading] = []
    at = 0
    for line, level in lines:
        if level and line.strip():
            headings.append(Heading(at, at + len(line), level))
        parts.append(line)
        at += len(line) + 1
    text = "\n".join(parts)
    if not text.strip():
        message = f"{name}: this DOCX holds no text (pictures only?); recognise its text first"
        raise UnreadableSource(message)
    return Document(text, "docx", None, tuple(headings))


def _check_size(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        infos = archive.infolist()
    if any(info.flag_bits & 1 for info in infos):
        message = f"{name}: this DOCX is protected by a password; remove it and add the file again"
        raise UnreadableSource(message)
    whole = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    bomb = whole > _RATIO_FROM and whole / packed > _RATIO
    if whole > _UNPACKED or bomb or len(infos) > _PARTS:
        message = (
            f"{name}: this DOCX unpacks to {whole >> 20} MB in {len(infos)} parts, more than a"
            " document can need; save its text as a new file"
        )
        raise UnreadableSource(message)


def _lines(word: WordDocument) -> Iterator[tuple[str, int]]:
    """Lines of the body with their heading level, 0 for plain text."""
    levels = _style_levels(word)
    for element in _blocks(word.element.body):
        if element.tag == qn("w:tbl"):
            yield from ((line, 0) for line in _table_lines(element, word))
        else:
            text = _text(element, word)
            yield text, _level(element, levels) if "\n" not in text else 0


def _blocks(parent: "Element") -> Iterator["Element"]:
    """Paragraphs and tables, those inside content controls too."""
    for child in parent:
        if child.tag in (qn("w:p"), qn("w:tbl")):
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:smartTag")):
            yield from _blocks(child)


def _table_lines(table: "Element", word: WordDocument) -> Iterator[str]:
    for row in table.iter(qn("w:tc")):
        for paragraph in row.findall(qn("w:p")):
            text = _text(paragraph, word)
            if text.strip():
                yield text


def _text(element: "Element", word: WordDocument) -> str:
    """Text of a paragraph with its links; line breaks inside it stay."""
    return fold_lines(Paragraph(cast("CT_P", element), word).text)


def _style_levels(word: WordDocument) -> dict[str, int]:
    """Style id → heading level, for the styles that are headings."""
    levels: dict[str, int] = {}
    for style in word.styles.element.style_lst:
        name = (style.name_val or "").strip()
        match = _HEADING_STYLE.match(name)
        if match:
            levels[style.styleId] = int(match[1]) + 1  # the style of the title stands above
        elif name.lower() in _TITLE_STYLES:
            levels[style.styleId] = 1
    return levels


def _level(element: "Element", levels: dict[str, int]) -> int:
    outline = element.find(f"{qn('w:pPr')}/{qn('w:outlineLvl')}")
    if outline is not None:
        depth = int(outline.get(qn("w:val"), _LEVELS))
        return depth + 2 if depth < _LEVELS else 0
    style = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return levels.get(style.get(qn("w:val"), ""), 0) if style is not None else 0
