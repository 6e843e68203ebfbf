"""Parts of a page that change in place: no reload, the address, back, the focus, what is told."""

import re
from collections.abc import Iterator

import pytest
from browsing import needs_browser, serving
from playwright.sync_api import Page, expect

from kg.library import Library

pytestmark = needs_browser

# Set on a page; a page that was loaded anew does not have it.
MARK = "window.notReloaded = true"
MARKED = "window.notReloaded === true"


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with serving(library) as opened:
        yield opened


@pytest.fixture
def complaints(page: Page) -> list[str]:
    """What the browser says of scripts and styles that the pages' policy refuses."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def test_filters_change_the_results_in_place(
    page: Page, address: str, complaints: list[str]
) -> None:
    page.goto(f"{address}/?q=物业")
    page.evaluate(MARK)
    told = page.locator("[data-said]")
    choice = page.locator("nav.facets").get_by_role("link", name=re.compile("^岳西县 1"))
    choice.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".chip")).to_contain_text("岳西县")
    expect(page).to_have_url(re.compile("region="))
    expect(choice).to_be_focused()  # it lifts the filter now
    expect(told).to_contain_text("共 1 篇材料")
    page.get_by_role("link", name="日期").click()
    expect(page).to_have_url(re.compile("sort=date"))
    expect(page.locator("#results")).to_be_focused()
    page.go_back()
    expect(page.locator(".sorts strong")).to_have_text("相关")
    page.go_back()
    expect(page.locator(".chip")).to_have_count(0)
    expect(page.locator(".hits > li")).to_have_count(2)
    assert page.evaluate(MARKED)
    # What came in place works as what was loaded: keys, and copies on the next page.
    page.locator("#q").focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator(".hits .title").first).to_be_focused()
    assert complaints == []


def test_graph_opens_a_neighbour_in_place(
    page: Page, address: str, library: Library, complaints: list[str]
) -> None:
    town = library.named("径山镇")[0].entity.id
    page.goto(f"{address}/entities/{town}/graph")
    page.evaluate(MARK)
    picture = page.get_by_role("group", name="径山镇与相连的词条")
    picture.get_by_role("link", name="展开 余杭区").click()
    expect(picture.get_by_role("link", name="收起 余杭区")).to_be_focused()
    page.locator(".choices").get_by_role("link", name=re.compile("地点")).click()
    expect(page).to_have_url(re.compile("kind=place"))
    page.go_back()
    expect(picture.get_by_role("link", name="收起 余杭区")).to_be_visible()
    assert page.evaluate(MARKED)
    assert complaints == []


def test_mention_after_mention_is_read_in_place(page: Page, address: str, library: Library) -> None:
    county = library.named("岳西县")[0].entity.id
    page.goto(f"{address}/entities/{county}")
    page.get_by_role("link", name=re.compile("逐处阅读")).first.click()
    expect(page.locator(".walk")).to_contain_text("第 1 处")
    page.evaluate(MARK)
    page.get_by_role("link", name="下一处").click()
    expect(page.locator("[data-said]")).to_contain_text("第 2 处")
    expect(page.locator("#here")).to_be_in_viewport()
    assert page.evaluate(MARKED)


def test_what_resembles_a_case_comes_while_it_is_read(
    page: Page, address: str, jingshan: str, complaints: list[str]
) -> None:
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"{address}/cases/{jingshan}")
    later = page.locator("#similar")
    expect(later.get_by_role("link")).to_have_text("查看与本篇相似的材料")
    later.scroll_into_view_if_needed()
    expect(later.locator(".similar .title").first).to_be_visible()
    expect(page).to_have_url(f"{address}/cases/{jingshan}")
    expect(page.get_by_role("heading", level=1)).to_be_attached()
    assert complaints == []


def test_what_cannot_be_had_stays_a_link(page: Page, address: str, jingshan: str) -> None:
    page.route("**/similar/likest", lambda route: route.fulfill(status=503, body="x"))
    page.set_viewport_size({"width": 1280, "height": 400})
    page.goto(f"{address}/cases/{jingshan}")
    with page.expect_response("**/similar/likest"):
        page.locator("#similar").scroll_into_view_if_needed()
    page.get_by_role("link", name="查看与本篇相似的材料").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("相似材料")


def test_comparison_is_narrowed_in_place(page: Page, address: str) -> None:
    page.goto(f"{address}/compare?theme=物业治理")
    page.evaluate(MARK)
    page.locator("#f-region").select_option("安徽省")
    page.get_by_role("button", name="对比", exact=True).click()
    expect(page.locator("tr.region")).to_have_count(1)
    expect(page).to_have_url(re.compile("region="))
    expect(page.get_by_role("button", name="对比", exact=True)).to_be_focused()
    assert page.evaluate(MARKED)


def test_what_cannot_be_understood_is_said_in_place(page: Page, address: str) -> None:
    page.goto(f"{address}/sentences")
    page.evaluate(MARK)
    page.evaluate("document.querySelector('#theme option:last-child').value = '没有这个主题'")
    page.get_by_label("主题").select_option("没有这个主题")
    page.get_by_role("button", name="查看").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("检索式无法理解")
    assert page.evaluate(MARKED)


def test_picture_comes_nearer_and_a_name_lights_its_line(
    page: Page, address: str, library: Library
) -> None:
    town = library.named("径山镇")[0].entity.id
    page.goto(f"{address}/entities/{town}/graph")
    picture = page.get_by_role("group", name="径山镇与相连的词条")
    whole = picture.get_attribute("viewBox") or ""
    page.get_by_role("button", name="放大").click()
    expect(picture).not_to_have_attribute("viewBox", whole)
    page.get_by_role("button", name="看全图").click()
    expect(picture).to_have_attribute("viewBox", whole)
    picture.get_by_role("link", name="余杭区", exact=True).focus()
    expect(picture.locator(".lit")).to_have_count(1)


def test_neighbour_is_drawn_elsewhere_and_back(page: Page, address: str, library: Library) -> None:
    town = library.named("径山镇")[0].entity.id
    page.goto(f"{address}/entities/{town}/graph")
    picture = page.get_by_role("group", name="径山镇与相连的词条")
    name = picture.get_by_role("link", name="余杭区", exact=True)
    key = name.get_attribute("data-key")
    line = picture.locator(f'path[data-key="{key}"]')
    back = page.get_by_role("button", name="放回原位")
    sent = line.get_attribute("d") or ""
    expect(back).to_be_hidden()
    start = name.bounding_box()
    assert start
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 10, y + 20)
    page.mouse.move(x + 20, y + 40)
    page.mouse.up()
    # What was moved did not open, and its line went with it.
    expect(page).to_have_url(re.compile("/graph$"))
    moved = name.bounding_box()
    assert moved
    assert round(moved["y"] - start["y"]) == 40
    expect(line).not_to_have_attribute("d", sent)
    # It stays there when a neighbour is opened, with what it opened beside it.
    picture.get_by_role("link", name="展开 余杭区").click()
    sign = picture.get_by_role("link", name="收起 余杭区")
    expect(sign).to_have_attribute("transform", re.compile("translate"))
    under = picture.locator(f'a.name[data-under="{key}"]').first
    expect(under).to_have_attribute("transform", re.compile("translate"))
    back.click()
    expect(name).to_have_attribute("transform", "translate(0 0)")
    expect(back).to_be_hidden()
    name.click()  # a press that does not move follows the name
    expect(page.get_by_role("heading", level=1)).to_have_text("余杭区的关系图")
