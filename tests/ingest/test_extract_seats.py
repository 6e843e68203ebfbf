"""located_in and part_of: sites by their names, bodies sent elsewhere, units and series."""

from collections.abc import Callable

import pytest

from ingest.draft import Draft
from ingest.extract import relations
from ingest.resolve import resolve
from kg.model import Mention
from kg.ontology import Kind, Level, RelationType

_Build = Callable[..., Draft]
_Told = Callable[[Draft], set[tuple[str, RelationType, str]]]


@pytest.mark.parametrize(
    ("text", "told_of"),
    [
        ("余杭经济技术开发区径山镇先试。", ("径山镇", "余杭经济技术开发区")),
        ("上海市第一人民医院余杭医院开诊。", ("上海市第一人民医院余杭医院", "余杭区")),
        ("余杭区税务局、区民政局一同上门。", ("区民政局", "余杭区")),
    ],
)
def test_find_seats_zones_outposts_and_listed_bodies(
    draft: _Build, told: _Told, text: str, told_of: tuple[str, str]
) -> None:
    found = told(draft(f"余杭区抓实党建。{text}"))
    assert (told_of[0], RelationType.LOCATED_IN, told_of[1]) in found


def test_find_seats_no_body_where_it_was_sent_from(draft: _Build, told: _Told) -> None:
    found = told(draft("余杭区抓实党建。余杭区驻京流动党员党委成立。"))
    assert not [
        head for head, kind, _ in found if kind is RelationType.LOCATED_IN and "党委" in head
    ]


def _lying(
    draft: Draft, names: dict[str, Kind], kind: RelationType = RelationType.LOCATED_IN
) -> set[tuple[str, str]]:
    """What lies where, or is part of what, in a draft whose names are given."""
    mentions = [
        Mention(sort, at, at + len(name), name, name)
        for name, sort in names.items()
        for at in range(len(draft.text))
        if draft.text.startswith(name, at)
    ]
    local = resolve(draft, "case", mentions).local
    named = {entity.id: entity.name for entity in local}
    return {(named[r.head], named[r.tail]) for r in relations.find(draft, local) if r.type is kind}


def test_find_seats_a_college_but_not_its_units_by_its_name(draft: _Build) -> None:
    bodies = ("杭州师范大学", "杭州师范大学外国语学院")
    names = dict.fromkeys(bodies, Kind.ORGANIZATION) | {"杭州": Kind.PLACE}
    found = _lying(draft("杭州师范大学来了。杭州师范大学外国语学院也来了。"), names)
    assert found == {("杭州师范大学", "杭州")}


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ("清茶园建成了。", True),
        ("清茶园、红花园、绿水园、蓝天园加入联盟。", False),
    ],
)
def test_find_puts_no_long_list_of_sites_into_one_village(
    draft: _Build, text: str, *, inside: bool
) -> None:
    sites = ("清茶园", "红花园", "绿水园", "蓝天园", "小古城村")
    case = draft(f"小古城村抓实党建。小古城村有茶。{text}", level=Level.VILLAGE)
    found = _lying(case, dict.fromkeys(sites, Kind.PLACE))
    assert (("清茶园", "小古城村") in found) == inside


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("径山镇党委、黄湖镇党委组成余杭区茶业联盟。", {"径山镇党委", "黄湖镇党委"}),
        ("余杭区民政局组织余杭区慈善商会座谈。", set()),
        ("余杭区民政局专门成立了以青年党员为主体的“暖茶”志愿服务队。", {"“暖茶”志愿服务队"}),
        ("推行“两联两送”“茶师上门”“三色管家”工作法。", set()),
        ("开展“暖心送茶”系列活动之“银龄茶会”活动。", {"银龄茶会"}),
    ],
)
def test_find_parts_of_bodies_and_series(
    draft: _Build, told: _Told, text: str, parts: set[str]
) -> None:
    found = told(draft(text))
    assert {head for head, kind, _ in found if kind is RelationType.PART_OF} == parts


@pytest.mark.parametrize(
    ("text", "bodies", "told_of"),
    [
        # A branch of a national body lies where its name goes on.
        ("国网桐庐县供电公司来了。", ["国网桐庐县供电公司"], {("国网桐庐县供电公司", "桐庐县")}),
        (
            "甲集团驻桐庐县工作队来了。",
            ["甲集团驻桐庐县工作队"],
            {("甲集团驻桐庐县工作队", "桐庐县")},
        ),
        # A paper is no body of the place that it is called after.
        ("桐庐县日报来了。", ["桐庐县日报"], set()),
    ],
)
def test_find_seats_branches_by_what_follows_but_no_papers(
    draft: _Build, text: str, bodies: list[str], told_of: set[tuple[str, str]]
) -> None:
    names = dict.fromkeys(bodies, Kind.ORGANIZATION) | {"桐庐县": Kind.PLACE}
    assert _lying(draft(text), names) == told_of


def test_find_seats_no_body_in_a_village_whose_bare_name_it_has(draft: _Build) -> None:
    text = "桐庐县青石派出所到青石社区走访。"
    station = "桐庐县青石派出所"
    mentions = [
        Mention(Kind.ORGANIZATION, 0, 8, station, station),
        Mention(Kind.PLACE, 0, 3, "桐庐县", "桐庐县"),
        Mention(Kind.PLACE, 3, 5, "青石", "青石社区"),
        Mention(Kind.PLACE, 9, 13, "青石社区", "青石社区"),
    ]
    local = resolve(draft(text), "case", mentions).local
    named = {entity.id: entity.name for entity in local}
    found = {
        named[r.tail]
        for r in relations.find(draft(text), local)
        if r.type is RelationType.LOCATED_IN and named[r.head] == station
    }
    assert found == {"桐庐县"}


def test_find_parts_no_bodies_of_a_list_without_marks(draft: _Build) -> None:
    text = "余杭区面业商会余杭区茶业协会来了，余杭区茶业协会党总支和余杭区茶业协会党总支部也来了。"
    bodies = ["余杭区面业商会", "余杭区茶业协会", "余杭区茶业协会党总支", "余杭区茶业协会党总支部"]
    names = dict.fromkeys(bodies, Kind.ORGANIZATION) | {"余杭区": Kind.PLACE}
    found = _lying(draft(text), names, RelationType.PART_OF)
    assert found == {(part, "余杭区茶业协会") for part in bodies[2:]}


def test_find_lists_no_parts_without_a_mark_between_them(draft: _Build) -> None:
    names = dict.fromkeys(["链长制", "强链工程", "补链工程", "“三化”改造项目"], Kind.INITIATIVE)
    part = RelationType.PART_OF
    listed = draft("“三化”改造项目包括强链工程、补链工程和链长制。")
    assert len(_lying(listed, names, part)) == len(names) - 1
    loose = draft("“三化”改造项目通过链长制推动强链工程，补链工程见效。")
    assert _lying(loose, names, part) == set()
