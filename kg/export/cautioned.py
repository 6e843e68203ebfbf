"""慎引 in a paper: each word of the list is marked where it stands, and named at the top."""

from dataclasses import replace

from kg.caution import Cautions
from kg.cite import Reference, region_said
from kg.export.paper import Block, GridRow, Heading, Line, Paper, Quotation, Quoted, Words


def cautioned(paper: Paper, cautions: Cautions) -> Paper:
    """The paper with its words of the list marked; as it is where there are none.

    A source whose title, issuer, region or file has one carries the mark into every citation.
    """
    if not cautions.all():
        return paper
    marking = _Marking(cautions)
    title = marking.text(paper.title)
    blocks = tuple(map(marking.block, paper.blocks))
    return replace(paper, title=title, blocks=blocks, warnings=(*marking.found, *paper.warnings))


class _Marking:
    """Marks words, and keeps what was found in the order of the paper."""

    def __init__(self, cautions: Cautions) -> None:
        self._cautions = cautions
        self.found: dict[str, None] = {}

    def _marks(self, text: str) -> tuple[str, ...]:
        marks = tuple(f"慎引：{caution}" for caution in self._cautions.find(text))
        self.found |= dict.fromkeys(marks)
        return marks

    def text(self, text: str) -> str:
        """Words of nobody's with the marks behind them."""
        return text + "".join(f"［{mark}］" for mark in self._marks(text))

    def block(self, block: Block) -> Block:
        """One part of the paper."""
        if isinstance(block, Heading | Words):
            return replace(block, text=self.text(block.text))
        if isinstance(block, Quotation):
            return replace(
                block,
                title=self.text(block.title),
                quotes=tuple(map(self._quoted, block.quotes)),
                note=self.text(block.note),
            )
        return replace(
            block,
            columns=tuple(map(self.text, block.columns)),
            groups=tuple((self.text(label), self._rows(rows)) for label, rows in block.groups),
            sources=tuple(map(self._reference, block.sources)),
        )

    def _rows(self, rows: tuple[GridRow, ...]) -> tuple[GridRow, ...]:
        return tuple(
            (
                reference and self._reference(reference),
                tuple(tuple(map(self._line, cell)) for cell in cells),
            )
            for reference, cells in rows
        )

    def _line(self, line: Line) -> Line:
        quote = self._quoted(line.quote) if line.quote else None
        return replace(line, quote=quote, marks=_added(line.marks, self._marks(line.text)))

    def _quoted(self, quote: Quoted) -> Quoted:
        return replace(
            quote,
            marks=_added(quote.marks, self._marks(quote.text)),
            reference=self._reference(quote.reference),
        )

    def _reference(self, reference: Reference) -> Reference:
        told = (reference.title, reference.issuer or "", region_said(reference), reference.path)
        return replace(reference, marks=_added(reference.marks, self._marks("\n".join(told))))


def _added(marks: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*marks, *more)))
