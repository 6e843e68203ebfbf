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
from kg.compare.beside import Beside, Section, beside
from kg.compare.initiatives import by_initiative, names_like, widespread
from kg.compare.measures import by_measure
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
from kg.compare.texts import by_text
from kg.compare.themes import by_theme, theme_query
from kg.library import Library

__all__ = [
    "COLUMN_LABELS",
    "GROUPING_LABELS",
    "SORTING_LABELS",
    "Ask",
    "Beside",
    "By",
    "Column",
    "Comparison",
    "Coverage",
    "Group",
    "Grouping",
    "Item",
    "Mark",
    "Row",
    "Section",
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


def compare(library: Library, ask: Ask) -> Comparison:
    """Make a comparison. Raises InvalidQuery for what cannot be compared by."""
    with library.reading() as snapshot:
        if ask.by is By.THEME:
            return by_theme(snapshot, ask)
        if ask.by is By.MEASURE:
            return by_measure(snapshot, ask)
        if ask.by is By.INITIATIVE:
            return by_initiative(library, snapshot, ask)
        return by_text(library, snapshot, ask)
