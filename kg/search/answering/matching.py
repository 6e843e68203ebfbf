"""Which cases answer: the same for every engine that can read postings."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, Final

import numpy as np

from kg import segment
from kg.regions import steps
from kg.search.answering.holding import Holding
from kg.search.answering.weights import rarity
from kg.search.clauses import (
    Amount,
    Clause,
    Either,
    Every,
    Filed,
    Having,
    Phrase,
    Prefix,
    Titled,
    Without,
    Word,
    Years,
)
from kg.search.engine import FACETS, UNKNOWN, Filters, Request
from kg.search.engines.columns import Mask
from kg.search.engines.fields import HOME, NAMES, PAIRS, WORDS
from kg.search.engines.postings import Postings
from kg.search.engines.saying import meets

# Partial answers: those that have nearly as much of the query as the best one, which must have
# a third where a word is nowhere, as a name that is nowhere has no answer. Of a question every
# part may be said in other words, and of a long one most are.
_NEARLY: Final = 0.7
_NEARLY_ASKED: Final = 0.4
_NEARLY_LONG: Final = 0.25
_PIECES: Final = 0.5  # of a question's compound, its pieces apart: 联系 and 群众
_LEAST: Final = 1 / 3
# Of a question no word is worth more than one that this part of the cases has: a rare one is as
# often how somebody says it as what is asked for.
_RARE: Final = 0.1


class Matches(Holding):
    """Cases of one index by what they have. Masks are made once for a request."""

    def __init__(self, index: Postings, request: Request) -> None:
        """Answer for ``request``."""
        super().__init__(index)
        self._request = request
        self._asked: dict[type, Callable[[Any, Mask], Mask]] = {
            Word: self._word,
            Phrase: self._phrase,
            Prefix: self._prefix,
            Titled: self._titled,
            Filed: self._filed,
            Having: self._of_facet,
            Years: self._years,
            Amount: self._amount,
            Every: self._every,
            Either: self._either,
            Without: self._without,
        }

    def find(self, *, without: str = "") -> tuple[Mask, Mask]:
        """Cases that answer, and those of them that have all of the words.

        ``without`` names a facet by which, for once, nothing is filtered.
        """
        cases = self._index.columns.present & self._filtered(self._request.filters, without)
        for clause in self._request.clauses:
            if not isinstance(clause, Word):
                cases = cases & self._mask(clause, cases)
        needed = self._needed
        if not needed or not cases.any():
            return cases, cases
        if not self._request.is_long:
            names = (self.with_word(word) for word in needed if word.name)
            cases = reduce(np.logical_and, names, cases)
        whole = reduce(np.logical_and, map(self.with_word, needed), cases)
        loose = self._request.loose or self._request.is_long
        if not cases.any() or (whole.any() and not (loose or self._request.run)):
            return whole, whole
        # What is told as lacking must be so, however the text is cut.
        whole = reduce(np.logical_and, map(self.widen, needed), cases)
        return whole | self._partial(needed, cases, loose=loose, apart=not whole.any()), whole

    @property
    def _needed(self) -> list[Word]:
        """Words that a case has to have to have all."""
        return [c for c in self._request.clauses if isinstance(c, Word) and c.required]

    def lacking(self, case: int) -> tuple[str, ...]:
        """Words asked for that a case does not have; of a long question none is told."""
        words = () if self._request.is_long else self._needed
        lacking = (word.text for word in words if not self.with_word(word)[case])
        # A number is no part of another to an index, but it stands there for who looks.
        return tuple(t for t in lacking if not self._index.saying.having(np.array([case]), t))

    def missing(self) -> tuple[str, ...]:
        """Words asked for that no case has."""
        words = dict.fromkeys(word for word in self._request.words if word.required)
        return tuple(word.text for word in words if self._is_missing(word))

    def _is_missing(self, word: Word) -> bool:
        return not self.with_word(word).any()

    def _partial(self, words: Sequence[Word], cases: Mask, *, loose: bool, apart: bool) -> Mask:
        """Cases that have the most of the words, rare words weighing more; may be empty.

        ``apart``: a compound whose pieces alone are there counts in part. A place that all of
        ``cases`` have tells nothing of how much else they have.
        """
        if not self._request.is_long:
            words = [word for word in words if not word.name] or words
        covered = np.zeros(self._index.columns.size, dtype=np.float32)
        among = self._index.columns.total
        most = rarity(round(among * _RARE), among)
        total = 0.0
        for word in words:
            having = self.with_word(word)
            weight = rarity(int(np.count_nonzero(having)), among)
            if loose:
                weight = min(weight, most)
            total += weight
            covered[having] += weight
            if loose or apart:
                covered[self.in_pieces(word) & ~having] += weight * _PIECES
        covered[~cases] = 0
        best = float(covered.max(initial=0.0))
        unknown = any(map(self._is_missing, words))
        if best == 0 and not unknown and len(words) == 1:
            return self._at_home(cases)
        if best == 0 or (unknown and best < _LEAST * total and not loose):
            return self._index.columns.none()
        asked = _NEARLY_LONG if self._request.is_long else _NEARLY_ASKED
        return covered >= (asked if loose else _NEARLY) * best

    def _at_home(self, cases: Mask) -> Mask:
        """Those of the cases that lie in all places asked for; none where none is asked for.

        Beside a place one word may be another's way to say it; of two that it lacks it has nothing.
        """
        names = [word.text for word in self._needed if word.name]
        homes = (self.having(HOME, name) for name in names)
        return reduce(np.logical_and, homes, cases if names else self._index.columns.none())

    def _mask(self, clause: Clause, among: Mask) -> Mask:
        """Cases, those ``among`` at least, for which a clause holds."""
        return self._asked[type(clause)](clause, among)

    def _every(self, clause: Every, among: Mask) -> Mask:
        for inner in clause.clauses:
            if not (isinstance(inner, Word) and not inner.required):
                among = among & self._mask(inner, among)
        return among

    def _either(self, clause: Either, among: Mask) -> Mask:
        masks = (self._mask(inner, among) for inner in clause.clauses)
        return reduce(np.logical_or, masks, self._index.columns.none())

    def _without(self, clause: Without, among: Mask) -> Mask:
        return ~self._mask(clause.clause, among)

    def _word(self, clause: Word, _: Mask) -> Mask:
        return self.with_word(clause)

    def _phrase(self, clause: Phrase, among: Mask) -> Mask:
        """Cases that have a phrase literally."""
        pairs = _whole_pairs(clause.text)
        for pair in pairs:
            among = among & self.having(PAIRS, pair)
        if pairs == [clause.text]:
            return among
        return self.literal(among, clause.text)

    def _prefix(self, clause: Prefix, among: Mask) -> Mask:
        found = self.joined(clause.text)
        # What a text says is in its pairs: only names need be looked for where there is one.
        in_pairs = len(clause.text) > 1 and not _has_ascii(clause.text)
        for field in NAMES if in_pairs else (WORDS, *NAMES):
            for term in self._index.beginning(field, clause.text):
                found[self._index.postings(field, term).cases] = True
        return among & found

    def _titled(self, clause: Titled, among: Mask) -> Mask:
        for pair in _whole_pairs(clause.text):
            among = among & self.having(PAIRS, pair)
        return self.literal(among, clause.text, titled=True)

    def _filed(self, clause: Filed, among: Mask) -> Mask:
        return among & self._index.columns.filed(clause.text)

    def _of_facet(self, clause: Having, among: Mask) -> Mask:
        found = self._index.columns.none()
        for value in clause.values:
            found |= self._of_value(clause.facet, value)
        return among & found

    def _of_value(self, facet: str, value: str) -> Mask:
        """Cases with one value; of a region a path from the top, or names inside the own path."""
        if facet != "region" or "/" in value.strip("/") or value == UNKNOWN:
            return self._index.columns.having(facet, value.strip("/"))
        homes = (self.having(HOME, segment.normalise(name)) for name in steps(value.strip("/")))
        return reduce(np.logical_and, homes, self._index.columns.present)

    def _years(self, clause: Years, among: Mask) -> Mask:
        return among & self._index.columns.between(clause.first, clause.last)

    def _amount(self, clause: Amount, among: Mask) -> Mask:
        for pair in segment.grams(clause.measure):
            among = among & self.having(PAIRS, pair)
        mask = self._index.columns.none()
        for case in np.flatnonzero(among).tolist():
            said = self._index.saying.amounts(case, clause.measure)
            mask[case] = any(meets(amount, clause) for amount in said)
        return mask

    def _filtered(self, filters: Filters, without: str) -> Mask:
        """Cases that the filters let through, that of one facet left out."""
        mask = self._index.columns.present
        for facet in FACETS:
            values = filters.chosen(facet) if facet != without else ()
            if values:
                mask = mask & reduce(np.logical_or, (self._of_value(facet, v) for v in values))
        return mask


def _whole_pairs(text: str) -> list[str]:
    """Pairs that are not torn out of a longer number or Latin word, as 2个 may be of 112个."""
    return [pair for pair in segment.grams(text) if not _has_ascii(pair)]


def _has_ascii(pair: str) -> bool:
    return any(character.isascii() for character in pair)
