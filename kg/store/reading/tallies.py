"""Counting cases two ways at once; of near-duplicates the head alone counts."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import ColumnElement, Subquery, distinct, func, literal_column, select

from kg.model import Case
from kg.ontology import DoubtKind, Kind
from kg.store.reading.cases import CaseReader
from kg.store.tables import CASE, CASE_ENTITY, CASE_THEME, SOURCE

# In place of a year: the case states one that its content contradicts.
DOUBTED: Final = "?"
_IS_HEAD: Final = CASE.c.duplicate_of.is_(None)
_PROVINCE: Final[ColumnElement[str | None]] = CASE.c.region[0].as_string()


def _dated() -> Subquery:
    """Heads with the year that they state; null where they state none, ``DOUBTED`` where it is."""
    doubt = func.json_each(CASE.c.doubts).table_valued("value", name="doubt")
    doubted = (
        select(doubt.c.value)
        .where(func.json_extract(doubt.c.value, "$[0]") == str(DoubtKind.DATE))
        .exists()
    )
    year = func.iif(doubted, DOUBTED, func.substr(CASE.c.date, 1, 4)).label("year")
    return select(CASE.c.id, year).where(_IS_HEAD).subquery()


class TallyReader(CaseReader):
    """How the cases spread."""

    def region_levels(self) -> Iterator[tuple[str | None, str | None, int]]:
        """Province or its like, level of the issuer, and their number of cases; None: unknown."""
        there = select(_PROVINCE, CASE.c.level, func.count()).where(_IS_HEAD)
        yield from self._connection.execute(there.group_by(_PROVINCE, CASE.c.level))

    def theme_years(self) -> Iterator[tuple[str, str | None, int]]:
        """Theme, year that is stated (or ``DOUBTED``), and their number of cases."""
        dated = _dated()
        there = select(CASE_THEME.c.theme, dated.c.year, func.count()).join(
            dated, dated.c.id == CASE_THEME.c.case
        )
        yield from self._connection.execute(there.group_by(CASE_THEME.c.theme, dated.c.year))

    def widespread(self, kind: Kind, limit: int) -> list[tuple[str, int, int]]:
        """Entities of a kind in cases of two provinces or more: id, provinces, cases.

        Those of the most provinces stand first, of as many those of the most cases.
        """
        provinces = func.count(distinct(_PROVINCE))
        cases = func.count()
        there = (
            select(CASE_ENTITY.c.entity, provinces, cases)
            .join(CASE)
            .where(_IS_HEAD, CASE_ENTITY.c.kind == kind, CASE_ENTITY.c.redacted.is_(False))
            .group_by(CASE_ENTITY.c.entity)
            .having(provinces > 1)
            .order_by(provinces.desc(), cases.desc(), CASE_ENTITY.c.entity)
            .limit(limit)
        )
        return [(key, wide, number) for key, wide, number in self._connection.execute(there)]

    def latest(self, limit: int) -> list[Case]:
        """Cases of the sources that came or changed last, newest first."""
        # A source that is put in again gets a new row; a correction leaves its row as it is.
        there = (
            select(CASE.c.id)
            .join(SOURCE)
            .where(_IS_HEAD)
            .order_by(literal_column("source.rowid").desc(), CASE.c.number)
            .limit(limit)
        )
        ids = list(self._connection.scalars(there))
        found = self.cases(ids)
        return [found[key] for key in ids]
