"""Which quoted words name an initiative: cues from verbs, class nouns, form and lexicons."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingest.extract.initiatives import leading
from ingest.extract.initiatives.leading import TOLD
from ingest.extract.initiatives.wordlists import STOPS_MODIFIER, words
from ingest.extract.quotes import Quote, runs

# A name scores at least ENOUGH, beside one that does at least SIBLING. All weights are set by
# hand: a verb and a form of its own, or a verb and a class noun, make a name; either alone
# does not.
ENOUGH: Final = 1.5
SIBLING: Final = 0.9
_CERTAIN: Final = 9.0
# What each repetition adds, up to two, where the context tells at least this much.
_AGAIN: Final = 0.3

# How far back the verb is looked for, and how far ahead the class noun, in characters.
_LEFT: Final = 26
_RIGHT: Final = 18

_CUT_LEFT: Final = re.compile(r"[，。；：！？,;:!?\n()（）]")
_CUT_RIGHT: Final = re.compile(r"[，。；：！？、,;:!?\n()（）“”\"「」『』《》]")
_SPEECH: Final = re.compile(r"[。！？；：!?;:…]")
_PARTS: Final = re.compile(r"[、+＋—·－]")
_HAN: Final = re.compile(r"[一-鿿]")
_NUMERAL: Final = "一二三四五六七八九十两双百千万多零"
_SHORTHAND: Final = re.compile(
    rf"[+＋]|^[0-9]{{2,5}}$|^[{_NUMERAL}][^的了]{{1,3}}$"
    rf"|^[{_NUMERAL}][^的了]{{1,2}}[{_NUMERAL}][^的了]{{1,2}}(?:[{_NUMERAL}][^的了]{{1,3}})?$"
)
# “耐心、贴心、细心”的服务: how a thing is done.
_MANNER: Final = re.compile(r"[一-鿿]心(?:、[一-鿿]心){2,}")
# 一户一策、一企一策: one thing for each; 三联三促: numbers twice.
_SERIES: Final = re.compile(
    r"一[^、，]{1,4}一[^、，]{1,4}(?:、一[^、，]{1,4}一[^、，]{1,4})+|(?:一[^、，一]{1,3}){3,}"
)
_DOUBLE: Final = re.compile(
    rf"[{_NUMERAL}][^的了一升降增减]{{1,2}}[{_NUMERAL}][^的了升降增减]{{1,3}}"
)
_ORGAN: Final = re.compile(
    r"(?:队|协会|联盟|公司|合作社|调解室|志愿者?|帮帮团|服务团|讲师团|宣讲团|小分队|队伍|工作室|工坊|中心"
    r"|委员会|联合体|商会|书记|同志|先生|女士|夫妇|老人|人员|队员|干部|群体|成员|员工|居民|村民|群众"
    r"|大员|老师|导师|助理|使者|大使|大学|小学|中学|学校|医院|集团|酒店|企业|大米)$"
)
_ORGAN_AFTER: Final = re.compile(
    r"等?(?:(?!破解|解决|化解|推动|助力)[一-鿿*×0-9xX]){0,10}?(?:队|协会|联盟|公司|合作社|帮帮团|服务团|讲师团|宣讲团|小分队|工作室|社会组织"
    r"|志愿者|人员|队员|老人|群体|成员|们|企业|干部|党员|(?<!乡)村(?![务民])|小区|问题|难题|现象|困境|局面)"
)
_IMAGE_AFTER: Final = re.compile(
    r"(?:引领|托起|铺就|点亮|激活|撬动|照亮|赋能|助力|之|似|般|一样|产业链|链条|转变|转型|变|升级为|成为|向|到|感|的?作用|效应|优势|身份|角色|意识|精神|情怀|思想|难"
    r"|[一-鿿]{0,4}(?:组织体系|组织架构|组织链条|工作网))"
)
_RULE_AFTER: Final = re.compile(
    r"的?[一-鿿]{0,2}(?:原则|标准|方针|思路|目标|要求|主题(?![一-鿿]{0,6}(?:活动|实践|教育|党日|展|讲座|课|宣讲))|口号)"
)
# A class noun that makes a name of whatever is quoted before it.
_SURE_AFTER: Final = re.compile(
    r"的[一-鿿]{0,8}?(?:工作法|模式|机制|(?:党建|治理|服务|工作|志愿)[一-鿿]{0,2}品牌)"
    r"|(?:(?![的和与及])[一-鿿]){0,8}?(?:工作法|模式|机制|制度|体系|行动|工程|计划|改革|(?:主题|实践|创建|系列|公益|宣传|服务)?活动|品牌)"
)
# “出生一件事”: steps of several offices taken as one.
_SERVED_AS_ONE: Final = re.compile(r"[一-鿿]{2,8}一件事")
# 以“党建红”为抓手: what work is built on.
_GRIPPED: Final = re.compile(r"为(?:品牌|总?抓手|载体|契机|平台|依托)")
# “清风”行动: behind the shortest of names such a noun stands for a second cue.
_CLASS_NEXT: Final = re.compile(
    r"(?:(?:(?![的和与及])[一-鿿]){0,8}?专项)?(?:行动|工程|计划|工作法|品牌|改革)(?![组队])"
)
_PROJECT_NEXT: Final = re.compile(r"(?:样板|示范|重点)?项目(?![组部员经公团])")
# “85后”, “八一”: those born in a year, days of the calendar.
_YEARS: Final = re.compile(
    r"[0-9]{2}后|[0-9]{1,2}[·.][0-9]{1,2}|[一二三四五六七八九十][一二三四五六七八九十]节?"
)
# 采取“甲+乙”方式: a manner.
# “甲”“乙”等特色品牌: what the list is called.
_BRANDS_AFTER: Final = re.compile(r"(?:[和与][一-鿿]{2,8})?等[一-鿿]{0,10}品牌")
# 以“…”为主题的宣传活动: a campaign goes by its theme; “…”等场所: places that were set up.
_THEMED: Final = re.compile(
    r"为主题的?[一-鿿]{0,10}?(?:活动|党日|行动|大赛|比赛|竞赛|演讲|实践|宣传|宣讲)"
)
_SITES_AFTER: Final = re.compile(r"等?(?:场所|阵地)")
_MANNER_AFTER: Final = re.compile(
    r"等?[0-9一二三四五六七八九十]*[个大]?(?:特色|趣味|互动)*(?:环节|游戏|展区|摊位|节目|篇章)|(?:相结合)?的?(?:方式|形式|手段)"
)
_PROPERTY: Final = re.compile(
    r"的(?![一-鿿]{0,6}(?:模式|机制|工作法|体系|改革|制度|行动|工程|品牌))"
)
_GOES_ON: Final = re.compile(
    r"(?:写入|列入|纳入|上线|启动|落地|获评|荣获|投入使用|入选|正式|擦亮|实行|开展|揭牌|亮相|走进"
    r"|兑现|受理|惠及|促成|累计|运行|投用|完成)"
)
# “某好物”国际竞争力和影响力, “某通”等服务水平: a brand and its name in the market, a service.
_RENOWN: Final = re.compile(
    r"等?(?:国际|国内|市场|品牌|产品)*(?:知名度|美誉度|影响力|竞争力|销售规模|销售额|使用率)|等服务水平"
)
# “40条”帮扶政策, “双20条”政策: how many articles a policy has.
_ARTICLES: Final = re.compile(r"[一-鿿]{0,6}[0-9一二三四五六七八九十]{1,3}条")
_POLICY: Final = re.compile(r"[一-鿿]{0,8}?(?:政策|措施|举措|意见|规定)")
# Behind a quotation that opens its clause also what something set up does: “…”推动, “…”带动.
_DOES: Final = re.compile(r"推动|促成|带动|服务|覆盖|深入|全面|有效|实现")
_BREAK_BEFORE: Final = re.compile(r"[，。；：！？\n]")
_ATTACHED: Final = re.compile(r"[一-鿿A-Za-z0-9]{2,10}")
# A core shorter than this says too little by itself.
_TELLING: Final = 4

# “某某”改革专项|小组: a body named after it.
_GROUP: Final = re.compile("小组|专班|办公室|工作队")
# “影响力”, “沉浸式”: what something has, and how it is done.
_FORCE: Final = re.compile(
    r"(?:影响|引领|战斗|凝聚|组织|号召|向心|执行|公信|吸引|竞争|软实|硬实|创造|免疫|驱动|生命|生产|服务)力"
    r"|(?:沉浸|体验|互动|一站|地毯|菜单|开放|参与|情景)式"
)
# “储能之都”, “禁毒宣传”, “新手任务”: praise, topics and things.
_PLAIN_END: Final = re.compile(
    r"(?:之[都乡城]|宣传|设施|记忆|任务|步骤|知识|节气|价值观|党纲|问题|餐点|[一-鿿]角)$"
)
# 1+3+N: a number of parts with an open end is a scheme.
_OPEN_SUM: Final = re.compile(r"[0-9]{1,3}(?:[+＋][0-9]{1,3})*[+＋][NXnx×]")
# “两张清单”, “五个要素”: how many there are, not what they are called.
_COUNTED: Final = re.compile(rf"[{_NUMERAL}][个张项类种条][^的]{{2}}")

# 十大工程: whose they are is told before.
_SUM: Final = re.compile(rf"^[{_NUMERAL}]大|[0-9—]")


@dataclass(frozen=True, slots=True)
class Named:
    """A quoted name: ``core`` are the words in the marks, ``full`` bounds its longest form.

    ``noun`` is the class noun behind the marks with what stands before it, or "".
    """

    quote: Quote
    core: str
    full: tuple[int, int]
    noun: str


def quoted_names(text: str, spans: Sequence[Quote]) -> list[Named]:
    """Quotations that name an initiative, sorted by start."""
    plain = [q for q in spans if q.opening != "《"]
    times = Counter(text[q.start : q.end] for q in plain)
    found = []
    for run in runs(text, plain):
        left = _left(text, run[0].outer[0])
        scores = []
        for at, quote in enumerate(run):
            if at:  # “甲”、实施“乙”: a verb of its own counts before the one that they share
                link = text[run[at - 1].outer[1] : quote.outer[0]]
                left = link if any(len(c) > 1 for c in words().cue.findall(link)) else left
            core = text[quote.start : quote.end]
            sure = _SURE_AFTER.match(text, quote.outer[1]) is not None
            counts = _SHORTHAND.search(core) is not None and not _COUNTED.fullmatch(core)
            before = leading.before(left, core, told=counts)
            # 确保“清风”行动见实效: what the verb says of the thing leaves it a thing.
            before = max(before, 0.0) if sure else before
            told = before + _after(text, quote, run)
            again = _AGAIN * min(times[core] - 1, 2) if told >= TOLD else 0.0
            scores.append(_form(core, sure=sure) + told + again)
        least = SIBLING if max(scores) >= ENOUGH else ENOUGH
        for quote, score in zip(run, scores, strict=True):
            if score >= least:
                found.append(_named(text, quote, run, left))
    return found


def _left(text: str, at: int) -> str:
    return _CUT_LEFT.split(text[max(0, at - _LEFT) : at])[-1]


def _right(text: str, at: int) -> str:
    return _CUT_RIGHT.split(text[at : at + _RIGHT], maxsplit=1)[0]


def _form(core: str, *, sure: bool) -> float:
    """What the words themselves say; ``sure`` where a class noun follows that makes a name."""
    lexicon = words()
    if core in lexicon.names:
        return _CERTAIN
    if core in lexicon.refused or _YEARS.fullmatch(core):
        return 0.0 if sure else -_CERTAIN
    joined = "+" in core or "＋" in core
    if (
        lexicon.vague.fullmatch(core.replace("、", ""))
        or _SPEECH.search(core)
        or _FORCE.fullmatch(core)
        or (_ORGAN.search(core) and not (joined and sure))
    ):
        return -_CERTAIN
    letters = len(_HAN.findall(core))
    if len(core) < 2 or (letters < 3 and "*" in core):  # noqa: PLR2004
        return -_CERTAIN
    score = 0.3 if len(core) > 2 else -0.2  # noqa: PLR2004
    score -= 1.2 if len(core) > 14 and not sure and not _PARTS.search(core) else 0.0  # noqa: PLR2004
    score -= 0.6 if core[-1] in "式化型" else 0.0  # “地毯式”: a manner
    score -= 0.0 if sure or not _PLAIN_END.search(core) else 1.0
    score -= 1.5 if _COUNTED.fullmatch(core) or (_MANNER.fullmatch(core) and not sure) else 0.0
    score -= 1.0 if ("，" in core or "," in core) and not sure else 0.0
    score += 0.8 if _OPEN_SUM.fullmatch(core) else 0.0
    score += 2.5 if _SERIES.fullmatch(core) else 0.0
    score += 0.6 if _DOUBLE.fullmatch(core) else 0.0
    if _SHORTHAND.search(core):
        score += 0.3 if core.startswith("一") else 0.6  # 一池春水, 一呼百应 look alike
    score += _ending(core)
    score += 1.2 if _SERVED_AS_ONE.fullmatch(core) else 0.0
    return score


def _ending(core: str) -> float:
    """What the class noun that ends the words adds; 爱之家 is too short to tell."""
    strong, weak = (core[1:].endswith(nouns) for nouns in words().endings)
    if strong and len(core) >= _TELLING:
        return 1.2
    return 0.8 if strong else 0.5 if weak else 0.0


def _after(text: str, quote: Quote, run: Sequence[Quote]) -> float:
    """What stands behind the quotation, or behind its run where it is only listed."""
    right = _right(text, quote.outer[1]) or _right(text, run[-1].outer[1])
    core = text[quote.start : quote.end]
    if text[quote.outer[1] : quote.outer[1] + 2] in {"的“", '的"', "的「"}:
        return -1.5  # “甲、乙、丙、丁”的“四个一”: what the next name stands for
    project = _PROJECT_NEXT.match(right) is not None
    if _ORGAN_AFTER.match(right) and not (project or _SURE_AFTER.match(right)):
        return -2.0
    shorthand = _SHORTHAND.search(core)
    if _RULE_AFTER.match(right):
        return 0.4 if shorthand else -1.2
    if _IMAGE_AFTER.match(right) or _MANNER_AFTER.match(right):
        return -1.2
    at = quote.outer[0]
    opens = at == 0 or _BREAK_BEFORE.match(text, at - 1) is not None
    said = _GOES_ON.match(right) or (opens and core[-1] != "热" and _DOES.match(right))
    score = (1.2 if opens else 0.8) if said or _GRIPPED.match(right) else 0.0
    score += _called(core, right)
    if len(core) < _TELLING and _CLASS_NEXT.match(right):
        score += 0.3
    made_of = _PARTS.search(core) or shorthand
    rest = right.removeprefix("等")
    head = words().head.match(rest.removeprefix("的") if made_of else rest)
    if head and not STOPS_MODIFIER.search(head["between"]):
        score += 1.2 if head["between"] else 1.5
        score -= 0.3 if len(run) > 1 else 0.0
    elif _SURE_AFTER.match(right):
        score += 1.1
    return score


def _called(core: str, right: str) -> float:
    """What the words behind call the quotation: a property, a brand, articles of a policy."""
    articles = 1.5 if _ARTICLES.fullmatch(core) and _POLICY.match(right) else 0.0
    if _PROPERTY.match(right):
        return articles - 0.8
    if _BRANDS_AFTER.match(right):
        return articles + 1.2
    if _RENOWN.match(right):
        return articles + 1.6
    if _THEMED.match(right):
        return articles + 1.2
    if _SITES_AFTER.match(right):
        return articles + 0.6
    return articles + (0.5 if "品牌" in right else 0.0)


def _named(text: str, quote: Quote, run: Sequence[Quote], left: str) -> Named:
    """The name with the modifier before the marks and the class noun behind them."""
    core, right = text[quote.start : quote.end], _right(text, quote.outer[1])
    start, end = quote.outer
    noun = ""
    head = words().head.match(right)
    between = head["between"] if head else ""
    goes_on = STOPS_MODIFIER.search(between) or _GOES_ON.search(between)
    if head and not (goes_on or _GROUP.search(right[: head.end() + 2])):
        end += head.end()
        noun = head.group()
    policy = _POLICY.match(right) if _ARTICLES.fullmatch(core) else None
    if policy:
        end, noun = quote.outer[1] + policy.end(), policy.group()
    if is_terse(core) and quote is run[0]:
        start -= len(_modifier(left))
    return Named(quote, core, (start, end), noun)


def is_terse(core: str) -> bool:
    """Whether a name says too little by itself: “五美” is named “五美”创建."""
    return len(core) < _TELLING or core[-1] in "型式" or _SUM.search(core) is not None


def _modifier(left: str) -> str:
    """What stands between the verb and the quotation as part of the name, or ""."""
    cues = [c for c in words().cue.finditer(left) if len(c.group()) > 1]
    modifier = left[cues[-1].end() :] if cues else ""
    fitting = _ATTACHED.fullmatch(modifier) and not STOPS_MODIFIER.search(modifier)
    return modifier if fitting else ""
