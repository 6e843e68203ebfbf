"""Rows → paragraphs: which row goes on with the sentence of the row above it."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.readers.layout.rows import Row, usual_size

_INDENT: Final = 1.2  # of the size: paragraphs begin two characters in
_SPACED: Final = 1.45  # of the usual distance of base lines: a new paragraph
_OTHER_SIZE: Final = 1.1  # ratio of sizes that tells a heading from text
_FEWEST: Final = 4  # rows of a column
_STOPS: Final = "。！？；：!?;:…”』」）)"
_ENDS: Final = "。！？!?…"
_NO_START: Final = "，。、；：！？）》〉】〕”’」』％%,.;:!?)]"  # never first on a line
_ORDINAL: Final = re.compile(
    r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|第[一二三四五六七八九十\d]{1,3}[章节条篇]"
    r"|\d{1,2}[.．、](?!\d)|[①-⑳●■◆▪•]"
)
_LATIN: Final = re.compile(r"[0-9A-Za-z,.;:!?%)\]('\"-]")


class Block:
    """Rows of one column with its edges and the usual distance of its base lines."""

    def __init__(self, rows: list[Row], least: float) -> None:
        """Measure the rows; their right edge is not left of ``least``."""
        self.rows = rows
        size = usual_size(rows)
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


def join(blocks: Sequence[Block]) -> Iterator[tuple[str, float]]:
    """Paragraphs with the size of their first row."""
    text, size = "", 0.0
    before: tuple[Block, Row] | None = None
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


def _goes_on(block: Block, row: Row, next_block: Block, after: Row) -> bool:
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
