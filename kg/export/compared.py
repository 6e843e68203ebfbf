"""A comparison as a paper: what it covers, then its table with a source for every cell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.cite import Locator, Reference, reference_of
from kg.compare.table import COLUMN_LABELS, By, Comparison, Coverage, Item, Row
from kg.export.paper import Cell, Grid, Line, Paper, Quoted, Words
from kg.library import Library
from kg.model import Quote

_LONGEST: Final = 24  # characters of what was asked that a title holds


@dataclass(frozen=True, slots=True)
class _Known:
    """What the store knows of the quotes: numbers of passages and formats of sources, by id."""

    numbers: Mapping[str, int]
    formats: Mapping[str, str]


def of_comparison(library: Library, comparison: Comparison, warnings: Sequence[str] = ()) -> Paper:
    """The paper of a comparison."""
    known = _known(library, comparison)
    groups = tuple(
        (group.label, tuple(_row(row, comparison, known) for row in group.rows))
        for group in comparison.groups
    )
    columns = tuple(COLUMN_LABELS[column] for column in comparison.columns)
    covered = Words(coverage_words(comparison.coverage))
    without = without_words(comparison.coverage)
    blocks = (covered, Grid(columns, groups), *((Words(without),) if without else ()))
    return Paper(_title(comparison), blocks, tuple(warnings))


def _title(comparison: Comparison) -> str:
    """What is compared; of a pasted text its beginning."""
    head = "各地数据对比" if comparison.by is By.MEASURE else "各地做法对比"
    asked = comparison.title
    short = asked if len(asked) <= _LONGEST else f"{asked[:_LONGEST]}……"
    return f"{head}：{short}"


def _known(library: Library, comparison: Comparison) -> _Known:
    with library.reading() as snapshot:
        passages = {quote.passage for quote in _quotes(comparison) if quote.passage}
        numbers = {key: passage.number for key, passage in snapshot.passages(passages).items()}
        return _Known(numbers, snapshot.formats({row.case.source for row in comparison.rows}))


def _quotes(comparison: Comparison) -> Iterable[Quote]:
    for row in comparison.rows:
        for column in comparison.columns:
            yield from (item.quote for item in row.cell(column) if item.quote)


def _row(row: Row, comparison: Comparison, known: _Known) -> tuple[Reference, tuple[Cell, ...]]:
    form = known.formats.get(row.case.source, "")
    reference = reference_of(row.case, row.path, form=form, marks=row.handling)
    cells = (
        tuple(_line(item, reference, known) for item in row.cell(column))
        for column in comparison.columns
    )
    return reference, tuple(cells)


def _line(item: Item, reference: Reference, known: _Known) -> Line:
    marks = tuple(mark.value for mark in item.marks)
    quote = _quoted(item.quote, reference, known, marks) if item.quote else None
    return Line(item.text, quote, marks, item.metric)


def _quoted(quote: Quote, reference: Reference, known: _Known, marks: tuple[str, ...]) -> Quoted:
    return Quoted(
        text=quote.text,
        start=quote.start,
        end=quote.end,
        reference=reference,
        locator=Locator(known.numbers.get(quote.passage), quote.heading),
        marks=marks,
    )


def coverage_words(coverage: Coverage) -> str:
    """What stands behind the rows, said honestly."""
    parts = [f"共 {coverage.cases} 篇材料"]
    if coverage.copies:
        parts.append(f"另有 {coverage.copies} 篇相同或相近版本已并入")
    if coverage.partly:
        parts.append(f"其中 {coverage.partly} 篇只有部分段落涉及")
    if coverage.silent:
        parts.append(f"{coverage.silent} 篇没有可列出的内容")
    if coverage.unplaced:
        parts.append(f"{coverage.unplaced} 篇地区不详")
    return f"{'，'.join(parts)}。"


def without_words(coverage: Coverage) -> str:
    """Which regions have no such material; empty where all have, or none is placed."""
    if not (coverage.regions and coverage.without):
        return ""
    return f"本表未见的地区：{'、'.join(coverage.without)}。"
