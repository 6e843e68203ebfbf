"""OFD documents: text in reading order from where its characters stand."""

import io
import zipfile

import pytest

from ingest import readers
from kg.errors import UnreadableSource

OFD = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 5.0  # millimetres
FULL = "某县把支部建在小区里党员到社区报到群众的事有人管还管得好"  # 28 characters, 140 mm


def text(
    words: str, x: float, y: float, *, more: str = "", code: str | None = None, size: float = SIZE
) -> str:
    """A text object whose first base line is at ``y``."""
    delta = code if code is not None else f'DeltaX="g {max(1, len(words) - 1)} {size}"'
    return (
        f'<ofd:TextObject Boundary="{x} {y - size} 150 6" Size="{size}" {more}>'
        f'<ofd:TextCode X="0" Y="{size}" {delta}>{words}</ofd:TextCode></ofd:TextObject>'
    )


def ofd(*pages: str, template: str = "") -> bytes:
    """An OFD of pages of text objects, all over one template."""
    uses = '<ofd:Template TemplateID="9" ZOrder="Background"/>' if template else ""
    listed = "".join(
        f'<ofd:Page ID="{n}" BaseLoc="Pages/P_{n}/Content.xml"/>' for n in range(len(pages))
    )
    layer = "<ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content>"
    parts = {
        "OFD.xml": f"<ofd:OFD {OFD}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {OFD}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        '<ofd:TemplatePage ID="9" BaseLoc="/Doc_0/Tpl.xml"/></ofd:CommonData>'
        f"<ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/Tpl.xml": f"<ofd:Page {OFD}>{layer.format(template)}</ofd:Page>",
    }
    for n, page in enumerate(pages):
        content = f"<ofd:Page {OFD}>{uses}{layer.format(page)}</ofd:Page>"
        parts[f"Doc_0/Pages/P_{n}/Content.xml"] = content
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return data.getvalue()


def lines(*pages: str, template: str = "") -> list[str]:
    document = readers.read(ofd(*pages, template=template), "公文.ofd")
    assert document.format == "ofd"
    return document.text.split("\n")


def test_read_orders_text_by_place_and_joins_lines_to_paragraphs() -> None:
    page = (
        text("尾行。", 30, 116)
        + text("　　" + FULL[:26], 30, 100)
        + text(FULL, 30, 108)
        + text("关于小区治理的通知", 70, 60, size=8.0)
    )
    found = lines(page, "" + text("　　下一页另起。", 30, 100))
    assert found == ["关于小区治理的通知", FULL[:26] + FULL + "尾行。", "下一页另起。"]


def test_read_joins_runs_on_one_base_line_whatever_object_they_stand_in() -> None:
    page = text("议事", 30, 100) + text("厅每周", 40, 100) + text("开会。", 55, 100)
    assert lines(page) == ["议事厅每周开会。"]


def test_read_follows_distances_that_jump_to_the_next_line() -> None:
    code = 'DeltaX="g 2 5 -10 g 2 5" DeltaY="g 2 0 8 g 2 0"'
    assert lines(text("第一行第二行", 30, 100, code=code)) == ["第一行", "第二行"]


def test_read_takes_templates_and_leaves_slanting_marks_and_page_numbers() -> None:
    slant = text("内部样稿", 60, 150, more='CTM="0.7 -0.7 0.7 0.7 0 0"')
    page = slant + text("支部每月到楼栋里听意见。", 40, 120) + text("— 3 —", 100, 285)
    template = text("某市基层治理简报", 60, 70)
    assert lines(page, template=template) == ["某市基层治理简报", "支部每月到楼栋里听意见。"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [(ofd(""), "pictures of pages"), (ofd(text("字", 1, 1))[:400], "damaged")],
)
def test_read_refuses_an_ofd_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        readers.read(data, "公文.ofd")


def test_read_refuses_an_ofd_whose_list_is_missing_or_locked() -> None:
    for part, reason in (("Doc_0/Encryptions.xml", "locked"), ("Doc_0/Other.xml", "damaged")):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w") as archive:
            archive.writestr("OFD.xml", f"<ofd:OFD {OFD}/>")
            archive.writestr(part, "<x/>")
        with pytest.raises(UnreadableSource, match=reason):
            readers.read(data.getvalue(), "公文.ofd")
