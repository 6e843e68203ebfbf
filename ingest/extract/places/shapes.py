"""How the names of settlements and sites are built: class words and what goes with them."""

import re
from typing import Final

from kg.anyof import any_of

_HAN: Final = r"\u4e00-\u9fff"
# Settlements, of which the gazetteer lists most; then sites, of which it lists none.
_SETTLEMENT: Final = "社区|新村|村|嘎查|街道|镇|乡|苏木"
SITE: Final = (
    "小区|花园|家园|公寓|广场|公园|产业园区|产业园|工业园区|工业园|科技园|物流园|园区|开发区|高新区|经开区|"
    "新区|新城|服务区|商圈|商务区|风景名胜区|风景区|景区|古镇|古城|古街|片区|大厦|水库|林场|农场|牧场|机场|"
    "火车站|高铁站|客运站|码头|度假区|自然保护区|步行街|商业街|湿地公园|大桥|大院"
    "|港区|陆港|作业区|功能区|体育馆|体育场|体育中心|奥体中心|文化中心|会展中心|艺术中心|陵园|校区|老街|街区|灌区"
    "|水电站|核电站|湿地|海峡|群岛|渔港|创业园|软件园|科创城|口岸|产业城|花苑|嘉园|佳苑|雅苑|新苑|故居|旧居|沙漠|梯田|水文站"
    "|佳园|名苑|丽苑|景苑|馨苑|雅园|丽园|怡园|景园|逸城|华庭|华府|名都|山庄|庄园|古村落|古寨"
    "|地质公园|工业区|体验园|采摘园|农家乐|旧址|故城|墓葬群|石窟|干休所"
    "|信息园|数创园|文创园|科创园|创意园|生态园|植物园|动物园|农业园|数字园|商业广场|生活广场|文化片区"
    "|遗址公园|遗址|国家公园|森林公园|商业综合体|综合体|科学城|大学城|都市圈|综保区|自贸区|自贸试验区|水利枢纽|居民区|管理区"
    "|批发市场|旧货市场|交易市场|古玩城|眼镜城|商贸城|建材城|家居城|购物中心|冰川|瀑布|信息港|科学园"
)
CLASS: Final = re.compile(any_of(f"{SITE}|{_SETTLEMENT}".split("|")))
SETTLEMENTS: Final = frozenset(_SETTLEMENT.split("|"))
# 张村|村 is named after its village; 村村通 is every one.
DOUBLED: Final = re.compile(
    r"(?<=[在到赴至和与及由从了的、，。“”\n])(?!其|各|个|每|该|本)[一-鿿]{1,2}村村(?![通都有建响级])"
)
# A zone with a unit's name before it is one name: 合肥高新区, 苏州工业园区, 杭州萧山机场.
ZONE: Final = re.compile(
    r"(?:经济技术|高新技术产业|高新技术|经济|综合保税|自由贸易)?"
    r"(?:高新区|经开区|开发区|新区|工业园区|新城|机场|火车站|高铁站|空港|都市圈|城市群|科学城|综保区|自贸区"
    r"|自贸试验区|自由贸易港|自贸港|国家公园)"
    r"|特别合作区|(?:生态绿色一体化发展|城乡一体化|农业高新技术产业|一体化)示范区"
    r"|(?:国家级?|省级)?(?:森林公园|地质公园|湿地公园|自然保护区|风景名胜区|旅游度假区)"
    r"|(?:国际)?(?:陆港|空港|港(?![口湾澳珠资股商人式企股货铁]))(?:[一-鿿]{0,3}(?:核心功能区|作业区|港区))?"
)
# 翠苑一区, 曙光三村; not 一区一品.
LISTED: Final = frozenset({"社区", "新村", "村", "嘎查"})  # what the village list names
GROWS: Final = frozenset({"小区", "社区", "广场", "公园", "服务区", "花园", "家园", "公寓", "景区"})
NUMBERED: Final = re.compile(
    rf"[东西南北]里(?![程面海{_HAN}]品)(?=小区|社区|[，。、的一-三])|[一二三四五六七八九十]{{1,2}}[区村里](?![一二三四五多{_HAN}]品)"
)
# 周二组, a group of a village; not 第三组, 分三组.
_NUMBERED_GROUP: Final = "[一二三四五六七八九十]组(?![织长建成合团])"
GROUP: Final = re.compile(
    r"(?<=[村的在到、，])(?![第分共每各这那前后另一二三四五六七八九十])"
    r"(?:(?![的在到村])[一-鿿]){1,3}[一二三四五六七八九十]?" + _NUMBERED_GROUP
)
HAS_GROUP: Final = re.compile(_NUMBERED_GROUP)  # told quickly
# Characters that no unknown name holds; known names may (和平社区, 为民村).
NO_NAME: Final = re.compile(
    r"[的了着过们这那哪该每各其之所且并则因若虽但又也都就才还很更再不没未被让使给把是有在与及或等个位名以]|第[一二三四五六七八九十]+[届次批期]|(?<=[一-鿿])对"
)
# What an organ's name, and no place's, begins with: 某某社区|妇联, 某村|委会三组.
ORGAN_FIRST: Final = re.compile(
    r"妇联|关工委|团委|工会|党工?委|党支部|党总支|支部|居?委会|委员会|政府|人大|政协|纪工?委|派出所|办事处|两委"
)
# 阿拉伯|数字: what is only called after a country.
THING: Final = re.compile("数[字码目]")
# What makes another word of the class word's last character.
GOES_ON: Final = re.compile(
    r"村(?:庄|里|官|务|规|落|寨|容|貌|镇)|镇(?:域|区|街|村(?![民委])|级)"
    r"|乡(?:村|镇|亲|贤|土|愁|情|风|音|级|创(?![建新办业设优造作]))|社区化|区(?:域|块)"
)
PEOPLE: Final = re.compile(r"村(?:民|级|居)")  # 美德|村民, but 西渠头村|民 where that is known
