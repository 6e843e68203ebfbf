"""Metrics: where the words end that a number counts, and which numbers count nothing."""

import pytest

from ingest.draft import Draft
from ingest.extract import metrics
from kg.model import Mention
from kg.ontology import Kind


def _rows(text: str) -> list[tuple[str, float | None, str | None]]:
    return [(m.measure, m.value, m.unit) for m in metrics.find(Draft(text=text), ())]


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("惠及96个一线站点。", ("一线站点", 96, "个")),
        ("迎来近70名运动员。", ("运动员", 70, "名")),
        ("充电桩保有量达到600台。", ("充电桩保有量", 600, "台")),
        ("全县最低工资标准提高200元。", ("最低工资标准", 200, "元")),
        ("每户一次性奖励500元。", ("每户一次性奖励", 500, "元")),
        ("志愿者一行6人前去探望。", ("志愿者", 6, "人")),
        ("50%以上为青年技工。", ("青年技工", 50, "%")),
        ("带动社会投资超千亿元。", ("社会投资", 100_000_000_000, "元")),
        ("种下果苗两亩半。", ("果苗", 2.5, "亩")),
        ("让300名独居老人就近用餐。", ("独居老人", 300, "名")),
        ("帮1200户购房群众如期入住。", ("购房群众", 1200, "户")),
        ("12名支部书记登台比武。", ("支部书记", 12, "名")),
        ("3万户牧民喝上干净的水。", ("牧民", 30_000, "户")),
        ("18家商铺和企业的募捐金额到账。", ("商铺和企业", 18, "家")),
        ("推动69家省级共享茶庄提档升级。", ("省级共享茶庄", 69, "家")),
        ("获省级技能大赛金牌16项。", ("省级技能大赛金牌", 16, "项")),
        ("开展7个城乡融合试点。", ("城乡融合试点", 7, "个")),
        ("完成6个整镇推进庭院整治。", ("整镇推进庭院整治", 6, "个")),
        ("整理成15项需完善的规则制度。", ("规则制度", 15, "项")),
        ("修缮1.2万套（间）土坯房。", ("土坯房", 12_000, "套")),
        ("产值可达80万元。", ("产值", 800_000, "元")),
        ("按照每万人不少于9名的标准配备社工。", ("社工", 9, "名")),
        ("最严水务管理考核连续4年优秀。", ("最严水务管理考核", 4, "年")),
    ],
)
def test_find_cuts_between_words(text: str, row: tuple[str, float | None, str | None]) -> None:
    assert _rows(text) == [row]


def test_find_gives_a_bare_size_what_the_number_before_it_counts() -> None:
    assert _rows("整改图斑52块，201.12亩。")[1] == ("图斑", 201.12, "亩")


@pytest.mark.parametrize("text", ["住在小区7栋2单元。", "关心红十字会工作。"])
def test_find_counts_no_address_and_no_part_of_a_name(text: str) -> None:
    assert _rows(text) == []


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("事故起数、死亡人数分别下降12%、15%。", ["事故起数", "死亡人数"]),
        ("钢铁、石化产业产能分别增长4%、5%。", ["钢铁、石化产业产能"] * 2),
        ("凉亭、石桥完好率分别达98.5%和99%以上。", ["凉亭完好率", "石桥完好率"]),
    ],
)
def test_find_gives_each_number_of_a_list_its_noun(text: str, measures: list[str]) -> None:
    assert [measure for measure, _, _ in _rows(text)] == measures


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("全县11个街道及社区的负责同志到会。", ("街道", 11, "个")),
        ("“茶乡通”平台用户超1亿。", ("“茶乡通”平台用户", 100_000_000, None)),
        ("转移1.6万山洪受灾群众。", ("山洪", 16_000, None)),
    ],
)
def test_find_counts_people_and_first_of_two(
    text: str, row: tuple[str, float | None, str | None]
) -> None:
    assert _rows(text) == [row]


def test_find_counts_visitors_whose_number_went_on() -> None:
    assert [m for m, _, _ in _rows("年接待游客由10万人次增加到20万人次。")] == ["游客"] * 2


def test_find_gives_a_number_to_the_brand_that_opens_its_clause() -> None:
    text = "余杭区抓实党建，“茶乡通”平台用户超1亿。"
    at = text.index("茶乡通")
    brand = Mention(Kind.INITIATIVE, at, at + 3, "茶乡通", "茶乡通")
    place = Mention(Kind.PLACE, 0, 3, "余杭区", "余杭区")
    (metric,) = metrics.find(Draft(text=text), (place, brand))
    assert metric.subject == "茶乡通"


def test_find_gives_the_place_what_the_head_of_its_government_tells() -> None:
    draft = Draft(text="新增就业5万人。", issuer="省长 方文俊", region=("浙江省",))
    (metric,) = metrics.find(draft, ())
    assert metric.subject == "浙江省"


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("预期寿命从2021年的80岁提升至81.5岁。", ["预期寿命从2021年的80岁", "提升至81.5岁"]),
        ("平均审批时间从2小时缩短到30分钟。", ["平均审批时间从2小时", "缩短到30分钟"]),
        ("公交与地铁80米内换乘比例达92%。", ["公交与地铁80米内换乘比例达92%"]),
        ("收入5亿元，超过原定的近4亿元规模。", ["收入5亿元"]),
        ("新建中小学、幼儿园48所。", ["中小学、幼儿园48所"]),
        ("选派一名甲专员、一名乙专员。", ["一名甲专员", "一名乙专员"]),
        ("环境优美、床位20张。", ["床位20张"]),
        ("捐款由30名职工自发筹集。", ["30名职工"]),
        ("律师帮忙，其中近四成是党员。", ["近四成是党员"]),
        ("诉求减少90件、降幅7%，8月降幅达17%。", ["诉求减少90件", "降幅7%", "8月降幅达17%"]),
        ("8月3日板块跌3%。", ["板块跌3%"]),
    ],
)
def test_find_quotes_a_figure_with_all_its_words(text: str, quotes: list[str]) -> None:
    assert [metric.text for metric in metrics.find(Draft(text=text), ())] == quotes


def test_find_says_what_a_bare_fall_is_of() -> None:
    assert [m for m, _, _ in _rows("诉求减少90件，8月降幅达17%。")] == ["诉求", "诉求"]


@pytest.mark.parametrize(
    "text", ["海拔900米以上的村子种茶。", "当库存低于15%时补货。", "学科排名进入前1%。"]
)
def test_a_height_a_condition_or_a_rank_is_no_figure(text: str) -> None:
    assert _rows(text) == []


def test_each_sum_that_was_passed_is_told_of_what_passed_it() -> None:
    assert _rows("经济总量连跨5万亿元、6万亿元两个台阶。") == [
        ("经济总量", 5e12, "元"),
        ("经济总量", 6e12, "元"),
    ]


def test_a_list_of_things_shares_what_is_measured_of_the_last_one() -> None:
    rows = _rows("苹果、柑橘、蜜桃产量分别增长5.4%、9.2%、2.9%。")
    assert [measure for measure, *_ in rows] == ["苹果产量", "柑橘产量", "蜜桃产量"]


def test_what_goes_on_for_years_is_told_with_how_it_stands() -> None:
    text = "水质达标率达98%、连续6年居全省首位。"
    found = metrics.find(Draft(text=text), ())
    assert [(m.measure, m.text) for m in found] == [
        ("水质达标率", "水质达标率达98%"),
        ("水质达标率", "连续6年居全省首位"),
    ]


def test_words_that_bound_a_number_belong_to_it() -> None:
    found = metrics.find(Draft(text="组建不少于5人的巡河队。"), ())
    assert [m.text for m in found] == ["不少于5人的巡河队"]


@pytest.mark.parametrize("verb", ["新增", "带动", "对口帮扶"])
def test_figure_is_quoted_with_how_what_it_counts_came_about(verb: str) -> None:
    (metric,) = metrics.find(Draft(text=f"{verb}茶馆30家。"), ())
    assert metric.text == f"{verb}茶馆30家"
    assert metric.measure.endswith("茶馆")
