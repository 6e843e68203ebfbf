"""The development set is whole, and what must come first does."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from kg.library import Library
from kg.model import Query

HERE = Path(__file__).parent
SEEDS = HERE.parents[1].parent / "shared" / "seeds"

# Query, beginning of the source's name, an offset inside the case.
FIRST = (
    ("跨省 边界治理", "001", 1523),
    ("关爱货运司机", "000", 3900),
    ("党员积分 二维码", "003", 13957),
    ("专题组织生活会 程序", "003", 24500),
    ('"众人的事情由众人商量"', "000", 1645),
    ("112个党建联盟", "000", 2760),
)


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    if not SEEDS.is_dir():
        pytest.skip(f"{SEEDS} is not there")
    with Library.open(tmp_path_factory.mktemp("seeds"), create=True) as library:
        ingest([SEEDS], library)
        yield library


def test_development_set_has_queries_of_every_class() -> None:
    lines = (HERE / "queries.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    assert len(rows) == len({row["query"] for row in rows}) >= 80
    classes = Counter(row["class"] for row in rows)
    assert min(classes.values()) >= 2
    assert all((row["class"] == "none") == (not row["relevant"]) for row in rows)
    assert {grade for row in rows for *_, grade in row["relevant"]} == {1, 2, 3}


def test_held_out_queries_are_others() -> None:
    known, held = (
        {json.loads(line)["query"] for line in (HERE / name).read_text("utf-8").splitlines()}
        for name in ("queries.jsonl", "held_out.jsonl")
    )
    assert len(held) >= 60
    assert not known & held


@pytest.mark.parametrize(("query", "source", "offset"), FIRST)
def test_right_case_comes_first(seeds: Library, query: str, source: str, offset: int) -> None:
    first = seeds.search(Query(query)).hits[0]
    assert first.path.startswith(source)
    assert first.case.start <= offset < first.case.end


def test_right_region_comes_first(seeds: Library) -> None:
    results = seeds.search(Query("地区:湖北 基层党建"))
    assert {hit.case.region[0] for hit in results.hits} == {"湖北省"}
