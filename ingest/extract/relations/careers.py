"""holds_post where the body stands elsewhere: lists of colleagues, careers, the own house."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.people import LAST_WORD, own_posts, told_before
from ingest.extract.relations.posts import POSTS, by_organ, former, long_ago
from ingest.extract.relations.scene import Occurrence, Scene, chains
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, RelationType

# Several persons of one body may have these posts: 副主席甲、乙.
_SEVERAL: Final = re.compile(r"^副|(?:成员|委员|常委|干部|教授|教师|医生|医师|律师|调研员|巡视员)$")
# A post of the body named with an earlier colleague: 甲局局长某某主持，副局长某某参加.
_BARE: Final = re.compile(rf"(?:[，、；。]|和)(?P<post>{POSTS})$")
# What begins a career (现任甲局局长、乙会会长): these, but for 委任 and 责任, or 任 alone. Every
# alternative begins with a character, so that the search skips to those there are.
_SERVING: Final = (
    *(
        "现任",
        "历任",
        "曾任",
        "时任",
        "担任",
        "出任",
        "兼任",
        "先后任",
        "曾担任",
        "任命为",
        "挂职任",
    ),
    *("先后担任", "当选"),
)
_SERVES: Final = re.compile(
    "(?:"
    + "|".join(f"{verb}(?<![委责]{'.' * len(verb)})" for verb in _SERVING)
    + "|任(?P<bare>))(?:(?<=当选)为)?(?:过|了)?"
)
# 任 alone is a verb behind a time, or right behind a name.
_TIMES: Final = "，月年日后已升动派聘选"
_NEXT: Final = re.compile(r"[、，；](?:后|兼|后任|(?P<now>现任)|历任|(?P<was>曾任))?")
_MAN: Final = re.compile(r"[他她]")
# Heads of houses and the names that those houses end in.
_HOUSES: Final = {
    "院长": ("医院", "法院", "检察院", "学院", "研究院", "卫生院", "福利院", "保健院"),
    "校长": ("学校", "中学", "小学", "大学", "学院", "党校", "一中"),
    "园长": ("幼儿园",),
    "董事长": ("公司", "集团"),
    "总经理": ("公司", "集团"),
    "总裁": ("公司", "集团"),
    "行长": ("银行", "分行", "支行"),
    "会长": ("协会", "商会", "学会", "联合会"),
    "理事长": ("合作社", "协会", "学会", "基金会"),
    "所长": ("派出所", "研究所", "所"),
    "馆长": ("馆",),
    "台长": ("台",),
}
_HOUSE_POST: Final = re.compile(
    rf"(?:^|[，。；：、”“\s])(?:该[院校行司]|公司|医院|学校|集团)?"
    rf"(?P<post>(?:党[委组总支]*(?:副?书记|委员|成员)[、，])?(?:执行|常务)?副?(?P<head>{'|'.join(_HOUSES)}))$"
)
# 协会副秘书长某某: a post of the only body named before that ends so.
_NOUN_POST: Final = re.compile(
    rf"(?:^|[，。；：”“\s])该?(?P<noun>公司|集团|协会|商会|学会|联合会|促进会|合作社|基金会)(?P<post>{POSTS})$"
)
_POSTS: Final = re.compile(POSTS)
# A bare post is short, and names no unit of its own: 副主席, but not 政教处主任.
_SHORT: Final = 7
_OTHER_UNIT: Final = re.compile(r"[股科处队室所站院校局会厅办]|工委|支部|公司|中心")
# How far before a person his colleague, his house or his career's beginning may stand.
_REACH: Final = 60
_HOUSE_REACH: Final = 600
_BEGINNING: Final = 160
_LONGEST_CAREER: Final = 400
_BODIES: Final = (Kind.ORGANIZATION, Kind.PLACE)


def find(scene: Scene) -> Iterator[Relation]:
    """holds_post relations of a scene whose body does not stand right before the person."""
    people = [o for o in scene.occurrences if o.entity.kind is Kind.PERSON]
    known: dict[int, list[tuple[CaseEntity, str]]] = {}
    for number, person in enumerate(people):
        told = told_before(scene, person)
        if not told and not long_ago(scene, person.start):
            before = people[number - 1] if number else None
            told = _colleague(scene, person, before, known) or _house(scene, person)
            for body, post in told:
                span = scene.sentence(person.start)
                yield scene.relation(person.entity, RelationType.HOLDS_POST, body, span, post=post)
        known[person.start] = told
    yield from _careers(scene)


def _colleague(
    scene: Scene,
    person: Occurrence,
    before: Occurrence | None,
    known: dict[int, list[tuple[CaseEntity, str]]],
) -> list[tuple[CaseEntity, str]]:
    """The body of the person named before in the sentence, with the same post or a bare one."""
    start = scene.sentence(person.start)[0]
    if before is None or before.start < start or not known.get(before.start):
        return []
    body, post = known[before.start][0]
    gap = scene.text[before.end : person.start]
    if gap in ("、", "和"):
        return [(body, post)] if _SEVERAL.search(post) else []
    bare = _BARE.search(gap)
    if bare is None or len(gap) > _REACH or scene.within(before.end, person.start, *_BODIES):
        return []
    stem = LAST_WORD.sub("", bare["post"])
    if len(bare["post"]) > _SHORT or _OTHER_UNIT.search(stem):
        return []
    return list(by_organ(scene, body, bare["post"].strip("、，"), person.start))


def _house(scene: Scene, person: Occurrence) -> list[tuple[CaseEntity, str]]:
    """The hospital of a bare 院长, the association of 协会会长: the only one named before."""
    near = max(0, person.start - _REACH)
    told = _HOUSE_POST.search(scene.text, near, person.start)
    noun = _NOUN_POST.search(scene.text, near, person.start)
    ends = _HOUSES[told["head"]] if told else (noun["noun"],) if noun else ()
    told = told or noun
    if told is None:
        return []
    low = max(0, person.start - _HOUSE_REACH)
    named = scene.within(low, told.start(), Kind.ORGANIZATION)
    houses = [o for o in named if o.entity.name.endswith(ends)]
    return [(houses[-1].entity, told["post"])] if len({o.entity.id for o in houses}) == 1 else []


def _careers(scene: Scene) -> Iterator[Relation]:
    """Posts listed behind a verb of serving: 他历任甲局科长、乙镇镇长，现任丙县县长."""
    for verb in _SERVES.finditer(scene.text):
        person = _server(scene, verb.start())
        right = person is not None and person.end == verb.start()
        timed = scene.text[verb.start() - 1 : verb.start()] in _TIMES
        if (
            person is None
            or long_ago(scene, verb.end())
            or (verb["bare"] is not None and not right and not timed)
        ):
            continue
        was = former(verb.group().rstrip("过了"))
        at = verb.end()
        limit = min(len(scene.text), at + _LONGEST_CAREER)
        while item := _item(scene, at, limit):
            body, posts, at = item
            span = scene.sentence(verb.start())
            for target, post in by_organ(scene, body.entity, posts, at):
                yield scene.relation(
                    person.entity, RelationType.HOLDS_POST, target, span, post=was + post
                )
            more = _NEXT.match(scene.text, at)
            if more is None:
                break
            was = "" if more["now"] else more["was"] or was
            at = more.end()


def _server(scene: Scene, at: int) -> Occurrence | None:
    """The person of a sentence of serving: its last one, else 他's or the one a résumé is of."""
    start = scene.sentence(at)[0]
    inside = scene.within(start, at, Kind.PERSON)
    if inside:
        return inside[-1]
    before = scene.within(max(0, start - _BEGINNING), start, Kind.PERSON)
    if not before:
        return None
    words = scene.text[start:at].lstrip()
    told = not words or _MAN.match(words)
    return before[-1] if told and before[-1].entity.id == before[0].entity.id else None


def _item(scene: Scene, at: int, limit: int) -> tuple[Occurrence, str, int] | None:
    """The body that begins at ``at`` with the posts behind it, and where they end."""
    runs = chains(scene.within(at, limit, *_BODIES))
    if not runs or runs[0][0].start != at:
        return None
    body = runs[0][-1]
    posts = _POSTS.match(scene.text, body.end, limit)
    if posts is None or scene.text.startswith(("候选", "人选", "提名"), posts.end()):
        return None
    after = scene.within(body.end, posts.end(), *_BODIES)
    next_one = [o.start for o in after if scene.text[o.start - 1] in "、，；兼"]
    end = next_one[0] - 1 if next_one else posts.end()
    return body, own_posts(scene.text[body.end : end], body), end
