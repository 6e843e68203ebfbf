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
        self._lock = path.with_suffix(".lock")
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
            with self._turn():
                things = [self._form.encode(thing) for thing in change()]
                document = {"format": self._form.version, self._form.name: things}
                beside = self.path.with_suffix(".part")
                with beside.open("w", encoding="utf-8") as file:
                    json.dump(document, file, ensure_ascii=False, indent=1)
                    file.flush()
                    os.fsync(file.fileno())
                beside.replace(self.path)
        except OSError as error:
            msg = f"{self.path} cannot be written ({error.strerror}); what was in it is kept"
            raise LibraryFailed(msg) from error

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait for one's turn to write; the system frees it when a process dies."""
        handle = os.open(self._lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)

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
