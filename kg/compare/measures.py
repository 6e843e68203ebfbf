"""Comparison by measure: the figures that cases tell of one thing, side by side."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from kg.compare.asking import Ask, Sorting
from kg.compare.assembling import copies_of, grouped
from kg.compare.choosing import choose
from kg.compare.figures import is_condition
from kg.compare.quoting import Quoting, figure_marks, issuer_cell, region_cell, row_marks
from kg.compare.table import Column, Comparison, Item, Mark, Row
from kg.compare.year import year_item
from kg.datafiles import read_lines
from kg.errors import InvalidQuery
from kg.model import Case, Entity, Metric, Passage
from kg.quotes import sentence_at
from kg.search.understanding.synonyms import synonyms_of
from kg.segment import normalise
from kg.store import File, Outline, Snapshot

_APART: Final = re.compile(r"[、，,;；|｜\s]+")


def by_measure(snapshot: Snapshot, ask: Ask) -> Comparison:
    """Rows of the figures of measures, those of kin measures behind them, each with its reason.

    Raises InvalidQuery where no measure is given.
    """
    asked = [word for word in _APART.split(ask.what) if word]
    if not asked:
        msg = "no measure is given; name one, such as 共建单位"
        raise InvalidQuery(msg)
    kin = dict(zip(asked, asked, strict=True)) | _kin(asked)
    metrics = _once(snapshot.metrics_named(kin))
    by_case: dict[str, list[Metric]] = {}
    for metric in metrics:
        by_case.setdefault(metric.case, []).append(metric)
    found = [_whole(outline) for outline in snapshot.outlines(by_case)]
    fit = {key: max(_fit(m.measure, asked) for m in told) for key, told in by_case.items()}
    chosen = choose(snapshot, ask, found, fit)
    table = _Figures(snapshot, asked, kin, [o.id for o in chosen.page], by_case)
    rows = [
        (outline, row)
        for outline in chosen.page
        for row in table.rows(outline.id, copies_of(snapshot, chosen, outline.id))
    ]
    if ask.sort is Sorting.FIGURES:
        rows.sort(key=lambda pair: -(_value(pair[1]) or 0.0))
    return Comparison(
        by=ask.by,
        asked=ask.what,
        title="、".join(asked),
        columns=ask.shown,
        groups=grouped(rows, ask.grouping),
        coverage=chosen.coverage,
        choices=chosen.choices,
        filters=ask.filters,
    )


def _fit(measure: str, asked: Sequence[str]) -> float:
    """How well a measure is what was asked: itself, a kind of it, one that it is a part of, kin."""
    if measure in asked:
        return 3.0
    if any(measure.endswith(word) for word in asked):
        return 2.0
    return 1.0 if any(word in measure for word in asked) else 0.0


def _whole(outline: Outline) -> Outline:
    """A case that tells a figure is asked for as it is, not in part."""
    return outline._replace(whole=True)


def _value(row: Row) -> float | None:
    metric = row.cell(Column.VALUE)[0].metric
    return metric.value if metric else None


@cache
def _groups() -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(line.split("\t")) for line in read_lines("lexicon", "measure_kin.tsv"))


def _kin(asked: Sequence[str]) -> dict[str, str]:
    """Other words for what is asked, by the word that is asked."""
    found: dict[str, str] = {}
    for word in asked:
        others = [other for group in _groups() if word in group for other in group]
        for other in (*synonyms_of(normalise(word)), *others):
            if other not in asked:
                found.setdefault(other, word)
    return found


def _once(metrics: Sequence[Metric]) -> list[Metric]:
    """Figures of which a case has no other of the same measure, value and status before."""
    seen: set[tuple[object, ...]] = set()
    kept = []
    for metric in metrics:
        told = metric.text if metric.value is None else (metric.value, metric.value_high)
        key = (metric.case, metric.measure, told, metric.unit, metric.status)
        if key not in seen:
            seen.add(key)
            kept.append(metric)
    return kept


class _Figures:
    """Rows of the figures of some cases, read at once."""

    def __init__(
        self,
        snapshot: Snapshot,
        asked: Sequence[str],
        kin: Mapping[str, str],
        cases: Sequence[str],
        metrics: Mapping[str, Sequence[Metric]],
    ) -> None:
        """Read what the rows of these cases need."""
        self._asked = asked
        self._kin = kin
        self._metrics = metrics
        self._cases: dict[str, Case] = snapshot.cases(cases)
        self._files: dict[str, File] = snapshot.files(c.source for c in self._cases.values())
        spots = [(m.case, m.start) for key in cases for m in metrics[key]]
        self._passages: dict[tuple[str, int], Passage] = snapshot.passages_holding(spots)
        subjects = (m.subject_id for key in cases for m in metrics[key] if m.subject_id)
        self._entities: dict[str, Entity] = snapshot.entities(subjects)

    def rows(self, case_id: str, copies: tuple[Case, ...]) -> list[Row]:
        """Rows of one case, those of the very measure first, in the order of the text."""
        case = self._cases[case_id]
        file = self._files[case.source]
        found = []
        told = sorted(self._metrics[case_id], key=lambda m: -_fit(m.measure, self._asked))
        for metric in told:
            passage = self._passages.get((metric.case, metric.start))
            # Words outside all passages are headings, contents and notes: they prove nothing.
            if passage is None or metric.end > passage.end:
                continue
            if is_condition(metric, passage.text, passage.start):
                continue
            row = Row(
                id=f"{case.id}:{metric.start}",
                case=case,
                path=file.path,
                cells=self._cells(case, file, metric, passage),
                marks=row_marks(case),
                form=file.form,
                handling=file.marks,
                copies=copies,
            )
            found.append(row)
        return found

    def _cells(
        self, case: Case, file: File, metric: Metric, passage: Passage
    ) -> dict[Column, tuple[Item, ...]]:
        quoting = Quoting(case, file.path)
        start, end = sentence_at(passage, metric.start)
        sentence = quoting.at(passage, start, max(end, metric.end))
        value, words = quoting.value(metric, passage)
        cells = {
            Column.REGION: region_cell(case),
            Column.ISSUER: issuer_cell(case),
            Column.MEASURE: (Item(metric.measure, words, metric=metric),),
            Column.VALUE: (Item(value, words, figure_marks(metric), metric=metric),),
            Column.SUBJECT: self._subject(metric),
            Column.YEAR: (year_item(sentence, metric, case),),
            Column.QUOTE: (Item(sentence.text, sentence),),
            Column.REASON: self._reason(metric),
            Column.SOURCE: (Item(f"《{case.title}》", sentence),),
        }
        return {column: items for column, items in cells.items() if items}

    def _subject(self, metric: Metric) -> tuple[Item, ...]:
        entity = self._entities.get(metric.subject_id or "")
        if entity is not None:
            return (Item(entity.name, None, (Mark.MASKED,) if entity.redacted else (), entity),)
        return (Item(metric.subject),) if metric.subject else ()

    def _reason(self, metric: Metric) -> tuple[Item, ...]:
        fit = _fit(metric.measure, self._asked)
        if fit > 1:
            return ()
        if fit:
            word = next(word for word in self._asked if word in metric.measure)
            return (Item(f"指标含“{word}”"),)
        near = next((word for word in self._kin if word in metric.measure), "")
        return (Item(f"与“{self._kin[near]}”相近的指标：{near}"),) if near else ()
