"""A real browser puts an entity right: it stays so when its file comes again changed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import needs_browser, serving
from playwright.sync_api import Browser, expect

from ingest.pipeline import ingest
from kg.library import Library

TEXT = """枫林渡口的夜话会
安徽省岳西县天堂镇党委

天堂镇党委推行“渡口夜话”工作法，每月听意见两回，办成实事31件。

一、话怎么听
“渡口夜话”工作法由网格员记账，天堂镇党委逐件答复。
"""
PATIENCE = 90_000  # milliseconds; a page takes a tenth of a second
PHONE = {"width": 390, "height": 844}

pytestmark = needs_browser


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "夜话.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory, texts: Path) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as opened:
        assert ingest([texts], opened).counts["added"] == 1
        yield opened


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with serving(library) as opened:
        yield opened


def test_corrected_entity_stays_so_when_its_file_comes_again_changed(
    address: str, browser: Browser, library: Library, texts: Path
) -> None:
    (found,) = library.named("渡口夜话")
    page = browser.new_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(f"{address}/entities/{found.entity.id}")
    page.locator("#correct summary").click()
    page.get_by_label("改名").first.fill("渡口夜话会")
    page.get_by_role("button", name="改名").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("渡口夜话会")
    (texts / "夜话.txt").write_text(f"{TEXT}后来又添了一条船。\n", encoding="utf-8")
    assert ingest([texts], library).counts["replaced"] == 1
    page.goto(f"{address}/?q=渡口夜话会")
    page.locator("summary", has_text="词条：渡口夜话会").click()
    page.get_by_role("link", name="渡口夜话会").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("渡口夜话会")
    expect(page.get_by_text("抽取结果：品牌做法“渡口夜话”")).to_be_visible()
    page.get_by_role("button", name="撤销").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("渡口夜话")
    expect(page.get_by_text("抽取结果：")).to_have_count(0)
    page.goto(f"{address}/corrections")
    expect(page.locator(".undone")).to_contain_text("改名为“渡口夜话会”")
    page.context.close()


def test_pages_have_nothing_that_axe_reports_and_fit_a_phone(
    address: str, browser: Browser, library: Library
) -> None:
    (source,) = library.sources()
    case = library.cases_of(source.id)[0].id
    (found,) = library.named("天堂镇党委")
    entity = found.entity.id
    page = browser.new_page(viewport=PHONE)
    page.set_default_timeout(PATIENCE)
    for path in (
        f"/entities/{entity}",
        f"/cases/{case}",
        "/corrections",
        f"/corrections/entities/{entity}/merge?q=渡口夜话",
        f"/corrections/entities/{entity}/split",
        f"/corrections/cases/{case}/cut",
        f"/corrections/cases/{case}/facts",
    ):
        page.goto(f"{address}{path}")
        for summary in page.locator("#correct summary, .choices summary").all():
            summary.click()
        found_wrong = Axe().run(page)
        assert not found_wrong.violations_count, f"{path}: {found_wrong.generate_report()}"
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], path
    page.close()
