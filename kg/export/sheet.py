"""A table on its way into a file, and what spreadsheet programs must not be given.

What stands in a cell comes from the materials. Spreadsheet programs take a text that begins
with ``=``, ``+``, ``-``, ``@``, a tab or a line's end for a formula, and would run it on opening.
"""

import re
from dataclasses import dataclass
from typing import Final, TypeAlias

Value: TypeAlias = str | int | float | None

# Excel of Chinese systems takes the full-width signs for the others.
_FORMULA: Final = tuple("=+-@\t\r\n＝＋－＠")
# XML 1.0 has no place for these: a program refuses a workbook that has them.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table. ``widths`` are in characters, column by column; those left out are usual."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    widths: tuple[int, ...] = ()


def is_formula(value: Value) -> bool:
    """Whether a spreadsheet program would take a cell of CSV for a formula."""
    return isinstance(value, str) and value.startswith(_FORMULA)


def writable(text: str) -> str:
    """A text without the characters that a workbook cannot hold."""
    return _UNWRITABLE.sub("", text)
