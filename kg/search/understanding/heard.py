"""What texts say, typed by its sound though it names nothing: liugeyi for 六个一."""

from collections.abc import Callable
from functools import cache
from itertools import islice
from typing import Final

from kg.search.understanding.pinyin import cuts, spoken_so

# Two syllables sound like too much else; a longer run is found by its first ones as well.
_FEWEST: Final = 3
_MOST: Final = 6
_CUTS: Final = 2  # ways to part the letters that are tried
_KEPT: Final = 20  # beginnings that go on to the next syllable, those in most cases


def heard(letters: str, count: Callable[[str], int]) -> list[str]:
    """Runs of characters that cases have and that sound so, those in most cases first.

    ``count`` tells in how many cases a text is.
    """
    counted = cache(count)
    found = {
        text: counted(text)
        for syllables in islice(cuts(letters, _MOST), _CUTS)
        if len(syllables) >= _FEWEST
        for text in _said(syllables, counted)
    }
    return sorted((text for text in found if found[text]), key=lambda text: -found[text])


def _said(syllables: tuple[str, ...], counted: Callable[[str], int]) -> list[str]:
    """Runs whose every pair of neighbours stands in some case."""
    begun = list(spoken_so(syllables[0]))
    for syllable in syllables[1:]:
        going = [
            (counted(text[-1] + character), text + character)
            for text in begun
            for character in spoken_so(syllable)
        ]
        begun = [text for cases, text in sorted(going, reverse=True)[:_KEPT] if cases]
    return begun
