"""The start page: what the library holds, and ways into it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model import Case, Query, Results
from web import words
from web.links import Link, case_link
from web.search_state import SearchState
from web.themes import Entry, ThemeGroup, theme_groups

if TYPE_CHECKING:
    from kg.library import Library

NEW_CASES: Final = 6
REGIONS: Final = 34  # every province and its like


@dataclass(frozen=True, slots=True)
class Size:
    """One figure of the library: 24 篇材料."""

    count: str
    unit: str
    label: str


@dataclass(frozen=True, slots=True)
class NewCase:
    """A case on the start page."""

    link: Link
    source: str


@dataclass(frozen=True, slots=True)
class StartPage:
    """Everything that the start page shows; ``empty`` where nothing was ingested."""

    empty: bool
    sizes: tuple[Size, ...]
    groups: tuple[ThemeGroup, ...]
    regions: tuple[Entry, ...]
    cases: tuple[NewCase, ...]
    all_url: str
    examples: tuple[Link, ...]


def start_page(library: "Library") -> StartPage:
    """Sizes, themes by field, regions and some cases, those of the latest year first."""
    everything = library.search(Query(limit=NEW_CASES))
    regions = [f for f in everything.facets.get("region", ()) if f.depth == 0][:REGIONS]
    counts = dict(library.themes())
    return StartPage(
        empty=everything.total == 0,
        sizes=_sizes(library),
        groups=theme_groups(counts, lambda theme: SearchState(theme=theme).url()),
        regions=tuple(Entry(f.label, f.count, SearchState(region=f.value).url()) for f in regions),
        cases=tuple(map(_case, _latest(library, everything))),
        all_url=SearchState().url(),
        examples=tuple(
            Link(text, SearchState(q=text).url())
            for text in sorted(counts, key=lambda theme: -counts[theme])[:3]
        ),
    )


def _latest(library: "Library", everything: Results) -> list[Case]:
    """Cases of the latest year that the library has, then others: many have no date."""
    years = [facet.value for facet in everything.facets.get("year", ())]
    dated = library.search(Query(year=max(years), limit=NEW_CASES)).hits if years else ()
    cases = {hit.case.id: hit.case for hit in (*dated, *everything.hits)}
    return list(cases.values())[:NEW_CASES]


def _sizes(library: "Library") -> tuple[Size, ...]:
    stats = library.stats()
    kinds = stats.get("entities")
    entities = sum(kinds.values()) if isinstance(kinds, dict) else 0
    return (
        Size(f"{stats['cases']:,}", "篇", "材料"),
        Size(f"{stats['sources']:,}", "个", "来源文件"),
        Size(f"{entities:,}", "个", "词条"),
        Size(f"{stats['metrics']:,}", "项", "数据"),
        Size(f"{stats['relations']:,}", "条", "关系"),
    )


def _case(case: Case) -> NewCase:
    source = (
        words.case_region_words(case),
        words.genre_words(case.genre),
        words.date_words(case.date),
    )
    return NewCase(case_link(case), " · ".join(source))
