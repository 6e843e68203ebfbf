"""holds_post: lists of colleagues, careers, heads of houses, and two bodies of one list."""

from collections.abc import Callable

import pytest

from ingest.draft import Draft
from ingest.extract.case import extract
from kg.ontology import RelationType

_Build = Callable[..., Draft]
_Told = Callable[[Draft], set[tuple[str, RelationType, str]]]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        (
            "余杭区政协副主席沈青林主持，副主席方文俊、李红梅出席。",
            {("沈青林", "余杭区政协"), ("方文俊", "余杭区政协"), ("李红梅", "余杭区政协")},
        ),
        (
            "沈青林说起方文俊。方文俊同志曾任余杭区民政局副局长，径山镇党委书记，余杭区税务局局长。",
            {("方文俊", "余杭区民政局"), ("方文俊", "径山镇党委"), ("方文俊", "余杭区税务局")},
        ),
        (
            "余杭区中医院开班。党委副书记、院长方文俊讲话。",
            {("方文俊", "余杭区中医院")},
        ),
        (
            "径山镇党委副书记、镇长方文俊带队。",
            {("方文俊", "径山镇党委"), ("方文俊", "径山镇")},
        ),
        ("余杭区民政局局长方文俊、记者李红梅到场。", {("方文俊", "余杭区民政局")}),
    ],
)
def test_find_gives_every_post_to_its_body(
    draft: _Build, told: _Told, text: str, posts: set[tuple[str, str]]
) -> None:
    found = told(draft(text))
    assert {(head, tail) for head, kind, tail in found if kind is RelationType.HOLDS_POST} == posts


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("时任余杭区径山镇党委书记方文俊来过。", {"时任党委书记"}),
        ("原余杭区民政局局长方文俊来过。", {"原局长"}),
        ("余杭区民政局原局长方文俊来过。", {"原局长"}),
        ("方文俊同志曾任余杭区民政局副局长，现任余杭区税务局局长。", {"曾任副局长", "局长"}),
        ("余杭区民政局局长方文俊来过。", {"局长"}),
        ("方文俊同志挂职任余杭区民政局副局长。", {"挂职任副局长"}),
        # The body of another time is none of today's.
        ("1946年，余杭区委书记方文俊来过。", set()),
        ("1965年出生的余杭区民政局局长方文俊来过。", {"局长"}),
    ],
)
def test_find_keeps_what_says_that_a_post_is_a_former_one(
    draft: _Build, text: str, posts: set[str]
) -> None:
    relations = extract(draft(text), "case", 0).relations
    assert {r.post for r in relations if r.type is RelationType.HOLDS_POST} == posts


def test_find_reads_the_post_of_an_association_by_its_noun(draft: _Build, told: _Told) -> None:
    found = told(draft("余杭区茶业协会开会，协会副秘书长方文俊说得好。"))
    posts = {(head, tail) for head, kind, tail in found if kind is RelationType.HOLDS_POST}
    assert posts == {("方文俊", "余杭区茶业协会")}
