"""In what order cases answer: the same for every engine that can read postings."""

from collections.abc import Iterable, Sequence, Set
from functools import cached_property
from itertools import chain
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg import segment
from kg.ontology import Sort
from kg.search.answering.holding import pieces_of
from kg.search.answering.matching import Matches
from kg.search.answering.texts import Term, coverage, literal_forms, neighbours
from kg.search.answering.weights import rarity
from kg.search.clauses import Word
from kg.search.engine import Request
from kg.search.engines.columns import Mask
from kg.search.engines.fields import HOME, PAIRS, WORDS
from kg.search.engines.postings import NOWHERE, Posting, Postings
from kg.theme_terms import words_of

_PAIR: Final = 2  # characters of a word that is a pair too
_FLOOR: Final = 1.0  # a case that answers without a term (filters alone) has a score too

Scores: TypeAlias = NDArray[np.float32]


class Ranking:
    """Scores of the cases of one index for one request."""

    def __init__(self, index: Postings, request: Request, matches: Matches) -> None:
        """Answer for ``request``, whose words ``matches`` has found."""
        self._index = index
        self._total = index.columns.total
        self._request = request
        self._matches = matches
        self._weights = request.weights
        self._literal = literal_forms(request.whole)
        self._forms = _claimed(request.words)
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

    def _terms(self) -> tuple[Term, ...]:
        """Units of words and phrases with their rarity: what passages are judged by."""
        found: dict[str, Term] = {}
        for word in self._request.words:
            # A single character beside the words asked for stands in many others: 元 in 庆元.
            if not word.required and len(word.text) == 1:
                continue
            for unit in word.units:
                forms = (unit, *self._forms[word]) if word.units == (word.text,) else (unit,)
                found.setdefault(unit, self._term_of(forms, word.theme))
        for phrase in self._request.phrases:
            for text in segment.word_texts(phrase):
                if len(text) > 1:
                    found.setdefault(text, self._term_of((text,)))
        return tuple(found.values())

    def _term_of(self, forms: tuple[str, ...], theme: str | None = None) -> Term:
        """Term of these forms, as rare as the first."""
        having = int(np.count_nonzero(self._matches.with_part(forms[0])))
        pieces = tuple(
            token.text
            for token in segment.index_tokens(forms[0])
            if 1 < len(token.text) < len(forms[0])
        )
        hints = words_of(theme) if theme else ()
        return Term(forms, rarity(having, self._total), pieces or pieces_of(forms), hints)

    def _boost(self, case: int) -> float:
        """Factor, at least 1, for terms close together and for the query said literally.

        The name of its own region needs no saying in a case.
        """
        words, weights, home = self._index.saying.words(case), self._weights, self.home(case)
        boost = 1 + weights.close * coverage(words, self.terms, home)
        return boost + weights.literal * any(f in home or f in words.whole for f in self._literal)

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
        """BM25 of words and phrases, with pairs of characters and homes."""
        scores: Scores = np.full(self._index.columns.size, _FLOOR, dtype=np.float32)
        seen: set[str] = set()
        for word in dict.fromkeys(self._request.words):
            self._add_word(word, scores, seen)
        for joined in neighbours(self._request.words, self._request.whole):
            self._add_concept((joined,), scores, seen, place=False)
        for phrase in self._request.phrases:
            for text in segment.word_texts(phrase):
                self._add_concept((text,), scores, seen)
        self._add_pairs(scores, seen)
        return scores

    def _add_pairs(self, scores: Scores, seen: Set[str]) -> None:
        """Add the part of pairs of characters, but for those that were seen as words."""
        texts = (self._request.whole, *self._request.phrases)
        for pair in dict.fromkeys(chain.from_iterable(map(segment.grams, texts))):
            posting = NOWHERE if pair in seen else self._index.postings(PAIRS, pair)
            if len(posting.cases):
                worth = self._weights.pairs * rarity(len(posting.cases), self._total)
                amounts = posting.counts / self._lengths(PAIRS, posting.cases)
                scores[posting.cases] += np.float32(worth) * self._saturated(amounts)

    def _add_word(self, word: Word, scores: Scores, seen: set[str]) -> None:
        """Add the part of a word: of itself with its other forms, and of its parts."""
        terms = self._matches.terms(word)
        whole = terms == (word.text,)
        forms = (terms[0], *(self._forms[word] if whole else ()))
        self._add_concept(forms, scores, seen, place=word.place)
        for part in (*terms[1:], *(word.parts if whole else ())):
            self._add_concept((part,), scores, seen, place=word.place)
        if word.theme:
            having = self._index.columns.having("theme", word.theme)
            worth = self._weights.theme * rarity(int(np.count_nonzero(having)), self._total)
            scores += np.float32(worth) * having

    def _add_concept(
        self, forms: tuple[str, ...], scores: Scores, seen: set[str], *, place: bool = True
    ) -> None:
        """Add how much of a word, in all its forms, each case has, saturating; once for a word."""
        if forms[0] in seen:
            return
        seen.add(forms[0])
        cases, amounts = self._amounts(forms)
        if not len(cases):
            return
        rare = rarity(len(cases), self._total)
        # A word of two characters is a pair too, which need not be looked up to be counted.
        worth = rare * (1 + self._weights.pairs * (len(forms[0]) == _PAIR))
        scores[cases] += np.float32(worth) * self._saturated(amounts)
        if place:
            homes = self._index.postings(HOME, forms[0]).cases
            scores[homes] += np.float32(rare * self._weights.home)

    def _amounts(self, forms: Sequence[str]) -> tuple[NDArray[np.intp], Scores]:
        """Cases that say one of several forms, and how often for their lengths, others for less."""
        first, *others = map(self._said, forms)
        if not any(len(other.cases) for other in others):
            return first.cases.astype(np.intp), first.counts
        whole: Scores = np.zeros(self._index.columns.size, dtype=np.float32)
        whole[first.cases] = first.counts
        for other in others:
            whole[other.cases] += np.float32(self._weights.form) * other.counts
        cases = np.flatnonzero(whole)
        return cases, whole[cases]

    def _said(self, form: str) -> Posting:
        """Cases that say one form, and how often for their lengths."""
        if segment.is_word(form):
            posting, field = self._index.postings(WORDS, form), WORDS
        else:
            posting, field = self._run(form), PAIRS
        return Posting(posting.cases, posting.counts / self._lengths(field, posting.cases))

    def _run(self, text: str) -> Posting:
        """Cases with a run that is no word to the tokenizer, at most as often as its pairs."""
        pairs = segment.grams(text)
        if not pairs:
            return NOWHERE
        cases = np.flatnonzero(self._matches.with_part(text)).astype(np.int32)
        counts: Scores = np.full(len(cases), np.inf, dtype=np.float32)
        for pair in pairs:
            posting = self._index.postings(PAIRS, pair)
            dense = np.zeros(self._index.columns.size, dtype=np.float32)
            dense[posting.cases] = posting.counts
            counts = np.minimum(counts, dense[cases])
        return Posting(cases, counts)

    def _lengths(self, field: str, cases: NDArray[np.int32]) -> Scores:
        """By what a term's count in a field is divided, by the field's length in these cases."""
        b = np.float32(self._weights.length)
        return 1 - b + b * self._index.columns.lengths(field)[cases]

    def _saturated(self, amounts: Scores) -> Scores:
        """What amounts of a term are worth, below k1 + 1."""
        k = np.float32(self._weights.saturation)
        return (k + 1) * amounts / (k + amounts)


def _claimed(words: Iterable[Word]) -> dict[Word, tuple[str, ...]]:
    """Other forms of words, each of the first word that has it: said once it counts once.

    关爱 says 关心 and 照顾, but a case that says it is no better for who asks for both.
    """
    words = dict.fromkeys(words)
    taken = {word.text for word in words}
    forms: dict[Word, tuple[str, ...]] = {}
    for word in words:
        forms[word] = tuple(form for form in word.forms if form not in taken)
        taken.update(forms[word])
    return forms


def _highest(scores: Scores, most: int) -> NDArray[np.intp]:
    """Places of the highest scores: so many, and those equal to the last of them."""
    if len(scores) <= most:
        return np.arange(len(scores))
    least = np.partition(scores, -most)[-most]
    return np.flatnonzero(scores >= least)
