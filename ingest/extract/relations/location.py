"""located_in: places in places and bodies in places."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from ingest.extract.relations.actors import stands
from ingest.extract.relations.holding import may_lie, may_touch, spreads
from ingest.extract.relations.scene import Occurrence, Scene, is_area, place_level
from ingest.resolve import may_lie_anywhere, region_units
from ingest.resolve.national import is_listed
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, Level, RelationType
from kg.places import Unit, gazetteer

_LIES: Final = re.compile(r"(?:地处|位于|坐落于|坐落在|处于|处在)")
# 福建省的松溪县: an owner right before a place is where it lies.
_OF: Final = ("", "的", "境内的", "下辖的", "所辖的")
# A list of so many names is of members or winners, not of what lies in one village.
_LONG_LIST: Final = 4
# A village that is named once is not what the text is about: what it names lies elsewhere.
_OFTEN: Final = 2
# Areas that hold villages rather than lie in one.
_WIDE: Final = re.compile(
    r"(?:新城|新区|商圈|都市圈|城市群|国家公园|科学城|走廊|开发区|高新区|经开区|景区|名胜区|度假区"
    r"|工业园|工业园区|产业园|产业园区|机场|高铁站|火车站|大学城)$"
)
# 安南工业园区 is named after the town that it lies in.
_LAST_WORD: Final = re.compile(r"(?:街道|社区|[镇乡村])$")
# 甲都市圈 reaches beyond 甲.
_AROUND: Final = re.compile(r"(?:[圈群带廊]|平原|盆地|流域|三角洲?)$")
_ZONE: Final = re.compile(r"(?:开发区|高新区|经开区|新区|示范区|管理区)$")
# Works and waters are named without the place that they lie in, and seldom lie in one alone.
_ANYWHERE: Final = re.compile(r"(?:水库|灌区|大桥|铁路|高铁|高速|公路|大道|运河|渠|水电站|片区)$")
NARROW: Final = frozenset({Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE})
_TOP: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})
_LOW: Final = frozenset({Level.TOWN, Level.VILLAGE})
_ORDER: Final = {level: rank for rank, level in enumerate(Level)}
_ZONE_DEPTH: Final = _ORDER[Level.COUNTY] + 0.5


def find(scene: Scene) -> Iterator[Relation]:
    """located_in relations of a scene: one per place and body, and what the text says besides."""
    above = _above(scene)
    for place, parent, span in above.values():
        yield scene.relation(place, RelationType.LOCATED_IN, parent, span)
    places = [o for o in scene.occurrences if o.entity.kind is Kind.PLACE]
    for inner, outer in pairwise(places):
        told = _LIES.fullmatch(scene.text, inner.end, outer.start)
        if told and may_lie(inner.entity.name, outer.entity.name):
            span = scene.sentence(inner.start)
            yield scene.relation(inner.entity, RelationType.LOCATED_IN, outer.entity, span)


def _above(scene: Scene) -> dict[str, tuple[CaseEntity, CaseEntity, tuple[int, int]]]:
    """The next named place up for every place of the case that has one, with its evidence."""
    found: dict[str, tuple[CaseEntity, CaseEntity, tuple[int, int]]] = {}
    places = _outermost([o for o in scene.occurrences if o.entity.kind is Kind.PLACE])
    parents: dict[int, CaseEntity] = {}
    for before, after in pairwise(places):
        gap = scene.text[before.end : after.start] if before.end <= after.start else None
        outer = before.entity
        if gap in ("、", "和", "及") and level_of(outer) is level_of(after.entity) is not None:
            # 甲镇乙村、丙村: both lie in 甲镇.
            parent = parents.get(before.start)
        else:
            inner = gap in _OF and _deeper(after.entity, outer)
            # 甲市经济开发区乙镇: zones hold towns that the gazetteer has elsewhere.
            inner = inner or (not gap and _zoned(after.entity, outer))
            parent = outer if inner and not outer.name.startswith(after.entity.name) else None
        if parent is not None:
            parents[after.start] = parent
            known = found.get(after.entity.id)
            # 某市某社区 in the title, 某街道某社区 in the text: the nearer one holds it.
            if known is None or _depth(parent) > _depth(known[1]):
                span = scene.sentence(after.start)
                found[after.entity.id] = (after.entity, parent, span)
    for site, unit, at in _begun(scene):
        if site.id not in found:
            found[site.id] = (site, unit, scene.sentence(at))
    entities = scene.of_kind(Kind.PLACE)
    context = region_units(scene.draft.region)
    settled = ((e.name, gazetteer().resolve(e.name, context)) for e in entities)
    units = {name: unit for name, unit in settled if unit is not None}
    named = {units[e.name].code: e for e in reversed(entities) if e.name in units}
    for place in entities:
        if place.id not in found:
            above = _parent(scene, place, units, named)
            if above and above.id != place.id:
                found[place.id] = (place, above, scene.sentence(place.mentions[0].start))
    return found


def _begun(scene: Scene) -> Iterator[tuple[CaseEntity, CaseEntity, int]]:
    """Sites whose names begin with the unit that they lie in: 甲县某遗址, 甲市经济开发区."""
    for outer, after in pairwise(scene.occurrences):
        # What lies in a name that it begins with stands right behind it in text order.
        if after.start != outer.start or outer.entity.kind is not Kind.PLACE:
            continue
        if _AROUND.search(outer.entity.name):
            continue
        at, unit = outer.start, None
        for inner in scene.within(outer.start, outer.end, Kind.PLACE):
            known = gazetteer().named(inner.entity.name) or level_of(inner.entity)
            if inner.start == at and inner.end < outer.end and known:
                at, unit = inner.end, inner.entity
        if unit and unit.id != outer.entity.id and _deeper(outer.entity, unit):
            yield outer.entity, unit, outer.start


def _outermost(places: list[Occurrence]) -> list[Occurrence]:
    """Places in order without those inside another: 某市 in 某市高新区."""
    kept: list[Occurrence] = []
    for place in places:
        if not kept or place.end > kept[-1].end:
            kept.append(place)
    return kept


def level_of(entity: CaseEntity) -> Level | None:
    """Level that a place's name tells, by its last word or as a province's or city's own."""
    level = place_level(entity.name)
    if level is None and (units := gazetteer().named(entity.name)):
        levels = {unit.level for unit in units}
        return units[0].level if len(levels) == 1 and levels < _TOP else None
    return level


def _depth(place: CaseEntity) -> float:
    """How far down a place lies; a zone without a level stands between county and town."""
    level = level_of(place)
    return _ZONE_DEPTH if level is None else _ORDER[level]


def _deeper(inner: CaseEntity, outer: CaseEntity) -> bool:
    low, high = level_of(inner), level_of(outer)
    if not may_touch(inner.name, outer.name):
        return False
    if is_area(outer.name) and not is_area(inner.name):
        return False
    # County-level cities lie in cities; two counties side by side lie in neither.
    cities = low is high is Level.CITY
    return low is None or high is None or cities or _ORDER[low] > _ORDER[high]


def _zoned(inner: CaseEntity, outer: CaseEntity) -> bool:
    """Whether a town or village stands right behind a zone."""
    return level_of(inner) in _LOW and _ZONE.search(outer.name) is not None


def _parent(
    scene: Scene, place: CaseEntity, units: Mapping[str, Unit], named: Mapping[str, CaseEntity]
) -> CaseEntity | None:
    """What the case's own place tells of another: that it lies in it, or holds it.

    The gazetteer's other edges are no words of the case: ``resolve`` adds them as its own.
    """
    home = scene.home
    if home is None or place.redacted:
        return None
    unit = units.get(place.name)
    if unit is not None:
        above = [parent.code for parent in gazetteer().parents(unit)]
        if place.id == home.id or unit.name in scene.draft.region:
            ups = (named[code] for code in above if code in named)
            bodies = scene.of_kind(Kind.ORGANIZATION)
            return next((up for up in ups if place.id == home.id or stands(up, bodies)), None)
        known = units.get(home.name)
        return home if known and known.level in NARROW and known.code in above else None
    level = units[home.name].level if home.name in units else level_of(home)
    elsewhere = is_area(place.name) or may_lie_anywhere(place.name)
    elsewhere = elsewhere or is_listed(Kind.PLACE, place.name) or spreads(place.name)
    elsewhere = elsewhere or _ANYWHERE.search(place.name) is not None
    if elsewhere or (level not in NARROW and not home.redacted):
        return None
    own = place.name.startswith(_LAST_WORD.sub("", home.name))
    wide = level in _LOW and _WIDE.search(place.name) and not own
    site = level is Level.VILLAGE and level_of(place) is None
    far = site and (len(home.mentions) < _OFTEN or _in_long_lists(scene, place))
    return home if _below(level_of(place), level) and not wide and not far else None


def _in_long_lists(scene: Scene, place: CaseEntity) -> bool:
    """Whether a place is named only among many: members of an alliance come from all over."""
    return all(_list_around(scene, m.start) >= _LONG_LIST for m in place.mentions)


def _list_around(scene: Scene, at: int) -> int:
    """How many names the list has that the name at ``at`` stands in; 1 for no list."""
    for group in scene.groups(*scene.sentence(at), Kind.PLACE, Kind.ORGANIZATION):
        if any(o.start <= at < o.end for chain in group for o in chain):
            return len(group)
    return 1


def _below(low: Level | None, high: Level | None) -> bool:
    """Whether a place may lie in another: not on its level or above, and not two levels below."""
    if low is None or high is None:
        return True
    return _ORDER[low] > _ORDER[high] and (high is not Level.CITY or low is Level.COUNTY)
