"""The part of an entity's and a case's page that tells what was corrected, and corrects."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from kg.correction.model import CaseField, Correction
from kg.correction.telling import FIELD_LABELS, field_words, told
from kg.model import Case, Entity
from kg.ontology import GENRE_LABELS, KIND_LABELS, LEVEL_LABELS
from kg.theme_terms import themes
from web import words

if TYPE_CHECKING:
    from kg.library import Library


@dataclass(frozen=True, slots=True)
class MadeItem:
    """A correction that stands: what it says, when it was made."""

    id: str
    says: str
    at: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a person may choose: a kind of entity, a level, genre or theme of a case."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class EntityPanel:
    """更正 of an entity. ``extracted`` says what extraction gave where that is shown otherwise."""

    name: str
    kinds: tuple[Choice, ...]
    extracted: tuple[str, ...]
    made: tuple[MadeItem, ...]
    url: str
    merge_url: str
    split_url: str


@dataclass(frozen=True, slots=True)
class Was:
    """What extraction gave for what a person has stated of a case otherwise."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class CasePanel:
    """更正 of a case. ``next`` is the title of the case that it may be joined with."""

    title: str
    date: str
    region: str
    levels: tuple[Choice, ...]
    genres: tuple[Choice, ...]
    themes: tuple[Choice, ...]
    was: tuple[Was, ...]
    made: tuple[MadeItem, ...]
    url: str
    next: str
    cut_url: str
    facts_url: str


def entity_panel(library: "Library", entity: Entity) -> EntityPanel:
    """What persons made of an entity, and what they may make of it."""
    history = library.entity_history(entity.id)
    shown = (entity.kind, entity.name)
    return EntityPanel(
        name=entity.name,
        kinds=_choices(KIND_LABELS.items(), entity.kind),
        extracted=tuple(
            f"{KIND_LABELS[one.kind]}“{one.name}”"
            for one in history.extracted
            if one.id != entity.id or (one.kind, one.name) != shown
        ),
        made=made_items(history.corrections),
        url=url_for("correcting.entity", entity_id=entity.id),
        merge_url=url_for("correcting.merge", entity_id=entity.id),
        split_url=url_for("correcting.split", entity_id=entity.id),
    )


def case_panel(library: "Library", case: Case) -> CasePanel:
    """What persons made of a case, and what they may make of it."""
    history = library.case_history(case)
    known = dict.fromkeys((*themes(), *case.themes))
    return CasePanel(
        title=case.title,
        date=case.date or "",
        region=" ".join(case.region),
        levels=_choices((("", "不详"), *LEVEL_LABELS.items()), case.level or ""),
        genres=_choices(GENRE_LABELS.items(), case.genre),
        themes=_choices(((one, one) for one in known), *case.themes),
        was=tuple(_was(history.extracted, case)),
        made=made_items(history.corrections),
        url=url_for("correcting.case", case_id=case.id),
        next=following.title if (following := case_after(library, case)) else "",
        cut_url=url_for("correcting.cut", case_id=case.id),
        facts_url=url_for("correcting.facts", case_id=case.id),
    )


def _choices(labels: Iterable[tuple[str, str]], *chosen: str) -> tuple[Choice, ...]:
    return tuple(Choice(str(key), label, key in chosen) for key, label in labels)


def case_after(library: "Library", case: Case) -> Case | None:
    """The case that follows in the same source."""
    return next((one for one in library.cases_of(case.source) if one.start > case.start), None)


def made_items(corrections: Iterable[Correction]) -> tuple[MadeItem, ...]:
    """Corrections in the order in which they were made."""
    return tuple(MadeItem(c.id, told(c.action), words.moment_words(c.at)) for c in corrections)


def _was(extracted: tuple[Case, ...], case: Case) -> Iterable[Was]:
    """What the extraction of this very case says otherwise."""
    raw = next((one for one in extracted if one.id == case.id), None)
    if raw is None:
        return
    if raw.title != case.title:
        yield Was(FIELD_LABELS[CaseField.TITLE], raw.title)
    if raw.date != case.date:
        yield Was(FIELD_LABELS[CaseField.DATE], words.date_words(raw.date))
    if raw.region != case.region:
        yield Was(FIELD_LABELS[CaseField.REGION], words.region_words(raw.region))
    for field, before, now in (
        (CaseField.LEVEL, raw.level or "", case.level or ""),
        (CaseField.GENRE, raw.genre, case.genre),
        (CaseField.THEMES, "/".join(raw.themes), "/".join(case.themes)),
    ):
        if before != now:
            yield Was(FIELD_LABELS[field], field_words(field, before))
