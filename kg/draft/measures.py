"""Whether two figures measure the same, in units that count the same."""

import re
from typing import Final

from rapidfuzz.fuzz import ratio

from kg.draft.respective import is_side_of, side_words
from kg.model import Metric

# Words that count the same things, one set for each kind of thing.
_KIN: Final = (
    ("名", "人", "位", "个"),
    ("个", "家", "处", "所", "座", "支", "项", "件", "条", "间", "栋", "幢"),
    ("户", "家"),
    ("次", "场", "期", "轮"),
)
# What may stand before a measure without being a part of it.
_BEFORE: Final = re.compile(
    r"^(?:(?:全[省市县区镇乡村]|我们?|其|各|目前|现|共(?![建驻享同])|已|累计|去年|今年|当年|上年|全年|所有|全部|计划|[省市县区镇乡村]域(?=面积)|总(?=面积|人口|户数|收入)|的|有)+)"
)
# A measure may be quoted a little further than its noun goes: 企业和合作社, 党员中.
_JOINED: Final = re.compile(r"[和及与或、中等的普将要切已（(]")
_SHARE_OF: Final = "%的"  # of whom a share is, what they do follows: 90%的村民触网
_TAIL: Final = re.compile(r"(?:总数|数量|人数|户数|[率数])$")
# 全省生产总值 and GDP are what reports call 地区生产总值 elsewhere.
_PRODUCT: Final = re.compile(r"(?<!地区)(?<!国内)(?<!海洋)生产总值|(?<![A-Za-z])GDP(?![A-Za-z])")
_SINCE: Final = re.compile(r"(?<=..)[同环]比$")  # what a change is counted from
_SHORTEST: Final = 2  # characters of a measure that must be there to be held against another
_ALIKE: Final = 85  # of 100: 村级集体经济收入 and 村集体经济收入
_LONG: Final = 5  # characters from which a measure may be like another without being the same
_TELLING: Final = 4  # characters that a number counts, whatever is said of them behind
_NOMINAL: Final = re.compile(r"[者员队长户站室团组会人点委记部群家]$")
_HEAD: Final = 2  # last characters that are then the same: what is counted


def units_like(unit: str | None) -> tuple[str | None, ...]:
    """Units that count what this one counts, itself first."""
    kin = [other for group in _KIN if unit in group for other in group]
    return tuple(dict.fromkeys((unit, *kin)))


def is_same_measure(ours: Metric, theirs: Metric) -> bool:
    """Whether measures are the same but for the wording, so that one figure can deny the other."""
    one, other = core(ours), core(theirs)
    if one == other or _TAIL.sub("", one) == _TAIL.sub("", other):
        return True
    if side_words(one) != side_words(other):
        return False  # 城镇居民收入 is no 农村居民收入
    few, more = sorted((one, other), key=len)
    if "”" in few and more.endswith(few):
        return True
    alike = len(few) >= _LONG and few[-_HEAD:] == more[-_HEAD:]
    return alike and ratio(one, other) >= _ALIKE


def may_be_same(ours: Metric, theirs: Metric) -> bool:
    """Whether equal figures measure the same: one perhaps by the narrower or the longer word.

    党组织 may be the 楼宇党组织 of the library; 党员 are not its 党员志愿者.
    """
    if is_same_measure(ours, theirs) or is_side_of(core(ours), core(theirs)):
        return True
    few, more = sorted((core(ours), core(theirs)), key=len)
    if len(few) > _SHORTEST and len(more) > _SHORTEST:
        few, more = _TAIL.sub("", few), _TAIL.sub("", more)
    if len(few) < _SHORTEST:
        return False
    if _same_kind(few, more) or _is_thinned(few, more):
        return True
    if more.endswith(few) or few in _quoted(more) or _is_counted_first(few, more, ours, theirs):
        return True
    at = more.find(few)
    if at == 0 and _SHARE_OF in ours.text and _SHARE_OF in theirs.text:
        return True
    return at >= 0 and _JOINED.match(more, at + len(few)) is not None


def _same_kind(one: str, other: str) -> bool:
    """Whether lists are of one kind, whichever members they name: 物业等问题, 停车、噪声等问题."""
    kinds = [measure.rpartition("等") for measure in (one, other)]
    return all(mark for _, mark, _ in kinds) and kinds[0][2] == kinds[1][2] != ""


def _is_counted_first(few: str, more: str, ours: Metric, theirs: Metric) -> bool:
    """Whether behind one number's noun only follows what they do: 169家共驻单位|出资."""
    numbers_first = ours.text[:1].isdigit() and theirs.text[:1].isdigit()
    begins = len(few) >= _TELLING and more.startswith(few)
    return numbers_first and begins and not _NOMINAL.search(more)


def _is_thinned(few: str, more: str) -> bool:
    """Whether a measure is the other one with words left out before what is counted."""
    if len(few) <= _HEAD or few[-_HEAD:] != more[-_HEAD:] or few[0] != more[0]:
        return False
    rest = iter(more)
    return all(char in rest for char in few)


def core(metric: Metric) -> str:
    """A measure without its subject and the words of time and reach before it."""
    measure = metric.measure.removeprefix(metric.subject or "") or metric.measure
    measure = _PRODUCT.sub("地区生产总值", _SINCE.sub("", measure))
    return _BEFORE.sub("", measure) or measure


def _quoted(measure: str) -> str:
    return "".join(re.findall(r"“([^”]*)”", measure))
