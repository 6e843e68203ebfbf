"""Mentions to entities: what is one thing within a case, across cases, and what is kept apart."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from resolving import COUNTY, named, one, resolved

from ingest.draft import Draft
from ingest.resolve import resolve
from kg.model import Mention
from kg.ontology import Kind, RelationType
from kg.text import is_masked

_NAMES = st.sampled_from(
    ("*社区", "×区", "某某街道", "XX镇", "*社区党委", "余杭区", "径山镇", "区委", "方文俊")
)


def test_resolve_brings_the_parents_of_a_place_from_the_gazetteer() -> None:
    found = resolved((Kind.PLACE, "小古城村"))
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
    found = resolved((Kind.PLACE, "余杭区"), (Kind.PLACE, "余杭"))
    (entity,) = found.local
    assert entity.name == "余杭区"
    assert named(found, "余杭区").aliases == ("余杭",)
    assert [m.surface for m in entity.mentions] == ["余杭区", "余杭", "余杭"]


def test_resolve_makes_a_name_with_its_class_noun_one() -> None:
    found = resolved((Kind.INITIATIVE, "平安余杭建设"), (Kind.INITIATIVE, "平安余杭"))
    assert [entity.name for entity in found.local] == ["平安余杭"]
    alone = resolved((Kind.INITIATIVE, "平安余杭建设"))
    assert [entity.name for entity in alone.local] == ["平安余杭建设"]


def test_resolve_gives_a_unit_one_id_in_all_cases() -> None:
    here, there = one(Kind.PLACE, "余杭区"), one(Kind.PLACE, "余杭", region=(), case="other")
    assert here.id == there.id
    assert there.region == COUNTY


def test_resolve_leaves_open_where_a_county_of_several_provinces_lies() -> None:
    here, there = (one(Kind.PLACE, "鼓楼区", case=case) for case in ("a", "b"))
    assert here.region == ()
    assert here.unit is None
    assert here.id != there.id
    body = named(
        resolved((Kind.PLACE, "鼓楼区"), (Kind.ORGANIZATION, "鼓楼区民政局")), "鼓楼区民政局"
    )
    assert body.region == ()


@pytest.mark.parametrize("name", ["余杭区委", "中共余杭区委", "余杭区区委"])
def test_resolve_ties_an_organ_to_the_same_one_with_its_place(name: str) -> None:
    short = one(Kind.ORGANIZATION, "区委")
    full = named(resolved((Kind.PLACE, "余杭区"), (Kind.ORGANIZATION, name)), name)
    assert short.id == full.id
    assert short.id != one(Kind.ORGANIZATION, "区委", ("上海市", "徐汇区")).id


def test_resolve_ties_bodies_led_by_short_and_full_names_of_a_place() -> None:
    short = resolved((Kind.PLACE, "余杭"), (Kind.ORGANIZATION, "余杭团委"))
    full = resolved((Kind.PLACE, "余杭区"), (Kind.ORGANIZATION, "余杭区团委"), case="other")
    assert named(short, "余杭团委").id == named(full, "余杭区团委").id


def test_resolve_keeps_persons_of_one_name_apart_by_county() -> None:
    here = one(Kind.PERSON, "方文俊")
    assert here.id == one(Kind.PERSON, "方文俊", case="other").id
    assert here.id != one(Kind.PERSON, "方文俊", ("山东省", "济宁市", "曲阜市")).id
    assert one(Kind.PERSON, "方文俊", ()).id != one(Kind.PERSON, "方文俊", (), case="other").id


def test_resolve_keeps_coined_names_to_their_city_and_short_ones_closer() -> None:
    near, far = ("浙江省", "杭州市", "临安区"), ("山东省", "济宁市", "曲阜市")
    long, short = (Kind.INITIATIVE, "板凳夜话会"), (Kind.INITIATIVE, "五美")
    assert one(*long).id == one(*long, near).id
    assert one(*long).id != one(*long, far).id
    assert one(*short).id != one(*short, near).id


def test_resolve_takes_quotation_marks_for_no_part_of_a_name() -> None:
    found = resolved((Kind.INITIATIVE, "“板凳夜话会”"), (Kind.INITIATIVE, "板凳夜话会"))
    (entity,) = found.local
    assert len(entity.mentions) == 3


def test_resolve_does_not_take_a_person_for_a_body_of_the_same_name() -> None:
    found = resolved((Kind.PERSON, "长安"), (Kind.INITIATIVE, "长安"))
    assert len({entity.id for entity in found.local}) == 2


@given(st.lists(_NAMES, min_size=1, unique=True))
def test_resolve_never_shares_a_masked_entity_between_cases(names: list[str]) -> None:
    ids = [
        {e.id for e in resolved(*((_kind(n), n) for n in names), case=case).local if e.redacted}
        for case in ("a", "b")
    ]
    assert ids[0].isdisjoint(ids[1])
    assert len(ids[0]) == sum(is_masked(name) for name in names)


@given(st.lists(_NAMES, min_size=1, unique=True), st.randoms(use_true_random=False))
def test_resolve_gives_the_same_whatever_the_order(names: list[str], random: object) -> None:
    found = resolved(*((_kind(name), name) for name in names))
    mentions = [m for entity in found.local for m in entity.mentions]
    random.shuffle(mentions)  # type: ignore[attr-defined]
    draft = Draft(text="\n".join(names), region=COUNTY)
    assert set(resolve(draft, "case", mentions).local) == set(found.local)


@given(st.lists(_NAMES, min_size=1, unique=True))
def test_resolve_loses_no_mention_and_knows_every_entity(names: list[str]) -> None:
    found = resolved(*((_kind(name), name) for name in names))
    known = {entity.id for entity in found.entities}
    assert known.issuperset(entity.id for entity in found.local)
    assert known.issuperset(end for r in found.relations for end in (r.head, r.tail))
    spans = {(m.kind, m.start, m.end) for entity in found.local for m in entity.mentions}
    assert len(spans) == sum(len(entity.mentions) for entity in found.local)


def _kind(name: str) -> Kind:
    if name.endswith("委"):
        return Kind.ORGANIZATION
    return Kind.PERSON if name == "方文俊" else Kind.PLACE


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
    here, there = one(kind, name), one(kind, name, ("北京市", "大兴区"), "other")
    assert here.id == there.id
    assert here.region == ()
    assert here.basis


@pytest.mark.parametrize(
    ("before", "same"), [("列入国家“", True), ("我们推行“", False), ("全国“", True)]
)
def test_resolve_reads_who_leads_a_programme(before: str, same: bool) -> None:
    ids = []
    for region in (COUNTY, ("北京市", "大兴区")):
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
    assert named(far, "五美").id == one(Kind.INITIATIVE, "五美").id
    assert "余杭区" in named(far, "五美").basis


def test_resolve_says_of_every_entity_why_it_is_one() -> None:
    names = ((Kind.PLACE, "*社区"), (Kind.PLACE, "余杭区"), (Kind.PERSON, "方文俊"))
    found = resolved(*names, (Kind.ORGANIZATION, "省委"), (Kind.INITIATIVE, "五美"))
    assert all(entity.basis for entity in found.entities)
    assert named(found, "*社区").basis.startswith("限于本篇")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("余杭区人民政府", "余杭区政府", True),
        ("中共余杭区委员会", "余杭区委", True),
        ("余杭区党委", "余杭区委", True),
        ("余杭区发展和改革局", "余杭区发改局", True),
        ("余杭区人力资源和社会保障局", "余杭区人社局", True),
        ("余杭区人民医院", "余杭区医院", False),
        ("余杭区委员会", "余杭区委", False),
        ("径山镇党委", "径山镇委员会", False),
        ("中共径山镇委员会", "径山镇党委", True),
    ],
)
def test_resolve_makes_full_and_short_names_of_an_organ_one(
    one: str, other: str, *, same: bool
) -> None:
    place = (Kind.PLACE, other[:3])
    ids = {named(resolved(place, (Kind.ORGANIZATION, name)), name).id for name in (one, other)}
    assert (len(ids) == 1) is same
