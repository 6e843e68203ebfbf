"""A comparison as a paper: what it covers, then its table with a source for every cell."""

from collections.abc import Iterator
from typing import Final

from kg.caution import Cautions
from kg.cite import Reference, reference_of
from kg.compare.table import COLUMN_LABELS, By, Column, Comparison, Coverage, Mark, Row
from kg.export.cautioned import cautioned
from kg.export.paper import Cell, Grid, Line, Paper, Words
from kg.export.quoting import Quoting
from kg.library import Library
from kg.wording import UNPLACED, date_words

_LONGEST: Final = 24  # characters of what was asked that a title holds
UNSEEN: Final = "未见"  # what pages say of a cell without an entry
PARTLY: Final = "部分段落涉及"
# What stands in a cell without an entry; a row without a reason needs none.
_EMPTY: Final = {Column.REGION: UNPLACED, Column.REASON: ""}


def of_comparison(library: Library, cautions: Cautions, comparison: Comparison) -> Paper:
    """The paper of a comparison, with what of it is on the list of 慎引."""
    rows = list(comparison.rows)
    items = (item for row in rows for column in comparison.columns for item in row.cell(column))
    quoting = Quoting.of(library, items, (row.case.source for row in rows))
    groups = tuple(
        (group.label, tuple(_row(row, comparison, quoting) for row in group.rows))
        for group in comparison.groups
    )
    columns = tuple(COLUMN_LABELS[column] for column in comparison.columns)
    covered = Words("".join((filter_words(comparison), coverage_words(comparison.coverage))))
    without = without_words(comparison.coverage)
    blocks = (covered, Grid(columns, groups), *((Words(without),) if without else ()))
    return cautioned(Paper(_title(comparison), blocks), cautions)


def _title(comparison: Comparison) -> str:
    """What is compared; of a pasted text its beginning."""
    head = "各地数据对比" if comparison.by is By.MEASURE else "各地做法对比"
    return f"{head}：{shortened(comparison.title)}"


def shortened(asked: str) -> str:
    """What was asked, as a title holds it: of a pasted text its beginning."""
    return asked if len(asked) <= _LONGEST else f"{asked[:_LONGEST]}……"


def _row(row: Row, comparison: Comparison, quoting: Quoting) -> tuple[Reference, tuple[Cell, ...]]:
    form = quoting.formats.get(row.case.source, "")
    reference = reference_of(row.case, row.path, form=form, marks=row.handling)
    cells = (tuple(_lines(row, column, reference, quoting)) for column in comparison.columns)
    return reference, tuple(cells)


def _lines(row: Row, column: Column, reference: Reference, quoting: Quoting) -> Iterator[Line]:
    """Lines of a cell, as the page has them: what is empty says so, a source says its date."""
    lines = [quoting.line(item, reference) for item in row.cell(column)]
    if column is Column.SOURCE:
        yield from _source(row, lines)
    elif lines:
        yield from lines
    elif said := _EMPTY.get(column, UNSEEN):
        yield Line(said)


def _source(row: Row, lines: list[Line]) -> Iterator[Line]:
    """A source with its date and badges, the region's apart, and how far it is about this."""
    badges = (*(m.value for m in row.marks if m is not Mark.INFERRED), *row.handling)
    for line in lines:
        text = f"{line.text}（{date_words(row.case.date)}）"
        yield Line(text, line.quote, (*line.marks, *badges))
    if not row.whole:
        yield Line(PARTLY)
    if row.copies:
        yield Line(f"另有 {len(row.copies)} 个相同或相近版本")


def filter_words(comparison: Comparison) -> str:
    """What the table was narrowed to; empty where it was not."""
    return f"只列{'；'.join(comparison.filters)}。" if comparison.filters else ""


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
