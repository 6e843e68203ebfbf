"""What a folder of years may hold: every file ends, with a reason where it is refused."""

import os
import zlib
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from pathlib import Path

import pytest

from ingest import pipeline, readers
from ingest.parsing import parse
from ingest.pipeline import ingest
from ingest.running.files import read_file
from ingest.running.job import Job
from ingest.running.report import Outcome
from kg.errors import UnreadableSource
from kg.library import Library

Folder = Callable[[str, Mapping[str, str | bytes]], Path]
MakeLibrary = Callable[[str], Library]

PAPER = "某县支部进小区\n某县把支部建在小区里，党员到社区报到，群众的事情有人管、管得好。\n" * 3
PHOTO = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4


def reasons(root: Path, library: Library, **options: int) -> dict[str, str]:
    """Reason of every file that failed; the others are left out."""
    report = ingest([root], library, **options)
    return {s.path: s.reason or "" for s in report.sources if s.outcome is Outcome.FAILED}


def test_ingest_names_what_it_refuses_and_takes_the_rest(
    folder: Folder, make_library: MakeLibrary
) -> None:
    root = folder(
        "材料",
        {
            "照片/1.jpg": PHOTO,
            "照片/2.txt": PHOTO,
            "空.docx": b"",
            "乱.txt": bytes(range(256)) * 20,
            "报告.pdf": PAPER,
            "程序.exe": b"MZ\x90\x00" + bytes(500),
            "录像.mp4": b"\x00\x00\x00\x20ftypisom" + bytes(500),
            "论文.caj": b"CAJ\x00" + bytes(500),
        },
    )
    found = reasons(root, make_library("one"))
    assert {path: reason[:28] for path, reason in found.items()} == {
        "照片/1.jpg": "this file is a picture; reco",
        "照片/2.txt": "this file is a picture; reco",
        "空.docx": "this file is empty; check th",
        "乱.txt": "this is not text in any enco",
        "程序.exe": "this file is a program or it",
        "录像.mp4": "this file is a sound or vide",
        "论文.caj": "this file is a CAJ file of C",
    }


def test_ingest_goes_on_after_a_file_that_takes_too_long(
    folder: Folder, make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {f"{name}.txt": f"{PAPER}{name}又一句。\n" for name in "甲乙"}  # 乙 takes seconds
    texts["乙.txt"] *= 2_000
    root = folder("材料", texts)
    usual = pipeline._time_limit
    monkeypatch.setattr(
        pipeline, "_time_limit", lambda file: 0.01 if file.name == "乙.txt" else usual(file)
    )
    found = reasons(root, make_library("one"), workers=1)
    assert list(found) == ["乙.txt"]
    assert "took longer" in found["乙.txt"]


def test_ingest_reads_even_one_short_text_where_it_can_be_stopped(
    folder: Folder, make_library: MakeLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "_time_limit", lambda _: 0.0)  # less than a worker's start
    found = reasons(folder("材料", {"甲.txt": PAPER}), make_library("one"), workers=8)
    assert "took longer" in found["甲.txt"]


def test_ingest_ends_for_pipes_and_links_that_lead_nowhere_or_to_themselves(
    folder: Folder, make_library: MakeLibrary
) -> None:
    root = folder("材料", {"甲.txt": PAPER})
    (root / "圈").symlink_to(root, target_is_directory=True)
    (root / "自己").symlink_to(root / "自己")
    (root / "没有.txt").symlink_to(root / "哪里.txt")
    os.mkfifo(root / "管道.txt")
    found = reasons(root, make_library("one"))
    assert sorted(found) == ["没有.txt", "管道.txt", "自己"]
    assert "pipe" in found["管道.txt"]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_ingest_names_a_file_without_rights(folder: Folder, make_library: MakeLibrary) -> None:
    root = folder("材料", {"甲.txt": PAPER})
    (root / "甲.txt").chmod(0)
    assert "rights" in reasons(root, make_library("one"))["甲.txt"]


def test_read_file_refuses_the_largest_unread_and_tells_a_video(tmp_path: Path) -> None:
    for head, reason in ((b"", "larger than"), (b"\x00\x00\x00\x20ftypisom", "video")):
        path = tmp_path / "a.bin"
        with path.open("wb") as file:
            file.write(head)
            file.truncate(readers.LARGEST + 1)
        with pytest.raises(UnreadableSource, match=reason):
            read_file(path)


def test_read_takes_pages_saved_as_one_file() -> None:
    message = EmailMessage()
    message["Subject"] = "page"
    words = "居民议事厅商量停车的事，大家提了很多意见，最后定下办法。"
    message.add_alternative(
        f"<html><body><h1>小区议事有办法</h1><p>{words}</p></body></html>",
        subtype="html",
        charset="gb18030",
    )
    document = readers.read(message.as_bytes(), "页面.mht")
    assert (document.format, document.text) == ("html", f"小区议事有办法\n{words}")


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"PK\x05\x06" + bytes(18), "archive"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n", "no text"),
        (b"\x1f\x8b" + zlib.compress(b"x"), "archive"),
        (b"SQLite format 3\x00" + bytes(90), "data"),
        (b"\x7fELF" + bytes(90), "program"),
        (b"RIFF\x00\x00\x00\x00WEBPVP8 ", "picture"),
        (b"x" * 257 + b"ustar" + bytes(90), "archive"),
    ],
)
def test_read_refuses_foreign_kinds_by_their_first_bytes(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        readers.read(data, "材料.docx")


def test_read_tells_lines_of_labels_from_the_head_of_a_saved_page() -> None:
    text = "Name: a person\r\n" * 200
    assert readers.read(text.encode(), "a.txt").format == "txt"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030", "big5"])
@pytest.mark.parametrize("mark", [True, False])
def test_read_knows_every_encoding_with_and_without_its_mark(encoding: str, *, mark: bool) -> None:
    text = "社區幹部來到居民家裡，說明這個計畫會怎麼做，大家都說好。\n"
    marks = {"gb18030": "\ufeff".encode("gb18030"), "utf-8": b"\xef\xbb\xbf"}
    data = text.encode("utf-16-le" if encoding == "utf-16" and not mark else encoding)
    assert readers.read((marks.get(encoding, b"") if mark else b"") + data, "a.txt").text == text


@pytest.mark.parametrize("declared", ["utf-8", "gb2312", "idna", "no-such-charset"])
def test_read_decodes_a_page_that_names_a_wrong_charset(declared: str) -> None:
    body = "<p>居民议事厅商量停车的事，大家提了很多意见。</p>" * 3
    page = f'<html><head><meta charset="{declared}"></head><body>{body}</body></html>'
    for encoding in ("gb18030", "utf-8", "utf-8-sig"):
        assert "商量停车" in readers.read(page.encode(encoding), "a.html").text


def test_a_file_of_contents_alone_is_refused_as_such(tmp_path: Path) -> None:
    file = tmp_path / "目录.txt"
    file.write_text("目 录\n把小区管起来……1\n把老人照顾好……3\n", encoding="utf-8")
    with pytest.raises(UnreadableSource, match="table of contents alone"):
        parse(Job(file, file.name))
