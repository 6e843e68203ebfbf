"""What a query may have been meant for: words that sound alike or differ by a character."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg import segment
from kg.datafiles import read_lines
from kg.ontology import THEMES
from kg.search import synonyms
from kg.search.pinyin import sound
from kg.search.suggest import Suggester
from kg.search.vocabulary import Vocabulary

_LETTERS: Final = re.compile(r"[A-Za-z][A-Za-z']*(?: +[A-Za-z][A-Za-z']*)*")
_FEWEST_LETTERS: Final = 3  # of pinyin or initials: two letters begin thousands of names
_HAN: Final = re.compile(r"[㐀-䶿一-鿿]{2,}")
_SHORT: Final = 2
_LONGEST: Final = 14  # characters of a word that is looked up whole
_SURE: Final = 4  # from so many characters on one that differs may be a slip
_LONG: Final = 8  # and from so many on two
_CHUNK: Final = re.compile(r"[㐀-䶿一-鿿]{3,14}")
_MOST: Final = 5
_TRIED: Final = 12  # candidates for one stretch that the index is asked about


class Spelling:
    """Words that a library has, by sound and by form."""

    def __init__(
        self, vocabulary: Vocabulary, suggester: Suggester, count: Callable[[str], int]
    ) -> None:
        """Know the names and titles of a library; ``count`` says in how many cases a text is."""
        self._vocabulary = vocabulary
        self._suggester = suggester
        self._count = count

    def corrected(self, text: str, missing: Sequence[str]) -> tuple[str, ...]:
        """The query with its ``missing`` words put right, likeliest first; may be empty."""
        found = list(self._from_letters(text))
        found += self._from_characters(text, missing)
        return tuple(islice(dict.fromkeys(one for one in found if one != text), _MOST))

    def _from_letters(self, text: str) -> Iterator[str]:
        """The query with pinyin or initials replaced by names."""
        for run in _LETTERS.finditer(text):
            letters = run[0].replace(" ", "").replace("'", "").lower()
            if len(letters) >= _FEWEST_LETTERS and not self._count(letters):
                for name in self._suggester.spoken(letters, _MOST):
                    yield text[: run.start()] + name + text[run.end() :]

    def _from_characters(self, text: str, missing: Sequence[str]) -> Iterator[str]:
        """The query with a stretch replaced by a word that sounds or looks like it."""
        for start, end in self._stretches(segment.normalise(text), missing):
            said = text[start:end]
            for other in self._like(segment.normalise(said)):
                yield text[:start] + other + text[end:]

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

    def _like(self, said: str) -> list[str]:
        """Words of the library that sound like a stretch, else those that nearly look like it."""
        alike = [word for word in self._by_sound.get(sound(said), ()) if word != said]
        if not alike and len(said) >= _SURE:
            slips = 2 if len(said) >= _LONG else 1
            near = process.extract(
                said, self._words, scorer=OSA.distance, score_cutoff=slips, limit=_TRIED
            )
            alike = [word for word, _, _ in near if word != said]
        return [word for word in alike[:_TRIED] if self._count(word)]

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
    def _by_sound(self) -> dict[str, list[str]]:
        """The same words by how they sound."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._words:
            found[sound(word)].append(word)
        return dict(found)


def _places(text: str, word: str) -> Iterator[int]:
    """Places of a word in a text."""
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)
