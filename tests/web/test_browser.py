"""A real browser over a real server: search, open a case, an entity, the comparison, a quote."""

from collections.abc import Iterator

import pytest
from browsing import needs_browser, serving
from playwright.sync_api import Browser, Page, expect

from kg.library import Library

pytestmark = needs_browser


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with serving(library) as opened:
        yield opened


def test_reader_goes_from_words_to_a_quote(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("检索词").fill("红色管家")
    page.get_by_role("search").get_by_role("button", name="检索").click()
    expect(page.locator("mark").first).to_have_text("红色管家")

    page.get_by_role("link", name="支部建在楼栋上 难事商量着办", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("难事商量着办")
    page.locator("a.mention", has_text="红色管家").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("红色管家")
    expect(page.locator("blockquote").first).to_contain_text("红色管家")

    page.get_by_role("link", name="各地做法对比").click()
    page.locator("a.entry", has_text="物业治理").click()
    expect(page.locator("tr.region")).to_have_count(2)
    said = page.locator("li.said a.plain").first
    quoted = said.inner_text()
    said.click()
    assert quoted in page.locator(".passage:target .words").inner_text()


def test_passage_is_copied_with_its_citation(browser: Browser, address: str, jingshan: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{address}/cases/{jingshan}")
    page.get_by_role("button", name="复制").first.click()
    expect(page.get_by_role("button", name="已复制")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("径山镇坚持党建引领")
    assert copied.splitlines()[-1].startswith("（出处：《支部建在楼栋上 难事商量着办》")
    context.close()


def test_citation_is_there_without_javascript(
    browser: Browser, address: str, jingshan: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/cases/{jingshan}")
    expect(page.get_by_role("button", name="复制")).to_have_count(0)
    page.locator(".tools summary").first.click()
    expect(page.locator(".cite").first).to_contain_text("来源文件 径山.txt，第1段")
    context.close()


def test_facets_fold_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/?q=物业")
    expect(page.locator("nav.facets")).to_be_hidden()
    page.locator("summary", has_text="筛选").click()
    expect(page.locator("nav.facets")).to_be_visible()


def test_long_lists_of_a_case_fold_on_a_phone_and_its_contents_stay_at_hand(
    page: Page, address: str, jingshan: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{address}/cases/{jingshan}")
    figures = page.locator("#metrics table")
    contents = page.locator(".outline summary")
    expect(figures).to_be_hidden()
    page.locator("#metrics summary").click()
    expect(figures).to_be_visible()
    page.locator("#metrics summary").click()
    expect(figures).to_be_hidden()
    page.mouse.wheel(0, 1500)
    contents.click()
    page.locator(".outline").get_by_role("link", name="数据").click()
    expect(page.locator(".outline nav")).to_be_hidden()
    expect(contents).to_be_in_viewport()
    # What the contents lead to stands open.
    expect(figures).to_be_visible()
    # The row that an address leads to is seen though its list is folded.
    row = figures.locator("tbody tr").last.get_attribute("id")
    page.goto(f"{address}/help")
    page.goto(f"{address}/cases/{jingshan}#{row}")
    expect(page.locator("tr:target")).to_be_visible()
