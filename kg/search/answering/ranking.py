"""In what order cases answer: the same for every engine that can read postings."""

from collections.abc import Iterable
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg import segment
from kg.ontology import Sort
from kg.search.answering.matching import Matches, rarity
from kg.search.answering.texts import Term, coverage, literal_forms, neighbours
from kg.search.clauses import Word
from kg.search.engine import Request
from kg.search.engines.columns import Mask
from kg.search.engines.postings import FIELDS, HOME, PAIRS, WHOLE_NAMES, Posting, Postings

# A title is short whatever it says; a heading's length says a little (b of BM25F).
_TITLE_LENGTH: Final = 0.3
_HEADING_LENGTH: Final = 0.5
_FLOOR: Final = 1.0  # a case that answers without a term (filters alone) has a score too

Scores: TypeAlias = NDArray[np.float32]


class Ranking:
    """Scores of the cases of one index for one request."""

    def __init__(self, index: Postings, request: Request, matches: Matches) -> None:
        """Answer for ``request``, whose words ``matches`` has found."""
        self._index = index
        self._request = request
        self._matches = matches
        self._weights = request.weights
        self._literal = literal_forms(request.whole)
        self._norms = self._length_norms()
        self.terms = self._terms()

    def page(self, cases: Mask) -> list[tuple[int, float]]:
        """Cases of the page asked for, with their scores; ties by path and number."""
        request, columns = self._request, self._index.columns
        numbers = np.flatnonzero(cases)
        scores = self._scores()[numbers]
        if request.sort is not Sort.RELEVANCE:
            keys = (columns.order[numbers], -scores, columns.ranks(request.sort)[numbers])
            found = np.lexsort(keys)[request.offset : request.offset + request.limit]
            return list(zip(numbers[found].tolist(), scores[found].tolist(), strict=True))
        # No more than what may be on the page or come onto it is put in order.
        most = max(request.offset + request.limit, request.looked_at)
        likely = _highest(scores, most)
        numbers, scores = numbers[likely], scores[likely]
        best = np.lexsort((columns.order[numbers], -scores))[:most]
        ordered = list(zip(numbers[best].tolist(), scores[best].tolist(), strict=True))
        if request.words or request.phrases:
            head = ordered[: request.looked_at]
            head = [(case, score * self._boost(case)) for case, score in head]
            head.sort(key=lambda found: (-found[1], int(columns.order[found[0]])))
            ordered[: request.looked_at] = head
        return ordered[request.offset : request.offset + request.limit]

    def _length_norms(self) -> dict[str, Scores | float]:
        """By what a term's count in a field is divided, by the field's length in each case."""
        columns, b = self._index.columns, self._weights.length
        return {
            "title": 1 - _TITLE_LENGTH + _TITLE_LENGTH * columns.lengths("title"),
            "heading": 1 - _HEADING_LENGTH + _HEADING_LENGTH * columns.lengths("heading"),
            "body": 1 - b + b * columns.lengths("body"),
            PAIRS: 1 - b + b * columns.lengths(PAIRS),
            "name": 1.0,
            "place": 1.0,
        }

    def _terms(self) -> tuple[Term, ...]:
        """Units of words and phrases with their rarity: what passages are judged by."""
        found: dict[str, Term] = {}
        for word in self._request.words:
            # A single character beside the words asked for stands in many others: 元 in 庆元.
            if not word.required and len(word.text) == 1:
                continue
            factor = self._weights.slight if word.slight else 1.0
            for unit in word.units:
                forms = (unit, *word.forms) if word.units == (word.text,) else (unit,)
                found.setdefault(unit, self._term_of(forms, factor))
        for phrase in self._request.phrases:
            for token in segment.words(phrase):
                if len(token.text) > 1:
                    found.setdefault(token.text, self._term_of((token.text,), 1.0))
        return tuple(found.values())

    def _term_of(self, forms: tuple[str, ...], factor: float) -> Term:
        """Term of these forms, as rare as the first."""
        having = int(self._matches.with_part(forms[0]).sum())
        pieces = tuple(
            token.text
            for token in segment.index_tokens(forms[0])
            if 1 < len(token.text) < len(forms[0])
        )
        return Term(forms, factor * rarity(self._index, having), pieces)

    def _boost(self, case: int) -> float:
        """Factor, at least 1, for terms close together and for the query said literally.

        The name of its own region needs no saying in a case.
        """
        words, weights, home = self._index.saying.words(case), self._weights, self.home(case)
        boost = 1 + weights.close * coverage(words, self.terms, home)
        boost += weights.literal * any(f in home or f in words.whole for f in self._literal)
        return boost + weights.titled * any(form in words.title for form in self._literal)

    def home(self, case: int) -> frozenset[str]:
        """Those of the names asked for that are the region of a case or one around it."""
        return frozenset(name for name, inside in self._homes if inside[case])

    @cached_property
    def _homes(self) -> tuple[tuple[str, Mask], ...]:
        """What is asked for and names the region of any case, with the cases inside it."""
        asked = (*(form for term in self.terms for form in term.forms), *self._literal)
        return tuple(
            (name, self._matches.having(HOME, name))
            for name in dict.fromkeys(asked)
            if len(self._index.postings(HOME, name).cases)
        )

    def _scores(self) -> Scores:
        """BM25F of words and phrases over the fields, with pairs of characters and homes."""
        scores: Scores = np.full(self._index.columns.size, _FLOOR, dtype=np.float32)
        said = dict.fromkeys(self._request.words)
        seen: set[str] = set()
        for word in said:
            factor = self._weights.slight if word.slight else 1.0
            scores += np.float32(factor) * self._word(word, seen)
        for joined in neighbours(self._request.words, self._request.whole):
            scores += self._concept((joined,), seen, place=False)
        for phrase in self._request.phrases:
            for token in segment.words(phrase):
                scores += self._concept((token.text,), seen)
        self._add_pairs(said, scores)
        return scores * (1 + np.float32(self._weights.covered) * self._covered())

    def _covered(self) -> Scores:
        """Part of the words' rarity, 0 to 1, that each case has."""
        covered: Scores = np.zeros(self._index.columns.size, dtype=np.float32)
        total = 0.0
        for word in dict.fromkeys(self._request.words):
            if word.required:
                having = self._matches.with_word(word)
                weight = rarity(self._index, int(having.sum()))
                covered[having] += np.float32(weight)
                total += weight
        return covered / np.float32(total or 1.0)

    def _add_pairs(self, words: Iterable[Word], scores: Scores) -> None:
        """Add the part of pairs of characters, of words and of neighbouring words."""
        worth: dict[str, float] = {}
        for text in (self._request.whole, *self._request.phrases):
            worth |= dict.fromkeys(segment.grams(text), self._weights.pairs)
        for word in words:
            if word.slight:
                small = self._weights.pairs * self._weights.slight
                worth |= dict.fromkeys(segment.grams(word.text), small)
        for pair, factor in worth.items():
            posting = self._index.postings(PAIRS, pair)
            if factor and len(posting.cases):
                amounts = posting.counts / _at(self._norms[PAIRS], posting)
                worth_of_pair = np.float32(factor * rarity(self._index, len(posting.cases)))
                scores[posting.cases] += worth_of_pair * self._saturated(amounts)

    def _word(self, word: Word, seen: set[str]) -> Scores:
        """Part of a word: of itself with its other forms, and of its parts."""
        terms = self._matches.terms(word)
        whole = terms == (word.text,)
        scores = self._concept((terms[0], *(word.forms if whole else ())), seen, place=word.place)
        for part in (*terms[1:], *(word.parts if whole else ())):
            scores += self._concept((part,), seen, place=word.place)
        if word.theme and self._weights.theme:
            having = self._index.columns.having("theme", word.theme)
            worth = self._weights.theme * rarity(self._index, int(having.sum()))
            scores[having] += np.float32(worth)
        return scores

    def _concept(self, forms: tuple[str, ...], seen: set[str], *, place: bool = True) -> Scores:
        """How much of a word, in all its forms, each case has, saturating; 0 if seen before."""
        amounts: Scores = np.zeros(self._index.columns.size, dtype=np.float32)
        if forms[0] in seen:
            return amounts
        seen.add(forms[0])
        for number, form in enumerate(forms):
            self._add_amounts(form, amounts, self._weights.form if number else 1.0, place=place)
        having = int((amounts > 0).sum())
        if not having:
            return amounts
        worth = np.float32(rarity(self._index, having))
        scores = worth * self._saturated(amounts)
        if place:
            scores[self._index.postings(HOME, forms[0]).cases] += worth * self._weights.home
        return scores

    def _add_amounts(self, form: str, amounts: Scores, factor: float, *, place: bool) -> None:
        """Add how much of one form each case has, field by field."""
        whole = segment.is_word(form)
        for field in FIELDS if whole else WHOLE_NAMES:
            if field != "place" or place:
                posting = self._index.postings(field, form)
                weight = np.float32(factor * getattr(self._weights, field))
                amounts[posting.cases] += weight * posting.counts / _at(self._norms[field], posting)
        if not whole and len(form) > 1:
            posting = self._run(form)
            weight = np.float32(factor * self._weights.body)
            amounts[posting.cases] += weight * posting.counts / _at(self._norms[PAIRS], posting)

    def _run(self, text: str) -> Posting:
        """Cases with a run that is no word to the tokenizer, at most as often as its pairs."""
        cases = np.flatnonzero(self._matches.with_part(text)).astype(np.int32)
        counts: Scores = np.full(len(cases), np.inf, dtype=np.float32)
        for pair in segment.grams(text):
            posting = self._index.postings(PAIRS, pair)
            dense = np.zeros(self._index.columns.size, dtype=np.float32)
            dense[posting.cases] = posting.counts
            counts = np.minimum(counts, dense[cases])
        counts[~np.isfinite(counts)] = 0
        return Posting(cases, counts)

    def _saturated(self, amounts: Scores) -> Scores:
        """What amounts of a term are worth, below k1 + 1."""
        k = np.float32(self._weights.saturation)
        return (k + 1) * amounts / (k + amounts)


def _at(norm: Scores | float, posting: Posting) -> Scores | float:
    """Divisors of the cases of a posting."""
    return norm if isinstance(norm, float) else norm[posting.cases]


def _highest(scores: Scores, most: int) -> NDArray[np.intp]:
    """Places of the highest scores: so many, and those equal to the last of them."""
    if len(scores) <= most:
        return np.arange(len(scores))
    least = np.partition(scores, -most)[-most]
    return np.flatnonzero(scores >= least)
