"""Words that ask, and words for the kind of thing that is asked for."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from kg import segment
from kg.datafiles import read_lines
from kg.ontology import THEMES, Role

_ASKING: Final = ("怎么", "如何", "什么", "哪些")
# 要不要, 好不好, 有没有: a question whatever the character.
_WHETHER: Final = re.compile(r"([一-鿿])[不没]\1")


@cache
def stops() -> frozenset[str]:
    """Read the words that questions are padded with."""
    return frozenset(map(segment.normalise, read_lines("lexicon", "query_stops.txt")))


@cache
def kinds() -> dict[str, Role | None]:
    """Words for the kind of thing asked for, with the role of the passages that tell it."""
    rows = (line.split("\t") for line in read_lines("lexicon", "query_kinds.tsv"))
    return {segment.normalise(word): None if role == "-" else Role(role) for word, role in rows}


@cache
def _silent() -> frozenset[str]:
    """Words that only ask: they are no part of what is looked for."""
    asking = (word for word in kinds() if any(mark in word for mark in _ASKING))
    return stops() | frozenset(asking)


def is_silent(text: str) -> bool:
    """Whether a text only asks."""
    return text in _silent() or bool(_WHETHER.fullmatch(text))


@cache
def _lexical() -> tuple[AhoCorasick, list[str]]:
    """Matcher over themes, question words and kinds of things, and those by its indexes."""
    asked = [word for word in stops() if len(word) > 1]
    known = sorted({*THEMES, *asked, *kinds()})
    return AhoCorasick(known), known


def find_lexical(text: str) -> Iterator[tuple[int, int, str]]:
    """Themes and question words in a text."""
    automaton, known = _lexical()
    for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True):
        yield start, end, "theme" if known[number] in THEMES else "ask"
    for asking in _WHETHER.finditer(text):
        yield *asking.span(), "ask"
