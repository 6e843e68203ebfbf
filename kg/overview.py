"""The whole library at a glance: how its cases spread, what is shared, what is new."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Final

from kg.model import Case, Entity, Failure
from kg.ontology import Kind, Level
from kg.store import Snapshot
from kg.store.reading.tallies import DOUBTED

__all__ = ["DOUBTED", "Overview", "Shared", "overview"]

_SHARED: Final = 24
_NEW: Final = 10
# The country counts everywhere at once: a census is nobody's practice.
_CENSUS: Final = re.compile("普查[”》]?$")
# Censuses that run in one span of years: population, farming, economy, relics, soil.
_CENSUSES: Final = 8


@dataclass(frozen=True, slots=True)
class Shared:
    """An initiative in cases of several provinces; both numbers fold near-duplicates."""

    entity: Entity
    provinces: int
    cases: int


@dataclass(frozen=True, slots=True)
class Overview:
    """Tallies of cases, near-duplicates folded. None stands for what no material tells.

    ``regions`` has each province with its cases by level, ``themes`` each theme with its cases by
    the year that the case states, under ``DOUBTED`` where its content contradicts it; the most
    cases first.
    A case of several themes counts under each. ``formats`` counts sources, most first.
    """

    regions: tuple[tuple[str | None, dict[Level | None, int]], ...]
    themes: tuple[tuple[str, dict[str | None, int]], ...]
    shared: tuple[Shared, ...]
    latest: tuple[Case, ...]
    formats: tuple[tuple[str, int], ...]
    failures: tuple[Failure, ...]


def overview(snapshot: Snapshot) -> Overview:
    """The library of a snapshot at a glance."""
    regions: defaultdict[str | None, dict[Level | None, int]] = defaultdict(dict)
    for province, level, count in snapshot.region_levels():
        regions[province][Level(level) if level else None] = count
    themes: defaultdict[str, dict[str | None, int]] = defaultdict(dict)
    for theme, year, count in snapshot.theme_years():
        themes[theme][year] = count
    wide = snapshot.widespread(Kind.INITIATIVE, _SHARED + _CENSUSES)
    entities = snapshot.entities(key for key, _, _ in wide)
    chosen = [row for row in wide if not _CENSUS.search(entities[row[0]].name)][:_SHARED]
    return Overview(
        regions=tuple(
            sorted(regions.items(), key=lambda r: (r[0] is None, -sum(r[1].values()), r[0] or ""))
        ),
        themes=tuple(sorted(themes.items(), key=lambda t: (-sum(t[1].values()), t[0]))),
        shared=tuple(Shared(entities[key], provinces, cases) for key, provinces, cases in chosen),
        latest=tuple(snapshot.latest(_NEW)),
        formats=tuple(snapshot.formats_told()),
        failures=tuple(snapshot.failures()),
    )
