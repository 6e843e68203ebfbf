"""Names of places that no gazetteer has, found by their class word and where they begin."""

import re
from collections.abc import Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.draft import Tag
from ingest.extract.places.units import Cover, Span, cuts, held, is_generic, word_list
from kg.ontology import Kind, Level
from kg.places import Unit, gazetteer

_HAN: Final = r"\u4e00-\u9fff"
# Settlements, of which the gazetteer lists most; then sites, of which it lists none.
_SETTLEMENT: Final = "社区|新村|村|嘎查|街道|镇|乡|苏木"
SITE: Final = (
    "小区|花园|家园|公寓|广场|公园|产业园区|产业园|工业园区|工业园|科技园|物流园|园区|开发区|高新区|经开区|"
    "新区|新城|服务区|商圈|商务区|风景名胜区|风景区|景区|古镇|古城|古街|片区|大厦|水库|林场|农场|牧场|机场|"
    "火车站|高铁站|客运站|码头|度假区|自然保护区|步行街|商业街|湿地公园|大桥|大院"
    "|港区|陆港|作业区|功能区|体育馆|体育场|体育中心|奥体中心|文化中心|会展中心|艺术中心|陵园|校区|老街|街区|灌区"
    "|水电站|核电站|湿地|海峡|群岛|渔港|创业园|软件园|科创城|口岸|产业城|花苑|嘉园|佳苑|雅苑|新苑|故居|旧居|沙漠|梯田|水文站"
    "|遗址公园|遗址|国家公园|森林公园|商业综合体|综合体|科学城|大学城|都市圈|综保区|自贸区|自贸试验区|水利枢纽"
)
_CLASS: Final = re.compile(rf"{SITE}|{_SETTLEMENT}")
_SETTLEMENTS: Final = frozenset(_SETTLEMENT.split("|"))
# 张村|村 is named after its village; 村村通 is every one.
_DOUBLED: Final = re.compile(
    r"(?<=[在到赴至和与及由从了的、，。“\n])(?!其|各|个|每)[一-鿿]{1,2}村村(?![通都有建响级])"
)
# A zone with a unit's name before it is one name: 合肥高新区, 苏州工业园区, 杭州萧山机场.
_ZONE: Final = re.compile(
    r"(?:经济技术|高新技术产业|高新技术|经济|综合保税|自由贸易)?"
    r"(?:高新区|经开区|开发区|新区|工业园区|新城|机场|火车站|高铁站|空港|都市圈|城市群|科学城|综保区|自贸区"
    r"|自贸试验区|自由贸易港|自贸港|国家公园)"
    r"|(?:国际)?(?:陆港|空港|港(?![口湾澳珠资股商人式企股货铁]))(?:[一-鿿]{0,3}(?:核心功能区|作业区|港区))?"
)
# 翠苑一区, 曙光三村; not 一区一品.
_LISTED: Final = frozenset({"社区", "新村", "村", "嘎查"})  # what the village list names
_GROWS: Final = frozenset(
    {"小区", "社区", "广场", "公园", "服务区", "花园", "家园", "公寓", "景区"}
)
_NUMBERED: Final = re.compile(rf"[一二三四五六七八九十]{{1,2}}[区村里](?![一二三四五多{_HAN}]品)")


# 周二组, a group of a village; not 第三组, 分三组.
_GROUP: Final = re.compile(
    r"(?<=[村的在到、，])(?![第分共每各这那前后另一二三四五六七八九十])"
    r"(?:(?![的在到村])[一-鿿]){1,3}[一二三四五六七八九十]{1,2}组(?![织长建成合团])"
)
# Characters that no unknown name holds; known names may (和平社区, 为民村).
NO_NAME: Final = re.compile(
    r"[的了着过们这那哪该每各其之所且并则因若虽但又也都就才还很更再不没未被让使给把是有在与及或等个位名]"
)
# What makes another word of the class word's last character.
_GOES_ON: Final = re.compile(
    r"村(?:庄|里|官|务|规|落|寨|容|貌|镇)|镇(?:域|区|街|村(?![民委])|级)"
    r"|乡(?:村|镇|亲|贤|土|愁|情|风|音|级)|社区化|区(?:域|块)"
)
_PEOPLE: Final = re.compile(r"村(?:民|级|居)")  # 美德|村民, but 西渠头村|民 where that is known
# Verbs of one character that open a clause before a bare class word: 建强社区, 抓村.
_VERB_FIRST: Final = frozenset("建强抓做促推提创搞优扩增聚凝筑搭办解管用入进驻")
# … and those that end one: 在岗驻|村, 结对帮|村.
_VERB_LAST: Final = frozenset("驻联包进下到住离回返入帮援兴富强全各本")
# 扶某村|支委: a post of a village's own proves that a name stands before.
_POST_AFTER: Final = re.compile(r"村(?:支[委书]|支部|两委|“两委”|党支部|党总支|党委|第一书记)")
_STEM: Final = re.compile(r"(?:社区|村|街道|镇|乡)$")
_GREATER: Final = "大"  # 大下姜: an area around 下姜村 that goes by its name
_REACH: Final = 7  # characters before the class word; the longest official community names have 7
_LONGEST_UNKNOWN: Final = 5
_SAME: Final = re.compile(r"[、和与及]")


def find_names(
    text: str, units: Sequence[Span], certain: Sequence[Unit], tags: Sequence[Tag] = ()
) -> list[Span]:
    """Named settlements and sites, in order; none over a unit, but a zone takes its unit in.

    Places and bodies among ``tags`` bear out where the name of a site begins: 万达|商圈.
    """
    voted = {tag.start for tag in tags if tag.kind is not Kind.PERSON}
    finder = _Names(text, units, certain, voted)
    for match in _CLASS.finditer(text):
        span = finder.named(match.start(), match.end())
        if span is not None:
            finder.add(span)
    for match in _NUMBERED.finditer(text):
        span = finder.numbered(match.start(), match.end())
        if span is not None:
            finder.add(span)
    for match in _GROUP.finditer(text):
        stem = match.group()[:-2]
        if not NO_NAME.search(stem) and not is_generic(stem):
            finder.add(Span(*match.span()))
    zones = [
        Span(unit.start, zone.end())
        for unit in units
        if (zone := _ZONE.match(text, unit.end)) and text[unit.end - 1] not in "镇乡"
    ]
    return sorted([*zones, *finder.all_again()], key=lambda span: span.start)


def _triggers() -> frozenset[str]:
    return word_list("place_triggers.txt")


def _trigger(word: str) -> bool:
    """Whether names of places may follow a word."""
    return word in _triggers() or f"+{word}" in _triggers()


class _Names:
    """Decides for each class word where its name begins, if it has one."""

    def __init__(
        self, text: str, units: Sequence[Span], certain: Sequence[Unit], voted: set[int]
    ) -> None:
        """Take what the gazetteer found, the units the case is sure of, and tags' starts."""
        self.voted = voted
        self.text = text
        self.units = units
        lower = [unit for unit in certain if unit.level is not Level.PROVINCE]
        self.certain = {unit.code for unit in lower or certain}
        self.ends = {unit.end for unit in units}
        self.found: dict[int, Span] = {}  # by end
        self._cover = Cover(text, units)

    def add(self, span: Span) -> None:
        """Keep a name, instead of a shorter one that it begins with."""
        for end in range(span.start + 1, span.end + 1):
            self.found.pop(end, None)
        self.found[span.end] = span

    def all_again(self) -> list[Span]:
        """The names found, and every other place where the same words or their stems stand."""
        spans = list(self.found.values())
        forms = {self.text[span.start : span.end]: span for span in spans}
        wanted = [(name, span.units, "") for name, span in forms.items()]
        wanted += [
            (stem, span.units, name)
            for name, span in forms.items()
            if (stem := _STEM.sub("", name)) != name and self._rare(stem)
        ]
        wanted.sort(key=lambda item: item[0])
        cover = Cover(self.text, [*self.units, *spans])
        automaton = AhoCorasick([item[0] for item in wanted], matchkind=MatchKind.LeftmostLongest)
        for index, start, end in automaton.find_matches_as_indexes(self.text):
            _, units, form = wanted[index]
            span = Span(start, end, units, form=form)
            if form and start and self.text[start - 1] == _GREATER:
                span = Span(start - 1, end)
            if not cover.meets(span):
                spans.append(span)
        return spans

    def _rare(self, stem: str) -> bool:
        """Whether no dictionary word stands in a stem: 下姜, but not 和平."""
        return len(stem) > 1 and all(b - a == 1 for a, b in cuts(stem, 0, len(stem)))

    def named(self, at: int, end: int) -> Span | None:
        """The name that ends with the class word ``text[at:end]``."""
        if self._cover.at(at):
            return None
        left = self._left(at)
        if grown := self._grown(left, at, end):
            return grown
        words = [cut for cut in cuts(self.text, left, at + 2) if cut[0] < at]
        if not words or _GOES_ON.match(self.text, end - 1):
            return None
        across = words[-1][1] > at and is_generic(self.text[slice(*words[-1])])  # 建|农村
        if across or (words[-1][1] > end and not _POST_AFTER.match(self.text, end - 1)):
            return None
        people = _PEOPLE.match(self.text, end - 1) is not None
        settled = self.text[at:end] in _SETTLEMENTS
        if settled and self.text[at:end] in _LISTED:
            start = self._listed(left, at, end, words)
            if start is not None and not (people and self._loose(start, end)):
                return Span(start, end, self._near(self.text[start:end]))
        posted = settled and _POST_AFTER.match(self.text, end - 1) is not None
        whole = not people and (words[-1][1] <= at or posted)
        start = self._bounded(left, at, words, settled=settled) if whole else None
        return None if start is None else Span(start, end)

    def _grown(self, left: int, at: int, end: int) -> Span | None:
        """A site named after the settlement before it, 怡园新村|小区, or its village, 张村|村."""
        if at in self.found and self.text[at:end] in _GROWS:
            return Span(self.found[at].start, end)
        doubled = _DOUBLED.search(self.text, max(0, at - 4), end + 1)
        fits = doubled is not None and doubled.end() == end and doubled.start() >= left
        return Span(doubled.start(), end) if doubled and fits else None

    def numbered(self, at: int, end: int) -> Span | None:
        """The name that a numbered quarter continues: 翠苑|一区."""
        left = self._left(at)
        words = [cut for cut in cuts(self.text, left, end) if cut[0] < at]
        if left == at or not words or words[-1][1] > at:
            return None
        start = self._bounded(left, at, words, settled=False)
        return None if start is None or at - start < 2 else Span(start, end)  # noqa: PLR2004

    def _left(self, at: int) -> int:
        """How far left a name may begin: within reach, over Han alone, not over a unit."""
        left = at
        while left > max(at - _REACH, 0) and "\u4e00" <= self.text[left - 1] <= "\u9fff":
            if self._cover.at(left - 1) or left in self.found:
                break
            left -= 1
        return left

    def _near(self, name: str) -> tuple[Unit, ...]:
        """Villages of this name inside the units that the case is sure of."""
        return tuple(u for u in gazetteer().villages(name, None) if held(u, self.certain))

    def _listed(self, left: int, at: int, end: int, words: list[tuple[int, int]]) -> int | None:
        """Where the longest name begins that the gazetteer lists and the text sets off."""
        starts = [left] if self._follows(left) else []
        starts += [start for start, _ in words if start not in starts]
        for start in sorted(starts):
            stem, name = self.text[start:at], self.text[start:end]
            if not gazetteer().villages(name, None) or is_generic(name):
                continue
            if self._follows(start) or self._enumerated(start, name):
                return start
            if is_generic(stem):
                return None
            before = self._before(start, left, words)
            if self._near(name) and len(stem) > 1:
                return start
            if stem[0] in _VERB_FIRST:
                return None
            if len(stem) > 1 and (_trigger(before) or not before):
                return start
        return None

    def _follows(self, start: int) -> bool:
        """Whether a place ends where a name would begin."""
        return start in self.ends or start in self.found

    def _loose(self, start: int, end: int) -> bool:
        """Whether nothing but a list of the whole country speaks for a name."""
        name = self.text[start:end]
        return not self._follows(start) and not self._near(name)

    def _bounded(
        self, left: int, at: int, words: list[tuple[int, int]], *, settled: bool
    ) -> int | None:
        """Where an unlisted name begins: after a unit, a word of place, its like in a list."""
        start = self._start(left, at, words)
        stem = self.text[start:at]
        if not 1 < len(stem) <= _LONGEST_UNKNOWN or NO_NAME.search(stem):
            return None
        if settled and stem[-1] in _VERB_LAST:
            return None
        inner = [cut for cut in words if cut[0] >= start]
        if is_generic(stem) or any(self._plain(a, b) for a, b in inner):
            return None
        odd = any(b - a == 1 for a, b in inner)
        if self._follows(start) or self._enumerated(start, self.text[at:]):
            return start if odd or len(inner) == 1 else None
        before = self._before(start, left, words)
        if f"+{before}" in _triggers() or (start in self.voted and not settled):
            return start
        return start if odd and _trigger(before) and not settled else None

    def _plain(self, start: int, end: int) -> bool:
        """Whether a word of a name is a modifier, no class word: 老旧, but 新村 may name."""
        word = self.text[start:end]
        return end - start > 1 and is_generic(word) and not _CLASS.fullmatch(word)

    def _start(self, left: int, at: int, words: list[tuple[int, int]]) -> int:
        """The end of the last trigger before the class word, else the leftmost character."""
        start = left
        for a, b in words:
            if _trigger(self.text[a:b]) and b < at:
                start = b
        return start

    def _before(self, start: int, left: int, words: list[tuple[int, int]]) -> str:
        """The word right before a name, empty at a mark or a line's start."""
        for a, b in words:
            if b == start:
                return self.text[a:b]
        wider = cuts(self.text, left - 4, start) if start == left else []
        if wider and wider[-1][1] == start:
            return self.text[wider[-1][0] : start]
        return ""

    def _enumerated(self, start: int, rest: str) -> bool:
        """Whether the name stands in a list after one already found."""
        return (
            start > 0
            and _SAME.match(self.text, start - 1) is not None
            and (start - 1 in self.found or start - 1 in self.ends)
            and bool(rest)
        )
