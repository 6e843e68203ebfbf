"""Mentions to entities: within a case by name and unit, across cases by a key of what they mean.

An entity's id is a hash of its kind and key, so that the same thing gets the same id in every
run, on every machine, without looking at the library:

- a place known to the gazetteer is its unit; another is its name within the unit it lies in;
- a body led by a place or known throughout the country is its name; a generic organ (省委) is
  its name within the case's region, or stays with its case;
- a person is the name within the case's county (leaders known everywhere: the name alone);
- an initiative known throughout the country, and an honor, is its name; another initiative is
  its name within the case's city, a short one (五美) within the case's whole region;
- whatever carries a mask stays with its case.
"""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Final

from ingest.draft import Draft
from ingest.extract.places.units import WORD_GOES_ON
from kg.datafiles import read_lines
from kg.model import CaseEntity, Entity, Mention, Relation
from kg.ontology import Kind, Level, RelationType
from kg.places import Unit, gazetteer
from kg.text import fold

_QUOTES: Final = re.compile("[“”\"'‘’「」『』《》〈〉 ]")
_LED_BY_LEVEL: Final = re.compile("^(?:自治区|街道|社区|集团|公司|[省市州盟县区旗镇乡村])")
# Levels of a region path that a key may lean on: province, city, county …
_CITY_DEPTH: Final = 2
_COUNTY_DEPTH: Final = 3
# Coined names shorter than this (十联, 五美) are coined again and again elsewhere.
_SHORT_NAME: Final = 4
_DEPTH: Final = {"省": 1, "自治区": 1, "市": 2, "州": 2, "盟": 2, "县": 3, "区": 3, "旗": 3}
_PREFIXES: Final = {
    Kind.PLACE: "pl",
    Kind.ORGANIZATION: "or",
    Kind.PERSON: "pe",
    Kind.INITIATIVE: "in",
    Kind.HONOR: "ho",
}


@dataclass(frozen=True, slots=True)
class Resolved:
    """A case's entities, as the case has them and as the library knows them.

    ``entities`` include the administrative parents of its places; ``relations`` are the
    gazetteer's located_in edges between them.
    """

    local: tuple[CaseEntity, ...]
    entities: tuple[Entity, ...]
    relations: tuple[Relation, ...]


@cache
def _known_initiatives() -> frozenset[str]:
    return frozenset(_key(name) for name in read_lines("lexicon", "initiative_names.txt"))


@cache
def _known_bodies() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "organization_names.txt"))


@cache
def _known_persons() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "national_figures.txt"))


def resolve(draft: Draft, case_id: str, mentions: Iterable[Mention]) -> Resolved:
    """Entities of one case. Offsets of mentions are kept as they are."""
    region = region_units(draft.region)
    groups = _by_name(mentions)
    units = place_units({name for kind, name in groups if kind is Kind.PLACE}, region)
    scope = _Scope(case_id, draft.region, units, _seats(groups, units))
    local: dict[str, CaseEntity] = {}
    entities: dict[str, Entity] = {}
    for (kind, name), spans in groups.items():
        redacted = any(m.redacted for m in spans)
        entity = scope.entity(kind, name, spans, redacted=redacted)
        here = local.get(entity.id)
        merged = tuple(sorted({*spans, *(here.mentions if here else ())}, key=_position))
        best = name if here is None else max(here.name, name, key=len)
        local[entity.id] = CaseEntity(entity.id, kind, best, merged, redacted)
        entities[entity.id] = _merge(entities.get(entity.id), entity)
    parents, edges = _administration(units.values())
    for parent in parents:
        entities.setdefault(parent.id, parent)
    ordered = sorted(local.values(), key=lambda e: (_position(e.mentions[0]), e.id))
    return Resolved(tuple(ordered), tuple(entities.values()), edges)


def region_units(region: Sequence[str]) -> tuple[Unit, ...]:
    """Units of a region path, top down, as far as the gazetteer knows them."""
    units: list[Unit] = []
    for name in region:
        unit = gazetteer().resolve(name, units)
        if unit is not None:
            units.append(unit)
    return tuple(units)


def entity_id(kind: Kind, key: str) -> str:
    """Stable id: the kind's prefix and 14 hex digits of a SHA-256 (2^56 keys)."""
    digest = hashlib.sha256(f"{kind}:{key}".encode()).hexdigest()
    return f"{_PREFIXES[kind]}{digest[:14]}"


def place_entity(unit: Unit) -> Entity:
    """The library-wide entity of an administrative unit."""
    path = gazetteer().path(unit)
    return Entity(entity_id(Kind.PLACE, unit.code), Kind.PLACE, unit.name, (), path, unit.code)


def _by_name(mentions: Iterable[Mention]) -> dict[tuple[Kind, str], list[Mention]]:
    groups: defaultdict[tuple[Kind, str], list[Mention]] = defaultdict(list)
    spelled: dict[tuple[Kind, str], str] = {}
    for mention in sorted(mentions, key=_position):
        name = spelled.setdefault((mention.kind, _key(mention.name)), mention.name)
        groups[mention.kind, name].append(mention)
    return dict(groups)


def _seats(
    groups: Mapping[tuple[Kind, str], Sequence[Mention]], units: Mapping[str, Unit]
) -> dict[int, tuple[str, Unit | None]]:
    """Where the case names units: start → the longest surface there, and its unit if certain."""
    seats: dict[int, tuple[str, Unit | None]] = {}
    for (kind, name), mentions in groups.items():
        if kind is Kind.PLACE and (name in units or may_lie_anywhere(name)):
            for m in mentions:
                if len(m.surface) > len(seats.get(m.start, ("",))[0]):
                    seats[m.start] = m.surface, units.get(name)
    return seats


def may_lie_anywhere(name: str) -> bool:
    """Whether an unsettled name is a county's or a city's, which need not lie in the region.

    Towns are otherwise: one that the gazetteer has only elsewhere is a new one of the region.
    """
    return any(unit.level is not Level.TOWN for unit in gazetteer().named(name))


def _position(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end


def _key(name: str) -> str:
    """A name without quotation marks and widths, for comparison."""
    return _QUOTES.sub("", fold(name)).lower()


def place_units(names: Iterable[str], region: Sequence[Unit]) -> dict[str, Unit]:
    """The unit of every place name that the region and the certain names of the case settle."""
    context = list(region)
    found: dict[str, Unit] = {}
    # High levels first: a county that is certain settles its towns, and they their villages.
    for name in sorted(names, key=lambda name: (_rank(name), name)):
        unit = gazetteer().resolve(name, context)
        if unit is not None:
            found[name] = unit
            context.append(unit)
    return found


def _rank(name: str) -> int:
    suffixes = (("省", "自治区"), ("市", "州", "盟"), ("县", "区", "旗"), ("镇", "乡", "街道"))
    for rank, suffix in enumerate(suffixes):
        if name.endswith(suffix):
            return rank
    return len(suffixes) if name.endswith(("村", "社区")) else 1


@dataclass(frozen=True, slots=True)
class _Scope:
    """What a case's names are read against: its id, its region, its certain places.

    ``seats`` say at which characters of the case a unit is named, with which words.
    """

    case_id: str
    region: tuple[str, ...]
    units: dict[str, Unit]
    seats: dict[int, tuple[str, Unit | None]]

    def entity(
        self, kind: Kind, name: str, mentions: Sequence[Mention], *, redacted: bool
    ) -> Entity:
        unit = self.units.get(name) if kind is Kind.PLACE else None
        if unit is not None and not redacted:
            known = place_entity(unit)
            aliases = {m.surface for m in mentions} - {known.name}
            return Entity(
                known.id, kind, known.name, tuple(sorted(aliases)), known.region, unit.code
            )
        if kind is Kind.ORGANIZATION and not redacted:
            key, region, shown = self._body(name, mentions)
        else:
            key, region, shown = self._key(kind, name, redacted=redacted)
        aliases = {m.surface for m in mentions} - {shown}
        return Entity(
            entity_id(kind, key), kind, shown, tuple(sorted(aliases)), region, None, redacted
        )

    def _key(self, kind: Kind, name: str, *, redacted: bool) -> tuple[str, tuple[str, ...], str]:
        """Key, region and shown name of an entity that is no unit of the gazetteer."""
        core = _key(name)
        if redacted:
            return self._within(core, None), self.region, name
        if kind is Kind.PLACE and may_lie_anywhere(name):
            return self._within(core, None), (), name
        known = {
            Kind.HONOR: True,
            Kind.INITIATIVE: core in _known_initiatives(),
            Kind.PERSON: name in _known_persons(),
        }
        if known.get(kind):
            return core, (), name
        depth = _COUNTY_DEPTH
        if kind is Kind.INITIATIVE:
            depth = len(self.region) if len(core) < _SHORT_NAME else _CITY_DEPTH
        region = self.region[:depth]
        return self._within(core, region), region, name

    def _body(self, name: str, mentions: Sequence[Mention]) -> tuple[str, tuple[str, ...], str]:
        """Key, region and shown name of a body without masks."""
        core = _key(name)
        if name in _known_bodies():
            return core, (), name
        for surface, unit in (self.seats[m.start] for m in mentions if m.start in self.seats):
            if name.startswith(surface) and unit is None:
                return self._within(core, None), (), name
            if name.startswith(surface) and unit is not None:
                path = gazetteer().path(unit)
                return "/".join(path) + core.removeprefix(_key(surface)), path, name
        level = None if WORD_GOES_ON.match(name) else _LED_BY_LEVEL.match(name)
        depth = _DEPTH.get(level.group(), 0) if level else 0
        if level:
            region = self._down_to(depth)
            # 区委 in the paper of a county, or 省委 in one of no known province, stays as it is.
            if not region or not region[-1].endswith(level.group()):
                return self._within(core, None), self.region, name
            # 省委 of 山东省 is shown as 山东省委: the level word is the place's own last one.
            shown = region[-1].removesuffix(level.group()) + name
            return "/".join(region) + core.removeprefix(level.group()), region, shown
        region = self.region[:_COUNTY_DEPTH]
        return self._within(core, region), region, name

    def _down_to(self, depth: int) -> tuple[str, ...]:
        """The case's region down to a level's depth; empty where the case does not reach it.

        A municipality (北京市) and a county-level city take 市 as well: both end in 市.
        """
        if not depth or not self.region:
            return ()
        if depth == _CITY_DEPTH:
            if self.region[0].endswith("市"):
                return self.region[:1]
            if len(self.region) > _CITY_DEPTH and self.region[-1].endswith("市"):
                return self.region
        if self.region[0].endswith("市") and depth == _COUNTY_DEPTH:
            depth = _CITY_DEPTH
        return self.region[:depth] if len(self.region) >= depth else ()

    def _within(self, core: str, region: tuple[str, ...] | None) -> str:
        """Key of a name inside a region; inside its case where the region tells nothing."""
        return f"{core}@{'/'.join(region) if region else self.case_id}"


def _merge(known: Entity | None, entity: Entity) -> Entity:
    if known is None:
        return entity
    aliases = ({*known.aliases, *entity.aliases, entity.name}) - {known.name}
    return Entity(
        known.id,
        known.kind,
        known.name,
        tuple(sorted(aliases)),
        known.region,
        known.unit,
        known.redacted,
    )


def _administration(
    units: Iterable[Unit],
) -> tuple[tuple[Entity, ...], tuple[Relation, ...]]:
    """Administrative parents of units as entities, and the gazetteer's edges up to them."""
    parents: dict[str, Entity] = {}
    edges: dict[tuple[str, str], Relation] = {}
    for unit in units:
        line = (unit, *gazetteer().parents(unit))
        for inner, outer in pairwise(line):
            low, high = place_entity(inner), place_entity(outer)
            parents.setdefault(high.id, high)
            edges.setdefault(
                (low.id, high.id),
                Relation(low.id, RelationType.LOCATED_IN, high.id, None, "gazetteer"),
            )
    return tuple(parents.values()), tuple(edges.values())
