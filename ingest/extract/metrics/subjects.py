"""Whom a metric is about: the actor of its sentence, else the case's own place or body."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from ingest.draft import Draft
from ingest.extract.metrics.measures import starts_with_verb
from ingest.extract.relations.actors import is_media
from ingest.extract.relations.scene import is_area, own_place, place_level
from kg.model import Mention
from kg.ontology import Kind, Level
from kg.places import gazetteer

_BODIES: Final = frozenset({Kind.PLACE, Kind.ORGANIZATION})
# The masked name that a masked case goes by: *社区, ×区, *集团.
_MASKED_NAME: Final = re.compile(
    r"[*×✕xX](?<![*×✕].)[*×✕xX]{0,2}(?:社区|街道|集团|公司|[省市区县镇乡村](?!委|长|级|里|民|干))"
)
_CLAUSE_MARKS: Final = "，。；！？：,;!?:\n（“"
# What may stand before an actor that opens a clause: times and light verbs.
_OPENING: Final = re.compile(
    r"(?:目前|如今|近日|日前|同时|其中|此外|比如|例如|近年来|今年|去年|以来|期间|后|[\d一二三四五六七八九十]+[年月周日]|近|些|年|来|上半|下半|"
    r"走进|在|据|位于|家住|由|推动|带动|引导|通过|随着|和|及|、| |　|“)*"
)
# What is set up or run right before the clauses that tell its size.
_RUNS: Final = re.compile(
    r"(?:开展|实施|推行|举办|上线|启动|发起|成立|搭建|援建|开发|组建)(?:了|起)?[“《]?\Z"
)
# A body followed by these is a member of a list, an owner or a source, no actor.
_NO_ACTOR: Final = re.compile(
    r"[”）]?等|[^，。；：\n]{0,12}(?:、|”“)[^，。；：\n]{1,30}?等|常委|主要|领导|班子|书记|干部|党员|籍|"
    r"(?:消息|日报|晚报|讯|供图|发布)"
)
# The case's own place by another word.
_OWN: Final = re.compile(r"(?:全[国省市区县镇乡村州旗]|我[省市区县镇乡村州们])(?!委|长|级|民|性)")
_LEVELS: Final = {"村": Level.VILLAGE, "镇": Level.TOWN, "乡": Level.TOWN, "县": Level.COUNTY}
# Names of units end so; without the ending 余杭区 may stand in the text as 余杭.
_UNIT_ENDS: Final = "省市区县"
_LONGEST_BARE: Final = 2
_HEAD: Final = re.compile(r"(?:[省市州县区镇乡]长|主席)[ 　]?")
# How far back a subject may stand, in characters: a long paragraph; a long clause.
_PARAGRAPH: Final = 600
_CLAUSE: Final = 60
# Commas that may stand between what is set up and the number that tells its size.
_REACH: Final = 2
# A measure may begin where the number's words begin and be told within them.
_FIGURE: Final = 12


# What only a region has: its air, its people's lives, its trade.
_REGIONAL: Final = re.compile(
    r"PM2|优良天数|空气质量|国?[控省]断面|近岸海域|地区生产总值|人均GDP|GDP|增加值|每万人|每千人|预期寿命|城镇化率|失业率|就业率|森林覆盖率"
    r"|人均可支配|一般公共预算|税收收入|固定资产投资|社会消费品|社零|进出口|外贸|实际(?:使用|利用)外资|利用外资|吞吐量|货运量|研发(?:经费)?(?:投入|强度)|全社会研发"
    r"|技术合同成交|经营主体|民间投资|工业投资|营商环境|粮食(?:总)?产量|常住人口|高等教育毛入学|义务教育|医保|国内游客|入境游客|数字经济|专利拥有量"
)
# Verbs that begin a deed of its own behind what is set up: 实施甲行动，新增乙3家.
_DEED: Final = re.compile(
    r"(?:并|又|还|再|已|共|将|力争|争取|累计|全年)?(?:新增|新建|新开工(?!改造)|新培育|新认定|建成|组建|培育|引进|利用|完成|实施|新?创建|新?打造|开工|发放|投放|设立|改造[^，。；]{0,6}卫生室)"
    r"|(?:力争|争取)"
)

# Start, end and name of what may be a subject, whether it acts for the rest of its sentence,
# and whether it is a region.
_Opener = tuple[int, int, str | None, bool, bool]


class Subjects:
    """The actors of a draft, ready to be asked which one a number belongs to."""

    def __init__(self, draft: Draft, found: Sequence[Mention]) -> None:
        """Keep the mentions that open a clause; the case's own place speaks where none does."""
        text = self._text = draft.text
        bodies = sorted((m for m in found if m.kind in _BODIES), key=lambda m: (m.start, -m.end))
        self._places = [(m.start, m.name) for m in bodies if m.kind is Kind.PLACE]
        self._default = _own_name(draft, bodies)
        above = set(draft.region[:-1]) | {_bare(unit) for unit in draft.region[:-1]}
        openers: list[_Opener] = [
            (m.start, m.end, m.name, True, _is_region(m))
            for m in _openers(text, bodies)
            if m.surface not in above and _acts(text, m)
        ]
        openers += [
            (m.start, m.end, m.name, False, False)
            for m in found
            if m.kind in {Kind.INITIATIVE, Kind.ORGANIZATION} and _is_run(text, m)
        ]
        begun = {m.start for m in bodies}
        named = [m for m in found if m.kind is Kind.INITIATIVE and m.start not in begun]
        named.sort(key=lambda m: m.start)
        # “某平台”用户超1亿: a clause that a brand opens is about it.
        openers += [
            (m.start, m.end, m.name, False, False)
            for m in _openers(text, named)
            if _NO_ACTOR.match(text, m.end) is None
        ]
        openers += [(*m.span(), self._meant(m), True, True) for m in _OWN.finditer(text)]
        self._openers = sorted(openers, key=lambda opener: opener[:2])
        self._starts = [opener[0] for opener in self._openers]

    def of(self, at: int, sentence: int) -> str | None:
        """Name of the actor of the number at ``at`` in the sentence that starts at ``sentence``."""
        low = max(0, at - _PARAGRAPH)
        floor = max(low, *(self._text.rfind(mark, low, at) + 1 for mark in "。\n"))
        where = bisect_left(self._starts, at) - 1
        while where >= 0 and self._starts[where] >= min(floor, sentence):
            _, end, name, acts, region = self._openers[where]
            closed = self._text.count("）", end, at) > self._text.count("（", end, at)
            reaches = acts or self._near(end, at)
            if end <= at and not closed and reaches and (region or self._own(end, at)):
                return name
            where -= 1
        return self._default

    def _meant(self, word: re.Match[str]) -> str | None:
        """What 全村 means: the village named last before it, where the case's own is none."""
        wanted = _LEVELS.get(word.group()[1])
        if wanted is None or (self._default and place_level(self._default) is wanted):
            return self._default
        where = bisect_left(self._places, (word.start(),)) - 1
        while where >= 0 and self._places[where][0] >= word.start() - _PARAGRAPH:
            name = self._places[where][1]
            if place_level(name) is wanted:
                return name
            where -= 1
        return self._default

    def _own(self, end: int, at: int) -> bool:
        """Whether what is no region may have the number: no region's figure in a later clause."""
        comma = max(self._text.rfind(mark, end, at) for mark in "，；")
        return comma < 0 or _REGIONAL.search(self._text, comma, at + _FIGURE) is None

    def _near(self, end: int, at: int) -> bool:
        """Whether what is set up stands in the number's clause or shortly before it."""
        between = self._text[end:at]
        comma = between.rfind("，") + 1
        # A later clause goes on with it by a verb (覆盖20个村); with a noun it tells of its own.
        goes_on = starts_with_verb(self._text, end + comma)
        told = not comma or (goes_on and _DEED.match(self._text, end + comma) is None)
        return told and not any(s in between for s in "。；\n") and between.count("，") < _REACH


def _acts(text: str, mention: Mention) -> bool:
    """Whether a body that opens a clause may be what the clause is about."""
    if is_media(mention.name) or (mention.kind is Kind.PLACE and is_area(mention.surface)):
        return False
    return _NO_ACTOR.match(text, mention.end) is None


def _openers(text: str, bodies: Sequence[Mention]) -> list[Mention]:
    """The places and bodies that open a clause; of a chain (县 镇 村) every link."""
    found: list[Mention] = []
    reached = -1
    for mention in bodies:
        if mention.start < reached:
            continue
        low = max(0, mention.start - _CLAUSE)
        start = max(low, *(text.rfind(mark, low, mention.start) + 1 for mark in _CLAUSE_MARKS))
        if reached > start and found and found[-1].end == reached:
            start = reached
        if _OPENING.fullmatch(text, start, mention.start):
            found.append(mention)
            reached = mention.end
    return found


def _is_run(text: str, mention: Mention) -> bool:
    """Whether a verb of running things stands right before a name: 举办“…”, 成立…."""
    runs = _RUNS.search(text, max(0, mention.start - 6), mention.start) is not None
    return runs and _NO_ACTOR.match(text, mention.end) is None


def _is_region(mention: Mention) -> bool:
    """Whether a mention names an administrative unit."""
    if mention.kind is not Kind.PLACE:
        return False
    return place_level(mention.name) is not None or bool(gazetteer().named(mention.name))


def _bare(unit: str) -> str:
    return unit.rstrip(_UNIT_ENDS) if len(unit) > _LONGEST_BARE else unit


def _own_name(draft: Draft, bodies: Sequence[Mention]) -> str | None:
    """The case's mask, its own place as issuer or text name it, its issuer, or its first place."""
    masked = _MASKED_NAME.search(draft.text)
    if masked:
        return masked.group()
    places = [b for b in bodies if b.kind is Kind.PLACE]
    own = own_place(draft, places)
    if own:
        return own
    for unit in reversed(draft.region):
        for name in (unit, _bare(unit)):
            if name in draft.text:
                return name
    if draft.region and _HEAD.search(draft.issuer or ""):
        # The head of a government speaks for the place, named or not.
        return draft.region[-1]
    return draft.issuer or next((b.name for b in places), None)
