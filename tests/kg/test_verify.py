"""verify(): every way in which file, store, index, graph and offsets may disagree is named."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import LibraryDamaged, LibraryMissing
from kg.library import Library
from kg.library.verify import verify
from kg.model import Metric
from kg.ontology import RelationType

Build = Callable[..., Any]

TEXT = "柳河村党支部办起说事廊，去年调解纠纷32起。"


@pytest.fixture
def full(library: Library, material: Build, piece: Build) -> Library:
    """A case of everything, a copy of it, another case."""
    library.commit(
        *material(
            "甲.txt",
            piece(
                TEXT,
                places=("柳河村",),
                initiatives=("说事廊",),
                relations=(("柳河村", RelationType.IMPLEMENTS, "说事廊", TEXT),),
                metrics=(Metric("甲.txt#1", None, "纠纷", 32.0, "起", "纠纷32起", 16, 21),),
                parents={"柳河村": "石桥镇"},
            ),
        )
    )
    library.commit(*material("乙.txt", piece(TEXT[:12], duplicate_of="甲.txt#1")))
    library.commit(*material("丙.txt", piece("社区食堂开张。")))
    return library


def change(library: Library, statement: str) -> None:
    """Change the library's file behind its back."""
    with sqlite3.connect(library.folder / "library.sqlite") as connection:
        connection.executescript(statement)
    connection.close()


def test_verify_of_a_whole_library_finds_nothing(full: Library) -> None:
    assert verify(full) == ()


def test_verify_of_an_empty_library_finds_nothing(library: Library) -> None:
    assert verify(library) == ()


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE passage SET start = start + 1 WHERE \"case\" = '甲.txt#1'", "passage 甲.txt#1/1"),
        ('UPDATE passage SET "end" = 400 WHERE "case" = \'甲.txt#1\'', "outside the case"),
        ("UPDATE mention SET surface = '柳湾村' WHERE surface = '柳河村'", "says '柳湾村'"),
        ("UPDATE relation SET start = 1 WHERE evidence != 'gazetteer'", "evidence of 柳河村"),
        ("UPDATE metric SET text = '纠纷23起'", "metric 纠纷"),
        ("UPDATE source SET text = '短' WHERE path = '甲.txt'", "of a text of 1 characters"),
        ("UPDATE source SET removed = '[[9, 99, \"watermark\"]]'", "removed span 9-99"),
        ("UPDATE \"case\" SET duplicate_of = '乙.txt#1' WHERE id = '丙.txt#1'", "itself a copy"),
        (
            "UPDATE \"case\" SET duplicate_of = '无' WHERE id = '乙.txt#1'",
            "names a case that is not",
        ),
        (
            "PRAGMA foreign_keys=ON; DELETE FROM \"case\" WHERE id = '丙.txt#1'",
            "丙.txt: it has no case",
        ),
        ("DELETE FROM entity WHERE id = '石桥镇'", "names a entity that is not"),
        (
            "PRAGMA foreign_keys=ON; DELETE FROM \"case\" WHERE id = '丙.txt#1'",
            "index: it has case 丙.txt#1",
        ),
        (
            "UPDATE \"case\" SET duplicate_of = NULL WHERE id = '乙.txt#1'",
            "index: case 乙.txt#1 is missing",
        ),
        (
            "UPDATE \"case\" SET duplicate_of = NULL WHERE id = '乙.txt#1'",
            "index: case 甲.txt#1 has 0 copies, not 1",
        ),
        ("UPDATE entity SET id = id", ""),
    ],
)
def test_verify_names_what_disagrees(full: Library, statement: str, problem: str) -> None:
    full.refresh()
    change(full, statement)
    found = verify(full)
    assert any(problem in line for line in found) if problem else found == ()


def test_verify_sees_a_graph_that_is_not_the_store_s(full: Library) -> None:
    full.graph()
    change(full, "DELETE FROM relation WHERE evidence != 'gazetteer'")
    assert verify(full) == (
        "graph: its relations are not those of the store; start the program anew",
    )


def damage(library: Library, word: str) -> None:
    """Write over the page that has a word."""
    library.close()
    file = library.folder / "library.sqlite"
    data = bytearray(file.read_bytes())
    page = data.index(word.encode()) // 4096 * 4096
    data[page : page + 64] = b"\xee" * 64
    file.write_bytes(data)


def test_verify_sees_a_damaged_file(full: Library) -> None:
    full.refresh()
    damage(full, "社区食堂开张")
    with Library.open(full.folder) as again:
        assert verify(again)


def test_open_of_a_damaged_file_says_what_to_do(full: Library) -> None:
    damage(full, "CREATE TABLE passage_theme")
    with pytest.raises(LibraryDamaged, match="kg restore"):
        Library.open(full.folder)


def test_check_tells_that_the_file_is_gone_or_damaged(full: Library) -> None:
    assert full.check() == ()
    file = full.folder / "library.sqlite"
    kept = file.read_bytes()
    file.unlink()
    assert "unable to open" in full.check()[0]
    assert not file.exists()
    file.write_bytes(b"no database at all, but long enough to be looked at " * 100)
    assert "not a database" in full.check()[0]
    file.write_bytes(kept)


def test_open_of_a_library_that_was_moved_away_makes_no_empty_one(
    full: Library, tmp_path: Path
) -> None:
    full.folder.rename(tmp_path / "moved")
    with pytest.raises(LibraryMissing):
        Library.open(full.folder)
    assert full.check()
    assert not full.folder.exists()
