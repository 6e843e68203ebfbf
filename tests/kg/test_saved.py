"""Saved searches: what was seen stays seen, what came since is new, whoever writes."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import LibraryFailed, UnknownSearch
from kg.saved import SEARCHES_FILE, SavedSearch, Searches

IDS = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(seen=IDS, found=IDS)
def test_new_is_what_was_not_there_before(seen: list[str], found: list[str]) -> None:
    search = SavedSearch("1", "网格", "q=网格", frozenset(seen), "2026-01-02T03:04:05+08:00")
    new = search.new(found)
    assert set(new) == set(found) - set(seen)
    assert list(new) == [case for case in found if case in new]


def test_a_search_is_kept_looked_at_renamed_and_removed(tmp_path: Path) -> None:
    searches = Searches(tmp_path)
    assert searches.all() == ()
    first = searches.save("网格", "q=网格", ["a"])
    assert searches.save("又一次", "q=网格", ["a", "b"]) == first
    searches.save("物业", "q=物业", [])
    searches.rename(first.id, " 网格治理 ")
    searches.rename(first.id, " ")
    searches.look(first.id, ["a", "b"])
    again = Searches(tmp_path)
    assert [one.name for one in again.all()] == ["网格治理", "物业"]
    assert again.get(first.id).new(["b", "c"]) == ("c",)
    again.remove(first.id)
    assert [one.name for one in searches.all()] == ["物业"]
    with pytest.raises(UnknownSearch):
        searches.look(first.id, [])


def test_searches_saved_at_once_are_all_kept(tmp_path: Path) -> None:
    def save(number: int) -> None:
        Searches(tmp_path).save(f"第{number}次", f"q={number}", [])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(save, range(12)))
    assert len(Searches(tmp_path).all()) == 12


def test_a_broken_file_is_told_and_kept(tmp_path: Path) -> None:
    file = tmp_path / SEARCHES_FILE
    file.write_text("{", encoding="utf-8")
    with pytest.raises(LibraryFailed, match="searches"):
        Searches(tmp_path).all()
    assert file.read_text(encoding="utf-8") == "{"
