"""Glyphs on pages → lines in reading order → paragraphs: for formats that only place characters.

Coordinates grow rightwards and downwards; all lengths are in the unit of the page.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final

from ingest.readers.furniture import without_furniture


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character: its left and right edge, its base line, its size."""

    text: str
    left: float
    right: float
    base: float
    size: float


@dataclass(frozen=True, slots=True)
class Row:
    """Glyphs side by side on one base line; ``gaps`` counts the wide ones, the widest twice."""

    text: str
    left: float
    right: float
    base: float
    size: float
    gaps: int = 0

    @property
    def is_table(self) -> bool:
        """Whether the row is cells side by side, not prose."""
        return self.gaps >= _TABLE_GAPS


@dataclass(frozen=True, slots=True)
class Page:
    """A page and its glyphs in any order."""

    width: float
    height: float
    glyphs: Sequence[Glyph]


_SAME_BASE: Final = 0.4  # of the size: base lines closer than that are one row
_TWICE: Final = 0.3  # of the size: the same character so near is drawn twice, to look bold
_WORD_GAP: Final = 0.15  # of the size: between Latin words, whose blanks place nothing
_WIDE_GAP: Final = 0.8  # of the size: a gap that one sees between Chinese characters
_COLUMN_GAP: Final = 1.2  # of the size: two columns are farther apart
_NARROWEST: Final = 8  # characters of a column
_FEWEST: Final = 4  # rows of a column
_CELL_GAP: Final = 4.0  # of the size: no prose has such a hole
_TABLE_GAPS: Final = 2
_FULL: Final = 0.5  # share of rows that fill a column of prose; those of tables do not
_SHORTEST: Final = 0.7  # of the page's width: full rows of a single column end right of it
_INDENT: Final = 1.2  # of the size: paragraphs begin two characters in
_SPACED: Final = 1.45  # of the usual distance of base lines: a new paragraph
_OTHER_SIZE: Final = 1.1  # ratio of sizes that tells a heading from text
_LARGE: Final = 1.15  # of the size of running text: a title
_LONGEST_TITLE: Final = 60  # characters
_RANKS: Final = 3  # sizes of titles that are told apart
_STOPS: Final = "。！？；：!?;:…”』」）)"
_ENDS: Final = "。！？!?…"
_NO_START: Final = "，。、；：！？）》〉】〕”’」』％%,.;:!?)]"  # never first on a line
_ORDINAL: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十\d]{1,3}[章节条篇]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳●■◆▪•]"
)
# Marks of lists, which other formats do not give as text; Word's own are of a private range.
_BULLET: Final = re.compile(r"^[•⚫▪◾‣⁃\uf000-\uf0ff]\s*")
_LATIN: Final = re.compile(r"[0-9A-Za-z,.;:!?%)\]('\"-]")


def paragraphs(pages: Iterable[Page]) -> Iterator[tuple[str, int]]:
    """Lines of text, one a paragraph, with their heading level by size, 0 for plain text.

    Running heads, feet and page numbers are left out; columns are read one after the other.
    """
    sheets = [(page, list(_rows(page.glyphs, _COLUMN_GAP))) for page in pages]
    kept = without_furniture([(page.height, rows) for page, rows in sheets])
    blocks = [
        block
        for (page, _), rows in zip(sheets, kept, strict=True)
        for block in _columns(rows, page.width * _SHORTEST)
    ]
    usual = _usual_size(row for block in blocks for row in block.rows)
    joined = list(_joined(blocks))
    large = sorted({_rounded(s) for t, s in joined if s >= usual * _LARGE}, reverse=True)[:_RANKS]
    for marked, size in joined:
        text = _BULLET.sub("", marked) or marked
        level = large.index(_rounded(size)) + 1 if _rounded(size) in large else 0
        yield text, level if len(text) <= _LONGEST_TITLE else 0


def _rounded(size: float) -> float:
    return round(size * 2, 0) / 2


def _rows(glyphs: Sequence[Glyph], gap: float) -> Iterator[Row]:
    """Runs of glyphs on one base line without gaps of ``gap`` sizes, top to bottom."""
    line: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.left)):
        if line and glyph.base - line[0].base > _SAME_BASE * max(glyph.size, line[0].size):
            yield from _cut(line, gap)
            line = []
        line.append(glyph)
    if line:
        yield from _cut(line, gap)


def _cut(line: list[Glyph], gap: float) -> Iterator[Row]:
    line.sort(key=lambda g: g.left)
    run = line[:1]
    for glyph in line[1:]:
        size = max(glyph.size, run[-1].size)
        if glyph.text == run[-1].text and glyph.left - run[-1].left < _TWICE * size:
            continue
        if glyph.left - run[-1].right > gap * size:
            yield _row(run)
            run = []
        run.append(glyph)
    yield _row(run)


def _row(run: Sequence[Glyph]) -> Row:
    parts = [run[0].text]
    for before, glyph in pairwise(run):
        space = (glyph.left - before.right) / max(glyph.size, before.size)
        latin = before.text.isascii() and glyph.text.isascii()
        parts.append(" " if space > (_WORD_GAP if latin else _WIDE_GAP) else "")
        parts.append(glyph.text)
    size = median(glyph.size for glyph in run)
    base = median(glyph.base for glyph in run)
    return Row("".join(parts), run[0].left, max(g.right for g in run), base, size)


def _columns(rows: Sequence[Row], least: float) -> Iterator["_Block"]:
    """Blocks of rows in reading order; where two columns of prose stand, left before right.

    ``least`` is how far to the right full rows reach at least.
    """
    found = _gutter(rows)
    if found is None:
        if rows:
            yield _Block(_side_by_side(rows), least)
        return
    for band in _bands(rows, found):
        left = [row for row in band if row.right <= found]
        right = [row for row in band if row.left >= found]
        if len(left) + len(right) < len(band) or not (left and right):
            yield _Block(_side_by_side(band), least)
        else:
            yield from _columns(left, 0.0)
            yield from _columns(right, 0.0)


def _bands(rows: Sequence[Row], gutter: float) -> Iterator[list[Row]]:
    """Runs of rows that all cross the gutter or all keep off it."""
    band: list[Row] = []
    crossing = False
    for row in rows:
        crosses = row.left < gutter < row.right
        if band and crosses != crossing:
            yield band
            band = []
        crossing = crosses
        band.append(row)
    if band:
        yield band


def _gutter(rows: Sequence[Row]) -> float | None:
    """Where two columns of prose are parted: the place that fewest rows cross."""
    if len(rows) < 2 * _FEWEST:
        return None
    size = _usual_size(rows)
    first, last = min(row.left for row in rows), max(row.right for row in rows)
    step = size / 2
    at = first + _NARROWEST * size
    best: tuple[int, float] | None = None
    free: list[float] = []
    while at < last - _NARROWEST * size:
        crossing = sum(row.left < at < row.right for row in rows)
        if best is None or crossing < best[0]:
            best, free = (crossing, at), []
        if crossing == best[0] and (not free or at - free[-1] <= step * 1.5):
            free.append(at)
        at += step
    if best is None:
        return None
    gutter = free[len(free) // 2]
    return gutter if _are_columns(rows, gutter, size) else None


def _are_columns(rows: Sequence[Row], gutter: float, size: float) -> bool:
    """Whether both sides are prose: enough rows, most of which fill the side."""
    sides = (
        [row for row in rows if row.right <= gutter],
        [row for row in rows if row.left >= gutter],
    )
    if len(sides[0]) + len(sides[1]) < len(rows) * _FULL:
        return False
    for side in sides:
        if len(side) < _FEWEST:
            return False
        left, right = min(row.left for row in side), max(row.right for row in side)
        full = sum(row.right > right - 2 * size and row.left < left + 3 * size for row in side)
        if right - left < _NARROWEST * size or full < len(side) * _FULL:
            return False
    return True


def _side_by_side(rows: Sequence[Row]) -> list[Row]:
    """Rows of one column from the top, pieces on one base line joined by a blank."""
    joined: list[Row] = []
    for row in rows:
        before = joined[-1] if joined else None
        if before and row.base - before.base < _SAME_BASE * max(row.size, before.size):
            text = f"{before.text} {row.text}"
            size = max(before.size, row.size)
            gaps = before.gaps + (2 if row.left - before.right > _CELL_GAP * size else 1)
            right = max(before.right, row.right)
            joined[-1] = Row(text, before.left, right, before.base, size, gaps)
        else:
            joined.append(row)
    return joined


def _usual_size(rows: Iterable[Row]) -> float:
    """The size of most characters."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[_rounded(row.size) or row.size] += len(row.text)
    return max(sizes, key=lambda size: sizes[size], default=1.0)


class _Block:
    """Rows of one column with its edges and the usual distance of its base lines."""

    def __init__(self, rows: list[Row], least: float) -> None:
        """Measure the rows; their right edge is not left of ``least``."""
        self.rows = rows
        size = _usual_size(rows)
        text = [row for row in rows if row.size < size * _OTHER_SIZE] or rows
        self.left = min(row.left for row in text)
        self.right = max(least, *(row.right for row in text))
        steps = sorted(after.base - before.base for before, after in pairwise(text))
        steps = [step for step in steps if step > 0]
        self.pitch = steps[bisect_right(range(len(steps)), len(steps) // 2) - 1] if steps else 0.0

    def is_full(self, row: Row, after: Row) -> bool:
        """Whether the first word of the row after would not have fitted into the row."""
        return row.right + _first_word(after) > self.right - row.size / 2

    def is_indented(self, row: Row) -> bool:
        """Whether a row begins as paragraphs do."""
        return row.left > self.left + _INDENT * row.size


def _first_word(row: Row) -> float:
    """Width of what cannot be parted from the first character of a row."""
    length = 1
    while length < len(row.text) and (
        row.text[length] in _NO_START
        or ((row.text[length - 1] + row.text[length]).isascii() and row.text[length] != " ")
    ):
        length += 1
    return (row.right - row.left) * length / len(row.text)


def _joined(blocks: Sequence[_Block]) -> Iterator[tuple[str, float]]:
    """Paragraphs with the size of their first row."""
    text, size = "", 0.0
    before: tuple[_Block, Row] | None = None
    for block in blocks:
        for row in block.rows:
            if before and _goes_on(*before, block, row):
                text = _glued(text, row.text)
            else:
                if text:
                    yield text, size
                text, size = row.text, row.size
            before = (block, row)
    if text:
        yield text, size


def _goes_on(block: _Block, row: Row, next_block: _Block, after: Row) -> bool:
    """Whether a row continues the paragraph of the row before it."""
    if row.is_table or after.is_table:
        return False
    if max(row.size, after.size) > min(row.size, after.size) * _OTHER_SIZE:
        return False
    if not block.is_full(row, after) or (
        row.text[-1] in _STOPS and (next_block.is_indented(after) or _ORDINAL.match(after.text))
    ):
        return False
    if next_block is not block:
        whole = len(block.rows) < _FEWEST - 1
        return not (whole or row.text[-1] in _ENDS or next_block.is_indented(after))
    return after.base - row.base <= block.pitch * _SPACED


def _glued(text: str, more: str) -> str:
    blank = _LATIN.match(text[-1]) and _LATIN.match(more[0]) and more[0] not in _NO_START
    return f"{text} {more}" if blank else text + more
