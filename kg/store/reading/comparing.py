"""Reading what a comparison is made of: many cases at once, and figures by their measure."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Table,
    cast,
    distinct,
    func,
    or_,
    select,
    true,
    union,
)

from kg.model import CaseRecord, Metric, Passage
from kg.ontology import Kind, RelationType
from kg.store import rows
from kg.store.reading.cases import CaseReader
from kg.store.reading.reader import GROUP, begins_with, region_of
from kg.store.tables import (
    CASE,
    CASE_ENTITY,
    CASE_GRAM,
    CASE_THEME,
    ENTITY,
    MENTION,
    METRIC,
    PASSAGE,
    PASSAGE_THEME,
    RELATION,
)
from kg.store.writing import chunks

# Entities that a comparison shows; places and persons of a case are not read for it.
_SHOWN: Final = (Kind.INITIATIVE.value, Kind.ORGANIZATION.value, Kind.HONOR.value)
# Relations that tell who runs what and with whom.
_TOLD: Final = (RelationType.IMPLEMENTS.value, RelationType.PARTNERS_WITH.value)


class Outline(NamedTuple):
    """What a case is filtered, sorted and counted by. ``group`` is the id of its copies' head.

    ``share`` is the number of its passages about the theme that was asked for; ``whole`` says
    that the case has the theme itself.
    """

    id: str
    group: str
    title: str
    region: tuple[str, ...]
    level: str | None
    date: str | None
    doubted: bool
    whole: bool
    share: int


@lru_cache(maxsize=256)
def _is_date_doubted(stored: str) -> bool:
    """Whether doubts as the column stores them have one of the date."""
    return any(kind == "date" for kind, *_ in json.loads(stored))


class ComparingReader(CaseReader):
    """Questions that a comparison asks."""

    def outlines(self, case_ids: Iterable[str]) -> list[Outline]:
        """Outlines of cases, by id; unknown ids are left out."""
        found: list[Outline] = []
        for ids in chunks(case_ids):
            found += self._outlines(CASE.c.id.in_(ids), {}, set(ids))
        return found

    def outlines_in(self, region: tuple[str, ...]) -> list[Outline]:
        """Cases of a place and of all inside it; ``region`` is its path, not empty."""
        return self._outlines(begins_with(CASE.c.region, region), {}, set())

    def outlines_of_theme(self, theme: str) -> list[Outline]:
        """Cases that have a theme, or a passage that is about it, by id."""
        whole = select(CASE_THEME.c.case).where(CASE_THEME.c.theme == theme)
        part = (
            select(PASSAGE.c.case, func.count())
            .join(PASSAGE_THEME)
            .where(PASSAGE_THEME.c.theme == theme)
            .group_by(PASSAGE.c.case)
        )
        shares: dict[str, int] = dict(self._connection.execute(part).all())
        themed = set(self._connection.scalars(whole))
        found: list[Outline] = []
        for ids in chunks(themed | shares.keys()):
            found += self._outlines(CASE.c.id.in_(ids), shares, themed)
        return found

    def theme_reach(self) -> list[tuple[str, int]]:
        """Themes with how many cases ``outlines_of_theme`` has, copies folded, most first."""
        whole = select(CASE_THEME.c.theme, CASE_THEME.c.case)
        part = select(PASSAGE_THEME.c.theme, PASSAGE.c.case).join(PASSAGE)
        every = union(whole, part).subquery()
        number = func.count(distinct(GROUP))
        there = (
            select(every.c.theme, number)
            .join(CASE, CASE.c.id == every.c.case)
            .group_by(every.c.theme)
            .order_by(number.desc(), every.c.theme)
        )
        return [(theme, count) for theme, count in self._connection.execute(there)]

    def _outlines(
        self, which: ColumnElement[bool], shares: dict[str, int], whole: set[str]
    ) -> list[Outline]:
        there = select(
            CASE.c.id,
            CASE.c.duplicate_of,
            CASE.c.title,
            # As text: of thousands of cases few regions differ, and hardly one is doubted.
            cast(CASE.c.region, String),
            CASE.c.level,
            CASE.c.date,
            cast(CASE.c.doubts, String),
        ).where(which)
        return [
            Outline(
                key,
                head or key,
                title,
                region_of(region),
                level,
                date,
                _is_date_doubted(doubts),
                key in whole,
                shares.get(key, 0),
            )
            for key, head, title, region, level, date, doubts in self._connection.execute(there)
        ]

    def figure_counts(self, case_ids: Iterable[str]) -> dict[str, int]:
        """How many numbers each case tells that are neither masked nor aimed at."""
        found: dict[str, int] = {}
        for ids in chunks(case_ids):
            there = (
                select(METRIC.c.case, func.count())
                .where(METRIC.c.case.in_(ids), METRIC.c.value.is_not(None))
                .where(METRIC.c.status == "achieved")
                .group_by(METRIC.c.case)
            )
            found.update(self._connection.execute(there).all())
        return found

    def records(self, case_ids: Iterable[str]) -> dict[str, CaseRecord]:
        """Cases with passages, initiatives, organizations, honours, figures and who runs what."""
        shown = CASE_ENTITY.c.kind.in_(_SHOWN), MENTION.c.kind.in_(_SHOWN)
        return self._records(case_ids, *shown, RELATION.c.type.in_(_TOLD))

    def whole_records(self, case_ids: Iterable[str]) -> dict[str, CaseRecord]:
        """Cases with all that was committed for them but gazetteer edges, in any order."""
        found = self._records(case_ids, true(), true(), true())
        grams = self._by_case(select(CASE_GRAM), CASE_GRAM, found)
        return {
            key: replace(record, grams=tuple(row["gram"] for row in grams.get(key, ())))
            for key, record in found.items()
        }

    def _records(
        self,
        case_ids: Iterable[str],
        entities_wanted: ColumnElement[bool],
        mentions_wanted: ColumnElement[bool],
        relations_wanted: ColumnElement[bool],
    ) -> dict[str, CaseRecord]:
        """Cases with passages and figures, and with what is wanted of the rest."""
        cases = self.cases(case_ids)
        passages = self._by_case(select(PASSAGE).order_by(PASSAGE.c.number), PASSAGE, cases)
        metrics = self._by_case(select(METRIC).order_by(METRIC.c.id), METRIC, cases)
        told = select(RELATION).where(relations_wanted).order_by(RELATION.c.id)
        relations = self._by_case(told, RELATION, cases)
        shown = select(CASE_ENTITY).where(entities_wanted)
        entities = self._by_case(shown.order_by(CASE_ENTITY.c.position), CASE_ENTITY, cases)
        named = select(MENTION).where(mentions_wanted).order_by(MENTION.c.id)
        mentions: defaultdict[tuple[str, int], list[rows.Row]] = defaultdict(list)
        for key, members in self._by_case(named, MENTION, cases).items():
            for row in members:
                mentions[key, row["position"]].append(row)
        return {
            key: CaseRecord(
                case=case,
                passages=tuple(map(rows.to_passage, passages.get(key, ()))),
                entities=tuple(
                    rows.to_case_entity(row, mentions[key, row["position"]])
                    for row in entities.get(key, ())
                ),
                relations=tuple(map(rows.to_relation, relations.get(key, ()))),
                metrics=tuple(map(rows.to_metric, metrics.get(key, ()))),
            )
            for key, case in cases.items()
        }

    def _by_case(
        self, query: Select[Any], table: Table, cases: Iterable[str]
    ) -> dict[str, list[rows.Row]]:
        """Rows of a query by the case that they belong to."""
        found: defaultdict[str, list[rows.Row]] = defaultdict(list)
        for ids in chunks(cases):
            for row in self._mappings(query.where(table.c.case.in_(ids))):
                found[row["case"]].append(row)
        return found

    def group_members(self, heads: Iterable[str]) -> dict[str, list[str]]:
        """Ids of the copies of each head; heads without copies are left out."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for ids in chunks(heads):
            there = select(CASE.c.duplicate_of, CASE.c.id).where(CASE.c.duplicate_of.in_(ids))
            for head, key in self._connection.execute(there.order_by(CASE.c.id)):
                found[head].append(key)
        return found

    def metrics_named(self, words: Iterable[str]) -> list[Metric]:
        """Figures whose measure contains one of the words, by case and place."""
        which = [METRIC.c.measure.contains(word, autoescape=True) for word in words]
        # Distinct measures come from their index alone, which is read faster than the figures.
        measures = self._connection.scalars(select(METRIC.c.measure).distinct().where(or_(*which)))
        found: list[Metric] = []
        for names in chunks(measures if which else ()):
            there = select(METRIC).where(METRIC.c.measure.in_(names))
            found += map(rows.to_metric, self._mappings(there))
        return sorted(found, key=lambda metric: (metric.case, metric.start))

    def measures(self, limit: int) -> list[tuple[str, int]]:
        """Measures with the number of cases that have a figure of them, most first."""
        number = func.count(METRIC.c.case.distinct())
        there = (
            select(METRIC.c.measure, number)
            .where(METRIC.c.value.is_not(None))
            .group_by(METRIC.c.measure)
            .order_by(number.desc(), METRIC.c.measure)
            .limit(limit)
        )
        return [(measure, count) for measure, count in self._connection.execute(there)]

    def passages_holding(self, spots: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Passage]:
        """Passages that hold an offset of a case, by case and offset; others are left out."""
        wanted: defaultdict[str, list[int]] = defaultdict(list)
        for case, start in spots:
            wanted[case].append(start)
        found: dict[tuple[str, int], Passage] = {}
        for key, members in self._by_case(select(PASSAGE), PASSAGE, wanted).items():
            for start in wanted[key]:
                holding = (row for row in members if row["start"] <= start < row["end"])
                if row := next(holding, None):
                    found[key, start] = rows.to_passage(row)
        return found

    def cases_naming_any(self, entity_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Ids of the cases that mention one of the entities, each with those that it mentions."""
        found: defaultdict[str, dict[str, None]] = defaultdict(dict)
        for ids in chunks(entity_ids):
            there = select(CASE_ENTITY.c.case, CASE_ENTITY.c.entity)
            for case, entity in self._connection.execute(
                there.where(CASE_ENTITY.c.entity.in_(ids))
            ):
                found[case][entity] = None
        return {case: tuple(keys) for case, keys in found.items()}

    def spread_initiatives(self, limit: int) -> list[str]:
        """Names of the initiatives that several cases name, those of most cases first."""
        number = func.count(CASE_ENTITY.c.case.distinct())
        there = (
            select(ENTITY.c.name)
            .join(CASE_ENTITY, CASE_ENTITY.c.entity == ENTITY.c.id)
            .where(ENTITY.c.kind == Kind.INITIATIVE.value, ENTITY.c.redacted.is_(False))
            .group_by(ENTITY.c.id, ENTITY.c.name)
            .having(number > 1)
            .order_by(number.desc(), ENTITY.c.name)
            .limit(limit)
        )
        return list(self._connection.scalars(there))

    def initiatives(self) -> list[tuple[str, str, bool]]:
        """Id, name and whether it is masked, of all initiatives, by id."""
        there = select(ENTITY.c.id, ENTITY.c.name, ENTITY.c.redacted)
        named = there.where(ENTITY.c.kind == Kind.INITIATIVE.value).order_by(ENTITY.c.id)
        return [(key, name, masked) for key, name, masked in self._connection.execute(named)]
