"""Which numbers are nobody's of the text: the whole country's, and those of rules."""

import re
from typing import Final

# No province has a 国内生产总值; 全国共有 counts in all of them.
_NATION: Final = re.compile("国内生产总值(?!居|排|位)")
_OF_NATION: Final = re.compile(
    r"[^，。]{0,8}?(?:我国|全国)(?:各地|各级)?(?:至少)?(?:共|已|现|累计|近|约|有(?=[0-9])|(?=[0-9]))"
)
# A measure may begin where the number's words begin and be told within them.
_FIGURE: Final = 12
# Characters of a long paragraph.
_REACH: Final = 600

# Articles of a constitution, an act or an order: what they set is nobody's result.
_ARTICLE: Final = re.compile(r"^[ \t　]*第[一二三四五六七八九十百零〇0-9]{1,5}条", re.MULTILINE)
_FEWEST_ARTICLES: Final = 5


def is_ruling(text: str) -> bool:
    """Whether a text is made of articles (第一条 …), so that its numbers are limits and terms."""
    return len(_ARTICLE.findall(text)) >= _FEWEST_ARTICLES


def is_national(text: str, at: int) -> bool:
    """Whether the number at ``at`` is the country's: 国内生产总值 and what follows, 全国共有."""
    low = max(0, at - _REACH)
    clause = max(text.rfind(mark, low, at) for mark in "，。；！？：\n") + 1
    start = max(text.rfind(mark, low, at) for mark in "。\n") + 1
    told = _OF_NATION.match(text, clause, at)
    return told is not None or _NATION.search(text, start, at + _FIGURE) is not None
