"""What readers see of cases, made from extraction and corrections: on a commit, on a correction.

The tables of kg.store.tables hold what is shown. A case or an entity that a correction has to do
with is kept beside them as extraction gave it; whenever extraction or the list of corrections
changes, what is shown of those few is made from it anew. All else is not touched.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sqlalchemy import Connection, select, update

from kg.correction.entities import shown_entities
from kg.correction.model import Correction, is_recut
from kg.correction.records import Corrected, Piece, corrected
from kg.model import CaseRecord, Entity, Relation
from kg.store.corrections import extracted
from kg.store.corrections.log import read_log, standing
from kg.store.corrections.showing import concerned, keep_new, put_shown, tidy
from kg.store.corrections.tables import EXTRACTED_CASE
from kg.store.reading.snapshot import Snapshot
from kg.store.recording import differ, put_gazetteer, rewrite
from kg.store.tables import CASE
from kg.store.writing import chunks, fold_copies, promote


@dataclass(slots=True)
class Changed:
    """What a correction changed: cases that search must hear of, and what a graph is made of.

    ``regrouped``: cases came or went, or became copies or no copies any more. ``generation`` is
    the one that has the change.
    """

    searched: set[str] = field(default_factory=set)
    entities: set[str] = field(default_factory=set)
    cases: set[str] = field(default_factory=set)
    regrouped: bool = False
    generation: int = 0

    def add(self, other: "Changed") -> None:
        """Take in what another change changed."""
        self.searched |= other.searched
        self.entities |= other.entities
        self.cases |= other.cases
        self.regrouped = self.regrouped or other.regrouped


class Arriving(NamedTuple):
    """Cases of one source on their way in: as extracted, as shown, and what the rest needs."""

    extracted: tuple[CaseRecord, ...]
    corrected: Corrected
    entities: tuple[Entity, ...]
    edges: tuple[Relation, ...]

    @property
    def records(self) -> tuple[CaseRecord, ...]:
        """The cases as they are shown."""
        return tuple(piece.record for piece in self.corrected.pieces)


def arrive(
    connection: Connection,
    records: Sequence[CaseRecord],
    entities: Sequence[Entity],
    corrections: Sequence[Correction],
) -> Arriving:
    """Correct the cases of a source that is to be put in; entities corrected are put in here."""
    edges = [r for record in records for r in record.relations if r.case is None]
    about = concerned(connection, corrections, edges)
    raw = tuple(
        replace(record, relations=tuple(r for r in record.relations if r.case is not None))
        for record in records
    )
    extracted.keep_entities(connection, (e for e in entities if e.id in about))
    extracted.keep_edges(connection, (e for e in edges if about & {e.head, e.tail}))
    shown, _ = put_shown(connection, corrections)
    return Arriving(
        extracted=raw,
        corrected=corrected(raw, corrections, shown),
        entities=tuple(entity for entity in entities if entity.id not in about),
        edges=tuple(edge for edge in edges if not about & {edge.head, edge.tail}),
    )


def settle(connection: Connection, corrections: Sequence[Correction], arriving: Arriving) -> None:
    """Remember what was extracted of a source whose shown cases are in by now."""
    put_gazetteer(connection, arriving.edges)
    if corrections:
        extraction = {record.case.id: record for record in arriving.extracted}
        _remember(connection, extraction, set(), [arriving.corrected], corrections)
        tidy(connection, corrections, ())


def project(
    connection: Connection,
    before: Sequence[Correction],
    after: Sequence[Correction],
    case_ids: Collection[str],
) -> Changed:
    """Show what another list of corrections makes of some extracted cases."""
    about = keep_new(connection, before, after)
    known = extracted.read_cases(connection, case_ids)
    now = Snapshot(connection).whole_records(
        {*(set(case_ids) - known.keys()), *(key for case in known.values() for key in case.shown)}
    )
    shown, searched = put_shown(connection, after)
    extraction = {key: known[key].record if key in known else now[key] for key in case_ids}
    by_source: defaultdict[str, list[CaseRecord]] = defaultdict(list)
    for record in extraction.values():
        by_source[record.case.source].append(record)
    results = [corrected(records, after, shown) for records in by_source.values()]
    pieces = [piece for result in results for piece in result.pieces]
    searched |= _show(connection, extraction.values(), now, pieces)
    _remember(connection, extraction, set(known), results, after)
    entities = tidy(connection, after, about)
    cases = {piece.record.case.id for piece in pieces}
    return Changed(searched, entities, cases, regrouped=cases != now.keys())


def strayed(connection: Connection) -> Iterator[str]:
    """What differs in what is shown from what corrections make of extraction."""
    corrections = standing(read_log(connection))
    shown = shown_entities(extracted.read_entities(connection), corrections)
    entities = Snapshot(connection).entities(shown.entities)
    for key, entity in shown.entities.items():
        if key in entities and entities[key] != entity:
            yield f"entity {key}: it is not what corrections make of it"
    every = connection.scalars(select(EXTRACTED_CASE.c.case)).all()
    by_source: defaultdict[str, list[CaseRecord]] = defaultdict(list)
    for case in extracted.read_cases(connection, every).values():
        by_source[case.source].append(case.record)
    for records in by_source.values():
        pieces = corrected(records, corrections, shown).pieces
        now = Snapshot(connection).whole_records(piece.record.case.id for piece in pieces)
        for piece in pieces:
            key = piece.record.case.id
            if key not in now or differ(now[key], piece.record):
                yield f"case {key}: it is not what corrections make of it"


def _show(
    connection: Connection,
    raws: Iterable[CaseRecord],
    before: Mapping[str, CaseRecord],
    pieces: Sequence[Piece],
) -> set[str]:
    """Put pieces in place of the cases that show the same extraction now."""
    changed = rewrite(connection, before, [piece.record for piece in pieces])
    gone = before.keys() - {piece.record.case.id for piece in pieces}
    heads = {before[key].case.duplicate_of for key in gone}
    changed |= {head for head in heads if head} | promote(connection, gone)
    one = {piece.record.case.id for piece in pieces if len(piece.origins) > 1}
    for ids in chunks(one):  # What goes on in another case is more than a copy.
        alone = update(CASE).where(CASE.c.id.in_(ids)).values(duplicate_of=None)
        connection.execute(alone)
    heads_now = {key for key, record in before.items() if record.case.duplicate_of is None}
    again = {piece.record.case.id for piece in pieces} - one - (before.keys() - heads_now)
    copies = {raw.case.id: raw.case.duplicate_of for raw in raws if raw.case.id in again}
    return changed | fold_copies(connection, copies)


def _remember(
    connection: Connection,
    extraction: Mapping[str, CaseRecord],
    known: set[str],
    results: Iterable[Corrected],
    corrections: Iterable[Correction],
) -> None:
    """Keep the extraction of those cases that a correction has to do with, of these alone.

    ``known`` are the ids of those that are kept already.
    """
    recutting = {c.id for c in corrections if is_recut(c.action)}
    shown: list[extracted.ShownAs] = []
    touched: list[tuple[str, str]] = []
    for result in results:
        hit = frozenset[str]().union(*result.touched.values())
        recut = not recutting.isdisjoint(result.touched)
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for piece in result.pieces:
            for origin in piece.origins if recut else piece.origins & hit:
                parts[origin].append(piece.record.case.id)
        shown += [extracted.ShownAs(key, tuple(ids), recut) for key, ids in parts.items()]
        touched += [(one, case) for one, cases in result.touched.items() for case in cases]
    wanted = {one.case for one in shown}
    extracted.keep_cases(connection, (extraction[key] for key in sorted(wanted - known)))
    extracted.forget_cases(connection, known - wanted)
    extracted.note_shown(connection, shown)
    extracted.note_touched(connection, wanted, touched)
