"""PDF files: reading order, paragraphs out of lines, furniture out, refusals with the reason."""

import pytest

from ingest import readers
from kg.errors import UnreadableSource

WIDTH, HEIGHT = 595, 842  # points of an A4 page
SIZE = 12.0
FULL = "某县把支部建在小区里党员到社区报到群众的事有人管还管得好"  # 28 characters fill a line

Placed = tuple[str, float, float, float]  # text, left, top, size


def pdf(*pages: list[Placed], more: str = "", trailer: str = "") -> bytes:
    """A PDF of pages with placed lines, in a font that every reader of PDF knows."""
    kids = " ".join(f"{5 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H"
        " /DescendantFonts [4 0 R] >>",
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /CIDSystemInfo"
        " << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> >>",
    ]
    for n, page in enumerate(pages):
        drawn = "".join(
            f"BT /F {size} Tf 1 0 0 1 {left} {HEIGHT - top} Tm <{text.encode('utf-16-be').hex()}>"
            " Tj ET\n"
            for text, left, top, size in page
        )
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {6 + 2 * n}"
            " 0 R /Resources << /Font << /F 3 0 R >> >> >>"
        )
        drawn += more
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    data, places = "%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    return (
        f"{data}xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF"
    ).encode()


def column(rows: list[str], left: float = 90, top: float = 200, pitch: float = 20) -> list[Placed]:
    """Rows below each other; a row that begins with two blanks is indented."""
    return [
        (row.strip("　"), left + (2 * SIZE if row.startswith("　　") else 0), top + n * pitch, SIZE)
        for n, row in enumerate(rows)
    ]


def lines(*pages: list[Placed]) -> list[str]:
    return readers.read(pdf(*pages), "a.pdf").text.split("\n")


def test_read_joins_the_lines_of_a_paragraph_and_parts_paragraphs() -> None:
    first = ["　　" + FULL[:26], FULL, "到此为止。"]
    second = ["　　" + FULL[:24] + "好。", "　　" + FULL[:26], "末行。"]
    assert lines(column(first + second)) == [
        FULL[:26] + FULL + "到此为止。",
        FULL[:24] + "好。",
        FULL[:26] + "末行。",
    ]


def test_read_joins_a_paragraph_over_the_page_break_and_leaves_out_furniture() -> None:
    def page(number: int, rows: list[str]) -> list[Placed]:
        head = ("基层治理情况汇编", 200, 50, 9.0)
        return [head, *column(rows, top=100), (f"— {number} —", 280, 800, 9.0)]

    rows = ["　　" + FULL[:26], *(f"{n}{FULL[1:]}" for n in "甲乙丙丁")]
    next_rows = ["戊" + FULL[1:], "完了。", "　　另起一段。"]
    found = lines(page(1, rows), page(2, next_rows), page(3, ["　　第三页。"]))
    assert found == ["".join([*rows, *next_rows[:2]]).strip("　"), "另起一段。", "第三页。"]
    assert not any("汇编" in line or "—" in line for line in found)


def test_read_reads_two_columns_one_after_the_other_and_the_title_first() -> None:
    half = FULL[:16]
    left = ["左" + half[1:]] * 5 + ["左栏完。"]
    right = ["右" + half[1:]] * 5 + ["右栏完。"]
    title = ("小区治理有办法", 200, 120, 22.0)
    page = [title, *column(left, 70), *column(right, 320, top=206)]
    document = readers.read(pdf(page), "a.pdf")
    first, *rest = document.text.split("\n")
    assert first == "小区治理有办法"
    assert "".join(rest) == "".join(left + right)
    assert [(h.start, h.level) for h in document.headings] == [(0, 1)]


def test_read_keeps_the_rows_of_a_table_apart() -> None:
    rows = [("地区", "支部", "党员"), ("甲社区", "3", "120"), ("乙社区", "2", "80")]
    page = [
        (cell, 90 + 130 * at, 200 + 20 * n, SIZE)
        for n, row in enumerate(rows)
        for at, cell in enumerate(row)
    ]
    assert lines(page) == ["地区 支部 党员", "甲社区 3 120", "乙社区 2 80"]


def test_read_leaves_out_slanting_watermarks_and_marks_of_lists() -> None:
    slant = f"BT /F 60 Tf .7 .7 -.7 .7 150 300 Tm <{'样稿'.encode('utf-16-be').hex()}> Tj ET"
    data = pdf(column(["• 正文在此说明情况。", "第二行。"]), more=slant)
    assert readers.read(data, "a.pdf").text == "正文在此说明情况。\n第二行。"


def test_read_turns_pages_that_lie_on_their_side() -> None:
    drawn = "".join(
        f"BT /F 12 Tf 0 1 -1 0 {100 + 20 * n} 100 Tm <{row.encode('utf-16-be').hex()}> Tj ET\n"
        for n, row in enumerate(["第一行说的是这件事。", "第二行说的是那件事。"])
    )
    data = pdf([], more=drawn)
    assert readers.read(data, "a.pdf").text == "第一行说的是这件事。\n第二行说的是那件事。"


def test_read_writes_radicals_as_the_characters_they_are_in_text() -> None:
    assert lines(column(["⽼⼈在⽂化室里看书读报。"])) == ["老人在文化室里看书读报。"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (pdf([]), "scan"),
        (
            pdf(
                column([FULL]),
                trailer="/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -44"
                f" /O <{'11' * 32}> /U <{'22' * 32}> >>",
            ),
            "password",
        ),
        (b"%PDF-1.7 and nothing more", "damaged"),
        (pdf(column([FULL]))[:300], "damaged"),
    ],
)
def test_read_refuses_a_pdf_with_the_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as refusal:
        readers.read(data, "材料.pdf")
    assert str(refusal.value).startswith("材料.pdf: ")
