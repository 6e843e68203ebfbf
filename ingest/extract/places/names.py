"""Names of places that no gazetteer has, found by their class word and where they begin."""

import re
from collections.abc import Sequence
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.draft import Tag
from ingest.extract.places.quarters import quarters
from ingest.extract.places.shapes import (
    CLASS,
    DOUBLED,
    GOES_ON,
    GROUP,
    GROWS,
    HAS_GROUP,
    LISTED,
    NO_NAME,
    NUMBERED,
    ORGAN_FIRST,
    PEOPLE,
    SETTLEMENTS,
)
from ingest.extract.places.triggers import is_trigger, triggers
from ingest.extract.places.units import Cover, Span, cuts, held
from ingest.extract.places.words import is_generic
from ingest.extract.places.zones import numeric, zones
from kg.ontology import Kind, Level
from kg.places import Unit, gazetteer

# Verbs of one character that open a clause before a class word: 建强社区, 抓村.
_VERB_FIRST: Final = frozenset("建强抓做促推提创搞优扩增聚凝筑搭办解管用入进驻")
# … and those that end one: 在岗驻|村, 结对帮|村.
_VERB_LAST: Final = frozenset("驻联包进下到住离回返入帮援兴富强全各本")
# 扶某村|支委: a post of a village's own proves that a name stands before.
_POST_AFTER: Final = re.compile(r"村(?:支[委书]|支部|两委|“两委”|党支部|党总支|党委|第一书记)")
# 某镇高家|山村: behind a unit these words are a name's end and its class word.
_SCENIC: Final = frozenset({"山村", "渔村", "古村", "山乡", "水乡"})
# 社区阳光家园: what begins with a class word is a class of its own.
# 万企兴万|村: a slogan that counts both sides.
_SLOGAN: Final = re.compile("[百千万][一-鿿]{1,2}[百千万]")
_CLASS_FIRST: Final = ("社区", "小区", "街道", "街镇", "镇村", "村级", "乡建")
_STEM: Final = re.compile(r"(?:社区|村|街道|镇|乡)$")
_GREATER: Final = "大"  # 大下姜: an area around 下姜村 that goes by its name
_REACH: Final = 7  # characters before the class word; the longest official community names have 7
_LONGEST_UNKNOWN: Final = 5
_ROAD_AFTER: Final = re.compile("路|大道|街(?!道)|巷|大桥|站")
_SAME: Final = re.compile(r"[、和与及]")


def find_names(
    text: str, units: Sequence[Span], certain: Sequence[Unit], tags: Sequence[Tag] = ()
) -> list[Span]:
    """Named settlements and sites, in order; none over a unit, but a zone takes its unit in.

    Places and bodies among ``tags`` bear out where the name of a site begins: 万达|商圈.
    """
    voted = {tag.start for tag in tags if tag.kind is not Kind.PERSON}
    finder = _Names(text, units, certain, voted)
    for match in CLASS.finditer(text):
        span = finder.named(match.start(), match.end())
        if span is not None:
            finder.add(span)
    for match in NUMBERED.finditer(text):
        span = finder.numbered(match.start(), match.end())
        if span is not None:
            finder.add(span)
    for span in quarters(text, tags, Cover(text, units), {unit.end for unit in units}):
        finder.add(span)
    for match in GROUP.finditer(text) if HAS_GROUP.search(text) else ():
        stem = match.group()[:-2]
        if not (ORGAN_FIRST.match(stem) or NO_NAME.search(stem) or is_generic(stem)):
            finder.add(Span(*match.span()))
    known = [*units, *(found := finder.all_again())]
    beside = [*zones(text, units), *numeric(text, known)]
    return sorted([*found, *beside], key=lambda span: span.start)


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
        if not wanted:
            return []
        wanted.sort(key=lambda item: item[0])
        cover = Cover(self.text, [*self.units, *spans])
        automaton = AhoCorasick([item[0] for item in wanted], matchkind=MatchKind.LeftmostLongest)
        for index, start, end in automaton.find_matches_as_indexes(self.text):
            _, units, form = wanted[index]
            span = Span(start, end, units, form=form)
            if form and start and self.text[start - 1] == _GREATER:
                span = Span(start - 1, end)
            road = form and _ROAD_AFTER.match(self.text, end)
            if not road and not cover.meets(span):
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
        if grown := self._grown(left, at, end) or self._scenic(left, at, end):
            return grown
        goes_on = GOES_ON.match(self.text, end - 1) is not None
        words = [] if goes_on else [c for c in cuts(self.text, left, at + 2) if c[0] < at]
        if not words:
            return None
        across = words[-1][1] > at and is_generic(self.text[slice(*words[-1])])  # 建|农村
        if across or (words[-1][1] > end and not _POST_AFTER.match(self.text, end - 1)):
            return None
        people = PEOPLE.match(self.text, end - 1) is not None
        settled = self.text[at:end] in SETTLEMENTS
        if settled and self.text[at:end] in LISTED:
            start = self._listed(left, at, end, words)
            if start is not None and not (people and self._loose(start, end)):
                return Span(start, end, self._near(self.text[start:end]))
        posted = settled and _POST_AFTER.match(self.text, end - 1) is not None
        whole = not people and (words[-1][1] <= at or posted)
        loose = settled and not posted
        start = self._bounded(left, at, words, settled=loose) if whole else None
        return None if start is None else Span(start, end)

    def _grown(self, left: int, at: int, end: int) -> Span | None:
        """A site named after the settlement before it, 怡园新村|小区, or its village, 张村|村."""
        if at in self.found and self.text[at:end] in GROWS:
            return Span(self.found[at].start, end)
        doubled = DOUBLED.search(self.text, max(0, at - 4), end + 1)
        fits = doubled is not None and doubled.end() == end and doubled.start() >= left
        return Span(doubled.start(), end) if doubled and fits else None

    def _scenic(self, left: int, at: int, end: int) -> Span | None:
        """A village behind its unit or another whose name ends like a word: 某镇|高家山村."""
        stem = self.text[left:at]
        if self.text[at - 1 : end] not in _SCENIC:
            return None
        if not (self._follows(left) or self._enumerated(left, stem)):
            return None
        named = 1 < len(stem) < _LONGEST_UNKNOWN and not NO_NAME.search(stem)
        return Span(left, end) if named and not is_generic(stem[:-1]) else None

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
            here = self._follows(start) and bool(self._near(name))  # 某某乡|友谊村
            if not gazetteer().villages(name, None) or (is_generic(name) and not here):
                continue
            if self._follows(start) or self._enumerated(start, name):
                return start
            if is_generic(stem):
                return None
            if start == left + 1 and self._follows(left) and self._may_begin(self.text[left]):
                return left  # 某镇|白|石屋村: what stands between is the name's
            before = self._before(start, left, words)
            if self._near(name) and len(stem) > 1:
                return start
            if stem[0] in _VERB_FIRST:
                break
            if len(stem) > 1 and (is_trigger(before) or not before):
                return start
        return None

    def _follows(self, start: int) -> bool:
        """Whether a place ends where a name would begin."""
        return start in self.ends or start in self.found

    def _may_begin(self, char: str) -> bool:
        """Whether a character between a unit and a village's name may be the name's own."""
        return not (NO_NAME.search(char) or is_trigger(char) or is_generic(char)) and (
            char not in _VERB_FIRST
        )

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
        # 某镇|依托|居民区: no trigger is a name.
        led = is_trigger(stem) or stem.startswith(_CLASS_FIRST) or ORGAN_FIRST.match(stem)
        if led or (settled and stem[-1] in _VERB_LAST):
            return None
        inner = [cut for cut in words if cut[0] >= start]
        if _SLOGAN.match(stem) or is_generic(stem) or any(self._plain(a, b) for a, b in inner):
            return None
        odd = any(b - a == 1 for a, b in inner)
        if self._follows(start) or self._enumerated(start, self.text[at:]):
            return start if odd or len(inner) == 1 else None
        before = self._before(start, left, words)
        if f"+{before}" in triggers() or (start in self.voted and not settled):
            return start
        # 南卜尔汉图村: a clause begins with it, and the tagger sees it.
        opens = not before and start in self.voted and not self._tail_listed(start, at)
        return start if odd and (opens or (is_trigger(before) and not settled)) else None

    def _tail_listed(self, start: int, at: int) -> bool:
        """Whether what a name begins with may be another place: 福城|丹湖社区; or a quotation."""
        quoted = self.text[start - 1 : start] in tuple("“‘")
        ends = (at + len(word) for word in LISTED if self.text.startswith(word, at))
        end = max(ends, default=at)
        return quoted or any(
            gazetteer().villages(self.text[first:end], None) for first in range(start + 1, at - 1)
        )

    def _plain(self, start: int, end: int) -> bool:
        """Whether a word of a name is a modifier, no class word: 老旧, but 新村 may name."""
        word = self.text[start:end]
        return end - start > 1 and is_generic(word) and not CLASS.fullmatch(word)

    def _start(self, left: int, at: int, words: list[tuple[int, int]]) -> int:
        """The end of the last trigger before the class word, else the leftmost character."""
        start = left
        for a, b in words:
            if is_trigger(self.text[a:b]) and b < at:
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
