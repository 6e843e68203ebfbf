"""extract(): everything that one case says, finder after finder."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from ingest.confidence import rated, rated_relations
from ingest.draft import Draft, Finder
from ingest.extract import (
    honors,
    initiatives,
    metrics,
    organizations,
    persons,
    places,
    relations,
)
from ingest.extract.definitions import define
from ingest.resolve import resolve
from ingest.resolve.national import is_listed
from kg.model import CaseEntity, Definition, Entity, Mention, Metric, Relation
from kg.ontology import Kind
from kg.text import is_masked

# Later finders read what earlier ones found: bodies begin with places, initiatives are no bodies.
FINDERS: tuple[Finder, ...] = (
    places.find,
    organizations.find,
    persons.find,
    honors.find,
    initiatives.find,
)

# Methods and prizes have an X of their own (1+X): only their finders can tell it from a mask.
_MAY_HOLD_X = frozenset({Kind.INITIATIVE, Kind.HONOR})

# Blanks of web pages that finders read as plain ones; as wide, so that offsets stay.
_BLANKS = "\xa0\u2002\u2003\u2009"


@dataclass(frozen=True, slots=True)
class Extraction:
    """What one case says. Offsets are the source's; ``entities`` include places' parents."""

    local: tuple[CaseEntity, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]
    metrics: tuple[Metric, ...]


def extract(draft: Draft, case_id: str, offset: int) -> Extraction:
    """Entities, relations and metrics of a case whose text begins at ``offset`` in its source."""
    source = text = draft.text
    for blank in _BLANKS:
        text = text.replace(blank, " ")
    draft = replace(draft, text=text)
    mentions = find_mentions(draft)
    resolved = resolve(draft, case_id, mentions)
    local = rated(draft, resolved.local, resolved.entities)
    found = rated_relations(relations.find(draft, local), local)
    bodies = _bodies(resolved.local)
    return Extraction(
        local=tuple(
            replace(
                entity,
                mentions=tuple(shift(m, offset) for m in entity.mentions),
                definition=_definition(draft.text, entity, offset),
            )
            for entity in local
        ),
        entities=resolved.entities,
        relations=(
            *(
                replace(shift(r, offset), case=case_id, evidence=source[r.start : r.end])
                for r in found
            ),
            *resolved.relations,
        ),
        metrics=tuple(
            replace(
                shift(m, offset),
                case=case_id,
                subject_id=bodies.get(m.subject or ""),
                text=source[m.start : m.end],
            )
            for m in metrics.find(draft, tuple(mentions))
        ),
    )


def find_mentions(draft: Draft) -> list[Mention]:
    """What all finders see in a draft, finder after finder."""
    mentions: list[Mention] = []
    for finder in FINDERS:
        mentions += map(_masked, finder(draft, tuple(mentions)))
    return honors.without_titles(mentions)


def _masked(mention: Mention) -> Mention:
    """The mention, redacted where its name carries a mask, whichever finder saw it."""
    masked = is_masked(mention.name)
    if not mention.redacted and not masked:
        return mention
    if is_listed(mention.kind, mention.name):
        # 数据要素× holds a sign of multiplication.
        return replace(mention, redacted=False)
    plain = mention.kind in _MAY_HOLD_X or not masked
    return mention if mention.redacted or plain else replace(mention, redacted=True)


def _definition(text: str, entity: CaseEntity, offset: int) -> Definition | None:
    """What the case says an initiative is, offsets in the source; None for other entities."""
    if entity.kind is not Kind.INITIATIVE:
        return None
    told = define(text, entity.name, entity.mentions)
    return shift(told, offset) if told and told.quote else told


_Spanned = TypeVar("_Spanned", Mention, Relation, Metric, Definition)


def shift(item: _Spanned, offset: int) -> _Spanned:
    """The same item with its span moved from the case's text to the source's."""
    if not offset:
        return item
    return replace(item, start=item.start + offset, end=item.end + offset)


def _bodies(entities: Sequence[CaseEntity]) -> dict[str, str]:
    """Ids of what a metric's subject may name, by name; the first of one name has it."""
    return {e.name: e.id for e in reversed(entities) if e.kind is not Kind.PERSON}
