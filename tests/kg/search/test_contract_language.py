"""Every search engine answers all of the query language."""

from dataclasses import replace

import pytest
from asking import Build, ask, ids, piece

from kg.model import Entity, Metric
from kg.ontology import Kind
from kg.search.clauses import Amount, Having
from kg.search.engine import Request, SearchEngine


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
def test_language_finds_what_it_says(standing: SearchEngine, text: str, expected: set[str]) -> None:
    assert set(ids(ask(standing, text))) == expected


def test_entity_clause_asks_for_one_of_its_ids(standing: SearchEngine) -> None:
    found = standing.find(Request(clauses=(Having("entity", ("e-grid", "e-none")),)))
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


@pytest.mark.parametrize("prefix", ["网", "网格", "A"])
def test_beginning_stands_for_all_words_that_begin_so(build: Build, prefix: str) -> None:
    words = [f"{prefix}{chr(0x5000 + number)}" for number in range(300)]
    named = Entity("e", Kind.INITIATIVE, f"{prefix}名")
    engine = build(
        *(piece(f"c{number}", word) for number, word in enumerate(words)),
        piece("named", "别的。", entities=(named,)),
        piece("other", "别的。"),
    )
    assert ask(engine, f"{prefix}*", limit=0).total == 301


def test_fields_show_and_mark_what_they_ask_for(build: Build) -> None:
    named = Entity("e", Kind.INITIATIVE, "青松网格", aliases=("松格",))
    case = piece("a", "开头的话。", "办起“松格”，3户共建。", "结尾的话。", entities=(named,))
    engine = build(replace(case, metrics=(Metric("a", None, "共建", 3.0, "户", "3户共建", 0, 1),)))
    asked = (Having("entity", ("e",), said=("青松网格", "松格")), Amount("共建", low=2.0))
    for clause, marked in zip(asked, ("松格", "共建"), strict=True):
        (passage, *_) = engine.find(Request(clauses=(clause,))).hits[0].passages
        text = "办起“松格”，3户共建。"
        assert passage.passage_id == "a.1"
        assert [text[start:end] for start, end in passage.highlights] == [marked]
