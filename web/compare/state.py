"""What the comparison is asked for: its state, which lives in the query string."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Final, TypeVar
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from kg.compare import Ask, By, Column, Grouping, Sorting, usual_grouping
from web.paging import page_number

# Cases on one page, of up to four rows each: more are no longer compared by eye.
PAGE_SIZE: Final = 12
# An address holds this many characters of a pasted text.
LONGEST_TEXT: Final = 1000

_Choice = TypeVar("_Choice", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class CompareState:
    """By what, and of what; how it is narrowed, grouped, sorted; columns none: the usual ones.

    Without ``what`` only the ways in are shown. Pages count from 1.
    """

    by: By = By.THEME
    what: str = ""
    regions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    group: Grouping = Grouping.REGION
    sort: Sorting = Sorting.FIT
    page: int = 1

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "CompareState":
        """State of a request; values that are none of a list are left out."""
        given = MultiDict(args)
        asked = ((by, given.get(by.value, "").strip()) for by in By)
        by, what = next((pair for pair in asked if pair[1]), (_kind(given), ""))
        columns = (_one(Column, name) for name in given.getlist("col"))
        return cls(
            by=by,
            what=what[:LONGEST_TEXT],
            regions=_several(given.getlist("region")),
            levels=_several(given.getlist("level")),
            years=_several(given.getlist("year")),
            columns=tuple(column for column in columns if column),
            group=_one(Grouping, given.get("group", "")) or usual_grouping(by),
            sort=_one(Sorting, given.get("sort", "")) or Sorting.FIT,
            page=page_number(given.get("page", "")),
        )

    def ask(self, *, whole: bool = False) -> Ask:
        """The same as a comparison is asked for; ``whole``: all pages at once."""
        return Ask(
            by=self.by,
            what=self.what,
            regions=self.regions,
            levels=self.levels,
            years=self.years,
            columns=self.columns,
            group=self.group,
            sort=self.sort,
            offset=0 if whole else (self.page - 1) * PAGE_SIZE,
            limit=None if whole else PAGE_SIZE,
        )

    def url(self, **changes: Any) -> str:  # noqa: ANN401 - any field of the state
        """Address with changes made, on the first page unless one is named."""
        state = replace(self, **({"page": 1} | changes))
        return f"{url_for('pages.compare')}?{urlencode(state.values())}"

    def asked(self) -> list[tuple[str, str]]:
        """Name and value of what is asked for alone, without what narrows or sorts it."""
        return [(self.by.value, self.what)] if self.what else []

    def file_url(self, form: str) -> str:
        """Address of the whole table as a file."""
        return f"{url_for('pages.compare_file', form=form)}?{urlencode(self.values())}"

    def values(self) -> list[tuple[str, str]]:
        """Names and values of the query string, the usual ones left out."""
        values = [(self.by.value, self.what)] if self.what else [("by", self.by.value)]
        values += [("region", region) for region in self.regions]
        values += [("level", level) for level in self.levels]
        values += [("year", year) for year in self.years]
        values += [("col", column.value) for column in self.columns]
        if self.group is not usual_grouping(self.by):
            values.append(("group", self.group.value))
        if self.sort is not Sorting.FIT:
            values.append(("sort", self.sort.value))
        if self.page > 1:
            values.append(("page", str(self.page)))
        return values


def _kind(given: Mapping[str, str]) -> By:
    return _one(By, given.get("by", "")) or By.THEME


def _one(kind: type[_Choice], value: str) -> _Choice | None:
    """Member of a list; None for what is not on it."""
    return next((member for member in kind if member.value == value), None)


def _several(given: Iterable[str]) -> tuple[str, ...]:
    """Values that are not empty, each once."""
    return tuple(dict.fromkeys(value.strip() for value in given if value.strip()))
