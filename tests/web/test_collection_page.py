"""素材夹 on the pages: collecting, ordering, several of them, doubt and caution, the files."""

import html
import io
import json
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from visiting import Visitor

from kg.collection import COLLECTIONS_FILE
from kg.library import Library
from web import create_app
from web.visitor import secret_key

HOST = "localhost"


@pytest.fixture
def visitor(desk: Library) -> Iterator[Visitor]:
    yield Visitor(desk, create_app(desk, hosts={HOST}).test_client())
    for name in (COLLECTIONS_FILE, "caution.txt"):
        Path(desk.folder, name).unlink(missing_ok=True)


def test_every_sort_of_button_collects_its_exact_words(visitor: Visitor, jingshan: str) -> None:
    entity = re.findall(r'href="(/entities/[^"]+)"', visitor.page(f"/cases/{jingshan}"))[0]
    taken = [
        *visitor.buttons(f"/cases/{jingshan}", "passage")[:1],
        *visitor.buttons(f"/cases/{jingshan}", "metric")[:1],
        *visitor.buttons("/compare?theme=物业治理", "row")[:1],
        *visitor.buttons("/headings", "headings")[-1:],
        *visitor.buttons(entity)[:1],
    ]
    assert len(taken) == 5
    for what in taken:
        assert visitor.take(what).get_json()["added"]
    collected = visitor.shelf.get("1").collected
    assert {entry.kind.value for entry in collected} == {
        "passage",
        "metric",
        "headings",
        "row",
        "quote",
    }
    page = html.unescape(visitor.page())
    for entry in collected:
        assert entry.reference
        source = visitor.library.source(entry.reference.source)
        assert source
        for clip in entry.clips:
            assert source.text[clip.start : clip.end] == clip.text
            assert clip.text in page


def test_the_same_is_taken_once_and_that_is_said(visitor: Visitor, jingshan: str) -> None:
    what = visitor.buttons(f"/cases/{jingshan}", "passage")[0]
    assert visitor.take(what).get_json() == {
        "added": True,
        "count": 1,
        "said": "已收入《我的素材夹》",
    }
    assert visitor.take(what).get_json()["said"] == "《我的素材夹》中已有这一条"
    assert visitor.shelf.get("1").collected[1:] == ()


def test_the_same_quote_taken_another_way_says_so(visitor: Visitor, jingshan: str) -> None:
    what = visitor.buttons(f"/cases/{jingshan}", "passage")[0]
    visitor.take(what)
    told = json.loads(what) | {"kind": "quote", "title": "议事"}
    assert "与第 1 条有相同引文" in visitor.take(json.dumps(told)).get_json()["said"]
    assert "与第 2 条有相同引文" in visitor.page()
    # A note is no name: entries are told apart by their titles.
    entry = visitor.shelf.get("1").collected[1]
    visitor.shelf.change("1", lambda c: c.edited(entry.id, title=None, note="自己的话"))
    assert re.search(r"<option[^>]*>[^<]*议事", visitor.page())
    assert not re.search(r"<option[^>]*>[^<]*自己的话", visitor.page())


@pytest.mark.parametrize(
    ("back", "target"),
    [
        ("/?q=物业&x#y", "/?q=物业&x"),
        ("//elsewhere.example/", "/collection"),
        ("/\\elsewhere.example", "/collection"),
        ("https://elsewhere.example", "/collection"),
    ],
)
def test_without_scripts_one_comes_back_to_a_page_of_ours(
    visitor: Visitor, jingshan: str, back: str, target: str
) -> None:
    what = visitor.buttons(f"/cases/{jingshan}", "passage")[0]
    answer = visitor.post("collect", what=what, back=back)
    assert answer.status_code == 303
    assert answer.request.path == "/collection/collect"
    location = answer.headers["Location"]
    anchor = json.loads(what)["anchor"]
    assert location in {
        f"{target}#{anchor}",
        f"{target.replace('物业', '%E7%89%A9%E4%B8%9A')}#{anchor}",
    }
    assert "已收入《我的素材夹》" in visitor.page()


def test_codes_are_counted_and_lead_to_the_first_that_bears_them(visitor: Visitor) -> None:
    for note in ("#停车 先看", "再看 #停车 #议事"):
        visitor.post("note", collection="1", note=note)
    first, _ = visitor.outline()
    assert f'href="#e-{first}">停车<span class="count">2</span>' in visitor.page()


def test_a_heading_lands_where_it_was_asked_for_and_can_be_moved_at_once(
    visitor: Visitor, jingshan: str
) -> None:
    for what in visitor.buttons(f"/cases/{jingshan}", "passage")[:2]:
        visitor.take(what)
    first, second = visitor.outline()
    answer = visitor.post("section", collection="1", title="二、", after=first)
    placed = visitor.outline()[1]
    assert visitor.outline() == [first, placed, second]
    assert answer.headers["Location"].endswith(f"?at={placed}&did=up")
    shown = visitor.client.get(f"/collection?at={placed}&did=up").text
    assert re.search(r'value="up" autofocus', shown)
    visitor.post("note", collection="1", note="开头", after="first")
    visitor.post("section", collection="1", title="三、", after="unknown")
    assert visitor.outline()[1:4] == [first, placed, second]
    assert len(visitor.outline()) == 5
    assert f'<option value="{second}">第 4 条之后：' in visitor.page()


@pytest.mark.parametrize(
    "what",
    ["", "[]", "{", '{"kind":"passage"}', '{"kind":"x","case":"y"}', '{"kind":"row","case":1}'],
)
def test_what_names_nothing_is_refused(visitor: Visitor, what: str) -> None:
    assert visitor.take(what).status_code in {400, 404}


def test_no_form_is_taken_without_its_page_s_token(visitor: Visitor, jingshan: str) -> None:
    what = visitor.buttons(f"/cases/{jingshan}", "passage")[0]
    rules = visitor.client.application.url_map.iter_rules()
    posting = [rule.rule for rule in rules if "POST" in (rule.methods or ())]
    addresses = [re.sub("<[^>]+>", "x", rule) for rule in posting]
    assert {"/collection/collect", "/collection/delete", "/caution", "/draft"} <= set(addresses)
    for address in addresses:
        for token in ("", "wrong"):
            answer = visitor.client.post(address, data={"what": what, "token": token})
            assert answer.status_code == 400
    assert not Path(visitor.library.folder, COLLECTIONS_FILE).exists()


def test_the_outline_is_ordered_ranked_and_noted(visitor: Visitor, jingshan: str) -> None:
    for what in visitor.buttons(f"/cases/{jingshan}", "passage")[:2]:
        visitor.take(what)
    visitor.post("section", collection="1", title=" 一、<b>组织</b> ", level="2")
    visitor.post("note", collection="1", note="自己的话\r\n第二行")
    first, second, section, note = visitor.outline()
    for entry, do in ((section, "up"), (section, "up"), (first, "to:3"), (section, "raise")):
        answer = visitor.post("edit", collection="1", entry=entry, do=do)
        did = do.partition(":")[0]
        assert answer.headers["Location"].endswith(f"?at={entry}&did={did}")
    assert visitor.outline() == [section, second, note, first]
    visitor.post("edit", collection="1", entry=second, note="核对过")
    visitor.post("edit", collection="1", entry=section, title="一、组织建在楼栋")
    visitor.post("edit", collection="1", entry="unknown", do="remove")
    entries = {entry.id: entry for entry in visitor.shelf.get("1").entries}
    assert (entries[section].title, entries[section].level) == ("一、组织建在楼栋", 1)
    assert entries[second].note == "核对过"
    assert entries[note].note == "自己的话\n第二行"
    answer = visitor.post("edit", collection="1", entry=first, do="remove")
    assert visitor.outline() == [section, second, note]
    assert answer.headers["Location"].endswith(f"?at={note}&did=remove")
    assert "<b>组织</b>" not in visitor.page()


@pytest.mark.parametrize(
    ("place", "did", "focused"),
    [
        (1, "up", "up"),
        (0, "up", "down"),
        (2, "down", "up"),
        (1, "to", "down"),
        (0, "raise", "lower"),
        (1, "remove", "remove"),
        (1, "unknown", ""),
    ],
)
def test_the_button_pressed_last_has_the_focus(
    visitor: Visitor, place: int, did: str, focused: str
) -> None:
    for title in ("一、甲", "二、乙", "三、丙"):
        visitor.post("section", collection="1", title=title, level="1")
    entry = visitor.outline()[place]
    page = visitor.page(f"/collection?at={entry}&did={did}")
    row = page[page.index(f'id="e-{entry}"') :]
    pressed = re.findall(r'value="(\w+)" autofocus', row)
    assert pressed == ([focused] if focused else [])
    assert page.count("autofocus") == len(pressed)


def test_what_one_collects_and_chose_survives_a_restart(visitor: Visitor, jingshan: str) -> None:
    visitor.post("create", name="物业治理")
    visitor.take(visitor.buttons(f"/cases/{jingshan}", "passage")[0])
    cookie = visitor.client.get_cookie("kg")
    assert cookie
    assert cookie.http_only
    again = create_app(visitor.library, hosts={HOST}).test_client()
    again.set_cookie("kg", cookie.value)
    page = again.get("/collection").text
    assert "<h1>物业治理</h1>" in page
    assert len(re.findall("data-entry=", page)) == 1
    forged = create_app(visitor.library, hosts={HOST}).test_client()
    forged.set_cookie("kg", cookie.value[:-2] + "xx")
    assert "<h1>我的素材夹</h1>" in forged.get("/collection").text


def test_the_key_is_the_library_s_own_and_nobody_else_s_to_read(tmp_path: Path) -> None:
    key = secret_key(tmp_path)
    assert len(key) == 32
    assert secret_key(tmp_path) == key
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0
    assert secret_key(tmp_path / "nowhere") != secret_key(tmp_path / "nowhere")


def test_there_are_several_collections(visitor: Visitor, jingshan: str) -> None:
    what = visitor.buttons(f"/cases/{jingshan}", "passage")[0]
    visitor.post("create", name="物业治理")
    visitor.take(what)
    other = visitor.shelf.named("物业治理")
    visitor.post("rename", collection=other.id, name="物业")
    visitor.post("choose", collection="1")
    assert visitor.outline() == []
    visitor.post("choose", collection=other.id)
    assert len(visitor.outline()) == 1
    visitor.post("delete", collection=other.id, name="物")
    assert "没有删除" in visitor.page()
    visitor.post("delete", collection=other.id, name="物业")
    assert "已删除《物业》" in visitor.page()
    assert [c.id for c in visitor.shelf.all()] == ["1"]
    assert visitor.post("choose", collection=other.id).status_code == 404


def test_cautions_warn_on_copy_collect_and_export(visitor: Visitor, jingshan: str) -> None:
    token = re.findall(r'name="token" value="([^"]+)"', visitor.page())[0]
    text = "红色管家 # 已更名"
    answer = visitor.client.post("/caution", data={"token": token, "text": text})
    assert answer.status_code == 303
    assert f">{text}</textarea>" in visitor.page("/caution")
    case = visitor.page(f"/cases/{jingshan}")
    assert case.count('data-caution="红色管家（已更名）"') == 1
    named = re.findall(r'name="what" value="([^"]+)">收入素材</button>\s*<span class="badge', case)
    what = html.unescape(named[0])
    assert visitor.take(what).get_json()["said"].endswith("慎引：红色管家（已更名）")
    assert "慎引：红色管家（已更名）" in visitor.page()
    content = visitor.client.get("/collection/export?collection=1&form=docx").data
    paragraphs = [p.text for p in docx.Document(io.BytesIO(content)).paragraphs]
    assert paragraphs[1] == "提示：慎引：红色管家（已更名）"


def test_masks_travel_with_the_words(visitor: Visitor) -> None:
    (source,) = (s for s in visitor.library.sources() if s.path == "隐名.txt")
    (masked,) = visitor.library.cases_of(source.id)
    visitor.take(visitor.buttons(f"/cases/{masked.id}", "passage")[0])
    assert '<span class="badge warn">隐名</span>' in visitor.page()
    content = visitor.client.get("/collection/export?collection=1&form=md").text
    assert "［隐名］" in content


@pytest.mark.parametrize("form", ["docx", "xlsx", "md", "csv", "csl", "ris"])
def test_a_collection_leaves_in_every_format(visitor: Visitor, jingshan: str, form: str) -> None:
    visitor.post("rename", collection="1", name='物业/"治理"')
    visitor.take(visitor.buttons(f"/cases/{jingshan}", "passage")[0])
    answer = visitor.client.get(f"/collection/export?collection=1&form={form}&style=x&notes=y")
    assert answer.status_code == 200
    assert answer.data
    named = answer.headers["Content-Disposition"]
    assert named.startswith('attachment; filename="export.')
    assert "filename*=UTF-8''%E7%89%A9%E4%B8%9A%E6%B2%BB%E7%90%86." in named
    assert visitor.client.get("/collection/export?collection=1&form=exe").status_code == 400
    assert visitor.client.get("/collection/export?collection=x").status_code == 404


def test_a_damaged_file_is_told_on_its_page_alone(
    visitor: Visitor, caplog: pytest.LogCaptureFixture
) -> None:
    Path(visitor.library.folder, COLLECTIONS_FILE).write_text("{", encoding="utf-8")
    assert visitor.client.get("/").status_code == 200
    answer = visitor.client.get("/collection")
    assert answer.status_code == 500
    assert "资料库的文件读写失败" in answer.text
    assert COLLECTIONS_FILE in caplog.text
