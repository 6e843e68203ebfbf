"""part_of among initiatives: parts of a method, events of a series."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene, chains
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, RelationType

# Shorter names (十联) begin too many others by chance.
_SHORTEST_CORE: Final = 3
# “甲”系列活动之“乙”.
_SERIES: Final = re.compile(
    r"[”]?(?:系列)?(?:主题)?(?:活动|行动|工程|讲座)?之[一二三四五六七八九十]?[：:“ ]*"
)
# Events and rules that are named after a practice are no part of it.
_NO_PART: Final = re.compile(
    r"(?:赛|会|讲座|培训班?|活动周|条例|办法|意见|规定|通知|方案|倡议书?|仪式)[”》]?$"
)
# What may stand between two items of a list: 、, or the rest of an item behind its quotation.
_GAP: Final = 14
# … but always with a mark or a word of lists: 以甲制推动“乙”链 lists nothing.
_LISTED: Final = re.compile(r"[、，；和及与]|”“")
_LONGEST_BRACKET: Final = 80
_MADE_OF: Final = re.compile(r"(?:建立|开展|实施|包括|推行|设立|搭建|打造)[“]?$")
_MEANS: Final = re.compile(
    r"[”]?(?:改革|活动|行动|工作)?，(?:并)?通过(?:实施|开展|推行|推进|建立|打造)"
)
_ITEM_GAP: Final = re.compile(r"[”]?(?:建设|制度|机制)?(?:（[^（）]*）)?[、和及][“]?")
# Names joined so are members of one list, though one of them begins with their number.
_SIBLING: Final = re.compile(r"[、；和及与]|以及|，(?![^，]{0,12}$)")
# What opens the list of the parts of what was named before.
_OPENS: Final = re.compile(
    r"包括|涵盖|包含|分为|其中|分别|通过|聚焦|围绕|构建|推行|即|是|指|以|[：:（(—]"
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


def find(scene: Scene) -> Iterator[Relation]:
    """Relations of initiatives to those that they are part of."""
    yield from _series(scene)
    yield from _nested_names(scene)
    yield from _parts(scene)
    yield from _within_brackets(scene)
    yield from _by_means(scene)


def _series(scene: Scene) -> Iterator[Relation]:
    """“甲”系列活动之“乙”: an event of a series."""
    for start, end in scene.spans:
        for before, after in pairwise(scene.within(start, end, Kind.INITIATIVE)):
            gap = scene.text[before.end : after.start]
            if before.end <= after.start and _SERIES.fullmatch(gap):
                yield scene.relation(
                    after.entity, RelationType.PART_OF, before.entity, (start, end)
                )


def _nested_names(scene: Scene) -> Iterator[Relation]:
    """An initiative named after another: “接诉即办”末位约谈制度 of 接诉即办.

    Inside one quotation a name only goes on like another: “人工智能+消费”.
    """
    initiatives = scene.of_kind(Kind.INITIATIVE)
    by_core = {_plain(i.name): i for i in reversed(initiatives)}
    for inner in initiatives:
        core = _plain(inner.name)
        if _quoted(scene, inner) or _NO_PART.search(inner.name):
            continue
        for end in range(len(core) - 1, _SHORTEST_CORE - 1, -1):
            whole = by_core.get(core[:end])
            if whole is not None:
                span = scene.sentence(inner.mentions[0].start)
                yield scene.relation(inner, RelationType.PART_OF, whole, span)
                break


def _quoted(scene: Scene, initiative: CaseEntity) -> bool:
    """Whether the whole name stands in one pair of quotation marks."""
    first = initiative.mentions[0]
    around = scene.text[max(0, first.start - 1) : first.end + 1].strip("，。、")
    inner = around.strip("“”")
    return around[:1] == "“" and around[-1:] == "”" and not set("“”") & set(inner)


def _plain(name: str) -> str:
    return re.sub("[“”‘’《》「」]", "", name)


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
    if "一" in word.replace("个一", ""):
        return 0
    numbers = [_COUNT[c] for c in re.sub("[一-十]年", "", word) if c in _COUNT]
    return numbers[0] if len(numbers) == 1 else 0


def _listed(scene: Scene, span: tuple[int, int], whole: CaseEntity, at: int) -> list[CaseEntity]:
    """The run of as many initiatives as wanted beside the whole's mention, nearest side first."""
    wanted = _parts_wanted(whole.name)
    every = (o for o in scene.within(*span, Kind.INITIATIVE) if o.entity.id != whole.id)
    inside = [chain[0] for chain in chains(list(every))]
    before = [o for o in inside if o.end <= at][-wanted:]
    after = [o for o in inside if o.start > at][:wanted]
    joined = before and scene.text[before[-1].end : at] in ("", "“", "”", "”“")
    if joined or (before and _SIBLING.search(scene.text, before[-1].end, at)):
        before = []
    if after and not _OPENS.search(scene.text, at, after[0].start):
        after = []
    for side in (before, after):
        parts = list({o.entity.id: o.entity for o in side}.values())
        close = all(
            b.start - a.end <= _GAP and _LISTED.search(scene.text[a.end : b.start])
            for a, b in pairwise(side)
        )
        if len(parts) == wanted and close:
            return parts
    return []


def _within_brackets(scene: Scene) -> Iterator[Relation]:
    """What the brackets behind an initiative say it is made of: 爱心工程（建立甲、乙和丙）."""
    for whole in scene.occurrences:
        opening = scene.text[whole.end : whole.end + 1]
        close = scene.text.find("）", whole.end, whole.end + _LONGEST_BRACKET)
        if whole.entity.kind is not Kind.INITIATIVE or opening != "（" or close < 0:
            continue
        span = scene.sentence(whole.start)
        for part in _outermost(scene.within(whole.end, close, Kind.INITIATIVE)):
            led = _MADE_OF.search(scene.text, whole.end, part.start)
            if led or scene.text[part.start - 1] in "、和及":
                yield scene.relation(part.entity, RelationType.PART_OF, whole.entity, span)


def _by_means(scene: Scene) -> Iterator[Relation]:
    """Parts that 通过 introduces right behind a whole: …年，通过实施甲、乙、丙，…."""
    for whole in scene.occurrences:
        means = _MEANS.match(scene.text, whole.end)
        if whole.entity.kind is not Kind.INITIATIVE or means is None:
            continue
        span = scene.sentence(whole.start)
        inside = _outermost(scene.within(means.end(), span[1], Kind.INITIATIVE))
        if not inside or inside[0].start - means.end() > 1:
            continue
        parts = inside[:1]
        for part in inside[1:]:
            if not _ITEM_GAP.fullmatch(scene.text, parts[-1].end, part.start):
                # What brackets hold belongs to the item before them.
                continue
            parts.append(part)
        if len(parts) >= _FEWEST_PARTS:
            for part in parts:
                yield scene.relation(part.entity, RelationType.PART_OF, whole.entity, span)


def _outermost(occurrences: Sequence[Occurrence]) -> list[Occurrence]:
    """Occurrences that lie in no other one of the same run."""
    return [chain[0] for chain in chains(occurrences)]
