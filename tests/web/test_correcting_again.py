"""What follows a correction: it is made again, old addresses lead on, hits say so, long lists."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask.testing import FlaskClient
from sending import send, take_all_back

from kg.correction.model import Amend, CaseField, Merge
from kg.library import Library
from kg.model import Case, CaseEntity, CaseRecord, Entity, Mention, Passage, Query, Source
from kg.ontology import Kind
from web import create_app


@pytest.fixture
def client(desk: Library) -> Iterator[FlaskClient]:
    """A visitor to a library that is left as it was extracted."""
    yield create_app(desk, hosts={"localhost"}).test_client()
    take_all_back(desk)


def test_correction_that_was_taken_back_is_made_again(client: FlaskClient, desk: Library) -> None:
    case = desk.search(Query("径山镇")).hits[0].case.id
    send(client, f"/corrections/cases/{case}", do="title", title="难事商量着办")
    (made,) = desk.corrections()
    send(client, "/corrections/undo", id=made.correction.id)
    assert desk.case(case).case.title != "难事商量着办"
    offered = client.get("/corrections").text
    assert "重新更正" in offered
    assert re.search(r"\d{4}年\d+月\d+日 \d\d:\d\d 撤销", offered)
    again = send(client, "/corrections/redo", id=made.correction.id)
    assert "已重新更正" in again.text
    assert desk.case(case).case.title == "难事商量着办"
    assert "重新更正<span" not in again.text  # it stands
    refused = send(client, "/corrections/redo", id=made.correction.id)
    assert "已经有效" in refused.text
    assert len(desk.corrections()) == 2
    assert "后又重新更正" in again.text
    send(client, "/corrections/undo", id=desk.corrections()[-1].correction.id)
    assert client.get("/corrections").text.count("重新更正<span") == 1  # of two lines, the newer


def test_hit_of_a_corrected_case_says_so(client: FlaskClient, desk: Library) -> None:
    badge = '<span class="badge">已更正</span>'
    assert badge not in client.get("/?q=网格").text
    case = desk.search(Query("岳西县")).hits[0].case.id
    desk.correct(Amend(desk.case_ref(case), CaseField.DATE, "2021-05"))
    page = client.get("/?q=网格").text
    assert page.count(badge) == 1
    assert page.index(badge) < page.index("2021年5月") + 400
    assert client.get("/compare?theme=物业治理").text.count(badge) == 1


def test_addresses_of_a_merged_entity_lead_on(client: FlaskClient, desk: Library) -> None:
    one, other = (desk.named(name)[0].entity.id for name in ("板凳议事会", "红色管家"))
    desk.correct(Merge(desk.entity_ref(one), desk.entity_ref(other)))
    for path in ("", "/graph?kind=place", "/graph.svg"):
        answer = client.get(f"/entities/{one}{path}")
        assert answer.status_code == 302
        assert answer.headers["Location"] == f"/entities/{other}{path}"
    found = client.get(f"/path?start={one}&to=余杭区", follow_redirects=True)
    assert found.status_code == 200
    assert found.request.args["start"] == other
    assert client.get(f"/path?start={other}&end=nothing").status_code == 404
    assert client.get("/entities/nothing/graph").status_code == 404


def _naming(number: int, source: Source, name: str) -> CaseRecord:
    """A case that consists of a name."""
    key, at = f"many{number}", number * len(name)
    end = at + len(name)
    mention = Mention(Kind.PLACE, at, end, name, name)
    return CaseRecord(
        Case(key, source.id, number + 1, at, end, f"第{number}篇"),
        (Passage(f"p{number}", key, 1, at, end, name),),
        (CaseEntity(name, Kind.PLACE, name, (mention,)),),
    )


def test_entity_of_many_cases_is_split_page_by_page(client: FlaskClient, desk: Library) -> None:
    text = "渡口村"
    source = Source("9" * 64, "多.txt", "txt", "utf-8", text * 130)
    records = [_naming(n, source, text) for n in range(130)]
    desk.commit(source, records, [Entity("渡口村", Kind.PLACE, text)])
    at, seen = "/corrections/entities/渡口村/split", set()
    for _ in range(2):
        page = client.get(at).text
        seen |= set(re.findall(r'name="part" value="(many\d+)"', page))
        further = re.search(r'rel="next" href="([^"]+)"', page)
        at = unescape(further[1]) if further else at
    assert len(seen) == 130
    assert "第 101 至 130 篇，共 130 篇" in page
