"""更正 on the pages: of entities and cases, chosen by plain forms, recorded and taken back."""

import io
import json
import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sending import send, take_all_back

from ingest.pipeline import ingest
from kg.correction.coding import from_lines
from kg.correction.model import Standing
from kg.errors import CorrectionRefused
from kg.library import Library
from kg.library.verify import verify
from kg.model import Query
from web import create_app
from web.correcting.pages import cut_page, merge_page, records_page, split_page
from web.entity.page import entity_page

HOST = "localhost"
ONE = """枫林镇老年食堂的账本
浙江省杭州市余杭区径山镇党委
（2023年6月）

径山镇推行“红灯笼食堂”工作法，小古城村党委牵头办起老年食堂，每天供应120份午餐。

一、账目上墙
小古城村党委每月把账目贴上墙，居民随时查。“红灯笼食堂”工作法写进了村规。
"""
TWO = """天堂镇的食堂也亮了灯
安徽省岳西县天堂镇党委

岳西县天堂镇推行“红灯笼饭堂”工作法，14个村办起食堂，网格员为老人送餐。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = tmp_path_factory.mktemp("texts")
    for name, text in (("径山.txt", ONE), ("天堂.txt", TWO)):
        (texts / name).write_text(text, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as opened:
        report = ingest([texts], opened)
        assert not report.counts["failed"], report.sources
        yield opened


@pytest.fixture(scope="module")
def client(library: Library) -> FlaskClient:
    return create_app(library, hosts={HOST}).test_client()


@pytest.fixture(autouse=True)
def as_extracted(library: Library) -> Iterator[None]:
    """Every test begins with what extraction found, and leaves it so."""
    yield
    take_all_back(library)
    assert verify(library) == ()


def id_of(library: Library, name: str) -> str:
    (profile,) = library.named(name)
    return profile.entity.id


def case_of(library: Library, path: str) -> str:
    source = library.source_at(path)
    assert source
    return library.cases_of(source.id)[0].id


def last(library: Library) -> Standing:
    return library.corrections()[-1]


def test_entity_is_renamed_on_its_page_and_says_what_extraction_gave(
    client: FlaskClient, library: Library
) -> None:
    key = id_of(library, "小古城村党委")
    page = send(client, f"/corrections/entities/{key}", do="rename", name="小古城村党总支")
    assert page.request.path == f"/entities/{key}"
    said = (
        '<p class="notice message" role="status">已更正：单位“小古城村党委”改名为“小古城村党总支”'
    )
    assert said in page.text
    assert '<a class="badge" href="#correct">已更正</a>' in page.text
    assert "抽取结果：单位“小古城村党委”" in page.text
    assert "小古城村党总支" in client.get(f"/cases/{case_of(library, '径山.txt')}").text
    undone = send(
        client, "/corrections/undo", id=last(library).correction.id, back=f"/entities/{key}"
    )
    assert undone.request.path == f"/entities/{key}"
    assert "已更正" not in undone.text


def test_entity_of_another_kind(client: FlaskClient, library: Library) -> None:
    key = id_of(library, "红灯笼食堂")
    page = send(client, f"/corrections/entities/{key}", do="retype", kind="organization")
    assert "抽取结果：品牌做法“红灯笼食堂”" in page.text
    assert library.entity(key).entity.kind == "organization"


def test_hidden_entity_says_so_and_comes_back(client: FlaskClient, library: Library) -> None:
    key = id_of(library, "红灯笼饭堂")
    page = send(client, f"/corrections/entities/{key}", do="hide")
    assert page.request.path == "/corrections"
    gone = client.get(f"/entities/{key}")
    assert gone.status_code == 404
    assert "这个词条已隐藏" in gone.text
    send(client, "/corrections/undo", id=last(library).correction.id)
    assert client.get(f"/entities/{key}").status_code == 200


def test_entity_is_merged_into_one_that_was_looked_up_and_its_address_leads_on(
    client: FlaskClient, library: Library
) -> None:
    one, other = id_of(library, "红灯笼饭堂"), id_of(library, "红灯笼食堂")
    choice = client.get(f"/corrections/entities/{one}/merge?q=红灯笼食堂").text
    assert f'name="into" value="{other}"' in choice
    page = send(client, f"/corrections/entities/{one}", do="merge", into=other)
    assert page.request.path == f"/entities/{other}"
    assert "人工更正：归并“红灯笼饭堂”" in page.text
    old = client.get(f"/entities/{one}")
    assert (old.status_code, old.location) == (302, f"/entities/{other}")
    assert len(library.entity(other).cases) == 2


def test_entity_is_split_by_sentence(client: FlaskClient, library: Library) -> None:
    key, case = id_of(library, "小古城村党委"), case_of(library, "径山.txt")
    choices = re.findall(
        r'name="part" value="([^"]+)"', client.get(f"/corrections/entities/{key}/split").text
    )
    assert choices[0] == case
    assert [choice.partition(":")[0] for choice in choices[1:]] == [case, case]
    page = send(
        client, f"/corrections/entities/{key}", do="split", name="另一党委", part=[choices[2]]
    )
    assert "拆分：1篇中的改为“另一党委”" in page.text
    assert [e.name for e in library.case(case).entities if e.name == "另一党委"]
    named = {e.name: len(e.mentions) for e in library.case(case).entities}
    assert (named["小古城村党委"], named["另一党委"]) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("title", "老年食堂的账本", "抽取的标题：枫林镇老年食堂的账本"),
        ("date", "2022年5月", "抽取的日期：2023年6月"),
        ("region", "安徽 岳西县", "抽取的地区：浙江省"),
    ],
)
def test_case_is_restated_on_its_page(
    client: FlaskClient, library: Library, field: str, value: str, shown: str
) -> None:
    case = case_of(library, "径山.txt")
    page = send(client, f"/corrections/cases/{case}", do=field, **{field: value})
    assert page.request.path == f"/cases/{case}"
    assert shown in page.text
    found = library.case(case).case
    wanted = {
        "title": "老年食堂的账本",
        "date": "2022-05",
        "region": ("安徽省", "安庆市", "岳西县"),
    }
    assert getattr(found, field) == wanted[field]


def test_case_is_cut_before_a_passage(client: FlaskClient, library: Library) -> None:
    case = case_of(library, "径山.txt")
    url = f"/corrections/cases/{case}"
    before = re.findall(r'name="before" value="([^"]+)"', client.get(f"{url}/cut").text)
    send(client, url, do="cut", before=before[-1], title="账目上墙")
    source = library.case(case).source.id
    assert [c.title for c in library.cases_of(source)][-1] == "账目上墙"
    joined = send(client, url, do="join")
    assert "合为一篇" in joined.text
    assert len(library.cases_of(source)) == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do": "rename", "name": " "}, "请填写名称"),
        ({"do": "rename", "name": "红灯笼食堂"}, "名称没有改变"),
        ({"do": "retype", "kind": "initiative"}, "请选择另一个类别"),
        ({"do": "split", "name": "甲"}, "请勾选"),
        ({"do": "nothing"}, "请选择要更正什么"),
    ],
)
def test_form_that_asks_for_nothing_says_what_to_enter(
    client: FlaskClient, library: Library, fields: dict[str, str], said: str
) -> None:
    number = len(library.corrections())
    key = id_of(library, "红灯笼食堂")
    page = send(client, f"/corrections/entities/{key}", **fields)
    assert f'<p class="notice warning" role="status">{said}' in page.text
    assert len(library.corrections()) == number


def test_region_as_it_is_says_so_and_what_is_wanted(client: FlaskClient, library: Library) -> None:
    case = next(one for one in library.search(Query()).hits if len(one.case.region) > 1).case
    before = len(library.corrections())
    page = send(client, f"/corrections/cases/{case.id}", do="region", region=" ".join(case.region))
    assert f"所填的就是现有的“{' '.join(case.region)}”" in page.text
    assert len(library.corrections()) == before


@pytest.mark.parametrize("value", ["昨天", "2023-13", "23年"])
def test_date_that_is_none_is_refused(client: FlaskClient, library: Library, value: str) -> None:
    case = case_of(library, "径山.txt")
    page = send(client, f"/corrections/cases/{case}", do="date", date=value)
    assert "日期请写成" in page.text
    assert library.case(case).case.date == "2023-06"


def test_forms_need_their_token(client: FlaskClient, library: Library) -> None:
    key, case = id_of(library, "红灯笼食堂"), case_of(library, "径山.txt")
    for url in (f"entities/{key}", f"cases/{case}", "undo", "import"):
        assert client.post(f"/corrections/{url}", data={"do": "hide"}).status_code == 400
    assert library.named("红灯笼食堂")


@pytest.mark.parametrize(
    "back", ["//elsewhere.example/", "/\t/elsewhere.example", "/\n/elsewhere.example", "/\\x"]
)
def test_undo_leads_nowhere_else(client: FlaskClient, back: str) -> None:
    page = send(client, "/corrections/undo", id="unknown", back=back)
    assert page.request.path == "/corrections"
    assert "已经撤销，或者不存在" in page.text


def test_record_is_kept_as_a_file_and_taken_in(client: FlaskClient, library: Library) -> None:
    key = id_of(library, "红灯笼饭堂")
    send(client, f"/corrections/entities/{key}", do="rename", name="红灯笼大饭堂")
    answer = client.get("/corrections/corrections.jsonl")
    (line,) = answer.text.splitlines()
    document = json.loads(line)
    assert document["says"] == "品牌做法“红灯笼饭堂”改名为“红灯笼大饭堂”"
    send(client, "/corrections/undo", id=document["id"])
    new = line.replace(document["id"], "0123456789abcd")
    found = re.search(r'name="token" value="([^"]+)"', client.get("/corrections").text)
    assert found
    none = (b"no", b"[" * 100_000, line.replace("大饭堂", "\\ud800").encode())
    for content, said in ((new.encode(), "导入 1 处更正"), *((one, "没有导入") for one in none)):
        sent = {"token": found[1], "file": (io.BytesIO(content), "corrections.jsonl")}
        page = client.post("/corrections/import", data=sent, follow_redirects=True)
        assert said in page.text
    assert library.entity(key).entity.name == "红灯笼大饭堂"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date", "去年"),
        ("date", "2023-99-99"),
        ("date", 2023),
        ("title", " "),
        ("region", "/".join(["甲"] * 400)),
    ],
)
def test_value_that_no_form_would_give_is_not_taken_in(
    library: Library, field: str, value: object
) -> None:
    ref = {"id": "0" * 16, "path": "甲.txt", "title": "甲", "opening": "甲"}
    document = {"id": "0" * 14, "at": "2026-01-01", "action": "amend", "case": ref}
    line = json.dumps(document | {"field": field, "value": value})
    with pytest.raises(CorrectionRefused, match="line 1"):
        library.take_in(list(from_lines([line])))


def test_pages_are_built_from_what_the_library_has(client: FlaskClient, library: Library) -> None:
    with client.application.test_request_context():
        key, case = id_of(library, "红灯笼食堂"), case_of(library, "径山.txt")
        page = entity_page(library, key).panel
        assert (page.extracted, page.made) == ((), ())
        assert [kind.value for kind in page.kinds if kind.chosen] == ["initiative"]
        assert merge_page(library, key, "没有这个").targets == ()
        assert [choice.value for choice in split_page(library, key, 1).cases] == [case]
        assert [choice.number for choice in cut_page(library, case).passages] == [2, 3, 4][
            : len(library.case(case).passages) - 1
        ]
        records = records_page(library)
        assert (records.stand, records.lost) == (0, 0)
        assert all(item.state for item in records.items)
