"""Metrics: whom a number is about, and when it is a result, a target or a problem."""

import re

import pytest

from ingest.draft import Draft
from ingest.extract import metrics
from kg.model import Mention, Metric
from kg.ontology import Genre, Kind, Level, Status


def _find(text: str, found: tuple[Mention, ...] = ()) -> list[Metric]:
    return metrics.find(Draft(text=text), found)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("去年建成凉亭20座。", Status.ACHIEVED),
        ("力争年底建成凉亭20座。", Status.TARGET),
        ("到2030年，凉亭达到20座。", Status.TARGET),
        ("目标是：粮产增长5%；菜产增长6%。", Status.TARGET),
        ("仍有20座凉亭漏雨。", Status.PROBLEM),
        ("解决存在问题20个。", Status.ACHIEVED),
        ("村里违规向住户收取清运费，共计2万元。", Status.PROBLEM),
        ("对村里违规收取的清运费，清退资金2万元。", Status.ACHIEVED),
        ("三、2026年工作安排\n建成凉亭20座。", Status.TARGET),
        ("三、接着干，开好“十五五”的局\n建成凉亭20座。", Status.TARGET),
        ("今年计划再建凉亭20座。", Status.TARGET),
        ("全镇拟投资3000万元修路。", Status.TARGET),
        ("预计覆盖20个小区。", Status.TARGET),
        ("下半年将组织培训20场。", Status.TARGET),
        ("县里要求凉亭完好率达到90%。", Status.TARGET),
        ("凉亭20座将于年底完工。", Status.TARGET),
        ("下一步，我们接着干。建凉亭20座。", Status.TARGET),
        ("各村要建好1个书屋，每年办活动不少于12场。", Status.TARGET),
        ("“十五五”时期，新建凉亭20座。", Status.TARGET),
        ("将20项服务纳入清单。", Status.ACHIEVED),
        ("新争取资金4700万元。", Status.ACHIEVED),
        ("人均预期寿命提高到79岁。", Status.ACHIEVED),
        ("制定三年行动计划，明确36项任务。", Status.ACHIEVED),
        ("覆盖率从2020年的53%提升到2022年的57%。", Status.ACHIEVED),
    ],
)
def test_find_tells_targets_and_problems_from_results(text: str, status: Status) -> None:
    assert {m.status for m in _find(text)} == {status}


@pytest.mark.parametrize(
    ("date", "status"),
    [("2026-01", Status.ACHIEVED), ("2024", Status.TARGET), (None, Status.TARGET)],
)
def test_find_holds_years_against_the_date_of_the_case(date: str | None, status: Status) -> None:
    (metric,) = metrics.find(Draft(text="到2025年，凉亭达到20座。", date=date), ())
    assert metric.status == status


def test_find_reads_a_plan_and_a_result_of_one_sentence() -> None:
    found = _find("截至目前已建凉亭12座，今年计划再建5座。")
    assert [m.status for m in found] == [Status.ACHIEVED, Status.TARGET]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("柳湾村、河东村等10个村通了车。", "青石镇"),
        ("成立护桥队，巡查300次。", "护桥队"),
        ("柳湾村种树。全镇修路12条。", "青石镇"),
    ],
)
def test_find_tells_whom_a_number_is_about(text: str, subject: str) -> None:
    names = {"柳湾村": Kind.PLACE, "河东村": Kind.PLACE, "护桥队": Kind.ORGANIZATION}
    found = tuple(
        Mention(kind, text.index(name), text.index(name) + 3, name, name)
        for name, kind in names.items()
        if name in text
    )
    *_, metric = metrics.find(Draft(text=text, issuer="青石镇"), found)
    assert metric.subject == subject


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("青石镇召开会议。柳湾村建有活动室，划分网格14个。", "柳湾村"),
        ("柳湾村成立护桥队。该队有队员30人，护桥队全年巡查300次。", "护桥队"),
        ("柳湾村种树300棵。据护桥队介绍，全镇修路12条。", "青石镇"),
    ],
)
def test_find_takes_the_nearest_body_that_the_clause_is_about(text: str, subject: str) -> None:
    kinds = {"青石镇": Kind.PLACE, "柳湾村": Kind.PLACE, "护桥队": Kind.ORGANIZATION}
    found = tuple(
        Mention(kind, at, at + 3, name, name)
        for name, kind in kinds.items()
        for at in range(len(text))
        if text.startswith(name, at)
    )
    *_, metric = metrics.find(Draft(text=text, region=("青石镇",)), found)
    assert metric.subject == subject


def test_find_leaves_a_number_to_nobody_where_no_body_is_likely() -> None:
    (metric,) = metrics.find(Draft(text="先后修路12条。"), ())
    assert metric.subject is None


@pytest.mark.parametrize(
    ("title", "subject"), [("青石县护桥队：守护一方桥", "青石县护桥队"), ("守护一方桥", "青石县")]
)
def test_find_gives_numbers_to_the_body_that_a_headline_begins_with(
    title: str, subject: str
) -> None:
    text = "青石县护桥队天天出门。先后巡查300次。"
    found = (
        Mention(Kind.ORGANIZATION, 0, 6, "青石县护桥队", "青石县护桥队"),
        Mention(Kind.PLACE, 0, 3, "青石县", "青石县"),
    )
    (metric,) = metrics.find(Draft(text=text, title=title, region=("青石县",)), found)
    assert metric.subject == subject


def test_find_names_the_actor_that_opens_the_sentence() -> None:
    text = "青石镇环境整洁。柳湾村种下果树300棵。"
    places = tuple(
        Mention(Kind.PLACE, text.index(name), text.index(name) + 3, name, name)
        for name in ("青石镇", "柳湾村")
    )
    (metric,) = _find(text, places)
    assert metric.subject == "柳湾村"


def test_find_falls_back_on_the_masked_name_of_the_case() -> None:
    (metric,) = _find("*社区地处城南。先后修路12条。")
    assert metric.subject == "*社区"


def test_the_end_of_a_date_does_not_make_a_result_a_target() -> None:
    text = "截止到2023年6月，管理率达到71%。"
    found = metrics.find(Draft(text=text, date="2023-07-24"), ())
    assert [m.status for m in found] == [Status.ACHIEVED]


def test_the_outturn_that_a_report_expects_is_reached() -> None:
    text = "全年预计接待游客650万人次。"
    (metric,) = metrics.find(Draft(text=text, genre=Genre.REPORT), ())
    (forecast,) = metrics.find(Draft(text=text), ())
    assert (metric.status, forecast.status) == (Status.ACHIEVED, Status.TARGET)


@pytest.mark.parametrize(
    ("text", "its"),
    [
        ("启动青柳行动，惠及村民300人。", True),
        ("启动青柳行动，新增养老机构3家。", False),
        ("启动青柳行动，地区生产总值增长5%。", False),
    ],
)
def test_find_keeps_what_is_set_up_to_its_own_numbers(text: str, its: bool) -> None:
    """A deed of its own, or a region's figure, behind a campaign is not the campaign's."""
    draft = Draft(text=f"{text}柳湾村记。", region=("浙江省", "柳湾村"))
    at = text.index("青柳行动")
    found = (Mention(Kind.INITIATIVE, at, at + 4, "青柳行动", "青柳行动"),)
    (metric,) = metrics.find(draft, found)
    assert (metric.subject == "青柳行动") is its


def test_find_plans_nothing_by_the_name_of_a_practice() -> None:
    text = "社区开展老人关爱计划为老人送牙膏1440支。"
    name = "老人关爱计划"
    at = text.index(name)
    practice = Mention(Kind.INITIATIVE, at, at + len(name), name, name)
    assert [m.status for m in _find(text)] == [Status.TARGET]
    assert [m.status for m in _find(text, (practice,))] == [Status.ACHIEVED]


@pytest.mark.parametrize(
    "text", ["甲镇很忙。\n张三 摄\n走访20户。", "甲镇很忙。乙网张三8月7日电 走访20户。"]
)
def test_find_gives_no_figure_to_who_only_signs(text: str) -> None:
    at = text.index("张三")
    person = Mention(Kind.PERSON, at, at + 2, "张三", "张三")
    town = Mention(Kind.PLACE, 0, 2, "甲镇", "甲镇")
    assert {m.subject for m in _find(text, (town, person))} <= {"甲镇", None}


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("青石镇修路。柳湾村根据需要，组建4个小组。", "柳湾村"),
        ("“我们把全村分成4个网格。”青石镇柳湾村党支部书记周一说。", "柳湾村"),
        ("青石镇柳湾村党支部书记周一说：“我们分成4个网格。”", "柳湾村"),
        ("“这里有4个网格。”青石镇柳湾村村民周一说。", "青石镇"),
        ("青石镇修路。国内生产总值增长4%，人均收入增长5%。", None),
        ("青石镇修路。目前全国共有4家书店。", None),
        ("全国重点实验室达4家。", "青石镇"),
    ],
)
def test_find_gives_numbers_to_who_speaks_and_leads_up_to_them(
    text: str, subject: str | None
) -> None:
    names = ("青石镇", "柳湾村党支部", "柳湾村")
    kinds = (Kind.PLACE, Kind.ORGANIZATION, Kind.PLACE)
    found = tuple(
        Mention(kind, text.index(name), text.index(name) + len(name), name, name)
        for name, kind in zip(names, kinds, strict=True)
        if name in text
    )
    draft = Draft(text=text, region=("浙江省", "青石镇"), level=Level.TOWN, issuer="青石镇")
    assert metrics.find(draft, found)[0].subject == subject


def test_find_takes_no_unit_that_a_leader_once_saw_for_the_whole_county() -> None:
    text = "青石镇开会。" + "大家发言。" * 40 + "领导在白河县调研过。\n对全县42个小组进行检查。"
    found = tuple(
        Mention(Kind.PLACE, text.index(name), text.index(name) + 3, name, name)
        for name in ("青石镇", "白河县")
    )
    (metric,) = metrics.find(Draft(text=text, region=("浙江省", "南山县")), found)
    assert metric.subject != "白河县"


def _named(text: str, *names: str) -> tuple[Mention, ...]:
    return tuple(
        Mention(Kind.PLACE, at.start(), at.end(), name, name)
        for name in names
        for at in re.finditer(name, text)
    )


def test_find_gives_no_figure_of_articles_to_anyone() -> None:
    rules = "\n".join(f"第{number}条青石镇的会每年至少开{number}次。" for number in "一二三四五")
    assert {m.subject for m in _find(rules, _named(rules, "青石镇"))} == {None}
    few = "\n".join(f"第{number}条青石镇的会每年至少开{number}次。" for number in "一二三")
    assert "青石镇" in {m.subject for m in _find(few, _named(few, "青石镇"))}


@pytest.mark.parametrize(("times", "subject"), [(1, None), (2, "青石镇")])
def test_find_gives_no_figure_to_a_place_that_is_only_cited(
    times: int, subject: str | None
) -> None:
    far = "大家发言。" * 40
    text = f"{far}{'好比青石镇。' * times}建成凉亭20座。"
    (metric,) = _find(text, _named(text, "青石镇"))
    assert metric.subject == subject


def test_find_takes_a_forms_mask_for_nobody_where_the_region_is_named() -> None:
    text = "青石镇修路。青石镇建桥。\n表一：XX区。\n这个月建成凉亭20座。"
    draft = Draft(text=text, region=("浙江省", "青石镇"), level=Level.TOWN)
    (metric,) = metrics.find(draft, _named(text, "青石镇"))
    assert metric.subject == "青石镇"
