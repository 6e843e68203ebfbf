"""What relation finders look at: occurrences of entities in sentences, and who acts."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Final, NamedTuple, Self

from ingest.draft import Draft
from ingest.extract.relations.actors import acting, headlined
from kg.authors import is_media
from kg.model import CaseEntity, Mention, Relation
from kg.ontology import Kind, Level, RelationType
from kg.places import gazetteer
from kg.text import sentences

# A body behind one of these is where, with whom or by what, not who acts.
_OBLIQUE: Final = re.compile(
    r"(?:在|(?<!得益)(?<!归功)(?<!源)于|到|与|和|同|会同|联合|携手|邀请|组织|向|对|为|给|从|自|依托|通过|按照|根据|经|把|将|让|帮助|支持|涉及|"
    r"覆盖|及|落实|贯彻|执行|位于|家住|走进|来到|翻开|称|是)$"
)
# What may stand between a clause's beginning and its subject; 推动甲出台 makes 甲 the subject.
_LEAD: Final = re.compile(
    r"(?:[。！？；，：\n“”]|^|年来|以来|近日|日前|目前|当前|如今|未来|下一步|今后|此次|随后|此外|另外|"
    r"据悉|据了解|据介绍|当天|当日|会上|现场|活动中|[上下]午|连日来|为此|同时|期间|推动|指导|督促|要求|"
    r"[0-9一二三四五六七八九十]是)$"
)
# What joins equals.
_JOINS: Final = ("、", "和", "及", "与", "以及")
# Those that a clause names as company or goal act no more than the first of them does.
_COMPANY: Final = re.compile(r"(?:[与和同向对为给]|联合|邀请|组织)[^，。；：]*$")
# A post between a body and a person's name.
_OFFICE: Final = re.compile(r"[一-鿿、（）]{0,14}(?:[长记任员事席师授监裁理]|负责人|支书)")
_POST: Final = 20
# A body right before a verb of doing acts, wherever in the clause it stands.
DOES: Final = re.compile(
    r"(?:(?:还|也|又|则|将|正|已|先后|持续|不断|积极|大力|全面|深入|系统化?|扎实|着力|率先|主动|"
    r"坚持|注重|充分|聚力|立足|常态化|统一)的?)*"
    r"(?:推行|实施|开展|建立|打造|深化|创新|探索|推出|组建|成立|启动|举办|设立|上线|首创|推进|"
    r"引入|培育|明确|制定|出台|印发|创建|构建|搭建|开发|开通|开设|健全|完善|落实|运用|用好|用活|"
    r"入选|获批|纳入|列入|承担|践行|牵头|"
    r"聚焦|试点|总结|发起|牵头)"
)
# Natural and economic areas lie in no unit, and units lie in them only where the text says so.
_AREA: Final = re.compile(
    r"(?:流域|平原|盆地|高原|草原|山脉|地区|三角洲|三角|经济带|经济区|城市群|大湾区|服务区|高速|"
    r"[河江湖海山岛溪川])$"
)
_NUMBERED: Final = re.compile(r"[一二三四五六七八九十\d]+区$")
_VILLAGE_OR_TOWN: Final = frozenset({Level.VILLAGE, Level.TOWN})
# Areas and sites whose names end like a unit's.
_NO_UNIT: Final = (
    *("小区", "园区", "校区", "景区", "片区", "街区", "厂区", "院区", "库区", "商务区", "服务区"),
    *("居民区", "管理区", "生活区", "作业区", "功能区", "港区", "林区", "矿区", "灌区"),
    *("开发区", "经开区", "高新区", "产业区", "集聚区", "保护区", "示范区", "度假区", "自贸区"),
)
_SUFFIX_LEVEL: Final = (
    (("社区", "村"), Level.VILLAGE),
    (("街道", "镇", "乡"), Level.TOWN),
    (("区", "县", "旗"), Level.COUNTY),
    (("州", "盟", "地区"), Level.CITY),
    (("省", "自治区"), Level.PROVINCE),
)
_KEPT: Final = 4096  # names kept with what they tell; a long case has some hundreds


class Occurrence(NamedTuple):
    """One mention with the entity it stands for."""

    start: int
    end: int
    entity: CaseEntity


@dataclass(frozen=True, slots=True)
class Scene:
    """A draft with its occurrences in text order (outer before inner at one start).

    ``actor`` is who acts where the text names nobody: the issuer, else the case's own place.
    ``home`` is the case's own place, named or masked; ``headline`` the body that its title begins
    with; ``entities`` are in order of their first mention; ``bodies`` are the names of all bodies.
    """

    draft: Draft
    occurrences: tuple[Occurrence, ...]
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    actor: CaseEntity | None
    home: CaseEntity | None
    headline: CaseEntity | None
    entities: tuple[CaseEntity, ...]
    bodies: frozenset[str] = frozenset()
    _of_kind: dict[tuple[Kind, ...], list[CaseEntity]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, draft: Draft, entities: Sequence[CaseEntity]) -> Self:
        """Scene of a draft and the entities resolved in it."""
        seen = sorted(
            (Occurrence(m.start, m.end, entity) for entity in entities for m in entity.mentions),
            key=lambda o: (o.start, -o.end),
        )
        home = _home(draft, entities)
        scene = cls(
            draft=draft,
            occurrences=tuple(seen),
            starts=tuple(o.start for o in seen),
            spans=tuple(sentences(draft.text)),
            actor=None,
            home=home,
            headline=headlined(draft, entities),
            entities=tuple({o.entity.id: o.entity for o in seen}.values()),
            bodies=frozenset(e.name for e in entities if e.kind is Kind.ORGANIZATION),
        )
        deeds = Counter(
            entity.id
            for span in scene.spans
            for subjects in scene._acting(*span)
            for entity in subjects
        )
        return replace(scene, actor=acting(draft, entities, home, deeds))

    @property
    def firm(self) -> CaseEntity | None:
        """The company whose paper this is: the body that the issuer is a unit of."""
        issuer = self.draft.issuer or ""
        firms = [
            e
            for e in self.of_kind(Kind.ORGANIZATION)
            if e.redacted or (issuer.startswith(e.name) and issuer != e.name)
        ]
        return firms[0] if firms else None

    @property
    def text(self) -> str:
        """The case's text."""
        return self.draft.text

    def within(self, start: int, end: int, *kinds: Kind) -> list[Occurrence]:
        """Occurrences that lie in ``text[start:end]``, of these kinds if any are given."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [
            o
            for o in self.occurrences[low:high]
            if o.end <= end and (not kinds or o.entity.kind in kinds)
        ]

    def sentence(self, at: int) -> tuple[int, int]:
        """Span of the sentence that holds the character ``at``."""
        number = bisect_right(self.spans, (at, len(self.text) + 1)) - 1
        return self.spans[max(number, 0)] if self.spans else (0, len(self.text))

    def of_kind(self, *kinds: Kind) -> list[CaseEntity]:
        """Entities of these kinds, in order of first mention, each once."""
        if kinds not in self._of_kind:
            self._of_kind[kinds] = [entity for entity in self.entities if entity.kind in kinds]
        return self._of_kind[kinds]

    def subject(self, start: int, at: int) -> CaseEntity | None:
        """Who acts in ``text[start:at]``: the last of ``subjects``; None where nobody does."""
        found = self.subjects(start, at)
        return found[-1] if found else None

    def subjects(self, start: int, at: int) -> list[CaseEntity]:
        """Who acts there: the last body or place that begins a clause, with its equals in a list.

        Oblique ones (在甲, 与乙) and owners (甲的…) do not act; one before a verb of doing does.
        """
        every = list(self._acting(start, at))
        return every[-1] if every else []

    def _acting(self, start: int, at: int) -> Iterator[list[CaseEntity]]:
        """Every subject in ``text[start:at]``, with its equals."""
        for group in self.groups(start, at, Kind.ORGANIZATION, Kind.PLACE):
            first, last = group[0][0], group[-1][-1]
            before = self.text[max(start, first.start - 8) : first.start]
            acts = DOES.match(self.text, last.end) is not None
            leads = first.start == start or _LEAD.search(before) is not None
            if (not leads and not acts) or (_OBLIQUE.search(before) and not before.endswith("是")):
                continue
            if is_media(last.entity.name) or self._speaks(last.end):
                continue
            if before.endswith(_JOINS) and _COMPANY.search(self.text, start, first.start):
                continue
            if self.text[last.end : last.end + 1] in ("、", "）", "”", "的") or (
                last.entity.kind is Kind.PLACE and is_area(last.entity.name)
            ):
                continue
            yield [chain[-1].entity for chain in group]

    def _speaks(self, end: int) -> bool:
        """Whether a person with a post of the body that ends here is named: 甲局局长某某介绍."""
        people = self.within(end, end + _POST, Kind.PERSON)
        words = self.text[end : people[0].start] if people else ""
        return bool(words) and _OFFICE.fullmatch(words) is not None

    def groups(self, start: int, end: int, *kinds: Kind) -> list[list[list[Occurrence]]]:
        """Lists of equals in ``text[start:end]``, in order: runs of names that 、 or 和 joins."""
        found: list[list[list[Occurrence]]] = []
        for chain in chains(self.within(start, end, *kinds)):
            last = found[-1][-1][-1].end if found else -1
            if found and self.text[last : chain[0].start] in _JOINS:
                found[-1].append(chain)
            else:
                found.append([chain])
        return found

    def relation(
        self,
        head: CaseEntity,
        kind: RelationType,
        tail: CaseEntity,
        span: tuple[int, int],
        *,
        post: str | None = None,
        date: str | None = None,
    ) -> Relation:
        """A relation whose evidence is the sentence or clause at ``span``, trimmed of blanks."""
        start, end = span
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Relation(
            head.id, kind, tail.id, "", words, start, start + len(words), post=post, date=date
        )


def chains(occurrences: Sequence[Occurrence]) -> list[list[Occurrence]]:
    """Runs of occurrences that touch: 甲市乙区丙街道 ends in 丙街道; nested ones are left out."""
    found: list[list[Occurrence]] = []
    for occurrence in occurrences:
        last = found[-1] if found else None
        if last and occurrence.start < last[-1].end:
            continue
        if last and occurrence.start == last[-1].end:
            last.append(occurrence)
        else:
            found.append([occurrence])
    return found


@lru_cache(_KEPT)
def is_area(name: str) -> bool:
    """Whether a place is a river, a plain or an economic area; 浙江 and 威海 are units."""
    return _AREA.search(name) is not None and not gazetteer().named(name)


@lru_cache(_KEPT)
def place_level(name: str) -> Level | None:
    """Administrative level that a place's name ends in, where it tells one."""
    if name.endswith(_NO_UNIT) or _NUMBERED.search(name):
        return None
    for suffixes, level in _SUFFIX_LEVEL:
        if name.endswith(suffixes):
            return level
    return Level.CITY if name.endswith("市") else None


def own_place(draft: Draft, places: Sequence[Mention]) -> str | None:
    """Name of the place that the issuer names, or a village's or town's case names most.

    None where the case's region is as deep as its level, or nothing tells.
    """
    issuer = draft.issuer or ""
    named = [p for p in places if p.surface in issuer]
    if named:
        return max(named, key=lambda p: (issuer.rfind(p.surface), len(p.surface))).name
    region = draft.region[-1] if draft.region else ""
    if draft.level not in _VILLAGE_OR_TOWN or place_level(region) is draft.level:
        return None
    names = Counter(p.name for p in places if place_level(p.name) is draft.level)
    best = names.most_common(1)
    return best[0][0] if best and best[0][1] > 1 else None


def _home(draft: Draft, entities: Sequence[CaseEntity]) -> CaseEntity | None:
    """The case's own place: its masked place, else the deepest of its region that it names."""
    places = [e for e in entities if e.kind is Kind.PLACE]
    masked = [e for e in places if e.redacted]
    if masked:
        return max(masked, key=lambda e: len(e.mentions))
    own = own_place(draft, [m for e in places for m in e.mentions])
    if own:
        return next(e for e in places if e.name == own)
    for name in reversed(draft.region):
        stem = re.sub("(省|市|区|县|自治区|壮族自治区|回族自治区|维吾尔自治区)$", "", name)
        for entity in places:
            if entity.name in (name, stem) or any(m.surface == name for m in entity.mentions):
                return entity
        # 道真县 stands for 道真仡佬族苗族自治县, 香港 for 香港特别行政区.
        for entity in places:
            if any(unit.name == name for unit in gazetteer().named(entity.name)):
                return entity
    return None
