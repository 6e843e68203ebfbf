"""Steps of a commit. Each takes a connection inside the one transaction of that commit."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Final, NamedTuple, TypeVar

from sqlalchemy import Connection, Table, delete, exists, insert, or_, select, update

from kg.model import Entity, Failure, Source
from kg.store import rows
from kg.store.tables import (
    CASE,
    CASE_ENTITY,
    CHANGE,
    ENTITY,
    ENTITY_NAME,
    FAILURE,
    META,
    METRIC,
    RELATION,
    SOURCE,
)

# Ids per statement: far below SQLite's limit of 32,766 variables, and one cached statement.
CHUNK: Final = 500
_GENERATION: Final = "SELECT value FROM meta WHERE key = 'generation'"

_Key = TypeVar("_Key", str, int)


def chunks(ids: Iterable[_Key]) -> Iterator[list[_Key]]:
    """Ids, sorted and without repetition, in lists short enough for one statement."""
    ordered = sorted(set(ids))
    for at in range(0, len(ordered), CHUNK):
        yield ordered[at : at + CHUNK]


def insert_all(connection: Connection, table: Table, new: Sequence[rows.NewRow]) -> None:
    """Insert rows, which may be none."""
    if new:
        connection.execute(insert(table), new)


class Gone(NamedTuple):
    """What went with sources: their cases, the heads those were copies of, what they named."""

    cases: set[str]
    heads: set[str]
    entities: set[str]


def sources_like(connection: Connection, source: Source, other: str | None) -> list[str]:
    """Ids of the sources that have the id or the path of ``source``, or the other id."""
    same = or_(SOURCE.c.id.in_([source.id, other]), SOURCE.c.path == source.path)
    return list(connection.scalars(select(SOURCE.c.id).where(same)))


def take_out(connection: Connection, source_ids: Sequence[str]) -> Gone:
    """Delete sources with all their cases; their entities are still there."""
    from_them = CASE.c.source.in_(source_ids)
    named = select(CASE_ENTITY.c.entity).select_from(CASE_ENTITY.join(CASE)).where(from_them)
    heads = select(CASE.c.duplicate_of).where(from_them, CASE.c.duplicate_of.is_not(None))
    gone = Gone(
        cases=set(connection.scalars(select(CASE.c.id).where(from_them))),
        heads=set(connection.scalars(heads)),
        entities=set(connection.scalars(named)),
    )
    connection.execute(delete(SOURCE).where(SOURCE.c.id.in_(source_ids)))
    return gone


def move(connection: Connection, source_id: str, path: str, origin: str) -> set[str]:
    """Give a source another path; returns the ids of its cases."""
    there = SOURCE.c.id == source_id
    connection.execute(update(SOURCE).where(there).values(path=path, origin=origin))
    return set(connection.scalars(select(CASE.c.id).where(CASE.c.source == source_id)))


def put_failure(connection: Connection, failure: Failure) -> None:
    """Insert a file that could not be read."""
    connection.execute(insert(FAILURE), asdict(failure))


def forget_failures(connection: Connection, origins: Iterable[str]) -> None:
    """Delete what is known of files that could not be read."""
    for some in chunks(origins):
        connection.execute(delete(FAILURE).where(FAILURE.c.origin.in_(some)))


def put_entities(connection: Connection, entities: Sequence[Entity]) -> None:
    """Insert entities; one already there keeps its name and gains the other's aliases."""
    wanted: dict[str, Entity] = {}
    for entity in entities:
        before = wanted.get(entity.id)
        wanted[entity.id] = entity if before is None else merge(before, entity)
    known: dict[str, Entity] = {}
    for ids in chunks(wanted):
        found = connection.execute(select(ENTITY).where(ENTITY.c.id.in_(ids))).mappings()
        known.update((row["id"], rows.to_entity(row)) for row in found)
    new = [entity for key, entity in wanted.items() if key not in known]
    insert_all(connection, ENTITY, [rows.entity_row(entity) for entity in new])
    put_names(connection, ((entity, ()) for entity in new))
    for key, before in known.items():
        after = merge(before, wanted[key])
        if after != before:
            row = rows.entity_row(after)
            connection.execute(update(ENTITY).where(ENTITY.c.id == key).values(**row))
            put_names(connection, [(after, (before.name, *before.aliases))])


def merge(before: Entity, other: Entity) -> Entity:
    """``before`` with the names of ``other`` among its aliases, and the deeper region.

    A region is inferred only where both are: one case that names it makes it certain.
    """
    aliases = {*before.aliases, *other.aliases, other.name} - {before.name}
    return replace(
        before,
        aliases=tuple(sorted(aliases)),
        region=max(before.region, other.region, key=len),
        unit=before.unit or other.unit,
        basis=before.basis or other.basis,
        region_inferred=before.region_inferred and other.region_inferred,
    )


def put_names(connection: Connection, entities: Iterable[tuple[Entity, Collection[str]]]) -> None:
    """Make entities findable by the names that are not yet among those given beside them."""
    new = [
        {"key": key, "entity": entity.id}
        for entity, old in entities
        for key in sorted(
            {rows.name_key(name) for name in (entity.name, *entity.aliases)}
            - {rows.name_key(name) for name in old}
            - {""}
        )
    ]
    insert_all(connection, ENTITY_NAME, new)


def promote(connection: Connection, removed: Collection[str]) -> set[str]:
    """Give every group whose head was taken out a new head, its longest case.

    Returns the ids of the cases that are heads now.
    """
    orphans: dict[str, list[tuple[int, str]]] = defaultdict(list)
    head = CASE.alias()
    for ids in chunks(removed):
        there = select(CASE.c.duplicate_of, CASE.c.end - CASE.c.start, CASE.c.id).where(
            CASE.c.duplicate_of.in_(ids), ~exists().where(head.c.id == CASE.c.duplicate_of)
        )
        for missing, length, case in connection.execute(there):
            orphans[missing].append((-length, case))
    promoted: set[str] = set()
    for missing, members in orphans.items():
        best = min(members)[1]
        promoted.add(best)
        connection.execute(
            update(CASE).where(CASE.c.duplicate_of == missing).values(duplicate_of=best)
        )
        connection.execute(update(CASE).where(CASE.c.id == best).values(duplicate_of=None))
    return promoted


def fold_copies(connection: Connection, heads: Mapping[str, str | None]) -> set[str]:
    """Make cases copies of others, keeping that no head is itself a copy.

    A head that is not there, or that is a copy of the case itself, leaves the case as it is.
    Returns the ids of all cases whose standing or number of copies changed.
    """
    touched: set[str] = set()
    for copy, wanted in heads.items():
        if wanted is None:
            continue
        there = select(CASE.c.id, CASE.c.duplicate_of).where(CASE.c.id.in_([copy, wanted]))
        above: dict[str, str | None] = dict(connection.execute(there).all())
        if copy not in above or wanted not in above:
            continue
        head = above[wanted] or wanted
        if head == copy or above[copy] == head:
            continue
        connection.execute(
            update(CASE)
            .where(or_(CASE.c.id == copy, CASE.c.duplicate_of == copy))
            .values(duplicate_of=head)
        )
        touched |= {copy, head, above[copy] or head}
    return touched


def sweep(connection: Connection, candidates: Collection[str]) -> None:
    """Take out those entities that nothing names any more, and ancestors that only they had."""
    while candidates:
        dead: set[str] = set()
        for ids in chunks(candidates):
            used = or_(
                exists().where(CASE_ENTITY.c.entity == ENTITY.c.id),
                exists().where(RELATION.c.tail == ENTITY.c.id),
                exists().where(RELATION.c.head == ENTITY.c.id, RELATION.c.case.is_not(None)),
                exists().where(METRIC.c.subject_id == ENTITY.c.id),
            )
            dead.update(connection.scalars(select(ENTITY.c.id).where(ENTITY.c.id.in_(ids), ~used)))
        parents: set[str] = set()
        for ids in chunks(dead):
            edges = RELATION.c.head.in_(ids)
            parents.update(connection.scalars(select(RELATION.c.tail).where(edges)))
            connection.execute(delete(RELATION).where(edges))
            connection.execute(delete(ENTITY).where(ENTITY.c.id.in_(ids)))
        candidates = parents - dead


def advance(connection: Connection, changed: Collection[str]) -> int:
    """Write the changed case ids into the change log under the next generation; returns it."""
    generation = read_generation(connection) + 1
    connection.execute(update(META).where(META.c.key == "generation").values(value=generation))
    for ids in chunks(changed):
        connection.execute(delete(CHANGE).where(CHANGE.c.case.in_(ids)))
        connection.execute(insert(CHANGE), [{"case": i, "generation": generation} for i in ids])
    return generation


def read_generation(connection: Connection) -> int:
    """Generation that this transaction sees."""
    # Every reading of the store asks this: plain SQL takes a third of the time.
    value = connection.exec_driver_sql(_GENERATION).scalar()
    return int(value or 0)
