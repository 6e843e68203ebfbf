"""Metrics: what a number counts, whether it changes, and whether it is reached."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.draft import Draft
from ingest.extract import metrics
from kg.model import Mention, Metric
from kg.ontology import Change, Kind


def _find(text: str, found: tuple[Mention, ...] = ()) -> list[Metric]:
    return metrics.find(Draft(text=text), found)


def _rows(text: str) -> list[tuple[str, float | None, str | None]]:
    return [(m.measure, m.value, m.unit) for m in _find(text)]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("组建了53家共建商户。", ("共建商户", 53, "家")),
        ("今年落实便民项目121个。", ("便民项目", 121, "个")),
        ("员工离职率低于10%。", ("员工离职率", 10, "%")),
        ("建起投资2.8亿的水街客厅。", ("投资", 280_000_000, None)),
        ("组建不少于5人的巡河队。", ("巡河队", 5, "人")),
        ("推选45名身体好、嗓门亮的退休教师。", ("退休教师", 45, "名")),
        ("**名骑手前来报到。", ("骑手", None, "名")),
        ("成立党（工）委×个。", ("党（工）委", None, "个")),
        ("*.*万名下沉党员报到。", ("下沉党员", None, "名")),
        ("集聚了**所高校。", ("高校", None, "所")),
        ("带动近**万骑手人员。", ("骑手人员", None, None)),
        ("出资***万元，修桥。", ("出资", None, "元")),
        ("授牌3个新增哨点。", ("哨点", 3, "个")),
        ("师生300人次参加普查。", ("师生", 300, "人次")),
        ("党员身份认证已达80%以上。", ("党员身份认证", 80, "%")),
        ("服务业对经济增长贡献率提升至59%。", ("服务业对经济增长贡献率", 59, "%")),
        ("钢铁、石化等产业产能占比超过40%。", ("钢铁、石化等产业产能占比", 40, "%")),
        ("预算收入累计完成3.7万亿元。", ("预算收入", 3.7e12, "元")),
        ("劳动者平均年龄下降到38岁。", ("劳动者平均年龄", 38, "岁")),
        ("建成5条多式联运路。", ("多式联运路", 5, "条")),
        ("培育150家华为云生态企业。", ("华为云生态企业", 150, "家")),
        ("464位教师是新生力量。", ("教师", 464, "位")),
        ("发掘热心达人12位。", ("热心达人", 12, "位")),
        ("沿路设置警示牌120个。", ("警示牌", 120, "个")),
        ("摆出11个为老服务摊位。", ("为老服务摊位", 11, "个")),
        ("建成科技平台（基地）10家以上。", ("科技平台（基地）", 10, "家")),
        ("送上慰问品，共计4600多份。", ("慰问品", 4600, "份")),
        ("2个1类创新药获批。", ("1类创新药", 2, "个")),
        ("开展志愿服务5100余小时。", ("开展志愿服务", 5100, "小时")),
        ("第一批驻村辅警11人正式上岗。", ("第一批驻村辅警", 11, "人")),
        ("10座爱心驿站正在建。", ("爱心驿站", 10, "座")),
        ("暑托班为期三周，孩子们很高兴。", ("暑托班", 3, "周")),
        ("截止到2024年6月，村路硬化率达到71%。", ("村路硬化率", 71, "%")),
    ],
)
def test_find_tells_what_a_number_counts(
    text: str, row: tuple[str, float | None, str | None]
) -> None:
    assert _rows(text) == [row]


@pytest.mark.parametrize(
    "text",
    [
        "报名时间为8月4日至21日。",
        "经过两个小时的角逐。",
        "24小时接单。",
        "50户以上村寨都通了电。",
        "办理10亿元以上项目。",
        "十月一日开工。",
    ],
)
def test_find_leaves_bounds_and_opening_hours_out(text: str) -> None:
    assert _rows(text) == []


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("办好12类45件实事。", [("实事", 12, "类"), ("实事", 45, "件")]),
        ("承诺事项10条，已完成8条。", [("承诺事项", 10, "条"), ("承诺事项", 8, "条")]),
        ("帮扶对象16万户70万人。", [("对象", 160_000, "户"), ("对象", 700_000, "人")]),
    ],
)
def test_find_lets_numbers_share_a_noun(
    text: str, rows: list[tuple[str, float | None, str | None]]
) -> None:
    assert _rows(text) == rows


def test_find_reads_every_item_of_a_list() -> None:
    text = "引进领航员1名、工匠75名，盘活9家茶铺、16处老宅。"
    assert _rows(text) == [
        ("领航员", 1, "名"),
        ("工匠", 75, "名"),
        ("茶铺", 9, "家"),
        ("老宅", 16, "处"),
    ]


def test_find_tells_both_ends_of_a_change_and_its_size() -> None:
    text = "果园总收入由495万元增长到992万元，翻了一倍。"
    found = _find(text)
    assert [m.change for m in found] == [Change.FROM, Change.TO, Change.BY]
    assert [m.value for m in found] == [4_950_000, 9_920_000, 1]
    assert {m.measure for m in found} == {"果园总收入"}


def test_find_gives_numbers_told_together_a_noun_each() -> None:
    text = "货运量、客运量分别增长4%、6%。"
    assert _rows(text) == [("货运量", 4, "%"), ("客运量", 6, "%")]


@pytest.mark.parametrize(
    "text",
    [
        "2023年5月6日上午9点开会。",
        "搭建“四个平台”。",
        "织密一张网，拧成一股绳。",
        "健全三项机制。",
        "村里16年来没变样。",
        "1. 抓好学习。",
        "十一届四次全会召开。",
        "65岁以上老人免费。",
    ],
)
def test_find_leaves_dates_slogans_and_ranks_out(text: str) -> None:
    assert _find(text) == []


def test_find_leaves_numbers_inside_names_out() -> None:
    text = "推行百日十件好事行动。"
    name = Mention(Kind.INITIATIVE, 2, 10, text[2:10], text[2:10])
    assert _find(text, (name,)) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [("连续10年举办邻里节。", 10, "年"), ("仅用18天就完成拆墙。", 18, "天")],
)
def test_find_takes_lengths_of_effort(text: str, value: float, unit: str) -> None:
    assert [(m.value, m.unit) for m in _find(text)] == [(value, unit)]


@given(st.text(alphabet="共建成落实网格村民的，。、“”0123456789*万元个名%增长到由年", max_size=60))
def test_find_quotes_the_text_it_stands_in(text: str) -> None:
    for metric in _find(text):
        assert metric.text
        assert text[metric.start : metric.end] == metric.text


def test_the_second_number_of_a_list_counts_for_what_the_list_names() -> None:
    rows = _rows("渔业公司、海上合作社分别达到43家、322家。")
    assert rows == [("渔业公司", 43, "家"), ("海上合作社", 322, "家")]


def test_a_number_reached_goes_on_with_what_was_added() -> None:
    assert [r[1:] for r in _rows("新增渔港2个、达到29个。")] == [(2, "个"), (29, "个")]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("全村农户485户、1968人。", [("全村农户", 485), ("全村农户", 1968)]),
        ("药品品种分别增至945个、47种。", [("药品品种", 945), ("药品品种", 47)]),
        ("新能源开工160万千瓦、投产90万千瓦。", [("新能源", 1.6e6), ("新能源", 9e5)]),
        ("国企由51家整合为33家。", [("国企", 51), ("国企", 33)]),
        ("预期寿命较2020年提高1.1岁、达到79.7岁。", [("预期寿命", 1.1), ("预期寿命", 79.7)]),
    ],
)
def test_a_second_number_goes_on_with_the_first(text: str, values: list[tuple[str, float]]) -> None:
    found = [(m.measure, m.value) for m in _find(text)]
    assert [value for _, value in found] == [value for _, value in values]
    assert all(wanted in measure for (measure, _), (wanted, _) in zip(found, values, strict=True))


def test_a_rate_for_each_span_of_time_is_a_figure() -> None:
    rows = _rows("渔民低保标准提高到842元/月。")
    assert [(row[1], row[2]) for row in rows] == [(842, "元")]


def test_a_promise_is_an_initiative_and_a_figure() -> None:
    text = "今年办好18件民生实事。"
    start = text.index("18")
    name = text[start:-1]
    promise = Mention(Kind.INITIATIVE, start, len(text) - 1, name, name)
    assert [(m.measure, m.value) for m in _find(text, (promise,))] == [("民生实事", 18)]


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("全年城镇新增就业10.5万人。", "城镇新增就业"),
        ("农村劳动力转移就业2万人。", "农村劳动力转移就业"),
    ],
)
def test_find_takes_the_whole_noun_of_new_jobs(text: str, measure: str) -> None:
    (metric,) = metrics.find(Draft(text=text), ())
    assert metric.measure == measure
