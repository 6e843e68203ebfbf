"""Where the name of a body may begin: stops, places, quotations and level words before it."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from ingest.draft import Draft
from ingest.extract.organizations.overlap import Overlap
from ingest.extract.organizations.stops import VERBS, bare, openers, stop_words
from ingest.extract.organizations.votes import bodies
from kg.model import Mention
from kg.ontology import Kind, Level
from kg.places import gazetteer
from kg.text import MASK

# Longest run looked at before a head; the longest name in our material has 24 characters.
_REACH: Final = 28
# A quoted core inside a name (“小板凳”志愿服务队) is short; longer quotations are speech.
_LONGEST_QUOTE: Final = 20
_SPEECH: Final = re.compile("[。！？；]")
_BREAKS: Final = frozenset("，。；：！？、（）()《》〈〉【】〔〕—…,.;:!?·|丨｜/+＋★☆●■▲◆※")
OPEN, CLOSE = "“「『‘", "”」』’"
# ×月份|区教委: a date ends before a name begins.
_DATED: Final = re.compile(r"(?:[0-9*×]+[年月日号]|[0-9*×]+月份)$")
_COMMITTEE: Final = re.compile("[省市县区旗州]委")  # 市委|区委
_DATE_ENDS: Final = frozenset("年月日号份")
_DIRECT: Final = ("直工委", "直机关工委", "直机关党工委", "直属机关工委")
# 平日里有|某某大学: what the tagger leaves out before a body it sees, with a word of a clause.
_LEAD_IN: Final = re.compile(r"[有里着了过就都也要会能可既请来去]")
_INNER: Final = re.compile(r"[（(]([一-鿿]{2,4})[）)]\Z")
# A stop this far from both ends of a tagged body stands inside its name.
_INSIDE: Final = 2
_WHOLE: Final = frozenset({Level.PROVINCE, Level.CITY})
# A sentence is looked back on this far; few are longer.
_SENTENCE: Final = 200
_COUNTED: Final = re.compile(
    r"(?:[0-9.]+|[一二三四五六七八九十百千万两数几]+|[*×✕xX]+)[多余万]*"
    r"(?:支|个|家|名|人|所|座|处|条|批|类)"
)
_FOUNDING: Final = re.compile(
    r"(?:成立|组建|组织|设立|增设|建立|创建|创办|打造|培育|引入|引进|发挥|牵头|组成|加入|释放)"
    r"[了起]?[^，。；：]{0,14}$"
)
# 幼儿园1200余所, “工作室”14个: what is counted behind is a class.
_COUNT_AFTER: Final = re.compile(r"[”’]?[0-9*×]+[余多万]*[所家个支座处条](?![一-鿿])")
LEVEL_WORD: Final = re.compile(r"自治区|街道|社区|集团|公司|[省市州盟县区旗镇乡村]")
_RANK: Final = {
    "省": Level.PROVINCE,
    "自治区": Level.PROVINCE,
    "市": Level.CITY,
    "州": Level.CITY,
    "盟": Level.CITY,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "旗": Level.COUNTY,
    "镇": Level.TOWN,
    "乡": Level.TOWN,
    "街道": Level.TOWN,
    "村": Level.VILLAGE,
    "社区": Level.VILLAGE,
}
_HIGH: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})
_ORDER: Final = tuple(Level)
# 全市, 各区, 两级 before it and 市级, 区直, 乡镇 behind it make a level word a class of places.
_PLURAL: Final = frozenset("各全本该每两级多三四五其某跨）)")
_POST_AFTER: Final = re.compile(
    r"[^，。；、：\s]{2,8}?(?:副?书记|委员|副?主任|副?主席|下设|下辖|牵头|组织|带领|引领|召开|动员|负责|积极|还|决定|班子)"
)
_ANY: Final = ("所在", "所属", "当地", "有关", "相关")
_CLASS_AFTER: Final = frozenset("级直里内外域两管属辖、（(省州县区镇乡街")


def _begins_anew(text: str, place: Mention) -> bool:
    """Whether a place right behind another is a province or city that does not lie in it."""
    units = gazetteer().named(place.surface)
    if not units or any(unit.level not in _WHOLE for unit in units):
        return False
    # 江苏省|南京市: behind its own province, or a country, it goes on.
    return text[place.start - 1] not in "省国区"


class Ground:
    """A draft with its stops and places, asked where a name that ends somewhere begins."""

    def __init__(self, draft: Draft, places: Sequence[Mention]) -> None:
        """Note the places, what the tagger calls bodies, and the stops that lie in no place."""
        self.draft = draft
        self.text = draft.text
        self.place_starts = {m.start: m.end for m in sorted(places, key=lambda m: m.end)}
        self.place_ends = {m.end: m.start for m in sorted(places, key=lambda m: -m.start)}
        inside = {at for m in places for at in range(m.start, m.end)}
        finder, hard = stop_words()
        stops = [
            (end - 1, hard[word])
            for word, start, end in finder.find_matches_as_indexes(self.text)
            if hard[word] is not None and (start not in inside or end - 1 not in inside)
        ]
        self._ends = sorted(self.place_ends)
        self._tops = {
            m.start for m in places if m.start in self.place_ends and _begins_anew(self.text, m)
        }
        self.bodies = list(bodies(draft))
        self.persons = {tag.start for tag in draft.tags if tag.kind is Kind.PERSON}
        self._voted = Overlap(self.bodies)
        self.tag_starts = {end: start for start, end in self.bodies}
        self.body_starts = {start for start, _ in self.bodies}
        # 社区事务受理服务中心: a verb inside what the tagger reads as one body is none.
        named = {at for a, b in self.bodies for at in range(a + _INSIDE, b - _INSIDE)}
        self._stops = {at for at, always in stops if always or at not in named}
        for pattern in (VERBS, openers()):
            self._stops |= {verb.end() - 1 for verb in pattern.finditer(self.text)}

    def limit(self, start: int) -> int:
        """Leftmost place where a name that runs up to ``start`` may begin."""
        at = start
        while at > max(0, start - _REACH):
            char = self.text[at - 1]
            if char in CLOSE:
                opening = self.opening(at - 1)
                if opening is None:
                    return at
                at = opening
                if self.text[at - 1 : at] in tuple(CLOSE):  # “甲”|“乙”服务队
                    return at
            elif at in self.place_ends:
                at = self.place_ends[at]
            elif char in "）)" and (bracket := self._bracket(at)):
                at = bracket
            elif (
                char in OPEN
                or char in _BREAKS
                or char.isspace()
                or at - 1 in self._stops
                or self._dated(at)
            ):
                return at
            else:
                at -= 1
        return at

    def _bracket(self, end: int) -> int | None:
        """Start of a bracket inside a firm's name that ends at ``end``: 某某啤酒(辽宁)|有限公司."""
        found = _INNER.search(self.text, max(0, end - 8), end)
        if found is None or (found[1] != "集团" and found.start(1) not in self.place_starts):
            return None
        return found.start()

    def in_place(self, start: int, end: int) -> bool:
        """Whether a place's name begins with, and goes on behind, what stands there."""
        return self.place_starts.get(start, end) > end

    def place_in(self, start: int, end: int) -> int | None:
        """Start of the first place that begins in ``text[start:end]``."""
        return next((at for at in range(start, end) if at in self.place_starts), None)

    def chain_start(self, start: int) -> int:
        """Start of the run of places that touches the place at ``start`` from before."""
        while start in self.place_ends and start not in self._tops:
            start = self.place_ends[start]
        return start

    def chain_end(self, start: int) -> int:
        """End of the run of places that begins at ``start``: from a city or province down."""
        at = start
        while at in self.place_starts and (at == start or at not in self._tops):
            at = self.place_starts[at]
        return at

    def last_chain(self, start: int) -> int:
        """Start of the last of the runs that touch each other from ``start`` on.

        某县某村|上海某大学: a province or a city behind a lower place begins a run of its own.
        """
        while (end := self.chain_end(start)) in self.place_starts and end != start:
            start = end
        return start

    def last_place(self, start: int, end: int) -> int:
        """Start of the last place of the run that begins at ``start``; ``start`` if none."""
        at, last = start, start
        while at in self.place_starts and self.place_starts[at] < end:
            last, at = at, self.place_starts[at]
        return last

    def mask_before(self, start: int) -> int | None:
        """Start of the mask that touches ``start`` from before (×区委)."""
        window = self.text[max(0, start - 4) : start]
        runs = [m for m in MASK.finditer(window) if m.end() == len(window)]
        return start - len(window) + runs[-1].start() if runs else None

    def founded(self, start: int) -> bool:
        """Whether a verb of founding governs what begins at ``start``."""
        return _FOUNDING.search(self.text, max(0, start - 20), start) is not None

    def counted(self, start: int, end: int) -> int | None:
        """End of the number with its measure that ``text[start:end]`` begins with."""
        found = _COUNTED.match(self.text, start, end)
        return found.end() if found else None

    def counted_after(self, end: int) -> bool:
        """Whether a number that counts it, and no more, follows what ends at ``end``."""
        return _COUNT_AFTER.match(self.text, end) is not None

    def voted(self, start: int, end: int) -> bool:
        """Whether the tagger sees a body in ``text[start:end]``; yes where no tagger ran."""
        return not self.draft.tags or self.seen(start, end)

    def seen(self, start: int, end: int) -> bool:
        """Whether the tagger sees a body in ``text[start:end]``."""
        return self._voted.meets(start, end)

    def trimmed(self, start: int, end: int) -> int:
        """Where the tagger begins a body, if what it leaves out before is of a clause."""
        seen = self.tag_starts.get(end, start)
        return seen if seen > start and _LEAD_IN.search(self.text, start, seen) else start

    def opened(self, start: int) -> bool:
        """Whether a quotation opens right before ``start``."""
        return start > 0 and self.text[start - 1] in OPEN

    def definite(self, start: int, level: str, rest: str = "", *, specific: bool = False) -> bool:
        """Whether a body led by a level word is *the* one of the case, and no class.

        ``rest`` stands between the level word and the head. Organs above the case's own level
        are definite (省委 in a city's paper); those below only where their name is
        ``specific`` (区城管指挥中心).
        """
        if not self._singular(start, level, rest):
            return False
        if level in ("集团", "公司"):
            return self.draft.level is Level.ENTERPRISE
        own, rank = self._own_level(), _RANK[level]
        if own is None or own is Level.ENTERPRISE:
            return rank in _HIGH or self._just_named(start, level) or self._only(start, level)
        if level == "市" and (own is not Level.PROVINCE or self._municipality()):
            return True
        if _ORDER.index(rank) <= _ORDER.index(own) or specific or bare(rest) != "":
            return True
        return self._just_named(start, level) or self._only(start, level)

    def _only(self, start: int, level: str) -> bool:
        """Whether a post follows and the case names one place of this level: 镇党委书记."""
        if _POST_AFTER.match(self.text, start) is None:
            return False
        named = {
            self.text[start:end]
            for start, end in self.place_starts.items()
            if self.text.endswith(level, start, end)
        }
        return len(named) == 1

    def _own_level(self) -> Level | None:
        """The case's level, else that of its place by what its name ends with."""
        if self.draft.level is not None or not self.draft.region:
            return self.draft.level
        place = self.draft.region[-1]
        return next((rank for word, rank in _RANK.items() if place.endswith(word)), None)

    def _just_named(self, start: int, level: str) -> bool:
        """Whether the sentence has named a place of this level before: 某某镇…，镇党委…."""
        low = max(0, start - _SENTENCE)
        floor = max(self.text.rfind(mark, low, start) for mark in "。；！？\n")
        first, last = bisect_right(self._ends, max(floor, low)), bisect_left(self._ends, start)
        return any(self.text.endswith(level, 0, end) for end in self._ends[first:last])

    def linked(self, start: int, end: int) -> bool:
        """Whether a word is a link of 区委—街道党工委—社区党委, a chain of classes."""
        before, after = self.text[max(0, start - 2) : start], self.text[end : end + 1]
        return after in ("—", "-") or (before[-1:] in ("—", "-") and before != "——")

    def _singular(self, start: int, level: str, rest: str) -> bool:
        before = self.text[start - 1 : start]
        classed = before in _PLURAL or self.text.endswith(_ANY, 0, start)
        if classed or self.linked(start, start):
            return False
        begins = start - 1 in self._stops or _COMMITTEE.search(self.text, start - 2, start)
        if "一" <= before <= "鿿" and not begins and not self._dated(start):
            return False
        after = self.text[start + len(level) : start + len(level) + 1]
        # 市直机关工委 is one body, 市直部门 a class.
        own = rest.startswith("乡村") or self.text.startswith(_DIRECT, start + len(level))
        return after not in _CLASS_AFTER or own

    def _dated(self, at: int) -> bool:
        """Whether a date ends right before ``at``."""
        last = self.text[at - 1 : at]
        return last in _DATE_ENDS and _DATED.search(self.text, max(0, at - 7), at) is not None

    def _municipality(self) -> bool:
        """Whether the case's province is a city, so that 市委 is a provincial organ."""
        region = self.draft.region
        return not region or region[0].endswith("市")

    def opening(self, close: int) -> int | None:
        """Start of the short quotation that ends at ``close``; None where it is speech."""
        floor = max(0, close - _LONGEST_QUOTE)
        opening = max(self.text.rfind(mark, floor, close) for mark in OPEN)
        spoken = opening >= 0 and _SPEECH.search(self.text, opening, close)
        return None if opening < 0 or spoken else opening
