"""What every search engine keeps when it is written, killed, read meanwhile, damaged."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from asking import CASES, Build, EngineModule, ask, ids, piece

from kg.errors import KgError
from kg.search.engine import IndexedCase, IndexUnusable, SearchEngine
from kg.search.engines import whoosh_engine


def test_write_adds_replaces_and_removes(engine: SearchEngine) -> None:
    changed = piece("chengdu", "改写成了茶馆议事。")
    engine.write([changed, piece("new", "茶馆里的新故事。")], ["nowhere", "unknown"], 2)
    assert engine.generation == 2
    assert set(ids(ask(engine))) == {"hangzhou", "chengdu", "new"}
    assert set(ids(ask(engine, "茶馆"))) == {"chengdu", "new"}
    assert ask(engine, "电梯").total == ask(engine, "骑手").total == 0
    assert engine.count("电梯") == engine.count("骑手") == 0
    assert dict(ask(engine).facets["theme"]) == {"议事协商": 1, "物业治理": 1}


def test_many_writes_hold_every_case_once(engine: SearchEngine) -> None:
    for number in range(12):
        engine.write([piece(f"c{number % 5}", f"第{number}回写了陶罐。")], [], number)
    assert sorted(ids(ask(engine, "陶罐"))) == [f"c{n}" for n in range(5)]
    assert ask(engine).total == 8
    assert ask(engine, '"第11回"').total == 1
    assert ask(engine, '"第6回"').total == 0


def test_index_may_be_empty(build: Build) -> None:
    engine = build(generation=7)
    assert (engine.generation, ask(engine).total, ask(engine, "网格").total) == (7, 0, 0)
    engine.write([piece("a", "网格")], [], 8)
    assert ask(engine, "网格").total == 1


def test_reopened_index_answers_the_same(
    module: EngineModule, engine: SearchEngine, tmp_path: Path
) -> None:
    engine.write([piece("new", "网格里的故事。")], ["chengdu"], 5)
    before = ask(engine, "网格")
    engine.close()
    again = module.open_index(tmp_path / "index")
    assert (again.generation, ask(again, "网格")) == (5, before)
    again.close()


def test_another_opener_sees_what_was_written(
    module: EngineModule, engine: SearchEngine, tmp_path: Path
) -> None:
    other = module.open_index(tmp_path / "index")
    assert ask(other, "陶罐").total == 0
    engine.write([piece("new", "陶罐")], [], 2)
    assert (other.generation, ask(other, "陶罐").total) == (2, 1)
    engine.rebuild([piece("only", "陶罐和瓦罐")], 3)
    assert (other.generation, ask(other).total) == (3, 1)
    other.close()


def failing() -> Iterator[IndexedCase]:
    yield piece("new", "陶罐")
    message = "the store went away"
    raise KgError(message)


def test_failed_write_or_rebuild_leaves_the_index_as_it_was(engine: SearchEngine) -> None:
    before = ask(engine, "网格员")
    with pytest.raises(KgError, match="went away"):
        engine.write(failing(), ["hangzhou"], 2)
    with pytest.raises(KgError, match="went away"):
        engine.rebuild(failing(), 2)
    assert (engine.generation, ask(engine, "网格员")) == (1, before)
    engine.write([piece("new", "陶罐")], [], 3)
    assert ask(engine, "陶罐").total == 1


def test_killed_writer_leaves_the_index_as_it_was(
    module: EngineModule, engine: SearchEngine, tmp_path: Path
) -> None:
    code = f"""
        import os
        from pathlib import Path
        from {module.__name__} import open_index
        from kg.model import Case, Passage
        from kg.search.engine import IndexedCase

        def cases():
            for n in range(3):
                passage = Passage("p", f"k{{n}}", 0, 0, 2, "陶罐")
                yield IndexedCase(Case(f"k{{n}}", "源", n, 0, 2, "陶罐"), "k.txt", (passage,))
            os._exit(9)

        open_index(Path({str(tmp_path / "index")!r})).write(cases(), ["hangzhou"], 2)
    """
    done = subprocess.run([sys.executable, "-c", dedent(code)], check=False)  # noqa: S603
    assert done.returncode == 9
    assert (engine.generation, ask(engine).total) == (1, 3)
    engine.write([piece("new", "陶罐")], [], 2)
    assert (ask(engine, "陶罐").total, ask(engine).total) == (1, 4)


def test_what_a_killed_build_left_goes_with_the_next_write(
    engine: SearchEngine, tmp_path: Path
) -> None:
    half = tmp_path / "index" / f"{engine.name}-half"
    half.mkdir()
    (half / "columns-1.npz").write_bytes(b"half")
    engine.write([piece("new", "陶罐")], [], 2)
    assert not half.exists()
    assert (ask(engine, "陶罐").total, ask(engine).total) == (1, 4)


def test_readers_go_on_while_another_writes(
    module: EngineModule, engine: SearchEngine, tmp_path: Path
) -> None:
    wrong: list[object] = []
    done = threading.Event()

    def read() -> None:
        reader = module.open_index(tmp_path / "index")
        while not done.is_set():
            found = ask(reader, "网格员")
            if found.total != 2 or dict(found.facets["genre"]) != {"exchange": 1, "article": 1}:
                wrong.append(found)
        reader.close()

    threads = [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for number in range(8):
        engine.write([piece(f"c{number}", "陶罐")], [], number)
    engine.rebuild(CASES, 99)
    done.set()
    for thread in threads:
        thread.join()
    assert wrong == []
    assert engine.generation == 99


def test_missing_or_damaged_index_is_unusable(
    module: EngineModule, engine: SearchEngine, tmp_path: Path
) -> None:
    with pytest.raises(IndexUnusable):
        module.open_index(tmp_path / "none")
    engine.close()
    for path in (tmp_path / "index").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:7])
    with pytest.raises(IndexUnusable):
        module.open_index(tmp_path / "index")
    rebuilt = module.build_index(tmp_path / "index", CASES, 4)
    assert (rebuilt.generation, ask(rebuilt).total) == (4, 3)
    rebuilt.close()


# Whoosh leaves its file open where it cannot read what is in it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_index_that_another_version_wrote_is_unusable(tmp_path: Path) -> None:
    whoosh_engine.build_index(tmp_path / "index", CASES, 4).close()
    (contents,) = (tmp_path / "index").rglob("*.toc")
    written = contents.read_bytes()
    name = b"kg.search.engines.whoosh_engine"
    assert name in written
    contents.write_bytes(written.replace(name, b"kg.search.engines.whoosh_gone_e"))
    with pytest.raises(IndexUnusable):
        whoosh_engine.open_index(tmp_path / "index")
