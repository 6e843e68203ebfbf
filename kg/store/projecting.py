"""What readers see of cases, made from extraction and corrections: on a commit, on a correction.

The tables of kg.store.tables hold what is shown. A case or an entity that a correction has to do
with is kept beside them as extraction gave it; whenever extraction or the list of corrections
changes, what is shown of those few is made from it anew. All else is not touched.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import NamedTuple

from sqlalchemy import Connection, update

from kg.correction.model import Correction, is_recut
from kg.correction.records import Corrected, Piece, corrected
from kg.model import CaseRecord, Entity, Relation
from kg.store import extracted
from kg.store.recording import put_gazetteer, rewrite
from kg.store.showing import concerned, keep_new, put_shown, tidy
from kg.store.snapshot import Snapshot
from kg.store.tables import CASE
from kg.store.writing import chunks, fold_copies, promote


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
        _remember(connection, arriving.extracted, arriving.corrected, corrections)
        tidy(connection, corrections, ())


def project(
    connection: Connection,
    before: Sequence[Correction],
    after: Sequence[Correction],
    case_ids: Collection[str],
) -> set[str]:
    """Show what another list of corrections makes of some extracted cases.

    Returns the ids of the shown cases that search must hear of.
    """
    about = keep_new(connection, before, after)
    known = extracted.read_cases(connection, case_ids)
    fresh = Snapshot(connection).whole_records(set(case_ids) - known.keys())
    shown, changed = put_shown(connection, after)
    raws: defaultdict[str, list[CaseRecord]] = defaultdict(list)
    now: defaultdict[str, set[str]] = defaultdict(set)
    for case in known.values():
        raws[case.source].append(case.record)
        now[case.source] |= set(case.shown)
    for key, record in fresh.items():
        raws[record.case.source].append(record)
        now[record.case.source].add(key)
    for source, records in raws.items():
        result = corrected(records, after, shown)
        changed |= _show(connection, records, now[source], result.pieces)
        _remember(connection, records, result, after)
    tidy(connection, after, about)
    return changed


def _show(
    connection: Connection,
    raws: Sequence[CaseRecord],
    now: Collection[str],
    pieces: Sequence[Piece],
) -> set[str]:
    """Put pieces in place of the cases that show the same extraction now."""
    before = Snapshot(connection).whole_records(now)
    changed = rewrite(connection, before, [piece.record for piece in pieces])
    gone = before.keys() - {piece.record.case.id for piece in pieces}
    heads = {before[key].case.duplicate_of for key in gone}
    changed |= {head for head in heads if head} | promote(connection, gone)
    one = {piece.record.case.id for piece in pieces if len(piece.origins) > 1}
    for ids in chunks(one):  # What goes on in another case is more than a copy.
        alone = update(CASE).where(CASE.c.id.in_(ids)).values(duplicate_of=None)
        connection.execute(alone)
    fresh = {piece.record.case.id for piece in pieces} - before.keys()
    copies = {raw.case.id: raw.case.duplicate_of for raw in raws if raw.case.id in fresh - one}
    return changed | fold_copies(connection, copies)


def _remember(
    connection: Connection,
    raws: Sequence[CaseRecord],
    result: Corrected,
    corrections: Iterable[Correction],
) -> None:
    """Keep the extraction of those cases that a correction has to do with, of these alone."""
    recut = any(is_recut(c.action) for c in corrections if c.id in result.touched)
    hit = frozenset[str]().union(*result.touched.values())
    every = {raw.case.id: raw for raw in raws}
    wanted = every.keys() if recut else hit
    known = extracted.read_cases(connection, every).keys()
    extracted.keep_cases(connection, (every[key] for key in sorted(wanted - known)))
    extracted.forget_cases(connection, known - wanted)
    shown = {
        key: [piece.record.case.id for piece in result.pieces if key in piece.origins]
        for key in wanted
    }
    extracted.note_shown(connection, shown, recut=recut)
    extracted.note_touched(connection, wanted, result.touched)
