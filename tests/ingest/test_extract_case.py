"""extract(): all finders over one case, offsets of the source, in any text that may come."""

import os
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.draft import Draft, Tag
from ingest.extract.case import Extraction, extract
from kg.ontology import Kind
from kg.text import is_masked

_Build = Callable[..., Draft]
PAPER = """余杭区径山镇：把难事摆上桌面

径山镇党委推行“红色管家”工作法，选派32名机关党员到小区报到，物业纠纷由业委会和居民代表一起商量，办结率98.6%。
小古城村党委书记方文俊说，小古城村荣获“全国文明村”称号。😀下一步，再建5个议事厅。
"""
_PIECES = st.lists(
    st.sampled_from(
        (
            *("浙江省", "杭州市", "余杭区", "径山镇党委", "*社区", "×区", "xx个", "某某街道"),
            *("“红色管家”工作法", "“", "”", "《意见》", "《", "荣获", "推行", "书记方文俊", "说"),
            *("32名", "98.6%", "100万元", "2023年6月", "，", "。", "、", "；", "\n", "\n\n", "　"),
            *("😀", "𠮷", "👨‍👩‍👧", "A", "1.", "（一）", "一是", "\x0b", "\u200b", "e\u0301"),
        )
    ),
    max_size=24,
).map("".join)


def _check(found: Extraction, source: str) -> None:
    """What must hold of any extraction: exact quotes, known ends, masks that stay masks."""
    local = {entity.id for entity in found.local}
    known = {entity.id for entity in found.entities}
    assert local <= known
    for entity in found.local:
        assert entity.mentions
        assert all(source[m.start : m.end] == m.surface != "" for m in entity.mentions)
        coined = entity.kind in (Kind.INITIATIVE, Kind.HONOR)
        assert coined or entity.redacted or not is_masked(entity.name)
    for relation in found.relations:
        ends = {relation.head, relation.tail}
        assert ends <= (local if relation.case else known)
        if relation.case:
            assert source[relation.start : relation.end] == relation.evidence != ""
    for metric in found.metrics:
        assert source[metric.start : metric.end] == metric.text != ""
        assert metric.subject_id is None or metric.subject_id in local


def test_extract_counts_offsets_from_the_source(draft: _Build) -> None:
    before = "另一篇😀\n"
    found = extract(draft(PAPER), "case", len(before))
    _check(found, before + PAPER)
    assert {r.case for r in found.relations} == {"case", None}
    assert {m.case for m in found.metrics} == {"case"}


def test_extract_reads_blanks_of_web_pages_and_quotes_them_as_they_stand(draft: _Build) -> None:
    text = "（通讯员\xa0贺文华）径山镇党委\xa0推行“红色管家”工作法。"
    found = extract(draft(text), "case", 0)
    assert "贺文华" in {entity.name for entity in found.local}
    assert all(r.evidence == text[r.start : r.end] for r in found.relations if r.case)


def test_extract_finds_something_of_every_kind(draft: _Build) -> None:
    found = extract(draft(PAPER, title="余杭区径山镇：把难事摆上桌面"), "case", 0)
    names = {(entity.kind, entity.name) for entity in found.local}
    assert names >= {
        (Kind.PLACE, "径山镇"),
        (Kind.PLACE, "小古城村"),
        (Kind.ORGANIZATION, "径山镇党委"),
        (Kind.ORGANIZATION, "小古城村党委"),
        (Kind.PERSON, "方文俊"),
        (Kind.HONOR, "全国文明村"),
        (Kind.INITIATIVE, "红色管家"),
    }
    assert {(m.value, m.unit) for m in found.metrics} >= {(32, "名"), (98.6, "%")}


def test_extract_closes_the_marks_that_a_name_opens(draft: _Build) -> None:
    found = extract(draft("全省落实国家促进河湖治理“15条政策”，新增项目30个。"), "case", 0)
    assert [e.name for e in found.local if "15条" in e.name] == ["国家促进河湖治理“15条政策”"]


def test_extract_ties_metrics_to_the_entity_that_is_their_subject(draft: _Build) -> None:
    found = extract(draft("径山镇建成议事厅12个。"), "case", 0)
    (metric,) = found.metrics
    (place,) = (entity for entity in found.local if entity.name == "径山镇")
    assert (metric.subject, metric.subject_id) == ("径山镇", place.id)


def test_extract_redacts_every_masked_name(draft: _Build) -> None:
    text = "《某某街道浙江省"
    found = extract(draft(text, tags=(Tag(1, 5, Kind.PLACE),)), "case", 0)
    assert all(entity.redacted for entity in found.local if "某某" in entity.name)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。！？；，、",
        "“”" * 50,
        "“" * 300,
        "”" * 300,
        "《（【「" * 40,
        "*×xX某○□" * 30,
        "12345" * 100,
        "Grid 42 units, 17% up. " * 20,
        "😀👨‍👩‍👧𠮷" * 40,
        "径山镇党委推行红色管家工作法选派32名党员" * 40,
        "“" + "大家的事大家商量着办" * 60 + "”",
        "\x00\x01\ufeff\u2028\u2029\x85",
        " \n" * 100,
    ],
)
def test_extract_takes_any_text(draft: _Build, text: str) -> None:
    _check(extract(draft(text), "case", 0), text)


@settings(max_examples=60, deadline=None)
@given(_PIECES)
def test_extract_quotes_and_ties_only_what_is_there(draft: _Build, text: str) -> None:
    _check(extract(draft(text), "case", 0), text)


@settings(max_examples=15, deadline=None)
@given(_PIECES)
def test_extract_twice_gives_the_same(draft: _Build, text: str) -> None:
    assert extract(draft(text), "case", 0) == extract(draft(text), "case", 0)


def test_extract_does_not_hang_on_the_order_of_sets() -> None:
    code = (
        "import sys; from ingest.draft import Draft; from ingest.tagger import tag;"
        "from ingest.extract.case import extract; text = sys.stdin.read();"
        "print(extract(Draft(text=text, tags=tag(text)), 'case', 0))"
    )
    told = {
        subprocess.run(  # noqa: S603 - this interpreter on code of our own
            [sys.executable, "-c", code],
            input=PAPER.replace("余杭区径山镇", "余杭、临安和余杭区径山镇").encode(),
            env=os.environ | {"PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(told) == 1
