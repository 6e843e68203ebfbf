"""Years that a query tells from today: 今年, 去年, 近三年."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from kg.search.understanding.numerals import value_of

_BACK: Final = {"今": 0, "本": 0, "去": 1, "前": 2}
# 如今年轻人, 过去年代 and 目前年度 tell no year; 三年级 is a class.
_TOLD: Final = re.compile(
    r"(?P<one>(?<![如当至现])今|本|(?<!过)去|(?<![以之目当此先提年])前)"
    r"年(?:度|以来|内)?(?![轻代龄纪级月])"
    r"|(?:最近|近|过去)(?P<many>[一二两三四五六七八九十]|\d{1,2})年(?:以来|来|里|内|间)?(?![级龄])"
)
_MOST: Final = 30  # years back that somebody asks about: more is an age


@dataclass(frozen=True, slots=True)
class Told:
    """Years that a text tells, both included, and where it does."""

    start: int
    end: int
    first: int
    last: int


def told(text: str, today: int) -> Iterator[Told]:
    """Years in a normalised text, counted from the year ``today``, in order."""
    for found in _TOLD.finditer(text):
        if found["many"]:
            count = int(value_of(found["many"].replace("两", "二")) or 0)
            if 0 < count <= _MOST:
                yield Told(*found.span(), today - count + 1, today)
        else:
            year = today - _BACK[found["one"]]
            yield Told(*found.span(), year, year)
