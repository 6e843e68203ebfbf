"""What makes words a title or prize: nouns of the lexicon, levels, words such as 最美."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.anyof import any_of
from kg.datafiles import read_lines

LEVEL: Final = re.compile(
    r"全国|国家|全省|全市|全区|全县|省级|市级|中国|世界|全球|国际(?=.*[奖节])|亚洲|联合国|中央|国务院|[一-鿿]部|省|市|区|县|州|年度"
)
# 最佳志愿服务社区, 十大孝子: what the first word says of any noun.
_CHOSEN: Final = re.compile(
    r"(?:最佳|最美|十佳|十大|优秀|先进|杰出|模范|星级|文明|示范)[一-鿿]{1,10}$"
)
# 世界音乐之都: what cities and towns are named.
_CITY_OF: Final = re.compile(r"(?:世界|国际|中国|全国|东方)[一-鿿]{2,6}之[都乡城]")
# Titles that are chosen by a vote need no level: 评选…、最美下沉党员.
VOTED: Final = re.compile(r"(?:最美|最佳|十佳|十大|百佳|金牌|星级)[一-鿿]{2,8}$")
# What a surely given title may end with besides: 全国某某友好城市, 某某之家, 某某好教材.
_SURE_END: Final = re.compile(
    r"^(?:全国|国家|世界|国际|中国|全省|全市|省|[一-鿿]{2,5}?[省市区县]|[0-9]{4}年度?)[一-鿿0-9“”]{2,24}"
    r"(?:城市|之家|单位|基地|团队|组织|群体|个人|家庭|学校|企业|达标[县市区]|[县镇村]|好[一-鿿]{1,2}"
    r"|农场|教师|医生|护士|医师|工程师|班主任|民警|法官|检察官|工地|茶乡|园区|景区|街区|度假区|试验区|集群|平台|保护区|名品|[0-9]强|博物馆|集聚区|认证|示范区|先行区|商会|协会|合作社|社区|网格|党员|干部|窗口|班组|作品|阵地|队伍|工匠|职工|农民|学生)$"
)
# 被评为生物多样性魅力城市: whom or what a title is borne by.
_BEARER: Final = re.compile(
    r"^[一-鿿“”0-9]{3,14}(?:城市|县城|乡村|之乡|家庭|农场|教师|医生|护士|医师|民警|法官|检察官|工地|单位|集体|个人|团队|工程|校园|企业|学校|医院|支部|党委)$"
)


@dataclass(frozen=True, slots=True)
class _Titles:
    """Nouns that end a title, and titles of persons known by themselves."""

    head: re.Pattern[str]
    persons: frozenset[str]


@cache
def titles() -> _Titles:
    """The lexicons, read on first use."""
    heads = any_of(read_lines("lexicon", "honor_heads.txt"))
    return _Titles(
        head=re.compile(rf"(?:{heads})(?:[县市区](?![一-鿿]))?(?:[（(][^）)]{{1,8}}[）)])?"),
        persons=frozenset(read_lines("lexicon", "honor_persons.txt")),
    )


def headed(words: str) -> bool:
    """Whether a noun of the list ends the words."""
    heads = list(titles().head.finditer(words))
    return bool(heads) and heads[-1].end() == len(words)


def ends_title(words: str) -> bool:
    """Whether a noun of the list, or a word such as 最美, makes the words a title."""
    return any((headed(words), _CHOSEN.search(words), _CITY_OF.fullmatch(words)))


def graded(words: str) -> bool:
    """Whether a level begins, and a class that is graded ends, words without a listed noun."""
    return _SURE_END.match(words) is not None


def given(words: str) -> bool:
    """Whether words without a noun of the list are a title where a sure verb stands before."""
    return bool(_CHOSEN.search(words) or graded(words) or _BEARER.match(words))
