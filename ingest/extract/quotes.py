"""Spans in quotation marks and book-title marks, in every style that the materials use."""

import re
from dataclasses import dataclass
from typing import Final

# An opening mark and its closing one. ASCII marks do not tell which they are: they pair by turns.
_PAIRS: Final = {"“": "”", "「": "」", "『": "』", "‘": "’", "《": "》", '"': '"', "＂": "＂"}
_CLOSERS: Final = {close: mark for mark, close in _PAIRS.items()}
_MARK: Final = re.compile(r"[“”「」『』‘’《》\"＂\n]")

# The longest quoted name seen is 38 characters; anything longer is speech.
LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class Quote:
    """Words between two marks. ``start``/``end`` bound the words, marks left out."""

    start: int
    end: int
    opening: str

    @property
    def bounds(self) -> tuple[int, int]:
        """Bounds of the words, marks left out."""
        return self.start, self.end

    @property
    def outer(self) -> tuple[int, int]:
        """Bounds with the marks."""
        return self.start - 1, self.end + 1


def quotes(text: str) -> list[Quote]:
    """Quoted spans sorted by start; a mark without its partner in the line is passed over.

    Spans may nest one in another of a different style. An opening mark repeated before its
    closing one starts anew, as in texts whose scanner lost a mark.
    """
    found: list[Quote] = []
    waiting: dict[str, int] = {}
    for mark in _MARK.finditer(text):
        sign, at = mark.group(), mark.start()
        if sign == "\n":
            waiting.clear()
        elif sign in waiting and _CLOSERS.get(sign) == sign:
            found.append(Quote(waiting.pop(sign) + 1, at, sign))
        elif sign in _PAIRS:
            waiting[sign] = at
        else:
            opening = _CLOSERS[sign]
            if opening in waiting:
                found.append(Quote(waiting.pop(opening) + 1, at, opening))
    return sorted((q for q in found if q.end > q.start), key=lambda q: (q.start, -q.end))


# What may stand between two quoted names that share one verb or one class noun.
_LINK: Final = re.compile(
    r"(?:[一-鿿]{0,4}、[一-鿿]{0,8}|[一-鿿]{0,8}(?:体系|机制|制度|模式|工作法|活动|行动|工程)[和与及]"
    r"|，|,|和|与|及|以及|或|暨|\s)?"
)


def runs(text: str, spans: list[Quote]) -> list[list[Quote]]:
    """Neighbouring quotations as lists: “甲”“乙”、“丙” is one run of three."""
    grouped: list[list[Quote]] = []
    for span in spans:
        last = grouped[-1][-1] if grouped else None
        if last and last.outer[1] <= span.outer[0] and _joined(text, last, span):
            grouped[-1].append(span)
        else:
            grouped.append([span])
    return grouped


def _joined(text: str, left: Quote, right: Quote) -> bool:
    return _LINK.fullmatch(text, left.outer[1], right.outer[0]) is not None
