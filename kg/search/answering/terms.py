"""The terms that a case is found by, field by field: the same for every engine."""

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Final

from kg import segment
from kg.search.engine import IndexedCase
from kg.search.engines.facts import place_names
from kg.search.engines.fields import HOME, MEASURED, PAIRS, PLACES, WORDS

# A title says what a case is about, a heading what a part of it is: their words count so often.
_TITLE: Final = 4
_HEADING: Final = 2
_DIGITS: Final = 2  # binary digits of a high count that are kept
_EXACT: Final = 1 << _DIGITS


def count_terms(indexed: IndexedCase) -> dict[str, Counter[str]]:
    """Terms of a case and how often they stand in each of the fields of ``postings``."""
    case = indexed.case
    # A heading stands over many passages and is one heading all the same.
    headings = list(dict.fromkeys(h for p in indexed.passages for h in p.heading))
    texts = [passage.text for passage in indexed.passages]
    words = _tokens(texts)
    for number, said in ((_TITLE, [case.title]), (_HEADING, headings)):
        words.update({term: number * count for term, count in _tokens(said).items()})
    names = {name for entity in indexed.entities for name in (entity.name, *entity.aliases)}
    # Bylines and the like are found, and tell little of what a case is about: they count once.
    aside = indexed.aside.split("\n")
    pairs = Counter(chain.from_iterable(map(segment.grams, (case.title, *headings, *texts))))
    return {
        # Other names of what a case names stand for what it says.
        WORDS: words | Counter(dict.fromkeys(_tokens((*names, *aside)), 1)),
        PAIRS: pairs | Counter(dict.fromkeys(chain.from_iterable(map(segment.grams, aside)), 1)),
        "name": Counter(map(segment.normalise, names)),
        PLACES: _names((*case.region, *indexed.regions)),
        HOME: _names(case.region),
    }


def lengths(terms: Mapping[str, Counter[str]]) -> list[int]:
    """Lengths of a case by its terms, in the order of ``MEASURED``."""
    return [terms[field].total() for field in MEASURED]


def rounded(counts: Mapping[str, int]) -> dict[str, int]:
    """Counts as engines keep them, above four with two binary digits: so few are told apart.

    What a term is worth is nearly the same for 32 and for 47 times.
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
