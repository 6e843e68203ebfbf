"""Links to cases: two that look the same are told apart."""

from flask import Flask

from kg.model import Case
from web.links import told_apart


def test_cases_of_one_title_say_who_speaks_and_where_they_stand(app: Flask) -> None:
    one = Case("a", "s", 1, 0, 9, "在推进会上的讲话", issuer="王某")
    other = Case("b", "s", 2, 9, 18, "在推进会上的讲话")
    third = Case("c", "s", 3, 18, 27, "在座谈会上的讲话", issuer="李某")
    with app.test_request_context():
        links = told_apart([one, other, third])
    unknown = links[2].note
    assert [link.note for link in links] == [
        f"{unknown} · 王某 · 文件中第 1 篇",
        f"{unknown} · 文件中第 2 篇",
        unknown,
    ]
