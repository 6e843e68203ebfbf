"""Comparison by theme: rows, order, filters, coverage; nothing invented, nothing mixed up."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.compare import Ask, By, Column, Comparison, Grouping, Mark, Sorting, compare, theme_query
from kg.compare.choosing import provinces
from kg.errors import InvalidQuery
from kg.library import Library
from kg.model import Doubt, Metric
from kg.ontology import DoubtKind, Genre, Level, RelationType, Role, Status

Build = Callable[..., Any]

THEME = "物业治理"
# A sentence that tells a deed, to stand wherever what is said does not matter.
DEED = "街道组织业主轮流巡查楼道并公示整改清单。"


def ask(**changes: Any) -> Ask:  # noqa: ANN401 - fields of Ask
    return replace(Ask(By.THEME, THEME), **changes)


def titles(table: Comparison) -> list[str]:
    return [row.case.title for row in table.rows]


def texts(table: Comparison, column: Column) -> list[str]:
    return [item.text for row in table.rows for item in row.cell(column)]


def test_rows_stand_under_provinces_in_their_usual_order(
    library: Library, material: Build, piece: Build
) -> None:
    made = material(
        "甲.txt",
        piece(f"{DEED}一。", "丁", (THEME,), ("四川省",)),
        piece(f"{DEED}二。", "丙", (THEME,), ("四川省", "成都市")),
        piece(f"{DEED}三。", "乙", (THEME, "网格治理"), ("北京市",)),
        piece(f"{DEED}四。", "甲", (THEME,)),
        piece(f"{DEED}五。", "戊", ("网格治理",), ("北京市",)),
    )
    library.commit(*made)
    table = compare(library, ask())
    assert [group.label for group in table.groups] == ["北京市", "四川省", "地区不详"]
    assert titles(table) == ["乙", "丁", "丙", "甲"]
    assert {row.path for row in table.rows} == {"甲.txt"}


def test_a_province_that_only_touches_the_theme_stands_behind_and_is_counted(
    library: Library, material: Build, piece: Build
) -> None:
    source, records, entities = material(
        "甲.txt",
        piece(f"{DEED}一。", "只有一段", (), ("北京市",)),
        piece(f"{DEED}二。", "整篇", (THEME,), ("四川省",)),
        piece(f"{DEED}三。", "别的", ("网格治理",), ("四川省",)),
    )
    part = replace(records[0], passages=(replace(records[0].passages[0], themes=(THEME,)),))
    library.commit(source, [part, *records[1:]], entities)
    table = compare(library, ask())
    assert titles(table) == ["整篇", "只有一段"]
    assert [row.whole for row in table.rows] == [True, False]
    assert titles(compare(library, ask(sort=Sorting.REGION))) == ["只有一段", "整篇"]
    assert dict(library.theme_reach()) == {THEME: table.coverage.cases, "网格治理": 1}
    assert dict(library.themes())[THEME] == 1
    assert "物业" in theme_query(THEME)


@pytest.mark.parametrize(
    ("region", "found"),
    [("四川", ["成"]), ("成都市", ["成"]), ("四川省/成都", ["成"]), ("成都/四川", []), ("苏", [])],
)
def test_rows_of_a_region_by_name_or_path(
    library: Library, material: Build, piece: Build, region: str, found: list[str]
) -> None:
    made = material(
        "甲.txt",
        piece(DEED, "成", (THEME,), ("四川省", "成都市")),
        piece(DEED + "再评。", "鲁", (THEME,), ("山东省",)),
    )
    library.commit(*made)
    assert titles(compare(library, ask(regions=(region,)))) == found
    both = compare(library, ask(regions=(region, "山东省")))
    assert sorted(titles(both)) == sorted([*found, "鲁"])
    # A filter hides rows; the province has its case all the same.
    assert not {"四川省", "山东省"} & set(both.coverage.without)


def test_coverage_names_provinces_without_a_case_and_counts_copies(
    library: Library, material: Build, piece: Build
) -> None:
    library.commit(*material("甲.txt", piece(DEED, "全", (THEME,), ("山东省",))))
    library.commit(
        *material("乙.txt", piece(f"{DEED}隐。", "隐", (THEME,), duplicate_of="甲.txt#1"))
    )
    table = compare(library, ask())
    assert titles(table) == ["全"]
    assert [copy.title for row in table.rows for copy in row.copies] == ["隐"]
    assert (table.coverage.cases, table.coverage.copies) == (1, 1)
    assert set(table.coverage.without) == set(provinces()) - {"山东省"}


def test_cases_that_tell_nothing_have_no_row_and_are_counted(
    library: Library, material: Build, piece: Build
) -> None:
    made = material(
        "甲.txt",
        piece("资料来源：某报。", "甲", (THEME,)),
        piece("各级必须高度重视，务必把物业管理抓紧抓实抓到位。", "乙", (THEME,)),
        piece("习近平总书记强调，要把老百姓的安危冷暖放在心上，推动服务下沉。", "丙", (THEME,)),
    )
    library.commit(*made)
    table = compare(library, ask())
    assert titles(table) == []
    assert (table.coverage.cases, table.coverage.silent) == (3, 3)


def test_the_practice_is_the_sentence_that_runs_the_initiative(
    library: Library, material: Build, piece: Build
) -> None:
    text = (
        "群众对“红房子”三个字早已不陌生，常常提起。"
        "街道推行“红房子”工作法，组织党员轮流驻点收集诉求。居民都说好！"
    )
    made = material(
        "甲.txt",
        piece("前一篇。", "前"),
        piece(
            text,
            "标题",
            (THEME,),
            organizations=("街道",),
            initiatives=("红房子",),
            relations=(("街道", RelationType.IMPLEMENTS, "红房子", "街道推行“红房子”工作法"),),
        ),
    )
    library.commit(*made)
    (row,) = compare(library, ask()).rows
    (practice,) = row.cell(Column.PRACTICE)
    assert practice.text == "街道推行“红房子”工作法，组织党员轮流驻点收集诉求。"
    assert practice.quote
    assert made.source.text[practice.quote.start : practice.quote.end] == practice.text
    assert practice.quote.passage == "甲.txt#2/1"
    assert row.initiative
    assert row.initiative.name == "红房子"
    assert texts(compare(library, ask()), Column.ORGANIZATIONS) == ["街道"]


def test_targets_are_marked_and_never_among_results(
    library: Library, material: Build, piece: Build
) -> None:
    text = f"{DEED}累计化解物业纠纷320件。力争年底化解物业纠纷900件。物业纠纷仍有70件久拖不决。"

    def metric(words: str, status: Status) -> Metric:
        start = text.index(words)
        return Metric(
            "甲.txt#1", None, "纠纷", 1.0, "件", words, start, start + len(words), status=status
        )

    figures = (
        metric("物业纠纷320件", Status.ACHIEVED),
        metric("物业纠纷900件", Status.TARGET),
        metric("70件", Status.PROBLEM),
    )
    library.commit(*material("甲.txt", piece(text, themes=(THEME,), metrics=figures)))
    (row,) = compare(library, ask()).rows
    assert [item.text for item in row.cell(Column.RESULTS)] == ["累计化解物业纠纷320件。"]
    marks = [item.marks for item in row.cell(Column.METRICS)]
    assert marks == [(), (Mark.TARGET,), (Mark.PROBLEM,)]
    assert [item.text for item in row.cell(Column.PROBLEMS)] == ["物业纠纷仍有70件久拖不决。"]
    assert all(item.marks == (Mark.PROBLEM,) for item in row.cell(Column.PROBLEMS))


def test_masked_figures_keep_their_mask_and_say_so(
    library: Library, material: Build, piece: Build
) -> None:
    text = f"{DEED}*街道在各小区牵头组建党支部**个并公示。"
    start = text.index("党支部")
    figure = Metric("甲.txt#1", None, "党支部", None, "个", "党支部**个", start, start + 6)
    made = piece(text, "隐", (THEME,), organizations=("*街道",), metrics=(figure,))
    library.commit(*material("甲.txt", made))
    (row,) = compare(library, ask()).rows
    (item,) = row.cell(Column.METRICS)
    assert (item.text, item.marks) == ("*街道在各小区牵头组建党支部**个", (Mark.WITHHELD,))
    (actor,) = row.cell(Column.ORGANIZATIONS)
    assert (actor.text, actor.marks) == ("*街道", (Mark.MASKED,))


@pytest.mark.parametrize(
    ("clause", "figure", "shown"),
    [
        (
            "共解决乱停乱放、高空抛物等难题*.*万个",
            "难题*.*万个",
            "共解决乱停乱放、高空抛物等难题*.*万个",
        ),
        ("建成议事亭*个、连心桥*座", "连心桥*座", "连心桥*座"),
    ],
)
def test_a_masked_figure_is_told_with_its_whole_list(
    library: Library, material: Build, piece: Build, clause: str, figure: str, shown: str
) -> None:
    text = f"{DEED}街道牵头组织各小区，{clause}。"
    start = text.index(figure)
    told = Metric("甲.txt#1", None, figure[:2], None, "个", figure, start, start + len(figure))
    library.commit(*material("甲.txt", piece(text, "隐", (THEME,), metrics=(told,))))
    (row,) = compare(library, ask()).rows
    assert shown in [item.text for item in row.cell(Column.METRICS)]


def test_two_masked_figures_of_one_clause_are_told_once(
    library: Library, material: Build, piece: Build
) -> None:
    text = f"{DEED}街道牵头组织各小区评议，物业满意度由**%上升到**%。"
    first, second = text.index("由**%"), text.index("上升到")
    told = tuple(
        Metric("甲.txt#1", None, "物业满意度", None, "%", text[at : at + n], at, at + n)
        for at, n in ((first, 4), (second, 6))
    )
    library.commit(*material("甲.txt", piece(text, "隐", (THEME,), metrics=told)))
    (row,) = compare(library, ask()).rows
    assert [item.text for item in row.cell(Column.METRICS)] == ["物业满意度由**%上升到**%"]


def test_masked_actors_of_two_cases_never_share_a_row(
    library: Library, material: Build, piece: Build
) -> None:
    for path in ("甲.txt", "乙.txt"):
        text = f"*街道试行“红房子”，{DEED}{path}。"
        made = piece(text, path, (THEME,), organizations=("*街道",), initiatives=("红房子",))
        library.commit(*material(path, made))
    table = compare(library, ask())
    assert len(list(table.rows)) == 2
    for row in table.rows:
        quoted = {i.quote.case for items in row.cells.values() for i in items if i.quote}
        assert quoted == {row.case.id}
        masked = {i.entity.id for i in row.cell(Column.ORGANIZATIONS) if i.entity}
        assert masked == {f"*街道@{row.path}"}


def test_doubts_and_inferred_regions_mark_the_row(
    library: Library, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece(DEED, "存疑", (THEME,), ("山东省",)))
    doubt = Doubt(DoubtKind.DATE, "街道", 0, 2, "基准")
    case = replace(
        made.records[0].case, date="2021", region_inferred=True, doubts=(doubt,), level=Level.TOWN
    )
    library.commit(made.source, [replace(made.records[0], case=case)], made.entities)
    (row,) = compare(library, ask()).rows
    assert set(row.marks) == {Mark.INFERRED, Mark.DATE}
    assert [item.marks for item in row.cell(Column.REGION)] == [(Mark.INFERRED,)]
    # A doubted year is no year to narrow by, and none to sort by.
    assert titles(compare(library, ask(years=("2021",)))) == []
    assert compare(library, ask()).choices.years == ()


def test_order_levels_columns_and_pages(library: Library, material: Build, piece: Build) -> None:
    made = material(
        "甲.txt", *(piece(DEED + "完" * n + "。", f"题{n}", (THEME,)) for n in range(3))
    )
    told = zip(made.records, ("2019", "2022", "2020"), (Level.TOWN, Level.CITY, None), strict=True)
    records = [replace(r, case=replace(r.case, date=d, level=level)) for r, d, level in told]
    library.commit(made.source, records, made.entities)
    by_year = compare(library, ask(sort=Sorting.YEAR))
    assert titles(by_year) == ["题1", "题2", "题0"]
    by_level = compare(library, ask(group=Grouping.LEVEL))
    assert [g.label for g in by_level.groups] == ["地市（州、盟）", "乡镇（街道）", "层级不详"]
    assert titles(compare(library, ask(levels=("city",)))) == ["题1"]
    second = compare(library, ask(sort=Sorting.YEAR, offset=1, limit=1))
    assert (titles(second), second.coverage.cases) == (["题2"], 3)
    chosen = compare(library, ask(columns=(Column.SOURCE, Column.PRACTICE))).columns
    assert chosen == (Column.PRACTICE, Column.SOURCE)


def test_an_unknown_theme_lists_the_themes(library: Library) -> None:
    with pytest.raises(InvalidQuery, match="物业治理"):
        compare(library, Ask(By.THEME, "没有"))


def test_what_a_report_plans_is_no_practice(
    library: Library, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece(DEED, "报告", (THEME,)))
    record = made.records[0]
    passage = replace(record.passages[0], heading=("三、2031年重点工作",), role=Role.PRACTICE)
    report = replace(record.case, genre=Genre.REPORT)
    library.commit(made.source, [replace(record, case=report, passages=(passage,))], made.entities)
    assert titles(compare(library, ask())) == []
