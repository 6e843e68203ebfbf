"""What speaks for and against a case beginning at a block of title lines.

Each sign adds to a score; two strong ones, or a strong one and weak ones, are enough.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.cleaning.contents import contents_titles
from ingest.cleaning.spans import SHORT
from ingest.cutting.datelines import DATELINE
from ingest.cutting.heads import COLUMN, FAIR_LOOKS, Head, in_brackets, looks, titles_of
from ingest.cutting.lines import Line
from ingest.cutting.places import (
    leading_place,
    leads_with_lower,
    leads_with_place,
    provinces,
)
from ingest.cutting.shapes import DASHES, LABELS, Shape
from ingest.readers.document import Document

ENOUGH: Final = (
    2.5  # score at which a block begins a case: two strong signs or a strong and weak ones
)
SIBLING: Final = 1.5  # more for a block of the build of the section heading above it
ENOUGH_ALIKE: Final = 0.0  # for a block that is set like the sure ones of its source
ENOUGH_GATHERED: Final = -2.0  # for one of many that each stand above another place's text
_SURE: Final = 3.0  # signs of which one alone is enough, however short the piece
NEVER: Final = -9.0
_PLAIN_TITLE: Final = 3.0  # looks of a place in front and two clauses
_SHORT_PIECE: Final = 150  # characters of text below a title that make no piece of their own
_FAIR_PIECE: Final = 400
_LONG_PIECE: Final = 800
_NEAR: Final = 600  # characters below and above a title in which places are compared
_NEAR_ROWS: Final = 6
_MOST_MOVED: Final = 1.5  # what another province adds
_PAPER: Final = re.compile(
    r"材料|讲话|发言|致辞|报告|交流|汇报|演讲|(?:案例|做法|纪实|见闻|侧记|经验|探索|实践|调查)$"
)
_TITLE_END: Final = re.compile(
    r"(?:讲话|发言|致辞|报告|材料|大事记|纪实|综述|纪要|方案|意见|通知|办法|汇报|总结|倡议书|公报)(?:提纲|稿|（.{1,8}）)?$"
)
_BYLINE: Final = re.compile(r"[（(](?:通讯员|记者|本报)")
# What a piece of news begins with, and a section of a longer piece hardly ever.
_NEWS: Final = re.compile(r"(?:近日|日前|连日来)[，,]")
_CHAPTER: Final = re.compile(r"第[一二三四五六七八九十\d]{1,3}[章节]")
_FEWEST_CHAPTERS: Final = 2  # a book numbers its sections anew in every chapter
_FEWEST_BYLINES: Final = 2  # two authors make a page of articles
_IN_BOOK: Final = (
    2.0  # signs besides looks: the lines of a book's questions and lists look like titles
)
_IN_FORCE: Final = re.compile(
    r"印发(?:给)?你们|遵照执行|贯彻执行|贯彻落实。?$|现予(?:公布|印发)|^附件"
)
_YEAR: Final = re.compile(r"(?:19|20)\d\d年")
_SIGNED: Final = re.compile(
    r"[（(](?:本报|本刊)?(?:作者|通讯员|记者|供稿|撰稿|执笔|整理|来源|单位|[^（()）。]{2,16}(?:供稿|组织部|宣传部|党委|报道组|整理|推荐|报送))"
    r"[^（()）。]{0,40}[）)]$"
)
# The same without brackets: 记者 某某 通讯员 某某.
_SIGNED_BARE: Final = re.compile(
    r"[。！？\n](?:本报|本刊)?(?:记者|通讯员|作者|供稿)"
    r"(?:[ \u3000:：、]*(?:通讯员)?[ \u3000]*[\u4e00-\u9fff]{2,4}){1,3}$"
)
_MASKS: Final = "*＊×xX某"
_STOPS: Final = "。！？；…”’」』）)》.!?;"


class Signs:
    """What speaks for and against a block beginning a case."""

    def __init__(self, document: Document, rows: Sequence[Line], heads: Sequence[Head]) -> None:
        """Read what the whole source tells: its contents, marked headings, chapters, numbers."""
        self._rows = rows
        self._text = document.text
        self._starts = [row.start for row in rows]
        self._until = dict(self._ends(heads))
        self._listed = frozenset(map(_plain, contents_titles(document.text)))
        self._marked = _marked_titles(document)
        self._is_page = _bylines(rows, heads) >= _FEWEST_BYLINES
        self._is_book = sum(bool(_CHAPTER.match(row.text)) for row in rows) >= _FEWEST_CHAPTERS
        self._numbered = [index for index, row in enumerate(rows) if row.ordinal]

    def _ends(self, heads: Sequence[Head]) -> Iterator[tuple[int, int]]:
        """Where the text of each head ends: a heading inside a piece does not end it."""
        nearest: dict[float, int] = {}  # by looks, the nearest head below; looks are few values
        for head in reversed(heads):
            value = looks(titles_of(self._rows, head))
            least = min(value, FAIR_LOOKS)
            below = [first for other, first in nearest.items() if other >= least]
            if below:
                yield head.first, min(below)
            nearest[value] = head.first

    def score(self, head: Head, running: Head) -> float:
        """Evidence that a case begins at ``head``; ``running`` heads the case above it."""
        opened = running.below
        rows = self._rows[head.first : head.below]
        below = self._rows[head.below] if head.below < len(self._rows) else None
        if below is None:
            return NEVER
        titles = titles_of(self._rows, head)
        signs = self._company(rows) + self._named(titles, rows) + self._opening(head)
        signs += self._closed(head)
        if not signs and (self._in_speech(opened) or self._breaks_sentence(head)):
            return NEVER
        signs += self._numbering(head, opened) + self._annexed(head)
        size = self._size(head)
        placed = size > 0 and any(map(leads_with_place, titles[:1]))
        if self._is_book and signs < _IN_BOOK and not placed:
            return NEVER
        signs += self._on_page(titles) + looks(titles) + (size if signs < _SURE else max(size, 0.0))
        # Reading places is dear: only where they can decide.
        near = ENOUGH - _MOST_MOVED <= signs < ENOUGH + _MOST_MOVED
        return signs + self._moves(head, opened) + self._stays(head, running) if near else signs

    def _on_page(self, titles: Sequence[str]) -> float:
        """A town or village in front; on a page of articles any title, above all one of lines."""
        lower = titles and leads_with_lower(titles[0]) and not leads_with_place(titles[0])
        several = 1.0 if len(titles) > 1 else 0.5 if titles else 0.0
        return (1.5 if lower else 0.0) + (several if self._is_page else 0.0)

    def _in_speech(self, opened: int) -> bool:
        """A speech is followed by something that shows as much as its salutation did."""
        rows = self._rows[opened : opened + 2]
        return any(row.shape is Shape.SALUTATION for row in rows)

    def _breaks_sentence(self, head: Head) -> bool:
        """A short line below an unfinished one is the rest of its sentence, if no plain title."""
        above, row = self._rows[head.first - 1], self._rows[head.first]
        apart = self._text.count("\n", above.end, row.start) > 1 and leads_with_place(row.text)
        told = apart or looks(titles_of(self._rows, head)) >= _PLAIN_TITLE
        return above.shape is Shape.BODY and above.text[-1] not in _STOPS and not told

    def _company(self, rows: Sequence[Line]) -> float:
        """The company of the title: a separator, a paper's name, posts, dates, bylines."""
        shapes = {row.shape for row in rows}
        papers = [row for row in rows if row.shape is Shape.SUBTITLE and _PAPER.search(row.text)]
        score = 3.0 if rows[0].part or _labelled(rows) else 0.0
        subtitles = [row for row in rows if row.shape is Shape.SUBTITLE]
        placed = any(leads_with_place(DASHES.sub("", row.text)) for row in subtitles)
        score += 3.0 if papers else 2.5 if placed else 1.0 if subtitles else 0.0
        speakers = [row for row in rows if row.shape is Shape.SPEAKER]
        masked = any(row.text[0] in _MASKS for row in speakers)
        score += 2.0 if masked else 1.5 if speakers else 0.0
        score += 2.0 if Shape.DATE in shapes else 0.0
        score += 3.5 if Shape.BYLINE in shapes else 0.0
        # Nobody puts the heading of a section in the middle of a line, or all of a piece behind it.
        holds = self._holds_piece(rows[-1])
        score += 1.0 if rows[0].inline or holds else 0.0
        return score + (2.5 if any(row.echoed for row in rows) else 0.0)

    def _holds_piece(self, last: Line) -> bool:
        """Whether a whole piece follows a title in its own line."""
        below = bisect_left(self._starts, last.end)
        row = self._rows[below] if below < len(self._rows) else None
        return row is not None and row.inline and len(row.text) >= _FAIR_PIECE

    def _closed(self, head: Head) -> float:
        """The piece above ends with who wrote or sent it, or with its date."""
        above = self._rows[head.first - 1]
        # What cleaning took from behind the text still tells: （来源：…）
        taken = self._text[above.end : self._rows[head.first].start].strip()
        last = f"{above.text[-SHORT:]}{taken}"
        if _SIGNED.search(last) or _SIGNED_BARE.search(last):
            return 2.5
        note = in_brackets(above) and above.shape is not Shape.HEADING
        return 1.0 if note or above.shape is Shape.DATE else 0.0

    def _named(self, titles: Sequence[str], rows: Sequence[Line]) -> float:
        """A title that the contents, the format or its own words show to be one."""
        joined = _plain("".join(titles))
        listed = joined in self._listed or any(_plain(title) in self._listed for title in titles)
        score = 3.0 if listed else 0.0
        score += 3.0 if any(COLUMN.fullmatch(row.text) for row in rows) else 0.0
        score += 1.5 if any(_TITLE_END.search(title) for title in titles) else 0.0
        if self._marked and self._rows[0].start in self._marked:
            score += self._marked_sign(titles, rows)
        return score

    def _marked_sign(self, titles: Sequence[str], rows: Sequence[Line]) -> float:
        """A heading of the highest level; sections may be marked like titles."""
        if not any(row.start in self._marked for row in rows):
            return -1.5
        looks_so = looks(titles) >= 0.5  # noqa: PLR2004 - a fair length or two clauses
        several = len(self._marked) > 1
        return 2.5 if several and (looks_so or self._has_marked_pieces()) else 0.0

    def _has_marked_pieces(self) -> bool:
        """The first line is marked like the others and has text of its own: no title of all."""
        if self._rows[0].start not in self._marked:
            return False
        second = sorted(self._marked)[1]
        return second - self._rows[0].end >= _SHORT_PIECE

    def _annexed(self, head: Head) -> float:
        """A document that the notice above it puts in force is part of the notice."""
        above = self._rows[max(0, head.first - 4) : head.first]
        return -4.0 if any(_IN_FORCE.search(row.text) for row in above) else 0.0

    def _moves(self, head: Head, opened: int) -> float:
        """The text below is about another province than the text above, or about the same."""
        until = min(self._end(head), head.below + _NEAR_ROWS)
        text = "".join(row.text for row in self._rows[head.first : until])
        here = provinces(text[:_NEAR])
        above = self._rows[max(0, opened - 1) : head.first]
        first = "".join(row.text for row in above[:_NEAR_ROWS])
        last = "".join(row.text for row in above[-_NEAR_ROWS:])
        there = provinces(f"{first[:_NEAR]}\n{last[-_NEAR:]}")
        if not here or not there:
            return 0.0
        if here.isdisjoint(there):
            return _MOST_MOVED if looks(titles_of(self._rows, head)) >= 1.0 else 0.5
        return -0.5 if here == there else 0.0

    def _stays(self, head: Head, running: Head) -> float:
        """The text below still names the place that the title of the running case leads with."""
        names = map(leading_place, titles_of(self._rows, running))
        name = next(filter(None, names), "")
        if not name or any(map(leads_with_place, titles_of(self._rows, head))):
            return 0.0
        text = "".join(row.text for row in self._rows[head.below : self._end(head)])
        return -2.0 if name in text[:_NEAR] else 0.0

    def _opening(self, head: Head) -> float:
        """A salutation, a dateline or the first year of a chronology right below."""
        opening = self._rows[head.below : head.below + 2]
        score = 2.5 if any(row.shape is Shape.SALUTATION for row in opening) else 0.0
        score += 1.5 if _YEAR.fullmatch(opening[0].text) else 0.0
        score += 1.0 if _NEWS.match(opening[0].text) else 0.0
        dated = DATELINE.match(opening[0].text) or _BYLINE.match(opening[0].text)
        return score + (2.5 if dated else 0.0)

    def _size(self, head: Head) -> float:
        """How much text stands below before the next block that looks as much like a title."""
        size = sum(row.end - row.start for row in self._rows[head.below : self._end(head)])
        if size < _SHORT_PIECE:
            return -1.5 if looks(titles_of(self._rows, head)) < FAIR_LOOKS else -0.5
        return 1.0 if size >= _LONG_PIECE else 0.5 if size >= _FAIR_PIECE else 0.0

    def _end(self, head: Head) -> int:
        """Index of the row at which the text below a block ends at the latest."""
        return self._until.get(head.first, len(self._rows))

    def _numbering(self, head: Head, opened: int) -> float:
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


def _bylines(rows: Sequence[Line], heads: Sequence[Head]) -> int:
    """How many blocks tell who wrote what stands below them."""
    return sum(
        any(row.shape is Shape.BYLINE for row in rows[head.first + 1 : head.below])
        for head in heads
    )


def _labelled(rows: Sequence[Line]) -> bool:
    """Whether a headline stands below a label of its own: 短评."""
    several = len(rows) > 1 and rows[1].shape is Shape.SHORT
    return several and "".join(rows[0].text.split()) in LABELS


def _marked_titles(document: Document) -> frozenset[int]:
    """Starts of the headings that the format marks with its highest level."""
    top = min((heading.level for heading in document.headings), default=0)
    return frozenset(heading.start for heading in document.headings if heading.level == top)


def _plain(title: str) -> str:
    return "".join(title.split())
