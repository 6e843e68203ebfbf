"""Texts whose lines a program has cut at one width: the cuts are no ends of paragraphs."""

import re
from collections import Counter
from typing import Final

# Stands for a cut in place of the line end while a text is read.
JOINT: Final = "\u2060"

_NARROWEST, _WIDEST = 14, 90  # characters of a line that a program fills
_SHARE: Final = 0.45  # of the longer lines that have the full width in a wrapped text
_BROKEN: Final = 0.5  # of the full lines that end in mid-sentence; paragraphs hardly ever do
_FEWEST: Final = 8  # lines that show a width
_LOOSE: Final = 2  # characters that a full line may lack: no mark may begin the next line
_STOP: Final = re.compile(r"[。！？；：”…）.!?;:)]$")
# A quotation mark alone may end a title, too.
_SENTENCE_END: Final = re.compile(r"[。！？；：…）.!?;:)][”’」』]*$")
# Who wrote an article, in a line below its title.
_BYLINE: Final = re.compile(
    r"\s*(?:[□■◎●▲]|(?:本报|本刊|[日晚早晨时商]报|都市报)?(?:全媒体|首席|见习)?(?:记者|通讯员)\s\S.{0,24}$)"
)
_INDENTED: Final = re.compile(r"[ \t\u3000]{2,}|\u3000")


def unwrapped(text: str, fewest: int = _FEWEST) -> str:
    """Text of the same length with a joint for every line end that only wraps a paragraph.

    ``fewest`` longer lines show a width; of fewer nothing is known.
    """
    rows = text.split("\n")
    lines = [row.rstrip() for row in rows]
    width = _width(lines, fewest)
    if not width:
        return text
    chars = list(text)
    end = -1
    ahead = [*lines[1:], "", "", ""]
    for at, (row, line) in enumerate(zip(rows[:-1], lines, strict=False)):
        below, after, last = ahead[at : at + 3]
        end += len(row) + 1
        full = width - _LOOSE <= len(line) <= width + _LOOSE
        longer = len(below) > width + _LOOSE
        if full and below.strip() and not longer and not _opens(line, below, after, last):
            chars[end] = JOINT
    return "".join(chars)


def _opens(line: str, below: str, after: str, last: str) -> bool:
    """Whether a paragraph, a byline or a title of one or two lines begins below a full line."""
    apart = _is_apart(after) or (not _SENTENCE_END.search(after) and _is_apart(last))
    title = _STOP.search(line) and not _SENTENCE_END.search(below) and apart
    return bool(_INDENTED.match(below) or _BYLINE.match(below) or title)


def _is_apart(line: str) -> bool:
    """Whether a line opens a paragraph or ends one by being blank or who wrote it."""
    return bool(_INDENTED.match(line) or _BYLINE.match(line) or not line.strip())


def _width(lines: list[str], fewest: int) -> int:
    """The width that most of the longer lines fill; 0 where there is none."""
    longer = [line for line in lines if len(line) >= _NARROWEST]
    if len(longer) < fewest:
        return 0
    width, _ = Counter(map(len, longer)).most_common(1)[0]
    full = [line for line in longer if width - _LOOSE <= len(line) <= width + _LOOSE]
    broken = sum(not _STOP.search(line) for line in full)
    fits = width <= _WIDEST and len(full) >= len(longer) * _SHARE
    return width if fits and broken >= len(full) * _BROKEN else 0
