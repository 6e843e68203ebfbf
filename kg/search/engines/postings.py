"""What matching and ranking read of an engine."""

from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from kg.search.engines.columns import Columns
from kg.search.engines.saying import Saying


class Posting(NamedTuple):
    """Cases that have a term, ascending, and how often each has it."""

    cases: NDArray[np.int32]
    counts: NDArray[np.float32]


NOWHERE: Final = Posting(np.zeros(0, dtype=np.int32), np.zeros(0, dtype=np.float32))


class Postings(Protocol):
    """One reading of an index. Cases go by numbers that hold for this reading."""

    @property
    def columns(self) -> Columns:
        """Facts of every case that can be found."""

    @property
    def saying(self) -> Saying:
        """What every case says."""

    def postings(self, field: str, term: str) -> Posting:
        """Cases with the term in the field; empty if none."""

    def beginning(self, field: str, prefix: str) -> Sequence[str]:
        """Terms of a field that begin so, each once, in any order."""
