"""Asking saved searches again; what each finds is kept until the library changes."""

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import InvalidQuery
from kg.saved import MOST_SEEN, SavedSearch, Searches
from web.search.state import SearchState

if TYPE_CHECKING:
    from kg.library import Library

# Answers kept, each the ids of its cases; beyond, all are asked anew.
_KEPT: Final = 64


@dataclass(frozen=True, slots=True)
class News:
    """A saved search with what it finds now, and those of it that were not there before."""

    search: SavedSearch
    found: tuple[str, ...]
    new: tuple[str, ...]


class Watch:
    """The saved searches of a library. Safe among threads."""

    def __init__(self, library: "Library") -> None:
        """Watch a library with the searches that its folder keeps."""
        self.searches = Searches(library.folder)
        self._library = library
        self._lock = threading.Lock()
        self._kept: tuple[int, dict[str, tuple[str, ...]]] = (-1, {})

    def found(self, asked: str) -> tuple[str, ...]:
        """Cases that a search finds now; none for what cannot be understood."""
        generation = self._library.generation
        with self._lock:
            if self._kept[0] != generation or len(self._kept[1]) >= _KEPT:
                self._kept = generation, {}
            answers = self._kept[1]
        if asked not in answers:
            try:
                query = SearchState.from_asked(asked).query()
                found = self._library.matching(query, most=MOST_SEEN)
            except InvalidQuery:
                found = ()
            if self._library.indexed_generation != generation:
                return found  # the index lags behind: another answer is to come
            answers[asked] = found
        return answers[asked]

    def news(self) -> tuple[News, ...]:
        """All saved searches, those with most that is new first."""
        told = [self.news_of(search) for search in self.searches.all()]
        return tuple(sorted(told, key=lambda news: -len(news.new)))

    def news_of(self, search: SavedSearch) -> News:
        """One saved search."""
        found = self.found(search.asked)
        return News(search, found, search.new(found))
