"""Cases side by side as a paper: one table, a column for each case, a source for every entry."""

from collections.abc import Iterator
from typing import Final

from kg.caution import Cautions
from kg.cite import Reference, reference_of
from kg.compare.beside import Aligned, Beside, Cell
from kg.compare.quoting import issuer_cell, region_cell
from kg.compare.table import COLUMN_LABELS, Column, Item
from kg.export.cautioned import cautioned
from kg.export.compared import UNSEEN, shortened
from kg.export.paper import Cell as Lines
from kg.export.paper import Grid, GridRow, Line, Paper
from kg.export.quoting import Quoting
from kg.library import Library
from kg.wording import UNPLACED, date_words

_NAME: Final = "材料并列对照"
_ROW: Final = "对照项"


def of_beside(library: Library, cautions: Cautions, view: Beside) -> Paper:
    """The paper of a view, with what of it is on the list of 慎引."""
    items = (item for row in view.rows for cell in row.cells if cell for item in cell.items)
    quoting = Quoting.of(library, items, (one.case.source for one in view.cases))
    references = tuple(
        reference_of(one.case, one.path, form=one.form, marks=one.handling) for one in view.cases
    )
    rows = (*_about(view, references), *(_row(row, references, quoting) for row in view.rows))
    columns = (_ROW, *(f"《{' '.join(one.case.title.split())}》" for one in view.cases))
    title = f"{_NAME}：{shortened(view.title)}" if view.title else _NAME
    return cautioned(Paper(title, (Grid(columns, (("", rows),), references),)), cautions)


def _about(view: Beside, references: tuple[Reference, ...]) -> Iterator[GridRow]:
    """Rows that tell what the cases are, before what they tell."""
    cases = [one.case for one in view.cases]
    yield _named(COLUMN_LABELS[Column.REGION], [_plain(region_cell(c)) for c in cases], UNPLACED)
    yield _named(COLUMN_LABELS[Column.ISSUER], [_plain(issuer_cell(c)) for c in cases])
    yield _named("年份", [(Line(date_words(c.date)),) for c in cases])
    badges = [tuple(map(Line, (*r.doubts, *r.marks))) for r in references]
    if any(badges):
        yield _named("提示", badges, "")


def _plain(items: tuple[Item, ...]) -> Lines:
    return tuple(Line(item.text, marks=tuple(m.value for m in item.marks)) for item in items)


def _named(label: str, cells: list[Lines], empty: str = UNSEEN) -> GridRow:
    return None, ((Line(label),), *(cell or (Line(empty),) for cell in cells))


def _row(row: Aligned, references: tuple[Reference, ...], quoting: Quoting) -> GridRow:
    cells = [
        tuple(_lines(cell, reference, quoting)) if cell else ()
        for cell, reference in zip(row.cells, references, strict=True)
    ]
    return _named(row.label, cells)


def _lines(cell: Cell, reference: Reference, quoting: Quoting) -> Iterator[Line]:
    if cell.heading:
        yield Line(f"〔{cell.heading}〕")
    yield from (quoting.line(item, reference) for item in cell.items)
