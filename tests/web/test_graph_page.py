"""关系图: picture, table, filters, opening a neighbour, the chain between two."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from itertools import pairwise

import pytest
from flask.testing import FlaskClient

from kg.library import Library
from kg.ontology import Kind
from web.graph.drawing import Group, Item, draw


@pytest.fixture(scope="module")
def yuhang(library: Library) -> str:
    return library.named("余杭区")[0].entity.id


@pytest.fixture(scope="module")
def town(library: Library) -> str:
    return next(p.entity.id for p in library.named("径山镇") if p.entity.kind is Kind.PLACE)


def test_graph_shows_each_neighbour_in_picture_and_table(client: FlaskClient, town: str) -> None:
    page = client.get(f"/entities/{town}/graph").text
    picture = page[page.index("<svg ") : page.index("</svg>")]
    table = page[page.index("near-table") :]
    for name in ("余杭区", "红色管家"):
        assert name in picture
        assert name in table
    assert "位于" in picture


def test_filters_narrow_and_are_taken_back(client: FlaskClient, town: str) -> None:
    page = client.get(f"/entities/{town}/graph?kind=initiative&kind=nothing&relation=x").text
    table = page[page.index("near-table") :]
    assert "红色管家" in table
    assert "余杭区" not in table
    active = re.search(r'href="([^"]+)" aria-current="true">品牌做法', page)
    assert active
    assert "余杭区" in client.get(unescape(active[1])).text
    only = client.get(f"/entities/{town}/graph?relation=located_in").text
    assert "红色管家" not in only[only.index("near-table") :]


def test_neighbour_opens_in_place_and_closes(client: FlaskClient, town: str, yuhang: str) -> None:
    page = client.get(f"/entities/{town}/graph?open={yuhang}").text
    picture = page[page.index("<svg ") : page.index("</svg>")]
    assert "杭州市" in picture
    closes = re.search(r'href="([^"]+)" class="toggle"><title>收起 余杭区', picture)
    assert closes
    assert "open=" not in closes[1]


def test_picture_is_a_file_of_its_own(client: FlaskClient, town: str) -> None:
    answer = client.get(f"/entities/{town}/graph.svg?kind=initiative")
    assert answer.mimetype == "image/svg+xml"
    assert "attachment" in answer.headers["Content-Disposition"]
    root = ET.fromstring(answer.text)  # noqa: S314 -- our own file
    assert "红色管家" in "".join(root.itertext())


def test_path_tells_each_step_with_its_words(client: FlaskClient, town: str) -> None:
    asked = client.get(f"/path?start={town}&to=红色管家").text
    assert "指哪一个" in asked  # the masked case has one of the same name
    offered = re.findall(r'href="(/path\?[^"]+)"', asked)
    pages = [client.get(unescape(address)).text for address in offered]
    page = next(page for page in pages if "推行" in page)
    chain = page[page.index('class="chain"') :]
    assert "推行" in chain
    assert "<blockquote>" in chain
    assert re.search(r'href="/cases/[^"]+"', chain)


def test_path_to_a_name_that_is_not_there_says_so(client: FlaskClient, town: str) -> None:
    assert "库中没有“无此地”" in client.get(f"/path?start={town}&to=无此地").text
    assert client.get("/path?start=nothing&to=径山镇").status_code == 404
    assert client.get("/entities/nothing/graph").status_code == 404


def test_unconnected_entities_are_said_to_be_so(
    client: FlaskClient, library: Library, town: str
) -> None:
    other = library.named("板凳议事会")[0].entity.id
    page = client.get(f"/path?start={town}&end={other}").text
    assert "没有把两者联系起来" in page


@pytest.mark.parametrize("number", [0, 1, 40])
def test_names_of_a_picture_never_overlap(number: int) -> None:
    child = Item("内", "/", "place", "", tied=True)
    items = tuple(
        Item(f"名{n}", "/", "place", "", tied=True, children=(child,) * (n % 3))
        for n in range(number)
    )
    groups = [Group("甲", "place", items, 3, "/"), Group("乙", "person", items, 0, "")]
    picture = draw("中" * 30, "place", groups)
    for anchor in ("start", "end"):
        rows = sorted(label.y for label in picture.labels if label.anchor == anchor)
        assert all(below - above >= 15 for above, below in pairwise(rows))
        assert all(0 < y < picture.height for y in rows)
