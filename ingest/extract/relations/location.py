"""located_in: places in places and bodies in places."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ingest.extract.relations.scene import AREA, Occurrence, Scene, place_level
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, Level, RelationType
from kg.places import Unit, gazetteer

# 市政建设集团 and 市场监管局 begin with no level word.
_LED: Final = re.compile(r"(自治区|街道|社区|[省州县区镇乡村]|市(?![政场民容][建场工化]?))")
_LIES: Final = re.compile(r"(?:地处|位于|坐落于|坐落在|处于|处在)")
# A body below the case's own level lies in the place of its level named this shortly before.
_NEAR: Final = 300
_LEVELS: Final = {
    "省": Level.PROVINCE,
    "自治区": Level.PROVINCE,
    "市": Level.CITY,
    "州": Level.CITY,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "镇": Level.TOWN,
    "乡": Level.TOWN,
    "街道": Level.TOWN,
    "村": Level.VILLAGE,
    "社区": Level.VILLAGE,
}
_ORDER: Final = {level: rank for rank, level in enumerate(Level)}


def find(scene: Scene) -> Iterator[Relation]:
    """located_in relations of a scene: one per place and body, and what the text says besides."""
    above = _above(scene)
    for place, parent, span in above.values():
        yield scene.relation(place, RelationType.LOCATED_IN, parent, span)
    places = [o for o in scene.occurrences if o.entity.kind is Kind.PLACE]
    for inner, outer in pairwise(places):
        if _LIES.fullmatch(scene.text, inner.end, outer.start):
            span = scene.sentence(inner.start)
            yield scene.relation(inner.entity, RelationType.LOCATED_IN, outer.entity, span)
    for body in scene.of_kind(Kind.ORGANIZATION):
        found = _seat(scene, body)
        if found:
            yield scene.relation(body, RelationType.LOCATED_IN, found[0], found[1])


def _above(scene: Scene) -> dict[str, tuple[CaseEntity, CaseEntity, tuple[int, int]]]:
    """The next named place up for every place of the case that has one, with its evidence."""
    found: dict[str, tuple[CaseEntity, CaseEntity, tuple[int, int]]] = {}
    places = [o for o in scene.occurrences if o.entity.kind is Kind.PLACE]
    for before, after in pairwise(places):
        if before.end == after.start and _deeper(after.entity, before.entity):
            span = scene.sentence(after.start)
            found.setdefault(after.entity.id, (after.entity, before.entity, span))
    for before, after in pairwise(places):
        if scene.text[before.end : after.start] in ("、", "和", "及") and (
            before.entity.id in found and _level(before.entity) is _level(after.entity) is not None
        ):
            parent = found[before.entity.id][1]
            found.setdefault(after.entity.id, (after.entity, parent, scene.sentence(after.start)))
    for place in scene.of_kind(Kind.PLACE):
        if place.id not in found:
            above = _known_parent(scene, place) or _own_parent(scene, place)
            if above and above.id != place.id:
                found[place.id] = (place, above, scene.sentence(place.mentions[0].start))
    return found


def _unit(entity: CaseEntity, context: tuple[Unit, ...]) -> Unit | None:
    return gazetteer().resolve(entity.name, context)


def _context(scene: Scene) -> tuple[Unit, ...]:
    """Units of the case's region, as far as their names are certain."""
    units: list[Unit] = []
    for name in scene.draft.region:
        unit = gazetteer().resolve(name, units)
        if unit:
            units.append(unit)
    return tuple(units)


def _level(entity: CaseEntity) -> Level | None:
    return place_level(entity.name)


def _deeper(inner: CaseEntity, outer: CaseEntity) -> bool:
    low, high = _level(inner), _level(outer)
    return low is None or high is None or _ORDER[low] >= _ORDER[high]


def _known_parent(scene: Scene, place: CaseEntity) -> CaseEntity | None:
    """The nearest ancestor in the gazetteer that the case names too."""
    context = _context(scene)
    unit = _unit(place, context)
    if unit is None:
        return None
    named: dict[str, CaseEntity] = {}
    for other in scene.of_kind(Kind.PLACE):
        known = _unit(other, context)
        if known and other.id != place.id:
            named.setdefault(known.code, other)
    return next((named[u.code] for u in gazetteer().parents(unit) if u.code in named), None)


def _own_parent(scene: Scene, place: CaseEntity) -> CaseEntity | None:
    """Where a place unknown to the gazetteer lies: in the case's own place."""
    if scene.home is None or place.redacted or AREA.search(place.name):
        return None
    return None if _unit(place, _context(scene)) else scene.home


def _seat(scene: Scene, body: CaseEntity) -> tuple[CaseEntity, tuple[int, int]] | None:
    """The place that a body's name begins with, or stands before it, or its level means."""
    for mention in body.mentions:
        inside = [
            o
            for o in scene.within(mention.start, mention.end, Kind.PLACE)
            if _leads(scene.text[mention.start : o.start], mention.start, scene, o)
        ]
        if inside:
            return inside[-1].entity, scene.sentence(mention.start)
        before = list(scene.within(max(0, mention.start - 16), mention.start, Kind.PLACE))
        if before and before[-1].end == mention.start:
            return before[-1].entity, scene.sentence(mention.start)
        gap = scene.text[before[-1].end : mention.start] if before else ""
        if before and re.fullmatch("(设立|成立|组建|建立)了?[“]?", gap):
            return before[-1].entity, scene.sentence(mention.start)
    first = body.mentions[0]
    led = _LED.match(body.name.lstrip("*×xX某"))
    if led is None or _inside_other(scene, body):
        return None
    wanted, home = _LEVELS[led.group()], scene.home
    if home is not None and wanted is _home_level(home):
        return home, scene.sentence(first.start)
    near = [
        o.entity
        for o in scene.within(max(0, first.start - _NEAR), first.start, Kind.PLACE)
        if place_level(o.entity.name) is wanted
    ]
    return (near[-1], scene.sentence(first.start)) if near else None


def _inside_other(scene: Scene, body: CaseEntity) -> bool:
    """Whether a body is a unit of another one of the case (区委常委会 of 区委)."""
    others = (o.name for o in scene.of_kind(Kind.ORGANIZATION) if o.id != body.id)
    return any(body.name.startswith(name) for name in others)


def _leads(prefix: str, start: int, scene: Scene, place: Occurrence) -> bool:
    """Whether only places stand between the beginning of a name and this place."""
    if not prefix:
        return True
    covered = sum(o.end - o.start for o in scene.within(start, place.start, Kind.PLACE))
    return covered >= len(prefix)


def _home_level(home: CaseEntity) -> Level | None:
    """Level at which the case's own place acts: 市 of 天津 is provincial, of 宜都 the county's."""
    own = place_level(home.name)
    if own is Level.CITY or own is None:
        return Level.CITY
    return own
