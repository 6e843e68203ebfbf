from dataclasses import replace

import pytest

from kg.model import Case, Metric
from kg.ontology import Change, Status
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


@pytest.mark.parametrize(
    ("title", "said"),
    [("工作报告", "浙江省杭州市"), ("浙江工作报告", ""), ("杭州市一件一件办", "")],
)
def test_region_is_said_where_the_title_does_not(title: str, said: str) -> None:
    assert words.region_untold(title, ("浙江省", "杭州市")) == said
    assert words.region_untold(title, ()) == ""


def test_region_says_a_repeated_name_once() -> None:
    assert words.region_words(("北京市", "北京市", "朝阳区")) == "北京市朝阳区"
    assert words.region_words(()) == "地区不详"


@pytest.mark.parametrize(
    ("value", "said"), [(12.0, "12"), (16000.0, "16,000"), (98.6, "98.6"), (3.2e9, "3,200,000,000")]
)
def test_number_is_written_out(value: float, said: str) -> None:
    assert words.number_words(value) == said


@pytest.mark.parametrize(
    ("text", "unit", "change", "said"),
    [
        ("建成12个议事厅", "个", None, "12个"),
        ("引来7000多家商户", "家", None, "7000多家"),
        ("年收入低于5万元", "元", None, "低于5万元"),
        ("产值达99.1万亿元", "元", None, "99.1万亿元"),
        ("每年拿出近亿元", "元", None, "近亿元"),
        ("年收入在5万—50万元", "元", None, "5万—50万元"),
        ("增收近40万元", "元", Change.BY, "增近40万元"),
        ("投诉减少7.66%", "%", Change.BY, "降7.66%"),
        ("压减至278张", "张", Change.TO, "降至278张"),
        ("由12件", "件", Change.FROM, "原为12件"),
    ],
)
def test_value_is_said_in_the_words_of_the_text(
    text: str, unit: str, change: Change | None, said: str
) -> None:
    assert words.value_words(replace(METRIC, text=text, unit=unit, change=change)) == said


def test_value_is_spelled_where_its_words_are_not_plain() -> None:
    assert words.value_words(replace(METRIC, text="建成议事厅", value_high=20.0)) == "12–20个"
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


@pytest.mark.parametrize(
    ("before", "said"),
    [
        ("每个乡镇统一设", "每个乡镇12个"),
        ("每年召开", "每年12个"),
        ("每个村都有议事厅，全县建成", "12个"),
        ("每名骨干都能说会道的做法带出", "12个"),
    ],
)
def test_what_each_of_them_has_is_said_of_each(before: str, said: str) -> None:
    assert words.value_words(METRIC, before) == said


def test_how_long_a_thing_stands_so_is_said_with_how_it_stands() -> None:
    run = replace(METRIC, text="水质连续9年保持二类", unit="年")
    assert words.value_words(run) == "连续9年保持二类"


@pytest.mark.parametrize(
    ("text", "said"),
    [("新增议事厅12个", "新增12个"), ("带动议事厅12个", "带动12个"), ("议事厅12个", "12个")],
)
def test_figure_says_how_what_it_counts_came_about(text: str, said: str) -> None:
    assert words.value_words(replace(METRIC, text=text)) == said
