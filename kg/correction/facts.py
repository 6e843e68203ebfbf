"""Relations and figures that a person has taken out of a case, and what a case states otherwise."""

from dataclasses import replace

from kg.correction.model import (
    BY_HAND,
    Amend,
    CaseField,
    DropMetric,
    DropRelation,
    EntityRef,
    Fact,
)
from kg.correction.quoting import quote_at
from kg.model import Case, CaseRecord, Metric, Passage, Relation
from kg.ontology import DoubtKind, Genre, Level


def restated(record: CaseRecord, action: Amend | Fact) -> CaseRecord | None:
    """The case with what a person says of it; None where that has nothing to do with it."""
    if record.case.id not in action.case.ids:
        return None
    match action:
        case Amend():
            return _amended(record, action)
        case DropRelation():
            return _without_relation(record, action)
        case DropMetric():
            return _without_metric(record, action)


def _without_relation(record: CaseRecord, action: DropRelation) -> CaseRecord | None:
    """The case without a relation; None where it has no such relation."""
    names = {entity.id: entity.name for entity in record.entities}

    def is_meant(edge: Relation) -> bool:
        return (
            edge.type is action.type
            and _is_end(edge.head, action.head, names)
            and _is_end(edge.tail, action.tail, names)
            and quote_at(edge.start, edge.evidence, record.passages) == action.quote
        )

    left = tuple(edge for edge in record.relations if not is_meant(edge))
    return replace(record, relations=left) if len(left) < len(record.relations) else None


def _is_end(entity_id: str, ref: EntityRef, names: dict[str, str]) -> bool:
    return entity_id in ref.ids or names.get(entity_id) == ref.name


def _without_metric(record: CaseRecord, action: DropMetric) -> CaseRecord | None:
    """The case without a figure; None where it has no such figure."""

    def is_meant(metric: Metric) -> bool:
        told = (metric.measure, metric.subject or "", metric.text)
        return (
            told == (action.measure, action.subject, action.words)
            and quote_at(metric.start, metric.text, record.passages) == action.quote
        )

    left = tuple(metric for metric in record.metrics if not is_meant(metric))
    return replace(record, metrics=left) if len(left) < len(record.metrics) else None


def _amended(record: CaseRecord, action: Amend) -> CaseRecord:
    """The case with what a person states; what spoke against the extracted value goes with it."""
    case, value = record.case, action.value
    match action.field:
        case CaseField.TITLE:
            changed = replace(_without(case, DoubtKind.TITLE, DoubtKind.MADE), title=value)
        case CaseField.DATE:
            changed = replace(_without(case, DoubtKind.DATE), date=value or None)
        case CaseField.REGION:
            region = tuple(name for name in value.split("/") if name)
            changed = replace(case, region=region, region_inferred=False, region_evidence=BY_HAND)
        case CaseField.LEVEL:
            changed = replace(case, level=Level(value) if value else None)
        case CaseField.GENRE:
            changed = replace(case, genre=Genre(value))
        case CaseField.THEMES:
            return _about(record, tuple(name for name in value.split("/") if name))
    return replace(record, case=changed)


def _without(case: Case, *kinds: DoubtKind) -> Case:
    return replace(case, doubts=tuple(d for d in case.doubts if d.kind not in kinds))


def _about(record: CaseRecord, themes: tuple[str, ...]) -> CaseRecord:
    """The case with these themes; no passage of it keeps one that was taken from it."""
    gone = set(record.case.themes) - set(themes)

    def told(passage: Passage) -> Passage:
        return replace(passage, themes=tuple(t for t in passage.themes if t not in gone))

    passages = tuple(map(told, record.passages)) if gone else record.passages
    return replace(record, case=replace(record.case, themes=themes), passages=passages)
