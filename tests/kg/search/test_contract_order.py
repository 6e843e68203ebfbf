"""In what order every search engine answers, and with which passages."""

from dataclasses import replace

import pytest
from asking import HANGZHOU, Build, ask, ids, piece, text_of

from kg.ontology import Role, Sort
from kg.search.answering.texts import highlights
from kg.search.engine import SearchEngine


def test_region_may_filter_and_sort_at_once(build: Build) -> None:
    engine = build(piece("a", "网格"), piece("b", "网格", region=HANGZHOU))
    region = "/".join(HANGZHOU)
    assert ids(ask(engine, "网格", region=region, sort=Sort.REGION)) == ["b"]
    assert ids(ask(engine, "网格", sort=Sort.REGION)) == ["b", "a"]


def test_title_goes_before_body(build: Build) -> None:
    body = piece("a", "这里提到了积分超市。", "别的事情。")
    title = piece("b", "这里提到了别的。", "积分超市。", title="积分超市开张")
    assert ids(ask(build(body, title), "积分超市")) == ["b", "a"]


def test_literal_query_goes_before_scattered_words(build: Build) -> None:
    scattered = piece("a", "跨省的事情。治理边界。跨省，边界，治理。")
    literal = piece("b", "这是一件关于跨省边界治理的事情，说来话长，前后三年。")
    assert ids(ask(build(scattered, literal), "跨省 边界治理")) == ["b", "a"]


def test_scores_fall_and_pages_join_to_the_whole(build: Build) -> None:
    engine = build(*(piece(f"c{i:02}", "网格" + "治理" * (i % 5)) for i in range(23)))
    whole = ask(engine, "网格", limit=100)
    pages = [ask(engine, "网格", limit=7, offset=offset) for offset in range(0, 28, 7)]
    assert whole.hits == tuple(hit for page in pages for hit in page.hits)
    assert {page.total for page in pages} == {23}
    scores = [hit.score for hit in whole.hits]
    assert scores == sorted(scores, reverse=True)


def test_limit_zero_counts_only(standing: SearchEngine) -> None:
    found = ask(standing, "网格员", limit=0)
    assert (found.total, found.hits) == (2, ())


def test_sorted_by_date_or_region_those_without_come_last(build: Build) -> None:
    engine = build(
        piece("old", "网格", date="2019", region=("四川省",)),
        piece("none", "网格网格网格"),
        piece("new", "网格", date="2021-05", region=("浙江省", "杭州市", "无名新区")),
        piece("newer", "网格", date="2021-11-02", region=("浙江省", "杭州市")),
    )
    by_date = ask(engine, "网格", sort=Sort.DATE)
    assert ids(by_date) == ["newer", "new", "old", "none"]
    assert ids(ask(engine, "网格", sort=Sort.REGION)) == ["newer", "new", "old", "none"]
    assert ids(ask(engine, "网格", sort=Sort.DATE, limit=2, offset=1)) == ["new", "old"]


def test_role_that_is_asked_for_comes_first(build: Build) -> None:
    case = piece("a", "物业难题不少。", "物业管得更好。")
    first, second = case.passages
    roles = replace(first, role=Role.PROBLEM), replace(second, role=Role.RESULT)
    engine = build(replace(case, passages=roles))
    assert ask(engine, "物业的问题").hits[0].passages[0].passage_id == "a.0"
    assert ask(engine, "物业成效如何").hits[0].passages[0].passage_id == "a.1"


def test_passages_are_of_the_role_that_is_chosen(build: Build) -> None:
    case = piece("a", "网格网格网格", "网格里矛盾多", "话别处的事")
    first, second, third = case.passages
    told = replace(case, passages=(first, replace(second, role=Role.PROBLEM), third))
    (hit,) = ask(build(told), "网格", role="问题").hits
    assert [passage.passage_id for passage in hit.passages] == ["a.1"]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("网格员", {"网格员"}),
        ("业委会 物业", {"业委会", "物业"}),
        ('"管起了电"', {"管起了电"}),
        ("蓝风铃驿站", {"蓝风铃”驿站", "驿站"}),
    ],
)
def test_highlights_are_the_matched_words(
    standing: SearchEngine, text: str, marked: set[str]
) -> None:
    found = ask(standing, text)
    said = set()
    for passage in (p for hit in found.hits for p in hit.passages):
        spans = passage.highlights
        said |= {text_of(passage.passage_id)[start:end] for start, end in spans}
        flat = [offset for span in spans for offset in span]
        assert flat == sorted(flat)
    assert said == marked


def test_best_passage_comes_first_and_three_at_most(build: Build) -> None:
    engine = build(piece("a", "物业。", "闲话。", "业委会管物业。", "物业。", "业委会。"))
    passages = [p.passage_id for p in ask(engine, "物业 业委会").hits[0].passages]
    assert passages[0] == "a.2"
    assert len(passages) == 3
    assert "a.1" not in passages


def test_of_terms_as_long_that_overlap_the_first_is_marked() -> None:
    terms = ["丙丁", "乙丙", "甲乙", "丁戊"]
    assert highlights("甲乙丙丁戊", terms) == ((0, 2), (2, 4))
    assert highlights("甲乙丙丁戊", terms[1:]) == ((1, 3), (3, 5))


def test_page_far_down_is_the_same_as_the_whole_list(build: Build) -> None:
    cases = [piece(f"c{i:03}", "网格" * (i % 7), "治理" * (i % 3)) for i in range(130)]
    engine = build(*cases)
    whole = ask(engine, "网格 OR 治理", limit=200)
    assert len(whole.hits) == whole.total > 100
    assert ask(engine, "网格 OR 治理", limit=7, offset=98).hits == whole.hits[98:105]
    assert ask(engine, "网格 OR 治理", limit=7, offset=120).hits == whole.hits[120:127]


def test_passage_that_only_names_the_own_region_gives_way(build: Build) -> None:
    case = piece("a", "浙江浙江。", "浙江的事。", "网格。", "网格员。", region=HANGZHOU)
    passages = [p.passage_id for p in ask(build(case), "浙江 网格").hits[0].passages]
    assert passages[:2] == ["a.2", "a.3"]


def test_single_character_beside_words_chooses_no_passage(build: Build) -> None:
    others = [piece(f"c{i}", "物业。") for i in range(9)]
    engine = build(piece("a", "长元县的会。", "共三万元。", "元月的事。", "支部讲党课。"), *others)
    passages = [p.passage_id for p in ask(engine, "元宇宙党课").hits[0].passages]
    assert passages == ["a.3"]


def test_single_character_beside_words_is_not_marked(build: Build) -> None:
    text = "有人照顾老年人。"
    (hit,) = ask(build(piece("a", text)), "照顾老年人的人").hits
    assert [text[a:b] for a, b in hit.passages[0].highlights] == ["照顾", "老年人"]
