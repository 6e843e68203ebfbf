"""Reading passages by what they do and what they are about."""

from typing import NamedTuple

from sqlalchemy import or_, select

from kg.model import Passage
from kg.store import rows
from kg.store.cases import CaseReader
from kg.store.tables import CASE, CASE_THEME, PASSAGE, PASSAGE_THEME, SOURCE


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
        """Passages that fit, by path and place; those of near-copies are left out."""
        there = (
            select(PASSAGE)
            .join(CASE, PASSAGE.c.case == CASE.c.id)
            .join(SOURCE, CASE.c.source == SOURCE.c.id)
            .where(CASE.c.duplicate_of.is_(None))
            .order_by(SOURCE.c.path, PASSAGE.c.start)
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
        return [rows.to_passage(row) for row in self._mappings(there)]
