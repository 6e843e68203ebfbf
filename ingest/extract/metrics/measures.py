"""What a quantity counts: the noun phrase before or after it, without a tagger."""

import re
from string import digits
from typing import Final

from ingest.extract.metrics.bounds import cuts
from ingest.extract.metrics.verbs import clause_cut, verb_cut

# A noun phrase ends at these; an enumeration comma ends it too, a quotation does not.
_STOPS: Final = "，。；！？：,;!?:\n、（）()…—"
# Text without marks (OCR) is still read in pieces of this length.
_LONGEST_CLAUSE: Final = 120
# Words between a measure and its number: 达到, 超过, 增长了, 提高至 …
_LINKS: Final = re.compile(
    r"(?:[比较](?:“?十[一二三四五六]五”?(?:时期|末)?|(?:19|20)\d\d年)|将|累计|共计|合计|总计|共有?|已有|现有|还有|仍有|拥有|达到|已达|超过|突破|接近|不足|不到|不少于|不低于|"
    r"低于|高于|少于|多于|大约|平均|预计|同比|环比|比上年|较上年|比去年|年均|分别|各|也|更是|持续|保持|稳定|位?居|全年|"
    r"(?:增长|增加|提升|提高|上升|扩大|下降|"
    r"减少|降低|压减|压缩|缩短|缩小|精简|"
    r"发展|上涨|下跌|收窄|飙升|攀升|推升|压降|回落|下滑|整合|合并|跃升|暴涨|大涨|猛涨|调增|上调|下调|"
    r"增|减|升|降|翻|扩|缩|涨)"
    r"(?:到|至|为|了|近|约)?|新增加?|净增|跌破|跨过|跨越|相比|[日月户]均|"
    r"[近这]?[一二两三四五六七八九十\d]+年(?:来|间|多)?|控制|稳定|(?:折合|约合)?人民币|高达|多达|只有|只|还|"
    r"(?:20|19)\d\d年(?:底|末|初)?|"
    r"实现|再次|首次|上次|可能|纷纷|有望|逼近|跌至|涨至|达|超|约|近|逾|过|为|是|有|占(?!比)|至|到|已|就|仅|"
    r"每[年月周天日]|全部|普遍|全面|均|双双|同步|从|由|的|在|按|(?<!占)比|上|多|"
    r"一行|约为|最高|最多|至少|连[跨过破]|下|了|未|破|(?<![许认])可(?=达|超|增|实现)| )+$"
)
_LINK_CHARS: Final = _LINKS.pattern + digits
# Words that open a clause without belonging to the thing counted.
_LEADS: Final = re.compile(
    r"^(?:(?:目前|截至目前|实际|计划(?!生育)|以前|如今|"
    r"近年来|去年以来|今年以来|今年|去年|全年|当年|年内|每年|每月|每季度|每周|年均|先后|累计|这里的?|那里的?|及?以[上下](?=[一-鿿])|"
    r"全[国省市县区州镇乡](?!民|运|体|面|程|优)|和|与|及|以及|使(?!用)|让(?!利)|推动|带动|"
    r"同时|其中|现有|已经?|并(?!网|购)|还(?!款|林)|也|共(?![享同建济识商治赢联富育产创])|就(?![业医学餐诊地近读])|又|均(?![衡等])|都(?![市会])|的|了|等(?![级次])|，|则|而|且|但|或|至|力争|争取|要求|着力|要(?!素|点)|将|仅|各(?![类级族领])项?|获(?=[国省世全中第])|近[一二三四五六七八九十\d]+年来?|"
    r"\d{4}年(?:以来)?|\d+月(?:份|\d+日)?|[，、]))+"
)
# What stands before a number without being counted: 全市, 我省, 每个村.
_GENERIC: Final = re.compile(
    r"^(?:全[国省市县区镇乡村街州盟旗系]|[我本该]?[省市县区镇乡村社]|[我本该各]\w|每\w{0,2}|全球|世界|当地|我们|他们|其|"
    r"平均水平|平均|目前|全社会|同比|环比|比上年|较上年|以上|左右|另|另外|其中|累计|总计|时间|了|的)+$"
)
# A verb before one of these makes a noun of kind with it: 下沉党员, 帮扶单位.
_KIND_NOUN: Final = re.compile(
    r"[一-鿿]{0,3}?(?:党员|干部|单位|企业|公司|机构|对象|人员|人才|员工|职工|群众|居民|农户|学生|教师|医生|"
    r"志愿者|青年|妇女|代表|部门|项目|工程|品牌|平台|岗位|队伍|团队|中心|组织|资金|车辆|设备|设施|"
    r"举措|措施|政策|事项|任务|案件|成果|"
    r"小区|社区|村|点|站)(?![一-鿿]{0,2}[率量度])"
)
# … unless it tells what a sum is spent on.
_DOING: Final = frozenset(("实施", "完成", "开展", "推进", "用于", "解决", "完成了"))
_AT_ONCE: Final = re.compile(
    r"(?:单位|对象|人员|人才|机构|队伍|基地|园区|景区|示范[区点村]|中心|平台|试点|片区)"
)
# A grade alone is no noun: what follows it is.
_GRADE: Final = re.compile(r"(?:首批|新型|省部|国家|[省市县区镇乡村])级?(?<=[批型级])")
# What came into being still stands behind its verb: 3个新增站点.
_NEW: Final = re.compile(r"新(?:增|建|设|开|招|改建|组建|开通|获批)(?=[一-鿿“《])")
# 210名农民年人均增收: what each of them gains is another number's measure.
_EACH: Final = re.compile(r"(?<=[一-鿿])年?[人户]均")
# A number in a clause of having belongs to the next noun alone: 拥有67名律师、专员的资源库.
_HAVING: Final = re.compile(r"(?:拥有|含有?|包括|容纳|由|有)$")
# 视力、听力等残疾儿童: what 等 closes only tells which ones are counted.
_KINDS_OF: Final = re.compile(r"(?:[一-鿿]{2,4}、)+[一-鿿]{2,4}等[一-鿿]{2,5}(?=[，。；、！])")
_BOTH: Final = re.compile(r"(?<=[一-鿿]{2})以?及")
# How a thing is done, before its verb: 整县推进.
_AS_WHOLE: Final = re.compile(r"整[省市县镇乡村]|全域|(?:集中)?连片")
# 3个项目的沟通: the project is counted, not the dealings.
_DEALINGS: Final = re.compile(r"(?:沟通|合作|联系|交流|对接|洽谈|协作)")
# A modifier up to this length stays with its noun: 三类村的晋位升级.
_SHORT_MODIFIER: Final = 4
# 1.2万购房群众|如期入住, 3000名独居老人|就近用餐: how it came is none of what is counted.
_MANNER: Final = re.compile(
    r"(?<=[一-鿿]{2})(?:如期|就近|主动(?!脉)|及时|顺利|按时|陆续|先后|自愿|积极(?!分子|性)|逐步|提前|能(?=[就够享在吃]))(?![的性])"
    r"|(?<=[一-鿿]{2})(?:稳定(?=[增就脱在])|免费(?=[体开乘享领用]))"
)
# 500个基点后: what comes after a quantity in time is not counted.
_THEN: Final = re.compile(r"(?<![售先今此以落])后$")
_AGAINST: Final = re.compile(
    r" *(?:人民币|新台币|同比|环比|较上年|累计|其中"
    r"|[两三四五六七八九十]个[万亿千百]{0,2}级?(?:台阶|大关))"
)
_PREPOSITIONS: Final = frozenset(("按照", "根据", "针对", "围绕", "通过", "面向", "依托"))
_SHARE: Final = re.compile(r"(?:[一-鿿]率|比重|占比|比例)$")
# A comparison says against what a number changed, never what it counts: 较上一年度末.
_COMPARISON: Final = re.compile(r"^(?:较|比(?![例重率较值分])|同期)")
_AFTER_SKIP: Final = re.compile(
    r"^(?:以上|左右|以内|以下|以外|多(?![式元功样媒边语民])|余|之多|（[一-鿿]）|[）)])*"
    r"(?:的(?:标准(?:配[备齐置]|选[派配聘]|设[置立]))?)?"
)
# 12批1181项: a second number counts for itself; 100多位70岁以上老人, 3家5A级景区 and 2个1类新药
# go on.
_NUMBER_NEXT: Final = re.compile(
    r"(?!\d类(?!\d))[\d.]+(?![\d.A-Za-z岁年后])|[xX×*]+(?=[余多万亿]*[个名家户项人处支件条亩元])"
)
# The second of two numbers that count the same in two ways.
_SECOND: Final = re.compile(
    r"(?:\d[\d.,]*|[×*]+(?:\.[×*]+)?)[余多]?[万亿]?[余多]?(?:[个件项家名户人处场期]次?|元以上的?)"
)
_NEXT_QUANTITY: Final = re.compile(
    r"(?<![A-Za-z\d.+-])(?!\d类(?!\d))\d[\d.]*(?![\d.A-Za-z岁年后+])|[*×]+(?=[余多万亿]*[个名家户项人处支件条亩元])"
)
_TAIL_TRIM: Final = re.compile(
    r"(?:、|(?<=[一-鿿]{2})(?:自发|自愿|主动|踊跃|共同|一起|一同|一道|纷纷|陆续|相继|首次|正式|免费|义务|亲自|率先|进展)|(?<=[率度值例重量])(?:较|比|达|为)|等|的|了|和|(?<![惠普涉])及|以及|与|或|并|以上|左右|已|均|都|也|则|就|共|全|(?<=[一-鿿]{2})(?<![初高其集手家心途水空眼])中)+$"
)


def clause_start(text: str, at: int, floor: int, stops: str = _STOPS) -> int:
    """Start of the clause that ends at ``at``, not before ``floor``."""
    floor = max(floor, at - _LONGEST_CLAUSE)
    return max(floor, *(text.rfind(stop, floor, at) + 1 for stop in stops))


def clause_end(text: str, at: int, stops: str = _STOPS) -> int:
    """End of the clause that starts at ``at``."""
    ends = [end for stop in stops if (end := text.find(stop, at, at + 80)) >= 0]
    return min(ends, default=min(len(text), at + 80))


def links_before(text: str) -> str:
    """The linking words that end a text: 达到, 增长了; empty where there are none."""
    # They begin where what stands behind is made of their characters alone.
    match = _LINKS.search(text, len(text.rstrip(_LINK_CHARS)))
    return match.group() if match else ""


def noun_before(text: str, start: int, end: int, *, ratio: bool = False) -> tuple[int, int]:
    """Span of the noun phrase at the end of ``text[start:end]``, links stripped; may be empty."""
    end -= len(links_before(text[start:end]))
    phrase = text[start:end]
    trimmed = _TAIL_TRIM.sub("", phrase)
    stop = start + len(trimmed)
    begin = start
    share = _SHARE.search(trimmed) is not None
    for first, last in cuts(verb_cut() if ratio else clause_cut(), trimmed):
        # In what a ratio measures a verb is a noun: 身份认证达80%, 经济增长贡献率.
        inner = first > begin - start and (last == len(trimmed) or share)
        inner = inner and trimmed[first:last] not in _PREPOSITIONS
        nominal = ratio and inner
        if not nominal and not _quoted(trimmed, first):
            begin = start + last
    lead = _LEADS.match(text[begin:stop])
    if lead:
        begin += lead.end()
    while begin < stop and text[begin] in " ”’》":
        begin += 1
    if _GENERIC.match(text[begin:stop]) or _COMPARISON.match(text[begin:stop]):
        return stop, stop
    return begin, end if text[stop:end] == "等" else stop


def noun_after(text: str, start: int, number: int | None = None) -> tuple[int, int]:
    """Span of the noun phrase behind a quantity that begins at ``number``; may be empty."""
    skip = _AFTER_SKIP.match(text[start : start + 12])
    begin = start + (skip.end() if skip else 0)
    if text[begin : begin + 1] == "了":
        return begin, begin
    if _NUMBER_NEXT.match(text, begin):
        return _shared_noun(text, begin)
    end = _phrase_end(text, begin)
    listed = text.startswith("、", end)
    if listed:
        end = _modifier_end(text, start if number is None else number, begin, end)
    phrase = text[begin:end]
    other = _NEXT_QUANTITY.search(phrase)
    if other and not _quoted(phrase, other.start()):
        # 14条公路和某地等4个项目: what 和 joins belongs to the second number.
        phrase = re.sub("[和及与][^和及与]*$", "", phrase[: other.start()])
    each = _EACH.search(phrase)
    phrase = phrase[: each.start()] if each else phrase
    new = _NEW.match(phrase)
    if new:
        begin, phrase = begin + new.end(), phrase[new.end() :]
    begin, phrase = _before_verb(text, begin, phrase, listed=listed)
    manner = _MANNER.search(phrase)
    phrase = phrase[: manner.start()] if manner else phrase
    head = phrase.rfind("的")
    both = _BOTH.search(phrase, 0, max(head, 0))
    if both and not _quoted(phrase, both.start()):
        # 11个街道及社区的负责同志: the number is of what stands first.
        phrase = phrase[: both.start()]
    elif _DEALINGS.match(phrase, head + 1):
        phrase = phrase[: max(head, 0)] or phrase
    elif _SHORT_MODIFIER < head < len(phrase) - 1 and not _quoted(phrase, head):
        begin, phrase = begin + head + 1, phrase[head + 1 :]
    phrase = _THEN.sub("", _TAIL_TRIM.sub("", phrase).rstrip(" "))
    return begin, begin if _AGAINST.match(phrase) else begin + len(phrase)


def _before_verb(text: str, begin: int, phrase: str, *, listed: bool) -> tuple[int, str]:
    """Start and words of what a phrase says before its first verb, or behind a clause's 的."""
    found = [(a, b) for a, b in cuts(clause_cut(), phrase) if not _quoted(phrase, a)]
    cut = next(((a, b) for a, b in found if not a or not _in_noun(phrase, a, b)), None)
    if cut is None:
        return begin, phrase
    first, last = cut
    kind = last > 1 and phrase[:last] not in _DOING
    if first == 0 and kind and _KIND_NOUN.match(phrase, last):
        later = next((a for a, _ in cuts(clause_cut(), phrase) if a > last), None)
        return begin, phrase[:later]
    if (first == 0 or (listed and "、" in phrase)) and "的" in phrase[last:]:
        # A clause before the noun: 3名获得表彰的党员 counts 党员.
        return _head_of_clause(text, begin, phrase)
    # 10个整县推进美丽乡村建设: how it is done is not counted.
    return begin, phrase if _AS_WHOLE.fullmatch(phrase, 0, first) else phrase[:first]


def _in_noun(phrase: str, first: int, last: int) -> bool:
    """Whether a verb that others precede is a part of the noun: 城乡融合试点, 省级共享农庄."""
    return bool(_AT_ONCE.match(phrase, last) or _GRADE.fullmatch(phrase, 0, first))


def _shared_noun(text: str, begin: int) -> tuple[int, int]:
    """The noun that two numbers in a row share (12类45件实事); empty where there is none."""
    second = _SECOND.match(text, begin)
    if second is None or _NUMBER_NEXT.match(text, second.end()):
        return begin, begin
    return noun_after(text, second.end())


def _head_of_clause(text: str, begin: int, phrase: str) -> tuple[int, str]:
    """Start and words of the noun after the last 的 of a clause that begins with a verb."""
    start = begin + phrase.rfind("的") + 1
    noun = text[start : begin + len(phrase)]
    cut = next(cuts(clause_cut(), noun), None)
    return start, noun[: cut[0]] if cut else noun


def _phrase_end(text: str, begin: int) -> int:
    """Where the clause after a quantity ends, a quotation counted as one piece."""
    at = begin
    limit = min(len(text), begin + 60)
    while at < limit:
        if text[at] in "“《「":
            close = text.find({"“": "”", "《": "》", "「": "」"}[text[at]], at, at + 30)
            if close < 0:
                return at
            at = close
        elif text[at] in _STOPS or text[at] in "”》」　" or text.startswith("  ", at):
            return at
        at += 1
    return at


def _modifier_end(text: str, start: int, begin: int, end: int) -> int:
    """End of a noun whose modifier is a list: 身体好、热心肠的党员; else ``end``."""
    if kinds := _KINDS_OF.match(text, begin):
        return kinds.end()
    if "的" in text[begin:end] or _HAVING.search(text, max(0, start - 4), start):
        return end
    beyond = _phrase_end(text, end + 1)
    listed = text[end + 1 : beyond]
    return (
        beyond if "的" in listed and not re.match(r"[\d*×一二两三四五六七八九十]", listed) else end
    )


def _quoted(phrase: str, at: int) -> bool:
    """Whether a place of a phrase lies inside quotation marks."""
    opened = max(phrase.rfind("“", 0, at), phrase.rfind("《", 0, at))
    return opened >= 0 and not any(close in phrase[opened:at] for close in "”》")
