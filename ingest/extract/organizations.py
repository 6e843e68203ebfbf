"""Organizations by structure: [place or level][modifier][head][sub-organ]."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.draft import Draft
from kg.datafiles import read_lines
from kg.model import Mention
from kg.ontology import Kind, Level
from kg.text import MASK, is_masked

# Longest run looked at before a head; the longest name in our material has 24 characters.
_REACH: Final = 28
# 党委, 党支部, 党总支 alone are classes; 行业党委, 临时党支部 founded by the case are bodies.
_PLAIN_BRANCH: Final = 3
# Shorter forms than this are too common to be tied to a longer name that ends with them.
_SHORTEST_FORM: Final = 4
# A quoted core inside a name (“小板凳”志愿服务队) is short; longer quotations are speech.
_LONGEST_QUOTE: Final = 20
_BREAKS: Final = re.compile(r"[，。；：！？、\n\s（）()《》〈〉—…,.;:!?·|/]")
_OPEN, _CLOSE = "“「『‘", "”」』’"
_COUNTED: Final = re.compile(
    r"^(?:[0-9.]+|[一二三四五六七八九十百千万两数几]+|[*×✕xX]+)[多余万]*(?:支|个|家|名|人|所|座|处|条|批|类)"
)
_COMMITTEE: Final = re.compile(
    r"(?:自治区|[省市州盟县区旗])?委(?![员托派屈任])"
    r"(?:组织部|宣传部|统战部|政法委|社会工作部|办公[室厅]|编办|常委会|深改委|党校|"
    r"网信办|巡察办|督查室|老干部局|[一-鿿]{2,6}工委|[一-鿿]{1,6}?办(?![法理好事公证案]))?"
)
_RANK: Final = {
    "省": Level.PROVINCE,
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
_ORDER: Final = tuple(Level)
_LEVEL_WORD: Final = re.compile(r"自治区|街道|社区|集团|公司|[省市州盟县区旗镇乡村]")
# 全市、各区, 两级: words that make a level word a class of places.
_PLURAL: Final = "各全本该每两级多三四五其某跨同"
_FOUNDING: Final = re.compile(
    r"(?:成立|组建|组织|设立|增设|建立|创建|创办|打造|培育|引入|引进|发挥|牵头|组成|加入|释放)"
    r"[了起]?[^，。；：]{0,14}$"
)
# What closes a list of names and says that they are bodies: “甲”“乙”等社会组织.
_LISTED: Final = re.compile(
    r"等[一-鿿]{0,6}?(?:社会组织|志愿者?队伍|志愿服务力量|志愿服务队|服务队|服务团队|自治力量|"
    r"社会力量|宣讲队|团队|队伍|协会|合作社|公司|企业|联盟|社团)"
)
_LIST_ITEM: Final = re.compile(r"“([^”]{2,12})”[、和及]?$")
_BARE_LIST: Final = re.compile(
    r"(?:培育|组建|引入|成立|引进|打造)((?:[一-鿿]{2,8}、)*[一-鿿]{2,8})$"
)


@dataclass(frozen=True, slots=True)
class _Head:
    """A head of the lexicon; ``kind`` is its first part's, ``word`` its own words."""

    start: int
    end: int
    kind: str
    word: str


@cache
def _heads() -> tuple[AhoCorasick, tuple[str, ...], tuple[str, ...]]:
    rows = [line.split("\t") for line in read_lines("lexicon", "organization_heads.txt")]
    words = list(dict.fromkeys(word for _, word in rows))
    kinds = {word: kind for kind, word in reversed(rows)}
    automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
    solid = tuple(word for word in words if kinds[word] != "decoy")
    return automaton, tuple(kinds[word] for word in words), solid


@cache
def _stops() -> AhoCorasick:
    words = read_lines("lexicon", "organization_stops.txt")
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


@cache
def _names() -> AhoCorasick:
    words = read_lines("lexicon", "organization_names.txt")
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


@cache
def _generic() -> tuple[str, ...]:
    words = read_lines("lexicon", "organization_generic.txt")
    return tuple(sorted(words, key=len, reverse=True))


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Organization mentions, sorted; ``name`` is the fullest form the case has of a body."""
    places = [m for m in found if m.kind is Kind.PLACE]
    scan = _Scan(draft, places)
    spans: dict[tuple[int, int], None] = {}
    for span in (*scan.known(), *scan.committees(), *scan.headed(), *scan.listed()):
        spans[span] = None
    kept = _outermost(sorted(spans))
    return _named(draft.text, kept)


class _Scan:
    """One pass over a draft: where stops, places and quotations are."""

    def __init__(self, draft: Draft, places: Sequence[Mention]) -> None:
        self.draft = draft
        self.text = draft.text
        self.place_starts = {m.start: m.end for m in sorted(places, key=lambda m: m.end)}
        self.place_ends = {m.end: m.start for m in sorted(places, key=lambda m: -m.start)}
        inside = {at for m in places for at in range(m.start, m.end)}
        self.stop_ends = [
            (start, end)
            for _, start, end in _stops().find_matches_as_indexes(self.text)
            if start not in inside or end - 1 not in inside
        ]
        self.stop_at = {end - 1: end for _, end in self.stop_ends}
        for verb in re.finditer("组织(?![部员委])|联合(?!党|会|社|体|工|国|调)", self.text):
            if self.text[verb.start() - 1 : verb.start()] != "党":
                self.stop_at[verb.end() - 1] = verb.end()

    def known(self) -> Iterator[tuple[int, int]]:
        """Bodies known by name (中组部, 国务院)."""
        for _, start, end in _names().find_matches_as_indexes(self.text):
            if self.text[start:end] == "中央" and self.text[end : end + 1] in "空企财预八管和电":
                continue
            yield start, end

    def committees(self) -> Iterator[tuple[int, int]]:
        """Party committees of a place or a level (宜都市委, 省委组织部)."""
        for match in _COMMITTEE.finditer(self.text):
            start, word = match.start(), match.group()
            at = match.end() if word.startswith("委") else start + word.index("委")
            if "—" in (self.text[start - 1 : start], self.text[match.end() : match.end() + 1]):
                continue
            where = self.place_ends.get(match.start() if word.startswith("委") else at)
            if where is not None:
                yield self._chain(where), match.end()
            elif not word.startswith("委"):
                masked = self._mask_before(start)
                if masked is not None:
                    yield masked, match.end()
                elif self._definite(start, word[: word.index("委")]):
                    yield start, match.end()

    def headed(self) -> Iterator[tuple[int, int]]:
        """Names that end in a head of the lexicon."""
        for head in self._merged_heads():
            start = self._left(head)
            if start is not None and start < head.end:
                yield start, head.end

    def listed(self) -> Iterator[tuple[int, int]]:
        """Names in a list that is called a list of bodies (“甲”“乙”等社会组织)."""
        for close in _LISTED.finditer(self.text):
            at = close.start()
            quoted = False
            while item := _LIST_ITEM.search(self.text, max(0, at - 16), at):
                yield item.span(1)
                at, quoted = item.start(), True
            if quoted:
                continue
            bare = _BARE_LIST.search(self.text, max(0, at - 40), at)
            if bare and "、" in bare.group(1):
                start = bare.start(1)
                for name in bare.group(1).split("、"):
                    yield start, start + len(name)
                    start += len(name) + 1

    def _merged_heads(self) -> Iterator[_Head]:
        """Heads in order; a branch joins the head it follows (某某公司党支部)."""
        automaton, kinds, _ = _heads()
        last: _Head | None = None
        for number, start, end in automaton.find_matches_as_indexes(self.text):
            kind = kinds[number]
            if last and last.end == start and kind == "branch" and last.kind != "decoy":
                last = _Head(last.start, end, last.kind, self.text[last.start : end])
                continue
            if last and last.kind != "decoy":
                yield last
            if self.text[start:end].endswith("队") and self.text[end : end + 1] == "伍":
                end += 1  # noqa: PLW2901 - 服务队伍 is the same body as 服务队
            last = _Head(start, end, kind, self.text[start:end])
        if last and last.kind != "decoy":
            yield last

    def _left(self, head: _Head) -> int | None:
        """Where the name that ends in this head begins; None where it is a class word."""
        limit = self._limit(head.start)
        window = self.text[limit : head.start]
        counted = _COUNTED.match(window)
        if counted:
            limit += counted.end()
            window = self.text[limit : head.start]
        placed = next((at for at in range(limit, head.start) if at in self.place_starts), None)
        if placed is not None:
            return self._after_place(placed, limit, head)
        joined = self._joined(limit, head)
        if joined is not None:
            return joined
        masked = MASK.match(window)
        if masked and not counted:
            short = head.kind in ("branch", "organ") or masked.end() == len(window)
            return limit if short else None
        level = _LEVEL_WORD.match(window) or _LEVEL_WORD.match(head.word)
        if level and head.kind != "team":
            rest = self.text[limit + level.end() : head.start]
            return limit if self._definite(limit, level.group(), rest, head) else None
        if counted and head.kind != "team":
            return None
        return limit if self._proper(limit, window, head) else None

    def _joined(self, limit: int, head: _Head) -> int | None:
        """Start of a name with 和 or 及 inside it (市福利中心和护理院联合党支部)."""
        if head.kind == "body" or self.text[limit - 1 : limit] not in tuple("和及") or limit < 3:
            return None
        start = self._limit(limit - 1)
        left = self.text[start : limit - 1]
        bodies = any(left.endswith(word) for word in _heads()[2]) and "联合" not in head.word
        if len(left) < 2 or bodies or _LEVEL_WORD.match(self.text, limit) or len(_bare(left)) < 2:
            return None
        level = _LEVEL_WORD.match(left)
        if level:
            return (
                start if self._definite(start, level.group(), left[level.end() :], head) else None
            )
        return start if head.kind == "team" and self._founded(start) else None

    def _founded(self, start: int) -> bool:
        return _FOUNDING.search(self.text, max(0, start - 20), start) is not None

    def _after_place(self, placed: int, limit: int, head: _Head) -> int | None:
        """Start of a name led by a place; a class word behind the place is no name."""
        rest = self.text[self._chain_end(placed) : head.start]
        if rest and head.kind == "branch" and _bare(rest) == "":
            # 某某社区 网格党支部 is one body; 浙江 各级 党委 is a class.
            return placed if rest in ("网格", "机关", "小区", "项目") else None
        if head.kind == "body" and rest and _bare(rest) == "" and len(rest) > 1:
            return None
        return placed if placed >= limit else limit

    def _definite(self, start: int, level: str, rest: str = "", head: _Head | None = None) -> bool:
        """Whether a body named by its level alone is *the* one of the case."""
        before = self.text[start - 1 : start]
        if before and before in _PLURAL:
            return False
        if before and "一" <= before <= "鿿" and start - 1 not in self.stop_at:
            return False
        after = self.text[start + len(level) : start + len(level) + 1]
        if (
            self.text[start - 1 : start] in ("—", "-")
            or after in tuple("级直里内两、（(")
            or (after in tuple("省市州县区镇乡村街") and not rest.startswith(("市场", "乡村")))
        ):
            return False
        if level in ("集团", "公司"):
            return self.draft.level is Level.ENTERPRISE
        own = self.draft.level
        rank = _RANK.get(level, Level.PROVINCE)
        if own is None or own is Level.ENTERPRISE:
            return rank in (Level.PROVINCE, Level.CITY, Level.COUNTY)
        if level == "市" and (own is not Level.PROVINCE or self._municipality()):
            return True
        specific = head is not None and head.kind in ("organ", "body") and _bare(rest) != ""
        return _ORDER.index(rank) <= _ORDER.index(own) or specific

    def _municipality(self) -> bool:
        """Whether the case's province is a city, so that 市委 is a provincial organ."""
        region = self.draft.region
        return not region or region[0].endswith("市")

    def _proper(self, start: int, window: str, head: _Head) -> bool:
        """Whether what stands before a head without place or level is a name of its own."""
        quoted = window.endswith(tuple(_CLOSE))
        opened = start > 0 and self.text[start - 1] in _OPEN
        founded = self._founded(start)
        own = _bare(window)
        named = len(own) > 1
        if head.word == "志愿者":
            return quoted
        if head.kind == "team":
            return quoted or (opened and bool(window)) or (founded and named)
        if head.kind == "branch":
            return founded and len(head.word) > _PLAIN_BRANCH
        if head.kind == "organ":
            return (founded or opened) and named
        return named and (len(window) > len("某某") or opened or founded)

    def _limit(self, start: int) -> int:
        """Leftmost place where a name that runs up to ``start`` may begin."""
        at = start
        while at > max(0, start - _REACH):
            char = self.text[at - 1]
            if char in _CLOSE:
                opening = self._opening(at - 1)
                if opening is None:
                    return at
                at = opening
            elif at in self.place_ends:
                at = self.place_ends[at]
            elif char in _OPEN or _BREAKS.match(char) or at - 1 in self.stop_at:
                return at
            else:
                at -= 1
        return at

    def _opening(self, close: int) -> int | None:
        floor = max(0, close - _LONGEST_QUOTE)
        opening = max(self.text.rfind(mark, floor, close) for mark in _OPEN)
        return opening if opening >= 0 else None

    def _chain(self, start: int) -> int:
        """Start of the run of places that ends where the place at ``start`` begins."""
        while start in self.place_ends:
            start = self.place_ends[start]
        return start

    def _chain_end(self, start: int) -> int:
        while start in self.place_starts:
            start = self.place_starts[start]
        return start

    def _mask_before(self, start: int) -> int | None:
        window = self.text[max(0, start - 4) : start]
        runs = [m for m in MASK.finditer(window) if m.end() == len(window)]
        return start - len(window) + runs[-1].start() if runs else None


def _bare(modifier: str) -> str:
    """Return what is left of a modifier when generic words are taken off its front."""
    rest = modifier
    while rest:
        word = next((w for w in _generic() if rest.startswith(w)), None)
        if word is None:
            return rest
        rest = rest[len(word) :]
    return rest


def _outermost(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans without those that lie inside another."""
    kept: list[tuple[int, int]] = []
    for span in sorted(spans, key=lambda s: (s[0], -s[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _named(text: str, spans: Sequence[tuple[int, int]]) -> list[Mention]:
    """Mentions with short forms tied to the longest name of the same body in the case."""
    surfaces = {text[start:end] for start, end in spans}
    fullest = {surface: _fullest(surface, surfaces) for surface in surfaces}
    mentions = []
    for start, end in spans:
        surface = text[start:end]
        name = fullest[surface]
        mentions.append(
            Mention(Kind.ORGANIZATION, start, end, surface, name, redacted=is_masked(name))
        )
    return mentions


def _fullest(surface: str, surfaces: set[str]) -> str:
    """The longest name that ends with this one, is its masked form, or shares its quoted core."""
    core = re.search(r"“([^”]+)”", surface)
    same = [
        other
        for other in surfaces
        if (other.endswith(surface) and len(surface) >= _SHORTEST_FORM)
        or (is_masked(other) and MASK.sub("", other, count=1) == surface)
        or (core is not None and core.group() in other and other.endswith(("队", "队伍")))
    ]
    return max(same, key=lambda other: (len(other), other), default=surface)
