"""Spans of the lines of a text; one that holds a separator, a title or a name is cut there."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from ingest.cleaning.separators import part_prefix
from ingest.cutting import titles
from ingest.cutting.shapes import (
    DATE,
    DATE_LINE,
    INNER_STOP,
    LONGEST_TITLE,
    NAME,
    NAME_LINE,
    SPEAKER,
)

Span = tuple[int, int]

# A dash line in one line with the title above it: a blank parts the two.
_INNER_DASH: Final = re.compile(
    r"(?<=[\u4e00-\u9fff”」》！？])[ \t\u3000]+(?=(?:——|--|―|－－)\S{4})"
)
# A title in the middle of a line: after the stop of one piece, before the names of the next.
_TAIL_TITLE: Final = re.compile(
    r"(?<=[。！？”）])([^。！？；，：“”（）\n]{5,50}(?:讲话|发言|致辞|报告|讲稿|材料)(?:提纲|材料|稿)?)$"
)
# A name and its date in front of running text.
_HEAD_DATE: Final = re.compile(rf"(?:{NAME})?\s*[（(]\s*{DATE.pattern}\s*[）)]\s*(?=\S)")
_OPENING: Final = re.compile(
    rf"\s*(?:{SPEAKER.pattern}|{NAME_LINE.pattern}|{DATE_LINE.pattern}|同志们[:：])"
)
_ENDED: Final = re.compile(r"[。！？；：!?;:][”’」』）)]?$")
_MOSTLY: Final = 0.6  # of the longer lines, some of which run on into the title below them
_TEXT: Final = 120  # characters of a line that holds a text
_SAME: Final = 10  # characters by which lines that a program wraps do not differ
_MANY: Final = 6  # pieces of one line each, every one below its title
_FEWEST: Final = 4  # lines that show how a source is set
_TAIL: Final = re.compile(r"[。！？][”’）)]?[^。！？；，,：、\s]{5,30}$")
_LINE: Final = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
_BLANK: Final = re.compile(r"[^\S\n]{2,}")  # what cleaning has left of a separator, at least
_MARKDOWN: Final = re.compile(r"#{1,6}\s+")


def line_spans(text: str, original: str, echoed: Mapping[int, int]) -> Iterator[Span]:
    """Spans of the lines of a blanked text, in order, none empty; ``original`` shows separators.

    A line that holds a separator, a title, a dash line or a name and a date is cut there;
    ``echoed`` are starts and ends of titles that only their texts show.
    """
    for span in _spans(text, original, echoed):
        if span[0] < span[1]:
            yield from _at_dash(text, span)


def _spans(text: str, original: str, echoed: Mapping[int, int]) -> Iterator[Span]:
    matches = list(_LINE.finditer(text))
    texts = [match[0].rstrip() for match in matches]
    whole = _are_whole(texts) or _end_in_titles(texts)
    apart = _titled_apart(texts)
    lines = (piece for match in matches for piece in _at_separators(text, original, match))
    pieces = [piece for line in lines for piece in _at_echoed(text, line, {} if apart else echoed)]
    for index, (start, end, opens) in enumerate(pieces):
        marker = _MARKDOWN.match(text, start, end)
        start = marker.end() if marker else start  # noqa: PLW2901 - what a piece begins with
        if end - start <= LONGEST_TITLE and not INNER_STOP.search(text, start, end - 1):
            yield start, end
            continue
        if apart and not opens:
            yield start, end
            continue
        following = text[slice(*pieces[index + 1][:2])] if index + 1 < len(pieces) else ""
        yield from _cut_line(text, (start, end), following, whole=whole, opens=opens)


def _at_echoed(
    text: str, line: tuple[int, int, bool], echoed: Mapping[int, int]
) -> Iterator[tuple[int, int, bool]]:
    """A line as the titles in it that only their texts show, and what stands between them."""
    at, last, opens = line
    for start, end in echoed.items():
        if at <= start < last and start < end:
            if at < start:
                yield *_trimmed(text, at, start), opens
            yield *_trimmed(text, start, end), opens and at == start
            colon = text.startswith(("：", ":"), end)
            at, opens = _trimmed(text, end + colon, last)[0], False
    if at < last:
        yield at, last, opens


def _at_separators(
    text: str, original: str, line: re.Match[str]
) -> Iterator[tuple[int, int, bool]]:
    """Stretches of a line without blanks around them, and whether a separator stands before."""
    at, last = line.start(), line.end()
    opens = False
    for blank in _BLANK.finditer(text, at, last):
        gap = original[blank.start() : blank.end()]
        if gap.isspace() or not part_prefix(gap.strip()):
            continue
        if text[at : blank.start()].strip():
            yield *_trimmed(text, at, blank.start()), opens
        at, opens = blank.end(), True
    yield *_trimmed(text, at, last), opens


def _cut_line(text: str, span: Span, following: str, *, whole: bool, opens: bool) -> Iterator[Span]:
    """A line in its parts: titles, names and dates, running text."""
    start, end = span
    head = _HEAD_DATE.match(text, start, end)
    if head:
        yield start, head.end() - len(head[0]) + len(head[0].rstrip())
        start = head.end()
    line = text[start:end]
    cuts = titles.cuts(line, following, whole=whole)
    if opens and not any(at <= LONGEST_TITLE for at in cuts):
        cuts = [*filter(None, (titles.first_words(line),)), *cuts]
    for cut in [start + at for at in cuts]:
        yield _trimmed(text, start, cut)
        start = _trimmed(text, cut, end)[0]
    tail = _tail_title(text[start:end], following)
    if tail:
        yield start, start + tail
        start += tail
    yield start, end


def _at_dash(text: str, span: Span) -> Iterator[Span]:
    """A title and the dash line behind it, which stand in one line, as two spans."""
    start, end = span
    dash = _INNER_DASH.search(text, start, end) if end - start <= 2 * LONGEST_TITLE else None
    if dash and not INNER_STOP.search(text, start, end - 1):
        yield start, dash.start()
        start = dash.end()
    yield start, end


def _are_whole(rows: Sequence[str]) -> bool:
    """Whether lines are paragraphs: most of the longer ones end with a sentence."""
    longer = [row.rstrip() for row in rows if len(row) > LONGEST_TITLE]
    ended = sum(bool(_ENDED.search(row)) for row in longer)
    return ended >= len(longer) * _MOSTLY


def _titled_apart(rows: Sequence[str]) -> bool:
    """Whether every long line stands below a title of its own: none hides a title inside."""
    longer = [index for index, row in enumerate(rows) if len(row) > _TEXT]
    titled = (
        index and len(rows[index - 1]) <= LONGEST_TITLE and not _ENDED.search(rows[index - 1])
        for index in longer
    )
    return len(longer) >= _MANY and all(titled)


def _end_in_titles(rows: Sequence[str]) -> bool:
    """Whether all long lines but the last end in a few words behind a stop, as a title would."""
    longer = [row for row in rows if len(row) > _TEXT]
    tailed = sum(bool(_TAIL.search(row, len(row) - LONGEST_TITLE)) for row in longer[:-1])
    sizes = {len(row) // _SAME for row in longer}
    several = len(longer) > _FEWEST and len(sizes) >= len(longer) // 2
    return several and tailed >= (len(longer) - 1) * _MOSTLY


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without the blanks at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _tail_title(line: str, following: str) -> int:
    """Offset of a title that ends a line of running text, before a line that opens a piece."""
    if not following or len(following) < 2 or not line.endswith(_TAIL_ENDS):  # noqa: PLR2004
        return 0
    match = _TAIL_TITLE.search(line, max(0, len(line) - LONGEST_TITLE))
    if not match:
        return 0
    opening = _OPENING.match(following)
    return match.start() if opening else 0


_TAIL_ENDS: Final = ("讲话", "发言", "致辞", "报告", "讲稿", "材料", "提纲", "稿")
