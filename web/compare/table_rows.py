"""Rows of the comparison page: whose they are, their cells, what of them is 慎引."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.compare import COLUMN_LABELS, Column, Comparison, Item, Row
from web import words
from web.collection.collecting import row_button
from web.compare.views import CellView, Entry, GroupView, Part, RowView
from web.links import case_link, entity_url, quote_url

if TYPE_CHECKING:
    from kg.caution import Cautions

# Columns of the page with the table's columns in each.
Merged: TypeAlias = tuple[tuple[str, tuple[Column, ...]], ...]
# Those whose entries are the words of a source, not names.
_QUOTED: Final = frozenset(
    {Column.PRACTICE, Column.MEASURES, Column.RESULTS, Column.PROBLEMS, Column.QUOTE}
)


def groups_of(table: Comparison, merged: Merged, cautions: "Cautions") -> Iterator[GroupView]:
    """Rows under their heads; those of one case that stand together share their first cell."""
    rows_of = _Rows(merged, set(table.columns), cautions)
    for group in table.groups:
        rows: list[RowView] = []
        for _, members in groupby(group.rows, key=lambda row: row.case.id):
            together = list(members)
            rows.append(rows_of.row(together[0], len(together)))
            rows += [rows_of.row(row, 0) for row in together[1:]]
        yield GroupView(group.label, tuple(rows))


@dataclass(frozen=True, slots=True)
class _Rows:
    """What the rows of a page have in common."""

    merged: Merged
    shown: set[Column]
    cautions: "Cautions"

    def row(self, row: Row, rows: int) -> RowView:
        """One row; ``rows`` of its case stand together from here on, 0 for all but the first."""
        facts = [
            item.text
            for column in (Column.REGION, Column.ISSUER)
            if column in self.shown
            for item in row.cell(column)
        ]
        reason = row.cell(Column.REASON) if Column.REASON in self.shown else ()
        inferred = words.inferred_from(row.case) if Column.REGION in self.shown else ""
        named = (row.case.title, words.citation(row.case, row.path, None, ()))
        careful = caution_badges("\n".join(named), self.cautions)
        return RowView(
            case=row.case.id,
            rows=rows,
            link=case_link(row.case),
            facts=(*facts, words.date_words(row.case.date)),
            inferred_from=inferred,
            badges=(*words.doubt_labels(row.case), *row.handling, *careful),
            reason="".join(item.text for item in reason),
            copies=len(row.copies),
            partly=not row.whole,
            path=row.path if Column.SOURCE in self.shown else "",
            cells=tuple(self._cell(row, label, columns) for label, columns in self.merged),
            anchor=f"r-{row.id}",
            collect=self._collect(row),
        )

    def _collect(self, row: Row) -> str:
        """Value of the button that collects a row: the words of its cells; empty without any."""
        spans = [
            (item.quote.start, item.quote.end, COLUMN_LABELS[column])
            for _, columns in self.merged
            for column in columns
            for item in row.cell(column)
            if item.quote and item.quote.passage
        ]
        name = row.initiative.name if row.initiative else ""
        return row_button(row.case.id, name, spans, f"r-{row.id}") if spans else ""

    def _cell(self, row: Row, label: str, columns: tuple[Column, ...]) -> CellView:
        parts = [
            Part(
                COLUMN_LABELS[column]
                if COLUMN_LABELS[column] != label and len(columns) > 1
                else "",
                tuple(entry_of(i, self.cautions, column in _QUOTED) for i in row.cell(column)),
            )
            for column in columns
            if row.cell(column)
        ]
        return CellView(label, tuple(parts))


def entry_of(item: Item, cautions: "Cautions", quoted: bool) -> Entry:
    """An entry of a cell; ``quoted`` says that it is the words of a source."""
    marks = tuple(mark.value for mark in item.marks)
    return Entry(
        text=item.text,
        url=quote_url(item.quote) if item.quote else "",
        about=entity_url(item.entity.id) if item.entity else "",
        kind=str(item.entity.kind) if item.entity else "",
        badges=(*marks, *caution_badges(item.text, cautions)),
        quoted=quoted,
    )


def caution_badges(text: str, cautions: "Cautions") -> tuple[str, ...]:
    """What of a text is on the list of 慎引, as badges say it."""
    return tuple(f"慎引：{caution}" for caution in cautions.find(text))
