import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kg.errors import InvalidQuery, LibraryBusy, UnknownCase, UnknownEntity
from kg.library import Library
from web import create_app
from web.errors import page_for


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("/cases/nothing", "没有这篇材料"),
        ("/entities/nothing", "没有这个词条"),
        ("/nowhere", "没有这个页面"),
    ],
)
def test_missing_things_answer_404_in_chinese(client: FlaskClient, address: str, said: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert said in answer.text


def test_unknown_theme_answers_400_with_the_themes_that_there_are(client: FlaskClient) -> None:
    answer = client.get("/compare?theme=没有的主题")
    assert answer.status_code == 400
    assert "没有“没有的主题”这个主题" in answer.text
    assert "/compare?theme=%E7%89%A9%E4%B8%9A%E6%B2%BB%E7%90%86" in answer.text
    assert "引号" not in answer.text


def test_part_of_a_theme_s_name_is_enough(client: FlaskClient) -> None:
    page = client.get("/compare?theme=物业").text
    assert "<h1>各地做法对比：物业治理</h1>" in page
    assert '<option value="物业治理" selected>' in page
    assert client.get("/compare?theme=党建").status_code == 400  # several have it


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (InvalidQuery("x"), 400),
        (UnknownCase("x"), 404),
        (UnknownEntity("x"), 404),
        (LibraryBusy("x"), 503),
        (ZeroDivisionError("x"), 500),
    ],
)
def test_every_error_has_a_page(error: Exception, status: int) -> None:
    assert page_for(error).status == status


def test_library_that_is_written_for_the_first_time_says_so_and_asks_again(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, create=True) as own, Library.open(folder) as other, other.writer():
        answer = create_app(own, hosts={"localhost"}).test_client().get("/?q=物业")
    assert answer.status_code == 503
    assert "正在写入资料库，请稍等" in answer.text
    assert answer.headers["Refresh"] == answer.headers["Retry-After"] == "5"
    assert 'href="/?q=' in answer.text


def test_library_whose_folder_was_moved_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, create=True) as library:
        folder.rename(tmp_path / "elsewhere")
        answer = create_app(library, hosts={"localhost"}).test_client().get("/?q=物业")
    assert answer.status_code == 503
    assert "可能已被移动或改名" in answer.text


def test_form_that_was_not_taken_is_not_asked_for_again_by_itself(tmp_path: Path) -> None:
    folder = tmp_path / "library"
    with Library.open(folder, create=True) as own, Library.open(folder) as other, other.writer():
        client = create_app(own, hosts={"localhost"}).test_client()
        token = re.findall(r'name="token" value="([^"]+)"', client.get("/draft").text)[0]
        answer = client.post(
            "/draft",
            data={"token": token, "text": "书记说：“把群众的小事当作自己的大事，一件一件办到底。”"},
        )
    assert answer.status_code == 503
    assert "Refresh" not in answer.headers
    assert "这次提交没有执行" in answer.text


def test_health_tells_when_the_library_answers(client: FlaskClient) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 200
    assert answer.get_json() == {"ok": True, "problems": []}


def test_broken_library_gives_an_error_page_and_bad_health(tmp_path: Path) -> None:
    library = Library.open(tmp_path / "library", create=True)
    client = create_app(library, hosts={"localhost"}).test_client()
    library.close()
    for file in sorted((tmp_path / "library").rglob("*"), reverse=True):
        if file.is_file():
            file.unlink()
    answer = client.get("/")
    assert answer.status_code >= 500
    assert "</html>" in answer.text
    assert client.get("/healthz").status_code >= 500
