"""implements and awarded: who runs what, and who was given what."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ingest.extract.relations.scene import Scene, chains, is_area, place_level
from kg.model import CaseEntity, Mention, Relation
from kg.ontology import Kind, Level, RelationType

# What stands between a winner and an honor; 开展…评选 gives nobody anything.
_GIVEN: Final = re.compile(
    r"获(?!得感)|荣膺|评为|入选|创建|授予|命名|成为|跻身|列为|列入|认定|纳入|摘得|夺得|被评|称号|确定为|成功创建|获建|上榜|捧得|受到|蝉联"
)
_CONTEST: Final = re.compile(r"(?:评选|选树|评比|争创|推选|开展|争当|培育)[^，。；：]{0,12}$")
# 新增甲、乙等某称号: what 等 closes has the title that follows.
_SUCH: Final = re.compile(r"等[“《]?")
# 公司 after a company's full name, at the beginning of a clause.
_THE_FIRM: Final = re.compile(r"(?:^|[。；，！？\n])该?(?:公司|企业|集团)(?=[一-鿿])")
# Reports say behind each measure who answers for it: （牵头单位：甲局、乙局）.
_CHARGED: Final = re.compile(
    r"[（(](?:牵头|责任|主办|负责|承办|主管|实施)(?:单位|部门|机构|处室)?[：:](?P<who>[^（）()\n]{2,60})[）)]"
)
# 作为…试点之一，甲社区…; 自…开展以来，乙区…: the subject follows what the clause only sets out.
_SETS_OUT: Final = re.compile(
    r"(?:作为|自从?|随着|围绕|针对|借助|依托|为了?|按照|根据|通过)$|^(?:作为|自从?|随着)"
)
# A firm is meant by 公司 when it was named this shortly before.
_FIRM_REACH: Final = 160
# Who bears titles that end so.
_BEARERS: Final = {
    "县": frozenset({Level.COUNTY, Level.CITY}),
    "镇": frozenset({Level.TOWN}),
    "乡": frozenset({Level.TOWN}),
    "村": frozenset({Level.VILLAGE}),
}
_WORK: Final = re.compile(r"[》”][^，。；：]{0,12}(?:获|摘|夺|入选|荣)")
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)


def find(scene: Scene) -> Iterator[Relation]:
    """Implements and awarded relations of a scene: one subject per initiative and honor."""
    for initiative in scene.of_kind(Kind.INITIATIVE):
        charged = list(_charged(scene, initiative))
        for body, span in charged:
            yield scene.relation(body, RelationType.IMPLEMENTS, initiative, span)
        found = None if charged else _doer(scene, initiative)
        if found:
            yield scene.relation(found[0], RelationType.IMPLEMENTS, initiative, found[1])
        yield from _at_home(scene, initiative)
    for honor in scene.of_kind(Kind.HONOR):
        for mention in honor.mentions[:1]:
            yield from _awarded(scene, honor, mention.start)


def _doer(scene: Scene, initiative: CaseEntity) -> tuple[CaseEntity, tuple[int, int]] | None:
    """Who runs an initiative: the subject of the first sentence that says so, else the actor.

    A mention in the title, or inside the name of a body, tells nothing of who runs it.
    """
    after = [m for m in initiative.mentions if m.start >= len(scene.draft.title)]
    told = [m for m in after if not _inside_body(scene, m)] or after or list(initiative.mentions)
    for mention in told:
        span = scene.sentence(mention.start)
        subject = (
            _firm(scene, span[0], mention.start)
            or scene.subject(span[0], mention.start)
            or _later(scene, span, mention)
        )
        if subject is not None:
            return subject, span
    if scene.actor is None:
        return None
    return scene.actor, scene.sentence(told[0].start)


def _charged(scene: Scene, initiative: CaseEntity) -> Iterator[tuple[CaseEntity, tuple[int, int]]]:
    """The bodies that brackets at the end of an initiative's sentence make answer for it."""
    for mention in initiative.mentions:
        span = scene.sentence(mention.start)
        told = _CHARGED.search(scene.text, mention.end, span[1])
        if told:
            for chain in chains(scene.within(*told.span("who"), Kind.ORGANIZATION)):
                yield chain[0].entity, span
            return


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


def _firm(scene: Scene, start: int, at: int) -> CaseEntity | None:
    """The company that 公司 at the beginning of a clause means."""
    if not _THE_FIRM.search(scene.text[start:at]):
        return None
    named = scene.within(max(0, start - _FIRM_REACH), at, Kind.ORGANIZATION)
    firms = [o.entity for o in named if o.entity.name.endswith(("公司", "集团", "合作社"))]
    return firms[-1] if firms else None


def _at_home(scene: Scene, initiative: CaseEntity) -> Iterator[Relation]:
    """A place named right before an initiative has it too: 甲村“乙”食堂."""
    for mention in initiative.mentions:
        before = scene.within(max(0, mention.start - 12), mention.start, Kind.PLACE)
        if not before or is_area(before[-1].entity.name):
            continue
        if scene.text[before[-1].end : mention.start] in ("", "“"):
            span = scene.sentence(mention.start)
            yield scene.relation(before[-1].entity, RelationType.IMPLEMENTS, initiative, span)


def _awarded(scene: Scene, honor: CaseEntity, at: int) -> Iterator[Relation]:
    span = scene.sentence(at)
    if _CONTEST.search(scene.text, span[0], at):
        return
    winners = _winners(scene, span, at) or _named_winners(scene, span, at)
    winners = [winner for winner in winners if _may_bear(winner, honor)]
    if not winners:
        clause = max(scene.text.rfind(mark, span[0], at) for mark in "；：。") + 1
        given = _GIVEN.search(scene.text, max(clause, span[0]), at)
        subject = scene.subject(span[0], at) if given else None
        nobody = given or not scene.within(*span, *_ACTING)
        bearer = subject or (_bearer(scene) if nobody and not _work(scene, span, at) else None)
        winners = [bearer] if bearer and _may_bear(bearer, honor) else []
    for winner in winners:
        yield scene.relation(winner, RelationType.AWARDED, honor, span)


def _may_bear(winner: CaseEntity, honor: CaseEntity) -> bool:
    """Whether a title of counties or villages may be the winner's: no province is a 示范县."""
    bears = _BEARERS.get(honor.name.rstrip("（）()”“")[-1:])
    level = place_level(winner.name) if winner.kind is Kind.PLACE else None
    if bears is None or level is None:
        return True
    return level in bears


def _work(scene: Scene, span: tuple[int, int], at: int) -> bool:
    """Whether a work or a product is named before the honor in its clause: 话剧《某某》获…."""
    clause = max(scene.text.rfind(mark, span[0], at) for mark in "；：。") + 1
    return _WORK.search(scene.text, max(clause, span[0]), at) is not None


def _named_winners(scene: Scene, span: tuple[int, int], at: int) -> list[CaseEntity]:
    """Places and bodies before the honor in its clause, with those listed beside the last one.

    甲、乙等10个县市获批某称号; 新增甲、乙等某称号12个.
    """
    clause = max(scene.text.rfind(mark, span[0], at) for mark in "，；：。") + 1
    chained = chains(scene.within(max(clause, span[0]), at, *_ACTING))
    if not chained:
        return []
    last = chained[-1]
    gap = scene.text[last[-1].end : at]
    if not _GIVEN.search(gap) and not _SUCH.fullmatch(gap):
        return []
    found = [last[-1].entity]
    for before, after in reversed(list(pairwise(chained))):
        if scene.text[before[-1].end : after[0].start] not in ("、", "和", "及", "与"):
            break
        found.append(before[-1].entity)
    return found[::-1]


def _winners(scene: Scene, span: tuple[int, int], at: int) -> list[CaseEntity]:
    """Persons right before an honor, with those listed beside them."""
    people = scene.within(span[0], at, Kind.PERSON)
    if not people or len(scene.text[people[-1].end : at]) > len("同志先后荣获了全国"):
        return []
    found = [people[-1]]
    for person in reversed(people[:-1]):
        if scene.text[person.end : found[-1].start] not in ("、", "和"):
            break
        found.append(person)
    return [person.entity for person in reversed(found)]


def _bearer(scene: Scene) -> CaseEntity | None:
    """Who bears an honor that names nobody: the case's own place, else who acts."""
    return scene.home or scene.actor
