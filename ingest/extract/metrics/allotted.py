"""甲、乙、丙分别为1、2、3: each number of a list goes to the noun that stands in its place."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.model import Metric

_EACH: Final = "分别"
_BETWEEN: Final = re.compile(r"(?:左右|以上|以下)?[、和，及](?:和)?")
_ITEMS: Final = re.compile(r"[、和及与]")
# Where the last noun is this much longer (钢铁、石化产业产能), the others lack its end.
_FULL: Final = 3
_FEWEST: Final = 2
# What is measured of each thing of a list, told once behind the last; and what is a measure itself.
_SHARED: Final = re.compile(
    r"(?:产业|行业)?(?:总?产[量值]|增加值|营业?收入?|销[量售]额?|进?出口额?|用电量|吞吐量|覆盖率|入学率|参保率|完成率)$"
)
_MEASURED: Final = re.compile(r"[率量额值比重数入长力度积资费速]$")


def one_by_one(text: str, metrics: Sequence[Metric]) -> list[Metric]:
    """The metrics in order, those of a list of numbers with the one noun each that they have."""
    found: list[Metric] = []
    for run in _runs(text, metrics):
        items = [item for item in _ITEMS.split(run[0].measure) if item]
        paired = len(items) == len(run) >= _FEWEST
        items = _with_own_end(items) if paired else items
        whole = paired and _whole(items)
        items = _with_shared_end(items) if whole else items
        found += (
            [replace(metric, measure=item) for metric, item in zip(run, items, strict=True)]
            if whole
            else run
        )
    return found


def _with_own_end(items: Sequence[str]) -> list[str]:
    """Items with the end that the last one has alone: 食品、药品|抽检合格率, 甲、乙产业|比重.

    It begins where the last item is as long as the one before it, if what is left of it is no
    measure: of items that are measures themselves each stands for itself.
    """
    size, last = len(items[-2]), items[-1]
    end = last[size:]
    alike = len(end) > _FULL - 1 and all(len(item) == size for item in items[:-1])
    if not alike or _MEASURED.search(end) is None or any(map(_MEASURED.search, items[:-1])):
        return list(items)
    return [item + end for item in items[:-1]] + [last]


def _with_shared_end(items: Sequence[str]) -> list[str]:
    """Items that lack the noun which the last one ends with, with it: 黄金、镍产量."""
    end = _SHARED.search(items[-1])
    if end is None or any(_MEASURED.search(item) for item in items[:-1]):
        return list(items)
    return [item + end.group() for item in items[:-1]] + [items[-1]]


def _runs(text: str, metrics: Sequence[Metric]) -> Iterator[list[Metric]]:
    """Metrics in runs: numbers that 分别 begins and list marks join, all others alone."""
    run: list[Metric] = []
    for metric in metrics:
        gap = text[run[-1].end : metric.start] if run else ""
        listed = run and _EACH in run[0].text and metric.measure == run[0].measure
        if listed and _BETWEEN.fullmatch(gap):
            run.append(metric)
            continue
        if run:
            yield run
        run = [metric]
    if run:
        yield run


def _whole(items: Sequence[str]) -> bool:
    """Whether every noun of a list stands for itself."""
    longest = max(len(item) for item in items[:-1])
    return len(items[-1]) - longest < _FULL
