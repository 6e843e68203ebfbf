"""Every search engine answers all of the query language."""

from dataclasses import replace

import pytest
from asking import Build, ask, ids, piece

from kg.model import Metric
from kg.search.clauses import Having
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
