"""Entity pages by kind, and reading an entity mention by mention."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from ingest.pipeline import ingest
from kg.dossier import mentions
from kg.library import Library
from kg.model import Entity, Quote, RelationView
from kg.ontology import Kind, RelationType
from web import create_app
from web.entity.page import entity_page
from web.entity.posts import post_words
from web.entity.quotes import QuoteItem
from web.entity.ties import RelationItem, told_once
from web.links import Link


def named(library: Library, name: str, kind: Kind) -> str:
    return next(p.entity.id for p in library.named(name) if p.entity.kind is kind)


@pytest.fixture(scope="module")
def county(library: Library) -> str:
    return named(library, "余杭区", Kind.PLACE)


def test_a_place_tells_what_was_done_inside_it(app: Flask, library: Library, county: str) -> None:
    with app.test_request_context():
        page = entity_page(library, county)
    assert page.parts[0] == "deeds"
    done = [item.link.label for group in page.deeds.groups for item in group.open]
    assert "红色管家" in done
    assert "物业治理" in [theme.label for theme in page.deeds.themes]
    assert [year.label for year in page.timeline.years] == ["2023年"]
    assert page.inside
    assert "1 篇" in page.inside.label


def test_an_initiative_tells_where_it_is_practised(app: Flask, library: Library) -> None:
    with app.test_request_context():
        page = entity_page(library, named(library, "红色管家", Kind.INITIATIVE))
    assert "spread" in page.parts
    assert [group.label for group in page.spread.open] == ["浙江省"]
    assert page.compare
    assert all("推行" not in group.label for group in page.relations)


@pytest.mark.parametrize("kind", list(Kind))
def test_every_part_of_a_page_has_its_anchor(
    client: FlaskClient, library: Library, kind: Kind
) -> None:
    with library.reading() as snapshot:
        found = [one for one, _ in snapshot.counted_entities() if one.kind is kind]
    for entity in found[:2]:
        page = client.get(f"/entities/{entity.id}").text
        assert entity.name in page
        jumps = re.search(r'<nav class="jumps".*?</nav>', page, re.DOTALL)
        for anchor in re.findall(r'href="#(\w+)"', jumps[0] if jumps else ""):
            assert f'id="{anchor}"' in page


def test_reader_goes_through_all_mentions_and_back(client: FlaskClient, library: Library) -> None:
    entity = named(library, "岳西县", Kind.PLACE)
    spots = mentions(library, entity).spots
    address = re.search(r'class="main" href="([^"]+)"', client.get(f"/entities/{entity}").text)
    assert address
    at, seen = unescape(address[1]), []
    while at:
        page = client.get(at).text
        assert f"第 {len(seen) + 1} 处，共 {len(spots)} 处" in page
        here = re.findall(r'<a class="mention place here"[^>]* id="here"[^>]*>([^<]+)</a>', page)
        titled = '<h1 id="here" class="here">' in page
        assert len(here) + titled == 1
        seen.append(at)
        further = re.search(r'rel="next" href="([^"]+)"', page)
        at = unescape(further[1]) if further else ""
    assert len(seen) == len(spots) > 2
    back = re.search(r'rel="prev" href="([^"]+)"', client.get(seen[-1]).text)
    assert back
    assert unescape(back[1]) == seen[-2]


@pytest.mark.parametrize("at", ["", "x", "9" * 30])
def test_an_unknown_mention_is_the_first_of_its_case(
    client: FlaskClient, library: Library, county: str, at: str
) -> None:
    case = mentions(library, county).spots[0].case
    assert "第 1 处" in client.get(f"/cases/{case}?entity={county}&at={at}").text
    assert 'class="walk"' not in client.get(f"/cases/{case}?entity=nothing&at={at}").text


def held(text: str, post: str, date: str | None = None) -> str:
    """What is said of a post that these words prove."""
    ends = (Entity("p", Kind.PERSON, "李大明"), Entity("o", Kind.ORGANIZATION, "中共临海市委"))
    quote = Quote(text, "case", "题名", "甲.txt", 0, len(text), "p1")
    return post_words(RelationView(RelationType.HOLDS_POST, *ends, (quote,), post, date))


def test_a_post_that_was_held_then_has_the_date_of_its_proof() -> None:
    then = "2005年3月4日，在全市会议上，时任临海市委书记的李大明同志讲话。"
    assert held(then, "时任书记") == "时任书记 · 2005年3月4日"
    assert held(then, "时任书记", "2005-03") == "时任书记 · 2005年3月"
    assert held("2005年3月4日，临海市委书记李大明到村里来。", "书记") == "书记"
    # The date of another sentence is none of this one.
    assert held("会议在2005年召开。时任临海市委书记李大明到会。", "时任书记") == "时任书记"


def test_materials_about_a_person_are_not_called_it(tmp_path: Path) -> None:
    text = (
        "浙江省台州市临海市村务情况\n\n2005年3月4日，时任临海市委书记李大明到桥头村调研村务公开。\n"
    )
    (tmp_path / "甲.txt").write_text(text, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        ingest([tmp_path / "甲.txt"], library)
        person = named(library, "李大明", Kind.PERSON)
        page = (
            create_app(library, hosts={"localhost"}).test_client().get(f"/entities/{person}").text
        )
    assert "提到此人的材料 1 篇" in page
    assert "提到它" not in page


def test_words_that_prove_several_in_a_row_stand_below_the_last() -> None:
    words, others = (
        QuoteItem((), url, "题目", "", "甲.txt", (), "", "") for url in ("/cases/a", "/cases/b")
    )
    rows = [
        RelationItem(Link(name, ""), "", quotes, official=not quotes)
        for name, quotes in zip("甲乙丙丁", ((words,), (words,), (others,), ()), strict=True)
    ]
    assert [one.quotes for one in told_once(rows)] == [(), (words,), (others,), ()]
    assert [one.official for one in told_once(rows)] == [False, False, False, True]
    assert told_once([]) == ()
