"""Ingest again: what is known, changed, moved, gone or unreadable, and which ids stay."""

import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from ingest.pipeline import ingest
from ingest.running.report import FileOutcome
from kg.errors import LibraryBusy
from kg.library import Library
from kg.library.verify import verify
from kg.model import Query
from kg.ontology import DoubtKind, Role

Folder = Callable[[str, Mapping[str, str | bytes]], Path]
MakeLibrary = Callable[[str], Library]

FIRST = """第一篇 青石镇把路灯修亮

青石镇党委请居民点单，哪条巷子先亮由居民投票。全镇修好路灯320盏，夜里出门不再摸黑。

一、先看后修
镇里派出12名干部逐巷查看，记下灯杆编号，当晚回复。
"""
SECOND = """第二篇 白塔村办起四点钟课堂

白塔村党支部腾出两间老屋，放学后的孩子有人看、有书读。村里请来5名退休教师轮流值守。

一、老屋换新颜
村民捐出书桌40张，*社区送来图书。
"""
OTHER = """东湖街道的菜地认领

东湖街道把荒坡分成小块，居民报名认领，收成送给独居老人。一年送出蔬菜900斤。
"""


@pytest.fixture
def library(make_library: MakeLibrary) -> Library:
    return make_library("own")


def outcomes(library: Library, *paths: Path, prune: bool = False) -> dict[str, str]:
    report = ingest(paths, library, prune=prune)
    assert verify(library) == ()
    return {source.path: str(source.outcome) for source in report.sources}


def paths(library: Library) -> list[str]:
    return [entry.path for entry in library.sources()]


def ids(library: Library) -> dict[str, str]:
    """Ids of all cases by title."""
    return {
        case.title: case.id for entry in library.sources() for case in library.cases_of(entry.id)
    }


def test_ingest_twice_is_ingest_once(folder: Folder, library: Library) -> None:
    texts = folder("texts", {"甲.txt": FIRST + SECOND, "b/乙.txt": OTHER})
    assert outcomes(library, texts) == {"甲.txt": "added", "b/乙.txt": "added"}
    before = library.stats()
    assert outcomes(library, texts) == {"甲.txt": "unchanged", "b/乙.txt": "unchanged"}
    assert library.stats() == before


def test_ingest_gives_the_same_ids_elsewhere(
    folder: Folder, library: Library, make_library: MakeLibrary
) -> None:
    outcomes(library, folder("texts", {"甲.txt": FIRST + SECOND}))
    other = make_library("other")
    outcomes(other, folder("elsewhere", {"丙.txt": OTHER, "x/甲.txt": FIRST + SECOND}))
    assert ids(library).items() <= ids(other).items()


def test_ingest_of_a_changed_file_keeps_the_ids_of_cases_that_are_the_same(
    folder: Folder, library: Library
) -> None:
    texts = folder("texts", {"甲.txt": FIRST + SECOND})
    outcomes(library, texts)
    before, (first, second) = library.sources()[0], library.cases_of(library.sources()[0].id)
    masked = {e.id for e in library.case(second.id).entities if e.redacted}
    folder("texts", {"甲.txt": FIRST.replace("320盏", "360盏") + SECOND.replace("一、", "\n一、")})
    assert outcomes(library, texts) == {"甲.txt": "replaced"}
    (after,) = library.sources()
    changed, same = library.cases_of(after.id)
    assert after.id != before.id
    assert (changed.id == first.id, same.id == second.id) == (False, True)
    assert {e.id for e in library.case(same.id).entities if e.redacted} == masked
    assert all(p.id.startswith(second.id) for p in library.case(same.id).passages)


def test_ingest_of_another_text_under_the_same_path_keeps_no_id(
    folder: Folder, library: Library
) -> None:
    texts = folder("texts", {"甲.txt": FIRST + SECOND})
    outcomes(library, texts)
    before = set(ids(library).values())
    folder("texts", {"甲.txt": OTHER})
    assert outcomes(library, texts) == {"甲.txt": "replaced"}
    assert before.isdisjoint(ids(library).values())


def test_ingest_of_the_old_bytes_beside_the_new_gives_nothing_the_same_id(
    folder: Folder, library: Library
) -> None:
    texts = folder("texts", {"甲.txt": FIRST + SECOND})
    outcomes(library, texts)
    before = ids(library)
    folder("texts", {"甲.txt": FIRST.replace("320盏", "360盏") + SECOND})
    outcomes(library, texts)
    folder("texts", {"旧.txt": FIRST + SECOND})
    assert outcomes(library, texts) == {"甲.txt": "unchanged", "旧.txt": "added"}
    found = [case.id for entry in library.sources() for case in library.cases_of(entry.id)]
    assert len(set(found)) == 4
    assert set(before.values()) <= set(found)


def test_ingest_of_a_file_changed_beside_a_copy_of_its_old_bytes_loses_neither(
    folder: Folder, library: Library
) -> None:
    texts = folder("texts", {"甲.txt": OTHER})
    outcomes(library, texts)
    folder("texts", {"a.txt": OTHER, "甲.txt": FIRST})
    assert outcomes(library, texts) == {"a.txt": "unchanged", "甲.txt": "added"}
    assert paths(library) == ["a.txt", "甲.txt"]


def test_ingest_recognises_a_moved_file(folder: Folder, library: Library) -> None:
    texts = folder("texts", {"甲.txt": FIRST, "乙.txt": OTHER})
    outcomes(library, texts)
    before = ids(library)
    (texts / "2024").mkdir()
    (texts / "甲.txt").rename(texts / "2024" / "路灯.txt")
    assert outcomes(library, texts) == {"乙.txt": "unchanged", "2024/路灯.txt": "unchanged"}
    assert paths(library) == ["2024/路灯.txt", "乙.txt"]
    assert ids(library) == before


def test_ingest_keeps_files_of_one_name_in_two_folders(folder: Folder, library: Library) -> None:
    one, two = folder("one", {"1.txt": FIRST}), folder("two", {"1.txt": OTHER})
    assert outcomes(library, one, two) == {"1.txt": "added", "two/1.txt": "added"}
    folder("two", {"1.txt": OTHER.replace("900斤", "950斤")})
    assert outcomes(library, two) == {"two/1.txt": "replaced"}
    assert paths(library) == ["1.txt", "two/1.txt"]


def test_ingest_of_another_file_of_a_name_whose_file_is_gone_loses_nothing(
    folder: Folder, library: Library
) -> None:
    one = folder("one", {"1.txt": FIRST})
    outcomes(library, one)
    shutil.rmtree(one)
    outcomes(library, folder("two", {"1.txt": OTHER}))
    assert paths(library) == ["1.txt", "two/1.txt"]


def test_ingest_of_a_folder_that_was_moved_and_worked_on_replaces(
    folder: Folder, library: Library
) -> None:
    text = OTHER + "".join(FIRST.splitlines()[2:]) + "".join(SECOND.splitlines()[2:])
    one = folder("one", {"1.txt": text})
    outcomes(library, one)
    shutil.rmtree(one)
    two = folder("two", {"1.txt": text.replace("蔬菜", "瓜菜")})
    assert outcomes(library, two) == {"1.txt": "replaced"}


def test_prune_takes_out_what_is_gone_from_the_folder_and_nothing_else(
    folder: Folder, library: Library
) -> None:
    one = folder("one", {"甲.txt": FIRST, "乙.txt": SECOND})
    two = folder("two", {"丙.txt": OTHER})
    outcomes(library, one, two)
    (one / "甲.txt").unlink()
    (two / "丙.txt").unlink()
    outcomes(library, one)
    assert paths(library) == ["丙.txt", "乙.txt", "甲.txt"]
    assert ingest([one], library, prune=True).pruned == ("甲.txt",)
    assert paths(library) == ["丙.txt", "乙.txt"]


def test_prune_leaves_an_empty_folder_alone_and_says_so(folder: Folder, library: Library) -> None:
    texts = folder("texts", {"甲.txt": FIRST})
    outcomes(library, texts)
    (texts / "甲.txt").unlink()
    report = ingest([texts], library, prune=True)
    assert (report.pruned, report.unpruned) == ((), (str(texts),))
    assert paths(library) == ["甲.txt"]


def test_failed_files_are_remembered_until_they_succeed_or_vanish(
    folder: Folder, library: Library
) -> None:
    texts = folder("texts", {"甲.txt": FIRST, "坏.txt": b"", "空.txt": b" "})
    outcomes(library, texts, texts / "无.txt")
    assert [failure.path for failure in library.failures()] == ["坏.txt", "空.txt"]
    assert all(failure.reason and failure.at for failure in library.failures())
    folder("texts", {"坏.txt": OTHER})
    (texts / "空.txt").unlink()
    outcomes(library, texts)
    assert library.failures() == ()


def test_ingest_that_is_interrupted_keeps_what_is_done(folder: Folder, library: Library) -> None:
    texts = folder("texts", {"甲.txt": FIRST, "乙.txt": SECOND, "丙.txt": OTHER})

    def interrupt(_outcome: FileOutcome, done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    report = ingest([texts], library, progress=interrupt)
    assert report.stopped
    assert len(report.sources) == len(library.sources()) == 2
    assert verify(library) == ()
    assert sorted(outcomes(library, texts).values()) == ["added", "unchanged", "unchanged"]


def test_searches_beside_the_first_ingest_of_all_are_answered(
    folder: Folder, library: Library
) -> None:
    texts = folder("texts", {f"{n:02}.txt": f"石桥镇修好第{n}座桥。" for n in range(27)})
    told: list[tuple[int, bool]] = []

    def search(_outcome: FileOutcome, done: int, _total: int) -> None:
        if done in {1, 26}:
            with Library.open(library.folder) as other:
                told.append((other.search(Query("石桥镇")).total, other.is_first_filled()))

    ingest([texts], library, progress=search)
    assert told == [(0, True), (25, False)]
    assert not library.is_first_filled()


def test_ingest_beside_another_writer_says_who_it_is(folder: Folder, library: Library) -> None:
    texts = folder("texts", {"甲.txt": FIRST})
    with Library.open(library.folder) as other, other.writer():
        with pytest.raises(LibraryBusy, match=f"process {os.getpid()} has been writing since"):
            ingest([texts], library)
        assert library.sources() == ()


def test_ingest_refuses_classified_files_unless_asked(folder: Folder, library: Library) -> None:
    path = folder("密", {"密.txt": f"机密★1年\n{FIRST}"})
    (refused,) = ingest([path], library).sources
    assert refused.outcome == "failed"
    assert "--allow-classified" in (refused.reason or "")
    (taken,) = ingest([path], library, allow_classified=True).sources
    assert taken.outcome == "added"
    source = library.source_at("密.txt")
    assert source is not None
    assert source.marks == ("机密",)


def test_ingest_keeps_roles_of_passages_and_doubts_of_cases(
    folder: Folder, library: Library
) -> None:
    text = (
        "在推进会上的讲话\n（2024年8月2日）\n同志们：\n"
        "各支部要把账记清楚，以优异成绩迎接党的十九大胜利召开。\n"
        "一、存在的问题\n有的支部活动走过场。\n"
    )
    ingest([folder("讲话", {"讲话.txt": text})], library)
    (hit,) = library.search(Query("支部")).hits
    view = library.case(hit.case.id)
    assert [doubt.kind for doubt in view.case.doubts] == [DoubtKind.DATE]
    assert view.passages[-1].role is Role.PROBLEM
