"""The page of saved searches, and what the search page says of the one it shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import LibraryFailed
from web import words
from web.links import Link, case_link
from web.saved.watch import News, Watch
from web.search.state import SearchState

if TYPE_CHECKING:
    from kg.library import Library
    from web.search.page import SearchPage

NEW_CASES: Final = 5  # of one search that are named
ON_START: Final = 5  # searches that the start page names
_NAME: Final = 60  # characters of a name made from the conditions


@dataclass(frozen=True, slots=True)
class SavedItem:
    """A saved search: ``new`` names the first of ``news`` new cases, ``more`` counts the rest."""

    id: str
    link: Link
    total: int
    news: int
    new: tuple[Link, ...]
    more: int
    looked_at: str


@dataclass(frozen=True, slots=True)
class SavedPage:
    """Everything that the page shows."""

    items: tuple[SavedItem, ...]


@dataclass(frozen=True, slots=True)
class SavedNote:
    """What the search page says: ``saved`` where this search is, else what would be saved.

    ``new`` has the ids of all cases that are new since the last look.
    """

    asked: str
    name: str
    saved: SavedItem | None
    new: frozenset[str] = frozenset()


def saved_page(library: "Library", watch: Watch) -> SavedPage:
    """All saved searches with what is new."""
    news = watch.news()
    cases = library.cases(case for one in news for case in one.new[:NEW_CASES])
    links = {key: case_link(case) for key, case in cases.items()}
    return SavedPage(tuple(_item(one, links) for one in news))


def saved_on_start(watch: Watch) -> tuple[SavedItem, ...]:
    """The searches that the start page names; none where their file cannot be read."""
    try:
        return tuple(_item(one, {}) for one in watch.news()[:ON_START])
    except LibraryFailed:  # the page of saved searches says so
        return ()


def saved_note(
    library: "Library", watch: Watch, state: SearchState, page: "SearchPage"
) -> SavedNote:
    """Whether the search that is shown is saved; its name would be what it asks."""
    labels = (chip.label for group in page.chips for chip in group.chips)
    name = " · ".join(part for part in (state.q, *labels) if part) or page.title
    try:
        search = watch.searches.asking(state.asked)
    except LibraryFailed:
        search = None
    if search is None:
        return SavedNote(state.asked, name[:_NAME], None)
    news = watch.news_of(search)
    named = library.cases(news.new[:NEW_CASES])
    saved = _item(news, {key: case_link(case) for key, case in named.items()})
    return SavedNote(state.asked, name[:_NAME], saved, frozenset(news.new))


def _item(news: News, links: dict[str, Link]) -> SavedItem:
    shown = _shown(news.new, links)
    return SavedItem(
        id=news.search.id,
        link=Link(news.search.name, SearchState.from_asked(news.search.asked).url()),
        total=len(news.found),
        news=len(news.new),
        new=shown,
        more=len(news.new) - len(shown),
        looked_at=words.moment_words(news.search.looked_at),
    )


def _shown(new: Iterable[str], links: dict[str, Link]) -> tuple[Link, ...]:
    return tuple(links[case] for case in new if case in links)[:NEW_CASES]
