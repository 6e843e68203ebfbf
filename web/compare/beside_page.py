"""Two to four cases side by side, in rows of what they tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from flask import url_for
from werkzeug.datastructures import MultiDict

from kg.compare import Aligned, Ask, Beside, By, Cell, beside
from kg.compare.beside import FEWEST, MOST
from kg.errors import InvalidQuery
from web import words
from web.collection.collecting import row_button
from web.compare.state import CompareState
from web.compare.table_rows import caution_badges, entry_of
from web.compare.views import Entry
from web.links import Link, case_link, case_url, passage_anchor

if TYPE_CHECKING:
    from kg.caution import Cautions
    from kg.library import Library

FORMS: Final = (("docx", "Word"), ("xlsx", "Excel"), ("md", "Markdown"), ("csv", "CSV"))


@dataclass(frozen=True, slots=True)
class BesideState:
    """The cases that are asked for, those beyond four cut off, and by what they were compared."""

    cases: tuple[str, ...] = ()
    dropped: int = 0
    table: CompareState = field(default_factory=CompareState)

    @classmethod
    def from_args(cls, args: Mapping[str, str]) -> "BesideState":
        """State of a request."""
        wanted = tuple(dict.fromkeys(filter(None, MultiDict(args).getlist("case"))))
        return cls(wanted[:MOST], max(0, len(wanted) - MOST), CompareState.from_args(args))

    @property
    def ask(self) -> Ask | None:
        """What the cases were compared by; None for all that they tell."""
        return Ask(self.table.by, self.table.what) if self.table.what else None

    def file_url(self, form: str) -> str:
        """Address of the view as a file."""
        values = [*(("case", case) for case in self.cases), *self.table.asked()]
        return f"{url_for('pages.compare_beside_file', form=form)}?{urlencode(values)}"


@dataclass(frozen=True, slots=True)
class CellView:
    """What a case has in a row; the heading and ``url`` only of a headed part."""

    entries: tuple[Entry, ...]
    heading: str
    url: str
    collect: str


@dataclass(frozen=True, slots=True)
class Head:
    """A case at the top of its column."""

    link: Link
    facts: tuple[str, ...]
    inferred_from: str
    badges: tuple[str, ...]
    collect: str


@dataclass(frozen=True, slots=True)
class Line:
    """A row: what its cells tell, and one cell a case, None where there is none."""

    anchor: str
    label: str
    cells: tuple[CellView | None, ...]


@dataclass(frozen=True, slots=True)
class BesidePage:
    """The view; ``few``: too few cases were chosen; ``dropped`` counts those beyond four.

    ``title`` is what the cases were compared by, ``back`` leads there; empty without it.
    """

    heads: tuple[Head, ...] = ()
    lines: tuple[Line, ...] = ()
    few: bool = False
    dropped: int = 0
    title: str = ""
    back: str = ""
    files: tuple[Link, ...] = ()


def beside_page(library: "Library", cautions: "Cautions", state: BesideState) -> BesidePage:
    """The page of the chosen cases. Raises UnknownCase."""
    if len(state.cases) < FEWEST:
        return BesidePage(few=True)
    view = _view(library, state)
    return BesidePage(
        heads=tuple(_head(view, number, cautions) for number in range(len(view.cases))),
        lines=tuple(_line(n, row, view, cautions) for n, row in enumerate(view.rows, start=1)),
        dropped=state.dropped,
        title=view.title if state.table.by is not By.TEXT else "",
        back=state.table.url() if view.title else "",
        files=tuple(Link(label, state.file_url(form)) for form, label in FORMS),
    )


def _view(library: "Library", state: BesideState) -> Beside:
    """The cases by what was asked; by all that they tell where nobody knows it."""
    try:
        return beside(library, state.cases, state.ask)
    except InvalidQuery:
        return beside(library, state.cases)


def _head(view: Beside, number: int, cautions: "Cautions") -> Head:
    one = view.cases[number]
    facts = (
        words.region_words(one.case.region),
        one.case.issuer or "",
        words.level_words(one.case.level),
        words.date_words(one.case.date),
    )
    named = f"{one.case.title}\n{words.citation(one.case, one.path, None, ())}"
    spans = [span for row in view.rows for span in _spans(row, row.cells[number])]
    return Head(
        link=case_link(one.case),
        facts=tuple(filter(None, facts)),
        inferred_from=words.inferred_from(one.case),
        badges=(
            *words.doubt_labels(one.case),
            *one.handling,
            *caution_badges(named, cautions),
        ),
        collect=row_button(one.case.id, "", spans, "main") if spans else "",
    )


def _line(number: int, row: Aligned, view: Beside, cautions: "Cautions") -> Line:
    anchor = f"b-{number}"
    cells = (
        _cell(row, cell, anchor, one.case.id, cautions) if cell else None
        for cell, one in zip(row.cells, view.cases, strict=True)
    )
    return Line(anchor, row.label, tuple(cells))


def _cell(row: Aligned, cell: Cell, anchor: str, case: str, cautions: "Cautions") -> CellView:
    return CellView(
        entries=tuple(entry_of(i, cautions, quoted=not (i.entity or i.metric)) for i in cell.items),
        heading=cell.heading,
        url=case_url(case, passage_anchor(cell.passage)) if cell.passage else "",
        collect=row_button(case, "", _spans(row, cell), anchor),
    )


def _spans(row: Aligned, cell: Cell | None) -> list[tuple[int, int, str]]:
    """Spans of a cell's entries, each with what it shows."""
    items = cell.items if cell else ()
    label = cell.heading if cell and cell.heading else row.label
    return [(i.quote.start, i.quote.end, label) for i in items if i.quote and i.quote.passage]
