"""Markdown: quotations with footnotes, tables with a number and a passage behind every cell."""

import re
from collections.abc import Iterator
from typing import Final

from kg.cite import cite
from kg.export.paper import Grid, Line, Options, Paper, Quotation, Quoted
from kg.export.writing import PaperWriter

# What would be read as markup in the middle of a line; a line's own beginning is set off by text.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~])")


def encode(paper: Paper, options: Options) -> bytes:
    """The paper as UTF-8 text."""
    return (_Writer(paper, options).text().rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """Words that Markdown prints as they are."""
    return _MARKUP.sub(r"\\\1", text)


class _Writer(PaperWriter):
    """Writes one paper; footnotes are numbered through the text."""

    def __init__(self, paper: Paper, options: Options) -> None:
        super().__init__(paper, options)
        self._parts: list[str] = []
        self._notes: list[str] = []

    def text(self) -> str:
        self.write()
        return "\n\n".join(self._parts)

    def add_title(self, text: str) -> None:
        self.add_heading(text, 0)

    def add_warning(self, text: str) -> None:
        self._parts.append(f"> {escaped(text)}")

    def add_heading(self, text: str, level: int) -> None:
        self._parts.append(f"{'#' * (level + 1)} {escaped(text)}")

    def add_words(self, text: str) -> None:
        self._parts.append(_lines(text))

    def add_entry(self, entry: str) -> None:
        self._parts.append(escaped(entry))

    def add_notes(self) -> None:
        self._parts += self._notes

    def add_quotation(self, quotation: Quotation) -> None:
        if quotation.title:
            self._parts.append(f"**{escaped(quotation.title)}**")
        for quote in quotation.quotes:
            text = _lines(quote.text).replace("\n", "\n> ")
            said = f"> {text}{_marks(quote.marks)}{self._note(quote)}"
            self._parts.append(said)
            if quote.standing:
                self._parts.append(f"（{quote.standing}）")
        if quotation.note:
            self._parts.append(f"笔记：{_lines(quotation.note)}")

    def _note(self, quote: Quoted) -> str:
        if not self.noted:
            return self._number(quote)
        words = cite(quote.reference, self._options.style, quote.locator)
        self._notes.append(f"[^{len(self._notes) + 1}]: {escaped(words)}")
        return f"[^{len(self._notes)}]"

    def _number(self, quote: Quoted) -> str:
        number, passage = self.number_of(quote)
        return f" \\[{number}\\]{passage}"

    def add_grid(self, grid: Grid) -> None:
        lines = [_cells(grid.columns), _cells("---" for _ in grid.columns)]
        for label, rows in grid.groups:
            if label:
                lines.append(_cells([f"**{escaped(label)}**", *[""] * (len(grid.columns) - 1)]))
            for _, cells in rows:
                lines.append(_cells("<br>".join(map(self._line, cell)) for cell in cells))
        self._parts.append("\n".join(lines))

    def _line(self, line: Line) -> str:
        words = escaped(" ".join(line.text.split()))
        return f"{words}{_marks(line.marks)}{self._number(line.quote) if line.quote else ''}"


def _marks(marks: tuple[str, ...]) -> str:
    return "".join(f"［{mark}］" for mark in marks)


def _lines(text: str) -> str:
    """Words with their line ends kept."""
    return escaped(text).replace("\n", "  \n")


def _cells(cells: Iterator[str] | list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
