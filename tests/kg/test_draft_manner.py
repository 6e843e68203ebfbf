"""Figures that are told otherwise: rising, ended, planned, of another time."""

from dataclasses import replace

import pytest
from told_figures import told

from kg.draft.manner import difference, plans


@pytest.mark.parametrize(
    ("ours", "theirs", "remark"),
    [
        (
            "诉求同比增加48件。",
            "诉求同比减少48件、降幅三成。",
            "方向不同：草稿为“增加”，库中为“减少”",
        ),
        (
            "诉求环比减少48件。",
            "诉求同比减少48件。",
            "所比不同：草稿为“环比”，库中为“同比”",
        ),
        ("诉求比上年减少48件。", "诉求同比减少48件。", None),
        (
            "满意率下降到48%。",
            "满意率持续保持在48%以上。",
            "草稿为“下降”，库中没有这样说，为“保持”，请核对",
        ),
        (
            "满意率下降到48%。",
            "信访持续下降，满意率保持在48%以上。",
            "草稿为“下降”，库中没有这样说，为“保持”，请核对",
        ),
        ("满意率48%。", "满意率持续保持在48%以上。", None),
        ("诉求降48件。", "诉求同比减少48件。", None),
        ("诉求48件。", "诉求同比减少48件。", None),
        ("撤销党小组48个。", "新组建党小组48个。", "所做不同：草稿为“撤销”，库中不是"),
        ("设立站点48个。", "关停、清退站点48个。", "所做不同：库中为“关停”，草稿不是"),
        # The same act told before and behind the number, or in the next clause.
        ("关停企业48家。", "48家企业全部关停。", None),
        ("48处违建已拆除。", "拆除违建48处。", None),
        ("拆除违建48处。", "排查违建48处，全部拆除。", None),
        ("案件下降48%。", "案件负增长48%。", None),
        ("撤销党小组48个。", "48个党小组中撤销12个。", "所做不同：草稿为“撤销”，库中不是"),
        ("撤销党小组48个。", "组建党小组48个，撤销12个。", "所做不同：草稿为“撤销”，库中不是"),
        ("2019年办结48件。", "2021年办结48件。", "年份不同：草稿为2019年，库中为2021年"),
        # What goes on since a year is of the years after it, too.
        ("截至2023年，办结48件。", "2021年以来，办结48件。", None),
        ("自2021年启动以来，办结48件。", "截至2023年，办结48件。", None),
        # What so many years had together is no single year's.
        ("2022年办结48件。", "2021—2023年办结48件。", "库中为2021—2023年的数，请核对"),
        (
            "2021年起，办结48件。",
            "2019年起，办结48件。",
            "年份不同：草稿为2021年以来，库中为2019年以来",
        ),
        ("2019年办结48件。", "2021年以来办结48件。", "年份不同：草稿为2019年，库中为2021年以来"),
        ("2021年办结48件。", "“十四五”时期办结48件。", "库中为2021—2025年的数，请核对"),
        ("“十四五”时期办结48件。", "“十四五”时期办结48件。", None),
        # Months, runs of months and days.
        ("8月办结48件。", "9月办结48件。", "时间不同：草稿为8月，库中为9月"),
        ("8月办结48件。", "1—8月办结48件，8月办结7件。", "时间不同：草稿为8月，库中为1—8月"),
        ("1至8月办结48件。", "今年1—8月办结48件。", None),
        ("办结的48件今年9月全部公示。", "今年9月，办结48件。", None),
        ("8月5日办结48件。", "8月15日办结48件。", "时间不同：草稿为8月5日，库中为8月15日"),
        ("上半年办结48件。", "前三季度办结48件。", "时间不同：草稿为上半年，库中为前三季度"),
        ("8月办结48件。", "办结48件。", "库中此数没有写明是8月，请核对"),
        ("上半年办结48件。", "截至2023年6月底，办结48件。", None),
        ("截至9月，办结48件。", "前三季度办结48件。", None),
        ("6月办结48件。", "上半年办结48件。", "时间不同：草稿为6月，库中为上半年"),
        # No date of the draft tells what its 去年 is.
        ("去年办结48件。", "今年办结48件。", "草稿为“去年”，库中为“今年”，请核对"),
        ("去年办结48件。", "去年以来，办结48件。", None),
        # The year that stands before the number governs it.
        (
            "2021年启动，2023年办结48件。",
            "2021年办结48件，2023年再启动。",
            "年份不同：草稿为2023年，库中为2021年",
        ),
        ("2019年办结48件。", "去年办结48件。", "年份不同：草稿为2019年，库中为2022年"),
        ("2019年办结48件。", "办结48件。", "库中此数没有写明年份，材料为2023年，请核对"),
        ("2022年办结48件。", "办结48件。", None),
        ("新增就业48人。", "新增就业每年超过48人。", "口径不同：库中为“每年”，请核对"),
        ("每年新增就业48人。", "新增就业每年超过48人。", None),
    ],
)
def test_what_is_told_otherwise_is_no_proof(ours: str, theirs: str, remark: str | None) -> None:
    known = told(theirs, "48")
    known = replace(known, case=replace(known.case, date="2023-05"))
    at = ours.index("48")
    found = difference(ours, (at, at + 2), known)
    assert (found.remark if found else None) == remark


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("截至2023年底，办结48件。", "已办结48件，2024年再办30件。"),
        ("2023年办结48件。", "办结48件（2022年为30件）。"),
        ("8月办结48件。", "办结48件，9月起再办30件。"),
        ("取缔摊点48处。", "关停摊点48处。"),
        ("淘汰设备48台。", "48台设备退出。"),
    ],
)
def test_what_may_mean_the_same_is_no_contradiction(ours: str, theirs: str) -> None:
    at = ours.index("48")
    found = difference(ours, (at, at + 2), told(theirs, "48"))
    assert found is not None
    assert not found.against


@pytest.mark.parametrize(
    ("sentence", "planned"),
    [
        ("全镇计划建成服务站48个。", True),
        ("到2025年，全镇将建成服务站48个。", True),
        ("今年的目标是建成服务站48个。", True),
        ("将党建融入治理，建成服务站48个。", False),
        ("将党员编入48个网格。", False),
        ("围绕共同富裕目标，建成服务站48个。", False),
        ("按照三年行动计划，新建服务站48个。", False),
        ("开展模拟演练48场。", False),
        ("计划建50个，已建成服务站48个。", False),
    ],
)
def test_a_plan_is_told_by_words_of_plans_alone(sentence: str, planned: bool) -> None:
    at = sentence.index("48")
    assert plans(sentence, (at, at + 2)) is planned


@pytest.mark.parametrize(
    ("theirs", "before", "remark"),
    [
        ("今年办结48件。", "", "库中为“今年”，材料年份不详，请核对"),
        ("办结48件。", "", "库中此数没有写明年份，材料年份不详，请核对"),
        ("办结48件。", "2023年，全镇实行了新办法。", None),
        ("办结48件。", "2021年，全镇实行了新办法。", "年份不同：草稿为2023年，库中为2021年"),
        ("2023年办结48件。", "2021年，全镇实行了新办法。", None),
    ],
)
def test_a_year_is_proven_by_one_that_is_stated(
    theirs: str, before: str, remark: str | None
) -> None:
    known = replace(told(theirs, "48"), before=before)
    found = difference("2023年办结48件。", (7, 9), known)
    assert (found.remark if found else None) == remark
