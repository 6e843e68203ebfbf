"""A reader walks the library in a real browser: by mouse, by keyboard alone, without scripts."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import PHONE, needs_browser, serving
from playwright.sync_api import Browser, Locator, Page, expect

from kg.dossier import mentions
from kg.library import Library
from kg.model import Query
from kg.ontology import Kind

pytestmark = needs_browser

TITLE = "支部建在楼栋上 难事商量着办"
MOST_STOPS = 60  # of Tab on the way round a page
# Whether what has the focus shows it: it, or the label that stands for it, has an outline.
SHOWN = """
[document.activeElement, ...(document.activeElement.labels || [])].some((one) => {
  const style = getComputedStyle(one);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
}) || document.activeElement === document.body
"""


@pytest.fixture(scope="module")
def address(desk: Library) -> Iterator[str]:
    with serving(desk) as opened:
        yield opened


@pytest.fixture(scope="module")
def county(desk: Library) -> str:
    return next(p.entity.id for p in desk.named("岳西县") if p.entity.kind is Kind.PLACE)


def test_reader_goes_from_a_search_to_the_path_between_two(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_label("检索词").fill("红色管家")
    page.get_by_role("search").get_by_role("button", name="检索").click()
    page.get_by_role("link", name=TITLE, exact=True).click()
    page.locator("a.mention", has_text="红色管家").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("红色管家")
    page.get_by_role("link", name="关系图", exact=True).click()
    page.wait_for_load_state()  # with its styles, one of the two pictures is hidden
    picture = page.get_by_role("group", name="红色管家与相连的词条")
    expect(picture).to_be_visible()
    picture.get_by_role("link", name="展开 径山镇党委").click()
    expect(picture.get_by_role("link", name="收起 径山镇党委")).to_be_visible()
    page.get_by_label("与另一词条的联系").fill("余杭区")
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".chain .end")).not_to_have_count(0)
    expect(page.locator(".chain blockquote").first).to_contain_text("红色管家")
    page.go_back()
    expect(picture.get_by_role("link", name="收起 径山镇党委")).to_be_visible()


def test_picture_tells_the_words_of_a_line_and_keeps_its_place(
    page: Page, address: str, county: str
) -> None:
    page.set_viewport_size({"width": 1280, "height": 320})
    page.goto(f"{address}/entities/{county}/graph")
    picture = page.locator(".wide-picture")
    tied = picture.locator("path[data-key]:not(.together)").first.get_attribute("data-key")
    name, card = picture.locator(f'.name[data-key="{tied}"]'), picture.locator(".words-behind")
    name.hover()
    expect(card.locator(".why-tied")).not_to_have_count(0)
    page.keyboard.press("Escape")
    expect(card).to_have_count(0)
    picture.locator("a.name").first.focus()
    page.keyboard.press("ArrowDown")
    expect(picture.locator("a.name").nth(1)).to_be_focused()

    sign = picture.get_by_role("link", name=re.compile("^展开")).last
    sign.scroll_into_view_if_needed()
    opened = sign.get_attribute("id")
    before = sign.bounding_box()
    sign.click()
    sign = picture.locator(f"#{opened}")
    expect(sign).to_contain_text("−")
    after = sign.bounding_box()
    assert before
    assert after
    assert abs(after["y"] - before["y"]) < 2  # px


def test_picture_is_kept_as_png(page: Page, address: str, county: str, tmp_path: Path) -> None:
    page.goto(f"{address}/entities/{county}/graph")
    with page.expect_download() as waiting:
        page.get_by_role("button", name="图片（PNG）").click()
    assert waiting.value.suggested_filename == "岳西县的关系图.png"
    waiting.value.save_as(tmp_path / "picture.png")
    assert (tmp_path / "picture.png").read_bytes().startswith(b"\x89PNG")


def test_keyboard_alone_finds_opens_and_reads(page: Page, address: str, county: str) -> None:
    keys = page.keyboard
    page.goto(f"{address}/overview")
    keys.press("/")
    expect(page.locator("#quick-q")).to_be_focused()
    keys.type("物业治理")
    keys.press("Enter")
    page.wait_for_url("**/?q=*")  # loaded, so the scripts have run
    hits, box = page.locator(".hits .title"), page.locator("#q")
    for key, reached in (
        *(("/", box), ("ArrowDown", hits.nth(0)), ("ArrowDown", hits.nth(1))),
        *(("ArrowUp", hits.nth(0)), ("Escape", box), ("ArrowDown", hits.nth(0))),
    ):
        keys.press(key)
        expect(reached).to_be_focused()
    keys.press("Enter")
    page.wait_for_url("**/cases/*")

    page.goto(f"{address}/entities/{county}")
    page.get_by_role("link", name=re.compile("逐处阅读")).first.press("Enter")
    page.wait_for_url("**/cases/*")
    first = page.url
    keys.press("ArrowRight")
    page.wait_for_url(lambda url: url != first)
    expect(page.locator(".walk")).to_contain_text("第 2 处")
    keys.press("ArrowLeft")
    page.wait_for_url(first)
    expect(page.locator(".walk")).to_contain_text("第 1 处")


def tab_to(page: Page, wanted: Locator) -> None:
    """Go on by Tab until something has the focus; every stop on the way shows that it has it."""
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWN), page.evaluate("document.activeElement.outerHTML")
        if wanted.evaluate("element => element === document.activeElement"):
            return
    pytest.fail(f"Tab does not lead to {wanted}")


def test_keyboard_alone_goes_from_a_search_to_the_table_in_a_file(
    browser: Browser, address: str
) -> None:
    page = browser.new_page()
    keys = page.keyboard
    page.goto(address)
    page.wait_for_load_state()
    keys.press("/")
    keys.type("物业治理")
    keys.press("Enter")
    page.wait_for_url("**/?q=*")
    keys.press("/")
    keys.press("ArrowDown")
    expect(page.locator(".hits .title").first).to_be_focused()
    keys.press("Enter")
    page.wait_for_url("**/cases/*")
    tab_to(page, page.get_by_role("link", name="跳到正文"))
    keys.press("Enter")
    button = page.locator(".passage .collect").first
    tab_to(page, button)
    keys.press("Enter")
    expect(page.locator("[data-collected]")).to_have_text("1")
    expect(button).to_be_focused()

    page.reload()
    tab_to(page, page.get_by_role("link", name="各地做法对比"))
    keys.press("Enter")
    page.wait_for_url("**/compare")
    tab_to(page, page.locator("a.entry", has_text="物业治理"))
    keys.press("Enter")
    page.wait_for_url("**/compare?theme=*")
    tab_to(page, page.get_by_role("link", name="Excel"))
    with page.expect_download() as waiting:
        keys.press("Enter")
    assert waiting.value.suggested_filename.endswith(".xlsx")

    tab_to(page, page.get_by_role("link", name="素材夹"))
    keys.press("Enter")
    page.wait_for_url("**/collection")
    tab_to(page, page.get_by_role("button", name="Word"))
    with page.expect_download() as waiting:
        keys.press("Enter")
    assert waiting.value.suggested_filename.endswith(".docx")
    page.close()


def test_first_tab_leads_past_menu_and_contents_to_the_text(
    page: Page, address: str, desk: Library
) -> None:
    page.goto(f"{address}/cases/{desk.search(Query('径山镇')).hits[0].case.id}")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.locator(".text :focus")).to_have_count(1)


def test_escape_in_the_box_brings_back_what_was_asked(page: Page, address: str) -> None:
    page.goto(f"{address}/?q=物业")
    box = page.locator("#q")
    box.fill("网")
    page.keyboard.press("Escape")
    expect(box).to_have_value("物业")
    page.keyboard.press("Enter")
    expect(page.locator(".hits .title").first).to_be_visible()


def test_slash_can_be_turned_off(page: Page, address: str) -> None:
    page.goto(f"{address}/help")
    page.get_by_label("启用").uncheck()
    page.goto(f"{address}/overview")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.tagName") == "BODY"


def test_everything_works_without_scripts_on_a_phone(
    browser: Browser, address: str, desk: Library, county: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)
    page = context.new_page()
    page.goto(address)
    page.get_by_label("检索词").fill("网格")
    page.get_by_role("search").get_by_role("button", name="检索").click()
    page.get_by_role("button", name="存下这次检索").click()
    expect(page.get_by_text("没有新增")).to_be_visible()
    page.get_by_role("link", name="已存检索").first.click()
    page.locator("summary", has_text="改名或删除").click()
    page.get_by_role("button", name="删除").click()
    expect(page.get_by_text("还没有存下检索")).to_be_visible()

    page.goto(f"{address}/entities/{county}")
    page.get_by_role("link", name=re.compile("逐处阅读")).first.click()
    for number in range(2, len(mentions(desk, county).spots) + 1):
        page.get_by_role("link", name="下一处").click()
        expect(page.locator(".walk")).to_contain_text(f"第 {number} 处")
    expect(page.get_by_role("link", name="下一处")).to_have_count(0)

    page.goto(f"{address}/entities/{county}/graph")
    expect(page.get_by_role("button", name="图片（PNG）")).to_be_hidden()
    page.get_by_role("link", name=re.compile("^展开")).first.click()
    expect(page.get_by_role("link", name=re.compile("^收起")).first).to_be_visible()
    context.close()
