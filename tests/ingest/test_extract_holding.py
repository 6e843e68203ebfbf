"""What lies in what: names that only touch tell nothing against the gazetteer."""

from collections.abc import Callable

import pytest
from relating import entities_of, told_of

from ingest.draft import Draft
from kg.ontology import RelationType

_Build = Callable[..., Draft]


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("新加坡浙江周等活动办得热闹，浙江省派了人。", "浙江省", "新加坡"),
        ("泰国贵州周、马来西亚贵州周接连举办，贵州省派了人。", "贵州省", "马来西亚"),
        ("推动长征国家文化公园贵州段建设，贵州省出了力。", "贵州省", "长征国家文化公园"),
        ("湘南湘西承接了产业，湘西州出了力。", "湘西州", "湘南"),
        ("衢州鲁西两地结了对。", "鲁西", "衢州"),
        ("余杭中关村科技园新添了企业。", "中关村", "余杭"),
        ("余杭黄河大桥通了车。", "黄河", "余杭"),
        ("余杭广佛客运恢复了。", "广佛", "余杭"),
        ("宁波舟山港装了箱，宁波市派了人。", "舟山港", "宁波市"),
        ("亚洲：日本、印度非洲：埃及、乍得。", "非洲", "印度"),
        ("余杭区位于新加坡馆的对面，新加坡来了人。", "余杭区", "新加坡"),
    ],
)
def test_names_that_touch_put_no_unit_or_region_elsewhere(
    draft: _Build, text: str, inner: str, outer: str
) -> None:
    made = draft(text)
    assert (inner, RelationType.LOCATED_IN, outer) not in told_of(made)
    assert {inner, outer} <= {entity.name for entity in entities_of(made)}


@pytest.mark.parametrize(
    ("text", "inner", "outer"),
    [
        ("渭南市地处关中平原东部。", "渭南市", "关中平原"),
        ("滕州市地处鲁西南地区，人口不少。", "滕州市", "鲁西南地区"),
        ("余杭经济开发区径山镇先行一步。", "径山镇", "余杭经济开发区"),
        ("北京中关村有了新楼，北京市派了人。", "中关村", "北京市"),
        ("陕西关中地区下了雨，陕西省派了人。", "关中地区", "陕西省"),
        ("来自日本东京的客人到了。", "东京", "日本"),
        ("宁波机场改扩建，宁波市派了人。", "宁波机场", "宁波市"),
        ("香港柳青海南实验室揭了牌，香港和海南都派了人。", "香港柳青海南实验室", "海南"),
    ],
)
def test_places_lie_where_the_text_or_the_gazetteer_puts_them(
    draft: _Build, text: str, inner: str, outer: str
) -> None:
    assert (inner, RelationType.LOCATED_IN, outer) in told_of(draft(text))


@pytest.mark.parametrize(
    ("text", "untold"),
    [
        ("对口袋公园里的不文明行为进行劝导。", "对口袋公园"),
        ("用阿拉伯数字编了号，用阿拉伯数码排了页。", "阿拉伯"),
        ("请来台湾乡建乡创团队。", "乡建乡"),
        ("推进集装箱码头改造。", "集装箱码头"),
    ],
)
def test_words_that_end_or_begin_like_places_are_none(
    draft: _Build, text: str, untold: str
) -> None:
    assert untold not in {entity.name for entity in entities_of(draft(text))}
