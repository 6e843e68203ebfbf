"""States of pages that no address alone shows: axe reports nothing, in the dark and on a phone."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import DESK, PHONE, WAIT, needs_browser, serving
from playwright.sync_api import Browser, Page, expect

from kg.library import Library
from kg.model import Query

pytestmark = needs_browser

DRAFT = "径山镇推行“红色管家”，53家单位共建。岳西县建成9999个小区。"


@pytest.fixture(scope="module")
def address(desk: Library) -> Iterator[str]:
    with serving(desk) as opened:
        yield opened


@pytest.fixture(scope="module")
def visited(browser: Browser) -> Iterator[Page]:
    """One visitor for all states, whose checks the pages' policy lets run."""
    context = browser.new_context(bypass_csp=True, color_scheme="dark", viewport=DESK)
    page = context.new_page()
    page.set_default_timeout(WAIT)
    yield page
    context.close()


def axe_is_silent(page: Page, state: str) -> None:
    """Neither at a desk nor on a phone is there anything to report, or anything too wide."""
    for size in (DESK, PHONE):
        page.set_viewport_size(size)
        found = Axe().run(page)
        assert found.violations_count == 0, (state, size, found.generate_report())
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"], state
    page.set_viewport_size(DESK)


def test_a_filled_collection(visited: Page, address: str, jingshan: str) -> None:
    visited.goto(f"{address}/cases/{jingshan}")
    visited.locator(".passage .collect").first.click()
    expect(visited.locator("[data-collected]")).to_have_text("1")
    axe_is_silent(visited, "case with one passage collected")
    visited.goto(f"{address}/collection")
    visited.get_by_label("加小标题").fill("一、怎么做")
    visited.locator("form.add", has=visited.get_by_label("加小标题")).get_by_role("button").click()
    expect(visited.locator("[data-entry]")).to_have_count(2)
    visited.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    axe_is_silent(visited, "collection with a heading and a quote")


def test_a_checked_draft(visited: Page, address: str) -> None:
    visited.goto(f"{address}/draft")
    visited.locator("textarea").fill(DRAFT)
    visited.locator("main form button[type=submit]").first.click()
    expect(visited.get_by_text("9999").first).to_be_visible()
    axe_is_silent(visited, "draft with claims")


def test_a_saved_search(visited: Page, address: str) -> None:
    visited.goto(f"{address}/?q=网格")
    visited.get_by_role("button", name="存下这次检索").click()
    expect(visited.get_by_text("没有新增").first).to_be_visible()
    axe_is_silent(visited, "search that is saved")
    visited.goto(f"{address}/saved")
    axe_is_silent(visited, "saved searches")


def test_a_graph_with_a_neighbour_open_and_a_proof_shown(
    visited: Page, address: str, desk: Library
) -> None:
    town = desk.named("径山镇")[0].entity.id
    visited.goto(f"{address}/entities/{town}/graph")
    picture = visited.locator(".wide-picture")
    picture.locator("a.toggle").first.click()
    expect(picture.locator("a.toggle", has_text="−")).to_have_count(1)
    tied = picture.locator("path[data-key]:not(.together)").first.get_attribute("data-key")
    picture.locator(f'a.name[data-key="{tied}"]').hover()
    expect(picture.locator(".words-behind .why-tied")).not_to_have_count(0)
    axe_is_silent(visited, "graph with a card")


def test_a_refused_correction_and_a_refused_file(
    visited: Page, address: str, desk: Library
) -> None:
    case = desk.search(Query("径山镇")).hits[0].case.id
    visited.goto(f"{address}/cases/{case}")
    visited.locator("#correct summary").click()
    visited.get_by_label("地区", exact=True).fill("好地方")
    visited.get_by_role("button", name="改地区").click()
    expect(visited.locator("#correct .notice")).to_contain_text("没有认出")
    axe_is_silent(visited, "refused correction")
    visited.goto(f"{address}/materials")
    sent = {"name": "图.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(99)}
    visited.locator("#file").set_input_files([sent])
    expect(visited.locator(".arrivals .stage-failed")).to_have_count(1)
    axe_is_silent(visited, "refused file")
