"""What stands in a source but belongs to no case: found, told with its reason, and blanked.

Nothing is deleted: a removed span keeps its place and its reason, and its characters become
blanks of the same number, so that offsets stay.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from ingest.cleaning.contents import contents
from ingest.cleaning.furniture import (
    inside_line,
    is_label,
    marks_in,
    offer_start,
    reason_of,
    sellers_of,
)
from ingest.cleaning.page import page_foot, page_head
from ingest.cleaning.separators import inner_separators, separators
from ingest.cleaning.spans import CRUMB, SHORT, line_spans
from ingest.cleaning.tails import page_tails
from ingest.readers.document import Document
from kg.model import Removed

_CLASSIFIED: Final = ("绝密", "机密")


def find_removed(document: Document) -> tuple[tuple[Removed, ...], tuple[str, ...]]:
    """Spans that belong to no case, sorted and apart, and the marks of handling found."""
    text = document.text
    lines = line_spans(text)
    removed = [*contents(text, lines), *page_head(text, lines), *page_foot(text, lines)]
    marks: dict[str, None] = {}
    sellers = sellers_of(text, lines)
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if end - start <= SHORT:
            reason = reason_of(line, sellers)
            if reason == "mark":
                marks |= dict.fromkeys(marks_in(line))
            if reason:
                first = offer_start(text, lines, index) if reason == "offer" else start
                removed.append(Removed(first, end, reason))
            if is_label(line) and index + 1 < len(lines):
                value = lines[index + 1]
                if value[1] - value[0] <= CRUMB:
                    removed.append(Removed(*value, "navigation"))
        removed += [*inside_line(line, start), *page_tails(line, start, first=not index)]
    removed += [*separators(text, lines), *inner_separators(text)]
    return tuple(_merged(removed)), tuple(marks)


def classified(marks: Sequence[str]) -> str | None:
    """The mark that keeps a source out unless it is asked for: 绝密 or 机密; else None."""
    return next((mark for mark in _CLASSIFIED if mark in marks), None)


def blank(text: str, removed: Iterable[Removed]) -> str:
    """Text of the same length with blanks for the removed characters; line ends stay."""
    parts: list[str] = []
    at = 0
    for span in removed:
        start = max(at, span.start)
        parts.append(text[at:start])
        parts.append("".join("\n" if char == "\n" else " " for char in text[start : span.end]))
        at = max(at, span.end)
    parts.append(text[at:])
    return "".join(parts)


def _merged(removed: list[Removed]) -> Iterator[Removed]:
    """Spans sorted, overlapping ones joined under the first one's reason, marks kept apart."""
    current: Removed | None = None
    for span in sorted(removed, key=lambda r: (r.start, -r.end)):
        if current is None or span.start >= current.end:
            if current is not None:
                yield current
            current = span
        elif span.end > current.end:
            current = Removed(current.start, span.end, current.reason)
    if current is not None:
        yield current
