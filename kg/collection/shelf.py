"""All collections of a library, in one file of its folder; safe among threads and processes."""

import fcntl
import json
import os
import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.collection.model import Collection, decode, encode
from kg.errors import LibraryFailed, UnknownCollection

COLLECTIONS_FILE: Final = "collections.json"
_LOCK: Final = "collections.lock"
_FORMAT: Final = 1
FIRST_NAME: Final = "我的素材夹"


class Shelf:
    """The collections kept in a folder; there is always at least one.

    Raises LibraryFailed where the file cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        """Keep collections in ``folder``."""
        self.path = folder / COLLECTIONS_FILE
        self._lock = folder / _LOCK
        self._reading = threading.Lock()
        self._read: tuple[tuple[int, int, int], tuple[Collection, ...]] | None = None

    def all(self) -> tuple[Collection, ...]:
        """All collections, oldest first."""
        with self._reading:
            try:
                stat = self.path.stat()
            except FileNotFoundError:
                return (Collection("1", FIRST_NAME),)
            known = (stat.st_ino, stat.st_mtime_ns, stat.st_size)
            if self._read is None or self._read[0] != known:
                self._read = known, self._load()
            return self._read[1]

    def get(self, collection_id: str) -> Collection:
        """Collection of this id. Raises UnknownCollection."""
        for collection in self.all():
            if collection.id == collection_id:
                return collection
        msg = f"no collection has the id {collection_id!r}; there are: {self._names()}"
        raise UnknownCollection(msg)

    def named(self, name: str) -> Collection:
        """Collection of this name or id, the first of several. Raises UnknownCollection."""
        for collection in self.all():
            if name in {collection.name, collection.id}:
                return collection
        msg = f"no collection is called {name!r}; there are: {self._names()}"
        raise UnknownCollection(msg)

    def create(self, name: str) -> Collection:
        """Begin a collection."""
        new = Collection(secrets.token_hex(4), name.strip() or FIRST_NAME)
        self._write(lambda every: (*every, new))
        return new

    def rename(self, collection_id: str, name: str) -> Collection:
        """Give a collection another name; an empty one changes nothing."""
        return self.change(collection_id, lambda c: replace(c, name=name.strip() or c.name))

    def delete(self, collection_id: str) -> None:
        """Take a collection away with all its entries."""
        self.get(collection_id)
        self._write(lambda every: tuple(c for c in every if c.id != collection_id))

    def change(self, collection_id: str, edit: Callable[[Collection], Collection]) -> Collection:
        """Edit a collection and keep it. Raises UnknownCollection."""
        edited: list[Collection] = []

        def change(every: tuple[Collection, ...]) -> tuple[Collection, ...]:
            edited.extend(edit(c) for c in every if c.id == collection_id)
            return tuple(edited[0] if c.id == collection_id else c for c in every)

        self._write(change)
        if not edited:
            return self.get(collection_id)
        return edited[0]

    def _names(self) -> str:
        return "、".join(f"{c.name} ({c.id})" for c in self.all())

    def _write(self, change: Callable[[tuple[Collection, ...]], tuple[Collection, ...]]) -> None:
        """Read, change and write in one turn; the file is whole at every moment."""
        try:
            with self._turn():
                kept = change(self.all()) or (Collection(secrets.token_hex(4), FIRST_NAME),)
                document = {"format": _FORMAT, "collections": [encode(c) for c in kept]}
                beside = self.path.with_suffix(".part")
                with beside.open("w", encoding="utf-8") as file:
                    json.dump(document, file, ensure_ascii=False, indent=1)
                    file.flush()
                    os.fsync(file.fileno())
                beside.replace(self.path)
        except OSError as error:
            msg = f"{self.path} cannot be written ({error.strerror}); what was collected is kept"
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

    def _load(self) -> tuple[Collection, ...]:
        try:
            document = json.loads(self.path.read_text(encoding="utf-8"))
            return tuple(map(decode, document["collections"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            msg = (
                f"{self.path} cannot be read as collections ({error}); "
                "move it away, or put one back from a backup"
            )
            raise LibraryFailed(msg) from error
