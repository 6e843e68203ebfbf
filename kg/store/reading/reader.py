"""What all readers of the tables share: one connection inside one read transaction."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Final, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    bindparam,
    cast,
    func,
    select,
)

from kg.ontology import Kind
from kg.store import rows
from kg.store.tables import CASE, SOURCE
from kg.store.writing import read_generation

# A group of near-duplicates counts as one case, under the id of its head.
GROUP: Final[ColumnElement[str]] = func.coalesce(CASE.c.duplicate_of, CASE.c.id)

# Ids as one JSON list: the statement is the same for any number of them, and compiled once.
ASKED: Final = select(func.json_each(bindparam("ids")).table_valued("value").c.value)


def asked(ids: Iterable[str]) -> dict[str, str]:
    """What ``ASKED`` stands for in a statement."""
    return {"ids": json.dumps(sorted(set(ids)))}


_FILES: Final = select(SOURCE.c.id, SOURCE.c.path, SOURCE.c.format, SOURCE.c.marks).where(
    SOURCE.c.id.in_(ASKED)
)
_MOST_FILES: Final = 4096  # kept, some 300 bytes each
_MOST_LABELS: Final = 16_384  # kept, some 200 bytes each


class File(NamedTuple):
    """A source without its text; ``marks`` are handling marks (内部)."""

    path: str
    form: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """Files and labels of entities of one generation by id, to be added to. Safe among threads."""

    generation: int
    files: dict[str, File] = field(default_factory=dict)
    labels: dict[str, tuple[str, Kind]] = field(default_factory=dict)


class Shelf:
    """What was read of the latest generation and every search needs again.

    To a file SQLite goes through the text of the one before it.
    """

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept = Kept(-1)

    def at(self, generation: int) -> Kept:
        """What is kept of a generation."""
        kept = self._kept
        full = len(kept.files) > _MOST_FILES or len(kept.labels) > _MOST_LABELS
        if kept.generation != generation or full:
            self._kept = kept = Kept(generation)
        return kept


def begins_with(column: ColumnElement[list[str]], region: Sequence[str]) -> ColumnElement[bool]:
    """Condition that a column's path of a region is this one or goes on from it."""
    # As the column stores it, open at its end: there it closes or goes on.
    path = json.dumps(list(region), ensure_ascii=False)[:-1]
    stored = cast(column, String)
    return (stored >= path) & (stored < f"{path}\U0010ffff")


@lru_cache(maxsize=4096)  # the country has 2,845 counties
def region_of(stored: str) -> tuple[str, ...]:
    """Path of a region as the column stores it."""
    return tuple(json.loads(stored))


class Reader:
    """Reads through one connection, which is inside a transaction."""

    def __init__(self, connection: Connection, shelf: "Shelf | None" = None) -> None:
        """Read through ``connection``; ``shelf`` has what others have read."""
        self._connection = connection
        self._shelf = shelf or Shelf()

    @cached_property
    def generation(self) -> int:
        """The number of the last commit that this snapshot sees."""
        return read_generation(self._connection)

    def files(self, source_ids: Iterable[str]) -> dict[str, File]:
        """Sources without their text, by id, unknown ids left out."""
        wanted = set(source_ids)
        known = self._shelf.at(self.generation).files
        missing = wanted.difference(known)  # ``-`` would go through all that is known
        if missing:
            found = self._connection.execute(_FILES, asked(missing))
            known.update((key, File(path, form, tuple(marks))) for key, path, form, marks in found)
        return {key: known[key] for key in wanted if key in known}

    def _mappings(
        self, query: Select[Any], values: dict[str, str] | None = None
    ) -> Iterator[rows.Row]:
        """Rows of a query, with these values in it, as mappings."""
        return iter(self._connection.execute(query, values).mappings().all())
