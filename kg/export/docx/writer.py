"""Writing a paper as a Word file."""

import io
from collections.abc import Sequence
from datetime import UTC, datetime
from math import ceil
from typing import Final

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row
from docx.shared import Emu, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from kg.cite import cite
from kg.export.docx.notes import NotePart
from kg.export.docx.styles import BODY, NAME, NOTE, QUOTE, SOURCE, TABLE, TITLE, set_up
from kg.export.paper import Cell, Grid, Line, Notes, Options, Paper, Quotation, Quoted
from kg.export.sheet import writable
from kg.export.writing import PaperWriter

_LOWEST: Final = 3  # Heading 3 is the last rank that the styles describe

_NARROWEST: Final = 6.0  # root of 36 characters: four or five stand in a line
# Lines of a row that may not break: a third of the 39 that a page on its side has, 78 characters
# of 9 points each. A taller row that is kept whole leaves the page before it empty.
_TALLEST: Final = 13
_ACROSS: Final = 78


def encode(paper: Paper, options: Options) -> bytes:
    """The paper as a Word file."""
    return _Writer(paper, options).bytes()


class _Writer(PaperWriter):
    """Writes one paper."""

    def __init__(self, paper: Paper, options: Options) -> None:
        super().__init__(paper, options)
        wide = any(isinstance(block, Grid) for block in paper.blocks)
        self._document = docx.Document()
        self._document.core_properties.author = ""
        self._document.core_properties.comments = ""
        self._document.core_properties.title = writable(paper.title)
        now = datetime.now(UTC)
        self._document.core_properties.created = now
        self._document.core_properties.modified = now
        set_up(self._document, official=options.official, wide=wide)
        self._styles: dict[str, str | None] = {}
        kind = "endnote" if options.notes is Notes.ENDNOTES else "footnote"
        font, size = ("仿宋_GB2312", 12) if options.official else ("宋体", 9)
        self._notes = NotePart(self._document, kind, font=font, size=size)

    def bytes(self) -> bytes:
        self.write()
        out = io.BytesIO()
        self._document.save(out)
        return out.getvalue()

    def _add(self, text: str, style: str) -> Paragraph:
        paragraph = self._styled(self._document.add_paragraph(), style)
        paragraph.add_run(writable(text))
        return paragraph

    def _styled(self, paragraph: Paragraph, style: str) -> Paragraph:
        """The paragraph in a style; python-docx looks through all styles for each paragraph."""
        element = paragraph._p  # noqa: SLF001
        if style not in self._styles:
            paragraph.style = style
            self._styles[style] = element.style
        else:
            element.style = self._styles[style]
        return paragraph

    def _first(self, cell: _Cell) -> Paragraph:
        """The paragraph that every cell begins with."""
        return self._styled(cell.paragraphs[0], TABLE)

    def add_title(self, text: str) -> None:
        self._add(text, TITLE)

    def add_warning(self, text: str) -> None:
        self._add(text, SOURCE)

    def add_heading(self, text: str, level: int) -> None:
        self._add(text, f"Heading {min(level, _LOWEST)}")

    def add_words(self, text: str) -> None:
        self._add(text, BODY)

    def add_entry(self, entry: str) -> None:
        self._add(entry, SOURCE)

    def add_notes(self) -> None:
        self._notes.save()

    def add_quotation(self, quotation: Quotation) -> None:
        if quotation.title:
            self._add(quotation.title, NAME)
        for quote in quotation.quotes:
            paragraph = self._styled(self._document.add_paragraph(), QUOTE)
            paragraph.add_run(writable(quote.text))
            _add_marks(paragraph, quote.marks)
            self._note(paragraph, quote)
            if quote.standing:
                paragraph.add_run(f"（{quote.standing}）")
        if quotation.note:
            self._add(f"笔记：{quotation.note}", NOTE)

    def _note(self, paragraph: Paragraph, quote: Quoted) -> None:
        if self.noted:
            words = cite(quote.reference, self._options.style, quote.locator)
            self._notes.add(paragraph, writable(words))
        else:
            self._number(paragraph, quote)

    def _number(self, paragraph: Paragraph, quote: Quoted) -> None:
        """Number in the list of references with the passage behind it, as the standard has it."""
        number, passage = self.number_of(quote)
        run = paragraph.add_run(f"[{number}]{passage}")
        run.font.superscript = True

    def add_grid(self, grid: Grid) -> None:
        table = self._document.add_table(rows=1, cols=len(grid.columns))
        table.style = "Table Grid"
        for cell, column in zip(table.rows[0].cells, grid.columns, strict=True):
            self._first(cell).add_run(column).bold = True
        for change in (_keep, _repeat):
            change(table.rows[0]._tr)  # noqa: SLF001 - python-docx has no other way
        shares = _shares(grid)
        for label, rows in grid.groups:
            if label:
                cells = table.add_row().cells
                head = self._first(cells[0].merge(cells[-1]))
                head.add_run(writable(label)).bold = True
                head.paragraph_format.keep_with_next = True
            for _, row in rows:
                added = table.add_row()
                if _height(row, shares) <= _TALLEST:
                    _keep(added._tr)  # noqa: SLF001 - as above
                for place, cell in zip(added.cells, row, strict=True):
                    self._cell(place, cell)
        self._widen(table, shares)

    def _widen(self, table: Table, shares: Sequence[float]) -> None:
        """Give columns their shares of the page's width."""
        section = self._document.sections[0]
        edges = (section.left_margin or 0) + (section.right_margin or 0)
        room = (section.page_width or 0) - edges
        table.autofit = False
        for column, share in zip(table.columns, shares, strict=True):
            column.width = Emu(int(room * share))

    def _cell(self, place: _Cell, lines: Sequence[Line]) -> None:
        for number, line in enumerate(lines):
            added = place.add_paragraph() if number else place.paragraphs[0]
            paragraph = self._styled(added, TABLE)
            paragraph.add_run(writable(line.text))
            _add_marks(paragraph, line.marks)
            if line.quote:
                self._number(paragraph, line.quote)


def _shares(grid: Grid) -> list[float]:
    """Shares of the width by how much columns say; none so small that words break. Sum is 1."""
    roots = [
        max(_NARROWEST, max((_size(row[place]) for _, row in grid.rows), default=0) ** 0.5)
        for place in range(len(grid.columns))
    ]
    return [root / sum(roots) for root in roots]


def _height(row: Sequence[Cell], shares: Sequence[float]) -> int:
    """About how many lines the tallest cell of a row has."""
    return max(
        sum(ceil(len(line.text) / (_ACROSS * share)) for line in cell)
        for cell, share in zip(row, shares, strict=True)
    )


def _size(cell: Sequence[Line]) -> int:
    return sum(len(line.text) for line in cell)


def _add_marks(paragraph: Paragraph, marks: Sequence[str]) -> None:
    for mark in marks:
        run = paragraph.add_run(f"［{mark}］")
        run.font.size = Pt(9)


def _repeat(row: CT_Row) -> None:
    """Have the head of a table stand on every page."""
    head = OxmlElement("w:tblHeader")
    head.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(head)


def _keep(row: CT_Row) -> None:
    """Have a row stand on one page where it can."""
    whole = OxmlElement("w:cantSplit")
    whole.set(qn("w:val"), "true")
    row.get_or_add_trPr().append(whole)
