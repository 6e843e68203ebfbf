"""Steps of a correction. Each takes a connection inside the one transaction of the change."""

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy import Connection, or_, select

from kg.correction.model import (
    Action,
    Correction,
    case_refs,
    entity_refs,
    is_recut,
)
from kg.errors import CorrectionRefused
from kg.store.corrections.finding import found_again
from kg.store.corrections.log import read_log, standing, write_again, write_down
from kg.store.corrections.projecting import Changed, project
from kg.store.corrections.tables import CORRECTED_CASE, EXTRACTED_CASE
from kg.store.tables import CASE, CASE_ENTITY, METRIC, RELATION


def correct(connection: Connection, correction: Correction) -> Changed:
    """Write a correction down and show what it makes of the library."""
    before = standing(read_log(connection))
    write_down(connection, correction)
    if correction.undone is not None:
        return Changed()
    cases = extracted_in(connection, _cases_of(connection, correction.action))
    changed = project(connection, before, [*before, correction], cases)
    changed.add(find_again(connection, None))
    return changed


def find_again(connection: Connection, source_id: str | None) -> Changed:
    """Correct what stands under other ids than corrections know, in one source or everywhere."""
    before = standing(read_log(connection))
    after = found_again(connection, before, source_id)
    changed = Changed()
    at = list(before)
    for number, correction in enumerate(after):
        if correction != before[number]:
            cases = extracted_in(connection, _cases_of(connection, correction.action))
            was, at = at, [*after[: number + 1], *before[number + 1 :]]
            changed.add(project(connection, was, at, cases))
    return changed


def take_back(connection: Connection, correction_id: str, at: str) -> Changed:
    """Show the library as it is without a correction, which stays in the list as taken back.

    Raises CorrectionRefused where there is no such correction, or none that stands.
    """
    before = standing(read_log(connection))
    correction = next((one for one in before if one.id == correction_id), None)
    if correction is None:
        msg = f"no correction {correction_id!r} stands; see: kg corrections list"
        raise CorrectionRefused(msg)
    touched = select(CORRECTED_CASE.c.case).where(CORRECTED_CASE.c.correction == correction_id)
    cases = _whole(connection, set(connection.scalars(touched)))
    write_again(connection, replace(correction, undone=at))
    return project(connection, before, [one for one in before if one != correction], cases)


def _cases_of(connection: Connection, action: Action) -> set[str]:
    """Ids of the shown cases that an action is about."""
    keys = sorted({key for ref in case_refs(action) for key in ref.ids})
    if keys:
        found = set(connection.scalars(select(CASE.c.id).where(CASE.c.id.in_(keys))))
        if not is_recut(action):
            return found
        sources = select(CASE.c.source).where(CASE.c.id.in_(keys))
        return set(connection.scalars(select(CASE.c.id).where(CASE.c.source.in_(sources))))
    return naming(connection, entity_refs(action)[0].ids)


def naming(connection: Connection, entity_ids: Iterable[str]) -> set[str]:
    """Ids of the shown cases that have to do with an entity of one of these ids."""
    ids = sorted(entity_ids)
    found = set(connection.scalars(select(CASE_ENTITY.c.case).where(CASE_ENTITY.c.entity.in_(ids))))
    ends = or_(RELATION.c.head.in_(ids), RELATION.c.tail.in_(ids))
    tied = select(RELATION.c.case).where(ends, RELATION.c.case.is_not(None))
    counted = select(METRIC.c.case).where(METRIC.c.subject_id.in_(ids))
    return found | set(connection.scalars(tied)) | set(connection.scalars(counted))


def extracted_in(connection: Connection, case_ids: Iterable[str]) -> set[str]:
    """Ids of the extracted cases that shown cases are made of.

    Where cuts between cases were moved, those of the whole source go together.
    """
    shown = set(case_ids)
    sources = select(CASE.c.source).where(CASE.c.id.in_(sorted(shown)))
    recut = select(EXTRACTED_CASE.c.case, EXTRACTED_CASE.c.source).where(
        EXTRACTED_CASE.c.recut, EXTRACTED_CASE.c.source.in_(sources)
    )
    together = dict(connection.execute(recut).all())
    if not together:
        return shown
    inside = select(CASE.c.id).where(CASE.c.source.in_(sorted(set(together.values()))))
    return (shown - set(connection.scalars(inside))) | together.keys()


def _whole(connection: Connection, extracted_ids: set[str]) -> set[str]:
    """Extracted cases with all others of those sources in which cuts were moved."""
    sources = select(EXTRACTED_CASE.c.source).where(
        EXTRACTED_CASE.c.recut, EXTRACTED_CASE.c.case.in_(sorted(extracted_ids))
    )
    together = select(EXTRACTED_CASE.c.case).where(EXTRACTED_CASE.c.source.in_(sources))
    return extracted_ids | set(connection.scalars(together))
