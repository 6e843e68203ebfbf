"""Correcting a library: what persons put right stays, whatever is ingested afterwards."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Final

from kg.correction.model import (
    Action,
    CaseHistory,
    CaseRef,
    Correction,
    DropMetric,
    DropRelation,
    EntityHistory,
    EntityRef,
    Fact,
    Standing,
    opening,
)
from kg.correction.quoting import mention_quote, quote_at
from kg.errors import CorrectionRefused
from kg.library.filling import Filling
from kg.model import Case, Entity, Mention
from kg.profile import known_entity
from kg.quotes import fold_groups
from kg.store import Changed, Snapshot

# Sentences that are kept to find an entity again, one a case.
_QUOTES: Final = 3
_ID_BYTES: Final = 7  # of a correction's id, which is written with 14 hex digits


class Correcting(Filling):
    """What changes how a library shows its extraction, and tells what was changed."""

    def correct(self, action: Action) -> Correction:
        """Put something right from now on. Raises LibraryBusy."""
        correction = Correction(secrets.token_hex(_ID_BYTES), _now(), action)
        with self.writer():
            changed = self._store.correct([correction])
        self._corrected(changed)
        return correction

    def take_back(self, correction_id: str) -> None:
        """Show the library without a correction. Raises CorrectionRefused if none stands."""
        with self.writer():
            changed = self._store.take_back(correction_id, _now())
        self._corrected(changed)

    def make_again(self, correction_id: str) -> Correction:
        """Put right once more what was taken back. Raises CorrectionRefused if none was."""
        with self.writer():
            found = [one.correction for one in self.corrections()]
            back = next((one for one in found if one.id == correction_id and one.undone), None)
            if back is None or any(one.action == back.action and not one.undone for one in found):
                msg = f"no correction {correction_id!r} waits to be made again"
                raise CorrectionRefused(msg)
            return self.correct(back.action)

    def take_in(self, corrections: Iterable[Correction]) -> tuple[Correction, ...]:
        """Put corrections of another library in, behind those that are there; returns the new.

        One that is there already, taken back or not, stays as it is.
        """
        with self.writer():
            known = {one.correction.id for one in self.corrections()}
            new = {one.id: one for one in corrections if one.id not in known}
            if new:
                self._corrected(self._store.correct(new.values()))
        return tuple(new.values())

    def _corrected(self, changed: Changed) -> None:
        """Have what answers from memory hear of a correction."""

    def corrections(self) -> tuple[Standing, ...]:
        """All corrections, oldest first, those taken back among them."""
        with self._store.reading() as snapshot:
            return tuple(snapshot.corrections())

    def strayed(self) -> tuple[str, ...]:
        """What differs in what is shown from what corrections make of extraction."""
        return self._store.strayed()

    def entity_ref(self, entity_id: str) -> EntityRef:
        """What finds an entity again. Raises UnknownEntity."""
        with self._store.reading() as snapshot:
            return entity_ref(snapshot, entity_id)

    def case_ref(self, case_id: str) -> CaseRef:
        """What finds a case again. Raises UnknownCase."""
        with self._store.reading() as snapshot:
            return case_ref(snapshot, snapshot.case(case_id))

    def facts_to_drop(self, case_id: str) -> tuple[Fact, ...]:
        """What takes out each figure, then each relation that a case tells, in its text's order.

        Raises UnknownCase.
        """
        with self._store.reading() as snapshot:
            ref = case_ref(snapshot, snapshot.case(case_id))
            record = snapshot.whole_records([case_id])[case_id]
            ends = snapshot.entities({key for r in record.relations for key in (r.head, r.tail)})
        ends_of = {key: EntityRef(key, one.kind, one.name) for key, one in ends.items()}
        passages = record.passages
        metrics = (
            DropMetric(ref, m.measure, m.subject or "", m.text, quote_at(m.start, m.text, passages))
            for m in sorted(record.metrics, key=lambda m: m.start)
        )
        relations = (
            DropRelation(
                ref,
                edge.type,
                ends_of[edge.head],
                ends_of[edge.tail],
                quote_at(edge.start, edge.evidence, passages),
            )
            for edge in sorted(record.relations, key=lambda edge: edge.start)
        )
        return tuple(dict.fromkeys((*metrics, *relations)))

    def entity_history(self, entity_id: str) -> EntityHistory:
        """What persons made of an entity; empty for one that extraction alone gives."""
        with self._store.reading() as snapshot:
            return snapshot.entity_history(entity_id)

    def led_to(self, entity_id: str) -> str | None:
        """Id that an extracted entity is shown under now; None where it is hidden."""
        with self._store.reading() as snapshot:
            return snapshot.led_to(entity_id)

    def case_led_to(self, case_id: str) -> str | None:
        """Id of the case that an extracted case is part of now; None where it was not corrected."""
        with self._store.reading() as snapshot:
            return snapshot.case_led_to(case_id)

    def case_history(self, case: Case) -> CaseHistory:
        """What persons made of a case; empty for one that extraction alone gives."""
        with self._store.reading() as snapshot:
            return snapshot.case_history(case)

    def amended_cases(self) -> frozenset[str]:
        """Ids of cases of which a person stated where they begin and end, or what they are."""
        with self._store.reading() as snapshot:
            return snapshot.amended_cases()

    def entity_cases(self, entity_id: str) -> tuple[Entity, tuple[Case, ...]]:
        """One entity and the cases that name it, copies folded. Raises UnknownEntity."""
        with self._store.reading() as snapshot:
            naming = snapshot.cases_naming(entity_id)
            folded = {case.id: case for case in fold_groups(naming.values()).values()}
            return known_entity(snapshot, entity_id), tuple(folded.values())

    def ids_named(self, name: str) -> list[str]:
        """Ids of the entities of this name or alias, most cases first. May be empty."""
        with self._store.reading() as snapshot:
            return snapshot.named(name)

    def namesakes(self, entity_id: str, limit: int) -> list[Entity]:
        """Others of an entity's kind and name that nothing shows to be the same.

        Raises UnknownEntity.
        """
        with self._store.reading() as snapshot:
            entity = known_entity(snapshot, entity_id)
            return [] if entity.redacted else snapshot.namesakes(entity, limit)

    def mentions_of(self, entity_id: str, case_ids: Iterable[str]) -> dict[str, dict[str, Mention]]:
        """First mention of an entity in each sentence of cases, by case and sentence."""
        with self._store.reading() as snapshot:
            mentions = snapshot.mentions_naming(entity_id, case_ids)
            passages = snapshot.passages_of_all(mentions)
        found: dict[str, dict[str, Mention]] = {}
        for case, named in mentions.items():
            quotes = found.setdefault(case, {})
            for mention in named:
                quotes.setdefault(mention_quote(mention, passages.get(case, ())), mention)
        return found

    def extracted_cases_of(self, source_id: str) -> tuple[Case, ...]:
        """Cases of a source as extraction cut and described them, in their order."""
        with self._store.reading() as snapshot:
            return snapshot.extracted_cases_of(source_id)


def entity_ref(snapshot: Snapshot, entity_id: str) -> EntityRef:
    """What finds an entity again. Raises UnknownEntity."""
    entity = known_entity(snapshot, entity_id)
    cases = list(snapshot.cases_naming(entity_id))[:_QUOTES]
    records = snapshot.whole_records(cases)
    quotes = [
        mention_quote(named.mentions[0], records[key].passages)
        for key in cases
        for named in records[key].entities
        if named.id == entity_id and named.mentions
    ]
    return EntityRef(
        entity.id, entity.kind, entity.name, entity.region, tuple(dict.fromkeys(quotes))
    )


def case_ref(snapshot: Snapshot, case: Case) -> CaseRef:
    """What finds a case again."""
    path = snapshot.paths([case.source])[case.source]
    return CaseRef(case.id, path, case.title, opening(snapshot.text_of(case)))


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")
