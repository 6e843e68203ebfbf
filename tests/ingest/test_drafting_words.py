"""核对草稿 from the text to the verdict: names, posts, who said what, copied words."""

import pytest
from checking import expect, finding, report

from kg.draft import ClaimKind, Verdict
from kg.draft.speech import post_beside, speaker_behind, speaker_of
from kg.library import Library


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
        ("青杨社区的党支部书记田守正作了发言。", "田守正", Verdict.FOUND, ""),
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
    checked: Library, text: str, words: str, verdict: Verdict, remark: str
) -> None:
    expect(finding(checked, text, words), verdict, remark)


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
    checked: Library, text: str, verdict: Verdict, remark: str
) -> None:
    found = finding(checked, text, "群众的事")
    expect(found, verdict, remark)
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
    checked: Library, who: str, verdict: Verdict, remark: str
) -> None:
    text = f"“我们把社区划分成17个网格，每个网格都有党小组。”{who}"
    found = {f.claim.kind: f for f in report(checked, text).findings}
    said = found[ClaimKind.SAYING]
    expect(said, verdict, remark)
    assert (found[ClaimKind.FIGURE].verdict is Verdict.FOUND) is (verdict is Verdict.FOUND)


def test_a_post_without_a_name_is_another_speaker_unless_the_case_gives_it_to_ours(
    checked: Library,
) -> None:
    words = "“渠修好了，旱地变成了水田，大家心里都亮堂。”"
    found = finding(checked, f"何春山说：{words}", "渠修好了")
    assert (found.verdict, "负责人”所说" in found.remark) == (Verdict.UNSEEN, True)
    assert finding(checked, f"大家都说：{words}", "渠修好了").verdict is Verdict.FOUND
    held = "“路灯亮到了门口，夜里走路也放心，大家都说好。”"
    assert finding(checked, f"田守正说：{held}", "路灯").verdict is Verdict.FOUND


@pytest.mark.parametrize(
    ("before", "after", "post"),
    [
        ("", "县委组织部相关负责人表示。", "县委组织部相关负责人"),
        ("村党支部书记介绍：", "大家都点头。", "村党支部书记"),
        ("", "渠水流进了田里，村民都说好。", ""),
        ("", "大家都点头。", ""),
    ],
)
def test_who_speaks_may_be_told_by_a_post_alone(before: str, after: str, post: str) -> None:
    assert post_beside(before, after) == post


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


def test_copied_words_are_shown_and_every_quote_is_exact(checked: Library) -> None:
    copied = "群众的事要和群众商量着办，办得好不好由群众说了算"
    text = f"先说一句。{copied}。石桥镇选派112名机关干部任网格员，解决饮水难等问题74个。"
    told = report(checked, text)
    (run,) = [run for run in told.runs if copied in run.quote.text]
    assert text[run.start : run.end] == run.quote.text
    quotes = [quote for f in told.findings for quote in f.quotes]
    assert quotes
    for quote in (*quotes, *(run.quote for run in told.runs)):
        source = checked.source_at(quote.path)
        assert source
        assert source.text[quote.start : quote.end].replace("\n", "") == quote.text


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
def test_a_person_with_a_post_is_a_claim_in_every_order(checked: Library, text: str) -> None:
    assert finding(checked, text, "陆青禾").verdict is Verdict.FOUND
    other = text.replace("网格长", "党支部副书记")
    assert finding(checked, other, "陆青禾").verdict is Verdict.UNSEEN


def test_several_posts_of_one_person_are_claims_of_their_own(checked: Library) -> None:
    text = "花溪社区党委书记、居委会副主任由周小满担任。"
    found = [f for f in report(checked, text).findings if f.claim.kind is ClaimKind.PERSON]
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
        ("宜都市推出新办法，用“灯火网格”服务群众。", Verdict.UNSEEN, "未见于宜都市"),
        ("舒城县推出新办法，用“灯火网格”服务群众。", Verdict.FOUND, ""),
    ],
)
def test_who_practises_an_initiative_is_looked_up_too(
    checked: Library, text: str, verdict: Verdict, remark: str
) -> None:
    expect(finding(checked, text, "灯火网格"), verdict, remark)


def test_a_byline_shows_its_own_words(checked: Library) -> None:
    found = finding(checked, "白果村党总支书记周立秋谈了体会。", "周立秋")
    (quote,) = found.quotes
    source = checked.source_at(quote.path)
    assert source
    assert source.text[quote.start : quote.end] == quote.text
    assert "白果村党总支书记 周立秋" in quote.text
    assert not quote.passage
