"""Words that are typed by their sound though they name nothing: of the field and of titles."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

from kg import segment
from kg.datafiles import read_lines
from kg.ontology import THEMES
from kg.search.understanding import synonyms

_HAN: Final = re.compile(r"[㐀-䶿一-鿿]{2,8}")  # a longer run is a title, not a word of one
_MOST_TOKENS: Final = 3  # 党建 引领 治理: more is a sentence
_MOST_TITLES: Final = 5_000  # cutting so many takes a quarter of a second
_MOST: Final = 3_000  # of titles, those in most of them first


def spoken_words(titles: Iterable[str]) -> list[str]:
    """Words of the field, then those of titles and runs of up to three, in most titles first."""
    counted: Counter[str] = Counter()
    for title in list(titles)[:_MOST_TITLES]:
        counted.update(set(_runs(segment.normalise(title))))
    ordered = sorted(counted, key=lambda word: (-counted[word], len(word), word))
    field = map(
        segment.normalise, (*THEMES, *read_lines("lexicon", "domain_words.txt"), *synonyms.words())
    )
    return list(dict.fromkeys((*filter(_HAN.fullmatch, field), *ordered[:_MOST])))


def _runs(title: str) -> Iterator[str]:
    """Runs of neighbouring tokens that begin and end with a word of two characters or more."""
    tokens = segment.words(title)
    for first, token in enumerate(tokens):
        for last in tokens[first : first + _MOST_TOKENS]:
            run = title[token.start : last.end]
            if len(token.text) > 1 and len(last.text) > 1 and _HAN.fullmatch(run):
                yield run
