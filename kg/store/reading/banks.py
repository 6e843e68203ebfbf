"""Reading passages by what they do and what they are about."""

from typing import Final, NamedTuple

from sqlalchemy import Integer, literal_column, or_, select

from kg.model import Passage
from kg.store import rows
from kg.store.reading.cases import CaseReader
from kg.store.tables import CASE, CASE_THEME, PASSAGE, PASSAGE_THEME, SOURCE

# Rows in an order that takes from all of a library alike, neighbours far apart: their number by the
# golden ratio of 32 bits (Knuth, Fibonacci hashing). As cheap to sort by as a path.
_GOLDEN, _RANGE = 2_654_435_761, 1 << 32
_ROW: Final = literal_column("passage.rowid", Integer)
_SPREAD: Final = _ROW * _GOLDEN % _RANGE


class Banked(NamedTuple):
    """Which passages are wanted; an empty value leaves open.

    ``without`` are roles not wanted; of ``having`` one must stand in the text.
    """

    having: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    theme: str = ""
    level: str = ""


class BankReader(CaseReader):
    """Questions that banks of sentences ask."""

    def passages_for(self, wanted: Banked, limit: int) -> list[Passage]:
        """Passages that fit, by path and place; those of near-copies are left out.

        Where more than ``limit`` fit they are taken from all over the library.
        """
        there = (
            select(_ROW.label("row"))
            .select_from(PASSAGE)
            .join(CASE, PASSAGE.c.case == CASE.c.id)
            .where(CASE.c.duplicate_of.is_(None))
            .order_by(_SPREAD)
            .limit(limit)
        )
        if wanted.having:
            there = there.where(or_(*(PASSAGE.c.text.contains(word) for word in wanted.having)))
        if wanted.without:
            other = PASSAGE.c.role.not_in(wanted.without)
            there = there.where(or_(PASSAGE.c.role.is_(None), other))
        if wanted.level:
            there = there.where(CASE.c.level == wanted.level)
        if wanted.theme:
            part = select(PASSAGE_THEME.c.passage).where(PASSAGE_THEME.c.theme == wanted.theme)
            whole = select(CASE_THEME.c.case).where(CASE_THEME.c.theme == wanted.theme)
            there = there.where(or_(PASSAGE.c.id.in_(part), PASSAGE.c.case.in_(whole)))
        chosen = (
            select(PASSAGE)
            .join(CASE, PASSAGE.c.case == CASE.c.id)
            .join(SOURCE, CASE.c.source == SOURCE.c.id)
            .where(_ROW.in_(select(there.subquery().c.row)))
            .order_by(SOURCE.c.path, PASSAGE.c.start)
        )
        return [rows.to_passage(row) for row in self._mappings(chosen)]
