"""How an ingest ended, file by file."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How a file ended."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    REPLACED = "replaced"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class FileOutcome:
    """One file's end. ``path`` is relative to the argument it came from; ``cases`` counts."""

    path: str
    outcome: Outcome
    reason: str | None = None
    cases: int = 0


class Doing(StrEnum):
    """What is done with a file on its way."""

    READING = "reading"
    CUTTING = "cutting"
    EXTRACTING = "extracting"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Step:
    """How far a file is; ``done`` of ``total`` cases, both 0 where nothing is counted yet."""

    doing: Doing
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """Every file's end, in the order they were taken, and how long all took.

    ``pruned`` are paths of sources taken out because their files are gone, ``unpruned`` folders
    that were left alone because no file at all was found in them. ``stopped``: somebody pressed
    Ctrl-C, and the files that are missing here were not looked at.
    """

    sources: tuple[FileOutcome, ...]
    seconds: float
    pruned: tuple[str, ...] = ()
    unpruned: tuple[str, ...] = ()
    stopped: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """Number of files per outcome."""
        return {o: sum(s.outcome is o for s in self.sources) for o in Outcome}


# Called after each file with its outcome, how many are done and how many there are.
Progress = Callable[[FileOutcome, int, int], None]
# Called with each step of one file, from any thread.
Tell = Callable[[Step], None]
