"""Which cases answer, and in what order: the same for every engine that can read postings."""

from collections.abc import Iterable, Mapping, Set
from math import log
from typing import Final, Protocol

from kg import segment
from kg.search.engine import Request, Word
from kg.search.facts import Facts
from kg.search.texts import CaseText, coverage, literal_forms

# BM25F: weight of a field, and how far its length counts (b). A title says what a case is about,
# a heading what a part is; names repeat what the body says and only add aliases.
FIELDS: Final[dict[str, tuple[float, float]]] = {
    "title": (4.0, 0.3),
    "heading": (2.0, 0.5),
    "body": (1.0, 0.75),
    "name": (0.5, 0.0),
    "place": (0.5, 0.0),
}
PAIRS: Final = "gram"
HOME: Final = "home"
MEASURED: Final = ("title", "heading", "body", PAIRS)
_SATURATION: Final = 1.2  # k1, the usual value
_PAIR_LENGTH: Final = 0.75  # b of character pairs, as the body's

# Pairs of characters count beside words: they tie what the dictionary tears apart. Less than
# words, as every word of two characters is a pair too.
_PAIR_WEIGHT: Final = 0.3
_HOME_BONUS: Final = 1.5  # a case of a place goes before one that only names it
_CLOSE: Final = 0.5  # all terms together in one passage: half as much again
_LITERAL: Final = 1.0  # the query as typed stands in the text: twice as much
_TITLED: Final = 1.0  # … and in the title: once more
_WINDOW: Final = 100  # cases whose text is looked at; ten pages

# Partial answers: those that have nearly as much of the query as the best one; a single long
# word must be there for a third, as a name that is nowhere has no answer.
_NEARLY: Final = 0.7
_LEAST: Final = 1 / 3


class Postings(Protocol):
    """What ranking reads of an engine. Cases go by numbers that hold for one reading."""

    facts: Mapping[int, Facts]
    averages: Mapping[str, float]

    def postings(self, field: str, term: str) -> Mapping[int, float]:
        """Cases with the term in the field and how often; empty if none."""

    def text(self, case: int) -> CaseText:
        """Title and passages of one case."""


def matching(index: Postings, request: Request, allowed: Set[int]) -> tuple[Set[int], bool]:
    """Cases among the allowed that answer, and whether they have only a part of the words."""
    cases = allowed
    for phrase in request.phrases:
        cases = _having(index, phrase, cases)
    for phrase in request.excluded:
        cases = cases - _having(index, phrase, cases)
    if not request.words or not cases:
        return cases, False
    whole = cases
    for word in request.words:
        whole = whole & _with_word(index, word)
    if whole:
        return whole, False
    partial = _partial(index, request.words, cases)
    return partial, bool(partial)


def _having(index: Postings, phrase: str, cases: Set[int]) -> Set[int]:
    """Cases among these that have the phrase literally."""
    pairs = segment.grams(phrase)
    cases = _all_of(index, PAIRS, pairs, cases)
    if pairs == [phrase]:
        return cases
    return {case for case in cases if index.text(case).says(phrase)}


def _all_of(index: Postings, field: str, terms: Iterable[str], cases: Set[int]) -> Set[int]:
    """Cases among these that have every term in the field."""
    for term in terms:
        cases = cases & index.postings(field, term).keys()
    return cases


def _any_field(index: Postings, term: str) -> set[int]:
    """Cases that have a term in any field."""
    return set().union(*(index.postings(field, term) for field in FIELDS))


def _with_word(index: Postings, word: Word) -> set[int]:
    """Cases that have a word: as a place, all its parts, or its characters in a row."""
    cases = set(index.postings("place", word.text))
    parts: list[Set[int]] = [_any_field(index, token) for token in word.tokens if len(token) > 1]
    parts += [_joined(index, unit) for unit in word.units if unit not in word.tokens]
    joined = "".join(unit for unit in word.units if unit not in word.tokens)
    parts += [
        _any_field(index, token)
        for token in word.tokens
        if len(token) == 1 and token not in joined
    ]
    cases |= set.intersection(*map(set, parts))
    pairs = segment.grams(word.text)
    return cases | _joined(index, word.text) if len(pairs) > 1 else cases


def _joined(index: Postings, text: str) -> Set[int]:
    """Cases that have all pairs of a run of characters; none if it has no pair."""
    pairs = segment.grams(text)
    if not pairs:
        return set()
    return _all_of(index, PAIRS, pairs[1:], index.postings(PAIRS, pairs[0]).keys())


def _partial(index: Postings, words: tuple[Word, ...], cases: Set[int]) -> set[int]:
    """Cases that have the most of the words, by the weight of rare words; may be empty."""
    found: dict[str, set[int]] = {}
    for word in words:
        several = len([token for token in word.tokens if len(token) > 1]) > 1
        for unit in word.units if several else (word.text,):
            found[unit] = _with_word(index, Word(unit, word.tokens, word.units)) if not several else (
                _any_field(index, unit) | _joined(index, unit)
            )
    weights = {unit: _rarity(index, len(having)) for unit, having in found.items()}
    covered: dict[int, float] = dict.fromkeys(cases, 0.0)
    for unit, having in found.items():
        for case in having & covered.keys():
            covered[case] += weights[unit]
    best = max(covered.values(), default=0.0)
    if best <= 0 or (len(words) == 1 and best < _LEAST * sum(weights.values())):
        return set()
    return {case for case, weight in covered.items() if weight >= _NEARLY * best}


def _rarity(index: Postings, cases: int) -> float:
    """Inverse document frequency of a term, above 0."""
    total = len(index.facts)
    return log(1 + (total - cases + 0.5) / (cases + 0.5))
