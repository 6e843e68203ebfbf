"""Blocks of title lines: runs of short lines (titles, subtitles, posts, names, dates, bylines)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.cutting.lines import Line
from ingest.cutting.places import leads_with_place
from ingest.cutting.shapes import HEAD_SHAPES, Shape

_SAME: Final = 3  # characters at the same places of two titles of one build
FAIR_LOOKS: Final = 1.5  # of a title by its length and clauses, or by the place in front
_MOST_LINES: Final = 8  # lines of a title block; a longer run of short lines is a table or a list
_BROKEN: Final = 2  # lines that a long title is broken into
_LONG_TITLE: Final = 18  # characters; headings inside a piece are mostly shorter
_FAIR_TITLE: Final = 13
_SOURCED: Final = re.compile(r"[（(]\s*来源|来源\s*[:：]")
# Three clauses and nothing but blanks between: no heading inside a piece is set so.
_BLANK_CLAUSES: Final = re.compile(r"^(?:[^\s，。：:]{4,24}[ \u3000]+){2}[^\s，。：:]{4,24}$")
_TWO_CLAUSES: Final = re.compile(r"[“「][^“「”」]+[”」]|\S[，,\s：:！!]\s?\S")
# What a form asks for (收款人：… 复核：…), and the head of a table.
_FIELDS: Final = re.compile(
    r"(?:[^\s:：]{2,14}[:：]\s*[^\s:：]+(?:\s+|$)){2,}|(?:\S{1,6}[^\S\n]+){5,}\S{1,6}$"
)
# A column of a newspaper page: post and name, a colon, the headline.
COLUMNIST: Final = (
    r"([^。；！？:：]{4,40}(?:书记|主任|主席|部长|局长|市长|县长|镇长|乡长|校长|院长|董事长|经理|会长)"
    r"[\u4e00-\u9fff]{2,4}(?<![说道称]))\s*[:：]\s*"
)
COLUMN: Final = re.compile(rf"{COLUMNIST}[^\s。][^。]{{4,60}}")


@dataclass(frozen=True, slots=True)
class Head:
    """A run of title lines: indexes of its first line and of the first line below it."""

    first: int
    below: int


def find_heads(rows: Sequence[Line]) -> Iterator[Head]:
    """Runs of title lines that stand above text."""
    index = 0
    while index < len(rows):
        dated = not index and rows[index].shape is Shape.DATE
        if not (dated or _may_open(rows[index]) or _names_speaker(rows, index)):
            index += 1
            continue
        below = index + 1
        while below < len(rows) and rows[below].shape in HEAD_SHAPES and not rows[below].part:
            below += 1
        yield _head(rows, index, below)
        index = below


def _head(rows: Sequence[Line], first: int, below: int) -> Head:
    """The title lines of a run of short lines: the signature of the piece above is none."""
    signed = [i for i in range(first, below - 1) if _is_signed(rows[i]) and _may_open(rows[i + 1])]
    if signed and first:
        first = signed[-1] + 1
    elif first and _signs_above(rows[first]) and first + 1 < below and _may_open(rows[first + 1]):
        first += 1
    if below - first <= _MOST_LINES:
        return Head(first, below)
    if not first:
        return Head(0, 1)
    return Head(next((i for i in range(below - 3, below) if _may_open(rows[i])), below - 1), below)


def _is_signed(row: Line) -> bool:
    """A date without brackets, which ends a document rather than heads one."""
    return row.shape is Shape.DATE and row.text[0] not in "（("


def _signs_above(row: Line) -> bool:
    """Whether a line names who wrote the piece above it: in brackets, or with the source."""
    return in_brackets(row) or (row.shape is Shape.BYLINE and bool(_SOURCED.search(row.text)))


def in_brackets(row: Line) -> bool:
    """Whether brackets enclose a whole line: below a text it names who wrote or sent it."""
    return row.text[0] in "（(" and row.text[-1] in "）)" and not row.part


def _may_open(row: Line) -> bool:
    return row.part or row.shape is Shape.SHORT or bool(COLUMN.fullmatch(row.text))


def _names_speaker(rows: Sequence[Line], index: int) -> bool:
    """Who speaks, named above a title: at the head of a source, and then all through it.

    Elsewhere such a line signs the piece above.
    """
    above = (0, index) if index and rows[index - 1].shape not in HEAD_SHAPES else (0,)
    return index in above and all(
        rows[at].shape is Shape.SPEAKER and at + 1 < len(rows) and _may_open(rows[at + 1])
        for at in above
    )


def titles_of(rows: Sequence[Line], head: Head) -> list[str]:
    """The lines of a head that are titles by their shape."""
    return [
        row.text for row in rows[head.first : head.below] if row.shape is Shape.SHORT or row.part
    ]


def are_alike(titles: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two titles are of one build, as the headings of one piece are: 抓住…, 抓好…."""
    one, other = "".join(titles), "".join(others)
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return bool(one) and len(one) == len(other) and same >= _SAME


def looks(titles: Sequence[str]) -> float:
    """Length, two clauses or a quoted name, a place in front: -0.5 to 4.0."""
    titles = [title for title in titles if not _FIELDS.match(title)]
    longest = max(map(len, titles), default=0)
    if len(titles) == _BROKEN:
        longest = sum(map(len, titles))
    score = 1.0 if longest >= _LONG_TITLE else 0.5 if longest >= _FAIR_TITLE else -0.5
    score += 1.0 if any(_TWO_CLAUSES.search(title) for title in titles) else 0.0
    score += 0.5 if any(map(_BLANK_CLAUSES.search, titles)) else 0.0
    return score + (1.5 if any(map(leads_with_place, titles)) else 0.0)
