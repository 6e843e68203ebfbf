"""Metrics: numbers that tell size, effort or result, with what they count and for whom."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.draft import Draft
from ingest.extract.countable import MONEY_NOUN, PEOPLE_END, TIME_BEFORE, is_length, is_threshold, may_count
from ingest.extract.measures import (
    clause_start,
    links_before,
    noun_after,
    noun_before,
    starts_with_verb,
)
from ingest.extract.metric_status import Statuses
from ingest.extract.numerals import Quantity, quantities
from ingest.extract.subjects import Subjects
from kg.model import Mention, Metric
from kg.ontology import Change, Kind
from kg.text import sentences

# A comma that groups digits (13,000) is no mark.
_COMMA: Final = re.compile(r",(?!\d{3}(?!\d))")
_MARKS: Final = str.maketrans(";:!?()", "；：！？（）")
# Quotations longer than this are speech, whose numbers count (“我们把全社区分成14个网格…”).
_QUOTED_NAME: Final = re.compile(r"[“《「][^”》」“《「，。；！？：\n]{1,24}[”》」]")
# Below it a size in quotation marks names a thing (“5公里健康跑”), above it it tells an output.
_LARGE: Final = 100
# How many spans back from a place may still cover it: names nest two or three deep.
_NESTED: Final = 8

_RISE: Final = (
    "增长|增加|提升|提高|上升|扩大|下降|减少|降低|压减|压缩|缩短|缩小|精简|发展|上涨|下跌|收窄|"
    "飙升|攀升|推升|压降|回落|下滑|增|减|升|降|扩|缩|涨"
)
_CHANGE_TO: Final = re.compile(rf"(?:{_RISE}|翻)(?:到|至|为)[近约超]?$")
_CHANGE_BY: Final = re.compile(
    rf"(?:{_RISE}|翻|净增|新增|增收|增幅|降幅|涨幅|跌幅)(?:了|率)?(?:达到|超过|达|为|近|约|超)?$"
)
_CHANGE_FROM: Final = re.compile(
    r"(?:由|从)(?:原来的|最初的|过去的|(?:19|20)\d\d年的)?[近约不足]*$"
)
_THEN_TO: Final = re.compile(rf"[^。；\n]{{0,12}}(?:{_RISE}|变|跃|翻|达)*(?:到|至|为)")

# Units that count persons without naming them.
_ACTING: Final = frozenset({"人", "人次"})
_EMPTY_MEASURES: Final = frozenset(
    (
        *("方面", "层面", "环节", "阶段", "步骤", "维度", "关键词", "字", "月", "原则", "人", "次"),
        *("年", "时候", "以上", "左右", "期间", "小时", "同时"),
    )
)
_AT_LEAST: Final = re.compile(r"以上|左右|以内|以下")
_OF: Final = re.compile(r"(?:以上|左右|多|余)?的")
_GAINS: Final = re.compile(r"(?:取得|获得|实现|荣获|喜获|迎来|获)+\Z")
_DEED_SKIP: Final = re.compile(r"(?:之内|以内|内|以上|多|余|时间|就|便|即|的|地)*")
_DEED_SKIP_COMMA: Final = re.compile(r"(?:之内|以内|内|以上|多|余|时间|就|便|即|的|地|，)*")
_SAID: Final = re.compile(r"(?:了|至|到|为|增加|减少|净增|新增)[近约超]?$")
# 收入完成3.7万亿元: what is reached stands before the verb.
_REACHED: Final = re.compile(r"(?:累计|共|已)?(?:完成|实现|达成)了?$")
_SIZES: Final = frozenset({"money", "size", ""})
# Words that give several names one number each, or all the same one.
_JOINT: Final = re.compile(r"分别|均|都|双双|同步")
# A list that a noun of class closes: 钢铁、石化等产业产能.
_CLASS: Final = re.compile(r"等[一-鿿]{2,10}$")
# Verbs of paying and earning that a sum measures where no noun does.
_PAID: Final = re.compile(
    r"(?:出资|捐资|筹资|集资|投资|融资|注资|垫资|捐款|募捐|募集|筹集|筹措|争取|获利|盈利|花费|节约|节省|减免|让利|"
    r"挽回|罚款|赔偿|补助|支付|纳税|贷款|授信|售出|销售)$"
)
# 共承诺10条，已完成8条: the second number counts the same things.
_DONE: Final = re.compile(r"(?:完成|办结|解决|化解|整改|兑现|落实|销号|建成|投用|开工)$")
_STATE: Final = re.compile(r"(?:成立|建成|运营|运行|任职|从事|工作|入驻|开办|开业|创办|服务|存在|投用|上线|启动)$")
# A clause with its quotations, and how long a quote of it may be.
_DEED: Final = re.compile(r"(?:“[^”\n]*”|[^，。；！？：\n、“”…])*")
_LONGEST_DEED: Final = 24
_SHORT_VERB: Final = 8


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a quantity reads: what it counts, the span that quotes it, and the change it tells."""

    measure: str
    start: int
    end: int
    change: Change | None


@dataclass(frozen=True, slots=True)
class _Place:
    """A quantity with the words around it: its clause's start and the links before the number."""

    quantity: Quantity
    left: int
    links: str
    change: Change | None
    stop: int


def find(draft: Draft, found: Sequence[Mention]) -> list[Metric]:
    """Metrics of a draft, sorted by start; ``case`` is empty and offsets count from the draft."""
    text = _even(draft.text)
    barred = _barred(text, found)
    subjects = Subjects(draft, found)
    statuses = Statuses(text, draft.date)
    bounds = [start for start, _ in sentences(text)]
    metrics: list[Metric] = []
    floor = 0
    for quantity in quantities(text):
        sentence = _latest(bounds, quantity.start)
        if _is_named(barred, quantity) or not may_count(text, quantity):
            floor = floor if quantity.kind == "time" else quantity.end
            continue
        if is_threshold(text, quantity):
            continue
        earlier = metrics[-1] if metrics and metrics[-1].start >= sentence else None
        reading = _read(text, quantity, max(floor, sentence), earlier)
        floor = quantity.end
        if reading is not None:
            metrics.append(
                Metric(
                    case="",
                    subject=subjects.of(quantity.start, sentence),
                    measure=reading.measure.replace("〔工〕", "（工）"),
                    value=quantity.value,
                    value_high=quantity.high,
                    unit=quantity.unit,
                    text=draft.text[reading.start : reading.end],
                    start=reading.start,
                    end=reading.end,
                    change=reading.change,
                    status=statuses.of(quantity, sentence),
                )
            )
    return sorted(metrics, key=lambda metric: (metric.start, metric.end))


def _even(text: str) -> str:
    """Text of the same length with full-width marks; 党（工）委 loses its brackets' meaning."""
    return _COMMA.sub("，", text).translate(_MARKS).replace("（工）", "〔工〕")


def _latest(bounds: Sequence[int], at: int) -> int:
    where = bisect_right(bounds, at)
    return bounds[where - 1] if where else 0


def _barred(text: str, found: Sequence[Mention]) -> list[tuple[int, int]]:
    """Spans whose numbers belong to a name, sorted."""
    spans = [match.span() for match in _QUOTED_NAME.finditer(text)]
    spans += [(m.start, m.end) for m in found if m.kind is not Kind.PERSON]
    return sorted(spans)


def _is_named(barred: Sequence[tuple[int, int]], quantity: Quantity) -> bool:
    """Whether the number belongs to a name; large sizes and sums in quotation marks do not."""
    large = (quantity.value or 0) >= _LARGE and quantity.digits[0].isascii()
    if large and quantity.kind in {"size", "money"}:
        return False
    at = bisect_right(barred, (quantity.start + 1, 0))
    near = barred[max(0, at - _NESTED) : at]
    return any(start <= quantity.start and quantity.end <= end for start, end in near)


def _read(text: str, quantity: Quantity, floor: int, earlier: Metric | None) -> _Reading | None:
    """What the quantity counts, or None where nothing tells."""
    left = clause_start(text, quantity.start, floor)
    words = text[left : quantity.start]
    links = links_before(words)
    before = words[: len(words) - len(links)]
    if _JOINT.search(links) or before.endswith("等") or _CLASS.search(before):
        # 甲、乙分别增长4%、5%: both names belong to the measure.
        left = clause_start(text, quantity.start, floor, "，。；：\n")
    tail = _AT_LEAST.match(text, quantity.end)
    stop = tail.end() if tail else quantity.end
    place = _Place(quantity, left, links, _change(words, text, quantity.end), stop)
    if quantity.kind in {"time", "age"}:
        return _length(text, place) or _lasting(text, place) or _deed(text, place)
    if quantity.unit in _ACTING and _acts(text, quantity.end):
        return _actors(text, place) or _deed(text, place)
    return _counted(text, place) or _unnamed(text, place, earlier)


def _acts(text: str, at: int) -> bool:
    """Whether those counted are told by what they do: 2000多人从事…."""
    return starts_with_verb(text, at) and not text.startswith("的", at)


def _counted(text: str, place: _Place) -> _Reading | None:
    """The noun before or after the number, whichever it counts."""
    quantity = place.quantity
    words = text[place.left : quantity.start]
    before = noun_before(text, place.left, quantity.start, ratio=quantity.kind == "ratio")
    after = noun_after(text, quantity.end, quantity.start)
    if _looks_back(text, place, before, after):
        return _checked(text[before[0] : before[1]], before[0], place.stop, place.change)
    if after[1] > after[0]:
        # 巩固提升80万亩基地: a bare verb before things that are counted tells no change.
        bare = place.change is Change.BY and quantity.kind != "ratio" and not _SAID.search(words)
        change = None if bare else place.change
        return _checked(text[after[0] : after[1]], quantity.start, after[1], change)
    done = _REACHED.search(text, place.left, quantity.start - len(place.links))
    if done and quantity.kind in _SIZES:
        before = noun_before(text, place.left, done.start())
        return _checked(text[before[0] : before[1]], before[0], place.stop, place.change)
    return None


def _looks_back(text: str, place: _Place, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the thing counted stands before the number."""
    if before[1] <= before[0] or after[1] <= after[0]:
        return before[1] > before[0]
    quantity, links = place.quantity, place.links
    of = _OF.match(text, quantity.end)
    if quantity.kind == "ratio":
        return bool(links) or not of
    if quantity.kind == "money" or not quantity.unit:
        linked = bool(links) and links[-1] in "达到超过近约为至" and not of
        return linked or MONEY_NOUN.search(text[before[0] : before[1]]) is not None
    return False


def _unnamed(text: str, place: _Place, earlier: Metric | None) -> _Reading | None:
    """A number without a noun of its own: it goes on with the last one, or counts a deed."""
    quantity, links = place.quantity, place.links
    start = quantity.start - len(links)
    paid = _PAID.search(text, max(0, start - 4), start)
    if paid and quantity.kind == "money":
        return _checked(paid.group(), paid.start(), place.stop, place.change)
    done = _DONE.search(text, max(place.left, start - 4), start)
    same = done and earlier and earlier.unit and quantity.kind == "count"
    goes_on = place.change or same or quantity.kind in {"ratio", "money"}
    if earlier and goes_on and text.count("，", earlier.end, place.left) <= 1:
        start = done.start() if done and same else start
        return _Reading(earlier.measure, start, place.stop, place.change)
    if quantity.kind == "event":
        return _deed(text, place)
    if quantity.kind == "streak":
        deed = _GAINS.sub("", text[place.left : start])
        return _checked(deed, place.left, place.stop, None)
    if quantity.unit == "户" and text[quantity.end : quantity.end + 1].isdigit():
        return _Reading("户", start, place.stop, place.change)
    if quantity.kind == "person":
        verb = text[place.left : start].strip()[-_SHORT_VERB:]
        return _checked(verb, start - len(verb), place.stop, place.change)
    return None


def _checked(measure: str, start: int, end: int, change: Change | None) -> _Reading | None:
    lone_quote = measure.count("“") != measure.count("”")
    measure = measure.strip(" “”" if lone_quote else " ")
    if not measure or measure in _EMPTY_MEASURES:
        return None
    return _Reading(measure, start, end, change)


def _deed(text: str, place: _Place) -> _Reading | None:
    """A time or a repetition measures what is done: in the next clause, else in the one before."""
    quantity = place.quantity
    start = quantity.start - len(place.links)
    evident = TIME_BEFORE.search(text[max(0, quantity.start - 8) : quantity.start])
    if evident:
        start = min(start, quantity.start - len(evident.group()))
    skip = (_DEED_SKIP_COMMA if evident else _DEED_SKIP).match(text, quantity.end)
    begin = skip.end() if skip else quantity.end
    clause = _DEED.match(text, begin, begin + _LONGEST_DEED)
    end = clause.end() if clause else begin
    if end - begin > 1:
        return _checked(text[begin:end], start, end, None)
    low = max(0, start - _LONGEST_DEED)
    left = clause_start(text, start, low, "，。；！？：\n")
    if left == start and text[left - 1 : left] == "，":
        left = clause_start(text, left - 1, low, "，。；！？：\n")
    return _checked(text[left:start].rstrip("，"), left, quantity.end, None)


def _length(text: str, place: _Place) -> _Reading | None:
    """A noun of duration or age right before the number: 平均年龄下降到38岁."""
    if not is_length(text, place.quantity):
        return None
    before = noun_before(text, place.left, place.quantity.start, ratio=True)
    return _checked(text[before[0] : before[1]], before[0], place.stop, place.change)


def _lasting(text: str, place: _Place) -> _Reading | None:
    """What had lasted for a time, told right before it: 驿站运营不到两年，…."""
    quantity = place.quantity
    before = text[place.left : quantity.start]
    evident = TIME_BEFORE.search(before)
    words = before[: evident.start()] if evident else ""
    if not _STATE.search(words) or text[quantity.end : quantity.end + 1] not in "，。；多、":
        return None
    return _checked(words, place.left, quantity.end, None)


def _actors(text: str, place: _Place) -> _Reading | None:
    """People named right before their number: 师生300人次参加…."""
    people = PEOPLE_END.search(text, place.left, place.quantity.start)
    if people is None:
        return None
    return _checked(people.group(), people.start(), place.stop, place.change)


def _change(before: str, text: str, end: int) -> Change | None:
    """Whether the number is where a change starts (from), ends (to) or how large it is (by)."""
    if _CHANGE_TO.search(before):
        return Change.TO
    if _CHANGE_FROM.search(before) and _THEN_TO.match(text, end, end + 20):
        return Change.FROM
    return Change.BY if _CHANGE_BY.search(before) else None
