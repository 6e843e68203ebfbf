"""What a comparison is asked for: by what, where, and how the table is to stand."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kg.compare.table import By, Column
from kg.wording import UNPLACED, level_words


class Grouping(StrEnum):
    """Under what heads the rows stand; ``GROUPING_LABELS`` has the words."""

    REGION = "region"
    LEVEL = "level"
    NONE = "none"


class Sorting(StrEnum):
    """In what order rows stand inside their group; ``SORTING_LABELS`` has the words."""

    FIT = "fit"
    REGION = "region"
    LEVEL = "level"
    YEAR = "year"
    FIGURES = "figures"
    TITLE = "title"


GROUPING_LABELS: Final = {
    Grouping.REGION: "按地区",
    Grouping.LEVEL: "按单位层级",
    Grouping.NONE: "不分组",
}
SORTING_LABELS: Final = {
    Sorting.FIT: "相关程度",
    Sorting.REGION: "地区",
    Sorting.LEVEL: "层级由高到低",
    Sorting.YEAR: "年份由近到远",
    Sorting.FIGURES: "数据由多到少",
    Sorting.TITLE: "题名",
}
# Columns of tables of practices and of figures, in their order; the first ones are shown unasked.
PRACTICE_COLUMNS: Final = (
    Column.REGION,
    Column.ISSUER,
    Column.INITIATIVE,
    Column.PRACTICE,
    Column.MEASURES,
    Column.RESULTS,
    Column.ORGANIZATIONS,
    Column.METRICS,
    Column.PROBLEMS,
    Column.REASON,
    Column.SOURCE,
)
FIGURE_COLUMNS: Final = (
    Column.REGION,
    Column.ISSUER,
    Column.MEASURE,
    Column.VALUE,
    Column.SUBJECT,
    Column.YEAR,
    Column.QUOTE,
    Column.SOURCE,
)
_UNASKED: Final = {
    By.THEME: frozenset({Column.PROBLEMS, Column.REASON}),
    By.INITIATIVE: frozenset({Column.PROBLEMS}),
    By.TEXT: frozenset({Column.PROBLEMS}),
    By.MEASURE: frozenset({Column.REASON}),
}


@dataclass(frozen=True, slots=True)
class Ask:
    """A comparison to be made.

    ``what`` is a theme, an initiative's name or id, measures (several apart by 、 or blanks), or a
    text. ``regions`` are paths or names anywhere in a case's region, none meaning everywhere, and
    an empty one the cases without a region; ``levels`` are values of Level; ``years`` four digits,
    matched with sound dates only; ``cases`` are ids, none meaning any. ``columns`` and ``group``:
    none are the usual ones. ``limit`` cases are taken from ``offset`` on; None are all.
    """

    by: By
    what: str
    regions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    columns: tuple[Column, ...] = ()
    group: Grouping | None = None
    sort: Sorting = Sorting.FIT
    offset: int = 0
    limit: int | None = None

    @property
    def grouping(self) -> Grouping:
        """Under what heads the rows stand: those asked for, else the usual ones."""
        return self.group or usual_grouping(self.by)

    @property
    def filters(self) -> tuple[str, ...]:
        """What the cases are narrowed to, in words; nothing where all are taken."""
        told = (
            ("地区", [region.replace("/", "") or UNPLACED for region in self.regions]),
            ("层级", list(map(level_words, self.levels))),
            ("年份", [f"{year}年" for year in self.years]),
        )
        return tuple(f"{label}：{'、'.join(values)}" for label, values in told if values)

    @property
    def shown(self) -> tuple[Column, ...]:
        """The columns of the table in their order: those asked for, else the usual ones."""
        every = all_columns(self.by)
        asked = [column for column in every if column in self.columns]
        return tuple(asked or (column for column in every if column not in _UNASKED[self.by]))


def usual_grouping(by: By) -> Grouping:
    """Heads of a table unasked: regions; what a text finds stands by how near it is."""
    return Grouping.NONE if by is By.TEXT else Grouping.REGION


def all_columns(by: By) -> tuple[Column, ...]:
    """Columns that a table of this kind can have, in their order."""
    return FIGURE_COLUMNS if by is By.MEASURE else PRACTICE_COLUMNS
