"""Reading: formats by content, encodings, structure, and clear refusals."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ingest import readers
from kg.errors import UnreadableSource

TEXT = (
    "某县把支部建在小区里，党员到社区报到，群众的事情有人管、管得好。\n居民说这样的服务很方便。\n"
)


def word(*paragraphs: tuple[str, str | None], table: tuple[str, ...] = ()) -> bytes:
    """A DOCX of paragraphs with their styles, and a table of one row."""
    document = docx.Document()
    for text, style in paragraphs:
        document.add_paragraph(text, style)
    if table:
        row = document.add_table(1, len(table)).rows[0]
        for cell, text in zip(row.cells, table, strict=True):
            cell.text = text
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_read_knows_the_encoding(encoding: str, told: str) -> None:
    document = readers.read(TEXT.encode(encoding), "a.txt")
    assert (document.text, document.encoding, document.format) == (TEXT, told, "txt")


def test_read_knows_big5() -> None:
    text = "社區幹部來到居民家裡，說明這個計畫會怎麼做，大家都說好。\n"
    assert readers.read(text.encode("big5"), "a.txt").text == text


def test_read_folds_line_ends_and_keeps_every_other_character() -> None:
    assert readers.read("\ufeff一\r\n 二\r三\n".encode(), "a.txt").text == "一\n 二\n三\n"


def test_read_marks_headings_of_markdown() -> None:
    document = readers.read("# 总题\n正文。\n## 分题\n".encode(), "a.md")
    spans = [(document.text[h.start : h.end], h.level) for h in document.headings]
    assert spans == [("总题", 1), ("分题", 2)]


def test_read_takes_docx_by_content_whatever_the_suffix() -> None:
    data = word(
        ("小区办事", "Title"), ("主要做法", "Heading 1"), ("正文。", None), table=("甲", "乙")
    )
    document = readers.read(data, "旧稿.wps")
    assert document.format == "docx"
    assert document.text == "小区办事\n主要做法\n正文。\n甲\n乙"
    spans = [(document.text[h.start : h.end], h.level) for h in document.headings]
    assert spans == [("小区办事", 1), ("主要做法", 2)]


def test_read_takes_paragraphs_inside_content_controls() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("控件里的话。")
    outer, inner = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    paragraph._p.addprevious(outer)
    outer.append(inner)
    inner.append(paragraph._p)
    assert outer.tag == qn("w:sdt")
    packed = io.BytesIO()
    document.save(packed)
    assert "控件里的话。" in readers.read(packed.getvalue(), "a.docx").text


def page(body: str, charset: str = "utf-8") -> bytes:
    head = f'<head><meta charset="{charset}"><title>小区议事 - 某某网</title></head>'
    return f"<html>{head}<body>{body}</body></html>".encode(charset)


@pytest.mark.parametrize(
    ("times", "title"),
    [(4, "小区停车的事大家商量着办"), (1, "小区停车的事大家商量着办-新事 议事会")],
)
def test_read_leaves_the_name_of_a_site_out_of_the_title(times: int, title: str) -> None:
    links = "<a href='/'>新事</a>" * (times - 1)
    words = "<p>居民议事厅商量停车的事，大家提了很多意见，最后定下办法。</p>" * 3
    head = "<head><title>小区停车的事大家商量着办-新事 议事会</title></head>"
    data = f"<html>{head}<body><div class='nav'>{links}</div>{words}</body></html>".encode()
    assert readers.read(data, "a.html").text.split("\n")[0] == title


def test_read_takes_the_article_of_a_page_and_leaves_the_menu() -> None:
    article = "".join(
        f"<p>第{n}段：居民议事厅商量停车的事，大家提了很多意见。</p>" for n in "一二三"
    )
    menu = "<ul class='nav'>" + "<li><a href='/x'>政务公开</a></li>" * 9 + "</ul>"
    share = "<div class='share-bar'>分享到微信</div>"
    data = page(f"{menu}<div id='text'><h1>小区议事有办法</h1>{article}</div>{share}")
    document = readers.read(data, "页面.txt")
    lines = document.text.split("\n")
    assert document.format == "html"
    assert lines[0] == "小区议事有办法"
    assert len(lines) == 4
    assert [h.level for h in document.headings] == [1]


def test_read_breaks_lines_of_a_page_and_adds_its_title() -> None:
    body = "<div>先商量，再动手，居民都愿意参加，事情就好办。<br>后评议，好不好由居民说了算。</div>"
    lines = readers.read(page(body), "a.html").text.split("\n")
    assert lines[0] == "小区议事"
    assert lines[1].endswith("好办。")
    assert lines[2].startswith("后评议")


def test_read_takes_the_charset_that_a_page_names() -> None:
    body = f"<p>{TEXT}</p>"
    assert "党员到社区报到" in readers.read(page(body, "gbk"), "a.html").text


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"%PDF-1.7 ...", "PDF"),
        (b"\x89PNG\r\n\x1a\n....", "picture"),
        (b"{\\rtf1 ...}", "RTF"),
        (b"Rar!\x1a\x07....", "archive"),
        (b"<?xml version='1.0'?><rss/>", "XML"),
        (b"PK\x03\x04 broken", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "binary Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "password"),
        (bytes(range(256)) * 20, "not text"),
    ],
)
def test_read_refuses_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as refusal:
        readers.read(data, "材料.txt")
    assert str(refusal.value).startswith("材料.txt: ")


def zipped(**parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return packed.getvalue()


def test_read_refuses_archives_spreadsheets_and_bombs() -> None:
    with pytest.raises(UnreadableSource, match="unpack it"):
        readers.read(zipped(a=b"x"), "a.zip")
    with pytest.raises(UnreadableSource, match="spreadsheet"):
        readers.read(zipped(xl__workbook=b"x"), "a.docx")
    bomb = {"word/document.xml": b"0" * (32 * 1024 * 1024)}
    with pytest.raises(UnreadableSource, match="unpacks to 32 MB"):
        readers.read(zipped(**bomb), "a.docx")


def test_read_refuses_a_damaged_docx() -> None:
    with pytest.raises(UnreadableSource, match="damaged"):
        readers.read(zipped(**{"word/document.xml": b"<w:document"}), "a.docx")


def test_read_refuses_what_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "LARGEST", 10)
    with pytest.raises(UnreadableSource, match="larger than"):
        readers.read(TEXT.encode(), "a.txt")


def test_read_keeps_the_text_of_the_packaged_sample() -> None:
    sample = Path(__file__).parents[2] / "data" / "sample"
    for path in sorted(sample.glob("*.txt")):
        document = readers.read(path.read_bytes(), path.name)
        assert document.encoding is not None
        assert document.text == path.read_text(encoding=document.encoding).removeprefix("\ufeff")
