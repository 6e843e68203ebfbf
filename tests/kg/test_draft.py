"""What a draft has word for word from a case, and which sentences speak of the same thing."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from told_figures import told

from kg.draft.likeness import alike, surely_alike
from kg.draft.measures import is_same_measure, may_be_same, units_like
from kg.draft.owner_names import own_place, same_owner
from kg.draft.owners import Agreement, agreement
from kg.draft.sameness import SHORTEST, Sameness, Source
from kg.model import Case, Metric, Passage

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
