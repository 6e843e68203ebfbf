"""Metrics: numbers that tell size, effort or result, with what they count and for whom."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from ingest.draft import Draft
from ingest.extract.metrics.allotted import one_by_one
from ingest.extract.metrics.countable import is_threshold, may_count
from ingest.extract.metrics.numerals import Quantity, quantities
from ingest.extract.metrics.readings import read
from ingest.extract.metrics.status import Statuses
from ingest.extract.metrics.subjects import Subjects
from kg.model import Mention, Metric
from kg.ontology import Kind
from kg.text import sentences

# A comma that groups digits (13,000) is no mark.
_COMMA: Final = re.compile(r",(?!\d{3}(?!\d))")
_MARKS: Final = tuple(zip(";:!?()", "；：！？（）", strict=True))
# Quotations longer than this are speech, whose numbers count (“我们把全社区分成14个网格…”).
_QUOTED_NAME: Final = re.compile(r"[“《「][^”》」“《「，。；！？：\n]{1,24}[”》」]")
# Below it a size in quotation marks names a thing (“5公里健康跑”), above it it tells an output.
_LARGE: Final = 100
# A promise or a policy named by how many parts it has is a figure as well: 30件民生实事.
_COUNTED_NAME: Final = re.compile(r"[^“”]*(?:实事(?:项目)?|[0-9]条[一-鿿]+)")
# How many spans back from a place may still cover it: names nest two or three deep.
_NESTED: Final = 8


def find(draft: Draft, found: Sequence[Mention], subjects: Subjects | None = None) -> list[Metric]:
    """Metrics of a draft, sorted by start; ``case`` is empty and offsets count from the draft.

    ``subjects`` are made of the draft where none are given and a number asks for them.
    """
    text = _even(draft.text)
    barred = _barred(text, found)
    named = sorted((m.start, m.end) for m in found if m.kind is Kind.INITIATIVE)
    statuses = Statuses(text, draft.date, draft.genre, named)
    bounds = [start for start, _ in sentences(text)]
    metrics: list[Metric] = []
    floor = 0
    for quantity in quantities(text):
        sentence = _latest(bounds, quantity.start)
        if _is_named(barred, quantity) or not may_count(text, quantity):
            floor = floor if quantity.kind == "time" else quantity.end
            continue
        if is_threshold(text, quantity):
            continue
        earlier = metrics[-1] if metrics and metrics[-1].start >= sentence else None
        reading = read(text, quantity, max(floor, sentence), earlier)
        floor = quantity.end
        if reading is not None:
            subjects = subjects or Subjects(draft, found)
            metrics.append(
                Metric(
                    case="",
                    subject=subjects.of(quantity.start),
                    measure=reading.measure.replace("〔工〕", "（工）"),
                    value=quantity.value,
                    value_high=quantity.high,
                    unit=quantity.unit,
                    text=draft.text[reading.start : reading.end],
                    start=reading.start,
                    end=reading.end,
                    change=reading.change,
                    status=statuses.of(quantity, sentence),
                )
            )
    return one_by_one(text, sorted(metrics, key=lambda metric: (metric.start, metric.end)))


def _even(text: str) -> str:
    """Text of the same length with full-width marks; 党（工）委 loses its brackets' meaning."""
    text = _COMMA.sub("，", text)
    for half, full in _MARKS:  # six searches are quicker than translate(), which asks of each
        text = text.replace(half, full)
    return text.replace("（工）", "〔工〕")


def _latest(bounds: Sequence[int], at: int) -> int:
    where = bisect_right(bounds, at)
    return bounds[where - 1] if where else 0


def _barred(text: str, found: Sequence[Mention]) -> list[tuple[int, int]]:
    """Spans whose numbers belong to a name, sorted."""
    spans = [match.span() for match in _QUOTED_NAME.finditer(text)]
    spans += [
        (m.start, m.end)
        for m in found
        if m.kind is not Kind.PERSON
        and not (m.kind is Kind.INITIATIVE and _COUNTED_NAME.fullmatch(m.surface))
    ]
    return sorted(spans)


def _is_named(barred: Sequence[tuple[int, int]], quantity: Quantity) -> bool:
    """Whether the number belongs to a name; large sizes and sums in quotation marks do not."""
    large = (quantity.value or 0) >= _LARGE and quantity.digits[0].isascii()
    if large and quantity.kind in {"size", "money"}:
        return False
    at = bisect_right(barred, (quantity.start + 1, 0))
    near = barred[max(0, at - _NESTED) : at]
    return any(start <= quantity.start and quantity.end <= end for start, end in near)
