"""What the pages say in Chinese about dates, numbers, places and sources."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kg.model import Case, Metric
from kg.ontology import (
    GENRE_LABELS,
    KIND_LABELS,
    LEVEL_LABELS,
    STATUS_LABELS,
    Genre,
    Kind,
    Level,
    Status,
)

UNDATED: Final = "年份不详"
UNPLACED: Final = "地区不详"
# Shown for a number that the text masks: nothing is filled in.
MASKED_VALUE: Final = "原文隐去"

_DATE_UNITS: Final = ("年", "月", "日")


def date_words(date: str | None) -> str:
    """``2024-08`` as 2024年8月, only as precise as stated; 年份不详 for None."""
    if not date:
        return UNDATED
    parts = zip(date.split("-"), _DATE_UNITS, strict=False)
    return "".join(f"{part.lstrip('0')}{unit}" for part, unit in parts)


def title_parts(title: str) -> tuple[str, str]:
    """Title and the dash line below it (——某市的做法), which may be empty; no character is lost.

    A dash between two parts of one line (守正——创新) begins no second line.
    """
    main, blank, below = title.partition(" ——")
    return (main, f"{blank}{below}".strip()) if blank and main.strip() else (title, "")


def region_words(region: Sequence[str], unknown: str = UNPLACED) -> str:
    """Region path in one run (浙江省杭州市); a name repeated by its parent is said once."""
    if not region:
        return unknown
    lower = (name for above, name in pairwise(region) if name != above)
    return "".join((region[0], *lower))


def case_region_words(case: Case) -> str:
    """Region of a case in one run; an inferred one says so."""
    mark = "［推定］" if case.region and case.region_inferred else ""
    return f"{region_words(case.region)}{mark}"


def inferred_from(case: Case) -> str:
    """What an inferred region was told from; empty where the case states its region."""
    return (case.region_evidence or "文中地名") if case.region and case.region_inferred else ""


def level_words(level: str | None) -> str:
    """Chinese label of a level's value; the value itself where it is not of the list."""
    return LEVEL_LABELS[Level(level)] if level in list(Level) else level or ""


def genre_words(genre: str) -> str:
    """Chinese label of a genre's value; the value itself where it is not of the list."""
    return GENRE_LABELS[Genre(genre)] if genre in list(Genre) else genre


def kind_words(kind: Kind | None) -> str:
    """Chinese label of an entity's kind; empty for None."""
    return KIND_LABELS[kind] if kind else ""


def number_words(value: float) -> str:
    """A number with thousands separators and no trailing zeros."""
    if value == int(value):
        return f"{int(value):,}"
    # Six places hold any figure that a material prints, and hide what binary fractions add.
    return f"{value:,.6f}".rstrip("0")


def value_words(metric: Metric) -> str:
    """Value or range with its unit; says so where the text masks the number."""
    if metric.value is None:
        return MASKED_VALUE
    words = number_words(metric.value)
    if metric.value_high is not None:
        words = f"{words}–{number_words(metric.value_high)}"
    return f"{words}{metric.unit or ''}"


def status_words(metric: Metric) -> str:
    """目标 or 问题 for what is not a result; empty for a result."""
    return "" if metric.status is Status.ACHIEVED else STATUS_LABELS[metric.status]


def citation(case: Case, path: str, passage: int | None, marks: Sequence[str] = ()) -> str:
    """One line that says where words come from; ``passage`` counts from 1.

    An inferred region says so, and handling marks of the source go with the words.
    """
    parts = [
        f"《{case.title}》",
        case.issuer or "",
        case_region_words(case),
        date_words(case.date),
        f"来源文件 {path}",
        f"第{passage}段" if passage else "",
        "、".join(marks),
    ]
    return f"（出处：{'，'.join(part for part in parts if part)}）"
