"""The start page: what the library holds, and ways into it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model import Case, Query
from kg.ontology import Sort
from web import words
from web.links import Link, case_link
from web.search.page import offered
from web.search.state import SearchState
from web.sizes import Size, sizes
from web.themes import Entry, ThemeGroup, theme_groups

if TYPE_CHECKING:
    from kg.library import Library

NEW_CASES: Final = 6
REGIONS: Final = 34  # every province and its like


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case on the start page."""

    link: Link
    source: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """Everything that the start page shows; ``empty`` where nothing was ingested.

    ``filling`` where it is so because the first files are just being taken in.
    """

    empty: bool
    filling: bool
    sizes: tuple[Size, ...]
    groups: tuple[ThemeGroup, ...]
    regions: tuple[Entry, ...]
    cases: tuple[NewCase, ...]
    all_url: str
    examples: tuple[Link, ...]
    offered: tuple[str, ...]


def start_page(library: "Library") -> StartPage:
    """Sizes, themes by field, regions and some cases, those of the latest year first."""
    everything = library.search(Query(limit=NEW_CASES))
    regions = [f for f in everything.facets.get("region", ()) if f.depth == 0][:REGIONS]
    counts = dict(library.themes())
    return StartPage(
        empty=everything.total == 0,
        filling=everything.total == 0 and library.is_first_filled(),
        sizes=sizes(library),
        groups=theme_groups(counts, lambda theme: SearchState(theme=theme).url()),
        regions=tuple(Entry(f.label, f.count, SearchState(region=f.value).url()) for f in regions),
        cases=tuple(map(_case, _latest(library))),
        all_url=SearchState().url(),
        examples=tuple(
            Link(text, SearchState(q=text).url())
            for text in sorted(counts, key=lambda theme: -counts[theme])[:3]
        ),
        offered=offered(library),
    )


def _latest(library: "Library") -> list[Case]:
    """The newest cases of the library; many have no date and come last."""
    return [hit.case for hit in library.search(Query(limit=NEW_CASES, sort=Sort.DATE)).hits]


def _case(case: Case) -> NewCase:
    source = (
        words.case_region_words(case),
        words.genre_words(case.genre),
        words.date_words(case.date),
    )
    return NewCase(case_link(case), " · ".join(source))
