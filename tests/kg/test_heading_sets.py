"""Sets of sibling headings of a library."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from kg.banks.heading_sets import HeadingQuery
from kg.library import Library

TEA = """云岭镇三抓茶园的做法

一、选准路子抓茶园
请来师傅教修剪，茶垄一行行理顺，山路也修到了地头，家家看得见好处。

二、配好人手抓茶园
村里挑了十二名年轻人跟班学艺，师傅手把手教，学成的再去带旁人。

三、打开销路抓茶园
合作社统一收鲜叶，统一炒制，卖出去的钱按股分给各家，账目月月公布。
"""
LIGHTS = """灯会村的几点体会

一、以灯会聚人
正月里的灯会由各组轮流办，外出的人都回来帮忙扎灯、抬灯、守夜。

二、以山歌聚心
歌会上唱的是村里的事，谁家有难处也唱出来，大家听了就去帮一把。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = tmp_path_factory.mktemp("texts")
    for name, text in (("茶", TEA), ("灯", LIGHTS)):
        Path(texts, f"{name}.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as opened:
        ingest([texts], opened)
        yield opened


def patterns(library: Library, **asked: object) -> list[str]:
    found = library.heading_sets(HeadingQuery(**asked))  # type: ignore[arg-type]
    assert found.total == len(found.sets)
    return [one.pattern.text for one in found.sets]


def test_sets_come_with_pattern_source_and_places(library: Library) -> None:
    found = library.heading_sets(HeadingQuery())
    assert (found.total, found.patterns) == (2, (("…抓茶园", 1), ("以…聚…", 1)))
    first = found.sets[0]
    assert (first.path, first.pattern.times, first.pattern.even) == ("茶.txt", 3, 7)
    passages = {passage.id: passage for passage in library.case(first.case.id).passages}
    for heading, passage in zip(first.headings.headings, first.passages, strict=True):
        assert heading in passages[passage].heading


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({"text": "…抓茶园"}, ["…抓茶园"]),
        ({"text": "抓茶园…"}, []),
        ({"text": "山歌"}, ["以…聚…"]),
        ({"size": 3}, ["…抓茶园"]),
        ({"depth": 2}, []),
        ({"theme": "航天"}, []),
        ({"level": "enterprise"}, []),
    ],
)
def test_sets_are_narrowed(library: Library, asked: dict[str, object], expected: list[str]) -> None:
    assert patterns(library, **asked) == expected


def test_pages_join_to_the_whole(library: Library) -> None:
    pages = [library.heading_sets(HeadingQuery(limit=1, offset=n)) for n in range(3)]
    assert [len(page.sets) for page in pages] == [1, 1, 0]
    assert {page.total for page in pages} == {2}


def test_examples_of_a_library_find_sets_whatever_was_asked(library: Library) -> None:
    examples = library.heading_sets(HeadingQuery(text="火星")).examples
    assert examples
    assert all(library.heading_sets(HeadingQuery(text=one)).total for one in examples)
