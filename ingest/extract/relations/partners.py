"""partners_with: who works with whom."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene, chains
from kg.model import Relation
from kg.ontology import Kind, RelationType

_WITH: Final = re.compile(r"(?:会同|联合|携手|牵手)")
_ALSO: Final = re.compile(r"(?:还|也|又|已|则|先后|积极|主动)$")
_AND: Final = re.compile(r"[与同和]")
_TOGETHER: Final = re.compile(
    r"(?:结对|联建|共建|合作|签订|签约|联手|协作|携手|建起了?|建立了?联建|牵头|开展[“”\w]{0,6}共建)"
)
# What a list of equals does together.
_BANDS: Final = re.compile(
    r"(?:抱团|结成|结对|联建|共建|携手|组成(?:联盟|共同体|联合体)|组建(?:联盟|共同体|联合体)|签订|签约|协同|联手)"
)
_GROUPS: Final = ("", "等", "两地", "三地", "四地", "两村", "三村", "四村", "五村", "双方", "三方")
_FEWEST: Final = 2
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)


def find(scene: Scene) -> Iterator[Relation]:
    """partners_with relations of a scene."""
    yield from _partners(scene)
    yield from _banded(scene)


def _banded(scene: Scene) -> Iterator[Relation]:
    """甲村、乙村、丙村抱团发展: the case's own place with each other one, else the first."""
    for start, end in scene.spans:
        for match in _BANDS.finditer(scene.text, start, end):
            group = _list_before(scene, start, match.start())
            if len(group) < _FEWEST:
                continue
            own = [o.entity for o in group if scene.home and o.entity.id == scene.home.id]
            head = own[0] if own else group[0].entity
            if scene.text[group[0].start - 1 : group[0].start] in ("与", "同", "和"):
                head = scene.subject(start, group[0].start - 1) or scene.home or head
            for other in group:
                yield scene.relation(head, RelationType.PARTNERS_WITH, other.entity, (start, end))


def _list_before(scene: Scene, start: int, at: int) -> list[Occurrence]:
    """The places or bodies that 、 and 和 join up to ``at``, in order."""
    found: list[Occurrence] = []
    for chain in reversed(chains(scene.within(start, at, *_ACTING))):
        after = found[0].start if found else at
        gap = scene.text[chain[-1].end : after]
        if gap not in (("、", "和", "与", "及") if found else _GROUPS):
            break
        found.insert(0, chain[0] if chain[0].entity.kind is Kind.ORGANIZATION else chain[-1])
        found[0] = Occurrence(chain[0].start, found[0].end, found[0].entity)
    return found


def _partners(scene: Scene) -> Iterator[Relation]:
    """甲会同乙、丙; 甲与乙结对."""
    for start, end in scene.spans:
        acting = list(scene.within(start, end, *_ACTING))
        for match in _WITH.finditer(scene.text, start, end):
            yield from _joined(scene, acting, match, (start, end))
        for match in _AND.finditer(scene.text, start, end):
            if _TOGETHER.match(scene.text, _after(acting, match.end())):
                yield from _joined(scene, acting, match, (start, end))


def _after(acting: list[Occurrence], at: int) -> int:
    """End of the outermost occurrence that starts at ``at``; ``at`` where none does."""
    return max((o.end for o in acting if o.start == at), default=at)


def _joined(
    scene: Scene, acting: list[Occurrence], match: re.Match[str], span: tuple[int, int]
) -> Iterator[Relation]:
    also = _ALSO.search(scene.text, span[0], match.start())
    joint = also.start() if also else match.start()
    touching = [o.entity for o in acting if o.end == joint]
    leads = scene.text[match.start() - 1] in "，。；：\n" or match.re is _WITH
    subject = touching[-1] if touching else None
    if subject is None or match.re is _WITH:
        subject = (scene.subject(span[0], match.start()) if leads else None) or subject
    if subject is None:
        return
    at = match.end()
    while True:
        here = [o for o in acting if o.start == at]
        if not here:
            return
        partner = max(here, key=lambda o: o.end)
        chained = chains([o for o in acting if o.start >= partner.start])
        if partner.entity.kind is Kind.PLACE:  # 甲会同乙区丙街道丁社区: the last of them
            partner = chained[0][-1]
        yield scene.relation(subject, RelationType.PARTNERS_WITH, partner.entity, span)
        if scene.text[partner.end : partner.end + 1] not in ("、", "和", "及"):
            return
        at = partner.end + 1
