"""Which cases have a word, a run of characters, a literal text."""

from collections.abc import Iterable
from functools import reduce
from typing import Final

import numpy as np

from kg import segment
from kg.search.clauses import Word
from kg.search.engines.columns import Mask
from kg.search.engines.fields import NAMES, PAIRS, PLACES, WORDS
from kg.search.engines.postings import Postings

_SURE: Final = 2  # a token of two characters is what it says; longer ones are cut in many ways
# Cases whose texts are looked at to be sure that a run of characters stands in them; among more
# the pairs alone decide.
_MOST_READ: Final = 60


class Holding:
    """Cases of one index by the words they have. Masks are made once."""

    def __init__(self, index: Postings) -> None:
        """Look into ``index``."""
        self._index = index
        self.torn: list[str] = []  # words that only stand where the tokenizer sees no such word
        self._words: dict[Word, Mask] = {}
        self._parts: dict[tuple[str, bool], Mask] = {}
        self._pieces: dict[Word, tuple[str, ...]] = {}

    def in_pieces(self, word: Word) -> Mask:
        """Cases that have all pieces of a compound or of another form; none if it has no pieces."""
        pieces = () if word.name else pieces_of((word.text, *word.forms))
        if not pieces:
            return self._index.columns.none()
        return reduce(np.logical_and, map(self.with_part, pieces))

    def with_word(self, word: Word) -> Mask:
        """Cases that have a word: as a place, in all its parts, in its pairs, in other forms.

        A compound that is nowhere counts as its pieces: 楼宇党建 as 楼宇 and 党建.
        """
        if word not in self._words:
            found = self._with_word(word)
            if not found.any():
                found = self._anyhow(word)
                if found.any():
                    self.torn.append(word.text)
            pieces = () if found.any() or word.name else pieces_of((word.text,))
            if pieces:
                self._pieces[word] = pieces
                found = reduce(np.logical_and, map(self.with_part, pieces))
            self._words[word] = found
        return self._words[word]

    def widen(self, word: Word) -> Mask:
        """Take for cases that have a word those too whose texts are cut otherwise: 压|减至."""
        self._words[word] = self.with_word(word) | self._anyhow(word)
        return self._words[word]

    def _anyhow(self, word: Word) -> Mask:
        """Cases that say a short word or a short form of it, whatever the tokenizer makes of it."""
        short = (text for text in (word.text, *word.forms) if len(text) <= _SURE)
        return reduce(np.logical_or, map(self.joined, short), self._index.columns.none())

    def terms(self, word: Word) -> tuple[str, ...]:
        """What a word is looked for as: itself, else its pieces."""
        self.with_word(word)
        return self._pieces.get(word, (word.text,))

    def _with_word(self, word: Word) -> Mask:
        parts = (self.with_part(part, place=word.place) for part in word.parts)
        found = reduce(np.logical_and, parts)
        if len(word.parts) > 1:
            found = found | self.joined(word.text)
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
        return found if whole and len(part) <= _SURE else found | self.joined(part)

    def having(self, field: str, term: str) -> Mask:
        """Cases with a term in a field."""
        mask = self._index.columns.none()
        mask[self._index.postings(field, term).cases] = True
        return mask

    def joined(self, text: str) -> Mask:
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
        return self.literal(found, text)

    def literal(self, among: Mask, text: str, *, titled: bool = False) -> Mask:
        """Those of some cases that say a text literally, anywhere or in their titles."""
        mask = self._index.columns.none()
        mask[self._index.saying.having(np.flatnonzero(among), text, titled=titled)] = True
        return mask


def pieces_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Pieces of the first of some texts that has any: 加装 and 电梯 of 加装电梯."""
    for text in texts:
        pieces = segment.pieces(text) or segment.halves(text)
        if pieces:
            return pieces
    return ()
