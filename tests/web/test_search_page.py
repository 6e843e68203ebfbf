"""The search page: what was found, how it is narrowed, what it says of the query."""

import csv
import io
import re
from html import unescape
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openpyxl import load_workbook

from kg.library import Library
from kg.model import Query
from web.search import reading
from web.search.state import SearchState


def text_of(html: str) -> str:
    """What a reader sees: tags out, blanks folded."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def test_search_marks_what_was_found(client: FlaskClient) -> None:
    page = client.get("/?q=红色管家").text
    assert "支部建在楼栋上" in page
    assert "<mark>" in page
    assert "浙江省杭州市余杭区" in page
    assert "2023年6月" in page
    assert "来源文件 径山.txt" in text_of(page)


def test_search_says_what_copies_there_are(client: FlaskClient) -> None:
    assert "另有 1 个相同或相近版本（含隐名版）" in client.get("/?q=红色管家").text


def test_filter_narrows_shows_as_chip_and_can_be_lifted(client: FlaskClient) -> None:
    page = client.get("/?q=物业&region=安徽省").text
    assert "岳西县" in page
    assert "支部建在楼栋上" not in page
    chip = re.search(r'<a class="chip" href="([^"]+)">([^<]+)', page)
    assert chip
    assert chip[2] == "安徽省"
    assert "支部建在楼栋上" in client.get(unescape(chip[1])).text


def test_facet_of_regions_is_a_tree_of_links(client: FlaskClient) -> None:
    page = client.get("/?q=物业").text
    tree = re.findall(r'<li class="depth-(\d)">\s*<a href="[^"]*region=', page)
    assert "0" in tree
    assert "1" in tree


def test_search_for_nothing_there_says_so_and_helps(client: FlaskClient) -> None:
    page = client.get("/?q=潜水艇螺旋桨&theme=物业治理").text
    assert "没有找到" in page
    assert "取消全部筛选" in page
    assert "上一级地名" not in page, "no place was asked for"


def test_search_in_a_place_for_nothing_there_offers_the_place_above(client: FlaskClient) -> None:
    page = client.get("/?q=余杭区 地区:安徽省").text
    assert "没有找到" in page
    assert re.search(r'换成上一级地名：<a href="[^"]+">杭州市 地区:安徽省</a>', page)


def test_place_with_words_that_are_nowhere_leads_to_what_the_place_has(
    client: FlaskClient,
) -> None:
    page = client.get("/?q=余杭区 潜水艇螺旋桨").text
    link = re.search(r'不问别的，只看<a href="([^"]+)">余杭区</a>的材料', page)
    assert link
    assert "支部建在楼栋上" in client.get(unescape(link[1])).text


def test_search_for_nothing_says_what_to_change_in_this_query(client: FlaskClient) -> None:
    page = client.get("/?q=“月球基地” 年份:1901").text
    assert "没有找到与“‘月球基地’ 年份:1901”相关的材料" in page
    assert ("去掉引号" in page, "去掉带冒号的条件" in page) == (True, True)
    page = client.get("/?q=月球基地").text
    assert ("去掉引号" in page, "去掉带冒号的条件" in page) == (False, False)


def test_a_name_that_is_a_slip_of_another_is_offered(client: FlaskClient) -> None:
    # Every piece of it stands in a case, the whole in none.
    page = client.get("/?q=板凳议事桌").text
    assert re.search(r'您是不是要找：<a class="entry" href="[^"]+">板凳议事会', page)
    assert "是不是要找" not in client.get("/?q=板凳议事会").text


def test_search_says_what_a_place_holds_and_can_be_narrowed(client: FlaskClient) -> None:
    page = client.get("/?q=浙江 物业").text
    assert re.search(r"“浙江”：含所辖 \d+ 地", page)
    link = re.search(r'href="([^"]+)">只查这个地名', page)
    assert link
    assert "含所辖各地" in client.get(unescape(link[1])).text


def test_search_says_what_is_left_out_with_a_place_and_can_be_literal(client: FlaskClient) -> None:
    page = client.get("/?q=物业 -浙江").text
    link = re.search(r'也不含所辖各地的材料 *<a href="([^"]+)">只排除写到它的材料', page)
    assert link
    assert "也排除所辖各地" in client.get(unescape(link[1])).text


def test_search_says_other_forms_and_can_do_without(client: FlaskClient) -> None:
    page = client.get("/?q=业委会").text
    assert "业委会＝业主委员会" in page
    link = re.search(r'href="([^"]+)">不含同义词', page)
    assert link
    assert "“业委会”：不含同义词" in client.get(unescape(link[1])).text


def test_search_puts_a_slip_right_and_offers_what_was_typed(client: FlaskClient) -> None:
    page = client.get("/?q=红色关家").text
    assert "库中没有“红色关家”，已改查“红色管家”" in page
    assert "<mark>红色管家</mark>" in page
    link = re.search(r'href="([^"]+)">仍查“红色关家”', page)
    assert link
    literal = client.get(unescape(link[1])).text
    assert "没有找到" in literal
    assert re.search(r'您是不是要找：<a class="entry" href="[^"]+">红色管家', literal)


def test_search_shows_the_card_of_a_name(client: FlaskClient) -> None:
    card = (
        client.get("/?q=红色管家").text.partition('<aside class="card"')[2].partition("</aside>")[0]
    )
    assert re.search(r'href="/entities/[^"]+">红色管家', card)
    assert "品牌做法" in card
    assert "见于 1 篇材料" in card


def test_card_of_a_name_that_is_a_themes_shows_the_themes_cases(
    library: Library, app: Flask
) -> None:
    results = library.search(Query("红色管家"))
    with app.test_request_context():
        state = SearchState(q="红色管家")
        themed = reading.cards(state, results, {"红色管家": 12})[0]
        plain = reading.cards(state, results, {"物业治理": 12})[0]
    assert themed.theme
    assert themed.theme.note == "12"
    assert themed.seen == "同名词条见于"
    assert plain.theme is None


def test_search_for_a_place_that_is_nowhere_leads_on_without_it(client: FlaskClient) -> None:
    page = client.get("/?q=新疆 物业").text
    assert "库中没有“新疆”" in page
    assert "没有找到" in page
    assert "只查“物业”" in page


@pytest.mark.parametrize(
    ("q", "says"),
    [
        ("物业 “管家", "第 4 个字符：引号没有配对"),
        ("物业 (管家", "第 4 个字符：括号没有配对"),
        ("省份:浙江", "第 1 至 3 个字符：没有这个字段，可用的有：地区"),
        ("主题:航天", "第 4 至 5 个字符：主题有："),
        ("物业 地区:", "第 4 至 6 个字符：这个字段后面要写上内容"),
        ("？", "没有可以检索的词"),
        ("网" * 10_000, "最多 1000 个字符"),
    ],
)
def test_invalid_query_is_pointed_at(client: FlaskClient, q: str, says: str) -> None:
    answer = client.get("/", query_string={"q": q})
    assert answer.status_code == 400
    assert says in text_of(answer.text)
    assert 'name="q"' in answer.text


def test_choices_of_a_facet_add_up_and_are_lifted_one_by_one(client: FlaskClient) -> None:
    page = client.get("/?q=物业&region=安徽省").text
    assert "支部建在楼栋上" not in page
    wider = re.search(r'<a href="([^"]+region=[^"]+)"[^>]*>\s*<span class="value ">浙江省', page)
    assert wider
    both = client.get(unescape(wider[1])).text
    assert "支部建在楼栋上" in both
    assert "岳西县" in both
    assert len(re.findall('<a class="chip"', both)) == 2


def test_unknown_year_is_a_choice_of_its_own(client: FlaskClient) -> None:
    page = client.get("/?q=物业").text
    link = re.search(r'<a href="([^"]+year=unknown)"[^>]*>\s*<span class="value ">年份不详', page)
    assert link
    narrowed = client.get(unescape(link[1])).text
    assert "岳西县" in narrowed
    assert "支部建在楼栋上" not in narrowed


def test_facet_of_which_nothing_is_known_is_no_choice(client: FlaskClient) -> None:
    page = client.get("/?q=物业&region=安徽省").text
    assert "年份不详" in text_of(page)
    assert "year=unknown" not in page


def test_search_leads_on_without_what_is_left_of_a_word(client: FlaskClient) -> None:
    page = client.get("/?q=元宇宙物业").text
    assert "只查“物业”" in page


def test_search_for_marks_and_unknown_words_offers_no_search_for_marks(client: FlaskClient) -> None:
    page = client.get("/", query_string={"q": "<潜水艇>//潜水艇"}).text
    assert "库中没有" in page
    assert "只查“" not in page


def test_results_are_sorted_as_asked(client: FlaskClient) -> None:
    dated = text_of(client.get("/?q=物业&sort=date").text)
    assert dated.index("支部建在楼栋上") < dated.index("关于物业治理的情况")
    placed = text_of(client.get("/?q=物业&sort=region").text)
    assert placed.index("支部建在楼栋上") < placed.index("关于物业治理的情况")
    assert re.search(r'<a href="[^"]*sort=date">日期', client.get("/?q=物业").text)


def test_results_are_taken_away_as_csv_with_chosen_columns(client: FlaskClient) -> None:
    answer = client.get("/results?q=物业&format=csv&column=title&column=date&column=none")
    assert answer.mimetype == "text/csv"
    assert quote("物业的检索结果.csv") in answer.headers["Content-Disposition"]
    rows = list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows[0] == ["题名", "日期"]
    assert [date for title, date in rows[1:] if "支部建在楼栋上" in title] == ["2023年6月"]
    assert len(rows) == 3


def test_results_are_taken_away_as_a_workbook(client: FlaskClient) -> None:
    answer = client.get("/results?q=物业&format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.data)).active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:2] == ["序号", "题名"]
    assert sheet.max_row == 3
    assert client.get("/results?q=“&format=csv").status_code == 400


def test_search_page_leads_to_results_and_to_similar_cases(client: FlaskClient) -> None:
    page = client.get("/?q=物业").text
    assert '<a class="skip" href="#results">跳到结果</a>' in page
    link = re.search(r'href="(/cases/[^"]+/similar)"', page)
    assert link
    similar = text_of(client.get(link[1]).text)
    assert "同有词语" in similar
