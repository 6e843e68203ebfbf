"""What may be meant while a query is typed: names and titles by characters, pinyin, initials."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from itertools import islice, takewhile
from string import ascii_lowercase
from typing import Final

from kg.model import Suggestion
from kg.ontology import Kind
from kg.places import gazetteer
from kg.search.engines.facts import place_names
from kg.search.understanding.pinyin import INITIALS, cuts, syllables
from kg.search.understanding.spoken_words import spoken_words
from kg.search.understanding.vocabulary import Vocabulary, key

_LONGEST: Final = 60  # characters of a title that are offered: it has to fit the box
_MOST_TRIED: Final = 40  # finds looked at for one list
# Letters of which one may be a slip: fewer would stand for half of all names.
_SURE: Final = 4
_MOST_TYPED: Final = 10  # syllables of a name that somebody types
_MOST_CUTS: Final = 8  # ways to part letters into syllables and initials that are tried


class Suggester:
    """Names of a library, ready to be looked up. Names in most cases come first, then titles.

    Words that name nothing come last, and only to who types letters: 网格管理 to wggl.
    """

    def __init__(self, vocabulary: Vocabulary, count: Callable[[str], int]) -> None:
        """Spell out every name, title and word; ``count`` says in how many cases a text is."""
        self._count = count
        named = {one.names[0]: one for one in reversed(vocabulary.entities)}
        found = [
            Suggestion(one.entity.name, one.entity.kind, one.cases)
            for one in sorted(named.values(), key=lambda one: (-one.cases, len(one.entity.name)))
        ]
        found += [Suggestion(title[:_LONGEST]) for title in vocabulary.titles]
        self._words_from = len(found)
        words = [word for word in spoken_words(vocabulary.titles) if word not in named]
        self._found = found + [Suggestion(word) for word in words]
        keys = [key(one.text) for one in self._found]
        spoken = [syllables(said) for said in keys]
        letters = ["".join(said) for said in spoken]
        firsts = ["".join(one[:1] for one in said) for said in spoken]
        self._texts = _Lines(keys[: self._words_from])
        self._pinyin = _Lines(letters)
        self._initials = _Lines(firsts)
        self._spelled = ((frozenset(firsts), self._initials), (frozenset(letters), self._pinyin))

    def find(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """Up to ``limit`` suggestions for what is typed so far, else for its last word."""
        found = self._for(typed, limit)
        before, blank, last = typed.rstrip().rpartition(" ")
        if not found and blank:
            found = [
                Suggestion(f"{before} {one.text}", one.kind, one.cases)
                for one in self._for(last, limit)
            ]
        return tuple(found)

    def _for(self, typed: str, limit: int) -> list[Suggestion]:
        """Suggestions for one text: those that begin so before those that have it inside."""
        wanted = key(typed)
        if not wanted:
            return []
        letters = wanted.replace(" ", "").replace("'", "")
        ways = [self._texts.beginning(wanted), self._texts.having(wanted)]
        if letters.isascii() and letters.isalpha():
            ways += [self._pinyin.same(letters), self._initials.same(letters)]
            ways += [self._initials.beginning(letters), self._pinyin.beginning(letters)]
            ways += [self._initials.having(letters)] if len(letters) > 1 else []
            ways += [self._shortened(letters), self._nearly(letters)]
        elif len(wanted) > 1:
            alike = self._pinyin.beginning("".join(syllables(wanted)))
            ways.append(takewhile(lambda place: place < self._words_from, alike))
        return [self._found[place] for place in self._there(ways, limit)]

    def spoken(self, letters: str, limit: int) -> list[tuple[str, bool]]:
        """Names whose pinyin or initials are these letters, else begin with them.

        With each whether it is sure: with a slip they may be another name's.
        """
        alike = self._sounding(letters)
        if alike:
            return [(name, True) for name in alike[:limit]]
        ways = (
            self._pinyin.same(letters),
            self._initials.same(letters),
            self._pinyin.beginning(letters),
            self._initials.beginning(letters),
            self._shortened(letters),
        )
        meant = [(self._found[place].text, True) for place in self._there(ways, limit)]
        if meant:
            return meant
        near = [self._found[place].text for place in self._there([self._nearly(letters)], limit)]
        only = sum(len(syllables(key(name))) == len(letters) for name in near) == 1
        return [(name, _is_sure(letters, name, only=only)) for name in near]

    def _sounding(self, letters: str) -> list[str]:
        """Names that sound exactly so, of places without their suffix too: regions first.

        Where there are some, words and longer names that begin so are not meant.
        """
        named = (self._found[place] for place in self._pinyin.same(letters))
        places = (
            self._found[place] for place in islice(self._pinyin.beginning(letters), _MOST_TRIED)
        )
        found = {one.text: one.cases for one in named if one.kind is not None}
        for one in places:
            for short in place_names([key(one.text)]) if one.kind is Kind.PLACE else ():
                if "".join(syllables(short)) == letters:
                    found.setdefault(short, one.cases)
        return sorted(found, key=lambda name: (not gazetteer().named(name), -found[name]))

    def _there(self, ways: Iterable[Iterator[int]], limit: int) -> Iterator[int]:
        """The first finds, each once, without words of the field that no case has."""
        found = _unique(place for way in ways for place in islice(way, _MOST_TRIED))
        there = (p for p in found if p < self._words_from or self._count(self._found[p].text))
        return islice(there, limit)

    def _shortened(self, letters: str) -> Iterator[int]:
        """Names that begin with these syllables, some of which are their initials alone."""
        for typed in islice(cuts(letters, _MOST_TYPED, shortened=True), _MOST_CUTS):
            firsts = "".join(one[0] for one in typed)
            for place in self._initials.beginning(firsts) if len(firsts) > 1 else ():
                said = syllables(key(self._found[place].text))
                last = said[len(typed) - 1]
                if last.startswith(typed[-1]) and all(map(_is_meant, typed[:-1], said)):
                    yield place

    def _nearly(self, letters: str) -> Iterator[int]:
        """Names whose initials or pinyin are these letters but for one, in order."""
        if len(letters) >= _SURE:
            slips = _slips(letters)
            for spelled, lines in self._spelled:
                near = (place for slip in slips & spelled for place in lines.same(slip))
                yield from sorted(near)


def _is_meant(typed: str, syllable: str) -> bool:
    """Whether a whole syllable, or the initial of one, is meant by what is typed."""
    return typed == syllable or (typed in INITIALS and syllable.startswith(typed))


def _is_sure(letters: str, name: str, *, only: bool) -> bool:
    """Whether letters with a slip are a name's pinyin, or its initials and no other name's.

    Of initials none is missing and none too many: xyhx is not 西和县.
    """
    said = syllables(key(name))
    return abs(len(letters) - len("".join(said))) <= 1 or (only and len(letters) == len(said))


def _slips(letters: str) -> set[str]:
    """What differs from letters by one of them: another, one more, one less, two exchanged."""
    parted = [(letters[:at], letters[at:]) for at in range(len(letters) + 1)]
    less = {a + b[1:] for a, b in parted if b}
    exchanged = {a + b[1] + b[0] + b[2:] for a, b in parted if len(b) > 1}
    other = {a + c + b[1:] for a, b in parted if b for c in ascii_lowercase}
    more = {a + c + b for a, b in parted for c in ascii_lowercase}
    return less | exchanged | other | more


def _unique(places: Iterable[int]) -> Iterator[int]:
    """Each place once, as soon as it comes: later ways may take long."""
    seen: set[int] = set()
    for place in places:
        if place not in seen:
            seen.add(place)
            yield place


class _Lines:
    """Texts joined to one, to be searched at the speed of a string; answers are their places."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Join the texts; a line feed in one becomes a blank."""
        lines = [text.replace("\n", " ") for text in texts]
        self._text = "\n" + "".join(f"{line}\n" for line in lines)
        self._starts = [1]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def beginning(self, wanted: str) -> Iterator[int]:
        """Texts that begin so, in order."""
        return self._with("\n" + wanted, 1)

    def having(self, wanted: str) -> Iterator[int]:
        """Texts that have it inside, in order; one may come more than once."""
        return self._with(wanted, 0)

    def same(self, wanted: str) -> Iterator[int]:
        """Texts that are it, in order."""
        return self._with(f"\n{wanted}\n", 1)

    def _with(self, wanted: str, shift: int) -> Iterator[int]:
        at = self._text.find(wanted)
        while at >= 0:
            yield bisect_right(self._starts, at + shift) - 1
            at = self._text.find(wanted, at + 1)
