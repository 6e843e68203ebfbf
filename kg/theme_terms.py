"""Words that say a theme: they give cases their themes, and questions what they ask about."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.datafiles import read_lines

# Least weight of a term that belongs to its theme, and of one that no case says but of it.
OWN: Final = 2
_NAMING: Final = 3


@dataclass(frozen=True, slots=True)
class ThemeTerm:
    """A word that speaks for a theme, perhaps for others as well.

    ``weight``: 1 it may turn up elsewhere, 2 it belongs to the theme, 3 it names it.
    """

    theme: str
    word: str
    weight: int


@cache
def theme_terms() -> tuple[ThemeTerm, ...]:
    """The whole lexicon, sorted by theme."""
    rows = (line.split("\t") for line in read_lines("lexicon", "themes.tsv"))
    return tuple(ThemeTerm(theme, word, int(weight)) for theme, word, weight in rows)


def words_of(theme: str) -> tuple[str, ...]:
    """Words that name a theme or belong to it alone, sorted; empty for no theme."""
    return _words().get(theme, ())


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for term in theme_terms():
        if term.weight >= OWN:
            found[term.theme].append(term.word)
    return {theme: tuple(words) for theme, words in found.items()}


def themes() -> tuple[str, ...]:
    """Names of all themes, as the lexicon has them."""
    return tuple(dict.fromkeys(term.theme for term in theme_terms()))


def theme_of(word: str) -> str:
    """The one theme that a word says in other words (基层减负 is 减负赋权), or ""."""
    return _named().get(word, "")


@cache
def _named() -> dict[str, str]:
    named: defaultdict[str, set[str]] = defaultdict(set)
    for term in theme_terms():
        if term.weight >= _NAMING:
            named[term.word].add(term.theme)
    return {word: themes.pop() for word, themes in named.items() if len(themes) == 1}
