"""Names of the gazetteer in a case, each a vote for the units that it may mean."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Final

from ingest.cutting.cases import Block
from kg.datafiles import read_lines
from kg.ontology import Level
from kg.places import Unit, gazetteer

READ: Final = 20_000  # characters that are plenty to tell where a case is
OPENING: Final = 220  # characters of the first paragraphs, which present the place
# Weight of a name by where it stands, and of a full name against a short one.
_IN_HEAD, _IN_OPENING, _IN_BODY = 3.0, 1.5, 1.0
_ACTS: Final = 1.5  # the same for a name with an organ behind it
_FULL, _PROVINCE_NAME, SHORT = 1.5, 1.4, 1.0
_CAPPED: Final = 4  # times that one name counts outside the head
# A name after or before such words is where others are, or what things are called after.
_AFTER: Final = re.compile(
    r"等地|等省|等市|等国|精神|会议|会谈|经验|时期|路线|起义|战役|战略|论坛|共识|自贸|高速|铁路|银行|大学|学院|日报|晚报"
    r"|医科|中医|师范|理工|协和|峰会|冬奥|亚运|奥运|世博|户籍|籍|来|牌|酒|茶|菜|话"
    r"|的?(?:小朋友|灾区|游客|客商|客人|网友)|[^，。；、]{0,8}(?:参访|考察|访问|代表|观摩|学习)团"
)
_BEFORE: Final = re.compile(
    r"(?:赴|援|沪|前往|学习|借鉴|毗邻|对口(?:支援|帮扶)|来自|邻近|销往|出口|考上|部|各|与|高"
    r"|[送运寄发漂](?:往|到|至)|捐(?:赠|献)?[给往至]|驰援|奔赴)$"
)
# Districts that are called as a part of any town is.
_TOWN_PARTS: Final = frozenset({"老城区", "新城区"})
_COUNTY: Final = re.compile(r"[^和与及单应成]县")  # of two characters, and no word before 县
_HELD: Final = re.compile(r".{0,3}(?:召开|举行|举办|开幕|闭幕)")
_CAPITAL: Final = re.compile(r"首都(?!机场|师范|医科)")
CAPITAL_NAME: Final = "首都"
# 本报某地3月5日电, 中新网某地8月11日电, 记者 某某 某地报道; agencies report all the land from 北京.
_DATELINE: Final = re.compile(
    r"(?:本报|(?:新华社|新华网|中新[社网]|人民网|央广网|光明网)(?!北京))[\u4e00-\u9fff]{2,6}?(?:\d{1,2}月\d{1,2}日)?[讯电]"
    r"|(?:记者|通讯员)(?:[ \u3000]+[\u4e00-\u9fff]{2,4}){1,3}[ \u3000]+[\u4e00-\u9fff]{2,4}(?=报道)"
)
# An organ behind a place says who acts; a bare place may be where something once happened.
_ORGAN: Final = re.compile(
    r"(?:人民)?(?:检察院|法院|政府)|公安(?:分?局|机关)|[\u4e00-\u9fff]{1,6}?(?:局|[党纪监政]委|委员会|组织部|宣传部|工会|妇联)"
)
# Parts of a town that carry its name without its suffix: 翠苑一区, 径山服务区.
_PART: Final = re.compile(
    r"(?=([\u4e00-\u9fff]{2,3})(?:[一二三四五六七八九十]{1,2}区|服务区|社区|新村|小区|红巷|景区|遗址|中学|小学|街|路|巷|系列))"
)
_VILLAGE: Final = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[在到对于和与是任])([\u4e00-\u9fff]{2,4}村)(?!民|委|级|干|党|庄|里|民)"
)
# Kinds of villages, though one somewhere bears the name: 和美乡村.
_CLASS: Final = re.compile(
    r"(?:[乡农山强弱困联驻到进入各全每本邻]|示范|行政|自然|空心|先进|文明)村$"
)
_MOST_VILLAGES: Final = 12  # names looked up in one case; each costs some milliseconds


@dataclass(frozen=True, slots=True)
class Vote:
    """One name that may mean any of its units; a ``sure`` one needs no other to confirm it."""

    start: int
    end: int
    units: tuple[Unit, ...]
    weight: float
    where: "Where"
    sure: bool


class Where(Enum):
    """Where a name stands."""

    HEAD = "title, subtitle or speaker"
    DATELINE = "dateline"
    BODY = "text"


def find_votes(text: str, block: Block) -> Iterator[Vote]:
    """Votes of the names that a case begins with, as far as is read; in no certain order."""
    places = gazetteer()
    heads = (*block.titles, *block.subtitles, *block.speakers)
    stop = min(block.end, block.start + READ)
    piece = text[block.start : stop]
    dateline = _DATELINE.search(piece[:OPENING])
    seen: Counter[str] = Counter()
    away = -1
    for begin, end, units in [*places.find(piece), *_capital(piece)]:
        name = piece[begin:end]
        start = begin + block.start
        if units[0].level is Level.PROVINCE:
            units = units[:1]  # noqa: PLW2901 - 河南 is also short for a county of that name
        where = Where.BODY
        if any(first <= start < last for first, last in heads):
            where = Where.HEAD
        elif dateline and dateline.start() <= begin < dateline.end():
            where = Where.DATELINE
        elif begin == away or _is_elsewhere(piece, begin, end, known=bool(seen[name])):
            away = end  # what lies inside is elsewhere, too: 送往云南|迪庆|香格里拉
            continue
        weight, sure = _name_weight(name, units, piece[max(0, begin - 12) : begin])
        sure = sure or (len(units) == 1 and any(start == first for first, _ in block.titles))
        weight *= _IN_OPENING if start < block.body + OPENING else _IN_BODY
        weight *= (
            _IN_HEAD if where is not Where.BODY else _ACTS if _ORGAN.match(piece, end) else 1.0
        )
        seen[name] += 1
        if weight and (where is Where.HEAD or seen[name] <= _CAPPED):
            yield Vote(start, start + len(name), units, weight, where, sure)


def _capital(piece: str) -> Iterator[tuple[int, int, tuple[Unit, ...]]]:
    """首都 as a name of the capital."""
    for match in _CAPITAL.finditer(piece):
        yield match.start(), match.end(), gazetteer().named("北京市")


def _is_elsewhere(piece: str, begin: int, end: int, *, known: bool) -> bool:
    """Whether a name tells where others are or what a thing is called after.

    Whom one works with is elsewhere unless the name is ``known``: 某县检察院与某县法院.
    """
    after = piece[end : end + 8]
    held = piece[max(0, begin - 1) : begin] == "在" and _HELD.match(after)
    before = _BEFORE.search(piece[max(0, begin - 6) : begin])
    other = before and not (known and before[0] == "与")
    return bool(_AFTER.match(after) or held or other)


def _name_weight(name: str, units: Sequence[Unit], before: str) -> tuple[float, bool]:
    """How far a name by itself is one, and whether it needs no other to confirm it.

    Full names say most; short names that are ordinary words count only after their parent.
    """
    unit = units[0]
    if name in _TOWN_PARTS and not any(_follows_parent(other, before) for other in units):
        return 0.0, False
    if name == unit.name and len(name) > 2:  # noqa: PLR2004
        return _FULL, True
    if name == unit.name:  # 康县; 和县 and 城区 are words unless the province stands in front
        named = _follows_parent(unit, before) or (_COUNTY.fullmatch(name) and _opens(before))
        return (_FULL, True) if named else (0.0, False)
    if unit.level is Level.PROVINCE:
        return _PROVINCE_NAME, True
    words = _ordinary_words()
    if name in words or f"!{name}" in words:
        after_parent = _follows_parent(unit, before) and name in words
        return (SHORT, True) if after_parent else (0.0, False)
    return SHORT, unit.level is Level.CITY or name in _known_names()


def _follows_parent(unit: Unit, before: str) -> bool:
    """Whether the words before a name end in a unit that holds it: 甘肃省, 甘肃."""
    above = gazetteer().parents(unit)
    return any(before.endswith((parent.name, parent.name[:2])) for parent in above)


def _opens(before: str) -> bool:
    """Whether a name behind some words opens a line or a clause."""
    return not before or before[-1] in "，,。；;：:、（(“【｜| \u3000\n"


@cache
def _ordinary_words() -> frozenset[str]:
    """Short names that are words; a leading ! marks those that are so even after a parent."""
    return frozenset(read_lines("lexicon", "place_words.txt"))


@cache
def _known_names() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "place_known.txt"))


def inner_votes(text: str, block: Block, path: Sequence[Unit]) -> Iterator[Vote]:
    """Votes of towns named without their suffix, and of villages whose name only one has."""
    places = gazetteer()
    stop = min(block.end, block.start + READ)
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
                yield Vote(match.start(1), match.end(1), (towns[0],), _FULL, Where.BODY, sure=True)
                break
    found = _VILLAGE.finditer(text, block.body, stop)
    names = {m[1]: m.start(1) for m in found if not _CLASS.search(m[1])}
    for name, start in list(names.items())[:_MOST_VILLAGES]:
        villages = places.villages(name, path[-1] if path else None)
        if len(villages) == 1:
            yield Vote(start, start + len(name), villages, _FULL, Where.BODY, sure=True)
