"""Titles that stand in one line with the text before or behind them, and what they begin with."""

import re
from collections.abc import Sequence
from itertools import chain
from typing import Final

from ingest.cutting.datelines import DATELINE, NOTE
from ingest.cutting.places import leads_with_place
from ingest.cutting.runon import BLANK, is_closed, title_before_text

_SHORTEST: Final = 10  # characters of a title that is told by its looks alone
_LONGEST: Final = 60
_REST: Final = 40  # characters of running text that must stand behind a title in its line
# The place is the grammatical subject of the headline, not the first word of a sentence.
_SENTENCE: Final = re.compile(r"[。；;！!？?，,]|(?:位于|地处|是全|有着)")
# A body alone is a signature, not a headline.
_SIGNATURE: Final = re.compile(r"(?:局|厅|委|委员会|办公室|公司|中心|政府|大学|医院|法院|检察院)$")
_END: Final = re.compile(rf"[。！？][”’」』）)]?(?:{NOTE})?")
# After a stop: words without a stop or comma, up to a blank or a dateline.
_WITHIN: Final = re.compile(
    rf"[。！？”]\s*(?=[^。，；！？\n]{{{_SHORTEST},{_LONGEST}}}?(?:\s|本报|本刊|新华社|人民网))"
)
_GAP: Final = re.compile(r"(?:[ \t]{2,}|\u3000+|[ \t])(?=\S)")
# What a first sentence begins with, where one blank alone parts it from its title.
_OPENING: Final = re.compile(
    r"“|近(?:年|些|日|来|期)|今年|去年|日前|如今|自?20\d\d年|为[了加推深进]|在|走进|“|一直以来|连日来|党的"
)


def tail_title(line: str) -> int:
    """Offset of a title with a place in front that ends a line of running text; 0: none."""
    stops = list(_END.finditer(line, max(0, len(line) - _LONGEST - 2)))
    if not stops:
        return 0
    start = stops[-1].end()
    return start if _is_title(line[start:].strip()) else 0


def head_title(line: str) -> int:
    """Length of a title with a place in front that its text follows in one line; 0: none.

    A dateline behind it, a wide gap, or a blank before words that open a text show its end.
    """
    window = line[: _LONGEST + 2]
    if not leads_with_place(window):
        return 0
    for match in DATELINE.finditer(line, 0, _LONGEST + 20):
        if _is_title(line[: match.start()].strip()):
            return match.start()
    return max((gap.start() for gap in _GAP.finditer(window) if _ends_title(line, gap)), default=0)


# Where a title may begin in a line, and what it ends before at the latest.
_BEGIN: Final = re.compile(rf"[。！？][”’」』）)]?(?:{NOTE})?\s*(?=\S)")
_AT_MOST: Final = re.compile(r"[。；;！？…（(]|[，,][^，,]*[，,]|$")
_BLANKS: Final = re.compile(
    r"(?<=[\u4e00-\u9fff”」》！？])[ \t\u3000]+(?=[\u4e00-\u9fff“「《*＊×\d])"
)
# What stands below a text or beside a picture, and a post before a name that speaks.
_FURNITURE: Final = re.compile(
    r"来源|编辑|作者|记者|通讯员|供图|摄影|图片|图为|链接|声明|关注|阅读|下载|广告|视频|公告|客户端|公众号"
    r"|(?:[摄图讯电]|消息|报道|主任|书记|部长|局长|主席|会长|院长|校长|经理|教授|村民|居民)$"
    r"|[ \t\u3000]\S$"  # a name of two characters is set apart: 张 三
)
_CREDIT: Final = re.compile(r"摄|供图|图[/片）)]")  # behind who took a picture
# What stands in front of a blank without being a title: dateline, number, label, greeting.
_NO_TITLE: Final = re.compile(
    r"(?:新华社|本报|本刊|人民网|中新网|央广网|中新社)|.*[讯电]$|\d|[（(]?[一二三四五六七八九十①-⑩]{1,3}[）)、是要]"
    r"|第[一二三四五六七八九十]|同志|各位|尊敬|.{0,12}[:：]$|[A-Za-z]|[^“《\u4e00-\u9fff]"
)
# The number of a piece in a series, which is no part of its title.
_NUMBER: Final = re.compile(
    r"(?:\d{1,2}\s*[.．、](?!\d)|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)])\s*"
)
_BARE: Final = 8  # characters of the shortest title that a blank alone shows
_BRIEF: Final = 6  # the same where lines hardly ever end in mid-sentence
_LONG_LINE: Final = 80  # characters of a line that holds a title and its text
_CLAUSES: Final = re.compile(r"[^\s：:]{4}[\s：:][^\s：:]{4}")
_FEW_BLANKS: Final = 80  # characters to a blank; recognised text has blanks anywhere
_HALF_STOP: Final = re.compile(r"[\u4e00-\u9fff][,:;]")
_FULL_STOP: Final = re.compile(r"[，：；]")
_RECOGNISED: Final = 3  # half-width commas of a line that has fewer full ones


def _begins(line: str) -> list[int]:
    """Offsets at which a title may begin in a line that is long enough to hold its text, too."""
    if len(line) < _LONG_LINE:
        return []
    return [len(line) - len(line.lstrip()), *(match.end() for match in _BEGIN.finditer(line))]


def _before_blanks(line: str, begins: Sequence[int]) -> list[Sequence[int]]:
    """Offsets of titles and of their texts where a blank alone parts the two.

    Running text has no blanks: words without a stop up to one are a title, unless the line has
    blanks all over.
    """
    if not begins or not 1 < len(line.split()) <= 3 + len(line) // _FEW_BLANKS:
        return []
    if len(_HALF_STOP.findall(line)) >= _RECOGNISED > len(_FULL_STOP.findall(line)):
        return []
    found: list[Sequence[int]] = []
    for start in begins:
        if not BLANK.search(line, start, start + _LONGEST + 1):
            continue
        window = line[start : start + _LONGEST + 1]
        stop = _AT_MOST.search(window)
        gaps = [*_BLANKS.finditer(window, 0, stop.start() if stop else len(window))]
        if not gaps or len(line) - start - gaps[-1].end() < _REST:
            continue
        if _CREDIT.match(window, gaps[-1].end()):
            continue
        words = window[: gaps[-1].start()]
        plain = _NUMBER.sub("", words, count=1)
        named = _NO_TITLE.match(plain) or _FURNITURE.search(plain)
        if len(plain) >= _BARE and not named and is_closed(plain):
            found.append((start, start + len(words)))
    return found


def _after_stop(line: str, following: str, *, whole: bool) -> int:
    """Offset of words behind the last stop of a line that its next line does not go on from."""
    stops = list(_END.finditer(line, max(0, len(line) - _LONGEST - 2)))
    start = stops[-1].end() if stops else 0
    words = _NUMBER.sub("", line[start:].strip(), count=1)
    fair = (_BRIEF if whole else _SHORTEST) <= len(words) <= _LONGEST and not _NO_TITLE.match(words)
    plain = (
        fair
        and not _FURNITURE.search(words)
        and not _SENTENCE.search(words)
        and not _SIGNATURE.search(words)
    )
    opens = (
        whole or _OPENING.match(following) or leads_with_place(following) or _CLAUSES.search(words)
    )
    return start if start and plain and opens and len(following) >= 2 * _REST else 0


def cuts(line: str, following: str = "", *, whole: bool = False) -> list[int]:
    """Offsets at which a line falls into titles and their texts, ascending; mostly none.

    ``whole`` tells that the lines of the source are paragraphs: hardly any ends in mid-sentence.
    """
    pairs: list[Sequence[int]] = []
    for start in (0, *(match.end() for match in _WITHIN.finditer(line))):
        length = head_title(line[start : start + _LONGEST + 2 * _REST])
        if length:
            pairs.append((start, start + length))
    begins = _begins(line)
    for found in (_before_blanks(line, begins), _run_on(line, begins)):
        pairs += [new for new in found if not any(_meet(new, known) for known in pairs)]
    tail = tail_title(line) or _after_stop(line, following, whole=whole)
    return sorted({*chain.from_iterable(pairs), tail} - {0})


def shows_title(line: str, start: int) -> bool:
    """Whether a blank, a place, a dateline or an opening shows a title at an offset of a line."""
    found = title_before_text(line, start)[0] or _before_blanks(line, [start])
    return bool(found or head_title(line[start : start + _LONGEST + 2 * _REST]))


def first_words(line: str) -> int:
    """Length of the first words of a line that a title is known to begin: up to a stop or comma.

    0 where they are too short or too long for a title.
    """
    stop = _SENTENCE.search(line, _BARE)
    return stop.start() if stop and stop.start() <= _LONGEST else 0


def _run_on(line: str, begins: Sequence[int]) -> list[Sequence[int]]:
    """Offsets of titles that run on into their text, of bylines behind them and of the texts."""
    found: list[Sequence[int]] = []
    for start in begins:
        title, head = title_before_text(line, start)
        if title and len(line) - start - head >= _REST:
            found.append((start, start + title, start + head))
    return found


def _meet(one: Sequence[int], other: Sequence[int]) -> bool:
    """Whether two stretches, each told by its first and last place, have a place in common."""
    return one[0] <= other[-1] and other[0] <= one[-1]


def _ends_title(line: str, gap: re.Match[str]) -> bool:
    """Whether the words before a gap are a title and those behind it running text."""
    rest = line[gap.end() :]
    wide = len(gap[0]) > 1 or gap[0] == "\u3000"
    opens = wide or _OPENING.match(rest) or leads_with_place(rest)
    return bool(opens) and len(rest) >= _REST and _is_title(line[: gap.start()])


def _is_title(words: str) -> bool:
    """A headline by its looks: a place in front, no stop inside, of fair length."""
    fair = _SHORTEST <= len(words) <= _LONGEST
    plain = not _SENTENCE.search(words) and not _SIGNATURE.search(words)
    return fair and plain and leads_with_place(words)
