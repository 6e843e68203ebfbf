"""Glyphs on a page → rows: what stands side by side on one base line."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final


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


_SAME_BASE: Final = 0.4  # of the size: base lines closer than that are one row
_TWICE: Final = 0.3  # of the size: the same character so near is drawn twice, to look bold
_WORD_GAP: Final = 0.15  # of the size: between Latin words, whose blanks place nothing
_WIDE_GAP: Final = 0.8  # of the size: a gap that one sees between Chinese characters
_CELL_GAP: Final = 4.0  # of the size: no prose has such a hole
_TABLE_GAPS: Final = 2


def rows_of(glyphs: Sequence[Glyph], gap: float) -> Iterator[Row]:
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


def side_by_side(rows: Sequence[Row]) -> list[Row]:
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


def usual_size(rows: Iterable[Row]) -> float:
    """The size of most characters."""
    sizes: Counter[float] = Counter()
    for row in rows:
        sizes[rounded(row.size) or row.size] += len(row.text)
    return max(sizes, key=lambda size: sizes[size], default=1.0)


def rounded(size: float) -> float:
    """A size to the nearest half: what differs by less is the same."""
    return round(size * 2, 0) / 2
