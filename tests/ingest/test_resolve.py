"""Mentions to entities: what is one thing within a case, across cases, and what is kept apart."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.draft import Draft
from ingest.resolve import Resolved, place_units, region_units, resolve
from kg.model import Entity, Mention
from kg.ontology import Kind, RelationType
from kg.text import is_masked

_COUNTY = ("浙江省", "杭州市", "余杭区")
_NAMES = st.sampled_from(
    ("*社区", "×区", "某某街道", "XX镇", "*社区党委", "余杭区", "径山镇", "区委", "方文俊")
)


def _resolved(
    *names: tuple[Kind, str], region: tuple[str, ...] = _COUNTY, case: str = "case"
) -> Resolved:
    """Resolve names that stand one a line; places count as named inside longer names, too."""
    text = "\n".join(name for _, name in names)
    mentions = [
        Mention(kind, m.start(), m.end(), name, name, is_masked(name))
        for kind, name in dict.fromkeys(names)
        for m in re.finditer(re.escape(name), text)
    ]
    return resolve(Draft(text=text, region=region), case, mentions)


def _named(resolved: Resolved, name: str) -> Entity:
    local = next(entity for entity in resolved.local if entity.name == name)
    return next(entity for entity in resolved.entities if entity.id == local.id)


def _one(kind: Kind, name: str, region: tuple[str, ...] = _COUNTY, case: str = "case") -> Entity:
    return _named(_resolved((kind, name), region=region, case=case), name)


def test_resolve_brings_the_parents_of_a_place_from_the_gazetteer() -> None:
    found = _resolved((Kind.PLACE, "小古城村"))
    names = {entity.id: entity.name for entity in found.entities}
    assert [entity.name for entity in found.local] == ["小古城村"]
    assert [(names[r.head], names[r.tail]) for r in found.relations] == [
        ("小古城村", "径山镇"),
        ("径山镇", "余杭区"),
        ("余杭区", "杭州市"),
        ("杭州市", "浙江省"),
    ]
    assert all(r.type is RelationType.LOCATED_IN and r.case is None for r in found.relations)
    assert {r.evidence for r in found.relations} == {"gazetteer"}


def test_resolve_makes_short_and_full_names_of_a_unit_one() -> None:
    found = _resolved((Kind.PLACE, "余杭区"), (Kind.PLACE, "余杭"))
    (entity,) = found.local
    assert entity.name == "余杭区"
    assert _named(found, "余杭区").aliases == ("余杭",)
    assert [m.surface for m in entity.mentions] == ["余杭区", "余杭", "余杭"]


def test_resolve_makes_a_name_with_its_class_noun_one() -> None:
    found = _resolved((Kind.INITIATIVE, "平安余杭建设"), (Kind.INITIATIVE, "平安余杭"))
    assert [entity.name for entity in found.local] == ["平安余杭"]
    alone = _resolved((Kind.INITIATIVE, "平安余杭建设"))
    assert [entity.name for entity in alone.local] == ["平安余杭建设"]


def test_resolve_gives_a_unit_one_id_in_all_cases() -> None:
    here, there = _one(Kind.PLACE, "余杭区"), _one(Kind.PLACE, "余杭", region=(), case="other")
    assert here.id == there.id
    assert there.region == _COUNTY


def test_resolve_leaves_open_where_a_county_of_several_provinces_lies() -> None:
    here, there = (_one(Kind.PLACE, "鼓楼区", case=case) for case in ("a", "b"))
    assert here.region == ()
    assert here.unit is None
    assert here.id != there.id
    body = _named(
        _resolved((Kind.PLACE, "鼓楼区"), (Kind.ORGANIZATION, "鼓楼区民政局")), "鼓楼区民政局"
    )
    assert body.region == ()


def test_resolve_settles_a_common_name_by_the_region() -> None:
    assert _one(Kind.PLACE, "鼓楼区", region=("江苏省", "南京市")).region == (
        "江苏省",
        "南京市",
        "鼓楼区",
    )


def test_resolve_keeps_an_unknown_village_in_the_region_of_its_case() -> None:
    here, there = _one(Kind.PLACE, "望云花园"), _one(Kind.PLACE, "望云花园", case="other")
    assert here.id == there.id
    assert here.region == _COUNTY
    assert here.id != _one(Kind.PLACE, "望云花园", region=("山东省", "济宁市", "曲阜市")).id


@pytest.mark.parametrize(
    ("name", "region", "shown"),
    [
        ("省委", ("浙江省", "杭州市"), "浙江省委"),
        ("市委", ("浙江省", "杭州市"), "杭州市委"),
        ("区委组织部", _COUNTY, "余杭区委组织部"),
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
    assert _one(Kind.ORGANIZATION, name, region).name == shown


@pytest.mark.parametrize(
    ("name", "region"),
    [
        ("市场监管局", ("浙江省", "杭州市")),
        ("市民服务中心", ("浙江省", "杭州市")),
        ("区块链协会", _COUNTY),
        ("省委", ()),
        ("区委", ("安徽省", "安庆市", "岳西县")),
        ("镇党委", _COUNTY),
    ],
)
def test_resolve_adds_no_place_to_a_name_that_does_not_ask_for_it(
    name: str, region: tuple[str, ...]
) -> None:
    assert _one(Kind.ORGANIZATION, name, region).name == name


@pytest.mark.parametrize("name", ["余杭区委", "中共余杭区委", "余杭区区委"])
def test_resolve_ties_an_organ_to_the_same_one_with_its_place(name: str) -> None:
    short = _one(Kind.ORGANIZATION, "区委")
    full = _named(_resolved((Kind.PLACE, "余杭区"), (Kind.ORGANIZATION, name)), name)
    assert short.id == full.id
    assert short.id != _one(Kind.ORGANIZATION, "区委", ("上海市", "徐汇区")).id


def test_resolve_ties_bodies_led_by_short_and_full_names_of_a_place() -> None:
    short = _resolved((Kind.PLACE, "余杭"), (Kind.ORGANIZATION, "余杭团委"))
    full = _resolved((Kind.PLACE, "余杭区"), (Kind.ORGANIZATION, "余杭区团委"), case="other")
    assert _named(short, "余杭团委").id == _named(full, "余杭区团委").id


def test_resolve_keeps_organs_below_the_region_with_their_case() -> None:
    here, there = (_one(Kind.ORGANIZATION, "镇党委", case=case) for case in ("a", "b"))
    assert here.id != there.id


def test_resolve_keeps_persons_of_one_name_apart_by_county() -> None:
    here = _one(Kind.PERSON, "方文俊")
    assert here.id == _one(Kind.PERSON, "方文俊", case="other").id
    assert here.id != _one(Kind.PERSON, "方文俊", ("山东省", "济宁市", "曲阜市")).id
    assert _one(Kind.PERSON, "方文俊", ()).id != _one(Kind.PERSON, "方文俊", (), case="other").id


def test_resolve_keeps_coined_names_to_their_city_and_short_ones_closer() -> None:
    near, far = ("浙江省", "杭州市", "临安区"), ("山东省", "济宁市", "曲阜市")
    long, short = (Kind.INITIATIVE, "板凳夜话会"), (Kind.INITIATIVE, "五美")
    assert _one(*long).id == _one(*long, near).id
    assert _one(*long).id != _one(*long, far).id
    assert _one(*short).id != _one(*short, near).id


def test_resolve_takes_quotation_marks_for_no_part_of_a_name() -> None:
    found = _resolved((Kind.INITIATIVE, "“板凳夜话会”"), (Kind.INITIATIVE, "板凳夜话会"))
    (entity,) = found.local
    assert len(entity.mentions) == 3


def test_resolve_does_not_take_a_person_for_a_body_of_the_same_name() -> None:
    found = _resolved((Kind.PERSON, "长安"), (Kind.INITIATIVE, "长安"))
    assert len({entity.id for entity in found.local}) == 2


@given(st.lists(_NAMES, min_size=1, unique=True))
def test_resolve_never_shares_a_masked_entity_between_cases(names: list[str]) -> None:
    ids = [
        {e.id for e in _resolved(*((_kind(n), n) for n in names), case=case).local if e.redacted}
        for case in ("a", "b")
    ]
    assert ids[0].isdisjoint(ids[1])
    assert len(ids[0]) == sum(is_masked(name) for name in names)


@given(st.lists(_NAMES, min_size=1, unique=True), st.randoms(use_true_random=False))
def test_resolve_gives_the_same_whatever_the_order(names: list[str], random: object) -> None:
    found = _resolved(*((_kind(name), name) for name in names))
    mentions = [m for entity in found.local for m in entity.mentions]
    random.shuffle(mentions)  # type: ignore[attr-defined]
    draft = Draft(text="\n".join(names), region=_COUNTY)
    assert set(resolve(draft, "case", mentions).local) == set(found.local)


@given(st.lists(_NAMES, min_size=1, unique=True))
def test_resolve_loses_no_mention_and_knows_every_entity(names: list[str]) -> None:
    found = _resolved(*((_kind(name), name) for name in names))
    known = {entity.id for entity in found.entities}
    assert known.issuperset(entity.id for entity in found.local)
    assert known.issuperset(end for r in found.relations for end in (r.head, r.tail))
    spans = {(m.kind, m.start, m.end) for entity in found.local for m in entity.mentions}
    assert len(spans) == sum(len(entity.mentions) for entity in found.local)


def _kind(name: str) -> Kind:
    if name.endswith("委"):
        return Kind.ORGANIZATION
    return Kind.PERSON if name == "方文俊" else Kind.PLACE


def test_place_units_settles_towns_by_counties_named_beside_them() -> None:
    found = place_units(["小古城村", "径山镇", "余杭区"], ())
    assert {name: unit.name for name, unit in found.items()} == {
        "余杭区": "余杭区",
        "径山镇": "径山镇",
        "小古城村": "小古城村",
    }


def test_region_units_stops_at_what_the_gazetteer_does_not_know() -> None:
    assert [unit.name for unit in region_units((*_COUNTY, "云上镇"))] == list(_COUNTY)


@pytest.mark.parametrize("name", ["省委", "市委组织部", "区委"])
def test_resolve_lends_no_inferred_region_to_a_name(name: str) -> None:
    draft = Draft(text=name, region=_COUNTY, region_inferred=True)
    mention = Mention(Kind.ORGANIZATION, 0, len(name), name, name)
    found = _named(resolve(draft, "case", [mention]), name)
    assert found.name == name
    assert found.region_inferred
    assert found.id != _one(Kind.ORGANIZATION, name).id


def test_resolve_lends_no_region_to_an_organ_of_a_masked_place() -> None:
    found = _resolved((Kind.PLACE, "*区"), (Kind.ORGANIZATION, "区委"))
    assert _named(found, "区委").id != _one(Kind.ORGANIZATION, "区委").id
    issued = resolve(
        Draft(text="区委", issuer="×区区委", region=_COUNTY),
        "case",
        [Mention(Kind.ORGANIZATION, 0, 2, "区委", "区委")],
    )
    assert _named(issued, "区委").name == "区委"


def test_resolve_reaches_towns_that_the_region_names() -> None:
    town = (*_COUNTY, "径山镇")
    assert _one(Kind.ORGANIZATION, "镇党委", town).name == "径山镇党委"


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (Kind.PLACE, "长江经济带"),
        (Kind.PLACE, "中关村"),
        (Kind.ORGANIZATION, "国家远望局"),
        (Kind.ORGANIZATION, "云帆数联科技有限公司"),
        (Kind.INITIATIVE, "全国星火阅读计划"),
        (Kind.INITIATIVE, "老旧水渠焕新提升三年行动"),
        (Kind.HONOR, "全国文明村"),
        (Kind.PERSON, "雷锋"),
    ],
)
def test_resolve_knows_nationwide_names_in_every_region(kind: Kind, name: str) -> None:
    here, there = _one(kind, name), _one(kind, name, ("北京市", "大兴区"), "other")
    assert here.id == there.id
    assert here.region == ()
    assert here.basis


@pytest.mark.parametrize(
    ("before", "same"), [("列入国家“", True), ("我们推行“", False), ("全国“", True)]
)
def test_resolve_reads_who_leads_a_programme(before: str, same: bool) -> None:
    ids = []
    for region in (_COUNTY, ("北京市", "大兴区")):
        text = f"{before}青禾计划”。"
        start = text.index("青禾")
        mention = Mention(Kind.INITIATIVE, start, start + 4, "青禾计划", "青禾计划")
        ids.append(resolve(Draft(text=text, region=region), "c", [mention]).local[0].id)
    assert (ids[0] == ids[1]) is same


def test_resolve_gives_a_name_to_the_place_that_stands_before_it() -> None:
    text = "学习余杭区“五美”。"
    place = Mention(Kind.PLACE, 2, 5, "余杭区", "余杭区")
    coined = Mention(Kind.INITIATIVE, 6, 8, "五美", "五美")
    far = resolve(Draft(text=text, region=("山东省",)), "far", [place, coined])
    assert _named(far, "五美").id == _one(Kind.INITIATIVE, "五美").id
    assert "余杭区" in _named(far, "五美").basis


def test_resolve_says_of_every_entity_why_it_is_one() -> None:
    names = ((Kind.PLACE, "*社区"), (Kind.PLACE, "余杭区"), (Kind.PERSON, "方文俊"))
    found = _resolved(*names, (Kind.ORGANIZATION, "省委"), (Kind.INITIATIVE, "五美"))
    assert all(entity.basis for entity in found.entities)
    assert _named(found, "*社区").basis.startswith("限于本篇")


def test_village_of_another_county_is_not_taken_for_one_of_the_same_name() -> None:
    there = place_units(["椰林社区"], region_units(("海南省", "海口市", "美兰区")))
    assert there["椰林社区"].parent == "460108104"
    assert place_units(["椰林社区"], region_units(("海南省", "三亚市", "海棠区"))) == {}
    named = place_units(["椰林社区", "美兰区"], region_units(("海南省", "三亚市", "海棠区")))
    assert named["椰林社区"].parent == "460108104"
