"""A source → its cases, by the weight of evidence at every block of title lines.

A block is a run of short lines (titles, subtitles, posts, names, dates, bylines) with running
text below. Each sign that a new piece begins there adds to its score: see ``ingest.cutting.signs``.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from ingest.cleaning.contents import contents_titles
from ingest.cutting.gathered import gathered
from ingest.cutting.heads import COLUMN, Head, are_alike, find_heads, in_brackets, titles_of
from ingest.cutting.lines import Line, lines
from ingest.cutting.places import leads_with_place
from ingest.cutting.regular import set_alike
from ingest.cutting.series import with_numbered_titles
from ingest.cutting.shapes import Shape
from ingest.cutting.signs import ENOUGH, ENOUGH_ALIKE, ENOUGH_GATHERED, SIBLING, Signs
from ingest.readers.document import Document

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


_VOLUME: Final = re.compile(
    r"(?:汇编|选编|摘编|集锦|案例集|材料集|资料集|^(?!在).{2,40}(?:交流|发言|典型|经验)材料|(?:典型|优秀|创新|实践|治理|微)案例|材料之[一二三四五六七八九十]{1,2})(?:[（(].{1,12}[）)])?$"
)
_COVER: Final = 2  # lines of a volume's name
_PREAMBLE: Final = 30  # characters of running text before the first title worth keeping as a case


def find_cases(text: str, document: Document) -> tuple[Block, ...]:
    """Cases of a source in order, apart from each other; none only where all is blank.

    ``text`` is the document's text with what cleaning removed made blank.
    """
    rows = with_numbered_titles(lines(text, document.text), contents_titles(document.text))
    if not rows:
        return ()
    heads = list(find_heads(rows))
    if not heads:
        return tuple(_blocks(rows, [Head(0, 0)]))
    signs = Signs(document, rows, heads)
    chosen = _choose(rows, heads, signs)
    pieces = gathered(rows, heads)
    alike = pieces or set_alike(text, rows, heads, chosen)
    if alike:
        enough = ENOUGH_GATHERED if pieces else ENOUGH_ALIKE
        chosen = _choose(rows, heads, signs, dict.fromkeys(alike, enough))
    return tuple(_blocks(rows, chosen))


def _choose(
    rows: Sequence[Line],
    heads: Sequence[Head],
    signs: Signs,
    alike: Mapping[Head, float] = MappingProxyType({}),
) -> list[Head]:
    """Blocks of some that begin a case; text before the first is a case where it is text.

    ``alike`` tells how few signs blocks need that are set like the sure ones or that each stand
    above the text of another place.
    """
    chosen: list[Head] = []
    before = rows[: heads[0].first]
    if sum(row.end - row.start for row in before) >= _PREAMBLE:
        chosen.append(Head(0, 0))
    section: Sequence[str] = ()  # the heading inside the running case that stands nearest above
    for head in heads:
        titles = titles_of(rows, head)
        least = alike.get(head, ENOUGH)
        if are_alike(titles, section) and not any(map(leads_with_place, titles)):
            least += SIBLING
        if not chosen or signs.score(head, chosen[-1]) >= least:
            chosen.append(head)
            section = ()
        else:
            section = titles
    return _without_volume(rows, _without_cover(chosen))


def _without_volume(rows: Sequence[Line], chosen: list[Head]) -> list[Head]:
    """Without the name of a volume, and of its occasion, above the first title."""
    first = chosen[0]
    if len(chosen) == 1 or first.first:
        return chosen
    for last in range(min(_COVER, first.below - 1)):
        if rows[last + 1].shape is Shape.SHORT and _VOLUME.search(rows[last].text):
            return [Head(last + 1, first.below), *chosen[1:]]
    return chosen


def _without_cover(chosen: list[Head]) -> list[Head]:
    """Without a title page: a title with nothing below it before the first case."""
    if len(chosen) > 1 and chosen[0].below >= chosen[1].first:
        return chosen[1:]
    return chosen


def _blocks(rows: Sequence[Line], chosen: Sequence[Head]) -> Iterator[Block]:
    for head, following in zip(chosen, [*chosen[1:], None], strict=True):
        last = (following.first if following else len(rows)) - 1
        while last > head.below and _is_stray(rows[last], rows[last - 1]):
            last -= 1
        yield _block(rows, head, rows[last].end)


def _is_stray(row: Line, above: Line) -> bool:
    """A column's name or a running foot after the last sentence of a piece."""
    ended = above.text.endswith(("。", "！", "？", "”", "）", ")", ".", "!"))
    loose = row.shape is Shape.SHORT and not in_brackets(row)
    return loose and ended and len(row.text) <= 30  # noqa: PLR2004


def _block(rows: Sequence[Line], head: Head, end: int) -> Block:
    found: defaultdict[Shape, list[Span]] = defaultdict(list)
    for row in rows[head.first : head.below]:
        shape = Shape.SHORT if row.part or COLUMN.fullmatch(row.text) else row.shape
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
