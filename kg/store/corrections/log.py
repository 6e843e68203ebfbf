"""The list of corrections: in the order in which they were made, those taken back among them."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, insert, select, update

from kg.correction.coding import decode, encode
from kg.correction.entities import shown_entities
from kg.correction.model import (
    Amend,
    CaseHistory,
    Correction,
    Cut,
    EntityHistory,
    Join,
    Split,
    Standing,
    brought,
    case_refs,
    entity_refs,
)
from kg.model import Case
from kg.store.corrections.extracted import decode_record, read_entities
from kg.store.corrections.tables import (
    CORRECTED_CASE,
    CORRECTION,
    EXTRACTED_CASE,
    EXTRACTED_ENTITY,
)
from kg.store.reading.cases import CaseReader


def read_log(connection: Connection) -> list[Correction]:
    """All corrections, oldest first."""
    there = select(CORRECTION).order_by(CORRECTION.c.number)
    return [
        Correction(row["id"], row["at"], decode(row["action"]), row["undone"])
        for row in connection.execute(there).mappings()
    ]


def standing(corrections: Iterable[Correction]) -> list[Correction]:
    """Those that were not taken back."""
    return [correction for correction in corrections if correction.undone is None]


def write_down(connection: Connection, correction: Correction) -> None:
    """Put a correction at the end of the list."""
    connection.execute(
        insert(CORRECTION),
        {
            "id": correction.id,
            "at": correction.at,
            "action": encode(correction.action),
            "undone": correction.undone,
        },
    )


def write_again(connection: Connection, correction: Correction) -> None:
    """Put what became of a correction in place of what stands in the list."""
    there = update(CORRECTION).where(CORRECTION.c.id == correction.id)
    action = encode(correction.action)
    connection.execute(there.values(action=action, undone=correction.undone))


class CorrectionReader(CaseReader):
    """Questions about corrections."""

    def corrections(self) -> list[Standing]:
        """All corrections, oldest first, each with how many extracted cases it has to do with."""
        number = func.count()
        there = select(CORRECTED_CASE.c.correction, number).group_by(CORRECTED_CASE.c.correction)
        counts: dict[str, int] = dict(self._connection.execute(there).all())
        known = set(self._connection.scalars(select(EXTRACTED_ENTITY.c.id)))
        return [
            Standing(
                correction,
                counts.get(correction.id, 0),
                is_lost=correction.undone is None
                and correction.id not in counts
                and not (_entity_ids(correction) & known),
            )
            for correction in read_log(self._connection)
        ]

    def entity_history(self, entity_id: str) -> EntityHistory:
        """What persons made of an entity; empty for one that extraction alone gives."""
        log = standing(read_log(self._connection))
        if not log:
            return EntityHistory()
        raws = read_entities(self._connection)
        where = shown_entities(raws, log).where
        ids = {raw for raw, at in where.items() if at == entity_id} | {entity_id}
        about = [
            c
            for c in log
            if brought(c) == entity_id or any(ref.ids & ids for ref in entity_refs(c.action))
        ]
        extracted = tuple(raws[key] for key in sorted(ids & raws.keys())) if about else ()
        return EntityHistory(extracted, tuple(about))

    def led_to(self, entity_id: str) -> str | None:
        """Id that an extracted entity is shown under now; its own where none leads elsewhere.

        None where it is hidden.
        """
        shown = shown_entities(
            read_entities(self._connection), standing(read_log(self._connection))
        )
        return shown.where.get(entity_id, entity_id)

    def case_led_to(self, case_id: str) -> str | None:
        """Id of the case that an extracted case is part of now; None where it was not corrected."""
        there = select(EXTRACTED_CASE.c.shown).where(EXTRACTED_CASE.c.case == case_id)
        return next(iter(self._connection.scalar(there) or ()), None)

    def case_history(self, case: Case) -> CaseHistory:
        """What persons made of a case; empty for one that extraction alone gives."""
        there = select(EXTRACTED_CASE.c.record, EXTRACTED_CASE.c.shown)
        raws = [
            decode_record(row["record"]).case
            for row in self._mappings(there.where(EXTRACTED_CASE.c.source == case.source))
            if case.id in row["shown"]
        ]
        if not raws:
            return CaseHistory()
        ids = {raw.id for raw in raws} | {case.id}
        about = [
            c
            for c in standing(read_log(self._connection))
            if not isinstance(c.action, Split)
            and (brought(c) == case.id or any(ref.ids & ids for ref in case_refs(c.action)))
        ]
        extracted = sorted(raws, key=lambda raw: raw.start) if about else ()
        return CaseHistory(tuple(extracted), tuple(about))

    def amended_cases(self) -> frozenset[str]:
        """Ids of cases of which a person stated where they begin and end, or what they are."""
        log = standing(read_log(self._connection))
        about = [c for c in log if isinstance(c.action, Amend | Join | Cut)]
        named = {key for c in about for ref in case_refs(c.action) for key in ref.ids}
        return frozenset(named | {brought(c) for c in about if case_refs(c.action)}) - {""}

    def extracted_cases(self) -> dict[str, Case]:
        """Cases as extraction described them, by id, of those that corrections have to do with."""
        there = select(EXTRACTED_CASE.c.case, EXTRACTED_CASE.c.record)
        return {row["case"]: decode_record(row["record"]).case for row in self._mappings(there)}

    def extracted_cases_of(self, source_id: str) -> tuple[Case, ...]:
        """Cases of a source as extraction cut and described them, in their order."""
        there = select(EXTRACTED_CASE.c.case, EXTRACTED_CASE.c.record, EXTRACTED_CASE.c.shown)
        found: dict[str, Case] = {}
        shown: set[str] = set()
        for row in self._mappings(there.where(EXTRACTED_CASE.c.source == source_id)):
            found[row["case"]] = decode_record(row["record"]).case
            shown |= set(row["shown"])
        rest = (case for case in self.cases_of(source_id) if case.id not in shown)
        return tuple(sorted((*found.values(), *rest), key=lambda case: case.start))


def _entity_ids(correction: Correction) -> frozenset[str]:
    """Ids of the entity that a correction changes, if it changes one as such."""
    refs = entity_refs(correction.action)
    return refs[0].ids if refs and not case_refs(correction.action) else frozenset()
