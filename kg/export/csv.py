"""CSV for spreadsheet programs: UTF-8 with a byte-order mark, which Excel needs."""

import csv
import io

from kg.export.sheet import Sheet, Value, is_formula


def encode(sheet: Sheet) -> bytes:
    """One table. Words that a spreadsheet would run get an apostrophe before them."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(map(_guarded, sheet.columns))
    writer.writerows(map(_guarded, row) for row in sheet.rows)
    return out.getvalue().encode("utf-8-sig")


def _guarded(value: Value) -> Value:
    return f"'{value}" if is_formula(value) else value
