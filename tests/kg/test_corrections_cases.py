"""Corrections of cases: title, date, region, where one begins and ends."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from corrected import (
    PARTNERS,
    Build,
    correction,
    record_of,
    state,
    two_source_store,
)

from kg.correction.model import (
    Amend,
    CaseField,
    Cut,
    Join,
    opening,
)
from kg.library.correcting import case_ref
from kg.model import Passage
from kg.store import Store


@pytest.fixture
def store(material: Build, piece: Build) -> Iterator[Store]:
    with two_source_store(material, piece) as opened:
        yield opened


def test_title_date_and_region_of_a_case(store: Store) -> None:
    with store.reading() as snapshot:
        case = case_ref(snapshot, snapshot.case("甲.txt#1"))
    values = {CaseField.TITLE: "廊下说事", CaseField.DATE: "2023-05", CaseField.REGION: "甲省/乙市"}
    store.correct([correction(Amend(case, field, value)) for field, value in values.items()])
    found = record_of(store, "甲.txt#1").case
    assert (found.title, found.date, found.region) == ("廊下说事", "2023-05", ("甲省", "乙市"))
    assert (found.region_inferred, found.region_evidence) == (False, "人工更正")


def test_case_goes_on_in_the_next_and_comes_apart_again(store: Store) -> None:
    before = state(store)
    with store.reading() as snapshot:
        one, two = (case_ref(snapshot, snapshot.case(f"甲.txt#{n}")) for n in (1, 2))
    join = correction(Join(one, two))
    store.correct([join])
    record = record_of(store, "甲.txt#1")
    assert [(p.number, p.case) for p in record.passages] == [(1, "甲.txt#1"), (2, "甲.txt#1")]
    assert len([e for e in record.entities if e.id == "银杏社"]) == 1
    with store.reading() as snapshot:
        assert snapshot.case_ids() == ["乙.txt#1", "甲.txt#1"]
    store.take_back(join.id, "2026")
    assert state(store) == before


def test_copy_that_goes_on_in_the_next_is_none_until_it_comes_apart(
    store: Store, material: Build, piece: Build
) -> None:
    words = "枫林镇办食堂，老人都来。"
    store.commit(*material("辛.txt", piece(words, duplicate_of="甲.txt#1"), piece("后面一篇。")))
    before = state(store)
    with store.reading() as snapshot:
        one, two = (case_ref(snapshot, snapshot.case(f"辛.txt#{n}")) for n in (1, 2))
    join = correction(Join(one, two))
    store.correct([join])
    assert record_of(store, "辛.txt#1").case.duplicate_of is None
    store.take_back(join.id, "2026")
    assert state(store) == before
    assert record_of(store, "辛.txt#1").case.duplicate_of == "甲.txt#1"


def long_case(material: Build, piece: Build) -> Any:  # noqa: ANN401 -- a fixture's tuple
    """A case of three passages."""
    made = material(
        "丁.txt",
        piece(
            "枫林镇办食堂。银杏社送菜。枫林镇的银杏社又开书屋。",
            places=("枫林镇",),
            organizations=("银杏社",),
            relations=(("枫林镇", PARTNERS, "银杏社", "枫林镇的银杏社又开书屋。"),),
        ),
        piece("后面一篇。"),
    )
    record = made.records[0]
    text, case = record.passages[0].text, record.case.id
    starts = [0, 7, 13, len(text)]
    passages = tuple(
        Passage(f"{case}/{n}", case, n, start, end, text[start:end])
        for n, (start, end) in enumerate(pairwise(starts), 1)
    )
    made.records[0] = replace(record, passages=passages)
    return made


def test_case_is_cut_before_a_passage_and_numbers_follow(
    store: Store, material: Build, piece: Build
) -> None:
    store.commit(*long_case(material, piece))
    before = state(store)
    with store.reading() as snapshot:
        case = case_ref(snapshot, snapshot.case("丁.txt#1"))
        source = snapshot.case("丁.txt#1").source
    cut = correction(Cut(case, opening("枫林镇的银杏社又开书屋。"), "书屋"))
    store.correct([cut])
    with store.reading() as snapshot:
        first, second, last = snapshot.cases_of(source)
        assert [(c.number, c.title) for c in (first, second, last)] == [
            (1, "标题"),
            (2, "书屋"),
            (3, "标题"),
        ]
        assert snapshot.record(first.id).relations == ()
        assert [r.case for r in snapshot.record(second.id).relations] == [second.id]
        assert [c.id for c in snapshot.extracted_cases_of(source)] == ["丁.txt#1", "丁.txt#2"]
    # What a correction brought forth can be corrected in its turn.
    with store.reading() as snapshot:
        ref = case_ref(snapshot, second)
    store.correct([correction(Amend(ref, CaseField.TITLE, "枫林书屋"))])
    assert record_of(store, second.id).case.title == "枫林书屋"
    store.take_back(cut.id, "2026")
    assert state(store) == before
    with store.reading() as snapshot:
        assert [one.is_lost for one in snapshot.corrections()] == [False, True]
