"""The overview page."""

import re
from html import unescape
from pathlib import Path
from urllib.parse import parse_qsl

from flask.testing import FlaskClient

from kg.library import Library
from web import create_app
from web.search.state import SearchState


def test_overview_leads_from_every_number_to_as_many_cases(
    client: FlaskClient, library: Library
) -> None:
    page = client.get("/overview").text
    numbers = re.findall(r'<td class="shade-\d"><a href="/\?([^"]+)">(\d+)</a>', page)
    assert numbers
    for address, number in numbers:
        state = SearchState.from_args(dict(parse_qsl(unescape(address))))
        assert library.search(state.query()).total == int(number), address


def test_overview_names_regions_and_formats(client: FlaskClient) -> None:
    page = client.get("/overview").text
    assert re.search(r'<th scope="row"><a href="[^"]+">浙江省</a></th>', page)
    assert "TXT 3 个" in page


def test_pages_of_an_empty_library_say_what_to_do(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        client = create_app(library, hosts={"localhost"}).test_client()
        assert "kg ingest" in client.get("/overview").text
        for path in ("/headings", "/headings?q=网格", "/sentences", "/sentences?bank=charge"):
            page = client.get(path).text
            assert "库中还没有材料" in page
            assert 'href="/materials">资料管理</a>收入文件' in page
