"""awarded: who was given which title or prize."""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.bearers import is_personal, may_bear
from ingest.extract.relations.scene import Scene
from ingest.extract.relations.subjects import others_have, own_place, silent, verb_of
from ingest.extract.relations.winners import GIVEN, GIVER, clause_of, named
from kg.model import CaseEntity, Mention, Relation
from kg.ontology import Kind, RelationType

_CONTEST: Final = re.compile(r"(?:评选|选树|评比|争创|推选|开展|争当|培育)[^，。；：]{0,12}$")
# 支持甲、乙等地创建, 申报: wished for as well.
_WISHED: Final = re.compile(
    r"(?:支持|鼓励|推动|推进|争取|力争|指导|助力|积极|全力|启动|谋划|准备|将|拟)[^。；：]{0,60}?"
    r"(?<!成功)(?:创建|申报|申创)[^，。；：]{0,12}$"
)
# 无缘夺得冠军: not won.
_MISSED: Final = re.compile(r"(?:无缘|错失|痛失|未能?|没有?|惜败|冲击|失去|落选)[^，。；：]{0,6}$")
# What may stand between two titles of one list.
_MORE: Final = re.compile(
    r"[”》]?(?:荣誉)?(?:称号)?[，、；]?(?:并|还|又|也|先后|同时|以及|和)?(?:被?(?:荣|追)?(?:记|获|授予|评为))?[“《]?"
)
_CANDIDATE: Final = re.compile(r"[”》]?(?:称号)?(?:候选|提名(?!奖)|推荐对象|拟)")
# 为荣获某称号的同志颁奖: the winners are named nowhere.
_UNNAMED: Final = re.compile(
    r"[”》]?(?:等)?(?:荣誉)?(?:称号)?(?:获得者|的(?:同志|个人|集体|单位|代表|企业|家庭|选手|人员|先进))"
    r"(?!.{0,2}[：:])"
)
# 2人被评为: whoever they are, they are not named.
_COUNTED: Final = re.compile(
    r"(?:[0-9一两二三四五六七八九十]+[多余]?[名人个位户]|多[名人个])[^，。；：]{0,8}?(?:被|获|荣|入选|评为)"
)
_WORK: Final = re.compile(r"[》”][^，。；：]{0,12}(?:获|摘|夺|入选|荣)")
_PRONOUN: Final = re.compile(r"(?:^|[，。；：])[^，。；：]{0,6}[他她]")
# 服务队先后荣获…: a bare noun stands for the body that was named with it.
_BARE: Final = re.compile(
    r"(?:^|[，。；：！？\n])(?:该|我|本|这)?(?P<noun>[支该]?(?:志愿)?(?:服务队|协会|公司|集团|合作社|医院|学校|支行|银行|企业|党支部|支部|社区|街道))"
    r"(?=先后|曾|也|还|又|连续|多次|荣|获|被|成功|入选|于)"
)
# What stands before a person who begins a clause: his post, or nothing.
_CLAUSE: Final = re.compile(r"(?:^|[，。；：！？\n“”、的])[^，。；：！？\n“”]{0,24}$")
# Leaders of the country are named beside those who win.
_LEADER: Final = re.compile(r"总书记|主席|总理")
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)
# A title, where it stands, and who is named with it.
_Title = tuple[CaseEntity, int, list[CaseEntity]]
# How far before an honor the person is named whom 他 means.
_REACH: Final = 600


def find(scene: Scene) -> Iterator[Relation]:
    """Awarded relations of a scene: who is named with a title, else who is meant.

    Titles that one verb gives have one winner: 先后荣获“甲”“乙”“丙”.
    """
    given: defaultdict[int, list[_Title]] = defaultdict(list)
    for honor in scene.of_kind(Kind.HONOR):
        places = [m.start for m in honor.mentions if not _contested(scene, m)]
        told = [(at, winners) for at in places if (winners := named(scene, honor, at))]
        if not told and places:
            told = [(places[0], [])]
        for at, winners in told:
            given[_verb(scene, at)].append((honor, at, winners))
    for group in [_one_each(scene, titles) for titles in given.values()]:
        meant = [winners or _meant(scene, honor, at) for honor, at, winners in group]
        people = [winners for winners in meant if winners and winners[0].kind is Kind.PERSON]
        before: list[CaseEntity] = []
        for (honor, at, direct), found in zip(group, meant, strict=True):
            shared = people[0] if people and may_bear(people[0][0], honor) else found
            listed = [w for w in before if may_bear(w, honor)] if _goes_on(scene, at) else []
            winners = direct or listed or shared
            for winner in winners:
                yield scene.relation(winner, RelationType.AWARDED, honor, scene.sentence(at))
            before = winners


def _one_each(scene: Scene, group: list[_Title]) -> list[_Title]:
    """Titles with one winner each where 分别 says so: 甲、乙分别获评丙、丁."""
    winners = group[0][2]
    told = "分别" in scene.text[clause_of(scene, group[0][1]) : group[0][1]]
    same = all(named == winners for _, _, named in group)
    if not told or not same or len(winners) != len(group):
        return group
    titles = sorted(group, key=lambda title: title[1])
    return [(honor, at, [winner]) for (honor, at, _), winner in zip(titles, winners, strict=True)]


def _goes_on(scene: Scene, at: int) -> bool:
    """Whether a title follows another one in the same list: “甲”称号，“乙”, “甲”并记乙."""
    start = scene.sentence(at)[0]
    honors = [o for o in scene.within(start, at, Kind.HONOR) if o.end <= at]
    return bool(honors) and _MORE.fullmatch(scene.text, honors[-1].end, at) is not None


def _verb(scene: Scene, at: int) -> int:
    """End of the verb that gives the title at ``at``; the title's own place where none does."""
    verbs = list(GIVEN.finditer(scene.text, clause_of(scene, at), at))
    return verbs[-1].end() if verbs else -at


def _contested(scene: Scene, mention: Mention) -> bool:
    """Whether a title is only striven for: 开展…评选, 支持…创建, …候选人."""
    if _CANDIDATE.match(scene.text, mention.end):
        return True
    before = scene.text[scene.sentence(mention.start)[0] : mention.start]
    return bool(_CONTEST.search(before) or _WISHED.search(before) or _MISSED.search(before))


def _meant(scene: Scene, honor: CaseEntity, at: int) -> list[CaseEntity]:
    """Who is meant where nobody is named with the title: the subject, 他, or the case's own."""
    words = scene.text[clause_of(scene, at) : at]
    given = GIVEN.search(words)
    if given and _COUNTED.search(scene.text[clause_of(scene, at, "，；：。") : at]):
        return []
    end = next(m.end for m in honor.mentions if m.start == at)
    if _UNNAMED.match(scene.text, end) or _others(scene, honor, at):
        return []
    bearer = _subject(scene, honor, at) if given else None
    personal = is_personal(honor.name)
    if bearer and not may_bear(bearer, honor):
        bearer = None
    if bearer is None and (personal or _PRONOUN.search(words)):
        bearer = _person_before(scene, at)
        if personal and bearer is None and scene.of_kind(Kind.PERSON):
            return []
    if bearer is None and _WORK.search(words) is None:
        bearer = (scene.headline or scene.home or scene.actor) if given else None
    return [bearer] if bearer and may_bear(bearer, honor) else []


def _others(scene: Scene, honor: CaseEntity, at: int) -> bool:
    """Whether a title is a work's, a project's, or that of others who are not named."""
    end = next(m.end for m in honor.mentions if m.start == at)
    if others_have(scene, honor.name, at, end):
        return True
    clause = clause_of(scene, at, "，；：。")
    verb = verb_of(scene, clause, at)
    if verb is None or is_personal(honor.name):
        return False
    words = scene.text[clause:verb]
    told = _PRONOUN.search(words) or _BARE.search(scene.text[clause:at]) or silent(words)
    return not told


def _subject(scene: Scene, honor: CaseEntity, at: int) -> CaseEntity | None:
    """Who acts in the title's sentence: a person, a body or a place; never who gives it."""
    start, clause = scene.sentence(at)[0], clause_of(scene, at)
    if scene.home and own_place(scene.text[clause_of(scene, at, "，；：。") : at]):
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
    if people and is_personal(honor.name):
        return people[-1].entity
    giver = GIVER.search(scene.text, start, at)
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
