"""holds_post: who has which post where."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.heads import head_of_home
from ingest.extract.relations.posts import POST_WORD, POSTS, by_organ, former, long_ago
from ingest.extract.relations.scene import Occurrence, Scene, place_level
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, Level, RelationType

_POSTS: Final = re.compile(rf"{POSTS}(?:的|同志)?")
_SEPARATOR: Final = re.compile(r"(?:[、，]|兼)$")
_POST_END: Final = re.compile(r"(?:[一-鿿0-9]{0,14}[、兼])?[一-鿿0-9]{0,14}$")
# Bodies that a village's or community's paper names without their place.
_NAMELESS: Final = re.compile(r"(?:村|社区)?(?:居委会|村委会|村民委员会|居民委员会)")
# A part of a post that names a body of its own: 书记、区教育局局长.
_OTHER_BODY: Final = re.compile(
    r"(?:局|公司|集团|中心|医院|学院|大学|学校|政府|委员会|办公室|联合会|协会|支队|大队|派出所|法院|检察院|论坛|研究院|"
    r"研究所|银行|基金会|报社|商会|学会|政协|人大|[市县区省]委|工委|街道|书屋)$"
)
# What may stand between a place and a post of it: 某社区第十网格网格长.
_OF_PLACE: Final = re.compile(
    r"(?:[原前副第常务专职兼驻省市州县区镇乡村一二三四五六七八九十\d]|街道|社区|时任|现任|党[委组]|党支部|党总支|党组织|党工委|"
    r"管委会|工委|居委会|村委会|居民委员会|村民委员会|纪委|组织|宣传|统战|政法|网格|小区|楼栋?|片区|支部|总支|、|党群|"
    r"人民|政府|集体|经济|合作社|妇联|武装|治保|调解|团)*"
)
LAST_WORD: Final = re.compile(rf"副?{POST_WORD}$")
_LEVEL_POST: Final = re.compile(
    r"(社区|村|镇|乡|街道|县|区)(?:党委|党支部|党总支|党组织|党工委|居委会|村委会|委)?"
    r"(?:第一)?(?:副?书记|副?主任|主任)(?:[、兼]副?[镇乡村区县]长|[、兼](?:居委会|村委会)主任)?$"
    r"|(?<![一-鿿])(镇|乡|街道|县|区)(?:委|党委|党工委)?(?:[一-鿿]{0,4}?(?:委员|常委))?[、兼]?副?[镇乡县区]长$"
)
# Posts that only a village or community has, named without it.
_VILLAGE_POST: Final = re.compile(
    r"(?:网格长|网格员|楼栋长|村支书|村主任|驻村第一书记|驻村干部|联村干部|村民小组长)$"
)
_FIRM_POST: Final = re.compile(r"(?:董事长|总经理|总裁|党委书记)$")
_LEVELS: Final = {
    "社区": Level.VILLAGE,
    "村": Level.VILLAGE,
    "镇": Level.TOWN,
    "乡": Level.TOWN,
    "街道": Level.TOWN,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
}
# A post stands right before the person it belongs to: this many characters at most.
_POST_REACH: Final = 80
_LEVEL_REACH: Final = 40
# 先后担任 is the longest word that says so, with the mark before it.
_FORMER_REACH: Final = 5


def find(scene: Scene) -> Iterator[Relation]:
    """holds_post relations of a scene."""
    for occurrence in scene.occurrences:
        if occurrence.entity.kind is Kind.PERSON and not long_ago(scene, occurrence.start):
            yield from _posts(scene, occurrence)


def _posts(scene: Scene, person: Occurrence) -> Iterator[Relation]:
    told = told_before(scene, person)
    if told:
        span = scene.sentence(person.start)
        for target, post in told:
            yield scene.relation(person.entity, RelationType.HOLDS_POST, target, span, post=post)
        return
    head = head_of_home(scene, person)
    if head and scene.home:
        span = scene.sentence(person.start)
        yield scene.relation(person.entity, RelationType.HOLDS_POST, scene.home, span, post=head)
        return
    before = _POST_END.search(scene.text, max(0, person.start - _LEVEL_REACH), person.start)
    words = before.group() if before else ""
    level = _LEVEL_POST.search(words) or _VILLAGE_POST.search(words)
    firm = _FIRM_POST.search(words)
    if firm and scene.draft.level is Level.ENTERPRISE and scene.firm is not None:
        span = scene.sentence(person.start)
        yield scene.relation(
            person.entity, RelationType.HOLDS_POST, scene.firm, span, post=firm.group()
        )
    elif level:
        own = level.re is _LEVEL_POST
        wanted = _LEVELS[level.group(1) or level.group(2)] if own else Level.VILLAGE
        near = [
            o
            for o in scene.within(max(0, person.start - 400), person.start, Kind.PLACE)
            if place_level(o.entity.name) is wanted
        ]
        if near:
            span = scene.sentence(person.start)
            yield scene.relation(
                person.entity, RelationType.HOLDS_POST, near[-1].entity, span, post=level.group()
            )


def told_before(scene: Scene, person: Occurrence) -> list[tuple[CaseEntity, str]]:
    """Bodies and posts right before a person, nearest first: 甲村党委书记、村委会主任某某."""
    return list(_told_before(scene, person, max(0, person.start - _POST_REACH)))


def _told_before(scene: Scene, person: Occurrence, floor: int) -> Iterator[tuple[CaseEntity, str]]:
    end = person.start
    place: Occurrence | None = None
    while True:
        bodies = scene.within(floor, end, Kind.ORGANIZATION, Kind.PLACE)
        found = None
        for body in sorted(bodies, key=lambda o: (-o.end, o.start)):
            between = scene.text[body.end : end].strip()
            if scene.within(body.end, person.start, Kind.PERSON) and end == person.start:
                break
            if between and _POSTS.fullmatch(between):
                found = body
                break
        if found is None:
            return
        words = re.sub("(?:的|同志)$", "", scene.text[found.end : end].strip(" 　\n”“（）()"))
        place = _innermost_place(scene, found) or place
        nameless = _NAMELESS.fullmatch(scene.text[found.start : found.end])
        was = _was(scene, found, floor)
        for post, number in _split(own_posts(words, found)):
            if not post:
                continue
            if nameless or number:
                home = _earlier_place(scene, found.start, floor) if nameless else place
                yield (home or found).entity, was + (nameless.group() if nameless else "") + post
            else:
                held = by_organ(scene, found.entity, post, end)
                yield from ((body, was + told) for body, told in held)
        cut = _SEPARATOR.search(scene.text, floor, found.start)
        if cut is None:
            return
        end = cut.start()


def _was(scene: Scene, body: Occurrence, floor: int) -> str:
    """曾任, 时任 or 原 before a body's name, or before the names of places that lead up to it."""
    start = body.start
    for place in reversed(scene.within(floor, start, Kind.PLACE)):
        if place.end == start:
            start = place.start
    return former(scene.text[max(floor, start - _FORMER_REACH) : start][-_FORMER_REACH:])


def own_posts(words: str, body: Occurrence) -> str:
    """The posts of a body without those that name another one; empty where none is left."""
    parts = re.split("(?<=[、，])", words)
    kept = []
    for number, part in enumerate(parts):
        before = LAST_WORD.sub("", part.strip("、，和"))
        foreign = _OTHER_BODY.search(before) is not None
        if body.entity.kind is Kind.PLACE:
            foreign = foreign or _OF_PLACE.fullmatch(before) is None
        elif number == 0:
            foreign = False
        if not foreign:
            kept.append(part)
    return "".join(kept).strip("、，和")


def _earlier_place(scene: Scene, at: int, floor: int) -> Occurrence | None:
    """The last place named before a body without a place of its own."""
    before = scene.within(floor, at, Kind.PLACE)
    return before[-1] if before else None


def _split(posts: str) -> Iterator[tuple[str, int]]:
    """Posts joined by 、 with their order; a post that names another body comes second."""
    parts = [p for p in re.split("[、，]", posts) if p]
    if len(parts) > 1 and not any("委会" in p for p in parts):
        yield posts, 0
        return
    yield from ((part, number) for number, part in enumerate(parts))


def _innermost_place(scene: Scene, body: Occurrence) -> Occurrence | None:
    places = scene.within(body.start, body.end, Kind.PLACE)
    return places[-1] if places else None
