"""Metrics: numbers that tell size, effort or result, with what they count and for whom."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.draft import Draft
from ingest.extract.measures import (
    clause_start,
    links_before,
    noun_after,
    noun_before,
    starts_with_verb,
)
from ingest.extract.numerals import Quantity, quantities
from ingest.extract.subjects import Subjects
from kg.model import Mention, Metric
from kg.ontology import Change, Kind, Status
from kg.text import sentences

# Quoted names longer than this are speech, whose numbers count (“我们把全社区分成14个网格…”).
_QUOTED_NAME: Final = re.compile(r"[“《「][^”》」“《「，。；！？：\n]{1,24}[”》」]")
_RISE: Final = (
    "增长|增加|提升|提高|上升|扩大|下降|减少|降低|压减|压缩|缩短|缩小|精简|发展|上涨|下跌|收窄|"
    "飙升|攀升|推升|压降|回落|下滑|"
    "增|减|升|降|扩|缩|涨"
)
_CHANGE_TO: Final = re.compile(rf"(?:{_RISE}|翻)(?:到|至|为)[近约超]?$")
_CHANGE_BY: Final = re.compile(
    rf"(?:{_RISE}|翻|净增|新增|增收|增幅|降幅|涨幅|跌幅)(?:了|率)?(?:达到|超过|达|为|近|约|超)?$"
)
_CHANGE_FROM: Final = re.compile(
    r"(?:由|从)(?:原来的|最初的|过去的|(?:19|20)\d\d年的)?[近约不足]*$"
)
_THEN_TO: Final = re.compile(rf"[^。；\n]{{0,12}}(?:{_RISE}|变|跃|翻|达)*(?:到|至|为)")

_TIME_BEFORE: Final = re.compile(
    r"(?:连续|为期|历时|耗时|仅用|只用|只需|仅需|用时|不到|集中|缩短|压缩|提前|长达|延长|短短|不超过)"
    r"(?:了|至|到|为|近|约|仅|超)*$"
)
_TIME_WITHIN: Final = re.compile(r"^(?:之内|以内|内)(?!涝)")
_TIME_OPEN: Final = re.compile(
    r"^(?:热线|值班|值守|在线|不打烊|营业|服务|开放|轮|待命|不间断|全天|专线|自助)"
)
_YEARS_SINCE: Final = re.compile(r"^(?:以来|来|前|后|间|之|里|的时间|制|行动|规划|计划|任务)")
_ALLOTS: Final = re.compile(
    r"(?:配备|选派|配齐|明确|派驻|选配|聘请|聘用|配置|设立|设|下设|派|至少|不少于|不低于|每\w{1,6})[了有]?$"
)
# 二十届四次全会, 第三次代表大会: which meeting it is, no number of meetings.
# 每10户, 每投资1000元: a rate's base, not a quantity.
_PER: Final = re.compile(r"每(?:投资|投入|满|增加|消费|生产)?\Z")
_MEETING: Final = re.compile(r"全会|全体|会议|党代会|代表大会|(?:中央)?[一二三四五六七八九十]+次")
_REPEATS: Final = re.compile(
    r"(?:先后|累计|曾|共|达|开展|召开|举办|组织|至少|每[年月周季]\w{0,4}|连续)[了]?$"
)
# Nouns that a slogan or a plan counts; a single Chinese numeral before them tells no size.
_PLAN_NOUNS: Final = re.compile(
    r"(?:行动|工程|机制|举措|制度|原则|任务|关系|体系|环节|问题|方面|意识|自信|维护|确立|清单|步骤|"
    r"层面|维度|阶段|字|转变|支撑|平台|坚持|统筹|要素|抓手|重点|结合|力量|方向|格局|目标|体会|建议)$"
)
_EMPTY_MEASURES: Final = frozenset(
    "方面 层面 环节 阶段 步骤 维度 关键词 字 月 原则 人 次 年 时候 以上 左右 期间 小时 同时".split()
)
_MONEY_NOUN: Final = re.compile(
    r"(?:投资|投入|产值|收入|资金|营收|利润|税收|贷款|总额|余额|金额|交易额|销售额|成本|经费|补贴|分红|"
    r"增收|收益|规模|价值|预算|支出|额|元|费)$"
)
_PEOPLE: Final = re.compile(
    r"(?:群众|居民|人口|农户|学生|党员|职工|村民|员工|学员|企业|游客|干部|老人)"
)
_SELF_COUNTED: Final = re.compile(
    r"(?:个)?(?:部门|单位|省份|城市|[省市区县](?=[，。、；（(派的]|$))"
)
# A mask before these is a hidden name far more often than a hidden number.
_UNMASKED_UNITS: Final = frozenset(
    "站 队 班 组 课 门 行 节 口 页 字 车 方 成 米 所 部 届 期 列 升".split()
)
_THRESHOLD: Final = re.compile(r"(?:以上|以下|以内)的[^，。；、！？：\n\d]{1,10}[\d*×]")
_AT_LEAST: Final = re.compile(r"^(?:以上|左右|以内|以下)")

_DEED_SKIP: Final = re.compile(r"(?:之内|以内|内|以上|多|余|时间|就|便|即|的|地)*")
_DEED_SKIP_SHORT: Final = re.compile(r"(?:之内|以内|内|以上|多|余|时间|就|便|即|的|地|，)*")
_DEED: Final = re.compile(r"(?:“[^”\n]*”|[^，。；！？：\n、“”])*")

_PLAN: Final = re.compile(
    r"力争|争取|计划(?=[\d在用投新建于到今明年利通完])|拟(?:建|于|用)|将(?:达|建|在|新|实|完|投|打|为|超|培|形)|预期|预计|目标(?:是|为|：|:)|"
    r"到20\d\d年|到“[一二三四五]+五”末|今年要|要(?:实现|达到|完成|建成|确保)|确保(?!了)|年底前|下一步|今后|未来[\d一二三四五]"
)
_PAST: Final = re.compile(r"已(?:经)?|完成了|实现了|去年|上年|截至|目前|累计|先后|以来")
_PLAN_HEADING: Final = re.compile(
    r"(?:20\d\d年|今年|明年|下一步|下步|今后|下一?阶段|十[五六七]五).*(?:工作|任务|目标|安排|打算|计划|部署|重点)"
    r"|^(?:工作|主要|重点|今后|下步)*(?:打算|目标任务|安排|努力方向|工作计划)$"
)
_REVIEW_HEADING: Final = re.compile(r"回顾|总结|成效|做法|经验|情况|成就|完成")
_HEADING: Final = re.compile(
    r"^[ \t　]*(?P<number>[一二三四五六七八九十]+、)?(?P<words>[^\n。；，：]{2,40})$", re.MULTILINE
)
_PROBLEM: Final = re.compile(
    r"未(?:达到|完成|突破|能)|没有达到|不达标|仍有|尚有|缺口|存在|违规|缺编"
)


@dataclass(frozen=True, slots=True)
class _Reading:
    """How a quantity reads: span of the measure (None: inherited), of the quote, and the links."""

    measure: str
    start: int
    end: int
    change: Change | None


def find(draft: Draft, found: Sequence[Mention]) -> list[Metric]:
    """Metrics of a draft, sorted by start; ``case`` is empty and offsets count from the draft."""
    text = draft.text
    barred = _barred(text, found)
    subjects = Subjects(draft, found)
    plans = _plan_spans(text)
    bounds = [start for start, _ in sentences(text)]
    metrics: list[Metric] = []
    floor, last = 0, None
    for quantity in quantities(text):
        sentence = _latest(bounds, quantity.start)
        if _is_named(barred, quantity) or not _may_count(text, quantity):
            floor = floor if quantity.kind == "time" else quantity.end
            continue
        if _is_threshold(text, quantity):
            continue
        earlier = last if last and last.start >= sentence else None
        reading = _read(text, quantity, max(floor, sentence), earlier)
        floor = quantity.end
        if reading is None:
            continue
        last = Metric(
            case="",
            subject=subjects.of(quantity.start, sentence),
            measure=reading.measure,
            value=quantity.value,
            value_high=quantity.high,
            unit=quantity.unit,
            text=text[reading.start : reading.end],
            start=reading.start,
            end=reading.end,
            change=reading.change,
            status=_status(text, sentence, quantity, plans),
        )
        metrics.append(last)
    return sorted(metrics, key=lambda metric: (metric.start, metric.end))


def _latest(bounds: Sequence[int], at: int) -> int:
    where = bisect_right(bounds, at)
    return bounds[where - 1] if where else 0


def _barred(text: str, found: Sequence[Mention]) -> list[tuple[int, int]]:
    """Spans whose numbers belong to a name, sorted and disjoint enough to search."""
    spans = [match.span() for match in _QUOTED_NAME.finditer(text)]
    spans += [(m.start, m.end) for m in found if m.kind is not Kind.PERSON]
    return sorted(spans)


def _inside(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a span covers the place; spans are short, so only near ones are looked at."""
    at = bisect_right(spans, (start, len(spans) + (1 << 60)))
    return any(a <= start and end <= b for a, b in spans[max(0, at - 8) : at])


def _is_named(barred: Sequence[tuple[int, int]], quantity: Quantity) -> bool:
    """Whether the number belongs to a name; large sizes and sums in quotation marks do not."""
    # 100: below it a size names things (“5公里健康跑”), above it it tells an output.
    large = quantity.kind in {"size", "money"} and (quantity.value or 0) >= 100
    return not large and _inside(barred, quantity.start, quantity.end)


def _is_threshold(text: str, quantity: Quantity) -> bool:
    """Whether the number only says which things the next number counts: 10万元以上的村达20个."""
    return _THRESHOLD.match(text, quantity.end) is not None


def _may_count(text: str, quantity: Quantity) -> bool:
    """Whether the number is a quantity at all: no date, rank, slogan or mask of a name."""
    if quantity.kind in {"rank", "age"}:
        return False
    if _PER.search(text, max(0, quantity.start - 4), quantity.start):
        return False
    if quantity.kind == "time":
        return _is_duration(text, quantity)
    if _MEETING.match(text, quantity.end) and not quantity.digits[0].isdigit():
        return False
    if not quantity.unit:
        return _counts_without_unit(text, quantity)
    if quantity.masked:
        return quantity.unit not in _UNMASKED_UNITS
    if quantity.small_han:
        return _small_counts(text, quantity)
    return quantity.unit != "位" or not _is_rank(text, quantity)


def _is_rank(text: str, quantity: Quantity) -> bool:
    """Whether 位 tells a place in a ranking (前10位, 进2位) instead of persons."""
    start, end = noun_after(text, quantity.end)
    return end <= start or text[quantity.start - 1 : quantity.start] in {"前", "进", "居"}


def _is_duration(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.start - 8) : quantity.start]
    after = text[quantity.end : quantity.end + 6]
    evident = bool(_TIME_BEFORE.search(before))
    if quantity.unit in {"年", "月", "日", "星期"}:
        return evident and not _YEARS_SINCE.match(after) and (quantity.value or 0) < 200
    if _YEARS_SINCE.match(after) or _TIME_OPEN.match(after):
        return False
    if evident or _TIME_WITHIN.match(after):
        return True
    if quantity.unit in {"小时", "个小时", "分钟", "刻钟", "秒"}:
        return starts_with_verb(text, quantity.end) or text.startswith("车程", quantity.end)
    return False


def _counts_without_unit(text: str, quantity: Quantity) -> bool:
    after = text[quantity.end : quantity.end + 6]
    if quantity.masked and text[quantity.end - 1] not in "万亿余多":
        return bool(_SELF_COUNTED.match(after))
    before = text[max(0, quantity.start - 12) : quantity.start]
    money = _MONEY_NOUN.search(before[: len(before) - len(links_before(before))])
    return bool(money or _PEOPLE.match(after))


def _small_counts(text: str, quantity: Quantity) -> bool:
    """Whether 一 to 十 before a unit tells a size; slogans and plans count that way too."""
    before = text[max(0, quantity.start - 10) : quantity.start]
    one = quantity.digits == "一"
    if quantity.kind in {"ratio", "money"}:
        return not one or bool(links_before(before))
    if one:
        return quantity.kind == "person" and bool(_ALLOTS.search(before) or before.endswith("、"))
    if quantity.kind == "size":
        return quantity.unit not in {"方", "米", "克", "斤"}
    if quantity.kind == "event":
        return bool(_REPEATS.search(before))
    if quantity.unit in {"名", "户"}:
        return True
    if quantity.digits == "十":
        start, end = noun_after(text, quantity.end)
        return end > start and not _PLAN_NOUNS.search(text[start:end])
    return bool(_ALLOTS.search(before)) and quantity.kind == "person"


def _read(text: str, quantity: Quantity, floor: int, earlier: Metric | None) -> _Reading | None:
    """What the quantity counts, or None where nothing tells."""
    left = clause_start(text, quantity.start, floor)
    links = links_before(text[left : quantity.start])
    change = _change(text[left : quantity.start], text, quantity.end)
    if quantity.kind == "time":
        return _deed(text, quantity, links)
    if "分别" in links:
        left = clause_start(text, quantity.start, floor, "，。；：\n")
    before = noun_before(text, left, quantity.start, ratio=quantity.kind == "ratio")
    after = noun_after(text, quantity.end)
    tail = _AT_LEAST.match(text[quantity.end : quantity.end + 2])
    stop = quantity.end + (tail.end() if tail else 0)
    if _looks_back(text, quantity, before, after, links):
        measure = text[before[0] : before[1]]
        return _checked(measure, before[0], stop, change)
    if after[1] > after[0]:
        return _checked(text[after[0] : after[1]], quantity.start, after[1], change)
    if (
        earlier
        and (change or quantity.kind in {"ratio", "money"})
        and not _breaks(text, earlier, left)
    ):
        return _Reading(earlier.measure, quantity.start - len(links), stop, change)
    if quantity.kind == "event":
        return _deed(text, quantity, links)
    if quantity.kind == "person" and before[1] == before[0] and left < quantity.start:
        verb = text[left : quantity.start - len(links)].strip()
        return _checked(verb[-8:], quantity.start - len(links) - len(verb[-8:]), stop, change)
    return None


def _breaks(text: str, earlier: Metric, left: int) -> bool:
    """Whether other clauses stand between an earlier metric and this one."""
    return text.count("，", earlier.end, left) > 1


def _looks_back(
    text: str,
    quantity: Quantity,
    before: tuple[int, int],
    after: tuple[int, int],
    links: str,
) -> bool:
    """Whether the thing counted stands before the number."""
    if before[1] <= before[0]:
        return False
    if after[1] <= after[0]:
        return True
    follows = re.match(r"(?:以上|左右|多|余)?的", text[quantity.end : quantity.end + 4])
    if quantity.kind == "ratio":
        return bool(links) or not follows
    if quantity.kind == "money" or not quantity.unit:
        return bool(_MONEY_NOUN.search(text[before[0] : before[1]])) or (
            bool(links) and links[-1] in "达到超过近约为至" and not follows
        )
    return False


def _checked(measure: str, start: int, end: int, change: Change | None) -> _Reading | None:
    measure = measure.strip(" “”" if measure.count("“") != measure.count("”") else " ")
    if not measure or measure in _EMPTY_MEASURES:
        return None
    return _Reading(measure, start, end, change)


def _deed(text: str, quantity: Quantity, links: str) -> _Reading | None:
    """A time or a repetition measures what is done: the clause that follows, else the one before."""
    begin = quantity.end
    start = quantity.start - len(links)
    evident = _TIME_BEFORE.search(text[max(0, quantity.start - 8) : quantity.start])
    skip = (_DEED_SKIP_SHORT if evident else _DEED_SKIP).match(text, begin)
    begin = skip.end() if skip else begin
    end = _clause_end(text, begin)
    if evident:
        start = min(start, quantity.start - len(evident.group()))
    if end - begin > 1:
        return _checked(text[begin:end], start, end, None)
    left = clause_start(text, start, max(0, start - 16), stops="，。；！？：\n")
    return _checked(text[left:start], left, quantity.end, None)


def _clause_end(text: str, begin: int) -> int:
    """End of the clause, a quotation inside it kept whole, 24 characters at most."""
    stop = _DEED.match(text, begin, begin + 24)
    return stop.end() if stop else begin


def _change(before: str, text: str, end: int) -> Change | None:
    if _CHANGE_TO.search(before):
        return Change.TO
    if _CHANGE_FROM.search(before) and _THEN_TO.match(text[end : end + 20]):
        return Change.FROM
    return Change.BY if _CHANGE_BY.search(before) else None


def _plan_spans(text: str) -> list[tuple[int, int]]:
    """Spans of sections that plan, sorted: from a heading that says so to one that looks back."""
    spans, start = [], -1
    for heading in _HEADING.finditer(text):
        words = heading["words"]
        back = bool(_REVIEW_HEADING.search(words))
        if start < 0 and not back and _PLAN_HEADING.search(words):
            start = heading.start()
        elif start >= 0 and back and heading["number"]:
            spans.append((start, heading.start()))
            start = -1
    return [*spans, (start, len(text))] if start >= 0 else spans


def _status(
    text: str, sentence: int, quantity: Quantity, plans: Sequence[tuple[int, int]]
) -> Status:
    """Whether the number is reached, aimed at, or wrong; doubt counts as reached."""
    full_stop = max(text.rfind("。", 0, quantity.start), text.rfind("\n", 0, quantity.start)) + 1
    before = text[full_stop : quantity.start]
    clause = text[clause_start(text, quantity.start, sentence, "，。；") : quantity.end]
    if _PROBLEM.search(clause):
        return Status.PROBLEM
    if _inside(plans, quantity.start, quantity.end):
        return Status.ACHIEVED if _PAST.search(clause) else Status.TARGET
    plan = None
    for plan in _PLAN.finditer(before):
        pass
    if plan and not _PAST.search(before, plan.end()):
        return Status.TARGET
    return Status.ACHIEVED
