"""The write lock of a library: one process at a time, freed by the system when it dies."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from time import monotonic, sleep
from typing import Final

from kg.errors import LibraryBusy, LibraryMissing

# Locks held by this process. A forked worker closes them at once: it would otherwise keep the
# lock of a parent that was killed.
_HELD: Final[set[int]] = set()

_PAUSE: Final = 0.02  # seconds between tries


@contextmanager
def write_lock(path: Path, *, wait: float = 0) -> Iterator[None]:
    """Hold the lock file ``path``, after ``wait`` seconds at most.

    Raises LibraryBusy saying who holds it and since when, and LibraryMissing where its folder is
    gone.
    """
    _watch_forks()
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except FileNotFoundError as error:
        msg = f"{path.parent} is gone; put it back where it was"
        raise LibraryMissing(msg) from error
    until = monotonic() + wait
    try:
        while not _taken(handle):
            if monotonic() >= until:
                raise LibraryBusy(_who(path))
            sleep(_PAUSE)
        _HELD.add(handle)
        since = datetime.now().astimezone().isoformat(" ", "seconds")
        os.ftruncate(handle, 0)
        os.pwrite(handle, f"{os.getpid()}\n{since}\n".encode(), 0)
        yield
    finally:
        _HELD.discard(handle)
        os.close(handle)


def _taken(handle: int) -> bool:
    """Take the lock of an open file, unless somebody else has it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@cache
def _watch_forks() -> None:
    """Have forked children let go of this process's locks; once per process."""
    os.register_at_fork(after_in_child=_let_go)


def _let_go() -> None:
    """Close the inherited handles; the parent keeps its locks."""
    while _HELD:
        os.close(_HELD.pop())


def _who(path: Path) -> str:
    """Say who holds the lock, as its file tells it."""
    pid, _, since = path.read_text(encoding="utf-8").strip().partition("\n")
    holder = f"process {pid} has been writing since {since}" if since else "a process is writing"
    return f"{path.parent} is busy: {holder}; wait until it is done and try again"
