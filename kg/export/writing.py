"""What every written form of a paper has in common: its order, and how a source is numbered."""

from abc import ABC, abstractmethod
from typing import Final

from kg.export.paper import (
    Grid,
    Heading,
    Notes,
    Options,
    Paper,
    Quotation,
    Quoted,
    Words,
    listed,
    numbers,
)

REFERENCES: Final = "参考文献"


class PaperWriter(ABC):
    """Writes one paper from its title to its list of references, each part in its own form."""

    def __init__(self, paper: Paper, options: Options) -> None:
        """Number the sources; nothing is written yet."""
        self._paper = paper
        self._options = options
        self._numbers = numbers(paper)

    def write(self) -> None:
        """Write title, warnings, blocks, notes and references, in this order."""
        self.add_title(self._paper.title)
        for warning in self._paper.warnings:
            self.add_warning(f"提示：{warning}")
        for block in self._paper.blocks:
            if isinstance(block, Heading):
                self.add_heading(block.text, block.level)
            elif isinstance(block, Words):
                self.add_words(block.text)
            elif isinstance(block, Quotation):
                self.add_quotation(block)
            else:
                self.add_grid(block)
        self.add_notes()
        entries = listed(self._paper, self._options.style)
        if entries:
            self.add_heading(REFERENCES, 1)
        for entry in entries:
            self.add_entry(entry)

    @property
    def noted(self) -> bool:
        """Whether every quotation has a note of its own."""
        return self._options.notes is not Notes.LIST

    def number_of(self, quote: Quoted) -> tuple[int, str]:
        """Number of a quotation's source, and its passage: 第3段, empty where not known."""
        passage = f"第{quote.locator.passage}段" if quote.locator.passage else ""
        return self._numbers[quote.reference.case], passage

    @abstractmethod
    def add_title(self, text: str) -> None:
        """The paper's title."""

    @abstractmethod
    def add_warning(self, text: str) -> None:
        """What must be known before the paper is handed on."""

    @abstractmethod
    def add_heading(self, text: str, level: int) -> None:
        """A heading of the outline; ``level`` counts from 1."""

    @abstractmethod
    def add_words(self, text: str) -> None:
        """Words that quote nobody."""

    @abstractmethod
    def add_quotation(self, quotation: Quotation) -> None:
        """One collected thing."""

    @abstractmethod
    def add_grid(self, grid: Grid) -> None:
        """A table."""

    @abstractmethod
    def add_notes(self) -> None:
        """The notes that were collected, before the references."""

    @abstractmethod
    def add_entry(self, entry: str) -> None:
        """One entry of the list of references, numbered."""
