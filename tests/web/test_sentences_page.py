"""句库 and 收入 on its page: banks, themes, levels, sources."""

import html
import json
import re

import pytest
from flask.testing import FlaskClient

from kg.banks.sentences import Bank, bank
from kg.library import Library


@pytest.mark.parametrize("which", Bank)
def test_every_sentence_has_its_source_and_a_button(
    client: FlaskClient, library: Library, which: Bank
) -> None:
    page = client.get(f"/sentences?bank={which}").text
    found = bank(library, which)
    buttons = [
        json.loads(html.unescape(v)) for v in re.findall(r'name="what" value="([^"]+)"', page)
    ]
    assert [b["spans"] for b in buttons] == [[f"{one.start}-{one.end}"] for one in found]
    for one in found:
        assert html.escape(one.text) in page
        assert f"来源文件 {one.path}，第{one.passage.number}段" in page
    if not found:
        assert "这个范围内没有挑出" in page


def test_unknown_banks_are_the_first_and_unknown_themes_are_refused(client: FlaskClient) -> None:
    assert "句库：金句" in client.get("/sentences?bank=nothing").text
    assert client.get("/sentences?theme=nothing").status_code == 400
    page = client.get("/sentences?bank=charge&theme=物业治理").text
    assert '<option value="物业治理" selected>' in page
    assert "bank=telling&amp;theme=" in page
