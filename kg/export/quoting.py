"""Entries of a comparison as lines of a paper: their words with passage and source."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.cite import Locator, Reference
from kg.compare.table import Item
from kg.export.paper import Line, Quoted
from kg.library import Library
from kg.model import Quote


@dataclass(frozen=True, slots=True)
class Quoting:
    """What the store knows of the quotes: numbers of passages and formats of sources, by id."""

    numbers: Mapping[str, int]
    formats: Mapping[str, str]

    @classmethod
    def of(cls, library: Library, items: Iterable[Item], sources: Iterable[str]) -> "Quoting":
        """Read what lines of these entries and sources need."""
        with library.reading() as snapshot:
            wanted = {item.quote.passage for item in items if item.quote and item.quote.passage}
            numbers = {key: passage.number for key, passage in snapshot.passages(wanted).items()}
            return cls(numbers, snapshot.formats(set(sources)))

    def line(self, item: Item, reference: Reference) -> Line:
        """An entry as a line, with the source that it is of."""
        marks = tuple(mark.value for mark in item.marks)
        quote = self._quoted(item.quote, reference, marks) if item.quote else None
        return Line(item.text, quote, marks, item.metric)

    def _quoted(self, quote: Quote, reference: Reference, marks: tuple[str, ...]) -> Quoted:
        return Quoted(
            text=quote.text,
            start=quote.start,
            end=quote.end,
            reference=reference,
            locator=Locator(self.numbers.get(quote.passage), quote.heading),
            marks=marks,
        )
