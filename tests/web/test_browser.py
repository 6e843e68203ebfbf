"""A real browser over a real server: search, open a case, an entity, the comparison, a quote."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from kg.library import Library
from web.serve import open_server

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.is_file(), reason="no /usr/bin/chromium; apt-get install chromium"
    ),
]


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    server = open_server(library, port=0)
    serving = threading.Thread(target=server.run)
    serving.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    # Closed inside its own loop: waitress's sockets belong to the thread that selects on them.
    server.trigger.pull_trigger(server.close)
    server.task_dispatcher.shutdown()
    serving.join(timeout=10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


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


@pytest.mark.parametrize("path", ["/", "/?q=物业", "/compare?theme=物业治理", "/cases/nothing"])
@pytest.mark.parametrize("width", [390, 1280])
def test_page_fits_its_width(page: Page, address: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(address + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pages_have_no_accessibility_violations(
    browser: Browser, address: str, library: Library, jingshan: str
) -> None:
    town = library.named("径山镇")[0].entity.id
    # The check itself is a script, which the pages' policy would refuse.
    context = browser.new_context(bypass_csp=True, viewport={"width": 360, "height": 800})
    page = context.new_page()
    for path in (
        *("/", "/?q=物业", "/?q=地区:", f"/cases/{jingshan}", f"/cases/{jingshan}/similar"),
        *(f"/entities/{town}", f"/entities/{town}/graph", f"/path?start={town}&to=余杭区"),
        *("/compare?theme=物业治理", "/compare?measure=议事厅", "/compare?by=text", "/overview"),
        *("/headings", "/sentences", "/draft", "/collection", "/materials", "/help", "/nothing"),
    ):
        page.goto(address + path)
        found = Axe().run(page)
        assert found.violations_count == 0, (path, found.generate_report())
    context.close()


def test_facets_fold_on_a_phone(page: Page, address: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{address}/?q=物业")
    expect(page.locator("nav.facets")).to_be_hidden()
    page.locator("summary", has_text="筛选").click()
    expect(page.locator("nav.facets")).to_be_visible()
