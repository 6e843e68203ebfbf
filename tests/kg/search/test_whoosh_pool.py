"""Postings come out of the pool in order, however little memory it may take."""

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.search.engines.whoosh_pool import PostingsPool

WORDS = st.dictionaries(
    st.tuples(st.sampled_from(["said", "titled"]), st.text("党建网格", min_size=1, max_size=3)),
    st.integers(1, 9),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(WORDS, max_size=20), most=st.integers(0, 20_000))
def test_pool_gives_every_posting_once_in_order(
    tmp_path: Path, cases: list[dict[tuple[str, str], int]], most: int
) -> None:
    pool = PostingsPool(tmp_path, most)
    put = [
        (field, word.encode(), number, float(count), b"")
        for number, words in enumerate(cases)
        for (field, word), count in words.items()
    ]
    for item in put:
        pool.add(item)
    assert list(pool.iter_postings()) == sorted(put)
    pool.cleanup()
    assert not list(tmp_path.iterdir())


def test_pool_writes_runs_when_it_is_full(tmp_path: Path) -> None:
    pool = PostingsPool(tmp_path, 1_000)
    for number in range(100):
        pool.add(("said", b"%d" % (number % 7), number, 1.0, b""))
    assert Counter(term for _, term, *_ in pool.iter_postings()).total() == 100
    assert len(pool._runs) > 3
    pool.cleanup()


def test_pool_tells_of_a_folder_that_is_gone(tmp_path: Path) -> None:
    pool = PostingsPool(tmp_path / "gone", 0)
    pool.add(("said", b"a", 0, 1.0, b""))
    with pytest.raises(FileNotFoundError):
        pool.add(("said", b"b", 0, 1.0, b""))
