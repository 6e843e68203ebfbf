"""The cases of an entity by the year that they state, where nothing in them contradicts it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.compare.choosing import fold_outlines, sound_year
from kg.model import Case
from kg.store import Outline, Snapshot
from kg.store.reading.tallies import DOUBTED

_SHOWN: Final = 6  # cases of a year
_YEARS: Final = 8  # years whose cases are named; those before are counted
UNDATED: Final = ""


@dataclass(frozen=True, slots=True)
class Dated:
    """A case of the timeline; ``mentions`` counts how often it names the entity."""

    case: Case
    mentions: int


@dataclass(frozen=True, slots=True)
class Year:
    """Cases of one year, latest first; ``total`` counts those not shown too.

    ``year`` is ``UNDATED`` for cases that state none and ``DOUBTED`` for those whose content
    contradicts it.
    """

    year: str
    cases: tuple[Dated, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Timeline:
    """Years from the latest back, then what has no sound year; near-copies count once.

    ``earlier`` has the number of cases of each year whose cases are not named.
    """

    years: tuple[Year, ...]
    earlier: tuple[tuple[str, int], ...]
    total: int


def timeline(snapshot: Snapshot, outlines: Iterable[Outline], mentions: dict[str, int]) -> Timeline:
    """The cases by year; ``mentions`` are counts by case."""
    by_year: defaultdict[str, list[Outline]] = defaultdict(list)
    for outline in fold_outlines(outlines):
        by_year[_year(outline)].append(outline)
    sound = sorted((year for year in by_year if year.isdigit()), reverse=True)
    rest = [year for year in (UNDATED, DOUBTED) if year in by_year]
    shown = {
        year: sorted(by_year[year], key=lambda o: (o.date or "", o.title), reverse=True)[:_SHOWN]
        for year in (*sound[:_YEARS], *rest)
    }
    cases = snapshot.cases(outline.id for few in shown.values() for outline in few)
    return Timeline(
        years=tuple(
            Year(year, _dated(few, cases, mentions), len(by_year[year]))
            for year, few in shown.items()
        ),
        earlier=tuple((year, len(by_year[year])) for year in sound[_YEARS:]),
        total=sum(map(len, by_year.values())),
    )


def _year(outline: Outline) -> str:
    return sound_year(outline) or (DOUBTED if outline.date else UNDATED)


def _dated(
    outlines: Sequence[Outline], cases: dict[str, Case], mentions: dict[str, int]
) -> tuple[Dated, ...]:
    return tuple(Dated(cases[o.id], mentions.get(o.id, 0)) for o in outlines)
