"""Words that say a theme, from the lexicon that gives cases their themes."""

from collections import defaultdict
from functools import cache
from typing import Final

from kg.datafiles import read_lines

_SAYS_A_THEME: Final = 3  # weight of a word that no case says but of its theme


@cache
def theme_terms() -> tuple[tuple[str, str, float], ...]:
    """Terms with their themes and weights, the surest first."""
    rows = (line.split("\t") for line in read_lines("lexicon", "themes.tsv"))
    terms = ((term, theme, float(weight)) for theme, term, weight in rows)
    return tuple(sorted(terms, key=lambda row: -row[2]))


def theme_of(word: str) -> str:
    """The one theme that a word says in other words (基层减负 is 减负赋权), or ""."""
    return _themes_said().get(word, "")


@cache
def _themes_said() -> dict[str, str]:
    said: defaultdict[str, set[str]] = defaultdict(set)
    for term, theme, weight in theme_terms():
        if weight >= _SAYS_A_THEME:
            said[term].add(theme)
    return {term: themes.pop() for term, themes in said.items() if len(themes) == 1}
