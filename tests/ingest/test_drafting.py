"""核对草稿 from the text to the verdict: numbers, whose they are, and what a draft is read as."""

import pytest
from checking import expect, finding, report

from ingest.drafting import MOST, read_draft
from kg.draft import ClaimKind, Verdict
from kg.library import Library


@pytest.mark.parametrize(
    ("text", "words", "verdict", "remark"),
    [
        # True, false and unknown figures of one place.
        ("岳西县天堂镇划分48个网格。", "48", Verdict.FOUND, ""),
        ("岳西县天堂镇划分46个网格。", "46", Verdict.OTHER, "库中为48个"),
        ("岳西县天堂镇建成83个小公园。", "83", Verdict.UNSEEN, ""),
        # The same figure is told otherwise.
        ("岳西县天堂镇撤销48个网格。", "48", Verdict.OTHER, "所做不同：草稿为“撤销”，库中不是"),
        (
            "2019年，岳西县天堂镇划分48个网格。",
            "48",
            Verdict.UNSEEN,
            "库中此数没有写明年份，材料为2023年，请核对",
        ),
        # The same figure of another owner proves nothing, and a telling one is not this one's.
        (
            "桐城市青草镇办结群众诉求1286件。",
            "1286",
            Verdict.OTHER,
            "主体不同：草稿为青草镇，库中为",
        ),
        ("甲镇划分48个网格。", "48", Verdict.UNSEEN, "草稿为甲镇，库中为天堂镇"),
        ("岳西县划分48个网格。", "48", Verdict.UNSEEN, "草稿为岳西县，库中为天堂镇"),
        ("红帆公司选派112名机关干部任网格员。", "112", Verdict.UNSEEN, "草稿为红帆公司"),
        ("我镇划分48个网格，推行“板凳议事会”。", "48", Verdict.UNSEEN, "草稿为我镇"),
        ("桐城市青草镇划分46个网格，推行“板凳议事会”。", "46", Verdict.UNSEEN, ""),
        # Whose draft it is says its title; of whom a lone figure is, nothing.
        ("天堂镇工作汇报\n\n我镇划分48个网格。", "48", Verdict.FOUND, ""),
        ("青草镇工作汇报\n\n我镇划分48个网格。", "48", Verdict.UNSEEN, "草稿为青草镇"),
        ("划分48个网格。", "48", Verdict.UNSEEN, "草稿没有写明主体"),
        # Each clause has its own.
        ("甲镇划分48个网格，石桥镇划分36个。", "48", Verdict.UNSEEN, "草稿为甲镇，"),
        ("甲镇很小，岳西县天堂镇划分48个网格。", "48", Verdict.FOUND, ""),
        # Another measure or unit of the same owner is another figure.
        ("天堂镇有48个党支部。", "48", Verdict.UNSEEN, ""),
        ("天堂镇集体经济收入增长到615亿元。", "615", Verdict.OTHER, "615万元"),
        # However the number is written.
        ("岳西县天堂镇划分四十八个网格。", "四十八", Verdict.FOUND, ""),
        ("天堂镇群众诉求办结率达到百分之九十八点六。", "百分之", Verdict.FOUND, ""),
        ("天堂镇办结率达到百分之八十九点六。", "百分之", Verdict.OTHER, "98.6%"),
        ("石桥镇选派机关干部110至120名任网格员。", "110", Verdict.UNSEEN, ""),
        ("天堂镇划分xx个网格。", "xx", Verdict.UNSEEN, "草稿中的数字已隐去"),
        ("石桥镇培训楼栋长31名。", "31", Verdict.UNSEEN, "原文隐去"),
        # A clause that is the library's but for the number, in a sentence of its own.
        ("石桥镇办法多，组建“夜访队”27支，解决饮水难等问题47个。", "47", Verdict.OTHER, "74个"),
        # A target is no result.
        ("天堂镇新建15个村级议事点，方便群众。", "15", Verdict.OTHER, "目标"),
        ("天堂镇计划新建15个村级议事点。", "15", Verdict.FOUND, ""),
        # Where the library masks the place, a like sentence is proof, and a like one contradicts.
        ("青草镇把全镇13个村划分成52个网格。", "52", Verdict.FOUND, "主体隐名"),
        # Its masked copy is no proof where another owner has the same sentence.
        (
            "红帆公司组建“夜访队”27支，解决饮水难等问题74个。",
            "74",
            Verdict.UNSEEN,
            "草稿为红帆公司，库中为石桥镇",
        ),
        ("青草镇把全镇13个村划分成25个网格。", "25", Verdict.OTHER, "52个"),
        # The proof's own sentence tells whose it is: who speaks, who is named nearest, who acts.
        ("舒城县花溪社区划分17个网格。", "17", Verdict.FOUND, ""),
        ("舒城县召开院坝会219场次。", "219", Verdict.UNSEEN, "库中为桃溪镇"),
        ("桃溪镇召开院坝会219场次。", "219", Verdict.FOUND, ""),
        ("舒城县组建志愿服务队23支。", "23", Verdict.UNSEEN, "库中为花溪社区"),
        ("舒城县划分网格17个。", "17", Verdict.OTHER, "库中为1730个；库中有同数但主体不同"),
        ("舒城县花溪村社区划分网格1730个。", "1730", Verdict.UNSEEN, "草稿为花溪村社区"),
        ("舒城县划分片区1730个。", "1730", Verdict.UNSEEN, "所计为“网格”"),
        ("舒城县花溪社区划分网格1730个。", "1730", Verdict.OTHER, "17个"),
        ("舒城县桃溪镇划分网格1730个。", "1730", Verdict.UNSEEN, "库中为舒城县"),
    ],
)
def test_figures_are_held_against_the_same_thing_alone(
    checked: Library, text: str, words: str, verdict: Verdict, remark: str
) -> None:
    found = finding(checked, text, words)
    expect(found, verdict, remark)
    assert bool(found.quotes) == (verdict is not Verdict.UNSEEN or "库中" in found.remark)


@pytest.mark.parametrize(
    ("text", "words", "verdict", "remark"),
    [
        # A modifier that the library tells apart makes it another thing, either way.
        ("江山市有618个网格。", "618", Verdict.FOUND, ""),
        ("江山市共有微网格2307个。", "2307", Verdict.FOUND, ""),
        ("江山市共有微网格618个。", "618", Verdict.UNSEEN, "请核对"),
        ("江山市有2307个网格。", "2307", Verdict.UNSEEN, "请核对"),
        # What is told of several in turn.
        ("江山市农村居民人均可支配收入增长6.3%。", "6.3", Verdict.FOUND, ""),
        ("江山市城镇居民人均可支配收入增长6.3%。", "6.3", Verdict.OTHER, "为“农村”的数"),
        ("江山市居民人均可支配收入增长6.3%。", "6.3", Verdict.UNSEEN, "“分别”所列"),
        ("江山市城乡居民人均可支配收入分别增长4.1%、6.3%。", "6.3", Verdict.FOUND, ""),
        ("江山市城乡居民人均可支配收入分别增长6.3%、4.1%。", "4.1", Verdict.OTHER, "“城镇”"),
        # 环比 is said of its own clause; so is what holds for all clauses, the owner.
        ("江山市退件率同比下降61%，满意率保持在97%以上。", "61", Verdict.OTHER, "所比不同"),
        ("江山市退件率同比下降61%，满意率保持在97%以上。", "97", Verdict.FOUND, ""),
        ("宜都市推出“小茶桌”志愿服务队，走访5217次。", "5217", Verdict.UNSEEN, "主体不同"),
        ("江山市评出“银穗村”60个。", "60", Verdict.FOUND, ""),
        # However a change is worded, and as the library writes it.
        ("江山市将办事表格由706张减到58张，省了事。", "到58", Verdict.FOUND, ""),
        ("江山市村集体经济总收入由82万元下降到35万元。", "到35", Verdict.OTHER, "82万元为变化后"),
    ],
)
def test_what_stands_side_by_side_is_expect(
    checked: Library, text: str, words: str, verdict: Verdict, remark: str
) -> None:
    expect(finding(checked, text, words), verdict, remark)


def test_another_year_contradicts_nothing_and_proves_nothing(checked: Library) -> None:
    text = "2019年，岳西县天堂镇划分46个网格。"
    assert finding(checked, text, "46").verdict in {Verdict.OTHER, Verdict.UNSEEN}
    text = "天堂镇9个村的集体经济收入增长到615万元。"
    assert finding(checked, f"2022年，{text}", "615").verdict is Verdict.FOUND
    assert finding(checked, f"2019年，{text}", "615").verdict is Verdict.UNSEEN


@pytest.mark.parametrize(
    ("text", "verdict", "remark"),
    [
        ("天堂镇9个村的集体经济收入由320万元增长到615万元。", Verdict.FOUND, ""),
        ("天堂镇9个村的集体经济收入由615万元增长到320万元。", Verdict.OTHER, "两端不同"),
        ("天堂镇9个村的集体经济收入由615万元下降到320万元。", Verdict.OTHER, "两端不同"),
        ("天堂镇9个村的集体经济收入由320万元下降到615万元。", Verdict.OTHER, "方向不同"),
        ("天堂镇9个村的集体经济收入由320万元增长到651万元。", Verdict.OTHER, "615万元"),
    ],
)
def test_both_ends_of_a_change_are_one_claim(
    checked: Library, text: str, verdict: Verdict, remark: str
) -> None:
    found = finding(checked, text, "到")
    expect(found, verdict, remark)
    assert [f.claim.kind for f in report(checked, text).findings].count(ClaimKind.FIGURE) <= 2


@pytest.mark.parametrize(
    ("text", "verdict", "remark"),
    [
        ("2020年，白桥村在全市首个建起山泉议事亭。", Verdict.FOUND, ""),
        ("2021年，白桥村在全市首个建起山泉议事亭。", Verdict.OTHER, "草稿为2021年，库中为2020年"),
    ],
)
def test_the_year_of_an_event_is_a_claim_where_the_library_tells_the_event(
    checked: Library, text: str, verdict: Verdict, remark: str
) -> None:
    (found,) = [f for f in report(checked, text).findings if f.claim.kind is ClaimKind.EVENT]
    expect(found, verdict, remark)
    other = "2021年，黄果村的老人都搬进了新修的楼房。"
    assert not [f for f in report(checked, other).findings if f.claim.kind is ClaimKind.EVENT]


@pytest.mark.parametrize(
    ("text", "verdict", "remark"),
    [
        ("宜都市新建农家书屋57处。", Verdict.OTHER, "库中为目标"),
        ("宜都市计划新建农家书屋57处。", Verdict.FOUND, ""),
        # A season's end in a sentence that tells how things are done makes no plan of a result.
        ("江山市评出“银穗村”60个。", Verdict.FOUND, ""),
        ("江山市评选出“稻花村”70个。", Verdict.UNSEEN, "可能为目标"),
        ("宜都市今年计划农家书屋57处。", Verdict.FOUND, ""),
        ("岳西县天堂镇计划全年办结群众诉求1286件。", Verdict.OTHER, "库中为已有的结果"),
        ("岳西县天堂镇计划划分48个网格。", Verdict.UNSEEN, "库中为已有的结果"),
    ],
)
def test_what_is_planned_is_not_done_nor_the_reverse(
    checked: Library, text: str, verdict: Verdict, remark: str
) -> None:
    (found,) = [f for f in report(checked, text).findings if f.claim.kind is ClaimKind.FIGURE]
    expect(found, verdict, remark)


@pytest.mark.parametrize(
    ("words", "item"),
    [
        ("某小区加装的45部电梯今年9月投用。", "45部电梯"),
        ("某区155个社区共划出2052个网格。", "155个社区"),
        ("某市169家共建单位出资修路。", "169家共建单位"),
    ],
)
def test_what_is_counted_ends_before_a_time_or_a_verb(words: str, item: str) -> None:
    names = [c.name for c in read_draft(words).claims if c.kind is ClaimKind.FIGURE]
    assert item in names


@pytest.mark.parametrize(
    ("text", "owner"),
    [
        ("天堂镇办法多。\n划分48个网格。", ()),  # a sentence before is no title
        ("天堂镇工作汇报\n划分48个网格。", ("天堂镇",)),
        ("“我们把社区划分成17个网格，人人都有事做。”花溪社区书记周小满说。", ("花溪社区",)),
    ],
)
def test_whose_a_number_is_without_a_name_beside_it(text: str, owner: tuple[str, ...]) -> None:
    (figure,) = [c for c in read_draft(text).claims if c.kind is ClaimKind.FIGURE]
    assert figure.owners == owner


def test_a_community_named_for_an_example_is_not_whom_the_paragraph_is_about(
    checked: Library,
) -> None:
    text = "宜都市调解纠纷3806起。"
    assert finding(checked, text, "3806").verdict is Verdict.FOUND
    other = finding(checked, "河口社区调解纠纷3806起。", "3806")
    assert (other.verdict, "库中为宜都市" in other.remark) == (Verdict.UNSEEN, True)


def test_a_clause_with_a_time_is_no_name() -> None:
    claims = read_draft("宜都市去年新增养老服务站336个。").claims
    assert [claim.kind for claim in claims] == [ClaimKind.FIGURE]


def test_claims_stand_where_they_are_said() -> None:
    text = "天堂镇划分48个网格。\r\n推行“板凳议事会”，李明远任镇党委书记。“" + "好" * 30 + "。”"
    draft = read_draft(text)
    assert draft.text == text.replace("\r\n", "\n")
    for claim in draft.claims:
        said = draft.text[claim.start : claim.end]
        assert claim.name in said or said in claim.name
        assert claim.sentence[0] <= claim.start < claim.sentence[1]
    assert {claim.kind for claim in draft.claims} >= {
        ClaimKind.FIGURE,
        ClaimKind.INITIATIVE,
        ClaimKind.SAYING,
    }


@pytest.mark.parametrize("words", ["15处党群服务圈", "1,200份倡议书", "3.5万人次"])
def test_no_counted_number_is_passed_over(words: str) -> None:
    claims = read_draft(f"某市统筹布局{words}，都在2023年5月12日之前。").claims
    (figure,) = [claim for claim in claims if claim.kind is ClaimKind.FIGURE]
    assert words in figure.name


def test_lines_that_are_cut_in_mid_sentence_are_joined(checked: Library) -> None:
    text = (
        "天堂镇这几年办了不少实事，全年办结群众诉\n求1286件，划分48个网格，群众说好，大家\n"
        "都愿意来坐坐，夜里的灯亮到很晚，话也说\n得多。"
    )
    told = report(checked, text)
    assert "\n" not in told.draft.text
    found = [f for f in told.findings if "1286" in f.claim.name]
    assert [f.verdict for f in found] == [Verdict.FOUND]


def test_an_empty_and_an_endless_draft_are_read() -> None:
    assert read_draft("").claims == ()
    assert len(read_draft("好。" * MOST).text) == MOST
