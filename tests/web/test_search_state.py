from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from kg.ontology import Sort
from web.search.state import SearchState


def asked(address: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(address).query)


def test_state_survives_its_address(app: Flask) -> None:
    state = SearchState(
        "物业 “业委会”",
        region=("浙江省/杭州市",),
        theme=("物业治理", "议事协商"),
        places="0",
        sort=Sort.DATE,
    )
    with app.test_request_context():
        values = MultiDict(asked(state.url()))
    assert SearchState.from_args(values) == state


def test_toggled_sets_a_filter_and_lifts_it_again(app: Flask) -> None:
    with app.test_request_context():
        on = asked(SearchState("物业", page=3).toggles("theme")("物业治理"))
        off = asked(SearchState("物业", theme="物业治理").toggles("theme")("物业治理"))
    assert on == {"q": ["物业"], "theme": ["物业治理"]}
    assert off == {"q": ["物业"]}


def test_switches_are_on_unless_the_address_says_no(app: Flask) -> None:
    assert SearchState.from_args({"q": "物业", "places": "1"}).query().places
    state = SearchState.from_args({"q": "物业", "synonyms": "0"})
    assert (state.query().synonyms, state.query().correct) == (False, True)
    with app.test_request_context():
        assert asked(state.url()) == {"q": ["物业"], "synonyms": ["0"]}
        assert asked(state.url(synonyms="")) == {"q": ["物业"]}


def test_address_without_anything_asked_lists_all(app: Flask) -> None:
    with app.test_request_context():
        assert asked(SearchState().url()) == {"page": ["1"]}


@pytest.mark.parametrize(("given", "page"), [("", 1), ("x", 1), ("-2", 1), ("٣", 1), ("4", 4)])
def test_page_that_is_no_number_is_the_first(given: str, page: int) -> None:
    assert SearchState.from_args({"page": given}).page == page


def test_pages_go_as_deep_as_there_are_cases() -> None:
    assert SearchState.from_args({"page": "123456"}).query().offset == 1_234_550


def test_toggled_adds_a_value_and_a_region_replaces_those_around_it(app: Flask) -> None:
    state = SearchState(theme="物业治理", region=("浙江省/杭州市", "安徽省"))
    with app.test_request_context():
        assert asked(state.toggles("theme")("议事协商"))["theme"] == ["物业治理", "议事协商"]
        assert asked(state.toggles("region")("浙江省"))["region"] == ["安徽省", "浙江省"]
        assert asked(state.toggles("region")("浙江省/杭州市/余杭区"))["region"] == [
            "安徽省",
            "浙江省/杭州市/余杭区",
        ]
        assert asked(state.toggles("region")("安徽省"))["region"] == ["浙江省/杭州市"]


def test_order_that_is_none_is_by_words() -> None:
    assert SearchState.from_args({"sort": "colour"}).sort is Sort.RELEVANCE


def test_query_counts_pages_from_one() -> None:
    assert SearchState("物业").query().offset == 0
    assert SearchState("物业", page=3).query().offset == 20
