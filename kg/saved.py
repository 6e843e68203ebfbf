"""Searches that are asked again: which cases they found when they were last looked at."""

import secrets
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from kg.errors import UnknownSearch
from kg.kept import Form, KeptFile

SEARCHES_FILE: Final = "searches.json"
# Cases of one search that are remembered; a search that finds more says nothing.
MOST_SEEN: Final = 20_000


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search under a name. ``asked`` is its query string, as the search page has it.

    ``seen`` are the ids of the cases that it found when it was last looked at, at ``looked_at``
    (ISO 8601 with zone).
    """

    id: str
    name: str
    asked: str
    seen: frozenset[str]
    looked_at: str

    def new(self, found: Iterable[str]) -> tuple[str, ...]:
        """Those of the cases found now that were not there at the last look, in their order."""
        return tuple(case for case in found if case not in self.seen)


class Searches:
    """The saved searches of a library's folder, in the order in which they were saved.

    Raises LibraryFailed where their file cannot be read or written, UnknownSearch for another id.
    """

    def __init__(self, folder: Path) -> None:
        """Keep searches in ``folder``."""
        self._file = KeptFile(folder / SEARCHES_FILE, _FORM)

    def all(self) -> tuple[SavedSearch, ...]:
        """All saved searches, oldest first."""
        return self._file.all() or ()

    def get(self, search_id: str) -> SavedSearch:
        """The search of this id."""
        for search in self.all():
            if search.id == search_id:
                return search
        msg = f"no saved search has the id {search_id!r}"
        raise UnknownSearch(msg)

    def asking(self, asked: str) -> SavedSearch | None:
        """The search that asks just this, if there is one."""
        return next((search for search in self.all() if search.asked == asked), None)

    def save(self, name: str, asked: str, found: Iterable[str]) -> SavedSearch:
        """Save a search with what it finds now; one that asks the same is kept as it is."""
        new = SavedSearch(secrets.token_hex(4), name, asked, frozenset(found), _now())
        self._file.change(lambda: self.all() if self.asking(asked) else (*self.all(), new))
        return self.asking(asked) or new

    def look(self, search_id: str, found: Iterable[str]) -> None:
        """What is found now has been looked at."""
        seen = frozenset(found)
        self._edit(search_id, lambda one: replace(one, seen=seen, looked_at=_now()))

    def rename(self, search_id: str, name: str) -> None:
        """Give a search another name; an empty one changes nothing."""
        self._edit(search_id, lambda one: replace(one, name=name.strip() or one.name))

    def remove(self, search_id: str) -> None:
        """Ask a search no more."""
        self.get(search_id)
        self._file.change(lambda: tuple(one for one in self.all() if one.id != search_id))

    def _edit(self, search_id: str, edit: Callable[[SavedSearch], SavedSearch]) -> None:
        self.get(search_id)
        self._file.change(
            lambda: tuple(edit(one) if one.id == search_id else one for one in self.all())
        )


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def _encode(search: SavedSearch) -> dict[str, Any]:
    return asdict(search) | {"seen": sorted(search.seen)}


def _decode(document: dict[str, Any]) -> SavedSearch:
    return SavedSearch(**document | {"seen": frozenset(document["seen"])})


_FORM: Final = Form("searches", 1, _encode, _decode)
