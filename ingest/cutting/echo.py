"""Titles that run on into their text and that nothing but this text shows: it says them again.

The first sentences of a piece take up the words of its headline; what stands behind a sentence
hardly ever takes up the words of that sentence.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Final

from ingest.cutting.datelines import DATELINE, NOTE
from ingest.cutting.titles import shows_title

_SHORTEST: Final = 8  # characters of a title
_LONGEST: Final = 60
_LEAD: Final = 160  # characters of a text that take up its title
_AGAIN: Final = 4  # characters of a title that its text begins with once more
_LONG_LINE: Final = re.compile(r"^\S[^\n]{300,}", re.MULTILINE)  # a piece rather than a paragraph
_LINE: Final = re.compile(r"^\S[^\n]*", re.MULTILINE)
# No number in front, nobody who says what follows, and no greeting.
_LED: Final = re.compile(
    r"(?P<title>【[^】。；\n]{6,40}】(?=\S)|(?!各位|同志|尊敬|[一二三四五六七八九十]{1,2}[、是要])[\u4e00-\u9fff“《][^。；;！!？?，,：:\n]{6,34}"
    r"(?<![说称道示出为调求释布下告知])(?<!记者|主任|书记)(?=[：:]\s*\S))"
)
_HELD: Final = 0.8  # share of a text that is in long lines where each is a piece
_BARE: Final = 0.4  # share of them, at most, whose titles do not show
_FEWEST: Final = 4  # such titles in a source; a long article may have some headings like them
_SHORT_PIECE: Final = 250  # characters of a piece with such a title on the average, at least
_LONG_PIECE: Final = 3_000  # and at most: speeches and reports repeat themselves now and then
# Share of a title's pairs of characters that its lead has, too: five titles in six, and of the
# sentences that go on with such an opening less than one in six.
_ENOUGH: Final = 0.4
_SURE: Final = 0.15  # the same, before words that begin nothing but a text
_SURE_OPENING: Final = re.compile(rf"(?:近日|日前|连日来|近年来|今年以来)[，,]|{DATELINE.pattern}")
# What a text begins with that its title cannot go on with.
_OPENING: Final = re.compile(
    r"为(?:了|进一步|深入|切实|充分|全面|贯彻|加强|提升|提高|丰富|推动|推进|增强|弘扬|落实|更好|积极|有效|确保|营造|深化"
    r"|保障|持续|传承|大力|响应|解决|扎实|认真|不断)"
    r"|(?:近些?年来|一直以来|连日来|近日来|长期以来|今年以来|去年以来|近日|日前|如今|近期|近来|目前|当前|今年|去年|前不久|不久前|眼下)[，,]"
    r"|(?:20\d\d年)?\d{1,2}月(?:\d{1,2}日)?(?:上午|下午|晚上?|中午)?[，,]|20\d\d年[，,]|随着|自20\d\d年|正值|时值"
    r"|在(?=[^，。]{4,30}(?:之际|到来|来临|背景下)[，,])"
    rf"|{DATELINE.pattern}"
)
# Words that need what follows: the sentence goes on.
_OPEN_ENDS: Final = tuple("于在自至从到对把将由向与和及是的了截据：:、（(“《")
# What stands below a picture, and labels.
_NO_TITLE: Final = re.compile(r"[摄图]$|供图|图为|^(?:新华社|中新社|本报|来源)")
_BEGIN: Final = re.compile(rf"[。！？\n][”’」』）)]?(?:{NOTE})?\s*(?=\S)")
_BREAK: Final = re.compile(r"[。；;！!？?，,\n]")


def echoed_titles(text: str) -> Mapping[int, int]:
    """Starts of the titles that their texts take up, with their ends; empty where they are few.

    An end is that of the start where something else shows where the title ends, too.
    """
    if len(text) < _FEWEST * _SHORT_PIECE:
        return {}
    led = _led_pieces(text)
    if led:
        return led
    found = dict(_echoed(text))
    if len(found) < max(_FEWEST, len(text) // _LONG_PIECE):
        return {}
    found = {start: _end_of_unshown(text, start, end) for start, end in found.items()}
    return dict(sorted((found | _first_words_of_pieces(text, found)).items()))


def _led_pieces(text: str) -> dict[int, int]:
    """Titles before a colon or in brackets where each line is a piece, from the first one on."""
    rows = [row.span() for row in _LINE.finditer(text)]
    found = {
        start: lead.end("title")
        for start, end in rows
        if end - start >= _SHORT_PIECE and (lead := _LED.match(text, start))
    }
    pieces = len(found) >= _FEWEST and len(found) >= _HELD * len(rows)
    return found if pieces and rows[0][0] in found else {}


def _end_of_unshown(text: str, start: int, end: int) -> int:
    """The end of a title, or its start where something else shows the title."""
    above = text.rfind("\n", 0, start) + 1
    below = text.find("\n", start)
    line = text[above : below if below >= 0 else len(text)]
    return start if shows_title(line, start - above) else end


def _first_words_of_pieces(text: str, found: Mapping[int, int]) -> dict[int, int]:
    """What lines begin with where most long lines are a piece each, behind its title."""
    rows = [row.span() for row in _LONG_LINE.finditer(text)]
    bare = [
        (start, end)
        for start, end in rows
        if start not in found and not shows_title(text[start:end], 0)
    ]
    pieces = sum(end - start for start, end in rows) >= _HELD * len(text)
    if not pieces or len(bare) > len(rows) * _BARE:
        return {}
    stops = ((start, _BREAK.search(text, start + _SHORTEST, end)) for start, end in bare)
    return {
        start: stop.start() for start, stop in stops if stop and stop.start() - start <= _LONGEST
    }


def _echoed(text: str) -> Iterator[tuple[int, int]]:
    # To the last word alone: blanks behind it would be tried from each of their lines.
    begins = [0, *(match.end() for match in _BEGIN.finditer(text, 0, len(text.rstrip())))]
    for start in begins:
        stop = _BREAK.search(text, start, start + _LONGEST)
        last = stop.end() if stop else start + _LONGEST
        end = _before_opening(text, start, last)
        if not end and stop and stop[0] == "\n" and text.rfind("\n", 0, start) + 1 < start:
            end = _before_line(text, start, stop.start())
        if end:
            yield start, end


def _before_opening(text: str, start: int, stop: int) -> int:
    """End of a title before words that open its text, in one line; 0: none."""
    again = text.find(text[start : start + _AGAIN], start + _SHORTEST, stop)
    if (
        again > 0
        and _may_be(text[start:again])
        and _is_echoed(text[start:again], text, again, _ENOUGH)
    ):
        return again
    for opening in _OPENING.finditer(text, start + _SHORTEST, stop):
        title = text[start : opening.start()].rstrip()
        least = _SURE if _SURE_OPENING.match(opening[0]) else _ENOUGH
        if _may_be(title) and _is_echoed(title, text, opening.start(), least):
            return opening.start()
    return 0


def _before_line(text: str, start: int, end: int) -> int:
    """End of a title behind a sentence that the next line takes up; 0: none."""
    title = text[start:end].rstrip()
    return end if _may_be(title) and _is_echoed(title, text, end, _ENOUGH) else 0


def _may_be(title: str) -> bool:
    """Whether words may be a title by their looks."""
    fair = len(title) >= _SHORTEST and not title.endswith(_OPEN_ENDS)
    return fair and not _NO_TITLE.search(title)


def _is_echoed(title: str, text: str, at: int, least: float) -> bool:
    """Whether the text from ``at`` takes up a share of the pairs of characters of its title."""
    words = re.sub(r"\W", "", title)
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    lead = text[at : at + _LEAD]
    return bool(pairs) and sum(pair in lead for pair in pairs) >= least * len(pairs)
