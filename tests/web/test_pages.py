import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from openpyxl import load_workbook

from kg.library import Library
from kg.model import Entity
from kg.ontology import Kind


def text_of(html: str) -> str:
    """What a reader sees: tags out, blanks folded."""
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", "", html)))


def entity_named(library: Library, name: str, kind: Kind) -> Entity:
    return next(p.entity for p in library.named(name) if p.entity.kind is kind)


def test_start_page_shows_sizes_and_ways_in(client: FlaskClient) -> None:
    page = client.get("/").text
    assert "来源文件" in page
    assert "物业治理" in page
    assert "浙江省" in page
    assert 'lang="zh-CN"' in page


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
    assert "results.csv" in answer.headers["Content-Disposition"]
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


def test_case_page_shows_similar_cases_for_it_and_its_passages(
    client: FlaskClient, jingshan: str
) -> None:
    page = client.get(f"/cases/{jingshan}").text
    assert 'id="similar"' in page
    assert "岳西县" in page.partition('id="similar"')[2]
    link = re.search(r'href="(/cases/[^"]+/similar\?passage=[^"]+)"', page)
    assert link
    assert "<blockquote>" in client.get(link[1]).text
    assert client.get(f"/cases/{jingshan}/similar?passage=none").status_code == 404


def test_headings_page_finds_by_word_and_by_pattern(client: FlaskClient) -> None:
    page = client.get("/headings").text
    assert "一、网格到户" in page
    assert "一、把组织建到楼栋" in page
    narrowed = client.get("/headings", query_string={"q": "把…", "size": "8"}).text
    assert "没有这样的标题" in narrowed
    found = text_of(client.get("/headings", query_string={"q": "把…", "page": "x"}).text)
    assert "把组织建到楼栋" in found
    assert "网格到户" not in found
    assert "来源文件 径山.txt" in found


def test_box_offers_names_before_anything_is_typed(client: FlaskClient) -> None:
    offered = client.get("/").text.partition("<datalist")[2].partition("</datalist>")[0]
    assert '<option value="红色管家">' in offered


def test_help_gives_examples_that_can_be_searched(client: FlaskClient) -> None:
    page = client.get("/help").text
    links = re.findall(r'<dt><a href="([^"]+)"><code>', page)
    assert len(links) > 15
    for link in links:
        assert client.get(unescape(link)).status_code == 200
    assert 'href="/help"' in client.get("/").text


def test_suggest_is_json(client: FlaskClient) -> None:
    found = client.get("/suggest?q=hsgj").json
    assert found == {"suggestions": [{"text": "红色管家", "kind": "品牌做法", "cases": 1}]}
    assert client.get("/suggest").json == {"suggestions": []}
    assert client.get("/suggest", query_string={"q": "网" * 9999}).json == {"suggestions": []}


def test_page_beyond_the_last_leads_back(client: FlaskClient) -> None:
    page = client.get("/?q=物业&page=40").text
    assert "没有这一页" in page


@pytest.mark.parametrize(
    "q", ["<script>alert(1)</script>", '"><img src=x>', "'", '"', "(", "*", "\\"]
)
def test_words_of_a_query_are_escaped(client: FlaskClient, q: str) -> None:
    answer = client.get("/", query_string={"q": q})
    assert answer.status_code in {200, 400}
    assert "<script>alert" not in answer.text
    assert "<img src=x" not in answer.text


def test_case_page_escapes_the_material(client: FlaskClient, jingshan: str) -> None:
    page = client.get(f"/cases/{jingshan}").text
    assert "<b>民" not in page
    assert "写着<b>民呼我为</b>的牌子" in text_of(page)


def test_case_page_has_outline_text_and_numbers(client: FlaskClient, jingshan: str) -> None:
    page = client.get(f"/cases/{jingshan}").text
    assert page.count("一、把组织建到楼栋") >= 2
    assert "径山镇党委牵头成立物业行业党委，推行“红色管家”工作法" in text_of(page)
    assert "98.6%" in page
    assert "第1段" in page


def test_case_page_links_mentions_by_kind(client: FlaskClient, jingshan: str) -> None:
    page = client.get(f"/cases/{jingshan}").text
    assert re.search(
        r'<a class="mention initiative" href="/entities/[^"]+"[^>]*>“红色管家”工作法</a>', page
    )
    assert "标注" in page


def test_case_page_shows_a_target_as_target(client: FlaskClient, jingshan: str) -> None:
    page = client.get(f"/cases/{jingshan}").text
    assert re.search(r'<span class="badge warn">目标</span>', page)


def test_case_page_cites_every_passage(client: FlaskClient, jingshan: str) -> None:
    page = client.get(f"/cases/{jingshan}").text
    assert re.search(
        r"（出处：《支部建在楼栋上 难事商量着办》，[^）]*，浙江省杭州市余杭区[^）]*，2023年6月，"
        r"来源文件 径山\.txt，第1段）",
        page,
    )


def test_case_page_links_its_masked_copy(client: FlaskClient, jingshan: str) -> None:
    page = client.get(f"/cases/{jingshan}").text
    copies = page.partition("相同或相近版本")[2]
    link = re.search(r'href="(/cases/[^"]+)"', copies)
    assert link
    assert "*镇" in client.get(link[1]).text


def test_every_quote_link_on_an_entity_page_finds_its_passage(
    client: FlaskClient, library: Library
) -> None:
    entity = entity_named(library, "红色管家", Kind.INITIATIVE)
    page = client.get(f"/entities/{entity.id}").text
    links = re.findall(r'href="(/cases/[^"#]+)#(p-[^"]+)"', page)
    assert links
    for address, anchor in links:
        assert f'id="{anchor}"' in client.get(address).text


def test_entity_page_shows_where_a_place_is(client: FlaskClient, library: Library) -> None:
    entity = entity_named(library, "小古城村", Kind.PLACE)
    page = client.get(f"/entities/{entity.id}").text
    crumbs = text_of(page.partition('class="crumbs"')[2].partition("</nav>")[0])
    assert crumbs.index("浙江省") < crumbs.index("杭州市") < crumbs.index("余杭区")


def test_entity_page_shows_a_definition_and_that_its_number_does_not_fit(
    client: FlaskClient, library: Library
) -> None:
    entity = next(p.entity for p in library.named("“三听”工作法"))
    page = text_of(client.get(f"/entities/{entity.id}").text)
    for words in ("释义", "数目不符", "简称所含 3 项，本篇列出 2 项", "听难处", "听主意"):
        assert words in page


def test_entity_page_of_a_place_has_no_definition(client: FlaskClient, library: Library) -> None:
    entity = entity_named(library, "小古城村", Kind.PLACE)
    assert "释义" not in text_of(client.get(f"/entities/{entity.id}").text)


def test_relation_without_a_quote_names_the_gazetteer(
    client: FlaskClient, library: Library
) -> None:
    entity = entity_named(library, "岳西县", Kind.PLACE)
    page = text_of(client.get(f"/entities/{entity.id}").text)
    assert "安庆市" in page
    assert "依据：行政区划" in page


def test_comparison_offers_themes_before_one_is_chosen(client: FlaskClient) -> None:
    page = client.get("/compare").text
    assert re.search(r'<a class="entry" href="/compare\?theme=', page)


def test_comparison_has_a_row_for_each_region(client: FlaskClient) -> None:
    page = client.get("/compare?theme=物业治理").text
    regions = re.findall(r'scope="rowgroup">([^<]+)', page)
    assert {"浙江省", "安徽省"} <= set(regions)
    assert "红色管家" in page
    assert re.search(r'href="/cases/[^"#]+#p-[^"]+">原文', page)


def test_comparison_can_be_narrowed_to_a_region(client: FlaskClient) -> None:
    page = client.get("/compare?theme=物业治理&region=安徽省").text
    assert re.findall(r'scope="rowgroup">([^<]+)', page) == ["安徽省"]


@pytest.mark.parametrize("address", ["/", "/?q=物业", "/help", "/compare?theme=物业治理"])
def test_pages_have_no_inline_script_or_style(client: FlaskClient, address: str) -> None:
    page = client.get(address).text
    assert " style=" not in page
    assert "<style" not in page
    assert not re.search(r"<script(?! src=)", page)
    assert not re.search(r"\son\w+=", page)
    assert "http://" not in page
    assert "https://" not in page
