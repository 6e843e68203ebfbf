"""Records to rows of the tables and back."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import RowMapping

from kg.model import (
    Case,
    CaseEntity,
    Doubt,
    Entity,
    Mention,
    Metric,
    Passage,
    Relation,
    Removed,
    Source,
)
from kg.ontology import Change, DoubtKind, Genre, Kind, Level, RelationType, Role, Status
from kg.store.definitions import definition_column, to_definition
from kg.text import fold

Row = RowMapping
NewRow = dict[str, Any]

# Quotation marks come and go around a name; they never tell two names apart.
_NO_QUOTES: Final = dict.fromkeys(map(ord, "“”‘’「」『』\"'《》 "))


def name_key(name: str) -> str:
    """How a name is looked up: width folded, case folded, without blanks and quotation marks."""
    return fold(name).casefold().translate(_NO_QUOTES)


def source_row(source: Source) -> NewRow:
    """Row of ``source``."""
    return {
        "id": source.id,
        "path": source.path,
        "format": source.format,
        "encoding": source.encoding,
        "text": source.text,
        "removed": [[span.start, span.end, span.reason] for span in source.removed],
        "marks": list(source.marks),
        "origin": source.origin,
    }


def to_source(row: Row) -> Source:
    """Source of a row."""
    return Source(
        id=row["id"],
        path=row["path"],
        format=row["format"],
        encoding=row["encoding"],
        text=row["text"],
        removed=tuple(Removed(start, end, reason) for start, end, reason in row["removed"]),
        marks=tuple(row["marks"]),
        origin=row["origin"],
    )


def case_row(case: Case) -> NewRow:
    """Row of ``case``, without its themes and without its duplicate group."""
    return {
        "id": case.id,
        "source": case.source,
        "number": case.number,
        "start": case.start,
        "end": case.end,
        "title": case.title,
        "issuer": case.issuer,
        "genre": case.genre.value,
        "date": case.date,
        "level": case.level and case.level.value,
        "region": list(case.region),
        "region_inferred": case.region_inferred,
        "region_evidence": case.region_evidence,
        "doubts": [[d.kind, d.quote, d.start, d.end, d.basis] for d in case.doubts],
        "duplicate_of": None,
    }


def to_case(row: Row, themes: Iterable[str]) -> Case:
    """Case of a row with its themes, most important first."""
    return Case(
        id=row["id"],
        source=row["source"],
        number=row["number"],
        start=row["start"],
        end=row["end"],
        title=row["title"],
        issuer=row["issuer"],
        genre=Genre(row["genre"]),
        date=row["date"],
        level=Level(row["level"]) if row["level"] else None,
        region=tuple(row["region"]),
        region_inferred=row["region_inferred"],
        region_evidence=row["region_evidence"],
        themes=tuple(themes),
        duplicate_of=row["duplicate_of"],
        doubts=tuple(Doubt(DoubtKind(kind), *rest) for kind, *rest in row["doubts"]),
    )


def passage_row(passage: Passage) -> NewRow:
    """Row of ``passage``."""
    return {
        "id": passage.id,
        "case": passage.case,
        "number": passage.number,
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "heading": list(passage.heading),
        "role": passage.role and passage.role.value,
        "themes": list(passage.themes),
    }


def to_passage(row: Row) -> Passage:
    """Passage of a row."""
    return Passage(
        id=row["id"],
        case=row["case"],
        number=row["number"],
        start=row["start"],
        end=row["end"],
        text=row["text"],
        heading=tuple(row["heading"]),
        role=Role(row["role"]) if row["role"] else None,
        themes=tuple(row["themes"]),
    )


def entity_row(entity: Entity) -> NewRow:
    """Row of ``entity``."""
    return {
        "id": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "aliases": list(entity.aliases),
        "region": list(entity.region),
        "unit": entity.unit,
        "redacted": entity.redacted,
        "basis": entity.basis,
        "region_inferred": entity.region_inferred,
    }


def to_entity(row: Row) -> Entity:
    """Entity of a row."""
    return Entity(
        id=row["id"],
        kind=Kind(row["kind"]),
        name=row["name"],
        aliases=tuple(row["aliases"]),
        region=tuple(row["region"]),
        unit=row["unit"],
        redacted=row["redacted"],
        basis=row["basis"],
        region_inferred=row["region_inferred"],
    )


def to_entities(found: Iterable[Sequence[Any]]) -> Iterator[Entity]:
    """Entities of very many rows, quicker: columns in the table's order, lists still as JSON."""
    kinds = {kind.value: kind for kind in Kind}
    lists: dict[str, tuple[str, ...]] = {}
    for key, kind, name, aliases, region, *rest in found:
        for text in (aliases, region):
            if text not in lists:
                lists[text] = tuple(json.loads(text))
        yield Entity(key, kinds[kind], name, lists[aliases], lists[region], *rest)


def case_entity_row(case_id: str, position: int, entity: CaseEntity) -> NewRow:
    """Row of an entity as a case has it; ``position`` keeps the order within the case."""
    return {
        "case": case_id,
        "position": position,
        "entity": entity.id,
        "kind": entity.kind.value,
        "name": entity.name,
        "redacted": entity.redacted,
        "definition": definition_column(entity.definition),
    }


def mention_rows(case_id: str, position: int, entity: CaseEntity) -> list[NewRow]:
    """Rows of the mentions of the entity at ``position`` of a case."""
    return [
        {
            "case": case_id,
            "position": position,
            "kind": mention.kind.value,
            "start": mention.start,
            "end": mention.end,
            "surface": mention.surface,
            "name": mention.name,
            "redacted": mention.redacted,
            "confidence": mention.confidence,
        }
        for mention in entity.mentions
    ]


def to_case_entity(row: Row, mentions: Iterable[Row]) -> CaseEntity:
    """Entity of a case, from its row and those of its mentions."""
    return CaseEntity(
        id=row["entity"],
        kind=Kind(row["kind"]),
        name=row["name"],
        mentions=tuple(map(to_mention, mentions)),
        redacted=row["redacted"],
        definition=to_definition(row["definition"]),
    )


def relation_row(relation: Relation) -> NewRow:
    """Row of ``relation``."""
    return {
        "head": relation.head,
        "type": relation.type.value,
        "tail": relation.tail,
        "case": relation.case,
        "evidence": relation.evidence,
        "start": relation.start,
        "end": relation.end,
        "post": relation.post,
        "date": relation.date,
        "confidence": relation.confidence,
    }


def to_relation(row: Row) -> Relation:
    """Relation of a row."""
    return Relation(
        head=row["head"],
        type=RelationType(row["type"]),
        tail=row["tail"],
        case=row["case"],
        evidence=row["evidence"],
        start=row["start"],
        end=row["end"],
        post=row["post"],
        date=row["date"],
        confidence=row["confidence"],
    )


def metric_row(metric: Metric) -> NewRow:
    """Row of ``metric``."""
    return {
        "case": metric.case,
        "subject": metric.subject,
        "measure": metric.measure,
        "value": metric.value,
        "unit": metric.unit,
        "text": metric.text,
        "start": metric.start,
        "end": metric.end,
        "value_high": metric.value_high,
        "change": metric.change and metric.change.value,
        "status": metric.status.value,
        "subject_id": metric.subject_id,
    }


def to_metric(row: Row) -> Metric:
    """Metric of a row."""
    return Metric(
        case=row["case"],
        subject=row["subject"],
        measure=row["measure"],
        value=row["value"],
        unit=row["unit"],
        text=row["text"],
        start=row["start"],
        end=row["end"],
        value_high=row["value_high"],
        change=Change(row["change"]) if row["change"] else None,
        status=Status(row["status"]),
        subject_id=row["subject_id"],
    )


def to_mention(row: Row) -> Mention:
    """One mention from its row."""
    return Mention(
        kind=Kind(row["kind"]),
        start=row["start"],
        end=row["end"],
        surface=row["surface"],
        name=row["name"],
        redacted=row["redacted"],
        confidence=row["confidence"],
    )
