"""Comparison by pasted text: comparable practices found from a paragraph."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.compare.asking import Ask
from kg.compare.assembling import About, assemble, read_records
from kg.compare.choosing import choose
from kg.compare.likeness import shared_words, words_of
from kg.compare.subject import Focus
from kg.compare.table import Column, Comparison, Item, Row
from kg.errors import InvalidQuery
from kg.model import CaseRecord, Hit, Passage, Query

if TYPE_CHECKING:
    from kg.library import Library
    from kg.store import Snapshot

LONGEST: Final = 1000  # characters of a text that are read; an address holds them
_CASES: Final = 40  # that a writer can go through
# Share of the best case's score below which a case is only about the same field.
_FAINT: Final = 0.35
_WORDS: Final = 5
# Words that a case must share with the text: one is chance.
_SHARED: Final = 2
_TELLING: Final = (Column.INITIATIVE, Column.PRACTICE, Column.MEASURES, Column.RESULTS)
_FOCUS: Final = 12  # words of the text that a row's sentence should have


def by_text(library: "Library", snapshot: "Snapshot", ask: Ask) -> Comparison:
    """Rows of what cases do that is like what a text tells. Raises InvalidQuery without words."""
    text = ask.what[:LONGEST]
    told = words_of(text)
    if not told:
        msg = "the text is empty, or has no words that tell a practice; paste some sentences"
        raise InvalidQuery(msg)
    # Quoted as one question: what it says is looked for, none of it is query language.
    asked = " ".join(word for word, _ in told.most_common())
    results = library.search(Query(asked, limit=_CASES, correct=False, places=False))
    best = max((hit.score for hit in results.hits), default=0.0)
    hits = {hit.case.id: hit for hit in results.hits if hit.score >= best * _FAINT}
    outlines = [outline._replace(whole=True) for outline in snapshot.outlines(hits)]
    chosen = choose(snapshot, ask, outlines, {key: hit.score for key, hit in hits.items()})
    records = read_records(snapshot, chosen.page)
    abouts = {
        outline.id: About(
            _passages(records[outline.id], hits[outline.id]),
            focus=Focus(words=tuple(shared_words(told, told, _FOCUS))),
        )
        for outline in chosen.page
    }
    return _reasoned(assemble(snapshot, ask, chosen, records, abouts), told)


def _passages(record: CaseRecord, hit: Hit) -> tuple[Passage, ...]:
    """The passages that were found, with those under the same lowest headings."""
    found = {found.passage.id for found in hit.passages}
    headings = {f.passage.heading for f in hit.passages if f.passage.heading}
    return tuple(p for p in record.passages if p.id in found or p.heading in headings)


def _reasoned(table: Comparison, told: Mapping[str, int]) -> Comparison:
    """The table with the words that each row shares with the text; rows that share none go."""
    groups = []
    for group in table.groups:
        rows = tuple(row for old in group.rows if (row := _with_reason(old, told)))
        if rows:
            groups.append(replace(group, rows=rows))
    return replace(table, groups=tuple(groups))


def _with_reason(row: Row, told: Mapping[str, int]) -> Row | None:
    items = [item for column in _TELLING for item in row.cell(column)]
    shared = shared_words(told, words_of("。".join(item.text for item in items)), _WORDS)
    if len(shared) < _SHARED:
        return None
    reason = Item(f"同写：{'、'.join(shared)}")
    return replace(row, cells=row.cells | {Column.REASON: (reason,)})
