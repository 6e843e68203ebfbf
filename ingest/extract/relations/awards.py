"""awarded: who was given which title or prize."""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene, chains, place_level
from ingest.extract.relations.subjects import ends_subject, others_have, own_place, silent, verb_of
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, Level, RelationType

# What stands between a winner and an honor; 开展…评选 gives nobody anything.
_GIVEN: Final = re.compile(
    r"获(?!得感)|荣膺|荣立|记|评为|入选|创建|授予|命名|成为|跻身|列为|列入|认定|纳入|摘得|夺得|被评|称号|确定为"
    r"|成功创建|获建|上榜|捧得|受到|蝉联|当选"
)
_CONTEST: Final = re.compile(r"(?:评选|选树|评比|争创|推选|开展|争当|培育)[^，。；：]{0,12}$")
# 新增甲、乙等某称号: what 等 closes has the title that follows.
_SUCH: Final = re.compile(r"等[“《]?")
# 授予甲、乙同志“…”: who is named behind the verb is given the title …
_TO: Final = re.compile(r"(?:授予|追授|表彰|命名)$")
_OPEN: Final = re.compile(r"(?:等)?(?:[0-9]+名)?(?:同志)?[“《]?")
# … and who is named before it gives: 被甲授予, 由甲评选的, 甲授予他.
_GIVER: Final = re.compile(
    r"(?:被|由|经|获)[^，。；“”]{2,30}?(?:授予|评为|评选|命名|认定|表彰|评定)"
    r"|[^，。；“”：]{2,40}(?<![被获受])(?:授予|追授|表彰|命名)(?![^，。；]{0,4}$)"
)
# 2人被评为: whoever they are, they are not named.
_COUNTED: Final = re.compile(
    r"(?:[0-9一两二三四五六七八九十]+[多余]?[名人个位户]|多[名人个])[^，。；：]{0,8}?(?:被|获|荣|入选|评为)"
)
_WORK: Final = re.compile(r"[》”][^，。；：]{0,12}(?:获|摘|夺|入选|荣)")
# Titles that only a person bears.
_PERSONAL: Final = re.compile(
    r"(?:模范|(?<!攻坚)楷模|好人|党员|工作者|标兵|能手|志愿者|奖章|孝子|个人|青年|少年|工匠|英雄|等功|教师|医生|人员|书记"
    r"|带头人|网格员|干部|村医|警察|税务人|企业家|人物|退役军人|卫士|师德标兵|最美[一-鿿]{1,6}人)(?:（[^）]*）)?$"
)
# … and those that none bears.
_SHARED: Final = re.compile(
    r"(?:[村县镇乡]|社区|街道|单位|集体|团队|班组|突击队|组织|基地|城市|家庭|企业|支部|党委)$"
)
_PRONOUN: Final = re.compile(r"(?:^|[，。；：])[^，。；：]{0,6}[他她]")
# 服务队先后荣获…: a bare noun stands for the body that was named with it.
_BARE: Final = re.compile(
    r"(?:^|[，。；：！？\n])(?:该|我|本|这)?(?P<noun>[支该]?(?:志愿)?(?:服务队|协会|公司|集团|合作社|医院|学校|支行|银行|企业|党支部|支部|社区|街道))"
    r"(?=先后|曾|也|还|又|连续|多次|荣|获|被|成功|入选|于)"
)
# A person's team is another winner than the person.
_TEAM: Final = re.compile(r"团队|工作室|课题组|项目|作品|家庭|夫妇|主演|所在")
# What stands before a person who begins a clause: his post, or nothing.
_CLAUSE: Final = re.compile(r"(?:^|[，。；：！？\n“”、的])[^，。；：！？\n“”]{0,24}$")
# Leaders of the country are named beside those who win.
_LEADER: Final = re.compile(r"总书记|主席|总理")
# Who bears titles that end so.
_BEARERS: Final = {
    "县": frozenset({Level.COUNTY, Level.CITY}),
    "镇": frozenset({Level.TOWN}),
    "乡": frozenset({Level.TOWN}),
    "村": frozenset({Level.VILLAGE}),
}
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)
# How far before an honor the person is named whom 他 means.
_REACH: Final = 600
# A person stands this close before a title: 同志先后荣获了全国 is the longest seen.
_CLOSE: Final = 9


def find(scene: Scene) -> Iterator[Relation]:
    """Awarded relations of a scene: who is named with a title, else who is meant.

    Titles that one verb gives have one winner: 先后荣获“甲”“乙”“丙”.
    """
    given: defaultdict[int, list[tuple[CaseEntity, int, list[CaseEntity]]]] = defaultdict(list)
    for honor in scene.of_kind(Kind.HONOR):
        places = [m.start for m in honor.mentions if not _contested(scene, m.start)]
        told = [(at, winners) for at in places if (winners := _named(scene, honor, at))]
        at, winners = told[0] if told else (places[0] if places else -1, [])
        if at >= 0:
            given[_verb(scene, at)].append((honor, at, winners))
    for group in given.values():
        meant = [winners or _meant(scene, honor, at) for honor, at, winners in group]
        people = [winners for winners in meant if winners and winners[0].kind is Kind.PERSON]
        for (honor, at, named), found in zip(group, meant, strict=True):
            shared = people[0] if people and _may_bear(people[0][0], honor) else found
            for winner in named or shared:
                yield scene.relation(winner, RelationType.AWARDED, honor, scene.sentence(at))


def _verb(scene: Scene, at: int) -> int:
    """End of the verb that gives the title at ``at``; the title's own place where none does."""
    verbs = list(_GIVEN.finditer(scene.text, _clause(scene, at), at))
    return verbs[-1].end() if verbs else -at


def _contested(scene: Scene, at: int) -> bool:
    return _CONTEST.search(scene.text[scene.sentence(at)[0] : at]) is not None


def _clause(scene: Scene, at: int, marks: str = "；：。") -> int:
    """Where the clause that holds ``at`` begins, in its sentence."""
    start = scene.sentence(at)[0]
    return max(start, *(scene.text.rfind(mark, start, at) + 1 for mark in marks))


def _named(scene: Scene, honor: CaseEntity, at: int) -> list[CaseEntity]:
    """Who is named right with a title."""
    found = _behind(scene, honor, at) or _persons(scene, at) or _bodies(scene, at)
    return [winner for winner in found if _may_bear(winner, honor)]


def _behind(scene: Scene, honor: CaseEntity, at: int) -> list[CaseEntity]:
    """The person whose name a title stands right before: 全国劳模某某."""
    end = next(m.end for m in honor.mentions if m.start == at)
    people = scene.within(end, end + _CLOSE, Kind.PERSON)
    named = people and scene.text[end : people[0].start] in ("", "”", "获得者", "称号获得者")
    return [people[0].entity] if named else []


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
    clause = _clause(scene, at, "，；：。")
    givers = [m.span() for m in _GIVER.finditer(scene.text, clause, at)]
    inside = scene.within(clause, at, *_ACTING)
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
    given = _GIVEN.search(gap) or _SUCH.fullmatch(gap)
    lead = scene.text[max(0, chained[0][0].start - 2) : chained[0][0].start]
    if not given and not (_TO.search(lead) and _OPEN.fullmatch(gap)):
        return []
    return _listed_with(scene, chained)


def _listed_with(scene: Scene, chained: list[list[Occurrence]]) -> list[CaseEntity]:
    """The last of some runs of occurrences, and those before that it is listed with."""
    found = [chained[-1][-1].entity]
    for before, after in reversed(list(pairwise(chained))):
        if scene.text[before[-1].end : after[0].start] not in ("、", "和", "及", "与"):
            break
        found.append(before[-1].entity)
    return found[::-1]


def _meant(scene: Scene, honor: CaseEntity, at: int) -> list[CaseEntity]:
    """Who is meant where nobody is named with the title: the subject, 他, or the case's own."""
    words = scene.text[_clause(scene, at) : at]
    given = _GIVEN.search(words)
    if given and _COUNTED.search(scene.text[_clause(scene, at, "，；：。") : at]):
        return []
    if _others(scene, honor, at):
        return []
    bearer = _subject(scene, honor, at) if given else None
    personal = _PERSONAL.search(honor.name) is not None
    if bearer and not _may_bear(bearer, honor):
        bearer = None
    if bearer is None and (personal or _PRONOUN.search(words)):
        bearer = _person_before(scene, at)
        if personal and bearer is None and scene.of_kind(Kind.PERSON):
            return []
    if bearer is None and _WORK.search(words) is None:
        nobody = given or not scene.within(*scene.sentence(at), *_ACTING)
        bearer = (scene.home or scene.actor) if nobody else None
    return [bearer] if bearer and _may_bear(bearer, honor) else []


def _others(scene: Scene, honor: CaseEntity, at: int) -> bool:
    """Whether a title is a work's, a project's, or that of others who are not named."""
    end = next(m.end for m in honor.mentions if m.start == at)
    if others_have(scene, honor.name, at, end):
        return True
    clause = _clause(scene, at, "，；：。")
    verb = verb_of(scene, clause, at)
    if verb is None or _PERSONAL.search(honor.name):
        return False
    words = scene.text[clause:verb]
    told = _PRONOUN.search(words) or _BARE.search(scene.text[clause:at]) or silent(words)
    return not told


def _subject(scene: Scene, honor: CaseEntity, at: int) -> CaseEntity | None:
    """Who acts in the title's sentence: a person, a body or a place; never who gives it."""
    start, clause = scene.sentence(at)[0], _clause(scene, at)
    if scene.home and own_place(scene.text[_clause(scene, at, "，；：。") : at]):
        return scene.home
    bare = _BARE.search(scene.text[clause:at])
    if bare:
        named = scene.within(0, clause + bare.start("noun"), *_ACTING)
        fitting = [o.entity for o in named if o.entity.name.endswith(bare["noun"][-3:])]
        if fitting:
            return fitting[-1]
    people = [
        o
        for o in scene.within(start, at, Kind.PERSON)
        if _CLAUSE.search(scene.text[start : o.start])
    ]
    if people and _PERSONAL.search(honor.name):
        return people[-1].entity
    giver = _GIVER.search(scene.text, start, at)
    if giver and giver.group()[0] not in "被由经获":
        return None
    # 甲队被乙部授予: who stands before 被 is given.
    before = giver.start() if giver else at
    return scene.subject(start, before) or (people[-1].entity if people else None)


def _person_before(scene: Scene, at: int) -> CaseEntity | None:
    """The person named last before a title, at the head of a clause."""
    low = max(0, at - _REACH)
    people = [
        o.entity
        for o in scene.within(low, at, Kind.PERSON)
        if _CLAUSE.search(scene.text[low : o.start]) and not _LEADER.match(scene.text, o.end)
    ]
    return people[-1] if people else None


def _may_bear(winner: CaseEntity, honor: CaseEntity) -> bool:
    """Whether a title of counties or villages, or of persons, may be the winner's."""
    if winner.kind is not Kind.PERSON and _PERSONAL.search(honor.name):
        return False
    if winner.kind is Kind.PERSON and _SHARED.search(honor.name):
        return False
    bears = _BEARERS.get(honor.name.rstrip("（）()”“")[-1:])
    level = place_level(winner.name) if winner.kind is Kind.PLACE else None
    return bears is None or level is None or level in bears
