"""What stands before a quotation and brings it in: verbs, class nouns, the parts of a number."""

import re
from typing import Final

from ingest.extract.initiatives.wordlists import WEIGHT, words

# A verb farther away than this counts half.
_NEAR: Final = 8
# Where the context tells at least this much, a class noun before adds nothing.
TOLD: Final = 0.8

_KINDS_OF_NEW: Final = ("科技", "产业", "制度", "理论", "技术", "自主")
# The class noun may stand before the name as well: 党建品牌“…”, 小程序“…”.
_NOUN_BEFORE: Final = re.compile(
    r"(?:品牌|牌子|小程序|平台|工作法|工程|行动|计划|项目|活动|机制|模式|制度|热线|栏目|系统|应用|APP)$"
)
# 邻里互助、难事共商等楼栋“六联”: the parts are told, so the number is a name.
_PARTS_BEFORE: Final = re.compile(r"、[^、]{2,12}等[一-鿿]{0,4}$")
# 建成20个“小哥驿站”: a quoted name of places to go to.
_FACILITY: Final = re.compile(r"[一-鿿]{2,}(?:[站室屋坊厅亭吧]|之家|书房|超市|银行|广场|港湾)$")
_COUNTED_BEFORE: Final = re.compile(r"[0-9一二三四五六七八九十百千余多*×]+[个所家处座间]$")
_ARTICLES: Final = re.compile("[0-9]{2,3}条")
# Between a verb of one character and the quotation nothing but these may stand.
_MEASURE: Final = re.compile(r"(?:[了着起好出]|一?[个座张道条把盘名支股位项根面]){0,2}")


def before(left: str, core: str, *, told: bool) -> float:
    """What the words ``left`` of a quotation say: a verb, a class noun, the parts of a number.

    ``told``: the quotation is a number that the parts before it may explain.
    """
    score = _verb(left)
    # 制定实施民营经济“26条”: articles by their number, where a verb brings them in.
    score += 1.0 if score > 0 and _ARTICLES.fullmatch(core) else 0.0
    score += 1.2 if _NOUN_BEFORE.search(left) and score < TOLD else 0.0
    score += 0.6 if _COUNTED_BEFORE.search(left) and _FACILITY.fullmatch(core) else 0.0
    return score + (1.2 if told and _PARTS_BEFORE.search(left) else 0.0)


def _verb(left: str) -> float:
    """Weight of the last verb before the quotation; 0 where none stands."""
    for cue in reversed(list(words().cue.finditer(left))):
        weight, gap = words().weight[cue.group()], left[cue.end() :]
        if not weight and len(gap) <= _NEAR and _deepens(left, cue.start()):
            continue  # 深化拓展“…”: the verb before it decides
        if cue.group() == "创新" and left.endswith(_KINDS_OF_NEW, 0, cue.start()):
            continue  # 科技创新“四链”: a noun
        if len(cue.group()) == 1 and not _MEASURE.fullmatch(gap):
            continue
        if weight > 0 and cue.group().endswith(("称为", "叫做")) and "被" in left:
            return -1.2  # 被外界称为“…”: a nickname
        if gap.startswith(("这", "那")):
            return -1.2  # 用好这本“…”: an image of something told before
        if len(gap) <= _NEAR:
            # 打造温馨的“…”: an image is painted, a name is not
            return weight - 0.6 if weight == WEIGHT["+"] and gap.endswith("的") else weight
        return weight / 2 if weight > 0 else 0.0
    return 0.0


def _deepens(left: str, at: int) -> bool:
    """Whether a verb that brings in names ends right before ``at``."""
    verbs = (c for c in words().cue.finditer(left, 0, at) if c.end() == at)
    return any(words().weight[c.group()] > 0 for c in verbs)
