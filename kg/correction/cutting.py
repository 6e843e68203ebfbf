"""Two cases as one, one case as two."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.correction.model import Cut, opening
from kg.model import CaseEntity, CaseRecord, Definition, Doubt, Mention, Metric, Passage, Relation
from kg.ontology import DoubtKind

_Spanned = TypeVar("_Spanned", Mention, Relation, Metric, Doubt)


def regrouped(entities: Iterable[CaseEntity]) -> tuple[CaseEntity, ...]:
    """Entities of a case, those of one id as one, each where it was first."""
    found: dict[str, CaseEntity] = {}
    for entity in entities:
        before = found.get(entity.id)
        found[entity.id] = entity if before is None else _as_one(before, entity)
    return tuple(found.values())


def _as_one(one: CaseEntity, other: CaseEntity) -> CaseEntity:
    mentions = sorted({*one.mentions, *other.mentions}, key=lambda m: (m.start, -m.end))
    told = (d for d in (one.definition, other.definition) if d)
    best = max(told, key=lambda d: bool(d.quote), default=None)
    return replace(
        one,
        mentions=tuple(mentions),
        definition=best,
        redacted=one.redacted and other.redacted,
    )


def joined(one: CaseRecord, two: CaseRecord) -> CaseRecord:
    """Two cases that follow each other as one, under what is known of the first."""
    key = one.case.id
    case = replace(
        one.case,
        end=two.case.end,
        themes=tuple(dict.fromkeys((*one.case.themes, *two.case.themes))),
        doubts=(*one.case.doubts, *(d for d in two.case.doubts if d.kind is DoubtKind.OCR)),
        duplicate_of=None,
    )
    return CaseRecord(
        case=case,
        passages=_owned(key, (*one.passages, *two.passages)),
        entities=regrouped((*one.entities, *two.entities)),
        relations=(*one.relations, *(replace(r, case=key) for r in two.relations)),
        metrics=(*one.metrics, *(replace(m, case=key) for m in two.metrics)),
        grams=tuple(dict.fromkeys((*one.grams, *two.grams))),
    )


def cut(record: CaseRecord, action: Cut, new: str) -> tuple[CaseRecord, CaseRecord] | None:
    """A case as two; None where no passage but the first opens with the words.

    The second has its title from a person, its region from the first (inferred), themes from
    its own passages, and no date: nothing is known of it that its own words did not say.
    """
    starts = (n for n, p in enumerate(record.passages) if n and opening(p.text) == action.before)
    number = next(starts, None)
    if number is None:
        return None
    case, passages = record.case, record.passages
    at, end = passages[number].start, passages[number - 1].end
    first = replace(case, end=end, doubts=_between(case.doubts, case.start, at))
    counted = Counter(theme for passage in passages[number:] for theme in passage.themes)
    second = replace(
        case,
        id=new,
        start=at,
        title=action.title,
        date=None,
        region_inferred=bool(case.region),
        region_evidence=f"切分自《{case.title}》" if case.region else "",
        themes=tuple(theme for theme, _ in counted.most_common()),
        duplicate_of=None,
        doubts=tuple(
            doubt
            for doubt in _between(case.doubts, at, case.end)
            if doubt.kind is not DoubtKind.DATE
        ),
    )
    one = _within(replace(record, case=first, passages=passages[:number]), case.start, at)
    two = _within(replace(record, case=second, passages=passages[number:]), at, case.end)
    return one, two


def _within(record: CaseRecord, start: int, end: int) -> CaseRecord:
    """A record with only what stands between two offsets."""
    key = record.case.id
    entities = [
        replace(entity, mentions=mentions, definition=_told(entity.definition, start, end))
        for entity in record.entities
        if (mentions := _between(entity.mentions, start, end))
    ]
    return replace(
        record,
        passages=_owned(key, record.passages),
        entities=tuple(entities),
        relations=tuple(replace(r, case=key) for r in _between(record.relations, start, end)),
        metrics=tuple(replace(m, case=key) for m in _between(record.metrics, start, end)),
    )


def _between(items: Iterable[_Spanned], start: int, end: int) -> tuple[_Spanned, ...]:
    """What stands wholly between two offsets: words across a cut prove nothing any more."""
    return tuple(item for item in items if start <= item.start and item.end <= end)


def _told(told: Definition | None, start: int, end: int) -> Definition | None:
    if told is None or not told.quote:
        return told
    return told if start <= told.start and told.end <= end else None


def _owned(key: str, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    return tuple(replace(p, case=key, number=n) for n, p in enumerate(passages, 1))
