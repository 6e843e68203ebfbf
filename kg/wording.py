"""What is said in Chinese about dates, regions, figures and doubts, on pages and in files."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from kg.model import Case, Metric
from kg.ontology import (
    DOUBT_LABELS,
    GENRE_LABELS,
    LEVEL_LABELS,
    STATUS_LABELS,
    Change,
    Genre,
    Level,
    Status,
)

_NUMERAL: Final = "(?:[0-9][0-9,]*(?:\\.[0-9]+)?|[零〇一二三四五六七八九十百千两]+)"
# A figure with the words that bound it; UNIT stands for the metric's own unit.
_FIGURE: Final = (
    "(?:将?近|约|超过?|逾|突破|不到|低于|高于|不足|不少于|不低于|不超过|至少|最多|高达)?"
    f"(?P<number>(?:{_NUMERAL}[万亿元]*[—–~至-]+)?{_NUMERAL}|(?<=近)(?=[万亿]))"
    "[多余几]?(?:万亿|[千百]?[万亿千百])?[多余]?"
    "UNIT(?:以上|以下|以内|左右|[多余])?"
)
_TURN: Final = re.compile(
    "(?P<down>降|减|缩短|压缩|下滑|回落|收窄)|增|升|提高|提升|扩大|扩至|涨|翻|突破|达|超|拓展|延长|跃"
)

# 每个乡镇设5人: what each of them has is no count of all; its clause may list several figures.
_EACH: Final = re.compile(
    r"(?P<what>每(?:[一个名户支家条栋处座所位]|百|千|万)?[^，。；：！？\d]{1,9}?)"
    r"(?:[均都可要须需应将按以为再]|统一)*"
    r"(?=[设配有建组至不覆选派安补奖给由拥达收开召走联帮开投]|\d)[^，。；：！？的]{0,24}$"
)

# 连续9年保持Ⅱ类: how long a thing stands so is no figure without how it stands.
_RUN: Final = re.compile(r"连续[^，。；]{1,6}年[^，。；]{2,}$")

# What of a place's name stands wherever it is named: 浙江 of 浙江省.
_STEM: Final = 2

# Marks inside quotation marks change to the other kind (GB/T 15834—2011, 4.8.3).
_INNER: Final = str.maketrans("“”‘’", "‘’“”")

UNDATED: Final = "年份不详"
UNPLACED: Final = "地区不详"
# Shown for a number that the text masks: nothing is filled in.
MASKED_VALUE: Final = "原文隐去"

_DATE_UNITS: Final = ("年", "月", "日")


def quoted(text: str) -> str:
    """Words of ours or a name between quotation marks; marks inside are of the other kind."""
    return f"“{text.translate(_INNER)}”"


def date_words(date: str | None) -> str:
    """``2024-08`` as 2024年8月, only as precise as stated; 年份不详 for None."""
    if not date:
        return UNDATED
    parts = zip(date.split("-"), _DATE_UNITS, strict=False)
    return "".join(f"{part.lstrip('0')}{unit}" for part, unit in parts)


def region_words(region: Sequence[str], unknown: str = UNPLACED) -> str:
    """Region path in one run (浙江省杭州市); a name repeated by its parent is said once."""
    if not region:
        return unknown
    lower = (name for above, name in pairwise(region) if name != above)
    return "".join((region[0], *lower))


def region_untold(title: str, region: Sequence[str]) -> str:
    """Region of a case whose title names no part of it; empty where it does, or none is known."""
    named = any(name[:_STEM] in title for name in region)
    return "" if named else region_words(region, unknown="")


def case_region_words(case: Case) -> str:
    """Region of a case in one run; an inferred one says so."""
    mark = "［推定］" if case.region and case.region_inferred else ""
    return f"{region_words(case.region)}{mark}"


def level_words(level: str | None) -> str:
    """Chinese label of a level's value; the value itself where it is not of the list."""
    return LEVEL_LABELS[Level(level)] if level in list(Level) else level or ""


def genre_words(genre: str) -> str:
    """Chinese label of a genre's value; the value itself where it is not of the list."""
    return GENRE_LABELS[Genre(genre)] if genre in list(Genre) else genre


def number_words(value: float) -> str:
    """A number with thousands separators and no trailing zeros."""
    if value == int(value):
        return f"{int(value):,}"
    # Six places hold any figure that a material prints, and hide what binary fractions add.
    return f"{value:,.6f}".rstrip("0")


# 新增学位800个, 带动消费5亿元: not all that there is.
_MADE: Final = re.compile("新增|净增|带动|拉动|撬动|对口帮扶")
# 高于全国0.4个百分点: how far another is surpassed, no figure of the thing itself.
_OTHERS: Final = re.compile(r"(?:高于|低于|快于|慢于|高出|低出|好于)[^，。；：、]{0,10}$")


def value_words(metric: Metric, before: str = "") -> str:
    """The figure as the text prints it (近40万元, 低于5万元, 99.1万亿元) with its direction.

    Says so where the text masks the number; spells the number where its words are not plain.
    ``before`` are the words of its sentence ahead of it: 分别下降3%和2% says of both that they
    fell. A direction that neither says is not told.
    """
    if metric.value is None:
        return MASKED_VALUE
    run = _RUN.search(metric.text)
    if run:
        return run.group()
    other = _OTHERS.search(before) if metric.unit == "个百分点" else None
    ahead = other[0] if other else _direction(metric, before)
    return f"{_each(before)}{ahead}{printed_words(metric)}"


def _each(before: str) -> str:
    """Of what the figure is told, where each one has so much: 每个乡镇; empty for a whole."""
    each = _EACH.search(before)
    return each["what"] if each else ""


def printed_words(metric: Metric) -> str:
    """The number of a figure with its unit as the text prints it; spelled where it is not plain."""
    return _printed(metric) or _spelled(metric)


def _direction(metric: Metric, before: str) -> str:
    """What a figure says of another one: 原为, 增至, 增, 降, 新增; empty where it stands alone."""
    if metric.change is Change.FROM:
        return "原为"
    if metric.change is None:
        made = _MADE.match(metric.text)
        return made.group() if made else ""
    own = list(_TURN.finditer(metric.text))
    said = own or list(_TURN.finditer(before))
    if not said:
        return ""
    down = any(turn["down"] for turn in own) if own else bool(said[-1]["down"])
    if metric.change is Change.TO:
        return "降至" if down else "增至"
    return "降" if down else "增"


def _printed(metric: Metric) -> str:
    """The words of a metric that give its figure; empty where no numeral stands by its unit."""
    unit = re.escape(metric.unit or "")
    figures = list(re.finditer(_FIGURE.replace("UNIT", unit), metric.text))
    return figures[-1].group().strip() if len(figures) == 1 else ""


def _spelled(metric: Metric) -> str:
    """Value or range with its unit."""
    words = number_words(metric.value or 0)
    if metric.value_high is not None:
        words = f"{words}–{number_words(metric.value_high)}"
    return f"{words}{metric.unit or ''}"


def status_words(metric: Metric) -> str:
    """目标 or 问题 for what is not a result; empty for a result."""
    return "" if metric.status is Status.ACHIEVED else STATUS_LABELS[metric.status]


def doubt_labels(case: Case) -> tuple[str, ...]:
    """Badges of a case: 年份存疑, 题文不符, 识别文本，引用请核对原件, 题名代拟."""
    return tuple(DOUBT_LABELS[doubt.kind] for doubt in case.doubts)
