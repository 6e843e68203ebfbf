"""What a person puts right: one action each, naming what it is about by more than an id.

An id is kept as long as extraction gives it; where a new ingest gives another one, the words
find the entity or the case again, and the new id is kept beside the old one (``also``).
"""

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, TypeAlias

from kg.model import Case, Entity
from kg.ontology import Kind, RelationType

# What the interface and every reason say of a value that a person gave.
BY_HAND: Final = "人工更正"
# Characters of a text that tell it from others, blanks left out.
_OPENING: Final = 40
_CASE_ID: Final = 16  # hex digits of the id of a case that a person cut off


class CaseField(StrEnum):
    """What of a case a person may state otherwise."""

    TITLE = "title"
    DATE = "date"
    REGION = "region"
    LEVEL = "level"
    GENRE = "genre"
    THEMES = "themes"


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity by id, and by what finds it again: name, region, sentences that name it."""

    id: str
    kind: Kind
    name: str
    region: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """Every id that it is known to have had."""
        return frozenset((self.id, *self.also))

    @property
    def current(self) -> str:
        """The id that it was found under last."""
        return self.also[-1] if self.also else self.id


@dataclass(frozen=True, slots=True)
class CaseRef:
    """A case by id, and by what finds it again: its source's path, title, opening words."""

    id: str
    path: str
    title: str
    opening: str
    also: tuple[str, ...] = ()

    @property
    def ids(self) -> frozenset[str]:
        """Every id that it is known to have had."""
        return frozenset((self.id, *self.also))


@dataclass(frozen=True, slots=True)
class Part:
    """A case whose mentions go to another entity: those in some sentences, or all of them."""

    case: CaseRef
    quotes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rename:
    """An entity has another name."""

    entity: EntityRef
    name: str


@dataclass(frozen=True, slots=True)
class Retype:
    """An entity is of another kind."""

    entity: EntityRef
    kind: Kind


@dataclass(frozen=True, slots=True)
class Hide:
    """An entity is none: it is shown nowhere."""

    entity: EntityRef


@dataclass(frozen=True, slots=True)
class Merge:
    """An entity is the same as another one."""

    entity: EntityRef
    into: EntityRef


@dataclass(frozen=True, slots=True)
class Split:
    """Some mentions of an entity mean another one; ``aliases`` are the words they use."""

    entity: EntityRef
    parts: tuple[Part, ...]
    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Amend:
    """A case has another title, date (ISO), region (path with ``/``), level, genre or themes.

    Themes are parted by ``/``. Empty is unknown, or none.
    """

    case: CaseRef
    field: CaseField
    value: str


@dataclass(frozen=True, slots=True)
class Join:
    """A case goes on in the next one of its source."""

    case: CaseRef
    next: CaseRef


@dataclass(frozen=True, slots=True)
class Cut:
    """Another case begins before the passage that opens with these words."""

    case: CaseRef
    before: str
    title: str


@dataclass(frozen=True, slots=True)
class DropRelation:
    """What a sentence of a case was read as saying of two entities it does not say."""

    case: CaseRef
    type: RelationType
    head: EntityRef
    tail: EntityRef
    quote: str


@dataclass(frozen=True, slots=True)
class DropMetric:
    """A figure of a case is none, or not of this measure or subject; ``words`` are its own."""

    case: CaseRef
    measure: str
    subject: str
    words: str
    quote: str


Fact: TypeAlias = DropRelation | DropMetric
Action: TypeAlias = Rename | Retype | Hide | Merge | Split | Amend | Join | Cut | Fact


@dataclass(frozen=True, slots=True)
class Correction:
    """One action, when it was taken (ISO 8601 with zone), and when taken back, if it was.

    ``id`` has 14 hex digits; what a correction brings forth has its id from there.
    """

    id: str
    at: str
    action: Action
    undone: str | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """A correction of the library's list, and with how many extracted cases it has to do now.

    One that stands ``is_lost`` where nothing in the library is what it is about (未能应用).
    """

    correction: Correction
    cases: int
    is_lost: bool = False


@dataclass(frozen=True, slots=True)
class EntityHistory:
    """What extraction gave of an entity as it is shown, and the corrections that stand on it."""

    extracted: tuple[Entity, ...] = ()
    corrections: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseHistory:
    """The extracted cases that a case is made of, and the corrections of its cut and facts."""

    extracted: tuple[Case, ...] = ()
    corrections: tuple[Correction, ...] = ()


def opening(text: str) -> str:
    """The first words of a text, blanks left out."""
    return squeezed(text)[:_OPENING]


def squeezed(text: str) -> str:
    """A text without blanks: wrapped lines make no difference."""
    return "".join(text.split())


def split_id(correction: Correction, action: Split) -> str:
    """Id of the entity that a split brings forth; its kind's letters lead as in all ids."""
    return f"{action.entity.id[:2]}{correction.id}"


def cut_id(correction: Correction) -> str:
    """Id of the case that a cut brings forth."""
    return hashlib.sha256(correction.id.encode()).hexdigest()[:_CASE_ID]


def entity_refs(action: Action) -> tuple[EntityRef, ...]:
    """Entities that an action is about."""
    match action:
        case Merge():
            return action.entity, action.into
        case Rename() | Retype() | Hide() | Split():
            return (action.entity,)
        case _:
            return ()


def case_refs(action: Action) -> tuple[CaseRef, ...]:
    """Cases that an action is about."""
    match action:
        case Split():
            return tuple(part.case for part in action.parts)
        case Join():
            return action.case, action.next
        case Amend() | Cut() | DropRelation() | DropMetric():
            return (action.case,)
        case _:
            return ()


def brought(correction: Correction) -> str:
    """Id of the entity or case that a correction brings forth; empty where none."""
    action = correction.action
    if isinstance(action, Split):
        return split_id(correction, action)
    return cut_id(correction) if isinstance(action, Cut) else ""


def is_recut(action: Action) -> bool:
    """Whether an action changes where cases begin and end."""
    return isinstance(action, Join | Cut)
