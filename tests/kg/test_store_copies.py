"""Near-duplicates in the store: their one head, how cases are counted, what resembles a case."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from stored import changed_since, records_of

from kg.store import Store

Build = Callable[..., Any]


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
        assert "丙.txt#1" in changed_since(snapshot, before)


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
        assert "甲.txt#1" in changed_since(snapshot, 1)
    store.remove(copy.source.id)
    with store.reading() as snapshot:
        assert "甲.txt#1" in changed_since(snapshot, 2)


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
