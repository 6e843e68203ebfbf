"""What the search page is asked for: its state, which lives in the query string."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import parse_qsl, urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from kg.model import Chosen, Query
from kg.ontology import Sort
from web.paging import page_number

FILTERS: Final = ("region", "theme", "level", "genre", "year", "role", "entity")
# How the words are read: each is on unless the address says ``=0``.
SWITCHES: Final = ("places", "synonyms", "correct", "years")
PAGE_SIZE: Final = 10
_ANY: Final = "\0"  # stands for a value where an address is made: nothing else is written so


@dataclass(frozen=True, slots=True)
class SearchState:
    """The words, the filters, how words are read, the order, the page.

    A filter has one value, several, or none; a switch is ``0`` or empty, which is on. Pages
    count from 1.
    """

    q: str = ""
    region: Chosen = None
    theme: Chosen = None
    level: Chosen = None
    genre: Chosen = None
    year: Chosen = None
    role: Chosen = None
    entity: Chosen = None
    places: str = ""
    synonyms: str = ""
    correct: str = ""
    years: str = ""
    sort: Sort = Sort.RELEVANCE
    page: int = 1

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "SearchState":
        """State of a request; a page that is no number is the first, an unknown order by words."""
        given = MultiDict(args)
        asked: dict[str, Any] = {name: _values(given.getlist(name)) or None for name in FILTERS}
        asked |= {name: "0" for name in SWITCHES if given.get(name) == "0"}
        sort = given.get("sort", "")
        return cls(
            q=given.get("q", "").strip(),
            **asked,
            sort=Sort(sort) if sort in list(Sort) else Sort.RELEVANCE,
            page=page_number(given.get("page", "")),
        )

    @classmethod
    def from_asked(cls, asked: str) -> "SearchState":
        """State of a query string without its page, as ``asked`` gives it."""
        return replace(cls.from_args(MultiDict(parse_qsl(asked))), page=1)

    @property
    def asked(self) -> str:
        """All but the page as a query string; the same for the same search."""
        return urlencode([*([("q", self.q)] if self.q else []), *self.hidden])

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The filters that are set, in the order of ``FILTERS``; no value list is empty."""
        chosen = {name: self.chosen(name) for name in FILTERS}
        return {name: values for name, values in chosen.items() if values}

    @property
    def hidden(self) -> tuple[tuple[str, str], ...]:
        """All but the words and the page, as a form repeats it."""
        values = [(name, value) for name, chosen in self.filters.items() for value in chosen]
        values += [(name, "0") for name in SWITCHES if getattr(self, name) == "0"]
        return (*values, *([("sort", str(self.sort))] if self.sort is not Sort.RELEVANCE else []))

    def chosen(self, name: str) -> tuple[str, ...]:
        """Values of one filter."""
        value: Chosen = getattr(self, name)
        return _values([value] if isinstance(value, str) else value or ())

    def query(self) -> Query:
        """The same as the library is asked it."""
        return Query(
            text=self.q,
            **self.filters,
            limit=PAGE_SIZE,
            offset=(self.page - 1) * PAGE_SIZE,
            places=self.places != "0",
            synonyms=self.synonyms != "0",
            correct=self.correct != "0",
            years=self.years != "0",
            sort=self.sort,
        )

    def toggles(self, name: str) -> Callable[[str], str]:
        """Address with a value added to a filter, or lifted where it is one of its values.

        A region takes the place of those around it and inside it: narrower or wider is meant.
        What the addresses of all values share is written once: a page has some sixty.
        """
        old = self.chosen(name)
        before, _, behind = self.url(**{name: _ANY}).partition(urlencode({name: _ANY}))

        def toggled(value: str) -> str:
            if value in old:
                return self.url(**{name: tuple(one for one in old if one != value)})
            kept = [one for one in old if not (name == "region" and _overlap(one, value))]
            return before + urlencode([(name, one) for one in (*kept, value)]) + behind

        return toggled

    def at_page(self, page: int) -> str:
        """Address of another page of the same answer."""
        return _address(replace(self, page=page))

    def url(self, **changes: Any) -> str:  # noqa: ANN401 - any field of the state
        """Address with the changes made, on the first page."""
        return _address(replace(self, page=1, **changes))


def _values(given: Iterable[str]) -> tuple[str, ...]:
    """Values without blanks around them, each once, empty ones left out."""
    return tuple(dict.fromkeys(value.strip() for value in given if value.strip()))


def _overlap(one: str, other: str) -> bool:
    """Whether one region lies inside the other."""
    return f"{one}/".startswith(f"{other}/") or f"{other}/".startswith(f"{one}/")


def _address(state: SearchState) -> str:
    values = [("q", state.q)] if state.q else []
    values += state.hidden
    # Without anything asked the first page is the start page, so page=1 asks for the list.
    if state.page > 1 or not values:
        values.append(("page", str(state.page)))
    return f"{url_for('pages.search')}?{urlencode(values)}"
