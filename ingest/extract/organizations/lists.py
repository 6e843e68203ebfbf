"""Bodies that lists and the statistical tagger give: “甲”“乙”等社会组织, 天宜机械."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.extract.organizations.ground import Ground
from ingest.extract.organizations.heads import head_words
from ingest.extract.organizations.overlap import Overlap
from ingest.extract.organizations.stops import bare
from kg.text import is_masked

# What closes a list of names and says that they are bodies: “甲”“乙”等社会组织.
_LISTED: Final = re.compile(
    r"等(?:(?!机制|平台|推动|带动|帮助|引导|政策)[一-鿿0-9*×]|“[^”\n]{1,4}”){0,8}?"
    r"(?:社会组织|(?<=”)组织|志愿者?队伍|志愿服务力量|志愿服务队|服务队|服务团队|自治力量|社会力量|宣讲队|团队|队伍"
    r"|协会|合作社|公司|企业|联盟|社团)"
)
_JOINT_TEAM: Final = re.compile(r"(?<=”)(?:[一-鿿]{2,6})?(?:队伍|服务队|志愿队|团队)")
_LIST_ITEM: Final = re.compile(r"“(?![一二三四五六七八九十][^”]{1,2}”)([^”]{2,12})”[、和及]?$")
_QUOTED_TEAM: Final = re.compile(
    r"[“‘](?P<name>(?P<stem>[一-鿿A-Za-z]{2,10}?)(?:(?:团|小|分|支|[一-鿿])队|服务团|宣讲团|讲师团|艺术团))[”’]"
    r"(?!精神|作用|式|[一-鿿]{0,6}[队团])"
)
# “检爱木兰”未成年人办案团队: a quoted core and what the team does.
_CORED_TEAM: Final = re.compile(
    r"“[ 　]?[一-鿿A-Za-z·]{2,10}”"
    r"(?:(?![的了和与及等在为把将对由着带]|活动|创建|系列|项目|打造|组建|培育|优秀|先进|推进|提升|建设|开展|示范|感受|学习|前往|首先|机制|主题|组织)[一-鿿]){0,10}?"
    r"(?:团队|专班|(?:行动)?小[组队](?!长)|(?<![部军进])队(?![伍形旗员列友长])"
    r"|[讲读案传务演唱诵论访评律问演]团(?![员结体队委建购长]|工委)|(?<=[一-鿿])(?:学院|社团)|指导站|服务站)"
)
# Without quotation marks a longer list of closing words serves, as the items are weighed.
_CLOSED: Final = re.compile(
    r"等(?:[0-9*×]+[余多]?[家所个支])?(?:[一-鿿]|“[^”\n]{1,4}”){0,8}?"
    r"(?:企业|商户|商家|门店|公司|集团|央企|国企|高校|院校|院所|机构|单位|银行|医院|学校|商会|协会|合作社|社会组织|自治力量|社会力量|志愿服务力量|社团|平台|小分队|服务队"
    r"|(?<=”)组织)"
)
# 由甲社工站、乙公益|主办: who holds an event is a body, whatever it is called.
_HOSTED: Final = re.compile(r"(?:联合|共同)?(?:主办|承办|协办)(?![方单权地])")
_EACH: Final = tuple("各每本该")
_FOUNDED: Final = re.compile(r"(?:培育|组建|引入|成立|引进|打造|招引|引育|集聚|组织|[由支])了?$")
# How far back a list is looked at, and the longest of its items.
_REACH: Final = 80
_LONGEST: Final = 10
# 来自机关部门、驻区单位、沿线街道等家单位: items that are classes of bodies.
_ITEM_CLASS: Final = re.compile("(?:部门|单位|机构|组织|企业|街道|乡镇|人员|党员|群众|居民)$")
_PLAIN: Final = re.compile(r"[一-鿿A-Za-z]{2,}")
# The fewest tagged names in a row that are bodies without a word that says so.
_CHAIN: Final = 3
# What follows a name in its clause is no end of one: 某某社区|还.
_CLAUSE_END: Final = tuple("还也以均共将就则并已又都可更仍却再只仅是在有和与及")
# A tagged name without a head of the lexicon ends like a firm's short name.
_FIRM: Final = re.compile(
    r"(?:机械|工具|实业|科技|电子|股份|控股|石化|电力|物流|农业|食品|药业|医药|重工|汽车|能源|纺织|"
    r"化工|建筑|置业|地产|传媒|通信|电气|电器|制造|钢铁|水泥|矿业|航空|铁路|保险|证券|基金|期货|信托|担保|租赁|商场)$"
)
# … or like an agency, a medium, a house: what the tagger calls a body then is one.
_AGENCY: Final = re.compile(
    r"^(?![一二三四五六七八九十两百千]).*(?:[一-鿿]{2}(?:社|网|报|台|院|馆|署|(?<![新开大])局|总队|支队|研究中心|服务中心"
    r"|社工中心|电视|书店|酒店|律所|分校|国家队|俱乐部|实验室|研究所|工作站|管理站"
    r"|卫生部|国防部|外交部|教育部|内政部|管理部|军区|检查站|救援中心|大队|中队|支队|法院|检察院|审判庭|卫视|商会|总会|警备区|武装部|哨所|煤矿|剧团|周刊|杂志|农大|师大|理工|医大|农信|人寿|中支"
    r"|[^区街县市镇乡]政府|[一-鿿]厂|第?[一二三四五六七八九十]{1,2}[中小]|工作队|帮扶组|卫计委|粮管所|医疗|生物|文旅|物业|餐饮))$"
)
# 某县水利勘测队: behind a place, an office's ending is enough for what the tagger calls a body.
_SEATED: Final = re.compile(
    r"[一-鿿]{2,14}(?:中心|[局厅委办处署院馆站所社团队校厂]|协会|商会|学会|公司|集团|专班|联盟)"
)
# 建成90所希望学校: a class of them. 绿能科技|创新: a field of work.
_COUNT_BEFORE: Final = re.compile(r"[0-9*×一二三四五六七八九十百千]+[余多万]*[所家个支座处]$")
_FIELD_AFTER: Final = re.compile(r"站|创新|产业|成果|行业|领域|项目|市场|人才|车路|发展|强国|强省")
# A tagged name that ends so is a class (社区党组织) or no body at all.
_TAGGED_CLASS: Final = re.compile(
    r"(?:^[各本该].*|.*一所.*|.*(?:副书记|副主任|副主席|副院长|副会长|副经理).*|.*各[支业个类级].*|.*某.*|党组织|部门|参评|领队|编委|记者|成为[^。]*|人社|部队|[治建办返离]校|班子|干部|大会|会议|大政|本报|全会|机会|社会|平安[一-鿿]+|新平台|重点实验室|[大全格布开]局|进[学校社区园农村企业机关]{2})$"
)
# 清泉苑党支部, 某某股份机关第三党支部: a branch's body is named before it; 社区党支部 is a class.
_PARTY: Final = re.compile(
    r"(?P<body>.*?)(?:机关|离退休|学生|教工|第[一二三四五六七八九十0-9]+)*(?:党[工支]?委|党总支|党支部|党委会|支部)$"
)
_SHORTEST_BODY: Final = 3
# 河南医疗: a place and a field of work, and no firm.
_FIELD: Final = re.compile(r"医疗|生物|文旅|物业|餐饮|卫健|教育")
# Heads that hold a verb that names stop at.
_OFFICE_HEADS: Final = ("派出所", "服务所", "管理所")
# “先进支行”的荣誉称号: a title, and no body.
_TITLE_AFTER: Final = re.compile(r"[”」](?:的|等)?(?:荣誉|光荣|称号|牌匾)")
# A name without place or level needs this much of its own: 天宜机械, 清江小学.
_SHORTEST: Final = 4
_SHORTEST_AGENCY: Final = 3

# 牵头单位：甲厅、乙局: a list of offices; its items need no more than an office's ending.
_OFFICES: Final = re.compile(
    r"(?:牵头|责任|配合|协助|参与|主办|承办|协办|联办|指导|支持|组织|成员|主管|发起|主持|实施|共建|联建)"
    r"(?:单位|部门|机构)[为是有：:][ 　]*"
)
_OFFICE_ITEM: Final = re.compile(
    r"(?![各有相等])[一-鿿A-Za-z“”（）]{2,30}?(?=[、，,；;。）)\s]|等|$)"
)
_OFFICE: Final = re.compile(
    r"(?:[厅局委办部署院社行会所站团]|中心|公司|集团|政府|大学|学院|学校|医院|支队|大队|总队|法院|检察院|联盟|工会|妇联|残联|科协|工商联|党校|法学会)$"
)
_OFFICE_CLASS: Final = re.compile(
    r"^(?:各|有关|相关|其他|区级|市级|省级|县级|所在)|[各]|部门$|单位$"
)

Span = tuple[int, int]


def offices(ground: Ground) -> Iterator[Span]:
    """Bodies in a list that is called one of offices, in order."""
    text = ground.text
    for lead in _OFFICES.finditer(text):
        at = lead.end()
        while item := _OFFICE_ITEM.match(text, at):
            if _OFFICE.search(item.group()) and not _OFFICE_CLASS.search(item.group()):
                yield item.span()
            at = item.end()
            if text[at : at + 1] not in tuple("、，,"):
                break
            at += 1


def quoted(ground: Ground) -> Iterator[Span]:
    """Teams that go by a quoted name which says so itself: “三长护河队”, in order."""
    yield from (team.span() for team in _CORED_TEAM.finditer(ground.text))
    for team in _QUOTED_TEAM.finditer(ground.text):
        start, end = team.span("name")
        verb = _FOUNDED.search(ground.text, max(0, start - 7), start - 1)
        if bare(team["stem"]) and (verb or ground.seen(start, end)):
            yield start, end


def listed(ground: Ground) -> Iterator[Span]:
    """Names in a list that is called a list of bodies, in no order."""
    closes = [*_LISTED.finditer(ground.text), *_JOINT_TEAM.finditer(ground.text)]
    for close in closes:
        at, items = close.start(), []
        while item := _LIST_ITEM.search(ground.text, max(0, at - 16), at):
            items.append(item.span(1))
            at = item.start()
        if len(items) > 1 or close.re is _LISTED:
            yield from items
    for close in _CLOSED.finditer(ground.text):
        items = _items(ground, close.start())
        founded = items and _FOUNDED.search(ground.text, max(0, items[-1][0] - 4), items[-1][0])
        if len(items) > 1 and (founded or any(ground.seen(*item) for item in items)):
            yield from items
    for host in _HOSTED.finditer(ground.text):
        items = _items(ground, host.start())
        each = any(ground.text.startswith(_EACH, start) for start, _ in items)
        body = any(
            ground.seen(*item) or ground.text.endswith(head_words(), *item) for item in items
        )
        if len(items) > 1 and body and not each:
            yield from items


def _items(ground: Ground, end: int) -> list[Span]:
    """Plain items of the list that ends at ``end``, last first; class words are left out."""
    items: list[Span] = []
    at, floor = end, max(0, end - _REACH)
    while at > floor:
        start = ground.limit(at)
        name = ground.text[ground.trimmed(start, at) : at]
        start = at - len(name)
        if not _PLAIN.fullmatch(name) or len(name) > _LONGEST or name.endswith(_CLAUSE_END):
            break
        whole = ground.place_starts.get(start) == at
        if bare(name) and not whole and not _ITEM_CLASS.search(name):
            items.append((start, at))
        if ground.text[start - 1 : start] not in tuple("、和与及"):
            break
        at = start - 1
    return items


def tagged(ground: Ground, spans: Sequence[Span]) -> Iterator[Span]:
    """Bodies that only the tagger sees (天宜机械, 清江小学), class words left out."""
    chained = _chained(ground)
    taken = Overlap(spans)
    for start, end in ground.bodies:
        surface = ground.text[start:end]
        if _TAGGED_CLASS.search(surface) or surface.endswith(_CLAUSE_END):
            continue
        party = _PARTY.fullmatch(surface)
        if party and len(bare(party["body"])) < _SHORTEST_BODY:
            continue
        # In place: 新华社|区.
        taken_up = taken.meets(start, end) or ground.in_place(start, end)
        if taken_up or _TITLE_AFTER.match(ground.text, end):
            continue
        # 派出 is a verb, but not in 派出所.
        head = next((word for word in _OFFICE_HEADS if surface.endswith(word)), "")
        reach = ground.limit(end - len(head))
        joint = reach > start and _joint(ground, start, reach, surface)
        if (reach > start and not joint) or ground.counted(start, end):
            continue
        if _COUNT_BEFORE.search(ground.text, max(0, start - 8), start):
            continue
        if _FIELD_AFTER.match(ground.text, end) or ground.counted_after(end):
            continue
        seat = ground.place_starts.get(start, start)
        if _FIELD.fullmatch(ground.text, seat, end):
            continue
        seated = seat > start and _SEATED.fullmatch(ground.text, seat, end)
        own = len(bare(surface))
        headed = bool(_FIRM.search(surface)) or surface.endswith(head_words())
        agency = _AGENCY.search(surface) is not None and own >= _SHORTEST_AGENCY
        named = (
            agency
            or seated
            or party
            or (headed and own >= _SHORTEST)
            or (own > 1 and start in chained)
        )
        if named and not is_masked(surface):
            yield start, end


def _joint(ground: Ground, start: int, link: int, surface: str) -> bool:
    """Whether 与 or 和 joins two fields of one body: 某大学矿业与安全学院."""
    left = ground.text[start : link - 1]
    whole = ground.text[link - 1] in "与和及" and ground.limit(link - 1) <= start
    return whole and surface.endswith(head_words()) and not left.endswith(head_words())


def _chained(ground: Ground) -> set[int]:
    """Starts of tagged bodies that stand in a row of at least three."""
    starts: set[int] = set()
    row: list[int] = []
    last = -1
    for start, end in ground.bodies:
        linked = start - last == 1 and ground.text[last] in "、和与及"
        row = [*row, start] if linked else [start]
        starts.update(row if len(row) >= _CHAIN else ())
        last = end
    return starts
