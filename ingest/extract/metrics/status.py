"""Whether a number is reached, aimed at, or wrong: a target is never shown as a result."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final

from ingest.extract.metrics.measures import clause_end, clause_start
from ingest.extract.metrics.numerals import Quantity
from kg.ontology import Genre, Status

# Verbs that 将, 要 and 计划 govern; 将 alone also just moves an object (将事项纳入清单).
_DO: Final = (
    r"(?:达到?|建成|建设|新[增建设开]|再|改[造建]|扩|完成|实现|投入|投资|投用|打造|超过|突破|培[育训养]|形成|继续|"
    r"进一步|争取|力争|确保|于|在(?!职)|迎来|开展|组织|举办|举行|陆续|全面|启动|推出|增[加设长]|选派|招[募聘收]|覆盖|惠及|"
    r"办[好成理]|安排|提[升高供]|实施|设[立置]|引[进入]|创建|建立|发放|配[备套]|保持|稳定|控制|下降|压[减缩降]|减少|有|对|为|从|"
    r"逐|用|通过|依托|力|推[动进]|支持|帮助|修[建缮]|整治|解决)"
)
_BOUND: Final = "(?:达到|少于|低于|超过|完成)"
_DONE: Final = ("建成", "投用", "投产", "达产", "完工", "实施", "运营")
_WHO_MUST: Final = (
    *("今年", "明年", "年内", "年底前?", "下半年", "我们", "全[省市县区镇村]", "还", "都", "均"),
    *("就", "也", r"各级?[^，。；\n]{1,6}", "，", "。", r"\n", "、", "："),
)
# Every alternative begins with a character, so that the search skips to those there are.
_PLAN: Final = re.compile(
    r"力争|争取(?=[今明在到年实完建达突全早尽用使让再更把多对引])|拟(?<![新共已计].)(?=[建于用新投再将在设开选引招推对投分改])"
    rf"|计划(?<!行动..)(?:总|每|共|今|明|年|到|利|分|{_DO})|规划(?:建设|新建|布局)|任务(?:是|为|：)"
    r"|目标(?<!按..)(?:是|为|：|:|[^，。；\n]{0,8}达到)|按照[^，。；\n]{0,14}(?:目标|规划)[^，。；\n]{0,4}，"
    rf"|将(?<![必行].)(?![^，。；\n]{{0,16}}(?:作为|纳入|融入|列[为入]|编入|变|转化|分[为成]|交给)){_DO}"
    rf"|年底(?:前|(?:达到|实现|完成|建成|基本))|即将|年内(?<![一两三四五六\d]..){_DO}|"
    + "|".join(f"{done}后，?[^，。；\n]{{0,10}}[可能]" for done in _DONE)
    + "|"
    + "|".join(f"{who}要(?![求素点闻件是道么])" for who in _WHO_MUST)
    + r"|十[五六七]五”?(?:期?末|期间|时期)|确保(?:到|年底|今年|全年|实现|完成|建成|达到|新|每)"
    r"|下一步|下一阶段|今后|接下来|未来[\d一二三四五]"
    rf"|明年|要求[^。；\n]{{0,24}}(?:达到|完成|实现|建成|不低于|不少于|至少)|应{_BOUND}|须{_BOUND}|不得{_BOUND}"
)
# A forecast reaches no further than its own part of the sentence.
_FORECAST: Final = re.compile(r"预期(?<![及于超出合稳]..)(?!寿命)|预计|有望")
_BY_YEAR: Final = re.compile(r"(?:(?<!截止)(?<!截至)到|(?<!截)至)?(?P<year>20[2-9]\d)年")
_PAST: Final = re.compile(
    r"已(?:经|有|完|建|投|实|达|累|开|办|收|落|组|培|引|成|在|发|覆)|完成了|实现了|建成了|去年|上年|截至|截止|目前|先后|"
    r"以来|过去|曾|当时|同比|实际(?=[完建新达投办到])"
)
_LONG_PAST: Final = re.compile(r"以前|过去|原来|原先|从前|那时|曾经|当年")
_SUMS_UP: Final = re.compile(r"累计|已")
# Headings end in what they promise; a title (“2024年…推进会上的讲话”) does not.
_PLAN_HEADING: Final = re.compile(
    r"(?:20\d\d年|今年|明年|下半年|下一步|下步|今后|下一?阶段|十[五六七]五).*"
    r"(?:工作|任务|目标|安排|打算|计划|部署|重点|措施|要求|思路|举措)$"
    r"|^(?:工作|主要|重点|今后|下步|奋斗|发展)*(?:打算|目标任务|目标|安排|努力方向|工作计划|工作思路|下一步)$"
)
_REVIEW_HEADING: Final = re.compile(
    r"回顾|总结|成效|做法|经验|情况|成就|完成|讲话|发言|通知|方案|汇报|报告|亮点|进展"
)
_HEADING: Final = re.compile(
    r"^[ \t　]*(?:(?P<number>[一二三四五六七八九十]+、)(?P<long>[^\n。；]{2,60})|"
    r"(?P<words>[^\n。；，：]{2,40}))$",
    re.MULTILINE,
)
# A main heading that names a time to come: 三、接续奋斗，开好“十五五”的局.
_PLAN_PERIOD: Final = re.compile(r"十[五六七]五(?!规划(?:纲要)?编制)|今年|明年|下一步|新的一年")
# Work reports promise from here on, whatever their headings say.
_TURN: Final = re.compile(r"^[^\n。]{0,24}主要预期目标", re.MULTILINE)
# A paragraph that opens so is a plan as a whole.
_PLAN_OPENING: Final = re.compile(
    r"^[ \t　]*(?:[一二三四五六七八九十（）()\d.、]+)?(?:下一步|接下来|下一阶段|下阶段|"
    r"今后(?!的?今天)|明年|展望|“?十[五六七]五”?(?:时期|期间))[^\n]*",
    re.MULTILINE,
)
_PROBLEM: Final = re.compile(
    r"未(?:达到|完成|突破|能)|没有达到|不达标|仍有|尚有|不及预期|低于预期|缺口|存在|违规|缺编"
)
# What was taken or spent against the rules stays so to the end of its sentence.
_AGAINST_RULES: Final = re.compile(
    r"违规[^。；\n]{0,60}?(?:收取|发放|领取|报销|收受|列支|占用)|[套骗]取|截留|挪用|贪污|侵吞|虚报冒领"
)
# Problems that the same clause says were dealt with are results.
_SOLVED: Final = re.compile(
    r"整改|解决|消除|化解|排查|办结|查处|纠正|清理|完成|追[缴回]|清退|退[还赔]|收缴|挽回|处分|立案"
)
# Reports promise growth of 5%左右 and report growth of 5.3%.
_ABOUT: Final = "左右"
_GROWS: Final = re.compile(r"(?:增长|下降|控制在|涨幅)$")
# Characters that one statement of aims may reach over.
_LONGEST_PLAN: Final = 600
_WINDOW: Final = 60


class Statuses:
    """The plans of a text, ready to be asked whether a number belongs to one."""

    def __init__(
        self,
        text: str,
        date: str | None,
        genre: Genre = Genre.OTHER,
        named: Sequence[tuple[int, int]] = (),
    ) -> None:
        """Note the sections and paragraphs that plan; ``date`` is the case's, ISO or None.

        ``named`` are spans of practices, sorted: a 计划 in their names plans nothing.
        """
        self._text = text
        self._named = named
        self._report = genre is Genre.REPORT
        self._year = int(date[:4]) if date else None
        plans = [*_sections(text), *(m.span() for m in _PLAN_OPENING.finditer(text))]
        turns = [m.start() for m in _TURN.finditer(text)] if self._report else []
        plans = sorted([*plans, *((start, len(text)) for start in turns[-1:])])
        self._starts = [start for start, _ in plans]
        # How far any plan that starts up to here reaches.
        self._reach = list(accumulate((end for _, end in plans), max))

    def of(self, quantity: Quantity, sentence: int) -> Status:
        """Status of a number in the sentence that starts at ``sentence``; doubt: reached."""
        text, at = self._text, quantity.start
        left = clause_start(text, at, sentence, "，。；")
        clause = text[left : quantity.end]
        if _PROBLEM.search(clause) and not _SOLVED.search(clause):
            return Status.PROBLEM
        if _AGAINST_RULES.search(text, sentence, at) and not _SOLVED.search(clause):
            return Status.PROBLEM
        plan = bisect_right(self._starts, at)
        if plan and at < self._reach[plan - 1]:
            return Status.ACHIEVED if self._looks_back(clause) else Status.TARGET
        if _LONG_PAST.search(clause):
            return Status.ACHIEVED
        rounded = _GROWS.search(text, left, at) and text.startswith(_ABOUT, quantity.end)
        if rounded and self._report and not _PAST.search(clause):
            return Status.TARGET
        return Status.TARGET if self._aims(quantity, left) else Status.ACHIEVED

    def _aims(self, quantity: Quantity, left: int) -> bool:
        """Whether a word of planning governs the number, from before or later in its clause."""
        text, at = self._text, quantity.start
        # A plan reaches over ； to the full stop: 目标是：…增长5%；…增长6%。
        low = max(0, at - _LONGEST_PLAN)
        start = max(low, text.rfind("。", low, at), text.rfind("\n", low, at))
        cues = [
            match.end()
            for match in _PLAN.finditer(text, start, quantity.start)
            if not self._in_name(match.start())
        ]
        cues += self._future_years(start, at)
        if not self._report:
            # Work reports tell the year's likely outcome so: 全年预计接待游客….
            part = max(start, text.rfind("；", start, at))
            cues += [match.end() for match in _FORECAST.finditer(text, part, at)]
        if cues and not _PAST.search(text, max(cues), at):
            return True
        end = clause_end(text, quantity.end, "，。；：\n")
        follows = _PLAN.search(text, quantity.end, min(end, quantity.end + _WINDOW))
        return follows is not None and not _SUMS_UP.search(text, left, at)

    def _in_name(self, at: int) -> bool:
        """Whether a place lies inside a practice's name: 老人关爱计划."""
        last = bisect_right(self._named, (at, len(self._text))) - 1
        return last >= 0 and at < self._named[last][1]

    def _future_years(self, start: int, at: int) -> Iterator[int]:
        """Ends of years that lie ahead; where no date is known only 到2030年 says so."""
        for match in _BY_YEAR.finditer(self._text, start, at):
            spans = self._text[max(0, match.start() - 1) : match.start()] in {"年", "从", "—", "-"}
            year = int(match["year"])
            until = match.group()[0] == "到" and not spans and not self._from_before(match.start())
            ahead = self._year is None or year == self._year
            if (until and ahead) or (self._year is not None and year > self._year):
                yield match.end()

    def _from_before(self, at: int) -> bool:
        """Whether a change is told that began earlier: 从2020年的5%提升到2025年."""
        low = clause_start(self._text, at, max(0, at - _WINDOW), "，。；")
        return re.search("从|由|20[0-2]\\d年$", self._text[low:at]) is not None

    def _looks_back(self, clause: str) -> bool:
        """Whether a clause inside a plan tells what is reached already."""
        years = [int(year) for year in re.findall(r"(?<!到)(20[0-2]\d)年", clause)]
        return bool(_PAST.search(clause)) or any(
            self._year is not None and year < self._year for year in years
        )


def _sections(text: str) -> list[tuple[int, int]]:
    """Spans of sections that plan, sorted: from a heading that says so to one that looks back."""
    spans, start = [], -1
    for heading in _HEADING.finditer(text):
        words = heading["long"] or heading["words"]
        back = bool(_REVIEW_HEADING.search(words))
        ahead = _PLAN_HEADING.search(words) or (heading["number"] and _PLAN_PERIOD.search(words))
        if start < 0 and not back and ahead:
            start = heading.start()
        elif start >= 0 and back and heading["number"]:
            spans.append((start, heading.start()))
            start = -1
    return [*spans, (start, len(text))] if start >= 0 else spans
