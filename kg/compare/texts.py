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
from kg.ontology import Genre

if TYPE_CHECKING:
    from kg.library import Library
    from kg.store import Outline, Snapshot

LONGEST: Final = 1000  # characters of a text that are read; an address holds them
_CASES: Final = 40  # that a writer can go through
# Share of the best case's score below which a case is only about the same field; what a row must
# share with the text decides, this only keeps reading short.
_FAINT: Final = 0.15
_WORDS: Final = 5
# Words that a case must share with the text: one is chance.
_SHARED: Final = 2
_TELLING: Final = (Column.INITIATIVE, Column.PRACTICE, Column.MEASURES, Column.RESULTS)
_ASKED: Final = 40  # words of the text that are looked for
_FOCUS: Final = 12  # words of the text that a row's sentence should have


def by_text(library: "Library", snapshot: "Snapshot", ask: Ask) -> Comparison:
    """Rows of what cases do that is like what a text tells. Raises InvalidQuery without words."""
    text = ask.what[:LONGEST]
    told = words_of(text)
    if not told:
        msg = "the text is empty, or has no words that tell a practice; paste some sentences"
        raise InvalidQuery(msg)
    # Any of its words answers: no case says all that a text says.
    asked = " OR ".join(word for word, _ in told.most_common(_ASKED))
    results = library.search(Query(asked, limit=_CASES, correct=False, places=False))
    best = max((hit.score for hit in results.hits), default=0.0)
    hits = {hit.case.id: hit for hit in results.hits if hit.score >= best * _FAINT}
    outlines = [_whole(outline, hits[outline.id]) for outline in snapshot.outlines(hits)]
    chosen = choose(snapshot, ask, outlines, {key: hit.score for key, hit in hits.items()})
    records = read_records(snapshot, chosen.page)
    abouts = {
        outline.id: About(
            _passages(records[outline.id], hits[outline.id]),
            outline.whole,
            focus=Focus(words=tuple(shared_words(told, told, _FOCUS)), narrow=True),
        )
        for outline in chosen.page
    }
    return _reasoned(assemble(snapshot, ask, chosen, records, abouts), told)


def _whole(outline: "Outline", hit: Hit) -> "Outline":
    """A report tells of everything; of what a text tells only some of its sentences do."""
    return outline._replace(whole=hit.case.genre is not Genre.REPORT)


def _passages(record: CaseRecord, hit: Hit) -> tuple[Passage, ...]:
    """The passages that were found, with those under the same lowest headings."""
    found = {found.passage.id for found in hit.passages}
    headings = {f.passage.heading for f in hit.passages if f.passage.heading}
    return tuple(p for p in record.passages if p.id in found or p.heading in headings)


def _reasoned(table: Comparison, told: Mapping[str, int]) -> Comparison:
    """The table with the words that each row shares with the text; rows that share none go.

    Their cases are counted among those that tell nothing to show.
    """
    groups = []
    for group in table.groups:
        rows = tuple(row for old in group.rows if (row := _with_reason(old, told)))
        if rows:
            groups.append(replace(group, rows=rows))
    before, after = (
        {row.case.id for g in which for row in g.rows} for which in (table.groups, groups)
    )
    silent = table.coverage.silent + len(before - after)
    return replace(table, groups=tuple(groups), coverage=replace(table.coverage, silent=silent))


def _with_reason(row: Row, told: Mapping[str, int]) -> Row | None:
    items = [item for column in _TELLING for item in row.cell(column)]
    shared = shared_words(told, words_of("。".join(item.text for item in items)), _WORDS)
    if len(shared) < _SHARED:
        return None
    reason = Item(f"同写：{'、'.join(shared)}")
    return replace(row, cells=row.cells | {Column.REASON: (reason,)})
