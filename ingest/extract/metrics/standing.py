"""How a name stands where it is named: what it opens, and what is right before and behind it."""

import re
from typing import Final

from ingest.extract.metrics.verbs import starts_with_verb

_CLAUSE_MARKS: Final = "，。；！？：,;!?:\n（“ 　"
# What may stand before a subject that opens a clause: times, light verbs and linking words.
_OPENING: Final = re.compile(
    r"(?:目前|如今|近日|日前|同时|其中|此外|另外|比如|例如|近年来|今年|去年|以来|期间|后"
    r"|[\d一二三四五六七八九十]+[年月周日]|近|些|年|来|上半|下半|走进|在|据|位于|家住|由|推动|带动"
    r"|引导|通过|随着|和|及|、| |　|“|截至|底|现|当前|据悉|据了解)*"
)
_LONGEST_OPENING: Final = 40
# What stands right before a name, and what it makes of it there.
_BEFORE: Final = (
    (
        "runs",
        re.compile(
            r"(?:开展|实施|推行|举办|上线|启动|发起|成立|搭建|援建|开发|组建|打造|创建|建立|建成"
            r"|推出|创新|设立)(?:了|起)?[“《]?$"
        ),
    ),
    ("at", re.compile(r"(?:在|于|到|赴|至|走进|来到|往|入)[“《]?$")),
    ("by", re.compile(r"(?:由|被|经|据|获)[“《]?$")),
    ("with", re.compile(r"(?:与|和|同|及|联合|携手|会同|、)[“《]?$")),
    (
        "for",
        re.compile(
            r"(?:向|对|为|给|帮助|助力|支持|组织|指导|推动|引导|邀请|带领|服务|覆盖|涉及|聚焦|围绕"
            r"|通过|依托|按照|将|把)[“《]?$"
        ),
    ),
)
# What stands right behind a name, and what it makes of it there.
_AFTER: Final = (
    (
        "says",
        re.compile(
            r"[”》]?(?:说|介绍|表示|告诉|坦言|透露|认为|回忆|感慨|称"
            r"|[^，。；：“”]{1,8}(?:介绍|表示|告诉记者)|[^，。；：“”]{0,6}说)"
        ),
    ),
    ("list", re.compile(r"[”》）]?(?:等|、)")),
    (
        "post",
        re.compile(
            r"(?:常委|主要|领导|班子|党?[总支]?[支总]?书记|主任|干部|党员|居民|村民|籍|副|会长"
            r"|负责人|[党工]?委员|理事长|董事长|秘书长|[局院校处科所队厂]长|第一书记)"
        ),
    ),
    ("source", re.compile(r"(?:消息|日报|晚报|讯|供图|发布|[0-9]+月[0-9]+日[电讯])")),
    ("owner", re.compile(r"[”》]?的")),
    ("mark", re.compile(r"[”》）]?[，：。；]|[”》]?[ \n]")),
    ("number", re.compile(r"[”》]?(?:共|现|已|累计|有|拥有|总|达|先后|目前)?[0-9*×]")),
)


def opens(text: str, start: int) -> str:
    """What begins at ``start`` opens: a line, a sentence, a clause; ``inside`` if none."""
    low = max(0, start - _LONGEST_OPENING)
    marks = [text.rfind(mark, low, start) for mark in _CLAUSE_MARKS]
    begin = max(low - 1, *marks)
    if _OPENING.fullmatch(text, begin + 1, start) is None:
        return "inside"
    if begin < 0 or text[begin] == "\n":
        return "line"
    return "sentence" if text[begin] in "。！？；" else "clause"


def before(text: str, start: int) -> str:
    """What the words right before a name make of it."""
    words = text[max(0, start - 5) : start]
    return next((sort for sort, pattern in _BEFORE if pattern.search(words)), "none")


def behind(text: str, end: int) -> str:
    """What the words right behind a name make of it."""
    told = next((sort for sort, pattern in _AFTER if pattern.match(text, end)), None)
    return told or ("verb" if starts_with_verb(text, end) else "noun")
