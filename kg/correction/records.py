"""Corrections on the cases of one source, in the order in which they were made.

Pure: extraction in, what is shown out. Nothing here knows of a store.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.correction.cutting import cut, joined, regrouped
from kg.correction.entities import Shown
from kg.correction.facts import restated
from kg.correction.model import (
    Amend,
    CaseRef,
    Correction,
    Cut,
    DropMetric,
    DropRelation,
    Hide,
    Join,
    Merge,
    Part,
    Rename,
    Retype,
    Split,
    cut_id,
    is_recut,
    split_id,
)
from kg.correction.quoting import mention_quote
from kg.model import CaseEntity, CaseRecord, Mention, Passage, Relation
from kg.ontology import ENDS, Kind


@dataclass(frozen=True, slots=True)
class Piece:
    """A case as it is shown, and the ids of the extracted cases that it is made of."""

    record: CaseRecord
    origins: frozenset[str]


@dataclass(frozen=True, slots=True)
class Corrected:
    """Cases of a source as shown, and which extracted cases each correction had to do with."""

    pieces: tuple[Piece, ...]
    touched: Mapping[str, frozenset[str]]


def corrected(
    records: Iterable[CaseRecord], corrections: Iterable[Correction], shown: Shown
) -> Corrected:
    """What a person's corrections make of extracted cases of one source.

    Where one moves the cut between cases, ``records`` have to be all of the source's.
    """
    pieces = [Piece(record, frozenset([record.case.id])) for record in records]
    touched: dict[str, frozenset[str]] = {}
    recut = False
    for correction in corrections:
        before = pieces
        pieces, hit = _apply(before, correction)
        if hit:
            touched[correction.id] = hit
            recut = recut or is_recut(correction.action)
    if recut:
        pieces = _numbered(pieces)
    return Corrected(tuple(_finished(piece, shown) for piece in pieces), touched)


def _apply(pieces: list[Piece], correction: Correction) -> tuple[list[Piece], frozenset[str]]:
    """The pieces after one correction, and the origins of those it had to do with."""
    action = correction.action
    match action:
        case Join():
            return _join(pieces, action)
        case Cut():
            return _cut(pieces, correction, action)
    change = _change(correction)
    after = [(piece, change(piece.record)) for piece in pieces]
    hit = frozenset[str]().union(*(piece.origins for piece, new in after if new is not None))
    return [piece if new is None else replace(piece, record=new) for piece, new in after], hit


def _change(correction: Correction) -> Callable[[CaseRecord], CaseRecord | None]:
    """What one correction makes of a case; None where it has nothing to do with it."""
    action = correction.action
    match action:
        case Rename() | Retype():
            # Names and kinds are set at the end, from what the entities have become.
            return lambda record: record if _names(record, action.entity.ids) else None
        case Hide():
            return lambda record: _moved(record, dict.fromkeys(action.entity.ids))
        case Merge():
            where = dict.fromkeys(action.entity.ids - {action.into.current}, action.into.current)
            return lambda record: _moved(record, where)
        case Split():
            new = split_id(correction, action)
            return lambda record: _split(record, action, new)
        case Amend() | DropRelation() | DropMetric():
            return lambda record: restated(record, action)
        case _:
            return lambda _: None


def _names(record: CaseRecord, ids: frozenset[str]) -> bool:
    """Whether a case has to do with an entity of one of these ids."""
    return (
        any(entity.id in ids for entity in record.entities)
        or any(edge.head in ids or edge.tail in ids for edge in record.relations)
        or any(metric.subject_id in ids for metric in record.metrics)
    )


def _moved(record: CaseRecord, where: Mapping[str, str | None]) -> CaseRecord | None:
    """The case with entities under other ids; those that lead to None are taken out."""
    if not _names(record, frozenset(where)):
        return None
    entities = [
        replace(entity, id=key)
        for entity in record.entities
        if (key := where.get(entity.id, entity.id)) is not None
    ]
    relations = []
    for edge in record.relations:
        head, tail = where.get(edge.head, edge.head), where.get(edge.tail, edge.tail)
        if head is not None and tail is not None and head != tail:
            relations.append(replace(edge, head=head, tail=tail))
    metrics = [
        replace(metric, subject_id=where.get(metric.subject_id, metric.subject_id))
        if metric.subject_id
        else metric
        for metric in record.metrics
    ]
    return replace(
        record,
        entities=regrouped(entities),
        relations=tuple(dict.fromkeys(relations)),
        metrics=tuple(metrics),
    )


def _split(record: CaseRecord, action: Split, new: str) -> CaseRecord | None:
    """The case with the mentions chosen in it under the id of the entity split off."""
    part = next((part for part in action.parts if record.case.id in part.case.ids), None)
    old = next((entity for entity in record.entities if entity.id in action.entity.ids), None)
    if part is None or old is None:
        return None
    chosen = [m for m in old.mentions if not part.quotes or _is_in(m, part, record.passages)]
    if len(chosen) == len(old.mentions):
        return _moved(record, {old.id: new})
    if not chosen:
        return None
    rest = tuple(mention for mention in old.mentions if mention not in chosen)
    entities: list[CaseEntity] = []
    for entity in record.entities:
        entities.append(replace(entity, mentions=rest) if entity is old else entity)
        if entity is old:
            entities.append(replace(old, id=new, mentions=tuple(chosen), definition=None))
    relations = tuple(
        _led(edge, old.id, new) if _shows(edge, chosen) and not _shows(edge, rest) else edge
        for edge in record.relations
    )
    return replace(record, entities=tuple(entities), relations=relations)


def _is_in(mention: Mention, part: Part, passages: Sequence[Passage]) -> bool:
    """Whether a mention stands in one of the sentences chosen."""
    return mention_quote(mention, passages) in part.quotes


def _shows(edge: Relation, mentions: Iterable[Mention]) -> bool:
    return any(edge.start <= m.start and m.end <= edge.end for m in mentions)


def _led(edge: Relation, old: str, new: str) -> Relation:
    return replace(
        edge,
        head=new if edge.head == old else edge.head,
        tail=new if edge.tail == old else edge.tail,
    )


def _at(pieces: Sequence[Piece], ref: CaseRef) -> int | None:
    return next((at for at, p in enumerate(pieces) if p.record.case.id in ref.ids), None)


def _join(pieces: list[Piece], action: Join) -> tuple[list[Piece], frozenset[str]]:
    """The pieces with a case and its next one as one, if they still follow each other."""
    ordered = sorted(pieces, key=lambda piece: piece.record.case.start)
    at = _at(ordered, action.case)
    if at is None or _at(ordered, action.next) != at + 1:
        return pieces, frozenset()
    one, two = ordered[at], ordered[at + 1]
    both = Piece(joined(one.record, two.record), one.origins | two.origins)
    return [*ordered[:at], both, *ordered[at + 2 :]], both.origins


def _cut(
    pieces: list[Piece], correction: Correction, action: Cut
) -> tuple[list[Piece], frozenset[str]]:
    """The pieces with a case as two, if the passage that begins the second is still there."""
    at = _at(pieces, action.case)
    halves = cut(pieces[at].record, action, cut_id(correction)) if at is not None else None
    if at is None or halves is None:
        return pieces, frozenset()
    origins = pieces[at].origins
    return [*pieces[:at], *(Piece(half, origins) for half in halves), *pieces[at + 1 :]], origins


def _numbered(pieces: Iterable[Piece]) -> list[Piece]:
    """All pieces of a source with numbers from 1 in the order of its text."""
    ordered = sorted(pieces, key=lambda piece: piece.record.case.start)
    return [
        replace(p, record=replace(p.record, case=replace(p.record.case, number=number)))
        for number, p in enumerate(ordered, 1)
    ]


def _finished(piece: Piece, shown: Shown) -> Piece:
    """A piece with the names and kinds that its entities have become."""
    record = piece.record
    changed = {
        entity.id: new
        for entity in record.entities
        if (new := _as_shown(entity, shown)) is not entity
    }
    if not changed:
        return piece
    entities = tuple(changed.get(entity.id, entity) for entity in record.entities)
    kinds: defaultdict[str, Kind | None] = defaultdict(lambda: None)
    kinds |= {entity.id: entity.kind for entity in entities}
    relations = tuple(edge for edge in record.relations if _fits(edge, kinds))
    return replace(piece, record=replace(record, entities=entities, relations=relations))


def _as_shown(entity: CaseEntity, shown: Shown) -> CaseEntity:
    known = shown.entities.get(entity.id)
    if known is None:
        return entity
    name = known.name if entity.id in shown.named else entity.name
    if (known.kind, name) == (entity.kind, entity.name):
        return entity
    mentions = tuple(replace(m, kind=known.kind) for m in entity.mentions)
    told = entity.definition if known.kind is Kind.INITIATIVE else None
    return replace(entity, kind=known.kind, name=name, mentions=mentions, definition=told)


def _fits(edge: Relation, kinds: Mapping[str, Kind | None]) -> bool:
    """Whether the kinds at both ends, as far as the case tells them, may be tied so."""
    heads, tails = ENDS[edge.type]
    head, tail = kinds[edge.head], kinds[edge.tail]
    return (head is None or head in heads) and (tail is None or tail in tails)
