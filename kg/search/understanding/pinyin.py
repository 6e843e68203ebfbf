"""How names are spoken: pinyin without tones, and what sounds alike."""

import unicodedata
from collections.abc import Callable, Iterator, Sequence, Set
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from kg.datafiles import read_lines

INITIALS: Final = frozenset((*"bpmfdtnlgkhjqxrzcsyw", "zh", "ch", "sh"))
_LONGEST: Final = 10  # characters of a name worth a look at its words: titles are typed otherwise
_LONGEST_SYLLABLE: Final = 6  # letters: zhuang
_KEPT: Final = 4096  # readings of characters; few texts use more
# What many speakers do not tell apart, and so type one for the other.
_ALIKE: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_ALIKE_ENDS: Final = (("ang", "an"), ("eng", "en"), ("ing", "in"))


def syllables(name: str) -> Sequence[str]:
    """Syllables of a name, one a Han character; what else it has stays as it is."""
    if len(name) > _LONGEST or _heteronyms().isdisjoint(name):
        return list(map(reading, name))
    return [syllable for piece in _cut(name) for syllable in _read(piece)]


def _cut(name: str) -> Iterator[str]:
    """Longest words that pypinyin knows how to read, from the left, and characters between them."""
    words = _words()
    at = 0
    while at < len(name):
        longest = (end for end in range(len(name), at + 1, -1) if name[at:end] in words)
        end = next(longest, at + 1)
        yield name[at:end]
        at = end


def _read(piece: str) -> Iterator[str]:
    """Syllables of a word or of a single character."""
    if len(piece) == 1:
        yield reading(piece)
    else:
        yield from (_toneless(ways[0]) for ways in _words()[piece])


def sound(text: str) -> str:
    """Key that texts share which sound alike, character by character."""
    return " ".join(map(_alike, text))


def homophones(character: str) -> str:
    """Common characters that may sound like this one, without itself; empty for others."""
    alike = "" if character.isascii() else _common().get(_alike(character), "")
    return alike.replace(character, "")


@lru_cache(_KEPT)
def reading(character: str) -> str:
    """Usual reading of one character; itself where it has none."""
    return _toneless(_readings().get(ord(character), "").partition(",")[0]) or character


@lru_cache(_KEPT)
def _toneless(said: str) -> str:
    """A syllable without its tone, ü as v."""
    plain = unicodedata.normalize("NFD", said).replace("u\u0308", "v")
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@lru_cache(_KEPT)
def _alike(character: str) -> str:
    """Reading of a character without what speakers do not tell apart."""
    return _simple(reading(character))


def _simple(said: str) -> str:
    """A syllable without what speakers do not tell apart."""
    for long, short in _ALIKE:
        if said.startswith(long):
            said = short + said.removeprefix(long)
    for long, short in _ALIKE_ENDS:
        if said.endswith(long):
            said = said.removesuffix(long) + short
    return said


def syllable_names() -> Set[str]:
    """Syllables that common characters are read as."""
    return _spelled().keys()


def spoken_so(syllable: str) -> str:
    """Common characters that may be read as a syllable."""
    return _spelled().get(syllable, "")


def cuts(letters: str, most: int, *, shortened: bool = False) -> Iterator[tuple[str, ...]]:
    """Ways to part letters into up to ``most`` whole syllables, longer ones first.

    ``shortened``: some of them may be their initials, as in hongxiangjs.
    """
    if len(letters) > most * _LONGEST_SYLLABLE:
        return
    known = syllable_names() | INITIALS if shortened else syllable_names()
    size = len(letters)
    # Where pieces end that begin at each place and leave a rest that can be parted too.
    ends: dict[int, list[int]] = {size: []}
    for at in reversed(range(size)):
        likely = range(min(at + _LONGEST_SYLLABLE, size), at, -1)
        ends[at] = [e for e in likely if letters[at:e] in known and (e == size or ends[e])]
    waiting: list[tuple[int, ...]] = [(0,)]
    while waiting:
        places = waiting.pop()
        if places[-1] == size:
            yield tuple(letters[a:b] for a, b in pairwise(places))
        elif len(places) <= most:
            waiting += [(*places, end) for end in reversed(ends[places[-1]])]


@cache
def _spelled() -> dict[str, str]:
    """Common characters by each of their readings."""
    return _by_sound(str)


@cache
def _common() -> dict[str, str]:
    """The same by each of their readings as many speak them."""
    return _by_sound(_simple)


def _by_sound(key: Callable[[str], str]) -> dict[str, str]:
    """The 3,755 characters of the first level of GB 2312, by what is made of their readings."""
    found: dict[str, str] = {}
    for lead in range(0xB0, 0xD8):
        for trail in range(0xA1, 0xFF):
            character = bytes((lead, trail)).decode("gb2312", "ignore")
            said = _readings().get(ord(character), "") if character else ""
            for syllable in {key(_toneless(one)) for one in said.split(",") if one}:
                found[syllable] = found.get(syllable, "") + character
    return found


@cache
def _words() -> dict[str, list[list[str]]]:
    """Words with the readings of their characters, the usual one first."""
    from pypinyin.constants import PHRASES_DICT  # noqa: PLC0415 - takes a sixth of a second

    return dict(PHRASES_DICT)


@cache
def _readings() -> dict[int, str]:
    """Readings of all characters, the usual one first."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - as above

    return dict(PINYIN_DICT)


@cache
def _heteronyms() -> frozenset[str]:
    """Characters that are read by the word they stand in."""
    return frozenset(read_lines("lexicon", "heteronyms.txt"))
