"""Names of a library follow its commits, at once or, where there are very many, soon."""

import gc
from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest

from kg.library import Library
from kg.library.names import LatestNames
from kg.memory import lasting
from kg.model import Query
from kg.search.index import Index

Build = Callable[..., Any]
LONG = 60  # seconds after which a test gives up


def names_of(latest: LatestNames, generation: int) -> set[str]:
    return {one.entity.name for one in latest.get(generation).vocabulary.entities}


@pytest.mark.parametrize("wait", [LONG, -1], ids=["at once", "meanwhile"])
def test_names_of_a_commit_are_known(
    library: Library, material: Build, piece: Build, wait: float
) -> None:
    latest = LatestNames(library._store, Index(library.folder / "index"), wait=wait)
    library.commit(*material("甲.txt", piece("办起说事廊。", initiatives=("说事廊",))))
    assert names_of(latest, library.generation) == {"说事廊"}
    library.commit(*material("乙.txt", piece("办起晒谷场。", initiatives=("晒谷场",))))
    until = monotonic() + LONG
    while names_of(latest, library.generation) != {"说事廊", "晒谷场"}:
        assert monotonic() < until
        latest.close()


def test_prepared_library_suggests_and_corrects(
    library: Library, material: Build, piece: Build
) -> None:
    library.commit(*material("甲.txt", piece("办起说事廊。", initiatives=("说事廊",))))
    library.prepare()
    assert [one.text for one in library.suggest("ssl", limit=3)] == ["说事廊"]
    assert library.search(Query("说是廊")).understanding.corrected == "说事廊"


def test_graph_is_not_looked_through_again_and_again(
    library: Library, material: Build, piece: Build
) -> None:
    library.commit(*material("甲.txt", piece("办起说事廊。", initiatives=("说事廊",))))
    frozen = gc.get_freeze_count()
    graph = library.graph()
    assert gc.get_freeze_count() > frozen
    assert library.graph() is graph
    library.commit(*material("乙.txt", piece("办起晒谷场。", initiatives=("晒谷场",))))
    assert library.graph() is not graph, "the store moved on"


def test_lasting_objects_leave_the_collector_as_it_was() -> None:
    frozen = gc.get_freeze_count()
    with lasting():
        assert not gc.isenabled()
        made = [[] for _ in range(1000)]
    assert gc.isenabled()
    assert gc.get_freeze_count() >= frozen + len(made)
    gc.disable()
    try:
        with lasting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
