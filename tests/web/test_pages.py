import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from kg.library import Library
from kg.model import Entity
from kg.ontology import Kind
from web.sizes import sizes


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


def test_sizes_count_what_copies_repeat_beside(library: Library) -> None:
    counts = library.stats()
    metrics, copied = counts["metrics"], counts["copied_metrics"]
    assert isinstance(metrics, int)
    assert isinstance(copied, int)
    assert 0 < copied < metrics
    told = {size.label: size.count for size in sizes(library)}
    assert told[f"数据（另有重复 {copied}）"] == str(metrics - copied)


def test_case_page_shows_similar_cases_for_it_and_its_passages(
    client: FlaskClient, jingshan: str
) -> None:
    page = client.get(f"/cases/{jingshan}").text
    # The page itself only leads there; what is likest is asked for while it is read.
    late = page.partition('id="similar"')[2]
    assert f'href="/cases/{jingshan}/similar"' in late
    likest = re.search(r'hx-get="([^"]+)"', late)
    assert likest
    assert "岳西县" not in late
    assert "岳西县" in client.get(likest[1]).text
    assert client.get("/cases/nothing/similar/likest").status_code == 404
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
