"""Posts, trades and kin terms, and the honorifics that go with names."""

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from ingest.extract.persons.names import surnames
from kg.anyof import any_of
from kg.datafiles import read_lines

HONORIFIC: Final = re.compile(
    "同志|先生|女士|小姐|老人|老师|教授|院士|博士|医生|大夫|师傅|大爷|大妈|大娘|大叔|阿姨|奶奶|爷爷|夫妇|夫妻|"
    "书记|主任|局长|部长|市长|县长|区长|镇长|乡长|村长|校长|院长|所长|队长|站长|会长|总经理|董事长|"
    "经理|总裁|主席|总统|总理"
)


# At most two blanks, or one of 为, 由 and a colon.
_GAP: Final = re.compile(r"[ 　\n]{1,2}|[为由：:]")


@cache
def titles() -> dict[str, str]:
    """Title → ``strong`` or ``weak``."""
    lines = (line.split("\t") for line in read_lines("lexicon", "person_titles.txt"))
    return {line[0]: line[1] for line in lines}


@cache
def surname_starts() -> str:
    """The characters that a surname may begin with, for a character class."""
    single, compound = surnames()
    return "".join(sorted(single | {name[0] for name in compound}))


@dataclass(frozen=True, slots=True)
class Titled:
    """A title and the place where a name may begin behind it; ``gap`` is what stands between."""

    title: str
    gap: str
    at: int


@cache
def _finder() -> tuple[AhoCorasick, tuple[str, ...]]:
    words = tuple(titles())
    return AhoCorasick(words), words


@lru_cache(maxsize=1)
def after_titles(text: str) -> tuple[Titled, ...]:
    """Titles that a surname follows, with at most a gap or 为 between; the longest at each."""
    finder, words = _finder()
    starts = frozenset(surname_starts())
    longest: dict[int, Titled] = {}
    for number, _, end in finder.find_matches_as_indexes(text, overlapping=True):
        gap = _GAP.match(text, end)
        at = gap.end() if gap else end
        known = longest.get(at)
        better = known is None or len(known.title) < len(words[number])
        if better and text[at : at + 1] in starts:
            longest[at] = Titled(words[number], text[end:at], at)
    return tuple(sorted(longest.values(), key=lambda titled: titled.at))


@cache
def any_title() -> re.Pattern[str]:
    """Any title, whatever follows."""
    return re.compile(any_of(titles()))
