"""implements: who runs what."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.naming import learnt_of_another, only_named
from ingest.extract.relations.scene import DOES, Occurrence, Scene, chains, is_area
from kg.authors import is_media
from kg.model import CaseEntity, Mention, Relation
from kg.ontology import Genre, Kind, RelationType

# 公司, 该院 after a body's full name, at the beginning of a clause.
_THE_BODY: Final = re.compile(
    r"(?:^|[。；，！？\n])(?:今年|去年|近年来?|多年来|据悉|目前|如今)?"
    r"(?P<noun>该?(?:公司|企业|集团)|该(?:院|所|局|校|队|站|团|行)"
    r"|该?(?:法院|检察院|派出所|医院|学校|学院|合作社|协会|商会|支行|支队|大队|促进会|联合会))"
    r"(?=[一-鿿“])(?!负责人|相关|党委|党支部|党总支|团委|工会)"
)
# 社区将…, 该村…: the unit of that level named before, where the clause goes on with a deed.
_THE_UNIT: Final = re.compile(
    r"(?:^|[。；，！？\n“])(?P<noun>该?(?:社区|村)|该(?:街道|镇|乡))"
    r"(?=(?:将|还|也|已|又|正|则|便|就)|" + DOES.pattern + ")"
)
# What laws and the whole country's platforms are called: who reads or uses one runs nothing.
_NOBODYS: Final = re.compile(r"中华人民共和国[^，。；]*|学习强国|[^“”]*(?:法典|宪法)")
# 在某平台上, 通过某公众号: a platform that is only used, whoever set it up.
_USING: Final = re.compile(
    r"(?:在|登录|登陆|注册|下载|使用|关注|通过(?!建立|搭建|打造))[^，。；、“”]{0,10}[“《]?$"
)
_PLATFORM: Final = re.compile(
    r"[”》]?[^，。；、”]{0,4}(?:平台|APP|App|小程序|公众号|客户端|微信群)"
)
_FIRMS: Final = ("公司", "集团", "合作社")
# Reports say behind each measure who answers for it: （牵头单位：甲局、乙局）.
_CHARGED: Final = re.compile(
    r"[（(](?:牵头|责任|主办|负责|承办|主管|实施)(?:单位|部门|机构|处室)?[：:](?P<who>[^（）()\n]{2,60})[）)]"
)
# 作为…试点之一，甲社区…; 自…开展以来，乙区…: the subject follows what the clause only sets out.
_SETS_OUT: Final = re.compile(
    r"(?:作为|自从?|随着|围绕|针对|借助|依托|为了?|按照|根据|通过)$|^(?:作为|自从?|随着)"
)
# 由甲主办、乙承办的“某某”; “某某”由甲、乙联合主办.
_HOSTS: Final = re.compile(
    r"等?(?:单位|部门)?(?:(?:共同|联合|牵头)?(?:主办|承办)(?!方|单位|地|城市|权)"
    r"|(?:共同|联合|牵头)(?:举办|组织|开展|发起)的?|(?:举办|组织|发起)的)"
)
# “某某”由甲主办, “某某”是甲与乙联合开展的项目.
_BY: Final = re.compile(r"由|是")
# 此次活动由甲主办: the event that the text is about.
_EVENT: Final = re.compile(r"(?:此次|本次|该)(?:主题|系列)?活动(?:是)?由")
_IS_EVENT: Final = re.compile(r"[”》]?[^，。；“]{0,10}?(?:活动|仪式|行动|大赛|比赛|宣讲)")
# Between a body and what it set up in its own name.
_OWNS: Final = re.compile(r"(?:制定的|印发的|出台的|发布的|下发的|推出的|关于)?[《“]?")
_OWNER: Final = 40
# “某某”采访团 came to see, and runs nothing there.
_VISITORS: Final = re.compile(r"[”》]?[一-鿿]{0,6}?(?:采访团|采访组|调研团|记者团|采风团|报道组)")
_LINKS: Final = ("、", "和", "与", "及")
# How far an event's name may stand from the words that tell its hosts.
_HOST_REACH: Final = 40
# A body is meant by its noun when it was named this shortly before.
_BODY_REACH: Final = 400
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)


def find(scene: Scene) -> Iterator[Relation]:
    """Implements relations of a scene: whoever is told to run an initiative, else the actor."""
    for initiative in scene.of_kind(Kind.INITIATIVE):
        if all(only_named(scene, mention) for mention in initiative.mentions):
            if any(learnt_of_another(scene, mention) for mention in initiative.mentions):
                yield from _at_home(scene, initiative)
            continue
        told = list(_charged(scene, initiative)) or list(_hosts(scene, initiative))
        told = told or list(_owners(scene, initiative)) or _doers(scene, initiative)
        for body, span in told:
            yield scene.relation(body, RelationType.IMPLEMENTS, initiative, span)
        yield from _at_home(scene, initiative)


def _doers(scene: Scene, initiative: CaseEntity) -> list[tuple[CaseEntity, tuple[int, int]]]:
    """Who runs an initiative: the subjects of the first sentence that says so, else the actor.

    A mention in the title, or inside the name of a body, tells nothing of who runs it.
    """
    run = [m for m in initiative.mentions if not only_named(scene, m)]
    after = [m for m in run if m.start >= len(scene.draft.title)]
    told = [m for m in after if not _inside_body(scene, m)] or after or run
    for mention in told:
        span = scene.sentence(mention.start)
        start = _reach(scene, span[0], mention.start)
        body = _body(scene, span[0], mention.start)
        subjects = [body] if body else scene.subjects(start, mention.start)
        later = None if subjects else _later(scene, span, mention)
        subjects = subjects or ([later] if later else [])
        if subjects:
            return [(subject, span) for subject in subjects]
    if scene.actor is None or all(_names_visitors(scene, m) or _used(scene, m) for m in told):
        return []
    return [(scene.actor, scene.sentence(told[0].start))]


def _reach(scene: Scene, start: int, at: int) -> int:
    """Where the words begin that may name who acts.

    Reports list what many did, a clause each: only the clause itself tells there.
    """
    if scene.draft.genre is not Genre.REPORT:
        return start
    return max(start, *(scene.text.rfind(mark, start, at) + 1 for mark in "，；"))


def _names_visitors(scene: Scene, mention: Mention) -> bool:
    """Whether a name only tells who came: “某某”采访团."""
    return _VISITORS.match(scene.text, mention.end) is not None


def _used(scene: Scene, mention: Mention) -> bool:
    """Whether a name is that of a law, or of a platform that somebody only uses."""
    if _NOBODYS.fullmatch(mention.name.strip("《》“”")):
        return True
    clause = scene.text[max(0, mention.start - 20) : mention.start]
    named = _PLATFORM.match(scene.text, mention.end) or _PLATFORM.search(mention.surface)
    return named is not None and _USING.search(clause) is not None


def _owners(scene: Scene, initiative: CaseEntity) -> Iterator[tuple[CaseEntity, tuple[int, int]]]:
    """The body whose name stands right before an initiative: 甲局关于…的通知, 甲局《乙》."""
    for mention in initiative.mentions:
        named = scene.within(max(0, mention.start - _OWNER), mention.start, Kind.ORGANIZATION)
        if named and _OWNS.fullmatch(scene.text, named[-1].end, mention.start):
            if is_media(named[-1].entity.name):
                continue
            yield named[-1].entity, scene.sentence(mention.start)
            return


def _charged(scene: Scene, initiative: CaseEntity) -> Iterator[tuple[CaseEntity, tuple[int, int]]]:
    """The bodies that brackets at the end of an initiative's sentence make answer for it."""
    for mention in initiative.mentions:
        span = scene.sentence(mention.start)
        told = _CHARGED.search(scene.text, mention.end, span[1])
        if told:
            for chain in chains(scene.within(*told.span("who"), Kind.ORGANIZATION)):
                yield chain[0].entity, span
            return


def _hosts(scene: Scene, initiative: CaseEntity) -> Iterator[tuple[CaseEntity, tuple[int, int]]]:
    """The bodies that host what an initiative's first sentence with hosts tells of."""
    for mention in initiative.mentions:
        span = scene.sentence(mention.start)
        found: list[CaseEntity] = []
        chained = chains(scene.within(*span, *_ACTING))
        for number, chain in enumerate(chained):
            verb = _HOSTS.match(scene.text, chain[-1].end)
            if verb is None or not _hosted(scene, (chain[0].start, verb.end()), mention):
                continue
            group = [_host(chain)]
            for before, after in zip(chained[number - 1 :: -1], chained[number::-1], strict=False):
                if number == 0 or scene.text[before[-1].end : after[0].start] not in _LINKS:
                    break
                group.append(_host(before))
            found += reversed(group)
        if found:
            yield from ((body, span) for body in dict.fromkeys(found))
            return
    if initiative is _event(scene):
        yield from _event_hosts(scene)


def _event(scene: Scene) -> CaseEntity | None:
    """The event that a text is about: its first initiative that is one."""
    events = (
        i
        for i in scene.of_kind(Kind.INITIATIVE)
        if any(_IS_EVENT.match(scene.text, m.end) for m in i.mentions)
    )
    return next(events, None)


def _event_hosts(scene: Scene) -> Iterator[tuple[CaseEntity, tuple[int, int]]]:
    """Who hosts 此次活动, wherever in the text it stands."""
    told = _EVENT.search(scene.text)
    if told is None:
        return
    span = scene.sentence(told.start())
    for group in scene.groups(told.end(), span[1], *_ACTING):
        if _HOSTS.match(scene.text, group[-1][-1].end):
            yield from ((_host(chain), span) for chain in group)


def _host(chain: list[Occurrence]) -> CaseEntity:
    """The body of a run of names: 甲县 乙局 is 乙局."""
    return chain[-1].entity


def _hosted(scene: Scene, told: tuple[int, int], mention: Mention) -> bool:
    """Whether the words that tell a host go with an event: right before it, or behind 由."""
    start, end = told
    if end <= mention.start:
        gap = scene.text[end : mention.start]
        return len(gap) <= _HOST_REACH and not set("。；") & set(gap)
    gap = scene.text[mention.end : start]
    told_so = _BY.search(gap) is not None
    return 0 < len(gap) <= _HOST_REACH and told_so and not set("。；") & set(gap)


def _later(scene: Scene, span: tuple[int, int], mention: Mention) -> CaseEntity | None:
    """Who acts in the clause behind the one that only sets out what an initiative is."""
    comma = scene.text.find("，", mention.end, span[1])
    if comma < 0 or not _SETS_OUT.search(scene.text[span[0] : mention.start]):
        return None
    heads = [o for o in scene.within(comma + 1, span[1], *_ACTING) if o.start == comma + 1]
    chained = chains(heads)
    return chained[0][-1].entity if chained else None


def _inside_body(scene: Scene, mention: Mention) -> bool:
    around = scene.within(max(0, mention.start - 30), mention.end + 30, Kind.ORGANIZATION)
    return any(o.start <= mention.start and mention.end <= o.end for o in around)


def _body(scene: Scene, start: int, at: int) -> CaseEntity | None:
    """The body that a bare noun at the beginning of a clause means: 公司, 该院, 派出所."""
    nouns = [m["noun"].removeprefix("该") for m in _THE_BODY.finditer(scene.text[start:at])]
    if not nouns:
        return _unit(scene, start, at)
    ends = _FIRMS if nouns[-1] in ("公司", "企业", "集团") else (nouns[-1],)
    named = scene.within(max(0, start - _BODY_REACH), at, Kind.ORGANIZATION)
    fitting = [o.entity for o in named if o.entity.name.endswith(ends)]
    return fitting[-1] if fitting else None


def _unit(scene: Scene, start: int, at: int) -> CaseEntity | None:
    """The community or town that a bare noun at the beginning of a clause means."""
    nouns = [m["noun"].removeprefix("该") for m in _THE_UNIT.finditer(scene.text[start:at])]
    named = scene.within(max(0, start - _BODY_REACH), at, Kind.PLACE) if nouns else []
    fitting = {o.entity.id: o.entity for o in named if o.entity.name.endswith(nouns[-1])}
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _at_home(scene: Scene, initiative: CaseEntity) -> Iterator[Relation]:
    """A place named right before an initiative has it too: 甲村“乙”食堂."""
    for mention in initiative.mentions:
        before = scene.within(max(0, mention.start - 12), mention.start, Kind.PLACE)
        if not before or is_area(before[-1].entity.name):
            continue
        if scene.text[before[-1].end : mention.start] in ("", "“"):
            span = scene.sentence(mention.start)
            yield scene.relation(before[-1].entity, RelationType.IMPLEMENTS, initiative, span)
