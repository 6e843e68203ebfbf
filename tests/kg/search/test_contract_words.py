"""What every search engine finds: words, phrases, forms, places."""

import re
from dataclasses import replace

import pytest
from asking import CASES, CHENGDU, HANGZHOU, Build, ask, ids, piece
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kg.search.clauses import Phrase
from kg.search.engine import FACETS, Request, SearchEngine

ALL = {indexed.case.id for indexed in CASES}


# Words and phrases


def test_phrase_inside_a_longer_run_finds_its_passage(standing: SearchEngine) -> None:
    found = ask(standing, '"基层治理"')
    assert ids(found) == ["hangzhou"]
    assert found.hits[0].passages[0].passage_id == "hangzhou.0"


@pytest.mark.parametrize("phrase", ["层治", "引领基", "理效能提", "蓝风铃”驿", "能", "一、暖心"])
def test_phrase_across_the_cuts_of_words_is_found(standing: SearchEngine, phrase: str) -> None:
    assert ask(standing, f"「{phrase}」").total == 1


def test_phrase_is_not_found_across_passages_or_scattered(standing: SearchEngine) -> None:
    assert ask(standing, '"小组业委会"').total == 0
    assert ask(standing, '"热水驿站"').total == 0


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_phrase_any_substring_finds_its_own_case(
    standing: SearchEngine, data: st.DataObject
) -> None:
    indexed = data.draw(st.sampled_from(CASES))
    text = data.draw(st.sampled_from(indexed.passages)).text
    start = data.draw(st.integers(0, len(text) - 1))
    phrase = text[start : data.draw(st.integers(start + 1, len(text)))]
    assume(not set(phrase) & set("“”"))
    found = ask(standing, f'"{phrase}"')
    assert indexed.case.id in ids(found)
    everywhere = [c.case.id for c in CASES if any(phrase in p.text for p in c.passages)]
    assert sorted(ids(found)) == sorted(everywhere)


def test_words_spread_over_passages_match_their_case(standing: SearchEngine) -> None:
    found = ask(standing, "议事 网格员")
    assert ids(found) == ["hangzhou"]
    assert not found.relaxed
    assert {p.passage_id for p in found.hits[0].passages} == {"hangzhou.0", "hangzhou.1"}


def test_words_that_no_case_has_together_relax_to_most(standing: SearchEngine) -> None:
    found = ask(standing, "物业 电梯 骑手")
    assert found.relaxed
    assert ids(found) == ["chengdu"]


def test_question_tells_what_a_case_lacks(build: Build) -> None:
    engine = build(
        piece("a", "网格员上门排查。"), piece("b", "网格员休息。"), piece("c", "上门服务。")
    )
    found = ask(engine, "网格员上门怎么做")
    assert (found.total, found.whole, found.relaxed) == (3, 1, False)
    lacking = {hit.case_id: hit.lacking for hit in found.hits}
    assert lacking == {"a": (), "b": ("上门",), "c": ("网格员",)}


def test_place_alone_answers_no_question_about_it(standing: SearchEngine) -> None:
    assert ids(ask(standing, "杭州的网格怎么管")) == ["hangzhou"]


def test_form_that_two_words_share_counts_once(build: Build) -> None:
    plain = "司机在路口停车休息，"
    engine = build(
        piece("a", plain + "关爱"), piece("b", plain + "照料关怀"), piece("c", "备好热水")
    )
    assert ids(ask(engine, "关心 照顾")) == ["b", "a"]


def test_word_that_is_nowhere_finds_nothing(standing: SearchEngine) -> None:
    found = ask(standing, "灯塔渔村")
    assert (found.total, found.hits, found.relaxed) == (0, (), False)
    assert found.facets == dict.fromkeys(FACETS, ())


def test_question_finds_what_it_is_about(standing: SearchEngine) -> None:
    assert ids(ask(standing, "物业公司撤走了电梯怎么管"))[0] == "chengdu"


def test_name_of_single_characters_is_found(build: Build) -> None:
    engine = build(piece("a", "推行民呼我为机制。"), piece("b", "为民呼吁，我有话说。"))
    assert ids(ask(engine, "民呼我为")) == ["a"]


def test_full_width_and_capitals_meet(build: Build) -> None:
    engine = build(piece("a", "建成５Ｇ微站，Party House 开放。"))
    assert ask(engine, "5g").total == ask(engine, '"ｐａｒｔｙ"').total == 1


def test_excluded_words_take_cases_out(standing: SearchEngine) -> None:
    assert set(ids(ask(standing, "网格员"))) == {"hangzhou", "nowhere"}
    assert ids(ask(standing, "网格员 -驿站")) == ["hangzhou"]
    assert set(ids(ask(standing, "-驿站"))) == ALL - {"nowhere"}


def test_excluded_place_takes_out_what_lies_in_it_without_saying_so(build: Build) -> None:
    engine = build(
        piece("in", "网格", region=("浙江省", "杭州市")),
        piece("says", "网格，杭州来人看过。"),
        piece("out", "网格"),
    )
    assert ids(ask(engine, "网格 -杭州")) == ids(ask(engine, "网格 -杭州市 -杭州")) == ["out"]
    assert set(ids(ask(engine, "网格 -杭州", places=False))) == {"in", "out"}
    assert set(ids(ask(engine, '网格 -"杭州"'))) == {"in", "out"}


def test_alias_of_an_entity_finds_its_case(standing: SearchEngine) -> None:
    assert ids(ask(standing, "松格")) == ["hangzhou"]


def test_nothing_asked_gives_every_case(standing: SearchEngine) -> None:
    found = ask(standing)
    assert ids(found) == ["chengdu", "hangzhou", "nowhere"]
    assert all(hit.score > 0 and len(hit.passages) == 1 for hit in found.hits)


def test_other_forms_of_a_word_find_and_are_marked(build: Build) -> None:
    text = "成立了业主委员会。"
    engine = build(piece("a", text))
    (hit,) = ask(engine, "业委会").hits
    assert [text[a:b] for a, b in hit.passages[0].highlights] == ["业主委员会"]
    assert ask(engine, "业委会", synonyms=False).total == 0


@pytest.mark.parametrize("text", ["五十三家", "53家", "黨員 53家", "「五十三家」 OR 53家"])
def test_spellings_of_numbers_and_characters_meet(build: Build, text: str) -> None:
    assert ids(ask(build(piece("a", "53家单位的党员。"), piece("b", "5家。")), text)) == ["a"]


def test_compound_that_is_nowhere_counts_as_its_words(build: Build) -> None:
    assert ids(ask(build(piece("a", "楼宇里的党建。"), piece("b", "楼宇。")), "楼宇党建")) == ["a"]


def test_words_that_are_nowhere_are_told(standing: SearchEngine) -> None:
    assert ask(standing, "物业 潜水艇").missing == ("潜水艇",)
    assert ask(standing, "物业 电梯").missing == ()


def test_count_tells_how_many_cases_have_a_text(standing: SearchEngine) -> None:
    assert [standing.count(text) for text in ("业委会", "管起了", "松格", "潜水艇")] == [2, 1, 1, 0]


# Places


def test_place_that_is_nowhere_leaves_nothing(standing: SearchEngine) -> None:
    assert ask(standing, "新疆 物业").total == 0
    assert ask(standing, "五星街道 物业").total == 0


def test_place_may_be_only_its_name(standing: SearchEngine) -> None:
    assert ids(ask(standing, "杭州", places=False)) == ["chengdu"]


def test_place_finds_cases_inside_it_and_its_own_first(standing: SearchEngine) -> None:
    assert ids(ask(standing, "杭州")) == ["hangzhou", "chengdu"]
    assert ids(ask(standing, "浙江")) == ids(ask(standing, "余杭区")) == ["hangzhou"]
    assert ids(ask(standing, "径山")) == ["hangzhou"]


@pytest.mark.parametrize("region", ["浙江省", "浙江省/杭州市", "杭州", "余杭区", "余杭"])
def test_region_filter_takes_paths_and_names(standing: SearchEngine, region: str) -> None:
    assert ids(ask(standing, region=region)) == ["hangzhou"]


@pytest.mark.parametrize("region", ["成都市/浙江省", "浙江省/余杭区", "径山镇", "南京"])
def test_region_filter_asks_for_the_own_region(standing: SearchEngine, region: str) -> None:
    assert ask(standing, region=region).total == 0


def test_request_without_query_language_is_enough(standing: SearchEngine) -> None:
    assert standing.find(Request(clauses=(Phrase("驿站"),))).total == 1


@pytest.mark.parametrize(
    "text", ["做实小网格撬动", "“做实小网格撬动”", "标题:做实小网格", "小网格撬*"]
)
def test_quotation_marks_part_no_words(build: Build, text: str) -> None:
    body = "要做实“小网格”撬动大事。"
    engine = build(piece("a", body, title="做实“小网格”"), piece("b", "小网格。做实。撬动。"))
    found = ask(engine, text)
    assert ids(found)[0] == "a"
    if "标题" not in text:
        start, end = found.hits[0].passages[0].highlights[0]
        assert "小网格”撬" in body[start:end]


# What is told as lacking


def test_short_word_is_found_where_the_text_is_cut_otherwise(build: Build) -> None:
    engine = build(
        piece("a", "基层报表由八十张压减至十张。", title="减表", region=HANGZHOU),
        piece("b", "经费压减一成。", title="过紧日子", region=CHENGDU),
    )
    assert sorted(ids(ask(engine, "压减"))) == ["a", "b"]
    found = ask(engine, "杭州 压减")
    assert (ids(found), found.relaxed) == (["a"], False)
    assert ids(ask(engine, "报表压减"))[0] == "a"


def test_word_that_stands_only_across_two_others_is_told(build: Build) -> None:
    engine = build(piece("a", "本地现代金融和党建工作并进。", title="金融"))
    assert ask(engine, "融和").torn == ("融和",)
    assert (ask(engine, "融和").missing, ask(engine, "金融").torn) == ((), ())


def test_byline_is_found_and_told(build: Build) -> None:
    signed = replace(
        piece("a", "楼里建起了社区。", title="楼宇里的社区"), aside="柳湾社区党委书记周望舒"
    )
    engine = build(signed, piece("b", "书记来了。", title="记一次走访"))
    found = ask(engine, "柳湾社区党委书记周望舒")
    assert (ids(found)[0], found.relaxed, found.hits[0].lacking) == ("a", False, ())
    assert "书记" in "".join(found.hits[0].aside)
    assert ids(ask(engine, '"党委书记周望舒"')) == ["a"]
    assert ask(engine, "标题:周望舒").total == 0


def test_place_with_a_word_that_only_others_have_gives_what_lies_there(build: Build) -> None:
    engine = build(
        piece("a", "议事厅里说事。", title="说事", region=HANGZHOU),
        piece("b", "杭州的同行来看夜校。", title="夜校", region=CHENGDU),
        piece("c", "茶馆里办起了讲堂。", title="讲堂", region=CHENGDU),
    )
    found = ask(engine, "杭州 讲堂")
    assert (ids(found), found.relaxed) == (["a"], True)
    assert found.hits[0].lacking == ("讲堂",)
    assert ask(engine, "杭州 讲堂 茶馆").total == 0
    assert ask(engine, "杭州 飞船").total == 0  # what is nowhere is said to be nowhere


def test_pieces_of_another_form_answer_in_part(build: Build) -> None:
    engine = build(
        piece("a", "老小区加装的三部电梯通了。", title="老楼", region=HANGZHOU),
        piece("b", "这里也要加装电梯。", title="新梯", region=CHENGDU),
    )
    found = ask(engine, "杭州 加梯")
    assert (ids(found), found.hits[0].lacking) == (["a"], ("加梯",))
    assert found.hits[0].passages[0].highlights == ((3, 5), (8, 10))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_a_word_told_as_lacking_stands_nowhere_in_its_case(
    standing: SearchEngine, data: st.DataObject
) -> None:
    words = []
    for indexed in data.draw(st.lists(st.sampled_from(CASES), min_size=2, max_size=3)):
        text = data.draw(st.sampled_from([indexed.case.title, *(p.text for p in indexed.passages)]))
        text = re.sub(r"\W", "", text)
        start = data.draw(st.integers(0, len(text) - 2))
        words.append(text[start : start + data.draw(st.integers(2, 4))])
    said = {c.case.id: "\n".join((c.case.title, *(p.text for p in c.passages))) for c in CASES}
    for hit in ask(standing, data.draw(st.sampled_from([" ", ""])).join(words)).hits:
        assert not [word for word in hit.lacking if word in said[hit.case_id]]
