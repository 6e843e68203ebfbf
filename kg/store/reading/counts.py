"""Reading the whole library: counts, and what the graph is made of."""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from sqlalchemy import String, distinct, func, select, type_coerce

from kg.model import Entity
from kg.ontology import Kind, RelationType
from kg.store import rows
from kg.store.reading.reader import ASKED, GROUP, Reader, asked, region_of
from kg.store.tables import (
    CASE,
    CASE_ENTITY,
    CASE_THEME,
    ENTITY,
    MENTION,
    METRIC,
    PASSAGE,
    RELATION,
    SOURCE,
)
from kg.store.writing import chunks

_LISTS: Final = ("aliases", "region")  # columns of JSON


class Node(NamedTuple):
    """An entity as the graph holds it."""

    id: str
    kind: Kind
    name: str


class Edge(NamedTuple):
    """All relations of one type between two entities. ``cases`` is 0 for a gazetteer edge."""

    head: str
    type: RelationType
    tail: str
    cases: int
    gazetteer: bool


class WholeReader(Reader):
    """Questions that every case or entity has a part in."""

    def theme_counts(self) -> list[tuple[str, int]]:
        """Themes with their number of cases, near-duplicates folded, most first."""
        number = func.count(distinct(GROUP))
        there = (
            select(CASE_THEME.c.theme, number)
            .join(CASE)
            .group_by(CASE_THEME.c.theme)
            .order_by(number.desc(), CASE_THEME.c.theme)
        )
        return [(theme, count) for theme, count in self._connection.execute(there)]

    def counts(self) -> dict[str, int]:
        """How many rows the main tables have, and how many cases are copies.

        ``relations`` are those that a text proves; ``gazetteer`` those of its units. Of metrics and
        relations ``copied_…`` says how many of them copies tell.
        """
        tables = {
            "sources": SOURCE,
            "cases": CASE,
            "passages": PASSAGE,
            "mentions": MENTION,
            "relations": RELATION,
            "metrics": METRIC,
        }
        found = {
            name: self._connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in tables.items()
        }
        copies = select(func.count()).where(CASE.c.duplicate_of.is_not(None))
        listed = select(func.count()).select_from(RELATION).where(RELATION.c.case.is_(None))
        units = self._connection.scalar(listed) or 0
        found["relations"] -= units
        found["gazetteer"] = units
        found["copies"] = self._connection.scalar(copies) or 0
        for name, table in (("metrics", METRIC), ("relations", RELATION)):
            told = select(func.count()).select_from(table).join(CASE, table.c.case == CASE.c.id)
            copied = told.where(CASE.c.duplicate_of.is_not(None))
            found[f"copied_{name}"] = self._connection.scalar(copied) or 0
        return found

    def kind_counts(self) -> dict[str, int]:
        """How many entities of each kind there are."""
        there = select(ENTITY.c.kind, func.count()).group_by(ENTITY.c.kind).order_by(ENTITY.c.kind)
        return dict(self._connection.execute(there).all())

    def counted_entities(self) -> list[tuple[Entity, int]]:
        """All entities with their number of cases, near-duplicates folded."""
        cases = self._cases_naming_each()
        there = select(*(type_coerce(c, String) if c.name in _LISTS else c for c in ENTITY.c))
        entities = rows.to_entities(self._connection.execute(there))
        return [(entity, cases.get(entity.id, 0)) for entity in entities]

    def _cases_naming_each(self) -> dict[str, int]:
        """In how many cases each entity is named, near-duplicates folded."""
        entity, case = CASE_ENTITY.c.entity, CASE_ENTITY.c.case
        number = select(entity, func.count(distinct(case))).group_by(entity)
        cases: dict[str, int] = dict(self._connection.execute(number).all())
        # Few cases are copies or have some: only those are looked at one by one.
        copies = select(CASE.c.id, CASE.c.duplicate_of).where(CASE.c.duplicate_of.is_not(None))
        heads: dict[str, str] = dict(self._connection.execute(copies).all())
        named: set[tuple[str, str]] = set()
        for ids in chunks({*heads, *heads.values()}):
            pairs = select(entity, case).where(case.in_(ids)).distinct()
            for key, one in self._connection.execute(pairs):
                group = key, heads.get(one, one)
                if group in named:
                    cases[key] -= 1
                named.add(group)
        return cases

    def nodes(self, entity_ids: Iterable[str] | None = None) -> Iterator[Node]:
        """All entities, or those of some ids, by id."""
        there = select(ENTITY.c.id, ENTITY.c.kind, ENTITY.c.name).order_by(ENTITY.c.id)
        if entity_ids is not None:
            there = there.where(ENTITY.c.id.in_(ASKED)).params(asked(entity_ids))
        for key, kind, name in self._connection.execute(there):
            yield Node(key, Kind(kind), name)

    def placed(
        self, entity_ids: Iterable[str] | None = None
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        """Paths of the regions of all or some entities that have one, each with the entity's id."""
        there = select(type_coerce(ENTITY.c.region, String), ENTITY.c.id)
        if entity_ids is not None:
            there = there.where(ENTITY.c.id.in_(ASKED)).params(asked(entity_ids))
        for region, key in self._connection.execute(there):
            if path := region_of(region):
                yield path, key

    def edges(self, entity_ids: Iterable[str] | None = None) -> Iterator[Edge]:
        """All relations, those of one type between the same two entities as one, sorted.

        With ids those that have one of these ends.
        """
        ends = (RELATION.c.head, RELATION.c.type, RELATION.c.tail)
        there = (
            select(*ends, func.count(distinct(GROUP)), func.count() - func.count(CASE.c.id))
            .select_from(RELATION.outerjoin(CASE))
            .group_by(*ends)
            .order_by(*ends)
        )
        if entity_ids is not None:
            either = RELATION.c.head.in_(ASKED) | RELATION.c.tail.in_(ASKED)
            there = there.where(either).params(asked(entity_ids))
        for head, kind, tail, cases, without_case in self._connection.execute(there):
            yield Edge(head, RelationType(kind), tail, cases, without_case > 0)

    def memberships(
        self, case_ids: Iterable[str] | None = None
    ) -> Iterator[tuple[str, str | None]]:
        """Pairs of a case and an entity that it mentions, near-duplicates folded, sorted.

        With ids those of the groups of these cases, one that mentions none with None.
        """
        there = select(GROUP, CASE_ENTITY.c.entity).distinct().order_by(GROUP)
        if case_ids is None:
            there = there.select_from(CASE_ENTITY.join(CASE))
        else:
            groups = select(GROUP).where(CASE.c.id.in_(ASKED))
            there = there.select_from(CASE.outerjoin(CASE_ENTITY)).where(GROUP.in_(groups))
            there = there.params(asked(case_ids))
        yield from (tuple(pair) for pair in self._connection.execute(there))
