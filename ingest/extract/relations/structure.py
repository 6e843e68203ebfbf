"""part_of and partners_with: bodies in bodies, parts of a method, who works with whom."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, RelationType
from kg.text import MASK

_BELONGS: Final = re.compile(r"(?:所属|下属|直属|旗下)的?")
_WITH: Final = re.compile(r"(?:会同|联合|携手|牵手)")
_AND: Final = re.compile(r"[与同和]")
_TOGETHER: Final = re.compile(
    r"(?:结对|联建|共建|合作|签订|签约|联手|协作|携手|建起了?|建立了?联建|牵头|开展[“”\w]{0,6}共建)"
)
# A named count says how many parts there are: 四小工作法, “六个一”改革, 三亮两促.
_COUNT: Final = {
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_FEWEST_PARTS: Final = 2
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)


def find(scene: Scene) -> Iterator[Relation]:
    """part_of and partners_with relations of a scene."""
    yield from _by_name(scene)
    yield from _belonging(scene)
    yield from _parts(scene)
    yield from _partners(scene)


def _by_name(scene: Scene) -> Iterator[Relation]:
    """A body whose name goes on from another body's: 城市更新公司 党总支."""
    bodies = scene.of_kind(Kind.ORGANIZATION)
    for inner in bodies:
        outer = [o for o in bodies if o.id != inner.id and _extends(inner.name, o.name)]
        if outer:
            longest = max(outer, key=lambda o: len(o.name))
            span = scene.sentence(inner.mentions[0].start)
            yield scene.relation(inner, RelationType.PART_OF, longest, span)


def _extends(inner: str, outer: str) -> bool:
    """Whether one name is another and a unit of it; a mask in the outer name is looked past."""
    return len(inner) > len(outer) and (
        inner.startswith(outer)
        or (bool(MASK.match(outer)) and inner.startswith(MASK.sub("", outer)))
    )


def _belonging(scene: Scene) -> Iterator[Relation]:
    """甲所属乙."""
    for match in _BELONGS.finditer(scene.text):
        before = scene.within(max(0, match.start() - 30), match.start(), Kind.ORGANIZATION)
        after = scene.within(match.end(), match.end() + 30, Kind.ORGANIZATION)
        if before and after and before[-1].end == match.start() and after[0].start == match.end():
            span = scene.sentence(match.start())
            yield scene.relation(after[0].entity, RelationType.PART_OF, before[-1].entity, span)


def _parts(scene: Scene) -> Iterator[Relation]:
    """As many named parts beside a named count as the count says: “四小工作法” and its four."""
    for whole in scene.of_kind(Kind.INITIATIVE):
        count = _parts_wanted(whole.name)
        if count < _FEWEST_PARTS:
            continue
        for mention in whole.mentions:
            span = scene.sentence(mention.start)
            parts = _listed(scene, span, whole, mention.start)
            if len(parts) == count:
                for part in parts:
                    yield scene.relation(part, RelationType.PART_OF, whole, span)
                break


def _parts_wanted(name: str) -> int:
    core = re.search(r"“([^”]+)”", name)
    word = core.group(1) if core else name
    numbers = [_COUNT[c] for c in word if c in _COUNT]
    return numbers[0] if len(numbers) == 1 else 0


def _listed(scene: Scene, span: tuple[int, int], whole: CaseEntity, at: int) -> list[CaseEntity]:
    """Initiatives of one sentence on one side of the whole's mention."""
    inside = [o for o in scene.within(*span, Kind.INITIATIVE) if o.entity.id != whole.id]
    for side in ([o for o in inside if o.start > at], [o for o in inside if o.start < at]):
        parts = list({o.entity.id: o.entity for o in side}.values())
        if len(parts) == _parts_wanted(whole.name):
            return parts
    return []


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
    subjects = [o for o in acting if o.end <= match.start() and o.entity.kind is Kind.ORGANIZATION]
    nearest = [o for o in acting if o.end <= match.start()]
    if not nearest:
        return
    subject = (subjects or nearest)[-1]
    at = match.end()
    while True:
        here = [o for o in acting if o.start == at]
        if not here:
            return
        partner = max(here, key=lambda o: o.end)
        yield scene.relation(subject.entity, RelationType.PARTNERS_WITH, partner.entity, span)
        if scene.text[partner.end : partner.end + 1] not in ("、", "和", "及"):
            return
        at = partner.end + 1
