"""How far a numbered heading reaches: its set ends where the text speaks of the whole again."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.cutting.lines import Line
from ingest.cutting.shapes import Shape

_N: Final = "一二三四五六七八九十"
# Numbered headings and how deep they stand; document headings are 0 to 8.
_RANKS: Final = (
    (10, re.compile(rf"第[{_N}\d]{{1,3}}[章部编](?:分)?")),
    (20, re.compile(rf"第[{_N}\d]{{1,3}}[节条]")),
    (30, re.compile(rf"[{_N}]{{1,3}}、")),
    (40, re.compile(rf"[（(][{_N}]{{1,3}}[）)]")),
    (45, re.compile(r"(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?$")),
    (46, re.compile(r"\d{1,2}月$")),
    (47, re.compile(r"\d{1,2}月\d{1,2}日$")),
    (50, re.compile(r"\d{1,2}\s*[.．、](?!\d)")),
    (60, re.compile(r"[（(]\d{1,2}[）)]")),
    (70, re.compile(rf"[①-⑳]|[{_N}]{{1,2}}[是要]|第[{_N}][，,、]")),
)
_SET: Final = 40  # rank of （一）: a set inside a part
_COUNTED: Final = 50  # rank of 1. and below: what a paragraph counts
_TOP: Final = 10  # rank of the highest numbered heading
# Words that leave the last item of a set: to the whole audience, of all that was done.
_OF_THE_WHOLE: Final = re.compile(
    r"(?:各位(?:代表|委员|领导|同志|来宾)|同志们|朋友们)[！!]"
    r"|(?:取得)?(?:这些|上述|以上)(?:成绩|成就|成效|变化)(?:的取得)?"
    r"|(?:在)?(?:充分)?(?:看到|肯定|总结|回顾)[^，。]{0,8}(?:成绩|成效|经验)的?同时"
    r"|(?:同时[，,])?我们也(?:清醒|深刻|要清醒)"
    r"|(?:过去|这)[一三五]年[，,](?:全[省市县区]|我们)"
    r"|(?:回顾|总结)(?:过去|一年|五年|这[一五]年)[^，。]{0,12}[，,]"
)
_LAST_WORDS: Final = 3  # paragraphs in which a speech takes its leave
_BARE: Final = 60  # characters of a heading without its text; what follows it stands under it


def number_rank(line: str) -> int | None:
    """How deep a numbered line stands; None for one without a number."""
    return next((rank for rank, pattern in _RANKS if pattern.match(line)), None)


def ends_of_sets(rows: Sequence[Line]) -> Mapping[int, int]:
    """Rows of running text that leave a set of headings behind: the rank from which all close."""
    ranks = [number_rank(row.text) if row.shape is Shape.HEADING else None for row in rows]
    bare = [rank and len(row.text) <= _BARE for row, rank in zip(rows, ranks, strict=True)]
    found: dict[int, int] = {}
    last = 0  # rank of the open set
    for index, (row, rank) in enumerate(zip(rows, ranks, strict=True)):
        if rank is not None:
            last = rank if rank < _COUNTED else last
        elif _OF_THE_WHOLE.match(row.text) and not (index and bare[index - 1]):
            below = [later for later in ranks[index + 1 :] if later and later < _COUNTED]
            if index >= len(rows) - _LAST_WORDS and row.text.endswith(("！", "!")):
                found[index] = _TOP
            elif last >= _SET and (not below or below[0] < last):
                found[index] = last
                last = 0
    return found
