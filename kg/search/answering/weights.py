"""What counts how much in the order of an answer; see bench/relevance.py for what each brings."""

from dataclasses import dataclass
from math import log


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the parts of a score. 0 leaves a part out.

    What a title and a heading say counts for more than what a passage says: see ``terms``.
    """

    # k1, the usual value: how soon more of a term stops to count.
    saturation: float = 2.0
    # b of the body and of pairs: how far a long text is held against a case.
    length: float = 0.75
    # Pairs of characters count beside words: they tie what the dictionary tears apart. Less than
    # words, as every word of two characters is a pair too.
    pairs: float = 0.6
    # A case of a place goes before one that only names it: saying a name however often is worth
    # up to 3 of its rarity as a word and 1.8 as a pair.
    home: float = 2.5
    # Another way to say a word is nearly as good as the word itself.
    form: float = 0.8
    # A case of the theme asked for, in units of the theme's rarity: many cases have a usual one.
    theme: float = 1.3
    # All terms together in one passage: half as much again.
    close: float = 0.5
    # The query as typed stands in the text: twice as much.
    literal: float = 1.0
    # The passage does what the question is about, by part of the terms' weight.
    role: float = 0.15


def rarity(cases: int, total: int) -> float:
    """Inverse document frequency of a term that so many of all cases have, above 0."""
    return log(1 + (total - cases + 0.5) / (cases + 0.5))
