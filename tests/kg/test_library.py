"""Library: searching, pages, and an index that keeps up with the store."""

import shutil
import threading
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from kg.errors import LibraryMissing, UnknownCase, UnknownEntity
from kg.library import Library
from kg.model import Query
from kg.ontology import RelationType

Build = Callable[..., Any]


def found(library: Library, text: str = "", **filters: str) -> list[str]:
    return [hit.case.id for hit in library.search(Query(text, **filters)).hits]


def test_open_of_nothing_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="kg ingest"):
        Library.open(tmp_path / "none")


def test_open_goes_on_where_making_the_library_was_cut_short(tmp_path: Path) -> None:
    (tmp_path / "library.sqlite").touch()
    with pytest.raises(LibraryMissing, match="kg ingest"):
        Library.open(tmp_path)
    with Library.open(tmp_path, create=True) as library:
        assert library.stats()["cases"] == 0


def test_suggest_knows_what_was_committed_since(
    full: Library, material: Build, piece: Build
) -> None:
    assert full.suggest("月光") == ()
    full.commit(*material("丁.txt", piece("办起“月光书屋”。", initiatives=("月光书屋",))))
    # Names are read anew for a tenth of the time only: asked again until they are.
    until = monotonic() + 60
    while not full.suggest("月光") and monotonic() < until:
        sleep(0.1)
    assert [one.text for one in full.suggest("月光")] == ["月光书屋"]


def test_search_sees_what_was_committed_replaced_and_removed(
    full: Library, material: Build, piece: Build
) -> None:
    assert found(full, "食堂") == ["丙.txt#1"]
    made = material("丙.txt", piece("夜校开课。"))
    full.commit(*made)
    assert found(full, "食堂") == []
    assert found(full, "夜校") == ["丙.txt#1"]
    full.remove(made.source.id)
    assert found(full, "夜校") == []


def test_copy_becomes_a_hit_when_its_head_is_removed(full: Library) -> None:
    (head,) = [entry for entry in full.sources() if entry.path == "甲.txt"]
    assert found(full, "说事廊") == ["甲.txt#1"]
    full.remove(head.id)
    assert found(full, "说事廊") == ["乙.txt#1"]


def test_search_answers_from_the_old_index_while_another_writes(
    full: Library, material: Build, piece: Build
) -> None:
    assert found(full, "夜校") == []
    with Library.open(full.folder) as other, other.writer():
        other.commit(*material("丁.txt", piece("夜校开课。")))
        assert found(full, "夜校") == []
    assert found(full, "夜校") == ["丁.txt#1"]


def test_commit_is_seen_by_open_readers_and_disturbs_none_in_flight(
    full: Library, material: Build, piece: Build
) -> None:
    assert found(full, "夜校") == []
    seen: list[set[str]] = [set(), set()]
    wrong: list[Exception] = []
    changed, done = threading.Event(), threading.Event()

    def read(cases: set[str]) -> None:
        try:
            with Library.open(full.folder) as reader:
                while not done.is_set():
                    cases.update(hit.case.id for hit in reader.search(Query("夜校")).hits)
                    changed.set()
        except Exception as error:  # noqa: BLE001 -- of whatever kind, none is allowed
            wrong.append(error)
            changed.set()

    readers = [threading.Thread(target=read, args=(cases,)) for cases in seen]
    for reader in readers:
        reader.start()
    until = monotonic() + 60
    for number in range(3):
        with full.writer(wait=60):  # a reader may be catching the index up
            full.commit(*material(f"夜校{number}.txt", piece("夜校开课。")))
        while not wrong and monotonic() < until:
            if all(f"夜校{number}.txt#1" in cases for cases in seen):
                break
            changed.wait(1)
            changed.clear()
    done.set()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert seen == [{f"夜校{number}.txt#1" for number in range(3)}] * 2


def test_lost_index_is_built_anew(full: Library) -> None:
    before = found(full, "议事")
    full.close()
    shutil.rmtree(full.folder / "index")
    with Library.open(full.folder) as again:
        assert again.stats()["index_generation"] is None
        assert found(again, "议事") == before
        assert again.check() == ()


def test_reindex_changes_no_answer(full: Library) -> None:
    before = full.search(Query("议事"))
    full.reindex()
    assert full.search(Query("议事")) == before


def test_case_has_everything_of_its_page(full: Library) -> None:
    view = full.case("甲.txt#1")
    assert view.source.path == "甲.txt"
    assert view.source.text[view.case.start : view.case.end] == view.passages[0].text
    assert [case.id for case in view.copies] == ["乙.txt#1"]
    (relation,) = view.relations
    assert (view.names[relation.head], view.names[relation.tail]) == ("柳河村党支部", "说事廊")
    assert [case.id for case in full.case("乙.txt#1").copies] == ["甲.txt#1"]


def test_case_of_an_unknown_id(full: Library) -> None:
    with pytest.raises(UnknownCase):
        full.case("无")


def test_entity_has_everything_of_its_page(full: Library) -> None:
    profile = full.entity("说事廊")
    assert [case.id for case in profile.cases] == ["甲.txt#1"]
    (relation,) = profile.relations
    assert (relation.head.name, relation.tail.name) == ("柳河村党支部", "说事廊")
    (proof,) = relation.quotes
    assert (proof.text, proof.passage) == ("柳河村党支部办起“说事廊”", "甲.txt#1/1")
    (quote,) = profile.quotes
    assert quote.text == "柳河村党支部办起“说事廊”，村民到说事廊议事。"
    assert full.case(quote.case).source.text[quote.start : quote.end] == quote.text
    first = profile.neighbours[0]
    assert (first.entity.name, first.relations) == ("柳河村党支部", (RelationType.IMPLEMENTS,))


def test_entity_of_a_place_has_parents_and_metrics(full: Library) -> None:
    profile = full.entity("柳河村")
    assert [parent.name for parent in profile.parents] == ["石桥镇", "云台县", "安徽省"]
    (edge,) = profile.relations
    assert (edge.type, edge.tail.name, edge.quotes) == (RelationType.LOCATED_IN, "石桥镇", ())
    (view,) = profile.metrics
    assert (view.metric.text, view.path) == ("调解纠纷32起", "甲.txt")
    assert full.entity("安徽省").cases == ()


def test_entity_seen_only_in_a_copy_shows_the_copy(full: Library) -> None:
    (profile,) = full.named("*村党支部")
    assert profile.entity.redacted
    assert [case.id for case in profile.cases] == ["乙.txt#1"]


def test_entity_of_an_unknown_id(full: Library) -> None:
    with pytest.raises(UnknownEntity):
        full.entity("无")
    assert full.named("无") == ()


def test_stats_themes_and_sources(full: Library) -> None:
    assert full.themes() == (("一老一小", 1), ("议事协商", 1))
    assert [(entry.path, entry.cases) for entry in full.sources()] == [
        ("丙.txt", 1),
        ("乙.txt", 1),
        ("甲.txt", 1),
    ]
    full.refresh()
    stats = full.stats()
    assert stats["entities"] == {"initiative": 1, "organization": 2, "place": 4}
    assert (stats["sources"], stats["cases"], stats["copies"], stats["metrics"]) == (3, 3, 1, 1)
    assert (stats["generation"], stats["index_generation"]) == (3, 3)
    assert stats["engine"] == "whoosh"


def test_known_and_source_at(full: Library) -> None:
    source = full.source_at("甲.txt")
    assert source is not None
    assert full.known(source.id)
    assert not full.known("无")
    assert full.source_at("无") is None
