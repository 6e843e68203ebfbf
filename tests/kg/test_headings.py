"""Headings as a tree and as sets of siblings."""

from kg.headings import HeadingSet, sibling_sets, tree
from kg.model import Passage


def passages(*paths: tuple[str, ...]) -> list[Passage]:
    return [Passage(f"c-{n}", "c", n, n, n + 1, "字", path) for n, path in enumerate(paths, 1)]


CASE = passages(
    (), ("一、阵地",), ("一、阵地", "一是选址"), ("一、阵地", "二是建设"), ("二、队伍",)
)


def test_tree_nests_headings_by_their_paths() -> None:
    first, second = tree(CASE)
    assert [(h.text, h.depth, h.number) for h in first.below] == [
        ("一是选址", 1, 3),
        ("二是建设", 1, 4),
    ]
    assert (first.text, second.text, second.number) == ("一、阵地", "二、队伍", 5)


def test_tree_opens_a_heading_again_that_comes_again() -> None:
    assert [h.text for h in tree(passages(("甲",), ("乙",), ("甲",)))] == ["甲", "乙", "甲"]


def test_sibling_sets_keep_level_and_parent() -> None:
    assert sibling_sets(CASE) == (
        HeadingSet((), ("一、阵地", "二、队伍"), (2, 5)),
        HeadingSet(("一、阵地",), ("一是选址", "二是建设"), (3, 4)),
    )
    assert [found.depth for found in sibling_sets(CASE)] == [0, 1]


def test_sibling_sets_are_none_without_siblings() -> None:
    assert sibling_sets(passages((), ("独",))) == ()
