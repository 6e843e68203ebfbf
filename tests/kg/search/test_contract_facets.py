"""What every search engine filters by and counts."""

from collections import Counter
from dataclasses import replace

import pytest
from asking import CASES, Build, ask, ids, piece

from kg.search.engine import FACETS, IndexedCase, SearchEngine

FILTERS = {
    "region": ["浙江省", "浙江省/杭州市", "四川省", "unknown"],
    "theme": ["物业治理", "新就业群体", "集体经济"],
    "level": ["county", "city", "unknown"],
    "genre": ["exchange", "article"],
    "year": ["2021", "1999", "unknown"],
    "role": ["问题", "成效"],
    "entity": ["e-union", "e-grid"],
}


def values(indexed: IndexedCase, facet: str) -> set[str]:
    case = indexed.case
    return {
        "region": {"/".join(case.region[: i + 1]) for i in range(len(case.region))} or {"unknown"},
        "theme": set(case.themes),
        "level": {case.level or "unknown"},
        "genre": {case.genre},
        "year": {case.date[:4] if case.date else "unknown"},
        "role": {passage.role for passage in indexed.passages if passage.role},
        "entity": {entity.id for entity in indexed.entities},
    }[facet]


@pytest.mark.parametrize("facet", FACETS)
def test_filter_lets_through_what_has_the_value(standing: SearchEngine, facet: str) -> None:
    for value in FILTERS[facet]:
        expected = {c.case.id for c in CASES if value in values(c, facet)}
        assert set(ids(ask(standing, **{facet: value}))) == expected


@pytest.mark.parametrize("text", ["", "网格员", "业委会", '"驿站"', "灯塔渔村"])
def test_facets_count_all_matches(standing: SearchEngine, text: str) -> None:
    found = ask(standing, text, limit=1)
    matches = set(ids(ask(standing, text, limit=100)))
    for facet in FACETS:
        counts = Counter(v for c in CASES if c.case.id in matches for v in values(c, facet))
        assert dict(found.facets[facet]) == dict(counts)
        assert list(found.facets[facet]) == sorted(counts.items(), key=lambda i: (-i[1], i[0]))


def test_facet_count_is_the_total_of_its_filter(standing: SearchEngine) -> None:
    for facet, counted in ask(standing, "业委会").facets.items():
        for value, count in counted:
            assert ask(standing, "业委会", **{facet: value}).total == count


def test_of_several_values_of_a_filter_one_is_enough(standing: SearchEngine) -> None:
    found = ask(standing, level=("county", "unknown"))
    assert set(ids(found)) == {"hangzhou", "nowhere"}
    assert dict(found.facets["level"]) == {"county": 1, "unknown": 1}
    assert dict(found.choices["level"]) == {"county": 1, "city": 1, "unknown": 1}
    assert set(found.choices) == {"level"}


def test_choices_count_what_another_value_would_find(standing: SearchEngine) -> None:
    found = ask(standing, "业委会", region=("浙江省",), theme="物业治理")
    for facet, counted in found.choices.items():
        others = {"region": "浙江省", "theme": "物业治理"}
        others.pop(facet)
        for value, count in counted:
            assert ask(standing, "业委会", **others, **{facet: value}).total == count


def test_copies_are_told(build: Build) -> None:
    engine = build(replace(piece("a", "网格"), copies=2))
    assert ask(engine, "网格").hits[0].copies == 2


def test_cases_are_told_with_their_copies(build: Build) -> None:
    engine = build(replace(piece("a", "网格"), copies=2), piece("b", "食堂"))
    engine.write([piece("c", "夜校")], ["b"], 2)
    assert engine.cases() == {"a": 2, "c": 0}
