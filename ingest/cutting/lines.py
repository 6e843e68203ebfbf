"""Lines of a source and what each of them is by its looks."""

import re
from dataclasses import dataclass, replace
from typing import Final

from ingest.cleaning.numerals import NUMERALS, numeral
from ingest.cleaning.separators import part_prefix
from ingest.cutting.echo import echoed_titles
from ingest.cutting.places import leads_with_place
from ingest.cutting.shapes import (
    HEAD_SHAPES,
    LONGEST_TITLE,
    Shape,
    long_shape,
    shape_below,
    shape_of,
)
from ingest.cutting.spans import line_spans


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the blanks around it; never empty.

    ``ordinal`` counts a heading of the first level (一、 is 1), else it is 0. ``part`` tells
    that a separator such as 第三篇 stands at its beginning or just before it; ``inline`` that
    other words stand before it in the same line of the source; ``echoed`` that the text
    below takes up the words of a title that runs on into it.
    """

    start: int
    end: int
    text: str
    shape: Shape
    ordinal: int = 0
    part: bool = False
    inline: bool = False
    echoed: bool = False


_LEAD: Final = re.compile(r"[^。；！？，,、：:\s]{2,16}[：:]")
# Whose lead needs no known place: 某某村：
_UNIT: Final = re.compile(
    r"(?:[省市区县州旗镇乡村局委厅院]|街道|社区|公司|集团|中心|学校|大学|支部|总支)[：:]$"
)
_LISTING: Final = re.compile(r"[^。；！？，,：:]{4,24}、")  # a title broken behind the first of two
_ENDED: Final = re.compile(r"[。！？!?…”）)]$")
_ORDINAL: Final = re.compile(rf"([{NUMERALS}]{{1,3}})、|第([{NUMERALS}]{{1,3}})[章部](?:分)?")


def lines(text: str, original: str) -> list[Line]:
    """Lines of a blanked text, in order; ``original`` still shows the separators."""
    echoed = echoed_titles(text)
    found: list[Line] = []
    before = 0
    for start, end in line_spans(text, original, echoed):
        line = text[start:end]
        ordinal = _ordinal(line)
        part = _part_between(original, before, start)
        shape = shape_of(line) if end - start <= 2 * LONGEST_TITLE else long_shape(line)
        if found and found[-1].shape in HEAD_SHAPES:
            shape = shape_below(line, shape, found[-1].shape, found[-1].text)
        inline = "\n" not in text[before:start] and bool(found)
        found.append(Line(start, end, line, shape, ordinal, part, inline, start in echoed))
        before = end
    return [
        replace(row, shape=Shape.SHORT) if _is_lead(row, above, below) else row
        for above, row, below in zip([None, *found], found, [*found[1:], None], strict=False)
    ]


def _is_lead(row: Line, above: Line | None, below: Line | None) -> bool:
    """Whether a line is the first of a headline of two though it ends in a mark: 某某街道："""
    if row.shape is not Shape.BODY or below is None or below.shape is not Shape.SHORT:
        return False
    if _LEAD.fullmatch(row.text):
        return leads_with_place(row.text) or _UNIT.search(row.text) is not None
    ended = above is None or above.shape is not Shape.BODY or _ENDED.search(above.text)
    return bool(ended and _LISTING.fullmatch(row.text))


def _part_between(original: str, before: int, start: int) -> bool:
    """Whether a separator stands between two lines; cleaning has blanked it."""
    gap = original[before:start].strip()
    return bool(gap) and any(part_prefix(piece.strip()) for piece in gap.split("\n"))


def _ordinal(line: str) -> int:
    match = _ORDINAL.match(line)
    return numeral(match[1] or match[2]) if match else 0
