"""Reading what passages name, without the rest of their cases."""

from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import func, select

from kg.ontology import Kind
from kg.store.reading.cases import CaseReader
from kg.store.tables import CASE, CASE_ENTITY, MENTION, PASSAGE
from kg.store.writing import chunks


class Named(NamedTuple):
    """A passage that names an entity; ``start`` is its first mention's in the source."""

    case: str
    passage: str
    entity: str
    name: str
    kind: Kind
    start: int


class NamingReader(CaseReader):
    """Questions about which names stand together."""

    def named_in_passages(self, case_ids: Iterable[str], kinds: Iterable[Kind]) -> list[Named]:
        """Entities of some kinds by the passages that name them, masked ones left out.

        By case, passage and place; an entity stands once for each passage.
        """
        found: dict[tuple[str, str], Named] = {}
        wanted = [kind.value for kind in kinds]
        for ids in chunks(case_ids):
            there = (
                select(
                    MENTION.c.case,
                    PASSAGE.c.id,
                    CASE_ENTITY.c.entity,
                    CASE_ENTITY.c.name,
                    CASE_ENTITY.c.kind,
                    MENTION.c.start,
                )
                .join(
                    CASE_ENTITY,
                    (CASE_ENTITY.c.case == MENTION.c.case)
                    & (CASE_ENTITY.c.position == MENTION.c.position),
                )
                .join(
                    PASSAGE,
                    (PASSAGE.c.case == MENTION.c.case)
                    & (PASSAGE.c.start <= MENTION.c.start)
                    & (MENTION.c.start < PASSAGE.c.end),
                )
                .where(MENTION.c.case.in_(ids), CASE_ENTITY.c.kind.in_(wanted))
                .where(CASE_ENTITY.c.redacted.is_(False))
                .order_by(MENTION.c.case, PASSAGE.c.number, MENTION.c.start)
            )
            for case, passage, entity, name, kind, start in self._connection.execute(there):
                found.setdefault(
                    (passage, entity), Named(case, passage, entity, name, Kind(kind), start)
                )
        return list(found.values())

    def case_counts(self, entity_ids: Iterable[str]) -> dict[str, int]:
        """In how many cases each entity is named, near-duplicates folded; none: left out."""
        number = func.coalesce(CASE.c.duplicate_of, CASE.c.id).distinct()
        found: dict[str, int] = {}
        for ids in chunks(entity_ids):
            there = (
                select(CASE_ENTITY.c.entity, func.count(number))
                .join(CASE, CASE.c.id == CASE_ENTITY.c.case)
                .where(CASE_ENTITY.c.entity.in_(ids))
                .group_by(CASE_ENTITY.c.entity)
            )
            found.update(self._connection.execute(there).all())
        return found
