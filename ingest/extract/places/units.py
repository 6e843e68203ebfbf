"""Names of the gazetteer in running text: which of them are meant as places."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from ingest.draft import Tag
from ingest.extract.places.words import is_generic, word_list
from kg.ontology import Kind, Level
from kg.places import Unit, gazetteer
from kg.segment import word_spans

# What makes another word of a full name's last character: 杭州|市民, 西湖区|域, 翠玉|乡村.
WORD_GOES_ON: Final = re.compile(
    r"市(?:民(?![政宗族盟警兵间营])|场|值|容|面)|区(?:域|块|间|位(?!于)|划|别|分)|县(?:域|情)"
    r"|镇(?:域|区|街(?!道)|村(?![民委]))|乡(?:村|镇|亲|贤|土|愁|音|情|风|级)"
)
# A road, a river or another thing named after a place: 南京路, 北京西路, 青海湖, 永定河.
_NAMESAKE: Final = re.compile(
    r"[东西南北中]?[一二三四五六七八九十]?(?:路(?![径线演])|大道|大街|街(?!道)|巷|桥)"
    r"|河(?!北|南|西走廊)|江(?!苏|西)|湖(?!北|南)|山(?!东|西|区)|[菜剧戏鸭]|合作组织|时代"
)
# A community or site that only bears the name of a county elsewhere: 锦江|社区.
_BEARER: Final = re.compile(r"社区|小区|新?村(?!民)|街道|花园|公园|广场|大厦|水库")
# 辽源|一村: a numbered quarter of a town elsewhere.
_QUARTER: Final = re.compile(r"[一二三四五六七八九十]{1,2}村(?![民庄])|[东西南北]里(?![程面海])")
# Common surnames, without those that are function words (于, 和, 向, 从): 赵|长江 is a person.
_SURNAMES: Final = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯董程曹袁邓许傅沈吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏"
    "钟汪田姜范石姚谭廖邹熊陆郝孔白崔康毛邱秦史顾侯邵孟段雷钱汤尹黎贺赖龚"
)
_CLASS_TAIL: Final = re.compile(r"(?:街道|(?:产业|工业)?园区?|(?:工业|开发|示范)区|.)$")
_PREFECTURE: Final = "州"
_CENTRE: Final = "市中区"
_HIGH_TECH: Final = "高新"
_NUMERALS: Final = "一二三四五六七八九十百千万亿多"
_WINDOW: Final = 6  # characters on each side that decide how a short name is cut
_SHORT: Final = 2  # names of two characters cross words by chance: 提|高安|全, 沙县
_TOP: Final = frozenset({Level.PROVINCE, Level.CITY})


class Span(NamedTuple):
    """A place in a text; ``units`` are those that the name may mean, empty for a bare name.

    ``form`` is a fuller name that this one is short for, where the finder knows it.
    """

    start: int
    end: int
    units: tuple[Unit, ...] = ()
    redacted: bool = False
    form: str = ""


def cuts(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the words in ``text[start:end]``, in order, marks and particles left out."""
    at = max(start, 0)
    return [(at + first, at + last) for first, last in word_spans(text[at:end])]


class Cover:
    """Which characters of a text are taken by spans."""

    def __init__(self, text: str, spans: Iterable[Span] = ()) -> None:
        """Take the characters of the spans."""
        self._taken = bytearray(len(text))
        for span in spans:
            self.add(span)

    def add(self, span: Span) -> None:
        """Take the characters of one more span."""
        self._taken[span.start : span.end] = b"\1" * (span.end - span.start)

    def copy(self) -> "Cover":
        """Another that takes the same characters."""
        other = Cover("")
        other._taken = bytearray(self._taken)
        return other

    def at(self, place: int) -> bool:
        """Whether one character is taken."""
        return bool(self._taken[place])

    def meets(self, span: Span) -> bool:
        """Whether any character of a span is taken."""
        return 1 in self._taken[span.start : span.end]


def named_after(text: str, start: int, words: Iterable[tuple[int, int]]) -> bool:
    """Whether a surname stands before, so that a person bears a place's name: 赵长江."""
    return start > 0 and text[start - 1] in _SURNAMES and (start - 1, start) in words


def held(unit: Unit, sure: Collection[str]) -> bool:
    """Whether a unit, or one above it, is among the codes."""
    return unit.code in sure or any(above.code in sure for above in gazetteer().parents(unit))


def certain_units(region: Sequence[str], spans: Iterable[Span]) -> list[Unit]:
    """Units beyond doubt, without repeats: the region's, and names that one unit alone has."""
    certain: list[Unit] = []
    for name in region:
        unit = gazetteer().resolve(name, certain)
        if unit is not None:
            certain.append(unit)
    alone = (span.units[0] for span in spans if len(span.units) == 1)
    certain += [unit for unit in alone if unit.level is not Level.TOWN]
    return list(dict.fromkeys(certain))


def find_units(text: str, region: Sequence[str], tags: Sequence[Tag] = ()) -> list[Span]:
    """Gazetteer names meant as places, in order, not overlapping.

    Places and bodies among ``tags`` bear out names inside the region that are words as well.
    """
    full: list[Span] = []
    short: list[Span] = []
    centred = {unit.parent for unit in gazetteer().named(_CENTRE)}
    for start, end, units in gazetteer().find_all(text):
        named = tuple(unit for unit in units if unit.name == text[start:end])
        if text.startswith(_PREFECTURE, end) and any(
            unit.name.endswith(f"自治{_PREFECTURE}") for unit in units
        ):
            end += len(_PREFECTURE)  # noqa: PLW2901 - 湘西|州
        elif text.startswith(_CENTRE, end - 1) and any(unit.code in centred for unit in units):
            end -= 1  # noqa: PLW2901 - 济南|市中区
            named = ()
        (full if named else short).append(Span(start, end, named or units))
    certain = certain_units(region, [span for span in full if span.end - span.start > _SHORT])
    long = {span.start: span for span in full if span.end - span.start > _SHORT}
    sweep = _Sweep(text, {unit.code for unit in certain}, tags, long)
    sweep.take(full)
    # Provinces and cities first: they make counties certain.
    sweep.take(span for span in short if _is_top(span))
    sweep.take(span for span in short if not _is_top(span))
    # Once more for words that stand in a list of the places now known: 怀柔、朝阳.
    words = word_list("place_words.txt")
    sweep.take(span for span in short if text[span.start : span.end] in words)
    # And full names that need a unit before them, which may be a short one: 拉萨|城关区.
    sweep.take(full)
    return sorted(sweep.accepted.values(), key=lambda span: span.start)


def _is_top(span: Span) -> bool:
    return any(unit.level in _TOP for unit in span.units)


class _Sweep:
    """Accepts candidates from left to right, longest first, none over another."""

    def __init__(
        self, text: str, certain: set[str], tags: Sequence[Tag], full: Mapping[int, Span]
    ) -> None:
        """Start with nothing accepted; ``certain``, codes of units, grows; ``full`` by start."""
        self.full = full
        self.text = text
        self.voted = {tag.start for tag in tags if tag.kind is not Kind.PERSON}
        self.bodies = {tag.start: tag.end for tag in tags if tag.kind is Kind.ORGANIZATION}
        self.certain = certain
        self.accepted: dict[int, Span] = {}  # by end
        self._starts: dict[int, Span] = {}
        self._cover = Cover(text)

    def take(self, candidates: Iterable[Span]) -> None:
        """Accept those of the candidates that are meant as places."""
        for span in sorted(candidates, key=lambda span: (span.start, -span.end)):
            if self._cover.meets(span):
                continue
            narrowed = self._narrowed(span)
            if self._meant(span, held=narrowed is not None):
                self._accept(narrowed or span)

    def _accept(self, span: Span) -> None:
        self.accepted[span.end] = span
        self._starts[span.start] = span
        self._cover.add(span)
        if len(span.units) == 1:
            self.certain.add(span.units[0].code)

    def _narrowed(self, span: Span) -> Span | None:
        """Narrow to the units inside the one right before, 杭州市|西湖区; None without any."""
        before = self.accepted.get(span.start)
        if before is None:
            return self._sibling(span)
        codes = {unit.code for unit in before.units}
        units = tuple(unit for unit in span.units if held(unit, codes))
        return Span(span.start, span.end, units) if units else None

    def _listed(self, span: Span) -> bool:
        """Whether a name stands in a list behind a place that is accepted: 怀柔、平谷."""
        return self.text[span.start - 1 : span.start] == "、" and span.start - 1 in self.accepted

    def _sibling(self, span: Span) -> Span | None:
        """Narrow to the units beside the one listed right before: 怀柔、朝阳; None likewise."""
        before = self.accepted.get(span.start - 1)
        if before is None or self.text[span.start - 1] != "、":
            before = self._starts.get(span.end + 1)
            if before is None or self.text[span.end] != "、":
                return None
        parents = {unit.parent for unit in before.units if unit.level is not Level.PROVINCE}
        units = tuple(unit for unit in span.units if unit.parent in parents)
        return Span(span.start, span.end, units) if units else None

    def _meant(self, span: Span, *, held: bool) -> bool:
        # 某某区|分乡镇: what follows is a name itself.
        if span.end not in self.full and WORD_GOES_ON.match(self.text, span.end - 1):
            return False
        name = self.text[span.start : span.end]
        if self.text.startswith(_HIGH_TECH, span.start - 1):  # 高新|北区 is no 新北区
            return False
        if any(unit.name == name for unit in span.units):
            return self._full_meant(span, name, held=held)
        return self._short_meant(span, name, held=held)

    def _full_meant(self, span: Span, name: str, *, held: bool) -> bool:
        if held:
            return True
        if name.lstrip(_NUMERALS) in word_list("place_classes.txt"):
            return False
        # 特色|产业园区 and 小|城镇 are class words, whoever bears them as a name.
        town = all(unit.level is Level.TOWN for unit in span.units)
        if is_generic(_CLASS_TAIL.sub("", name)) or (
            town and is_generic(name[1:]) and not self._near(span)
        ):
            return False
        # 中共浙江省委 and 上海市委 are words of the dictionary.
        if len(name) > _SHORT + 1 or name[-1] == "省" or self.text[span.end : span.end + 1] == "委":
            return True
        words = self._words(span)
        if len(name) > _SHORT:
            return not any(a < span.start < b for a, b in words)
        return self._leads(span) or (
            self._near(span) and not any(a < span.start < b or a < span.end < b for a, b in words)
        )

    def _short_meant(self, span: Span, name: str, *, held: bool) -> bool:
        # 南京|江北新区: a unit's name follows, and no river's word.
        namesake = span.end not in self.full and _NAMESAKE.match(self.text, span.end)
        if namesake or not self._no_word(span, name, held=held):
            return False
        top = _is_top(span)
        # 湖熟街道|河南|社区: behind a town a province's name is borne as well.
        lent = not top or (not held and self.text[span.start - 1 : span.start] in ("道", "镇"))
        if _QUARTER.match(self.text, span.end) or (lent and _BEARER.match(self.text, span.end)):
            return False
        known = name in word_list("place_known.txt") or len(name) > _SHORT
        # 如皋|法院: what the tagger calls a body begins with it.
        seen = self.bodies.get(span.start, 0) > span.end
        if not (held or top or known or seen or self._near(span) or self._listed(span)):
            return False
        words = self._words(span)
        person = named_after(self.text, span.start, words) and not self._cover.at(span.start - 1)
        if person and not any(unit.level is Level.PROVINCE for unit in span.units):
            return False
        for start, end in words:
            if end <= span.start or start >= span.end:
                continue
            whole = start >= span.start and end <= span.end
            leads = start == span.start and top
            if not (whole or leads or (held and end <= span.end)):
                return False
        return True

    def _no_word(self, span: Span, name: str, *, held: bool) -> bool:
        """Whether a short name is meant as a place though it may be a word."""
        words = word_list("place_words.txt")
        if f"!{name}" in words:
            return False
        if all(unit.level is Level.TOWN for unit in span.units) and is_generic(name[:-1]):
            return held
        if name not in words or held or any(unit.code in self.certain for unit in span.units):
            return True
        return span.start in self.voted and self._near(span)

    def _words(self, span: Span) -> list[tuple[int, int]]:
        return cuts(self.text, span.start - _WINDOW, span.end + _WINDOW)

    def _leads(self, span: Span) -> bool:
        """Whether the full name of a unit inside it follows right behind: 某县|某某镇."""
        behind = self.full.get(span.end)
        codes = {unit.code for unit in span.units}
        return behind is not None and any(held(unit, codes) for unit in behind.units)

    def _near(self, span: Span) -> bool:
        """Whether a unit that the case is sure of holds one that the name may mean."""
        return any(held(unit, self.certain) for unit in span.units)
