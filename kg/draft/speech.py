"""Who is said to have said or put forward quoted words: in a draft, and in the library alike."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Final

from kg.datafiles import read_lines

# Verbs of who puts words or a practice forward, and of who only speaks.
_FORWARD: Final = (
    "提出|指出|强调|要求|嘱托|嘱咐|勉励|叮嘱|号召|倡导|寄语|批示|指示|教导|告诫|首创|创立"
)
_SPEECH: Final = (
    "说|讲|坦言|直言|感慨|感叹|赞叹|赞赏|赞不绝口|称赞|点赞|夸|笑道|"
    "介绍|表示|告诉|谈到|认为|解释|回忆|透露|反映|呼吁|提醒"
)
# Between the speaker and the words stand a title, when and where, and the verb.
_PUTS: Final = re.compile(rf"[^。；“”]{{0,30}}?(?:{_FORWARD})[^。；“”]{{0,8}}[“]?$")
_SAYS: Final = re.compile(rf"[^。；“”]{{0,30}}?(?:{_FORWARD}|{_SPEECH})[^。；“”]{{0,8}}[“]?$")
_BARE: Final = "总书记"
# Behind the words: who speaks with a post, and the verb; or whose words they are.
_BEHIND: Final = re.compile(
    r"[”’。，,！？ ]*(?:这[句番段]?话?是|正如|据|，)?(?P<who>[^，。；：！？“”\n]{1,40}?)"
    rf"(?:(?:[高激开欣动兴心慰情深感][^，。；“”]{{0,6}}地|笑着|如此|这样|对此|对记者|向记者)*(?:{_FORWARD}|{_SPEECH}|如是)"
    r"|的(?:原话|话|感慨|感受|心声|肺腑之言))"
)
# What may stand before a name that no list has: 书记甲某, 居民甲某.
_TITLED: Final = re.compile(
    r"(?:书记|主任|长|经理|委员|代表|专员|负责人|居民|村民|老人|市民|业主|群众|党员|干部|网格员|人员|同志|会计|教授|者|人)$"
)
# The same before the words, without a name: 县委组织部负责人说：“.
_BEFORE: Final = re.compile(
    rf"(?P<who>[^，。；：！？“”\n]{{1,24}}?)(?:{_FORWARD}|{_SPEECH})[：:，,说道]*[“]?$"
)
_LENGTHS: Final = (4, 3, 2)  # characters of a name, the longest first


def speaker_of(before: str, names: Iterable[str], *, whole: bool) -> str:
    """Name of who speaks the words behind those of a sentence; empty where nobody does.

    ``names`` are those of persons; 总书记 stands for itself. The nearest one speaks. Of a name,
    not ``whole`` words, only who puts it forward counts: 甲说，推行“乙” tells what is done.
    """
    verbs = _SAYS if whole else _PUTS
    places = [(before.rfind(name), name) for name in {*names, _BARE}]
    for place, name in sorted(places, reverse=True):
        if place >= 0 and verbs.match(before, place + len(name)):
            return name
    return ""


def speaker_behind(after: str, names: Iterable[str]) -> str:
    """Name of who is said, behind the closing mark, to have spoken the words; empty if nobody.

    A name that is in no list ends what stands before the verb, alone or with a post before it.
    """
    told = _BEHIND.match(after)
    if told is None:
        return ""
    who = told["who"]
    known = [name for name in names if name in who]
    if known:
        return max(known, key=lambda name: (who.rfind(name), len(name)))
    for length in _LENGTHS:
        name, before = who[-length:], who[:-length]
        if (
            len(name) == length
            and name[0] in _surnames()
            and (not before or _TITLED.search(before))
        ):
            return name
    return ""


def post_beside(before: str, after: str) -> str:
    """The post of who speaks, told without a name before the words or behind them; else empty."""
    for told in (_BEFORE.search(before), _BEHIND.match(after)):
        if told is not None and _TITLED.search(told["who"]):
            return told["who"]
    return ""


def title_of(post: str) -> str:
    """The last word of a post, which a name may follow: 负责人, 书记."""
    told = _TITLED.search(post)
    return told[0] if told else post


@cache
def _surnames() -> frozenset[str]:
    """The surnames of one character."""
    return frozenset(line for line in read_lines("lexicon", "surnames.txt") if len(line) == 1)
