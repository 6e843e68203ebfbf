"""更正 of what a case was read as saying: facts taken out, level, genre and themes chosen."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sending import send, take_all_back
from werkzeug.test import TestResponse

from ingest.pipeline import ingest
from kg.library import Library
from kg.library.verify import verify
from kg.ontology import Genre, Level
from web import create_app
from web.correcting.facts import FactsPage, facts_page

TEXT = """枫林镇老年食堂的账本
浙江省杭州市余杭区径山镇党委
（2023年6月）

径山镇推行“红灯笼食堂”工作法，每天供应120份午餐。小古城村党委牵头办起老年食堂。
"""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = tmp_path_factory.mktemp("texts")
    (texts / "径山.txt").write_text(TEXT, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as opened:
        assert not ingest([texts], opened).counts["failed"]
        yield opened


@pytest.fixture(scope="module")
def client(library: Library) -> FlaskClient:
    return create_app(library, hosts={"localhost"}).test_client()


@pytest.fixture(autouse=True)
def as_extracted(library: Library) -> Iterator[None]:
    """Every test begins with what extraction found, and leaves it so."""
    yield
    take_all_back(library)
    assert verify(library) == ()


@pytest.fixture(scope="module")
def case(library: Library) -> str:
    (source,) = library.sources()
    return library.cases_of(source.id)[0].id


def send_of(client: FlaskClient, case: str, **fields: str | list[str]) -> TestResponse:
    return send(client, f"/corrections/cases/{case}", **fields)


def page_of(client: FlaskClient, library: Library, case: str) -> FactsPage:
    with client.application.test_request_context():
        return facts_page(library, case)


def test_figure_is_taken_out_and_the_page_goes_on(
    client: FlaskClient, library: Library, case: str
) -> None:
    (lunches,) = (m for m in page_of(client, library, case).metrics if "120份" in m.says)
    assert lunches.quote.endswith("每天供应120份午餐。")
    page = send_of(client, case, do="drop", fact=lunches.value)
    assert page.request.path == f"/corrections/cases/{case}/facts"
    assert "已更正：《枫林镇老年食堂的账本》去掉数据：" in page.text
    assert not [m for m in library.case(case).metrics if "120" in m.text]
    assert "去掉数据" in client.get(f"/cases/{case}").text  # among what was put right


def test_relation_is_taken_out(client: FlaskClient, library: Library, case: str) -> None:
    (laid,) = (r for r in page_of(client, library, case).relations if "红灯笼食堂" in r.says)
    page = send_of(client, case, do="drop", fact=laid.value)
    assert "去掉关系：" in page.text
    assert laid not in page_of(client, library, case).relations
    # A second click on the same button finds nothing and says so.
    assert "已经没有这一项" in send_of(client, case, do="drop", fact=laid.value).text


def test_level_genre_and_themes_are_chosen(
    client: FlaskClient, library: Library, case: str
) -> None:
    send_of(client, case, do="level", level="county")
    send_of(client, case, do="genre", genre="research")
    page = send_of(client, case, do="themes", theme=["集体经济", "网格治理"])
    found = library.case(case).case
    assert (found.level, found.genre) == (Level.COUNTY, Genre.RESEARCH)
    assert found.themes == ("集体经济", "网格治理")
    for label in ("层级", "文种", "主题"):
        assert f"抽取的{label}：" in page.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"do": "level", "level": "planet"}, "请选择层级"),
        ({"do": "genre", "genre": ""}, "请选择文种"),
        ({"do": "drop", "fact": "0"}, "已经没有这一项"),
    ],
)
def test_what_no_form_offers_is_refused(
    client: FlaskClient, library: Library, case: str, fields: dict[str, str], said: str
) -> None:
    before = len(library.corrections())
    assert said in send_of(client, case, **fields).text
    assert len(library.corrections()) == before
