"""When a figure or an event is told of: years, months and relative years, of draft and library.

What governs a place is the last time that its sentence states before it, else the first behind.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from kg.draft.evidence import Told
from kg.model import Case
from kg.ontology import Status
from kg.years import MEANT, OPEN, PLAN, own_year, years_meant, years_of_plan, years_stated

Years = tuple[int, int]
Months = tuple[int, int]

_YEAR: Final = re.compile(
    rf"(?P<stated>(?:19|20)\d\d(?:年?(?:至|到|[-—–~～]{{1,2}})(?:19|20)\d\d)?年"
    rf"(?:[^，。；：！？\n\d]{{0,6}}?(?:以来|起(?!步)|至今))?)|(?P<meant>{MEANT}|这五年|五年来)|(?P<plan>{PLAN})"
)
_BACK: Final = re.compile("今年|本年|去年|上年|前年")
_MONTH: Final = re.compile(
    r"(?<![\d.])(?P<first>1[0-2]|[1-9])(?:月份?)?(?:[-—–~～至到]{1,2}(?P<last>1[0-2]|[1-9]))?月(?!均)"
    r"(?:(?P<day>[12]\d|3[01]|[1-9])日)?"
    r"|(?P<words>上半年|下半年|[一二三四]季度|前三季度)"
)
_UNTIL: Final = re.compile(r"截[至止]到?(?:目前|今年|去年|(?:19|20)\d\d年)?$")
_SEASONS: Final[dict[str, Months]] = {
    "上半年": (1, 6),
    "下半年": (7, 12),
    "一季度": (1, 3),
    "二季度": (4, 6),
    "三季度": (7, 9),
    "四季度": (10, 12),
    "前三季度": (1, 9),
}
_LAG: Final = 1  # years: a report tells of the year before its own
_MANY: Final = 2  # years between the ends of what is no single year


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, in Chinese; ``against``: the library says otherwise, it is not only silent."""

    remark: str
    against: bool


@dataclass(frozen=True, slots=True)
class Time:
    """A time as words state it: the years that they mean, if that is known.

    ``ahead``: it stands before what it governs; behind it, it may be of something else that is
    told next: 办结48件，明年再办30件.
    """

    words: str
    years: Years | None
    stated: bool  # by a number, not by 今年
    ahead: bool


def times_at(text: str, at: int, case: Case | None = None) -> Time | None:
    """The years that govern a place of a sentence; ``case`` tells what 去年 means there."""
    found = _governing(_YEAR.finditer(text), at)
    if found is None:
        return None
    if found["stated"]:
        return Time(found[0], years_stated(found[0])[-1], stated=True, ahead=found.start() < at)
    meant = years_of_plan(found[0]) or (years_meant(_numbered(found[0]), case) if case else None)
    return Time(found[0], meant, stated=False, ahead=found.start() < at)


def _numbered(words: str) -> str:
    """这五年 as 近五年 is said."""
    return words.replace("这五年", "近五年")


def another_time(sentence: str, span: tuple[int, int], told: Told) -> Difference | None:
    """Whether the library tells a figure of another time than the draft, or of none that is known.

    ``span`` bounds the draft's figure in its sentence.
    """
    end = told.metric.end - told.quote.start
    words = told.quote.text
    return (
        _years(times_at(sentence, span[1]), times_at(words, end, told.case), told)
        or _relative(times_at(sentence, span[1]), times_at(words, end))
        or _months((sentence, span[1]), (words, end), told.before)
    )


def _governing(found: Iterable[re.Match[str]], at: int) -> re.Match[str] | None:
    times = list(found)
    before = [time for time in times if time.start() < at]
    return before[-1] if before else times[0] if times else None


def _years(ours: Time | None, theirs: Time | None, told: Told) -> Difference | None:
    """Whether the draft's year is none that the library's sentence, or else its case, allows."""
    if ours is None or ours.years is None:
        return None
    around = _around(told) if theirs is None else None
    known = theirs or around
    if known is None:
        return _of_case(ours.years, told)
    if known.years is None:
        return Difference(f"库中为“{known.words}”，材料年份不详，请核对", against=False)
    if not meet(ours.years, known.years):
        remark = f"年份不同：草稿为{span_words(ours.years)}，库中为{span_words(known.years)}"
        plain = known.stated and around is None and known.ahead and ours.ahead
        return Difference(remark, against=plain)
    if _is_one_of_many(ours, known):
        return Difference(f"库中为{span_words(known.years)}的数，请核对", against=False)
    return None


def _is_one_of_many(ours: Time, theirs: Time) -> bool:
    """Whether a figure of several years is told of one of them."""
    first, last = theirs.years or (0, 0)
    one = ours.years is not None and ours.years[0] == ours.years[1]
    return one and last != OPEN and last - first >= _MANY


def _around(told: Told) -> Time | None:
    """The last years that the passage states before a sentence; 今年 goes no further than its own.

    Where the passage counts by the year its heading tells of which years.
    """
    found = [time for time in _YEAR.finditer(told.before) if not _BACK.fullmatch(time[0])]
    if found:
        return times_at(told.before, found[-1].end(), told.case)
    heading = "".join(told.quote.heading)
    spans = [time for time in _YEAR.finditer(heading) if time["plan"] or time["meant"]]
    if spans and "年均" in told.before + told.quote.text:
        return times_at(heading, spans[0].end(), told.case)
    return None


def _of_case(ours: Years, told: Told) -> Difference | None:
    own = own_year(told.case)
    if told.metric.status is Status.TARGET and own is not None:
        return None
    if own is None:
        return Difference("库中此数没有写明年份，材料年份不详，请核对", against=False)
    if meet(ours, (own - _LAG, own)):
        return None
    return Difference(f"库中此数没有写明年份，材料为{own}年，请核对", against=False)


def _relative(ours: Time | None, theirs: Time | None) -> Difference | None:
    """Whether one says 去年 and the other 今年: no date of the draft tells what it means."""
    if ours is None or theirs is None or ours.words == theirs.words:
        return None
    if not _BACK.fullmatch(ours.words) or not _BACK.fullmatch(theirs.words):
        return None
    return Difference(f"草稿为“{ours.words}”，库中为“{theirs.words}”，请核对", against=False)


def _months(ours: tuple[str, int], theirs: tuple[str, int], before: str) -> Difference | None:
    """Whether a figure is told of another month, or of a month instead of a run of them."""
    one, other = (_governing(_MONTH.finditer(text), at) for text, at in (ours, theirs))
    if one is None:
        return None
    if other is None:
        said = any(_span(found) == _span(one) for found in _MONTH.finditer(before))
        return None if said else Difference(f"库中此数没有写明是{one[0]}，请核对", against=False)
    days = one["day"] and other["day"] and one["day"] != other["day"]
    if not days and not _spans(one).isdisjoint(_spans(other)):
        return None
    ahead = one.start() < ours[1] and other.start() < theirs[1]
    return Difference(f"时间不同：草稿为{one[0]}，库中为{other[0]}", against=ahead)


def _spans(month: re.Match[str]) -> set[Months]:
    """The months that words mean; 截至6月 and 6月底 may be the months up to then."""
    first, last = _span(month)
    text, (start, end) = month.string, month.span()
    until = _UNTIL.search(text, 0, start) or text[end : end + 1] in {"底", "末"}
    return {(first, last), (1, last)} if until else {(first, last)}


def _span(month: re.Match[str]) -> Months:
    if month["words"]:
        return _SEASONS[month["words"]]
    first = int(month["first"])
    return first, int(month["last"] or first)


def meet(one: Years, other: Years) -> bool:
    """Whether years have one in common; what goes on since a year began in that year."""
    if one[1] == other[1] == OPEN:
        return one == other
    return one[0] <= other[1] and other[0] <= one[1]


def span_words(span: Years) -> str:
    """Years in words: 2021年, 2021年以来, 2021—2023年."""
    low, high = span
    if high == OPEN:
        return f"{low}年以来"
    return f"{low}年" if low == high else f"{low}—{high}年"
