"""extract(): everything that one case says, finder after finder."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

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

# 李兴湖, 王大山: a person's name that ends like a hill's or a water's.
_LIKE_A_FEATURE: Final = re.compile(r"[一-鿿]{2}[山江湖河海岛岭峰湾]")

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
        local=tuple(_told(draft.text, entity, offset) for entity in local),
        entities=resolved.entities,
        relations=(
            *(
                replace(
                    r,
                    case=case_id,
                    evidence=source[r.start : r.end],
                    start=r.start + offset,
                    end=r.end + offset,
                )
                for r in found
            ),
            *resolved.relations,
        ),
        metrics=tuple(
            replace(
                m,
                case=case_id,
                subject_id=bodies.get(m.subject or ""),
                text=source[m.start : m.end],
                start=m.start + offset,
                end=m.end + offset,
            )
            for m in metrics.find(draft, tuple(mentions))
        ),
    )


def find_mentions(draft: Draft) -> list[Mention]:
    """What all finders see in a draft, finder after finder."""
    mentions: list[Mention] = []
    for finder in FINDERS:
        found = finder(draft, tuple(mentions))
        mentions += (_masked(_with_its_mark(draft.text, mention)) for mention in found)
    return honors.without_titles(_no_part_of_persons(mentions))


def _no_part_of_persons(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions but for places inside a person's name: 欧|金昌, 黄海|杰."""
    persons = [m for m in mentions if m.kind is Kind.PERSON]
    named = {(at, m.start, m.end) for m in persons for at in range(m.start, m.end)}
    held = {at for at, _, _ in named}
    whole = {(m.start, m.end) for m in persons if not _LIKE_A_FEATURE.fullmatch(m.surface)}
    return [
        m
        for m in mentions
        if m.kind is not Kind.PLACE
        or m.start not in held
        or m.end - 1 not in held
        or (m.start, m.end) in whole
    ]


def _with_its_mark(text: str, mention: Mention) -> Mention:
    """The mention with the closing mark behind it that its words open: 促进投资“13条政策|”."""
    words, end = mention.surface, mention.end
    open_ = words.count("“") > words.count("”") and text[end : end + 1] == "”"
    if not open_ or mention.name != words:
        return mention
    whole = f"{words}”"
    return replace(mention, end=end + 1, surface=whole, name=whole)


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


def _told(text: str, entity: CaseEntity, offset: int) -> CaseEntity:
    """An entity of the case, with what it says an initiative is; offsets become the source's."""
    told: Definition | None = None
    if entity.kind is Kind.INITIATIVE:
        told = define(text, entity.name, entity.mentions)
        told = shift(told, offset) if told and told.quote else told
    if not offset and told is None:
        return entity
    mentions = tuple(shift(mention, offset) for mention in entity.mentions)
    return replace(entity, mentions=mentions, definition=told)


_Spanned = TypeVar("_Spanned", Mention, Definition)


def shift(item: _Spanned, offset: int) -> _Spanned:
    """The same item with its span moved from the case's text to the source's."""
    if not offset:
        return item
    return replace(item, start=item.start + offset, end=item.end + offset)


def _bodies(entities: Sequence[CaseEntity]) -> dict[str, str]:
    """Ids of what a metric's subject may name, by name; the first of one name has it."""
    return {e.name: e.id for e in reversed(entities) if e.kind is not Kind.PERSON}
