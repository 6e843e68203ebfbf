"""Whom a number may be about: names, units by another word (全市), bodies by their noun."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.draft import Draft
from ingest.extract.metrics.measures import starts_with_verb
from ingest.extract.relations.actors import is_media
from ingest.extract.relations.scene import is_area, place_level
from kg.model import Mention
from kg.ontology import Kind, Level
from kg.places import gazetteer

_KINDS: Final = frozenset({Kind.PLACE, Kind.ORGANIZATION, Kind.INITIATIVE, Kind.PERSON})
_CLAUSE_MARKS: Final = "，。；！？：,;!?:\n（“ 　"
# What may stand before a subject that opens a clause: times, light verbs and linking words.
_OPENING: Final = re.compile(
    r"(?:目前|如今|近日|日前|同时|其中|此外|另外|比如|例如|近年来|今年|去年|以来|期间|后"
    r"|[\d一二三四五六七八九十]+[年月周日]|近|些|年|来|上半|下半|走进|在|据|位于|家住|由|推动|带动"
    r"|引导|通过|随着|和|及|、| |　|“|截至|底|现|当前|据悉|据了解)*"
)
_LONGEST_OPENING: Final = 40
# A unit by another word: 全市, 该村, 我省.
_OWN: Final = re.compile(
    r"(?P<which>[全我该本]|整个)(?P<unit>[省市区县镇乡村州旗]|社区|街道)"
    r"(?!委|长|级|民|性|里|域|政协|人大)"
)
# A body by its bare noun, where it opens a clause: 该协会, 公司, 服务队.
_BARE: Final = re.compile(
    r"(?:(?<=[，。；：！？\n“”、（ ])|(?<=目前)|(?<=如今)|(?<=来)|(?<=[年月日后])|(?<=该)|(?<=我))"
    r"(?:该|本|我们?|这个|这家|这支)?(?P<noun>协会|公司|合作社|服务队|团队|学校|学院|医院|集团|企业"
    r"|联盟|总会|促进会|派出所|支队|大队|研究院|院|所|局|商会|社区|支部|党支部|园区|基金会|法院"
    r"|检察院|志愿队|联合社|支行|银行|车间|项目部|项目|平台|活动|中心|工会)(?<!(?<!该)[院所局])"
    r"(?![一-鿿]{0,3}(?:负责人|书记|主任|会长|秘书长|理事长|董事长|经理|成员|党员))"
)
_WHO: Final = {
    **dict.fromkeys(("项目", "平台", "活动"), frozenset({Kind.INITIATIVE})),
    "社区": frozenset({Kind.PLACE, Kind.ORGANIZATION}),
}
_LEVELS: Final = {
    **dict.fromkeys(("村", "社区"), Level.VILLAGE),
    **dict.fromkeys(("镇", "乡", "街道"), Level.TOWN),
    **dict.fromkeys(("县", "区", "旗"), Level.COUNTY),
    **dict.fromkeys(("市", "州"), Level.CITY),
    "省": Level.PROVINCE,
}
# What stands right before a name, and what it makes of it there.
_BEFORE: Final = (
    (
        "runs",
        re.compile(
            r"(?:开展|实施|推行|举办|上线|启动|发起|成立|搭建|援建|开发|组建|打造|创建|建立|建成"
            r"|推出|创新|设立)(?:了|起)?[“《]?$"
        ),
    ),
    ("at", re.compile(r"(?:在|于|到|赴|至|走进|来到|往|入)[“《]?$")),
    ("by", re.compile(r"(?:由|被|经|据|获)[“《]?$")),
    ("with", re.compile(r"(?:与|和|同|及|联合|携手|会同|、)[“《]?$")),
    (
        "for",
        re.compile(
            r"(?:向|对|为|给|帮助|助力|支持|组织|指导|推动|引导|邀请|带领|服务|覆盖|涉及|聚焦|围绕"
            r"|通过|依托|按照|将|把)[“《]?$"
        ),
    ),
)
# What stands right behind a name, and what it makes of it there.
_AFTER: Final = (
    (
        "says",
        re.compile(
            r"[”》]?(?:说|介绍|表示|告诉|坦言|透露|认为|回忆|感慨|称"
            r"|[^，。；：“”]{1,8}(?:介绍|表示|告诉记者)|[^，。；：“”]{0,6}说)"
        ),
    ),
    ("list", re.compile(r"[”》）]?(?:等|、)")),
    (
        "post",
        re.compile(
            r"(?:常委|主要|领导|班子|党?[总支]?[支总]?书记|主任|干部|党员|居民|村民|籍|副|会长"
            r"|负责人|[党工]?委员|理事长|董事长|秘书长|[局院校处科所队厂]长|第一书记)"
        ),
    ),
    ("source", re.compile(r"(?:消息|日报|晚报|讯|供图|发布|[0-9]+月[0-9]+日[电讯])")),
    ("owner", re.compile(r"[”》]?的")),
    ("mark", re.compile(r"[”》）]?[，：。；]|[”》]?[ \n]")),
    ("number", re.compile(r"[”》]?(?:共|现|已|累计|有|拥有|总|达|先后|目前)?[0-9*×]")),
)
_LEAD: Final = 150
_OFTEN: Final = 3


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stretch of text that may name a number's subject; ``signs`` tell how it stands there."""

    start: int
    end: int
    name: str
    kind: str
    opens: str
    after: str
    before: str
    signs: tuple[str, ...]


def candidates(draft: Draft, found: Sequence[Mention], default: str | None) -> list[Candidate]:
    """Candidates of a case by where they stand; ``default`` is the case's own place or body."""
    named = _outermost(m for m in found if m.kind in _KINDS)
    standing = _Standing(draft, named, default)
    told = [standing.named(number) for number in range(len(named))]
    told += standing.units()
    told += standing.bodies()
    return sorted(told, key=lambda c: (c.start, -c.end))


def _outermost(mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions that lie in no other one, in text order; a place before a practice of its name."""
    kept: list[Mention] = []
    order = sorted(mentions, key=lambda m: (m.start, m.kind is Kind.INITIATIVE, -m.end))
    for mention in order:
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
    return kept


class _Standing:
    """How the names of a draft stand in its clauses."""

    def __init__(self, draft: Draft, named: Sequence[Mention], default: str | None) -> None:
        self._draft = draft
        self._text = draft.text
        self._named = named
        self._ends = [m.end for m in named]
        self._default = default
        self._level = _level_of(default) if default else None
        self._counts = Counter(m.name for m in named)
        self._levels: dict[str, Level | None] = {}
        self._fitting: dict[str, list[int]] = {}
        self._early = {m.name for m in named if m.start < _LEAD}

    def named(self, number: int) -> Candidate:
        """The candidate that a mention is."""
        mention = self._named[number]
        first = number
        while first and self._ends[first - 1] == self._named[first].start:
            first -= 1
        opening = self._named[first].start
        linked = number + 1 < len(self._named) and self._named[number + 1].start == mention.end
        return self._candidate(
            (mention.start, mention.end),
            mention.name,
            self._sort(mention),
            opening,
            "link" if linked else None,
        )

    def units(self) -> Iterator[Candidate]:
        """全市, 该村: the unit of that level named last, else the case's own."""
        for match in _OWN.finditer(self._text):
            level = _LEVELS[match["unit"]]
            name = self._unit(level, match.start(), own=match["which"] in "我全本")
            if name:
                yield self._candidate(match.span(), name, "own", match.start(), None)

    def bodies(self) -> Iterator[Candidate]:
        """该协会, 公司: the body named last whose name ends so."""
        for match in _BARE.finditer(self._text):
            meant = self._last(self._going_by(match["noun"]), match.start())
            if meant:
                yield self._candidate(match.span(), meant.name, "bare", match.start(), None)

    def _going_by(self, noun: str) -> list[int]:
        """Numbers of the mentions that a bare noun may stand for."""
        if noun not in self._fitting:
            kinds = _WHO.get(noun, frozenset({Kind.ORGANIZATION}))
            self._fitting[noun] = [
                number
                for number, mention in enumerate(self._named)
                if mention.kind in kinds
                and (Kind.INITIATIVE in kinds or mention.name.rstrip("”》").endswith(noun))
            ]
        return self._fitting[noun]

    def _last(self, numbers: Sequence[int], at: int) -> Mention | None:
        """The last of some mentions that ends before a place."""
        count = bisect_right(numbers, at, key=self._ends.__getitem__)
        return self._named[numbers[count - 1]] if count else None

    def _of_level(self, level: Level) -> list[int]:
        """Numbers of the mentions that are units of a level."""
        if level not in self._fitting:
            self._fitting[level] = [
                number
                for number, mention in enumerate(self._named)
                if mention.kind is Kind.PLACE and self._level_of(mention.name) is level
            ]
        return self._fitting[level]

    def _level_of(self, name: str) -> Level | None:
        if name not in self._levels:
            self._levels[name] = _level_of(name)
        return self._levels[name]

    def _unit(self, level: Level, at: int, *, own: bool) -> str | None:
        if self._default and self._level is level and own:
            return self._default
        last = self._last(self._of_level(level), at)
        if last:
            return last.name
        above = [unit for unit in self._draft.region if self._level_of(unit) is level]
        return above[-1] if above else self._default if own else None

    def _candidate(
        self, span: tuple[int, int], name: str, kind: str, opening: int, after: str | None
    ) -> Candidate:
        start, end = span
        signs = [f"often {min(self._counts[name], _OFTEN)}"]
        if name in self._early:
            signs.append("early")
        if name in self._draft.title:
            signs.append("title")
        if self._draft.issuer and name in self._draft.issuer:
            signs.append("issuer")
        if name == self._default:
            signs.append("own")
        if kind in {"unit", "own"}:
            signs.append(f"level {self._rank(name)}")
        return Candidate(
            start,
            end,
            name,
            kind,
            self._opens(opening),
            after or self._after(end),
            self._before(opening),
            tuple(signs),
        )

    def _rank(self, name: str) -> str:
        level = self._level_of(name)
        if level is None or self._level is None:
            return "untold"
        order = list(Level)
        here, own = order.index(level), order.index(self._level)
        return "same" if here == own else "above" if here < own else "below"

    def _sort(self, mention: Mention) -> str:
        """What sort of thing a mention names, finer than its kind."""
        if mention.kind is Kind.ORGANIZATION:
            return "media" if is_media(mention.name) else "organization"
        if mention.kind is not Kind.PLACE:
            return str(mention.kind)
        if is_area(mention.surface):
            return "area"
        return "unit" if self._level_of(mention.name) else "site"

    def _opens(self, start: int) -> str:
        low = max(0, start - _LONGEST_OPENING)
        marks = [self._text.rfind(mark, low, start) for mark in _CLAUSE_MARKS]
        begin = max(low - 1, *marks)
        if _OPENING.fullmatch(self._text, begin + 1, start) is None:
            return "inside"
        if begin < 0 or self._text[begin] == "\n":
            return "line"
        return "sentence" if self._text[begin] in "。！？；" else "clause"

    def _before(self, start: int) -> str:
        words = self._text[max(0, start - 5) : start]
        return next((sort for sort, pattern in _BEFORE if pattern.search(words)), "none")

    def _after(self, end: int) -> str:
        told = next((sort for sort, pattern in _AFTER if pattern.match(self._text, end)), None)
        return told or ("verb" if starts_with_verb(self._text, end) else "noun")


def _level_of(name: str) -> Level | None:
    """Level of a unit by its name's end, else by the gazetteer (湖北)."""
    level = place_level(name)
    if level is None:
        units = gazetteer().named(name)
        level = units[0].level if units else None
    return level
