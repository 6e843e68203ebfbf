"""Making a comparison: each way of asking has its own."""

from kg.compare.asking import Ask
from kg.compare.initiatives import by_initiative
from kg.compare.measures import by_measure
from kg.compare.table import By, Comparison
from kg.compare.texts import by_text
from kg.compare.themes import by_theme
from kg.library import Library


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
