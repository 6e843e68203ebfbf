"""Whether a number is reached, aimed at, or wrong: a target is never shown as a result."""

import re
from collections.abc import Sequence
from typing import Final

from ingest.extract.measures import clause_start
from ingest.extract.numerals import Quantity
from kg.ontology import Status

_PLAN: Final = re.compile(
    r"力争|争取(?!到)|计划(?=[\d在用投新建于到今明年利通完])|拟(?:建|于|用)|预期|预计|目标(?:是|为|：|:)"
    r"|将(?:达到|建成|新增|新建|完成|实现|投入|打造|超过|培育|形成|继续|进一步|争取|力争)"
    r"|到20\d\d年|到“[一二三四五]+五”末|今年要|要(?:实现|达到|完成|建成|确保)"
    r"|确保(?:到|年底|今年|全年|实现|完成)|下一步|今后|未来[\d一二三四五]"
)
_PAST: Final = re.compile(r"已(?:经)?|完成了|实现了|去年|上年|截至|目前|累计|先后|以来")
# Headings end in what they promise; a title (“2024年…推进会上的讲话”) does not.
_PLAN_HEADING: Final = re.compile(
    r"(?:20\d\d年|今年|明年|下一步|下步|今后|下一?阶段|十[五六七]五).*"
    r"(?:工作|任务|目标|安排|打算|计划|部署|重点|措施|要求)$"
    r"|^(?:工作|主要|重点|今后|下步)*(?:打算|目标任务|安排|努力方向|工作计划)$"
)
_REVIEW_HEADING: Final = re.compile(
    r"回顾|总结|成效|做法|经验|情况|成就|完成|讲话|发言|通知|方案|汇报"
)
_HEADING: Final = re.compile(
    r"^[ \t　]*(?P<number>[一二三四五六七八九十]+、)?(?P<words>[^\n。；，：]{2,40})$", re.MULTILINE
)
_PROBLEM: Final = re.compile(
    r"未(?:达到|完成|突破|能)|没有达到|不达标|仍有|尚有|缺口|存在|违规|缺编"
)  # Problems that the same clause says were dealt with are results.
_SOLVED: Final = re.compile(r"整改|解决|消除|化解|排查|办结|查处|纠正|清理|完成")
# Characters that one statement of aims may reach over.
_LONGEST_PLAN: Final = 600


def plan_spans(text: str) -> list[tuple[int, int]]:
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


def status(
    text: str, sentence: int, quantity: Quantity, plans: Sequence[tuple[int, int]]
) -> Status:
    """Status of a number in the sentence that starts at ``sentence``; doubt counts as reached."""
    at = quantity.start
    clause = text[clause_start(text, at, sentence, "，。；") : quantity.end]
    if _PROBLEM.search(clause) and not _SOLVED.search(clause):
        return Status.PROBLEM
    if any(start <= at < end for start, end in plans):
        return Status.ACHIEVED if _PAST.search(clause) else Status.TARGET
    # A plan reaches over ； to the full stop: 目标是：…增长5%；…增长6%。
    low = max(0, at - _LONGEST_PLAN)
    paragraph = max(low, text.rfind("。", low, at) + 1, text.rfind("\n", low, at) + 1)
    plan = max((match.end() for match in _PLAN.finditer(text, paragraph, at)), default=-1)
    if plan >= 0 and not _PAST.search(text, plan, at):
        return Status.TARGET
    return Status.ACHIEVED
