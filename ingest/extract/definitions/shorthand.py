"""Shorthand that names its parts by number: 四议两公开, 三亮, 1+4+N, 543."""

import re
from dataclasses import dataclass
from typing import Final

from kg.text import MASK

_NUMERALS: Final = {char: value for value, char in enumerate("零一二三四五六七八九十")} | {
    "两": 2,
    "双": 2,
}
_MARKS: Final = re.compile(r"[“”\"＂「」『』‘’《》 ]")
# What the shorthand is: “三亮”行动.
_CLASS: Final = re.compile(
    r"(?:工作法|服务法|治理法|工作机制|服务机制|机制|制度|体系|架构|模式|行动|工程|计划|活动|改革|平台|做法|品牌|创评|创建|管理|规定|服务|制|法)+$"
)
_GROUP: Final = re.compile(
    r"(?P<number>[一二三四五六七八九十两双]|[0-9]{1,2}|[*×✕])(?P<measure>[个项大])?"
    r"(?P<noun>[^0-9一二三四五六七八九十两双+＋、·*×✕]{1,4}|[一1](?![一-鿿]))"
)
# Numbers that count spans, articles or ranks, not parts: 三年行动, 20条, 五级.
_OTHER_COUNTS: Final = re.compile(
    r"^(?:年|月|周|天|日|分|小时|刻|级|届|期|度|条|件|批|代|星|次|万|千|百|元|岁|路|村|户|点|尺|向|体|进$|位$)"
)
# 三位一体: three parts that make one.
_ONE_BODY: Final = "位一体"
_FORMULA: Final = re.compile(
    r"[0-9A-Za-z一二三四五六七八九十]{1,2}(?:[+＋][0-9A-Za-z一二三四五六七八九十]{1,2})+"
)
_DIGITS: Final = re.compile(r"[1-9]{3,5}")
# More parts than these are no shorthand that a text spells out.
_MOST: Final = 20


@dataclass(frozen=True, slots=True)
class Group:
    """One number of a shorthand: how many parts (None where masked), and what they share."""

    number: int | None
    noun: str


@dataclass(frozen=True, slots=True)
class Shorthand:
    """Groups of numbered parts, or the members of a formula (``1``, ``4``, ``N``)."""

    groups: tuple[Group, ...] = ()
    members: tuple[str, ...] = ()

    @property
    def promised(self) -> int | None:
        """How many parts the name promises; None where a mask hides it."""
        if self.members:
            return len(self.members)
        numbers = [g.number for g in self.groups]
        return None if None in numbers else sum(n for n in numbers if n is not None)


def shorthand(name: str) -> Shorthand | None:
    """What a name promises; None where it is no shorthand."""
    core = _CLASS.sub("", _MARKS.sub("", name)).replace(_ONE_BODY, "方面")
    if _FORMULA.fullmatch(core):
        return Shorthand(members=tuple(re.split(r"[+＋]", core)))
    if _DIGITS.fullmatch(core):
        return Shorthand(members=tuple(core))
    found = list(_GROUP.finditer(core))
    if not found or "".join(m.group() for m in found) != core:
        return None
    groups = tuple(_group(m) for m in found)
    total = sum(g.number or 0 for g in groups)
    hidden = [g for g in groups if g.number is None]
    if len(hidden) == len(groups) and any(len(g.noun) > 1 for g in hidden):
        return None  # *最美奖: a hidden name, no hidden number
    masked = bool(hidden)
    several = masked or any((g.number or 0) > 1 for g in groups)
    other = any(_OTHER_COUNTS.match(g.noun) for g in groups)
    return Shorthand(groups) if several and not other and total <= _MOST else None


def _group(match: re.Match[str]) -> Group:
    digits = match["number"]
    if MASK.fullmatch(digits):
        return Group(None, match["noun"])
    return Group(int(digits) if digits.isdigit() else _NUMERALS[digits], match["noun"])
