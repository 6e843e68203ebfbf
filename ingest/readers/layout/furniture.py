"""What recurs at the edges of pages: running heads, feet and page numbers."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ingest.readers.layout.rows import Row

_EDGE: Final = 0.18  # of the page's height; heads and feet stand there
_LINES: Final = 3  # base lines at each edge that may be furniture
_SHARE: Final = 0.3  # of the pages on which a running head or foot stands; odd and even differ
_PLAIN: Final = re.compile(r"\d{1,4}")
_PAGE_NUMBER: Final = re.compile(
    r"[-—–―·•]+\s*\d{1,4}\s*[-—–―·•]+|\d{1,4}\s*[/／]\s*\d{1,4}"
    r"|第\s*[\d一二三四五六七八九十]{1,4}\s*页(?:\s*[,，/／]?\s*共\s*\d{1,4}\s*页)?"
)
# Numbers that count pages: at either end of a row, or between 第 and 页; dates do not.
_NUMBERS: Final = re.compile(
    r"^\W*\d{1,4}(?![\d年月.])\W*|\W*(?<!\d)\d{1,4}\W*$|(?<=[第共])\s*[\d一二三四五六七八九十]{1,4}(?=\s*页)"
)


def without_furniture(pages: Sequence[tuple[float, list["Row"]]]) -> list[list["Row"]]:
    """Rows of each page, given with its height, without heads, feet and page numbers."""
    edges = [_at_edges(height, rows) for height, rows in pages]
    counts = Counter(key for edge in edges for key in {_key(text) for text in edge.values()})
    fewest = max(2, len(pages) * _SHARE)
    return [
        [
            row
            for row in rows
            if not (text := edge.get(_base(row)))
            or not (counts[_key(text)] >= fewest or _is_number(text, alone=len(pages) == 1))
        ]
        for (_, rows), edge in zip(pages, edges, strict=True)
    ]


def _at_edges(height: float, rows: list["Row"]) -> dict[float, str]:
    """Text on the first and the last base lines of a page, near its edges."""
    bases = sorted({_base(row) for row in rows})
    top = {base for base in bases[:_LINES] if base < height * _EDGE}
    foot = {base for base in bases[-_LINES:] if base > height * (1 - _EDGE)}
    return {base: " ".join(row.text for row in rows if _base(row) == base) for base in top | foot}


def _base(row: "Row") -> float:
    return round(row.base, 1)


def _key(text: str) -> str:
    """A line's text with its numbers alike and without blanks."""
    return "".join(_NUMBERS.sub("#", text).split())


def _is_number(text: str, *, alone: bool) -> bool:
    """Whether a line is a page number; a bare one recurs, unless the page is ``alone``."""
    return _PAGE_NUMBER.fullmatch(text) is not None or (
        alone and _PLAIN.fullmatch(text) is not None
    )
