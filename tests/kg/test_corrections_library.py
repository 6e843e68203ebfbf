"""Corrections of a library: search, graph, check, export and list follow at once."""

import sqlite3
from pathlib import Path

import pytest
from corrected import (
    Build,
    two_sources,
)

from kg.correction.model import (
    Amend,
    CaseField,
    Hide,
    Merge,
    Rename,
)
from kg.errors import UnknownEntity
from kg.export.jsonl import documents
from kg.library import Library
from kg.library.backup import backup, restore
from kg.library.verify import verify
from kg.model import Query


@pytest.fixture
def filled(library: Library, material: Build, piece: Build) -> Library:
    for made in two_sources(material, piece):
        library.commit(*made)
    return library


def test_search_graph_and_check_follow_at_once(filled: Library) -> None:
    assert filled.search(Query(entity="银杏社")).total == 2
    filled.correct(Merge(filled.entity_ref("银杏合作社"), filled.entity_ref("银杏社")))
    assert filled.search(Query(entity="银杏社")).total == 3
    assert filled.search(Query(entity="银杏合作社")).total == 3  # by its name, now an alias
    assert filled.graph().cases("银杏社") == 3
    hidden = filled.correct(Hide(filled.entity_ref("银杏社")))
    with pytest.raises(UnknownEntity):
        filled.entity("银杏社")
    assert verify(filled) == ()
    filled.take_back(hidden.id)
    assert filled.entity("银杏社").entity.aliases == ("银杏合作社",)
    assert verify(filled) == ()


def test_check_tells_what_is_shown_otherwise_than_corrections_make_it(filled: Library) -> None:
    filled.correct(Rename(filled.entity_ref("银杏社"), "银杏互助社"))
    filled.search(Query("银杏"))
    with sqlite3.connect(filled.folder / "library.sqlite") as connection:
        connection.execute("UPDATE entity SET name = '别名' WHERE id = '银杏社'")
        connection.execute("UPDATE case_entity SET name = '别名' WHERE entity = '银杏社'")
    connection.close()
    assert sorted(verify(filled)) == [
        "case 甲.txt#1: it is not what corrections make of it",
        "case 甲.txt#2: it is not what corrections make of it",
        "entity 银杏社: it is not what corrections make of it",
    ]


def test_export_tells_what_extraction_gave_where_a_person_states_otherwise(
    filled: Library,
) -> None:
    filled.correct(Amend(filled.case_ref("甲.txt#2"), CaseField.REGION, "甲省/乙市"))
    filled.correct(Hide(filled.entity_ref("银杏社")))
    with filled.reading() as snapshot:
        found = {one["case"]: one for one in documents(snapshot) if one["source"] == "甲.txt"}
    assert (found[2]["region"], found[2]["extracted"]) == (("甲省", "乙市"), {"region": ()})
    assert "extracted" not in found[1]
    assert "银杏社" not in {entity["name"] for one in found.values() for entity in one["entities"]}


def test_corrected_case_is_not_taken_for_one_that_just_came(filled: Library) -> None:
    before = [case.id for case in filled.overview().latest]
    assert before == ["乙.txt#1", "甲.txt#1", "甲.txt#2"]
    filled.correct(Amend(filled.case_ref("甲.txt#2"), CaseField.DATE, "2021"))
    assert [case.id for case in filled.overview().latest] == before


def test_corrections_taken_in_again_change_nothing(filled: Library) -> None:
    made = filled.correct(Hide(filled.entity_ref("银杏社")))
    filled.take_back(made.id)
    assert filled.take_in([made]) == ()
    assert [one.correction.undone is None for one in filled.corrections()] == [False]


def test_backup_carries_corrections(filled: Library, tmp_path: Path) -> None:
    made = filled.correct(Rename(filled.entity_ref("银杏社"), "银杏互助社"))
    backup(filled, tmp_path / "copy.zip")
    restore(tmp_path / "other", tmp_path / "copy.zip")
    with Library.open(tmp_path / "other") as other:
        assert [one.correction for one in other.corrections()] == [made]
        other.take_back(made.id)
        assert other.entity("银杏社").entity.name == "银杏社"
    assert filled.entity("银杏社").entity.name == "银杏互助社"
