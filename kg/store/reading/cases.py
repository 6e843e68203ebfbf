"""Reading cases and what was committed for them."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import Final

from sqlalchemy import func, select

from kg.errors import UnknownCase
from kg.model import Case, CaseEntity, CaseRecord, Passage
from kg.store import rows
from kg.store.reading.reader import ASKED, Reader, asked
from kg.store.tables import (
    CASE,
    CASE_ENTITY,
    CASE_THEME,
    CHANGE,
    MENTION,
    METRIC,
    PASSAGE,
    RELATION,
    SOURCE,
)
from kg.store.writing import chunks
from kg.text import blanked

# Grams that are asked for: 128 tell a copy as well as 600 do.
_GRAMS: Final = 128
# Cases that one gram leads to: the names of leaders lead to every second case of a library.
_MOST_WITH_GRAM: Final = 64
# Share of the grams that a likely copy has at least; the shorter of two copies has 0.6 of its
# own in common, and at least 0.4 of the longer one's length: 0.24, half of it left to chance.
_SHARED: Final = 0.1
# One statement for each gram: only so can the number of cases of each be limited.
_WITH_GRAM: Final = 'SELECT "case" FROM case_gram WHERE gram = ? LIMIT ?'

_THEMES: Final = (
    select(CASE_THEME.c.theme)
    .where(CASE_THEME.c.case == CASE.c.id)
    .order_by(CASE_THEME.c.position)
    .correlate(CASE)
    .subquery()
)
_CASES: Final = (
    select(CASE, select(func.json_group_array(_THEMES.c.theme)).scalar_subquery().label("themes"))
    .join(SOURCE)
    .where(CASE.c.id.in_(ASKED))
    .order_by(SOURCE.c.path, CASE.c.number)
)
_PASSAGES: Final = select(PASSAGE).where(PASSAGE.c.id.in_(ASKED))
_PASSAGES_OF: Final = (
    select(PASSAGE).where(PASSAGE.c.case.in_(ASKED)).order_by(PASSAGE.c.case, PASSAGE.c.number)
)


class CaseReader(Reader):
    """Questions about cases, their passages and their entities."""

    def cases(self, case_ids: Iterable[str]) -> dict[str, Case]:
        """Cases by id, unknown ids left out, by path of the source and number."""
        found = self._mappings(_CASES, asked(case_ids))
        return {row["id"]: rows.to_case(row, json.loads(row["themes"])) for row in found}

    def cases_of(self, source_id: str) -> tuple[Case, ...]:
        """Cases of a source in their order."""
        there = select(CASE.c.id).where(CASE.c.source == source_id)
        return tuple(self.cases(self._connection.scalars(there)).values())

    def case(self, case_id: str) -> Case:
        """Case of this id. Raises UnknownCase."""
        case = self.cases([case_id]).get(case_id)
        if case is None:
            msg = f"no case has the id {case_id!r}; search for it by its title"
            raise UnknownCase(msg)
        return case

    def case_ids(self) -> list[str]:
        """Ids of all cases, by path of the source and number."""
        order = select(CASE.c.id).join(SOURCE).order_by(SOURCE.c.path, CASE.c.number)
        return list(self._connection.scalars(order))

    def heads(self) -> dict[str, str | None]:
        """All cases with the head that each is a copy of, None where it is a head itself."""
        return dict(self._connection.execute(select(CASE.c.id, CASE.c.duplicate_of)).all())

    def titles(self) -> list[str]:
        """Titles of all cases that are no copies of others, each once, sorted."""
        there = select(CASE.c.title).where(CASE.c.duplicate_of.is_(None)).distinct()
        return list(self._connection.scalars(there.order_by(CASE.c.title)))

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

    def resembling(self, grams: Iterable[int], limit: int) -> list[tuple[Case, str]]:
        """Cases that share most of these sampled 5-grams, and their heads, each with its text.

        Of very many grams those of the lowest numbers are asked for, of the cases that share one
        the first: a copy shares its grams with the first of its group, whatever else there is.
        """
        asked = sorted(set(grams))[:_GRAMS]
        shared: Counter[str] = Counter()
        for gram in asked:
            shared.update(self._with_gram(gram, _MOST_WITH_GRAM))
        likely = [case for case, count in shared.most_common(limit) if count > len(asked) * _SHARED]
        cases = self.cases(likely)
        cases |= self.cases(c.duplicate_of for c in cases.values() if c.duplicate_of)
        return [(known, self.text_of(known)) for known in cases.values()]

    def _with_gram(self, gram: int, most: int) -> Sequence[str]:
        """Up to so many cases that have a gram."""
        return self._connection.exec_driver_sql(_WITH_GRAM, (gram, most)).scalars().all()

    def text_of(self, case: Case) -> str:
        """A case's own text, without the rest of its source."""
        words = func.substr(SOURCE.c.text, case.start + 1, case.end - case.start)
        return self._connection.scalar(select(words).where(SOURCE.c.id == case.source)) or ""

    def texts(self, case_ids: Iterable[str]) -> dict[str, str]:
        """Own texts of cases by id, as long as they are, blank where cleaning took words out."""
        start, size = CASE.c.start, CASE.c.end - CASE.c.start
        own = func.substr(SOURCE.c.text, start + 1, size)
        rows = select(CASE.c.id, start, own, SOURCE.c.removed).join(SOURCE)
        found: dict[str, str] = {}
        for case, at, text, removed in self._connection.execute(
            rows.where(CASE.c.id.in_(ASKED)), asked(case_ids)
        ):
            spans = ((begin - at, end - at) for begin, end, _ in removed)
            found[case] = blanked(text, [(max(a, 0), b) for a, b in spans if b > 0])
        return found

    def changes_after(self, generation: int, size: int) -> Iterator[tuple[int, list[str]]]:
        """Changed cases in batches of ``size`` or a little more, each with a generation.

        All changes up to that generation are in the batch or in one before it; the last one's is
        the snapshot's own.
        """
        later = select(CHANGE.c.generation, CHANGE.c.case).where(CHANGE.c.generation > generation)
        batch: list[str] = []
        at = generation
        for number, case in self._connection.execute(later.order_by(CHANGE.c.generation)).all():
            if len(batch) >= size and number != at:
                yield at, batch
                batch = []
            batch.append(case)
            at = number
        yield self.generation, batch

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
        return self.passages_of_all([case_id]).get(case_id, ())

    def passages_of_all(self, case_ids: Iterable[str]) -> dict[str, tuple[Passage, ...]]:
        """Passages of cases by their case, in the order of the text; those without are left out."""
        found = map(rows.to_passage, self._mappings(_PASSAGES_OF, asked(case_ids)))
        return {case: tuple(group) for case, group in groupby(found, key=attrgetter("case"))}

    def headed_passages(self) -> Iterator[Passage]:
        """Passages of all cases without their text, by case and number: for their headings."""
        columns = (PASSAGE.c.id, PASSAGE.c.case, PASSAGE.c.number, PASSAGE.c.heading)
        order = select(*columns).order_by(PASSAGE.c.case, PASSAGE.c.number)
        for key, case, number, heading in self._connection.execute(order):
            yield Passage(key, case, number, 0, 0, "", tuple(heading))

    def passages(self, passage_ids: Iterable[str]) -> dict[str, Passage]:
        """Passages by id, unknown ids left out."""
        found = self._mappings(_PASSAGES, asked(passage_ids))
        return {row["id"]: rows.to_passage(row) for row in found}

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
