"""Any corrections in any order: taking back, order, the graph that follows."""

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from corrected import (
    PARTNERS,
    Build,
    correction,
    entity,
    new_store,
    state,
    two_source_store,
    two_sources,
)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.correction.model import (
    Action,
    Amend,
    CaseField,
    Correction,
    DropRelation,
    Hide,
    Join,
    Merge,
    Part,
    Rename,
    Retype,
    Split,
)
from kg.graph import EntityGraph
from kg.library.correcting import case_ref
from kg.ontology import Kind
from kg.store import Changed, Store


@pytest.fixture
def store(material: Build, piece: Build) -> Iterator[Store]:
    with two_source_store(material, piece) as opened:
        yield opened


# Properties: any corrections, on the two sources above.

_NAMES = ("银杏社", "银杏合作社", "说事廊", "说事长廊", "柳河村", "石桥镇", "村党委", "青山县")
_names = st.sampled_from(_NAMES)
_CASES = ("甲.txt#1", "甲.txt#2", "乙.txt#1")


def actions(store: Store) -> st.SearchStrategy[Action]:
    refs = {name: entity(store, name) for name in _NAMES}
    with store.reading() as snapshot:
        cases = {key: case_ref(snapshot, snapshot.case(key)) for key in _CASES}
    ref, case = _names.map(refs.__getitem__), st.sampled_from(_CASES).map(cases.__getitem__)
    text = st.sampled_from(("甲名", "乙名", "丙名"))
    part = st.builds(Part, case)
    return st.one_of(
        st.builds(Rename, ref, text),
        st.builds(Retype, ref, st.sampled_from(Kind)),
        st.builds(Hide, ref),
        st.builds(Merge, ref, ref),
        st.builds(Split, ref, st.tuples(part), text),
        st.builds(Amend, case, st.just(CaseField.TITLE), text),
        st.builds(Amend, case, st.just(CaseField.LEVEL), st.sampled_from(("town", ""))),
        st.just(Join(cases["甲.txt#1"], cases["甲.txt#2"])),
        st.builds(
            DropRelation,
            st.just(cases["甲.txt#1"]),
            st.just(PARTNERS),
            ref,
            ref,
            st.just("村党委与银杏社推行说事廊。"),
        ),
    )


def fresh(material: Build, piece: Build, corrections: Sequence[Correction] = ()) -> tuple[Any, ...]:
    """What a store shows that had the corrections before it had the sources."""
    with new_store() as store:
        store.correct(corrections)
        for made in two_sources(material, piece):
            store.commit(*made)
        return state(store)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_corrections_taken_back_leave_what_the_others_make(
    data: st.DataObject, material: Build, piece: Build
) -> None:
    """Made before the sources or after them, in whatever order some are taken back again."""
    with new_store() as store:
        for made in two_sources(material, piece):
            store.commit(*made)
        before = state(store)
        drawn = data.draw(st.lists(actions(store), min_size=1, max_size=5))
        made_here = [correction(action) for action in drawn]
        for one in made_here:
            store.correct([one])
        gone = data.draw(st.lists(st.sampled_from(made_here), unique_by=lambda one: one.id))
        for one in gone:
            store.take_back(one.id, "2026")
        left = [one for one in made_here if one not in gone]
        assert state(store) == fresh(material, piece, left)
        for source in two_sources(material, piece):  # ingested again
            store.commit(*source)
        assert state(store) == fresh(material, piece, left)
        for one in left:
            store.take_back(one.id, "2026")
        assert state(store) == before


def test_place_known_only_from_those_below_it_is_not_taken_for_what_it_was_merged_into(
    material: Build, piece: Build
) -> None:
    """The correction after the merging has nothing to do with what is shown in its stead."""
    with new_store() as store:
        for made in two_sources(material, piece):
            store.commit(*made)
        town, village = entity(store, "石桥镇"), entity(store, "柳河村")
        made_here = [correction(Merge(town, village)), correction(Rename(town, "甲名"))]
        for one in made_here:
            store.correct([one])
        assert state(store) == fresh(material, piece, made_here)


def independent(store: Store) -> list[Action]:
    with store.reading() as snapshot:
        case = case_ref(snapshot, snapshot.case("乙.txt#1"))
        part = Part(case_ref(snapshot, snapshot.case("甲.txt#2")))
    return [
        Rename(entity(store, "柳河村"), "柳河新村"),
        Merge(entity(store, "说事长廊"), entity(store, "说事廊")),
        Retype(entity(store, "村党委"), Kind.PLACE),
        Hide(entity(store, "银杏合作社")),
        Split(entity(store, "银杏社"), (part,), "青山银杏社"),
        Amend(case, CaseField.REGION, "甲省"),
    ]


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(6)))
def test_the_order_of_independent_corrections_makes_no_difference(
    order: list[int], store: Store, material: Build, piece: Build
) -> None:
    made = [correction(action) for action in independent(store)]
    mixed = [made[number] for number in order]
    assert fresh(material, piece, made) == fresh(material, piece, mixed)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_graph_that_follows_corrections_is_the_graph_of_the_store(
    data: st.DataObject, material: Build, piece: Build
) -> None:
    with new_store() as store:
        for made in two_sources(material, piece):
            store.commit(*made)
        with store.reading() as snapshot:
            graph = EntityGraph.load(snapshot)
        made_here: list[Correction] = []
        for action in data.draw(st.lists(actions(store), min_size=1, max_size=4)):
            made_here.append(correction(action))
            graph = followed(store, graph, store.correct(made_here[-1:]))
        for one in made_here:
            graph = followed(store, graph, store.take_back(one.id, "2026"))


def followed(store: Store, graph: EntityGraph, changed: Changed) -> EntityGraph:
    """The graph after a change, which must be the store's, and leave the one before as it is."""
    with store.reading() as snapshot:
        loaded = EntityGraph.load(snapshot)
        if changed.regrouped:
            return loaded
        before = graph.counts(), sorted(graph.neighbours("银杏社"))
        after = graph.following(snapshot, changed)
    assert (graph.counts(), sorted(graph.neighbours("银杏社"))) == before
    assert after == loaded
    assert {key: after.cases(key) for key in _NAMES} == {key: loaded.cases(key) for key in _NAMES}
    return after
