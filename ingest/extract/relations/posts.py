"""The words of posts, and which body of a house each post of a list belongs to."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.scene import Scene, place_level
from kg.model import CaseEntity
from kg.ontology import Kind, Level

# The word that a post ends in, and the post with what makes it special (常务副主任).
POST_WORD: Final = (
    r"(?:书记|主任科员|主任|委员|常委|部长|厅长|局长|处长|科长|股长|站长|所长|院长|校长|园长|队长|组长|班长|会长|社长|"
    r"理事长|秘书长|董事长|总经理|经理|厂长|店长|行长|网格长|网格员|楼长|楼栋长|省长|市长|州长|区长|署长|"
    r"县长|镇长|乡长|村长|主席|总裁|总监|馆长|台长|检察长|庭长|负责人|负责同志|支书|带头人|理事|监事长|创始人|"
    r"政委|参谋长|司令员?|总工程师|工程师|教授|研究员|院士|医生|医师|护士长?|民警|警长|警员|教师|法官|检察官|律师|"
    r"秘书|干事|成员|团长|导师|讲师|(?:书记|主任|院长|校长|所长)助理|助理|主委|会计|总编|督学|讲解员|辅导员|教练|发言人|顾问|主编|总编辑|联络员|指导员|技术员|"
    r"巡视员|调研员|科员|参事|董事|监事|专员|专干|支委|委员长|(?:驻村|联村|包村|村|镇|乡|社区|街道|工作组)?干部)"
)
# 的, 在 and other words of a clause are in no post.
PART: Final = rf"(?:(?![的了在来到对被把将向说由])[一-鿿0-9A-Za-z（）“”]){{0,12}}?{POST_WORD}"
POSTS: Final = rf"[、，]?{PART}(?:(?:[、，和]|兼)?{PART})*"
# 曾任, 时任, 原任 and a bare 原 before a body: the post is no longer held, or was; 挂职 is lent.
_FORMER: Final = re.compile(
    r"(?:历任|曾担?任|时任|原任|先后担?任|挂职担?任?|挂任)过?$|(?:^|(?<=[，。；：、（(“\s的]))[原前]$"
)
# What a party organ's name ends in.
_ORGAN: Final = re.compile(
    r"(?:党委|党组|党工委|党总支|党支部)$|(?<=[省市州盟县区旗镇乡])委$|(?<=自治区)党委$"
)
_PARTY: Final = re.compile(
    r"书记(?:助理)?$|^(?:常委|委员|成员)|(?:党[委组]|支部|支委|组织|宣传|统战|纪检|政法|武装|人大|政协)"
    r"|部长$|秘书长$(?<!^秘书长)"
)
# Who heads a government holds his post at the place.
_GOVERNS: Final = re.compile(r"(?:代|副|常务副)*(?P<level>[省市州县区旗镇乡])长")
_LEVELS: Final = {
    "省": Level.PROVINCE,
    "市": Level.CITY,
    "州": Level.CITY,
    "县": Level.COUNTY,
    "区": Level.COUNTY,
    "旗": Level.COUNTY,
    "镇": Level.TOWN,
    "乡": Level.TOWN,
}
# A year of another time; the year of a birth or of joining the party tells nothing of a post.
_YEAR: Final = re.compile(
    r"(?P<year>(?:1[0-9]|20)\d\d)年(?!\d{0,2}月?\d{0,2}日?[^，。；]{0,8}(?:生|入党|参军|入伍|参加|毕业))"
)
_TODAY: Final = 1980
_STILL: Final = re.compile(r"现任|至今|目前|如今")
# How far before a post the place may be named that it governs.
_REACH: Final = 400


def former(words: str) -> str:
    """What words of serving say of a post that somebody has no more, as written; empty else."""
    told = _FORMER.search(words)
    return told.group().removesuffix("过") if told else ""


def long_ago(scene: Scene, at: int) -> bool:
    """Whether a sentence tells of a time before today's units: 1946年，甲区委书记某某….

    The body that bears the name today is another one.
    """
    start = scene.sentence(at)[0]
    years = list(_YEAR.finditer(scene.text, start, at))
    if not years or int(years[-1]["year"]) >= _TODAY:
        return False
    return _STILL.search(scene.text, years[-1].end(), at) is None


def full_post(body: CaseEntity, post: str) -> str:
    """The post as people say it: 党委书记 of a body whose name ends in 党委."""
    return f"党委{post}" if body.name.endswith("党委") else post


def by_organ(
    scene: Scene, body: CaseEntity, posts: str, at: int
) -> Iterator[tuple[CaseEntity, str]]:
    """The posts of a list, each with its body: 甲镇党委副书记、镇长 is two posts of two.

    What is no post of the party belongs to the house that the organ is of, where it is named.
    """
    organ = _ORGAN.search(body.name)
    parts = [part for part in re.split("[、，]|(?<!^)兼", posts) if part]
    if organ is None or not parts:
        yield body, full_post(body, posts)
        return
    house = _named(scene, body.name[: organ.start()])
    if organ.group() == "党组" and house:
        yield house, f"党组{posts}"
        return
    kept: list[str] = []
    for part in parts:
        head = _GOVERNS.fullmatch(part)
        seat = _governed(scene, head["level"], body, at) if head else None
        if seat:
            yield seat, part
        elif house and house.kind is Kind.ORGANIZATION and not _PARTY.search(part):
            yield house, part
        else:
            kept.append(part)
    if kept:
        yield body, full_post(body, "、".join(kept))


def _named(scene: Scene, name: str) -> CaseEntity | None:
    fitting = [e for e in scene.of_kind(Kind.ORGANIZATION, Kind.PLACE) if e.name == name]
    return fitting[0] if fitting else None


def _governed(scene: Scene, level: str, body: CaseEntity, at: int) -> CaseEntity | None:
    """The place whose government a post heads: in the organ's name, else the nearest before."""
    near = scene.within(max(0, at - _REACH), at, Kind.PLACE)
    fitting = [o.entity for o in near if place_level(o.entity.name) is _LEVELS[level]]
    inside = [entity for entity in fitting if body.name.startswith(entity.name)]
    found = inside or fitting
    return found[-1] if found else None
