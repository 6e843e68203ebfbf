"""Reading entities: where they are named, what they are tied to."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, Table, bindparam, distinct, func, literal, select, union_all

from kg.model import Case, Definition, Entity, Mention, Metric, Relation
from kg.ontology import Kind, RelationType
from kg.store import rows
from kg.store.definitions import to_definition
from kg.store.reading.cases import CaseReader
from kg.store.reading.reader import ASKED, GROUP, asked
from kg.store.tables import (
    CASE,
    CASE_ENTITY,
    ENTITY,
    ENTITY_NAME,
    MENTION,
    METRIC,
    PASSAGE,
    RELATION,
)
from kg.store.writing import chunks


class Place(NamedTuple):
    """An offset into a source and the id of the passage that holds it."""

    passage: str
    start: int


def held_by(table: Table) -> ColumnElement[bool]:
    """Condition that a row of ``table`` starts inside a passage of its case."""
    return (
        (PASSAGE.c.case == table.c.case)
        & (PASSAGE.c.start <= table.c.start)
        & (PASSAGE.c.end > table.c.start)
    )


def _chain(key: str, above: Mapping[str, str]) -> Iterator[str]:
    """What holds ``key``, what holds that, and so on; ends where it would turn round."""
    seen = {key}
    while (key := above.get(key, key)) not in seen:
        seen.add(key)
        yield key


_ENTITIES: Final = select(ENTITY).where(ENTITY.c.id.in_(ASKED))
_LABELS: Final = select(ENTITY.c.id, ENTITY.c.name, ENTITY.c.kind).where(ENTITY.c.id.in_(ASKED))
_NAMED_IN: Final = (
    select(CASE_ENTITY.c.case, CASE_ENTITY.c.entity)
    .where(CASE_ENTITY.c.case.in_(ASKED))
    .order_by(CASE_ENTITY.c.case, CASE_ENTITY.c.position)
)
_NAMING: Final = (
    select(MENTION)
    .join(
        CASE_ENTITY,
        (CASE_ENTITY.c.case == MENTION.c.case) & (CASE_ENTITY.c.position == MENTION.c.position),
    )
    .where(CASE_ENTITY.c.entity == bindparam("entity"), CASE_ENTITY.c.case.in_(ASKED))
    .order_by(MENTION.c.case, MENTION.c.position, MENTION.c.id)
)

_STATED: Final = RELATION.c.case.is_not(None)
_ENDS: Final = union_all(
    select(
        RELATION.c.id, RELATION.c.type, RELATION.c.tail.label("other"), literal(1).label("out")
    ).where(RELATION.c.head == bindparam("entity"), _STATED),
    select(RELATION.c.id, RELATION.c.type, RELATION.c.head, literal(0)).where(
        RELATION.c.tail == bindparam("entity"), RELATION.c.head != bindparam("entity"), _STATED
    ),
).subquery()
_TIES: Final = (
    select(_ENDS.c.type, _ENDS.c.other, _ENDS.c.out)
    .group_by(_ENDS.c.type, _ENDS.c.other, _ENDS.c.out)
    .order_by(func.count().desc(), func.min(_ENDS.c.id))
    .limit(bindparam("limit"))
)
_TOLD: Final = (
    select(RELATION.c.type, RELATION.c.head, RELATION.c.tail, RELATION.c.date, RELATION.c.post)
    .where(
        (RELATION.c.head == bindparam("entity")) | (RELATION.c.tail == bindparam("entity")),
        RELATION.c.date.is_not(None) | RELATION.c.post.is_not(None),
    )
    .order_by(RELATION.c.date, RELATION.c.id)
)
_BEGINNING: Final = (
    select(ENTITY.c.name)
    .distinct()
    .join(ENTITY_NAME)
    .where(ENTITY_NAME.c.key >= bindparam("first"), ENTITY_NAME.c.key < bindparam("last"))
    .order_by(func.length(ENTITY.c.name), ENTITY.c.name)
    .limit(bindparam("limit"))
)


class EntityReader(CaseReader):
    """Questions about entities and the cases that name them."""

    def entities(self, entity_ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id, unknown ids left out."""
        found = self._mappings(_ENTITIES, asked(entity_ids))
        return {row["id"]: rows.to_entity(row) for row in found}

    def labels(self, entity_ids: Iterable[str]) -> dict[str, tuple[str, Kind]]:
        """Names and kinds of entities by id, unknown ids left out."""
        wanted = set(entity_ids)
        known = self._shelf.at(self.generation).labels
        missing = wanted.difference(known)
        if missing:
            found = self._connection.execute(_LABELS, asked(missing))
            known.update((key, (name, Kind(kind))) for key, name, kind in found)
        return {key: known[key] for key in wanted if key in known}

    def entities_named_in(self, case_id: str) -> tuple[Entity, ...]:
        """Library-wide entities that a case mentions, in the order of the case."""
        there = (
            select(ENTITY)
            .join(CASE_ENTITY)
            .where(CASE_ENTITY.c.case == case_id)
            .group_by(ENTITY.c.id)
            .order_by(func.min(CASE_ENTITY.c.position))
        )
        return tuple(map(rows.to_entity, self._mappings(there)))

    def entity_ids_in(self, case_ids: Iterable[str]) -> dict[str, list[str]]:
        """Ids of the entities that cases mention by case, in its order; cases of none left out."""
        found: dict[str, dict[str, None]] = {}
        for case, entity in self._connection.execute(_NAMED_IN, asked(case_ids)):
            found.setdefault(case, {})[entity] = None
        return {case: list(entities) for case, entities in found.items()}

    def mentions_naming(self, entity_id: str, case_ids: Iterable[str]) -> dict[str, list[Mention]]:
        """Mentions of an entity by case, as committed; cases that do not name it are left out."""
        found: dict[str, list[Mention]] = {}
        for row in self._mappings(_NAMING, {"entity": entity_id, **asked(case_ids)}):
            found.setdefault(row["case"], []).append(rows.to_mention(row))
        return found

    def named(self, name: str) -> list[str]:
        """Ids of the entities with this name or alias, those in most cases first."""
        cases = (
            select(func.count(distinct(CASE_ENTITY.c.case)))
            .where(CASE_ENTITY.c.entity == ENTITY_NAME.c.entity)
            .scalar_subquery()
        )
        there = (
            select(ENTITY_NAME.c.entity)
            .where(ENTITY_NAME.c.key == rows.name_key(name))
            .order_by(cases.desc(), ENTITY_NAME.c.entity)
        )
        return list(self._connection.scalars(there))

    def namesakes(self, entity: Entity, limit: int) -> list[Entity]:
        """Up to ``limit`` others of an entity's kind with its very name; no masked ones."""
        key = rows.name_key(entity.name)
        there = (
            select(ENTITY)
            .join(ENTITY_NAME)
            .where(
                ENTITY_NAME.c.key == key,
                ENTITY.c.kind == entity.kind.value,
                ENTITY.c.id != entity.id,
                ENTITY.c.redacted.is_(False),
            )
            .order_by(ENTITY.c.region, ENTITY.c.id)
        )
        # An alias that is alike makes no namesake: 余杭 is one of 余杭区 and of 余杭镇.
        found = (rows.to_entity(row) for row in self._mappings(there))
        return [other for other in found if rows.name_key(other.name) == key][:limit]

    def names_from(self, start: str, limit: int) -> list[str]:
        """Up to ``limit`` names of entities that have a name or alias beginning with ``start``."""
        key = rows.name_key(start)
        # U+10FFFF closes the range of keys that begin so; the index of the table answers it.
        asked_for = {"first": key, "last": key + "\U0010ffff", "limit": limit}
        return list(self._connection.scalars(_BEGINNING, asked_for)) if key else []

    def cases_naming(self, entity_id: str) -> dict[str, Case]:
        """Cases that mention an entity, by id."""
        there = select(CASE_ENTITY.c.case).where(CASE_ENTITY.c.entity == entity_id).distinct()
        return self.cases(self._connection.scalars(there))

    def first_mentions(self, entity_id: str, case_ids: Iterable[str]) -> dict[str, Place]:
        """Where each of the cases first mentions an entity inside a passage."""
        found: dict[str, Place] = {}
        same_place = (CASE_ENTITY.c.case == MENTION.c.case) & (
            CASE_ENTITY.c.position == MENTION.c.position
        )
        for ids in chunks(case_ids):
            first = (
                select(MENTION.c.case, PASSAGE.c.id, func.min(MENTION.c.start))
                .select_from(MENTION.join(CASE_ENTITY, same_place))
                .join(PASSAGE, held_by(MENTION))
                .where(CASE_ENTITY.c.entity == entity_id, CASE_ENTITY.c.case.in_(ids))
                .group_by(MENTION.c.case)
            )
            for case, passage, start in self._connection.execute(first):
                found[case] = Place(passage, start)
        return found

    def places_above(self, entity_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Names of the places that hold each entity, nearest first; the gazetteer goes first."""
        asked = sorted(set(entity_ids))
        above: dict[str, str] = {}
        waiting = set(asked)
        while waiting:
            found = self._nearest_above(waiting)
            above |= found
            waiting = set(found.values()) - above.keys()
        names = {key: entity.name for key, entity in self.entities(above.values()).items()}
        return {key: tuple(names[place] for place in _chain(key, above)) for key in asked}

    def _nearest_above(self, entity_ids: Iterable[str]) -> dict[str, str]:
        """Place that holds each entity; those that nothing holds are left out."""
        found: dict[str, str] = {}
        for ids in chunks(entity_ids):
            there = (
                select(RELATION.c.head, RELATION.c.tail)
                .select_from(RELATION.outerjoin(CASE))
                .where(RELATION.c.head.in_(ids), RELATION.c.type == RelationType.LOCATED_IN.value)
                .group_by(RELATION.c.head, RELATION.c.tail)
                .order_by(
                    func.max(RELATION.c.case.is_(None)).desc(),
                    func.count(distinct(GROUP)).desc(),
                    RELATION.c.tail,
                )
            )
            for head, tail in self._connection.execute(there):
                found.setdefault(head, tail)
        return found

    def relations_of(self, entity_id: str) -> list[tuple[Relation, str | None]]:
        """Relations with an entity at either end, each with the passage its evidence begins in."""
        there = (
            select(RELATION, PASSAGE.c.id.label("passage"))
            .outerjoin(PASSAGE, held_by(RELATION))
            .where((RELATION.c.head == entity_id) | (RELATION.c.tail == entity_id))
            .order_by(RELATION.c.id)
        )
        return [(rows.to_relation(row), row["passage"]) for row in self._mappings(there)]

    def strongest_ties(self, entity_id: str, limit: int) -> list[tuple[RelationType, str, bool]]:
        """What cases tie an entity to, most often first: type, other end, whether it is the head.

        Of those as often the one stated first.
        """
        there = self._connection.execute(_TIES, {"entity": entity_id, "limit": limit})
        return [(RelationType(kind), other, bool(outward)) for kind, other, outward in there]

    def told_of_ties(
        self, entity_id: str
    ) -> dict[tuple[RelationType, str], tuple[tuple[str, ...], tuple[str, ...]]]:
        """Dates and posts that cases state of an entity's relations, by type and other end.

        Dates are in order, posts most often told first; either may be empty.
        """
        found: dict[tuple[RelationType, str], tuple[Counter[str], Counter[str]]] = {}
        for kind, head, tail, *told in self._connection.execute(_TOLD, {"entity": entity_id}):
            key = (RelationType(kind), tail if head == entity_id else head)
            for words, counts in zip(
                told, found.setdefault(key, (Counter(), Counter())), strict=True
            ):
                counts.update([words] if words else ())
        return {
            key: (tuple(dates), tuple(post for post, _ in posts.most_common()))
            for key, (dates, posts) in found.items()
        }

    def relations_between(self, one: str, other: str) -> list[tuple[Relation, str | None]]:
        """Relations between two entities, either way, as ``relations_of`` gives them."""
        forth = (RELATION.c.head == one) & (RELATION.c.tail == other)
        back = (RELATION.c.head == other) & (RELATION.c.tail == one)
        there = (
            select(RELATION, PASSAGE.c.id.label("passage"))
            .outerjoin(PASSAGE, held_by(RELATION))
            .where(forth | back)
            .order_by(RELATION.c.id)
        )
        return [(rows.to_relation(row), row["passage"]) for row in self._mappings(there)]

    def metrics_of(self, entity_id: str) -> list[Metric]:
        """Metrics whose subject is an entity, as committed."""
        there = select(METRIC).where(METRIC.c.subject_id == entity_id).order_by(METRIC.c.id)
        return list(map(rows.to_metric, self._mappings(there)))

    def definitions_of(self, entity_id: str) -> dict[str, Definition]:
        """What each case says an entity is, by the case's id; silent cases left out."""
        there = select(CASE_ENTITY.c.case, CASE_ENTITY.c.definition).where(
            CASE_ENTITY.c.entity == entity_id, CASE_ENTITY.c.definition.is_not(None)
        )
        told = {row["case"]: to_definition(row["definition"]) for row in self._mappings(there)}
        return {case: definition for case, definition in told.items() if definition}
