"""How names are spoken: pinyin without tones, and what sounds alike."""

import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from kg.datafiles import read_lines

_KEPT: Final = 4096  # readings of characters; few texts use more
# What many speakers do not tell apart, and so type one for the other.
_ALIKE: Final = (("zh", "z"), ("ch", "c"), ("sh", "s"))
_ALIKE_ENDS: Final = (("ang", "an"), ("eng", "en"), ("ing", "in"))


def syllables(name: str) -> Sequence[str]:
    """Syllables of a name, one a Han character; what else it has stays as it is."""
    if _heteronyms().isdisjoint(name):
        return [reading(character) for character in name]
    from pypinyin import lazy_pinyin  # noqa: PLC0415 - its dictionary takes a sixth of a second

    return lazy_pinyin(name)


def sound(text: str) -> str:
    """Key that texts share which sound alike, character by character."""
    return " ".join(map(_alike, text))


@lru_cache(_KEPT)
def reading(character: str) -> str:
    """Usual reading of one character; itself where it has none."""
    said = _readings().get(ord(character), "").partition(",")[0]
    plain = unicodedata.normalize("NFD", said.replace("ü", "v"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower() or character


@lru_cache(_KEPT)
def _alike(character: str) -> str:
    """Reading of a character without what speakers do not tell apart."""
    said = reading(character)
    for long, short in _ALIKE:
        if said.startswith(long):
            said = short + said.removeprefix(long)
    for long, short in _ALIKE_ENDS:
        if said.endswith(long):
            said = said.removesuffix(long) + short
    return said


@cache
def _readings() -> dict[int, str]:
    """Readings of all characters, the usual one first."""
    from pypinyin.constants import PINYIN_DICT  # noqa: PLC0415 - as above

    return dict(PINYIN_DICT)


@cache
def _heteronyms() -> frozenset[str]:
    """Characters that are read by the word they stand in."""
    return frozenset(read_lines("lexicon", "heteronyms.txt"))
