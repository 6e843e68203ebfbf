"""Themes of a case by a weighted lexicon: what a substantial part of it is about."""

import math
import re
from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from kg.ontology import THEMES
from kg.theme_terms import theme_terms

_MOST: Final = 5
_PART: Final = 150  # characters: parts of a text over which a theme's terms are spread
_USUAL_PARTS: Final = 6  # parts of a usual case; longer ones gather terms by mere length
_SOMEWHERE: Final = 0.3  # worth of a theme that fills one place against one spread all over
_IN_TITLE: Final = 3.0  # how often in the text a term of the title is worth
_IN_HEADING: Final = 2.0  # the same for a heading or the topic sentence of a paragraph
# Numbered headings, 一是 …, and lines or first sentences of at most 45 characters.
_HEADING: Final = re.compile(
    r"(?:(?<=\n)|^|(?<=[。；：]))(?:[一二三四五六七八九十]{1,2}是[^。；，]{2,30}"
    r"|(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])[^。；\n]{2,40})"
    r"|(?<=\n)[^。；\n]{2,45}[。\n]"
)
# Lowest score, alone and against the best theme, found on labelled cases (F1 flat around it).
_LEAST: Final = 3.25
_SHARE: Final = 0.1

# A passage is about a theme when it says it this much, in at least so many different terms.
_CLEAR: Final = 9.0
_FEWEST_TERMS: Final = 2
_MOST_OF_PASSAGE: Final = 2


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Terms with the themes that they speak for, and a matcher over them."""

    terms: tuple[str, ...]
    weights: tuple[tuple[tuple[str, int], ...], ...]
    matcher: AhoCorasick


def find_themes(title: str, text: str) -> tuple[str, ...]:
    """One to five themes, the clearest first; empty where no term of the lexicon occurs."""
    scores = score_themes(title, text)
    ranked = sorted(scores, key=lambda theme: (-scores[theme], THEMES.index(theme)))
    if not ranked:
        return ()
    least = max(_LEAST, scores[ranked[0]] * _SHARE)
    return tuple(theme for theme in ranked[:_MOST] if scores[theme] >= least) or (ranked[0],)


def score_themes(title: str, text: str) -> dict[str, float]:
    """How much a case is about each theme: weighted terms, damped, times their spread."""
    lexicon = _lexicon()
    parts = max(1, round(len(text) / _PART))
    hits: defaultdict[str, defaultdict[int, float]] = defaultdict(lambda: defaultdict(float))
    places: defaultdict[str, set[int]] = defaultdict(set)
    heads = [match.span() for match in _HEADING.finditer(text)]
    for index, start, _ in lexicon.matcher.find_matches_as_indexes(text):
        at = bisect_right(heads, (start, len(text)))
        worth = _IN_HEADING if at and start < heads[at - 1][1] else 1.0
        for theme, weight in lexicon.weights[index]:
            hits[theme][index] += weight * worth
            places[theme].add(start // _PART)
    for index, _, _ in lexicon.matcher.find_matches_as_indexes(title):
        for theme, weight in lexicon.weights[index]:
            hits[theme][index] += weight * _IN_TITLE
    length = math.sqrt(max(1.0, parts / _USUAL_PARTS))
    scores = {}
    for theme, terms in hits.items():
        mass = sum(map(math.sqrt, terms.values()))  # a term said ten times is not ten terms
        spread = len(places[theme]) / parts
        scores[theme] = mass * (_SOMEWHERE + spread) / length
    return scores


def passage_themes(text: str) -> tuple[str, ...]:
    """Up to two themes that a passage alone is clearly about, strongest first; often none."""
    lexicon = _lexicon()
    mass: defaultdict[str, float] = defaultdict(float)
    terms: defaultdict[str, set[int]] = defaultdict(set)
    for index, _, _ in lexicon.matcher.find_matches_as_indexes(text):
        for theme, weight in lexicon.weights[index]:
            mass[theme] += weight
            terms[theme].add(index)
    clear = [t for t in mass if mass[t] >= _CLEAR and len(terms[t]) >= _FEWEST_TERMS]
    return tuple(sorted(clear, key=lambda t: (-mass[t], THEMES.index(t)))[:_MOST_OF_PASSAGE])


@cache
def _lexicon() -> Lexicon:
    weights: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    for term in theme_terms():
        weights[term.word].append((term.theme, term.weight))
    terms = tuple(sorted(weights))
    return Lexicon(
        terms,
        tuple(tuple(weights[term]) for term in terms),
        AhoCorasick(list(terms), matchkind=MatchKind.LeftmostLongest),
    )
