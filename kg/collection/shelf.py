"""All collections of a library, in one file of its folder; safe among threads and processes."""

import secrets
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from kg.collection.model import Collection, decode, encode
from kg.errors import UnknownCollection
from kg.kept import Form, KeptFile

COLLECTIONS_FILE: Final = "collections.json"
FIRST_NAME: Final = "我的素材夹"

_FORM: Final = Form("collections", 1, encode, decode)


class Shelf:
    """The collections kept in a folder; there is always at least one.

    Raises LibraryFailed where the file cannot be read or written.
    """

    def __init__(self, folder: Path) -> None:
        """Keep collections in ``folder``."""
        self._file = KeptFile(folder / COLLECTIONS_FILE, _FORM)

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    def all(self) -> tuple[Collection, ...]:
        """All collections, oldest first."""
        found = self._file.all()
        return (Collection("1", FIRST_NAME),) if found is None else found

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
        """Read, change and write in one turn."""
        first = Collection(secrets.token_hex(4), FIRST_NAME)
        self._file.change(lambda: change(self.all()) or (first,))
