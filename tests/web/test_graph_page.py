"""关系图: picture, table, filters, opening a neighbour, the chain between two."""

import re
import xml.etree.ElementTree as ET
from html import unescape
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from kg.library import Library
from kg.model import Case, CaseEntity, CaseRecord, Entity, Mention, Source
from kg.ontology import Kind, RelationType
from web import create_app
from web.graph.drawing import NARROW, WIDE, Shape, draw
from web.graph.drawn import Group, Item


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


def test_counts_of_a_filter_are_what_the_other_leaves(client: FlaskClient, town: str) -> None:
    page = client.get(f"/entities/{town}/graph?relation=located_in").text
    kinds = page[page.index("类别") : page.index("</p>", page.index("类别"))]
    chips = re.findall(r'href="([^"]+)"[^>]*>([^<]+)<span class="count">(\d+)<', kinds)
    assert chips
    for url, _, count in chips:
        assert f'<h2>列表<span class="count">{count} 个' in client.get(unescape(url)).text
    assert "品牌做法" not in {label for _, label, _ in chips}
    # What is chosen can be taken back, even where it leaves nothing.
    none = client.get(f"/entities/{town}/graph?relation=located_in&kind=initiative").text
    assert re.search(r'aria-current="true">品牌做法<span class="count">0<', none)


def test_neighbour_opens_in_place_and_closes(client: FlaskClient, town: str, yuhang: str) -> None:
    page = client.get(f"/entities/{town}/graph?open={yuhang}").text
    picture = page[page.index("<svg ") : page.index("</svg>")]
    assert "杭州市" in picture
    closes = re.search(r'href="([^"]+)"[^>]* class="toggle"><title>收起 余杭区', picture)
    assert closes
    assert "open=" not in closes[1]


def test_only_what_leads_on_can_be_opened(client: FlaskClient, library: Library, town: str) -> None:
    page = client.get(f"/entities/{town}/graph").text
    picture = page[page.index("<svg ") : page.index("</svg>")]
    with library.walking() as (_, graph):
        opens = {key: graph.leads_on(key, town) for key in graph.ties(town)}
    drawn = {key for key in opens if f'data-key="{key}"' in picture}
    assert {key for key in drawn if f'-{key}" href' in picture} == {
        key for key in drawn if opens[key]
    }
    assert any(opens.values())


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


def test_path_by_a_place_that_holds_both_says_how_little_that_tells(
    client: FlaskClient, library: Library, town: str
) -> None:
    with library.reading() as snapshot:
        known = sorted(one.id for one, _ in snapshot.counted_entities())
    with library.walking() as (_, graph):
        beside = [
            (one, other)
            for one, other in combinations(known, 2)
            if graph.parents(one)[:1] == graph.parents(other)[:1] != ()
            and graph.path(one, other, without=[RelationType.LOCATED_IN]) == ()
        ]
    start, end = beside[0]
    page = client.get(f"/path?start={start}&end={end}").text
    assert page.count("<strong>位于</strong>") == 2
    assert "同在一地" in page
    straight = client.get(f"/path?start={town}&to=浙江省").text
    assert straight.count("<strong>位于</strong>") > 1
    assert "同在一地" not in straight


def test_path_to_a_name_that_is_not_there_says_so(client: FlaskClient, town: str) -> None:
    assert "库中没有“无此地”" in client.get(f"/path?start={town}&to=无此地").text
    assert client.get("/path?start=nothing&to=径山镇").status_code == 404
    assert client.get("/entities/nothing/graph").status_code == 404


def test_path_understands_a_short_name_and_offers_what_letters_may_mean(
    client: FlaskClient, town: str
) -> None:
    assert "与余杭区的联系" in client.get(f"/path?start={town}&to=余杭").text
    asked = client.get(f"/path?start={town}&to=hsgj").text
    assert "库中没有“hsgj”，是不是其中一个？" in asked
    assert "红色管家" in asked


@pytest.mark.parametrize("typed", ["浙江省杭州市余杭区", "浙江余杭", "杭州市 余杭区"])
def test_path_understands_a_name_with_the_places_above_it(
    client: FlaskClient, town: str, typed: str
) -> None:
    assert "与余杭区的联系" in client.get(f"/path?start={town}&to={typed}").text
    elsewhere = client.get(f"/path?start={town}&to=江苏省余杭区").text
    assert "库中没有“江苏省余杭区”" in elsewhere


def test_unconnected_entities_are_said_to_be_so(
    client: FlaskClient, library: Library, town: str
) -> None:
    other = library.named("板凳议事会")[0].entity.id
    page = client.get(f"/path?start={town}&end={other}").text
    assert "没有把两者联系起来" in page


def test_counts_of_title_filters_and_table_agree(client: FlaskClient, town: str) -> None:
    page = client.get(f"/entities/{town}/graph").text
    total = re.search(r"相连的词条 (\d+) 个", page)
    assert total
    kinds = page[page.index("类别") : page.index("</p>", page.index("类别"))]
    counts = re.findall(r'class="count">(\d+)<', kinds)
    assert sum(map(int, counts)) == int(total[1])
    rows = page[page.index("near-table") :].count('<th scope="row">')
    assert rows == int(total[1])
    only = client.get(f"/entities/{town}/graph?kind=place").text
    assert f"筛出 {counts[0]} 个" in only
    assert only[only.index("near-table") :].count('<th scope="row">') == int(counts[0])


def test_thousands_of_neighbours_are_shown_in_part_and_listed_whole(tmp_path: Path) -> None:
    number = 5_000
    names = [f"第{n:04}村党支部" for n in range(number)]
    text = "。".join(names)
    source = Source("s", "甲.txt", "txt", "utf-8", text)
    case = Case("c", "s", 1, 0, len(text), "题目")
    there = [("柳河镇", Kind.PLACE, 0), *((n, Kind.ORGANIZATION, text.index(n)) for n in names)]
    entities = [Entity(name, kind, name) for name, kind, _ in there]
    mentioned = tuple(
        CaseEntity(name, kind, name, (Mention(kind, at, at + len(name), name, name),))
        for name, kind, at in there
    )
    with Library.open(tmp_path / "library", create=True) as library:
        library.commit(source, [CaseRecord(case, (), mentioned)], entities)
        client = create_app(library, hosts={"localhost"}).test_client()
        at, listed, pages = "/entities/柳河镇/graph", 0, 0
        first = client.get(at).text
        assert len(first) < 100_000
        assert f"其余 {number - 8} 个" in first
        assert f"第 1 至 50 个，共 {number} 个" in first
        while at:
            page = client.get(f"{at}").text
            listed += page[page.index("near-table") :].count('<th scope="row">')
            further = re.search(r'rel="next" href="([^"]+)"', page)
            at = unescape(further[1]) if further and pages < 2 else ""
            pages += 1
        assert listed == 3 * 50
        last = client.get("/entities/柳河镇/graph?page=100").text
        assert f"第 4951 至 {number} 个" in last
        assert 'rel="next"' not in last


@pytest.mark.parametrize("shape", [WIDE, NARROW])
def test_what_opens_a_neighbour_is_large_enough_to_hit(shape: Shape) -> None:
    items = tuple(Item(f"名{n}", "/", "place", "说明" * n, tied=True, toggle="/") for n in range(9))
    picture = draw("中", "place", [Group("甲", "place", items, 0, "")], shape)
    squares = sorted((label.toggle_x, label.y) for label in picture.labels if label.toggle)
    assert len(squares) == len(items)
    for (x, y), (further, below) in pairwise(squares):
        assert below - y >= shape.target or further - x >= shape.target
    assert shape.target >= (44 if shape is NARROW else 24)
    assert all(label.wide >= shape.target for label in picture.labels if label.url)
    assert all(0 <= x <= shape.width - 24 for x, _ in squares)
    assert 0 <= picture.left < picture.left + picture.box <= shape.width


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
