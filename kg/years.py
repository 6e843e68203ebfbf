"""Which years words such as 去年 and 近五年 mean in a case whose date is sound."""

import re
from typing import Final

from kg.model import Case
from kg.ontology import DoubtKind

_NUMERALS: Final = "零一二三四五六七八九十"
_BACK: Final = {"今年": 0, "本年": 0, "去年": 1, "上年": 1, "前年": 2}
_COUNT: Final = r"[一二三四五六七八九十两\d]{1,2}"
# What tells years by words, as patterns: those counted from the case's own, a five-year plan.
MEANT: Final = rf"今年|本年|去年|上年|前年|(?:近|最近|过去){_COUNT}年|{_COUNT}年来"
PLAN: Final = r"十[一二三四五六七八九]五(?!年|[个家名人件项])"
# 近五年, 五年来, 过去5年: so many years up to the case's own.
_SPAN: Final = re.compile(rf"(?:近|过去|最近)(?P<a>{_COUNT})年|(?P<b>{_COUNT})年来")
# “十四五”: five years that its number fixes; the first of the eleventh plan is 2006.
_PLAN: Final = re.compile(PLAN)
_PLAN_YEARS: Final = 5
_PLANS_FROM: Final = 2006 - 11 * _PLAN_YEARS

# 2021年, 2021—2023年, 2021年至2023年, 2021年以来, 2021年启动以来.
_STATED: Final = re.compile(
    r"(?P<first>(?:19|20)\d\d)(?:年?(?:至|到|[-—–~～]{1,2})(?P<last>(?:19|20)\d\d))?年"
    r"(?P<on>[^，。；：！？\n\d]{0,6}?(?:以来|起(?!步)|至今))?"
)
OPEN: Final = 9999  # the end of years that go on


def own_year(case: Case) -> int | None:
    """The year that a case states; None where it states none or its content contradicts it."""
    doubted = any(doubt.kind is DoubtKind.DATE for doubt in case.doubts)
    return None if doubted or not case.date else int(case.date[:4])


def years_meant(words: str, case: Case) -> tuple[int, int] | None:
    """First and last year that relative words mean; None where they or the date tell nothing.

    近五年 ends with the case's own year, as the text may count it or not: both ends are bounds.
    """
    year = own_year(case)
    if year is None:
        return None
    back = next((years for word, years in _BACK.items() if word in words), None)
    if back is not None:
        return year - back, year - back
    span = _SPAN.search(words)
    length = _value(span["a"] or span["b"]) if span else 0
    return (year - length, year) if length else None


def years_stated(words: str) -> list[tuple[int, int]]:
    """First and last year of all that words state; what goes on since a year has no end."""
    return [
        (int(found["first"]), OPEN if found["on"] else int(found["last"] or found["first"]))
        for found in _STATED.finditer(words)
    ]


def years_of_plan(words: str) -> tuple[int, int] | None:
    """First and last year of the five-year plan that words name: 十四五 is 2021 to 2025."""
    plan = _PLAN.search(words)
    if plan is None:
        return None
    first = _PLANS_FROM + _PLAN_YEARS * (10 + _NUMERALS.index(plan[0][1]))
    return first, first + _PLAN_YEARS - 1


def _value(numeral: str) -> int:
    """Value of 五, 十 or 5; 0 for what is none of them."""
    if numeral.isdecimal():
        return int(numeral)
    return 2 if numeral == "两" else max(0, _NUMERALS.find(numeral))
