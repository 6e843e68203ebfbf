"""The comparison's pages and files: every cell leads to its passage, state stays in the address."""

import html
import re
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from kg.compare import Ask, By, Column, compare
from kg.library import Library
from web import create_app

TEXT = "我们准备组织业委会、物业公司和居民代表商量物业纠纷，居民打分评星。"


def test_every_cell_leads_to_a_passage_that_is_there(client: FlaskClient, library: Library) -> None:
    page = client.get("/compare?theme=物业治理").text
    table = page[page.index("<table class=") :]
    links = set(re.findall(r'href="(/cases/[^"#]+)#(p-[^"]+)"', table))
    assert links
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address).text
    for row in compare(library, Ask(By.THEME, "物业治理")).rows:
        for item in row.cell(Column.PRACTICE):
            assert item.text in page


def test_targets_carry_their_mark(client: FlaskClient) -> None:
    page = client.get("/compare?measure=议事厅").text
    assert re.search(r'5个</a><span class="badge warn">目标', page)
    assert re.search(r"12个</a>\s*</li>", page)


@pytest.mark.parametrize("way", ["theme", "initiative", "measure", "text"])
def test_each_way_in_has_a_form_of_its_own(client: FlaskClient, way: str) -> None:
    page = client.get(f"/compare?by={way}").text
    assert re.search(rf'<(?:select|input|textarea) id="{way}"', page)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"initiative": "红色管家"}, "同名做法"),
        ({"measure": "议事厅"}, "12个"),
        ({"text": TEXT}, "同写："),
    ],
)
def test_other_ways_answer(client: FlaskClient, asked: dict[str, str], said: str) -> None:
    answer = client.get(f"/compare?{urlencode(asked)}")
    assert answer.status_code == 200
    assert said in answer.text


def test_an_initiative_s_spread_goes_by_sound_years(client: FlaskClient) -> None:
    page = client.get("/compare?initiative=红色管家").text
    spread = page[page.index("出现的地区与年份") :]
    assert re.search(r'<th scope="col">2023</th>', spread)
    assert re.search(r'<th scope="row">浙江省</th><td class="number">1</td>', spread)


def test_an_unknown_initiative_is_said_and_no_error(client: FlaskClient) -> None:
    answer = client.get("/compare?initiative=无此做法")
    assert answer.status_code == 200
    assert "库中没有“无此做法”" in answer.text


def test_narrowing_grouping_and_columns_live_in_the_address(client: FlaskClient) -> None:
    asked = [
        ("theme", "物业治理"),
        ("region", "安徽省"),
        ("group", "level"),
        ("col", "practice"),
        ("col", "nothing"),
        ("page", "x"),
    ]
    page = client.get(f"/compare?{urlencode(asked)}").text
    assert re.findall(r'scope="rowgroup">([^<]+)', page) == ["县（市、区）"]
    assert '<option value="安徽省" selected>' in page
    assert '<option value="level" selected>' in page
    assert '<th scope="col">成效</th>' not in page
    assert "/compare/table.docx?theme=" in page


def test_coverage_says_what_is_missing(client: FlaskClient) -> None:
    page = client.get("/compare?theme=物业治理").text
    assert "2 篇材料，2 个省（区、市）" in page
    assert "另有 1 个相同或相近版本已并入" in page
    assert "本表未见的地区：北京市" in page
    (found,) = re.findall(r'<a href="([^"]+)">只在个别句子里提到的', page)
    assert client.get(html.unescape(found)).status_code == 200


def test_cases_stand_side_by_side(client: FlaskClient, library: Library) -> None:
    rows = compare(library, Ask(By.THEME, "物业治理")).rows
    cases = list(dict.fromkeys(row.case.id for row in rows))
    page = client.get(f"/compare/beside?{urlencode([('case', case) for case in cases])}").text
    assert page.count('<th scope="col">') == 2
    heads = re.findall(r'scope="rowgroup">([^<]+)', page)
    assert {"做法", "成效", "数据"} <= set(heads)
    assert 'class="collect"' in page
    for form in ("docx", "xlsx", "md", "csv"):
        (address,) = re.findall(rf'href="(/compare/beside\.{form}[^"]+)"', page)
        assert client.get(html.unescape(address)).data
    alone = client.get(f"/compare/beside?case={cases[0]}")
    assert "请选两至四篇" in alone.text
    assert client.get("/compare/beside?case=a&case=b").status_code == 404


@pytest.mark.parametrize("form", ["docx", "xlsx", "md", "csv"])
def test_the_table_leaves_as_a_file(client: FlaskClient, form: str) -> None:
    answer = client.get(f"/compare/table.{form}?theme=物业治理")
    assert answer.status_code == 200
    assert answer.data
    assert "attachment" in answer.headers["Content-Disposition"]
    assert client.get("/compare/table.exe?theme=物业治理").status_code == 400


def test_an_unknown_initiative_gets_names_like_it(client: FlaskClient) -> None:
    page = client.get("/compare?initiative=红色管家队").text
    assert "名称相近的有" in page
    assert re.search(r'<a href="/compare\?initiative=[^"]+">红色管家</a>', page)


def test_rows_of_a_case_stand_under_one_head(client: FlaskClient, library: Library) -> None:
    page = client.get("/compare?measure=议事厅").text
    rows = list(compare(library, Ask(By.MEASURE, "议事厅")).rows)
    cases = {row.case.id for row in rows}
    assert len(rows) > len(cases)
    assert page.count('name="case"') == len(cases)
    assert page.count('id="r-') == len(rows)
    assert 'rowspan="2"' in page


def test_what_a_text_finds_stands_by_nearness_unless_asked(client: FlaskClient) -> None:
    near = client.get(f"/compare?{urlencode({'text': TEXT})}").text
    assert 'scope="rowgroup"' not in near
    grouped = client.get(f"/compare?{urlencode({'text': TEXT, 'group': 'region'})}").text
    assert 'scope="rowgroup"' in grouped


def test_comparison_of_an_empty_library_says_that_it_is_empty(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as empty:
        client = create_app(empty, hosts={"localhost"}).test_client()
        page = client.get("/compare", query_string={"theme": "物业治理"}).text
    assert "库中还没有材料" in page
    assert "0 篇材料" not in page
