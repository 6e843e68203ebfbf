"""What every search engine must do. A new engine joins by one more parameter of ``module``."""

import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from kg.errors import KgError
from kg.model import Case, Entity, Metric, Passage, Query
from kg.ontology import Genre, Kind, Level, Role, Sort
from kg.search import tantivy_engine, whoosh_engine
from kg.search.clauses import Having, Phrase
from kg.search.engine import (
    FACETS,
    Found,
    IndexedCase,
    IndexUnusable,
    Request,
    SearchEngine,
)
from kg.search.query import parse

HANGZHOU = ("浙江省", "杭州市", "余杭区")
CHENGDU = ("四川省", "成都市")


def piece(
    name: str,
    *texts: str,
    title: str = "无题",
    region: tuple[str, ...] = (),
    entities: tuple[Entity, ...] = (),
    regions: tuple[str, ...] = (),
    heading: tuple[str, ...] = (),
    **fields: object,
) -> IndexedCase:
    case = Case(name, "源", 1, 0, 0, title, region=region)
    passages = tuple(
        Passage(f"{name}.{i}", name, i, 0, len(text), text, heading) for i, text in enumerate(texts)
    )
    return IndexedCase(
        replace(case, **fields),
        f"{name}.txt",
        passages,
        entities,
        regions,  # type: ignore[arg-type]
    )


GRID = Entity("e-grid", Kind.INITIATIVE, "青松网格", aliases=("松格",))
UNION = Entity("e-union", Kind.ORGANIZATION, "河湾社区业委会")

CASES = (
    piece(
        "hangzhou",
        "本区坚持党建引领基层治理效能提升，楼道里成立了议事小组。",
        "业委会换届时，网格员逐户上门。",
        title="议事小组进楼道",
        region=HANGZHOU,
        entities=(GRID, UNION),
        regions=("径山镇",),
        themes=("议事协商", "物业治理"),
        level=Level.COUNTY,
        genre=Genre.EXCHANGE,
        date="2021-03",
    ),
    piece(
        "chengdu",
        "物业公司撤走后，居民自己管起了电梯。",
        "后来选出了业委会，与物业重新签约。杭州的同行前来学习。",
        title="老院落的物业",
        region=CHENGDU,
        entities=(UNION,),
        themes=("物业治理",),
        level=Level.CITY,
        genre=Genre.REPORT,
        date="2021",
    ),
    piece(
        "nowhere",
        "“蓝风铃”驿站为骑手备好热水，网格员随手报修。",
        "驿站夜里也亮灯。",
        themes=("新就业群体",),
        genre=Genre.ARTICLE,
        heading=("一、暖心驿站",),
    ),
)
ALL = {indexed.case.id for indexed in CASES}


@pytest.fixture(
    params=[whoosh_engine, tantivy_engine], ids=lambda module: module.__name__.rsplit(".")[-1]
)
def module(request: pytest.FixtureRequest) -> object:
    return request.param


Build = Callable[..., SearchEngine]


@pytest.fixture
def build(module: object, tmp_path: Path) -> Iterator[Build]:
    """Function that builds an index of the cases given and opens it; closed at the end."""
    opened: list[SearchEngine] = []

    def made(*cases: IndexedCase, generation: int = 1, at: str = "index") -> SearchEngine:
        opened.append(module.build_index(tmp_path / at, cases, generation))  # type: ignore[attr-defined]
        return opened[-1]

    yield made
    for engine in opened:
        engine.close()


@pytest.fixture
def engine(build: Build) -> SearchEngine:
    return build(*CASES)


def ask(engine: SearchEngine, text: str = "", **filters: object) -> Found:
    return engine.find(parse(Query(text, **filters)))  # type: ignore[arg-type]


def ids(found: Found) -> list[str]:
    return [hit.case_id for hit in found.hits]


def text_of(passage_id: str) -> str:
    return next(p.text for c in CASES for p in c.passages if p.id == passage_id)


# Words and phrases


def test_phrase_inside_a_longer_run_finds_its_passage(engine: SearchEngine) -> None:
    found = ask(engine, '"基层治理"')
    assert ids(found) == ["hangzhou"]
    assert found.hits[0].passages[0].passage_id == "hangzhou.0"


@pytest.mark.parametrize("phrase", ["层治", "引领基", "理效能提", "蓝风铃”驿", "能", "一、暖心"])
def test_phrase_across_the_cuts_of_words_is_found(engine: SearchEngine, phrase: str) -> None:
    assert ask(engine, f"「{phrase}」").total == 1


def test_phrase_is_not_found_across_passages_or_scattered(engine: SearchEngine) -> None:
    assert ask(engine, '"小组业委会"').total == 0
    assert ask(engine, '"热水驿站"').total == 0


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_phrase_any_substring_finds_its_own_case(engine: SearchEngine, data: st.DataObject) -> None:
    indexed = data.draw(st.sampled_from(CASES))
    text = data.draw(st.sampled_from(indexed.passages)).text
    start = data.draw(st.integers(0, len(text) - 1))
    phrase = text[start : data.draw(st.integers(start + 1, len(text)))]
    assume(not set(phrase) & set("“”"))
    found = ask(engine, f'"{phrase}"')
    assert indexed.case.id in ids(found)
    everywhere = [c.case.id for c in CASES if any(phrase in p.text for p in c.passages)]
    assert sorted(ids(found)) == sorted(everywhere)


def test_words_spread_over_passages_match_their_case(engine: SearchEngine) -> None:
    found = ask(engine, "议事 网格员")
    assert ids(found) == ["hangzhou"]
    assert not found.relaxed
    assert {p.passage_id for p in found.hits[0].passages} == {"hangzhou.0", "hangzhou.1"}


def test_words_that_no_case_has_together_relax_to_most(engine: SearchEngine) -> None:
    found = ask(engine, "物业 电梯 骑手")
    assert found.relaxed
    assert ids(found) == ["chengdu"]


def test_word_that_is_nowhere_finds_nothing(engine: SearchEngine) -> None:
    found = ask(engine, "灯塔渔村")
    assert (found.total, found.hits, found.relaxed) == (0, (), False)
    assert found.facets == dict.fromkeys(FACETS, ())


def test_question_finds_what_it_is_about(engine: SearchEngine) -> None:
    assert ids(ask(engine, "物业公司撤走了电梯怎么管"))[0] == "chengdu"


def test_name_of_single_characters_is_found(build: Build) -> None:
    engine = build(piece("a", "推行民呼我为机制。"), piece("b", "为民呼吁，我有话说。"))
    assert ids(ask(engine, "民呼我为")) == ["a"]


def test_full_width_and_capitals_meet(build: Build) -> None:
    engine = build(piece("a", "建成５Ｇ微站，Party House 开放。"))
    assert ask(engine, "5g").total == ask(engine, '"ｐａｒｔｙ"').total == 1


def test_excluded_words_take_cases_out(engine: SearchEngine) -> None:
    assert set(ids(ask(engine, "网格员"))) == {"hangzhou", "nowhere"}
    assert ids(ask(engine, "网格员 -驿站")) == ["hangzhou"]
    assert set(ids(ask(engine, "-驿站"))) == ALL - {"nowhere"}


def test_alias_of_an_entity_finds_its_case(engine: SearchEngine) -> None:
    assert ids(ask(engine, "松格")) == ["hangzhou"]


def test_nothing_asked_gives_every_case(engine: SearchEngine) -> None:
    found = ask(engine)
    assert ids(found) == ["chengdu", "hangzhou", "nowhere"]
    assert all(hit.score > 0 and len(hit.passages) == 1 for hit in found.hits)


# The query language


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("电梯 OR 骑手", {"chengdu", "nowhere"}),
        ("(电梯 OR 骑手) 物业", {"chengdu"}),
        ("业委会 -(电梯 或 骑手)", {"hangzhou"}),
        ("物业* -电梯", set()),
        ("网格*", {"hangzhou", "nowhere"}),
        ("地区:浙江", {"hangzhou"}),
        ("-地区:浙江", {"chengdu", "nowhere"}),
        ("地区:(浙江 或 成都)", {"hangzhou", "chengdu"}),
        ("主题:物业治理 层级:市", {"chengdu"}),
        ("文种:报道", {"nowhere"}),
        ("年份:2020..2021", {"hangzhou", "chengdu"}),
        ("年份:2022..", set()),
        ("标题:物业", {"chengdu"}),
        ("来源:HANG", {"hangzhou"}),
    ],
)
def test_language_finds_what_it_says(engine: SearchEngine, text: str, expected: set[str]) -> None:
    assert set(ids(ask(engine, text))) == expected


def test_entity_clause_asks_for_one_of_its_ids(engine: SearchEngine) -> None:
    found = engine.find(Request(clauses=(Having("entity", ("e-grid", "e-none")),)))
    assert ids(found) == ["hangzhou"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("数据:共建单位", {"a", "b"}),
        ("数据:共建单位>50", {"b"}),
        ("数据:共建单位>=50", {"a", "b"}),
        ("数据:共建单位<五十三家", {"a"}),
        ("数据:共建单位=53家", {"b"}),
        ("数据:共建单位=53个", set()),
        ("数据:议事厅>1", set()),
    ],
)
def test_amounts_are_compared(build: Build, text: str, expected: set[str]) -> None:
    def number(case: str, value: float) -> Metric:
        return Metric(case, "联盟", "共建单位", value, "家", f"{value:.0f}家共建单位", 0, 7)

    engine = build(
        replace(piece("a", "50家共建单位。"), metrics=(number("a", 50),)),
        replace(piece("b", "53家共建单位。"), metrics=(number("b", 53),)),
        piece("c", "没有数。"),
    )
    assert set(ids(ask(engine, text))) == expected


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


def test_words_that_are_nowhere_are_told(engine: SearchEngine) -> None:
    assert ask(engine, "物业 潜水艇").missing == ("潜水艇",)
    assert ask(engine, "物业 电梯").missing == ()


def test_role_that_is_asked_for_comes_first(build: Build) -> None:
    case = piece("a", "物业难题不少。", "物业管得更好。")
    first, second = case.passages
    roles = replace(first, role=Role.PROBLEM), replace(second, role=Role.RESULT)
    engine = build(replace(case, passages=roles))
    assert ask(engine, "物业的问题").hits[0].passages[0].passage_id == "a.0"
    assert ask(engine, "物业成效如何").hits[0].passages[0].passage_id == "a.1"


def test_count_tells_how_many_cases_have_a_text(engine: SearchEngine) -> None:
    assert [engine.count(text) for text in ("业委会", "管起了", "松格", "潜水艇")] == [2, 1, 1, 0]


# Places


def test_place_that_is_nowhere_leaves_nothing(engine: SearchEngine) -> None:
    assert ask(engine, "新疆 物业").total == 0
    assert ask(engine, "五星街道 物业").total == 0


def test_place_may_be_only_its_name(engine: SearchEngine) -> None:
    assert ids(ask(engine, "杭州", places=False)) == ["chengdu"]


def test_place_finds_cases_inside_it_and_its_own_first(engine: SearchEngine) -> None:
    assert ids(ask(engine, "杭州")) == ["hangzhou", "chengdu"]
    assert ids(ask(engine, "浙江")) == ids(ask(engine, "余杭区")) == ["hangzhou"]
    assert ids(ask(engine, "径山")) == ["hangzhou"]


@pytest.mark.parametrize("region", ["浙江省", "浙江省/杭州市", "杭州", "余杭区", "余杭"])
def test_region_filter_takes_paths_and_names(engine: SearchEngine, region: str) -> None:
    assert ids(ask(engine, region=region)) == ["hangzhou"]


@pytest.mark.parametrize("region", ["成都市/浙江省", "浙江省/余杭区", "径山镇", "南京"])
def test_region_filter_asks_for_the_own_region(engine: SearchEngine, region: str) -> None:
    assert ask(engine, region=region).total == 0


# Order


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


def test_limit_zero_counts_only(engine: SearchEngine) -> None:
    found = ask(engine, "网格员", limit=0)
    assert (found.total, found.hits) == (2, ())


# Filters and facets

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
def test_filter_lets_through_what_has_the_value(engine: SearchEngine, facet: str) -> None:
    for value in FILTERS[facet]:
        expected = {c.case.id for c in CASES if value in values(c, facet)}
        assert set(ids(ask(engine, **{facet: value}))) == expected


@pytest.mark.parametrize("text", ["", "网格员", "业委会", '"驿站"', "灯塔渔村"])
def test_facets_count_all_matches(engine: SearchEngine, text: str) -> None:
    found = ask(engine, text, limit=1)
    matches = set(ids(ask(engine, text, limit=100)))
    for facet in FACETS:
        counts = Counter(v for c in CASES if c.case.id in matches for v in values(c, facet))
        assert dict(found.facets[facet]) == dict(counts)
        assert list(found.facets[facet]) == sorted(counts.items(), key=lambda i: (-i[1], i[0]))


def test_facet_count_is_the_total_of_its_filter(engine: SearchEngine) -> None:
    for facet, counted in ask(engine, "业委会").facets.items():
        for value, count in counted:
            assert ask(engine, "业委会", **{facet: value}).total == count


def test_of_several_values_of_a_filter_one_is_enough(engine: SearchEngine) -> None:
    found = ask(engine, level=("county", "unknown"))
    assert set(ids(found)) == {"hangzhou", "nowhere"}
    assert dict(found.facets["level"]) == {"county": 1, "unknown": 1}
    assert dict(found.choices["level"]) == {"county": 1, "city": 1, "unknown": 1}
    assert set(found.choices) == {"level"}


def test_choices_count_what_another_value_would_find(engine: SearchEngine) -> None:
    found = ask(engine, "业委会", region=("浙江省",), theme="物业治理")
    for facet, counted in found.choices.items():
        others = {"region": "浙江省", "theme": "物业治理"}
        others.pop(facet)
        for value, count in counted:
            assert ask(engine, "业委会", **others, **{facet: value}).total == count


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


def test_passages_are_of_the_role_that_is_chosen(build: Build) -> None:
    case = piece("a", "网格网格网格", "网格里矛盾多", "话别处的事")
    first, second, third = case.passages
    told = replace(case, passages=(first, replace(second, role=Role.PROBLEM), third))
    (hit,) = ask(build(told), "网格", role="问题").hits
    assert [passage.passage_id for passage in hit.passages] == ["a.1"]


def test_copies_are_told(build: Build) -> None:
    engine = build(replace(piece("a", "网格"), copies=2))
    assert ask(engine, "网格").hits[0].copies == 2


def test_cases_are_told_with_their_copies(build: Build) -> None:
    engine = build(replace(piece("a", "网格"), copies=2), piece("b", "食堂"))
    engine.write([piece("c", "夜校")], ["b"], 2)
    assert engine.cases() == {"a": 2, "c": 0}


# Passages


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("网格员", {"网格员"}),
        ("业委会 物业", {"业委会", "物业"}),
        ('"管起了电"', {"管起了电"}),
        ("蓝风铃驿站", {"蓝风铃", "驿站"}),
    ],
)
def test_highlights_are_the_matched_words(
    engine: SearchEngine, text: str, marked: set[str]
) -> None:
    found = ask(engine, text)
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


# Writing


def test_write_adds_replaces_and_removes(engine: SearchEngine) -> None:
    changed = piece("chengdu", "改写成了茶馆议事。")
    engine.write([changed, piece("new", "茶馆里的新故事。")], ["nowhere", "unknown"], 2)
    assert engine.generation == 2
    assert set(ids(ask(engine))) == {"hangzhou", "chengdu", "new"}
    assert set(ids(ask(engine, "茶馆"))) == {"chengdu", "new"}
    assert ask(engine, "电梯").total == ask(engine, "骑手").total == 0
    assert engine.count("电梯") == engine.count("骑手") == 0
    assert dict(ask(engine).facets["theme"]) == {"议事协商": 1, "物业治理": 1}


def test_many_writes_hold_every_case_once(engine: SearchEngine) -> None:
    for number in range(12):
        engine.write([piece(f"c{number % 5}", f"第{number}回写了陶罐。")], [], number)
    assert sorted(ids(ask(engine, "陶罐"))) == [f"c{n}" for n in range(5)]
    assert ask(engine).total == 8
    assert ask(engine, '"第11回"').total == 1
    assert ask(engine, '"第6回"').total == 0


def test_index_may_be_empty(build: Build) -> None:
    engine = build(generation=7)
    assert (engine.generation, ask(engine).total, ask(engine, "网格").total) == (7, 0, 0)
    engine.write([piece("a", "网格")], [], 8)
    assert ask(engine, "网格").total == 1


def test_reopened_index_answers_the_same(
    module: object, engine: SearchEngine, tmp_path: Path
) -> None:
    engine.write([piece("new", "网格里的故事。")], ["chengdu"], 5)
    before = ask(engine, "网格")
    engine.close()
    again = module.open_index(tmp_path / "index")  # type: ignore[attr-defined]
    assert (again.generation, ask(again, "网格")) == (5, before)
    again.close()


def test_another_opener_sees_what_was_written(
    module: object, engine: SearchEngine, tmp_path: Path
) -> None:
    other = module.open_index(tmp_path / "index")  # type: ignore[attr-defined]
    assert ask(other, "陶罐").total == 0
    engine.write([piece("new", "陶罐")], [], 2)
    assert (other.generation, ask(other, "陶罐").total) == (2, 1)
    engine.rebuild([piece("only", "陶罐和瓦罐")], 3)
    assert (other.generation, ask(other).total) == (3, 1)
    other.close()


def failing() -> Iterator[IndexedCase]:
    yield piece("new", "陶罐")
    message = "the store went away"
    raise KgError(message)


def test_failed_write_or_rebuild_leaves_the_index_as_it_was(engine: SearchEngine) -> None:
    before = ask(engine, "网格员")
    with pytest.raises(KgError, match="went away"):
        engine.write(failing(), ["hangzhou"], 2)
    with pytest.raises(KgError, match="went away"):
        engine.rebuild(failing(), 2)
    assert (engine.generation, ask(engine, "网格员")) == (1, before)
    engine.write([piece("new", "陶罐")], [], 3)
    assert ask(engine, "陶罐").total == 1


def test_killed_writer_leaves_the_index_as_it_was(
    module: object, engine: SearchEngine, tmp_path: Path
) -> None:
    code = f"""
        import os
        from pathlib import Path
        from {module.__name__} import open_index
        from kg.model import Case, Passage
        from kg.search.engine import IndexedCase

        def cases():
            for n in range(3):
                passage = Passage("p", f"k{{n}}", 0, 0, 2, "陶罐")
                yield IndexedCase(Case(f"k{{n}}", "源", n, 0, 2, "陶罐"), "k.txt", (passage,))
            os._exit(9)

        open_index(Path({str(tmp_path / "index")!r})).write(cases(), ["hangzhou"], 2)
    """  # type: ignore[attr-defined]
    done = subprocess.run([sys.executable, "-c", dedent(code)], check=False)  # noqa: S603
    assert done.returncode == 9
    assert (engine.generation, ask(engine).total) == (1, 3)
    engine.write([piece("new", "陶罐")], [], 2)
    assert (ask(engine, "陶罐").total, ask(engine).total) == (1, 4)


def test_readers_go_on_while_another_writes(
    module: object, engine: SearchEngine, tmp_path: Path
) -> None:
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        reader = module.open_index(tmp_path / "index")  # type: ignore[attr-defined]
        while not done.is_set():
            found = ask(reader, "网格员")
            if found.total != 2 or dict(found.facets["genre"]) != {"exchange": 1, "article": 1}:
                wrong.append(found)
        reader.close()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(8):
        engine.write([piece(f"c{number}", "陶罐")], [], number)
    engine.rebuild(CASES, 99)
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert engine.generation == 99


def test_missing_or_damaged_index_is_unusable(
    module: object, engine: SearchEngine, tmp_path: Path
) -> None:
    with pytest.raises(IndexUnusable):
        module.open_index(tmp_path / "none")  # type: ignore[attr-defined]
    engine.close()
    for path in (tmp_path / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:7])
    with pytest.raises(IndexUnusable):
        module.open_index(tmp_path / "index")  # type: ignore[attr-defined]
    rebuilt = module.build_index(tmp_path / "index", CASES, 4)  # type: ignore[attr-defined]
    assert (rebuilt.generation, ask(rebuilt).total) == (4, 3)
    rebuilt.close()


def test_request_without_query_language_is_enough(engine: SearchEngine) -> None:
    assert engine.find(Request(clauses=(Phrase("驿站"),))).total == 1
