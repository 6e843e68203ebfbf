"""One reading of an index that an engine keeps in a folder: what every engine's reader has."""

import json
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from kg.search.engines.columns import Columns
from kg.search.engines.columns_change import load
from kg.search.engines.postings import Posting
from kg.search.engines.saying import Saying

_FORMAT: Final = 11  # of what the engines write; another number means: build anew
_KEPT_POSTINGS: Final = 4_000_000  # numbers of cases kept from earlier queries: 32 MB


@dataclass(frozen=True, slots=True)
class Meta:
    """What an index says of itself, written in the very commit that it tells of.

    ``columns`` is the file of the facts of its cases.
    """

    generation: int
    columns: str

    def encode(self) -> str:
        """Make text that ``decode`` takes."""
        return json.dumps([_FORMAT, self.generation, self.columns])

    @staticmethod
    def decode(text: str) -> "Meta":
        """Read what ``encode`` made. Raises ValueError."""
        form, *rest = json.loads(text)
        if form != _FORMAT:
            message = f"it has form {form}, this program reads {_FORMAT}"
            raise ValueError(message)
        return Meta(*rest)


class Written(NamedTuple):
    """Columns that this process wrote last, and the name of their file."""

    file: str
    columns: Columns


class Reader(ABC):
    """The index as one commit left it. Safe among threads, and kept until ``close``."""

    def __init__(self, folder: Path, meta: Meta, written: "Written | None" = None) -> None:
        """Read the facts of the cases, unless they are those written last.

        Raises what damaged files raise.
        """
        self.folder = folder
        self.generation = meta.generation
        self.columns_file = meta.columns
        known = written is not None and written.file == meta.columns
        self.columns = written.columns if written and known else load(folder / meta.columns)
        self.saying = Saying(folder, self.columns.arrays.spans)
        self._kept: dict[tuple[str, str], Posting] = {}
        self._kept_size = 0

    def postings(self, field: str, term: str) -> Posting:
        """Cases with the term in the field and how often; empty if none."""
        key = field, term
        found = self._kept.get(key)
        if found is None:
            found = self._read_postings(field, term)
            self._kept_size += len(found.cases) + 1
            if self._kept_size > _KEPT_POSTINGS:
                self._kept, self._kept_size = {}, len(found.cases) + 1
            self._kept[key] = found
        return found

    @abstractmethod
    def _read_postings(self, field: str, term: str) -> Posting:
        """Read the postings of a term. Raises what damaged files raise."""

    @abstractmethod
    def beginning(self, field: str, prefix: str) -> Sequence[str]:
        """Terms of a field that begin so, each once, in any order."""

    @abstractmethod
    def is_latest(self) -> bool:
        """Whether nobody has committed since."""

    def close(self) -> None:
        """Let go of files."""
        self.saying.close()


class Writer(Protocol):
    """One commit being written; holds the engine's own lock until it commits or cancels."""

    def put(self, case: int, terms: Mapping[str, Mapping[str, int]]) -> None:
        """Add a case under its number: terms with their counts by field."""

    def drop(self, case: int) -> None:
        """Take out a case of an earlier commit."""

    def commit(self, meta: Meta) -> None:
        """Make everything visible at once, in place of the former meta."""

    def cancel(self) -> None:
        """Drop everything."""


class Engine(Protocol):
    """What an engine's module brings: how to write and to read in one folder."""

    @property
    def name(self) -> str:
        """Short name of the engine."""

    @property
    def broken(self) -> tuple[type[BaseException], ...]:
        """What reading damaged files raises, besides what Python itself does."""

    def create(self, folder: Path) -> Writer:
        """Begin an index in a new folder, which exists and is empty."""

    def write(self, folder: Path) -> Writer:
        """Begin to change an index. Raises LibraryBusy if another process does."""

    def open(self, folder: Path, written: Written | None) -> Reader:
        """Open what was committed last, of which more may be at hand.

        Raises what damaged files raise.
        """
