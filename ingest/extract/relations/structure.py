"""part_of: bodies in bodies, parts of a method."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene, chains
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, RelationType
from kg.text import MASK

# What the rest of a body's name ends in where it is a unit of the body that the name begins with;
# 某交易所上市公司, 某地产重工 and 红十字会 only begin like another.
_ORGAN: Final = re.compile(
    r"(?:党[委组]|支部|总支|[党工团]委|党工委|妇联|委员会|[常安编]委会|专委会|业委会|工会|分会|协会|联盟|办公[室厅]|办|[厅局处科股部室组队所站社馆]|中心|(?<!医)院|系"
    r"|附属[一-鿿]{2,8}|[分子支]公司|[分支]行|专班|网格|队伍|基地|项目部|机关)$"
)
_BELONGS: Final = re.compile(r"(?:所属|下属|直属|旗下)的?")
_LEADS: Final = re.compile(
    r"(?:深化|持续|充分)?(?:推动|组织|发挥|成立|组建|增设|设立|下设|指导成立|牵头组建|牵头成立)"
)
_BREAK: Final = re.compile("[。；！？，：]")
# Shorter names (十联) begin too many others by chance.
_SHORTEST_CORE: Final = 3
# 公司 and 联络处 name many bodies, 市政府驻京联络处 one.
_SHORTEST_SURFACE: Final = 5
# What a body founds or leads is a unit of it: a team, a branch, an office.
_UNIT: Final = re.compile(
    r"(?:队|组|专班|支部|总支|团|网格|中心|站|室|工委|党委|联盟|学院|协会|理事会|委员会|基地|办公室)$"
)
# 甲、乙组成丙.
_COMPOSES: Final = re.compile(
    r"(?:等[^，。；]{0,8})?(?:共同|联合)?(?:组成|组建成|合并为|整合为)了?[“]?"
)
# “甲”系列活动之“乙”.
_SERIES: Final = re.compile(
    r"[”]?(?:系列)?(?:主题)?(?:活动|行动|工程|讲座)?之[一二三四五六七八九十]?[：:“ ]*"
)
# Events and rules that are named after a practice are no part of it.
_NO_PART: Final = re.compile(
    r"(?:赛|会|讲座|培训班?|活动周|条例|办法|意见|规定|通知|方案|倡议书?|仪式)[”》]?$"
)
# What may stand between two items of a list: 、, or the rest of an item behind its quotation.
_GAP: Final = 14
_LONGEST_BRACKET: Final = 80
# Characters of a body's name on either side of another one inside it.
_LONGEST_NAME: Final = 30
_MADE_OF: Final = re.compile(r"(?:建立|开展|实施|包括|推行|设立|搭建|打造)[“]?$")
_MEANS: Final = re.compile(
    r"[”]?(?:改革|活动|行动|工作)?，(?:并)?通过(?:实施|开展|推行|推进|建立|打造)"
)
_ITEM_GAP: Final = re.compile(r"[”]?(?:建设|制度|机制)?(?:（[^（）]*）)?[、和及][“]?")
# Names joined so are members of one list, though one of them begins with their number.
_SIBLING: Final = re.compile(r"[、；和及与]|以及|，(?![^，]{0,12}$)")
# What opens the list of the parts of what was named before.
_OPENS: Final = re.compile(
    r"包括|涵盖|包含|分为|其中|分别|通过|聚焦|围绕|构建|推行|即|是|指|以|[：:（(—]"
)
# A named count says how many parts there are: 四小工作法, “六个一”改革, 三亮两促.
_COUNT: Final = {
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_FEWEST_PARTS: Final = 2


def find(scene: Scene) -> Iterator[Relation]:
    """Relations of parts to their wholes."""
    yield from _by_name(scene)
    yield from _belonging(scene)
    yield from _led(scene)
    yield from _composed(scene)
    yield from _series(scene)
    yield from _nested_names(scene)
    yield from _parts(scene)
    yield from _within_brackets(scene)
    yield from _by_means(scene)


def _by_name(scene: Scene) -> Iterator[Relation]:
    """A body whose name goes on from another body's: 城市更新公司 党总支."""
    outer = _by_beginning(scene)
    for inner in scene.of_kind(Kind.ORGANIZATION):
        whole = _longest_beginning(inner, outer)
        if whole is not None:
            span = scene.sentence(inner.mentions[0].start)
            yield scene.relation(inner, RelationType.PART_OF, whole, span)


def _by_beginning(scene: Scene) -> dict[str, CaseEntity]:
    """Bodies by what the name of a unit of theirs begins with; a mask is looked past."""
    found: dict[str, CaseEntity] = {}
    for body in scene.of_kind(Kind.ORGANIZATION):
        found[body.name] = body
        if MASK.match(body.name):
            found.setdefault(MASK.sub("", body.name), body)
    for body in scene.of_kind(Kind.ORGANIZATION):
        for mention in body.mentions:
            if len(mention.surface) >= _SHORTEST_SURFACE:
                found.setdefault(mention.surface, body)
    return found


def _longest_beginning(inner: CaseEntity, outer: Mapping[str, CaseEntity]) -> CaseEntity | None:
    """The body with the longest name that another one's name goes on from."""
    for end in range(len(inner.name) - 1, 0, -1):
        whole = outer.get(inner.name[:end])
        if whole is not None and whole.id != inner.id and len(whole.name) < len(inner.name):
            return whole if _ORGAN.search(inner.name, end) else None
    return None


def _belonging(scene: Scene) -> Iterator[Relation]:
    """甲所属乙."""
    for match in _BELONGS.finditer(scene.text):
        before = scene.within(max(0, match.start() - 30), match.start(), Kind.ORGANIZATION)
        after = scene.within(match.end(), match.end() + 30, Kind.ORGANIZATION)
        if before and after and before[-1].end == match.start() and after[0].start == match.end():
            span = scene.sentence(match.start())
            inner = _core_body(scene, after[0].entity)
            yield scene.relation(inner, RelationType.PART_OF, before[-1].entity, span)


def _core_body(scene: Scene, body: CaseEntity) -> CaseEntity:
    """The body that a unit of it is named after, where the case names both (某公司 党总支)."""
    return _longest_beginning(body, _by_beginning(scene)) or body


def _led(scene: Scene) -> Iterator[Relation]:
    """甲党委 组织 乙突击队; 甲 增设 乙专项小组: a body that a body leads or founds."""
    for outer in scene.occurrences:
        if outer.entity.kind is not Kind.ORGANIZATION or _nested(scene, outer):
            continue
        verb = _LEADS.match(scene.text, outer.end)
        before = scene.text[outer.start - 1 : outer.start]
        if verb is None or before in ("、", "和", "合", "同"):
            # 甲、乙成立丙, 联合乙成立丙: nobody's own unit.
            continue
        _, stop = scene.sentence(outer.start)
        after = scene.within(verb.end(), min(stop, verb.end() + 24), Kind.ORGANIZATION)
        unit = after and _UNIT.search(after[0].entity.name)
        if unit and not _BREAK.search(scene.text, verb.end(), after[0].start):
            span = scene.sentence(outer.start)
            yield scene.relation(after[0].entity, RelationType.PART_OF, outer.entity, span)


def _nested(scene: Scene, inner: Occurrence) -> bool:
    """Whether an occurrence lies inside a longer one: 市委 of 市委组织部."""
    low = max(0, inner.start - _LONGEST_NAME)
    around = scene.within(low, inner.end + _LONGEST_NAME, Kind.ORGANIZATION)
    longer = (o for o in around if o.end - o.start > inner.end - inner.start)
    return any(o.start <= inner.start and inner.end <= o.end for o in longer)


def _composed(scene: Scene) -> Iterator[Relation]:
    """甲、乙组成丙: bodies that make up another one."""
    for start, end in scene.spans:
        groups = scene.groups(start, end, Kind.ORGANIZATION)
        for before, after in pairwise(groups):
            whole = after[0][0]
            if not _COMPOSES.fullmatch(scene.text, before[-1][-1].end, whole.start):
                continue
            for chain in before:
                part = chain[-1].entity
                yield scene.relation(part, RelationType.PART_OF, whole.entity, (start, end))


def _series(scene: Scene) -> Iterator[Relation]:
    """“甲”系列活动之“乙”: an event of a series."""
    for start, end in scene.spans:
        for before, after in pairwise(scene.within(start, end, Kind.INITIATIVE)):
            gap = scene.text[before.end : after.start]
            if before.end <= after.start and _SERIES.fullmatch(gap):
                yield scene.relation(
                    after.entity, RelationType.PART_OF, before.entity, (start, end)
                )


def _nested_names(scene: Scene) -> Iterator[Relation]:
    """An initiative named after another: “接诉即办”末位约谈制度 of 接诉即办.

    Inside one quotation a name only goes on like another: “人工智能+消费”.
    """
    initiatives = scene.of_kind(Kind.INITIATIVE)
    by_core = {_plain(i.name): i for i in reversed(initiatives)}
    for inner in initiatives:
        core = _plain(inner.name)
        if _quoted(scene, inner) or _NO_PART.search(inner.name):
            continue
        for end in range(len(core) - 1, _SHORTEST_CORE - 1, -1):
            whole = by_core.get(core[:end])
            if whole is not None:
                span = scene.sentence(inner.mentions[0].start)
                yield scene.relation(inner, RelationType.PART_OF, whole, span)
                break


def _quoted(scene: Scene, initiative: CaseEntity) -> bool:
    """Whether the whole name stands in one pair of quotation marks."""
    first = initiative.mentions[0]
    around = scene.text[max(0, first.start - 1) : first.end + 1].strip("，。、")
    inner = around.strip("“”")
    return around[:1] == "“" and around[-1:] == "”" and not set("“”") & set(inner)


def _plain(name: str) -> str:
    return re.sub("[“”‘’《》「」]", "", name)


def _parts(scene: Scene) -> Iterator[Relation]:
    """As many named parts beside a named count as the count says: “四小工作法” and its four."""
    for whole in scene.of_kind(Kind.INITIATIVE):
        count = _parts_wanted(whole.name)
        if count < _FEWEST_PARTS:
            continue
        for mention in whole.mentions:
            span = scene.sentence(mention.start)
            parts = _listed(scene, span, whole, mention.start)
            if len(parts) == count:
                for part in parts:
                    yield scene.relation(part, RelationType.PART_OF, whole, span)
                break


def _parts_wanted(name: str) -> int:
    core = re.search(r"“([^”]+)”", name)
    word = core.group(1) if core else name
    if "一" in word.replace("个一", ""):
        return 0
    numbers = [_COUNT[c] for c in re.sub("[一-十]年", "", word) if c in _COUNT]
    return numbers[0] if len(numbers) == 1 else 0


def _listed(scene: Scene, span: tuple[int, int], whole: CaseEntity, at: int) -> list[CaseEntity]:
    """The run of as many initiatives as wanted beside the whole's mention, nearest side first."""
    wanted = _parts_wanted(whole.name)
    every = (o for o in scene.within(*span, Kind.INITIATIVE) if o.entity.id != whole.id)
    inside = [chain[0] for chain in chains(list(every))]
    before = [o for o in inside if o.end <= at][-wanted:]
    after = [o for o in inside if o.start > at][:wanted]
    joined = before and scene.text[before[-1].end : at] in ("", "“", "”", "”“")
    if joined or (before and _SIBLING.search(scene.text, before[-1].end, at)):
        before = []
    if after and not _OPENS.search(scene.text, at, after[0].start):
        after = []
    for side in (before, after):
        parts = list({o.entity.id: o.entity for o in side}.values())
        close = all(b.start - a.end <= _GAP for a, b in pairwise(side))
        if len(parts) == wanted and close:
            return parts
    return []


def _within_brackets(scene: Scene) -> Iterator[Relation]:
    """What the brackets behind an initiative say it is made of: 爱心工程（建立甲、乙和丙）."""
    for whole in scene.occurrences:
        opening = scene.text[whole.end : whole.end + 1]
        close = scene.text.find("）", whole.end, whole.end + _LONGEST_BRACKET)
        if whole.entity.kind is not Kind.INITIATIVE or opening != "（" or close < 0:
            continue
        span = scene.sentence(whole.start)
        for part in _outermost(scene.within(whole.end, close, Kind.INITIATIVE)):
            led = _MADE_OF.search(scene.text, whole.end, part.start)
            if led or scene.text[part.start - 1] in "、和及":
                yield scene.relation(part.entity, RelationType.PART_OF, whole.entity, span)


def _by_means(scene: Scene) -> Iterator[Relation]:
    """Parts that 通过 introduces right behind a whole: …年，通过实施甲、乙、丙，…."""
    for whole in scene.occurrences:
        means = _MEANS.match(scene.text, whole.end)
        if whole.entity.kind is not Kind.INITIATIVE or means is None:
            continue
        span = scene.sentence(whole.start)
        inside = _outermost(scene.within(means.end(), span[1], Kind.INITIATIVE))
        if not inside or inside[0].start - means.end() > 1:
            continue
        parts = inside[:1]
        for part in inside[1:]:
            if not _ITEM_GAP.fullmatch(scene.text, parts[-1].end, part.start):
                # What brackets hold belongs to the item before them.
                continue
            parts.append(part)
        if len(parts) >= _FEWEST_PARTS:
            for part in parts:
                yield scene.relation(part.entity, RelationType.PART_OF, whole.entity, span)


def _outermost(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Occurrences that lie in no other one of the same run."""
    return [chain[0] for chain in chains(occurrences)]
