"""Titles that no blank parts from their text: what follows shows where they end."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.cutting.datelines import DATELINE
from ingest.cutting.places import leading_place, leads_with_place
from kg.places import gazetteer

_SHORTEST: Final = 8  # characters of a title
_LONGEST: Final = 60
_WHOLE: Final = 300  # characters of a line that holds a piece, not a paragraph
_FAR: Final = 60  # characters within which a text names its place behind a title that does
# No word of a title: who writes a headline parts its clauses by blanks.
_BREAKS: Final = re.compile(r"[。；;！!？?，,\n]")
_BYLINE: Final = re.compile(
    r"(?P<title>(?!图为)[^。；;！!？?，,（()）\n]{8,60}(?<![讯电道摄图]))"
    r"[（(](?:本报|本刊|特约|全媒体)*(?:记者|通讯员|作者|撰稿|整理)(?![^（()）]*[摄图])[^（()）。]{1,40}[）)]"
)
# What begins a sentence: a comma behind it shows that nothing stands in front.
_OPENER: Final = re.compile(
    r"(?:近年|近些年|多年|一直以|连日|长期以|今年以|去年以|20\d\d年以|20\d\d年\d{0,2}月?以)来[，,]"
    r"|(?:近日|日前|如今|近期|近来|目前|当前|今年|去年|去年底|20\d\d年|20\d\d年\d{1,2}月|\d{1,2}月\d{1,2}日)[，,]"
)
# What a sentence says of a body: its name is no headline.
_BODY: Final = re.compile(
    r"(?:局|厅|委|部|处|办|会|室|司|院|校|学|中心|政府|公司|集团|银行|医院|部门|单位|机关|组织|支部|干部|党员|群众|居民|村民|企业|们"
    r"|省|市|区|县|镇|乡|街道|社区|村|小区|地区|[在到从自对为于向与和是的了把将由])$"
)
_LEAD: Final = re.compile(r"[^：:，。\s]{2,16}[：:]")
_SAYS: Final = re.compile(
    r"(?:说|称|道|表示|指出|认为|提示|通报|介绍|显示|强调|声明|指控|要求|规定|透露|回应|呼吁|提出|宣布|公告|通知|如下|包括|书记|主任|局长|市长|县长|负责人)[：:]$"
)
BLANK: Final = re.compile(r"[ \t\u3000]")
# Two clauses of a headline; running text has no blank between its words.
_CLAUSES: Final = re.compile(r"[\u4e00-\u9fff”》]{4}[ \u3000]+[\u4e00-\u9fff“《]{4}")
_FURNITURE: Final = re.compile(
    r"^(?:图为|广告|来源|原标题|附|据|视频|编辑|责编)|[（()）]|记者|通讯员|供图|摄[影像]?$|[讯电]$"
)
_PAIRS: Final = (("“", "”"), ("《", "》"), ("‘", "’"))


def title_before_text(line: str, start: int) -> tuple[int, int]:
    """Length of a title at an offset of a line, and of it with the byline behind; (0, 0): none.

    The line goes on with its text without a blank: behind a byline in brackets, a dateline, words
    that open a sentence, or the place that the title began with, once more. Where it does not
    open its line, it must besides be built as headlines are.
    """
    window = line[start : start + _LONGEST + _FAR]
    long = len(line) - start >= _WHOLE
    placed = leads_with_place(window)
    headline = _headline(window, placed=placed)
    whole = long and not start
    if not (headline or whole or (placed and _may_end(window))):
        return 0, 0
    byline = _BYLINE.match(window) if headline or whole else None
    if byline and _is_title(byline["title"]):
        return byline.end("title"), byline.end()
    for end in _ends(window, sure=headline or whole, placed=placed):
        if _is_title(window[:end]) and not _BODY.search(window[:end].rstrip()):
            return end, end
    end = _before_comma(window) if long or not start else 0
    return end, end


def _may_end(window: str) -> bool:
    """Whether anything can show where a title ends that is not built as a headline."""
    opener = _OPENER.search(window, _SHORTEST)
    clear = opener is not None and not opener[0][0].isdecimal()
    return clear or bool(DATELINE.search(window, 0, _LONGEST) or _LEAD.match(window))


def _headline(window: str, *, placed: bool) -> bool:
    """Whether words begin with a place and a colon, or with two clauses parted by a blank."""
    lead = _LEAD.match(window) if placed else None
    if lead and not _SAYS.search(lead[0]):
        return True
    stop = _BREAKS.search(window)
    end = stop.start() if stop else len(window)
    # A blank is looked for first: hardly any sentence has one.
    return bool(BLANK.search(window, 0, end) and _CLAUSES.search(window, 0, end))


def _ends(window: str, *, sure: bool, placed: bool) -> Iterator[int]:
    """Where a title may end, the surest first; other than ``sure`` ones only by clear words."""
    dateline = DATELINE.search(window, 0, _LONGEST)
    if dateline:
        yield dateline.start()
    opener = _OPENER.search(window, _SHORTEST)
    if opener and (sure or not opener[0][0].isdecimal()):
        yield opener.start()
    if sure and placed:
        yield _before_place(window)


def _is_title(words: str) -> bool:
    """Whether words are as long as a title, without a stop, a comma or an open quotation."""
    plain = words.strip()
    fair = _SHORTEST <= len(plain) <= _LONGEST
    return fair and is_closed(plain) and not _BREAKS.search(plain) and not _FURNITURE.search(plain)


def is_closed(words: str) -> bool:
    """Whether every quotation that words open ends in them."""
    return all(words.count(first) == words.count(last) for first, last in _PAIRS)


def _before_place(window: str) -> int:
    """Where the place that leads a title, or one above or inside it, is named again; 0: nowhere."""
    places = gazetteer()
    found = places.find(window)
    first = {unit for start, _, units in found if start < _SHORTEST for unit in units}
    for start, _, units in found:
        if start >= 2 * _SHORTEST and any(
            places.inside(unit, other) or places.inside(other, unit)
            for unit in units
            for other in first
        ):
            return start
    return 0


def _before_comma(window: str) -> int:
    """The first words behind a place and a colon: nothing shows where the title ends."""
    lead = _LEAD.match(window)
    named = lead and lead[0][:-1].endswith((leading_place(window) or "市", *"省市县区州旗镇乡"))
    if not lead or not named:
        return 0
    stop = _BREAKS.search(window, lead.end())
    return stop.start() if stop and _is_title(window[: stop.start()]) else 0
