"""Finding what corrections are about under another id: a new ingest may give other ids.

An entity is found by its name and kind and a sentence that names it, or, where it carries no mask,
as the only one of its name, kind and region; a case by its opening words or title in the source of
the same path, by both elsewhere. What is not found is left: its correction is told as lost.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from sqlalchemy import Connection, select

from kg.correction.model import (
    Action,
    Amend,
    CaseRef,
    Correction,
    Cut,
    DropMetric,
    DropRelation,
    EntityRef,
    Hide,
    Join,
    Merge,
    Rename,
    Retype,
    Split,
    case_refs,
    cut_id,
    entity_refs,
    opening,
)
from kg.correction.quoting import mention_quote
from kg.model import Case, Entity
from kg.store import rows
from kg.store.corrections.log import write_again
from kg.store.corrections.showing import made
from kg.store.corrections.tables import EXTRACTED_CASE, EXTRACTED_EDGE, EXTRACTED_NAME
from kg.store.reading.snapshot import Snapshot
from kg.store.tables import CASE, CASE_ENTITY, ENTITY, ENTITY_NAME, RELATION, SOURCE

# Cases of a name that are read for the sentences that a correction remembers.
_MOST_READ: Final = 50


def found_again(
    connection: Connection, corrections: Sequence[Correction], source_id: str | None
) -> list[Correction]:
    """The corrections, with the ids under which what they are about is found again.

    Looks into one source, or everywhere. What has changed is written down.
    """
    brought = made(corrections) | {cut_id(c) for c in corrections if isinstance(c.action, Cut)}
    entities = {ref.id: ref for c in corrections for ref in entity_refs(c.action)}
    cases = {ref.id: ref for c in corrections for ref in case_refs(c.action)}
    ids = {key for ref in entities.values() for key in ref.ids}
    ids |= {key for ref in cases.values() for key in ref.ids}
    there = _there(connection, ids) | brought
    also: dict[str, str] = {}
    for entity_ref in entities.values():
        if not entity_ref.ids & there:
            also[entity_ref.id] = _find_entity(connection, entity_ref, source_id) or ""
    for case_ref in cases.values():
        if not case_ref.ids & there:
            also[case_ref.id] = _find_case(connection, case_ref, source_id) or ""
    after = [replace(c, action=_with(c.action, also)) for c in corrections]
    for one, before in zip(after, corrections, strict=True):
        if one != before:
            write_again(connection, one)
    return after


def _there(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Those of the ids that extraction gives something now."""
    wanted = sorted(ids)
    columns = (
        CASE_ENTITY.c.entity,
        EXTRACTED_NAME.c.entity,
        RELATION.c.tail,
        EXTRACTED_EDGE.c.tail,
        CASE.c.id,
        EXTRACTED_CASE.c.case,
    )
    found: set[str] = set()
    for column in columns:
        found |= set(connection.scalars(select(column).where(column.in_(wanted)).distinct()))
    return found


def _with(action: Action, also: dict[str, str]) -> Action:
    """The action with the ids that its entities and cases were found under."""

    def entity(ref: EntityRef) -> EntityRef:
        return replace(ref, also=(*ref.also, new)) if (new := also.get(ref.id)) else ref

    def case(ref: CaseRef) -> CaseRef:
        return replace(ref, also=(*ref.also, new)) if (new := also.get(ref.id)) else ref

    match action:
        case Merge():
            return replace(action, entity=entity(action.entity), into=entity(action.into))
        case Split():
            parts = tuple(replace(part, case=case(part.case)) for part in action.parts)
            return replace(action, entity=entity(action.entity), parts=parts)
        case Join():
            return replace(action, case=case(action.case), next=case(action.next))
        case Amend() | Cut() | DropRelation() | DropMetric():
            return replace(action, case=case(action.case))
        case Rename() | Retype() | Hide():
            return replace(action, entity=entity(action.entity))


def _find_entity(connection: Connection, ref: EntityRef, source_id: str | None) -> str | None:
    """Id of the entity that is meant, if it is there."""
    key = rows.name_key(ref.name)
    named = select(ENTITY).join(ENTITY_NAME).where(ENTITY_NAME.c.key == key)
    if source_id is not None:
        inside = (
            select(CASE_ENTITY.c.entity)
            .join(CASE, CASE.c.id == CASE_ENTITY.c.case)
            .where(CASE.c.source == source_id)
        )
        named = named.where(ENTITY.c.id.in_(inside))
    found = connection.execute(named.where(ENTITY.c.kind == ref.kind.value).order_by(ENTITY.c.id))
    likely = [rows.to_entity(row) for row in found.mappings().all()]
    quoted = [one for one in likely if _is_quoted(connection, one, ref)]
    alike = [one for one in likely if not one.redacted and one.region == ref.region]
    return next((some[0].id for some in (quoted, alike) if len(some) == 1), None)


def _is_quoted(connection: Connection, entity: Entity, ref: EntityRef) -> bool:
    """Whether one of the sentences remembered names an entity."""
    if not ref.quotes:
        return False
    snapshot = Snapshot(connection)
    naming = list(snapshot.cases_naming(entity.id))[:_MOST_READ]
    return any(
        mention_quote(mention, record.passages) in ref.quotes
        for record in snapshot.whole_records(naming).values()
        for named in record.entities
        if named.id == entity.id
        for mention in named.mentions
    )


def _find_case(connection: Connection, ref: CaseRef, source_id: str | None) -> str | None:
    """Id of the case that is meant, if it is there."""
    snapshot = Snapshot(connection)
    at = connection.scalar(select(SOURCE.c.id).where(SOURCE.c.path == ref.path))
    if at is not None and source_id in {None, at}:
        cases = snapshot.extracted_cases_of(at)
        tests: tuple[Callable[[Case], bool], ...] = (
            lambda case: opening(snapshot.text_of(case)) == ref.opening,
            lambda case: case.title == ref.title,
        )
        for test in tests:
            found = [case.id for case in cases if test(case)]
            if len(found) == 1:
                return found[0]
    titled = select(CASE.c.id).where(CASE.c.title == ref.title)
    if source_id is not None:
        titled = titled.where(CASE.c.source == source_id)
    likely = snapshot.cases(connection.scalars(titled)).values()
    alike = [case.id for case in likely if opening(snapshot.text_of(case)) == ref.opening]
    return alike[0] if len(alike) == 1 else None
