"""How a figure is told: whether it rose or fell, what was begun or ended, when, how often.

The same number of the same owner and measure proves nothing where these differ.
"""

import re
from dataclasses import dataclass
from typing import Final

from kg.draft.evidence import Told
from kg.ontology import Status
from kg.years import own_year, years_meant, years_of_plan

_CLAUSE: Final = "，。；：！？,;!?\n"
_UP: Final = "增加|增长|增至|增幅|上升|上涨|提高|提升|扩大|升至|涨幅|翻番|增(?=[0-9])|升(?=[0-9])"
_DOWN: Final = (
    "减少|减至|减幅|下降|降低|降至|降幅|下滑|回落|缩减|压减|压缩|压降|减(?=[0-9])|降(?=[0-9])"
)
_TURN: Final = re.compile(f"(?P<up>{_UP})|(?P<down>{_DOWN})")
# What ends what there was; any other verb begins it, hands it on or leaves it as it is.
_END: Final = re.compile(
    r"撤销|撤并|撤除|关闭|关停|取消|停办|停用|裁撤|拆除|拆掉|注销|解散|清退|清除|淘汰|废止|砍掉"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年)")
_MEANT: Final = re.compile(
    r"今年|本年|去年|上年|前年|(?:近|最近|过去)[一二三四五六七八九十两\d]{1,2}年|[一二三四五六七八九十两\d]{1,2}年来"
    r"|十[一二三四五六七八九]五(?!年|[个家名人件项])"
)
_EACH: Final = re.compile(r"每年|年均|每季度|每月|月均|每周|每天|每日|日均")
_LAG: Final = 1  # years: a report tells of the year before its own

Years = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, in Chinese; ``against``: the library says otherwise, it is not only silent."""

    remark: str
    against: bool


def difference(sentence: str, span: tuple[int, int], told: Told) -> Difference | None:
    """What keeps a figure of the library from proving one of a draft; None where nothing does.

    ``span`` bounds the draft's figure in its sentence.
    """
    at = told.metric.start - told.quote.start
    ours = _upto(sentence, *span)
    theirs = _upto(told.quote.text, at, at + len(told.metric.text))
    return (
        _turned(ours, theirs)
        or _ended(ours, theirs)
        or _when(sentence, told)
        or _often(ours, theirs)
    )


def _upto(text: str, start: int, end: int) -> str:
    """The clause of a figure up to the figure's end."""
    return text[1 + max(text.rfind(mark, 0, start) for mark in _CLAUSE) : end]


def _turned(ours: str, theirs: str) -> Difference | None:
    """Whether one rose and the other fell."""
    one, other = (list(_TURN.finditer(words.rpartition("、")[2])) for words in (ours, theirs))
    if not one or not other or bool(one[-1]["up"]) is bool(other[-1]["up"]):
        return None
    return Difference(f"方向不同：草稿为“{one[-1][0]}”，库中为“{other[-1][0]}”", against=True)


def _ended(ours: str, theirs: str) -> Difference | None:
    """Whether only one of both tells that something was ended."""
    one, other = _END.search(ours), _END.search(theirs)
    if one and not other:
        return Difference(f"所做不同：草稿为“{one[0]}”，库中不是", against=True)
    if other and not one:
        return Difference(f"所做不同：库中为“{other[0]}”，草稿不是", against=True)
    return None


def _when(sentence: str, told: Told) -> Difference | None:
    """Whether the draft's year is none that the library's sentence, or else its case, allows."""
    years = [int(year) for year in _YEAR.findall(sentence)]
    if not years:
        return None
    words = told.quote.text
    stated = [int(year) for year in _YEAR.findall(words)]
    spans = [(year, year) for year in stated] + [
        span for match in _MEANT.findall(words) if (span := _meant(match, told))
    ]
    if spans:
        if any(low <= year <= high for year in years for low, high in spans):
            return None
        theirs = "、".join(dict.fromkeys(_span_words(span) for span in spans))
        return Difference(f"年份不同：草稿为{years[-1]}年，库中为{theirs}", against=bool(stated))
    own = own_year(told.case)
    if own is None or told.metric.status is Status.TARGET:
        return None
    if any(own - _LAG <= year <= own for year in years):
        return None
    return Difference(f"库中此数没有写明年份，材料为{own}年，请核对", against=False)


def _meant(words: str, told: Told) -> Years | None:
    return years_of_plan(words) or years_meant(words, told.case)


def _span_words(span: Years) -> str:
    low, high = span
    return f"{low}年" if low == high else f"{low}—{high}年"


def _often(ours: str, theirs: str) -> Difference | None:
    """Whether the library counts by the year, month or day, and the draft does not."""
    each = _EACH.search(theirs)
    if each is None or _EACH.search(ours):
        return None
    return Difference(f"口径不同：库中为“{each[0]}”，请核对", against=False)
