from dataclasses import replace

import pytest

from kg.model import Case, Metric
from kg.ontology import Status
from web import words

CASE = Case(
    "c", "s", 1, 0, 9, "一件一件办", "某镇党委", date="2023-06", region=("浙江省", "杭州市")
)
METRIC = Metric("c", None, "议事厅", 12.0, "个", "12个议事厅", 0, 6)


@pytest.mark.parametrize(
    ("date", "said"),
    [
        (None, "年份不详"),
        ("2023", "2023年"),
        ("2023-06", "2023年6月"),
        ("2023-10-08", "2023年10月8日"),
    ],
)
def test_date_is_as_precise_as_stated(date: str | None, said: str) -> None:
    assert words.date_words(date) == said


def test_region_says_a_repeated_name_once() -> None:
    assert words.region_words(("北京市", "北京市", "朝阳区")) == "北京市朝阳区"
    assert words.region_words(()) == "地区不详"


@pytest.mark.parametrize(
    ("value", "said"), [(12.0, "12"), (16000.0, "16,000"), (98.6, "98.6"), (3.2e9, "3,200,000,000")]
)
def test_number_is_written_out(value: float, said: str) -> None:
    assert words.number_words(value) == said


def test_value_shows_ranges_and_never_fills_a_mask() -> None:
    assert words.value_words(METRIC) == "12个"
    assert words.value_words(replace(METRIC, value_high=20.0)) == "12–20个"
    assert words.value_words(replace(METRIC, value=None)) == "原文隐去"


def test_status_is_named_where_it_is_no_result() -> None:
    assert words.status_words(METRIC) == ""
    assert words.status_words(replace(METRIC, status=Status.TARGET)) == "目标"
    assert words.status_words(replace(METRIC, status=Status.PROBLEM)) == "问题"


def test_citation_names_everything_known() -> None:
    assert words.citation(CASE, "甲/乙.txt", 3) == (
        "（出处：《一件一件办》，某镇党委，浙江省杭州市，2023年6月，来源文件 甲/乙.txt，第3段）"
    )


def test_citation_carries_doubt_and_handling_marks() -> None:
    case = replace(CASE, issuer=None, date=None, region_inferred=True)
    assert words.citation(case, "乙.txt", None, ("内部资料",)) == (
        "（出处：《一件一件办》，浙江省杭州市［推定］，年份不详，来源文件 乙.txt，内部资料）"
    )
