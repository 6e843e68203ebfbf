"""How much two texts say the same, by their words."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from kg import segment
from kg.datafiles import read_lines

_SHORTEST = 2  # characters of a word that tells anything by itself


def words_of(text: str, without: str = "") -> Counter[str]:
    """Telling words of a text with their numbers; those of ``without`` left out."""
    known = set(segment.word_texts(without))
    common = _common()
    return Counter(
        word
        for word in segment.word_texts(text)
        if len(word) >= _SHORTEST
        and word not in known
        and word not in common
        and not word.isascii()
    )


def likeness(one: Mapping[str, int], other: Mapping[str, int]) -> float:
    """Cosine of two bags of words, from 0 to 1."""
    shared = sum(count * other[word] for word, count in one.items() if word in other)
    return shared / (_norm(one.values()) * _norm(other.values())) if shared else 0.0


def shared_words(one: Mapping[str, int], other: Mapping[str, int], limit: int) -> list[str]:
    """Words that both have, the longest and most frequent first."""
    both = [word for word in one if word in other]
    return sorted(both, key=lambda w: (-len(w), -one[w] * other[w], w))[:limit]


def _norm(counts: Iterable[int]) -> float:
    return math.sqrt(sum(count * count for count in counts)) or 1.0


@cache
def _common() -> frozenset[str]:
    """Words that every second material has: that two texts share them tells nothing."""
    return frozenset(read_lines("lexicon", "comparison_common.txt"))
