"""Entities in the store: merging, aliases, namesakes, the gazetteer above them, and their end."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from stored import ids_of

from kg.model import Entity
from kg.ontology import Kind, RelationType
from kg.store import Store

Build = Callable[..., Any]


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
        (told,) = snapshot.told_of_ties(relation.tail).items()
        assert told[0] == (RelationType.IMPLEMENTS, relation.head)
        assert told[1] == (("2019", "2021-05"), ())
        assert snapshot.told_of_ties("无") == {}


def test_the_post_of_a_tie_that_is_told_most_often_stands_first(
    store: Store, material: Build, piece: Build
) -> None:
    said = (("柳河村", RelationType.HOLDS_POST, "说事廊", "柳河村办起说事廊。"),)
    made = material(
        "甲.txt",
        piece("柳河村办起说事廊。", places=("柳河村",), initiatives=("说事廊",), relations=said),
    )
    record = made.records[0]
    posts = ("原主任", "书记", "书记")
    held = tuple(replace(record.relations[0], post=post) for post in posts)
    store.commit(made.source, [replace(record, relations=held)], made.entities)
    with store.reading() as snapshot:
        (told,) = snapshot.told_of_ties(record.relations[0].head).values()
        assert told == ((), ("书记", "原主任"))


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
