"""Cases with all that stands in them: into the tables, and from one state to another."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, Table, delete, insert, select, update

from kg.model import CaseEntity, CaseRecord, Relation, Source
from kg.ontology import Kind
from kg.store import rows
from kg.store.tables import (
    CASE,
    CASE_ENTITY,
    CASE_GRAM,
    CASE_THEME,
    MENTION,
    METRIC,
    PASSAGE,
    PASSAGE_THEME,
    RELATION,
    SOURCE,
)
from kg.store.writing import chunks, insert_all

# In the order in which rows may be inserted: what names another row stands behind it.
_TABLES: Final = (
    CASE,
    CASE_THEME,
    CASE_GRAM,
    PASSAGE,
    PASSAGE_THEME,
    CASE_ENTITY,
    MENTION,
    RELATION,
    METRIC,
)

_Rows = dict[Table, list[rows.NewRow]]


def put_records(connection: Connection, source: Source, records: Sequence[CaseRecord]) -> None:
    """Insert a source with its cases, without edges of the gazetteer. Entities must be there."""
    connection.execute(insert(SOURCE), rows.source_row(source))
    _put(connection, _rows_of(records))


def _rows_of(records: Iterable[CaseRecord]) -> _Rows:
    """Rows of cases by table, without the gazetteer's edges."""
    found: _Rows = defaultdict(list)
    for record in records:
        case = record.case.id
        found[CASE].append(rows.case_row(record.case))
        found[CASE_THEME] += [
            {"case": case, "position": position, "theme": theme}
            for position, theme in enumerate(record.case.themes)
        ]
        found[PASSAGE] += map(rows.passage_row, record.passages)
        found[PASSAGE_THEME] += [
            {"passage": passage.id, "theme": theme}
            for passage in record.passages
            for theme in passage.themes
        ]
        for position, entity in enumerate(record.entities):
            found[CASE_ENTITY].append(rows.case_entity_row(case, position, entity))
            found[MENTION] += rows.mention_rows(case, position, entity)
        found[RELATION] += [rows.relation_row(r) for r in record.relations if r.case is not None]
        found[METRIC] += map(rows.metric_row, record.metrics)
        found[CASE_GRAM] += [{"case": case, "gram": gram} for gram in set(record.grams)]
    return found


def _put(connection: Connection, new: _Rows) -> None:
    for table in _TABLES:
        insert_all(connection, table, new.get(table, []))


def put_gazetteer(connection: Connection, relations: Iterable[Relation]) -> None:
    """Insert the edges without a case that are not there yet."""
    wanted = {(r.head, r.type.value, r.tail): r for r in relations}
    known: set[tuple[str, str, str]] = set()
    for heads in chunks(head for head, _, _ in wanted):
        there = select(RELATION.c.head, RELATION.c.type, RELATION.c.tail).where(
            RELATION.c.case.is_(None), RELATION.c.head.in_(heads)
        )
        known.update((head, kind, tail) for head, kind, tail in connection.execute(there))
    new = [rows.relation_row(relation) for key, relation in wanted.items() if key not in known]
    insert_all(connection, RELATION, new)


def rewrite(
    connection: Connection, before: Mapping[str, CaseRecord], after: Sequence[CaseRecord]
) -> set[str]:
    """Make cases that are there what they are to be; both are of the same sources, which stay.

    Cases may come and go. Which is a copy of which is left as it is. Returns the ids of those
    that changed in what they are searched by.
    """
    wanted = {record.case.id: record for record in after}
    new: _Rows = defaultdict(list)
    stale: defaultdict[Table, list[str]] = defaultdict(list)
    changed: set[str] = set(before.keys() - wanted.keys())
    for key, record in wanted.items():
        old = before.get(key)
        tables = _TABLES if old is None else _differing(old, record)
        if old is None or _is_searched(old, record, tables):
            changed.add(key)
        for table, there in _rows_of([record]).items() if tables else ():
            if table in tables and not (table is CASE and old):
                new[table] += there
        for table in tables if old else ():
            stale[table].append(key)
    for table, keys in stale.items():
        _clear(connection, table, keys)
    for key in stale[CASE]:
        row = rows.case_row(wanted[key].case)
        del row["duplicate_of"]
        connection.execute(update(CASE).where(CASE.c.id == key).values(**row))
    for ids in chunks(before.keys() - wanted.keys()):
        connection.execute(delete(CASE).where(CASE.c.id.in_(ids)))
    _put(connection, new)
    return changed


def differ(one: CaseRecord, other: CaseRecord) -> bool:
    """Whether two states of a case differ in what the tables hold of it."""
    return bool(_differing(one, other))


def _differing(old: CaseRecord, new: CaseRecord) -> Collection[Table]:
    """Tables in which two states of a case differ."""
    found: set[Table] = set()
    if replace(old.case, duplicate_of=None) != replace(new.case, duplicate_of=None):
        found.add(CASE)
    if old.case.themes != new.case.themes:
        found.add(CASE_THEME)
    if old.passages != new.passages:
        found |= {PASSAGE, PASSAGE_THEME}
    if old.entities != new.entities:
        found |= {CASE_ENTITY, MENTION}
    if _of_case(old) != _of_case(new):
        found.add(RELATION)
    if old.metrics != new.metrics:
        found.add(METRIC)
    if set(old.grams) != set(new.grams):
        found.add(CASE_GRAM)
    return found


def _is_searched(old: CaseRecord, new: CaseRecord, tables: Collection[Table]) -> bool:
    """Whether search has a part in what differs: of entities it knows the ids, of places names."""
    if {CASE, CASE_THEME, PASSAGE, METRIC} & set(tables):
        return True
    return [_found_by(e) for e in old.entities] != [_found_by(e) for e in new.entities]


def _found_by(entity: CaseEntity) -> tuple[str, bool]:
    return entity.id, entity.kind is Kind.PLACE


def _of_case(record: CaseRecord) -> list[Relation]:
    return [relation for relation in record.relations if relation.case is not None]


def _clear(connection: Connection, table: Table, cases: Iterable[str]) -> None:
    """Take out what cases have in a table; a passage takes its themes along."""
    if table is CASE or table is PASSAGE_THEME:
        return
    for ids in chunks(cases):
        connection.execute(delete(table).where(table.c.case.in_(ids)))
