"""Where the name of a body begins and ends, in sentences of our own."""

from collections.abc import Callable

import pytest

from ingest.draft import Draft
from ingest.extract import organizations, places

_Build = Callable[..., Draft]


def _surfaces(draft: Draft) -> set[str]:
    return {m.surface for m in organizations.find(draft, places.find(draft, ()))}


@pytest.mark.parametrize(
    ("text", "found", "left"),
    [
        ("读书沙龙暨余杭区文化馆党支部揭牌仪式举行。", "余杭区文化馆党支部", "沙龙暨"),
        ("余杭区烟草专卖局领导班子率机关党支部上门。", "余杭区烟草专卖局", "领导班子"),
        ("“青荷”党员志愿者服务队上门。", "“青荷”党员志愿者服务队", None),
        ("组建“青荷”护路志愿者队伍。", "“青荷”护路志愿者队伍", None),
        ("农行杭州余杭支行党委书记到场。", "农行杭州余杭支行党委", None),
        ("“人人有责。大家都来。”党员志愿者说。", None, "人人有责"),
        ("“活力西湖·同心”党建联盟成立。", "“活力西湖·同心”党建联盟", None),
    ],
)
def test_find_bounds_a_name(draft: _Build, text: str, found: str | None, left: str | None) -> None:
    surfaces = _surfaces(draft(text))
    assert found is None or found in surfaces
    assert left is None or not any(left in surface for surface in surfaces)


def test_find_keeps_a_particle_inside_a_firm_that_the_tagger_sees(draft: _Build) -> None:
    assert "重庆美的制冷设备有限公司" in _surfaces(
        draft("重庆美的制冷设备有限公司向村里捐赠空调。")
    )


def test_places_are_known_again_by_a_name_proven_once(draft: _Build) -> None:
    text = "舒兰市平安镇下了一场大雨。平安镇党委书记上门。"
    found = places.find(draft(text, region=("吉林省",)), ())
    assert [m.surface for m in found] == ["舒兰市", "平安镇", "平安镇"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("市公安局西湖分局莲花派出所青年突击队上门。", "市公安局西湖分局莲花派出所"),
        ("杭州市市场监管局莲花市场监管所上门。", "杭州市市场监管局"),
        ("新疆生产建设兵团第六师五家渠市人社局仲裁院上门。", "新疆生产建设兵团第六师"),
    ],
)
def test_find_names_the_bodies_that_a_part_belongs_to(draft: _Build, text: str, found: str) -> None:
    assert found in _surfaces(draft(text))


def test_find_takes_a_society_and_its_shorter_name_for_one(draft: _Build) -> None:
    text = "余杭区红色朝阳爱心互助协会成立。余杭区红色朝阳爱心协会开会。"
    found = organizations.find(draft(text), places.find(draft(text), ()))
    assert {m.name for m in found} == {"余杭区红色朝阳爱心互助协会"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("海洋高新产业集群党委书记朱钢说，接着干。", ["海洋高新产业集群党委"]),
        ("小区党支部书记朱钢说，接着干。", []),
        ("三色帆老兵志愿服务队来了。三色帆老兵志愿服务队走了。", ["三色帆老兵志愿服务队"] * 2),
        ("第三批维修服务队来了。第三批维修服务队走了。", []),
        ("幸福家园共同体建好了，幸福家园共同体人人夸。", []),
        ("社会组织、企业、商户和党员志愿者一起动手。", []),
        ("举办“同心向党”志愿者团建活动。", []),
        ("余杭区莲花第三中学校腾出教室，余杭区莲花第三中学校长值守。", ["校", "学"]),
        ("孙晓明 摄莲花食品有限公司的车间。", ["莲花食品有限公司"]),
        ("围绕市委区委部署，看到了蓝润集团党委的活力。", ["市委", "区委", "蓝润集团党委"]),
        ("请下载全民反诈中心APP。", []),
        ("由莲花社工站、香渠之家金桥店协办。", ["莲花社工站", "香渠之家金桥店"]),
        ("香渠派出所民警奚栋上门。", ["香渠派出所"]),
        ("精细化工产业链党委成立仪式开始了。", ["精细化工产业链党委"]),
        ("组建应急抢险队伍，健全一企一策一专班机制，引进非国有博物馆。", []),
    ],
)
def test_find_weighs_what_stands_around_a_name(draft: _Build, text: str, found: list[str]) -> None:
    surfaces = [m.surface for m in organizations.find(draft(text), places.find(draft(text), ()))]
    assert len(surfaces) == len(found)
    assert all(s.endswith(f) for s, f in zip(surfaces, found, strict=True))
