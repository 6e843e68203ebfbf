"""Answers are kept until the library changes, and never more than so many."""

from collections.abc import Callable
from typing import Any

from kg.library import Library
from kg.library.latest import Latest

Build = Callable[..., Any]


def test_answer_is_made_once_for_each_generation() -> None:
    made: list[str] = []

    def make() -> int:
        made.append("made")
        return len(made)

    answers = Latest(2)
    assert [answers.of(generation, "a", make) for generation in (7, 7, 8)] == [1, 1, 2]


def test_those_asked_for_last_stay() -> None:
    answers = Latest(2)
    for question in "abac":
        answers.of(1, question, question.upper)
    assert [answers.of(1, question, lambda: "anew") for question in "acb"] == ["A", "C", "anew"]


def test_who_reads_an_older_generation_gets_its_own_answer_and_leaves_none() -> None:
    answers = Latest(2)
    assert answers.of(2, "a", lambda: "now") == "now"
    assert answers.of(1, "a", lambda: "before") == "before"
    assert answers.of(2, "a", lambda: "anew") == "now"


def test_likeness_told_by_an_index_that_lagged_is_looked_for_anew(
    library: Library, material: Build, piece: Build
) -> None:
    words, themes = "船坞边的老船长登记缆绳和救生衣", ("基层治理",)
    first = material("甲.txt", piece(f"{words}。", themes=themes))
    library.commit(*first)
    case = first.records[0].case.id
    assert library.similar(case) == ()
    with Library.open(library.folder) as other, other.writer():
        other.commit(*material("乙.txt", piece(f"石礁镇{words}。", themes=themes)))
        assert library.similar(case) == ()
    assert [one.hit.path for one in library.similar(case)] == ["乙.txt"]
