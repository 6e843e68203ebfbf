"""Postings and terms on their way into a Whoosh segment, in little memory however many there are.

Merging segments brings all their postings here once more: what does not fit into memory goes to
the disk as sorted runs, which are merged when the segment is written.
"""

import heapq
import struct
import tempfile
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, Final

# What the pool may hold in memory: it writes a run when there is more.
_MOST_BYTES: Final = 48 * 1024 * 1024
_POSTING_BYTES: Final = 9  # a case and a weight, and what arrays keep free
_TERM_BYTES: Final = 450  # a term, its two arrays and its place in the table
_HEAD: Final = struct.Struct("<BHI")  # number of the field, bytes of the term, postings

_Term = tuple[str, bytes]
_Postings = tuple[_Term, "array[int]", "array[float]"]


class PostingsPool:
    """Postings of a segment being written, by term: eight bytes each.

    Whoosh's own pool keeps a tuple of some 150 bytes for each and sorts them all.
    """

    def __init__(self, folder: Path, most_bytes: int = _MOST_BYTES) -> None:
        """Begin without any; runs go to files of ``folder`` that have no name."""
        self._folder = folder
        self._most = most_bytes
        self._bytes = 0
        self._terms: dict[_Term, tuple[array[int], array[float]]] = {}
        self._fields: list[str] = []
        self._runs: list[BinaryIO] = []

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take a posting in; cases come in ascending order."""
        field, term, case, weight, _ = item
        known = self._terms.get((field, term))
        if known is None:
            if self._bytes > self._most:
                self._spill()
            known = self._terms[field, term] = array("I"), array("f")
            self._bytes += _TERM_BYTES
        known[0].append(case)
        known[1].append(weight)
        self._bytes += _POSTING_BYTES

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """All postings, by field, term and case."""
        # Where runs have the same term, heapq keeps their order, which is that of the cases.
        runs = (*map(self._read, self._runs), self._in_memory())
        for (field, term), cases, weights in heapq.merge(*runs, key=_term_of):
            for case, weight in zip(cases, weights, strict=True):
                yield field, term, case, weight, b""

    def cleanup(self) -> None:
        """Forget everything."""
        self._terms.clear()
        for run in self._runs:
            run.close()
        self._runs.clear()

    def _in_memory(self) -> Iterator[_Postings]:
        for term in sorted(self._terms):
            yield term, *self._terms[term]

    def _spill(self) -> None:
        """Write what is in memory as a run. Raises OSError where the disk is full."""
        run = tempfile.TemporaryFile(dir=self._folder)  # noqa: SIM115 - read when all is there
        self._runs.append(run)
        for (field, term), cases, weights in self._in_memory():
            if field not in self._fields:
                self._fields.append(field)
            run.write(_HEAD.pack(self._fields.index(field), len(term), len(cases)))
            run.write(term)
            run.write(cases.tobytes())
            run.write(weights.tobytes())
        self._terms.clear()
        self._bytes = 0

    def _read(self, run: BinaryIO) -> Iterator[_Postings]:
        run.seek(0)
        while head := run.read(_HEAD.size):
            field, length, size = _HEAD.unpack(head)
            term = run.read(length)
            cases, weights = array("I"), array("f")
            cases.frombytes(run.read(size * cases.itemsize))
            weights.frombytes(run.read(size * weights.itemsize))
            yield (self._fields[field], term), cases, weights


def _term_of(postings: _Postings) -> _Term:
    return postings[0]


class Bucket:
    """Hashes of terms and their places in a file: sixteen bytes each instead of 140."""

    def __init__(self) -> None:
        """Begin without any."""
        self._numbers = array("Q")

    def append(self, entry: tuple[int, int]) -> None:
        """Take a hash and a place in."""
        self._numbers.extend(entry)

    def __len__(self) -> int:
        """How many there are."""
        return len(self._numbers) // 2

    def __iter__(self) -> Iterator[tuple[int, int]]:
        """All of them in the order in which they came."""
        numbers = iter(self._numbers)
        return zip(numbers, numbers, strict=True)
