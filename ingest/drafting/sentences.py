"""Which sentence of a draft holds a place."""

from bisect import bisect_right
from collections.abc import Sequence


def around(spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """Sentence that holds an offset; an empty one at the offset where none does."""
    place = bisect_right(spans, (at, len(spans) and spans[-1][1])) - 1
    return spans[place] if place >= 0 else (at, at)
