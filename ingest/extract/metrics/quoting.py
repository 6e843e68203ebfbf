"""Which words quote a figure whole: 近 before its number, its month, all that it counts."""

import re
from dataclasses import replace
from typing import Final

from ingest.extract.metrics.durations import Place, Reading
from ingest.extract.metrics.measures import clause_start, noun_before
from ingest.extract.metrics.verbs import starts_with_verb
from kg.model import Metric
from kg.ontology import Change

# 附近100户 and 最近3年 say where and when; 近四成 how exact the number is.
_ABOUT: Final = re.compile(
    r"(?:不足|不到|至少|大约|超过|[近约超逾])(?<![附最远临将靠邻赶节制签特][近约超])\Z"
)
# How what is counted came about: 新增学位800个 are not all that there are.
_MADE: Final = re.compile(r"(?:新增|净增|带动|拉动|撬动|对口帮扶)\Z")
# Part of the year that a clause opens with: 8月降幅达17.14%.
_PERIOD: Final = re.compile(r"(?:(?:前|1[—-])?\d{1,2}个?月份?|前?[一二三四]季度|[上下]半年)(?!\d)")
# How far something went, told without saying what: that stands with the number before.
_EXTENT: Final = re.compile(r"(?:同比|环比)?(?:[降增涨跌]幅|增速)(?:更?是)?")
# One number may be of all that a list names: 中小学、幼儿园4868所, 甲、乙各10家.
_OF_ALL: Final = re.compile(r"(?:共计?|合计|总计|累计|各|均|都|达到?|超过?|突破|近|约|[0-9])*")
_SUMS: Final = re.compile("共|合计|总计|各|均")
_ITEM: Final = re.compile(r"[^，。；：！？、（）“”\d\n×*的]{2,16}")
_COUNTED: Final = re.compile("[一二两三四五六七八九十百千万几][多余]?[名个位家项条支座所户批]")
_LONGEST_MADE: Final = 4
_SHARED: Final = frozenset({"count", "size", "person", "event"})


def whole(text: str, place: Place, reading: Reading, earlier: Metric | None) -> Reading:
    """The reading with all words that belong to its figure."""
    reading = _of_what(text, reading, earlier)
    reading = _with_list(text, place, reading)
    made = _MADE.search(text, max(0, reading.start - _LONGEST_MADE), reading.start)
    if made and text.startswith(reading.measure, reading.start):
        return replace(reading, start=made.start())
    about = _ABOUT.search(text, place.left, reading.start)
    if about and reading.start == place.quantity.start:
        return replace(reading, start=about.start())
    period = _PERIOD.fullmatch(text, place.left, reading.start)
    return replace(reading, start=place.left) if period else reading


def _of_what(text: str, reading: Reading, earlier: Metric | None) -> Reading:
    """A fall or rise alone is that of what the sentence counted last: 诉求减少9957件、降幅7.66%."""
    if earlier is None or _EXTENT.fullmatch(reading.measure) is None:
        return reading
    if text.count("，", earlier.end, reading.start) > 1:
        return reading
    return replace(reading, measure=earlier.measure, change=Change.BY)


def _with_list(text: str, place: Place, reading: Reading) -> Reading:
    """The reading with the items before its noun, where the number counts them all."""
    low = clause_start(text, reading.start, max(0, reading.start - 60), "，。；：！？\n")
    words = text[low : reading.start]
    if place.quantity.kind not in _SHARED or not words.endswith("、"):
        return reading
    behind = text[reading.start + len(reading.measure) : place.quantity.start]
    if _OF_ALL.fullmatch(behind) is None or starts_with_verb(text, reading.start):
        return reading
    at = _list_start(text, low, reading.start, summed=_SUMS.search(behind) is not None)
    return replace(reading, measure=text[at : reading.start] + reading.measure, start=at)


def _list_start(text: str, low: int, at: int, *, summed: bool) -> int:
    """Where the list begins that 、 ends at ``at``: behind its verb; ``at`` where it is none.

    A list without a verb is one where a word sums it up: 甲、乙共10家.
    """
    start = at
    while start > low and text[start - 1] == "、":
        item = max(low, text.rfind("、", low, start - 1) + 1)
        begin, end = noun_before(text, item, start - 1)
        if end != start - 1 or _ITEM.fullmatch(text, begin, end) is None:
            return at
        if _COUNTED.search(text, item, end):
            return at
        start = begin
        if begin > item:
            return start
    return start if summed else at
