"""Figures of a row: those of its own sentences first, what was reached before what is meant."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from kg.compare.quoting import Quoting
from kg.compare.subject import Subject
from kg.compare.table import Item
from kg.compare.telling import Told
from kg.model import Metric
from kg.ontology import Role, Status

_METRICS: Final = 5  # a row is read beside others; the case's page has all
_ORDER: Final = (Status.ACHIEVED, Status.TARGET, Status.PROBLEM)
_TELLING: Final = frozenset({Role.PRACTICE, Role.RESULT, Role.PLAN, Role.PROBLEM})
# Figures of a place, not of what was done there.
_STOCK: Final = re.compile(
    r"人口|面积|辖区|下辖|占地|户籍|村民小组|行政村$|^社区$|^村$|户数|距离|年龄|成立"
)
# How long something took or went on is no figure to set beside another one.
_LASTING: Final = frozenset({"年", "个月", "月", "周", "天", "日", "小时", "分钟"})
# 年收益低于5万元的村: the figure bounds what is meant, nobody reached it.
_BOUND: Final = re.compile(r"低于|高于|不足|以上|以下|以内|[—–~至]|超过|大于|小于")


def figure_items(
    subject: Subject,
    told: Sequence[Told],
    shown: Sequence[Sequence[tuple[int, int]]],
    quote: Quoting,
) -> tuple[Item, ...]:
    """Figures that sentences of a row tell.

    ``shown`` are spans of what stands in its cells: of its outcomes first, then of the others.
    """
    kept: list[tuple[tuple[object, ...], Item]] = []
    for metric in subject.record.metrics:
        sentence = _of(metric, told)
        if sentence is None or is_condition(metric, sentence.passage.text, sentence.passage.start):
            continue
        stock = _STOCK.search(metric.measure) is not None
        if stock and metric.value is None:
            continue
        rank = (
            _ORDER.index(metric.status),
            stock or metric.unit in _LASTING,
            next(
                (
                    n
                    for n, spans in enumerate(shown)
                    if any(a <= metric.start < b for a, b in spans)
                ),
                len(shown),
            ),
            metric.value is None,
            metric.start,
        )
        kept.append((rank, quote.figure(metric, sentence.passage)))
    kept.sort(key=lambda pair: pair[0])
    entries = {(item.quote.start if item.quote else 0, item.text): item for _, item in kept}
    return tuple(item for item in entries.values() if not _is_begun(item, entries))[:_METRICS]


def _is_begun(item: Item, entries: Iterable[tuple[int, str]]) -> bool:
    """Whether another entry has the words of a masked one and goes on: 由**%, 由**%升到**%."""
    start = item.quote.start if item.quote else 0
    masked = item.metric is not None and item.metric.value is None
    return masked and any(
        at == start and text != item.text and text.startswith(item.text) for at, text in entries
    )


def is_condition(metric: Metric, text: str, start: int) -> bool:
    """Whether a figure only bounds what is meant: 年收益低于5万元的村, 80周岁以上的老人.

    ``text`` begins at ``start`` of the source.
    """
    end = metric.end - start
    return text.startswith("的", end) and _BOUND.search(metric.text) is not None


def _of(metric: Metric, told: Sequence[Told]) -> Told | None:
    """Sentence that tells a figure; None for one that only describes."""
    holding = (t for t in told if t.start <= metric.start and metric.end <= t.end)
    return next((t for t in holding if t.role in _TELLING), None)
