"""Searches through the door of a library: hits, regions, names, slips, suggestions."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from kg.library import Library
from kg.model import Query
from kg.ontology import Kind

Build = Callable[..., Any]


def found(library: Library, text: str = "", **filters: str | bool) -> list[str]:
    return [hit.case.id for hit in library.search(Query(text, **filters)).hits]  # type: ignore[arg-type]


def test_search_finds_cases_and_resolves_ids(filled: Library) -> None:
    results = filled.search(Query("说事廊"))
    (hit,) = results.hits
    assert results.total == 1
    assert (hit.case.title, hit.path, hit.copies) == ("说事廊里话家常", "甲.txt", 1)
    (passage,) = hit.passages
    assert {passage.passage.text[a:b] for a, b in passage.highlights} == {"说事廊"}
    assert [(f.label, f.depth) for f in results.facets["region"]] == [("安徽省", 0), ("云台县", 1)]
    assert ("说事廊", Kind.INITIATIVE) in [(f.label, f.kind) for f in results.facets["entity"]]
    assert results.suggestions == ()


def test_search_of_an_empty_library_finds_nothing(library: Library) -> None:
    results = library.search(Query("议事"))
    assert (results.total, results.hits) == (0, ())


def test_search_lists_regions_as_a_tree(filled: Library) -> None:
    values = [facet.value for facet in filled.search(Query()).facets["region"]]
    assert values == ["四川省", "四川省/成都市", "安徽省", "安徽省/云台县"]


@pytest.mark.parametrize(
    "region", ["安徽", "安徽省", "云台县", "安徽省/云台县", "安徽省云台县", "安徽云台县"]
)
def test_search_in_a_region_by_name_or_path(filled: Library, region: str) -> None:
    assert found(filled, region=region) == ["甲.txt#1"]


@pytest.mark.parametrize("filters", [{"region": "火星"}, {"entity": "无此物"}, {"theme": "无"}])
def test_search_with_an_unknown_filter_finds_nothing(
    filled: Library, filters: dict[str, str]
) -> None:
    assert found(filled, **filters) == []


def test_search_by_entity_takes_ids_and_names(filled: Library) -> None:
    assert found(filled, entity="说事廊") == ["甲.txt#1"]
    assert found(filled, entity="“说事廊”") == ["甲.txt#1"]


def test_search_suggests_names_where_nothing_is_found(filled: Library) -> None:
    results = filled.search(Query("柳河村党", theme="无"))
    assert results.total == 0
    assert results.suggestions == ("柳河村党支部",)


def test_search_puts_a_slip_right_and_says_so(filled: Library) -> None:
    results = filled.search(Query("说事郎 议事"))
    assert results.understanding.corrected == "说事廊 议事"
    assert [hit.case.id for hit in results.hits] == ["甲.txt#1"]
    literal = filled.search(Query("说事郎", correct=False))
    assert (literal.total, literal.suggestions) == (0, ("说事廊",))
    assert literal.understanding.missing == ("说事郎",)


def test_search_takes_pinyin_for_a_name(filled: Library) -> None:
    assert found(filled, "shuoshilang") == found(filled, "ssl") == ["甲.txt#1"]


def test_search_shows_the_entities_that_are_named(filled: Library) -> None:
    (card,) = filled.search(Query("说事廊怎么办")).understanding.entities
    assert (card.entity.name, card.entity.kind, card.cases) == ("说事廊", Kind.INITIATIVE, 1)


def test_search_says_which_places_it_read(filled: Library) -> None:
    (place,) = filled.search(Query("云台县")).understanding.places
    assert (place.text, place.widened) == ("云台县", True)


def test_search_for_a_place_that_is_not_there_finds_nothing(filled: Library) -> None:
    results = filled.search(Query("新疆 议事"))
    assert (results.total, results.understanding.missing) == (0, ("新疆",))


def test_search_of_a_year_finds_its_cases_where_they_have_all_words(
    library: Library, material: Build, piece: Build
) -> None:
    year = datetime.now().astimezone().year
    dated, undated = (
        material("新.txt", piece("网格里议事。")),
        material("旧.txt", piece("网格里唱歌。")),
    )
    record = replace(dated.records[0], case=replace(dated.records[0].case, date=f"{year}-01-02"))
    library.commit(*dated._replace(records=[record]))
    library.commit(*undated)
    assert found(library, "今年网格有什么做法") == ["新.txt#1"]
    assert len(found(library, "今年网格有什么做法", years=False)) == 2
    results = library.search(Query("今年唱歌"))
    assert [hit.case.id for hit in results.hits] == ["旧.txt#1"]
    (told,) = results.understanding.years
    assert (told.text, told.first, told.last, told.kept) == ("今年", year, year, False)


def test_suggest_offers_names_and_titles(filled: Library) -> None:
    assert [one.text for one in filled.suggest("说事")] == ["说事廊", "说事廊里话家常"]
    assert [one.text for one in filled.suggest("ssl", limit=1)] == ["说事廊"]
