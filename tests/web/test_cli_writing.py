"""``kg collections``, ``kg draft`` and ``kg sentences``: documents, files, exit codes."""

import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from kg.collection import Entry, EntryKind, Shelf, Span, Wanted, clip
from kg.library import Library
from web.cli import main


@pytest.fixture(scope="module")
def filled(desk: Library) -> Library:
    """A library with one passage, a heading and a note collected."""
    (source,) = (s for s in desk.sources() if s.path == "径山.txt")
    (case,) = desk.cases_of(source.id)
    first = desk.case(case.id).passages[1]
    entry = clip(desk, Wanted(EntryKind.PASSAGE, case.id, (Span(first.start, first.end),)))
    shelf = Shelf(desk.folder)
    for one in (
        Entry("h", EntryKind.SECTION, "一、怎么做"),
        entry,
        Entry("n", EntryKind.NOTE, note="自己的话"),
    ):
        shelf.change("1", lambda c, e=one: c.with_entry(e))  # type: ignore[misc]
    return desk


def kg(library: Library, *args: str) -> Result:
    return CliRunner().invoke(main, [*args, "--library", str(library.folder)])


def test_collections_are_listed_and_printed(filled: Library) -> None:
    listed = json.loads(kg(filled, "collections", "--json").stdout)
    assert listed == {"collections": [{"id": "1", "name": "我的素材夹", "entries": 1}]}
    assert "1 条  我的素材夹" in kg(filled, "collections").stdout
    printed = kg(filled, "collections", "--name", "我的素材夹").stdout
    assert "# 一、怎么做" in printed
    assert "「径山镇党委牵头成立物业行业党委" in printed
    assert "（出处：《支部建在楼栋上 难事商量着办》" in printed
    whole = json.loads(kg(filled, "collections", "--name", "1", "--json").stdout)
    assert [entry["kind"] for entry in whole["entries"]] == ["section", "passage", "note"]


@pytest.mark.parametrize("suffix", ["docx", "xlsx", "md", "csv", "json", "ris"])
def test_a_collection_is_written_in_the_format_of_its_ending(
    filled: Library, tmp_path: Path, suffix: str
) -> None:
    out = tmp_path / f"素材.{suffix}"
    answer = kg(filled, "collections", "--name", "1", "--out", str(out), "--official")
    assert answer.exit_code == 0, answer.stderr
    assert "wrote" in answer.stderr
    assert out.stat().st_size
    if suffix == "docx":
        texts = [p.text for p in docx.Document(str(out)).paragraphs]
        assert texts[:2] == ["我的素材夹", "一、怎么做"]
    if suffix == "json":
        assert json.loads(out.read_text(encoding="utf-8"))[0]["title"].startswith("支部建在楼栋上")


def test_wrong_questions_are_told_what_to_do(filled: Library, tmp_path: Path) -> None:
    alone = kg(filled, "collections", "--out", str(tmp_path / "a.docx"))
    assert alone.exit_code == 2
    assert "--name" in alone.stderr
    ending = kg(filled, "collections", "--name", "1", "--out", str(tmp_path / "a.pages"))
    assert ending.exit_code == 2
    assert "--format" in ending.stderr
    unknown = kg(filled, "collections", "--name", "没有")
    assert unknown.exit_code == 1
    assert "我的素材夹" in unknown.stderr
    nowhere = kg(filled, "collections", "--name", "1", "--out", str(tmp_path / "no" / "a.md"))
    assert nowhere.exit_code == 1
    assert nowhere.stderr.startswith("kg: No such file")


def test_a_draft_is_checked_and_contradiction_ends_with_1(filled: Library, tmp_path: Path) -> None:
    draft = tmp_path / "稿.txt"
    draft.write_text("径山镇全镇建成12个议事厅。", encoding="utf-8")
    answer = kg(filled, "draft", str(draft))
    assert answer.exit_code == 0, answer.stderr
    assert "库中有据  数字  12个议事厅" in answer.stdout
    draft.write_text("径山镇去年受理物业诉求806件。镇党委书记赵文博到会。", encoding="utf-8")
    answer = kg(filled, "draft", str(draft))
    assert answer.exit_code == 1
    assert "与库中不符" in answer.stdout
    assert "库中为860件" in answer.stdout
    assert "赵文博（" in answer.stdout
    document = json.loads(kg(filled, "draft", str(draft), "--json").stdout)
    (other,) = [f for f in document["findings"] if f["verdict"] == "other"]
    assert other["remark"] == "库中为860件"
    assert other["quotes"][0]["source"] in {"径山.txt", "隐名.txt"}


def test_a_draft_that_cannot_be_read_fails_with_a_message(filled: Library, tmp_path: Path) -> None:
    draft = tmp_path / "稿.docx"
    draft.write_bytes(b"PK\x03\x04 broken")
    answer = kg(filled, "draft", str(draft))
    assert answer.exit_code == 1
    assert "稿.docx" in answer.stderr
    assert kg(filled, "draft", str(tmp_path / "none.txt")).exit_code == 2


def test_sentences_are_printed_with_their_source(filled: Library) -> None:
    document = json.loads(kg(filled, "sentences", "--bank", "telling", "--json").stdout)
    for one in document["sentences"]:
        source = filled.source_at(one["source"])
        assert source
        assert source.text[one["start"] : one["end"]].replace("\n", "") == one["text"]
    nothing = kg(filled, "sentences", "--bank", "charge", "--theme", "集体经济")
    assert nothing.exit_code == 1
    assert "another theme" in nothing.stderr
    assert kg(filled, "sentences", "--theme", "天气").exit_code == 1
