"""Where and when an initiative appears, by sound dates only."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.compare.choosing import provinces, sound_year
from kg.compare.initiatives import find_initiatives
from kg.errors import InvalidQuery
from kg.model import Entity
from kg.store import Outline
from kg.wording import UNPLACED

if TYPE_CHECKING:
    from kg.library import Library


@dataclass(frozen=True, slots=True)
class SpreadPlace:
    """A province with its number of cases by year; ``first`` is the earliest sound one.

    ``undated`` counts cases that state no year, ``doubted`` those whose content contradicts it.
    """

    region: str
    years: dict[str, int]
    first: str | None
    undated: int
    doubted: int


@dataclass(frozen=True, slots=True)
class Spread:
    """Places in the order in which the initiative appears there; those without a year last.

    ``years`` are all sound years, sorted. Near-copies count once.
    """

    entity: Entity
    years: tuple[str, ...]
    places: tuple[SpreadPlace, ...]


def spread(library: "Library", initiative: str) -> Spread:
    """Where and when the cases that name an initiative stand. Raises InvalidQuery."""
    with library.reading() as snapshot:
        own = find_initiatives(snapshot, initiative)
        if not own:
            msg = f"no initiative is called {initiative!r}"
            raise InvalidQuery(msg)
        naming = snapshot.cases_naming_any(entity.id for entity in own)
        groups: dict[str, Outline] = {}
        for outline in snapshot.outlines(naming):
            if outline.id == outline.group or outline.group not in groups:
                groups[outline.group] = outline
    by_place: dict[str, list[Outline]] = {}
    for outline in groups.values():
        by_place.setdefault(outline.region[0] if outline.region else UNPLACED, []).append(outline)
    places = [_place(region, members) for region, members in by_place.items()]
    known = (*provinces(), UNPLACED)
    order = {name: position for position, name in enumerate(known)}
    places.sort(key=lambda p: (p.first is None, p.first or "", order.get(p.region, len(order))))
    years = sorted({year for place in places for year in place.years})
    return Spread(own[0], tuple(years), tuple(places))


def _place(region: str, members: list[Outline]) -> SpreadPlace:
    years = Counter(year for member in members if (year := sound_year(member)))
    return SpreadPlace(
        region=region,
        years=dict(sorted(years.items())),
        first=min(years, default=None),
        undated=sum(not member.date for member in members),
        doubted=sum(bool(member.date) and member.doubted for member in members),
    )
