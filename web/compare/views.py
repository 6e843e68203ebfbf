"""What the comparison page shows, as its template reads it."""

from dataclasses import dataclass
from typing import Final

from web.links import Link
from web.themes import ThemeGroup

_SHORT: Final = 8  # provinces whose table stands open


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a select box or a check box."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a cell; ``url`` opens its passage, ``about`` the entity's page."""

    text: str
    url: str
    about: str
    kind: str
    badges: tuple[str, ...]
    quoted: bool


@dataclass(frozen=True, slots=True)
class Part:
    """The entries of one column inside a cell; ``label`` is empty where the cell has but one."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class CellView:
    """A cell of the page's table."""

    label: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """A row: the case that it is of, then its cells. ``case`` is the id, to set beside others.

    ``rows`` are those of the case that stand together from here on; 0 for all but the first.
    """

    case: str
    rows: int
    link: Link | None
    facts: tuple[str, ...]
    inferred_from: str
    badges: tuple[str, ...]
    reason: str
    copies: int
    partly: bool
    path: str
    cells: tuple[CellView, ...]
    anchor: str
    collect: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """Rows under one head; the label is empty where there are no groups."""

    label: str
    rows: tuple[RowView, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One list of values to narrow by."""

    name: str
    label: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class SpreadRow:
    """A province: its cases by year, then how many have no sound date and why."""

    region: str
    counts: tuple[int, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class SpreadView:
    """Where and when an initiative appears."""

    years: tuple[str, ...]
    rows: tuple[SpreadRow, ...]

    @property
    def long(self) -> bool:
        """Whether it would push the practices themselves off the first screen."""
        return len(self.rows) > _SHORT


@dataclass(frozen=True, slots=True)
class ComparePage:
    """Everything that the comparison shows; without ``what`` only the ways in.

    ``asked`` are names and values that lead on to cases side by side; ``amended`` are ids of cases
    that a person put right.

    ``mentions`` is the address of a search for what only names the theme; empty without one.
    """

    by: str
    what: str
    title: str
    ways: tuple[Link, ...]
    way: str
    themes: tuple[Option, ...]
    suggestions: tuple[str, ...]
    entries: tuple[ThemeGroup, ...]
    filters: tuple[Filter, ...]
    columns: tuple[Option, ...]
    heads: tuple[str, ...]
    groups: tuple[GroupView, ...]
    coverage: tuple[str, ...]
    mentions: str
    unknown: bool
    off_list: bool
    spread: SpreadView | None
    amended: frozenset[str]
    asked: tuple[tuple[str, str], ...]
    files: tuple[Link, ...]
    pages: tuple[Link, ...]
    page: int
