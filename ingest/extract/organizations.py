"""Organizations by structure: [place or level][modifier][head][sub-organ]."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.draft import Draft
from ingest.extract.ground import CLOSE, LEVEL_WORD, Ground, bare
from kg.datafiles import read_lines
from kg.model import Mention
from kg.ontology import Kind
from kg.text import MASK, is_masked

# Organs that every place has: 街道办事处 below the case's own level is a class word.
_PLAIN_ORGANS: Final = frozenset(
    (
        *("委员会", "政府", "人民政府", "人大", "政协", "办公室", "办事处", "管委会", "法院"),
        *("居委会", "村委会", "业委会", "居民委员会", "村民委员会", "业主委员会", "检察院"),
        *("党群服务中心", "便民服务中心", "党群服务站", "服务中心", "服务站", "派出所", "司法所"),
        *("科协", "残联", "妇联"),
    )
)
# The least that stands before 和 inside one name (人力资源及志愿者工作组).
_SHORTEST_PART: Final = 2
# Shorter forms than this are too common to be tied to a longer name that ends with them.
_SHORTEST_FORM: Final = 4
# Shorter names stand inside other words: 中办 in 集中办公.
_SHORTEST_NAME: Final = 3
# A name without place or level needs this much of its own: 天宜机械, 清江小学.
_SHORTEST_TAGGED: Final = 4
# A place and these may stand before a branch: 某某社区网格党支部; 浙江各级党委 is a class.
_BETWEEN: Final = frozenset({"网格", "机关", "小区", "项目"})
_COUNTED: Final = re.compile(
    r"(?:[0-9.]+|[一二三四五六七八九十百千万两数几]+|[*×✕xX]+)[多余万]*"
    r"(?:支|个|家|名|人|所|座|处|条|批|类)"
)
# 帮扶217所学校: a number inside counts what follows, which is a class.
_COUNTED_INSIDE: Final = re.compile(r"[0-9*×]+[多余万]*(?:支|个|家|名|所|座|处|批|类)")
_WHOLE: Final = re.compile("全[省市州县区旗镇乡街村]")
_COMMITTEE: Final = re.compile(
    r"(?:自治区|[省市州盟县区旗])?委(?![员托派屈任])"
    r"(?:组织部|宣传部|统战部|政法委|社会工作部|办公[室厅]|编办|常委会|深改委|党校|"
    r"网信办|巡察办|督查室|老干部局|活动办|[一-鿿]{2,6}工委)?"
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
# A tagged name without a head of the lexicon ends like a firm's short name.
_FIRM: Final = re.compile(
    r"(?:机械|工具|实业|科技|电子|股份|控股|石化|电力|物流|农业|食品|药业|医药|重工|汽车|能源|纺织|"
    r"化工|建设|建筑|置业|地产|传媒|通信|电气|电器|制造|钢铁|水泥|矿业|航空|铁路|保险|证券|基金|商场)$"
)
# A tagged name that ends so is a class (社区党组织) or no body at all.
_TAGGED_CLASS: Final = re.compile(
    r"(?:党组织|党[工支]?委|党支部|支部|部门|班子|干部|大会|会议|大政)$"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Head:
    """A head of the lexicon; ``kind`` is its first part's, ``word`` its own words."""

    start: int
    end: int
    kind: str
    word: str


@cache
def _heads() -> tuple[AhoCorasick, tuple[str, ...], tuple[str, ...]]:
    """Matcher over heads and decoys, the kind of each, and the heads alone."""
    rows = [line.split("\t") for line in read_lines("lexicon", "organization_heads.txt")]
    words = tuple(dict.fromkeys(word for _, word in rows))
    kinds = {word: kind for kind, word in reversed(rows)}
    automaton = AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)
    solid = tuple(word for word in words if kinds[word] != "decoy")
    return automaton, tuple(kinds[word] for word in words), solid


@cache
def _names() -> AhoCorasick:
    words = read_lines("lexicon", "organization_names.txt")
    return AhoCorasick(words, matchkind=MatchKind.LeftmostLongest)


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Organization mentions, sorted; ``name`` is the fullest form the case has of a body.

    A body named with a run of places (某县某镇某村党委) is mentioned twice: with all of them,
    and from the last place on, which is its name.
    """
    ground = Ground(draft, [m for m in found if m.kind is Kind.PLACE])
    spans = _outermost([*_known(ground), *_committees(ground), *_headed(ground), *_listed(ground)])
    spans = _outermost([*spans, *_tagged(ground, spans)])
    return _mentions(ground, spans)


def _known(ground: Ground) -> Iterator[Span]:
    """Bodies known by name (中组部, 国务院)."""
    for _, start, end in _names().find_matches_as_indexes(ground.text):
        before, after = ground.text[start - 1 : start], ground.text[end : end + 1]
        # 农业农村部门 is a class; 中办 in 集中办公 is nothing.
        if after != "门" and (end - start >= _SHORTEST_NAME or not before.isalpha()):
            yield start, end


def _committees(ground: Ground) -> Iterator[Span]:
    """Party committees of a place or a level (宜都市委, 省委组织部)."""
    for match in _COMMITTEE.finditer(ground.text):
        start, end = match.span()
        level = match.group().partition("委")[0]
        seat = ground.place_ends.get(start + len(level))
        if ground.linked(start, end):
            continue
        if seat is not None:
            yield ground.chain_start(seat), end
        elif level:
            masked = ground.mask_before(start)
            if masked is not None or ground.definite(start, level):
                yield start if masked is None else masked, end


def _headed(ground: Ground) -> Iterator[Span]:
    """Names that end in a head of the lexicon; 甲组、乙组 share the verb before the first."""
    last: Span | None = None
    for head in _merged(ground.text):
        start = _start(ground, head)
        if start is None and last and ground.text[last[1] : last[1] + 1] in tuple("、和及"):
            limit = ground.limit(head.start)
            shared = head.kind in ("team", "organ", "body") and limit == last[1] + 1
            start = limit if shared and len(bare(ground.text[limit : head.start])) > 1 else None
        if start is not None and start < head.end:
            last = (start, head.end)
            yield last


def _merged(text: str) -> Iterator[_Head]:
    """Heads in order; a branch joins the head it follows (某某公司党支部)."""
    automaton, kinds, _ = _heads()
    last: _Head | None = None
    for number, start, stop in automaton.find_matches_as_indexes(text):
        kind = kinds[number]
        if last and last.end == start and kind == "branch" and last.kind != "decoy":
            last = _Head(last.start, stop, last.kind, text[last.start : stop])
            continue
        if last and last.kind != "decoy":
            yield last
        end = (
            stop + 1 if text[start:stop].endswith("队") and text[stop : stop + 1] == "伍" else stop
        )
        last = _Head(start, end, kind, text[start:end])
    if last and last.kind != "decoy":
        yield last


def _start(ground: Ground, head: _Head) -> int | None:
    """Where the name that ends in this head begins; None where it is a class word."""
    limit = ground.limit(head.start)
    counted = _COUNTED.match(ground.text, limit, head.start)
    limit = counted.end() if counted else limit
    whole_of = _WHOLE.match(ground.text, limit, head.start)
    limit = whole_of.end() if whole_of else limit
    if _COUNTED_INSIDE.search(ground.text, limit, head.start):
        return None
    placed = ground.place_in(limit, head.start)
    if placed is not None:
        return placed if _named_after(ground, placed, head) else None
    joined = _joined(ground, limit, head)
    if joined is not None:
        return joined
    named = _led(ground, limit, head) if not counted or head.kind == "team" else False
    return limit if named else None


def _led(ground: Ground, start: int, head: _Head) -> bool:
    """Whether a mask, a level word or a name of its own leads up to a head."""
    window = ground.text[start : head.start]
    masked = MASK.match(window)
    if masked:
        return head.kind in ("branch", "organ") or masked.end() == len(window)
    level = LEVEL_WORD.match(window) or (None if window else LEVEL_WORD.match(head.word))
    if level is None or head.kind == "team":
        return _proper(ground, start, window, head)
    rest = ground.text[start + level.end() : head.start]
    specific = head.kind in ("organ", "body") and head.word not in _PLAIN_ORGANS
    # 市委组织部 is a committee, found as one.
    committee = rest.startswith("委")
    return not committee and ground.definite(start, level.group(), rest, specific=specific)


def _named_after(ground: Ground, placed: int, head: _Head) -> bool:
    """Whether a place, what follows it and a head are one name and no class."""
    rest = ground.text[ground.chain_end(placed) : head.start]
    if not rest or bare(rest):
        return True
    return rest in _BETWEEN if head.kind == "branch" else head.kind != "body" or len(rest) == 1


def _joined(ground: Ground, limit: int, head: _Head) -> int | None:
    """Start of a name with 和 or 及 inside it (市福利中心和护理院联合党支部)."""
    if ground.text[limit - 1 : limit] not in tuple("和及") or "公司" in head.word:
        return None
    start = ground.limit(limit - 1)
    left = ground.text[start : limit - 1]
    if ground.text[limit : limit + 1] in tuple("各每该其"):
        return None
    bodies = any(left.endswith(word) for word in _heads()[2]) and "联合" not in head.word
    if bodies or LEVEL_WORD.match(ground.text, limit) or len(bare(left)) < _SHORTEST_PART:
        return None
    level = LEVEL_WORD.match(left)
    if level:
        return start if ground.definite(start, level.group(), left[level.end() :]) else None
    return start if head.kind == "team" and ground.founded(start) else None


def _proper(ground: Ground, start: int, window: str, head: _Head) -> bool:
    """Whether what stands before a head without place or level is a name of its own."""
    quoted = window.endswith(tuple(CLOSE))
    if head.word == "志愿者":
        return quoted
    opened, founded = ground.opened(start), ground.founded(start)
    named = len(bare(window)) > 1
    if head.kind == "team":
        return quoted or (opened and bool(window)) or (founded and named)
    if head.kind == "branch":
        verb = ground.text[max(0, start - 2) : start] in ("成立", "设立", "组建")
        return (head.word == "行业党委" and founded) or (head.word == "临时党委" and verb)
    if head.kind == "organ":
        return (founded or opened) and named
    return named and (len(window) > len("某某") or opened or founded)


def _listed(ground: Ground) -> Iterator[Span]:
    """Names in a list that is called a list of bodies (“甲”“乙”等社会组织)."""
    for close in _LISTED.finditer(ground.text):
        at = close.start()
        quoted = False
        while item := _LIST_ITEM.search(ground.text, max(0, at - 16), at):
            yield item.span(1)
            at, quoted = item.start(), True
        listed = None if quoted else _BARE_LIST.search(ground.text, max(0, at - 40), at)
        if listed and "、" in listed.group(1):
            start = listed.start(1)
            for name in listed.group(1).split("、"):
                yield start, start + len(name)
                start += len(name) + 1


def _tagged(ground: Ground, spans: Sequence[Span]) -> Iterator[Span]:
    """Bodies that only the tagger sees (天宜机械, 清江小学), class words left out."""
    for tag in ground.draft.tags:
        surface = ground.text[tag.start : tag.end]
        if tag.kind is not Kind.ORGANIZATION or _TAGGED_CLASS.search(surface):
            continue
        if any(start < tag.end and tag.start < end for start, end in spans):
            continue
        ends = _FIRM.search(surface) or surface.endswith(_heads()[2])
        whole = ground.limit(tag.end) <= tag.start and not _COUNTED.match(surface)
        if ends and whole and len(bare(surface)) >= _SHORTEST_TAGGED and not is_masked(surface):
            yield tag.start, tag.end


def _outermost(spans: Sequence[Span]) -> list[Span]:
    """Distinct spans in order, without those that lie inside another."""
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda s: (s[0], -s[1])):
        if not kept or span[1] > kept[-1][1]:
            kept.append(span)
    return kept


def _mentions(ground: Ground, spans: Sequence[Span]) -> list[Mention]:
    """Mentions with short forms tied to the longest name of the same body in the case."""
    text = ground.text
    shorts = {span: (ground.last_place(*span), span[1]) for span in spans}
    surfaces = {text[start:end] for start, end in shorts.values()}
    mentions: dict[Span, Mention] = {}
    for span, short in shorts.items():
        name = _fullest(text[short[0] : short[1]], surfaces)
        for start, end in (span, short):
            surface = text[start:end]
            mentions[start, end] = Mention(
                Kind.ORGANIZATION, start, end, surface, name, redacted=is_masked(name)
            )
    return [mentions[span] for span in sorted(mentions)]


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
