"""核对草稿 from the text to the verdict, over a library of four texts of our own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.drafting import MOST, read_draft
from ingest.pipeline import ingest
from kg.draft import ClaimKind, Finding, Report, Verdict, check
from kg.draft.speech import speaker_behind, speaker_of
from kg.library import Library

TEXTS = {
    "天堂.txt": """安徽省岳西县天堂镇：板凳议事会开到家门口
（2023年5月）

天堂镇划分48个网格，推行“板凳议事会”，全年办结群众诉求1286件，办结率98.6%。
镇党委书记李明远说，群众的事要和群众商量着办，办得好不好由群众说了算。
今年计划新建15个村级议事点。全镇9个村的集体经济收入由320万元增长到615万元。
""",
    "石桥.txt": """湖北省宜都市石桥镇：网格员夜里也上门

石桥镇划分36个网格，选派112名机关干部任网格员，组建“夜访队”27支，解决饮水难等问题74个。
当年领导同志来石桥村时嘱托，“把路修到家门口，把话说到心坎上”，石桥村一直记在心里。
石桥镇推行基层治理“三个一”改革，一张网连到底。石桥镇培训楼栋长**名。
""",
    "署名.txt": """灯下议事，把话说开

桐城市青草镇白果村党总支书记 周立秋

村里的事摆到灯下说，“灯下议‘四张单’”每月一回。
""",
    "分级.txt": """安徽省舒城县推进“灯火网格”建设

“我们把社区划分成17个网格，每个网格都有党小组。”桃溪镇花溪社区党委书记、居委会主任周小满说。
舒城县以50至90户为标准，督促指导各乡镇划分网格1730个。全县推行“灯火网格”，桃溪镇花溪社区组建志愿服务队23支。
桃溪镇开展“敲门问需”，去年以来，在所辖各村召开院坝会219场次，解决问题64个。
桃溪镇河湾村网格长陆青禾每天巡查，花溪社区3号院网格长田穗宁也是。
""",
    "纪事.txt": """湖北省宜都市：村里的大事

2020年，白桥村在全市首个建成山泉议事亭，家家户户轮流值守。
镇里准备好了材料，宜都市拟新建农家书屋57处。
青杨社区年年修路。“路灯亮到了门口，夜里走路也放心，大家都说好。”社区党支部书记田守正说。
白桥村村民吴向东在外做木工。前年他回村办起作坊，担任了村党组织书记。
宜都市把小事办在前头。河口社区给老人送餐上门。修好了路灯，补好了坑洼。组建调解队，调解纠纷3806起。
""",
    "隐名.txt": """关于抓党建促治理的情况汇报

*镇把全镇13个村划分成52个网格，推行“院坝夜话”，去年办结民生实事203件。
组建“夜访队”27支，解决饮水难等问题74个。
""",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("texts")
    for name, text in TEXTS.items():
        Path(folder, name).write_text(text, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as opened:
        report = ingest([folder], opened)
        assert not report.counts["failed"]
        yield opened


def report(library: Library, text: str) -> Report:
    return check(library, read_draft(text))


def finding(library: Library, text: str, words: str) -> Finding:
    """The finding of the claim that has these words."""
    (found,) = [f for f in report(library, text).findings if words in f.claim.name]
    return found


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
    library: Library, text: str, words: str, verdict: Verdict, remark: str
) -> None:
    found = finding(library, text, words)
    assert (found.verdict, remark in found.remark) == (verdict, True), found.remark
    assert bool(found.quotes) == (verdict is not Verdict.UNSEEN or "库中" in found.remark)


def test_another_year_contradicts_nothing_and_proves_nothing(library: Library) -> None:
    text = "2019年，岳西县天堂镇划分46个网格。"
    assert finding(library, text, "46").verdict in {Verdict.OTHER, Verdict.UNSEEN}
    text = "天堂镇9个村的集体经济收入增长到615万元。"
    assert finding(library, f"2022年，{text}", "615").verdict is Verdict.FOUND
    assert finding(library, f"2019年，{text}", "615").verdict is Verdict.UNSEEN


@pytest.mark.parametrize(
    ("text", "words", "verdict", "remark"),
    [
        ("各地推行“板凳议事会”，效果很好。", "板凳议事会", Verdict.FOUND, ""),
        ("各地推行“三个一”改革。", "三个一", Verdict.FOUND, "库中作"),
        ("各地推行“屋檐议事会”工作法。", "屋檐议事会", Verdict.UNSEEN, ""),
        ("推广“1+5+N”治理模式。", "1+5+N", Verdict.UNSEEN, ""),
        ("桐城市青草镇推行“院坝夜话”。", "院坝夜话", Verdict.UNSEEN, "主体隐名"),
        ("天堂镇党委书记李明远作了发言。", "李明远", Verdict.FOUND, ""),
        ("石桥镇镇长李明远作了发言。", "李明远", Verdict.UNSEEN, "党委书记"),
        # A post that one alone holds, a body named by its kind, and a post that was taken.
        ("天堂镇党委书记陈北乔作了发言。", "陈北乔", Verdict.OTHER, "库中任此职的为李明远"),
        ("青杨社区党支部书记田守正作了发言。", "田守正", Verdict.FOUND, ""),
        ("花溪社区党支部书记田守正作了发言。", "田守正", Verdict.UNSEEN, "库中此人为"),
        ("白桥村党组织书记吴向东作了发言。", "吴向东", Verdict.FOUND, ""),
        ("石桥村党组织书记吴向东作了发言。", "吴向东", Verdict.UNSEEN, ""),
        ("甲村网格长陆青禾作了发言。", "陆青禾", Verdict.UNSEEN, "库中此人为"),
        ("河湾村网格长陈北乔作了发言。", "陈北乔", Verdict.UNSEEN, "库中任此职的为陆青禾"),
        ("花溪社区3号院网格长田穗宁作了发言。", "田穗宁", Verdict.FOUND, ""),
        # A byline and a title are proof as well.
        ("白果村党总支书记周立秋谈了体会。", "周立秋", Verdict.FOUND, ""),
        ("黄果村党总支书记周立秋谈了体会。", "周立秋", Verdict.UNSEEN, "白果村"),
        # A name that differs in a character, and one inside another.
        ("各地推行“板凳议事汇”工作法。", "板凳议事汇", Verdict.UNSEEN, "近似的名称：板凳议事会"),
        ("我们学习“用好‘板凳议事会’”的经验。", "用好", Verdict.FOUND, "库中作"),
        ("县委副书记赵文博作了发言。", "赵文博", Verdict.UNSEEN, ""),
        ("要牢记“把路修到家门口，把话说到心坎上”的嘱托。", "把路修", Verdict.FOUND, ""),
        ("“把路修到家门口，把话说到心坎上。”大家都记得。", "把路修", Verdict.FOUND, ""),
        (
            "要牢记“把路修到家门前，把话说到心坎上”的嘱托。",
            "把路修",
            Verdict.OTHER,
            "文字有出入",
        ),
        ("他说：“打铁还得趁热，治理要趁早，莫等雨天再补屋。”", "打铁", Verdict.UNSEEN, ""),
    ],
)
def test_names_posts_and_sayings_are_looked_up(
    library: Library, text: str, words: str, verdict: Verdict, remark: str
) -> None:
    found = finding(library, text, words)
    assert (found.verdict, remark in found.remark) == (verdict, True), found.remark


@pytest.mark.parametrize(
    ("text", "verdict", "remark"),
    [
        (
            "天堂镇党委书记李明远说，“群众的事要和群众商量着办，办得好不好由群众说了算”。",
            Verdict.FOUND,
            "",
        ),
        (
            "天堂镇党委书记陈国栋说，“群众的事要和群众商量着办，办得好不好由群众说了算”。",
            Verdict.UNSEEN,
            "未见为陈国栋所说",
        ),
        ("我们常讲“群众的事要和群众商量着办，办得好不好由群众说了算”。", Verdict.FOUND, ""),
    ],
)
def test_words_are_proven_from_the_mouth_that_said_them(
    library: Library, text: str, verdict: Verdict, remark: str
) -> None:
    found = finding(library, text, "群众的事")
    assert (found.verdict, remark in found.remark) == (verdict, True), found.remark
    assert found.quotes


@pytest.mark.parametrize(
    ("before", "whole", "speaker"),
    [
        ("2005年，周立秋同志来调研时提出", True, "周立秋"),
        ("李明远听周立秋书记介绍，", True, "周立秋"),
        ("李明远介绍，全镇推行", False, ""),
        ("牢记总书记“把路修好”嘱托，推行", False, ""),
        ("总书记强调，要坚持", False, "总书记"),
        ("周立秋做得好。大家说", True, ""),
    ],
)
def test_who_speaks_is_the_nearest_who_is_said_to(before: str, whole: bool, speaker: str) -> None:
    assert speaker_of(before, {"周立秋", "李明远"}, whole=whole) == speaker


@pytest.mark.parametrize(
    ("who", "verdict", "remark"),
    [
        ("花溪社区党委书记周小满说。", Verdict.FOUND, ""),
        ("周小满介绍。", Verdict.FOUND, ""),
        ("桃溪镇党委书记陈国栋高兴地说。", Verdict.OTHER, "草稿为陈国栋，库中为周小满"),
        ("这是居民陈国栋的话。", Verdict.OTHER, "库中为周小满"),
        ("陆青禾介绍说。", Verdict.OTHER, "库中为周小满"),
    ],
)
def test_who_speaks_is_held_behind_the_words_too(
    library: Library, who: str, verdict: Verdict, remark: str
) -> None:
    text = f"“我们把社区划分成17个网格，每个网格都有党小组。”{who}"
    found = {f.claim.kind: f for f in report(library, text).findings}
    said = found[ClaimKind.SAYING]
    assert (said.verdict, remark in said.remark) == (verdict, True), said.remark
    assert (found[ClaimKind.FIGURE].verdict is Verdict.FOUND) is (verdict is Verdict.FOUND)


@pytest.mark.parametrize(
    ("behind", "speaker"),
    [
        ("”李明远说。", "李明远"),
        ("”镇党委书记、镇长周立秋笑着说。", "周立秋"),
        ("”居民陈国栋赞叹道。", "陈国栋"),  # in no list
        ("”，这是李明远的话。", "李明远"),
        ("”的理念，李明远在会上介绍了做法。", ""),
        ("”。大家都很高兴。", ""),
    ],
)
def test_who_speaks_stands_behind_the_closing_mark(behind: str, speaker: str) -> None:
    assert speaker_behind(behind, {"周立秋", "李明远"}) == speaker


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
    library: Library, text: str, verdict: Verdict, remark: str
) -> None:
    found = finding(library, text, "到")
    assert (found.verdict, remark in found.remark) == (verdict, True), found.remark
    assert [f.claim.kind for f in report(library, text).findings].count(ClaimKind.FIGURE) <= 2


@pytest.mark.parametrize(
    ("text", "verdict", "remark"),
    [
        ("2020年，白桥村在全市首个建起山泉议事亭。", Verdict.FOUND, ""),
        ("2021年，白桥村在全市首个建起山泉议事亭。", Verdict.OTHER, "草稿为2021年，库中为2020年"),
    ],
)
def test_the_year_of_an_event_is_a_claim_where_the_library_tells_the_event(
    library: Library, text: str, verdict: Verdict, remark: str
) -> None:
    (found,) = [f for f in report(library, text).findings if f.claim.kind is ClaimKind.EVENT]
    assert (found.verdict, remark in found.remark) == (verdict, True), found.remark
    other = "2021年，黄果村的老人都搬进了新修的楼房。"
    assert not [f for f in report(library, other).findings if f.claim.kind is ClaimKind.EVENT]


@pytest.mark.parametrize(
    ("text", "verdict", "remark"),
    [
        ("宜都市新建农家书屋57处。", Verdict.OTHER, "库中为目标"),
        ("宜都市计划新建农家书屋57处。", Verdict.FOUND, ""),
        ("宜都市今年计划农家书屋57处。", Verdict.FOUND, ""),
        ("岳西县天堂镇计划全年办结群众诉求1286件。", Verdict.OTHER, "库中为已有的结果"),
        ("岳西县天堂镇计划划分48个网格。", Verdict.UNSEEN, "库中为已有的结果"),
    ],
)
def test_what_is_planned_is_not_done_nor_the_reverse(
    library: Library, text: str, verdict: Verdict, remark: str
) -> None:
    (found,) = [f for f in report(library, text).findings if f.claim.kind is ClaimKind.FIGURE]
    assert (found.verdict, remark in found.remark) == (verdict, True), found.remark


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
    library: Library,
) -> None:
    text = "宜都市调解纠纷3806起。"
    assert finding(library, text, "3806").verdict is Verdict.FOUND
    other = finding(library, "河口社区调解纠纷3806起。", "3806")
    assert (other.verdict, "库中为宜都市" in other.remark) == (Verdict.UNSEEN, True)


def test_a_clause_with_a_time_is_no_name() -> None:
    claims = read_draft("宜都市去年新增养老服务站336个。").claims
    assert [claim.kind for claim in claims] == [ClaimKind.FIGURE]


def test_copied_words_are_shown_and_every_quote_is_exact(library: Library) -> None:
    copied = "群众的事要和群众商量着办，办得好不好由群众说了算"
    text = f"先说一句。{copied}。石桥镇选派112名机关干部任网格员，解决饮水难等问题74个。"
    told = report(library, text)
    (run,) = [run for run in told.runs if copied in run.quote.text]
    assert text[run.start : run.end] == run.quote.text
    quotes = [quote for f in told.findings for quote in f.quotes]
    assert quotes
    for quote in (*quotes, *(run.quote for run in told.runs)):
        source = library.source_at(quote.path)
        assert source
        assert source.text[quote.start : quote.end].replace("\n", "") == quote.text


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


def test_lines_that_are_cut_in_mid_sentence_are_joined(library: Library) -> None:
    text = (
        "天堂镇这几年办了不少实事，全年办结群众诉\n求1286件，划分48个网格，群众说好，大家\n"
        "都愿意来坐坐，夜里的灯亮到很晚，话也说\n得多。"
    )
    told = report(library, text)
    assert "\n" not in told.draft.text
    found = [f for f in told.findings if "1286" in f.claim.name]
    assert [f.verdict for f in found] == [Verdict.FOUND]


@pytest.mark.parametrize(
    "text",
    [
        "陆青禾任河湾村网格长。",
        "陆青禾担任舒城县河湾村网格长。",
        "河湾村网格长由陆青禾担任。",
        "陆青禾是河湾村网格长，巡查很勤。",
        "陆青禾，河湾村网格长，巡查很勤。",
        "河湾村网格长陆青禾巡查很勤。",
    ],
)
def test_a_person_with_a_post_is_a_claim_in_every_order(library: Library, text: str) -> None:
    assert finding(library, text, "陆青禾").verdict is Verdict.FOUND
    other = text.replace("网格长", "党支部副书记")
    assert finding(library, other, "陆青禾").verdict is Verdict.UNSEEN


def test_several_posts_of_one_person_are_claims_of_their_own(library: Library) -> None:
    text = "花溪社区党委书记、居委会副主任由周小满担任。"
    found = [f for f in report(library, text).findings if f.claim.kind is ClaimKind.PERSON]
    verdicts = {f.claim.post: f.verdict for f in found}
    assert verdicts == {"党委书记": Verdict.FOUND, "居委会副主任": Verdict.UNSEEN}


@pytest.mark.parametrize(
    ("text", "verdict", "remark"),
    [
        ("舒城县推行“灯火网格”。", Verdict.FOUND, ""),
        ("各地都学“灯火网格”。", Verdict.FOUND, ""),
        ("我县推行“灯火网格”。", Verdict.FOUND, ""),
        ("宜都市推行“灯火网格”。", Verdict.UNSEEN, "未见于宜都市"),
        ("安徽省推行“灯火网格”。", Verdict.UNSEEN, "未见于安徽省"),
    ],
)
def test_who_practises_an_initiative_is_looked_up_too(
    library: Library, text: str, verdict: Verdict, remark: str
) -> None:
    found = finding(library, text, "灯火网格")
    assert (found.verdict, remark in found.remark) == (verdict, True), found.remark


def test_a_byline_shows_its_own_words(library: Library) -> None:
    found = finding(library, "白果村党总支书记周立秋谈了体会。", "周立秋")
    (quote,) = found.quotes
    source = library.source_at(quote.path)
    assert source
    assert source.text[quote.start : quote.end] == quote.text
    assert "白果村党总支书记 周立秋" in quote.text
    assert not quote.passage


def test_an_empty_and_an_endless_draft_are_read() -> None:
    assert read_draft("").claims == ()
    assert len(read_draft("好。" * MOST).text) == MOST
