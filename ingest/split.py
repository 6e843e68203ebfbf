"""A source → its cases, by the weight of evidence at every block of title lines.

A block is a run of short lines (titles, subtitles, posts, names, dates, bylines) with running
text below. Each sign that a new piece begins there adds to its score: see ``_SIGNS``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingest.clean import contents_titles
from ingest.lines import HEAD_SHAPES, Line, Shape, lines
from ingest.readers.document import Document
from ingest.series import with_numbered_titles
from ingest.titles import leads_with_place, provinces

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Block:
    """A case as a stretch of the source: ``body`` is where its running text begins.

    Spans are sorted and may be empty: title lines; dash lines that name the occasion or the
    kind of paper; posts and names; dates; bylines.
    """

    start: int
    end: int
    body: int
    titles: tuple[Span, ...] = ()
    subtitles: tuple[Span, ...] = ()
    speakers: tuple[Span, ...] = ()
    dates: tuple[Span, ...] = ()
    bylines: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class _Head:
    """A run of title lines: indexes of its first line and of the first line below it."""

    first: int
    below: int


ENOUGH: Final = (
    2.5  # score at which a block begins a case: two strong signs or a strong and weak ones
)
_NEVER: Final = -9.0
_MOST_LINES: Final = 8  # lines of a title block; a longer run of short lines is a table or a list
_LONG_TITLE: Final = 18  # characters; headings inside a piece are mostly shorter
_FAIR_TITLE: Final = 13
_SHORT_PIECE: Final = 150  # characters of text below a title that make no piece of their own
_FAIR_PIECE: Final = 400
_LONG_PIECE: Final = 800
_FAIR_LOOKS: Final = 1.5  # of a title by its length and clauses, or by the place in front
_NEAR: Final = 600  # characters below and above a title in which places are compared
_NEAR_ROWS: Final = 6
_MOST_MOVED: Final = 1.5  # what another province adds
_PREAMBLE: Final = 30  # characters of running text before the first title worth keeping as a case
_PAPER: Final = re.compile(r"(?:材料|讲话|发言|致辞|报告|交流|汇报|演讲)")
_TITLE_END: Final = re.compile(
    r"(?:讲话|发言|致辞|报告|材料|大事记|纪实|综述|纪要|方案|意见|通知|办法|汇报|总结|倡议书|公报)(?:提纲|稿|（.{1,8}）)?$"
)
_TWO_CLAUSES: Final = re.compile(r"[“「].+[”」]|\S[，,\s：:！!]\s?\S")
_DATELINE: Final = re.compile(
    r"(?:本报|本刊|新华社|人民网)\S{0,12}[讯电]|[（(](?:通讯员|记者|本报)"
)
# A column of a newspaper page: post and name, a colon, the headline.
_COLUMN: Final = re.compile(
    r"[^。；！？:：]{4,40}(?:书记|主任|主席|部长|局长|市长|县长|镇长|乡长|校长|院长|董事长|经理|会长)"
    r"[\u4e00-\u9fff]{2,4}\s*[:：]\s*\S.{4,}"
)
_CHAPTER: Final = re.compile(r"第[一二三四五六七八九十\d]{1,3}[章节]")
_FEWEST_CHAPTERS: Final = 2  # a book numbers its sections anew in every chapter
_IN_FORCE: Final = re.compile(
    r"印发(?:给)?你们|遵照执行|贯彻执行|贯彻落实。?$|现予(?:公布|印发)|^附件"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d年")
_STOPS: Final = "。！？；…”’」』）)》.!?;"


def find_cases(text: str, document: Document) -> tuple[Block, ...]:
    """Cases of a source in order, apart from each other; none only where all is blank.

    ``text`` is the document's text with what cleaning removed made blank.
    """
    rows = with_numbered_titles(lines(text, document.text), contents_titles(document.text))
    if not rows:
        return ()
    heads = list(_heads(rows))
    chosen = _choose(rows, heads, _Signs(document, rows, heads))
    return tuple(_blocks(rows, chosen))


def _heads(rows: Sequence[Line]) -> Iterator[_Head]:
    """Runs of title lines that stand above text."""
    index = 0
    while index < len(rows):
        if not _may_open(rows[index]):
            index += 1
            continue
        below = index + 1
        while below < len(rows) and rows[below].shape in HEAD_SHAPES and not rows[below].part:
            below += 1
        yield _head(rows, index, below)
        index = below


def _head(rows: Sequence[Line], first: int, below: int) -> _Head:
    """The title lines of a run of short lines: the signature of the piece above is none."""
    signed = [i for i in range(first, below - 1) if _is_signed(rows[i]) and _may_open(rows[i + 1])]
    if signed and first:
        first = signed[-1] + 1
    if below - first <= _MOST_LINES:
        return _Head(first, below)
    if not first:
        return _Head(0, 1)
    return _Head(next((i for i in range(below - 3, below) if _may_open(rows[i])), below - 1), below)


def _is_signed(row: Line) -> bool:
    """A date without brackets, which ends a document rather than heads one."""
    return row.shape is Shape.DATE and row.text[0] not in "（("


def _may_open(row: Line) -> bool:
    return row.part or row.shape is Shape.SHORT or bool(_COLUMN.fullmatch(row.text))


class _Signs:
    """What speaks for and against a block beginning a case."""

    def __init__(self, document: Document, rows: Sequence[Line], heads: Sequence[_Head]) -> None:
        self._rows = rows
        self._until = dict(self._ends(heads))
        self._listed = frozenset(map(_plain, contents_titles(document.text)))
        self._marked = _marked_titles(document)
        self._is_book = sum(bool(_CHAPTER.match(row.text)) for row in rows) >= _FEWEST_CHAPTERS
        self._numbered = [index for index, row in enumerate(rows) if row.ordinal]

    def _ends(self, heads: Sequence[_Head]) -> Iterator[tuple[int, int]]:
        """Where the text of each head ends: a heading inside a piece does not end it."""
        nearest: dict[float, int] = {}  # by looks, the nearest head below; looks are few values
        for head in reversed(heads):
            looks = _looks(self._titles(head))
            least = min(looks, _FAIR_LOOKS)
            below = [first for value, first in nearest.items() if value >= least]
            if below:
                yield head.first, min(below)
            nearest[looks] = head.first

    def score(self, head: _Head, opened: int) -> float:
        """Evidence that a case begins at ``head``; the running case began at row ``opened``."""
        rows = self._rows[head.first : head.below]
        below = self._rows[head.below] if head.below < len(self._rows) else None
        if below is None:
            return _NEVER
        titles = self._titles(head)
        signs = self._company(rows) + self._named(titles, rows) + self._opening(head)
        if not signs and (self._in_speech(opened) or self._breaks_sentence(head)):
            return _NEVER
        signs += self._numbering(head, opened) + self._annexed(head)
        signs += _looks(titles) + self._size(head)
        # Reading places is dear: only where they can decide.
        near = ENOUGH - _MOST_MOVED <= signs < ENOUGH + _MOST_MOVED
        return signs + self._moves(head, opened) if near else signs

    def _titles(self, head: _Head) -> list[str]:
        rows = self._rows[head.first : head.below]
        return [row.text for row in rows if row.shape is Shape.SHORT or row.part]

    def _in_speech(self, opened: int) -> bool:
        """A speech is followed by something that shows as much as its salutation did."""
        rows = self._rows[opened : opened + 2]
        return any(row.shape is Shape.SALUTATION for row in rows)

    def _breaks_sentence(self, head: _Head) -> bool:
        """A short line below an unfinished one is the rest of its sentence."""
        above = self._rows[head.first - 1]
        return above.shape is Shape.BODY and above.text[-1] not in _STOPS

    def _company(self, rows: Sequence[Line]) -> float:
        """The company of the title: a separator, a paper's name, posts, dates, bylines."""
        shapes = {row.shape for row in rows}
        papers = [row for row in rows if row.shape is Shape.SUBTITLE and _PAPER.search(row.text)]
        score = 3.0 if rows[0].part else 0.0
        score += 3.0 if papers else 1.0 if Shape.SUBTITLE in shapes else 0.0
        score += 1.5 if Shape.SPEAKER in shapes else 0.0
        score += 2.0 if Shape.DATE in shapes else 0.0
        score += 2.0 if Shape.BYLINE in shapes else 0.0
        return score

    def _named(self, titles: Sequence[str], rows: Sequence[Line]) -> float:
        """A title that the contents, the format or its own words show to be one."""
        joined = _plain("".join(titles))
        listed = joined in self._listed or any(_plain(title) in self._listed for title in titles)
        score = 3.0 if listed else 0.0
        score += 3.0 if any(_COLUMN.fullmatch(row.text) for row in rows) else 0.0
        score += 1.5 if any(_TITLE_END.search(title) for title in titles) else 0.0
        if self._marked and self._rows[0].start in self._marked:
            score += self._marked_sign(titles, rows)
        return score

    def _marked_sign(self, titles: Sequence[str], rows: Sequence[Line]) -> float:
        """A heading of the highest level; sections may be marked like titles."""
        if not any(row.start in self._marked for row in rows):
            return -1.5
        looks_so = _looks(titles) >= 0.5  # noqa: PLR2004 - a fair length or two clauses
        several = len(self._marked) > 1
        return 2.5 if several and (looks_so or self._has_marked_pieces()) else 0.0

    def _has_marked_pieces(self) -> bool:
        """The first line is marked like the others and has text of its own: no title of all."""
        if self._rows[0].start not in self._marked:
            return False
        second = sorted(self._marked)[1]
        return second - self._rows[0].end >= _SHORT_PIECE

    def _annexed(self, head: _Head) -> float:
        """A document that the notice above it puts in force is part of the notice."""
        above = self._rows[max(0, head.first - 4) : head.first]
        return -4.0 if any(_IN_FORCE.search(row.text) for row in above) else 0.0

    def _moves(self, head: _Head, opened: int) -> float:
        """The text below is about another province than the text above, or about the same."""
        text = "".join(row.text for row in self._rows[head.first : head.below + _NEAR_ROWS])
        here = provinces(text[:_NEAR])
        above = self._rows[max(0, opened - 1) : head.first]
        first = "".join(row.text for row in above[:_NEAR_ROWS])
        last = "".join(row.text for row in above[-_NEAR_ROWS:])
        there = provinces(f"{first[:_NEAR]}\n{last[-_NEAR:]}")
        if not here or not there:
            return 0.0
        if here.isdisjoint(there):
            return _MOST_MOVED if _looks(self._titles(head)) >= 1.0 else 0.5
        return -0.5 if here == there else 0.0

    def _opening(self, head: _Head) -> float:
        """A salutation, a dateline or the first year of a chronology right below."""
        opening = self._rows[head.below : head.below + 2]
        score = 2.5 if any(row.shape is Shape.SALUTATION for row in opening) else 0.0
        score += 1.5 if _YEAR.fullmatch(opening[0].text) else 0.0
        return score + (2.5 if _DATELINE.match(opening[0].text) else 0.0)

    def _size(self, head: _Head) -> float:
        """How much text stands below before the next block that looks as much like a title."""
        until = self._until.get(head.first, len(self._rows))
        size = sum(row.end - row.start for row in self._rows[head.below : until])
        if size < _SHORT_PIECE:
            return -1.5 if _looks(self._titles(head)) < _FAIR_LOOKS else -0.5
        return 1.0 if size >= _LONG_PIECE else 0.5 if size >= _FAIR_PIECE else 0.0

    def _numbering(self, head: _Head, opened: int) -> float:
        """一、 after 三、 speaks for a new piece, 四、 after 三、 against it."""
        if self._is_book:
            return 0.0
        last = bisect_left(self._numbered, head.first) - 1
        following = bisect_left(self._numbered, head.below)
        if last < 0 or self._numbered[last] < opened or following == len(self._numbered):
            return 0.0
        before = self._rows[self._numbered[last]].ordinal
        after = self._rows[self._numbered[following]].ordinal
        if after == before + 1:
            return -4.0
        return 2.0 if after == 1 and before > 1 else 0.0


def _looks(titles: Sequence[str]) -> float:
    """Length, two clauses or a quoted name, a place in front: -0.5 to 3.5."""
    longest = max(map(len, titles), default=0)
    score = 1.0 if longest >= _LONG_TITLE else 0.5 if longest >= _FAIR_TITLE else -0.5
    score += 1.0 if any(_TWO_CLAUSES.search(title) for title in titles) else 0.0
    return score + (1.5 if any(map(leads_with_place, titles)) else 0.0)


def _choose(rows: Sequence[Line], heads: Sequence[_Head], signs: _Signs) -> list[_Head]:
    """Blocks that begin a case; text before the first of them is a case where it is text."""
    chosen: list[_Head] = []
    if not heads or heads[0].first > 0:
        before = rows[: heads[0].first] if heads else rows
        if not heads or sum(row.end - row.start for row in before) >= _PREAMBLE:
            chosen.append(_Head(0, 0))
    for head in heads:
        opened = chosen[-1].below if chosen else 0
        if not chosen or signs.score(head, opened) >= ENOUGH:
            chosen.append(head)
    return _without_cover(chosen)


def _without_cover(chosen: list[_Head]) -> list[_Head]:
    """Without a title page: a title with nothing below it before the first case."""
    if len(chosen) > 1 and chosen[0].below >= chosen[1].first:
        return chosen[1:]
    return chosen


def _blocks(rows: Sequence[Line], chosen: Sequence[_Head]) -> Iterator[Block]:
    for head, following in zip(chosen, [*chosen[1:], None], strict=True):
        last = (following.first if following else len(rows)) - 1
        while last > head.below and _is_stray(rows[last], rows[last - 1]):
            last -= 1
        yield _block(rows, head, rows[last].end)


def _is_stray(row: Line, above: Line) -> bool:
    """A column's name or a running foot after the last sentence of a piece."""
    ended = above.text.endswith(("。", "！", "？", "”", "）", ")", ".", "!"))
    return row.shape is Shape.SHORT and ended and len(row.text) <= 30  # noqa: PLR2004


def _block(rows: Sequence[Line], head: _Head, end: int) -> Block:
    found: dict[Shape, list[Span]] = {shape: [] for shape in Shape}
    for row in rows[head.first : head.below]:
        shape = Shape.SHORT if row.part or _COLUMN.fullmatch(row.text) else row.shape
        found[shape].append((row.start, row.end))
    start = rows[head.first].start
    body = rows[head.below].start if head.below < len(rows) else end
    return Block(
        start,
        max(end, start),
        min(body, end),
        tuple(found[Shape.SHORT]),
        tuple(found[Shape.SUBTITLE]),
        tuple(found[Shape.SPEAKER]),
        tuple(found[Shape.DATE]),
        tuple(found[Shape.BYLINE]),
    )


def _marked_titles(document: Document) -> frozenset[int]:
    """Starts of the headings that the format marks with its highest level."""
    top = min((heading.level for heading in document.headings), default=0)
    return frozenset(heading.start for heading in document.headings if heading.level == top)


def _plain(title: str) -> str:
    return "".join(title.split())
