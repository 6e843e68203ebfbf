"""partners_with: who works with whom."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene, chains
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, RelationType

_WITH: Final = re.compile(r"(?:会同|联合(?!会|国|体|社|党|收割)|携手|牵手|协同|联手)")
_ALSO: Final = re.compile(r"(?:还|也|又|已|则|先后|积极|主动)$")
# What may stand between a place that acts and its verb; other words go on its name: 甲市 烟草.
_MANNER: Final = re.compile(
    r"(?:[还也又已则将曾再特]|先后|积极|主动|近[日期]|日前|分别|共同|专门|多次|[今去当每]年|党委|党支部|政府|等[^，。；]{0,8}|[一-鿿]{0,4}[省市县区镇乡村])*"
)
_AND: Final = re.compile(r"(?:还|也|又|已|曾|则|先后|积极|主动|再次)?(?P<each>分别)?[与同和]")
_BINDS: Final = (
    "结对|结成|联建|共建|合作|签订|签署|签约|联手|协作|携手|达成|牵头|开展[“\\w]{0,6}共建"
    "|开展[^，。；]{0,8}合作|召开[^，。；]{0,14}会"
    "|建起了?|建立了?联建|建立[^，。；]{0,12}(?:结对|帮扶|合作|共建|联盟|伙伴)|落实了[^，。；]{0,8}机制"
)
_JOINT: Final = (
    "(?:举办|主办|承办|协办|开展|组织|推出|发布|印发|出台|成立|组建|制定|发起|打造|实施|举行|建立|召开"
    "|启动|培养|开发|签署|签订)"
)
# What is done together, behind the last of the partners: 与甲、乙的8个村正式建立…关系.
_TOGETHER: Final = re.compile(
    r"(?:等[^，。；“”]{0,8})?(?:的[^，。；“”]{0,10})?"
    r"(?:正式|成功|先后|分别|双方|积极|深入|全面|持续|再次|已)*了?"
    rf"(?:{_BINDS}|共同(?!富裕|的)|联合{_JOINT})"
)
# What a list of equals does together.
_BANDS: Final = re.compile(
    r"抱团|结成|结对|联建|共建|携手|组[成建](?:联盟|共同体|联合体)|签订|签署|签约|协同|联手"
    rf"|(?:联合|共同){_JOINT}|在[^，。；]{{0,16}}上[^，。；]{{0,4}}签[字署约]"
)
# What may stand between such a list and its verb.
_GROUPS: Final = re.compile(
    r"(?:等(?:[0-9一二三四五六七八九十多余]*[家个])?(?:单位|部门|组织|地|机构|公司|企业|学校|社区|村)*"
    r"|[两三四五六七八九十](?:地|村|家|市|县|区|方|校)|双方)?(?:的|正式|共同|强强)*"
)
# 带动甲、乙、丙等地协同联动: those that are moved by another.
_MOVED: Final = re.compile(r"(?:带动|推动|促进|支持|引领|辐射|鼓励|引导)$")
# …，与甲合作: who acts stands in an earlier clause.
_LED: Final = re.compile(r"(?:[，。；：\s]|^)(?:通过|并|还|又)?[与同]$")
_MARKED: Final = re.compile(r"(?:代表)?(?:、|和|与|及|以及)(?:中共)?")
_BRACKETS: Final = re.compile(r"[（(][^（）()]*[）)]")
# What may follow a place that acts, and is no part of a longer name.
_ENDS: Final = "、，。；和与及等（(的共联开一先就在建签成举组推结正两三四五六抱携协"
_FEWEST: Final = 2
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)
_Group = list[tuple[int, int, CaseEntity]]


def find(scene: Scene) -> Iterator[Relation]:
    """partners_with relations of a scene."""
    for span in scene.spans:
        groups = _groups(scene, *span)
        if not groups:
            continue
        yield from _with(scene, groups, span)
        yield from _and(scene, groups, span)
        yield from _banded(scene, groups, span)


def _groups(scene: Scene, start: int, end: int) -> list[_Group]:
    """Lists of the bodies and places of a sentence, in order; a name in brackets is left out."""
    found: list[_Group] = []
    every = scene.within(start, end, *_ACTING)
    hidden = [m.span() for m in _BRACKETS.finditer(scene.text, start, end)] if every else []
    shown = [o for o in every if not any(a < o.start and o.end < b for a, b in hidden)]
    for chain in chains(shown):
        item = (chain[0].start, chain[-1].end, _member(chain))
        gap = _BRACKETS.sub("", scene.text[found[-1][-1][1] : item[0]]) if found else ""
        if found and _MARKED.fullmatch(gap):
            found[-1].append(item)
        else:
            found.append([item])
    return found


def _member(chain: list[Occurrence]) -> CaseEntity:
    """The body of a run of names, else its last place."""
    bodies = [o.entity for o in chain if o.entity.kind is Kind.ORGANIZATION]
    return bodies[-1] if bodies else chain[-1].entity


def _with(scene: Scene, groups: list[_Group], span: tuple[int, int]) -> Iterator[Relation]:
    """甲会同乙、丙."""
    for verb in _WITH.finditer(scene.text, *span):
        partners = next((g for g in groups if _begins(scene, g[0][0], verb.end())), None)
        if partners is None:
            continue
        also = _ALSO.search(scene.text, span[0], verb.start())
        joint = also.start() if also else verb.start()
        touching = [item[2] for group in groups for item in group if item[1] == joint]
        subject = scene.subject(span[0], verb.start()) or (touching[-1] if touching else None)
        if subject and _leads_a_name(scene, subject, (span[0], joint)):
            continue
        yield from _pairs(scene, [subject] if subject else [], partners, span)


def _leads_a_name(scene: Scene, place: CaseEntity, span: tuple[int, int]) -> bool:
    """Whether a place is only the beginning of who acts in a clause: 甲市烟草 联合乙."""
    if place.kind is not Kind.PLACE:
        return False
    inside = [o for o in scene.within(*span, Kind.PLACE) if o.entity.id == place.id]
    gap = scene.text[inside[-1].end : span[1]] if inside else ""
    return bool(gap) and not set("，；：") & set(gap) and _MANNER.fullmatch(gap) is None


def _begins(scene: Scene, start: int, at: int) -> bool:
    return start == at or scene.text[at:start] in ("了", "中共", "辖区", "属地")


def _and(scene: Scene, groups: list[_Group], span: tuple[int, int]) -> Iterator[Relation]:
    """甲、乙与丙、丁结对: each with each; 甲、乙分别与丙、丁签约: one with one."""
    for group in groups:
        lead = scene.text[max(span[0], group[0][0] - 4) : group[0][0]]
        if _LED.search(lead) and _TOGETHER.match(scene.text, group[-1][1], span[1]):
            subject = scene.subject(span[0], group[0][0] - 1) or scene.headline or scene.home
            yield from _pairs(scene, [subject] if subject else [], group, span)
    for left, right in _sides(scene, groups):
        first, last = left[-1][1], right[0][0]
        link = _AND.fullmatch(_BRACKETS.sub("", scene.text[first:last]).replace("中共", ""))
        told = _TOGETHER.match(scene.text, right[-1][1], span[1])
        if link is None or told is None:
            continue
        if link["each"] and len(left) == len(right):
            for (_, _, one), other in zip(left, right, strict=True):
                yield from _pairs(scene, [one], [other], span)
        else:
            yield from _pairs(scene, [item[2] for item in left], right, span)


def _sides(scene: Scene, groups: list[_Group]) -> Iterator[tuple[_Group, _Group]]:
    """What may stand on both sides of 与: neighbouring lists, and the parts of one list."""
    yield from pairwise(groups)
    for group in groups:
        if scene.text[group[0][0] - 1 : group[0][0]] in ("与", "同"):
            continue
        for cut in range(1, len(group)):
            if scene.text[group[cut][0] - 1] in "与同和":
                yield group[:cut], group[cut:]


def _banded(scene: Scene, groups: list[_Group], span: tuple[int, int]) -> Iterator[Relation]:
    """甲村、乙村、丙村抱团发展: the case's own place with each other one, else the first."""
    lists = [group for group in groups if len(group) >= _FEWEST]
    for verb in _BANDS.finditer(scene.text, *span) if lists else ():
        for group in lists:
            gap = _BRACKETS.sub("", scene.text[group[-1][1] : verb.start()])
            if group[-1][1] > verb.start() or not _GROUPS.fullmatch(gap.removeprefix("代表")):
                continue
            if _MOVED.search(scene.text, max(span[0], group[0][0] - 2), group[0][0]):
                continue
            # What 与 joins has two sides.
            joined = [scene.text[start - 1 : start] for start, _, _ in group]
            if set(joined) & {"与", "同"}:
                continue
            own = [item[2] for item in group if scene.home and item[2].id == scene.home.id]
            head = own[0] if own else group[0][2]
            yield from _pairs(scene, [head], group, span)


def _pairs(
    scene: Scene, heads: list[CaseEntity], group: _Group, span: tuple[int, int]
) -> Iterator[Relation]:
    for head in heads:
        for _, end, other in group:
            # 甲省 of 甲省开放大学 is no partner.
            whole = other.kind is not Kind.PLACE or scene.text[end : end + 1] in _ENDS
            if other.id != head.id and whole:
                yield scene.relation(head, RelationType.PARTNERS_WITH, other, span)
