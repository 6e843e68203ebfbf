"""Reading what an entity's page is made of, without what a page has no room for."""

from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from kg.model import Metric, Relation
from kg.ontology import RelationType, Status
from kg.store import rows
from kg.store.reading.entities import EntityReader, held_by
from kg.store.reading.reader import GROUP
from kg.store.tables import (
    CASE,
    CASE_ENTITY,
    CASE_THEME,
    MENTION,
    METRIC,
    PASSAGE,
    RELATION,
    SOURCE,
)
from kg.store.writing import chunks


class Claim(NamedTuple):
    """What a relation says, without its words; ``group`` is None where the gazetteer says it."""

    id: int
    head: str
    type: RelationType
    tail: str
    post: str | None
    date: str | None
    confidence: float
    group: str | None


class Spot(NamedTuple):
    """A mention: offsets into the source of its case, and what it writes there."""

    case: str
    start: int
    end: int
    surface: str


def _outermost(spots: Iterable[Spot]) -> list[Spot]:
    """Spots in their order, the outer one first, without those inside the one before."""
    kept: list[Spot] = []
    for spot in spots:
        if not kept or spot.case != kept[-1].case or spot.end > kept[-1].end:
            kept.append(spot)
    return kept


class DossierReader(EntityReader):
    """Questions that the page of one entity asks."""

    def claims_of(self, entity_id: str) -> list[Claim]:
        """What relations with an entity at either end say, as committed."""
        ends = (RELATION.c.head == entity_id) | (RELATION.c.tail == entity_id)
        return self._claims(_CLAIMS.where(ends).order_by(RELATION.c.id))

    def claims_from(self, heads: Iterable[str], kind: RelationType) -> list[Claim]:
        """What the relations of a type say of these heads."""
        found: list[Claim] = []
        for ids in chunks(heads):
            there = _CLAIMS.where(RELATION.c.head.in_(ids), RELATION.c.type == kind.value)
            found += self._claims(there.order_by(RELATION.c.id))
        return found

    def _claims(self, query: Select[Any]) -> list[Claim]:
        return [_claim(tuple(row)) for row in self._connection.execute(query)]

    def relations(self, relation_ids: Iterable[int]) -> list[tuple[Relation, str | None]]:
        """Relations by the ids of their claims, each with the passage its evidence begins in."""
        found = []
        for ids in chunks(relation_ids):
            there = (
                select(RELATION, PASSAGE.c.id.label("passage"))
                .outerjoin(PASSAGE, held_by(RELATION))
                .where(RELATION.c.id.in_(ids))
                .order_by(RELATION.c.id)
            )
            found += [(rows.to_relation(row), row["passage"]) for row in self._mappings(there)]
        return found

    def spots(self, entity_id: str) -> list[Spot]:
        """Mentions of an entity by source, case and place; of near-copies those of one case.

        A mention inside another one (某镇|某村党委, “甲”|改革) is no place of its own to read.
        """
        named = (CASE_ENTITY.c.case == MENTION.c.case) & (
            CASE_ENTITY.c.position == MENTION.c.position
        )
        there = (
            select(MENTION.c.case, MENTION.c.start, MENTION.c.end, MENTION.c.surface, GROUP)
            .select_from(CASE_ENTITY.join(MENTION, named).join(CASE, CASE.c.id == MENTION.c.case))
            .join(SOURCE, SOURCE.c.id == CASE.c.source)
            .where(CASE_ENTITY.c.entity == entity_id)
            .order_by(SOURCE.c.path, CASE.c.number, MENTION.c.start, MENTION.c.end.desc())
        )
        every = self._connection.execute(there).all()
        telling: dict[
            str, str
        ] = {}  # the case of each group that is read: its head, else the first
        for case, _, _, _, group in every:
            if case == group or group not in telling:
                telling[group] = case
        return _outermost(Spot(*row[:4]) for row in every if telling[row[4]] == row[0])

    def themes_of(self, case_ids: Iterable[str]) -> Counter[str]:
        """How many of the cases have each theme, near-copies counted once."""
        found: set[tuple[str, str]] = set()
        for ids in chunks(case_ids):
            there = (
                select(CASE_THEME.c.theme, GROUP)
                .join(CASE, CASE.c.id == CASE_THEME.c.case)
                .where(CASE_THEME.c.case.in_(ids))
                .distinct()
            )
            found.update((theme, group) for theme, group in self._connection.execute(there))
        return Counter(theme for theme, _ in found)

    def metrics_about(self, entity_ids: Iterable[str], limit: int) -> tuple[list[Metric], int]:
        """Up to so many figures about the entities, results first, and how many there are."""
        found: list[Metric] = []
        total = 0
        for ids in chunks(entity_ids):
            about = METRIC.c.subject_id.in_(ids)
            first = select(METRIC).where(about).order_by(_IS_AIMED, METRIC.c.id).limit(limit)
            found += map(rows.to_metric, self._mappings(first))
            total += self._connection.scalar(select(func.count()).where(about)) or 0
        return sorted(found, key=lambda m: m.status is not Status.ACHIEVED)[:limit], total


_IS_AIMED = METRIC.c.status != Status.ACHIEVED.value
_CLAIMS = select(
    RELATION.c.id,
    RELATION.c.head,
    RELATION.c.type,
    RELATION.c.tail,
    RELATION.c.post,
    RELATION.c.date,
    RELATION.c.confidence,
    GROUP,
).select_from(RELATION.outerjoin(CASE))


def _claim(row: tuple[Any, ...]) -> Claim:
    key, head, kind, *said = row
    return Claim(key, head, RelationType(kind), *said)
