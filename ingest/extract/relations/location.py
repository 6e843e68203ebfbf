"""located_in: places in places and bodies in places."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene, is_area, place_level
from ingest.resolve import may_lie_anywhere, region_units
from ingest.resolve.national import is_listed
from kg.model import CaseEntity, Mention, Relation
from kg.ontology import Kind, Level, RelationType
from kg.places import Unit, gazetteer

# 市政建设集团 and 市场监管局 begin with no level word.
_LED: Final = re.compile(
    r"(自治区|街道|社区|省(?![际级直外内])|[州镇](?!级)|县(?![域级])|区(?![域块级])|乡(?![村镇])|村(?![级镇企民])|"
    r"市(?![政场民容级][建场工化]?))"
)
_LIES: Final = re.compile(r"(?:地处|位于|坐落于|坐落在|处于|处在)")
# A body below the case's own level lies in the place of its level named this shortly before.
_NEAR: Final = 300
# 福建省的松溪县: an owner right before a place is where it lies.
_OF: Final = ("", "的", "境内的", "下辖的", "所辖的")
# 甲、乙两地党支部 belongs to several places and lies in none of them.
_SHARED: Final = re.compile(r"[两三四五六七八九十](?:地|省|市|县|区|村|镇)")
# Areas that hold villages rather than lie in one.
_WIDE: Final = re.compile(
    r"(?:新城|新区|商圈|都市圈|城市群|国家公园|科学城|走廊|开发区|高新区|经开区|景区|名胜区|度假区"
    r"|工业园|工业园区|产业园|产业园区|机场|高铁站|火车站|大学城)$"
)
# 安南工业园区 is named after the town that it lies in.
_LAST_WORD: Final = re.compile(r"(?:街道|社区|[镇乡村])$")
# Works and waters are named without the place that they lie in, and seldom lie in one alone.
_ANYWHERE: Final = re.compile(r"(?:水库|灌区|大桥|铁路|高铁|高速|公路|大道|运河|渠|水电站|片区)$")
_OUTPOST: Final = re.compile(r"(?:分行|支行|分公司|支公司|分院|分校|分中心)$")
_FOUNDED: Final = re.compile("(?:设立|成立|组建|建立|涌现出?)?了?[“‘]?")
_INSIDE: Final = re.compile(r"(?:村|镇|乡|县|区|市|社区|街道)里?的$")
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
_NARROW: Final = frozenset({Level.CITY, Level.COUNTY, Level.TOWN, Level.VILLAGE})
_TOP: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})
_LOW: Final = frozenset({Level.TOWN, Level.VILLAGE})
_ORDER: Final = {level: rank for rank, level in enumerate(Level)}
# Names of bodies in lists are shorter than this.
_ITEM: Final = 30
_ZONE_DEPTH: Final = _ORDER[Level.COUNTY] + 0.5


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
    places = _outermost([o for o in scene.occurrences if o.entity.kind is Kind.PLACE])
    parents: dict[int, CaseEntity] = {}
    for before, after in pairwise(places):
        gap = scene.text[before.end : after.start] if before.end <= after.start else None
        outer = before.entity
        if gap in ("、", "和", "及") and _level(outer) is _level(after.entity) is not None:
            # 甲镇乙村、丙村: both lie in 甲镇.
            parent = parents.get(before.start)
        else:
            inner = gap in _OF and _deeper(after.entity, outer)
            parent = outer if inner and not outer.name.startswith(after.entity.name) else None
        if parent is not None:
            parents[after.start] = parent
            known = found.get(after.entity.id)
            # 某市某社区 in the title, 某街道某社区 in the text: the nearer one holds it.
            if known is None or _depth(parent) > _depth(known[1]):
                span = scene.sentence(after.start)
                found[after.entity.id] = (after.entity, parent, span)
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


def _outermost(places: list[Occurrence]) -> list[Occurrence]:
    """Places in order without those inside another: 某市 in 某市高新区."""
    kept: list[Occurrence] = []
    for place in places:
        if not kept or place.end > kept[-1].end:
            kept.append(place)
    return kept


def _level(entity: CaseEntity) -> Level | None:
    """Level that a place's name tells, by its last word or as a province's or city's own."""
    level = place_level(entity.name)
    if level is None and (units := gazetteer().named(entity.name)):
        levels = {unit.level for unit in units}
        return units[0].level if len(levels) == 1 and levels < _TOP else None
    return level


def _depth(place: CaseEntity) -> float:
    """How far down a place lies; a zone without a level stands between county and town."""
    level = _level(place)
    return _ZONE_DEPTH if level is None else _ORDER[level]


def _deeper(inner: CaseEntity, outer: CaseEntity) -> bool:
    low, high = _level(inner), _level(outer)
    if _apart(inner.name, outer.name):
        return False
    if is_area(outer.name) and not is_area(inner.name):
        return False
    # County-level cities lie in cities; two counties side by side lie in neither.
    cities = low is high is Level.CITY
    return low is None or high is None or cities or _ORDER[low] > _ORDER[high]


def _apart(inner: str, outer: str) -> bool:
    """Whether the gazetteer knows both, and the one in no unit of the other's name."""
    around = {unit.code for unit in gazetteer().named(outer)}
    units = gazetteer().named(inner)
    held = [unit for unit in units if around & {up.code for up in gazetteer().parents(unit)}]
    return bool(around and units) and not held


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
        if place.id == home.id:
            return next((named[code] for code in above if code in named), None)
        known = units.get(home.name)
        return home if known and known.level in _NARROW and known.code in above else None
    level = units[home.name].level if home.name in units else _level(home)
    elsewhere = is_area(place.name) or may_lie_anywhere(place.name)
    elsewhere = elsewhere or is_listed(Kind.PLACE, place.name)
    elsewhere = elsewhere or _ANYWHERE.search(place.name) is not None
    if elsewhere or (level not in _NARROW and not home.redacted):
        return None
    own = place.name.startswith(_LAST_WORD.sub("", home.name))
    if level in _LOW and _WIDE.search(place.name) and not own:
        return None
    return home if _below(_level(place), level) else None


def _below(low: Level | None, high: Level | None) -> bool:
    """Whether a place may lie in another: not on its level or above, and not two levels below."""
    if low is None or high is None:
        return True
    return _ORDER[low] > _ORDER[high] and (high is not Level.CITY or low is Level.COUNTY)


def _seat(scene: Scene, body: CaseEntity) -> tuple[CaseEntity, tuple[int, int]] | None:
    """The place that a body's name begins with, or stands before it, or its level means."""
    for mention in body.mentions:
        place = _named_seat(scene, mention)
        if place is not None:
            return place, scene.sentence(mention.start)
    for mention in body.mentions:
        place = _level_seat(scene, body, mention)
        if place is not None:
            return place, scene.sentence(mention.start)
    return None


def _named_seat(scene: Scene, mention: Mention) -> CaseEntity | None:
    """The place in a body's name, or right before it: 甲村“乙队”, 在甲村成立乙队, 村里的乙学院."""
    inside = [
        o
        for o in scene.within(mention.start, mention.end, Kind.PLACE)
        if _leads(scene.text[mention.start : o.start], mention.start, scene, o)
    ]
    # 闽江学院 is called after a river and lies in none.
    inside = [o for o in inside if not is_area(o.entity.name)]
    if inside:
        body_name = scene.text[mention.start : mention.end]
        if _SHARED.match(scene.text, inside[-1].end):
            return None
        outpost = _OUTPOST.search(body_name) and scene.within(
            mention.start + 1, mention.end, Kind.PLACE
        )
        if outpost:  # 厦门银行宁德某支行 lies where it was sent
            return outpost[-1].entity
        listed = scene.text[inside[-1].end] == "、" and len(inside) > 1
        return inside[-2 if listed else -1].entity
    before = scene.within(max(0, mention.start - 16), mention.start, Kind.PLACE)
    if before and _FOUNDED.fullmatch(scene.text, before[-1].end, mention.start):
        return before[-1].entity
    home = scene.home
    if home and _INSIDE.search(scene.text, max(0, mention.start - 4), mention.start):
        return home
    return None


def _level_seat(scene: Scene, body: CaseEntity, mention: Mention) -> CaseEntity | None:
    """What the level word means that a body's name begins with, where no list holds it."""
    led = _LED.match(body.name.lstrip("*×xX某"))
    if led is None or _inside_other(scene, body) or _listed(scene, mention):
        return None
    wanted, home = _LEVELS[led.group()], scene.home
    if home is not None and wanted is _home_level(home):
        return home
    near = [
        o.entity
        for o in scene.within(max(0, mention.start - _NEAR), mention.start, Kind.PLACE)
        if (_level(o.entity) if wanted in _NARROW else place_level(o.entity.name)) is wanted
    ]
    return near[-1] if near else _named_region(scene, wanted)


def _named_region(scene: Scene, wanted: Level) -> CaseEntity | None:
    """The unit of the case's region at a level, if the case names it: 市民政局 of 益阳."""
    names = scene.draft.region
    for place in scene.of_kind(Kind.PLACE):
        full = next((name for name in names if name.startswith(place.name)), None)
        if full and wanted in _NARROW and _level(place) is wanted:
            return place
    return None


def _listed(scene: Scene, mention: Mention) -> bool:
    """Whether a body is an item of a list: its level word then tells no more than the list's."""
    before = scene.text[mention.start - 1 : mention.start] == "、"
    after = scene.text[mention.end : mention.end + 1] == "、"
    acting = (Kind.PLACE, Kind.ORGANIZATION)
    if before and scene.text[mention.start] in "村社":
        return True
    # 市委书记、市人大常委会主任 lists posts, and no bodies.
    left = scene.within(mention.start - _ITEM, mention.start, *acting) if before else []
    right = scene.within(mention.end, mention.end + _ITEM, *acting) if after else []
    ends = any(o.end == mention.start - 1 for o in left)
    return ends or any(o.start == mention.end + 1 for o in right)


def _inside_other(scene: Scene, body: CaseEntity) -> bool:
    """Whether a body is a unit of another one of the case (区委常委会 of 区委)."""
    return any(body.name[:end] in scene.bodies for end in range(1, len(body.name)))


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
