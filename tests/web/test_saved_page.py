"""Saved searches on the pages: saved from the answer, told what is new, looked at, taken away."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from ingest.parsing import parse
from ingest.pipeline import ingest
from ingest.running.job import Job
from kg.library import Library
from web import create_app
from web.saved.watch import Watch
from web.search.state import SearchState

NEW = "渡口边的物业\n安徽省岳西县天堂镇党委把物业治理交给渡口边的老党员。\n"


@pytest.fixture
def client(desk: Library) -> FlaskClient:
    return create_app(desk, hosts={"localhost"}).test_client()


def send(client: FlaskClient, page: str, address: str, **values: str) -> str:
    """Send a form as the page has it; the text of the page that comes back."""
    hidden = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    known = {name: unescape(value) for name, value in hidden.items()}
    return client.post(address, data=known | values, follow_redirects=True).text


@pytest.mark.parametrize(
    "asked", ["q=物业", "q=物业&region=浙江省&theme=a&theme=b&synonyms=0&sort=date", "", "page=7"]
)
def test_a_search_is_the_same_after_it_was_saved(client: FlaskClient, asked: str) -> None:
    with client.application.test_request_context():
        state = SearchState.from_asked(asked)
        assert SearchState.from_asked(state.asked) == state
        assert state.page == 1


def test_what_is_new_is_told_until_it_is_looked_at(
    client: FlaskClient, desk: Library, tmp_path: Path
) -> None:
    found = client.get("/?q=物业&region=安徽省").text
    keep = found[found.index('class="keep"') :]
    page = send(client, keep, "/saved/add")
    assert "已存下检索“物业 · 安徽省”" in page
    assert "以来没有新增" in page
    assert "新增" not in client.get("/").text

    (tmp_path / "渡口.txt").write_text(NEW, encoding="utf-8")
    assert ingest([tmp_path], desk).counts["added"] == 1
    assert "新增 1" in client.get("/").text
    page = client.get("/?q=物业&region=安徽省").text
    assert page.count(">新增</span>") == 1
    assert page.index("渡口边的物业") < page.index('class="hits"'), "named above the hits"
    page = client.get("/saved").text
    assert "新增 1 篇" in page
    assert "渡口边的物业" in page

    form = page[page.index('class="saved-edit"') :]
    assert "新增" not in re.sub(
        r"<p class=\"lead\">.*?</p>", "", send(client, form, "/saved/edit", do="look")
    )
    renamed = send(client, form, "/saved/edit", do="rename", name="岳西物业")
    assert "岳西物业" in renamed
    gone = send(client, form, "/saved/edit", do="remove")
    assert "还没有存下检索" in gone
    assert client.post("/saved/edit", data={"do": "look"}).status_code == 400


def test_an_answer_of_an_index_that_lags_behind_is_asked_again(
    desk: Library, tmp_path: Path
) -> None:
    (tmp_path / "码头.txt").write_text(NEW.replace("渡口", "码头"), encoding="utf-8")
    watch = Watch(desk)
    asked = SearchState(q="物业", region="安徽省").asked
    before = set(watch.found(asked))
    with Library.open(desk.folder) as other, other.writer():
        parsed = parse(Job(tmp_path / "码头.txt", "码头.txt"))
        other.commit(parsed.source, parsed.records, parsed.entities)
        assert set(watch.found(asked)) == before
    desk.refresh()
    assert set(watch.found(asked)) > before


def test_an_unknown_search_is_a_404(client: FlaskClient) -> None:
    page = client.get("/?q=物业").text
    token = re.search(r'name="token" value="([^"]+)"', page)
    assert token
    answer = client.post("/saved/edit", data={"token": token[1], "search": "x", "do": "look"})
    assert answer.status_code == 404
    assert "没有这个已存检索" in answer.text
