"""Titles that stand by themselves: before who bears them, in quotation marks, in lists."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ingest.extract.honors.titles import ends_title, headed, titles
from ingest.extract.quotes import Quote

# 新增某市等全国文明城市12个: how many have a title.
_NUMBERED: Final = re.compile(
    r"(?:新增|新获|新创|新入选|获批|创成|入选|获评|累计)[^，。；：！？\n]{0,16}?"
    r"(?P<title>(?:全国|国家级?|世界级?|国际)[一-鿿]{0,12}?(?:城市|县城|示范[区县市村镇]|先行区|试验区|集群))"
    r"(?=[0-9]+[余多]?[个家]|总数|达到?[0-9]|增至)"
)
# “…好青年”评选, “…示范基地”在某地挂牌: a title on its way to who gets it.
_BESTOWED: Final = re.compile(
    r"[”」』\"](?:[一-鿿]{0,5}(?:评选|推选|选树|表彰|授牌)|[^，。；：！？\n]{0,12}?(?:挂牌|揭牌|授牌))"
)
# 全国劳动模范、某某公司…甲: a standing title before the name of who bears it.
_APPOSED_NOUN: Final = (
    r"劳动模范|先进工作者|先进个人|道德模范|优秀共产党员|优秀党务工作者|三八红旗手|五一劳动奖章|最美[一-鿿]{2,6}|最佳[一-鿿]{4,8}"
    r"|好人|楷模|岗位能手|优秀志愿者|先进基层党组织|先进集体|文明单位"
)
_HAS_APPOSED: Final = re.compile(_APPOSED_NOUN)  # told quickly
_APPOSED: Final = re.compile(
    r"(?<![一-鿿])(?:第[一二三四五六七八九十0-9]+届)?"
    r"(?P<title>(?:全国|国家级?|全省|全市|省级?|市级?|[一-鿿]{2,3}?[省市县区])(?:(?!获|被|的|和|是|评)[一-鿿“”]){0,10}?"
    rf"(?:{_APPOSED_NOUN}))"
    r"(?:获得者|称号获得者)?(?=[、，][一-鿿“”]{2,30}?(?:书记|主任|长|员|人|师|经理|总裁|教授|医生|志愿者)[一-鿿]{2,3}[，。、（说在是]|[一-鿿]{2,3}[，。、（说在是])"
)
# 全国优秀共产党员|汤某: a title right before a name.
_BEFORE_NAME: Final = re.compile(
    r"(?<![一-鿿])(?:第[一二三四五六七八九十0-9]+届)?(?P<title>(?:全国|国家级?|全省|全市|省级?|市级?|中国|[一-鿿]{2,5}?[省市县区])"
    r"(?:(?!获|被|的|和|是|评)[一-鿿]){0,10}?"
    r"(?:劳动模范|先进工作者|先进个人|道德模范|优秀共产党员|优秀党务工作者|优秀党组织书记|三八红旗手|五一劳动奖章|五四奖章|好人|楷模"
    r"|岗位能手|技术能手|优秀志愿者|优秀教师|模范教师|五好家庭|最美[一-鿿]{2,6}|十佳[一-鿿]{2,8}|文明家庭|孝老爱亲模范))"
    r"(?:获得者|称号获得者)?[”’]?\Z"
)
# 是全国文明村, 第一届全国劳动模范、…: a title with its level, unquoted, and no aim.
_PLAIN: Final = re.compile(
    r"(?=[全国中省市])(?<=[，；：、（(—\s是为批届])(?P<title>(?:全国|国家级?|全省|中国|省级|市级)"
    r"(?:(?![的了和与在被为是获还]|争创|创建|打造|建设|新增|培育|申报|力争|支持)[一-鿿0-9]){0,14}?"
    r"(?:劳动模范|先进工作者|先进个人|先进集体|先进单位|道德模范|优秀共产党员|优秀党务工作者|优秀[一-鿿]{2,4}工作者|优秀[一-鿿]{0,4}(?:书记|教师|党员)|先进基层党组织|文明[村镇]|文明单位|文明村镇"
    r"|示范[点村镇]|示范单位|示范社区|示范基地|卫生[村镇]|三八红旗手|三八红旗集体|工人先锋号|青年文明号|五四奖章|五一劳动奖[章状]))"
    r"(?=[，。；、）)！？”\n]|等|和|及|称号|荣誉|$)"
)
_AIMED: Final = re.compile(
    r"(?:争创|创建|打造|建设|申报|迈向|目标|培育|新增|建成)[^。；！？\n]{0,24}$"
)
# 新增甲、乙、丙3家5A级景区: how many have a title that a number grades.
_GRADED: Final = re.compile(
    r"(?:新增|新获|获评|获批|晋升|创成)[^。；！？\n]{0,30}?[0-9]+[家个处](?P<title>(?:国家)?[1-5]A级(?:旅游)?景区)"
)
# A title before a name is looked for this far back.
_REACH: Final = 34
# 先后获得“甲”、某省“乙”等荣誉: what a list of titles is called together.
_CLOSE: Final = re.compile(
    r"(?:等[0-9一二三四五六七八九十多余几项个]{0,6})?(?:的?(?:荣誉|光荣))?(?:称号|荣誉(?!感|室|墙|证书|体系|激励))|等[0-9多余几项个]{0,6}(?:奖项|殊荣)|等[一-鿿]{0,6}荣誉"
)
_MODIFIER: Final = re.compile(
    r"[”」』\"](?:[、，,和与及]|以及)?(?:(?![获被荣评曾])[一-鿿0-9]){0,10}[“「『\"]?\Z"
)
# … which an aim, a class or an event follows or precedes: “全国文明城市”创建.
_STRIVEN: Final = re.compile(
    r"(?:争创|创建|打造|建设|申报|迈向|目标|争做|争当|寻找|发现|评选|推选|打响|实施|开展|启动)[^，。；：！？\n]{0,8}[“「『\"]\Z"
)
_EVENT_AFTER: Final = re.compile(
    r"[”」』\"](?:[一-鿿]{0,4}(?:创建|建设|工程|行动|项目|活动|培育|工作|标准|申报|验收|品牌|计划|试点|管理|服务|模式|大赛|比赛|赛|名单|奖励|政策))"
)
_LED: Final = re.compile(
    r"^(?:全国|国家|中国|全省|省级?|市级?|全市|[一-鿿]{2,6}?[省市县区州]|[一-鿿]{2,3}(?=最美|好人))"
)
# Classes that quoted words name too often without being given: 案例, 试点, 品牌.
_PLAIN_CLASS: Final = re.compile(
    r"(?:案例|试点|品牌|典型|集群|冠军|奖|样板|先锋|明星|团队|名城|名牌|成果)$"
)
_PRAISED: Final = re.compile(r"^(?:最美|最佳|十佳)[一-鿿]{2,10}$")
_ADVANCED: Final = re.compile(
    r"(?:先进(?:集体|个人|单位|工作者|党支部|党组织)|优秀共产党员|优秀党务工作者)$"
)
_SHORTEST, _LONGEST = 4, 32

# “好家庭”“好母亲”等评选: who is chosen as what.
_CHOSEN_AS: Final = re.compile(
    r"[”」』\"](?:[、和及]?[“「『\"][^”」』\"\n]{2,12}[”」』\"])*(?:等[一-鿿]{0,4})?(?:年度)?(?:评选|推选|选树)"
)
_PRAISE: Final = re.compile(r"(?:好|最美|十佳|优秀|美德|孝心|孝老|模范|杰出)[一-鿿]{1,6}")
# 评选出8名优秀村党组织书记并表彰: how many are chosen as what.
_CHOSEN_COUNT: Final = re.compile(
    r"(?:评选|表彰|选树|推选|授予|命名|选出)(?:出|了)?[0-9一二三四五六七八九十百]+[名个位户家支](?P<title>(?:优秀|先进|最美|十佳|模范|杰出)[一-鿿]{2,14}?)(?=并|进行|予以|给予|[，。；、]|和|$)"
)
# “两山”实践创新基地13个: how many have a title that a quoted core begins.
_CORED: Final = re.compile(
    r"(?:创建|新增|创成|建成|获批|获评|累计)[^。；！？\n]{0,40}?(?P<title>“[^”\n]{2,6}”[一-鿿]{2,8}(?:基地|示范[区县市村镇]|城市))(?=[0-9]+[个家处])"
)

Span = tuple[int, int]


def standing(text: str, spans: Sequence[Quote], names: Collection[int]) -> Iterator[Span]:
    """Bounds of the titles, in no order; ``names`` are the places where names of persons begin."""
    yield from (m.span("title") for m in _NUMBERED.finditer(text))
    if _HAS_APPOSED.search(text):
        yield from (m.span("title") for m in _APPOSED.finditer(text))
    for counted in (_GRADED, _CHOSEN_COUNT, _CORED):
        yield from (m.span("title") for m in counted.finditer(text))
    yield from _before_names(text, names)
    for plain in _PLAIN.finditer(text):
        if not _AIMED.search(text, max(0, plain.start() - 28), plain.start()):
            yield plain.span("title")
    yield from _closed(text, spans)
    for quote in spans:
        core = text[quote.start : quote.end]
        chosen = _PRAISE.fullmatch(core) and _CHOSEN_AS.match(text, quote.end)
        if chosen or (_BESTOWED.match(text, quote.end) and ends_title(core)):
            yield quote.bounds
        elif _SHORTEST <= len(core) <= _LONGEST and _speaks(core):
            left = text[max(0, quote.start - 16) : quote.start]
            if not _STRIVEN.search(left) and not _EVENT_AFTER.match(text, quote.end):
                yield quote.bounds


def _speaks(core: str) -> bool:
    """Whether quoted words say themselves that they are a title: “某省文明单位”, “最美护士”."""
    if _PRAISED.match(core) or _ADVANCED.search(core) or core in titles().persons:
        return True
    return headed(core) and _LED.match(core) is not None and not _PLAIN_CLASS.search(core)


def _before_names(text: str, names: Collection[int]) -> Iterator[Span]:
    for start in names:
        title = _BEFORE_NAME.search(text, max(0, start - _REACH), start)
        if title:
            yield title.span("title")


def _closed(text: str, spans: Sequence[Quote]) -> Iterator[Span]:
    """Quotations of a list that is called one of titles, last first."""
    ends = {quote.outer[1]: quote for quote in spans}
    for last in spans:
        closed = _CLOSE.match(text, last.outer[1])
        at = last.outer[1] if closed else -1
        while quote := ends.get(at):
            if not _SHORTEST - 1 <= quote.end - quote.start <= _LONGEST:
                break
            yield quote.bounds
            low = max(0, quote.outer[0] - 14)
            before = _MODIFIER.search(text, low, quote.outer[0])
            at = before.start() + 1 if before else -1
