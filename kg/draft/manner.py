"""How a figure is told: whether it rose or fell, what was begun or ended, when, how often.

The same number of the same owner and measure proves nothing where these differ.
"""

import re
from typing import Final

from kg.draft.evidence import Told
from kg.draft.respective import another_share
from kg.draft.times import Difference, another_time
from kg.ontology import Change
from kg.wording import printed_words

_CLAUSE: Final = "，。；：！？,;!?\n"
_UP: Final = (
    "增加(?!值)|(?<!负)增长|增至|增到|增幅|上升|上涨|上调|提高|提升(?!行动|工程|计划)|扩大|升至|升到|涨至|涨到|涨幅|"
    "翻番|增(?=[0-9])|升(?=[0-9])|涨(?=[0-9])"
)
_DOWN: Final = (
    "减少|减至|减到|减为|减幅|下降|下调|降低|降至|降到|降为|降幅|下滑|回落|缩减|缩短|收窄|精简|压减|压缩|压降|"
    "负增长|减(?=[0-9])|降(?=[0-9])"
)
_TURN: Final = re.compile(f"(?P<up>{_UP})|(?P<down>{_DOWN})")
_KEPT: Final = re.compile("保持|稳定|维持")
_RATES: Final = "增速|翻|超|突破|跃"  # what else tells that something rose
# What a change is counted from: the same time of last year, or the time right before.
_SINCE: Final = re.compile(
    "(?P<year>同比|[比较](?:上年|去年)同期|[比较](?:上年|去年))|(?P<before>环比|[比较]上(?:月|个月|季度?|周))"
)
# What ends what there was; any other verb begins it, hands it on or leaves it as it is.
_END: Final = re.compile(
    r"撤销|撤并|撤除|关闭|关停|取消|停办|停用|裁撤|拆除|拆掉|注销|解散|清退|清除|淘汰|废止|砍掉"
)
# What may mean the same as these, or less: it neither proves nor denies them.
_END_PERHAPS: Final = re.compile(
    r"取缔|退出|终止|解除|封[停闭存堵]|查封|停[产业运止]|清[理零退]|剔除|[除去]除|销[毁号]|报废|撤离|精简|压[减缩降]|裁减|合并|整合|关掉"
)
# The same told behind a number: 20家企业全部关停; 排查20处，已拆除; but not 20个中撤销3个.
_ENDED_BEHIND: Final = re.compile(
    rf"[^，。；：！？,;!?\n\d]*(?:，(?:[已均都全现被]|全部|予以|依法|一律|逐步|悉数)+)?(?:{_END.pattern})"
    r"(?![^，。；：！？,;!?\n]{0,8}\d)"
)
# Words of a plan; not 行动计划 or 三年计划, which are carried out, nor 模拟 and 虚拟.
_PLAN: Final = re.compile(
    r"(?<!行动)(?<![一二三四五六七八九十两]年)计划|(?<![模虚草比])拟(?![定订人])|力争|预计|打算|争取(?!到)|将[于要会]"
)
# What tells of a plan only in the figure's own clause: 将 is 把 elsewhere, 目标 is what guides.
_PLAN_HERE: Final = re.compile(
    r"将(?:全面|全部|陆续|分批|逐步|累计|继续|进一步|力争|共|新|再)*"
    r"(?:建[成设立起]|打造|培育|组建|成立|设立|开[展设办]|举办|新增|增[加至到]|完成|实现|达到?|突破|覆盖|办结|投|引进)"
    r"|^(?!.*(?:完成|实现|达到|超|围绕|聚焦|对照|紧扣|按照)).*目标"
)
_ALREADY: Final = re.compile(r"已|累计|截至|完成了")
_DONE: Final = re.compile(r"已|完成|建成|累计|实现|投用|办结|共有|截至")
# What is told with its result, though the case may be read as planning it: 评选出30个.
_RESULT: Final = re.compile(
    r"[评选推派划培]出|[建办组做]成|[建办做][起好]|[评推]选|评[为定]|了(?!解)"
)
_LOOKS_BACK: Final = re.compile(r"回顾|成就|成效|主要工作和|以来工作|工作总结")
_CLOSE: Final = 6  # characters behind a figure that may tell that it was done: 43部已投用
_EACH: Final = re.compile(r"每年|年均|每季度|每月|月均|每周|每天|每日|日均")


def difference(sentence: str, span: tuple[int, int], told: Told) -> Difference | None:
    """What keeps a figure of the library from proving one of a draft; None where nothing does.

    ``span`` bounds the draft's figure in its sentence.
    """
    at, end = _span_in(told)
    ours = _upto(sentence, *span)
    theirs = _upto(told.quote.text, at, end)
    return (
        _turned(ours, theirs)
        or _unturned(ours, theirs, told.quote.text)
        or _counted_from(ours, theirs)
        or _ended(_act(sentence, *span), _act(told.quote.text, at, end), sentence, told.quote.text)
        or another_time(sentence, span, told)
        or _often(ours, theirs)
        or another_share(sentence, span, told)
    )


def plans(sentence: str, span: tuple[int, int]) -> bool:
    """Whether words up to a figure's end tell of a plan, not of what was done."""
    if _ALREADY.search(sentence, 0, span[1]):
        return False
    clause = _upto(sentence, *span)
    return _PLAN.search(sentence, 0, span[1]) is not None or _PLAN_HERE.search(clause) is not None


def told_as_plan(told: Told) -> bool:
    """Whether the library's sentence words a figure as a plan, whatever is known of it."""
    return plans(told.quote.text, _span_in(told))


def is_done(told: Told) -> bool:
    """Whether the library plainly tells of what was done, in the sentence or in its headings."""
    end = told.metric.end - told.quote.start
    headed = any(_LOOKS_BACK.search(heading) for heading in told.quote.heading)
    return headed or _DONE.search(told.quote.text[: end + _CLOSE]) is not None


def may_be_done(told: Told) -> bool:
    """Whether a figure that was taken for a target is worded as a result, not as a plan."""
    at, end = _span_in(told)
    worded = _RESULT.search(_upto(told.quote.text, at, end)) is not None
    return worded and not told_as_plan(told)


def _span_in(told: Told) -> tuple[int, int]:
    """Where a figure stands in its sentence."""
    at = told.metric.start - told.quote.start
    return at, at + len(told.metric.text)


def _upto(text: str, start: int, end: int) -> str:
    """The clause of a figure up to the figure's end."""
    return text[1 + max(text.rfind(mark, 0, start) for mark in _CLAUSE) : end]


def _turned(ours: str, theirs: str) -> Difference | None:
    """Whether one rose and the other fell."""
    one, other = (list(_TURN.finditer(words.rpartition("、")[2])) for words in (ours, theirs))
    if not one or not other or bool(one[-1]["up"]) is bool(other[-1]["up"]):
        return None
    return Difference(f"方向不同：草稿为“{one[-1][0]}”，库中为“{other[-1][0]}”", against=True)


def _unturned(ours: str, theirs: str, sentence: str) -> Difference | None:
    """Whether the draft tells of a rise or a fall where the library tells of none.

    What the library's clause says to be kept is neither, whatever else its ``sentence`` tells.
    """
    turns = list(_TURN.finditer(ours.rpartition("、")[2]))
    if not turns:
        return None
    up = bool(turns[-1]["up"])
    kept = _KEPT.search(theirs)
    if kept is None or _TURN.search(theirs):
        told = any(bool(turn["up"]) is up for turn in _TURN.finditer(sentence))
        if told or (up and re.search(_RATES, sentence)):
            return None
    said = f"，为“{kept[0]}”" if kept else ""
    return Difference(f"草稿为“{turns[-1][0]}”，库中没有这样说{said}，请核对", against=False)


def other_end(ours: Change | None, told: Told) -> Difference | None:
    """Whether one is what a change began from, and the other what it led to."""
    theirs = told.metric.change
    if Change.FROM not in (ours, theirs) or ours is theirs:
        return None
    if Change.TO in (ours, theirs):
        then = "变化前" if theirs is Change.FROM else "变化后"
        figure = printed_words(told.metric)
        return Difference(f"变化的两端不同：库中{figure}为{then}的数", against=True)
    if theirs is Change.FROM:
        return Difference("库中此数是变化以前的数，请核对", against=False)
    return None


def _counted_from(ours: str, theirs: str) -> Difference | None:
    """Whether a change is counted from another time: 同比 for 环比."""
    one, other = (list(_SINCE.finditer(words)) for words in (ours, theirs))
    if not one or not other or bool(one[-1]["year"]) is bool(other[-1]["year"]):
        return None
    return Difference(f"所比不同：草稿为“{one[-1][0]}”，库中为“{other[-1][0]}”", against=True)


def _act(text: str, start: int, end: int) -> str:
    """The word that ends what a figure counts, before or behind it; "" where none does."""
    before = _END.search(_upto(text, start, end))
    behind = _ENDED_BEHIND.match(text, end)
    return before[0] if before else _END.findall(behind[0])[-1] if behind else ""


def _ended(ours: str, theirs: str, draft: str, known: str) -> Difference | None:
    """Whether only one of both tells that something was ended; the sentences may half say so."""
    if ours and not theirs:
        perhaps = _END_PERHAPS.search(known) is not None
        return Difference(f"所做不同：草稿为“{ours}”，库中不是", against=not perhaps)
    if theirs and not ours:
        perhaps = _END_PERHAPS.search(draft) is not None
        return Difference(f"所做不同：库中为“{theirs}”，草稿不是", against=not perhaps)
    return None


def _often(ours: str, theirs: str) -> Difference | None:
    """Whether the library counts by the year, month or day, and the draft does not."""
    each = _EACH.search(theirs)
    if each is None or _EACH.search(ours):
        return None
    return Difference(f"口径不同：库中为“{each[0]}”，请核对", against=False)
