"""Markdown: quotations with footnotes, tables with a number and a passage behind every cell."""

import re
from collections.abc import Iterator
from typing import Final

from kg.cite import cite
from kg.export.paper import (
    Block,
    Grid,
    Heading,
    Line,
    Notes,
    Options,
    Paper,
    Quotation,
    Quoted,
    Words,
    listed,
    numbers,
)

# What would be read as markup in the middle of a line; a line's own beginning is set off by text.
_MARKUP: Final = re.compile(r"([\\`*_\[\]<>|~])")


def encode(paper: Paper, options: Options) -> bytes:
    """The paper as UTF-8 text."""
    return (_Writer(paper, options).text().rstrip() + "\n").encode()


def escaped(text: str) -> str:
    """Words that Markdown prints as they are."""
    return _MARKUP.sub(r"\\\1", text)


class _Writer:
    """Writes one paper; footnotes are numbered through the text."""

    def __init__(self, paper: Paper, options: Options) -> None:
        self._paper = paper
        self._options = options
        self._numbers = numbers(paper)
        self._notes: list[str] = []

    def text(self) -> str:
        parts = [f"# {escaped(self._paper.title)}"]
        parts += [f"> 提示：{escaped(warning)}" for warning in self._paper.warnings]
        for block in self._paper.blocks:
            parts += self._block(block)
        parts += self._notes
        entries = listed(self._paper, self._options.style)
        if entries:
            parts += ["## 参考文献", *(escaped(entry) for entry in entries)]
        return "\n\n".join(parts)

    def _block(self, block: Block) -> Iterator[str]:
        if isinstance(block, Heading):
            yield f"{'#' * (block.level + 1)} {escaped(block.text)}"
        elif isinstance(block, Words):
            yield _lines(block.text)
        elif isinstance(block, Quotation):
            yield from self._quotation(block)
        else:
            yield self._grid(block)

    def _quotation(self, block: Quotation) -> Iterator[str]:
        if block.title:
            yield f"**{escaped(block.title)}**"
        for quote in block.quotes:
            label = f"（{quote.label}）" if quote.label else ""
            text = _lines(quote.text).replace("\n", "\n> ")
            yield f"> {escaped(label)}{text}{_marks(quote.marks)}{self._note(quote)}"
            if quote.standing:
                yield f"（{quote.standing}）"
        if block.note:
            yield f"笔记：{_lines(block.note)}"

    def _note(self, quote: Quoted) -> str:
        if self._options.notes is Notes.LIST:
            return self._number(quote)
        words = cite(quote.reference, self._options.style, quote.locator)
        self._notes.append(f"[^{len(self._notes) + 1}]: {escaped(words)}")
        return f"[^{len(self._notes)}]"

    def _number(self, quote: Quoted) -> str:
        passage = f"第{quote.locator.passage}段" if quote.locator.passage else ""
        return f" \\[{self._numbers[quote.reference.case]}\\]{passage}"

    def _grid(self, grid: Grid) -> str:
        lines = [_cells(grid.columns), _cells("---" for _ in grid.columns)]
        for label, rows in grid.groups:
            lines.append(_cells([f"**{escaped(label)}**", *[""] * (len(grid.columns) - 1)]))
            for _, cells in rows:
                lines.append(_cells("<br>".join(map(self._line, cell)) for cell in cells))
        return "\n".join(lines)

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
