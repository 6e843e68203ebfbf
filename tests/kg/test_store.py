"""The store: commits, replacement, removal, change log, merging, groups of near-duplicates."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from stored import changed_since, ids_of, records_of

from kg.errors import LibraryMissing, UnknownCase
from kg.model import Definition, Failure, Metric, Removed
from kg.ontology import Change, Expansion, Genre, Kind, Level, RelationType, Role, Status
from kg.store import Store

Build = Callable[..., Any]


def test_commit_gives_back_what_was_put_in(store: Store, material: Build, piece: Build) -> None:
    made = material(
        "甲.txt",
        piece(
            "柳河村办起说事廊。",
            themes=("议事协商", "为民服务"),
            region=("安徽省",),
            places=("柳河村",),
            initiatives=("说事廊",),
            relations=(("柳河村", RelationType.IMPLEMENTS, "说事廊", "柳河村办起说事廊。"),),
            metrics=(
                Metric("甲.txt#1", None, "议题", 20.0, "个", "20—30个", 0, 6, 30.0, Change.TO),
                Metric("甲.txt#1", "村", "户", None, None, "**户", 0, 3, status=Status.TARGET),
            ),
        ),
    )
    record = made.records[0]
    record = replace(
        record,
        case=replace(record.case, genre=Genre.REPORT, level=Level.VILLAGE, date="2023-05"),
        passages=(replace(record.passages[0], role=Role.PRACTICE),),
        entities=tuple(
            replace(entity, definition=Definition("说事廊", 5, 8, Expansion.PARTIAL, ("说",), 2))
            if entity.kind is Kind.INITIATIVE
            else entity
            for entity in record.entities
        ),
    )
    source = replace(made.source, removed=(Removed(0, 2, "watermark"),), marks=("内部",))
    assert store.commit(source, [record], made.entities) == "added"
    assert records_of(store) == [record]
    with store.reading() as snapshot:
        assert snapshot.source(source.id) == source
        assert snapshot.source_at("甲.txt") == source
        assert snapshot.knows(source.id)
        assert not snapshot.knows("other")


def test_commit_survives_closing(
    store: Store, material: Build, piece: Build, tmp_path: Path
) -> None:
    store.commit(*material("甲.txt", piece("柳河村。", places=("柳河村",))))
    before = records_of(store)
    store.close()
    again = Store.open(tmp_path / "library.sqlite")
    assert records_of(again) == before
    again.close()


def test_commit_replaces_the_source_of_the_same_path(
    store: Store, material: Build, piece: Build
) -> None:
    store.commit(*material("甲.txt", piece("旧事。"), piece("又一件。", places=("柳河村",))))
    assert store.commit(*material("甲.txt", piece("新事。"))) == "replaced"
    assert [record.passages[0].text for record in records_of(store)] == ["新事。"]
    assert ids_of(store) == []


def test_commit_replaces_the_source_of_the_same_id(
    store: Store, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece("旧事。"))
    store.commit(*made)
    moved = replace(made.source, path="乙/甲.txt")
    assert store.commit(moved, made.records, made.entities) == "replaced"
    with store.reading() as snapshot:
        assert [entry.path for entry in snapshot.sources()] == ["乙/甲.txt"]


def test_commit_that_fails_midway_changes_nothing(
    store: Store, material: Build, piece: Build
) -> None:
    store.commit(*material("甲.txt", piece("旧事。", places=("柳河村",))))
    before = records_of(store), ids_of(store), store.generation
    broken = material("甲.txt", piece("新事。", places=("石桥镇",)))
    stray = Metric("no such case", None, "户", 1.0, "户", "1户", 0, 2)
    broken.records[0] = replace(broken.records[0], metrics=(stray,))
    with pytest.raises(IntegrityError):
        store.commit(*broken)
    assert (records_of(store), ids_of(store), store.generation) == before


def test_generation_grows_and_the_change_log_tells_which_cases(
    store: Store, material: Build, piece: Build
) -> None:
    assert store.generation == 0
    store.commit(*material("甲.txt", piece("一。")))
    store.commit(*material("乙.txt", piece("二。")))
    assert store.generation == 2
    made = material("甲.txt", piece("三。"))
    store.commit(*made)
    with store.reading() as snapshot:
        assert changed_since(snapshot, 1) == ["乙.txt#1", "甲.txt#1"]
        assert changed_since(snapshot, 2) == ["甲.txt#1"]
    assert store.remove(made.source.id)
    with store.reading() as snapshot:
        assert changed_since(snapshot, 3) == ["甲.txt#1"]
        assert snapshot.case_ids() == ["乙.txt#1"]


def test_remove_of_an_unknown_source_changes_nothing(store: Store) -> None:
    assert not store.remove("nothing")
    assert store.generation == 0


def test_snapshot_is_not_moved_by_a_commit(store: Store, material: Build, piece: Build) -> None:
    store.commit(*material("甲.txt", piece("一。")))
    with store.reading() as snapshot:
        assert snapshot.generation == 1
        store.commit(*material("乙.txt", piece("二。")))
        assert snapshot.generation == 1
        assert snapshot.case_ids() == ["甲.txt#1"]
    assert store.generation == 2


def test_record_of_an_unknown_case_says_so(store: Store) -> None:
    with store.reading() as snapshot, pytest.raises(UnknownCase, match="不在"):
        snapshot.record("不在")


def test_open_refuses_another_schema_version(store: Store, tmp_path: Path) -> None:
    store.close()
    file = tmp_path / "library.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("UPDATE meta SET value = 99 WHERE key = 'schema'")
    connection.commit()
    connection.close()
    with pytest.raises(LibraryMissing, match="99"):
        Store.open(file)


def test_open_refuses_a_file_that_is_no_library(tmp_path: Path) -> None:
    file = tmp_path / "library.sqlite"
    file.write_text("not a database at all, but long enough to be looked at " * 20)
    with pytest.raises(LibraryMissing, match="no library"):
        Store.open(file)


def test_changes_come_in_batches_that_end_with_a_generation(
    store: Store, material: Build, piece: Build
) -> None:
    for name in "甲乙丙丁戊":
        store.commit(*material(f"{name}.txt", piece(f"{name}一。"), piece(f"{name}二。")))
    with store.reading() as snapshot:
        batches = list(snapshot.changes_after(1, 3))
        assert [(generation, len(cases)) for generation, cases in batches] == [(3, 4), (5, 4)]
        changed = sorted(case for _, cases in batches for case in cases)
        assert changed == [f"{name}.txt#{n}" for name in sorted("乙丙丁戊") for n in (1, 2)]
        assert list(snapshot.changes_after(5, 3)) == [(5, [])]


def test_failures_are_kept_once_a_file_and_forgotten_when_it_is_committed(
    store: Store, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece("柳河村。"))
    origin = "/材料/甲.txt"
    for reason in ("坏了", "还是坏的"):
        store.note_failure(Failure("甲.txt", origin, reason, "2026-01-01T00:00:00+08:00"))
    with store.reading() as snapshot:
        assert [failure.reason for failure in snapshot.failures()] == ["还是坏的"]
        assert snapshot.generation == 0
    store.commit(replace(made.source, origin=origin), made.records, made.entities)
    with store.reading() as snapshot:
        assert snapshot.failures() == []


def test_move_changes_the_path_and_nothing_else(
    store: Store, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece("柳河村。", places=("柳河村",)))
    store.commit(*made)
    before = records_of(store)
    store.move(made.source.id, "乙/甲.txt", "/乙/甲.txt")
    assert records_of(store) == before
    with store.reading() as snapshot:
        assert snapshot.source(made.source.id) == replace(
            made.source, path="乙/甲.txt", origin="/乙/甲.txt"
        )
        assert changed_since(snapshot, 1) == ["甲.txt#1"]


def test_commit_takes_out_the_source_that_it_replaces(
    store: Store, material: Build, piece: Build
) -> None:
    old = material("甲.txt", piece("旧事。"))
    store.commit(*old)
    new = material("乙.txt", piece("新事。"))
    assert store.commit(*new, replaces=old.source.id) == "replaced"
    with store.reading() as snapshot:
        assert [entry.path for entry in snapshot.sources()] == ["乙.txt"]
