"""Volumes of short pieces that each tell of another place: their titles show little themselves."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.cutting.heads import Head, titles_of
from ingest.cutting.lines import Line
from kg.ontology import Level
from kg.places import Gazetteer, Unit, gazetteer

_FEWEST: Final = 4  # pieces that show a volume
_OPENING: Final = 80  # characters in which a short piece names its place
_PLACED: Final = 0.6  # share of the texts that name one, and of neighbours that name others
_LONGEST: Final = 3_000  # characters of such a piece on the average
_LOCAL: Final = frozenset({Level.CITY, Level.COUNTY})
_MASKED: Final = re.compile(
    r"(?:我们)?[*＊×xX某]{1,3}(市直|省|市|州|区|县|镇|乡|街道|社区|村|公司)"
)
_LED: Final = re.compile(
    r"([^，。；：:\s]{2,16}(?:[省市区县州旗镇乡村局委院]|街道|社区|公司|集团|学校|医院))[：:]\s*\S"
)
_BEHIND: Final = re.compile(
    r".{4,}[（(]([^（）()，。]{2,20}(?:[省市区县州旗镇乡村局委院]|街道|社区|公司))[）)]"
)
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
    leads = [_lead(titles_of(rows, head)) for head in heads]
    told = (
        leads
        if sum(map(bool, leads)) >= len(leads) * _PLACED
        else [
            _places(
                "\n".join(row.text for row in (*rows[head.first : head.below], *body[:1])), body
            )
            for head, body in zip(heads, bodies, strict=True)
        ]
    )
    placed = sum(map(bool, told))
    if placed < len(told) * _PLACED or not told[0]:
        return []
    known = [units for units in told if units]
    moved = sum(_are_apart(before, after) for before, after in pairwise(known))
    if moved < _FEWEST - 1 or moved < (len(known) - 1) * _PLACED:
        return []
    return [head for head, body in zip(heads, bodies, strict=True) if body]


def _places(text: str, body: Sequence[Line]) -> frozenset[Unit | str]:
    """Cities and counties that a piece names in its title or right at the start of its text.

    Of a masked body that it begins with it is the class: 镇, 社区.
    """
    end = text.find(body[0].text) + _OPENING if body else 0
    masked = _MASKED.match(body[0].text) if body else None
    return frozenset({masked[1]} if masked else _certain(text[:end]))


def _lead(titles: Sequence[str]) -> frozenset[Unit | str]:
    """The body that a headline names before its colon, or in brackets at its end: 某某镇：…."""
    found = filter(None, (_LED.match(title) or _BEHIND.fullmatch(title) for title in titles))
    return frozenset(match[1] for match in found)


def _certain(text: str) -> Iterator[Unit]:
    for start, end, units in gazetteer().find(text):
        whole = units[0].name == text[start:end] and end - start >= _FEWEST_LETTERS
        if len(units) == 1 and (whole or units[0].level is Level.CITY) and units[0].level in _LOCAL:
            yield units[0]


def _are_apart(before: frozenset[Unit | str], after: frozenset[Unit | str]) -> bool:
    """Whether no place of one piece is, holds or lies in a place of the other."""
    places = gazetteer()
    return not any(_kin(places, one, other) for one in before for other in after)


def _kin(places: Gazetteer, one: Unit | str, other: Unit | str) -> bool:
    if isinstance(one, str) or isinstance(other, str):
        return one == other
    return places.inside(one, other) or places.inside(other, one)
