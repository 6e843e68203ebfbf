"""慎引 in files: marked at the word and named at the top, in every form, wherever it stands."""

import io
import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from kg.caution import Cautions
from kg.cite import Reference
from kg.collection import Collection, Entry, EntryKind, Span, Wanted, clip
from kg.compare import Ask, By, compare
from kg.export.cautioned import cautioned
from kg.export.collected import paper_of
from kg.export.compared import of_comparison
from kg.export.files import FORMS
from kg.export.paper import Heading, Options, Paper, Words
from kg.library import Library

Build = Callable[..., Any]

TEXT = "柳河街道组织业主每周商量楼道物业难题，罗某某上门听意见。"


@pytest.fixture
def place(library: Library, material: Build, piece: Build) -> Library:
    made = material("甲.txt", piece(TEXT, "难事商量着办", ("物业治理",), ("安徽省", "云台县")))
    library.commit(*made)
    return library


def shown(data: bytes, form: str) -> str:
    """Everything that a file prints."""
    if form == "xlsx":
        pages = openpyxl.load_workbook(io.BytesIO(data)).worksheets
        return "\n".join(str(v) for page in pages for row in page.values for v in row)
    if form == "docx":
        with ZipFile(io.BytesIO(data)) as parts:
            return "".join(parts.read(n).decode() for n in parts.namelist() if n.endswith("xml"))
    text = data.decode("utf-8-sig")
    return json.dumps(json.loads(text), ensure_ascii=False) if form == "csl" else text


# A word of the text, of the title, and of the region alone: each is in what leaves.
@pytest.mark.parametrize("word", ["罗某某", "商量着办", "云台县"])
@pytest.mark.parametrize("form", ["docx", "xlsx", "md", "csv"])
def test_a_comparison_warns_at_the_word_and_at_the_top(
    place: Library, word: str, form: str
) -> None:
    cautions = Cautions(place.folder)
    table = compare(place, Ask(By.THEME, "物业治理"))
    assert "慎引" not in shown(made(of_comparison(place, cautions, table), form), form)
    cautions.write(f"{word} # 已更名")
    paper = of_comparison(place, cautions, table)
    assert paper.warnings == (f"慎引：{word}（已更名）",)
    assert f"慎引：{word}（已更名）" in shown(made(paper, form), form)


@pytest.mark.parametrize("word", ["罗某某", "商量着办", "云台县", "自己的话", "小标题"])
@pytest.mark.parametrize("form", list(FORMS))
def test_a_collection_warns_at_the_word_and_at_the_top(
    place: Library, word: str, form: str
) -> None:
    cautions = Cautions(place.folder)
    cautions.write(word)
    entry = clip(place, Wanted(EntryKind.PASSAGE, "甲.txt#1", (Span(0, len(TEXT)),)))
    own = (Entry("h", EntryKind.SECTION, "小标题"), Entry("n", EntryKind.NOTE, note="自己的话"))
    paper = paper_of(place, cautions, Collection("1", "夹", (*own, entry)))
    assert paper.warnings == (f"慎引：{word}",)
    # Files for citation programs have the sources alone.
    if form not in {"csl", "ris"} or word in {"商量着办", "云台县"}:
        assert f"慎引：{word}" in shown(made(paper, form), form)


def test_only_the_words_of_the_list_are_marked(place: Library) -> None:
    cautions = Cautions(place.folder)
    cautions.write("罗某某\n没有的")
    paper = Paper("题", (Heading("罗某某的做法"), Words("别的话")))
    marked = cautioned(paper, cautions)
    assert marked.blocks == (Heading("罗某某的做法［慎引：罗某某］"), Words("别的话"))
    assert marked.warnings == ("慎引：罗某某",)


def test_what_was_narrowed_is_told_and_what_is_empty_says_so(place: Library) -> None:
    table = compare(place, Ask(By.THEME, "物业治理", regions=("安徽省",)))
    paper = of_comparison(place, Cautions(place.folder), table)
    first, grid = paper.blocks[:2]
    assert isinstance(first, Words)
    assert first.text.startswith("只列地区：安徽省。")
    told = shown(made(replace(paper, blocks=(grid,)), "csv"), "csv")
    assert "未见" in told
    assert "《难事商量着办》（" in told


def made(paper: Paper, form: str) -> bytes:
    return FORMS[form].encode(paper, Options())


def test_a_source_that_is_gone_says_so_to_citation_programs(place: Library) -> None:
    entry = clip(place, Wanted(EntryKind.PASSAGE, "甲.txt#1", (Span(0, len(TEXT)),)))
    assert isinstance(entry.reference, Reference)
    place.remove(entry.reference.source)
    paper = paper_of(place, Cautions(place.folder), Collection("1", "夹", (entry,)))
    for form in ("csl", "ris"):
        assert "来源已移出资料库" in shown(made(paper, form), form)
        assert "安徽省云台县" in shown(made(paper, form), form)
