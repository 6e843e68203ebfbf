"""Mentions to entities: what the region of a case tells of a name, and what it does not."""

import pytest
from resolving import COUNTY, named, one, resolved

from ingest.draft import Draft
from ingest.resolve import place_units, region_units, resolve
from kg.model import Mention
from kg.ontology import Kind


def test_resolve_settles_a_common_name_by_the_region() -> None:
    assert one(Kind.PLACE, "鼓楼区", region=("江苏省", "南京市")).region == (
        "江苏省",
        "南京市",
        "鼓楼区",
    )


def test_resolve_keeps_an_unknown_village_in_the_region_of_its_case() -> None:
    here, there = one(Kind.PLACE, "望云花园"), one(Kind.PLACE, "望云花园", case="other")
    assert here.id == there.id
    assert here.region == COUNTY
    assert here.id != one(Kind.PLACE, "望云花园", region=("山东省", "济宁市", "曲阜市")).id


@pytest.mark.parametrize(
    ("name", "region", "shown"),
    [
        ("省委", ("浙江省", "杭州市"), "浙江省委"),
        ("市委", ("浙江省", "杭州市"), "杭州市委"),
        ("区委组织部", COUNTY, "余杭区委组织部"),
        ("市委", ("天津市",), "天津市委"),
        ("区委", ("天津市", "和平区"), "和平区委"),
        ("市委", ("湖北省", "宜昌市", "宜都市"), "宜都市委"),
        ("自治区党委", ("广西壮族自治区",), "广西壮族自治区党委"),
        ("市政协", ("浙江省", "杭州市"), "杭州市政协"),
        ("市民政局", ("浙江省", "杭州市"), "杭州市民政局"),
    ],
)
def test_resolve_qualifies_organs_by_the_region(
    name: str, region: tuple[str, ...], shown: str
) -> None:
    assert one(Kind.ORGANIZATION, name, region).name == shown


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("市场监管局", ("浙江省", "杭州市")),
        ("市民服务中心", ("浙江省", "杭州市")),
        ("区块链协会", COUNTY),
        ("省委", ()),
        ("区委", ("安徽省", "安庆市", "岳西县")),
        ("镇党委", COUNTY),
    ],
)
def test_resolve_adds_no_place_to_a_name_that_does_not_ask_for_it(
    name: str, region: tuple[str, ...]
) -> None:
    assert one(Kind.ORGANIZATION, name, region).name == name


def test_resolve_keeps_organs_below_the_region_with_their_case() -> None:
    here, there = (one(Kind.ORGANIZATION, "镇党委", case=case) for case in ("a", "b"))
    assert here.id != there.id


def test_place_units_settles_towns_by_counties_named_beside_them() -> None:
    found = place_units(["小古城村", "径山镇", "余杭区"], ())
    assert {name: unit.name for name, unit in found.items()} == {
        "余杭区": "余杭区",
        "径山镇": "径山镇",
        "小古城村": "小古城村",
    }


def test_region_units_stops_at_what_the_gazetteer_does_not_know() -> None:
    assert [unit.name for unit in region_units((*COUNTY, "云上镇"))] == list(COUNTY)


@pytest.mark.parametrize("name", ["省委", "市委组织部", "区委"])
def test_resolve_lends_no_inferred_region_to_a_name(name: str) -> None:
    draft = Draft(text=name, region=COUNTY, region_inferred=True)
    mention = Mention(Kind.ORGANIZATION, 0, len(name), name, name)
    found = named(resolve(draft, "case", [mention]), name)
    assert found.name == name
    assert found.region_inferred
    assert found.id != one(Kind.ORGANIZATION, name).id


def test_resolve_lends_no_region_to_an_organ_of_a_masked_place() -> None:
    found = resolved((Kind.PLACE, "*区"), (Kind.ORGANIZATION, "区委"))
    assert named(found, "区委").id != one(Kind.ORGANIZATION, "区委").id
    issued = resolve(
        Draft(text="区委", issuer="×区区委", region=COUNTY),
        "case",
        [Mention(Kind.ORGANIZATION, 0, 2, "区委", "区委")],
    )
    assert named(issued, "区委").name == "区委"


def test_resolve_reaches_towns_that_the_region_names() -> None:
    town = (*COUNTY, "径山镇")
    assert one(Kind.ORGANIZATION, "镇党委", town).name == "径山镇党委"


def test_village_of_another_county_is_not_taken_for_one_of_the_same_name() -> None:
    there = place_units(["椰林社区"], region_units(("海南省", "海口市", "美兰区")))
    assert there["椰林社区"].parent == "460108104"
    assert place_units(["椰林社区"], region_units(("海南省", "三亚市", "海棠区"))) == {}
    named = place_units(["椰林社区", "美兰区"], region_units(("海南省", "三亚市", "海棠区")))
    assert named["椰林社区"].parent == "460108104"


@pytest.mark.parametrize(
    ("said", "stands"), [("径山镇", True), ("余杭区", True), ("瓶窑镇", False)]
)
def test_resolve_believes_the_text_on_where_a_village_lies(said: str, *, stands: bool) -> None:
    text = f"{said}小古城村"
    spans = ((0, len(said)), (len(said), len(text)))
    mentions = [Mention(Kind.PLACE, s, e, text[s:e], text[s:e]) for s, e in spans]
    found = resolve(Draft(text=text, region=COUNTY), "case", mentions)
    village = named(found, "小古城村")
    assert (village.unit is not None) == stands
    assert ("径山镇" in village.region) == stands
    assert stands or "径山镇" not in {entity.name for entity in found.entities}
