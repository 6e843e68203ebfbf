"""From chosen cases to the table: rows of each, under their heads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.compare.asking import Ask, Grouping
from kg.compare.choosing import Chosen, head_of
from kg.compare.plans import with_plans
from kg.compare.rows import rows_of
from kg.compare.subject import Focus, Subject
from kg.compare.table import Comparison, Group, Item, Row
from kg.model import Case, CaseRecord, Passage
from kg.ontology import Kind
from kg.store import Outline, Snapshot


@dataclass(frozen=True, slots=True)
class About:
    """What of a case answers: its passages, whether it is about it as a whole, and why.

    ``only``, ``focus`` and ``reasons`` are those of ``kg.compare.subject.Subject``.
    """

    passages: tuple[Passage, ...]
    whole: bool = True
    only: frozenset[str] = frozenset()
    focus: Focus = field(default_factory=Focus)
    reasons: Mapping[str, Item] = field(default_factory=dict)


def assemble(
    snapshot: Snapshot,
    ask: Ask,
    chosen: Chosen,
    records: Mapping[str, CaseRecord],
    abouts: Mapping[str, About],
) -> Comparison:
    """Table of the cases of a page."""
    files = snapshot.files(record.case.source for record in records.values())
    entities = snapshot.entities(
        e.id for r in records.values() for e in r.entities if e.kind is not Kind.HONOR
    )
    rows: list[tuple[Outline, Row]] = []
    silent = 0
    for outline in chosen.page:
        record, about = records[outline.id], abouts[outline.id]
        subject = Subject(
            record=record,
            file=files[record.case.source],
            about=about.passages,
            whole=about.whole,
            only=about.only,
            focus=about.focus,
            copies=copies_of(snapshot, chosen, outline.id),
            reasons=about.reasons,
        )
        told = rows_of(subject, entities)
        silent += not told
        rows += [(outline, row) for row in told]
    return Comparison(
        by=ask.by,
        asked=ask.what,
        title=ask.what,
        columns=ask.shown,
        groups=grouped(rows, ask.grouping),
        coverage=replace(chosen.coverage, silent=silent),
        choices=chosen.choices,
        filters=ask.filters,
    )


def read_records(snapshot: Snapshot, page: Sequence[Outline]) -> dict[str, CaseRecord]:
    """Cases of a page, by id, with what their reports only plan told as such."""
    records = snapshot.records(outline.id for outline in page)
    return {key: with_plans(record) for key, record in records.items()}


def copies_of(snapshot: Snapshot, chosen: Chosen, case_id: str) -> tuple[Case, ...]:
    """Near-copies that are folded into a case."""
    keys = chosen.copies.get(case_id, ())
    return tuple(snapshot.cases(keys).values()) if keys else ()


def grouped(rows: Sequence[tuple[Outline, Row]], grouping: Grouping) -> tuple[Group, ...]:
    """Rows under their heads, in the order in which they come."""
    groups: dict[str, list[Row]] = {}
    for outline, row in rows:
        groups.setdefault(head_of(outline, grouping), []).append(row)
    return tuple(Group(label, tuple(members)) for label, members in groups.items())
