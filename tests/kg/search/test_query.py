"""The query language: words, phrases, exclusions, filters, and errors that point."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InvalidQuery
from kg.model import Query
from kg.search.engine import Filters, Request
from kg.search.query import parse


def texts(request: Request) -> list[str]:
    return [word.text for word in request.words]


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
    assert parse(Query("“Ａ座，三楼”")).phrases == ("a座,三楼",)


def test_parse_minus_excludes_word_or_phrase() -> None:
    request = parse(Query("网格 -积分 －“红色 驿站”"))
    assert request.excluded == ("积分", "红色 驿站")
    assert texts(request) == ["网格"]


def test_parse_minus_inside_a_word_does_not_exclude() -> None:
    request = parse(Query("2020-2022 网格"))
    assert request.excluded == ()
    assert texts(request) == ["2020", "2022", "网格"]


def test_parse_question_words_drop_where_others_stay() -> None:
    (word,) = parse(Query("网格员怎么管")).words
    assert word.parts == ("网格员", "管")
    assert texts(parse(Query("如何 网格"))) == ["网格"]
    assert texts(parse(Query("如何"))) == ["如何"]


def test_parse_neighbouring_single_characters_are_one_part() -> None:
    (word,) = parse(Query("民呼我为")).words
    assert word.parts == word.units == ("民呼我为",)


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
    ("text", "says"),
    [
        ("网格“积分", "character 3 "),
        ('"', "character 1 "),
        ("积分” 网格", "character 3 "),
        ("？！", "character 1 "),
        ("的", "character 1 "),
        ("网" * 1001, "character 1000"),
    ],
)
def test_parse_error_names_the_character(text: str, says: str) -> None:
    with pytest.raises(InvalidQuery, match=says):
        parse(Query(text))


@pytest.mark.parametrize("query", [Query("网格", limit=-1), Query("网格", offset=-1)])
def test_parse_negative_page_is_invalid(query: Query) -> None:
    with pytest.raises(InvalidQuery):
        parse(query)


@given(st.text(max_size=60))
def test_parse_any_text_is_a_request_or_invalid(text: str) -> None:
    try:
        request = parse(Query(text))
    except InvalidQuery:
        return
    assert all(word.parts and word.units for word in request.words)
