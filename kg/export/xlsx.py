"""XLSX workbooks: one sheet for each table, its head frozen and filtered."""

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from typing import Final

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kg.export.sheet import Sheet, Value, writable

_WIDTH: Final = 16  # characters, where a sheet asks for nothing else
_LONGEST: Final = 32_767  # characters that Excel holds in a cell
_NAME: Final = 31  # characters of a sheet's name
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\]")


def encode(sheets: Iterable[Sheet]) -> bytes:
    """A workbook of these tables. Every string is written as a string, never as a formula."""
    book = Workbook(write_only=True)
    for sheet in sheets:
        _fill(book.create_sheet(_NO_NAME.sub(" ", sheet.name)[:_NAME]), sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(page: Worksheet, sheet: Sheet) -> None:
    for place in range(len(sheet.columns)):
        width = sheet.widths[place] if place < len(sheet.widths) else _WIDTH
        page.column_dimensions[get_column_letter(place + 1)].width = width
    page.freeze_panes = "A2"
    last = get_column_letter(max(len(sheet.columns), 1))
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    text = WriteOnlyCell(page)
    text.alignment = Alignment(vertical="top", wrap_text=True)
    page.append(list(_cells(page, sheet.columns, text, bold=True)))
    for row in sheet.rows:
        page.append(list(_cells(page, row, text)))


def _cells(
    page: Worksheet, values: Sequence[Value], like: Cell, *, bold: bool = False
) -> Iterator[Cell | Value]:
    """The cells of a row; strings are dressed ``like`` another cell."""
    for value in values:
        if not isinstance(value, str):
            yield value
            continue
        cell = WriteOnlyCell(page, writable(value)[:_LONGEST])
        # Set anew: openpyxl takes what begins with an equals sign for a formula.
        cell.data_type = "s"
        # A style that is set by its properties is looked up among all others, cell by cell.
        cell._style = copy(like._style)  # noqa: SLF001
        if bold:
            cell.font = Font(bold=True)
        yield cell
