"""Bodies that lists and the statistical tagger give: “甲”“乙”等社会组织, 天宜机械."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.extract.body_heads import head_words
from ingest.extract.ground import Ground, bare
from kg.ontology import Kind
from kg.text import is_masked

# What closes a list of names and says that they are bodies: “甲”“乙”等社会组织.
_LISTED: Final = re.compile(
    r"等(?:[一-鿿0-9*×]|“[^”\n]{1,4}”){0,8}?"
    r"(?:社会组织|(?<=”)组织|志愿者?队伍|志愿服务力量|志愿服务队|服务队|服务团队|自治力量|社会力量|宣讲队|团队|队伍"
    r"|协会|合作社|公司|企业|联盟|社团)"
)
_LIST_ITEM: Final = re.compile(r"“([^”]{2,12})”[、和及]?$")
_BARE_LIST: Final = re.compile(
    r"(?:(?:培育|组建|引入|成立|引进|打造)|(?<=[，。；：\n]))"
    r"((?:[一-鿿]{2,8}、)*[一-鿿]{2,8})$"
)
# How far back a list is looked at; the longest seen has 40 characters.
_REACH: Final = 48
# A tagged name without a head of the lexicon ends like a firm's short name.
_FIRM: Final = re.compile(
    r"(?:机械|工具|实业|科技|电子|股份|控股|石化|电力|物流|农业|食品|药业|医药|重工|汽车|能源|纺织|"
    r"化工|建设|建筑|置业|地产|传媒|通信|电气|电器|制造|钢铁|水泥|矿业|航空|铁路|保险|证券|基金|商场)$"
)
# … or like an agency, a medium, a house: what the tagger calls a body then is one.
_AGENCY: Final = re.compile(
    r"^[^一二三四五六七八九十两百千]*(?:[一-鿿]{2}(?:社|网|报|台|院|馆|署|局|总队|支队|研究中心|服务中心"
    r"|社工中心|电视|书店|酒店|律所|分校|国家队|俱乐部|实验室|研究所|工作站|管理站))$"
)
# 建成101所芙蓉学校: a class of them. 煤基科技|创新: a field of work.
_COUNT_BEFORE: Final = re.compile(r"[0-9*×一二三四五六七八九十百千]+[余多万]*[所家个支座处]$")
_FIELD_AFTER: Final = re.compile(r"创新|产业|成果|行业|领域|项目|市场|人才|车路|发展|强国|强省")
# A tagged name that ends so is a class (社区党组织) or no body at all.
_TAGGED_CLASS: Final = re.compile(
    r"(?:党组织|党[工支]?委|党支部|党委会|支部|部门|班子|干部|大会|会议|大政|本报|全会|机会|社会)$"
)
# A name without place or level needs this much of its own: 天宜机械, 清江小学.
_SHORTEST: Final = 4
_SHORTEST_AGENCY: Final = 3

Span = tuple[int, int]


def listed(ground: Ground) -> Iterator[Span]:
    """Names in a list that is called a list of bodies, in no order."""
    for close in _LISTED.finditer(ground.text):
        at = close.start()
        quoted = False
        while item := _LIST_ITEM.search(ground.text, max(0, at - 16), at):
            yield item.span(1)
            at, quoted = item.start(), True
        if not quoted:
            yield from _bare_list(ground, at)


def _bare_list(ground: Ground, end: int) -> Iterator[Span]:
    """Items without quotation marks behind a verb of founding, or with a vote for one of them."""
    found = _BARE_LIST.search(ground.text, max(0, end - _REACH), end)
    if not found or "、" not in found.group(1):
        return
    start = found.start(1)
    if found.start() == start and not ground.voted(start, end):
        return
    for name in found.group(1).split("、"):
        if bare(name):
            yield start, start + len(name)
        start += len(name) + 1


def tagged(ground: Ground, spans: Sequence[Span]) -> Iterator[Span]:
    """Bodies that only the tagger sees (天宜机械, 清江小学), class words left out."""
    for tag in ground.draft.tags:
        surface = ground.text[tag.start : tag.end]
        if tag.kind is not Kind.ORGANIZATION or _TAGGED_CLASS.search(surface):
            continue
        if any(start < tag.end and tag.start < end for start, end in spans):
            continue
        if ground.limit(tag.end) > tag.start or ground.counted(tag.start, tag.end):
            continue
        if _COUNT_BEFORE.search(ground.text, max(0, tag.start - 8), tag.start):
            continue
        if _FIELD_AFTER.match(ground.text, tag.end):
            continue
        own = len(bare(surface))
        headed = bool(_FIRM.search(surface)) or surface.endswith(head_words())
        agency = _AGENCY.search(surface) is not None and own >= _SHORTEST_AGENCY
        if (agency or (headed and own >= _SHORTEST)) and not is_masked(surface):
            yield tag.start, tag.end
