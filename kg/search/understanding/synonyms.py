"""Words of the field that stand for one another, found in a query."""

from collections import defaultdict
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from kg import segment
from kg.datafiles import read_lines

_MOST: Final = 12  # other forms of one word: more would be a query of its own


@cache
def _groups() -> dict[str, tuple[str, ...]]:
    """Words with the others of their groups, the usual ones first."""
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for line in read_lines("lexicon", "synonyms.tsv"):
        group = [segment.normalise(word) for word in line.split("\t")]
        for word in group:
            found[word] |= dict.fromkeys(other for other in group if other != word)
    for line in read_lines("lexicon", "plain_words.tsv"):
        said, *written = map(segment.normalise, line.split("\t"))
        found[said] |= dict.fromkeys(written)
    return {word: tuple(others)[:_MOST] for word, others in found.items()}


@cache
def _automaton() -> tuple[AhoCorasick, list[str]]:
    """Matcher over all words, and the words by its indexes."""
    words = sorted(_groups())
    return AhoCorasick(words), words


def synonyms_of(word: str) -> tuple[str, ...]:
    """Other forms of a normalised word; empty where there is none."""
    return _groups().get(word, ())


def words() -> tuple[str, ...]:
    """All words of the table."""
    return tuple(_groups())


def find(text: str) -> list[tuple[int, int]]:
    """Spans of a normalised text that are words of the table, overlapping ones too."""
    automaton, _ = _automaton()
    found = automaton.find_matches_as_indexes(text, overlapping=True)
    return [(start, end) for _, start, end in found]
