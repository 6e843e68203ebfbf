"""What a draft has word for word from a case, and which sentences speak of the same thing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.draft.evidence import Told
from kg.draft.likeness import alike, surely_alike
from kg.draft.manner import difference, plans
from kg.draft.measures import is_same_measure, may_be_same, units_like
from kg.draft.owner_names import own_place, same_owner
from kg.draft.owners import Agreement, agreement
from kg.draft.sameness import SHORTEST, Sameness, Source
from kg.model import Case, Metric, Passage, Quote

letters = st.text("甲乙丙丁戊己庚辛，。\n", max_size=120)


def source(text: str, name: str = "c") -> Source:
    """A case of passages of fifty characters."""
    case = Case(name, "s", 1, 0, len(text), "题名")
    passages = tuple(
        Passage(f"{name}/{at}", name, number, at, at + len(part), part)
        for number, at in enumerate(range(0, len(text), 50), 1)
        if (part := text[at : at + 50])
    )
    return Source(case, f"{name}.txt", passages)


@given(letters, st.lists(letters, min_size=1, max_size=3), st.data())
def test_runs_are_the_source_s_words_and_never_overlap(
    own: str, theirs: list[str], data: st.DataObject
) -> None:
    copied = "".join(t[data.draw(st.integers(0, len(t))) :] for t in theirs)
    text = own + copied.replace("\n", "") + own
    sources = [source(t, f"c{n}") for n, t in enumerate(theirs)]
    found = Sameness(text).look(sources)
    at = 0
    for run in found:
        assert run.start >= at
        assert run.end - run.start >= SHORTEST
        at = run.end
        case = sources[int(run.quote.case[1:])]
        whole = theirs[int(run.quote.case[1:])]
        assert text[run.start : run.end] == run.quote.text
        assert whole[run.quote.start : run.quote.end].replace("\n", "") == run.quote.text
        assert any(p.start <= run.quote.start and run.quote.end <= p.end for p in case.passages)


@pytest.mark.parametrize("length", [SHORTEST - 1, SHORTEST, 40])
def test_what_is_copied_is_found_from_a_length_on(length: int) -> None:
    words = "".join(chr(0x4E00 + n) for n in range(100))
    copied = words[5 : 5 + length]
    found = Sameness(f"开头的话{copied}结尾的话").look([source(words)])
    assert [run.quote.text for run in found] == ([copied] if length >= SHORTEST else [])


def told(sentence: str, figure: str, region: tuple[str, ...] = ("安徽省", "岳西县")) -> Told:
    at = sentence.index(figure)
    metric = Metric("c", None, "网格", 1, "个", figure, at, at + len(figure))
    quote = Quote(sentence, "c", "题名", "甲.txt", 0, len(sentence), "p")
    return Told(metric, quote, Case("c", "s", 1, 0, 99, "天堂镇的做法", region=region))


@pytest.mark.parametrize(
    ("ours", "theirs", "same"),
    [
        # The sentence is the same but for the number.
        ("天堂镇划分50个网格，网格员每周入户。", "天堂镇划分48个网格，网格员每周入户。", True),
        # Only the clause is, inside sentences of different length.
        (
            "我们学到很多，推动解决季节性缺水等问题50个。",
            "以联席会推动解决季节性缺水等问题48个，群众满意。",
            True,
        ),
        # Too short to tell anything.
        ("有50个网格。", "有48个网格。", False),
        ("组建50个网格党支部，覆盖全镇。", "开展敲门行动48次，听取民意。", False),
    ],
)
def test_sentences_and_clauses_are_alike_but_for_the_number(
    ours: str, theirs: str, same: bool
) -> None:
    assert alike(ours, ours.index("50"), told(theirs, "48")) is same


def test_another_number_in_common_makes_it_sure() -> None:
    ours = "我们把22个村民小组划分成9个网格"
    theirs = told("全村把22个村民小组划分成7个网格。", "7个网格")
    assert surely_alike(ours, ours.index("9"), "9个网格", theirs)
    other = told("全村把31个村民小组划分成7个网格。", "7个网格")
    assert not surely_alike(ours, ours.index("9"), "9个网格", other)


@pytest.mark.parametrize(
    ("owners", "owned"),
    [
        (("岳西县",), Agreement.SAME),
        (("天堂",), Agreement.SAME),
        (("桐城市",), Agreement.OTHER),
        (("我县",), Agreement.OTHER),
        ((), Agreement.UNKNOWN),
    ],
)
def test_owners_agree_by_name_or_stem_and_never_one_s_own(
    owners: tuple[str, ...], owned: Agreement
) -> None:
    assert agreement(owners, "划分48个网格。", told("全镇划分48个网格。", "48")) is owned


def test_a_town_s_figure_is_none_of_its_county_s_and_a_mask_is_of_its_level() -> None:
    of_town = replace(told("全镇划分48个网格。", "48").metric, subject="天堂镇")
    one = replace(told("全镇划分48个网格。", "48"), metric=of_town)
    assert agreement(["天堂镇"], "", one) is Agreement.SAME
    assert agreement(["岳西县"], "", one) is Agreement.OTHER
    masked = replace(one, metric=replace(of_town, subject="*镇"))
    assert agreement(["甲乙镇"], "", masked) is Agreement.UNKNOWN
    # A county that is known to lie elsewhere has no town here.
    assert agreement(["宜都市"], "", masked) is Agreement.OTHER


def test_the_place_around_is_no_owner_though_a_title_names_it() -> None:
    one = told("全镇划分48个网格。", "48")
    titled = replace(one, case=replace(one.case, title="安徽岳西：网格划到门口"))
    assert agreement(["岳西县"], "", titled) is Agreement.SAME
    assert agreement(["安徽省"], "", titled) is Agreement.OTHER


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("岳西", "岳西县", True),
        ("安徽省岳西县", "岳西县", True),
        ("小石桥村", "石桥村", False),
        ("安县", "淳安县", False),
        ("石桥镇", "石桥村", False),
    ],
)
def test_names_of_one_owner(one: str, other: str, same: bool) -> None:
    assert same_owner(one, other) is same
    assert same_owner(other, one) is same
    assert own_place("我县")
    assert not own_place("开县")


def measured(measure: str, unit: str = "名") -> Metric:
    return Metric("c", None, measure, 1, unit, measure, 0, len(measure))


@pytest.mark.parametrize(
    ("ours", "theirs", "may", "same"),
    [
        ("党员", "党员", True, True),
        ("全镇党员", "党员", True, True),
        ("村级集体经济收入", "村集体经济收入", True, True),
        ("创评覆盖率", "创评覆盖率", True, True),
        ("地区生产总值", "全省生产总值", True, True),
        ("GDP", "地区生产总值", True, True),
        ("地区生产总值", "国内生产总值", False, False),
        ("党组织", "楼宇党组织", True, False),
        ("企业", "企业和合作社", True, False),
        ("物业服务等问题", "物业服务、环境卫生等问题", True, False),
        ("平均履职事项", "平均事项", True, False),
        # What is counted comes last.
        ("党员", "党员志愿者", False, False),
        ("满意度", "覆盖率", False, False),
    ],
)
def test_measures_agree_by_what_is_counted(ours: str, theirs: str, may: bool, same: bool) -> None:
    assert may_be_same(measured(ours), measured(theirs)) is may
    assert is_same_measure(measured(ours), measured(theirs)) is same


def test_what_they_do_follows_the_noun_of_a_number_that_comes_first() -> None:
    ours, theirs = (
        Metric("c", None, measure, 9, "家", f"9家{measure}", 0, 9)
        for measure in ("共建单位", "共建单位投入资金")
    )
    assert may_be_same(ours, theirs)
    assert not may_be_same(
        ours, replace(theirs, measure="共建单位联络员", text="9家共建单位联络员")
    )
    assert not may_be_same(ours, replace(theirs, text="共建单位投入资金9家"))


def test_units_that_count_alike() -> None:
    assert "人" in units_like("名")
    assert "家" in units_like("个")
    assert "户" not in units_like("名")
    assert units_like(None) == (None,)


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
