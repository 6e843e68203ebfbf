"""Which cases answer: the same for every engine that can read postings."""

from collections.abc import Callable, Sequence
from functools import reduce
from typing import Any, Final

import numpy as np

from kg import segment
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
from kg.search.engines.fields import HOME, NAMES, PAIRS, PLACES, WORDS
from kg.search.engines.postings import Postings
from kg.search.engines.saying import meets

# Partial answers: those that have nearly as much of the query as the best one, which must have
# a third, as a name that is nowhere has no answer. Of a question every part may be said in other
# words, and of a long one most are.
_NEARLY: Final = 0.7
_NEARLY_ASKED: Final = 0.4
_NEARLY_LONG: Final = 0.25
_PIECES: Final = 0.5  # of a question's compound, its pieces apart: 联系 and 群众
_LEAST: Final = 1 / 3
# Of a question no word is worth more than one that this part of the cases has: a rare one is as
# often how somebody says it as what is asked for.
_RARE: Final = 0.1
_SURE: Final = 2  # a token of two characters is what it says; longer ones are cut in many ways
# Cases whose texts are looked at to be sure that a run of characters stands in them; among more
# the pairs alone decide.
_MOST_READ: Final = 60


class Matches:
    """Cases of one index by what they have. Masks are made once for a request."""

    def __init__(self, index: Postings, request: Request) -> None:
        """Answer for ``request``."""
        self._index = index
        self._request = request
        self._words: dict[Word, Mask] = {}
        self._parts: dict[tuple[str, bool], Mask] = {}
        self._pieces: dict[Word, tuple[str, ...]] = {}
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
        return whole | self._partial(needed, cases, loose=loose, apart=not whole.any()), whole

    @property
    def _needed(self) -> list[Word]:
        """Words that a case has to have to have all."""
        return [c for c in self._request.clauses if isinstance(c, Word) and c.required]

    def lacking(self, case: int) -> tuple[str, ...]:
        """Words asked for that a case does not have; of a long question none is told."""
        words = () if self._request.is_long else self._needed
        return tuple(word.text for word in words if not self.with_word(word)[case])

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
                covered[self._in_pieces(word) & ~having] += weight * _PIECES
        covered[~cases] = 0
        best = float(covered.max(initial=0.0))
        if best == 0 or (best < _LEAST * total and not loose):
            return self._index.columns.none()
        asked = _NEARLY_LONG if self._request.is_long else _NEARLY_ASKED
        return covered >= (asked if loose else _NEARLY) * best

    def _in_pieces(self, word: Word) -> Mask:
        """Cases that have all pieces of a compound; none if it has no pieces."""
        pieces = () if word.name else segment.pieces(word.text)
        if not pieces:
            return self._index.columns.none()
        return reduce(np.logical_and, map(self.with_part, pieces))

    def with_word(self, word: Word) -> Mask:
        """Cases that have a word: as a place, in all its parts, in its pairs, in other forms.

        A compound that is nowhere counts as its pieces: 楼宇党建 as 楼宇 and 党建.
        """
        if word not in self._words:
            found = self._with_word(word)
            pieces = () if found.any() or word.name else segment.pieces(word.text)
            if pieces:
                self._pieces[word] = pieces
                found = reduce(np.logical_and, map(self.with_part, pieces))
            self._words[word] = found
        return self._words[word]

    def terms(self, word: Word) -> tuple[str, ...]:
        """What a word is looked for as: itself, else its pieces."""
        self.with_word(word)
        return self._pieces.get(word, (word.text,))

    def _with_word(self, word: Word) -> Mask:
        parts = (self.with_part(part, place=word.place) for part in word.parts)
        found = reduce(np.logical_and, parts)
        if len(word.parts) > 1:
            found = found | self._joined(word.text)
        if word.place:
            found = found | self.having(PLACES, word.text)
        if word.theme:
            found = found | self._index.columns.having("theme", word.theme)
        return reduce(np.logical_or, map(self.with_part, word.forms), found)

    def with_part(self, part: str, *, place: bool = True) -> Mask:
        """Cases with a run: a word as a token, longer ones in their pairs too, as cuts may differ.

        What is no word to the tokenizer is found as a name and in its pairs. Unless ``place``,
        cases inside a place of this name need to say it.
        """
        key = part, place
        if key not in self._parts:
            self._parts[key] = self._with_part(part, place=place)
        return self._parts[key]

    def _with_part(self, part: str, *, place: bool) -> Mask:
        whole = segment.is_word(part)
        fields = [f for f in ((WORDS, PLACES) if whole else NAMES) if place or f != PLACES]
        found = reduce(np.logical_or, (self.having(field, part) for field in fields))
        return found if whole and len(part) <= _SURE else found | self._joined(part)

    def having(self, field: str, term: str) -> Mask:
        """Cases with a term in a field."""
        mask = self._index.columns.none()
        mask[self._index.postings(field, term).cases] = True
        return mask

    def _joined(self, text: str) -> Mask:
        """Cases that have a run of characters; none if it has no pair."""
        pairs = segment.grams(text)
        if not pairs:
            return self._index.columns.none()
        found = self._index.columns.present
        for pair in dict.fromkeys(pairs):
            found = found & self.having(PAIRS, pair)
            if not found.any():
                return found
        if len(pairs) == 1 or np.count_nonzero(found) > _MOST_READ:
            return found
        return self._literal(found, text)

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
        return self._literal(among, clause.text)

    def _prefix(self, clause: Prefix, among: Mask) -> Mask:
        found = self._joined(clause.text)
        # What a text says is in its pairs: only names need be looked for where there is one.
        in_pairs = len(clause.text) > 1 and not _has_ascii(clause.text)
        for field in NAMES if in_pairs else (WORDS, *NAMES):
            for term in self._index.beginning(field, clause.text):
                found[self._index.postings(field, term).cases] = True
        return among & found

    def _titled(self, clause: Titled, among: Mask) -> Mask:
        for pair in _whole_pairs(clause.text):
            among = among & self.having(PAIRS, pair)
        return self._literal(among, clause.text, titled=True)

    def _filed(self, clause: Filed, among: Mask) -> Mask:
        return among & self._index.columns.filed(clause.text)

    def _of_facet(self, clause: Having, among: Mask) -> Mask:
        found = self._index.columns.none()
        for value in clause.values:
            found |= self._of_value(clause.facet, value)
        return among & found

    def _of_value(self, facet: str, value: str) -> Mask:
        """Cases with one value; of a region a path or one name anywhere in the case's own path."""
        path = [part for part in value.split("/") if part]
        if facet != "region" or len(path) > 1 or value == UNKNOWN:
            return self._index.columns.having(facet, "/".join(path))
        if not path:
            return self._index.columns.present
        return self.having(HOME, segment.normalise(path[0]))

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

    def _literal(self, among: Mask, text: str, *, titled: bool = False) -> Mask:
        """Those of some cases that say a text literally, anywhere or in their titles."""
        mask = self._index.columns.none()
        mask[self._index.saying.having(np.flatnonzero(among), text, titled=titled)] = True
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
