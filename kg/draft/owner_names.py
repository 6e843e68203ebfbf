"""Names of places and bodies as owners have them: which are alike, which are the writer's own."""

import re
from collections.abc import Iterable
from typing import Final

_OWN: Final = re.compile(
    r"[我本](?:省|市|区|县|镇|乡|村|街道|社区)"
    r"|(?<![^，。；：！？,;!?:\n\u3000 ])[全该](?:省|市|区|县|镇|乡|村|街道|社区)(?![级委民])"
)
# 党建联盟 and 红旗 end like a unit and are none.
_UNIT: Final = re.compile(
    r"(?:自治[区州县]|地区|街道|社区|(?<![联同])盟|(?<![红党国])旗|[省市州县区镇乡村])$"
)
# What the committees, governments and offices of a place are called behind its name.
_OFFICE: Final = (
    r"(?:党委|党工委|工委|委员会|党支部|党总支|党组织|党组|人民政府|政府|办事处|村委会|居委会|"
    r"组织部|宣传部|委)+"
)
_COMMITTEE: Final = re.compile(_OFFICE + "$")
_BUREAU: Final = re.compile(rf"{_OFFICE}|[\u4e00-\u9fff]{{1,8}}[局部办厅]")
_BODY: Final = re.compile(
    r"(?:公司|集团|合作社|协会|学院|大学|中学|小学|学校|医院|银行|支行|基金会|中心|派出所|法院|检察院|工厂|企业|办公室|(?<![干全内外])[局部厅])$"
)
# Words that stand before what is counted and are no part of a name: 新增公园, 已发掘社区.
_COUNTED: Final = re.compile(r"(?:已|现有|现|共有|共|累计|新增|新建|新组建|建成|增设|多个|各)")
_STEM: Final = 2  # characters of a place's name that stand for it without its 市 or 县
_TELLING: Final = 4  # characters of a body's name that is nobody else's


def own_place(name: str) -> bool:
    """Whether a place is the writer's own (我县), which no library can know."""
    return _OWN.fullmatch(name) is not None


def own_places(text: str) -> Iterable[re.Match[str]]:
    """Where a text says 我县, 本村, or begins a clause with 全县."""
    return _OWN.finditer(text)


def same_owner(one: str, other: str) -> bool:
    """Whether names mean the same: 岳西 and 岳西县, 安徽省岳西县 and 岳西县."""
    few, more = sorted((one, other), key=len)
    short = _UNIT.sub("", few)
    if len(short) < _STEM:
        return few == more
    above = more.removesuffix(few)
    inside = above != more and (not above or is_place(above))
    return inside or (more.startswith(few) and _UNIT.sub("", more) == short)


def is_place(name: str) -> bool:
    """Whether a name ends as those of places do."""
    return _UNIT.search(name) is not None


def is_body(ours: str, theirs: str) -> bool:
    """Whether names are of one owner: the same, or one is the other's office or committee."""
    few, more = sorted((ours, theirs), key=len)
    office = more.startswith(few) and _BUREAU.fullmatch(more, len(few)) is not None
    return not own_place(ours) and (office or same_owner(ours, theirs) or _ends_as(ours, theirs))


def _ends_as(ours: str, theirs: str) -> bool:
    """Whether the owners are one body, named with and without the place that it lies in."""
    few, more = sorted((ours, theirs), key=len)
    return len(few) >= _TELLING and not is_place(few) and more.endswith(few)


def place_of(body: str) -> str:
    """The place or firm that a party committee or a government belongs to; else the body."""
    return _COMMITTEE.sub("", body).removeprefix("中共") or body


def unit_of(name: str) -> str:
    """What kind of unit a name ends as: 县, 街道; empty where it ends as none."""
    found = _UNIT.search(name)
    return found.group() if found else ""


def is_body_name(name: str) -> bool:
    """Whether a name ends as those of firms, schools and offices do."""
    return _BODY.search(name) is not None


def no_name(words: str) -> bool:
    """Whether words that were taken for a name only count what follows: 新增公园."""
    return _COUNTED.match(words) is not None
