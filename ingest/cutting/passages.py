"""A case → its passages, each with the path of headings that it stands under."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from ingest.cutting.glued import STOPPED, glued_ends
from ingest.cutting.lines import Line, lines
from ingest.cutting.reach import ends_of_sets, number_rank
from ingest.cutting.shapes import HEAD_SHAPES, LONGEST_TITLE, Shape
from ingest.readers.document import Document
from kg.model import Case, Passage
from kg.text import sentences

Span = tuple[int, int]

_LONGEST: Final = 400  # characters of a passage that is not cut at a heading
_SPLIT_FROM: Final = 240  # shorter paragraphs stay whole though they count 一是, 二是
_SHORTEST: Final = 40  # characters of a run worth a passage of its own
_TITLE_LINES: Final = 8  # as many lines at the top may be title lines, as in ingest.cutting.cases
_LEAD_IN: Final = 16  # characters of a line that only leads what follows
_FEWEST_LEADS: Final = 3  # short sentences above paragraphs that are headings, not chance
_COUNTED: Final = 50  # rank of 1. and below; unnumbered headings stand above them
_FEWEST_CUTS: Final = 2  # one 一是 alone is no list
_HEADING: Final = 45  # characters of the longest heading that runs on into its text
_WORD: Final = re.compile(r"\w|[*＊×]")  # a stop alone on its line is no passage
_N: Final = "一二三四五六七八九十"
_UNNUMBERED: Final = 8  # rank of a short line where no numbered heading is open
_INLINE: Final = re.compile(
    rf"(?:(?<=[。；：:！？;”）])|^)(?=(?:[{_N}]{{1,2}}(?:是|要)(?!否|不是)|第[{_N}][，,是]"
    r"|[^。；：，！？\s]{2,14}(?:方面|工作上|领域)[：:]))"
)
_INLINE_HEAD: Final = re.compile(
    rf"(?:[{_N}]{{1,2}}[是要]|第[{_N}][，,是])[^。；：，:;,]{{2,36}}|[^。；：，！？\s]{{2,14}}(?:方面|工作上|领域)(?=[：:])"
)
_TOPIC: Final = re.compile(r"([^。！？；：\n]{4,45})[。]")
# What begins a story, a date or a claim rather than names a topic.
_NO_TOPIC: Final = re.compile(
    r"[“\"《]|近年|近日|今年|去年|目前|当前|我|习近平|总书记|\d|如今|日前|同志|为[了此深贯]|通过|据|在.{2,20}[中上下]"
)
# Below titles 一网格一支部 is no speaker either.
_BARE: Final = frozenset({Shape.SHORT, Shape.SPEAKER})


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the case's text under its headings."""

    start: int
    end: int
    heading: tuple[str, ...]


def cut(text: str, case: Case, document: Document, begin: int = 0) -> tuple[Passage, ...]:
    """Passages of a case in order, numbered from 1; title lines are none.

    ``text`` is the source's text with removed spans made blank; a passage quotes the source.
    ``begin`` is where the running text begins, in the source, if that is known.
    """
    body = text[case.start : case.end]
    rows = lines(body, body)
    rows = [_from(row, begin - case.start) for row in rows[_first_row(rows) :]]
    rows = [row for row in rows if row.start < row.end and not _is_greeting(row)]
    ends = glued_ends(rows, text)
    marked = {
        heading.start - case.start: heading.level - 1
        for heading in document.headings
        if case.start <= heading.start < case.end
    }
    pieces = list(_pieces(body, rows, marked, ends))
    spans = (
        (start + case.start, end + case.start, piece.heading)
        for piece in pieces
        for start, end in _whole(document.text[case.start : case.end], body, piece)
    )
    return tuple(
        Passage(f"{case.id}-{n}", case.id, n, start, end, document.text[start:end], heading)
        for n, (start, end, heading) in enumerate(spans, 1)
    )


def _first_row(rows: Sequence[Line]) -> int:
    """Index of the first row below the title lines."""
    for index, row in enumerate(rows):
        if row.shape not in HEAD_SHAPES:
            return index
        if index == _TITLE_LINES:
            return 1
    return min(1, max(0, len(rows) - 1))


def _from(row: Line, begin: int) -> Line:
    """A row without what stands before an offset; empty where all of it does."""
    if row.start >= begin:
        return row
    start = min(begin, row.end)
    return replace(row, start=start, text=row.text[start - row.start :])


def _is_greeting(row: Line) -> bool:
    """同志们： alone on its line says nothing."""
    return row.shape is Shape.SALUTATION and len(row.text) <= _LEAD_IN


class _Path:
    """The headings that are open; ranks grow with depth."""

    def __init__(self) -> None:
        self._open: list[tuple[int, str]] = []
        self._kinds: dict[str, int] = {}

    def put(self, rank: int, heading: str) -> None:
        """Open a heading and close those of its depth and below."""
        self.close(rank)
        self._open.append((rank, heading))

    def close(self, rank: int) -> None:
        """Close the headings of a depth and below."""
        while self._open and self._open[-1][0] >= rank:
            self._open.pop()

    def unnumbered(self, kind: str) -> int:
        """Rank of an unnumbered heading: that of the open one of its kind, else the deepest + 1.

        What a paragraph counts (一是 …) lies below every unnumbered heading.
        """
        if kind in self._kinds and any(rank == self._kinds[kind] for rank, _ in self._open):
            return self._kinds[kind]
        above = [rank for rank, _ in self._open if rank < _COUNTED]
        self._kinds[kind] = above[-1] + 1 if above else _UNNUMBERED
        return self._kinds[kind]

    def under(self, *more: str) -> tuple[str, ...]:
        """Headings from the top down, with more inline ones below."""
        return (*(heading for _, heading in self._open), *more)


def _pieces(
    body: str, rows: Sequence[Line], marked: dict[int, int], ends: dict[int, int]
) -> Iterator[_Piece]:
    path = _Path()
    leads = _lead_sentences(rows)
    left = ends_of_sets(rows)
    index = 0
    while index < len(rows):
        row = rows[index]
        rank = path.unnumbered("sentence") if index in leads else _rank(row, marked, path)
        if rank is not None and (index in leads or (_is_bare(row) and row.start not in ends)):
            last = index
            while _continues(rows, last, marked):
                last += 1
            heading = " ".join(line.text.rstrip("：:。") for line in rows[index : last + 1])
            path.put(rank, heading)
            if _is_empty(rows, last + 1, rank, marked, path):
                # A line end inside a passage only wraps it: each line is one of its own.
                under = path.under()[:-1]
                yield from (_Piece(r.start, r.end, under) for r in rows[index : last + 1])
            index = last + 1
            continue
        if rank is not None:
            path.put(rank, _lead(row.text, ends.get(row.start, 0)))
        elif index in left:
            path.close(left[index])
        yield from _paragraph(body, row, path)
        index += 1


def _rank(row: Line, marked: dict[int, int], path: _Path) -> int | None:
    """Depth of a line as a heading; None for running text."""
    if row.start in marked:
        return marked[row.start]
    if row.shape is Shape.HEADING:
        return number_rank(row.text)
    # 抓住四个关键： alone on its line leads the paragraphs that follow.
    if len(row.text) <= _LEAD_IN and row.text.endswith(("：", ":")):
        return path.unnumbered("lead")
    return path.unnumbered("short") if row.shape in _BARE else None


def _is_bare(row: Line) -> bool:
    """A heading alone on its line; a stop at its end is none inside it."""
    words = row.text.removesuffix("。") if len(row.text) <= STOPPED else row.text
    return len(row.text) <= LONGEST_TITLE and not re.search(r"[。；]|[，、]$", words)


def _lead_sentences(rows: Sequence[Line]) -> frozenset[int]:
    """Rows that are a short sentence alone above a long paragraph, where several are so."""
    found = [
        index
        for index, (row, below) in enumerate(pairwise(rows))
        if row.shape is Shape.BODY
        and len(row.text) <= _LEAD_IN
        and row.text.endswith("。")
        and below.shape is Shape.BODY
        and len(below.text) >= _SHORTEST
    ]
    return frozenset(found) if len(found) >= _FEWEST_LEADS else frozenset()


def _continues(rows: Sequence[Line], index: int, marked: dict[int, int]) -> bool:
    """Whether the next line is the second half of an unnumbered heading."""
    if index + 1 >= len(rows):
        return False
    here, following = rows[index], rows[index + 1]
    plain = here.start not in marked and following.start not in marked
    return plain and here.shape in _BARE and following.shape in _BARE


def _is_empty(
    rows: Sequence[Line], index: int, rank: int, marked: dict[int, int], path: _Path
) -> bool:
    """Whether nothing stands under a heading: then it is an item of a list."""
    if index >= len(rows):
        return True
    following = _rank(rows[index], marked, path)
    return following is not None and following <= rank and rows[index].shape not in _BARE


def _lead(line: str, glued: int) -> str:
    """The heading that a numbered paragraph begins with; ``glued`` is its length if known."""
    if glued:
        return line[:glued]
    end = re.search(r"[。；：:]", line)
    lead = line[: end.start()] if end else line
    if len(lead) > _HEADING:
        comma = re.search(r"[，,]", lead)
        lead = lead[: comma.start()] if comma and comma.start() > 4 else lead[:_HEADING]  # noqa: PLR2004
    return lead


def _paragraph(body: str, row: Line, path: _Path) -> Iterator[_Piece]:
    """A paragraph whole, or cut at inline headings and where it is too long."""
    size = row.end - row.start
    cuts = [row.start + match.start() for match in _INLINE.finditer(row.text)]
    cuts = cuts if len(cuts) >= _FEWEST_CUTS else []
    topic = _topic(row) if row.shape is Shape.BODY and cuts else ()
    if size <= _SPLIT_FROM:
        yield _Piece(row.start, row.end, path.under(*topic))
        return
    starts = sorted({row.start, *cuts})
    for start, end, label in _joined([*zip(starts, [*starts[1:], row.end], strict=True)], cuts):
        inline = _INLINE_HEAD.match(body, label, end) if label is not None else None
        said = inline is not None and inline[0] in path.under()[-1:]  # the line's own lead
        more = (*topic, inline[0]) if inline and not said else topic
        for first, last in _packed(body, start, end):
            yield _Piece(first, last, path.under(*more))


def _topic(row: Line) -> tuple[str, ...]:
    """A first sentence that names what a long paragraph is about."""
    match = _TOPIC.match(row.text)
    if not match or len(row.text) < 3 * _SHORTEST or _NO_TOPIC.match(match[1]):
        return ()
    return (match[1],)


def _joined(runs: Sequence[Span], cuts: Sequence[int]) -> list[tuple[int, int, int | None]]:
    """Runs with where their inline heading stands; one too short is joined to the next."""
    joined: list[tuple[int, int, int | None]] = []
    for start, end in runs:
        label = start if start in cuts else None
        if joined and joined[-1][1] - joined[-1][0] < _SHORTEST:
            first, _, earlier = joined.pop()
            joined.append((first, end, label if earlier is None else earlier))
        else:
            joined.append((start, end, label))
    return joined


def _packed(body: str, start: int, end: int) -> Iterator[Span]:
    """Sentences packed into even runs of at most about 400 characters."""
    parts = -(-(end - start) // _LONGEST)
    target = (end - start) / parts
    at = start
    for _, stop in sentences(body, start, end):
        if stop - at >= target - _SHORTEST and end - stop >= _SHORTEST:
            yield at, stop
            at = stop
    if at < end:
        yield at, end


def _whole(original: str, body: str, piece: _Piece) -> Iterator[Span]:
    """Spans of a piece without what cleaning removed, and without blanks around them."""
    start = piece.start
    while start < piece.end:
        stop = start
        while stop < piece.end and original[stop] == body[stop]:
            stop += 1
        left = body[start:stop]
        if _WORD.search(left):
            yield start + len(left) - len(left.lstrip()), start + len(left.rstrip())
        start = max(stop, start + 1)
        while start < piece.end and original[start] != body[start]:
            start += 1
