"""Answers are kept until the library changes, and never more than so many."""

from kg.library.latest import Latest


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
