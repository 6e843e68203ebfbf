"""PDF files by PDFium: characters with their places, read as lines, columns and paragraphs."""

import ctypes
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from typing import Final

import pypdfium2
import pypdfium2.raw as pdfium

from ingest.readers.document import Document, assemble
from ingest.readers.layout import Glyph, Page, paragraphs
from kg.errors import UnreadableSource

_QUARTER: Final = math.pi / 2
_ASKEW: Final = 0.09  # radians (5°): text at another angle is a watermark
_LEAST: Final = 8  # characters a page, on average; below, its text is in pictures
_UNKNOWN: Final = 0.3  # share of characters without a meaning: the fonts hide what they say
_PASSWORD: Final = 4  # FPDF_ERR_PASSWORD
_SECURITY: Final = 5  # FPDF_ERR_SECURITY
_OCR: Final = "recognise its text first (OCR), save that as DOCX or text and add it"


def read(data: bytes, name: str) -> Document:
    """Text with one line a paragraph. Raises UnreadableSource, for scans without text too."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableSource(_refusal(error, name)) from error
    try:
        pages = [_page(document[number]) for number in range(len(document))]
    except pypdfium2.PdfiumError as error:
        message = f"{name}: this PDF is damaged ({error}); print it to a new PDF and add that"
        raise UnreadableSource(message) from error
    finally:
        document.close()
    _check_text(pages, name)
    return assemble(paragraphs(pages), "pdf")


def _refusal(error: pypdfium2.PdfiumError, name: str) -> str:
    if error.err_code == _PASSWORD:
        return f"{name}: this PDF is protected by a password; remove it and add the file again"
    if error.err_code == _SECURITY:
        return f"{name}: this PDF is locked by its publisher; ask for an open copy or its text"
    return f"{name}: this PDF is damaged ({error}); get it again, or print it to a new PDF"


def _check_text(pages: list[Page], name: str) -> None:
    found = [glyph.text for page in pages for glyph in page.glyphs]
    if len(found) < _LEAST * min(len(pages), _LEAST) or not found:
        message = f"{name}: this PDF is a scan, pictures of pages without text; {_OCR}"
        raise UnreadableSource(message)
    unknown = sum(unicodedata.category(char[0]) in ("Co", "Cn") for char in found)
    if unknown > len(found) * _UNKNOWN:
        message = f"{name}: the fonts of this PDF hide what its characters are; {_OCR}"
        raise UnreadableSource(message)


def _page(page: pypdfium2.PdfPage) -> Page:
    """A page turned so that most of its text stands upright."""
    text = page.get_textpage()
    try:
        angles = [pdfium.FPDFText_GetCharAngle(text, n) for n in range(text.count_chars())]
        turns = Counter(turn for turn in map(_turn, angles) if turn is not None)
        turn = turns.most_common(1)[0][0] if turns else 0
        upright = [n for n, angle in enumerate(angles) if _turn(angle) == turn]
        glyphs = list(_glyphs(text, upright, turn))
        corners = [_turned(x, y, turn) for x, y in _corners(page)]
    finally:
        text.close()
        page.close()
    left, top = (min(corner[axis] for corner in corners) for axis in (0, 1))
    right, foot = (max(corner[axis] for corner in corners) for axis in (0, 1))
    return Page(
        right - left,
        foot - top,
        [Glyph(g.text, g.left - left, g.right - left, g.base - top, g.size) for g in glyphs],
    )


def _corners(page: pypdfium2.PdfPage) -> list[tuple[float, float]]:
    left, bottom, right, top = page.get_bbox()
    return [(left, bottom), (right, top)]


def _turn(angle: float) -> int | None:
    """Quarter turns of a character, clockwise as PDFium counts; None where it stands askew."""
    turns = round(angle / _QUARTER)
    return turns % 4 if abs(angle - turns * _QUARTER) < _ASKEW else None


def _turned(x: float, y: float, turn: int) -> tuple[float, float]:
    """Place along and down the direction of the text; PDF counts upwards."""
    return ((x, -y), (-y, -x), (-x, y), (y, x))[turn]


def _glyphs(text: pypdfium2.PdfTextPage, indexes: list[int], turn: int) -> Iterator[Glyph]:
    matrix, box = pdfium.FS_MATRIX(), pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in indexes:
        char = _char(pdfium.FPDFText_GetUnicode(text, index))
        if char.isspace() or not char or pdfium.FPDFText_IsGenerated(text, index) == 1:
            continue
        pdfium.FPDFText_GetMatrix(text, index, matrix)
        pdfium.FPDFText_GetLooseCharBox(text, index, box)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        size = pdfium.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)
        _, base = _turned(x.value, y.value, turn)
        ends = sorted(
            _turned(*corner, turn)[0] for corner in ((box.left, box.bottom), (box.right, box.top))
        )
        yield Glyph(char, ends[0], ends[1], base, size or 1.0)


def _char(code: int) -> str:
    """A character as it is written elsewhere: many fonts give radicals and old code points."""
    char = chr(code)
    if "\u2e80" <= char <= "\u2fd5" or "\uf900" <= char <= "\ufaff":
        return unicodedata.normalize("NFKC", char)
    return "" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char
