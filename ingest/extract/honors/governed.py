"""Titles and prizes that a verb of award governs: 荣获…, 被评为…, 入选…."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.honors.titles import LEVEL, VOTED, ends_title, given, graded, titles
from ingest.extract.quotes import Quote

# Verbs that only a title or prize follows, and verbs that need one of the listed nouns.
_SURE: Final = (
    r"荣获|荣登|喜登|荣立|追记|记(?=[一二三]等功|大功)|荣膺|获评|喜获|摘得|斩获|捧回|捧得|被评为|评为|评定为|评选为|表彰为|追授|被授于|授予|获授|分获|荣列|获颁"
    r"|加冕|夺得|勇夺|获建|获命名|受命名|被明确为|获(?<![收捕查抓缴荣喜斩].)(?=[“「\"全省市国中世首]|[一-鿿]{2,6}[“\"][^”\"\n]{2,20}[”\"](?:[、，和]|等|称号|荣誉)|(?!得|批|评|悉|准|益|取|奖|颁|授|命|建|利)[一-鿿]{2,16}?(?:奖|称号))"
)
_LIKELY: Final = (
    r"入选|获得|成功创建|成功创成|创成|创建成|创建为|建成|命名为|认定为|确定为|列为|列入|纳入"
    r"|评选(?!表彰|出|为|活动|的)|是(?<=[一-鿿]{2}.)(?=(?:全国|国家级?|全省|省级|全市|市级)[一-鿿]{2,16}(?:示范|先进|文明|百强)[县市区镇村])"
    r"|获批|晋级|晋升为|跻身|上榜|当选|成为|取得|拥有|涌现出?|评选表彰|评选出?|选树|推选|表彰|颁发"
)
# Every alternative begins with a character, so that the search skips to those there are.
_AWARD: Final = re.compile(f"{_SURE}|{_LIKELY}")
_SURE_AWARD: Final = re.compile(_SURE)
# Verbs behind which what is the country's or a province's own is a title as well.
_FIRM: Final = frozenset(
    ("入选", "获批", "晋级", "晋升为", "跻身", "上榜", "列入", "认定为", "命名为")
)
_FIRST: Final = re.compile(r"成为(?:首批|第[一二三四五六]批|全国首)")
# A list of titles ends with the sentence part; no list seen is longer than 120 characters.
_SCOPE: Final = re.compile(
    r"(?:[“「『\"][^”」』\"\n]{1,40}[”」』\"]|[^，。；！？,;\n:：“「『\"]){1,120}"
)
_LINK: Final = re.compile(r"、|以及|及其|及|和|与")
_LEAD: Final = re.compile(
    r"^(?:了|过|到|为|成为|成|的|其|我[省市区县]|本[省市区县]|创建|建设|一批|一个|首个|首批|首届|本届|第[0-9]+[批个家]|第[一二三四五六七八九十]+[批届个家轮]|我国|全国首个|整[省市县](?=创建)"
    r"|[0-9*×xX]+[个家项次名人]+|连续[^，、]{1,5}[次年]|先后|多次|同时|还|又|并|分别)+"
)
_NOT_IN: Final = re.compile(
    r"[的了将把被于由是并也就让]|(?<!首)都|在(?![线职校])|从(?!业)|对(?!口)|(?<!国)有|(?<!方)向(?![上善阳])|(?<!供)给|(?<!大)使|以及|通过|工作|开展|举办|印发|关于|推进|进行|荣获|获评|获得|授予|入选|列入|摘得|认可"
)
_RECORD: Final = re.compile(r"连[冠胜增升降]|第[一二三](?![批届次])|^[一二三四五六七八九十]+连")
_TITLE_AFTER: Final = re.compile(r"等?(?:荣誉|光荣|称号|殊荣|奖|美誉|牌匾|的?称号)")
# 获奖 is no prize, and a trial of an action is a programme, no title.
_NO_TITLE: Final = re.compile(r"获奖$|评奖$|以上|以下|(?:行动|计划|工程)试点$")
_PROGRAMME: Final = re.compile(r"(?:计划|工程|行动|名单|名录|活动|联盟)$")
# 荣获 … 等90余项荣誉: what the listed titles are called together.
_TOGETHER: Final = re.compile(
    r"等?[0-9一二三四五六七八九十多余几项个次]*(?:荣誉称号|光荣称号|荣誉|称号|殊荣|奖项|奖励|大奖)$"
)
# 年度标保王、终身会员等荣誉: what stands in such a list.
_ITEM: Final = re.compile(r"[一-鿿]{4,12}")
_PRIZE: Final = "奖"
# “两山”实践创新基地: a short quotation, no title itself, begins one.
_LED_BY_QUOTE: Final = re.compile(r"“[^”]{1,4}”[一-鿿]")
_MARK: Final = re.compile(r"[“”「」『』\"]")
_SHORTEST: Final = 5
_SHORTEST_PRIZE: Final = 3
# 文华奖, but no 金奖 and no 二等奖, which tell a rank alone.
_NAMED_PRIZE: Final = re.compile(
    r"(?!(?:[一二三四五特]等|[金银铜大]|优秀|优胜|组织|提名|入围|最高|特别|单项|团体|个人|集体)+奖)[一-鿿]{2,}奖"
)
_LONGEST: Final = 32
# How far from the verb, or from the last link of the list, a quoted title may begin.
_GAP: Final = 14
# A part that goes on this far behind the quotation names something else.
_TAIL: Final = 2


def governed(text: str, spans: dict[int, Quote]) -> Iterator[tuple[int, int]]:
    """Bounds of the titles that verbs of award govern; ``spans`` are quotations by their mark."""
    for verb in _AWARD.finditer(text):
        yield from _named(text, verb, spans)


def _named(text: str, verb: re.Match[str], spans: dict[int, Quote]) -> Iterator[tuple[int, int]]:
    """Bounds of the titles that follow one verb."""
    scope = _SCOPE.match(text, verb.end())
    if not scope:
        return
    start, end = scope.span()
    together = _TOGETHER.search(text, start, end)
    sure = _SURE_AWARD.match(text, verb.start()) is not None or together is not None
    listed = together is not None and together.group().startswith("等")
    firm = verb.group() in _FIRM or _FIRST.match(text, verb.start()) is not None
    for left, right in _pieces(text, start, together.start() if together else end, spans):
        bounds = _plain(text, left, right, sure=sure, firm=firm, listed=listed) or _quoted(
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
    heads = list(titles().head.finditer(piece))
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
    titled = ends_title(core) or core in titles().persons or (sure and given(core))
    after = _TITLE_AFTER.match(text, quote.end + 1)
    if right - quote.end > _TAIL and not (titled or after):
        return None  # “…”十佳案例: the quotation is only a part
    return quote.bounds if titled or after or sure else None


def _plain(
    text: str, left: int, right: int, *, sure: bool, firm: bool, listed: bool
) -> tuple[int, int] | None:
    """The title that the part begins with and a noun of the list ends.

    ``listed`` where the list is called one of honours: its items need no noun.
    """
    piece = text[left:right]
    lead = _LEAD.match(piece)
    skip = lead.end() if lead else 0
    heads = list(titles().head.finditer(piece, skip))
    end = heads[-1].end() if heads else len(piece)
    name, rest = piece[skip:end], piece[end:]
    own = (
        (sure and given(name))
        or (firm and graded(name))
        or VOTED.match(name) is not None
        or (listed and _ITEM.fullmatch(name) is not None)
    )
    if not heads and not own:
        return None
    shortest = _SHORTEST_PRIZE if sure and _NAMED_PRIZE.fullmatch(name) else _SHORTEST - sure
    if not shortest <= len(name) <= _LONGEST or len(rest) > 10 or _NO_TITLE.search(name):  # noqa: PLR2004
        return None
    # A piece that is one quotation is left to _quoted: its marks are no part of the name.
    inner = name[1:] if heads and _LED_BY_QUOTE.match(name) else name
    if _NOT_IN.search(name) or _MARK.search(inner[:1] + name[-1:] + rest[:1]):
        return None
    if name.count("“") != name.count("”"):
        return None
    known = (name in titles().persons or VOTED.match(name) or LEVEL.search(name)) is not None
    return (left + skip, left + end) if known or sure else None
