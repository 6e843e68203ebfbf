"""Honors: named titles and prizes that somebody was given."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ingest.draft import Draft
from ingest.extract.initiatives.wordlists import any_of
from ingest.extract.quotes import Quote, quotes
from kg.datafiles import read_lines
from kg.model import Mention
from kg.ontology import Kind
from kg.text import is_masked

# Verbs that only a title or prize follows, and verbs that need one of the listed nouns.
_AWARD: Final = re.compile(
    r"(?P<sure>荣获|荣立|追记|记(?=[一二三]等功|大功)|荣膺|获评|喜获|摘得|斩获|捧回|捧得|被评为|评为|评定为|评选为|表彰为|授予|获授|荣列|获颁"
    r"|加冕|夺得|勇夺|获建|获命名|受命名|被明确为|(?<![收捕查抓缴荣喜斩])获(?=[“「\"全省市国中世首]|(?!得|批|评|悉|准|益|取|奖|颁|授|命|建|利)[一-鿿]{2,12}?(?:奖|称号)))"
    r"|(?P<likely>入选|获得|成功创建|成功创成|创成|创建成|创建为|建成|命名为|认定为|确定为|列为|列入|纳入"
    r"|评选(?!表彰|出|为|活动|的)|(?<=[一-鿿]{2})是(?=(?:全国|国家级?|全省|省级|全市|市级)[一-鿿]{2,16}(?:示范|先进|文明|百强)[县市区镇村])"
    r"|获批|跻身|上榜|当选|成为|取得|拥有|涌现出?|评选表彰|评选出?|选树|推选|表彰)"
)
# A list of titles ends with the sentence part; no list seen is longer than 120 characters.
_SCOPE: Final = re.compile(
    r"(?:[“「『\"][^”」』\"\n]{1,40}[”」』\"]|[^，。；！？,;\n:：“「『\"]){1,120}"
)
_LINK: Final = re.compile(r"、|以及|及其|及|和|与")
_LEAD: Final = re.compile(
    r"^(?:了|过|到|为|成为|成|的|其|我[省市区县]|本[省市区县]|创建|建设|一批|一个|首批|首届|本届|第[0-9]+[批个家]|第[一二三四五六七八九十]+[批届个家]"
    r"|[0-9*×xX]+[个家项次名人]+|连续[^，、]{1,5}[次年]|先后|多次|同时|还|又|并|分别)+"
)
_NOT_IN: Final = re.compile(
    r"[的了在将把被从对于由是有向给并也都就让使]|以及|通过|工作|开展|举办|印发|关于|推进|进行|荣获|获评|获得|授予|入选"
)
_LEVEL: Final = re.compile(
    r"全国|国家|全省|全市|全区|全县|省级|市级|中国|世界|全球|联合国|中央|国务院|[一-鿿]部|省|市|区|县|州|年度"
)
# 最佳志愿服务社区, 十大孝子: what the first word says of any noun.
_CHOSEN: Final = re.compile(
    r"(?:最佳|最美|十佳|十大|优秀|先进|杰出|模范|星级|文明|示范)[一-鿿]{1,10}$"
)
# Titles that are chosen by a vote need no level: 评选…、最美下沉党员.
_VOTED: Final = re.compile(r"(?:最美|最佳|十佳|十大|百佳|金牌|星级)[一-鿿]{2,8}$")
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
_APPOSED: Final = re.compile(
    r"(?<![一-鿿])(?:第[一二三四五六七八九十0-9]+届)?"
    r"(?P<title>(?:全国|国家级?|全省|全市|省级?|市级?|[一-鿿]{2,3}?[省市县区])(?:(?!获|被|的|和|是|评)[一-鿿“”]){0,10}?"
    r"(?:劳动模范|先进工作者|先进个人|道德模范|优秀共产党员|优秀党务工作者|三八红旗手|五一劳动奖章|最美[一-鿿]{2,6}|最佳[一-鿿]{4,8}"
    r"|好人|楷模|岗位能手|优秀志愿者|先进基层党组织|先进集体|文明单位))"
    r"(?:获得者|称号获得者)?(?=[、，][一-鿿“”]{2,30}?(?:书记|主任|长|员|人|师|经理|总裁|教授|医生|志愿者)[一-鿿]{2,3}[，。、（说在是]|[一-鿿]{2,3}[，。、（说在是])"
)
_RECORD: Final = re.compile(r"连[冠胜增升降]|第[一二三]|^[一二三四五六七八九十]+连")
_TITLE_AFTER: Final = re.compile(r"等?(?:荣誉|光荣|称号|殊荣|奖|美誉|牌匾|的?称号)")
# What a surely given title may end with besides: 全国某某友好城市, 某某之家, 某某好教材.
_SURE_END: Final = re.compile(
    r"^(?:全国|国家|世界|中国|全省|全市|省|[一-鿿]{2,5}?[省市区县]|[0-9]{4}年度?)[一-鿿0-9“”]{2,16}"
    r"(?:城市|之家|单位|基地|团队|组织|群体|个人|家庭|学校|企业|达标[县市区]|[县镇村]|好[一-鿿]{1,2})$"
)
# 获奖 is no prize, and a trial of an action is a programme, no title.
_NO_TITLE: Final = re.compile(r"获奖$|(?:行动|计划|工程)试点$")
_PROGRAMME: Final = re.compile(r"(?:计划|工程|行动|名单|名录|活动|联盟)$")
# 荣获 … 等90余项荣誉: what the listed titles are called together.
_TOGETHER: Final = re.compile(
    r"等?[0-9一二三四五六七八九十多余几项个次]*(?:荣誉称号|光荣称号|荣誉|称号|殊荣|奖项|奖励|大奖)$"
)
_PRIZE: Final = "奖"
_SHORTEST: Final = 5
_LONGEST: Final = 32
# How far from the verb, or from the last link of the list, a quoted title may begin.
_GAP: Final = 14
# A part that goes on this far behind the quotation names something else.
_TAIL: Final = 2


@dataclass(frozen=True, slots=True)
class _Titles:
    """Nouns that end a title, and titles of persons known by themselves."""

    head: re.Pattern[str]
    persons: frozenset[str]


@cache
def _titles() -> _Titles:
    heads = any_of(read_lines("lexicon", "honor_heads.txt"))
    return _Titles(
        head=re.compile(rf"(?:{heads})(?:[县市区](?![一-鿿]))?(?:[（(][^）)]{{1,8}}[）)])?"),
        persons=frozenset(read_lines("lexicon", "honor_persons.txt")),
    )


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of honors, sorted by start and apart from each other; ``found`` is not read."""
    del found
    text = draft.text
    spans = {q.start - 1: q for q in quotes(text) if q.opening != "《"}
    bounds = {b for verb in _AWARD.finditer(text) for b in _named(text, verb, spans)}
    bounds |= {m.span("title") for m in _NUMBERED.finditer(text)}
    bounds |= {m.span("title") for m in _APPOSED.finditer(text)}
    bounds |= {
        q.bounds
        for q in spans.values()
        if _BESTOWED.match(text, q.end) and _ends_title(text[q.start : q.end])
    }
    forms = {text[s:e] for s, e in bounds}
    if forms:
        bounds |= {m.span() for m in re.finditer(any_of(sorted(forms)), text)}
    kept: list[tuple[int, int]] = []
    for start, end in sorted(bounds, key=lambda b: (b[0], -b[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return [Mention(Kind.HONOR, s, e, text[s:e], text[s:e], is_masked(text[s:e])) for s, e in kept]


def _named(text: str, verb: re.Match[str], spans: dict[int, Quote]) -> Iterator[tuple[int, int]]:
    """Bounds of the titles that follow one verb."""
    scope = _SCOPE.match(text, verb.end())
    if not scope:
        return
    start, end = scope.span()
    together = _TOGETHER.search(text, start, end)
    sure = verb["sure"] is not None or together is not None
    for left, right in _pieces(text, start, together.start() if together else end, spans):
        bounds = _plain(text, left, right, sure=sure) or _quoted(
            text, left, right, spans, sure=sure or verb.group() == "入选"
        )
        if bounds:
            yield bounds


def _pieces(text: str, start: int, end: int, spans: dict[int, Quote]) -> Iterator[tuple[int, int]]:
    """Parts of a list, cut at its links outside quotation marks and between two quotations."""
    at = cursor = start
    while cursor < end:
        quote = spans.get(cursor)
        if quote and quote.end < end:
            cursor = quote.end + 1
            if cursor in spans:
                yield at, cursor
                at = cursor
            continue
        link = _LINK.match(text, cursor, end)
        if link and (link.group() == "、" or _complete(text[at:cursor])):
            yield at, cursor
            at = link.end()
        cursor = link.end() if link else cursor + 1
    if at < end:
        yield at, end


def _complete(piece: str) -> bool:
    """Whether the words before 和 end a title: 保护和修复 goes on, 文明村和先进集体 does not."""
    heads = list(_titles().head.finditer(piece))
    return piece.endswith(("”", "」", "』", '"')) or bool(heads and heads[-1].end() == len(piece))


def _quoted(
    text: str, left: int, right: int, spans: dict[int, Quote], *, sure: bool
) -> tuple[int, int] | None:
    """The title in quotation marks that the part holds, if it is one."""
    quote = next((spans[i] for i in range(left, min(right, left + _GAP)) if i in spans), None)
    if quote is None:
        return None
    core = text[quote.start : quote.end]
    if text.startswith(_PRIZE, quote.end + 1):
        return quote.start - 1, quote.end + 1 + len(_PRIZE)
    if not 2 < len(core) <= _LONGEST or _PROGRAMME.search(core) or _RECORD.search(core):  # noqa: PLR2004
        return None
    titled = _ends_title(core) or core in _titles().persons
    after = _TITLE_AFTER.match(text, quote.end + 1)
    if right - quote.end > _TAIL and not (titled or after):
        return None  # “…”十佳案例: the quotation is only a part
    return quote.bounds if titled or after or sure else None


def _ends_title(words: str) -> bool:
    """Whether a noun of the list, or a word such as 最美, makes the words a title."""
    heads = list(_titles().head.finditer(words))
    at_end = bool(heads) and heads[-1].end() == len(words)
    return at_end or _CHOSEN.search(words) is not None


def _plain(text: str, left: int, right: int, *, sure: bool) -> tuple[int, int] | None:
    """The title that the part begins with and a noun of the list ends."""
    piece = text[left:right]
    lead = _LEAD.match(piece)
    skip = lead.end() if lead else 0
    heads = list(_titles().head.finditer(piece, skip))
    end = heads[-1].end() if heads else len(piece)
    name, rest = piece[skip:end], piece[end:]
    chosen = _CHOSEN.search(name) or _SURE_END.match(name)
    if not heads and not (sure and chosen) and not _VOTED.match(name):
        return None
    if not _SHORTEST - sure <= len(name) <= _LONGEST or len(rest) > 10 or _NO_TITLE.search(name):  # noqa: PLR2004
        return None
    # A piece that is one quotation is left to _quoted: its marks are no part of the name.
    if _NOT_IN.search(name) or re.search(r"[“”「」『』\"]", name[:1] + name[-1:] + rest[:1]):
        return None
    if name.count("“") != name.count("”"):
        return None
    known = (name in _titles().persons or _VOTED.match(name) or _LEVEL.search(name)) is not None
    return (left + skip, left + end) if known or sure else None
