"""Backup and restore: one file, taken in use, checked before anything is changed."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import BackupRefused
from kg.library import Library
from kg.library.backup import backup, restore
from kg.library.verify import verify
from kg.model import Query

Build = Callable[..., Any]


@pytest.fixture
def full(library: Library, material: Build, piece: Build) -> Library:
    library.commit(*material("甲.txt", piece("柳河村办起说事廊。", places=("柳河村",))))
    library.commit(*material("乙.txt", piece("社区食堂开张。")))
    library.refresh()
    return library


@pytest.fixture
def other(tmp_path: Path) -> Library:
    with Library.open(tmp_path / "other", create=True) as opened:
        yield opened


def found(library: Library, text: str) -> list[str]:
    return [hit.path for hit in library.search(Query(text)).hits]


def test_restore_gives_back_what_was_backed_up(
    full: Library, other: Library, tmp_path: Path
) -> None:
    manifest = backup(full, tmp_path / "b.zip")
    assert (manifest["sources"], manifest["cases"]) == (2, 2)
    restore(other.folder, tmp_path / "b.zip")
    assert other.sources() == full.sources()
    assert found(other, "食堂") == ["乙.txt"]
    assert verify(other) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "library", "other"]


def test_backup_while_somebody_writes_has_one_generation(
    full: Library, other: Library, material: Build, piece: Build, tmp_path: Path
) -> None:
    with Library.open(full.folder) as writer, writer.writer():
        writer.commit(*material("丙.txt", piece("夜校开课。")))
        backup(full, tmp_path / "b.zip")
        writer.commit(*material("丁.txt", piece("菜地认领。")))
    restore(other.folder, tmp_path / "b.zip")
    assert [entry.path for entry in other.sources()] == ["丙.txt", "乙.txt", "甲.txt"]
    assert len(full.sources()) == 4


def test_backup_does_not_overwrite_unless_told(full: Library, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    file.write_text("something else")
    with pytest.raises(BackupRefused, match="--overwrite"):
        backup(full, file)
    assert file.read_text() == "something else"
    backup(full, file, overwrite=True)
    assert zipfile.is_zipfile(file)


def test_restore_does_not_overwrite_unless_told(
    full: Library, material: Build, piece: Build, tmp_path: Path
) -> None:
    backup(full, tmp_path / "b.zip")
    full.commit(*material("丙.txt", piece("夜校开课。")))
    assert found(full, "夜校") == ["丙.txt"]
    with pytest.raises(BackupRefused, match="has sources"):
        restore(full.folder, tmp_path / "b.zip")
    assert len(full.sources()) == 3
    restore(full.folder, tmp_path / "b.zip", overwrite=True)
    assert found(full, "夜校") == []
    assert found(full, "食堂") == ["乙.txt"]
    assert verify(full) == ()


def test_restore_is_seen_by_others_that_have_the_library_open(
    full: Library, material: Build, piece: Build, tmp_path: Path
) -> None:
    backup(full, tmp_path / "b.zip")
    full.commit(*material("丙.txt", piece("夜校开课。", places=("柳湾村",))))
    with Library.open(full.folder) as reader:
        assert found(reader, "夜校") == ["丙.txt"]
        assert len(reader.graph()) == 2
        restore(full.folder, tmp_path / "b.zip", overwrite=True)
        assert found(reader, "夜校") == []
        assert len(reader.graph()) == 1
        assert verify(reader) == ()


def test_restore_that_dies_before_the_index_follows_is_put_right_by_the_next_search(
    full: Library, other: Library, material: Build, piece: Build, tmp_path: Path
) -> None:
    other.commit(*material("丙.txt", piece("夜校开课。")))
    other.refresh()
    full.copy_to(tmp_path / "copy.sqlite")
    other._store.become(tmp_path / "copy.sqlite")
    assert found(other, "夜校") == []
    assert found(other, "说事廊") == ["甲.txt"]
    assert verify(other) == ()


def rewrite(file: Path, name: str, data: bytes) -> None:
    """Replace one member of a zip."""
    with zipfile.ZipFile(file) as packed:
        members = {member: packed.read(member) for member in packed.namelist()}
    with zipfile.ZipFile(file, "w") as packed:
        for member, content in (members | {name: data}).items():
            packed.writestr(member, content)


def test_restore_refuses_what_is_not_whole(full: Library, other: Library, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    backup(full, file)
    good = file.read_bytes()
    file.write_bytes(good[: len(good) // 2])
    with pytest.raises(BackupRefused, match="no whole backup"):
        restore(other.folder, file)
    file.write_bytes(good)
    rewrite(file, "library.sqlite", b"changed")
    with pytest.raises(BackupRefused, match="SHA-256"):
        restore(other.folder, file)
    file.write_bytes(good)
    rewrite(file, "manifest.json", json.dumps({"format": 99}).encode())
    with pytest.raises(BackupRefused, match="format version 99"):
        restore(other.folder, file)
    assert other.sources() == ()


def test_restore_refuses_another_schema(full: Library, other: Library, tmp_path: Path) -> None:
    file = tmp_path / "b.zip"
    manifest = backup(full, file)
    rewrite(file, "manifest.json", json.dumps(manifest | {"schema": 1}).encode())
    with pytest.raises(BackupRefused, match="schema version 1"):
        restore(other.folder, file)


def test_restore_sets_a_damaged_library_aside_if_told(full: Library, tmp_path: Path) -> None:
    backup(full, tmp_path / "b.zip")
    full.close()
    (full.folder / "library.sqlite").write_bytes(b"overwritten by something else " * 300)
    with pytest.raises(BackupRefused, match="set it aside"):
        restore(full.folder, tmp_path / "b.zip")
    restore(full.folder, tmp_path / "b.zip", overwrite=True)
    with Library.open(full.folder) as again:
        assert found(again, "食堂") == ["乙.txt"]
        assert verify(again) == ()
    (aside,) = full.folder.glob("damaged-*")
    assert (aside / "library.sqlite").read_bytes().startswith(b"overwritten")


def test_copy_is_one_file_that_needs_no_other(full: Library, tmp_path: Path) -> None:
    full.copy_to(tmp_path / "copy.sqlite")
    assert not list(tmp_path.glob("copy.sqlite-*"))
    with sqlite3.connect(tmp_path / "copy.sqlite") as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()
