"""What the search page is asked for: its state, which lives in the query string."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Final
from urllib.parse import urlencode

from flask import url_for

from kg.model import Query

FILTERS: Final = ("region", "theme", "level", "genre", "year", "entity")
# How the words are read: each is on unless the address says ``=0``.
SWITCHES: Final = ("places", "synonyms", "correct")
PAGE_SIZE: Final = 10
# Nobody reads past the 500th page, and an engine has to rank everything before it.
LAST_PAGE: Final = 500


@dataclass(frozen=True, slots=True)
class SearchState:
    """The words, the filters, how words are read, the page.

    An empty string is no filter; a switch is ``0`` or empty, which is on. Pages count from 1.
    """

    q: str = ""
    region: str = ""
    theme: str = ""
    level: str = ""
    genre: str = ""
    year: str = ""
    entity: str = ""
    places: str = ""
    synonyms: str = ""
    correct: str = ""
    page: int = 1

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "SearchState":
        """State of a request; a page that is no number is the first."""
        texts = {name: args.get(name, "").strip() for name in ("q", *FILTERS)}
        texts |= {name: "0" for name in SWITCHES if args.get(name) == "0"}
        page = args.get("page", "")
        number = int(page) if page.isascii() and page.isdigit() else 1
        return cls(**texts, page=min(max(number, 1), LAST_PAGE))

    @property
    def filters(self) -> dict[str, str]:
        """The filters that are set, in the order of ``FILTERS``."""
        everything = asdict(self)
        return {name: everything[name] for name in FILTERS if everything[name]}

    def query(self) -> Query:
        """The same as the library is asked it."""
        return Query(
            text=self.q,
            region=self.region or None,
            theme=self.theme or None,
            level=self.level or None,
            genre=self.genre or None,
            year=self.year or None,
            entity=self.entity or None,
            limit=PAGE_SIZE,
            offset=(self.page - 1) * PAGE_SIZE,
            places=self.places != "0",
            synonyms=self.synonyms != "0",
            correct=self.correct != "0",
        )

    def toggled(self, name: str, value: str) -> str:
        """Address with one filter set, or lifted where it is set to this value already."""
        old = self.filters.get(name)
        return self.url(**{name: "" if value == old else value})

    def at_page(self, page: int) -> str:
        """Address of another page of the same answer."""
        return _address(replace(self, page=page))

    def url(self, **changes: str) -> str:
        """Address with the changes made, on the first page."""
        return _address(replace(self, page=1, **changes))


def _address(state: SearchState) -> str:
    values = {"q": state.q} if state.q else {}
    values |= state.filters
    values |= {name: "0" for name in SWITCHES if getattr(state, name) == "0"}
    # Without anything asked the first page is the start page, so page=1 asks for the list.
    if state.page > 1 or not values:
        values["page"] = str(state.page)
    return f"{url_for('pages.search')}?{urlencode(values)}"
