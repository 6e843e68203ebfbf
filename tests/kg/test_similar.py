"""Cases that resemble one, with the reasons."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from kg.errors import UnknownCase
from kg.library import Library
from kg.model import Query

LANTERN = """灯塔镇渔港支部的做法

渔港支部把修船坞的事交给老船长理事会，船坞边设了三处议事亭，推行“潮汐议事法”，多个船队划分开展。

渔汛来时，老船长理事会逐船登记缆绳、救生衣，谁家缺了马上补上。
"""
HARBOUR = """石礁镇船坞的故事

石礁镇也学着办“潮汐议事法”，船坞里的缆绳归老船长管，救生衣按船发放，多个船队划分开展。
"""
ORCHARD = """果园村剪枝记

果园村请来农技员教剪枝，梨树当年多结了两成，合作社分了红。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = tmp_path_factory.mktemp("texts")
    for name, text in (("灯塔", LANTERN), ("石礁", HARBOUR), ("果园", ORCHARD)):
        Path(texts, f"{name}.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as opened:
        ingest([texts], opened)
        yield opened


def case_about(library: Library, words: str) -> str:
    return library.search(Query(words)).hits[0].case.id


def test_similar_case_comes_with_what_both_have(library: Library) -> None:
    lantern = case_about(library, "灯塔镇")
    first = library.similar(lantern)[0]
    assert first.hit.path == "石礁.txt"
    assert {"缆绳", "船坞"} <= set(first.terms)
    assert not {"多个", "划分", "开展"} & set(first.terms), "words of any report are no reason"
    assert lantern not in {one.hit.case.id for one in library.similar(lantern)}


def test_similar_marks_the_shared_words_and_nothing_else(library: Library) -> None:
    first = library.similar(case_about(library, "灯塔镇"))[0]
    for found in first.hit.passages:
        text = found.passage.text
        assert found.highlights
        assert all(text[start:end] in LANTERN for start, end in found.highlights)


def test_reasons_stand_in_the_passage_that_is_shown(library: Library) -> None:
    for path in ("灯塔镇", "石礁镇"):
        for one in library.similar(case_about(library, path)):
            text = one.hit.passages[0].passage.text
            assert all(term in text for term in one.terms)


def test_passage_has_its_own_likenesses(library: Library) -> None:
    lantern = case_about(library, "灯塔镇")
    passage = library.case(lantern).passages[-1]
    first = library.similar(lantern, passage=passage.id)[0]
    assert first.hit.path == "石礁.txt"
    assert set(first.terms) <= {"缆绳", "救生衣", "老船长", "船长"}


def test_case_like_no_other_has_none(library: Library) -> None:
    assert library.similar(case_about(library, "果园村")) == ()


def test_similar_of_what_is_not_there_is_unknown(library: Library) -> None:
    with pytest.raises(UnknownCase):
        library.similar("none")
    with pytest.raises(UnknownCase):
        library.similar(case_about(library, "果园村"), passage="none")


def test_a_case_is_found_by_most_of_a_sentence(library: Library) -> None:
    said = "渔汛到来，理事会逐船登记缆绳和救生衣"
    assert library.worded(said, limit=1) == [case_about(library, "灯塔镇")]
    assert library.worded("", limit=1) == []


def test_what_comes_later_is_found_as_well(tmp_path: Path) -> None:
    texts = Path(tmp_path, "texts")
    texts.mkdir()
    with Library.open(tmp_path / "library", create=True) as library:
        for name, text in (("灯塔", LANTERN), ("果园", ORCHARD)):
            Path(texts, f"{name}.txt").write_text(text, encoding="utf-8")
        ingest([texts], library)
        lantern = case_about(library, "灯塔镇")
        assert library.similar(lantern) == ()
        Path(texts, "石礁.txt").write_text(HARBOUR, encoding="utf-8")
        ingest([texts], library)
        assert [one.hit.path for one in library.similar(lantern)] == ["石礁.txt"]
