"""Extraction as it was, of the cases and entities that corrections have to do with."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from kg.model import CaseRecord, Entity, Relation
from kg.ontology import RelationType
from kg.store import rows
from kg.store.corrections.tables import (
    CORRECTED_CASE,
    EXTRACTED_CASE,
    EXTRACTED_EDGE,
    EXTRACTED_ENTITY,
    EXTRACTED_NAME,
)
from kg.store.tables import CASE_ENTITY, METRIC, RELATION
from kg.store.writing import chunks, insert_all, merge


class Extracted(NamedTuple):
    """An extracted case, its source, and the cases that show it."""

    record: CaseRecord
    source: str
    shown: tuple[str, ...]
    recut: bool


class ShownAs(NamedTuple):
    """The cases that show an extracted case, and whether cuts in its source were moved."""

    case: str
    shown: tuple[str, ...]
    recut: bool


def encode_record(record: CaseRecord) -> dict[str, Any]:
    """A case with all that stands in it, without edges of the gazetteer, as JSON has it."""
    case = record.case
    return {
        "case": rows.case_row(case) | {"duplicate_of": case.duplicate_of},
        "themes": list(case.themes),
        "passages": list(map(rows.passage_row, record.passages)),
        "entities": [
            [rows.case_entity_row(case.id, at, entity), rows.mention_rows(case.id, at, entity)]
            for at, entity in enumerate(record.entities)
        ],
        "relations": [rows.relation_row(r) for r in record.relations if r.case is not None],
        "metrics": list(map(rows.metric_row, record.metrics)),
        "grams": sorted(set(record.grams)),
    }


def decode_record(document: Mapping[str, Any]) -> CaseRecord:
    """The case that ``encode_record`` wrote."""
    return CaseRecord(
        case=rows.to_case(document["case"], document["themes"]),
        passages=tuple(map(rows.to_passage, document["passages"])),
        entities=tuple(rows.to_case_entity(row, named) for row, named in document["entities"]),
        relations=tuple(map(rows.to_relation, document["relations"])),
        metrics=tuple(map(rows.to_metric, document["metrics"])),
        grams=tuple(document["grams"]),
    )


def read_cases(connection: Connection, case_ids: Iterable[str]) -> dict[str, Extracted]:
    """Extracted cases by id; those that no correction has to do with are left out."""
    found: dict[str, Extracted] = {}
    for ids in chunks(case_ids):
        there = select(EXTRACTED_CASE).where(EXTRACTED_CASE.c.case.in_(ids))
        for row in connection.execute(there).mappings():
            record = decode_record(row["record"])
            found[row["case"]] = Extracted(record, row["source"], tuple(row["shown"]), row["recut"])
    return found


def keep_cases(connection: Connection, records: Iterable[CaseRecord]) -> None:
    """Remember cases as extraction gave them."""
    cases: list[rows.NewRow] = []
    names: list[rows.NewRow] = []
    for record in records:
        case = record.case
        named = {entity.id for entity in record.entities}
        named |= {end for r in record.relations if r.case for end in (r.head, r.tail)}
        named |= {metric.subject_id for metric in record.metrics if metric.subject_id}
        row = {"case": case.id, "source": case.source, "record": encode_record(record)}
        cases.append(row | {"shown": [case.id], "recut": False})
        names += [{"case": case.id, "entity": name} for name in sorted(named)]
    insert_all(connection, EXTRACTED_CASE, cases)
    insert_all(connection, EXTRACTED_NAME, names)


def note_shown(connection: Connection, shown: Iterable[ShownAs]) -> None:
    """Remember which cases show each extracted case."""
    values = [{"key": one.case, "ids": list(one.shown), "cut": one.recut} for one in shown]
    if values:
        there = update(EXTRACTED_CASE).where(EXTRACTED_CASE.c.case == bindparam("key"))
        connection.execute(there.values(shown=bindparam("ids"), recut=bindparam("cut")), values)


def note_touched(
    connection: Connection, cases: Iterable[str], touched: Iterable[tuple[str, str]]
) -> None:
    """Remember which corrections have to do with extracted cases; forget what was so before."""
    for ids in chunks(cases):
        connection.execute(delete(CORRECTED_CASE).where(CORRECTED_CASE.c.case.in_(ids)))
    new = [{"correction": key, "case": case} for key, case in touched]
    insert_all(connection, CORRECTED_CASE, new)


def forget_cases(connection: Connection, case_ids: Iterable[str]) -> None:
    """Forget extracted cases that the tables show as they are."""
    for ids in chunks(case_ids):
        connection.execute(delete(EXTRACTED_CASE).where(EXTRACTED_CASE.c.case.in_(ids)))


def read_entities(connection: Connection) -> dict[str, Entity]:
    """All entities that corrections have to do with, as extraction gave them."""
    there = connection.execute(select(EXTRACTED_ENTITY)).all()
    return {key: rows.to_entity(document) for key, document in there}


def keep_entities(connection: Connection, entities: Iterable[Entity]) -> None:
    """Remember entities as extraction gave them, names joined to those remembered."""
    known = read_entities(connection)
    for entity in entities:
        before = known.get(entity.id)
        after = merge(before, entity) if before else entity
        if after != before:
            gone = delete(EXTRACTED_ENTITY).where(EXTRACTED_ENTITY.c.id == entity.id)
            connection.execute(gone)
            row = {"id": entity.id, "entity": rows.entity_row(after)}
            connection.execute(insert(EXTRACTED_ENTITY), row)
        known[entity.id] = after


def forget_entities(connection: Connection, entity_ids: Iterable[str]) -> None:
    """Forget entities that corrections have nothing to do with any more, with their edges."""
    for ids in chunks(entity_ids):
        connection.execute(delete(EXTRACTED_ENTITY).where(EXTRACTED_ENTITY.c.id.in_(ids)))


def unnamed(connection: Connection, entity_ids: Iterable[str]) -> set[str]:
    """Those of the remembered entities that nothing in the library names any more."""
    left: set[str] = set(entity_ids)
    for ids in chunks(left.copy()):
        for column in (EXTRACTED_NAME.c.entity, CASE_ENTITY.c.entity, METRIC.c.subject_id):
            left -= set(connection.scalars(select(column).where(column.in_(ids)).distinct()))
        for column in (RELATION.c.tail, EXTRACTED_EDGE.c.tail):
            left -= set(connection.scalars(select(column).where(column.in_(ids)).distinct()))
    return left


def read_edges(connection: Connection) -> list[Relation]:
    """The gazetteer's edges at remembered entities."""
    there = select(EXTRACTED_EDGE.c.head, EXTRACTED_EDGE.c.type, EXTRACTED_EDGE.c.tail)
    return [
        Relation(head, RelationType(kind), tail, None, "gazetteer")
        for head, kind, tail in connection.execute(there.order_by(*EXTRACTED_EDGE.c))
    ]


def keep_edges(connection: Connection, edges: Iterable[Relation]) -> None:
    """Remember edges of the gazetteer."""
    wanted = {(edge.head, edge.type.value, edge.tail) for edge in edges}
    known = {(e.head, e.type.value, e.tail) for e in read_edges(connection)}
    new = [{"head": h, "type": t, "tail": o} for h, t, o in sorted(wanted - known)]
    insert_all(connection, EXTRACTED_EDGE, new)


def edges_at(connection: Connection, entity_ids: Iterable[str]) -> list[Relation]:
    """The gazetteer's edges as shown that have one of these ends."""
    found: list[Relation] = []
    for ids in chunks(entity_ids):
        ends = or_(RELATION.c.head.in_(ids), RELATION.c.tail.in_(ids))
        there = select(RELATION).where(RELATION.c.case.is_(None), ends)
        found += map(rows.to_relation, connection.execute(there).mappings())
    return found
