"""Relative years, where the date is sound."""

from dataclasses import replace

import pytest

from kg.compare.year import year_item
from kg.model import Case, Doubt, Metric, Quote
from kg.ontology import DoubtKind
from kg.years import own_year, years_meant

CASE = Case("c", "s", 1, 0, 9, "题", date="2023-06")
DOUBTED = Case(
    "c", "s", 1, 0, 9, "题", date="2023-06", doubts=(Doubt(DoubtKind.DATE, "词", 0, 1, "事"),)
)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("去年", (2022, 2022)),
        ("前年以来", (2021, 2021)),
        ("今年", (2023, 2023)),
        ("近五年", (2018, 2023)),
        ("10年来", (2013, 2023)),
        ("近两年", (2021, 2023)),
        ("多年来", None),
    ],
)
def test_years_meant_counts_from_the_own_year(words: str, expected: tuple[int, int] | None) -> None:
    assert years_meant(words, CASE) == expected


def test_years_meant_is_none_where_the_date_is_doubted_or_missing() -> None:
    assert own_year(DOUBTED) is None
    assert years_meant("去年", DOUBTED) is None
    assert years_meant("去年", Case("c", "s", 1, 0, 9, "题")) is None


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (("一、2021年工作回顾", "（一）建阵地"), "2021（标题年份）"),
        (("一、2021年和“十四五”时期工作",), "2022（材料年份）"),
        (("一、建阵地",), "2022（材料年份）"),
    ],
)
def test_a_figure_below_a_heading_with_one_year_is_of_that_year(
    heading: tuple[str, ...], text: str
) -> None:
    quote = Quote("共建单位有12家", "c", "题", "甲.txt", 0, 8, "c-1", heading)
    metric = Metric("c", None, "共建单位", 12.0, "家", "12家", 5, 8)
    assert year_item(quote, metric, replace(CASE, date="2022")).text == text
