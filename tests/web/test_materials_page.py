"""Uploading, the list of files, one file, taking out: over a library of its own."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, render_template
from flask.testing import FlaskClient

from ingest.pipeline import ingest
from ingest.running.finding import File
from ingest.running.report import Doing, Step
from kg.library import Library
from kg.model import Query
from web import create_app
from web.materials.intake import Arrival, Stage
from web.materials.names import safe_name
from web.materials.page import IntakePart, arrival_line

HOST = "localhost"
TEXT = """院坝里说事 板凳上议事
安徽省岳西县天堂镇党委

天堂镇党委推行“板凳说事会”，全镇设立14个说事点，党员每周到点听意见，桩桩件件记在账上。
更多资料请关注公众号：材料大全
"""
PATIENCE = 60.0  # seconds; a file takes one or two


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("materials"), create=True) as opened:
        yield opened


@pytest.fixture(scope="module")
def app(library: Library) -> Iterator[Flask]:
    made = create_app(library, hosts={HOST})
    yield made
    made.extensions["intake"].close()


@pytest.fixture(scope="module")
def client(app: Flask) -> FlaskClient:
    """A visitor who has sent an empty file, a picture and, last, a text."""
    made = app.test_client()
    picture = b"\x89PNG\r\n\x1a\n" + bytes(64)
    send(made, ("空.txt", b""), ("图.png", picture), ("天堂.txt", TEXT.encode()))
    return made


def token_of(client: FlaskClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/materials").text)
    assert found
    return found[1]


def send(client: FlaskClient, *files: tuple[str, bytes], **more: object) -> None:
    data = {
        "token": token_of(client),
        "file": [(io.BytesIO(content), name) for name, content in files],
        **more,
    }
    answer = client.post("/materials/upload", data=data)
    assert answer.status_code == 302
    assert client.application.extensions["intake"].wait(PATIENCE)


def test_line_tells_what_is_done_with_a_file_and_how_far_it_is(app: Flask) -> None:
    names = ("读", "分", "抽", "写")
    steps = (Step(Doing.READING), Step(Doing.CUTTING), Step(Doing.EXTRACTING, 2, 9))
    told = [Arrival(n, name, Path(name), Stage.READING) for n, name in enumerate(names)]
    shown = [
        arrival_line(replace(arrival, step=step), "")
        for arrival, step in zip(told, (*steps, Step(Doing.WRITING)), strict=True)
    ]
    assert [line.label for line in shown] == ["正在读取", "正在分篇", "正在抽取", "正在写入"]
    assert [line.detail for line in shown] == ["", "", "第 3 篇，共 9 篇", ""]
    with app.test_request_context():
        part = IntakePart(tuple(shown), "正在读取 4 个", running=True, indexing=False, held="")
        page = render_template("_intake.html", intake=part, ended=False)
        settled = replace(part, summary="已收入 4 个", indexing=True)
        after = render_template("_intake.html", intake=settled, ended=False)
    assert "编入索引" not in page
    assert "已收入 4 个。正在编入索引，稍候即可检索" in after
    assert page.count("<progress") == 1
    assert 'value="2" max="9"' in page


def test_steps_of_a_file_are_told_as_it_is_taken_in(tmp_path: Path) -> None:
    heard: list[Step] = []
    two = "\n\n".join(TEXT.replace("院坝", place) for place in ("院坝", "渡口"))
    (tmp_path / "两篇.txt").write_text(two, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([File(tmp_path / "两篇.txt", "两篇.txt", heard.append)], library, workers=1)
        cases = len(library.cases_of(library.sources()[0].id))
    counted = [Step(Doing.EXTRACTING, number, cases) for number in range(cases)]
    expected = [Step(Doing.READING), Step(Doing.CUTTING), *counted, Step(Doing.WRITING)]
    assert heard == expected


def test_uploaded_file_is_found_and_its_page_tells_what_was_cleaned(
    client: FlaskClient, library: Library
) -> None:
    (hit,) = library.search(Query("板凳说事会")).hits
    assert hit.path == "天堂.txt"
    page = client.get("/materials").text
    assert "已收入 1 个，未能读取 2 个" in page
    assert page.count(">图.png<") == 1  # among what could not be read, not among arrivals as well
    address = re.search(r'href="(/materials/[0-9a-f]{64})"', page)
    assert address
    source = client.get(address[1]).text
    assert "院坝里说事" in source
    assert "水印" in source
    assert "材料大全" in source


def test_refused_files_stand_above_those_that_were_taken_in(client: FlaskClient) -> None:
    told = client.get("/materials/progress").text
    stages = re.findall(r'<li class="stage-(\w+)">', told)
    assert {"failed", "added"} <= set(stages)
    assert stages.index("added") > max(n for n, one in enumerate(stages) if one == "failed")


def test_failure_is_listed_until_it_is_forgotten(client: FlaskClient, library: Library) -> None:
    failure = next(f for f in library.failures() if f.path == "图.png")
    assert Path(failure.origin).exists()
    data = {"token": token_of(client), "origin": failure.origin}
    client.post("/materials/forget", data=data)
    assert "图.png" not in [f.path for f in library.failures()]
    assert not Path(failure.origin).exists()


def test_only_a_file_that_was_not_read_is_let_go(client: FlaskClient, library: Library) -> None:
    (source,) = library.sources()
    for origin in (source.origin, str(Path(source.origin).parent / "..")):
        data = {"token": token_of(client), "origin": origin}
        assert client.post("/materials/forget", data=data).status_code == 302
    assert Path(source.origin).exists()


def test_changed_file_of_the_same_name_takes_the_place_of_the_older(
    client: FlaskClient, library: Library
) -> None:
    (before,) = library.sources()
    send(client, ("天堂.txt", TEXT.replace("14个", "15个").encode()))
    (after,) = library.sources()
    assert after.path == "天堂.txt"
    assert library.search(Query("15个说事点")).total == 1
    assert not Path(before.origin).exists()


def test_file_that_is_there_already_is_unchanged(client: FlaskClient, library: Library) -> None:
    (before,) = library.sources()
    send(client, ("乙.txt", Path(before.origin).read_bytes()))
    stages = [a.stage for a in client.application.extensions["intake"].arrivals()]
    assert stages[0] == Stage.UNCHANGED
    assert [source.id for source in library.sources()] == [before.id]


def test_files_wait_while_another_program_writes(client: FlaskClient, library: Library) -> None:
    intake = client.application.extensions["intake"]
    with Library.open(library.folder) as other, other.writer():
        text = TEXT.replace("天堂镇", "云峰镇").encode()
        data = {"token": token_of(client), "file": (io.BytesIO(text), "安徽/云峰.txt")}
        client.post("/materials/upload", data=data)
        assert not intake.wait(0.5)
        assert "等待读取 1 个" in client.get("/materials/progress").text
    assert intake.wait(PATIENCE)
    assert library.source_at("安徽/云峰.txt") is not None


def test_a_file_that_waits_or_is_read_is_cancelled(client: FlaskClient, library: Library) -> None:
    intake = client.application.extensions["intake"]
    text = TEXT.replace("天堂镇", "店前镇")
    long = "\n\n".join(text.replace("院坝", f"第{n}院坝") for n in range(400)).encode()
    with Library.open(library.folder) as other, other.writer():
        for name, content in (("取消/长.txt", long), ("取消/短.txt", text.encode())):
            data = {"token": token_of(client), "file": (io.BytesIO(content), name)}
            client.post("/materials/upload", data=data)
        short, _ = intake.arrivals()[:2]
        cancel(client, short.number)  # it waits
        assert "已取消" in client.get("/materials/progress").text
    first = intake.arrivals()[1].number
    cancel(client, first)  # it waits or is read by now
    assert intake.wait(PATIENCE)
    assert [one.stage for one in intake.arrivals()[:2]] == [Stage.CANCELLED] * 2
    for arrival in intake.arrivals()[:2]:
        assert not arrival.path.exists()
        assert library.source_at(arrival.name) is None
    cancel(client, first)  # once more, and of none: nothing happens
    cancel(client, 10_000)
    cancel(client, "9" * 5000)  # no number that Python reads
    send(client, ("取消/短.txt", text.encode()))
    assert library.source_at("取消/短.txt") is not None


def test_only_who_sent_a_file_takes_it_out_of_the_line(app: Flask, library: Library) -> None:
    mine, other = app.test_client(), app.test_client()
    intake = app.extensions["intake"]
    text = TEXT.replace("天堂镇", "主簿镇").encode()
    with Library.open(library.folder) as writing, writing.writer():
        data = {"token": token_of(mine), "file": (io.BytesIO(text), "我的.txt")}
        mine.post("/materials/upload", data=data)
        number = intake.arrivals()[0].number
        cancel(other, number)
        assert f'id="cancel-{number}"' in mine.get("/materials/progress").text
        seen = other.get("/materials/progress").text
        assert f'id="cancel-{number}"' not in seen
        assert "由其他人上传" in seen
        cancel(mine, number)
    assert intake.wait(PATIENCE)
    assert intake.arrivals()[0].stage is Stage.CANCELLED


def cancel(client: FlaskClient, number: int | str) -> None:
    data = {"token": token_of(client), "number": str(number)}
    assert client.post("/materials/cancel", data=data).status_code == 302


def test_list_is_narrowed_and_pages_past_the_end_show_the_last(client: FlaskClient) -> None:
    page = client.get("/materials?q=安徽&page=9").text
    assert "共 1 个" in page
    assert re.search(r'href="/materials/[0-9a-f]{64}">安徽/云峰.txt</a><span', page)
    assert "天堂.txt</a><span" not in page[page.index("库中文件") :]


def test_source_is_taken_out_with_its_file(client: FlaskClient, library: Library) -> None:
    for source in library.sources():
        answer = client.post(f"/materials/{source.id}/remove", data={"token": token_of(client)})
        assert answer.status_code == 302
        assert not Path(source.origin).exists()
        assert client.get(f"/materials/{source.id}").status_code == 404
    assert library.sources() == ()
    assert library.search(Query("说事会")).total == 0
    assert "已收入" not in client.get("/materials").text


@pytest.mark.parametrize("path", ["/materials/upload", "/materials/forget", "/materials/x/remove"])
def test_nothing_changes_without_the_page_s_token(client: FlaskClient, path: str) -> None:
    assert client.post(path, data={"token": "x"}).status_code == 400


def test_form_without_a_file_is_refused(client: FlaskClient) -> None:
    answer = client.post("/materials/upload", data={"token": token_of(client)})
    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\资料\\甲.txt", "C/资料/甲.txt"),
        ("/甲.txt", "甲.txt"),
        ("a/./b/\x00../甲.txt", "a/b/甲.txt"),
        ("...", "未命名"),
    ],
)
def test_safe_name_stays_inside(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_kept_files_are_named_by_their_content(client: FlaskClient) -> None:
    send(client, ("x.html", b"<script>"))
    intake = client.application.extensions["intake"]
    arrival = intake.arrivals()[0]
    assert re.fullmatch("[0-9a-f]{64}", arrival.path.name)
    assert intake.keeps(str(arrival.path.resolve())) is not None
    assert intake.keeps("/etc/passwd") is None
    assert client.get(f"/uploads/{arrival.path.name}").status_code == 404
