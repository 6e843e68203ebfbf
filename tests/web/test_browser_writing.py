"""A writer in a real browser: search, collect, outline by mouse and keyboard, Word, a draft."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from browsing import needs_browser, serving
from playwright.sync_api import Page, expect

from kg.collection import Shelf
from kg.library import Library

pytestmark = needs_browser


@pytest.fixture(scope="module")
def address(desk: Library) -> Iterator[str]:
    with serving(desk) as opened:
        yield opened


def order(page: Page) -> list[str]:
    """Ids of the entries as they stand on the page."""
    entries = page.locator("[data-entry]").all()
    return [entry.get_attribute("data-entry") or "" for entry in entries]


def test_writer_goes_from_a_search_to_a_word_file(
    page: Page, address: str, desk: Library, tmp_path: Path
) -> None:
    page.goto(address)
    page.get_by_label("检索词").fill("红色管家")
    page.get_by_role("search").get_by_role("button", name="检索").click()
    page.get_by_role("link", name="支部建在楼栋上 难事商量着办", exact=True).click()
    for number in (1, 2):
        page.locator(".passage .collect").nth(number).click()
        expect(page.locator("[data-collected]")).to_have_text(str(number))
    page.locator("#metrics .collect").first.click()
    expect(page.locator("[data-collected]")).to_have_text("3")
    expect(page.get_by_role("button", name="已收入")).to_have_count(3)

    page.get_by_role("link", name=re.compile("素材夹")).click()
    page.get_by_label("加小标题").fill("一、怎么做")
    page.locator("form.add", has=page.get_by_label("加小标题")).get_by_role("button").click()
    expect(page.locator("[data-entry]")).to_have_count(4)
    first, second, third, section = order(page)

    # By the keyboard alone: the arrow has the focus, as the page comes back each time.
    expect(page.locator(f"#e-{section}").get_by_role("button", name="上移")).to_be_focused()
    for place in (2, 1, 0):
        page.keyboard.press("Enter")
        expect(page.locator("[data-entry]").nth(place)).to_have_attribute("data-entry", section)
        # On top it can go no further up: down has the focus.
        name = "上移" if place else "下移"
        button = page.locator(f"#e-{section}").get_by_role("button", name=name)
        expect(button).to_be_focused()
    # By the mouse: the last is dragged to the place below the heading.
    page.locator(f"#e-{third} .grip").drag_to(
        page.locator(f"#e-{first}"), target_position={"x": 40, "y": 4}
    )
    expect(page.locator("[data-entry]").nth(1)).to_have_attribute("data-entry", third)
    expect(page).to_have_url(re.compile(f"at={third}&did=to$"))
    page.wait_for_load_state()
    assert order(page) == [section, third, first, second]

    collection = Shelf(desk.folder).all()[0]
    assert [entry.id for entry in collection.entries] == [section, third, first, second]
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Word").click()
    path = tmp_path / "素材.docx"
    waiting.value.save_as(path)
    document = docx.Document(str(path))
    said = [paragraph.text for paragraph in document.paragraphs]
    clips = [clip for entry in collection.collected for clip in entry.clips]
    places = [next(n for n, text in enumerate(said) if clip.text in text) for clip in clips]
    assert said[1] == "一、怎么做"
    assert places == sorted(places)
    source = desk.source(collection.collected[0].reference.source)  # type: ignore[union-attr]
    assert source
    assert all(source.text[clip.start : clip.end] == clip.text for clip in clips)
    assert any(text.startswith("[1] ") and "来源文件 径山.txt" in text for text in said)


def test_folders_and_their_words_outlive_a_restart_and_their_source(
    page: Page, library: Library, tmp_path: Path
) -> None:
    folder = tmp_path / "library"
    shutil.copytree(library.folder, folder)
    with Library.open(folder) as own:
        with serving(own) as address:
            page.goto(f"{address}/collection")
            page.get_by_label("新素材夹的名称").fill("留底")
            page.get_by_role("button", name="新建").click()
            expect(page.get_by_role("heading", level=1)).to_have_text("留底")
            page.goto(f"{address}/?q=红色管家")
            page.get_by_role("link", name="支部建在楼栋上 难事商量着办", exact=True).click()
            page.locator(".passage .collect").first.click()
            expect(page.locator("[data-collected]")).to_have_text("1")
        (entry,) = Shelf(folder).named("留底").collected
        assert entry.reference
        own.remove(entry.reference.source)
    # Another server, as after a restart; the browser has its cookie still.
    with Library.open(folder) as again, serving(again) as address:
        page.goto(f"{address}/collection")
        expect(page.get_by_role("heading", level=1)).to_have_text("留底")
        row = page.locator("[data-entry]")
        expect(row).to_have_count(1)
        expect(row.locator("blockquote")).to_contain_text(entry.clips[0].text[:20])
        expect(row).to_contain_text("来源已移出资料库")
        expect(page.locator("#which option")).to_have_count(2)


def test_a_draft_is_told_what_is_true_false_and_unknown(page: Page, address: str) -> None:
    page.goto(f"{address}/draft")
    page.get_by_label("草稿", exact=True).fill(
        "余杭区径山镇全镇建成12个议事厅。径山镇去年受理物业诉求806件。径山镇种了75棵桂花树。"
    )
    page.get_by_role("button", name="核对").click()
    expect(page.locator(".tally")).to_be_visible()
    said = page.locator(".claims > li")
    for words, label in (
        ("12个议事厅", "库中有据"),
        ("806件", "与库中不符"),
        ("75棵", "库中未见"),
    ):
        row = said.filter(has=page.locator("strong", has_text=words))
        expect(row).to_have_count(1)
        expect(row.locator(".verdict")).to_have_text(label)
    expect(said.filter(has_text="806件")).to_contain_text("库中为860件")
    page.locator(".draft-text a.is-other").click()
    expect(page.locator(".claims > li:target")).to_contain_text("806件")
