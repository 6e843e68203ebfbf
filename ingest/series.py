"""Numbered lines that are the titles of a series of pieces: 1. …市…, 2. …县…"""

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Final

from ingest.lines import LONGEST_TITLE, Line, Shape, numeral
from ingest.titles import leads_with_place

_NUMBER: Final = re.compile(
    r"(?:(?P<arabic>\d{1,2})\s*[.．、]\s*(?!\d)|(?P<chinese>[一二三四五六七八九十]{1,3})、\s*"
    r"|[（(](?P<bracket>[一二三四五六七八九十\d]{1,3})[）)]\s*)"
)
_FEWEST: Final = 3  # numbered lines that make a series
_SIZE: Final = 200  # characters that a piece of a series has on the average
_PREAMBLE: Final = 100  # characters of text above a list that make it sections of one piece


def with_numbered_titles(rows: Sequence[Line], listed: Collection[str]) -> list[Line]:
    """The lines, with the titles of a series made title lines that open a piece.

    A series counts 1, 2, 3 … without a gap, and each of its lines begins with a place or is
    listed in the table of contents. Text above it means that it is one piece with sections.
    """
    names = frozenset("".join(title.split()) for title in listed)
    found = list(rows)
    for style in ("arabic", "chinese", "bracket"):
        series = [
            (index, match)
            for index, row in enumerate(rows)
            if (match := _NUMBER.match(row.text)) and match[style] and _is_title(row, match, names)
        ]
        if _is_series(rows, series, style):
            for index, match in series:
                found[index] = _opened(rows[index], match.end())
    return found


def _is_title(row: Line, number: re.Match[str], names: Collection[str]) -> bool:
    """Whether the words behind a number are a headline of a piece."""
    words = row.text[number.end() :]
    fair = len(words) <= LONGEST_TITLE and not re.search(r"[。；]|[，,：:]$", words)
    return fair and ("".join(words.split()) in names or leads_with_place(words))


def _is_series(
    rows: Sequence[Line], series: Sequence[tuple[int, re.Match[str]]], style: str
) -> bool:
    """Whether numbered headlines count on without a gap, with enough text and none above."""
    if len(series) < _FEWEST:
        return False
    numbers = [_value(match[style]) for _, match in series]
    first = series[0][0]
    above = sum(len(row.text) for row in rows[:first] if row.shape is Shape.BODY)
    text = sum(len(row.text) for row in rows[first:])
    counted = numbers == list(range(1, len(numbers) + 1))
    return counted and above < _PREAMBLE and text >= _SIZE * len(series)


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else numeral(number)


def _opened(row: Line, length: int) -> Line:
    """The line without its number, as a title that opens a piece."""
    return replace(
        row,
        start=row.start + length,
        text=row.text[length:],
        shape=Shape.SHORT,
        ordinal=0,
        part=True,
    )
