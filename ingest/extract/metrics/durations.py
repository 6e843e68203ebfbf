"""What a time, a repetition or a crowd measures: the deed told beside it."""

import re
from dataclasses import dataclass
from typing import Final

from ingest.extract.metrics.countable import PEOPLE_END, TIME_BEFORE, is_length
from ingest.extract.metrics.measures import clause_start, noun_after, noun_before
from ingest.extract.metrics.numerals import Quantity
from kg.model import Metric
from kg.ontology import Change

_EMPTY_MEASURES: Final = frozenset(
    (
        *("方面", "层面", "环节", "阶段", "步骤", "维度", "关键词", "字", "月", "原则", "人", "次"),
        *("年", "整", "可", "时候", "以上", "左右", "期间", "小时", "同时"),
        *("我", "我们", "他", "她", "你", "大家"),
    )
)
_DEED_SKIP: Final = re.compile(r"(?:之内|以内|内|以上|多|余|时间|就|便|即|的|地)*")
_DEED_SKIP_COMMA: Final = re.compile(r"(?:之内|以内|内|以上|多|余|时间|就|便|即|的|地|，)*")
_STATE: Final = re.compile(
    r"(?:成立|建成|运营|运行|任职|从事|工作|入驻|开办|开业|创办|服务|存在|投用|上线|启动)$"
)
# 暑托班为期三周，…: the thing itself lasts.
_LASTS: Final = re.compile(r"为期\Z")
_SPANS: Final = frozenset({"为期", "历时", "长达"})
# What is measured or judged year after year, and that it stands well.
_RUN: Final = re.compile(r"(?:[均都已]|实现|分别)*连续\Z")
_STATED: Final = re.compile(
    r"(?:考[核评]|评[估价比]|测评|满意[度率]|水质|面积|[产总存销]量|产值|规模|指数|[覆增达合]\w{0,2}率|[总税]?额|收入|增速|投入|质量"
    r"|总值|外资|成绩|排名|水平|成效|数量?)$"
)
_STANDS: Final = re.compile(
    r"(?:稳?[居位]|保持|荣?获|被?评(?![选比])|全[国省市区县]|第[一二三]|优秀|良好|高于|低于|快于|净?增|下降|实现|正增长|入选|上榜|领跑|零|无|A级|“)[^，。；、：！？\n]{0,24}"
)
# A clause with its quotations, and how long a quote of it may be.
_DEED: Final = re.compile(r"(?:“[^”\n]*”|[^，。；！？：\n、“”…])*")
_LONGEST_DEED: Final = 24
# What 并 or 和 joins is another deed.
_GOES_ON: Final = re.compile(r"[并且和及与\d]")


@dataclass(frozen=True, slots=True)
class Reading:
    """How a quantity reads: what it counts, the span that quotes it, and the change it tells."""

    measure: str
    start: int
    end: int
    change: Change | None


@dataclass(frozen=True, slots=True)
class Place:
    """A quantity with the words around it: its clause's start and the links before the number."""

    quantity: Quantity
    left: int
    links: str
    change: Change | None
    stop: int


def checked(measure: str, start: int, end: int, change: Change | None) -> Reading | None:
    """A reading, or None where its measure is empty or tells nothing."""
    lone_quote = measure.count("“") != measure.count("”")
    measure = measure.strip(" ，“”" if lone_quote else " ，")
    if not measure or measure in _EMPTY_MEASURES:
        return None
    return Reading(measure, start, end, change)


def deed(text: str, place: Place) -> Reading | None:
    """A time or a repetition measures what is done: in the next clause, else in the one before."""
    quantity = place.quantity
    start = quantity.start - len(place.links)
    named = _LASTS.search(text, place.left, quantity.start) and text.startswith("的“", quantity.end)
    if named:
        # 为期两周的“暑托班”: it lasts, whatever comes of it.
        noun = noun_after(text, quantity.end, quantity.start)
        return checked(text[slice(*noun)], start, noun[1], None)
    evident = TIME_BEFORE.search(text[max(0, quantity.start - 8) : quantity.start])
    if evident:
        start = min(start, quantity.start - len(evident.group()))
    skip = (_DEED_SKIP_COMMA if evident else _DEED_SKIP).match(text, quantity.end)
    begin = skip.end() if skip else quantity.end
    clause = _DEED.match(text, begin, begin + _LONGEST_DEED)
    end = clause.end() if clause else begin
    goes_on = _GOES_ON.match(text, begin, end)
    told = checked(text[begin:end], start, end, None) if end - begin > 1 and not goes_on else None
    if told is not None:
        return told
    low = max(0, start - _LONGEST_DEED)
    left = clause_start(text, start, low, "，。；！？：\n")
    if left == start and text[left - 1 : left] == "，":
        left = clause_start(text, left - 1, low, "，。；！？：\n")
    return checked(text[left:start].rstrip("，"), left, quantity.end, None)


def length(text: str, place: Place) -> Reading | None:
    """A noun of duration or age right before the number: 平均年龄下降到38岁."""
    if not is_length(text, place.quantity):
        return None
    start = place.quantity.start
    before = noun_before(text, place.left, start, ratio=True)
    if before[0] == before[1]:
        # 平均办理时间从2小时: what the time is of is a verb.
        before = place.left, start - len(place.links)
    return checked(text[before[0] : before[1]], before[0], place.stop, place.change)


def standing(text: str, place: Place, earlier: Metric | None) -> Reading | None:
    """What held a place or went on changing for years: 水质|连续9年|保持Ⅱ类.

    Where the clause has no noun it is what the last figure is of: 覆盖率达65%、连续47年居首位.
    """
    quantity = place.quantity
    run = _RUN.search(text, place.left, quantity.start)
    told = _STANDS.match(text, quantity.end)
    if run is None or told is None:
        return None
    if run.start() == place.left and earlier and place.left - earlier.end == 1:
        return Reading(earlier.measure, place.left, told.end(), None)
    noun = noun_before(text, place.left, run.start(), ratio=True)
    if not _STATED.search(text, *noun):
        return None
    return checked(text[noun[0] : noun[1]], noun[0], told.end(), None)


def lasting(text: str, place: Place) -> Reading | None:
    """What had lasted for a time, told right before it: 驿站运营不到两年，…."""
    quantity = place.quantity
    before = text[place.left : quantity.start]
    evident = TIME_BEFORE.search(before)
    words = before[: evident.start()] if evident else ""
    if (
        words
        and evident
        and evident.group() in _SPANS
        and text[quantity.end : quantity.end + 1] in "，。"
    ):
        noun = noun_before(text, place.left, place.left + len(words))
        return checked(text[noun[0] : noun[1]], noun[0], quantity.end, None)
    if not _STATE.search(words) or text[quantity.end : quantity.end + 1] not in "，。；多、":
        return None
    return checked(words, place.left, quantity.end, None)


def actors(text: str, place: Place) -> Reading | None:
    """People named right before their number: 师生300人次参加…."""
    stop = place.quantity.start
    stop -= len(place.links) if place.links == "一行" else 0
    people = PEOPLE_END.search(text, place.left, stop)
    if people is None:
        return None
    return checked(people.group(), people.start(), place.stop, place.change)
