"""Where bodies lie: by the places in their names, the places before them, or their level."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.holding import apart
from ingest.extract.relations.location import NARROW, level_of
from ingest.extract.relations.scene import Occurrence, Scene, is_area, place_level
from kg.authors import is_media
from kg.model import CaseEntity, Mention, Relation
from kg.ontology import Genre, Kind, Level, RelationType
from kg.places import gazetteer

# 市政建设集团 and 市场监管局 begin with no level word.
_LED: Final = re.compile(
    r"(自治区|街道|社区|省(?![际级直外内])|[州镇](?!级)|县(?![域级])|区(?![域块级])|乡(?![村镇])|村(?![级镇企民])|"
    r"市(?![政场民容级][建场工化]?))"
)
# A body below the case's own level lies in the place of its level named this shortly before.
_NEAR: Final = 300
# 甲、乙两地党支部 belongs to several places and lies in none of them.
_SHARED: Final = re.compile(r"[两三四五六七八九十](?:地|省|市|县|区|村|镇)")
_OUTPOST: Final = re.compile(r"(?:分行|支行|分公司|支公司|分院|分校|分中心)$|医院[一-鿿]{2,6}医院$")
# … and those named after two units that lie apart, of which the latter has them.
_SENT: Final = re.compile(r"(?:实验室|研究院|研究所|研究生院|工作站|基地|办事处|联络处)$")
# 甲大学乙学院: where a college lies tells nothing of its units.
_COLLEGE: Final = re.compile(r"大学|学院|学校|中学|小学")
# What a branch of a body of the whole country begins with: 国网甲县供电公司, 中共甲省委.
_NATIONAL: Final = re.compile(
    r"(?:中共|共青团|国网|民[革盟建进]|武警|[工农中建]行|国家[一-鿿]{2,4}|中国[一-鿿]{2,5}|中[铁建交粮]|南方电网)"
)
# Papers and agencies that reporters write for are at home all over.
_PAPER: Final = re.compile(r"(?:报|[华新]社|通讯社|网|客户端|新闻)$")
# 某市驻京联络处 and 某市在京流动党员党委 are elsewhere.
_AWAY: Final = re.compile(
    r"(?:(?<![一-鿿]居|[一-鿿]常)驻|在)[京沪津渝穗深杭汉蓉](?!村)|驻(?:北京|上海|广州|深圳)"
)
# 由县委、县政府授予: committee and government of one place.
_PAIR: Final = re.compile(r"(?<![、，])(?P<level>[省市县区])委、(?P=level)政府(?![、办])")
_PAIR_REACH: Final = 4
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
# Names of bodies in lists are shorter than this.
_ITEM: Final = 30


def find(scene: Scene) -> Iterator[Relation]:
    """located_in relations of the bodies of a scene: one per body."""
    for body in scene.of_kind(Kind.ORGANIZATION):
        found = None if _reports(body.name) else _seat(scene, body)
        if found:
            yield scene.relation(body, RelationType.LOCATED_IN, found[0], found[1])


def _reports(name: str) -> bool:
    """Whether a body is a paper or a news site: 甲日报; 甲县融媒体中心 is the county's."""
    return is_media(name) and _PAPER.search(name) is not None


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
    if _AWAY.search(scene.text, mention.start, mention.end):
        return None
    return _inside_name(scene, mention) or _before_name(scene, mention)


def _inside_name(scene: Scene, mention: Mention) -> CaseEntity | None:
    """The last place that a body's name begins with; that of an outpost stands further on."""
    places = scene.within(mention.start, mention.end, Kind.PLACE)
    sent = [o for o in places if o.start > mention.start]
    if sent and _OUTPOST.search(mention.surface):
        # 厦门银行宁德某支行 lies where it was sent.
        return sent[-1].entity
    first = places[0].entity.name if places else ""
    if sent and _SENT.search(mention.surface) and apart(sent[-1].entity.name, first):
        # 香港某某青海实验室
        return sent[-1].entity
    # 闽江学院 is called after a river and lies in none; hills are sites.
    leading = [o for o in places if o.entity.name.endswith("山") or not is_area(o.entity.name)]
    leading = [
        o for o in leading if _leads(scene, mention.start, o) and not _bare_village(scene, o)
    ]
    leading = leading or [o for o in sent if scene.text[o.start - 1] == "驻"]
    if not leading or _SHARED.match(scene.text, leading[-1].end):
        return None
    if _of_college(scene, mention, leading[-1].end):
        return None
    if len(leading) > 1 and apart(leading[-1].entity.name, leading[0].entity.name):
        # 湖北省重庆商会 is Chongqing's people in Hubei.
        return leading[0].entity
    listed = scene.text[leading[-1].end] == "、" and len(leading) > 1
    return leading[-2 if listed else -1].entity


def _of_college(scene: Scene, mention: Mention, end: int) -> bool:
    """Whether a body is a unit of a named college, whose name goes on at ``end`` from a place."""
    ends = (c.end() for c in _COLLEGE.finditer(scene.text, end, mention.end))
    return any(
        stop < mention.end and scene.text[mention.start : stop] in scene.bodies for stop in ends
    )


def _before_name(scene: Scene, mention: Mention) -> CaseEntity | None:
    """The place right before a body, or the case's own where only its level is named."""
    before = scene.within(max(0, mention.start - 16), mention.start, Kind.PLACE)
    firm = before and before[-1].end == mention.start and mention.surface.endswith("集团")
    if before and not firm and _FOUNDED.fullmatch(scene.text, before[-1].end, mention.start):
        return before[-1].entity
    home = scene.home
    if home and _INSIDE.search(scene.text, max(0, mention.start - 4), mention.start):
        return home
    return None


def _level_seat(scene: Scene, body: CaseEntity, mention: Mention) -> CaseEntity | None:
    """What the level word means that a body's name begins with, where no list holds it."""
    led = _LED.match(body.name.lstrip("*×xX某"))
    if led is None:
        return None
    wanted, home = _LEVELS[led.group()], scene.home
    if home is not None and wanted is _home_level(home) and _headed(scene, mention, home):
        return home
    if _inside_other(scene, body) or _listed(scene, mention):
        return None
    if home is not None and wanted is _home_level(home):
        return home
    near = [
        o.entity
        for o in scene.within(max(0, mention.start - _NEAR), mention.start, Kind.PLACE)
        if (level_of(o.entity) if wanted in NARROW else place_level(o.entity.name)) is wanted
    ]
    return near[-1] if near else _named_region(scene, wanted)


def _named_region(scene: Scene, wanted: Level) -> CaseEntity | None:
    """The unit of the case's region at a level, if the case names it: 市民政局 of 益阳."""
    names = scene.draft.region
    for place in scene.of_kind(Kind.PLACE):
        full = next((name for name in names if name.startswith(place.name)), None)
        if full and wanted in NARROW and level_of(place) is wanted:
            return place
    return None


def _listed(scene: Scene, mention: Mention) -> bool:
    """Whether a body is an item of a list: its level word then tells no more than the list's."""
    around = scene.text[max(0, mention.start - _PAIR_REACH) : mention.end + _PAIR_REACH]
    if _PAIR.search(around):
        return False
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


def _headed(scene: Scene, mention: Mention, home: CaseEntity) -> bool:
    """Whether a body is listed behind one of the case's own place: 甲区房产局、区民政局."""
    if scene.text[mention.start - 1 : mention.start] not in ("、", "和"):
        return False
    start, end = scene.sentence(mention.start)
    for group in scene.groups(start, end, Kind.ORGANIZATION, Kind.PLACE):
        if group[0][0].start < mention.start < group[-1][-1].end:
            first = group[0][0].start
            # News list who took part; a speech lists whom it praises, without saying where.
            same = scene.text[first] == scene.text[mention.start]
            same = same and scene.draft.genre is Genre.ARTICLE
            return (
                same
                or scene.text.startswith(home.name, first)
                or any(o.entity.id == home.id for o in group[0])
            )
    return False


def _inside_other(scene: Scene, body: CaseEntity) -> bool:
    """Whether a body is a unit of another one of the case (区委常委会 of 区委)."""
    return any(body.name[:end] in scene.bodies for end in range(1, len(body.name)))


def _leads(scene: Scene, start: int, place: Occurrence) -> bool:
    """Whether only places stand between the beginning of a name and this place."""
    before = scene.within(start, place.start, Kind.PLACE)
    first = before[0].start if before else place.start
    if first > start and _NATIONAL.fullmatch(scene.text, start, first):
        start = first
    return sum(o.end - o.start for o in before) >= place.start - start


def _bare_village(scene: Scene, place: Occurrence) -> bool:
    """Whether a village is named without its class noun: 甲派出所 is the town's."""
    full = place_level(scene.text[place.start : place.end])
    return full is None and place_level(place.entity.name) is Level.VILLAGE


def _home_level(home: CaseEntity) -> Level | None:
    """Level at which the case's own place acts: 市 of 天津 is provincial, of 宜都 the county's."""
    own = place_level(home.name)
    if own is None:
        # 大东 is a district, and no city with bureaus of its own.
        full = {place_level(unit.name) for unit in gazetteer().named(home.name)}
        return Level.COUNTY if full == {Level.COUNTY} else Level.CITY
    return own
