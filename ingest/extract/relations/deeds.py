"""implements: who runs what."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.scene import Scene, chains, is_area
from kg.model import CaseEntity, Mention, Relation
from kg.ontology import Kind, RelationType

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
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)


def find(scene: Scene) -> Iterator[Relation]:
    """Implements relations of a scene: one subject per initiative."""
    for initiative in scene.of_kind(Kind.INITIATIVE):
        charged = list(_charged(scene, initiative))
        for body, span in charged:
            yield scene.relation(body, RelationType.IMPLEMENTS, initiative, span)
        found = None if charged else _doer(scene, initiative)
        if found:
            yield scene.relation(found[0], RelationType.IMPLEMENTS, initiative, found[1])
        yield from _at_home(scene, initiative)


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
