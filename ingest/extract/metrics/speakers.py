"""Whose numbers a speech tells that says 我们: the speaker's body or place, where he heads it."""

import re
from collections.abc import Sequence
from typing import Final

from kg.model import Mention
from kg.ontology import Kind

_US: Final = re.compile("我们|咱们|我[村镇乡县区市省院校局所司]|我社区|我街道")
_SAYS: Final = r"(?:说|介绍|表示|告诉|称|坦言|指出|提到|回忆|感慨)"
# Those who speak for a body.
_POST: Final = (
    r"(?:书记|主任|[镇乡县区市省院校局所队厂站社会行处科]长|负责人"
    r"|(?:理事|董事|秘书)长|总?经理|主席|政委)"
)
_HEADS: Final = re.compile(rf"[^，。]{{0,12}}?{_POST}")
# What leads a unit speaks for all of it.
_ORGAN: Final = re.compile("(?:党委|党支部|党总支|党工委|党组|[村居]委会?|人民政府|政府)?")
# 社区党支部 is one of many: which one, the text before may tell.
_BARE: Final = re.compile(
    "(?:社区|[村镇乡县市区省]|街道|公司|企业|学校|医院|集团)?(?:党委|党支部|党总支|党工委|党组|委员会|[村居]委会?|政府)?$"
)
# ”甲社区党委书记某某说: what stands behind a speech and tells whose it is …
_BEHIND: Final = re.compile(rf"”[，,]?(?P<who>[^。！？；“”\n]{{2,60}}?{_SAYS})")
# … and what stands before it: 甲社区党委书记某某介绍，“; 说：“.
_AHEAD: Final = re.compile(
    rf"(?P<who>[^。！？；“”\n]{{2,60}}?{_SAYS}[^。！？；“”\n]{{0,10}}[：，,:])\Z"
)
_LONGEST: Final = 600
_LONGEST_WHO: Final = 80


def speaker(text: str, at: int, named: Sequence[Mention]) -> str | None:
    """Name of the body whose head says 我们 in the speech that holds ``at``; None elsewhere.

    ``named`` are places and bodies in text order, outer before inner.
    """
    low = max(0, at - _LONGEST)
    opening = text.rfind("“", low, at)
    if opening < 0 or text.rfind("”", opening, at) >= 0:
        return None
    close = text.find("”", at, at + _LONGEST)
    if close < 0 or not _US.search(text, opening, close):
        return None
    told = _BEHIND.match(text, close) or _AHEAD.search(
        text, max(0, opening - _LONGEST_WHO), opening
    )
    return _headed(text, *told.span("who"), named) if told else None


def _headed(text: str, start: int, end: int, named: Sequence[Mention]) -> str | None:
    """The last place or body before the post of a head in ``text[start:end]``."""
    inside = [m for m in named if start <= m.start and m.end <= end]
    for mention in sorted(inside, key=lambda m: (m.end, -m.start), reverse=True):
        if _HEADS.match(text, mention.end, end):
            places = [m for m in inside if m.kind is Kind.PLACE and m.start >= mention.start]
            own = [m for m in places if _ORGAN.fullmatch(text, m.end, mention.end)]
            if own or not _BARE.match(mention.name):
                return own[-1].name if own else mention.name
    return None
