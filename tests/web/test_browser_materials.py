"""A real browser brings a file in and finds it; a folder comes with its paths."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import needs_browser, serving
from playwright.sync_api import Browser, expect

from kg.library import Library

TEXT = "渡口边的夜话会\n安徽省岳西县天堂镇党委推行“渡口夜话”，每月听意见两回，办成实事31件。\n"

pytestmark = needs_browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("empty")
    with Library.open(folder, create=True) as library, serving(library) as opened:
        yield opened


@pytest.mark.parametrize("scripts", [True, False])
def test_file_is_brought_in_and_found(
    browser: Browser, address: str, tmp_path: Path, *, scripts: bool
) -> None:
    name = f"渡口{scripts}.txt"
    file = tmp_path / name
    file.write_text(TEXT.replace("31件", "31件。" + "又" * scripts), encoding="utf-8")
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{address}/materials")
    page.locator("#file").set_input_files(str(file))
    if not scripts:
        page.get_by_role("button", name="收入").click()
    listed = page.locator("#sources").get_by_role("link", name=name)
    expect(listed).to_be_visible()
    listed.click()
    page.get_by_role("link", name="渡口边的夜话会").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("渡口边的夜话会")
    page.goto(f"{address}/?q=渡口夜话")
    expect(page.locator("mark").first).to_have_text("渡口夜话")
    context.close()


def test_file_is_cancelled_though_the_page_renews_itself_under_the_press(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "等候.txt"
    file.write_text(TEXT, encoding="utf-8")
    with (
        Library.open(tmp_path / "library", create=True) as library,
        Library.open(library.folder) as other,
        other.writer(),
        serving(library) as address,
    ):
        page = browser.new_page()
        page.goto(f"{address}/materials")
        page.locator("#file").set_input_files(str(file))
        button = page.locator("#intake form button")
        button.focus()
        for _ in range(2):
            with page.expect_response("**/materials/progress"):
                pass
        expect(button).to_be_focused()
        button.hover()
        page.mouse.down()
        for _ in range(2):
            with page.expect_response("**/materials/progress"):
                pass
        page.mouse.up()
        expect(page.locator("#intake")).to_contain_text("已取消")
        page.close()


def test_sending_is_cancelled(browser: Browser, address: str, tmp_path: Path) -> None:
    file = tmp_path / "半路.txt"
    file.write_text(TEXT, encoding="utf-8")
    page = browser.new_page()
    page.route("**/materials/upload", lambda route: None)  # never answered  # noqa: ARG005
    page.goto(f"{address}/materials")
    page.locator("#file").set_input_files(str(file))
    page.get_by_role("button", name=re.compile("取消.*半路")).click()
    expect(page.locator("[data-sending] li")).to_have_count(0)
    expect(page.locator("#intake")).not_to_contain_text("半路.txt")
    page.close()


def test_folder_is_brought_in_with_its_paths(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    folder = tmp_path / "岳西" / "天堂"
    folder.mkdir(parents=True)
    for number in ("一", "二"):
        (folder / f"夜话{number}.txt").write_text(f"第{number}回{TEXT}", encoding="utf-8")
    context = browser.new_context(bypass_csp=True)  # for the check, which is a script
    page = context.new_page()
    page.goto(f"{address}/materials")
    page.locator("#folder").set_input_files(str(tmp_path / "岳西"))
    for number in ("一", "二"):
        name = f"岳西/天堂/夜话{number}.txt"
        expect(page.locator("#sources").get_by_role("link", name=name)).to_be_visible()
    expect(page.locator("[data-sending] li")).to_have_count(0)
    expect(page.locator("[data-said]")).to_contain_text("已收入")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()
