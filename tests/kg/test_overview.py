"""The library at a glance: tallies that fold copies and doubt."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from kg.library import Library
from kg.model import CaseRecord, Doubt, Failure
from kg.ontology import DoubtKind, Level
from kg.overview import DOUBTED

ZHE, WAN = ("浙江省", "杭州市"), ("安徽省",)
DOUBT = Doubt(DoubtKind.DATE, "喜迎", 0, 2, "别的年份")

Put = Callable[..., None]


@pytest.fixture
def put(library: Library, material: Callable[..., Any], piece: Callable[..., Any]) -> Put:
    """``put(path, text, …, **case)``: a source of one case into the library."""

    def build(path: str, text: str, *, names: tuple[str, ...] = (), **case: Any) -> None:  # noqa: ANN401
        made = material(path, piece(text, initiatives=names))

        def told(record: CaseRecord) -> CaseRecord:
            return replace(record, case=replace(record.case, **case))

        with library.writer():
            library.commit(made.source, list(map(told, made.records)), made.entities)

    return build


def test_regions_are_told_by_level_most_first_and_unknown_last(library: Library, put: Put) -> None:
    put("a.txt", "一。")
    put("b.txt", "二。")
    put("c.txt", "三。", region=ZHE, level=Level.TOWN)
    assert library.overview().regions == (
        ("浙江省", {Level.TOWN: 1}),
        (None, {None: 2}),
    )


def test_a_doubted_year_is_told_apart(library: Library, put: Put) -> None:
    put("a.txt", "一。", themes=("议事协商",), date="2023-05-01")
    put("b.txt", "喜迎。", themes=("议事协商", "网格治理"), date="2024", doubts=(DOUBT,))
    assert library.overview().themes == (
        ("议事协商", {DOUBTED: 1, "2023": 1}),
        ("网格治理", {DOUBTED: 1}),
    )


def test_copies_count_once(library: Library, put: Put) -> None:
    put("a.txt", "一。", region=ZHE, themes=("议事协商",))
    put("b.txt", "一*。", region=(), themes=("议事协商",), duplicate_of="a.txt#1")
    found = library.overview()
    assert found.regions == (("浙江省", {None: 1}),)
    assert found.themes == (("议事协商", {None: 1}),)
    assert [case.id for case in found.latest] == ["a.txt#1"]


def test_shared_are_initiatives_of_several_provinces(library: Library, put: Put) -> None:
    # A census is the whole country's, and no practice that two places chose.
    put("a.txt", "夜访日和众口议。渔船普查。", names=("夜访日", "众口议", "渔船普查"), region=ZHE)
    put("b.txt", "再办夜访日。渔船普查。", names=("夜访日", "渔船普查"), region=WAN)
    put("c.txt", "众口议在前。", names=("众口议",), region=("浙江省", "宁波市"))
    (shared,) = library.overview().shared
    assert (shared.entity.name, shared.provinces, shared.cases) == ("夜访日", 2, 2)


def test_latest_come_first_and_failures_are_told(library: Library, put: Put) -> None:
    put("a.txt", "一。")
    assert library.overview().failures == ()
    failure = Failure("坏.pdf", "/坏.pdf", "a scan", "2026-01-01T00:00:00+08:00")
    with library.writer():
        library.note_failure(failure)
    assert library.overview().failures == (failure,)
    put("b.txt", "二。")
    found = library.overview()
    assert [case.id for case in found.latest] == ["b.txt#1", "a.txt#1"]
    assert found.failures == (failure,)
    assert found.formats == (("txt", 2),)
