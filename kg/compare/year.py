"""The year that a figure is of: stated, meant by 去年 or 十四五, or that of the material."""

import re
from collections.abc import Sequence
from typing import Final

from kg.compare.table import Item, Mark
from kg.model import Case, Metric, Quote
from kg.ontology import DoubtKind
from kg.wording import UNDATED
from kg.years import MEANT, PLAN, own_year, years_meant, years_of_plan

# Words that tell when: a year, a year or span counted from the case's own, a five-year plan.
_WHEN: Final = re.compile(rf"(?P<stated>(?:19|20)\d{{2}})(?=年)|{MEANT}|{PLAN}")
# What grew so much a year, or was added up, is of several years.
_SEVERAL: Final = re.compile(r"年均|累计|[三四五六七八九十]年间?(?:来|共|总)")
_LONG: Final = "多年（起止未写明）"


def year_item(sentence: Quote, metric: Metric, case: Case) -> Item:
    """Year that a figure is of: what is told last before it, else elsewhere in its sentence.

    Where nothing is told it is that of the nearest heading that states one year (大事记), else
    that of the case, and so said; a case whose date is doubted gives none: 年份存疑.
    """
    if told := _told(sentence.text, metric.end - sentence.start, case):
        return told
    if headed := _headed(sentence.heading):
        return Item(f"{headed}（标题年份）")
    if any(doubt.kind is DoubtKind.DATE for doubt in case.doubts):
        return Item(UNDATED, marks=(Mark.DATE,))
    if _SEVERAL.search(metric.text):
        return Item(_LONG)
    year = own_year(case)
    return Item(f"{year}（材料年份）") if year else Item(UNDATED)


def _headed(heading: Sequence[str]) -> str:
    """The one year of the nearest heading that tells when; empty where that is no single year."""
    told = [found for words in heading if (found := list(_WHEN.finditer(words)))]
    years = {when["stated"] for when in told[-1]} if told else set()
    return years.pop() or "" if len(years) == 1 else ""


def _told(sentence: str, end: int, case: Case) -> Item | None:
    """What a sentence tells of when, for the figure that ends at ``end``; None where nothing."""
    found = list(_WHEN.finditer(sentence))
    before = [when for when in found if when.end() <= end]
    chosen = before[-1:] or found
    if chosen and all(when["stated"] for when in chosen):
        return Item("、".join(dict.fromkeys(when["stated"] for when in chosen)))
    if len(chosen) != 1:
        return None
    words = chosen[0].group()
    plan = years_of_plan(words)
    low, high = plan or years_meant(words, case) or (0, 0)
    if not low:
        return None
    span = str(low) if low == high else f"{low}—{high}"
    return Item(f"{span}（文中“{words}”）", marks=() if plan else (Mark.INFERRED,))
