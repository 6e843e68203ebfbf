"""part_of among bodies: units, branches, teams and members of others."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, RelationType
from kg.text import MASK

# What the rest of a body's name ends in where it is a unit of the body that the name begins with;
# 某交易所上市公司, 某地产重工 and 红十字会 only begin like another.
_ORGAN: Final = re.compile(
    r"(?:党[委组]|支部|总支|[党工团]委|党工委|妇联|委员会|[常安编]委会|专委会|业委会|工会|分会|协会|联盟|办公[室厅]|办|[厅局处科股部室组队所站社馆]|中心|(?<!医)院|系"
    r"|附属[一-鿿]{2,8}|[分子支]公司|[分支]行|专班|网格|队伍|基地|项目部|机关|(?:服务|宣讲|突击|志愿|讲师|先锋)团)[”]?$"
)
_BELONGS: Final = re.compile(
    r"(?:所属|下属|直属|旗下|下设|辖下)的?(?:子?公司|企业|单位|机构|品牌)?"
)
_BRACKET: Final = re.compile(r"[（(][^（）()]{1,24}[）)]")
_BRACKETED: Final = re.compile(rf"{_BRACKET.pattern}$")
# 甲公司（下称“甲”）党委, 甲公司的乙服务队: a unit right behind its body.
_OWN: Final = re.compile(rf"(?:{_BRACKET.pattern})?的?[“]?")
# 公司党委: a unit of the body that the text calls so.
_GENERIC: Final = re.compile(
    r"(?P<noun>公司|集团|医院|学校|学院|大学|法院|检察院|银行|支行|合作社|协会|商会|企业)"
    r"(?P<organ>(?:机关)?(?:党委|党组|党总支|党支部|团委|工会|纪委|妇联|团支部))"
)
_FIRMS: Final = ("公司", "集团", "企业")
_LEADS: Final = re.compile(
    r"(?:深化|持续|充分|专门|率先|先后)?(?:推动|组织|发挥|成立|组建|增设|设立|下设|(?:指导|牵头)(?:成立|组建))"
)
# 成立了以甲科为主体的乙队.
_MAINLY: Final = re.compile(r"了?以[^，。；]{2,30}?为(?:主体?|骨干|成员|依托|班底|基础)的")
# Who is sent somewhere founds nothing there: 组织党员探访甲中心.
_BREAK: Final = re.compile(
    "[。；！？，：]|探访|走访|参观|走进|前往|赴|来到|深入|到(?!位)|观摩|慰问|看望|参加|参与"
)
# 公司 and 联络处 name many bodies, 市政府驻京联络处 one.
_SHORTEST_SURFACE: Final = 4
_SHORTEST_UNIT: Final = 2
# What a body founds or leads is a unit of it: a team, a branch, an office.
_UNIT: Final = re.compile(
    r"(?:队|组|专班|支部|总支|团|网格|中心|站|室|工委|党委|联盟|学院|协会|理事会|委员会|基地|办公室)$"
)
# 甲、乙组成丙.
_COMPOSES: Final = re.compile(
    r"(?:等[^，。；]{0,8})?(?:共同|联合)?(?:组成|组建成|合并为|整合为)了?[“]?"
)
# Characters of a body's name on either side of another one inside it.
_LONGEST_NAME: Final = 30


def find(scene: Scene) -> Iterator[Relation]:
    """Relations of bodies to those that they are part of."""
    yield from _by_name(scene)
    yield from _belonging(scene)
    yield from _owned(scene)
    yield from _generic(scene)
    yield from _led(scene)
    yield from _composed(scene)


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
    # One character more makes no unit: 党总支 and 党总支部 are one.
    for end in range(len(inner.name) - _SHORTEST_UNIT, 0, -1):
        whole = outer.get(inner.name[:end])
        if whole is not None and whole.id != inner.id and not whole.name.startswith(inner.name):
            return whole if _ORGAN.search(inner.name, end) else None
    return None


def _belonging(scene: Scene) -> Iterator[Relation]:
    """甲所属乙."""
    for match in _BELONGS.finditer(scene.text):
        bracket = _BRACKETED.search(scene.text, max(0, match.start() - 30), match.start())
        end = bracket.start() if bracket else match.start()
        before = scene.within(max(0, end - 30), end, Kind.ORGANIZATION)
        after = scene.within(match.end(), match.end() + 30, Kind.ORGANIZATION)
        if before and after and before[-1].end == end and after[0].start == match.end():
            span = scene.sentence(match.start())
            inner = _core_body(scene, after[0].entity)
            yield scene.relation(inner, RelationType.PART_OF, before[-1].entity, span)


def _owned(scene: Scene) -> Iterator[Relation]:
    """甲公司的乙服务队, 甲基金会乙团队: a unit whose name stands right behind its body's."""
    bodies = [o for o in scene.occurrences if o.entity.kind is Kind.ORGANIZATION]
    for outer, inner in pairwise(bodies):
        name = inner.entity.name
        if outer.end > inner.start or not (_ORGAN.search(name) or _UNIT.search(name)):
            continue
        led = scene.within(inner.start, inner.end, Kind.PLACE)
        if outer.end == inner.start and led and led[0].start == inner.start:
            # A list without marks: 甲市乙商会甲市丙协会.
            continue
        if _OWN.fullmatch(scene.text, outer.end, inner.start) and not _UNIT.search(
            outer.entity.name
        ):
            span = scene.sentence(inner.start)
            yield scene.relation(inner.entity, RelationType.PART_OF, outer.entity, span)


def _generic(scene: Scene) -> Iterator[Relation]:
    """公司党委: of the only company of the case."""
    bodies = scene.of_kind(Kind.ORGANIZATION)
    for organ in bodies:
        match = _GENERIC.fullmatch(organ.name)
        if match is None:
            continue
        ends = _FIRMS if match["noun"] in _FIRMS else (match["noun"],)
        wholes = [e for e in bodies if e.name.endswith(ends)]
        if len(wholes) == 1:
            span = scene.sentence(organ.mentions[0].start)
            yield scene.relation(organ, RelationType.PART_OF, wholes[0], span)


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
        made = _MAINLY.match(scene.text, verb.end(), stop)
        at = made.end() if made else verb.end()
        after = scene.within(at, min(stop, at + 24), Kind.ORGANIZATION)
        unit = after and _UNIT.search(after[0].entity.name)
        if unit and not _BREAK.search(scene.text, at, after[0].start):
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
