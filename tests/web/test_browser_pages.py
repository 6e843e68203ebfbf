"""Every page in a real browser: it fits all widths, axe reports nothing, the first one is light."""

import re
from collections.abc import Iterator
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsing import needs_browser, serving
from flask import Flask
from playwright.sync_api import Browser, Page, Response, expect

from kg.library import Library
from kg.model import Query

pytestmark = needs_browser

WIDTHS = (360, 768, 1280, 1920)
LOOKS: tuple[tuple[int, Literal["light", "dark"]], ...] = ((1280, "dark"), (360, "light"))
FINGER = 44  # px (WCAG 2.2, 2.5.5)
FIRST_PAGE = 60_000  # bytes, with styles and scripts
# Addresses that answer with a file, JSON or a part of a page.
NO_PAGES = {
    *("static", "pages.results_file", "pages.suggest", "pages.healthz", "pages.likest"),
    *("pages.compare_file", "pages.compare_beside_file"),
    *("collection.export", "graph.picture", "materials.progress", "correcting.file"),
}


@pytest.fixture(scope="module")
def address(library: Library) -> Iterator[str]:
    with serving(library) as opened:
        yield opened


@pytest.fixture(scope="module")
def pages(library: Library, jingshan: str) -> dict[str, tuple[str, ...]]:
    """Addresses by the endpoint that answers them."""
    with library.reading() as snapshot:
        counted = snapshot.counted_entities()
    kinds = {one.kind: one.id for one, _ in counted}
    town = library.named("径山镇")[0].entity.id
    source = library.sources()[0].id
    cases = dict.fromkeys(hit.case.id for hit in library.search(Query("物业")).hits)
    others = "".join(f"&case={case}" for case in [*cases][:2])
    return {
        "pages.search": ("/", "/?q=物业", "/?q=地区:", "/?q=不会有这样的词"),
        "pages.case": (
            f"/cases/{jingshan}",
            f"/cases/{jingshan}?entity={town}",
            "/cases/nothing",
        ),
        "pages.similar": (f"/cases/{jingshan}/similar",),
        "pages.entity": (f"/entities/{town}", *(f"/entities/{one}" for one in kinds.values())),
        "pages.compare": (
            *("/compare", "/compare?theme=物业治理", "/compare?measure=议事厅", "/compare?by=text"),
        ),
        "pages.compare_beside": (f"/compare/beside?case={jingshan}{others}", "/compare/beside"),
        "pages.overview": ("/overview",),
        "pages.headings": ("/headings",),
        "pages.help": ("/help",),
        "writing.sentences": ("/sentences",),
        "writing.draft": ("/draft",),
        "writing.caution": ("/caution",),
        "collection.show": ("/collection",),
        "materials.show": ("/materials",),
        "materials.source": (f"/materials/{source}",),
        "graph.show": (f"/entities/{town}/graph", f"/entities/{town}/graph?kind=person"),
        "graph.path": (f"/path?start={town}&to=余杭区", f"/path?start={town}&to=无此地"),
        "correcting.show": ("/corrections",),
        "correcting.merge": (f"/corrections/entities/{town}/merge?q=径山",),
        "correcting.split": (f"/corrections/entities/{town}/split",),
        "correcting.cut": (f"/corrections/cases/{jingshan}/cut",),
        "correcting.facts": (f"/corrections/cases/{jingshan}/facts",),
        "saved.show": ("/saved",),
    }


def test_no_page_is_left_out(app: Flask, pages: dict[str, tuple[str, ...]]) -> None:
    known = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert known == set(pages) | NO_PAGES


def test_every_page_fits_all_widths_and_axe_reports_nothing(
    browser: Browser, address: str, pages: dict[str, tuple[str, ...]]
) -> None:
    # The check itself is a script, which the pages' policy would refuse.
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    first = {paths[0] for paths in pages.values()}
    for path in (path for paths in pages.values() for path in paths):
        page.emulate_media(color_scheme="light")
        page.goto(address + path)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (path, width)
        for width, scheme in LOOKS if path in first else LOOKS[-1:]:
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            if width == LOOKS[-1][0]:  # as a reader leaves a page: all that folds stands open
                page.evaluate(
                    "for (const one of document.querySelectorAll('details')) one.open = true"
                )
            found = Axe().run(page)
            assert found.violations_count == 0, (path, found.generate_report())
    context.close()


def test_first_page_is_light(page: Page, address: str) -> None:
    answers: list[Response] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 -- it needs a function
    page.goto(address, wait_until="networkidle")
    assert sum(len(answer.body()) for answer in answers) < FIRST_PAGE
    assert all(answer.url.startswith(address) for answer in answers)


def test_filters_stay_open_on_a_phone_until_the_results_are_asked_for(
    page: Page, address: str
) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{address}/?q=物业")
    facets = page.locator("nav.facets")
    expect(facets).to_be_hidden()
    page.locator("#narrow summary").click()
    choice = facets.locator("#theme-物业治理")
    expect(choice).to_be_hidden()  # each list folds
    page.locator("#narrow-theme summary").click()
    choice.click()
    expect(page.locator(".chip")).to_contain_text("物业治理")
    expect(choice).to_be_visible()
    expect(page.locator("#narrow-theme")).to_contain_text("已选 1")
    told = re.search(r"共 (\d+) 篇", page.locator(".total").inner_text())
    assert told
    page.get_by_role("link", name=f"看结果 {told[1]} 篇").click()
    expect(facets).to_be_hidden()
    expect(page.locator(".hits .title").first).to_be_in_viewport()


def test_what_a_finger_hits_on_a_phone_is_44_high(
    page: Page, address: str, library: Library, jingshan: str
) -> None:
    town = library.named("径山镇")[0].entity.id
    page.set_viewport_size({"width": 360, "height": 780})
    for path, what in (
        (f"/entities/{town}/graph", ".narrow-picture a"),
        (f"/entities/{town}", ".timeline .source a, .near a, .edge a, .row > a"),
        (f"/cases/{jingshan}", ".outline summary, .words .mention, .groups .item > a"),
        ("/?q=物业", ".facet-column > .fold summary"),
    ):
        page.goto(address + path)
        seen = [one for one in page.locator(what).all() if one.is_visible()]
        assert seen, path
        boxes = {one.text_content(): one.bounding_box() for one in seen}
        assert not {name for name, box in boxes.items() if box and round(box["height"]) < FINGER}


def test_what_stands_beside_a_passage_is_44_wide(page: Page, address: str, jingshan: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{address}/cases/{jingshan}")
    beside = page.locator(".passage .tools").first.locator("button, a, summary").all()
    boxes = {one.text_content(): one.bounding_box() for one in beside if one.is_visible()}
    assert len(boxes) >= 4
    assert not {name for name, box in boxes.items() if box and round(box["width"]) < FINGER}


def test_contents_open_the_part_they_lead_to(page: Page, address: str, jingshan: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{address}/cases/{jingshan}")
    expect(page.locator("#relations .relations")).to_be_hidden()
    page.locator(".outline summary").click()
    page.locator(".sections").get_by_role("link", name="关系").click()
    expect(page.locator("#relations .relations")).to_be_visible()


def test_what_a_phone_folds_is_printed(page: Page, address: str, jingshan: str) -> None:
    page.set_viewport_size({"width": 360, "height": 780})
    page.goto(f"{address}/cases/{jingshan}")
    expect(page.locator("#entities .groups")).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.locator("#entities .groups")).to_be_visible()


def test_a_chosen_file_is_named_in_the_page_s_own_words(page: Page, address: str) -> None:
    page.goto(f"{address}/draft")
    told = page.locator("[data-chosen]")
    expect(told).to_have_text("还没有选")
    sent = {"name": "草稿.txt", "mimeType": "text/plain", "buffer": "一件实事".encode()}
    page.get_by_label("选一个文件").set_input_files(sent)
    expect(told).to_have_text("草稿.txt")
    page.get_by_label("选一个文件").focus()
    expect(page.get_by_label("选一个文件")).to_be_focused()
