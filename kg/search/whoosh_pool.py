"""Postings on their way into a Whoosh segment."""

from array import array
from collections.abc import Iterator


class PostingsPool:
    """Postings of a segment being written, by term: eight bytes each.

    Whoosh's own pool keeps a tuple of some 150 bytes for each and sorts them all.
    """

    def __init__(self) -> None:
        """Begin without any."""
        self._terms: dict[tuple[str, bytes], tuple[array[int], array[float]]] = {}

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take a posting in; cases come in ascending order."""
        field, term, case, weight, _ = item
        known = self._terms.get((field, term))
        if known is None:
            known = self._terms[field, term] = array("I"), array("f")
        known[0].append(case)
        known[1].append(weight)

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """All postings, by field, term and case."""
        for field, term in sorted(self._terms):
            for case, weight in zip(*self._terms[field, term], strict=True):
                yield field, term, case, weight, b""

    def cleanup(self) -> None:
        """Forget everything."""
        self._terms.clear()
