"""Reading many cases at once gives what reading each of them gives."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.library import Library
from kg.model import Metric
from kg.search.engines.prepared import prepared
from kg.search.indexed import indexed
from kg.search.preparing import prepared_by

Build = Callable[..., Any]

PREPARE = """
import sys, time
from pathlib import Path
from kg.search.preparing import prepared_by
if __name__ == "__main__":
    for _ in prepared_by(1, Path(sys.argv[1]), sys.argv[2:]):
        print("prepared", flush=True)
        time.sleep(600)
"""


def fill(library: Library, material: Build, piece: Build) -> None:
    library.commit(
        *material(
            "甲.txt",
            piece(
                "柳河村办起说事廊，说事廊就在柳河村口。",
                places=("柳河村",),
                initiatives=("说事廊",),
                metrics=(
                    Metric("甲.txt#1", None, "议题", 20.0, "个", "20个", 0, 3),
                    Metric("甲.txt#1", None, "户", 9.0, "户", "9户", 0, 2),
                ),
                parents={"柳河村": "青溪镇"},
            ),
            piece("没有名字的一篇。"),
        )
    )
    library.commit(*material("乙.txt", piece("说事廊传到柳河村外。", initiatives=("说事廊",))))


def test_many_cases_at_once_are_read_as_one_by_one(
    library: Library, material: Build, piece: Build
) -> None:
    fill(library, material, piece)
    with library.reading() as snapshot:
        ids = snapshot.case_ids()
        records = [snapshot.record(case) for case in ids]
        passages, metrics = snapshot.passages_by_case(ids), snapshot.metrics_by_case(ids)
        entities = snapshot.entities_by_case(ids)
        named = [tuple(entities.get(case, ())) for case in ids]
        assert named == [snapshot.entities_named_in(case) for case in ids]
    assert [tuple(passages.get(case, ())) for case in ids] == [r.passages for r in records]
    assert [tuple(metrics.get(case, ())) for case in ids] == [r.metrics for r in records]


def test_indexed_cases_come_in_the_order_asked_without_copies(
    library: Library, material: Build, piece: Build
) -> None:
    fill(library, material, piece)
    library.commit(*material("丙.txt", piece("抄来的一篇。", duplicate_of="乙.txt#1")))
    with library.reading() as snapshot:
        ids = sorted(snapshot.case_ids(), reverse=True)
        cases = list(indexed(snapshot, ids))
    assert [case.case.id for case in cases] == [case for case in ids if case != "丙.txt#1"]
    found = {case.case.id: case for case in cases}
    assert found["乙.txt#1"].copies == 1
    assert found["甲.txt#1"].regions == ("青溪镇", "柳河村")
    assert len(found["甲.txt#1"].metrics) == 2


def test_worker_prepares_the_cases_that_are_prepared_here(
    library: Library, material: Build, piece: Build
) -> None:
    fill(library, material, piece)
    with library.reading() as snapshot:
        ids = snapshot.case_ids()
        here = list(map(prepared, indexed(snapshot, ids)))
    assert list(prepared_by(1, library.folder / "library.sqlite", ids)) == here
    assert len(here) == 3


def test_worker_ends_with_a_parent_that_is_killed(
    library: Library, material: Build, piece: Build, tmp_path: Path
) -> None:
    fill(library, material, piece)
    script = tmp_path / "prepare.py"
    script.write_text(PREPARE, encoding="utf-8")
    with library.reading() as snapshot:
        ids = snapshot.case_ids()
    parent = subprocess.Popen(  # noqa: S603 -- our own code
        [sys.executable, str(script), str(library.folder / "library.sqlite"), *ids],
        stdout=subprocess.PIPE,
    )
    assert parent.stdout
    assert parent.stdout.readline() == b"prepared\n"
    parent.kill()
    parent.communicate(timeout=60)  # ends when nobody holds the other end, workers neither
