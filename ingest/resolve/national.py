"""Evidence that a name means one and the same thing throughout the country."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Final

from ingest.resolve.identity import core_of
from kg.datafiles import read_lines
from kg.model import Mention
from kg.ontology import Kind

_LISTS: Final = {
    Kind.PLACE: (
        *("place_abroad.txt", "place_areas.txt", "place_regions.txt"),
        "place_natural.txt",
    ),
    Kind.ORGANIZATION: ("organization_names.txt", "national_bodies.txt"),
    Kind.PERSON: ("national_figures.txt", "known_persons.txt"),
    Kind.INITIATIVE: ("initiative_names.txt", "national_programmes.txt"),
    Kind.HONOR: ("national_honors.txt",),
}
# 全国…, 国家级…: the name itself says who stands behind it; 国家大学科技园 is a class of many.
_HEAD: Final = re.compile(
    "^(?:首批|第[一二三四五六七八九十]+[批轮届])?(?:全国|全党|国家|中央|国务院|中共中央|党中央|最高人民|中国(?!人)|中华|联合国|世界|国际|全球)"
)
# Who leads it stands right before the name: 国家“双高计划”, 被评为全国“…”.
_LED: Final = re.compile(
    r"(?:国家|全国|中央|国务院|教育部|民政部|农业农村部|中组部|党中央|部级|国家级)(?:的|级)?[“《‘]?$"
)
# Programmes with a name so long and so plain are coined once, by who runs them for all.
_PLAIN: Final = re.compile(
    r"(?:行动|工程|计划|攻坚战|保卫战|试点|普查|专项整治|专项斗争|主题教育|学习教育|三年行动)$"
)
_LONG: Final = 8
# 双百工程, 八大行动: a number and a class are a name of something else in every place.
_NUMBERED: Final = re.compile(
    r"^[一二三四五六七八九十百千万双两\d]+[大个项]?(?:工程|行动|计划|战略|建设|措施|机制|模式|民生实事)$"
)
# 就业优先战略 is the country's; 工业强省战略 a province's.
_STRATEGY: Final = re.compile(r"^(?!.*(?:强|兴|立)[省市区县乡]).{4,}战略$")
_LOCAL: Final = re.compile(r"^[我本全]?(?:省|市|区(?![域块])|县|州|旗|镇|乡(?!村)|街道|社区|村)")
_COINED: Final = re.compile(
    r"(?:首创|独创|自创|原创|创新推出|探索推出|自主研发|总结推广)[^，。；]{0,12}$"
)
# A company's name without a place is registered for the whole country (core of three or more).
_FIRM: Final = re.compile(r"^.{4,}(?:集团|股份|控股|科技|实业)?有限(?:责任)?公司$")
_UNIVERSITY: Final = re.compile(
    r"^(?!.*(?:老年|社区|开放|市民|村民|居民|农民|职工|党员|空中|田间|国家|家长|夜)).{2,}大学$"
)
_PAPER: Final = re.compile(r"^.{2,}(?:日报|晚报|早报|时报|导报|邮报|都市报|青年报|卫视|通讯社)社?$")
# 丹尼尔·桑乔: a name of several parts is hardly borne twice.
_PARTS: Final = re.compile(r"^(?=.{5}).+[·・•].+$")
_AREA: Final = re.compile(
    r"^.{2,}(?:国家(?:森林|湿地|地质|文化)?公园|经济带|经济圈|都市圈|城市群|大湾区|自由贸易港|自贸港|三角洲)$"
)
_NO_NAME: Final = re.compile("^国家|^生态|^产业|^沿")
_OFFICE: Final = re.compile(
    r"(?:国家主席|国家副主席|国务院(?:总理|副总理|国务委员)|中央政治局(?:常委会?)?(?:常务)?委员|中央(?:军委|书记处)[^，。；、]{0,4}|"
    r"(?:全国人大|全国政协)[^，。；、]{0,6}|中央[^，。；、]{1,8}部(?:部长|副部长)|(?:中共中央)?总书记|国家[^，。；、]{1,10}局(?:局长|副局长)|"
    r"国务院[^，。；、]{1,12}(?:主任|局长|部长)|(?:外交部|国防部|商务部|国台办|国新办)[^，。；、]{0,4}发言人|"
    r"特区行政长官|(?:国|斯|尔|兰|本|大|亚|利|洲|度|朗|及)(?:前任?)?(?:总统|首相|总理|外长|国王|防长|国务卿))"
    r"[、，]?(?:[^，。；、]{1,8}[、，]){0,2}$"
)
# Who signs for a paper or agency of the whole country is known by it: 中新社…（记者 某某）.
_SIGNED: Final = re.compile(
    r"(?P<media>中新社|中新网|新华社|新华网|人民网|人民日报|海外网|环球网|央视|总台|光明日报|经济日报|新京报|澎湃新闻|中国青年报)"
    r"[^。；！？\n]{0,24}(?:记者|通讯员|特派员)[\s：:/]*(?:[\u4e00-\u9fff]{2,4}[\s、]+){0,3}$"
)
_SIGNED_REACH: Final = 48
_BEFORE: Final = 24
_KEPT: Final = 8192  # names kept with what they say; a long case has some hundreds
_NAMED: Final = "全国通用的名称"
_SHOWN_HEAD: Final = "名称表明属全国或国家"


def nationwide(text: str, kind: Kind, name: str, mentions: Sequence[Mention]) -> str | None:
    """Why a name means the same wherever it stands; None where nothing says so."""
    basis, local = _by_name(kind, name)
    return basis if basis or local else _told(text, kind, mentions)


@lru_cache(_KEPT)
def _by_name(kind: Kind, name: str) -> tuple[str | None, bool]:
    """Why a name alone says so, if it does; and whether it says that it is some place's own."""
    core = core_of(name)
    if is_listed(kind, name):
        return _NAMED, False
    if _LOCAL.match(core) or _NUMBERED.match(core):
        return None, True
    return _SORTS[kind](core), False


def signed_for(text: str, mentions: Sequence[Mention]) -> str | None:
    """The country-wide paper or agency that a person signs for; None where there is none."""
    for mention in mentions:
        told = _SIGNED.search(text, max(0, mention.start - _SIGNED_REACH), mention.start)
        if told:
            return told["media"]
    return None


def is_listed(kind: Kind, name: str) -> bool:
    """Whether a name is on one of the lists of names known throughout the country."""
    core = core_of(name)
    if kind is Kind.INITIATIVE and _NUMBERED.match(core):
        return core in _programmes()
    return core in _listed(kind)


def _told(text: str, kind: Kind, mentions: Sequence[Mention]) -> str | None:
    """Why the words before one of the mentions say that it is the country's."""
    cue = {Kind.PERSON: _OFFICE, Kind.INITIATIVE: _LED, Kind.HONOR: _LED}.get(kind)
    if cue is None:
        return None
    for mention in mentions:
        told = cue.search(text, max(0, mention.start - _BEFORE), mention.start)
        if told:
            return f"原文称“{told.group().strip('、，的“《‘')}”"
    return None


def _place(core: str) -> str | None:
    return "名称全国唯一的区域" if _AREA.match(core) and not _NO_NAME.match(core) else None


def _organization(core: str) -> str | None:
    if _HEAD.match(core):
        return _SHOWN_HEAD
    if core.startswith(_abroad()):
        return "名称冠以外国地名"
    if _FIRM.match(core):
        return "企业登记全称"
    return "名称全国唯一的单位" if _UNIVERSITY.match(core) or _PAPER.match(core) else None


def _initiative(core: str) -> str | None:
    if _HEAD.match(core):
        return _SHOWN_HEAD
    if _STRATEGY.match(core):
        return "国家战略的称谓"
    return "同一长称谓的专项" if len(core) >= _LONG and _PLAIN.search(core) else None


def _person(core: str) -> str | None:
    return "多节人名" if _PARTS.match(core) else None


def _honor(core: str) -> str | None:
    return _SHOWN_HEAD if _HEAD.match(core) else None


_SORTS: Final = {
    Kind.PLACE: _place,
    Kind.ORGANIZATION: _organization,
    Kind.PERSON: _person,
    Kind.INITIATIVE: _initiative,
    Kind.HONOR: _honor,
}


def coined_here(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether the case says that the name was made by those it tells of."""
    return any(
        _COINED.search(text, max(0, mention.start - _BEFORE), mention.start) for mention in mentions
    )


@cache
def _listed(kind: Kind) -> frozenset[str]:
    lines = (line for name in _LISTS[kind] for line in read_lines("lexicon", name))
    return frozenset(core_of(line.removeprefix("?")) for line in lines)


@cache
def _programmes() -> frozenset[str]:
    return frozenset(map(core_of, read_lines("lexicon", "national_programmes.txt")))


@cache
def _abroad() -> tuple[str, ...]:
    # Single characters (日, 美) begin too many words.
    return tuple(name for name in read_lines("lexicon", "place_abroad.txt") if len(name) > 1)
