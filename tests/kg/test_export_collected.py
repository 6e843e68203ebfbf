"""A collection as a file: every quote is the source's own, has its source, and its badges."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import docx
import pytest
from openpyxl import load_workbook

from kg.caution import Cautions
from kg.cite import Style, cite
from kg.collection import Collection, Entry, EntryKind, Span, Wanted, clip
from kg.errors import InvalidQuery
from kg.export.collected import paper_of
from kg.export.files import FORMS, form_of
from kg.export.paper import Notes, Options, Paper, Quotation
from kg.library import Library
from kg.model import Doubt, Source
from kg.ontology import DoubtKind, Genre

Build = Callable[..., Any]

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXTS = {
    "甲.txt": "柳河村办起“说事廊”，*户人家*天里把难事[摆]上桌\n面。全村<b>建成</b>12个议事点。",
    "乙.txt": "=石桥镇划分48个网格；网格员夜里上门。_人人_有事做，`件件`有回音。\n# 办结860件。",
}
# Where the words of each entry stand: begin and end of a stretch in each of the texts.
CUTS = ((0, 9), (3, 28), (0, 1), (10, 33), (20, 40))


def commit(library: Library, material: Build, piece: Build, path: str) -> Source:
    made = material(path, piece(TEXTS[path], f"{path[0]}地\n的做法", region=("安徽省",)))
    record = made.records[0]
    doubts = (Doubt(DoubtKind.DATE, "12", 0, 2, "不合"),) if path == "甲.txt" else ()
    case = replace(record.case, doubts=doubts, genre=Genre.REPORT, date="2023-06-01")
    library.commit(
        replace(made.source, marks=("内部",)), [replace(record, case=case)], made.entities
    )
    source: Source = made.source
    return source


@pytest.fixture
def texts(library: Library, material: Build, piece: Build) -> dict[str, str]:
    """Texts of the sources by their id."""
    sources = [commit(library, material, piece, path) for path in TEXTS]
    return {source.id: source.text for source in sources}


@pytest.fixture
def collection(library: Library, texts: dict[str, str]) -> Collection:
    """Two headings, a note, and five stretches of each text, all sorts of entries."""
    assert len(texts) == len(TEXTS)
    kinds = (EntryKind.PASSAGE, EntryKind.ROW, EntryKind.HEADINGS, EntryKind.QUOTE)
    taken = [
        replace(
            clip(library, Wanted(kinds[n % 4], f"{path}#1", (Span(*cut, "成效"),), "名称")),
            id=f"{path}{n}",
            note="核对过" if n == 1 else "",
        )
        for path in TEXTS
        for n, cut in enumerate(CUTS)
    ]
    head = Entry("h", EntryKind.SECTION, "一、*怎么做*")
    below = Entry("b", EntryKind.SECTION, "（一）先商量", level=2)
    note = Entry("n", EntryKind.NOTE, note="我的话：\n换行")
    return Collection("1", "说事=廊", (head, *taken[:5], below, note, *taken[5:]))


@pytest.fixture
def paper(library: Library, collection: Collection) -> Paper:
    return paper_of(library, Cautions(library.folder), collection)


def plain(text: str) -> str:
    """Words on one line: a line end inside a passage only wraps it."""
    return text.replace("\n", "")


def made(paper: Paper, form: str, options: Options | None = None) -> bytes:
    return FORMS[form].encode(paper, options or Options())


def test_quotes_of_a_paper_are_the_sources_words(paper: Paper, texts: dict[str, str]) -> None:
    quotes = list(paper.quotes)
    assert len(quotes) == 10
    for quote in quotes:
        assert plain(texts[quote.reference.source][quote.start : quote.end]) == quote.text


@pytest.mark.parametrize("style", Style)
def test_tables_lead_back_to_the_exact_words(
    paper: Paper, texts: dict[str, str], style: Style
) -> None:
    told = csv.DictReader(io.StringIO(made(paper, "csv", Options(style)).decode("utf-8-sig")))
    sheet = load_workbook(io.BytesIO(made(paper, "xlsx", Options(style)))).active
    assert sheet is not None
    head, *cells = sheet.iter_rows(values_only=True)
    rows = [dict(zip(head, row, strict=True)) for row in cells]
    by_path = dict(zip(TEXTS, texts.values(), strict=True))
    for row, same in zip(rows, told, strict=True):
        if row["原文"] is None:
            continue
        where = slice(int(str(row["起始字"])) - 1, int(str(row["结束字"])))
        assert row["原文"] == plain(by_path[str(row["来源文件"])][where])
        apostrophe = "'" if row["原文"].startswith("=") else ""
        assert same["原文"] == apostrophe + row["原文"]
        assert same["提示"].startswith("内部")
    assert sum(row["原文"] is not None for row in rows) == 10
    assert {row["所在小节"] for row in rows} == {"一、*怎么做*", "（一）先商量"}


def test_codes_of_a_note_are_a_column_of_their_own(
    library: Library, collection: Collection
) -> None:
    coded = [
        replace(entry, note="#议事 先读，再引 #停车。#议事") if entry.clips else entry
        for entry in collection.entries[:2]
    ]
    paper = paper_of(library, Cautions(library.folder), replace(collection, entries=tuple(coded)))
    rows = csv.DictReader(io.StringIO(made(paper, "csv").decode("utf-8-sig")))
    assert [row["编码"] for row in rows if row["原文"]] == ["议事、停车"]


def unescaped(line: str) -> str:
    return re.sub(r"\\([\\`*_\[\]<>|~])", r"\1", line)


def test_markdown_prints_the_exact_words(paper: Paper) -> None:
    lines = made(paper, "md").decode().splitlines()
    shown = [line[2:] for line in lines if line.startswith("> ") and "提示：" not in line]
    said = [unescaped(re.sub(r"\[\^\d+\]$", "", line)) for line in shown]
    for line, quote in zip(said, paper.quotes, strict=True):
        assert line == quote.text + "".join(f"［{mark}］" for mark in quote.marks)
    notes = [line for line in lines if line.startswith("[^")]
    for line, quote in zip(notes, paper.quotes, strict=True):
        assert unescaped(line.partition(": ")[2]) == cite(
            quote.reference, Style.GB2025, quote.locator
        )


def parts(content: bytes, name: str) -> Iterator[ET.Element]:
    with ZipFile(io.BytesIO(content)) as file:
        yield from ET.fromstring(file.read(f"word/{name}.xml"))  # noqa: S314 - our own


def words_of(element: ET.Element) -> str:
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


@pytest.mark.parametrize("official", [False, True])
@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_word_has_a_real_note_behind_every_quote(
    paper: Paper, kind: str, *, official: bool
) -> None:
    options = Options(Style.GB2015, Notes(f"{kind}s"), official)
    content = made(paper, "docx", options)
    notes = {n.get(f"{W}id"): words_of(n) for n in parts(content, f"{kind}s")}
    document = docx.Document(io.BytesIO(content))
    found = []
    for paragraph in document.paragraphs:
        marks = paragraph._p.findall(f".//{W}{kind}Reference")
        found += [(paragraph.text, notes[mark.get(f"{W}id")]) for mark in marks]
    assert len(notes) == len(found) + 2  # Word's two rules
    for (text, note), quote in zip(found, paper.quotes, strict=True):
        assert text.startswith(quote.text)
        assert all(f"［{mark}］" in text for mark in quote.marks)
        assert note.strip() == cite(quote.reference, Style.GB2015, quote.locator)
        assert "内部" in note
    settings = {part.tag: part for part in parts(content, "settings")}
    formats = [f.get(f"{W}val") for f in settings[f"{W}{kind}Pr"].findall(f"{W}numFmt")]
    assert formats == ["decimal"]
    (numerals,) = document.element.findall(f".//{W}{kind}Pr/{W}numFmt")
    assert numerals.get(f"{W}val") == "decimal"


def test_word_has_the_outline_and_a_numbered_list_of_sources(paper: Paper) -> None:
    document = docx.Document(io.BytesIO(made(paper, "docx", Options(notes=Notes.LIST))))
    styled = [(p.style.name, p.text) for p in document.paragraphs if p.style]
    assert styled[0] == ("Title", "说事=廊")
    assert ("Heading 1", "一、*怎么做*") in styled
    assert ("Heading 2", "（一）先商量") in styled
    assert any(text == "笔记：核对过" for _, text in styled)
    at = styled.index(("Heading 1", "参考文献"))
    entries = [text for _, text in styled[at + 1 :]]
    assert [entry[:6] for entry in entries] == ["[1] 甲地", "[2] 乙地"]
    assert "年份存疑" in entries[0]
    assert "年份存疑" not in entries[1]
    assert sum("[2]第1段" in text for _, text in styled) == 5


def test_word_text_has_no_labels_of_ours_and_is_of_today(
    library: Library, collection: Collection
) -> None:
    figure = replace(collection.entries[1], kind=EntryKind.METRIC, title="办结率：98%", id="m")
    content = made(
        paper_of(library, Cautions(library.folder), collection.with_entry(figure)), "docx"
    )
    document = docx.Document(io.BytesIO(content))
    said = [paragraph.text for paragraph in document.paragraphs]
    assert not any("成效" in text or "办结率：98%" in text for text in said)
    made_at = document.core_properties.created
    assert made_at is not None
    assert abs((datetime.now(UTC).replace(tzinfo=None) - made_at.replace(tzinfo=None)).days) <= 1


def test_official_style_has_the_standard_s_page_and_fonts(paper: Paper) -> None:
    document = docx.Document(io.BytesIO(made(paper, "docx", Options(official=True))))
    section = document.sections[0]
    measures = (section.page_width, section.page_height, section.top_margin, section.left_margin)
    assert [round((m or 0) / 36000) for m in measures] == [210, 297, 37, 28]
    fonts = {}
    for name in ("Title", "Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        told = style.element.find(f".//{W}rFonts")
        assert told is not None
        fonts[name] = (told.get(f"{W}eastAsia"), style.font.size.pt)  # type: ignore[attr-defined]
    assert fonts == {
        "Title": ("方正小标宋简体", 22),
        "Normal": ("仿宋_GB2312", 16),
        "Heading 1": ("黑体", 16),
        "Heading 2": ("楷体_GB2312", 16),
    }


def test_csl_has_what_zotero_reads_and_nothing_unknown(paper: Paper) -> None:
    items = json.loads(made(paper, "csl"))
    assert [item["type"] for item in items] == ["report", "report"]
    first = items[0]
    assert first["title"] == "甲地 的做法"
    assert first["issued"] == {"date-parts": [[2023, 6, 1]]}
    assert "author" not in first
    assert first["note"] == "来源文件 甲.txt；引用第1段；地区：安徽省；内部；年份存疑"
    assert first["jurisdiction"] == "安徽省"


def test_ris_is_of_lines_that_readers_take(paper: Paper) -> None:
    text = made(paper, "ris").decode()
    lines = text.split("\r\n")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - .*", line) for line in lines if line)
    tags = [line[:2] for line in lines if line]
    assert tags.count("TY") == tags.count("ER") == 2
    assert tags[0] == "TY"
    assert "DA  - 2023/06/01/" in lines
    assert "AU" not in tags


@pytest.mark.parametrize(("issuer", "told"), [("*街道", "*街道"), ("甲 公司", "甲 公司,")])
def test_ris_names_a_body_as_its_source_does(paper: Paper, issuer: str, told: str) -> None:
    blocks = tuple(
        replace(
            b,
            quotes=tuple(
                replace(q, reference=replace(q.reference, issuer=issuer)) for q in b.quotes
            ),
        )
        if isinstance(b, Quotation)
        else b
        for b in paper.blocks
    )
    lines = made(replace(paper, blocks=blocks), "ris").decode().split("\r\n")
    assert f"AU  - {told}" in lines


def test_warnings_say_what_is_to_be_known_before_it_is_handed_on(
    library: Library, collection: Collection, texts: dict[str, str]
) -> None:
    library.remove(next(iter(texts)))
    cautions = Cautions(library.folder)
    cautions.write("石桥镇 # 已更名\n无此名\n")
    paper = paper_of(library, cautions, collection)
    assert paper.warnings == (
        "慎引：石桥镇（已更名）",
        "有 5 条素材的来源已更换或移出资料库，见各条所注",
    )
    text = made(paper, "md").decode()
    assert "> 提示：慎引：石桥镇（已更名）" in text
    assert text.count("（来源已移出资料库）") == 5
    assert made(paper, "docx")


def test_an_unknown_format_is_named() -> None:
    with pytest.raises(InvalidQuery, match="docx xlsx md csv csl ris"):
        form_of("pdf")
