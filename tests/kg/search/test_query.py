"""The query language: words, phrases, joining words, fields, and errors that point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InvalidQuery
from kg.model import Query
from kg.search.clauses import (
    Amount,
    Either,
    Every,
    Filed,
    Having,
    Phrase,
    Prefix,
    Titled,
    Without,
    Word,
    Years,
)
from kg.search.engine import Filters, Request
from kg.search.understanding.query import parse, read


def texts(request: Request) -> list[str]:
    return [word.text for word in request.words]


def clauses(text: str) -> tuple[object, ...]:
    return parse(Query(text)).clauses


def excluded(request: Request) -> list[object]:
    return [clause.clause for clause in request.clauses if isinstance(clause, Without)]


def test_parse_splits_words_at_blanks_and_marks() -> None:
    assert texts(parse(Query("  物业，业委会？ 网格　"))) == ["物业", "业委会", "网格"]


def test_parse_repeated_word_counts_once() -> None:
    assert texts(parse(Query("网格 网格"))) == ["网格"]


@pytest.mark.parametrize(
    "typed", ['"有事好商量"', "“有事好商量”", '“有事好商量"', "「有事好商量」"]
)
def test_parse_quoted_text_is_a_phrase(typed: str) -> None:
    request = parse(Query(f"网格{typed}议事"))
    assert request.phrases == ("有事好商量",)
    assert texts(request) == ["网格", "议事"]


def test_parse_phrase_is_normalised() -> None:
    assert parse(Query("“Ａ座，三樓”")).phrases == ("a座,三楼",)


def test_parse_minus_excludes_word_or_phrase() -> None:
    request = parse(Query("网格 -积分 －“红色 驿站” NOT 电梯 非 车棚"))
    assert excluded(request) == [Phrase(t) for t in ("积分", "红色 驿站", "电梯", "车棚")]
    assert texts(request) == ["网格"]


def test_parse_minus_or_joining_word_inside_a_word_is_none() -> None:
    request = parse(Query("2020-2022 网格"))
    assert excluded(request) == []
    assert texts(request) == ["2020", "2022", "网格"]
    assert texts(parse(Query("非公党建")))[0].startswith("非公")


def test_parse_or_joins_what_stands_on_its_sides() -> None:
    (either,) = clauses("物业 电梯 OR 网格 或 “驿站”")
    assert isinstance(either, Either)
    first, second, third = either.clauses
    assert isinstance(first, Every)
    assert [word.text for word in first.clauses if isinstance(word, Word)] == ["物业", "电梯"]
    assert isinstance(second, Word)
    assert third == Phrase("驿站")


def test_parse_brackets_group() -> None:
    word, either = clauses("电梯 （网格 OR 物业）")
    assert isinstance(word, Word)
    assert isinstance(either, Either)
    assert clauses("-(网格 或 物业)") == (Without(either),)


def test_parse_star_is_a_beginning() -> None:
    assert clauses("网格*") == clauses("网格＊") == (Prefix("网格"),)


@pytest.mark.parametrize(
    ("typed", "clause"),
    [
        ("地区:浙江", Having("region", ("浙江",))),
        ("地区: 浙江", Having("region", ("浙江",))),
        ("地区：浙江省/杭州市", Having("region", ("浙江省/杭州市",))),
        ("主题:网格治理", Having("theme", ("网格治理",))),
        ("主题:物业", Having("theme", ("物业治理",))),
        ("层级:村", Having("level", ("village",))),
        ("层级:街道", Having("level", ("town",))),
        ("文种:讲话", Having("genre", ("speech",))),
        ("年份:2021", Years(2021, 2021)),
        ("年份:2020..2022", Years(2020, 2022)),
        ("年份:2020年—2022年", Years(2020, 2022)),
        ("年份:二〇二〇年", Years(2020, 2020)),
        ("年份:2020..", Years(2020, None)),
        ("年份:2022..2020", Years(2020, 2022)),
        ("标题:“红色 管家”", Titled("红色 管家")),
        ("来源:汇编", Filed("汇编")),
        ("做法:无名", Having("entity", ())),
        ("数据:共建单位>50", Amount("共建单位", low=50, strict=True)),
        ("数据:共建单位>=五十三家", Amount("共建单位", low=53, unit="家")),
        ("数据:村集体收入＜1.2万元", Amount("村集体收入", high=12000, strict=True, unit="元")),
        ("数据:满意率=98%", Amount("满意率", low=98, high=98, unit="%")),
        ("数据:议事厅", Amount("议事厅")),
    ],
)
def test_parse_field(typed: str, clause: object) -> None:
    assert clauses(typed) == (clause,)


def test_parse_field_takes_several_values_in_brackets() -> None:
    (either,) = clauses("地区:(浙江 或 湖北)")
    assert either == Either((Having("region", ("浙江",)), Having("region", ("湖北",))))


def test_parse_text_before_a_full_width_colon_is_text() -> None:
    parsed = read(Query("提要：网格 一个山村的做法：网格"))
    assert texts(parsed.request)[0] == "提要"
    assert parsed.notes == ("提要",)


def test_parse_question_words_drop_where_others_stay() -> None:
    assert texts(parse(Query("网格员怎么管"))) == ["网格员"]
    assert texts(parse(Query("如何 网格"))) == ["网格"]
    assert texts(parse(Query("如何"))) == ["如何"]


def test_parse_question_steers_the_role_and_is_loose() -> None:
    request = parse(Query("物业服务效果如何"))
    assert request.role == "成效"
    assert request.loose
    assert not parse(Query("物业服务 效果")).loose


def test_parse_words_that_say_little_go_where_others_stay() -> None:
    for typed, wanted in (("电梯的做法", "电梯"), ("做法", "做法")):
        (word,) = parse(Query(typed)).words
        assert (word.text, word.required) == (wanted, True)


def test_parse_neighbouring_single_characters_are_one_part() -> None:
    (word,) = parse(Query("民呼我为")).words
    assert word.parts == word.units == ("民呼我为",)


def test_parse_word_of_the_field_has_its_other_forms() -> None:
    (word,) = parse(Query("居委会")).words
    assert "居民委员会" in word.forms
    (word,) = parse(Query("居委会", synonyms=False)).words
    assert word.forms == ()


@pytest.mark.parametrize(
    ("typed", "form"), [("五十三家", "53家"), ("53家", "五十三家"), ("二〇二一年", "2021年")]
)
def test_parse_number_has_its_other_spelling(typed: str, form: str) -> None:
    (word,) = parse(Query(typed)).words
    assert word.forms == (form,)


def test_parse_place_is_a_name_and_may_be_narrowed() -> None:
    (word, _) = parse(Query("余杭区 网格")).words
    assert (word.name, word.place) == (True, True)
    (word, _) = parse(Query("余杭区 网格", places=False)).words
    assert (word.name, word.place) == (True, False)


@pytest.mark.parametrize("typed", ["和平", "资源", "同心", "党员光明", "中心城区"])
def test_parse_word_that_is_also_a_place_is_a_word(typed: str) -> None:
    assert not any(word.name for word in parse(Query(typed)).words)


def test_parse_whole_is_the_words_as_typed() -> None:
    assert parse(Query("跨省，治理 -积分 “边界”")).whole == "跨省 治理"


def test_parse_takes_filters_over() -> None:
    query = Query("", "浙江省/杭州市", "网格治理", "county", "exchange", "2021", "e1", 5, 20)
    request = parse(query)
    assert request.filters == Filters(
        "浙江省/杭州市", "网格治理", "county", "exchange", "2021", "e1"
    )
    assert (request.limit, request.offset) == (5, 20)


def test_parse_empty_filter_filters_nothing() -> None:
    assert parse(Query(region="", theme="")).filters == Filters()


@pytest.mark.parametrize(
    ("text", "problem", "says"),
    [
        ("网格“积分", "quote", "character 3 "),
        ('"', "quote", "character 1 "),
        ("积分” 网格", "quote", "character 3 "),
        ("？！", "blank", "character 1 "),
        ("的", "blank", "character 1 "),
        ("网" * 1001, "long", "character 1000"),
        ("网" * 10_000, "long", "character 1000"),
        ("网格 (物业", "bracket", "character 4 "),
        ("网格) 物业", "bracket", "character 3 "),
        ("地区:(浙江", "bracket", "character "),
        ("(" * 300 + "网格" + ")" * 300, "bracket", "character 41"),
        ("OR 网格", "or", "character 1 "),
        ("网格 或", "or", "character 4 "),
        ("网格 NOT", "not", "character 4"),
        ("省份:浙江", "field", "character 1"),
        ("物业 年份:去年", "value", "character 7"),
        ("主题:航天", "value", "character 4"),
        ("层级: 星球", "value", "character 5"),
        ("文种:小说", "value", "character 4"),
        ("数据:单位>很多", "value", "character 4"),
        ("数据:共建单位53家", "value", "character 4"),
        ("物业 地区:", "empty", "character 4"),
    ],
)
def test_parse_error_names_the_character(text: str, problem: str, says: str) -> None:
    with pytest.raises(InvalidQuery, match=says) as caught:
        parse(Query(text))
    assert caught.value.problem == problem
    assert caught.value.at is not None


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("物业 地区:", "地区:"),
        ("地区： ", "地区："),
        ("省份:浙江", "省份:"),
        ("主题:航天 物业", "航天"),
        ("年份:(去年 2020)", "("),
        ("网格“积分", "“"),
        ("网格 OR", "OR"),
    ],
)
def test_parse_error_marks_all_that_is_wrong(text: str, fault: str) -> None:
    with pytest.raises(InvalidQuery) as caught:
        parse(Query(text))
    at = caught.value.at
    assert at is not None
    assert text[at : at + caught.value.length] == fault


@pytest.mark.parametrize("query", [Query("网格", limit=-1), Query("网格", offset=-1)])
def test_parse_negative_page_is_invalid(query: Query) -> None:
    with pytest.raises(InvalidQuery):
        parse(query)


LANGUAGE = st.lists(
    st.sampled_from(
        [
            *'“”"()（）-:：*＊ OR或非 ',
            "NOT ",
            "地区:",
            "年份:20",
            "数据:",
            ">",
            "网格",
            "五十三家",
            "怎么管",
        ]
    ),
    max_size=14,
).map("".join)


@given(st.text(max_size=60) | LANGUAGE)
def test_parse_any_text_is_a_request_or_invalid(text: str) -> None:
    try:
        request = parse(Query(text))
    except InvalidQuery:
        return
    assert all(word.parts and word.units for word in request.words)
