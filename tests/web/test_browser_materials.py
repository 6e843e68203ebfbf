"""A real browser brings a file in and finds it."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect, sync_playwright

from kg.library import Library
from web.serve import open_server

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
TEXT = "渡口边的夜话会\n安徽省岳西县天堂镇党委推行“渡口夜话”，每月听意见两回，办成实事31件。\n"
PATIENCE = 90_000  # milliseconds; a file takes two seconds

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not CHROMIUM.is_file(), reason="no /usr/bin/chromium; apt-get install chromium"
    ),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with Library.open(tmp_path_factory.mktemp("empty"), create=True) as library:
        server = open_server(library, port=0)
        serving = threading.Thread(target=server.run)
        serving.start()
        yield f"http://127.0.0.1:{server.effective_port}"
        server.trigger.pull_trigger(server.close)
        server.task_dispatcher.shutdown()
        serving.join(timeout=10)


@pytest.mark.parametrize("scripts", [True, False])
def test_file_is_brought_in_and_found(address: str, tmp_path: Path, *, scripts: bool) -> None:
    name = f"渡口{scripts}.txt"
    file = tmp_path / name
    file.write_text(TEXT.replace("31件", "31件。" + "又" * scripts), encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        page = browser.new_context(java_script_enabled=scripts).new_page()
        page.goto(f"{address}/materials")
        page.locator("#file").set_input_files(str(file))
        if not scripts:
            page.get_by_role("button", name="收入").click()
        listed = page.locator("[data-sources]").get_by_role("link", name=name)
        expect(listed).to_be_visible(timeout=PATIENCE)
        listed.click()
        page.get_by_role("link", name="渡口边的夜话会").first.click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("渡口边的夜话会")
        page.goto(f"{address}/?q=渡口夜话")
        expect(page.locator("mark").first).to_have_text("渡口夜话", timeout=PATIENCE)
        browser.close()
