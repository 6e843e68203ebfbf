"""Reading what a draft is checked against, by index alone."""

from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import Select, select

from kg.model import Metric
from kg.store import rows
from kg.store.cases import CaseReader
from kg.store.tables import ENTITY_NAME, METRIC

# Figures of one value or measure that are looked at: beyond them (1个) nothing is told apart.
_MOST_FIGURES: Final = 300
# Cases that one gram leads to: what leads to more is a phrase that everybody uses.
_MOST_WITH_GRAM: Final = 12
_WITH_GRAM: Final = 'SELECT "case" FROM case_gram WHERE gram = ? LIMIT ?'


class DraftReader(CaseReader):
    """Questions that the check of a draft asks."""

    def figures_of_value(
        self, value: float, unit: str | None, near: Collection[str] = ()
    ) -> list[Metric]:
        """Figures of a value and unit, as committed; those of the cases ``near`` first."""
        return self._figures(
            select(METRIC).where(METRIC.c.value == value, METRIC.c.unit == unit), near
        )

    def figures_of_measure(
        self, measure: str, unit: str | None, near: Collection[str] = ()
    ) -> list[Metric]:
        """Figures of exactly this measure and unit, as committed; those of ``near`` first."""
        return self._figures(
            select(METRIC).where(METRIC.c.measure == measure, METRIC.c.unit == unit), near
        )

    def _figures(self, there: Select[Any], near: Collection[str]) -> list[Metric]:
        first = list(self._mappings(there.where(METRIC.c.case.in_(sorted(near))))) if near else []
        rest = list(self._mappings(there.limit(_MOST_FIGURES)))
        return list(dict.fromkeys(map(rows.to_metric, (*first, *rest))))

    def names_with(self, words: str, limit: int) -> list[str]:
        """Ids of entities with a name or alias that holds these words."""
        key = rows.name_key(words)
        there = (
            select(ENTITY_NAME.c.entity)
            .distinct()
            .where(ENTITY_NAME.c.key.contains(key, autoescape=True))
            .order_by(ENTITY_NAME.c.entity)
        )
        return list(self._connection.scalars(there.limit(limit)))

    def cases_sharing(self, grams: Iterable[int], limit: int) -> list[str]:
        """Ids of the cases that share most of these sampled 5-grams, rare ones counting more."""
        points: dict[str, float] = {}
        for gram in sorted(set(grams)):
            having = self._connection.exec_driver_sql(_WITH_GRAM, (gram, _MOST_WITH_GRAM + 1))
            cases = having.scalars().all()
            if len(cases) <= _MOST_WITH_GRAM:
                for case in cases:
                    points[case] = points.get(case, 0) + 1 / len(cases)
        return sorted(points, key=lambda case: (-points[case], case))[:limit]
