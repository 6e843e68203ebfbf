"""The entity graph: what is tied to what, and that loading twice gives the same."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.graph import EntityGraph
from kg.library import Library
from kg.ontology import RelationType
from kg.store import Store

Build = Callable[..., Any]

RUNS = RelationType.IMPLEMENTS


def village(piece: Build, name: str, **more: str) -> object:
    return piece(
        f"{name}党支部在{name}办起说事廊。",
        places=(name,),
        organizations=(f"{name}党支部",),
        initiatives=("说事廊",),
        relations=((f"{name}党支部", RUNS, "说事廊", f"{name}党支部在{name}办起说事廊。"),),
        parents={name: "石桥镇", "石桥镇": "云台县"},
        **more,
    )


def test_load_gives_an_equal_graph_after_reopening(
    tmp_path: Path, material: Build, piece: Build
) -> None:
    store = Store.create(tmp_path / "library.sqlite")
    made = material("甲.txt", village(piece, "柳河村"), village(piece, "东湾村"))
    store.commit(made.source, made.records, made.entities)
    with store.reading() as snapshot:
        before = EntityGraph.load(snapshot)
    store.close()
    store = Store.open(tmp_path / "library.sqlite")
    with store.reading() as snapshot:
        after = EntityGraph.load(snapshot)
    store.close()
    assert before == after
    assert len(after) == 7
    assert before != EntityGraph()


def test_graph_is_loaded_anew_when_the_store_moves_on(
    library: Library, material: Build, piece: Build
) -> None:
    library.commit(*material("甲.txt", village(piece, "柳河村")))
    first = library.graph()
    assert library.graph() is first
    library.commit(*material("乙.txt", village(piece, "东湾村")))
    assert "东湾村" in library.graph()
    assert "东湾村" not in first
    assert library.graph().generation == library.generation


def test_parents_run_from_the_nearest_up(library: Library, material: Build, piece: Build) -> None:
    library.commit(*material("甲.txt", village(piece, "柳河村")))
    assert library.graph().parents("柳河村") == ("石桥镇", "云台县")
    assert library.graph().parents("云台县") == ()
    assert library.graph().parents("不在") == ()


def test_nothing_holds_a_province(library: Library, material: Build, piece: Build) -> None:
    told = (("浙江省", RelationType.LOCATED_IN, "海湾", "浙江省地处海湾。"),)
    library.commit(
        *material("甲.txt", piece("浙江省地处海湾。", places=("浙江省", "海湾"), relations=told))
    )
    assert library.graph().parents("浙江省") == ()
    assert library.graph().relations("浙江省") == {"海湾": (RelationType.LOCATED_IN,)}


def test_parents_prefer_the_gazetteer_to_a_text(
    library: Library, material: Build, piece: Build
) -> None:
    text = "柳河村位于云台县。"
    located = ("柳河村", RelationType.LOCATED_IN, "云台县", text)
    made = piece(
        text,
        places=("柳河村", "云台县"),
        relations=(located,),
        parents={"柳河村": "石桥镇", "石桥镇": "云台县"},
    )
    library.commit(*material("甲.txt", made))
    assert library.graph().parents("柳河村") == ("石桥镇", "云台县")


def test_parents_end_where_texts_run_in_a_circle(
    library: Library, material: Build, piece: Build
) -> None:
    text = "甲地在乙地，乙地在甲地。"
    kind = RelationType.LOCATED_IN
    edges = (("甲地", kind, "乙地", "甲地在乙地"), ("乙地", kind, "甲地", "乙地在甲地"))
    library.commit(*material("甲.txt", piece(text, places=("甲地", "乙地"), relations=edges)))
    assert library.graph().parents("甲地") == ("乙地",)
    assert library.graph().inside("甲地") == {"乙地"}


def test_inside_finds_everything_however_deep(
    library: Library, material: Build, piece: Build
) -> None:
    library.commit(*material("甲.txt", village(piece, "柳河村"), village(piece, "东湾村")))
    assert library.graph().inside("云台县") == {"石桥镇", "柳河村", "东湾村"}
    assert library.graph().inside("柳河村") == frozenset()


def test_neighbours_count_cases_and_name_relations(
    library: Library, material: Build, piece: Build
) -> None:
    library.commit(*material("甲.txt", village(piece, "柳河村"), village(piece, "东湾村")))
    graph = library.graph()
    assert graph.cases("说事廊") == 2
    assert graph.neighbours("说事廊") == [
        ("东湾村党支部", 1, (RUNS,)),
        ("柳河村党支部", 1, (RUNS,)),
        ("东湾村", 1, ()),
        ("柳河村", 1, ()),
    ]
    assert len(graph.neighbours("说事廊", 2)) == 2
    assert graph.neighbours("不在") == []


def test_near_duplicates_count_once(library: Library, material: Build, piece: Build) -> None:
    library.commit(*material("甲.txt", village(piece, "柳河村")))
    library.commit(*material("乙.txt", village(piece, "柳河村", duplicate_of="甲.txt#1")))
    graph = library.graph()
    assert graph.cases("说事廊") == 1
    assert graph.neighbours("柳河村党支部", 1) == [("说事廊", 1, (RUNS,))]


def test_path_goes_along_relations_either_way(
    library: Library, material: Build, piece: Build
) -> None:
    library.commit(*material("甲.txt", village(piece, "柳河村"), village(piece, "东湾村")))
    graph = library.graph()
    assert graph.path("柳河村", "东湾村") == ("柳河村", "石桥镇", "东湾村")
    assert graph.path("柳河村", "说事廊") == ()
    assert graph.path("柳河村", "不在") == ()


def test_counts_by_type(library: Library, material: Build, piece: Build) -> None:
    library.commit(*material("甲.txt", village(piece, "柳河村")))
    assert library.graph().counts() == {"implements": 1, "located_in": 2}
