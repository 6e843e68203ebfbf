"""Who is named right with a title: before it, behind it, or in the list that it heads."""

import re
from itertools import pairwise
from typing import Final

from ingest.extract.relations.bearers import is_personal, may_bear
from ingest.extract.relations.scene import Occurrence, Scene, chains
from ingest.extract.relations.subjects import ends_subject, verb_of
from kg.model import CaseEntity
from kg.ontology import Kind

# What stands between a winner and an honor; 开展…评选 gives nobody anything.
GIVEN: Final = re.compile(
    r"获(?!得感)|荣膺|荣立|记|评为|入选|创建|授予|命名|成为|跻身|列为|列入|认定|纳入|摘得|夺得|被评|称号|确定为"
    r"|成功创建|获建|上榜|捧得|受到|蝉联|当选"
)
# 新增甲、乙等某称号, 新增甲、乙2家某称号: what 等 or a count closes has the title that follows.
_SUCH: Final = re.compile(r"等[“《]?|等?[0-9一二三四五六七八九十]+[家个处座条所][“《]?")
# 甲县是某示范县.
_IS: Final = re.compile(r"是(?:全[国省市县]|第[一二三四五六七八九十]批|首批|唯一的?)*[“《]?")
# What joins winners, a count of unnamed ones included: 甲等11个市和乙.
_JOINS: Final = re.compile(r"[、和及与]|等[0-9一二三四五六七八九十]+个[一-鿿]{1,3}[和、及]")
# Persons are listed with their posts: 教授甲、某校教师乙.
_NAMES: Final = re.compile(r"[和及与]|、[^，。；：、“”]{0,24}")
# 授予甲、乙同志“…”: who is named behind the verb is given the title …
_TO: Final = re.compile(r"(?:授予|追授|表彰|命名)$")
_OPEN: Final = re.compile(
    r"(?:等)?(?:[0-9]+[名位])?(?:同志)?(?:[^，。；：、“”]{1,6}[队组班])?[“《]?"
)
# Areas that are named after the unit they lie in.
_ZONE: Final = re.compile(r"(?:开发区|经开区|高新区|园区|新区|示范区|自贸区|保税区|产业园|景区)$")
# What brackets tell of a winner: 甲河（乙段）.
_BRACKET: Final = re.compile(r"（[^）]{1,20}）")
# … and who is named before it gives: 被甲授予, 由甲评选的, 甲授予他.
GIVER: Final = re.compile(
    r"(?:被|由|经|获)[^，。；“”]{2,30}?(?:授予|评为|评选|命名|认定|表彰|评定)"
    r"|(?:(?![被由经获])[^，。；“”：]){2,40}(?<![被获受])(?:授予|追授|表彰|命名)(?![^，。；]{0,4}$)"
)
# A person's team is another winner than the person.
_TEAM: Final = re.compile(r"团队|工作室|课题组|项目|作品|家庭|夫妇|主演|所在")
# A list that a title heads: 先进个人（3名）：甲、乙、丙; 5个村获评某村，分别是甲村、乙村.
_HEADS: Final = re.compile(
    r"[”》]?(?:荣誉)?(?:称号)?(?:获得者)?(?:名单)?(?:（[^）]{1,10}）|[0-9]+[名个])?(?:名单)?[：:\s]+"
    r"|[”》]?[^。；\n]{0,16}?[，。：](?:它们|他们|名单|具体)?(?:分别)?(?:是|为|包括|如下)[：:]?"
)
# What may stand between two names of such a list: marks, or what tells who a person is.
_ITEM: Final = re.compile(r"[、，,；;\s]{1,3}|[^，。；：、“”]{0,24}[、，；\s][^，。；：、“”]{0,24}")
_CLOSED: Final = re.compile("。")
_LONGEST_LIST: Final = 1200
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)
# A person stands this close before a title: 同志先后荣获了全国 is the longest seen.
_CLOSE: Final = 9


def clause_of(scene: Scene, at: int, marks: str = "；：。") -> int:
    """Where the clause that holds ``at`` begins, in its sentence."""
    start = scene.sentence(at)[0]
    return max(start, *(scene.text.rfind(mark, start, at) + 1 for mark in marks))


def named(scene: Scene, honor: CaseEntity, at: int) -> list[CaseEntity]:
    """Who is named right with a title."""
    found = (
        _list(scene, honor, at)
        or _behind(scene, honor, at)
        or _persons(scene, at)
        or _bodies(scene, at)
    )
    return [winner for winner in found if may_bear(winner, honor)]


def _behind(scene: Scene, honor: CaseEntity, at: int) -> list[CaseEntity]:
    """The person whose name a title stands right before: 全国劳模某某."""
    end = next(m.end for m in honor.mentions if m.start == at)
    people = scene.within(end, end + _CLOSE, Kind.PERSON)
    named = people and scene.text[end : people[0].start] in ("", "”", "获得者", "称号获得者")
    if not named:
        return []
    found = people[:1]
    for person in scene.within(found[0].end, scene.sentence(at)[1], Kind.PERSON):
        if scene.text[found[-1].end : person.start] not in ("、", "和", "与"):
            break
        found.append(person)
    return [person.entity for person in found]


def _persons(scene: Scene, at: int) -> list[CaseEntity]:
    """Persons right before an honor, with those listed beside them."""
    people = scene.within(scene.sentence(at)[0], at, Kind.PERSON)
    if not people or at - people[-1].end > _CLOSE or "“" in scene.text[people[-1].end : at - 1]:
        return []
    if _TEAM.search(scene.text, people[-1].end, at):
        return []
    return _listed_with(scene, [[person] for person in people])


def _bodies(scene: Scene, at: int) -> list[CaseEntity]:
    """Places and bodies before the honor in its clause, with those listed beside the last one.

    甲、乙等10个县市获批某称号; 新增甲、乙等某称号12个; 授予甲村“…”称号.
    """
    clause = clause_of(scene, at, "，；：。")
    givers = [m.span() for m in GIVER.finditer(scene.text, clause, at)]
    inside = scene.within(clause, at, *_ACTING)
    givers += [m.span() for m in _BRACKET.finditer(scene.text, clause, at)]
    chained = chains([o for o in inside if not any(a <= o.start < b for a, b in givers)])
    if not chained:
        return []
    verb = verb_of(scene, clause, at)
    before = [chain for chain in chained if verb is not None and chain[-1].end <= verb]
    if verb is not None and before:
        if ends_subject(scene, before[-1][-1].end, verb):
            return _listed_with(scene, before)
        if before == chained:
            return []
    last = chained[-1][-1].end
    gap = scene.text[last:at]
    given = GIVEN.search(gap) or _SUCH.fullmatch(gap) or _IS.fullmatch(gap)
    lead = scene.text[max(0, chained[0][0].start - 2) : chained[0][0].start]
    if not given and not (_TO.search(lead) and _OPEN.fullmatch(gap)):
        return []
    return _listed_with(scene, chained)


def _listed_with(scene: Scene, chained: list[list[Occurrence]]) -> list[CaseEntity]:
    """The last of some runs of occurrences, and those before that it is listed with."""
    found = [_winner(chained[-1])]
    for before, after in reversed(list(pairwise(chained))):
        people = before[-1].entity.kind is after[0].entity.kind is Kind.PERSON
        joins = _NAMES if people else _JOINS
        if joins.fullmatch(scene.text, before[-1].end, after[0].start) is None:
            break
        if _lends_its_name(found[0], _winner(before)):
            break
        found.append(_winner(before))
    return found[::-1]


def _lends_its_name(last: CaseEntity, before: CaseEntity) -> bool:
    """Whether a unit only begins a name that its list shares: 甲、乙经开区."""
    zone = _ZONE.search(last.name)
    return (
        zone is not None
        and before.kind is Kind.PLACE
        and before.kind is last.kind
        and _ZONE.search(before.name) is None
    )


def _winner(chain: list[Occurrence]) -> CaseEntity:
    """The last of a run of names; a place behind a body only names a part of it: 甲队北京组."""
    bodies = [o.entity for o in chain if o.entity.kind is Kind.ORGANIZATION]
    last = chain[-1].entity
    return bodies[-1] if bodies and last.kind is Kind.PLACE else last


def _list(scene: Scene, honor: CaseEntity, at: int) -> list[CaseEntity]:
    """The names that a title heads as a list, up to the next title or full stop."""
    start = next(m.end for m in honor.mentions if m.start == at)
    heads = _HEADS.match(scene.text, start)
    if heads is None:
        return []
    stop = min(len(scene.text), heads.end() + _LONGEST_LIST)
    honors = [o.start for o in scene.within(heads.end(), stop, Kind.HONOR)]
    closed = _CLOSED.search(scene.text, heads.end(), stop)
    stop = min([stop, *honors[:1], *([closed.start()] if closed else [])])
    kinds = (Kind.PERSON,) if is_personal(honor.name) else _ACTING
    found: list[list[Occurrence]] = []
    for chain in chains(scene.within(heads.end(), stop, *kinds)):
        last = found[-1][-1].end if found else heads.end()
        if not _ITEM.fullmatch(scene.text, last, chain[0].start) and (
            found or last != chain[0].start
        ):
            break
        found.append(chain)
    return [_winner(chain) for chain in found] if len(found) > 1 else []
