"""Definitions: what a case says an initiative is, and how far it spells its shorthand out."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.draft import Draft
from ingest.extract.case import extract
from ingest.extract.definitions import define
from ingest.extract.definitions.shorthand import shorthand
from kg.model import Definition, Mention
from kg.ontology import Expansion, Kind


def told(text: str, name: str) -> Definition | None:
    mentions = [
        Mention(Kind.INITIATIVE, m.start(), m.end(), name, name)
        for m in re.finditer(re.escape(name), text)
    ]
    return define(text, name, mentions)


@pytest.mark.parametrize(
    ("name", "promised"),
    [
        ("五谈三看", 8),
        ("一问两评四公示", 7),
        ("双巡", 2),
        ("6个1", 6),
        ("“三敲”行动", 3),
        ("三位一体", 3),
        ("2+5+N", 3),
        ("“725”工作法", 3),
    ],
)
def test_shorthand_counts_the_parts_that_a_name_promises(name: str, promised: int) -> None:
    read = shorthand(name)
    assert read is not None
    assert read.promised == promised


@pytest.mark.parametrize(
    "name",
    [
        "一网通办",
        "一村一品",
        "三年行动计划",
        "四点半课堂",
        "15分钟生活圈",
        "20件实事",
        "听风亭",
        "*星奖",
    ],
)
def test_shorthand_leaves_other_numbers_alone(name: str) -> None:
    assert shorthand(name) is None


@pytest.mark.parametrize(
    ("text", "name", "parts"),
    [
        ("推行“三敲”（敲开门、敲醒人、敲准事）。", "三敲", ("敲开门", "敲醒人", "敲准事")),
        ("开展“三敲”行动，即敲开门、敲醒人、敲准事。", "三敲", ("敲开门", "敲醒人", "敲准事")),
        ("落实巡河道、巡林带的“双巡”。", "双巡", ("巡河道", "巡林带")),
        (
            "推行“三敲”。党员们每周敲开门，敲醒人，敲准事，一户不落。",
            "三敲",
            ("敲开门", "敲醒人", "敲准事"),
        ),
        (
            "构建“1+2+N”架构，“1”是一个渡口党支部，“2”是两支巡河队，“N”指各类商户。",
            "1+2+N",
            ("一个渡口党支部", "两支巡河队", "各类商户"),
        ),
        ("常态化开展党员亮灯、亮路、亮牌“三亮”活动。", "“三亮”活动", ("亮灯", "亮路", "亮牌")),
        ("健全了承诺、述职、评议“三位一体”责任体系。", "三位一体", ("承诺", "述职", "评议")),
    ],
)
def test_define_spells_out_a_shorthand(text: str, name: str, parts: tuple[str, ...]) -> None:
    definition = told(text, name)
    assert definition is not None
    assert (definition.state, definition.parts) == (Expansion.FULL, parts)


def test_define_says_where_the_number_does_not_fit() -> None:
    definition = told("落实“4个1”（一张表、一盏灯、一本账）。", "4个1")
    assert definition is not None
    assert (definition.state, definition.promised) == (Expansion.MISMATCH, 4)
    assert definition.parts == ("一张表", "一盏灯", "一本账")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("推行“六敲”（敲开门、敲醒人、敲准事等）。", "六敲"),
        ("推行“三敲”（敲开门、***、敲准事）。", "三敲"),
        ("推行“*敲”（敲开门、敲醒人、敲准事）。", "*敲"),
    ],
)
def test_define_is_partial_where_parts_are_left_out_or_masked(text: str, name: str) -> None:
    definition = told(text, name)
    assert definition is not None
    assert definition.state is Expansion.PARTIAL
    assert definition.quote in text


def test_define_keeps_the_mask_of_a_part_and_promises_nothing_for_a_masked_number() -> None:
    masked_part = told("推行“三敲”（敲开门、***、敲准事）。", "三敲")
    masked_number = told("推行“*敲”（敲开门、敲醒人）。", "*敲")
    assert masked_part is not None
    assert masked_number is not None
    assert "***" in masked_part.parts
    assert masked_number.promised is None


def test_define_says_that_nothing_is_told() -> None:
    assert told("全镇推行“六敲”。", "六敲") == Definition("", 0, 0, Expansion.NONE, (), 6)


def test_define_takes_the_clause_that_explains_a_plain_name() -> None:
    text = "“听风亭”，即由老船工轮流坐班、当场答复的说事亭子。大家都说好。"
    definition = told(text, "听风亭")
    assert definition is not None
    assert definition.state is None
    assert "轮流坐班" in definition.quote
    assert "大家" not in definition.quote


def test_define_leaves_a_plain_name_without_explanation() -> None:
    assert told("全镇办起“听风亭”。", "听风亭") is None


def test_a_case_never_borrows_the_expansion_of_another() -> None:
    full = extract(Draft(text="推行“三敲”工作法（敲开门、敲醒人、敲准事）。"), "甲", 0)
    bare = extract(Draft(text="推行“三敲”工作法，效果很好。"), "乙", 0)
    states = [
        entity.definition.state
        for found in (full, bare)
        for entity in found.local
        if entity.definition is not None
    ]
    assert states == [Expansion.FULL, Expansion.NONE]


def test_extract_moves_definitions_to_the_source() -> None:
    text = "推行“三敲”工作法（敲开门、敲醒人、敲准事）。"
    (entity,) = extract(Draft(text=text), "甲", 100).local
    assert entity.definition is not None
    start, end = entity.definition.start - 100, entity.definition.end - 100
    assert text[start:end] == entity.definition.quote


@given(st.text(alphabet="“”敲开门人事、，。（）即是1+N三四*的等", max_size=60))
def test_definitions_always_quote_the_text(text: str) -> None:
    for name in ("三敲", "1+N", "四开", "事人"):
        definition = told(text + f"“{name}”" + text, name)
        if definition is not None:
            whole = text + f"“{name}”" + text
            assert whole[definition.start : definition.end] == definition.quote
