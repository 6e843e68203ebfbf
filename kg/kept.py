"""What a library's owner made himself, in a file of its folder: whole at every moment."""

import fcntl
import json
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from kg.errors import LibraryFailed

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class Form(Generic[Thing]):
    """How things are written: ``name`` is their key in the document, ``version`` its format.

    ``decode`` raises KeyError, TypeError or ValueError for what ``encode`` did not make.
    """

    name: str
    version: int
    encode: Callable[[Thing], dict[str, Any]]
    decode: Callable[[dict[str, Any]], Thing]


class KeptFile(Generic[Thing]):
    """A list of things in a JSON file; safe among threads and processes.

    Raises LibraryFailed where the file cannot be read or written.
    """

    def __init__(self, path: Path, form: Form[Thing]) -> None:
        """Keep things in ``path``; a file beside it is the lock."""
        self.path = path
        self._form = form
        self._reading = threading.Lock()
        self._read: tuple[tuple[int, int, int], tuple[Thing, ...]] | None = None

    def all(self) -> tuple[Thing, ...] | None:
        """Everything in the file; None without one. Read again only where it has changed."""
        with self._reading:
            try:
                stat = self.path.stat()
            except FileNotFoundError:
                return None
            known = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if self._read is None or self._read[0] != known:
                self._read = known, self._load()
            return self._read[1]

    def change(self, change: Callable[[], tuple[Thing, ...]]) -> None:
        """Write what ``change`` gives; it is asked when nobody else can write."""
        try:
            with _turn(self.path):
                things = [self._form.encode(thing) for thing in change()]
                document = {"format": self._form.version, self._form.name: things}
                _put(self.path, json.dumps(document, ensure_ascii=False, indent=1))
        except OSError as error:
            raise _unwritten(self.path, error) from error

    def _load(self) -> tuple[Thing, ...]:
        name = self._form.name
        try:
            document = json.loads(self.path.read_text(encoding="utf-8"))
            return tuple(map(self._form.decode, document[name]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            msg = (
                f"{self.path} cannot be read as {name} ({error}); "
                "move it away, or put one back from a backup"
            )
            raise LibraryFailed(msg) from error


def write_whole(path: Path, text: str) -> None:
    """Put a text in place of a file, which others find whole, as it was or as it is now.

    Raises LibraryFailed where it cannot be written.
    """
    try:
        with _turn(path):
            _put(path, text)
    except OSError as error:
        raise _unwritten(path, error) from error


@contextmanager
def _turn(path: Path) -> Iterator[None]:
    """Wait for one's turn to write; the system frees it when a process dies."""
    handle = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _put(path: Path, text: str) -> None:
    """Write a file beside the old one and put it in its place; one at a time."""
    beside = path.with_suffix(".part")
    with beside.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)


def _unwritten(path: Path, error: OSError) -> LibraryFailed:
    return LibraryFailed(f"{path} cannot be written ({error.strerror}); what was in it is kept")
