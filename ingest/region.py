"""Where a case's own place is, and what in the text tells it.

Every name of the gazetteer in the case votes for its unit and those above it; names in the
title or beside the speaker weigh more. The path goes down as long as one unit leads clearly.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from typing import Final

from ingest.split import Block
from kg.datafiles import read_lines
from kg.ontology import Level
from kg.places import Gazetteer, Unit, gazetteer

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Region:
    """A path of units from the province down, empty where nothing tells.

    ``inferred`` is true where no title, speaker or opening names the deepest unit; ``evidence``
    quotes the first words that tell it. ``mismatch`` bounds a place in the title that the text
    does not bear out.
    """

    units: tuple[Unit, ...] = ()
    inferred: bool = False
    evidence: str = ""
    mismatch: Span | None = None

    @property
    def path(self) -> tuple[str, ...]:
        """Names of the units."""
        return tuple(unit.name for unit in self.units)


@dataclass(frozen=True, slots=True)
class _Vote:
    """One name that may mean any of its units; a ``sure`` one needs no other to confirm it."""

    start: int
    end: int
    units: tuple[Unit, ...]
    weight: float
    where: "_Where"
    sure: bool


class _Where(Enum):
    """Where a name stands."""

    HEAD = "title, subtitle or speaker"
    DATELINE = "dateline"
    BODY = "text"


_RANK: Final = {level: rank for rank, level in enumerate(Level)}
_READ: Final = 20_000  # characters that are plenty to tell where a case is
_OPENING: Final = 220  # characters of the first paragraphs, which present the place
# Weight of a name by where it stands, and of a full name against a short one.
_IN_HEAD, _IN_OPENING, _IN_BODY = 3.0, 1.5, 1.0
_FULL, _PROVINCE_NAME, _SHORT = 1.5, 1.4, 1.0
_CAPPED: Final = 4  # times that one name counts outside the head
_LEAST: Final = 1.5  # votes for a province: one short name in passing is no evidence
_CLEAR: Final = 0.6  # share of the votes below a unit that its best part needs to be taken
_DEEPER: Final = 0.2  # share of the unit's own votes that its best part needs
_TITLE_LOST: Final = 4.0  # votes for another province that refute a title the text never repeats
# A name after or before such words is where others are, or what things are called after.
_AFTER: Final = re.compile(
    r"等地|等省|等市|等国|精神|会议|会谈|经验|时期|路线|起义|战役|战略|论坛|共识|自贸|高速|铁路|银行|大学|学院|日报|晚报"
    r"|医科|中医|师范|理工|协和|峰会|冬奥|亚运|奥运|世博|户籍|籍|来|牌|酒|茶|菜|话"
)
_BEFORE: Final = re.compile(
    r"(?:赴|援|沪|前往|学习|借鉴|毗邻|对口(?:支援|帮扶)|来自|邻近|销往|出口|考上|部|各|与)$"
)
_HELD: Final = re.compile(r".{0,3}(?:召开|举行|举办|开幕|闭幕)")
_CAPITAL: Final = re.compile(r"首都(?!机场|师范|医科)")
_CAPITAL_NAME: Final = "首都"
_MASKED: Final = re.compile(
    r"[*＊×xX某]{1,3}(?:省|市|区|县|镇|乡|街道|社区|村|集团|公司)|(?<=到)\*"
)
_DATELINE: Final = re.compile(r"本报(?P<place>[\u4e00-\u9fff]{2,6}?)(?:\d{1,2}月\d{1,2}日)?[讯电]")
# Parts of a town that carry its name without its suffix: 翠苑一区, 径山服务区.
_PART: Final = re.compile(
    r"(?=([\u4e00-\u9fff]{2,3})(?:[一二三四五六七八九十]{1,2}区|服务区|社区|新村|小区|红巷|景区|遗址|中学|小学|街|路|巷|系列))"
)
_VILLAGE: Final = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[在到对于和与是任])([\u4e00-\u9fff]{2,4}村)(?!民|委|级|干|党|庄|里|民)"
)
_MOST_VILLAGES: Final = 12  # names looked up in one case; each costs some milliseconds
# A university beside whose name its people act on the spot.
_SCHOOL: Final = re.compile(
    r"(?=([\u4e00-\u9fff]{2,3}?)(?:中医药|医科|师范|理工|农业|工业|科技|财经|交通)?(?:大学|学院)"
    r"[^，。；]{0,6}(?:师生|学生|志愿者|党员|青年|支部|党委))"
)
_CITY_LOST: Final = 6.0  # the same for another city of the province, which is named more lightly
_CLAUSE: Final = re.compile(r"[^，。；：！？\n]{0,20}")


def find_region(text: str, block: Block, deepest: Level | None) -> Region:
    """The case's place, no deeper than ``deepest`` where that is given."""
    every = list(_votes(text, block))
    kept = _without_lost_title(every)
    lost = [vote for vote in every if vote.where is _Where.HEAD and vote not in kept]
    votes = _resolved(kept)
    deepest = deepest or _deepest_in_head(votes)
    path = _descend(votes, deepest)
    if _may_go_deeper(path, deepest):
        votes = _resolved([*votes, *_inner_votes(text, block, path)])
        path = _descend(votes, deepest)
    if not path:
        return _beside_school(text, block)
    proofs = [vote for vote in votes if gazetteer().inside(vote.units[0], path[-1])]
    named = _is_stated(text, block, proofs, path[-1])
    first = min(proofs, key=lambda vote: (vote.where is _Where.BODY, vote.start))
    return Region(path, not named, _quote(text, first), _apart(lost, path[-1]))


def _apart(lost: Sequence[_Vote], own: Unit) -> Span | None:
    """The first name in the title that neither holds the case's place nor lies in it."""
    inside = gazetteer().inside
    found = (v for v in lost if not inside(v.units[0], own) and not inside(own, v.units[0]))
    vote = next(found, None)
    return (vote.start, vote.end) if vote else None


def _beside_school(text: str, block: Block) -> Region:
    """The city of a university whose people take part in a case that names no place."""
    for match in _SCHOOL.finditer(text, block.body, min(block.end, block.start + _READ)):
        for start, end, units in gazetteer().find(match[1]):
            city = len(units) == 1 and units[0].level in {Level.PROVINCE, Level.CITY}
            if start == 0 and city and end == len(match[1]):
                unit = units[0]
                path = (*reversed(gazetteer().parents(unit)), unit)
                first, last = match.span(1)
                vote = _Vote(first, last, units, _SHORT, _Where.BODY, sure=True)
                return Region(path, inferred=True, evidence=_quote(text, vote))
    return Region()


def _is_stated(text: str, block: Block, proofs: Sequence[_Vote], unit: Unit) -> bool:
    """Whether the head names the place, or the opening does without masking who speaks."""
    own = [vote for vote in proofs if vote.units[0] == unit]
    if any(vote.where is not _Where.BODY for vote in own):
        return True
    opening = text[block.body : block.body + _OPENING]
    if _MASKED.search(opening):
        return False
    near = (vote for vote in own if vote.start < block.body + _OPENING)
    return any(text[vote.start : vote.end] != _CAPITAL_NAME for vote in near)


def _votes(text: str, block: Block) -> Iterator[_Vote]:
    places = gazetteer()
    heads = (*block.titles, *block.subtitles, *block.speakers)
    stop = min(block.end, block.start + _READ)
    piece = text[block.start : stop]
    dateline = _DATELINE.search(piece[:_OPENING])
    seen: Counter[str] = Counter()
    for begin, end, units in [*places.find(piece), *_capital(piece)]:
        name = piece[begin:end]
        start = begin + block.start
        if units[0].level is Level.PROVINCE:
            units = units[:1]  # noqa: PLW2901 - 河南 is also short for a county of that name
        where = _Where.BODY
        if any(first <= start < last for first, last in heads):
            where = _Where.HEAD
        elif dateline and dateline.start() <= begin < dateline.end():
            where = _Where.DATELINE
        elif _is_elsewhere(piece, begin, end):
            continue
        weight, sure = _name_weight(name, units, piece[max(0, begin - 12) : begin])
        weight *= _IN_OPENING if start < block.body + _OPENING else _IN_BODY
        weight *= _IN_HEAD if where is not _Where.BODY else 1.0
        seen[name] += 1
        if weight and (where is _Where.HEAD or seen[name] <= _CAPPED):
            yield _Vote(start, start + len(name), units, weight, where, sure)


def _capital(piece: str) -> Iterator[tuple[int, int, tuple[Unit, ...]]]:
    """首都 as a name of the capital."""
    for match in _CAPITAL.finditer(piece):
        yield match.start(), match.end(), gazetteer().named("北京市")


def _is_elsewhere(piece: str, begin: int, end: int) -> bool:
    """Whether a name tells where others are or what a thing is called after."""
    after = piece[end : end + 8]
    held = piece[max(0, begin - 1) : begin] == "在" and _HELD.match(after)
    before = _BEFORE.search(piece[max(0, begin - 6) : begin])
    return bool(_AFTER.match(after) or held or before)


def _name_weight(name: str, units: Sequence[Unit], before: str) -> tuple[float, bool]:
    """How far a name by itself is one, and whether it needs no other to confirm it.

    Full names say most; short names that are ordinary words count only after their parent.
    """
    unit = units[0]
    if name == unit.name and len(name) > 2:  # noqa: PLR2004
        return _FULL, True
    if name == unit.name:  # 康县; 和县 and 全县 are words unless the province stands in front
        return (_FULL, True) if _follows_parent(unit, before) else (0.0, False)
    if unit.level is Level.PROVINCE:
        return _PROVINCE_NAME, True
    words = _ordinary_words()
    if name in words or f"!{name}" in words:
        after_parent = _follows_parent(unit, before) and name in words
        return (_SHORT, True) if after_parent else (0.0, False)
    return _SHORT, unit.level is Level.CITY or name in _known_names()


def _follows_parent(unit: Unit, before: str) -> bool:
    """Whether the words before a name end in a unit that holds it: 甘肃省, 甘肃."""
    above = gazetteer().parents(unit)
    return any(before.endswith((parent.name, parent.name[:2])) for parent in above)


@cache
def _ordinary_words() -> frozenset[str]:
    """Short names that are words; a leading ! marks those that are so even after a parent."""
    return frozenset(read_lines("lexicon", "place_words.txt"))


@cache
def _known_names() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "place_known.txt"))


def _without_lost_title(votes: list[_Vote]) -> list[_Vote]:
    """Votes without the title's where the text is of another area and never names the title's."""
    for area, least in ((_province, _TITLE_LOST), (_city, _CITY_LOST)):
        sure = [vote for vote in votes if len(vote.units) == 1 and vote.sure and area(vote)]
        title = {area(vote) for vote in sure if vote.where is _Where.HEAD}
        body: defaultdict[Unit | None, float] = defaultdict(float)
        for vote in sure:
            if vote.where is not _Where.HEAD:
                body[area(vote)] += vote.weight
        borne_out = {area(replace(v, units=(u,))) for v in votes for u in v.units if _in_body(v)}
        lost = title - borne_out
        if lost and max(body.values(), default=0.0) >= least:
            return [v for v in votes if v.where is not _Where.HEAD or area(v) not in lost]
    return votes


def _in_body(vote: _Vote) -> bool:
    return vote.where is not _Where.HEAD


def _city(vote: _Vote) -> Unit | None:
    """The city that a vote's first unit is or lies in; None above."""
    units = (vote.units[0], *gazetteer().parents(vote.units[0]))
    return next((unit for unit in units if unit.level is Level.CITY), None)


def _province(vote: _Vote) -> Unit:
    unit = vote.units[0]
    return (unit, *gazetteer().parents(unit))[-1]


def _resolved(votes: Sequence[_Vote]) -> list[_Vote]:
    """Votes that mean one unit; an ambiguous or weak name needs a certain one of its area."""
    places = gazetteer()
    certain = [vote.units[0] for vote in votes if len(vote.units) == 1 and vote.sure]
    found = []
    for vote in votes:
        if len(vote.units) == 1 and vote.sure:
            found.append(vote)
            continue
        near = [unit for unit in vote.units if any(_kin(places, unit, other) for other in certain)]
        if len(near) == 1:
            found.append(replace(vote, units=(near[0],)))
    return found


def _kin(places: Gazetteer, unit: Unit, other: Unit) -> bool:
    """Whether one unit lies in the other or both have the same parent."""
    same = unit.parent is not None and unit.parent == other.parent
    return same or places.inside(unit, other) or places.inside(other, unit)


def _deepest_in_head(votes: Sequence[_Vote]) -> Level | None:
    """Level of the deepest unit that a title, speaker or dateline names."""
    levels = [vote.units[0].level for vote in votes if vote.where is not _Where.BODY]
    return max(levels, key=lambda level: _RANK[level], default=None)


def _descend(votes: Sequence[_Vote], deepest: Level | None) -> tuple[Unit, ...]:
    """The clearest path from the province down; empty where no province is clear."""
    places = gazetteer()
    support: defaultdict[str, float] = defaultdict(float)
    parts: defaultdict[str | None, dict[str, Unit]] = defaultdict(dict)
    for vote in votes:
        for unit in (vote.units[0], *places.parents(vote.units[0])):
            support[unit.code] += vote.weight
            parts[unit.parent][unit.code] = unit
    path: list[Unit] = []
    parent = None
    own = sum(vote.weight for vote in votes)
    limit = _RANK[deepest] if deepest else _RANK[Level.COUNTY]
    while parts[parent]:
        below = sum(support[code] for code in parts[parent])
        best = max(parts[parent].values(), key=lambda unit: (support[unit.code], unit.code))
        least = _LEAST if parent is None else own * _DEEPER
        clear = support[best.code] >= max(least, below * _CLEAR)
        if not clear or _RANK[best.level] > limit:
            break
        path.append(best)
        parent, own = best.code, support[best.code]
    return tuple(path)


def _may_go_deeper(path: Sequence[Unit], deepest: Level | None) -> bool:
    """Whether inner names may tell more: the level asks for it and the path stops above."""
    if deepest is None:
        return False
    return len(path) <= _RANK[min(deepest, Level.COUNTY, key=lambda level: _RANK[level])] - 1


def _inner_votes(text: str, block: Block, path: Sequence[Unit]) -> Iterator[_Vote]:
    """Votes of towns named without their suffix, and of villages whose name only one has."""
    places = gazetteer()
    stop = min(block.end, block.start + _READ)
    for match in _PART.finditer(text, block.body, stop):
        if not path:
            break
        for name in (match[1], match[1][-2:]):
            towns = [
                unit
                for suffix in ("街道", "镇", "乡")
                for unit in places.named(name + suffix)
                if places.inside(unit, path[-1])
            ]
            if len({town.parent for town in towns}) == 1:
                yield _Vote(
                    match.start(1), match.end(1), (towns[0],), _FULL, _Where.BODY, sure=True
                )
                break
    names = {m[1]: m.start(1) for m in _VILLAGE.finditer(text, block.body, stop)}
    for name, start in list(names.items())[:_MOST_VILLAGES]:
        villages = places.villages(name, path[-1] if path else None)
        if len(villages) == 1:
            yield _Vote(start, start + len(name), villages, _FULL, _Where.BODY, sure=True)


def _quote(text: str, vote: _Vote) -> str:
    """The clause around a name."""
    before = text[max(0, vote.start - 20) : vote.start]
    start = vote.start - len(re.split(r"[，。；：！？\n\s]", before)[-1])
    after = _CLAUSE.match(text, vote.end)
    return text[start : after.end() if after else vote.end].strip()
