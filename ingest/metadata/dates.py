"""The date that a case states, only as precise as it states it."""

import re
from typing import Final

from ingest.cleaning.numerals import numeral
from ingest.cutting.cases import Block

_DIGITS: Final = {char: str(index) for index, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "О": "0",
    "O": "0",
}
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|二[〇○零ОO0][〇○零ОO0一二三四五六七八九]{2})\s*年"
_MONTH: Final = r"\s*(?P<month>[\d一二三四五六七八九十]{1,3})\s*月"
_DAY: Final = r"\s*(?P<day>[\d一二三四五六七八九十]{1,3})\s*日"
_FULL: Final = re.compile(rf"{_YEAR}(?:{_MONTH}(?:{_DAY})?)?")
_ALONE: Final = re.compile(rf"[（(]?\s*{_YEAR}{_MONTH}(?:{_DAY})?\s*[）)]?$")
# 2024年是…年，我们明确了今年…: the year is the text's own.
_THIS_YEAR: Final = re.compile(
    r"(?:^|[。；\n])[^。；\n]{0,20}((?:19|20)\d\d)年是[^。\n]{0,120}今年|今年是((?:19|20)\d\d)年"
)
_TAIL: Final = 80  # characters in which a date at the end stands
_LAST_MONTH, _LAST_DAY = 12, 31


def find_date(text: str, block: Block, title: str) -> str | None:
    """ISO date (2024, 2024-08 or 2024-08-24) of the head, the last line, the title or None."""
    head = sorted((*block.dates, *block.speakers, *block.subtitles, *block.titles))
    for start, end in head:
        date = _read(_FULL.search(text[start:end]), least=2)
        if date:
            return date
    last_line = text[max(block.body, block.end - _TAIL) : block.end].rpartition("\n")[2]
    signed = _ALONE.match(last_line)
    date = _read(signed, least=2) or _read(_FULL.search(title), least=1)
    if date:
        return date
    own = _THIS_YEAR.search(text, block.body, block.end)
    return (own[1] or own[2]) if own else None


def _read(match: re.Match[str] | None, *, least: int) -> str | None:
    """The parts of a date joined, if at least so many are there and all are possible."""
    if match is None:
        return None
    year = "".join(_DIGITS.get(char, char) for char in match["year"])
    parts = [year]
    for name, last in (("month", _LAST_MONTH), ("day", _LAST_DAY)):
        word = match[name]
        value = 0 if word is None else int(word) if word.isdecimal() else numeral(word)
        if not 1 <= value <= last:
            break
        parts.append(f"{value:02d}")
    return "-".join(parts) if len(parts) >= least else None
