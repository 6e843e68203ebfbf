"""素材夹: words are taken exactly, kept whatever becomes of their source, and put in order."""

import json
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.cite import Locator, Reference
from kg.collection import (
    COLLECTIONS_FILE,
    Clip,
    Collection,
    Entry,
    EntryKind,
    Shelf,
    Span,
    Standing,
    Wanted,
    clip,
    clip_headings,
    current,
    spans_of,
    standing,
)
from kg.collection.model import LOWEST_LEVEL, decode, encode
from kg.errors import InvalidQuery, LibraryFailed, UnknownCase, UnknownCollection
from kg.library import Library
from kg.model import Doubt, Metric
from kg.ontology import DoubtKind, Status

Build = Callable[..., Any]

TEXT = "一、做法\n柳河村办起说事廊。全村建成12个议事点，明年计划再建5个议事点。*户人家搬进新居。"
CASE = "甲.txt#1"


def figure(words: str, value: float, status: Status = Status.ACHIEVED) -> Metric:
    at = TEXT.index(words)
    return Metric(CASE, None, "议事点", value, "个", words, at, at + len(words), None, None, status)


@pytest.fixture
def village(library: Library, material: Build, piece: Build) -> Library:
    metrics = (figure("12个议事点", 12), figure("5个议事点", 5, Status.TARGET))
    made = material("甲.txt", piece(TEXT, "说事廊", metrics=metrics))
    library.commit(made.source, made.records, made.entities)
    return library


def spans(*words: str, label: str = "") -> tuple[Span, ...]:
    return tuple(Span(TEXT.index(w), TEXT.index(w) + len(w), label) for w in words)


@given(st.data())
def test_spans_are_read_as_they_are_written(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, 200))
    end = data.draw(st.integers(0, 200))
    label = data.draw(st.sampled_from(["", "成效"]))
    told = f"{start}-{end}:{label}" if label else f"{start}-{end}"
    assert spans_of([told]) == (Span(start, end, label),)


@pytest.mark.parametrize("told", ["", "12", "a-b", "-1-4", "１-２", "1-2-3"])
def test_what_is_no_span_is_refused(told: str) -> None:
    with pytest.raises(InvalidQuery):
        spans_of([told])


def test_every_span_of_a_case_is_quoted_as_it_stands(village: Library) -> None:
    for start in range(0, len(TEXT), 3):
        for end in range(start + 1, len(TEXT) + 1, 5):
            entry = clip(village, Wanted(EntryKind.PASSAGE, CASE, (Span(start, end),)))
            assert [c.text for c in entry.clips] == [TEXT[start:end].replace("\n", "")]


@pytest.mark.parametrize("span", [(-1, 4), (4, 4), (9, 4), (0, len(TEXT) + 1)])
def test_what_is_not_in_the_case_is_refused(village: Library, span: tuple[int, int]) -> None:
    with pytest.raises(InvalidQuery, match="are not in the case"):
        clip(village, Wanted(EntryKind.PASSAGE, CASE, (Span(*span),)))


def test_no_span_too_many_and_unknown_cases_are_refused(village: Library) -> None:
    for asked in ((), (Span(0, 1),) * 201):
        with pytest.raises(InvalidQuery, match="at once"):
            clip(village, Wanted(EntryKind.PASSAGE, CASE, asked))
    with pytest.raises(UnknownCase):
        clip(village, Wanted(EntryKind.PASSAGE, "nothing", (Span(0, 1),)))


def test_a_figure_comes_with_its_sentence_and_says_if_it_is_a_target(village: Library) -> None:
    achieved = clip(village, Wanted(EntryKind.METRIC, CASE, spans("12个议事点")))
    planned = clip(village, Wanted(EntryKind.METRIC, CASE, spans("5个议事点")))
    sentence = "全村建成12个议事点，明年计划再建5个议事点。"
    assert [entry.clips[0].text for entry in (achieved, planned)] == [sentence, sentence]
    assert (achieved.title, achieved.clips[0].marks) == ("议事点：12个", ())
    assert (planned.title, planned.clips[0].marks) == ("议事点：5个", ("目标：5个",))


def test_a_row_quotes_no_words_twice(village: Library) -> None:
    asked = (
        *spans("全村建成12个议事点，明年计划再建5个议事点。", label="做法"),
        *spans("5个议事点", label="数据"),
        *spans("柳河村办起说事廊。", label="成效"),
    )
    row = clip(village, Wanted(EntryKind.ROW, CASE, asked, "说事廊"))
    assert [(c.label, c.marks) for c in row.clips] == [("做法、数据", ("目标：5个",)), ("成效", ())]
    assert all(TEXT[c.start : c.end] == c.text for c in row.clips)


def test_masks_are_said(village: Library) -> None:
    entry = clip(village, Wanted(EntryKind.SENTENCE, CASE, spans("*户人家搬进新居。")))
    assert entry.clips[0].marks == ("隐名",)


def test_headings_are_taken_where_they_stand(village: Library) -> None:
    entry = clip_headings(village, CASE, 0, [1])
    assert [(c.text, c.start, c.locator) for c in entry.clips] == [("一、做法", 0, Locator(1))]
    for depth, numbers in ((1, [1]), (0, [9])):
        with pytest.raises(InvalidQuery, match="no such headings"):
            clip_headings(village, CASE, depth, numbers)


def test_words_outlive_their_source(village: Library, material: Build, piece: Build) -> None:
    kept = clip(village, Wanted(EntryKind.SENTENCE, CASE, spans("柳河村办起说事廊。")))
    lost = clip(village, Wanted(EntryKind.SENTENCE, CASE, spans("*户人家搬进新居。")))

    def states() -> list[Standing]:
        return [standing(village, [entry])[entry.id] for entry in (kept, lost)]

    assert states() == [Standing.PRESENT, Standing.PRESENT]
    made = material("甲.txt", piece("新的开头。" + TEXT.replace("*户人家搬进新居。", "")))
    village.commit(made.source, made.records, made.entities)
    assert states() == [Standing.REPLACED, Standing.CHANGED]
    other = material("甲.txt", piece("柳河村办起说事廊。", "说事廊"))
    renamed = [replace(r, case=replace(r.case, id="other"), passages=()) for r in other.records]
    entities = [replace(r, entities=()) for r in renamed]
    village.commit(other.source, entities, [])
    assert states() == [Standing.REPLACED, Standing.CHANGED]
    village.remove(other.source.id)
    assert states() == [Standing.REMOVED, Standing.REMOVED]
    assert current(village, [kept, lost]) == [kept, lost]


def test_doubts_found_later_travel_with_words_taken_before(
    village: Library, material: Build, piece: Build
) -> None:
    entry = clip(village, Wanted(EntryKind.SENTENCE, CASE, spans("柳河村办起说事廊。")))
    made = material("甲.txt", piece(TEXT, "说事廊"))
    record = made.records[0]
    doubt = Doubt(DoubtKind.DATE, "明年", 0, 2, "不合")
    doubted = replace(record, case=replace(record.case, doubts=(doubt,)))
    village.commit(replace(made.source, marks=("内部",)), [doubted], made.entities)
    (fresh,) = current(village, [entry])
    assert fresh.clips == entry.clips
    assert fresh.reference is not None
    assert fresh.reference.badges == ("内部", "年份存疑")


names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
references = st.builds(Reference, case=names, source=names, path=names, title=names)
clips = st.builds(Clip, names, st.integers(0, 9), st.integers(0, 9), st.builds(Locator))
entries = st.builds(
    Entry,
    id=st.uuids().map(str),
    kind=st.sampled_from(EntryKind),
    title=names,
    note=names,
    level=st.integers(1, LOWEST_LEVEL),
    clips=st.lists(clips, max_size=2).map(tuple),
    reference=st.none() | references,
)
collections = st.builds(
    Collection, id=names, name=names, entries=st.lists(entries, max_size=5).map(tuple)
)


@given(collections)
def test_a_collection_comes_back_from_json_as_it_was(collection: Collection) -> None:
    assert decode(json.loads(json.dumps(encode(collection)))) == collection


@given(collections, st.data())
def test_ordering_loses_and_doubles_nothing(collection: Collection, data: st.DataObject) -> None:
    ids = sorted(entry.id for entry in collection.entries)
    for _ in range(4):
        chosen = data.draw(st.sampled_from([*ids, "unknown"]))
        to = data.draw(st.integers(-3, 9))
        moved = collection.moved(chosen, to)
        assert sorted(entry.id for entry in moved.entries) == ids
        if chosen in ids:
            assert moved.place(chosen) == min(max(to, 0), len(ids) - 1)
        collection = moved.levelled(chosen, to)
        assert all(1 <= entry.level <= LOWEST_LEVEL for entry in collection.entries)


def test_the_same_words_are_not_taken_twice() -> None:
    reference = Reference("c", "s", "甲.txt", "题名")
    entry = Entry("1", EntryKind.PASSAGE, clips=(Clip("字", 0, 1, Locator()),), reference=reference)
    noted = replace(entry, id="2", note="我的话")
    collection = Collection("1", "夹", (entry,))
    assert collection.with_entry(noted) == collection
    assert len(collection.with_entry(replace(noted, kind=EntryKind.QUOTE)).entries) == 2
    note = Entry("3", EntryKind.NOTE, note="同一句")
    twice = collection.with_entry(note).with_entry(replace(note, id="4"))
    assert len(twice.entries) == 3


def test_the_shelf_keeps_what_it_is_given_and_is_never_without_a_collection(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    first = shelf.all()[0]
    shelf.change(first.id, lambda c: c.with_entry(Entry("n", EntryKind.NOTE, note="笔记")))
    other = shelf.create(" 物业治理 ")
    shelf.rename(other.id, "物业")
    shelf.rename(other.id, "  ")
    again = Shelf(tmp_path)
    assert [c.name for c in again.all()] == [first.name, "物业"]
    assert again.named("物业") == again.get(other.id)
    assert again.get(first.id).entries[0].note == "笔记"
    for one in again.all():
        again.delete(one.id)
    assert [c.entries for c in shelf.all()] == [()]
    with pytest.raises(UnknownCollection, match="我的素材夹"):
        shelf.get(other.id)
    with pytest.raises(UnknownCollection):
        shelf.change(other.id, lambda c: c)


def test_writers_at_the_same_time_lose_nothing(tmp_path: Path) -> None:
    def work(number: int) -> None:
        shelf = Shelf(tmp_path)  # each with what it has read before, as processes have
        for turn in range(5):
            entry = Entry(f"{number}-{turn}", EntryKind.NOTE, note="x")
            shelf.change("1", lambda c, e=entry: c.with_entry(e))  # type: ignore[misc]

    threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(Shelf(tmp_path).get("1").entries) == 20


@pytest.mark.parametrize("damage", ["{", "[]", '{"collections": [{"id": 1}]}', "\udcff"])
def test_a_damaged_file_is_named_and_left_alone(tmp_path: Path, damage: str) -> None:
    path = tmp_path / COLLECTIONS_FILE
    path.write_bytes(damage.encode(errors="surrogateescape"))
    before = path.read_bytes()
    for ask in (Shelf(tmp_path).all, lambda: Shelf(tmp_path).create("新")):
        with pytest.raises(LibraryFailed, match=COLLECTIONS_FILE):
            ask()
    assert path.read_bytes() == before
