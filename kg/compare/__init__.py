"""Comparable practices across regions: by theme, initiative, measure, or pasted text."""

from kg.compare.asking import (
    GROUPING_LABELS,
    SORTING_LABELS,
    Ask,
    Grouping,
    Sorting,
    all_columns,
    usual_grouping,
)
from kg.compare.beside import Aligned, Beside, Cell, beside
from kg.compare.comparing import compare
from kg.compare.initiatives import names_like, widespread
from kg.compare.spread import Spread, spread
from kg.compare.table import (
    COLUMN_LABELS,
    By,
    Column,
    Comparison,
    Coverage,
    Group,
    Item,
    Mark,
    Row,
)
from kg.compare.themes import theme_query

__all__ = [
    "COLUMN_LABELS",
    "GROUPING_LABELS",
    "SORTING_LABELS",
    "Aligned",
    "Ask",
    "Beside",
    "By",
    "Cell",
    "Column",
    "Comparison",
    "Coverage",
    "Group",
    "Grouping",
    "Item",
    "Mark",
    "Row",
    "Sorting",
    "Spread",
    "all_columns",
    "beside",
    "compare",
    "names_like",
    "spread",
    "theme_query",
    "usual_grouping",
    "widespread",
]
