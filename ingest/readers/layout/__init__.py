"""Glyphs on pages → lines in reading order → paragraphs: for formats that only place characters.

Coordinates grow rightwards and downwards; all lengths are in the unit of the page.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.readers.layout.columns import blocks_of
from ingest.readers.layout.furniture import without_furniture
from ingest.readers.layout.joining import join
from ingest.readers.layout.rows import Glyph, rounded, rows_of, usual_size

__all__ = ["Glyph", "Page", "paragraphs"]

_COLUMN_GAP: Final = 1.2  # of the size: two columns are farther apart
_SHORTEST: Final = 0.7  # of the page's width: full rows of a single column end right of it
_LARGE: Final = 1.15  # of the size of running text: a title
_LONGEST_TITLE: Final = 60  # characters
_RANKS: Final = 3  # sizes of titles that are told apart
# Marks of lists, which other formats do not give as text; Word's own are of a private range.
_BULLET: Final = re.compile(r"^[•⚫▪◾‣⁃\uf000-\uf0ff]\s*")


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its glyphs in any order."""

    width: float
    height: float
    glyphs: Sequence[Glyph]


def paragraphs(pages: Iterable[Page]) -> Iterator[tuple[str, int]]:
    """Lines of text, one a paragraph, with their heading level by size, 0 for plain text.

    Running heads, feet and page numbers are left out; columns are read one after the other.
    """
    sheets = [(page, list(rows_of(page.glyphs, _COLUMN_GAP))) for page in pages]
    kept = without_furniture([(page.height, rows) for page, rows in sheets])
    blocks = [
        block
        for (page, _), rows in zip(sheets, kept, strict=True)
        for block in blocks_of(rows, page.width * _SHORTEST)
    ]
    usual = usual_size(row for block in blocks for row in block.rows)
    joined = list(join(blocks))
    large = sorted({rounded(s) for t, s in joined if s >= usual * _LARGE}, reverse=True)[:_RANKS]
    for marked, size in joined:
        text = _BULLET.sub("", marked) or marked
        level = large.index(rounded(size)) + 1 if rounded(size) in large else 0
        yield text, level if len(text) <= _LONGEST_TITLE else 0
