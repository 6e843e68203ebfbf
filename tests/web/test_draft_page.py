"""核对草稿 on its page: pasted and uploaded drafts, verdicts, links to the proof."""

import html
import io
import re
from pathlib import Path

import docx
import pytest
from flask.testing import FlaskClient

from ingest.drafting import MOST
from ingest.pipeline import ingest
from kg.library import Library
from web import create_app
from web.writing.draft_page import draft_page

DRAFT = "径山镇全镇建成12个议事厅。<b>径山镇</b>去年受理物业诉求806件。"


@pytest.fixture
def token(client: FlaskClient) -> str:
    return re.findall(r'name="token" value="([^"]+)"', client.get("/draft").text)[0]


def send(client: FlaskClient, token: str, text: str = "", file: object = None) -> str:
    data = {"token": token, "text": text} | ({"file": file} if file else {})
    answer = client.post("/draft", data=data, content_type="multipart/form-data")
    assert answer.status_code == 200
    return answer.text


def test_claims_are_marked_and_lead_to_their_proof(client: FlaskClient, token: str) -> None:
    page = send(client, token, f"{DRAFT}\n第二段。")
    assert page.count("。\n第二段。") == 2  # the text and the form keep the draft's own lines
    assert html.escape(DRAFT) in page  # kept in the form, to be corrected
    assert "&lt;b&gt;" in page
    assert "<b>径山镇</b>" not in page
    assert "库中为860件" in page
    marked = dict(re.findall(r'class="mention (is-[a-z]+)" href="#(f-\d+)"', page))
    assert set(marked) >= {"is-found", "is-other"}
    for anchor in marked.values():
        assert f'id="{anchor}"' in page
    links = re.findall(r'class="from"><a href="(/cases/[^"#]+)#(p-[^"]+)"', page)
    assert links
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address).text


def test_claims_are_listed_by_verdict_or_as_the_draft_has_them(
    client: FlaskClient, token: str
) -> None:
    data = {"token": token, "text": DRAFT}
    listed = {}
    for order in ("", "draft", "nonsense"):
        page = client.post(f"/draft?order={order}", data=data).text
        listed[order] = re.findall(r'<li id="(f-\d+)"', page)
    assert listed[""] == listed["nonsense"] != listed["draft"]
    assert listed["draft"] == sorted(listed["draft"], key=lambda one: int(one[2:]))
    page = client.post("/draft?order=draft", data=data).text
    assert 'action="/draft?order=draft"' in page  # the next check keeps it
    for order in ("verdict", "draft"):
        assert f'formaction="/draft?order={order}"' in page


@pytest.mark.parametrize("name", ["稿.docx", "稿.txt", "稿.md"])
def test_a_file_is_read_as_a_pasted_text_is(client: FlaskClient, token: str, name: str) -> None:
    content = io.BytesIO(DRAFT.encode())
    if name.endswith("docx"):
        document = docx.Document()
        document.add_paragraph(DRAFT)
        content = io.BytesIO()
        document.save(content)
        content.seek(0)
    assert "库中为860件" in send(client, token, file=(content, name))


@pytest.mark.parametrize("name", ["稿.pdf", "稿.exe", "稿"])
def test_what_cannot_be_read_says_what_to_do(client: FlaskClient, token: str, name: str) -> None:
    data = {"token": token, "file": (io.BytesIO(b"%PDF-1.4"), name)}
    answer = client.post("/draft", data=data, content_type="multipart/form-data")
    assert answer.status_code == 400
    assert "也可以直接粘贴" in answer.text


def test_an_empty_draft_gives_the_form_and_a_long_one_says_it_was_cut(
    client: FlaskClient, token: str
) -> None:
    assert 'class="tally"' not in send(client, token, "  \n")
    assert f"只核对了前 {MOST:,} 字" in send(client, token, "好。" * (MOST // 2 + 1))


def test_proofs_carry_the_badges_of_their_case(tmp_path: Path) -> None:
    text = (
        "安徽省岳西县天堂镇：板凳议事会开到家门口\n内部资料\n天堂镇划分48个网格，每月议事一次。\n"
    )
    (tmp_path / "甲.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([tmp_path / "甲.txt"], library)
        with create_app(library, hosts={"localhost"}).test_request_context():
            page = draft_page(library, "岳西县天堂镇划分48个网格。")
    proofs = [proof for row in page.rows for proof in (*row.proofs, *row.more)]
    assert proofs
    assert all("内部资料" in proof.badges for proof in proofs)
