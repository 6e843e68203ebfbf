"""Two to four cases side by side: what was done, what came of it, figures, lacks, like parts."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from kg.compare.asking import Ask
from kg.compare.comparing import compare
from kg.compare.plans import with_plans
from kg.compare.quoting import Quoting, row_marks
from kg.compare.rows import rows_of
from kg.compare.sections import alike
from kg.compare.subject import Subject
from kg.compare.table import COLUMN_LABELS, By, Column, Item, Mark, Row
from kg.errors import InvalidQuery
from kg.model import Case, CaseRecord
from kg.ontology import Kind
from kg.quotes import sentence_at
from kg.store import File, Snapshot

if TYPE_CHECKING:
    from kg.library import Library

FEWEST: Final = 2
MOST: Final = 4
# Rows of the view with the columns of the comparison that stand in each.
_ROWS: Final = (
    (COLUMN_LABELS[Column.INITIATIVE], (Column.INITIATIVE,)),
    (COLUMN_LABELS[Column.MEASURES], (Column.PRACTICE, Column.MEASURES)),
    (COLUMN_LABELS[Column.RESULTS], (Column.RESULTS,)),
    (COLUMN_LABELS[Column.METRICS], (Column.METRICS,)),
    (COLUMN_LABELS[Column.PROBLEMS], (Column.PROBLEMS,)),
    (COLUMN_LABELS[Column.ORGANIZATIONS], (Column.ORGANIZATIONS,)),
)
# A sentence that stands for a practice but tells a lack or an aim stands under what it tells.
_ELSEWHERE: Final = {
    Mark.PROBLEM: COLUMN_LABELS[Column.PROBLEMS],
    Mark.TARGET: Mark.TARGET.value,
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What one case has in a row; ``heading`` and its ``passage`` (an id) only of a headed part."""

    items: tuple[Item, ...]
    heading: str = ""
    passage: str = ""


@dataclass(frozen=True, slots=True)
class Aligned:
    """A row: what all its cells tell, and one cell a case; None where a case tells nothing of it.

    ``words`` are those that every headed part of the row has; empty for the other rows.
    """

    label: str
    cells: tuple[Cell | None, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BesideCase:
    """A case of the view with its badges. ``form`` is its source's format."""

    case: Case
    path: str
    marks: tuple[Mark, ...]
    handling: tuple[str, ...]
    form: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Cases side by side. ``title`` is what they were compared by, empty for all they tell."""

    cases: tuple[BesideCase, ...]
    rows: tuple[Aligned, ...]
    title: str = ""


def beside(library: "Library", case_ids: Sequence[str], ask: Ask | None = None) -> Beside:
    """Set cases side by side, by what was asked where it is given, else by all that they tell.

    Raises UnknownCase, and InvalidQuery unless there are two to four.
    """
    wanted = list(dict.fromkeys(case_ids))
    if not FEWEST <= len(wanted) <= MOST:
        msg = f"two to four cases stand side by side, not {len(wanted)}"
        raise InvalidQuery(msg)
    with library.reading() as snapshot:
        for key in wanted:
            snapshot.case(key)
        records = {key: with_plans(record) for key, record in snapshot.records(wanted).items()}
        files = snapshot.files(record.case.source for record in records.values())
        shown = [(records[key], files[records[key].case.source]) for key in wanted]
        whole = {key: _whole_rows(snapshot, *pair) for key, pair in zip(wanted, shown, strict=True)}
    asked = _asked_rows(library, ask, wanted)
    rows = [asked.get(key) or whole[key] for key in wanted]
    return Beside(
        tuple(_head(record, file) for record, file in shown),
        (
            *_by_column(rows, [record for record, _ in shown]),
            *_by_heading(shown),
        ),
        ask.what if ask else "",
    )


def _head(record: CaseRecord, file: File) -> BesideCase:
    return BesideCase(record.case, file.path, row_marks(record.case), file.marks, file.form)


def _whole_rows(snapshot: Snapshot, record: CaseRecord, file: File) -> list[Row]:
    """Rows of all that a case tells."""
    entities = snapshot.entities(e.id for e in record.entities if e.kind is not Kind.HONOR)
    return rows_of(Subject(record, file, record.passages), entities)


def _asked_rows(
    library: "Library", ask: Ask | None, case_ids: Sequence[str]
) -> Mapping[str, list[Row]]:
    """Rows that a comparison has of the cases, by id; figures are no rows of practices."""
    found: dict[str, list[Row]] = {}
    if ask is not None and ask.by is not By.MEASURE:
        for row in compare(library, Ask(ask.by, ask.what, cases=tuple(case_ids))).rows:
            found.setdefault(row.case.id, []).append(row)
    return found


def _by_column(rows: Sequence[Sequence[Row]], records: Sequence[CaseRecord]) -> Iterator[Aligned]:
    """One row for each kind of thing that at least one case tells."""
    told = [_told(own, record) for own, record in zip(rows, records, strict=True)]
    labels = [label for label, _ in _ROWS]
    labels.insert(labels.index(COLUMN_LABELS[Column.PROBLEMS]), Mark.TARGET.value)
    for label in labels:
        cells = tuple(Cell(items) if (items := one.get(label)) else None for one in told)
        if any(cells):
            yield Aligned(label, cells)


def _told(rows: Iterable[Row], record: CaseRecord) -> dict[str, tuple[Item, ...]]:
    """What the rows of one case tell, by the label of the view's row, nothing twice."""
    found: dict[str, list[Item]] = {}
    for row in rows:
        for label, columns in _ROWS:
            for item in (item for column in columns for item in row.cell(column)):
                apart = Column.PRACTICE in columns
                kinds = (_ELSEWHERE[m] for m in item.marks if apart and m in _ELSEWHERE)
                found.setdefault(next(kinds, label), []).append(item)
    practices = found.get(COLUMN_LABELS[Column.MEASURES], ())
    results = COLUMN_LABELS[Column.RESULTS]
    if results in found:
        found[results] = [_whole_sentence(item, practices, record) for item in found[results]]
    return {label: _in_order(items) for label, items in found.items()}


def _whole_sentence(item: Item, practices: Iterable[Item], record: CaseRecord) -> Item:
    """The sentence of an outcome; its own words where the sentence stands among what was done."""
    quote = item.quote
    passages = (p for p in record.passages if quote and p.id == quote.passage)
    passage = next(passages, None)
    if quote is None or passage is None:
        return item
    start, end = sentence_at(passage, quote.start)
    if any(p.quote and p.quote.start < end and start < p.quote.end for p in practices):
        return item
    words = Quoting(record.case, quote.path).at(passage, start, max(end, quote.end))
    return replace(item, text=words.text, quote=words)


def _in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """Items in the order of the text, each once; names stay as they come."""
    once = {(i.quote.start if i.quote else -1, i.text): i for i in items}
    if any(item.entity for item in once.values()):
        return tuple({item.text: item for item in once.values()}.values())
    return tuple(sorted(once.values(), key=lambda i: i.quote.start if i.quote else -1))


def _by_heading(shown: Sequence[tuple[CaseRecord, File]]) -> Iterator[Aligned]:
    """One row for each thing that headed parts of several cases are about."""
    records, files = zip(*shown, strict=True)
    for row in alike(records, [file.path for file in files]):
        cells = (Cell(s.items, s.heading, s.passage) if s else None for s in row.sections)
        yield Aligned(f"小标题相近：都写到{'、'.join(row.words)}", tuple(cells), row.words)
