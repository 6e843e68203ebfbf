"""From the text as it is read, without the ends of wrapped lines, back to the source's."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from kg.model import (
    Case,
    CaseEntity,
    CaseRecord,
    Definition,
    Doubt,
    Mention,
    Metric,
    Passage,
    Relation,
)

_Span = TypeVar("_Span", Case, Definition, Doubt, Mention, Metric, Passage, Relation)


def placed(record: CaseRecord, places: Sequence[int], text: str) -> CaseRecord:
    """A record whose offsets count in ``text``, the source's.

    ``places`` are where each character of the text as read, and its end, stands in ``text``.
    Passages take their words from there, line ends included; all other quotes stay as read.
    """
    if len(places) == len(text) + 1:
        return record

    def moved(item: _Span) -> _Span:
        start, end = item.start, item.end
        last = places[end - 1] + 1 if end > start else places[start]
        return replace(item, start=places[start], end=last)

    def passage(item: Passage, below: Passage | None) -> Passage:
        there = moved(item)
        # The line end between two passages of one paragraph belongs to the first of them.
        end = places[item.end] if below and below.start == item.end else there.end
        return replace(there, end=end, text=text[there.start : end])

    def entity(item: CaseEntity) -> CaseEntity:
        definition = item.definition and moved(item.definition)
        mentions = tuple(map(moved, item.mentions))
        return replace(item, mentions=mentions, definition=definition)

    def relation(item: Relation) -> Relation:
        return moved(item) if item.case is not None else item

    case = moved(record.case)
    return replace(
        record,
        case=replace(case, doubts=tuple(map(moved, case.doubts))),
        passages=tuple(map(passage, record.passages, [*record.passages[1:], None])),
        entities=tuple(map(entity, record.entities)),
        relations=tuple(map(relation, record.relations)),
        metrics=tuple(map(moved, record.metrics)),
    )
