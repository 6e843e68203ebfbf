"""How a quantity reads: what it counts, in which words, and which change it tells."""

import re
from typing import Final

from ingest.extract.metrics.agreement import agreeing
from ingest.extract.metrics.countable import MONEY_NOUN, PEOPLE_END
from ingest.extract.metrics.durations import (
    Place,
    Reading,
    actors,
    checked,
    deed,
    lasting,
    length,
    standing,
)
from ingest.extract.metrics.measures import (
    clause_start,
    links_before,
    noun_after,
    noun_before,
)
from ingest.extract.metrics.numerals import Quantity
from ingest.extract.metrics.quoting import whole
from ingest.extract.metrics.verbs import starts_with_verb
from kg.model import Metric
from kg.ontology import Change

_RISE: Final = (
    "增长|增加|提升|提高|上升|扩大|下降|减少|降低|压减|压缩|缩短|缩小|精简|发展|上涨|下跌|收窄|"
    "飙升|攀升|推升|压降|回落|下滑|增|减|升|降|扩|缩|涨"
)
_CHANGE_TO: Final = re.compile(
    rf"(?:{_RISE}|翻|整合|合并|归并|优化)(?:到|至|为)(?:20\d\d年[末底]?的)?[近约超]?$"
)
_CHANGE_BY: Final = re.compile(
    rf"(?:{_RISE}|翻|净增|新增|增收|增幅|降幅|涨幅|跌幅)(?:了|率)?(?:达到|超过|达|为|近|约|超)?$"
)
_CHANGE_FROM: Final = re.compile(
    r"(?:由|从)(?:原来的|最初的|过去的|(?:19|20)\d\d年的)?[近约不足]*$"
)
_THEN_TO: Final = re.compile(rf"[^。；\n]{{0,12}}(?:{_RISE}|变|跃|翻|达)*(?:到|至|为)")
# 1.58亿人次增加到…: what follows tells where the number went.
_ON: Final = re.compile(rf"(?:{_RISE}|发展|壮大)(?:到|至|为)")
# Units that count persons without naming them.
_HOUSEHOLDS: Final = "户"
_ACTING: Final = frozenset({"人", "人次"})
# What a time or an age is told in: 从2小时缩短到30分钟.
_TIMES: Final = ("年", "岁", "天", "日", "月", "周", "小时", "分钟", "秒")
_AT_LEAST: Final = re.compile(r"以上|左右|以内|以下")
_OF: Final = re.compile(r"(?:以上|左右|多|余)?的")
# 50%以上为…: what the share is made of follows.
_IS: Final = re.compile(r"(?:以上|以下|左右|多)?(?:为|是|属于?)(?=[一-鿿])")
# 不少于5人的执法队: the words that bound a number belong to it.
_BOUND: Final = re.compile(r"(?:不[少低高多]于|不[超到]过?|不足|至少|最[多少]|低于|高于|超过)\Z")
_GAINS: Final = re.compile(r"(?:取得|获得|实现|荣获|喜获|迎来|获)+\Z")
_SAID: Final = re.compile(r"(?:了|至|到|为|增加|减少|净增|新增)[近约超]?$")
# 收入完成3.7万亿元: what is reached stands before the verb.
_REACHED: Final = re.compile(r"(?:累计|共|已)?(?:完成|实现|达成|开工|投产|投运|建成)了?$")
_SIZES: Final = frozenset({"money", "size", ""})
# 农户485户、1968人: the persons of those households.
_PERSONS_TOO: Final = re.compile(r"[、，](?:共计?)?")
# 分别增长4%、5%: what the first number tells holds of the next.
_LISTED: Final = ("、", "和", "，", "左右、", "左右和", "以上、", "以上和")
# Words that give several names one number each, or all the same one.
_JOINT: Final = re.compile(r"分别|均|都|双双|同步")
# A list that a noun of class closes: 钢铁、石化等产业产能.
_CLASS: Final = re.compile(r"等[一-鿿]{2,10}$")
# Verbs of paying and earning that a sum measures where no noun does.
_PAID: Final = re.compile(
    r"(?:出资|捐资|捐赠|资助|筹资|集资|投资|融资|注资|垫资|捐款|募捐|募集|筹集|筹措|争取|获利|盈利|花费|节约|节省|减免|让利|"
    r"挽回|罚款|赔偿|补助|支付|纳税|贷款|授信|售出|销售)$"
)
# 共承诺10条，已完成8条: the second number counts the same things.
_DONE: Final = re.compile(r"(?:完成|办结|解决|化解|整改|兑现|落实|销号|建成|投用|投产|开工|竣工)$")
# 新增县2个、达到29个: the second number says where the first one led to.
_REACHES: Final = re.compile(r"[、，](?:总数|累计|总量|共)?(?:达到?|增至|升至|超过|突破)[近约]?$")
_SHORT_VERB: Final = 8
_SUM: Final = re.compile(r"共计|合计|总计|累计(?=\d)|共(?=\d)")
# Characters of a remark between a noun and its number.
_LONGEST_BRACKET: Final = 12


def read(text: str, quantity: Quantity, floor: int, earlier: Metric | None) -> Reading | None:
    """What the quantity counts, or None where nothing tells."""
    left = clause_start(text, quantity.start, floor)
    words = text[left : quantity.start]
    links = links_before(words)
    before = words[: len(words) - len(links)]
    if _JOINT.search(links) or before.endswith("等") or _CLASS.search(before):
        # 甲、乙分别增长4%、5%: both names belong to the measure.
        left = clause_start(text, quantity.start, floor, "，。；：\n")
    left = _beyond(text, left, quantity.start - len(links), floor, before=before)
    tail = _AT_LEAST.match(text, quantity.end)
    stop = tail.end() if tail else quantity.end
    place = Place(quantity, left, links, _change(words, text, quantity.end), stop)
    if quantity.kind in {"time", "age"}:
        led = _led_to(place, earlier) or standing(text, place, earlier)
        return led or length(text, place) or lasting(text, place) or deed(text, place)
    if quantity.unit in _ACTING and _acts(text, quantity.end):
        return actors(text, place) or deed(text, place)
    found = _counted(text, place) or _share_of(text, place) or _unnamed(text, place, earlier)
    return found and whole(text, place, found, earlier)


def _led_to(place: Place, earlier: Metric | None) -> Reading | None:
    """Where a time or an age went from the one before: 从2020年的82.4岁|提升至83.9岁."""
    if earlier is None or earlier.change is not Change.FROM or place.left != earlier.end:
        return None
    if place.change is not Change.TO or not (earlier.unit or "").endswith(_TIMES):
        return None
    return Reading(earlier.measure, place.left, place.stop, place.change)


def _share_of(text: str, place: Place) -> Reading | None:
    """What a share is made of, where the clause begins with it: 50%以上为技术工人."""
    quantity = place.quantity
    told = _IS.match(text, quantity.end)
    words = text[place.left : quantity.start - len(place.links)]
    first = words in {"", "其中", "其"}
    if quantity.kind != "ratio" or not first or told is None:
        return None
    after = noun_after(text, told.end(), quantity.start)
    return checked(text[after[0] : after[1]], quantity.start, after[1], place.change)


def _beyond(text: str, left: int, end: int, floor: int, *, before: str) -> int:
    """Where the words before a number begin: over a bracket, or a comma that a sum follows.

    平台（基地）10家; 送上慰问品，共计4600份.
    """
    if before or left != end or left <= floor:
        return left
    if text[left - 1] == "）":
        opening = text.rfind("（", max(floor, left - _LONGEST_BRACKET), left)
        remark = opening > floor and not re.search(r"\d", text[opening:left])
        return clause_start(text, opening, floor) if remark else left
    summed = text[left - 1] == "，" and _SUM.match(text, left)
    return clause_start(text, left - 1, floor) if summed else left


def _acts(text: str, at: int) -> bool:
    """Whether those counted are told by what they do: 2000多人从事…."""
    if text.startswith("的", at) or _ON.match(text, at):
        return False
    return starts_with_verb(text, at)


def _counted(text: str, place: Place) -> Reading | None:
    """The noun before or after the number, whichever it counts."""
    quantity = place.quantity
    words = text[place.left : quantity.start]
    before = noun_before(text, place.left, quantity.start, ratio=quantity.kind == "ratio")
    after = noun_after(text, quantity.end, quantity.start)
    after = agreeing(text, quantity.end, quantity.unit, after)
    if _looks_back(text, place, before, after):
        return checked(text[before[0] : before[1]], before[0], place.stop, place.change)
    if after[1] > after[0]:
        # 巩固提升80万亩基地: a bare verb before things that are counted tells no change.
        bare = place.change is Change.BY and quantity.kind != "ratio" and not _SAID.search(words)
        change = None if bare else place.change
        bound = _BOUND.search(words)
        start = place.left + bound.start() if bound else quantity.start
        return checked(text[after[0] : after[1]], start, after[1], change)
    done = _REACHED.search(text, place.left, quantity.start - len(place.links))
    if done and quantity.kind in _SIZES:
        before = noun_before(text, place.left, done.start())
        return checked(text[before[0] : before[1]], before[0], place.stop, place.change)
    return None


def _looks_back(text: str, place: Place, before: tuple[int, int], after: tuple[int, int]) -> bool:
    """Whether the thing counted stands before the number."""
    if before[1] <= before[0] or after[1] <= after[0]:
        return before[1] > before[0]
    quantity, links = place.quantity, place.links
    people = quantity.unit in _ACTING and links in {"", "一行"}
    if people and PEOPLE_END.search(text[before[0] : before[1]]):
        return True
    of = _OF.match(text, quantity.end)
    if quantity.kind == "ratio":
        return bool(links) or not of
    if quantity.kind == "money" or not quantity.unit:
        linked = bool(links) and links[-1] in "达到超过近约为至" and not of
        return linked or MONEY_NOUN.search(text[before[0] : before[1]]) is not None
    return False


def _unnamed(text: str, place: Place, earlier: Metric | None) -> Reading | None:
    """A number without a noun of its own: it goes on with the last one, or counts a deed."""
    quantity = place.quantity
    start = quantity.start - len(place.links)
    paid = _PAID.search(text, max(0, start - 4), start)
    if paid and quantity.kind == "money":
        return checked(paid.group(), paid.start(), place.stop, place.change)
    more = _going_on(text, place, earlier) if earlier else None
    if more is not None or quantity.kind == "event":
        return more or deed(text, place)
    if quantity.kind == "streak":
        return checked(_GAINS.sub("", text[place.left : start]), place.left, place.stop, None)
    if quantity.unit == "户" and text[quantity.end : quantity.end + 1].isdigit():
        return Reading(_HOUSEHOLDS, start, place.stop, place.change)
    if quantity.kind == "person":
        verb = text[place.left : start].strip()[-_SHORT_VERB:]
        return checked(verb, start - len(verb), place.stop, place.change)
    return None


def _going_on(text: str, place: Place, earlier: Metric) -> Reading | None:
    """A number that counts what the last one of the sentence did; None where it does not."""
    quantity = place.quantity
    start = quantity.start - len(place.links)
    between = text[earlier.end : quantity.start]
    if earlier.end == quantity.start and earlier.measure != _HOUSEHOLDS:
        # 对象16万户70万人: the second number counts the same in another unit.
        return Reading(earlier.measure, quantity.start, place.stop, None)
    if _PERSONS_TOO.fullmatch(between) and earlier.unit == "户" and quantity.unit == "人":
        return Reading(earlier.measure, quantity.start, place.stop, None)
    done = _DONE.search(text, max(place.left, start - 4), start)
    done = done if earlier.unit and quantity.kind in {"count", "size"} else None
    same = quantity.unit is not None and quantity.unit == earlier.unit
    reaches = same and _REACHES.fullmatch(between) is not None
    listed = (same or "分别" in earlier.text) and between in _LISTED
    # 图斑52块，201.12亩。: their size, in a clause of its own.
    bare = between in _LISTED and text[quantity.end : quantity.end + 1] in "，。；"
    sized = bare and quantity.kind == "size"
    goes_on = place.change or done or reaches or listed or sized
    goes_on = goes_on or quantity.kind in {"ratio", "money"}
    if not goes_on or text.count("，", earlier.end, place.left) > 1:
        return None
    start = done.start() if done else start
    change = place.change or (earlier.change if listed else None)
    return Reading(earlier.measure, start, place.stop, change)


def _change(before: str, text: str, end: int) -> Change | None:
    """Whether the number is where a change starts (from), ends (to) or how large it is (by)."""
    if _CHANGE_TO.search(before):
        return Change.TO
    if _CHANGE_FROM.search(before) and _THEN_TO.match(text, end, end + 20):
        return Change.FROM
    return Change.BY if _CHANGE_BY.search(before) else None
