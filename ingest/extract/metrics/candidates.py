"""Whom a number may be about: names, units by another word (全市), bodies by their noun."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from ingest.draft import Draft
from ingest.extract.metrics.standing import before, behind, opens
from ingest.extract.relations.scene import is_area, place_level
from kg.anyof import any_of, begins_with
from kg.authors import is_media
from kg.model import Mention
from kg.ontology import Kind, Level
from kg.places import gazetteer

_KINDS: Final = frozenset({Kind.PLACE, Kind.ORGANIZATION, Kind.INITIATIVE, Kind.PERSON})
# A unit by another word: 全市, 该村, 我省.
_OWN: Final = re.compile(
    r"(?P<which>[全我该本]|整个)(?P<unit>[省市区县镇乡村州旗]|社区|街道)"
    r"(?!委|长|级|民|性|里|域|政协|人大)"
)
# A body by its bare noun, where it opens a clause: 该协会, 公司, 服务队.
_NOUNS: Final = (
    *("协会", "公司", "合作社", "服务队", "团队", "学校", "学院", "医院", "集团", "企业", "联盟"),
    *(
        "总会",
        "促进会",
        "派出所",
        "支队",
        "大队",
        "研究院",
        "院",
        "所",
        "局",
        "商会",
        "社区",
        "支部",
    ),
    *("党支部", "园区", "基金会", "法院", "检察院", "志愿队", "联合社", "支行", "银行", "车间"),
    *("项目部", "项目", "平台", "活动", "中心", "工会"),
)
_BARE: Final = re.compile(
    begins_with((*"该本我这", *_NOUNS))
    + r"(?:(?<=[，。；：！？\n“”、（ ])|(?<=目前)|(?<=如今)|(?<=[来年月日后该我]))"
    rf"(?:该|本|我们?|这个|这家|这支)?(?P<noun>{any_of(_NOUNS)})(?<!(?<!该)[院所局])"
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
# Who wrote or took the picture, and where a telegram was sent from: none of them is told about.
_SIGNED: Final = re.compile(
    r"[ 　]*(?:[/／]?(?:摄|供图|绘图|图|文)(?![一-鿿])|摄影|\d{1,2}月\d{1,2}日[电讯])"
)
_WRITES: Final = re.compile(r"(?:记者|通讯员|编辑|责编|校对|审核)[ 　：:]*$")
_TRADE: Final = 5  # characters of 通讯员, a colon and a blank
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


class Candidates:
    """Candidates of a case, in text order: how one stands is looked at where a number asks."""

    def __init__(self, draft: Draft, found: Sequence[Mention], default: str | None) -> None:
        """Find their places; ``default`` is the case's own place or body."""
        told = (m for m in found if m.kind in _KINDS and not _signs(draft.text, m))
        self._standing = _Standing(draft, _outermost(told), default)
        self._places = sorted(self._standing.places(), key=lambda p: (p.start, -p.end))
        self._starts = [place.start for place in self._places]
        self._known: dict[int, Candidate] = {}

    def before(self, at: int, low: int, most: int) -> list[Candidate]:
        """Those that begin in ``text[low:at]`` and end there, in order: of the last ``most``."""
        last = bisect_left(self._starts, at)
        first = max(bisect_left(self._starts, low), last - most)
        return [self._at(number) for number in range(first, last) if self._places[number].end <= at]

    def _at(self, number: int) -> Candidate:
        known = self._known.get(number)
        if known is None:
            known = self._known[number] = self._standing.candidate(self._places[number])
        return known


class _Place(NamedTuple):
    """Where a candidate stands; ``number`` is its mention's, None for another word for a name."""

    start: int
    end: int
    name: str
    kind: str
    number: int | None


def _signs(text: str, mention: Mention) -> bool:
    """Whether a name stands in a byline, a picture's credit or a telegram's head."""
    if mention.kind is Kind.PERSON and _WRITES.search(
        text, max(0, mention.start - _TRADE), mention.start
    ):
        return True
    return _SIGNED.match(text, mention.end) is not None


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

    def places(self) -> Iterator[_Place]:
        """Where candidates stand: mentions, then units and bodies by another word."""
        for number, m in enumerate(self._named):
            yield _Place(m.start, m.end, m.name, "", number)
        yield from self._units()
        yield from self._bodies()

    def candidate(self, place: _Place) -> Candidate:
        """How what stands at a place stands there."""
        if place.number is None:
            return self._candidate(place[:2], place.name, place.kind, place.start, None)
        return self._mentioned(place.number)

    def _mentioned(self, number: int) -> Candidate:
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

    def _units(self) -> Iterator[_Place]:
        """全市, 该村: the unit of that level named last, else the case's own."""
        for match in _OWN.finditer(self._text):
            level = _LEVELS[match["unit"]]
            name = self._unit(level, match.start(), own=match["which"] in "我全本")
            if name:
                yield _Place(*match.span(), name, "own", None)

    def _bodies(self) -> Iterator[_Place]:
        """该协会, 公司: the body named last whose name ends so."""
        for match in _BARE.finditer(self._text):
            meant = self._last(self._going_by(match["noun"]), match.start())
            if meant:
                yield _Place(*match.span(), meant.name, "bare", None)

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
        if last and not (own and self._is_guest(last, at)):
            return last.name
        above = [unit for unit in self._draft.region if self._level_of(unit) is level]
        return above[-1] if above else self._default if own else None

    def _is_guest(self, mention: Mention, at: int) -> bool:
        """Whether a unit is named once, in passing and in another paragraph than 全县."""
        if mention.name in self._early or mention.name in self._draft.region:
            return False
        once = self._counts[mention.name] == 1 and "\n" in self._text[mention.end : at]
        return once and opens(self._text, mention.start) == "inside"

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
            opens(self._text, opening),
            after or behind(self._text, end),
            before(self._text, opening),
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


def _level_of(name: str) -> Level | None:
    """Level of a unit by its name's end, else by the gazetteer (湖北)."""
    level = place_level(name)
    if level is None:
        units = gazetteer().named(name)
        level = units[0].level if units else None
    return level
