"""Persons with posts in a draft, whatever order names them."""

import pytest

from kg.draft.posts import posts

NAMES = frozenset({"林小山", "周一帆"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("由林小山任青柳村党支部书记。", [("林小山", "党支部书记")]),
        ("村党总支副书记、主任由周一帆担任。", [("周一帆", "副书记"), ("周一帆", "主任")]),
    ],
)
def test_posts_are_read_before_and_behind_a_name(text: str, found: list[tuple[str, str]]) -> None:
    assert [(post.name, post.post) for post in posts(text, NAMES.__contains__)] == found


@pytest.mark.parametrize("run", ["党委", "副", "组织宣传", "书记、", "任党委"])
def test_posts_end_on_long_runs_of_their_own_words(run: str) -> None:
    """Were the work to grow with the square of a text's length, this would not end."""
    assert list(posts(run * (30_000 // len(run)), NAMES.__contains__)) == []
