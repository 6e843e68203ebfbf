"""Words that names of places are made of, and words that make none."""

import re
from functools import cache

from kg.anyof import any_of
from kg.datafiles import read_lines


@cache
def word_list(name: str) -> frozenset[str]:
    """Words of one lexicon."""
    return frozenset(read_lines("lexicon", name))


@cache
def _generic() -> re.Pattern[str]:
    words = word_list("place_generic.txt")
    long = any_of(word for word in words if len(word) > 1)
    single = "".join(word for word in words if len(word) == 1)
    number = r"[0-9〇一二三四五六七八九十百千万两多几数第余]+个?"
    return re.compile(rf"[{single}]?(?:{long}|{number})*[{single}]?")


def is_generic(stem: str) -> bool:
    """Whether a stem is made of modifiers and numbers alone: 老旧, 两个试点, 城市."""
    return _generic().fullmatch(stem) is not None
