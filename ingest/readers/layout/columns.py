"""Rows of a page in reading order: where two columns of prose stand, left before right."""

from collections.abc import Iterator, Sequence
from typing import Final

from ingest.readers.layout.joining import Block
from ingest.readers.layout.rows import Row, side_by_side, usual_size

_NARROWEST: Final = 8  # characters of a column
_FEWEST: Final = 4  # rows of a column
_FULL: Final = 0.5  # share of rows that fill a column of prose; those of tables do not


def blocks_of(rows: Sequence[Row], least: float) -> Iterator["Block"]:
    """Blocks of rows in reading order; where two columns of prose stand, left before right.

    ``least`` is how far to the right full rows reach at least.
    """
    found = _gutter(rows)
    if found is None:
        if rows:
            yield Block(side_by_side(rows), least)
        return
    for band in _bands(rows, found):
        left = [row for row in band if row.right <= found]
        right = [row for row in band if row.left >= found]
        if len(left) + len(right) < len(band) or not (left and right):
            yield Block(side_by_side(band), least)
        else:
            yield from blocks_of(left, 0.0)
            yield from blocks_of(right, 0.0)


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
    size = usual_size(rows)
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
