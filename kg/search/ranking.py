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
# A case of a place goes before one that only names it: saying a name however often is worth up to
# 2.2 of its rarity as a word and 0.66 as a pair, being there half that word and this.
_HOME_BONUS: Final = 2.5
_CLOSE: Final = 0.5  # all terms together in one passage: half as much again
_LITERAL: Final = 1.0  # the query as typed stands in the text: twice as much
_TITLED: Final = 1.0  # … and in the title: once more
_FLOOR: Final = 1.0  # a case that answers without a term (filters alone) has a score too
_WINDOW: Final = 100  # cases whose text is looked at; ten pages

# Partial answers: those that have nearly as much of the query as the best one; a single long
# word must be there for a third, as a name that is nowhere has no answer.
_NEARLY: Final = 0.7
_LEAST: Final = 1 / 3


_SURE: Final = 2  # a token of two characters is what it says; longer ones are cut in many ways


class Postings(Protocol):
    """What ranking reads of an engine. Cases go by numbers that hold for one reading."""

    @property
    def facts(self) -> Mapping[int, Facts]:
        """Every case that can be found."""

    @property
    def averages(self) -> Mapping[str, float]:
        """Average length of each of ``MEASURED``, at least 1."""

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
    """Cases that have a word: as a place, in all its parts, or in its characters' pairs."""
    parts = [_with_part(index, part) for part in word.parts]
    found = set(index.postings("place", word.text)) | set.intersection(*parts)
    return found if len(word.parts) == 1 else found | _joined(index, word.text)


def _with_part(index: Postings, part: str) -> set[int]:
    """Cases with a part as a token; a longer one also in its pairs, as cuts may differ."""
    found = _any_field(index, part)
    return found if found and len(part) <= _SURE else found | _joined(index, part)


def _joined(index: Postings, text: str) -> set[int]:
    """Cases that have all pairs of a run of characters; none if it has no pair."""
    pairs = segment.grams(text)
    if not pairs:
        return set()
    return set(_all_of(index, PAIRS, pairs[1:], index.postings(PAIRS, pairs[0]).keys()))


def _partial(index: Postings, words: tuple[Word, ...], cases: Set[int]) -> set[int]:
    """Cases that have the most of the words, rare words weighing more; may be empty."""
    found: dict[str, set[int]] = {}
    for word in words:
        if len(word.units) > 1:
            found |= {unit: _with_part(index, unit) for unit in word.units}
        else:
            found[word.text] = _with_word(index, word)
    covered = dict.fromkeys(cases, 0.0)
    total = 0.0
    for having in found.values():
        weight = _rarity(index, len(having))
        total += weight
        for case in having & covered.keys():
            covered[case] += weight
    best = max(covered.values())
    if best == 0 or (len(words) == 1 and best < _LEAST * total):
        return set()
    return {case for case, weight in covered.items() if weight >= _NEARLY * best}


def _rarity(index: Postings, cases: int) -> float:
    """Inverse document frequency of a term that so many cases have, above 0."""
    return log(1 + (len(index.facts) - cases + 0.5) / (cases + 0.5))


def weights(index: Postings, request: Request) -> dict[str, float]:
    """Weight of each unit of words and phrases by its rarity: what passages are judged by."""
    units = [unit for word in request.words for unit in word.units]
    units += [
        t.text for phrase in request.phrases for t in segment.words(phrase) if len(t.text) > 1
    ]
    return {unit: _rarity(index, len(_with_part(index, unit))) for unit in units}


def ranked(
    index: Postings, request: Request, cases: Set[int], terms: Mapping[str, float]
) -> list[tuple[int, float]]:
    """Cases with their scores, best first; ties by path and number. Terms as of ``weights``."""
    scores = _scores(index, request, cases)
    facts = index.facts

    def order(case: int) -> tuple[float, str, int]:
        return -scores[case], facts[case].path, facts[case].number

    ordered = sorted(cases, key=order)
    if not (request.words or request.phrases):
        return [(case, scores[case]) for case in ordered]
    literal = literal_forms(request.whole)
    for case in ordered[:_WINDOW]:
        scores[case] *= _boost(index, case, terms, literal)
    head = sorted(ordered[:_WINDOW], key=order)
    return [(case, scores[case]) for case in head + ordered[_WINDOW:]]


def _boost(index: Postings, case: int, terms: Mapping[str, float], literal: Iterable[str]) -> float:
    """Factor, at least 1, for terms close together and for the query said literally.

    The name of its own region needs no saying in a case.
    """
    text = index.text(case)
    home = {name for name in (*terms, *literal) if case in index.postings(HOME, name)}
    boost = 1 + _CLOSE * coverage(text, terms, home & terms.keys())
    boost += _LITERAL * any(form in home or text.says(form) for form in literal)
    return boost + _TITLED * any(form in text.title for form in literal)


def _scores(index: Postings, request: Request, cases: Set[int]) -> dict[int, float]:
    """BM25F of words and phrases over the fields, with pairs of characters and homes."""
    scores = dict.fromkeys(cases, _FLOOR)
    said = (*(word.text for word in request.words), *request.phrases)
    terms = dict.fromkeys(said)
    terms |= dict.fromkeys(part for word in request.words for part in word.parts)
    terms |= dict.fromkeys(t.text for phrase in request.phrases for t in segment.words(phrase))
    for term in terms:
        _add_term(index, term, scores)
    for pair in dict.fromkeys(pair for text in said for pair in segment.grams(text)):
        _add_pair(index, pair, scores)
    return scores


def _add_term(index: Postings, term: str, scores: dict[int, float]) -> None:
    """Add a term's part to the scores: how much of it, field by field, saturating."""
    amounts: dict[int, float] = {}
    having = 0
    for field, (weight, b) in FIELDS.items():
        postings = index.postings(field, term)
        having = max(having, len(postings))
        _add_amounts(index, postings, (field, weight, b), amounts, scores.keys())
    if not having:
        return
    rarity = _rarity(index, having)
    for case, amount in amounts.items():
        scores[case] += rarity * (_SATURATION + 1) * amount / (_SATURATION + amount)
    for case in scores.keys() & index.postings(HOME, term).keys():
        scores[case] += rarity * _HOME_BONUS


def _add_pair(index: Postings, pair: str, scores: dict[int, float]) -> None:
    """Add the part of a pair of characters to the scores."""
    amounts: dict[int, float] = {}
    postings = index.postings(PAIRS, pair)
    _add_amounts(index, postings, (PAIRS, 1.0, _PAIR_LENGTH), amounts, scores.keys())
    rarity = _PAIR_WEIGHT * _rarity(index, len(postings))
    for case, amount in amounts.items():
        scores[case] += rarity * (_SATURATION + 1) * amount / (_SATURATION + amount)


def _add_amounts(
    index: Postings,
    postings: Mapping[int, float],
    weighing: tuple[str, float, float],
    amounts: dict[int, float],
    cases: Set[int],
) -> None:
    """Add how much of a term each case has in a field (name, weight, b), by its length."""
    field, weight, b = weighing
    if not b:
        for case in postings.keys() & cases:
            amounts[case] = amounts.get(case, 0.0) + weight * postings[case]
        return
    place, average, facts = MEASURED.index(field), index.averages[field], index.facts
    for case in postings.keys() & cases:
        norm = 1 - b + b * facts[case].lengths[place] / average
        amounts[case] = amounts.get(case, 0.0) + weight * postings[case] / norm
