"""Reading: every question to one snapshot is answered from the same generation."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, Table, distinct, func, select

from kg.errors import UnknownCase
from kg.model import (
    Case,
    CaseEntity,
    CaseRecord,
    Entity,
    Metric,
    Passage,
    Relation,
    Source,
    SourceEntry,
)
from kg.ontology import Kind, RelationType
from kg.store import rows
from kg.store.tables import (
    CASE,
    CASE_ENTITY,
    CASE_GRAM,
    CASE_THEME,
    CHANGE,
    ENTITY,
    ENTITY_NAME,
    MENTION,
    METRIC,
    PASSAGE,
    PASSAGE_THEME,
    RELATION,
    SOURCE,
)
from kg.store.writing import chunks, read_generation

# A group of near-duplicates counts as one case, under the id of its head.
_GROUP = func.coalesce(CASE.c.duplicate_of, CASE.c.id)


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


class Place(NamedTuple):
    """An offset into a source and the id of the passage that holds it."""

    passage: str
    start: int


def _inside(table: Table) -> ColumnElement[bool]:
    """Condition that a row of ``table`` starts inside a passage of its case."""
    return (
        (PASSAGE.c.case == table.c.case)
        & (PASSAGE.c.start <= table.c.start)
        & (PASSAGE.c.end > table.c.start)
    )


class Snapshot:
    """The library as one read transaction sees it."""

    def __init__(self, connection: Connection) -> None:
        """Read through ``connection``, which is inside a transaction."""
        self._connection = connection

    @property
    def generation(self) -> int:
        """The number of the last commit that this snapshot sees."""
        return read_generation(self._connection)

    def source(self, source_id: str) -> Source | None:
        """Source of this id."""
        return self._source(select(SOURCE).where(SOURCE.c.id == source_id))

    def source_at(self, path: str) -> Source | None:
        """Source that was ingested from this relative path."""
        return self._source(select(SOURCE).where(SOURCE.c.path == path))

    def knows(self, source_id: str) -> bool:
        """Whether a source of this id is there."""
        there = select(SOURCE.c.id).where(SOURCE.c.id == source_id)
        return self._connection.scalar(there) is not None

    def sources(self) -> Iterator[SourceEntry]:
        """All sources without their text, by path."""
        cases = select(func.count()).where(CASE.c.source == SOURCE.c.id).scalar_subquery()
        there = select(
            SOURCE.c.id,
            SOURCE.c.path,
            SOURCE.c.format,
            SOURCE.c.encoding,
            func.length(SOURCE.c.text),
            cases,
            SOURCE.c.marks,
        )
        for row in self._connection.execute(there.order_by(SOURCE.c.path)):
            yield SourceEntry(row[0], row[1], row[2], row[3], row[4], row[5], tuple(row[6]))

    def paths(self, source_ids: Iterable[str]) -> dict[str, str]:
        """Relative paths of sources, by id."""
        found: dict[str, str] = {}
        for ids in chunks(source_ids):
            there = select(SOURCE.c.id, SOURCE.c.path).where(SOURCE.c.id.in_(ids))
            found.update((key, path) for key, path in self._connection.execute(there))
        return found

    def cases(self, case_ids: Iterable[str]) -> dict[str, Case]:
        """Cases by id, unknown ids left out, by path of the source and number."""
        found: list[Any] = []
        for ids in chunks(case_ids):
            there = select(CASE, SOURCE.c.path).join(SOURCE).where(CASE.c.id.in_(ids))
            found += self._connection.execute(there).mappings()
        found.sort(key=itemgetter("path", "number"))
        themes = self._themes(row["id"] for row in found)
        return {row["id"]: rows.to_case(row, themes.get(row["id"], ())) for row in found}

    def case(self, case_id: str) -> Case:
        """Case of this id. Raises UnknownCase."""
        case = self.cases([case_id]).get(case_id)
        if case is None:
            msg = f"no case has the id {case_id!r}; search for it by its title"
            raise UnknownCase(msg)
        return case

    def resembling(self, grams: Iterable[int], limit: int) -> list[tuple[Case, str]]:
        """Cases that share most of these sampled 5-grams, and their heads, each with its text."""
        shared: Counter[str] = Counter()
        for some in chunks(grams):
            there = select(CASE_GRAM.c.case, func.count()).where(CASE_GRAM.c.gram.in_(some))
            for case, count in self._connection.execute(there.group_by(CASE_GRAM.c.case)):
                shared[case] += count
        cases = self.cases(case for case, _ in shared.most_common(limit))
        cases |= self.cases(c.duplicate_of for c in cases.values() if c.duplicate_of)
        found = []
        for known in cases.values():
            words = func.substr(SOURCE.c.text, known.start + 1, known.end - known.start)
            text = self._connection.scalar(select(words).where(SOURCE.c.id == known.source))
            found.append((known, text or ""))
        return found

    def case_ids(self) -> list[str]:
        """Ids of all cases, by path of the source and number."""
        order = select(CASE.c.id).join(SOURCE).order_by(SOURCE.c.path, CASE.c.number)
        return list(self._connection.scalars(order))

    def group(self, case: Case) -> dict[str, Case]:
        """All near-duplicates of a case, itself among them, by id."""
        head = case.duplicate_of or case.id
        there = select(CASE.c.id).where((CASE.c.id == head) | (CASE.c.duplicate_of == head))
        return self.cases(self._connection.scalars(there))

    def copies(self, case_ids: Iterable[str]) -> dict[str, int]:
        """How many copies each head has; cases without copies are left out."""
        found: dict[str, int] = {}
        for ids in chunks(case_ids):
            count = (
                select(CASE.c.duplicate_of, func.count())
                .where(CASE.c.duplicate_of.in_(ids))
                .group_by(CASE.c.duplicate_of)
            )
            found.update((key, number) for key, number in self._connection.execute(count))
        return found

    def changed_since(self, generation: int) -> list[str]:
        """Ids of cases written or taken out after ``generation``, sorted."""
        later = select(CHANGE.c.case).where(CHANGE.c.generation > generation)
        return list(self._connection.scalars(later.order_by(CHANGE.c.case)))

    def record(self, case_id: str) -> CaseRecord:
        """Case with all that was committed for it but gazetteer edges. Raises UnknownCase."""
        case = self.case(case_id)
        relations = select(RELATION).where(RELATION.c.case == case_id).order_by(RELATION.c.id)
        metrics = select(METRIC).where(METRIC.c.case == case_id).order_by(METRIC.c.id)
        return CaseRecord(
            case=case,
            passages=self.passages_of(case_id),
            entities=self.entities_of(case_id),
            relations=tuple(map(rows.to_relation, self._mappings(relations))),
            metrics=tuple(map(rows.to_metric, self._mappings(metrics))),
        )

    def passages_of(self, case_id: str) -> tuple[Passage, ...]:
        """Passages of a case in the order of the text."""
        there = select(PASSAGE).where(PASSAGE.c.case == case_id).order_by(PASSAGE.c.number)
        return tuple(map(rows.to_passage, self._mappings(there)))

    def passages(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """Passages by id, unknown ids left out."""
        found: dict[str, Passage] = {}
        for ids in chunks(passage_ids):
            there = select(PASSAGE).where(PASSAGE.c.id.in_(ids))
            found.update((row["id"], rows.to_passage(row)) for row in self._mappings(there))
        return found

    def entities_of(self, case_id: str) -> tuple[CaseEntity, ...]:
        """Entities of a case with their mentions, as committed."""
        there = (
            select(CASE_ENTITY)
            .where(CASE_ENTITY.c.case == case_id)
            .order_by(CASE_ENTITY.c.position)
        )
        mentions = (
            select(MENTION)
            .where(MENTION.c.case == case_id)
            .order_by(MENTION.c.position, MENTION.c.id)
        )
        grouped = {
            position: list(group)
            for position, group in groupby(self._mappings(mentions), itemgetter("position"))
        }
        return tuple(
            rows.to_case_entity(row, grouped.get(row["position"], ()))
            for row in self._mappings(there)
        )

    def entities(self, entity_ids: Iterable[str]) -> dict[str, Entity]:
        """Entities by id, unknown ids left out."""
        found: dict[str, Entity] = {}
        for ids in chunks(entity_ids):
            there = select(ENTITY).where(ENTITY.c.id.in_(ids))
            found.update((row["id"], rows.to_entity(row)) for row in self._mappings(there))
        return found

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

    def names_from(self, start: str, limit: int) -> list[str]:
        """Up to ``limit`` names of entities that have a name or alias beginning with ``start``."""
        key = rows.name_key(start)
        # U+10FFFF closes the range of keys that begin so; the index of the table answers it.
        there = (
            select(ENTITY.c.name)
            .distinct()
            .join(ENTITY_NAME)
            .where(ENTITY_NAME.c.key >= key, ENTITY_NAME.c.key < key + "\U0010ffff")
            .order_by(func.length(ENTITY.c.name), ENTITY.c.name)
            .limit(limit)
        )
        return list(self._connection.scalars(there)) if key else []

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
                .join(PASSAGE, _inside(MENTION))
                .where(CASE_ENTITY.c.entity == entity_id, CASE_ENTITY.c.case.in_(ids))
                .group_by(MENTION.c.case)
            )
            for case, passage, start in self._connection.execute(first):
                found[case] = Place(passage, start)
        return found

    def relations_of(self, entity_id: str) -> list[tuple[Relation, str | None]]:
        """Relations with an entity at either end, each with the passage its evidence begins in."""
        there = (
            select(RELATION, PASSAGE.c.id.label("passage"))
            .outerjoin(PASSAGE, _inside(RELATION))
            .where((RELATION.c.head == entity_id) | (RELATION.c.tail == entity_id))
            .order_by(RELATION.c.id)
        )
        return [(rows.to_relation(row), row["passage"]) for row in self._mappings(there)]

    def metrics_of(self, entity_id: str) -> list[Metric]:
        """Metrics whose subject is an entity, as committed."""
        there = select(METRIC).where(METRIC.c.subject_id == entity_id).order_by(METRIC.c.id)
        return list(map(rows.to_metric, self._mappings(there)))

    def theme_counts(self) -> list[tuple[str, int]]:
        """Themes with their number of cases, near-duplicates folded, most first."""
        number = func.count(distinct(_GROUP))
        there = (
            select(CASE_THEME.c.theme, number)
            .join(CASE)
            .group_by(CASE_THEME.c.theme)
            .order_by(number.desc(), CASE_THEME.c.theme)
        )
        return [(theme, count) for theme, count in self._connection.execute(there)]

    def cases_with_theme(self, theme: str) -> dict[str, Case]:
        """Cases that have a theme, or a passage that is about it, by id."""
        whole = select(CASE_THEME.c.case).where(CASE_THEME.c.theme == theme)
        part = select(PASSAGE.c.case).join(PASSAGE_THEME).where(PASSAGE_THEME.c.theme == theme)
        return self.cases(self._connection.scalars(whole.union(part)))

    def counts(self) -> dict[str, int]:
        """How many rows the main tables have, and how many cases are copies."""
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
        return found | {"copies": self._connection.scalar(copies) or 0}

    def kind_counts(self) -> dict[str, int]:
        """How many entities of each kind there are."""
        there = select(ENTITY.c.kind, func.count()).group_by(ENTITY.c.kind).order_by(ENTITY.c.kind)
        return dict(self._connection.execute(there).all())

    def nodes(self) -> Iterator[Node]:
        """All entities, by id."""
        there = select(ENTITY.c.id, ENTITY.c.kind, ENTITY.c.name).order_by(ENTITY.c.id)
        for key, kind, name in self._connection.execute(there):
            yield Node(key, Kind(kind), name)

    def edges(self) -> Iterator[Edge]:
        """All relations, those of one type between the same two entities as one, sorted."""
        ends = (RELATION.c.head, RELATION.c.type, RELATION.c.tail)
        there = (
            select(*ends, func.count(distinct(_GROUP)), func.count() - func.count(CASE.c.id))
            .select_from(RELATION.outerjoin(CASE))
            .group_by(*ends)
            .order_by(*ends)
        )
        for head, kind, tail, cases, without_case in self._connection.execute(there):
            yield Edge(head, RelationType(kind), tail, cases, without_case > 0)

    def memberships(self) -> Iterator[tuple[str, str]]:
        """Pairs of a case and an entity that it mentions, near-duplicates folded, sorted."""
        there = select(_GROUP, CASE_ENTITY.c.entity).select_from(CASE_ENTITY.join(CASE))
        yield from self._connection.execute(there.distinct().order_by(_GROUP))

    def _source(self, which: Select[Any]) -> Source | None:
        """Source that a query finds, if any."""
        return next(map(rows.to_source, self._mappings(which)), None)

    def _themes(self, case_ids: Iterable[str]) -> dict[str, list[str]]:
        """Themes of cases in their order."""
        found: dict[str, list[str]] = {}
        for ids in chunks(case_ids):
            there = (
                select(CASE_THEME.c.case, CASE_THEME.c.theme)
                .where(CASE_THEME.c.case.in_(ids))
                .order_by(CASE_THEME.c.case, CASE_THEME.c.position)
            )
            for case, theme in self._connection.execute(there):
                found.setdefault(case, []).append(theme)
        return found

    def _mappings(self, query: Select[Any]) -> Iterator[rows.Row]:
        """Rows of a query as mappings."""
        return iter(self._connection.execute(query).mappings().all())
