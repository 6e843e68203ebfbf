"""Which numbers are quantities at all: no dates, ranks, slogans or masks of names."""

import re
from typing import Final

from ingest.extract.metrics.measures import links_before, noun_after
from ingest.extract.metrics.numerals import Quantity
from ingest.extract.metrics.verbs import starts_with_verb

TIME_BEFORE: Final = re.compile(
    r"(?:(?:已经|连续|为期|历时|耗时|仅用|只用|只需|仅需|用时|不到|集中|缩短|压缩|提前|长达|延长|短短|不超过|经过)"
    r"(?:了|至|到|为|近|约|仅|超)*)+$"
)
_PASSED: Final = re.compile(r"经过[近约]?$")
_TIME_WITHIN: Final = re.compile(r"^(?:之内|以内|内)(?!涝)")
_TIME_OPEN: Final = re.compile(
    r"^(?:热线|值班|值守|在线|不打烊|营业|服务|开放|轮|待命|不间断|全天|专线|自助)"
)
# What is done for a time without a pause.
_EFFORT: Final = re.compile(
    r"(?:里|以来)?(?:连轴转|奋战|坚守|鏖战|攻坚|不间断|建成|完成|完工|交付|跑完|办结)"
)
# 志愿服务5100余小时: hours that were given.
_SERVED: Final = re.compile(
    r"(?:服务|劳动|培训|宣讲|巡逻|巡查|值守)(?:时间|时长)?(?:累计|共计|达到?|超过?|近|约)*$"
)
_YEARS_SINCE: Final = re.compile(r"^(?:以来|来|前|后|间|之|里|的时间|制|行动|规划|计划|任务)")
_ALLOTS: Final = re.compile(
    r"(?:配备|选派|配齐|明确|派驻|选配|聘请|聘用|配置|设立|设|下设|派|至少|不少于|不低于|每\w{1,6})[了有]?$"
)
# 每10户, 每投资1000元: the base of a rate.
_PER: Final = re.compile(r"每(?:投资|投入|满|增加|消费|生产)?\Z")
# 二十届四次全会: which meeting it is, no number of meetings.
_MEETING: Final = re.compile(r"全会|全体|会议|党代会|代表大会|(?:中央)?[一二三四五六七八九十]+次")
_REPEATS: Final = re.compile(
    r"(?:先后|累计|曾|共|达|开展|召开|举办|组织|至少|每[年月周季]\w{0,4}|连续)[了]?$"
)
# Nouns that a slogan or a plan counts; a single Chinese numeral before them tells no size.
_PLAN_NOUNS: Final = re.compile(
    r"(?:行动|工程|机制|举措|制度|原则|任务|关系|体系|环节|问题|方面|意识|自信|维护|确立|清单|步骤|"
    r"层面|维度|阶段|字|转变|支撑|平台|坚持|统筹|要素|抓手|重点|结合|力量|方向|格局|目标|体会|建议)$"
)
MONEY_NOUN: Final = re.compile(
    r"(?:投资|投入|产值|收入|资金|营收|利润|税收|贷款|总额|余额|金额|交易额|销售额|成本|经费|补贴|分红|"
    r"增收|收益|规模|价值|预算|支出|额|元|费)$"
)
# 每年安排200万专项帮扶资金: the sum stands without its unit.
_MONEY_GIVEN: Final = re.compile(r"[一-鿿]{0,8}?(?:资金|贷款|补贴|经费|善款|基金)")
_PEOPLE: Final = re.compile(
    r"(?:群众|居民|人口|农户|学生|党员|职工|村民|员工|学员|企业|游客|干部|老人|残疾人)"
)
# 1.6万山洪受灾群众
_CROWD: Final = re.compile(
    r"[一-鿿]{0,10}?(?:群众|居民|人口|农户|学生|党员|职工|村民|员工|干部|老人)(?![一-鿿]{0,2}[率量度])"
)
PEOPLE_END: Final = re.compile(
    r"(?:群众|居民|人口|农户|学生|党员|职工|村民|员工|学员|企业|游客|干部|老人|人员|残疾人|志愿者|商户|用户|市民|师生|群体|[员者警师工手童贤]|达人|人才|专家|代表|家长|医生)$"
)
_SELF_COUNTED: Final = re.compile(
    r"(?:个)?(?:部门|单位|省份|城市|[省市区县](?=[，。、；（(派的]|$))"
)
# A mask before these is a hidden name far more often than a hidden number.
_UNMASKED_UNITS: Final = frozenset("站队班组课门行节口页字车方成米所部届期列升")
_THRESHOLD: Final = re.compile(r"(?:以上|以下|以内)的[^，。；、！？：\n\d]{1,10}[\d*×]")
# Sums and sizes say from where on things of a class count: 亿元以上项目, 50户以上村寨.
_BOUNDS: Final = frozenset({"money", "size", "person"})
_BOUND: Final = re.compile(
    r"(?:以上|以下)大?(?:项目|企业|单位|产业|集群|平台|村|县|镇|基地|农户|种植户|大户|机组|城市|省份|"
    r"[一-鿿]{2,8}(?:村寨|小区|院落|大户))"
)
_CLASS: Final = re.compile(r"级?(?:省份|城市|企业|产业集群|强县|强镇|大县|县市)")
# 2个1类创新药: which class they are of.
_CLASSED: Final = re.compile(r"[0-9][个家款种项]\Z")
# How long a thing lasts or how old people are, told as a measure: 受教育年限达11年.
_LENGTH: Final = re.compile(r"(?:年限|寿命|周期|时长|时间|天数|时限|期限|年龄)$")
# 寿命提高1.16岁、达到79.72岁
_LENGTH_TOLD: Final = re.compile(r"(?:寿命|年龄|时间|时长)[^。；，、\n]{2,16}[、，]\Z")
# 50米内换乘比例: how near a thing is, in its name.
_WITHIN: Final = re.compile(r"(?:以|范围)?内的?(?=[一-鿿])(?![一-鿿]{0,6}(?:新[建增设]|建成|完成))")
_INSIDE: Final = re.compile(r"内(?:部|环|河|街|涝|外|陆|蒙|径|宽|长)")
_NEAR: Final = frozenset({"米", "公里", "里", "千米", "海里"})
# 超过原定的近2万亿元, 高于预期的0.2%: what was thought, beside what is told.
_EXPECTED: Final = re.compile(r"(?<!符合)(?:原定|原计划|预期|预测值?|前值)的?[近约]?\Z")
# 寿命从2020年的82.4岁提升至83.9岁
_LENGTH_LED: Final = re.compile(
    r"(?:年限|寿命|周期|时长|时间|天数|时限|期限|年龄)[从由][^。；，、\n]{2,16}"
    r"(?:提[升高]|延长|增[加长]|缩[短减]|压[缩减]|下降|降低?|减少?|增)[到至为](?:20\d\d年的)?[近约]?\Z"
)
# Spans of years beyond a century are dates with a mistake, not lengths of effort.
_LONGEST_YEARS: Final = 100
_ROUND_THE_CLOCK: Final = 24


# 海拔800米以上的村: where it lies; 当库存低于15%时: when something is done.
_HEIGHT: Final = re.compile(r"海拔[^，。；]{0,6}\Z")
_OF_THAT: Final = re.compile(r"(?:以上|左右|多|余)*的|以上")
_WHEN: Final = re.compile(
    r"(?:^|[，。；：！？\n])(?:当|如果|一旦|若)(?!年|地|天|日|前|时|月)[^，。；：！？\n]*\Z"
)
_THEN: Final = re.compile(r"(?:以[上下])?[^，。；\d]{0,4}(?:时|的话|后)(?!间|段|期)")
_LONGEST_CONDITION: Final = 24


def is_threshold(text: str, quantity: Quantity) -> bool:
    """Whether the number only says which things are meant, or what was expected of them.

    10万元以上的村达20个, 50户以上村寨, 50米内换乘比例, 原定的2万亿元, 排名前1%.
    """
    classed = quantity.kind == "money" and _CLASS.match(text, quantity.end)
    ahead = text[max(0, quantity.start - _LONGEST_CONDITION) : quantity.start]
    high = _HEIGHT.search(ahead) and _OF_THAT.match(text, quantity.end)
    when = _WHEN.search(ahead) and _THEN.match(text, quantity.end)
    if high or when or (quantity.kind == "ratio" and ahead.endswith("前")):
        return True
    if classed or _THRESHOLD.match(text, quantity.end):
        return True
    if quantity.unit in _NEAR and _WITHIN.match(text, quantity.end):
        return _INSIDE.match(text, quantity.end) is None
    if _EXPECTED.search(text, max(0, quantity.start - 6), quantity.start):
        return True
    reached = links_before(text[max(0, quantity.start - 6) : quantity.start])
    return quantity.kind in _BOUNDS and not reached and bool(_BOUND.match(text, quantity.end))


def may_count(text: str, quantity: Quantity) -> bool:
    """Whether the number is a quantity at all: no date, rank, slogan or mask of a name."""
    classed = quantity.unit == "类" and _CLASSED.search(
        text, max(0, quantity.start - 2), quantity.start
    )
    if quantity.kind == "rank" or classed or _is_base(text, quantity):
        return False
    if quantity.kind in {"age", "time"}:
        dated = quantity.unit == "年" and (quantity.value or 0) > _LONGEST_YEARS
        lasting = quantity.kind == "time" and _is_duration(text, quantity)
        return not dated and (lasting or is_length(text, quantity))
    if not quantity.unit:
        return _counts_without_unit(text, quantity)
    if quantity.masked:
        return quantity.unit not in _UNMASKED_UNITS or _is_long_mask(text, quantity)
    if quantity.small_han:
        return _small_counts(text, quantity)
    return quantity.unit != "位" or not _is_rank(text, quantity)


def is_length(text: str, quantity: Quantity) -> bool:
    """Whether a noun of duration or age leads up to the number."""
    if _LENGTH_LED.search(text, max(0, quantity.start - 36), quantity.start):
        return True
    before = text[max(0, quantity.start - 20) : quantity.start]
    links = links_before(before)
    before = before[: len(before) - len(links)]
    noun = _LENGTH.search(before) or _LENGTH_TOLD.search(before)
    return noun is not None and (bool(links) or noun.group() in {"时长", "寿命", "年限"})


def _is_long_mask(text: str, quantity: Quantity) -> bool:
    """Whether two or more mask characters stand before a unit and a noun: **所高校."""
    start, end = noun_after(text, quantity.end)
    return len(quantity.digits) > 1 and end > start


def _is_base(text: str, quantity: Quantity) -> bool:
    """Whether the number is the base of a rate or says which meeting it was."""
    if _PER.search(text, max(0, quantity.start - 4), quantity.start):
        return True
    return not quantity.digits[0].isdigit() and _MEETING.match(text, quantity.end) is not None


def _is_rank(text: str, quantity: Quantity) -> bool:
    """Whether 位 tells a place in a ranking (前10位, 进2位) instead of persons."""
    if text[quantity.start - 1 : quantity.start] in {"前", "进", "居"}:
        return True
    start, end = noun_after(text, quantity.end)
    before = text[max(0, quantity.start - 12) : quantity.start]
    people = PEOPLE_END.search(before[: len(before) - len(links_before(before))])
    return end <= start and people is None


def _is_duration(text: str, quantity: Quantity) -> bool:
    before = text[max(0, quantity.start - 8) : quantity.start]
    after = text[quantity.end : quantity.end + 6]
    clock = quantity.unit in {"小时", "个小时", "分钟", "刻钟", "秒"}
    evident = TIME_BEFORE.search(before) is not None and not (clock and _PASSED.search(before))
    if quantity.unit in {"年", "月", "日", "星期"}:
        return evident and not _YEARS_SINCE.match(after) and (quantity.value or 0) < _LONGEST_YEARS
    if _YEARS_SINCE.match(after) or _TIME_OPEN.match(after):
        return False
    if evident or _TIME_WITHIN.match(after):
        return True
    if quantity.unit in {"天", "个月", "周", "个昼夜"}:
        return _EFFORT.match(text, quantity.end) is not None
    if not clock or (quantity.unit == "小时" and quantity.value == _ROUND_THE_CLOCK):
        return False
    served = _SERVED.search(before) is not None
    return served or starts_with_verb(text, quantity.end) or text.startswith("车程", quantity.end)


def _counts_without_unit(text: str, quantity: Quantity) -> bool:
    after = text[quantity.end : quantity.end + 6]
    if quantity.masked and text[quantity.end - 1] not in "万亿余多":
        return bool(_SELF_COUNTED.match(after))
    start, end = noun_after(text, quantity.end)
    if PEOPLE_END.search(text[start:end]):
        return True
    before = text[max(0, quantity.start - 12) : quantity.start]
    if PEOPLE_END.search(before[: len(before) - len(links_before(before))]):
        return True
    money = MONEY_NOUN.search(before[: len(before) - len(links_before(before))])
    money = money or _MONEY_GIVEN.match(text, quantity.end)
    people = _PEOPLE.match(after) or _CROWD.match(text, quantity.end)
    return bool(money or people)


def _small_counts(text: str, quantity: Quantity) -> bool:
    """Whether 一 to 十 before a unit tells a size; slogans and plans count that way too."""
    before = text[max(0, quantity.start - 10) : quantity.start]
    if quantity.digits == "一":
        return _one_counts(before, quantity)
    if quantity.kind in {"ratio", "money", "streak"} or quantity.unit in {"名", "户"}:
        return True
    if quantity.kind == "size":
        return quantity.unit not in {"方", "米", "克", "斤"}
    if quantity.kind == "event":
        return _REPEATS.search(before) is not None
    if quantity.digits == "十":
        start, end = noun_after(text, quantity.end)
        return end > start and not _PLAN_NOUNS.search(text[start:end])
    return quantity.kind == "person" and _ALLOTS.search(before) is not None


def _one_counts(before: str, quantity: Quantity) -> bool:
    """Whether 一 is a number and not the article: 增长了一倍, 配备一名专员."""
    if quantity.kind in {"ratio", "money"}:
        return bool(links_before(before))
    allotted = before.endswith("、") or _ALLOTS.search(before) is not None
    return quantity.kind == "person" and allotted
