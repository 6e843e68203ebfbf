"""Reading many cases at once, for what is built of all of them."""

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import func, select

from kg.model import Entity, Metric, Passage
from kg.store import rows
from kg.store.reading.entities import EntityReader
from kg.store.tables import CASE_ENTITY, METRIC, PASSAGE
from kg.store.writing import chunks


class IndexingReader(EntityReader):
    """Questions that are asked of hundreds of cases in one statement.

    Answers go by the case's id; cases that have nothing of the kind are left out.
    """

    def passages_by_case(self, case_ids: Iterable[str]) -> dict[str, list[Passage]]:
        """Passages of cases in the order of their text."""
        found: defaultdict[str, list[Passage]] = defaultdict(list)
        for ids in chunks(case_ids):
            there = select(PASSAGE).where(PASSAGE.c.case.in_(ids))
            for row in self._mappings(there.order_by(PASSAGE.c.case, PASSAGE.c.number)):
                found[row["case"]].append(rows.to_passage(row))
        return dict(found)

    def metrics_by_case(self, case_ids: Iterable[str]) -> dict[str, list[Metric]]:
        """Metrics of cases, as committed."""
        found: defaultdict[str, list[Metric]] = defaultdict(list)
        for ids in chunks(case_ids):
            there = select(METRIC).where(METRIC.c.case.in_(ids)).order_by(METRIC.c.id)
            for row in self._mappings(there):
                found[row["case"]].append(rows.to_metric(row))
        return dict(found)

    def entities_by_case(self, case_ids: Iterable[str]) -> dict[str, list[Entity]]:
        """Library-wide entities that cases mention, each once, in the order of the case."""
        named: list[tuple[str, str]] = []
        for ids in chunks(case_ids):
            first = func.min(CASE_ENTITY.c.position)
            there = (
                select(CASE_ENTITY.c.case, CASE_ENTITY.c.entity)
                .where(CASE_ENTITY.c.case.in_(ids))
                .group_by(CASE_ENTITY.c.case, CASE_ENTITY.c.entity)
                .order_by(CASE_ENTITY.c.case, first)
            )
            named += [(case, entity) for case, entity in self._connection.execute(there)]
        entities = self.entities(entity for _, entity in named)
        found: defaultdict[str, list[Entity]] = defaultdict(list)
        for case, entity in named:
            found[case].append(entities[entity])
        return dict(found)
