"""Whether spans meet a stretch of text."""

from bisect import bisect_left
from collections.abc import Iterable


class Overlap:
    """Spans in order, not nested, asked whether any meets a stretch of text."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        """Take the spans."""
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = [end for _, end in ordered]

    def meets(self, start: int, end: int) -> bool:
        """Whether a span shares a character with ``text[start:end]``."""
        # The last that begins before ``end`` reaches furthest.
        last = bisect_left(self._starts, end) - 1
        return last >= 0 and self._ends[last] > start
