"""The truth: sources, cases, entities and their proofs in SQLite, one transaction per source."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, Self

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import DatabaseError

from kg.errors import LibraryMissing
from kg.model import CaseRecord, Entity, Source
from kg.store import writing
from kg.store.snapshot import Edge, Node, Place, Snapshot
from kg.store.tables import META, METADATA, SCHEMA_VERSION, connect

__all__ = ["Edge", "Node", "Place", "Snapshot", "Store"]

Outcome = Literal["added", "replaced"]


class Store:
    """One SQLite file. Readers are never blocked; writers are the library's to keep apart."""

    def __init__(self, engine: Engine) -> None:
        """Read and write through ``engine``."""
        self._engine = engine

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make the tables in a new file, or open it if another process was quicker."""
        engine = connect(path)
        with engine.execution_options(writing=True).begin() as connection:
            METADATA.create_all(connection)
            if connection.scalar(select(META.c.value).where(META.c.key == "schema")) is None:
                first = {"schema": SCHEMA_VERSION, "generation": 0}
                connection.execute(
                    insert(META), [{"key": key, "value": value} for key, value in first.items()]
                )
        engine.dispose()
        return cls.open(path)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an existing file. Raises LibraryMissing if it is of another schema version."""
        engine = connect(path)
        try:
            with engine.connect() as connection:
                found = connection.scalar(select(META.c.value).where(META.c.key == "schema"))
        except DatabaseError as error:
            engine.dispose()
            msg = f"{path} is no library of this program ({error.orig}); name another folder"
            raise LibraryMissing(msg) from error
        if found != SCHEMA_VERSION:
            engine.dispose()
            msg = (
                f"{path} has schema version {found}, this program reads version {SCHEMA_VERSION}; "
                "ingest the materials into a new library, or use the program that wrote it"
            )
            raise LibraryMissing(msg)
        return cls(engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @property
    def generation(self) -> int:
        """The number of commits so far."""
        with self.reading() as snapshot:
            return snapshot.generation

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Yield a snapshot that no commit changes while it is held."""
        with self._engine.connect() as connection, connection.begin():
            yield Snapshot(connection)

    def commit(
        self,
        source: Source,
        records: Sequence[CaseRecord],
        entities: Sequence[Entity],
        duplicates: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Put one source in, in place of one of the same path or id, whole or not at all.

        ``entities`` has every entity that the records name, and the ancestors of places.
        ``duplicates`` makes cases that are already there (keys) copies of other cases (values).
        """
        with self._writing() as connection:
            before = writing.sources_like(connection, source)
            gone = writing.take_out(connection, before)
            writing.put_entities(connection, entities)
            writing.put_records(connection, source, records)
            heads = {record.case.id: record.case.duplicate_of for record in records}
            moved = writing.promote(connection, gone.cases)
            moved |= writing.fold_copies(connection, heads | dict(duplicates or {}))
            writing.sweep(connection, gone.entities | {entity.id for entity in entities})
            writing.advance(connection, gone.cases | gone.heads | moved | heads.keys())
        return "replaced" if before else "added"

    def remove(self, source_id: str) -> bool:
        """Take a source with its cases out; False if it is not there."""
        with self._writing() as connection:
            if not Snapshot(connection).knows(source_id):
                return False
            gone = writing.take_out(connection, [source_id])
            moved = writing.promote(connection, gone.cases)
            writing.sweep(connection, gone.entities)
            writing.advance(connection, gone.cases | gone.heads | moved)
        return True

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open a transaction that holds SQLite's write lock from its start."""
        engine = self._engine.execution_options(writing=True)
        with engine.begin() as connection:
            yield connection
