"""Tables of contents at the head of a volume: where they stand and which titles they name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from ingest.cleaning.spans import SHORT, Span, line_spans
from kg.model import Removed

_CONTENTS: Final = re.compile(r"目\s*录")
_ENTRY_PAGE: Final = re.compile(r"[\s.．…·。]+\d{1,3}$")
# A title, the dots that lead to its page, the page; what leads neither begins nor ends a title.
_ENTRY: Final = re.compile(
    r"((?:[\u4e00-\u9fff]{2,3}|[^\s.．…·].{2,119}?(?<![\s.．…·])))(?=[\s.．…·])"
    r"[\s.．…·]{1,200}+(\d{1,3})(?=\s|$)"
)
_BELOW_ENTRY: Final = re.compile(r"[（(][^（）()]{2,24}[）)]")  # the date or body of a piece
# The number in front of an entry, which its title may lack or write otherwise.
_ENTRY_NUMBER: Final = re.compile(
    r"(?:\d{1,2}\s*[.．、]\s*|[一二三四五六七八九十]{1,3}、\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*)"
)
_SURE_ENTRY: Final = 8  # characters of an entry that no text repeats by chance
_MIN_ENTRIES: Final = 3  # fewer page numbers on a line make no table of contents


def contents_titles(text: str) -> tuple[str, ...]:
    """Titles that a table of contents at the head of a text names, in its order."""
    if not _CONTENTS.search(text):
        return ()
    lines = line_spans(text)
    titles: list[str] = []
    for span in contents(text, lines):
        body = _CONTENTS.sub("", text[span.start : span.end], count=1)
        paged = [match[1].strip() for match in _ENTRY.finditer(body)]
        titles += paged or [line.strip() for line in body.splitlines() if line.strip()]
    return tuple(_ENTRY_NUMBER.sub("", title, count=1) for title in titles)


def contents(text: str, lines: Sequence[Span]) -> Iterator[Removed]:
    """A table of contents: from its heading to its last entry."""
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        heading = _CONTENTS.match(line)
        if not heading:
            continue
        if end - start > SHORT or len(_ENTRY.findall(line)) >= _MIN_ENTRIES:
            if len(_ENTRY.findall(line)) >= _MIN_ENTRIES:
                yield Removed(start, end, "contents")
        elif heading.end() == len(line):
            last = _last_entry(text, lines, index)
            if last > index:
                yield Removed(start, lines[last][1], "contents")


def _last_entry(text: str, lines: Sequence[Span], index: int) -> int:
    """Index of the last line that is an entry: it ends in a page number or comes again later."""
    counted = _title_counts(text, lines, index)
    last = index
    seen = set()
    for following in range(index + 1, len(lines)):
        start, end = lines[following]
        line = text[start:end]
        entry = _plain_entry(line)
        if entry in seen and not _BELOW_ENTRY.fullmatch(line):
            break  # the first piece begins here
        seen.add(entry)
        again = end - start <= SHORT and (counted[entry] > 1 or _stands_later(text, line, end))
        dated = last == following - 1 > index and _BELOW_ENTRY.fullmatch(line)
        if not (dated or again or (end - start <= SHORT * 2 and _ENTRY_PAGE.search(line))):
            break
        last = following
    return last


def _title_counts(text: str, lines: Sequence[Span], index: int) -> Counter[str]:
    """How often each short line, or two that follow each other, stands below a line."""
    short = [_plain_entry(text[s:e]) if e - s <= SHORT else "" for s, e in lines[index + 1 :]]
    pairs = (above + below for above, below in pairwise(short) if above and below)
    return Counter((*filter(None, short), *pairs))


def _stands_later(text: str, line: str, end: int) -> bool:
    """Whether an entry's words come again further down, be it inside a line."""
    words = _ENTRY_NUMBER.sub("", line, count=1)
    return len(words) >= _SURE_ENTRY and text.find(words, end) >= 0


def _plain_entry(line: str) -> str:
    """An entry or title without its number and blanks."""
    return "".join(_ENTRY_NUMBER.sub("", line, count=1).split())
