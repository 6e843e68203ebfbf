"""The store: commits, replacement, removal, change log, merging, groups of near-duplicates."""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError

from kg.errors import LibraryMissing, UnknownCase
from kg.model import CaseRecord, Definition, Entity, Failure, Metric, Removed
from kg.ontology import Change, Expansion, Genre, Kind, Level, RelationType, Role, Status
from kg.store import Store

Build = Callable[..., Any]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path / "library.sqlite")
    yield opened
    opened.close()


def records_of(store: Store) -> list[CaseRecord]:
    with store.reading() as snapshot:
        return [snapshot.record(case) for case in snapshot.case_ids()]


def ids_of(store: Store) -> list[str]:
    with store.reading() as snapshot:
        return [node.id for node in snapshot.nodes()]


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
        assert snapshot.changed_since(1) == ["乙.txt#1", "甲.txt#1"]
        assert snapshot.changed_since(2) == ["甲.txt#1"]
    assert store.remove(made.source.id)
    with store.reading() as snapshot:
        assert snapshot.changed_since(3) == ["甲.txt#1"]
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


def test_entities_disappear_with_their_last_case(
    store: Store, material: Build, piece: Build
) -> None:
    first = material(
        "甲.txt",
        piece("柳河村。", places=("柳河村",), parents={"柳河村": "石桥镇", "石桥镇": "云台县"}),
    )
    second = material("乙.txt", piece("东湾村。", places=("东湾村",), parents={"东湾村": "云台县"}))
    store.commit(*first)
    store.commit(*second)
    store.remove(first.source.id)
    assert ids_of(store) == ["东湾村", "云台县"]
    store.remove(second.source.id)
    assert ids_of(store) == []


def test_names_of_passages_and_counts_of_cases_fold_copies(
    store: Store, material: Build, piece: Build
) -> None:
    store.commit(*material("甲.txt", piece("柳河村办起说事廊。", initiatives=("说事廊",))))
    store.commit(*material("乙.txt", piece("东湾村学说事廊。", initiatives=("说事廊",))))
    copied = piece("东湾村学说事廊。", initiatives=("说事廊",), duplicate_of="乙.txt#1")
    store.commit(*material("丙.txt", copied))
    with store.reading() as snapshot:
        cases = snapshot.case_ids()
        named = snapshot.named_in_passages(cases[:2], [Kind.INITIATIVE])
        assert [(one.case, one.name) for one in named] == [(case, "说事廊") for case in cases[:2]]
        for one in named:
            text = snapshot.passages([one.passage])[one.passage].text
            assert text[one.start :].startswith("说事廊")
        assert snapshot.named_in_passages(cases, [Kind.HONOR]) == []
        assert snapshot.case_counts([named[0].entity, "无"]) == {named[0].entity: 2}


def test_dates_of_ties_are_told_by_kind_and_other_end(
    store: Store, material: Build, piece: Build
) -> None:
    said = (("柳河村", RelationType.IMPLEMENTS, "说事廊", "柳河村办起说事廊。"),)
    made = material(
        "甲.txt",
        piece(
            "柳河村办起说事廊。",
            places=("柳河村",),
            initiatives=("说事廊",),
            relations=said,
        ),
    )
    record = made.records[0]
    dated = [replace(record.relations[0], date=date) for date in ("2021-05", "2019", "2021-05")]
    store.commit(made.source, [replace(record, relations=tuple(dated))], made.entities)
    with store.reading() as snapshot:
        (relation, _), *_ = snapshot.relations_of(record.relations[0].tail)
        found = snapshot.dates_of_ties(relation.tail)
        assert found == {(RelationType.IMPLEMENTS, relation.head): ("2019", "2021-05")}
        assert snapshot.dates_of_ties("无") == {}


def test_entities_that_no_case_needs_are_not_kept(
    store: Store, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece("柳河村。", places=("柳河村",)))
    made.entities.append(Entity("闲", Kind.PLACE, "闲"))
    store.commit(*made)
    assert ids_of(store) == ["柳河村"]


def test_gazetteer_edges_are_kept_once(store: Store, material: Build, piece: Build) -> None:
    village = piece("柳河村。", places=("柳河村",), parents={"柳河村": "石桥镇"})
    store.commit(*material("甲.txt", village))
    store.commit(*material("乙.txt", village))
    with store.reading() as snapshot:
        assert [(e.head, e.tail, e.cases, e.gazetteer) for e in snapshot.edges()] == [
            ("柳河村", "石桥镇", 0, True)
        ]


def test_same_entity_again_merges_aliases(store: Store, material: Build, piece: Build) -> None:
    made = material("甲.txt", piece("柳河村。", places=("柳河村",)))
    one = Entity("u1", Kind.PLACE, "云台县柳河村", ("柳河村",), ("安徽省",))
    two = Entity("u1", Kind.PLACE, "柳河", ("柳河村", "柳河新村"), ("安徽省", "云台县"), "3411")
    case = made.records[0]
    case = replace(case, entities=(replace(case.entities[0], id="u1"),))
    store.commit(made.source, [case], [one])
    store.commit(made.source, [case], [two])
    with store.reading() as snapshot:
        merged = snapshot.entities(["u1"])["u1"]
        assert merged.name == "云台县柳河村"
        assert merged.aliases == ("柳河", "柳河新村", "柳河村")
        assert merged.region == ("安徽省", "云台县")
        assert merged.unit == "3411"
        for name in ("云台县柳河村", "“柳河新村”", "柳河"):
            assert snapshot.named(name) == ["u1"]
        assert snapshot.named("柳") == []
        assert snapshot.names_from("柳河新", 5) == ["云台县柳河村"]


def test_same_entity_twice_in_one_commit_merges_too(
    store: Store, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece("柳河村。", places=("柳河村",)))
    again = Entity("柳河村", Kind.PLACE, "柳河")
    store.commit(made.source, made.records, [*made.entities, again])
    with store.reading() as snapshot:
        assert snapshot.entities(["柳河村"])["柳河村"].aliases == ("柳河",)


def test_masked_entities_of_two_cases_stay_apart(
    store: Store, material: Build, piece: Build
) -> None:
    store.commit(*material("甲.txt", piece("*街道。", places=("*街道",))))
    store.commit(*material("乙.txt", piece("*街道也来。", places=("*街道",))))
    with store.reading() as snapshot:
        found = snapshot.named("*街道")
        assert found == ["*街道@乙.txt", "*街道@甲.txt"]
        assert all(entity.redacted for entity in snapshot.entities(found).values())


def test_copies_point_at_one_head_whatever_the_order(
    store: Store, material: Build, piece: Build
) -> None:
    store.commit(*material("甲.txt", piece("长长的原文。")))
    store.commit(*material("乙.txt", piece("原文。", duplicate_of="甲.txt#1")))
    store.commit(*material("丙.txt", piece("文。", duplicate_of="乙.txt#1")))
    store.commit(
        *material("丁.txt", piece("更长的全文在此。")), duplicates={"甲.txt#1": "丁.txt#1"}
    )
    with store.reading() as snapshot:
        heads = {
            case.id: case.duplicate_of for case in snapshot.cases(snapshot.case_ids()).values()
        }
        assert heads.pop("丁.txt#1") is None
        assert set(heads.values()) == {"丁.txt#1"}
        assert snapshot.copies(["丁.txt#1", "甲.txt#1"]) == {"丁.txt#1": 3}


def test_copies_of_a_removed_case_get_the_longest_of_them_as_head(
    store: Store, material: Build, piece: Build
) -> None:
    head = material("甲.txt", piece("长长的原文。"))
    store.commit(*head)
    store.commit(*material("乙.txt", piece("文。", duplicate_of="甲.txt#1")))
    store.commit(*material("丙.txt", piece("原文。", duplicate_of="甲.txt#1")))
    before = store.generation
    store.remove(head.source.id)
    with store.reading() as snapshot:
        cases = snapshot.cases(snapshot.case_ids())
        assert cases["丙.txt#1"].duplicate_of is None
        assert cases["乙.txt#1"].duplicate_of == "丙.txt#1"
        assert "丙.txt#1" in snapshot.changed_since(before)


def test_copies_stay_with_a_head_that_is_committed_again(
    store: Store, material: Build, piece: Build
) -> None:
    head = material("甲.txt", piece("长长的原文。"))
    store.commit(*head)
    store.commit(*material("乙.txt", piece("原文。", duplicate_of="甲.txt#1")))
    store.commit(*head)
    with store.reading() as snapshot:
        assert snapshot.cases(["乙.txt#1"])["乙.txt#1"].duplicate_of == "甲.txt#1"


def test_head_is_reported_as_changed_when_its_copies_change(
    store: Store, material: Build, piece: Build
) -> None:
    store.commit(*material("甲.txt", piece("长长的原文。")))
    copy = material("乙.txt", piece("原文。", duplicate_of="甲.txt#1"))
    store.commit(*copy)
    with store.reading() as snapshot:
        assert "甲.txt#1" in snapshot.changed_since(1)
    store.remove(copy.source.id)
    with store.reading() as snapshot:
        assert "甲.txt#1" in snapshot.changed_since(2)


def test_copy_of_an_unknown_case_or_of_itself_is_no_copy(
    store: Store, material: Build, piece: Build
) -> None:
    store.commit(*material("甲.txt", piece("一。", duplicate_of="不在"), piece("二。")))
    store.commit(*material("乙.txt", piece("三。", duplicate_of="乙.txt#1")))
    assert [record.case.duplicate_of for record in records_of(store)] == [None] * 3


def test_copy_may_stand_before_its_head(store: Store, material: Build, piece: Build) -> None:
    store.commit(*material("甲.txt", piece("短。", duplicate_of="甲.txt#2"), piece("长长。")))
    assert [record.case.duplicate_of for record in records_of(store)] == ["甲.txt#2", None]


def test_theme_counts_fold_copies(store: Store, material: Build, piece: Build) -> None:
    store.commit(*material("甲.txt", piece("一。", themes=("网格治理", "物业治理"))))
    store.commit(*material("乙.txt", piece("二。", themes=("网格治理",), duplicate_of="甲.txt#1")))
    store.commit(*material("丙.txt", piece("三。", themes=("物业治理",))))
    with store.reading() as snapshot:
        assert snapshot.theme_counts() == [("物业治理", 2), ("网格治理", 1)]


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
        assert sorted(case for _, cases in batches for case in cases) == snapshot.changed_since(1)
        assert list(snapshot.changes_after(5, 3)) == [(5, [])]


def test_resembling_finds_a_copy_among_many_cases_that_share_a_gram(
    store: Store, material: Build, piece: Build
) -> None:
    for number in range(100):
        made = material(f"{number:03}.txt", piece(f"第{number}件事。"))
        own = range(number * 100 + 10, number * 100 + 50)
        store.commit(made.source, [replace(made.records[0], grams=(1, 2, *own))], made.entities)
    with store.reading() as snapshot:
        found = snapshot.resembling((1, 2, *range(9_910, 9_950)), 8)
        assert [case.id for case, _ in found] == ["099.txt#1"]
        assert found[0][1] == "第99件事。"
        assert snapshot.resembling(range(50_000, 50_100), 8) == []


def test_places_above_follow_the_gazetteer_first_and_end_in_a_circle(
    store: Store, material: Build, piece: Build
) -> None:
    text = "柳河村在东湾镇。"
    said = (("柳河村", RelationType.LOCATED_IN, "东湾镇", text),)
    parents = {"柳河村": "石桥镇", "石桥镇": "云台县", "云台县": "柳河村"}
    store.commit(
        *material(
            "甲.txt", piece(text, places=("柳河村", "东湾镇"), relations=said, parents=parents)
        )
    )
    with store.reading() as snapshot:
        assert snapshot.places_above(["柳河村", "东湾镇", "无"]) == {
            "柳河村": ("石桥镇", "云台县"),
            "东湾镇": (),
            "无": (),
        }


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
        assert snapshot.changed_since(1) == ["甲.txt#1"]


def test_commit_takes_out_the_source_that_it_replaces(
    store: Store, material: Build, piece: Build
) -> None:
    old = material("甲.txt", piece("旧事。"))
    store.commit(*old)
    new = material("乙.txt", piece("新事。"))
    assert store.commit(*new, replaces=old.source.id) == "replaced"
    with store.reading() as snapshot:
        assert [entry.path for entry in snapshot.sources()] == ["乙.txt"]


def test_namesakes_share_kind_and_name_and_are_not_masked(
    store: Store, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece("柳河村。", places=("柳河村",)))
    others = [
        Entity("1", Kind.INITIATIVE, "“说事廊”", region=("安徽省",)),
        Entity("2", Kind.INITIATIVE, "说事廊", region=("四川省",), basis="同属四川省"),
        Entity("3", Kind.INITIATIVE, "夜话会", ("说事廊",)),
        Entity("4", Kind.PLACE, "说事廊"),
        Entity("5", Kind.INITIATIVE, "说事廊", redacted=True),
    ]
    (case,) = made.records
    named = [replace(case.entities[0], id=other.id, kind=other.kind) for other in others]
    case = replace(case, entities=(*case.entities, *named))
    store.commit(made.source, [case], [*made.entities, *others])
    with store.reading() as snapshot:
        (other,) = snapshot.namesakes(others[0], 5)
        assert (other.id, other.basis) == ("2", "同属四川省")
        assert snapshot.namesakes(others[0], 0) == []


def test_region_is_inferred_until_a_case_states_it(
    store: Store, material: Build, piece: Build
) -> None:
    made = material("甲.txt", piece("柳河村。", places=("柳河村",)))
    told = Entity("柳河村", Kind.PLACE, "柳河村", region=("安徽省",), region_inferred=True)
    store.commit(made.source, made.records, [told])
    with store.reading() as snapshot:
        assert snapshot.entities(["柳河村"])["柳河村"].region_inferred
    again = material("乙.txt", piece("柳河村。", places=("柳河村",)))
    store.commit(again.source, again.records, [replace(told, region_inferred=False)])
    with store.reading() as snapshot:
        assert not snapshot.entities(["柳河村"])["柳河村"].region_inferred
