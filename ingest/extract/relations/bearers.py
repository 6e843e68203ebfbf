"""Who may bear which title: persons, bodies, or units of one level."""

import re
from typing import Final

from ingest.extract.relations.scene import place_level
from kg.model import CaseEntity
from kg.ontology import Kind, Level

# Titles that only a person bears.
_PERSONAL: Final = re.compile(
    r"(?:[一-鿿](?:者|手|员|师|生|士|警|嫂|官)|模范(?!城|县|区|单位|集体|村|街道|社区|团队|班组)|好人|标兵|奖章|孝子|个人|青年|少年|工匠|英雄|等功"
    r"|公民|新秀|站长|军人|劳模|书记|带头人|干部|税务人|企业家|人物|人才|师德标兵|最美[一-鿿]{1,6}人)(?:（[^）]*）)?$"
)
# … and those that none bears.
_SHARED: Final = re.compile(
    r"(?:[村县镇乡]|社区|街道|单位|集体|团队|班组|突击队|组织|基地|城市|家庭|企业|支部|党委)$"
)
# Titles that only a body bears.
_CORPORATE: Final = re.compile(
    r"(?:企业|公司|医院|学校|支部|党委|班组|团队|银行|合作社|协会|机关|集体|单位|小巨人|项目|服务站|组织)"
    r"(?:（[^）]*）)?[”」]?$"
)
# Who bears titles that end so.
_BEARERS: Final = {
    "县": frozenset({Level.COUNTY, Level.CITY}),
    "镇": frozenset({Level.TOWN}),
    "乡": frozenset({Level.TOWN}),
    "村": frozenset({Level.VILLAGE}),
}
_SMALL_UNITS: Final = {
    "社区": frozenset({Level.VILLAGE}),
    "街道": frozenset({Level.TOWN}),
}
# Villages and streets act as bodies: 全国先进基层党组织.
_SMALL: Final = frozenset({Level.VILLAGE, Level.TOWN})


def is_personal(title: str) -> bool:
    """Whether only a person bears a title."""
    return _PERSONAL.search(title) is not None


def may_bear(winner: CaseEntity, honor: CaseEntity) -> bool:
    """Whether a title of counties or villages, or of persons, may be the winner's."""
    if winner.kind is not Kind.PERSON and _PERSONAL.search(honor.name):
        return False
    if winner.kind is Kind.PLACE and _CORPORATE.search(honor.name):
        return place_level(winner.name) in _SMALL
    if winner.kind is Kind.PERSON and _SHARED.search(honor.name):
        return False
    title = honor.name.rstrip("（）()”“")
    bears = _SMALL_UNITS.get(title[-2:]) or _BEARERS.get(title[-1:])
    level = place_level(winner.name) if winner.kind is Kind.PLACE else None
    return bears is None or level is None or level in bears
