"""What readers see of entities that corrections are about, and of the gazetteer's edges there."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, delete, select, tuple_, update

from kg.correction.entities import Shown, shown_entities
from kg.correction.model import Correction, Split, entity_refs, split_id
from kg.model import Entity, Relation
from kg.ontology import Kind
from kg.store import rows
from kg.store.corrections import extracted
from kg.store.corrections.tables import EXTRACTED_EDGE
from kg.store.recording import put_gazetteer
from kg.store.tables import CASE_ENTITY, ENTITY, ENTITY_NAME, RELATION
from kg.store.writing import chunks, insert_all, put_names, sweep


def concerned(
    connection: Connection, corrections: Iterable[Correction], edges: Iterable[Relation] = ()
) -> set[str]:
    """Ids of the entities that corrections are about, and of the places that hold those.

    A place may be shown only for what lies in it: with that it goes, and with that it comes back.
    """
    above = [*extracted.read_edges(connection), *edges]
    found: set[str] = set()
    wanted = {key for c in corrections for ref in entity_refs(c.action) for key in ref.ids}
    while wanted:
        found |= wanted
        held = {edge.tail for edge in above if edge.head in wanted}
        wanted = held - found
    return found


def made(corrections: Iterable[Correction]) -> set[str]:
    """Ids of the entities that corrections bring forth."""
    return {split_id(c, c.action) for c in corrections if isinstance(c.action, Split)}


def keep_new(
    connection: Connection, before: Sequence[Correction], after: Sequence[Correction]
) -> set[str]:
    """Remember the extraction of entities that corrections are about from now on.

    Returns the ids of all entities that one of the lists is about or brings forth.
    """
    old = concerned(connection, before) | made(before)
    new = concerned(connection, after) - old - made(after)
    waiting = new
    while waiting:
        edges = extracted.edges_at(connection, waiting)
        # The other edges are remembered already, as extraction gave them.
        extracted.keep_edges(connection, (e for e in edges if not old & {e.head, e.tail}))
        held = {edge.tail for edge in edges if edge.head in waiting}
        waiting = held - new - old
        new |= waiting
    for ids in chunks(new):
        there = connection.execute(select(ENTITY).where(ENTITY.c.id.in_(ids))).mappings()
        extracted.keep_entities(connection, map(rows.to_entity, there.all()))
    return old | new | made(after)


def put_shown(connection: Connection, corrections: Iterable[Correction]) -> tuple[Shown, set[str]]:
    """Put entities in as corrections make them.

    The second value has the ids of cases that a place is named in which has changed.
    """
    shown = shown_entities(extracted.read_entities(connection), corrections)
    there: dict[str, Entity] = {}
    for ids in chunks(shown.entities):
        found = connection.execute(select(ENTITY).where(ENTITY.c.id.in_(ids))).mappings()
        there |= {row["id"]: rows.to_entity(row) for row in found}
    moved: set[str] = set()
    changed = [e for e in shown.entities.values() if there.get(e.id) != e]
    for entity in changed:
        before = there.get(entity.id)
        row = rows.entity_row(entity)
        if before is None:
            insert_all(connection, ENTITY, [row])
        else:
            connection.execute(update(ENTITY).where(ENTITY.c.id == entity.id).values(**row))
            connection.execute(delete(ENTITY_NAME).where(ENTITY_NAME.c.entity == entity.id))
            if _place(before) != _place(entity):
                moved.add(entity.id)
    put_names(connection, ((entity, ()) for entity in changed))
    naming = CASE_ENTITY.c.entity.in_(sorted(moved))
    return shown, set(connection.scalars(select(CASE_ENTITY.c.case).where(naming).distinct()))


def _place(entity: Entity) -> tuple[str, ...]:
    """What a case is found by that names this place; nothing for what is none."""
    return (entity.name, *entity.region) if entity.kind is Kind.PLACE else ()


def tidy(
    connection: Connection, corrections: Sequence[Correction], about: Iterable[str]
) -> set[str]:
    """Show edges as they are to be, and forget what nothing needs any more.

    ``about`` are entities of corrections that do not stand any more. Returns the ids of all
    entities that are shown otherwise now or may be.
    """
    before = {*about, *concerned(connection, corrections), *made(corrections)}
    _forget_unnamed(connection)
    shown, _ = put_shown(connection, corrections)
    _put_edges(connection, before, shown)
    wanted = concerned(connection, corrections)
    extracted.forget_entities(connection, extracted.read_entities(connection).keys() - wanted)
    _forget_edges(
        connection,
        (e for e in extracted.read_edges(connection) if not wanted & {e.head, e.tail}),
    )
    sweep(connection, before | shown.entities.keys())
    return before | shown.entities.keys()


def _forget_unnamed(connection: Connection) -> None:
    """Forget extracted entities that no extracted case names, and edges from what is gone."""
    while True:
        known = extracted.read_entities(connection).keys()
        gone = extracted.unnamed(connection, known)
        extracted.forget_entities(connection, gone)
        edges = extracted.read_edges(connection)
        heads = {edge.head for edge in edges} - (known - gone)
        for ids in chunks(heads.copy()):
            heads -= set(connection.scalars(select(ENTITY.c.id).where(ENTITY.c.id.in_(ids))))
        dead = [edge for edge in edges if edge.head in heads | gone]
        _forget_edges(connection, dead)
        if not gone and not dead:
            return


def _forget_edges(connection: Connection, edges: Iterable[Relation]) -> None:
    for edge in edges:
        key = (edge.head, edge.type.value, edge.tail)
        connection.execute(
            delete(EXTRACTED_EDGE).where(tuple_(*EXTRACTED_EDGE.primary_key.columns) == key)
        )


def _put_edges(connection: Connection, about: Iterable[str], shown: Shown) -> None:
    """Put the gazetteer's edges at entities of corrections where these are shown now."""
    for ids in chunks(about):
        for end in (RELATION.c.head, RELATION.c.tail):
            connection.execute(delete(RELATION).where(RELATION.c.case.is_(None), end.in_(ids)))
    edges = []
    for edge in extracted.read_edges(connection):
        head, tail = shown.where.get(edge.head, edge.head), shown.where.get(edge.tail, edge.tail)
        if head and tail and head != tail:
            edges.append(Relation(head, edge.type, tail, None, edge.evidence))
    put_gazetteer(connection, edges)
