"""What makes a sentence worth repeating: form, length and place alone.

The rules are general ones of rhetoric: parts of one build, a small thing set against a great one,
what is not set against what is, an image in quotation marks. Lists of things, orders, plans and
news have such forms too, and say nothing by them: they lose what they gained. Points only order
sentences; 0 is none.
"""

import re
from itertools import pairwise
from typing import Final

from kg.text import is_masked

_LONGEST: Final = 80  # characters; longer is told, not said
_LEAST: Final = 2  # points of a telling sentence: one figure of speech, or two faint ones
_TERSE: Final = 36  # characters of a sentence in which a faint turn is the whole of it
_EQUAL: Final = (3, 13)  # characters of parts that stand side by side
_FEW_PARTS, _MANY_PARTS = 2, 3
_PARTS: Final = re.compile(r"[，、；。！？,;!?]")
# Words between marks are names and set phrases: 实现“减环节、减材料、减跑动”; in brackets, notes.
_QUOTED: Final = re.compile(r"“[^”]*”|（[^）]*）")
_CONTRAST: Final = re.compile(
    r"不是[^，。]{1,16}，?而是|变“?[^，。“”]{2,10}”?为“?[^，。”]{2,}"
    r"|没有[^，。]{2,14}，?就没有|越(?!来)[^，。越]{1,8}越|宁[可愿][^，。]{2,12}，?[也不]"
    r"|不能[^，。]{2,12}，?而是|不怕[^，。]{1,10}，?[就只]怕|不在[^，。]{1,12}，?[而]?在"
)
# Turns that plain reports have as well; they tell something where they are all that is said.
_FAINT: Final = re.compile(
    r"既[^，。]{2,14}，?[又也]|[只唯]有[^。；]{2,24}，才"
    r"|不仅(?:是|要)?[^，。]{2,20}，?(?:更是|更要|而且|还是)"
    r"|[从由变]“[^”]{2,10}”[^，。；“”]{0,4}“[^”]{2,10}”"
)
_SMALL: Final = r"“?[小微](?![区时组学康镇队程吃麦麻米写于幅王李张])[\u4e00-\u9fff]{1,4}”?"
_GREAT: Final = (
    r"“?大(?![家量力多会额型学局院数部街厅厦户伯妈爷姐幅概约致都小桥到])[\u4e00-\u9fff]{1,4}”?"
)
# 小龙虾、大白鱼 are things of a list.
_SMALL_GREAT: Final = re.compile(rf"{_SMALL}(?!、)[^。；“”、]{{0,8}}{_GREAT}")
# 是“前哨站”, 当好“主心骨”, 架起“连心桥”: an image, two to six characters long.
_IMAGE: Final = re.compile(
    r"(?:是|成为|成了|当好|当|做(?![实强优大精])|变成|架起|搭起|筑牢|织密|织就|打通|唱好|下好|走好|答好|念好|绘就|点亮|激活|种下|奏响)"
    r"[^，。；“”]{0,8}“(?![二两双三四五六七八九十])[\u4e00-\u9fff]{2,6}”"
)
_LEARNT: Final = re.compile(
    r"(?:深切|深刻|深深)?(?:体会|感受|认识|感悟)到|归根[到结]底|说到底|关键在"
)
# Orders, lists and news lines: what is to be done or was, not what is said.
_FLAT: Final = re.compile(
    r"^(?:[一二三四五六七八九十]+(?:是|要)|[（(][一二三四五六七八九十]+[）)]|比如|例如|同时|此外|以上|这些|根据|按照|按|指导|召开|印发|出台|制定|会议|截至|目前|今年|去年|近年|近期|为此|各地|各级|有关|按期|在会上|下一步|下步|这次|尤其是|近些年|让|指(?!尖|望)|注：|就[^，]{2,10}来[看说]|[^，。：]{2,12}方面：)"
    r"|等等|《|^[^，]{0,24}(?:省委|市委|县委|区委|工委|街道|党委|组织部|领导小组)[^，]{0,12}(?:召开|制定|印发|出台|建立|研究|推动|部署)"
)
# A measure told plainly: what was set up or is to be, not what was meant by it.
_DONE: Final = re.compile(
    r"^(?:我们|同时|[\u4e00-\u9fff]{2,6}[市区县镇])?(?:通过|充分发挥|发挥|建立|推行|创建|创新|开展|广泛开展|实施|实行|聘请|组织|设立|打造|完善|加强|深化|针对|围绕|着力|着眼|依托|每项|每年"
    r"|推动|推进|推深|持续|培育|发展|加快|加大|统筹|支持|优化|扩大|构建|规范|积极|深入|提升|增强|健全|转变|全面|全力|大力|强化|聚焦|抓好|引导|鼓励|促进|带头|始终|扎实|严格|进一步|不断|继续|落实|坚决|高质量|坚持(?!不)|倡导|突出|系统谋划)"
)
# What hangs on the words before it says nothing alone.
_HANGING: Final = re.compile(
    r"^(?:所以|因此|但是?|而且|然而|如果|只有这样|这样|这就是|就是|其中|有的|很多|他|她|它|这|那|在[^，]{2,14}中，|关键也)"
)
_ATTRIBUTED: Final = re.compile(r"(?:强调|指出|要求|表示|介绍)[，：:]")
# That a thing stands for another is what news say of whatever they tell.
_STANDS_FOR: Final = re.compile(r"(?:的|一个?)(?:生动|真实|具体)?(?:缩影|写照|体现|剪影)")
# A rule, a fact of procedure or an honour is told, not said: 按照…的原则配建, 活动设置了…环节.
_TOLD: Final = re.compile(
    r"按照?[^。；]{0,40}的(?:原则|标准|比例|要求|规定)|入选|获评|荣获|获批"
    r"|(?:活动|会议|仪式|培训|大会|比赛|课程|现场)(?:共|还|上)?(?:设置|设有|设立|分为|安排|邀请|围绕)"
)
_ORDERED: Final = re.compile(
    r"^[^，。]{0,16}(?:(?<!不仅)要(?![求素])|必须|务必|应当)|，要(?![求素])"
)
_NAMED: Final = re.compile(r"总书记|习近平|中央|省委|市委|县委|区委")
_FIGURE: Final = re.compile(r"[0-9０-９]|%|％")
# Names of bodies and of jobs stand side by side without saying anything by it.
_BODY: Final = re.compile(
    r"(?:[局委办部会院校所司处科站队组镇乡村市县区员学厅馆园]|街道|公司|中心|集团|单位|组织|服务|管理|治理|建设|工作)$"
)
# What a verb or a turn ends with: parts that end alike are said, not listed.
_SAID_END: Final = re.compile(r"(?:所在|之[\u4e00-\u9fff]|到位|[起下上]来|[上下]去|得.|[于在]\w)$")


def telling_points(words: str) -> int:
    """Points of a sentence that is worth repeating."""
    if len(words) > _LONGEST or is_masked(words) or _FIGURE.search(words) or _FLAT.search(words):
        return 0
    contrasts = len(_CONTRAST.findall(words)) + bool(_SMALL_GREAT.search(words))
    points = 2 * contrasts + 2 * min(2, len(_IMAGE.findall(words)))
    points += bool(_LEARNT.search(words)) + _even(words)
    faint = _FAINT.search(words) is not None
    points += (2 if len(words) <= _TERSE else 1) * faint
    points -= 2 * bool(_ORDERED.search(words)) + 2 * bool(_NAMED.search(words))
    points -= 2 * bool(_DONE.search(words)) + 2 * bool(_HANGING.search(words))
    points -= 2 * bool(_STANDS_FOR.search(words)) + 4 * bool(_TOLD.search(words))
    points -= bool(_ATTRIBUTED.search(words)) + words.startswith("“")
    points -= words.endswith(("；", ";", "：", ":"))
    return points if points >= _LEAST else 0


def _even(words: str) -> int:
    """Points for parts of equal length one behind another: 问需于民、问计于民、问效于民.

    Of two parts, and of things in a list (数字经济、绿色经济), only a little.
    """
    bare = _QUOTED.sub(lambda quote: "＿" * len(quote.group()), words)
    parts = [(part, bare[at - 1 : at] if at else "") for at, part in _cut(bare)]
    longest, run, listed = 1, 1, False
    for (longer, _), (after, mark) in pairwise(parts):
        # What comes before the first part is none of it: 坚持 问需于民、问计于民.
        before = longer[-len(after) :] if run == 1 and after else longer
        run = run + 1 if _is_parallel(before, after) else 1
        if run > longest:
            longest = run
            listed = mark == "、" and _is_listed(before, after)
    if longest >= _MANY_PARTS:
        return 1 if listed else longest + 1
    return 1 if longest == _FEW_PARTS and not listed else 0


def _cut(words: str) -> list[tuple[int, str]]:
    """Parts of a sentence with where each begins."""
    found, at = [], 0
    for mark in _PARTS.finditer(words):
        found.append((at, words[at : mark.start()].strip()))
        at = mark.end()
    return [*found, (at, words[at:].strip())]


def _is_parallel(before: str, after: str) -> bool:
    """Whether two parts are of one length and begin or end with one word.

    Of three characters only the end counts: 抓规划、抓责任 is a list, 想在前、干在前 is a figure.
    """
    if len(before) != len(after) or not _EQUAL[0] <= len(after) <= _EQUAL[1] or "＿" in after:
        return False
    if _BODY.search(after) or before == after:
        return False
    return before[-1] == after[-1] or (len(after) > _EQUAL[0] and before[0] == after[0])


def _is_listed(before: str, after: str) -> bool:
    """Whether parts are things of one kind, named by one noun at the end of each."""
    if _SAID_END.search(before) and _SAID_END.search(after):
        return False
    if len(after) == _EQUAL[0]:
        return before[-2:] != after[-2:]
    return before[-2:] == after[-2:]
