"""What a person types for the region of a case, and where a form says what it lacks."""

import pytest
from flask.testing import FlaskClient
from sending import send

from kg.library import Library
from kg.model import Query
from web.correcting.region import read_region


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("安徽安庆岳西", ("安徽省", "安庆市", "岳西县")),
        ("岳西", ("安徽省", "安庆市", "岳西县")),
        ("安徽省/安庆市/岳西县/*村", ("安徽省", "安庆市", "岳西县", "*村")),
        ("安徽/*市/*县", ("安徽省", "*市", "*县")),
        ("安徽岳西新城街道", ("安徽省", "安庆市", "岳西县", "新城街道")),
        (" ", ()),
    ],
)
def test_region_is_read_as_a_search_reads_it(value: str, wanted: tuple[str, ...]) -> None:
    assert read_region(value) == wanted


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("好地方", "没有认出“好地方”"),
        ("浙江 好地方", "没有认出“好地方”"),
        ("四川 火星市", "没有认出“火星市”"),
        ("鼓楼区", "叫“鼓楼区”的地方不止一处"),
        ("浙江 岳西县", "“岳西县”不在“浙江省”之内"),
    ],
)
def test_region_that_is_none_is_refused_in_the_form_that_asked(
    client: FlaskClient, library: Library, value: str, said: str
) -> None:
    case = library.search(Query("径山镇")).hits[0].case
    page = send(client, f"/corrections/cases/{case.id}", do="region", region=value)
    panel = page.text[page.text.index('id="correct"') :]
    assert said in panel
    assert "<details open>" in panel
    assert library.case(case.id).case.region == case.region


@pytest.mark.parametrize("form", ["split", "cut"])
def test_what_a_page_of_its_own_asks_is_refused_there(
    client: FlaskClient, library: Library, form: str
) -> None:
    case = library.search(Query("径山镇")).hits[0].case
    key = library.named("径山镇")[0].entity.id
    there = {"split": f"/corrections/entities/{key}", "cut": f"/corrections/cases/{case.id}"}[form]
    page = send(client, there, do=form, name="甲", title="甲")
    assert page.request.path == f"{there}/{form}"
    assert '<p class="notice warning"' in page.text
