"""Years that a query tells from today."""

import pytest

from kg.model import Query
from kg.search.clauses import Clause, Either, Phrase, Without, Years
from kg.search.understanding.query import read
from kg.search.understanding.times import told


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("今年网格", (2026, 2026)),
        ("去年以来的做法", (2025, 2025)),
        ("前年", (2024, 2024)),
        ("村里近三年来", (2024, 2026)),
        ("最近十年", (2017, 2026)),
        ("过去2年", (2025, 2026)),
    ],
)
def test_years_are_counted_from_today(text: str, years: tuple[int, int]) -> None:
    (one,) = told(text, 2026)
    assert (one.first, one.last) == years


@pytest.mark.parametrize(
    "text",
    ["如今年轻人", "目前年度安排", "过去年代", "近三年级", "近年来", "近零年", "近90年", "2024年"],
)
def test_other_words_tell_no_year(text: str) -> None:
    assert list(told(text, 2026)) == []


def test_query_asks_for_the_years_that_it_tells() -> None:
    parsed = read(Query("去年村里近两年网格"), today=2026)
    assert [clause for clause in parsed.request.clauses if isinstance(clause, Years)] == [
        Years(2025, 2025),
        Years(2025, 2026),
    ]
    assert [word.text for word in parsed.request.words if word.required] == ["村里", "网格"]
    assert [(one.text, one.kept) for one in parsed.understood.years.values()] == [
        ("去年", True),
        ("近两年", True),
    ]


def test_years_are_told_and_not_asked_for_where_they_are_switched_off() -> None:
    parsed = read(Query("去年 网格", years=False), today=2026)
    assert [word.text for word in parsed.request.words] == ["网格"]
    assert len(parsed.request.clauses) == 1
    assert not parsed.understood.years["去年"].kept
    assert read(Query("去年", years=False), today=2026).request.clauses == ()


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("去年 或 前年", Either((Phrase("去年"), Phrase("前年")))),
        ('"网格" 或 去年', Either((Phrase("网格"), Phrase("去年")))),
        ("网格 -(去年)", Without(Phrase("去年"))),
    ],
)
def test_years_switched_off_leave_alternatives_and_exclusions_whole(
    text: str, last: Clause
) -> None:
    assert read(Query(text, years=False), today=2026).request.clauses[-1] == last
