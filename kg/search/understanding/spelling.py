"""What a query may have been meant for: words that sound alike or differ by a character."""

import re
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain
from typing import Final

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg import segment
from kg.datafiles import read_lines
from kg.ontology import THEMES, Kind
from kg.search.understanding import synonyms
from kg.search.understanding.heard import heard
from kg.search.understanding.pinyin import homophones, sound
from kg.search.understanding.vocabulary import Vocabulary

_LETTERS: Final = re.compile(r"[A-Za-z][A-Za-z']*(?: +[A-Za-z][A-Za-z']*)*")
_FEWEST_LETTERS: Final = 3  # of pinyin or initials: two letters begin thousands of names
_HAN: Final = re.compile(r"[㐀-䶿一-鿿]{2,}")
_SHORT: Final = 2
_LONGEST: Final = 14  # characters of a word that is looked up whole
_SURE: Final = 4  # from so many characters on one that differs may be a slip
_LONG: Final = 8  # and from so many on two
_CHUNK: Final = re.compile(r"[㐀-䶿一-鿿]{3,14}")
_MOST: Final = 5
# Characters that make another thing of a name: 一区 is not 二区, 东村 not 西村.
_TELLING: Final = frozenset("零一二三四五六七八九十百千万甲乙丙丁东南西北上下前后左右大小新老")
_TRIED: Final = 12  # candidates for one stretch that the index is asked about
_ASKED: Final = 4096  # texts of one query that the index was asked about


@dataclass(frozen=True, slots=True)
class Correction:
    """A query put right; ``sure`` enough to be searched instead, or only to be offered."""

    text: str
    sure: bool


class Spelling:
    """Words that a library has, by sound and by form."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        spoken: Callable[[str, int], Sequence[tuple[str, bool]]],
        count: Callable[[str], int],
    ) -> None:
        """Know the names and titles of a library.

        ``spoken`` gives up to so many names that letters may stand for, likeliest first, and
        whether each is sure; ``count`` says in how many cases a text is.
        """
        self._vocabulary = vocabulary
        self._spoken = spoken
        # A query of one character again and again asks for the same a thousand times.
        self._count = lru_cache(_ASKED)(count)

    def prepare(self) -> None:
        """Make now what the first correction would wait for."""
        _ = self._by_sound, self._by_character, self._proper

    def corrected(
        self,
        text: str,
        missing: Sequence[str],
        torn: Sequence[str] = (),
        *,
        question: bool = False,
    ) -> tuple[Correction, ...]:
        """The query with its ``missing`` words put right, likeliest first; may be empty.

        ``torn`` words stand somewhere, though perhaps not as words: they are put right as a part
        of a longer one only (融和 in 融和式党建). A question says much in words that no case has:
        of it only names and words of the field are put right.
        """
        self._count.cache_clear()  # texts may have come since
        ways = (
            self._from_letters(text),
            self._from_words(text, missing, torn),
            iter(()) if question else self._from_characters(text, missing),
        )
        found: dict[str, Correction] = {}
        for correction in chain.from_iterable(ways):
            if correction.text != text:
                found.setdefault(correction.text, correction)
            if len(found) == _MOST:
                break
        return tuple(sorted(found.values(), key=lambda one: not one.sure))

    def names_like(self, text: str) -> tuple[str, ...]:
        """Names that differ by a slip from a word that stands in no case, though its pieces do."""
        self._count.cache_clear()
        said = segment.normalise(text)
        if not _SHORT < len(said) <= _LONGEST or not _HAN.fullmatch(said) or self._count(said):
            return ()
        return tuple(word for word, _ in self._like(said) if word in self._names)[:_MOST]

    def _from_letters(self, text: str) -> Iterator[Correction]:
        """The query with pinyin or initials replaced by names, else by what texts say."""
        for run in _LETTERS.finditer(text):
            letters = run[0].replace(" ", "").replace("'", "").lower()
            if len(letters) >= _FEWEST_LETTERS and not self._count(letters):
                names = self._spoken(letters, _MOST)
                others = [] if names else heard(letters, self._count)[:_MOST]
                for name, sure in (*names, *((other, True) for other in others)):
                    yield Correction(text[: run.start()] + name + text[run.end() :], sure)

    def _from_words(
        self, text: str, missing: Sequence[str], torn: Sequence[str]
    ) -> Iterator[Correction]:
        """The query with a stretch replaced by a word that sounds or looks like it."""
        like = cache(self._like)
        for start, end in self._stretches(segment.normalise(text), (*missing, *torn)):
            said = segment.normalise(text[start:end])
            if said in torn:
                continue
            for other, sure in like(said):
                yield Correction(text[:start] + other + text[end:], sure)

    def _from_characters(self, text: str, missing: Sequence[str]) -> Iterator[Correction]:
        """The query with one character replaced by one that sounds the same.

        What comes out stands in a case word for word, with a neighbour where it is short and no
        word of the dictionary (瘫痪 for 瘫患).
        """
        plain = segment.normalise(text)
        for word in missing:
            for place in _places(plain, word):
                for start, end in _windows(plain, place, place + len(word)):
                    for at in range(place, place + len(word)):
                        if self._is_suspect(plain, start, at, end):
                            yield from self._replaced(text, plain, (start, at, end))
                if len(word) == _SHORT and not segment.is_word(word):
                    for at in (place, place + 1):
                        where = (place, at, place + _SHORT)
                        yield from self._replaced(text, plain, where, words=True)

    def _is_suspect(self, plain: str, start: int, at: int, end: int) -> bool:
        """Whether a character of a window stands beside a neighbour as it does in no case."""
        return (at > start and not self._count(plain[at - 1 : at + 1])) or (
            at + 1 < end and not self._count(plain[at : at + 2])
        )

    def _replaced(
        self, text: str, plain: str, where: tuple[int, int, int], *, words: bool = False
    ) -> Iterator[Correction]:
        """The query with the character in the middle of a window replaced.

        ``words``: only where that makes a word of the dictionary.
        """
        start, at, end = where
        for other in homophones(plain[at]):
            made = plain[start:at] + other + plain[at + 1 : end]
            if (segment.is_word(made) or not words) and self._count(made):
                yield Correction(text[:at] + other + text[at + 1 :], sure=True)

    def _stretches(self, text: str, missing: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Stretches that have a missing word or a part of one, longest first."""
        bad = {
            at
            for word in missing
            for place in _places(text, word)
            for at in range(place, place + len(word))
        }
        found = []
        for run in _HAN.finditer(text):
            for start in range(run.start(), run.end() - 1):
                for end in range(start + 2, min(run.end(), start + _LONGEST) + 1):
                    # Two characters sound like too much else, unless they stand alone.
                    short = end - start <= _SHORT and run[0] != text[start:end]
                    if not short and bad.intersection(range(start, end)):
                        found.append((start, end))
        yield from sorted(found, key=lambda span: (span[0] - span[1], span[0]))

    def _like(self, said: str) -> list[tuple[str, bool]]:
        """Words of the library that sound like a stretch, else those that nearly look like it.

        With each whether it is sure: a name that differs by a character may be another thing.
        """
        alike = [(word, True) for word in self._by_sound.get(sound(said), ()) if word != said]
        if not alike and len(said) >= _SURE:
            slips = 2 if len(said) >= _LONG else 1
            likely = self._sharing(said, slips)
            near = process.extract(
                said, likely, scorer=OSA.distance, score_cutoff=slips, limit=_TRIED
            )
            alike = [
                (word, word not in self._proper and not self._is_other(said, word))
                for word, _, _ in near
                # A word that stands in the stretch is said already: 快递小哥歇 is no slip.
                if word not in said and not _TELLING.intersection({*word} ^ {*said})
            ]
        return [(word, sure) for word, sure in alike[:_TRIED] if self._count(word)]

    def _is_other(self, said: str, word: str) -> bool:
        """Whether a word differs by words that texts have: 共建 for 联建 is no slip."""
        tokens = {token for token in segment.word_texts(said) if len(token) > 1 and token != said}
        tokens |= {*segment.halves(said)}
        return any(token not in word and self._count(token) for token in tokens)

    def _sharing(self, said: str, slips: int) -> list[str]:
        """Words that have all characters of a stretch but so many: no others are as near to it."""
        characters = {*said}
        having = [self._by_character[one] for one in characters if one in self._by_character]
        if not having:
            return []
        shared = np.bincount(np.concatenate(having))
        likely = np.flatnonzero(shared >= len(characters) - slips)
        return [self._words[number] for number in likely.tolist()]

    @cached_property
    def _proper(self) -> frozenset[str]:
        """Names of places, organizations and persons."""
        kinds = {Kind.PLACE, Kind.ORGANIZATION, Kind.PERSON}
        return frozenset(
            name
            for one in self._vocabulary.entities
            if one.entity.kind in kinds
            for name in one.names
        )

    @cached_property
    def _names(self) -> frozenset[str]:
        """Names of all kinds, as they are looked up."""
        return frozenset(
            segment.normalise(name) for one in self._vocabulary.entities for name in one.names
        )

    @cached_property
    def _words(self) -> list[str]:
        """Names of the library, words of the field, pieces of titles; most cases first."""
        names = (
            part
            for one in self._vocabulary.entities
            for name in one.names
            for part in dict.fromkeys((name, *_HAN.findall(name)))
        )
        chunks = (
            chunk
            for title in self._vocabulary.titles
            for chunk in _CHUNK.findall(segment.normalise(title))
        )
        field = (*THEMES, *synonyms.words(), *read_lines("lexicon", "domain_words.txt"))
        words = (segment.normalise(word) for word in (*names, *field, *chunks))
        return list(dict.fromkeys(word for word in words if _HAN.fullmatch(word)))

    @cached_property
    def _by_character(self) -> dict[str, NDArray[np.int32]]:
        """Places of the words that have a character, ascending."""
        found: defaultdict[str, array[int]] = defaultdict(lambda: array("i"))
        for number, word in enumerate(self._words):
            for character in {*word}:
                found[character].append(number)
        return {character: np.array(having) for character, having in found.items()}

    @cached_property
    def _by_sound(self) -> dict[str, list[str]]:
        """The same words by how they sound."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            found[sound(word)].append(word)
        return dict(found)


def _windows(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A word, or where it is short the word with either neighbour, as long as that is Han."""
    if end - start >= _SHORT + 1:
        yield start, end
        return
    if end < len(text) and _HAN.fullmatch(text[start : end + 1]):
        yield start, end + 1
    if start and _HAN.fullmatch(text[start - 1 : end]):
        yield start - 1, end


def _places(text: str, word: str) -> Iterator[int]:
    """Places of a word in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
