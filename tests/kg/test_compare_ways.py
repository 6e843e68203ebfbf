"""Comparison by initiative, measure and text; spread; side by side."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.compare import Ask, By, Column, Mark, Sorting, compare, spread
from kg.compare.kin import core_of
from kg.errors import InvalidQuery
from kg.library import Library
from kg.model import Doubt, Metric
from kg.ontology import DoubtKind, Genre, Status

Build = Callable[..., Any]


def add(library: Library, made: Any, **case: Any) -> None:  # noqa: ANN401 - fields of Case
    """Commit a material of one case with other metadata."""
    records = [replace(record, case=replace(record.case, **case)) for record in made.records]
    library.commit(made.source, records, made.entities)


@pytest.fixture
def neighbours(library: Library, material: Build, piece: Build) -> Library:
    """Three regions: one initiative, one of the same core, one that has nothing to do with it."""
    told = (
        (
            "甲.txt",
            "樟树议事亭",
            "山东省",
            "街道推行“樟树议事亭”，组织业主围坐商量停车难题。",
            "2021",
        ),
        (
            "乙.txt",
            "樟树议事亭行动",
            "四川省",
            "县里实施樟树议事亭行动，组织业主商量停车难题。",
            "2019",
        ),
        ("丙.txt", "银发食堂", "四川省", "村里开设“银发食堂”，定期为独居老人送餐上门。", "2020"),
    )
    for path, name, region, text, date in told:
        add(
            library,
            material(path, piece(text, path, (), (region,), initiatives=(name,))),
            date=date,
        )
    return library


def test_core_of_a_name_is_without_marks_and_class_word() -> None:
    assert core_of("“樟树议事亭”行动") == core_of("樟树议事亭") == "樟树"


def test_by_initiative_brings_its_like_with_the_reason(neighbours: Library) -> None:
    table = compare(neighbours, Ask(By.INITIATIVE, "樟树议事亭"))
    reasons = {
        row.path: "".join(item.text for item in row.cell(Column.REASON)) for row in table.rows
    }
    assert reasons["甲.txt"] == "同名做法"
    assert reasons["乙.txt"].startswith("核心名称相同（樟树）")
    assert "丙.txt" not in reasons


def test_an_unknown_initiative_is_named(library: Library) -> None:
    with pytest.raises(InvalidQuery, match="无此做法"):
        compare(library, Ask(By.INITIATIVE, "无此做法"))


def test_masked_initiatives_have_no_like(library: Library, material: Build, piece: Build) -> None:
    for path in ("甲.txt", "乙.txt"):
        text = f"街道推行“*树下”工作法，组织业主围坐商量停车难题。{path}"
        library.commit(*material(path, piece(text, path, initiatives=("*树下",))))
    table = compare(library, Ask(By.INITIATIVE, "*树下@甲.txt"))
    assert {row.path for row in table.rows} <= {"甲.txt"}


def test_spread_counts_sound_years_only(neighbours: Library, material: Build, piece: Build) -> None:
    text = "又一处推行“樟树议事亭”。"
    doubt = (Doubt(DoubtKind.DATE, "又一处", 0, 3, "基准"),)
    made = material("丁.txt", piece(text, "丁", (), ("北京市",), initiatives=("樟树议事亭",)))
    add(neighbours, made, date="2030", doubts=doubt)
    found = spread(neighbours, "樟树议事亭")
    assert found.years == ("2021",)
    assert [(p.region, p.years, p.doubted) for p in found.places] == [
        ("山东省", {"2021": 1}, 0),
        ("北京市", {}, 1),
    ]


def figure(
    path: str,
    text: str,
    words: str,
    measure: str,
    value: float | None,
    **more: Any,  # noqa: ANN401 - fields of Metric
) -> Metric:
    start = text.index(words)
    return Metric(f"{path}#1", None, measure, value, "家", words, start, start + len(words), **more)


@pytest.fixture
def figures(library: Library, material: Build, piece: Build) -> Library:
    """Figures of two measures that are compared, one masked, one a target."""
    told = (
        ("甲.txt", "红巷吸纳53家共建单位。", "53家共建单位", "共建单位", 53.0, {}),
        ("乙.txt", "去年组建112个党建联盟。", "112个党建联盟", "党建联盟", 112.0, {}),
        ("丙.txt", "街道有**家共建单位。", "**家共建单位", "共建单位", None, {}),
        (
            "丁.txt",
            "2031年发展90家共建单位。",
            "90家共建单位",
            "共建单位",
            90.0,
            {"status": Status.TARGET},
        ),
    )
    for path, text, words, measure, value, more in told:
        metric = figure(path, text, words, measure, value, **more)
        add(library, material(path, piece(text, path, metrics=(metric,))), date="2022-03")
    return library


def test_by_measure_sets_kin_beside_it_and_masks_and_marks(figures: Library) -> None:
    table = compare(figures, Ask(By.MEASURE, "共建单位"))
    rows = {row.path: row for row in table.rows}
    value = {path: row.cell(Column.VALUE)[0] for path, row in rows.items()}
    assert value["甲.txt"].text == "53家"
    assert value["乙.txt"].metric
    assert value["乙.txt"].metric.value == 112
    assert "党建联盟" in rows["乙.txt"].cell(Column.REASON)[0].text
    assert (value["丙.txt"].text, value["丙.txt"].marks) == ("**家共建单位", (Mark.WITHHELD,))
    assert value["丁.txt"].marks == (Mark.TARGET,)
    for row in rows.values():
        (quote,) = row.cell(Column.QUOTE)
        assert quote.quote
        source = figures.case(row.case.id).source.text
        assert source[quote.quote.start : quote.quote.end] == quote.text


def test_years_of_figures_are_stated_meant_or_the_material_s(figures: Library) -> None:
    table = compare(figures, Ask(By.MEASURE, "共建单位"))
    year = {row.path: row.cell(Column.YEAR)[0] for row in table.rows}
    assert year["甲.txt"].text == "2022（材料年份）"
    assert (year["乙.txt"].text, year["乙.txt"].marks) == ("2021（文中“去年”）", (Mark.INFERRED,))
    assert year["丁.txt"].text == "2031"


@pytest.mark.parametrize(
    ("text", "words", "year"),
    [
        ("2030年有9家共建单位，2031年有12家共建单位。", "12家共建单位", "2031"),
        ("“十四五”时期新增12家共建单位。", "12家共建单位", "2021—2025（文中“十四五”）"),
        (
            "过去五年打基础，“十五五”末达到12家共建单位。",
            "12家共建单位",
            "2026—2030（文中“十五五”）",
        ),
        ("共建单位年均增加12家。", "年均增加12家", "多年（起止未写明）"),
        ("共建单位有12家。", "12家", "2022（材料年份）"),
    ],
)
def test_the_year_of_a_figure_is_what_is_told_last_before_it(
    library: Library, material: Build, piece: Build, text: str, words: str, year: str
) -> None:
    metric = figure("戊.txt", text, words, "共建单位", 12.0)
    add(library, material("戊.txt", piece(text, "戊.txt", metrics=(metric,))), date="2022-03")
    (row,) = compare(library, Ask(By.MEASURE, "共建单位")).rows
    assert row.cell(Column.YEAR)[0].text == year


def test_how_far_another_is_surpassed_says_so(
    library: Library, material: Build, piece: Build
) -> None:
    text = "共建单位参与率高于全市0.4个百分点。"
    metric = replace(figure("己.txt", text, "0.4个百分点", "共建单位", 0.4), unit="个百分点")
    add(library, material("己.txt", piece(text, "己.txt", metrics=(metric,))))
    (row,) = compare(library, Ask(By.MEASURE, "共建单位")).rows
    assert row.cell(Column.VALUE)[0].text == "高于全市0.4个百分点"


def test_figures_sort_by_value(figures: Library) -> None:
    table = compare(figures, Ask(By.MEASURE, "共建单位、党建联盟", sort=Sorting.FIGURES))
    assert [row.path for row in table.rows] == ["乙.txt", "丁.txt", "甲.txt", "丙.txt"]


def test_no_measure_is_refused(library: Library) -> None:
    with pytest.raises(InvalidQuery, match="measure"):
        compare(library, Ask(By.MEASURE, " 、"))


def test_by_text_finds_what_is_like_it_and_says_which_words(neighbours: Library) -> None:
    text = "我们准备请业主坐下来商量停车难题，想看看别处如何组织。"
    table = compare(neighbours, Ask(By.TEXT, text))
    rows = list(table.rows)
    assert {row.path for row in rows} == {"甲.txt", "乙.txt"}
    assert all("业主" in row.cell(Column.REASON)[0].text for row in rows)


def test_a_text_without_words_is_refused(library: Library) -> None:
    with pytest.raises(InvalidQuery, match="text"):
        compare(library, Ask(By.TEXT, "……"))


def reasons(table: Any) -> dict[str, str]:  # noqa: ANN401 - a comparison
    return {row.path: "".join(i.text for i in row.cell(Column.REASON)) for row in table.rows}


def test_a_name_that_another_ends_with_is_listed_and_agreement_is_told(
    library: Library, material: Build, piece: Build
) -> None:
    told = (
        ("甲.txt", "暖巷小站", "街道开设“暖巷小站”，组织骑手歇脚充电并认领巡查任务。"),
        ("乙.txt", "东湾暖巷小站", "镇里打造“东湾暖巷小站”，组织骑手歇脚充电并登记隐患。"),
        ("丙.txt", "西岭暖巷小站", "县里建立“西岭暖巷小站”，定期为独居老人理发测血压。"),
    )
    for path, name, text in told:
        library.commit(*material(path, piece(text, path, initiatives=(name,))))
    found = reasons(compare(library, Ask(By.INITIATIVE, "暖巷小站")))
    assert found["乙.txt"].startswith("名称相含（暖巷小站），所述相合：")
    assert "骑手" in found["乙.txt"]
    assert found["丙.txt"].endswith("所述未见相合，未必是同一做法")


def test_what_only_a_plan_or_a_remark_names_is_listed_as_such(
    library: Library, material: Build, piece: Build
) -> None:
    told = (
        ("甲.txt", "力争明年底前建成“暖巷小站”60处，组织骑手歇脚。"),
        ("乙.txt", "“暖巷小站”位于老城北门，面积90平方米，外观朴素。"),
    )
    for path, text in told:
        library.commit(*material(path, piece(text, path, initiatives=("暖巷小站",))))
    table = compare(library, Ask(By.INITIATIVE, "暖巷小站"))
    marks = {row.path: row.cell(Column.PRACTICE)[0].marks for row in table.rows}
    assert marks == {"甲.txt": (Mark.TARGET,), "乙.txt": (Mark.NAMED,)}
    assert not any(row.cell(Column.RESULTS) for row in table.rows)


def test_neighbours_tie_within_a_passage_and_never_in_a_report(
    library: Library, material: Build, piece: Build
) -> None:
    names = ("樟树议事亭", "邻里加油站", "红袖巡防")
    text = "街道推行“樟树议事亭”“邻里加油站”“红袖巡防”，组织居民轮流值守。"
    other = "县里推行“柚子红榜”，定期评选守望先锋户。镇上还有“邻里加油站”和“红袖巡防”。"
    add(library, material("甲.txt", piece(text, "甲", initiatives=names)))
    like = ("柚子红榜", *names[1:])
    add(library, material("乙.txt", piece(other, "乙", initiatives=like)))
    found = reasons(compare(library, Ask(By.INITIATIVE, "樟树议事亭")))
    assert "同与“红袖巡防”、“邻里加油站”一并写到" in found["乙.txt"]
    add(library, material("乙.txt", piece(other, "乙", initiatives=like)), genre=Genre.REPORT)
    found = reasons(compare(library, Ask(By.INITIATIVE, "樟树议事亭")))
    assert "一并写到" not in found.get("乙.txt", "")


def test_figures_of_the_very_measure_come_first(
    library: Library, material: Build, piece: Build
) -> None:
    text = "镇里建立网格党支部9个，划分网格31个，年收入低于5万个网格的村除外。"
    told = (("网格党支部9个", "网格党支部", 9.0), ("网格31个", "网格", 31.0))
    metrics = tuple(figure("甲.txt", text, words, name, value) for words, name, value in told)
    bound = figure("甲.txt", text, "低于5万个网格", "网格", 50000.0)
    add(library, material("甲.txt", piece(text, "甲", metrics=(*metrics, bound))))
    table = compare(library, Ask(By.MEASURE, "网格"))
    assert [row.cell(Column.MEASURE)[0].text for row in table.rows] == ["网格", "网格党支部"]
    assert [bool(row.cell(Column.REASON)) for row in table.rows] == [False, True]
