"""What is written to a file: headings, one's own words, quotations, tables; each with its source.

A collection and a comparison both become a paper; the writers know papers only.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from kg.cite import Locator, Reference, Style, cite
from kg.model import Metric


class Notes(StrEnum):
    """Where a quotation's source stands in a text."""

    FOOTNOTES = "footnotes"
    ENDNOTES = "endnotes"
    LIST = "list"


NOTES_LABELS: Final[dict[Notes, str]] = {
    Notes.FOOTNOTES: "脚注",
    Notes.ENDNOTES: "尾注",
    Notes.LIST: "只列参考文献",
}


@dataclass(frozen=True, slots=True)
class Options:
    """How a paper is written; ``official`` asks for the styles and fonts of GB/T 9704."""

    style: Style = Style.GB2025
    notes: Notes = Notes.FOOTNOTES
    official: bool = False


@dataclass(frozen=True, slots=True)
class Quoted:
    """Exact words of a source; ``standing`` tells where they no longer stand in the library."""

    text: str
    start: int
    end: int
    reference: Reference
    locator: Locator
    label: str = ""
    marks: tuple[str, ...] = ()
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the outline; ``level`` from 1."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Words:
    """The writer's own words, or a remark of this program: they quote nobody."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """One collected thing: ``title`` where it has a name, its quotes, the writer's note."""

    kind: str
    title: str
    quotes: tuple[Quoted, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of a table's cell; ``metric`` where it is a figure.

    ``quote`` has the exact words behind ``text``; None where the case's own data say it.
    """

    text: str
    quote: Quoted | None = None
    marks: tuple[str, ...] = ()
    metric: Metric | None = None


Cell: TypeAlias = tuple[Line, ...]
GridRow: TypeAlias = tuple[Reference | None, tuple[Cell, ...]]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; every row has a cell for each column, and the source that it is about.

    A row about several sources has None; ``sources`` are those of its columns. Groups have a
    label, empty where there is but one.
    """

    columns: tuple[str, ...]
    groups: tuple[tuple[str, tuple[GridRow, ...]], ...]
    sources: tuple[Reference, ...] = ()

    @property
    def rows(self) -> Iterator[GridRow]:
        """Rows of all groups."""
        return (row for _, rows in self.groups for row in rows)


Block: TypeAlias = Heading | Words | Quotation | Grid


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole text. ``warnings`` are what the writer must know before he hands it on."""

    title: str
    blocks: tuple[Block, ...]
    warnings: tuple[str, ...] = ()

    @property
    def quotes(self) -> Iterator[Quoted]:
        """Every quotation in the order of the text."""
        for block in self.blocks:
            if isinstance(block, Quotation):
                yield from block.quotes
            elif isinstance(block, Grid):
                for _, cells in block.rows:
                    yield from (line.quote for cell in cells for line in cell if line.quote)

    @property
    def references(self) -> tuple[Reference, ...]:
        """Sources in the order in which they are first named, one for each case."""
        named: dict[str, Reference] = {}
        for reference in self._named():
            named.setdefault(reference.case, reference)
        return tuple(named.values())

    def _named(self) -> Iterator[Reference]:
        for block in self.blocks:
            if isinstance(block, Quotation):
                yield from (quote.reference for quote in block.quotes)
            elif isinstance(block, Grid):
                yield from block.sources
                yield from (reference for reference, _ in block.rows if reference)


def numbers(paper: Paper) -> dict[str, int]:
    """Number of each source in the list of references, by the case's id."""
    return {reference.case: n for n, reference in enumerate(paper.references, start=1)}


def listed(paper: Paper, style: Style) -> Sequence[str]:
    """The list of references, numbered."""
    return [cite(r, style, number=n) for n, r in enumerate(paper.references, start=1)]
