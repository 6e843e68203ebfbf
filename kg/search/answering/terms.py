"""The terms that a case is found by, field by field: the same for every engine."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

from kg import segment
from kg.search.engine import IndexedCase
from kg.search.engines.facts import place_names
from kg.search.engines.postings import HOME, PAIRS

_DIGITS: Final = 3  # binary digits of a high count that are kept
_EXACT: Final = 1 << _DIGITS


def count_terms(indexed: IndexedCase) -> dict[str, Counter[str]]:
    """Terms of a case and how often they stand in each of the fields of ``postings``."""
    case = indexed.case
    said = {
        "title": [case.title],
        # A heading stands over many passages and is one heading all the same.
        "heading": list(dict.fromkeys(h for p in indexed.passages for h in p.heading)),
        "body": [passage.text for passage in indexed.passages],
    }
    pairs = Counter(
        chain.from_iterable(segment.grams(text) for texts in said.values() for text in texts)
    )
    names = {name for entity in indexed.entities for name in (entity.name, *entity.aliases)}
    return {
        **{field: _tokens(texts) for field, texts in said.items()},
        # Whole names too: what the dictionary does not know is cut to single characters.
        "name": _tokens(names) | Counter(map(segment.normalise, names)),
        PAIRS: pairs,
        HOME: _names(case.region),
        "place": _names((*case.region, *indexed.regions)),
    }


def rounded(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts as engines keep them, above eight with three binary digits: so few are told apart.

    What a term is worth is nearly the same for 32 and for 39 times.
    """
    return {
        term: count if count <= _EXACT else count >> (n := count.bit_length() - _DIGITS) << n
        for term, count in counts.items()
    }


def _tokens(texts: Iterable[str]) -> Counter[str]:
    """Count the tokens of texts."""
    return Counter(chain.from_iterable(map(segment.index_terms, texts)))


def _names(places: Iterable[str]) -> Counter[str]:
    """Full and short names of places, each once."""
    return Counter(segment.normalise(name) for name in place_names(places))
