"""What every case says, in one file: it is asked for and read at the speed of memory.

The file is only ever appended to; where the words of a case stand in it is kept in the columns,
so that a commit shows them and a kill leaves no more than bytes that nobody looks at.
"""

import json
import mmap
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import astuple
from itertools import accumulate
from pathlib import Path
from typing import BinaryIO, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.search.answering.texts import AmountSaid, CaseText, PassageText, Words
from kg.search.clauses import Amount

SAID: Final = "said.bin"
# Offsets of a case: where its words begin, its numbers, what else its passages are, and the end.
SPAN: Final = 4
_BETWEEN: Final = "\x00"  # parts the title, headings and passages: no phrase goes across

Spans = NDArray[np.int64]
# A case's words, its numbers, and what else its passages are.
Said: TypeAlias = tuple[bytes, bytes, bytes]


class SayingWriter:
    """Appends cases to the file."""

    def __init__(self, file: BinaryIO) -> None:
        """Go on at the end of a file."""
        self._file = file
        self._at = file.seek(0, os.SEEK_END)

    def add(self, parts: Said) -> tuple[int, ...]:
        """Append a case; returns its offsets."""
        self._file.write(b"".join(parts))
        begin, self._at = self._at, self._at + sum(map(len, parts))
        return tuple(accumulate(map(len, parts), initial=begin))


def said(text: CaseText, amounts: Iterable[AmountSaid]) -> Said:
    """What a case says, encoded."""
    passages = [(p, _apart(p.heading), _apart(p.text)) for p in text.passages]
    outside = map(_apart, (text.title, text.aside))
    words = (*outside, *(part for _, *parts in passages for part in parts))
    # Most passages are the words themselves, without line ends and quotation marks.
    shown = [(p.id, p.role, p.own if p.own != own else None) for p, _, own in passages]
    return (
        _encoded(_BETWEEN.join(words)),
        _encoded("".join(_written(astuple(amount)) + "\n" for amount in amounts)),
        _encoded(_written(shown)),
    )


@contextmanager
def said_in(folder: Path) -> Iterator[SayingWriter]:
    """Write to the file of a folder; it is on the disk before columns can tell of it."""
    with (folder / SAID).open("ab") as file:
        yield SayingWriter(file)
        file.flush()
        os.fsync(file.fileno())


class Saying:
    """The file as one commit left it. Safe among threads."""

    def __init__(self, folder: Path, spans: Spans) -> None:
        """Map the file. Raises OSError, and ValueError if it is too short."""
        self._spans = spans
        with (folder / SAID).open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            if spans.size and int(spans.max()) > size:
                message = f"{folder / SAID} has {size} bytes, less than its columns tell of"
                raise ValueError(message)
            # An empty file cannot be mapped.
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""

    def having(self, cases: NDArray[np.intp], phrase: str, *, titled: bool = False) -> list[int]:
        """Those of the cases that have a phrase literally, anywhere or in their titles."""
        wanted, find = _encoded(phrase), self._map.find
        starts, ends = self._spans[0][cases].tolist(), self._spans[1][cases].tolist()
        if titled:
            between = _encoded(_BETWEEN)
            ends = [
                end if (stop := find(between, start, end)) < 0 else stop
                for start, end in zip(starts, ends, strict=True)
            ]
        found = zip(cases.tolist(), starts, ends, strict=True)
        return [case for case, start, end in found if find(wanted, start, end) >= 0]

    def amounts(self, case: int, measure: str) -> Iterator[AmountSaid]:
        """Numbers of a case; none where what they are of is nowhere among them."""
        start, end = int(self._spans[1][case]), int(self._spans[2][case])
        # JSON writes quotation marks and control characters otherwise.
        plain = measure.isprintable() and not {'"', "\\"}.intersection(measure)
        if start == end or (plain and self._map.find(_encoded(measure), start, end) < 0):
            return
        for line in self._read(start, end).split("\n")[:-1]:
            yield AmountSaid(*json.loads(line))

    def words(self, case: int) -> Words:
        """What a case says."""
        whole = self._read(*self._spans[:2, case].tolist())
        title, aside, *parts = whole.split(_BETWEEN)
        return Words(title, aside, tuple(zip(parts[::2], parts[1::2], strict=True)), whole)

    def text(self, case: int) -> CaseText:
        """Title and passages of a case, as they were added. Raises ValueError."""
        words = self.words(case)
        shown = json.loads(self._read(*self._spans[2:, case].tolist()))
        return CaseText(
            words.title,
            tuple(
                PassageText(key, text if own is None else own, heading, role)
                for (heading, text), (key, role, own) in zip(words.passages, shown, strict=True)
            ),
            words.aside,
        )

    def _read(self, start: int, end: int) -> str:
        return self._map[start:end].decode("utf-8", "surrogatepass")

    def close(self) -> None:
        """Let go of the file."""
        if isinstance(self._map, mmap.mmap):
            self._map.close()


def meets(said: AmountSaid, asked: Amount) -> bool:
    """Whether a number of a case is what is asked for; of a range one end is enough."""
    if asked.measure not in said.words or asked.unit not in said.unit:
        return False
    if asked.low is None and asked.high is None:
        return True
    return any(
        (asked.low is None or value > asked.low or (value == asked.low and not asked.strict))
        and (asked.high is None or value < asked.high or (value == asked.high and not asked.strict))
        for value in (said.value, said.high)
        if value is not None
    )


def _apart(text: str) -> str:
    """A text without what parts texts; as long as before."""
    return text.replace(_BETWEEN, " ")


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")
