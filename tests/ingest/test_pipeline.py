"""ingest(): every file ends, none stops another, and twice is once; nothing is left half-done."""

import multiprocessing
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.files import find_files
from ingest.job import Job
from ingest.pipeline import ingest, parse
from ingest.report import FileOutcome, Outcome, Report
from kg.errors import LibraryBusy, UnreadableSource
from kg.library import Library
from kg.lock import write_lock
from kg.model import CaseRecord, Query

_Folder = Callable[[str, Mapping[str, str | bytes]], Path]
_MakeLibrary = Callable[[str], Library]

SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"

CANTEEN = """浙江省杭州市余杭区径山镇：村里办起老年食堂

径山镇小古城村党委牵头办起老年食堂，每天供应120份午餐，村民方大爷说饭菜软、价钱低。
镇里又推行“邻里一勺菜”做法，由志愿者给走不动的老人送餐。
"""
GRID = """安徽省安庆市岳西县：网格员夜里也上门

岳西县天堂镇划分48个网格，网格员白天巡查，夜里上门，去年办结诉求860件。
县里推行“夜访日办”机制，群众白天没空，干部晚上去听。
"""
MASKED = """*社区党委推行“红砖议事厅”做法，*社区的居民围着一张桌子商量停车，办成12件事。
×区民政局送来两名社工，*社区书记说问题一件一件解决。
"""
ROADS = """湖北省宜昌市宜都市：修好最后一公里路

宜都市清江村党支部带着村民修路，一共修了3公里，工分换材料，大家都出力。
"""
TEXTS = (CANTEEN, GRID, MASKED, ROADS)
FOUR = {f"{number}.txt": text for number, text in enumerate(TEXTS, 1)}


def _ends(report: Report) -> dict[str, str]:
    return {source.path: str(source.outcome) for source in report.sources}


def _records(library: Library) -> dict[str, CaseRecord]:
    with library.reading() as snapshot:
        return {case_id: snapshot.record(case_id) for case_id in snapshot.case_ids()}


def _paths(library: Library) -> list[str]:
    return [source.path for source in library.sources()]


def test_ingest_adds_then_leaves_then_replaces(folder: _Folder, make_library: _MakeLibrary) -> None:
    library, texts = make_library("one"), folder("texts", {"a.txt": CANTEEN, "b.txt": GRID})
    first = ingest([texts], library)
    generation = library.generation
    again = ingest([texts], library)
    assert library.generation == generation
    Path(texts, "b.txt").write_text(ROADS, encoding="utf-8")
    changed = ingest([texts], library)
    assert _ends(first) == {"a.txt": "added", "b.txt": "added"}
    assert _ends(again) == {"a.txt": "unchanged", "b.txt": "unchanged"}
    assert _ends(changed) == {"a.txt": "unchanged", "b.txt": "replaced"}
    assert changed.counts == {"added": 0, "unchanged": 1, "replaced": 1, "failed": 0}
    assert [s.cases for s in first.sources] == [1, 1]
    assert library.search(Query("夜访日办")).total == 0
    assert library.search(Query("清江村")).total == 1


def test_ingest_goes_on_behind_files_that_fail(folder: _Folder, make_library: _MakeLibrary) -> None:
    library = make_library("one")
    texts = folder(
        "texts",
        {
            "a.txt": b"",
            "b.txt": CANTEEN,
            "c.docx": b"PK\x03\x04 broken",
            "d.png": b"\x89PNG\r\n\x1a\n",
            "e.txt": os.urandom(4000),
            "f.txt": " \n\n 　\n",
            "g.txt": GRID,
        },
    )
    report = ingest([texts, texts / "missing.txt"], library)
    assert [s.path for s in report.sources if s.outcome is Outcome.FAILED] == [
        *("a.txt", "c.docx", "d.png", "e.txt", "f.txt", "missing.txt"),
    ]
    assert all(s.reason for s in report.sources if s.outcome is Outcome.FAILED)
    assert _paths(library) == ["b.txt", "g.txt"]


def test_ingest_tells_progress_file_by_file(folder: _Folder, make_library: _MakeLibrary) -> None:
    seen: list[tuple[str, int, int]] = []
    texts = folder("texts", {"a.txt": CANTEEN, "b.txt": b"", "sub/c.txt": GRID})
    report = ingest(
        [texts],
        make_library("one"),
        progress=lambda source, done, files: seen.append((source.path, done, files)),
    )
    assert seen == [("a.txt", 1, 3), ("b.txt", 2, 3), ("sub/c.txt", 3, 3)]
    assert report.seconds > 0


def test_ingest_of_nothing_is_an_empty_report(folder: _Folder, make_library: _MakeLibrary) -> None:
    empty = folder("texts", {".hidden.txt": GRID})
    assert ingest([empty], make_library("one")).sources == ()


def test_ingest_keeps_files_of_one_path_in_two_folders(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    library = make_library("one")
    east, west = folder("east", {"1.txt": CANTEEN}), folder("west", {"1.txt": GRID})
    report = ingest([east, west], library)
    assert [s.path for s in report.sources] == ["1.txt", "west/1.txt"]
    assert set(report.counts.items()) >= {("added", 2)}
    Path(west, "1.txt").write_text(ROADS, encoding="utf-8")
    assert [s.outcome for s in ingest([west], library).sources] == [Outcome.REPLACED]
    assert _paths(library) == ["1.txt", "west/1.txt"]


def test_ingest_does_not_take_a_moved_file_twice(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    library, old = make_library("one"), folder("old", {"1.txt": CANTEEN})
    ingest([old], library)
    shutil.rmtree(old)
    assert _ends(ingest([folder("new", {"1.txt": CANTEEN})], library)) == {"1.txt": "unchanged"}
    assert _paths(library) == ["1.txt"]


def test_ingest_takes_the_same_bytes_once(folder: _Folder, make_library: _MakeLibrary) -> None:
    report = ingest([folder("texts", {"a.txt": GRID, "b.txt": GRID})], make_library("one"))
    assert _ends(report) == {"a.txt": "added", "b.txt": "unchanged"}


def test_ingest_gives_the_same_ids_in_every_library_and_place(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    one, other = make_library("one"), make_library("other")
    ingest([folder("here", {"a.txt": CANTEEN, "b.txt": GRID, "c.txt": MASKED})], one)
    ingest([folder("there", {"x/c.txt": MASKED, "x/a.txt": CANTEEN, "y/b.txt": GRID})], other)
    assert _records(one) == _records(other)


def test_ingest_in_workers_equals_ingest_in_place(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    texts = folder("texts", {**FOUR, "5.txt": b"", "6.txt": GRID})
    place, spread = make_library("place"), make_library("spread")
    reports = [ingest([texts], place), ingest([texts], spread, workers=2)]
    assert reports[0].sources == reports[1].sources
    assert _records(place) == _records(spread)
    assert not multiprocessing.active_children()
    assert ingest([texts], spread, workers=2).counts["unchanged"] == 5


@pytest.mark.parametrize("workers", [0, 2])
def test_ingest_interrupted_keeps_what_was_done(
    folder: _Folder, make_library: _MakeLibrary, workers: int
) -> None:
    library, texts = make_library("one"), folder("texts", FOUR)

    def interrupt(_source: FileOutcome, done: int, _files: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    report = ingest([texts], library, workers=workers, progress=interrupt)
    assert report.stopped
    assert report.counts["added"] == 2
    assert not multiprocessing.active_children()
    assert _paths(library) == ["1.txt", "2.txt"]
    assert library.search(Query("夜访日办")).total == 1
    assert ingest([texts], library).counts["added"] == 2


def test_ingest_says_who_is_writing(folder: _Folder, make_library: _MakeLibrary) -> None:
    library, texts = make_library("one"), folder("texts", {"a.txt": GRID})
    with write_lock(library.folder / "lock"), pytest.raises(LibraryBusy, match="busy"):
        ingest([texts], library)


@settings(max_examples=5, deadline=None)
@given(st.dictionaries(st.sampled_from("abc"), st.sampled_from(TEXTS), min_size=1))
def test_ingest_twice_is_ingest_once(files: dict[str, str]) -> None:
    with TemporaryDirectory() as place:
        texts = Path(place, "texts")
        texts.mkdir()
        for name, text in files.items():
            Path(texts, f"{name}.txt").write_text(text, encoding="utf-8")
        states = []
        for times in (1, 2):
            with Library.open(Path(place, str(times)), create=True) as library:
                for _ in range(times):
                    ingest([texts], library)
                states.append((library.generation, library.stats(), _records(library)))
        assert states[0] == states[1]


def test_masked_entities_of_two_cases_are_two(folder: _Folder, make_library: _MakeLibrary) -> None:
    library = make_library("one")
    ingest([folder("texts", {"a.txt": MASKED, "b.txt": MASKED.replace("停车", "养狗")})], library)
    ids = [
        {entity.id for entity in record.entities if entity.redacted}
        for record in _records(library).values()
    ]
    assert len(ids) == 2
    assert all(ids)
    assert ids[0].isdisjoint(ids[1])


def test_parse_keeps_the_text_of_the_file(folder: _Folder) -> None:
    texts = folder("texts", {"a.txt": GRID.replace("\n", "\r\n")})
    parsed = parse(Job(texts / "a.txt", "sub/a.txt"))
    assert parsed.source.text == GRID
    assert parsed.source.path == "sub/a.txt"
    (record,) = parsed.records
    assert all(GRID[p.start : p.end] == p.text for p in record.passages)
    assert record.case.region[:2] == ("安徽省", "安庆市")


@pytest.mark.parametrize(
    "text",
    [
        "。！？，" * 30,
        "径山镇党委上门服务" * 300,
        "“" + "大家的事大家商量着办" * 100,
        "径山镇😀推行“红色管家”𠮷工作法，办结率98.6%。",
        "Grid 42 units, 17% up. " * 20,
    ],
)
def test_parse_takes_odd_texts_or_says_why_not(folder: _Folder, text: str) -> None:
    texts = folder("texts", {"a.txt": text})
    try:
        parsed = parse(Job(texts / "a.txt", "a.txt"))
    except UnreadableSource as error:
        assert "a.txt" in str(error)  # noqa: PT017 - either end is right, silence is not
        return
    for record in parsed.records:
        assert all(text[p.start : p.end] == p.text for p in record.passages)


def test_find_files_leaves_out_hidden_files_locks_and_libraries(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    kept = {"b.txt": "", "a/2.txt": "", "a/10.txt": "", "c d.txt": ""}
    left = {".git/x.txt": "", "a/.y.txt": "", "~$b.docx": ""}
    texts = folder("libraries", kept | left)
    library = make_library("lib")
    assert library.folder.parent == texts
    assert [file.name for file in find_files([texts])] == [
        *("b.txt", "c d.txt", "a/10.txt", "a/2.txt"),
    ]


def test_find_files_reads_names_of_older_systems(folder: _Folder) -> None:
    texts = folder("texts", {})
    texts.mkdir()
    name = "物业.txt".encode("gb18030")
    Path(os.fsdecode(os.fsencode(texts) + b"/" + name)).write_text(GRID, encoding="utf-8")
    assert [file.name for file in find_files([texts])] == ["物业.txt"]


def test_ingest_takes_files_with_names_of_older_systems(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    library, texts = make_library("one"), folder("texts", {"a.txt": CANTEEN})
    name = "物业.txt".encode("gb18030")
    Path(os.fsdecode(os.fsencode(texts) + b"/" + name)).write_text(GRID, encoding="utf-8")
    assert _ends(ingest([texts], library)) == {"a.txt": "added", "物业.txt": "added"}
    assert _ends(ingest([texts], library)) == {"a.txt": "unchanged", "物业.txt": "unchanged"}


def test_ingest_does_not_wait_for_pipes(folder: _Folder, make_library: _MakeLibrary) -> None:
    texts = folder("texts", {"a.txt": GRID})
    os.mkfifo(texts / "pipe")
    report = ingest([texts], make_library("one"))
    assert _ends(report) == {"a.txt": "added", "pipe": "failed"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_ingest_names_folders_that_it_may_not_list(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    texts = folder("texts", {"a.txt": GRID, "shut/b.txt": ROADS})
    (texts / "shut").chmod(0)
    try:
        report = ingest([texts], make_library("one"))
    finally:
        (texts / "shut").chmod(0o700)
    assert _ends(report) == {"a.txt": "added", "texts/shut": "failed"}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds in ../shared are not here")
def test_ingest_of_the_seeds_adds_five_sources(make_library: _MakeLibrary) -> None:
    library = make_library("seeds")
    report = ingest([SEEDS], library, workers=2)
    assert report.counts == {"added": 5, "unchanged": 0, "replaced": 0, "failed": 0}
    assert 24 <= sum(source.cases for source in report.sources) <= 28
    assert ingest([SEEDS], library).counts["unchanged"] == 5
