"""holds_post and visited: who has which post where, and who came to see."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.heads import head_of_home
from ingest.extract.relations.scene import Occurrence, Scene, place_level
from kg.model import Relation
from kg.ontology import Kind, Level, RelationType

# The word that a post ends in, and the post with what makes it special (常务副主任).
_POST_WORD: Final = (
    r"(?:书记|主任|委员|常委|部长|厅长|局长|处长|科长|股长|站长|所长|院长|校长|园长|队长|组长|班长|会长|社长|"
    r"理事长|秘书长|董事长|总经理|经理|厂长|店长|行长|网格长|网格员|楼长|楼栋长|省长|市长|州长|区长|"
    r"县长|镇长|乡长|村长|主席|总裁|总监|馆长|台长|检察长|庭长|负责人|负责同志|支书|带头人|理事|监事长|创始人|"
    r"政委|参谋长|司令员?|总工程师|工程师|教授|研究员|院士|医生|医师|护士长?|民警|教师|法官|检察官|律师|"
    r"秘书|干事|成员|团长|导师|讲师|(?:书记|主任|院长|校长|所长)助理|助理|主委|会计|总编|督学|讲解员|辅导员|教练|发言人|顾问|主编|总编辑|联络员|指导员|技术员|"
    r"专员|专干|支委|委员长|(?:驻村|联村|包村|村|镇|乡|社区|街道|工作组)?干部)"
)
# 的, 在 and other words of a clause are in no post.
_PART: Final = rf"(?:(?![的了在来到对被把将向说])[一-鿿0-9A-Za-z（）“”]){{0,12}}?{_POST_WORD}"
_POSTS: Final = re.compile(rf"[、，]?{_PART}(?:(?:[、，和]|兼)?{_PART})*(?:的|同志)?")
_SEPARATOR: Final = re.compile(r"(?:[、，]|兼)$")
_POST_END: Final = re.compile(r"(?:[一-鿿0-9]{0,14}[、兼])?[一-鿿0-9]{0,14}$")
# Bodies that a village's or community's paper names without their place.
_NAMELESS: Final = re.compile(r"(?:村|社区)?(?:居委会|村委会|村民委员会|居民委员会)")
# 张某某任某局局长: the post comes after the person.
_TAKES: Final = re.compile(
    r"(?:(?:[现曾历兼出担升专]任|任命为|当选为?|(?:^|(?<=[，月日后年])) ?任)了?|^是)$"
)
# A part of a post that names a body of its own: 书记、区教育局局长.
_OTHER_BODY: Final = re.compile(
    r"(?:局|公司|集团|中心|医院|学院|大学|学校|政府|委员会|办公室|联合会|协会|支队|大队|派出所|法院|检察院|论坛|研究院|"
    r"研究所|银行|基金会|报社|商会|学会|政协|人大|[市县区省]委|工委|街道|书屋)$"
)
# What may stand between a place and a post of it: 某社区第十网格网格长.
_OF_PLACE: Final = re.compile(
    r"(?:[原前副第常务专职兼驻省市州县区镇乡村一二三四五六七八九十\d]|街道|社区|时任|现任|党[委组]|党支部|党总支|党组织|党工委|"
    r"居委会|村委会|居民委员会|村民委员会|纪委|组织|宣传|统战|政法|网格|小区|楼栋?|片区|支部|总支|、|党群|"
    r"人民|政府|集体|经济|合作社|妇联|武装|治保|调解|团)*"
)
_LAST_WORD: Final = re.compile(rf"副?{_POST_WORD}$")
_TAKEN: Final = re.compile(rf"{_PART}")
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
_CAME: Final = re.compile(
    r"(?:来到?|到|赴|在|对|亲临|莅临|走进|视察|考察)(?:[一-鿿]{0,4}?(?:了|过)?)$"
)
_LOOKED: Final = re.compile(
    r"[^，。；]{0,14}?(?:视察|考察|调研|指导|看望|慰问|走访|座谈|暗访|督导|督查|检查|察看|查看|参观|调查)"
    r"|(?:[两三四五][市县省区地]|等地)?[，,]?(?:就|围绕|实地|现场|开展)[^。；]{0,80}?(?:调研|调查研究|考察|视察|督导|检查|督查)|(?:时|期间)?(?:提出|叮嘱|嘱托|勉励)"
)
_SEEN_HERE: Final = re.compile(
    r"[^，。；]{0,10}?(?:现场调研|视察|考察|来此|到此|到这里|来这里)(?:过)?的?"
)
# A bracket that closes behind a name closes a byline: …（记者 某某）7月1日，…到….
_SIGNED: Final = re.compile(r"[）)]")
_DATE: Final = re.compile(r"(\d{4})年(?:(\d{1,2})月)?(?:(\d{1,2})日)?")
# A post stands right before the person it belongs to: this many characters at most.
_POST_REACH: Final = 40
# How far behind a person a post that he takes may be told.
_LATER: Final = 60
_BODIES: Final = (Kind.ORGANIZATION, Kind.PLACE)
_INSIDE_WORD: Final = re.compile(r"[一-鿿]")
# Between a visitor and the place: “……总书记在浙江工作期间，曾先后3次到” is the longest seen.
_VISIT_REACH: Final = 40
# A date further before a visitor is another's: that of the page, say.
_DATE_REACH: Final = 40
# 7月25日 behind a page's date: the nearest date counts, and without a year it tells too little.
_DAY: Final = re.compile(r"(?<![年\d])\d{1,2}月\d{1,2}日")


def find(scene: Scene) -> Iterator[Relation]:
    """holds_post and visited relations of a scene."""
    for occurrence in scene.occurrences:
        if occurrence.entity.kind is Kind.PERSON:
            yield from _posts(scene, occurrence)
            yield from _appointed(scene, occurrence)
            yield from _visits(scene, occurrence)


def _posts(scene: Scene, person: Occurrence) -> Iterator[Relation]:
    floor = max(0, person.start - _POST_REACH)
    told = list(_told_before(scene, person, floor))
    if told:
        span = scene.sentence(person.start)
        for target, post in told:
            yield scene.relation(
                person.entity, RelationType.HOLDS_POST, target.entity, span, post=post
            )
        return
    head = head_of_home(scene, person)
    if head and scene.home:
        span = scene.sentence(person.start)
        yield scene.relation(person.entity, RelationType.HOLDS_POST, scene.home, span, post=head)
        return
    before = _POST_END.search(scene.text, floor, person.start)
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


def _told_before(scene: Scene, person: Occurrence, floor: int) -> Iterator[tuple[Occurrence, str]]:
    """Bodies and posts right before a person, nearest first: 甲村党委书记、村委会主任某某."""
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
        words = re.sub("(?:的|同志)$", "", scene.text[found.end : end].strip(" 　\n）)"))
        place = _innermost_place(scene, found) or place
        nameless = _NAMELESS.fullmatch(scene.text[found.start : found.end])
        for post, number in _split(_own_posts(words, found)):
            if not post:
                continue
            if nameless or number:
                home = _earlier_place(scene, found.start, floor) if nameless else place
                yield home or found, (nameless.group() if nameless else "") + post
            else:
                yield found, _full_post(found, post)
        cut = _SEPARATOR.search(scene.text, floor, found.start)
        if cut is None:
            return
        end = cut.start()


def _own_posts(words: str, body: Occurrence) -> str:
    """The posts of a body without those that name another one; empty where none is left."""
    parts = re.split("(?<=[、，])", words)
    kept = []
    for number, part in enumerate(parts):
        before = _LAST_WORD.sub("", part.strip("、，和"))
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


def _full_post(body: Occurrence, post: str) -> str:
    """The post as people say it: 党委书记 of a body whose name ends in 党委."""
    return f"党委{post}" if body.entity.name.endswith("党委") else post


def _appointed(scene: Scene, person: Occurrence) -> Iterator[Relation]:
    """A post told behind the person: 某某任甲局局长."""
    _, stop = scene.sentence(person.start)
    bodies = scene.within(person.end, min(stop, person.end + _LATER), *_BODIES)
    for body in bodies:
        between = scene.text[person.end : body.start]
        verb = _TAKES.search(between) and not scene.within(person.end, body.start, Kind.PERSON)
        taken = _TAKEN.match(scene.text, body.end, body.end + _POST_REACH)
        if verb and taken and _INSIDE_WORD.match(scene.text, taken.end()) is None:
            yield scene.relation(
                person.entity,
                RelationType.HOLDS_POST,
                body.entity,
                scene.sentence(person.start),
                post=_full_post(body, taken.group()),
            )
            return


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


def _visits(scene: Scene, person: Occurrence) -> Iterator[Relation]:
    start, end = scene.sentence(person.start)
    limit = min(end, person.end + _VISIT_REACH)
    for place in scene.within(person.end, min(len(scene.text), limit + 12), Kind.PLACE):
        came = _CAME.search(scene.text, person.end, place.start)
        if place.start > limit or came is None or _other(scene, person.end, place.start):
            continue
        places = _list_from(scene, place)
        rest = _LOOKED.match(scene.text, places[-1].end)
        if rest or came.group().startswith(("视察", "考察")):
            date = _date(scene.text[max(start, person.start - _DATE_REACH) : place.start])
            for seen in places:
                yield scene.relation(
                    person.entity, RelationType.VISITED, seen.entity, (start, end), date=date
                )
            return
    here = _SEEN_HERE.match(scene.text, person.end)
    if here and scene.home is not None:
        yield scene.relation(
            person.entity,
            RelationType.VISITED,
            scene.home,
            (start, end),
            date=_date(scene.text[max(start, person.start - _DATE_REACH) : person.start]),
        )


def _other(scene: Scene, start: int, end: int) -> bool:
    """Whether somebody else comes, or a byline ends, between a person and a place."""
    people = scene.within(start, end, Kind.PERSON)
    listed = not people or scene.text[start : people[0].start] in ("、", "和")
    return not listed or _SIGNED.search(scene.text, start, end) is not None


def _list_from(scene: Scene, place: Occurrence) -> list[Occurrence]:
    """The last of a run of places (甲市乙县|丙村), with those that 、 and 和 join to it."""
    places: list[Occurrence] = []
    at = place.start
    while run := _run(scene, at):
        places.append(run)
        if scene.text[run.end : run.end + 1] not in ("、", "和", "，"):
            break
        at = run.end + 1
    return places


def _run(scene: Scene, at: int) -> Occurrence | None:
    """The last of the places that touch each other from ``at`` on."""
    last: Occurrence | None = None
    while here := [o for o in scene.within(at, at + 20, Kind.PLACE) if o.start == at]:
        last = here[0]
        at = last.end
    return last


def _date(words: str) -> str | None:
    """The last date in some words, ISO and as precise as written."""
    found = list(_DATE.finditer(words))
    if not found or _DAY.search(words, found[-1].end()):
        return None
    year, month, day = found[-1].groups()
    parts = [year, *(f"{int(p):02d}" for p in (month, day) if p)]
    return "-".join(parts)
