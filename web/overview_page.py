"""The overview: how the cases spread, what many places share, what is new, what failed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.ontology import DOUBT_LABELS, LEVEL_LABELS, DoubtKind, Level
from kg.overview import DOUBTED, Overview
from kg.search.engine import UNKNOWN
from web import words
from web.links import Link, entity_link, told_apart
from web.materials.reasons import reason_words
from web.search.state import SearchState
from web.sizes import Size, sizes

if TYPE_CHECKING:
    from kg.library import Library

# Columns of years before those that are told together: what a page's width can hold.
_YEARS: Final = 6
_UNKNOWN: Final = "不详"
_YEAR_UNKNOWN: Final = "年份不详"


@dataclass(frozen=True, slots=True)
class Cell:
    """A number of cases; ``url`` finds them, and is empty where no filter can.

    ``told`` is false for cases of which nothing is known: they are counted, not shaded.
    """

    count: int
    url: str = ""
    told: bool = True

    @property
    def shade(self) -> int:
        """From 0, which is unknown, to 4: a step for each doubling, so that few shows by many."""
        return min(4, self.count.bit_length()) if self.url and self.told else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One region or theme; ``cells`` as the table's columns, None where there is no case."""

    label: str
    url: str
    total: int
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """Numbers of cases by two things at once."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class SharedLine:
    """An initiative that cases of several provinces name."""

    link: Link
    provinces: int
    cases: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that could not be read, and why."""

    path: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """Everything that the overview shows; ``empty`` where nothing was ingested."""

    empty: bool
    sizes: tuple[Size, ...]
    regions: Grid
    themes: Grid
    shared: tuple[SharedLine, ...]
    latest: tuple[Link, ...]
    formats: str
    unread: tuple[Unread, ...]


def overview_page(library: "Library") -> OverviewPage:
    """The library at a glance, every number a way into the search."""
    found = library.overview()
    return OverviewPage(
        empty=not found.regions,
        sizes=sizes(library),
        regions=_regions(found),
        themes=_themes(found),
        shared=tuple(SharedLine(entity_link(s.entity), s.provinces, s.cases) for s in found.shared),
        latest=told_apart(found.latest),
        formats="、".join(f"{name.upper()} {count} 个" for name, count in found.formats),
        unread=tuple(
            Unread(f.path, reason_words(f.reason), words.date_words(f.at[:10]))
            for f in found.failures
        ),
    )


def _regions(found: Overview) -> Grid:
    """Provinces by the levels that occur, the highest first; unknown ones last."""
    present = {level for _, levels in found.regions for level in levels}
    levels = [*(level for level in Level if level in present), *({None} & present)]

    def row(province: str | None, counts: Mapping[Level | None, int]) -> Row:
        def cell(level: Level | None) -> Cell | None:
            told = province is not None and level is not None
            url = SearchState(region=province or UNKNOWN, level=level or UNKNOWN).url()
            return Cell(counts[level], url, told=told) if level in counts else None

        url = SearchState(region=province or UNKNOWN).url()
        cells = tuple(map(cell, levels))
        return Row(province or _UNKNOWN, url, sum(counts.values()), cells)

    labels = (LEVEL_LABELS[level].partition("（")[0] if level else _UNKNOWN for level in levels)
    return Grid(tuple(labels), tuple(row(*line) for line in found.regions))


def _themes(found: Overview) -> Grid:
    """Themes by the latest years, the earlier ones together, undated and doubted ones last."""
    told = {year for _, counts in found.themes for year in counts}
    years = sorted(told - {None, DOUBTED}, key=str, reverse=True)
    doubted = [DOUBTED] if DOUBTED in told else []
    shown, early = years[:_YEARS], years[_YEARS:]

    def row(theme: str, counts: Mapping[str | None, int]) -> Row:
        cells = [_cell(counts, [year], SearchState(theme=theme, year=year).url()) for year in shown]
        cells += [_cell(counts, early)] if early else []
        cells += [_cell(counts, [one]) for one in doubted]
        undated = SearchState(theme=theme, year=UNKNOWN).url()
        cells += [Cell(counts[None], undated, told=False) if None in counts else None]
        url = SearchState(theme=theme).url()
        return Row(theme, url, sum(counts.values()), tuple(cells))

    columns = [*map(str, shown), *([f"{early[0]}及以前"] if early else [])]
    columns += [*(DOUBT_LABELS[DoubtKind.DATE] for _ in doubted), _YEAR_UNKNOWN]
    return Grid(tuple(columns), tuple(row(*line) for line in found.themes))


def _cell(
    counts: Mapping[str | None, int], years: Iterable[str | None], url: str = ""
) -> Cell | None:
    count = sum(counts.get(year, 0) for year in years)
    return Cell(count, url) if count else None
