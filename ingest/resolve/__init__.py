"""Mentions to entities: within a case by name and unit, across cases by a key of what they mean.

An entity's id is a hash of its kind and key, so that the same thing gets the same id in every
run, on every machine, without looking at the library:

- a place known to the gazetteer is its unit; another is its name within the unit it lies in;
- what is known throughout the country (ingest.resolve.national) is its name alone;
- a body led by a place is its name; a generic organ (省委) is its name within the case's region
  where the text states that region, else stays with its case;
- a person is the name within the case's county (reporters and provincial posts: the province);
- an initiative that a place calls its own is its name within that place; another within the
  case's city, a long one within its province, a short one (五美) within its whole region;
- an honor is its name within the case's province;
- whatever carries a mask stays with its case.

Each entity's ``basis`` says which of these it was.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.draft import Draft
from ingest.resolve.ground import (
    administration,
    may_lie_anywhere,
    place_entity,
    place_units,
    region_units,
    without_contradicted,
)
from ingest.resolve.identity import core_of, entity_id
from ingest.resolve.scope import Scope, masked_levels
from kg.model import CaseEntity, Entity, Mention, Relation
from kg.ontology import Kind
from kg.places import Unit

__all__ = ["Resolved", "may_lie_anywhere", "place_units", "region_units", "resolve"]

# What may stand behind an initiative's name without being part of it.
_CLASS_NOUN: Final = re.compile(r"(?:建设|工程|行动|计划|改革|活动|战略)$")


@dataclass(frozen=True, slots=True)
class Resolved:
    """A case's entities, as the case has them and as the library knows them.

    ``entities`` include the administrative parents of its places; ``relations`` are the
    gazetteer's located_in edges between them.
    """

    local: tuple[CaseEntity, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


def resolve(draft: Draft, case_id: str, mentions: Iterable[Mention]) -> Resolved:
    """Entities of one case. Offsets of mentions are kept as they are."""
    groups = _by_name(mentions)
    region = region_units(draft.region)
    places = {name: spans for (kind, name), spans in groups.items() if kind is Kind.PLACE}
    units = without_contradicted(place_units(places, region), places)
    scope = _scope(draft, case_id, groups, units)
    found: dict[str, tuple[Kind, str, set[Mention], bool]] = {}
    entities: dict[str, Entity] = {}
    for (kind, name), spans in groups.items():
        redacted = any(m.redacted for m in spans)
        unit = units.get(name) if kind is Kind.PLACE and not redacted else None
        entity = _entity(scope, kind, name, spans, unit=unit, redacted=redacted)
        _, best, merged, _ = found.get(entity.id, (kind, name, set(), redacted))
        merged.update(spans)
        found[entity.id] = (kind, max(best, name, key=len), merged, redacted)
        entities[entity.id] = _merge(entities.get(entity.id), entity)
    local = [
        CaseEntity(key, kind, name, tuple(sorted(spans, key=_position)), redacted)
        for key, (kind, name, spans, redacted) in found.items()
    ]
    parents, edges = administration(units.values())
    for parent in parents:
        entities.setdefault(parent.id, parent)
    ordered = sorted(local, key=lambda e: (_position(e.mentions[0]), e.id))
    return Resolved(tuple(ordered), tuple(entities.values()), edges)


def _by_name(mentions: Iterable[Mention]) -> dict[tuple[Kind, str], list[Mention]]:
    groups: defaultdict[tuple[Kind, str], list[Mention]] = defaultdict(list)
    spelled: dict[tuple[Kind, str], str] = {}
    for mention in sorted(mentions, key=_position):
        name = spelled.setdefault((mention.kind, core_of(mention.name)), mention.name)
        groups[mention.kind, name].append(mention)
    return _with_their_nouns(groups)


def _with_their_nouns(
    groups: dict[tuple[Kind, str], list[Mention]],
) -> dict[tuple[Kind, str], list[Mention]]:
    """The groups, those of 平安某市建设 and 平安某市 as one where the case names both."""
    found = {key: list(spans) for key, spans in groups.items()}
    cores = {core_of(name): name for kind, name in groups if kind is Kind.INITIATIVE}
    for kind, name in groups:
        core = core_of(name)
        bare = cores.get(_CLASS_NOUN.sub("", core)) if kind is Kind.INITIATIVE else None
        if bare is not None and bare != name and _CLASS_NOUN.search(core):
            spans = sorted(found[kind, bare] + found.pop((kind, name)), key=_position)
            found[kind, bare] = [replace(m, name=bare) for m in spans]
    return found


def _scope(
    draft: Draft,
    case_id: str,
    groups: Mapping[tuple[Kind, str], Sequence[Mention]],
    units: Mapping[str, Unit],
) -> Scope:
    """The scope of a case, with where it names units: the longest surface at each place."""
    seats: dict[int, tuple[str, Unit | None]] = {}
    ends: dict[int, tuple[str, Unit | None]] = {}
    for (kind, name), mentions in groups.items():
        if kind is Kind.PLACE and (name in units or may_lie_anywhere(name)):
            for m in mentions:
                for table, at in ((seats, m.start), (ends, m.end)):
                    if len(m.surface) > len(table.get(at, ("",))[0]):
                        table[at] = m.surface, units.get(name)
    masked = [name for (_, name), spans in groups.items() if any(m.redacted for m in spans)]
    issuer = [draft.issuer] if draft.issuer else []
    return Scope(draft, case_id, units, seats, ends, masked_levels([*masked, *issuer]))


def _entity(
    scope: Scope,
    kind: Kind,
    name: str,
    mentions: Sequence[Mention],
    *,
    unit: Unit | None,
    redacted: bool,
) -> Entity:
    """The library-wide entity of a name of a case."""
    surfaces = {m.surface for m in mentions}
    if unit is not None:
        known = place_entity(unit)
        return replace(known, aliases=tuple(sorted(surfaces - {known.name})))
    who = scope.identity(kind, name, mentions, redacted=redacted)
    return Entity(
        id=entity_id(kind, who.key),
        kind=kind,
        name=who.name,
        aliases=tuple(sorted(surfaces - {who.name})),
        region=who.region,
        redacted=redacted,
        basis=who.basis,
        region_inferred=who.inferred,
    )


def _merge(known: Entity | None, entity: Entity) -> Entity:
    if known is None:
        return entity
    aliases = {*known.aliases, *entity.aliases, entity.name} - {known.name}
    return replace(known, aliases=tuple(sorted(aliases)))


def _position(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end
