"""Reading what a draft is checked against, by index alone."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, or_, select

from kg.model import Mention, Metric
from kg.ontology import Kind
from kg.store import rows
from kg.store.reading.entities import EntityReader
from kg.store.reading.reader import ASKED, asked
from kg.store.tables import ENTITY_NAME, MENTION, METRIC

# Figures of one value or measure that are looked at: beyond them (1个) nothing is told apart.
_MOST_FIGURES: Final = 300
_BODIES_OF: Final = (
    select(MENTION)
    .where(
        MENTION.c.case.in_(ASKED),
        MENTION.c.kind.in_((Kind.PLACE.value, Kind.ORGANIZATION.value)),
    )
    .order_by(MENTION.c.case, MENTION.c.start, MENTION.c.end)
)
# Cases that one gram leads to: what leads to more is a phrase that everybody uses.
_MOST_WITH_GRAM: Final = 12


def _in_units(units: Collection[str | None]) -> ColumnElement[bool]:
    """Whether a figure has one of the units; None is a unit that is left unsaid."""
    said = METRIC.c.unit.in_([unit for unit in units if unit is not None])
    return or_(said, METRIC.c.unit.is_(None)) if None in units else said


class DraftReader(EntityReader):
    """Questions that the check of a draft asks."""

    def figures_of_value(
        self, value: float, units: Collection[str | None], near: Collection[str] = ()
    ) -> list[Metric]:
        """Figures of a value in one of the units, as committed; those of ``near`` first."""
        return self._figures(select(METRIC).where(METRIC.c.value == value, _in_units(units)), near)

    def figures_of_measure(
        self, measure: str, units: Collection[str | None], near: Collection[str] = ()
    ) -> list[Metric]:
        """Figures of exactly this measure in one of the units; those of ``near`` first."""
        return self._figures(
            select(METRIC).where(METRIC.c.measure == measure, _in_units(units)), near
        )

    def figures_of_owners(
        self, owners: Collection[str], units: Collection[str | None]
    ) -> list[Metric]:
        """Figures of entities by their ids, in one of the units."""
        there = select(METRIC).where(METRIC.c.subject_id.in_(sorted(set(owners))))
        return self._figures(there.where(_in_units(units)), ()) if owners else []

    def _figures(self, there: Select[Any], near: Collection[str]) -> list[Metric]:
        first = list(self._mappings(there.where(METRIC.c.case.in_(sorted(near))))) if near else []
        rest = list(self._mappings(there.limit(_MOST_FIGURES)))
        return list(dict.fromkeys(map(rows.to_metric, (*first, *rest))))

    def bodies_named_in(self, case_ids: Iterable[str]) -> dict[str, list[Mention]]:
        """Places and organizations of cases by case and start, each under its fullest name.

        Cases that name none are left out.
        """
        found: defaultdict[str, list[Mention]] = defaultdict(list)
        for row in self._mappings(_BODIES_OF, asked(case_ids)):
            found[row["case"]].append(rows.to_mention(row))
        return found

    def persons_named_in(self, case_id: str) -> set[str]:
        """Names of the persons of a case, as it has them; masked ones too."""
        there = select(MENTION.c.surface).where(
            MENTION.c.case == case_id, MENTION.c.kind == Kind.PERSON.value
        )
        return set(self._connection.scalars(there))

    def named_as(self, name: str, kinds: Collection[Kind]) -> list[str]:
        """Ids of the entities of some kinds with this name or alias; no masked ones."""
        known = self.entities(self.named(name))
        return [key for key, one in known.items() if one.kind in kinds and not one.redacted]

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
            cases = self._with_gram(gram, _MOST_WITH_GRAM + 1)
            if len(cases) <= _MOST_WITH_GRAM:
                for case in cases:
                    points[case] = points.get(case, 0) + 1 / len(cases)
        return sorted(points, key=lambda case: (-points[case], case))[:limit]
