"""Word documents: what Word shows and the XML does not say outright."""

import io
import zipfile

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from ingest import readers
from ingest.readers.numbering import written
from kg.errors import UnreadableSource

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def saved(document: WordDocument) -> bytes:
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def packed(body: str, **parts: str) -> bytes:
    """A DOCX of bare parts: ``body`` is the XML inside the body, parts are whole files."""
    files = {"document": f"<w:document {W}><w:body>{body}</w:body></w:document>"} | parts
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"word/{name}.xml", content)
    return data.getvalue()


def lines(body: str, **parts: str) -> list[str]:
    return readers.read(packed(body, **parts), "a.docx").text.split("\n")


def paragraph(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def numbered(text: str, list_id: int, level: int) -> str:
    return paragraph(
        text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    )


def level(number: int, form: str, pattern: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
    )


NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、", '<w:pStyle w:val="H1"/>')
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%1.%3", "<w:isLgl/>")
    + level(3, "bullet", "•")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    + '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
    + '<w:startOverride w:val="1"/></w:lvlOverride></w:num></w:numbering>'
)
STYLES = (
    f'<w:styles {W}><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:basedOn w:val="H1"/></w:style></w:styles>'
)


def test_read_writes_the_numbers_that_word_makes() -> None:
    body = (
        numbered("抓组织", 1, 0)
        + numbered("建支部", 1, 1)
        + numbered("选书记", 1, 1)
        + numbered("看台账", 1, 2)
        + numbered("不编号", 1, 3)
        + numbered("抓服务", 1, 0)
        + numbered("搞代办", 1, 1)
        + numbered("另起一列", 2, 0)
        + numbered("不是列表", 0, 0)
    )
    assert lines(body, numbering=NUMBERING) == [
        "一、抓组织",
        "（一）建支部",
        "（二）选书记",
        "1.1 看台账",
        "不编号",
        "二、抓服务",
        "（一）搞代办",
        "一、另起一列",
        "不是列表",
    ]


def test_read_numbers_by_style_and_what_it_is_based_on() -> None:
    body = paragraph("甲", '<w:pStyle w:val="H1"/>') + paragraph("乙", '<w:pStyle w:val="Own"/>')
    document = readers.read(packed(body, numbering=NUMBERING, styles=STYLES), "a.docx")
    assert document.text == "一、甲\n二、乙"
    assert [heading.level for heading in document.headings] == [2, 2]


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (10, "chineseCounting", "十"),
        (21, "chineseCountingThousand", "二十一"),
        (105, "chineseCountingThousand", "一百零五"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "ideographTraditional", "丙"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (7, "none", ""),
        (7, "a form of tomorrow", "7"),
        (10**12, "upperLetter", "1000000000000"),
    ],
)
def test_written_follows_the_formats_of_word(count: int, form: str, text: str) -> None:
    assert written(count, form) == text


def test_read_takes_tables_cell_by_cell_with_tables_inside() -> None:
    document = docx.Document()
    row = document.add_table(1, 2).rows[0]
    row.cells[0].text = "甲"
    inner = row.cells[1].add_table(1, 2).rows[0]
    inner.cells[0].text, inner.cells[1].text = "乙", "丙"
    document.add_paragraph("表后")
    assert readers.read(saved(document), "a.docx").text == "甲\n乙\n丙\n表后"


def test_read_takes_text_boxes_once_and_notes_where_they_are_cited() -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>框里的话</w:t></w:r></w:p></w:txbxContent>"
    drawing = (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/'
        f'markup-compatibility/2006"><mc:Choice Requires="wps"><w:drawing>{box}</w:drawing>'
        f"</mc:Choice><mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    note = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    body = f"<w:p><w:r><w:t>正文</w:t></w:r>{note}{drawing}</w:p>" + paragraph("下一段")
    notes = (
        f'<w:footnotes {W}><w:footnote w:id="0" w:type="separator">{paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("注文")}</w:footnote></w:footnotes>'
    )
    assert lines(body, footnotes=notes) == ["正文", "框里的话", "[1] 注文", "下一段"]


def test_read_takes_what_was_inserted_and_leaves_what_was_struck_out_or_hidden() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    body = (
        f"<w:p>{run.format('原文')}<w:ins>{run.format('补上')}</w:ins>"
        "<w:del><w:r><w:delText>删去</w:delText></w:r></w:del>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐藏</w:t></w:r>"
        "<w:r><w:tab/><w:t>后</w:t><w:br/><w:t>换行</w:t></w:r></w:p>"
    )
    assert lines(body) == ["原文补上\t后", "换行"]


def test_read_expands_no_entities_and_loads_nothing_from_elsewhere() -> None:
    data = io.BytesIO()
    declared = (
        '<!DOCTYPE w:document [<!ENTITY a "哈哈哈哈哈"><!ENTITY b "&a;&a;&a;&a;&a;">'
        '<!ENTITY c SYSTEM "file:///etc/hostname">]>'
    )
    body = paragraph("正文") + paragraph("&b;") + paragraph("&c;")
    with zipfile.ZipFile(data, "w") as archive:
        xml = f"{declared}<w:document {W}><w:body>{body}</w:body></w:document>"
        archive.writestr("word/document.xml", xml)
    assert readers.read(data.getvalue(), "a.docx").text.strip() == "正文"


def test_read_refuses_a_docx_of_one_swelling_entity() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    xml = f'<!DOCTYPE d [<!ENTITY e0 "哈">{bomb}]><w:document {W}><w:body><w:p><w:r><w:t>&e9;'
    xml += "</w:t></w:r></w:p></w:body></w:document>"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("word/document.xml", xml)
    with pytest.raises(UnreadableSource, match=r"holds no text|damaged"):
        readers.read(data.getvalue(), "a.docx")


def test_read_refuses_a_zip_with_a_password() -> None:
    data = bytearray(packed(paragraph("密")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        data[at + offset] |= 1
    with pytest.raises(UnreadableSource, match="password"):
        readers.read(bytes(data), "a.docx")


def test_read_refuses_a_docx_of_pictures_only() -> None:
    with pytest.raises(UnreadableSource, match="holds no text"):
        readers.read(packed("<w:p/>"), "a.docx")


def test_read_finds_the_document_where_the_package_says_it_is() -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "_rels/.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            '<Relationship Type="x/officeDocument" Target="/word/main2.xml"/></Relationships>',
        )
        body = f"<w:document {W}><w:body>{paragraph('正文')}</w:body></w:document>"
        archive.writestr("word/main2.xml", body)
    assert readers.read(data.getvalue(), "a.docx").text == "正文"


def test_read_keeps_paragraphs_of_word_in_their_order() -> None:
    document = docx.Document()
    document.add_paragraph("前")
    document.element.body.insert(0, parse_xml(f"<w:p {nsdecls('w')}/>"))
    assert readers.read(saved(document), "a.docx").text == "\n前"
