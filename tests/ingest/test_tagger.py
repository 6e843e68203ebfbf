"""The tagger: names of people, places and bodies, with offsets that hold in any text."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.tagger import tag
from kg.ontology import Kind

_TEXT = st.text(st.sampled_from("王小明在杭州市的清泉科技公司。，！ \n“”x7😀𠮷"), max_size=60)


def _names(text: str, kind: Kind) -> list[str]:
    return [text[t.start : t.end] for t in tag(text) if t.kind is kind]


def test_tag_finds_people_places_and_bodies() -> None:
    text = "周三上午，赵建国来到杭州，走访了清河小学。"
    assert _names(text, Kind.PERSON) == ["赵建国"]
    assert _names(text, Kind.PLACE) == ["杭州"]
    assert _names(text, Kind.ORGANIZATION) == ["清河小学"]


@pytest.mark.parametrize("text", ["", " \n　\n", "。！？", "😀👨‍👩‍👧𠮷", "*****", "\ufeff\x00\x01"])
def test_tag_finds_nothing_where_there_are_no_names(text: str) -> None:
    assert tag(text) == ()


def test_tag_counts_offsets_behind_characters_beyond_16_bits() -> None:
    text = "😀𠮷😀记者赵建国报道。"
    assert _names(text, Kind.PERSON) == ["赵建国"]


def test_tag_reads_runs_longer_than_a_sentence() -> None:
    text = "大家一起来商量" * 60 + "记者赵建国报道。"
    assert _names(text, Kind.PERSON) == ["赵建国"]


def test_tag_reads_a_sentence_alike_in_any_company() -> None:
    text = "周三上午，赵建国来到杭州，走访了清河小学。"
    among = ["好。\n", text, "\n" + "大家一起来商量，" * 20 + "\n", "记者李明明到宁波采访。"]
    start = len(among[0])
    alone = [(start + t.start, start + t.end, t.kind) for t in tag(text)]
    found = [(t.start, t.end, t.kind) for t in tag("".join(among))]
    assert [span for span in found if start <= span[0] < start + len(text)] == alone


@settings(max_examples=40, deadline=None)
@given(_TEXT)
def test_tag_gives_spans_in_order_that_do_not_meet(text: str) -> None:
    spans = [(t.start, t.end) for t in tag(text)]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


@settings(max_examples=10, deadline=None)
@given(st.lists(_TEXT.filter(str.strip), min_size=1, max_size=4))
def test_tag_reads_each_line_by_itself(lines: list[str]) -> None:
    lines = [line.replace("\n", "，").lstrip("”") for line in lines]
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:number]) for number in range(len(lines))]
    alone = [
        (start + t.start, start + t.end, t.kind)
        for start, line in zip(starts, lines, strict=True)
        for t in tag(line)
    ]
    assert [(t.start, t.end, t.kind) for t in tag(text)] == alone
