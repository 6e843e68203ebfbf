"""The whole answer to a query as the bytes of a file, for the page and the command line."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.export.hits import MOST_ROWS, Column, columns_named, sheet
from kg.model import Query

if TYPE_CHECKING:
    from kg.library import Library

FILE_TYPES: Final = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def results_bytes(library: "Library", query: Query, names: Iterable[str], form: str) -> bytes:
    """All that a query finds, at most ``MOST_ROWS`` cases, as CSV or XLSX.

    Names of columns that there are not are left out. Raises InvalidQuery.
    """
    found = library.search(replace(query, limit=MOST_ROWS, offset=0))
    known = [name for name in names if name in list(Column)]
    table = sheet(found.hits, columns_named(known))
    if form == "csv":
        from kg.export.csv import encode as encode_csv  # noqa: PLC0415

        return encode_csv(table)
    from kg.export.xlsx import encode  # noqa: PLC0415 - openpyxl takes a fifth of a second

    return encode([table])
