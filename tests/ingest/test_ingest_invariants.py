"""What holds of any ingest: the same in workers as in place, twice as once, here as elsewhere."""

import multiprocessing
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.parsing import parse
from ingest.pipeline import ingest
from ingest.running.job import Job
from ingest.running.report import FileOutcome, Outcome
from kg.errors import UnreadableSource
from kg.library import Library
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
FILES = {f"{number}.txt": text for number, text in enumerate(TEXTS, 1)}


def _records(library: Library) -> dict[str, CaseRecord]:
    with library.reading() as snapshot:
        return {case_id: snapshot.record(case_id) for case_id in snapshot.case_ids()}


def test_ingest_in_workers_equals_ingest_in_place(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    texts = folder("texts", {**FILES, "5.txt": b"", "6.txt": GRID})
    place, spread = make_library("place"), make_library("spread")
    reports = [ingest([texts], place), ingest([texts], spread, workers=2)]
    assert reports[0].sources == reports[1].sources
    assert reports[1].sources[-1].outcome is Outcome.UNCHANGED  # the bytes of 2.txt again
    assert _records(place) == _records(spread)
    assert not multiprocessing.active_children()


def test_ingest_in_workers_that_is_interrupted_leaves_no_process(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    library = make_library("one")

    def interrupt(_source: FileOutcome, done: int, _files: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    report = ingest([folder("texts", FILES)], library, workers=2, progress=interrupt)
    assert report.stopped
    assert not multiprocessing.active_children()
    assert [source.path for source in library.sources()] == ["1.txt", "2.txt"]
    assert library.search(Query("夜访日办")).total == 1


def test_ingest_gives_the_same_records_in_every_library_and_order(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
    one, other = make_library("one"), make_library("other")
    ingest([folder("here", {"a.txt": CANTEEN, "b.txt": GRID, "c.txt": MASKED})], one)
    ingest([folder("there", {"x/c.txt": MASKED, "x/d.txt": CANTEEN, "y/b.txt": GRID})], other)
    assert _records(one) == _records(other)


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


def test_ingest_makes_two_of_masked_entities_of_two_cases(
    folder: _Folder, make_library: _MakeLibrary
) -> None:
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
    assert (parsed.source.text, parsed.source.path) == (GRID, "sub/a.txt")
    (record,) = parsed.records
    assert all(GRID[p.start : p.end] == p.text for p in record.passages)
    assert record.case.region[:2] == ("安徽省", "安庆市")


@pytest.mark.parametrize(
    "text",
    [
        "。！？，" * 30,
        " \n\n　\n" * 200,
        "*×xX某○□" * 40,
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
        assert all(text[m.start : m.end] == m.text for m in record.metrics)


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds in ../shared are not here")
def test_ingest_of_the_seeds_adds_five_sources_then_leaves_them(
    make_library: _MakeLibrary,
) -> None:
    library = make_library("seeds")
    report = ingest([SEEDS], library)
    assert report.counts == {"added": 5, "unchanged": 0, "replaced": 0, "failed": 0}
    assert 24 <= sum(source.cases for source in report.sources) <= 28
    assert ingest([SEEDS], library).counts["unchanged"] == 5
