"""Volumes of short pieces that each tell of another place: their titles show little themselves."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.cutting.heads import Head
from ingest.cutting.lines import Line
from kg.ontology import Level
from kg.places import Gazetteer, Unit, gazetteer

_FEWEST: Final = 4  # pieces that show a volume
_OPENING: Final = 80  # characters in which a short piece names its place
_PLACED: Final = 0.6  # share of the texts that name one, and of neighbours that name others
_LONGEST: Final = 3_000  # characters of such a piece on the average
_LOCAL: Final = frozenset({Level.CITY, Level.COUNTY})
_FEWEST_LETTERS: Final = 3  # of a name that needs no context


def gathered(rows: Sequence[Line], heads: Sequence[Head]) -> list[Head]:
    """All blocks of a source where nearly every one stands above the text of another place.

    Empty where text or a title without a text stands above the first one: that is one piece
    with sections.
    """
    if len(heads) < _FEWEST or heads[0].first:
        return []
    ends = [*(head.first for head in heads[1:]), len(rows)]
    bodies = [rows[head.below : end] for head, end in zip(heads, ends, strict=True)]
    size = sum(row.end - row.start for body in bodies for row in body)
    if not bodies[0] or size > _LONGEST * len(heads):
        return []
    told = [
        _places("\n".join(row.text for row in (*rows[head.first : head.below], *body[:1])), body)
        for head, body in zip(heads, bodies, strict=True)
    ]
    placed = sum(map(bool, told))
    if placed < len(told) * _PLACED or not told[0]:
        return []
    known = [units for units in told if units]
    moved = sum(_are_apart(before, after) for before, after in pairwise(known))
    if moved < _FEWEST - 1 or moved < (len(known) - 1) * _PLACED:
        return []
    return [head for head, body in zip(heads, bodies, strict=True) if body]


def _places(text: str, body: Sequence[Line]) -> frozenset[Unit]:
    """Cities and counties that a piece names in its title or right at the start of its text."""
    end = text.find(body[0].text) + _OPENING if body else 0
    return frozenset(_certain(text[:end]))


def _certain(text: str) -> Iterator[Unit]:
    for start, end, units in gazetteer().find(text):
        whole = units[0].name == text[start:end] and end - start >= _FEWEST_LETTERS
        if len(units) == 1 and (whole or units[0].level is Level.CITY) and units[0].level in _LOCAL:
            yield units[0]


def _are_apart(before: frozenset[Unit], after: frozenset[Unit]) -> bool:
    """Whether no place of one piece is, holds or lies in a place of the other."""
    places = gazetteer()
    return not any(_kin(places, one, other) for one in before for other in after)


def _kin(places: Gazetteer, one: Unit, other: Unit) -> bool:
    return places.inside(one, other) or places.inside(other, one)
