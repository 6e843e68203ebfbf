"""The truth: sources, cases, entities and their proofs in SQLite, one transaction per source."""

import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Final, Literal, Self

from sqlalchemy import Connection, Engine, insert, inspect, select
from sqlalchemy.exc import DatabaseError, IntegrityError

from kg.correction.model import Correction
from kg.errors import LibraryDamaged, LibraryFailed, LibraryMissing
from kg.model import CaseRecord, Entity, Failure, Source
from kg.store import copying, writing
from kg.store.corrections import projecting, steps
from kg.store.corrections.log import read_log, standing
from kg.store.corrections.projecting import Changed
from kg.store.corrections.showing import tidy
from kg.store.reading.snapshot import (
    Claim,
    Edge,
    File,
    Node,
    Outline,
    Place,
    Shelf,
    Snapshot,
    Spot,
)
from kg.store.recording import put_records
from kg.store.tables import META, METADATA, SCHEMA_VERSION, connect

__all__ = [
    "SCHEMA_VERSION",
    "Changed",
    "Claim",
    "Edge",
    "File",
    "Node",
    "Outline",
    "Place",
    "Snapshot",
    "Spot",
    "Store",
]

Outcome = Literal["added", "replaced"]

# What to do about the errors of SQLite, by primary error code.
_ROOM: Final = "what was done before is kept; make room on the disk and try again"
_DAMAGE: Final = "it is damaged; put a backup back with: kg restore --overwrite"
_WHAT_TO_DO: Final = {
    sqlite3.SQLITE_FULL: _ROOM,
    sqlite3.SQLITE_IOERR: _ROOM.replace("room", "room and check the rights"),
    sqlite3.SQLITE_READONLY: "it may only be read; check the rights of the folder",
    sqlite3.SQLITE_CANTOPEN: "check that the folder is there and may be written",
    sqlite3.SQLITE_CORRUPT: _DAMAGE,
    sqlite3.SQLITE_NOTADB: _DAMAGE,
    sqlite3.SQLITE_BUSY: "another program holds it; try again",
}
_DAMAGED: Final = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_PRIMARY: Final = 0xFF  # the low byte of SQLite's error codes


class Store:
    """One SQLite file. Readers are never blocked; writers are the library's to keep apart.

    What SQLite cannot do (damaged file, full disk) is raised as LibraryFailed.
    """

    def __init__(self, path: Path, engine: Engine) -> None:
        """Read and write ``path`` through ``engine``."""
        self.path = path
        self._engine = engine
        self._shelf = Shelf()

    @classmethod
    def create(cls, path: Path) -> Self:
        """Make the tables in a new file, or open it if another process was quicker."""
        engine = connect(path, create=True)
        try:
            with _telling(path), engine.execution_options(writing=True).begin() as connection:
                METADATA.create_all(connection)
                if connection.scalar(select(META.c.value).where(META.c.key == "schema")) is None:
                    first = {"schema": SCHEMA_VERSION, "generation": 0}
                    connection.execute(
                        insert(META), [{"key": key, "value": value} for key, value in first.items()]
                    )
        finally:
            engine.dispose()
        return cls.open(path)

    @staticmethod
    def is_blank(path: Path) -> bool:
        """Whether a file has no table: whoever made it was stopped before there was one."""
        engine = connect(path)
        try:
            with engine.connect() as connection:
                return not inspect(connection).get_table_names()
        except DatabaseError:
            return False
        finally:
            engine.dispose()

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open an existing file. Raises LibraryMissing if it is of another schema version."""
        engine = connect(path)
        try:
            found = cls._schema(path, engine)
        except BaseException:
            engine.dispose()
            raise
        if found != SCHEMA_VERSION:
            engine.dispose()
            msg = (
                f"{path} has schema version {found}, this program reads version {SCHEMA_VERSION}; "
                "ingest the materials into a new library, or use the program that wrote it"
            )
            raise LibraryMissing(msg)
        return cls(path, engine)

    @staticmethod
    def _schema(path: Path, engine: Engine) -> int | None:
        """Schema version of a file. Raises LibraryMissing if it has no such thing."""
        try:
            with engine.connect() as connection:
                return connection.scalar(select(META.c.value).where(META.c.key == "schema"))
        except DatabaseError as error:
            if _code(error) not in {sqlite3.SQLITE_ERROR, sqlite3.SQLITE_NOTADB}:
                raise _failure(path, error) from error
            msg = f"{path} is no library of this program ({error.orig}); name another folder"
            raise LibraryMissing(msg) from error

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
        with _telling(self.path), self._engine.connect() as connection, connection.begin():
            yield Snapshot(connection, self._shelf)

    def commit(
        self,
        source: Source,
        records: Sequence[CaseRecord],
        entities: Sequence[Entity],
        duplicates: Mapping[str, str] | None = None,
        *,
        replaces: str | None = None,
    ) -> Outcome:
        """Put one source in, whole or not at all, in place of one of the same path or id.

        ``replaces`` is the id of one more source to take out. ``entities`` has every entity that
        the records name, and the ancestors of places. ``duplicates`` makes cases that are already
        there (keys) copies of other cases (values).
        """
        with self._writing() as connection:
            before = writing.sources_like(connection, source, replaces)
            gone = writing.take_out(connection, before)
            corrections = standing(read_log(connection))
            arriving = projecting.arrive(connection, records, entities, corrections)
            writing.put_entities(connection, arriving.entities)
            put_records(connection, source, arriving.records)
            projecting.settle(connection, corrections, arriving)
            found = steps.find_again(connection, source.id).searched if corrections else set()
            heads = {r.case.id: r.case.duplicate_of for r in arriving.records}
            moved = writing.promote(connection, gone.cases)
            moved |= writing.fold_copies(connection, heads | dict(duplicates or {}))
            writing.sweep(connection, gone.entities | {entity.id for entity in entities})
            writing.advance(connection, gone.cases | gone.heads | moved | heads.keys() | found)
            writing.forget_failures(connection, [source.origin])
        return "replaced" if before else "added"

    def correct(self, corrections: Iterable[Correction]) -> Changed:
        """Write corrections down, and show what they make of the library."""
        changed = Changed()
        with self._writing() as connection:
            for correction in corrections:
                changed.add(steps.correct(connection, correction))
            changed.generation = writing.advance(connection, changed.searched)
        return changed

    def take_back(self, correction_id: str, at: str) -> Changed:
        """Show the library without a correction. Raises CorrectionRefused if none stands."""
        with self._writing() as connection:
            changed = steps.take_back(connection, correction_id, at)
            changed.generation = writing.advance(connection, changed.searched)
        return changed

    def remove(self, source_id: str) -> bool:
        """Take a source with its cases out; False if it is not there."""
        with self._writing() as connection:
            if not Snapshot(connection).knows(source_id):
                return False
            gone = writing.take_out(connection, [source_id])
            moved = writing.promote(connection, gone.cases)
            if corrections := standing(read_log(connection)):
                tidy(connection, corrections, ())
            writing.sweep(connection, gone.entities)
            writing.advance(connection, gone.cases | gone.heads | moved)
        return True

    def move(self, source_id: str, path: str, origin: str) -> None:
        """Give a source another path, which must be free; its cases stay as they are."""
        with self._writing() as connection:
            writing.advance(connection, writing.move(connection, source_id, path, origin))

    def note_failure(self, failure: Failure) -> None:
        """Remember that a file could not be read, in place of what was known of it."""
        with self._writing() as connection:
            writing.forget_failures(connection, [failure.origin])
            writing.put_failure(connection, failure)

    def forget_failures(self, origins: Collection[str]) -> None:
        """Forget that files of these absolute paths could not be read."""
        with self._writing() as connection:
            writing.forget_failures(connection, origins)

    def strayed(self) -> tuple[str, ...]:
        """What differs in what is shown from what corrections make of extraction."""
        with _telling(self.path), self._engine.connect() as connection, connection.begin():
            return tuple(projecting.strayed(connection))

    def copy_to(self, path: Path) -> None:
        """Copy all of one generation into a new file, while others read and write."""
        with _telling(path), self._engine.connect() as connection:
            copying.copy_out(connection, path)

    def become(self, path: Path) -> None:
        """Become a copy of another store's file, in one transaction, under a later generation."""
        with _telling(self.path), self._engine.connect() as connection:
            copying.copy_in(connection, path)

    def damage(self) -> tuple[str, ...]:
        """What SQLite itself finds wrong with the file; empty when all is well."""
        try:
            with _telling(self.path), self._engine.connect() as connection:
                return copying.find_damage(connection)
        except LibraryDamaged as error:
            return (str(error),)

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open a transaction that holds SQLite's write lock from its start."""
        engine = self._engine.execution_options(writing=True)
        with _telling(self.path), engine.begin() as connection:
            yield connection


@contextmanager
def _telling(path: Path) -> Iterator[None]:
    """Turn what SQLite cannot do into LibraryFailed; broken constraints are faults of ours."""
    try:
        yield
    except IntegrityError:
        raise
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _failure(path, error) from error


def _failure(path: Path, error: Exception) -> LibraryFailed:
    """The error that tells what SQLite could not do, and what to do about it."""
    code = _code(error)
    advice = _WHAT_TO_DO.get(code, "check it with: kg verify")
    msg = f"{path}: {getattr(error, 'orig', error)}; {advice}"
    return LibraryDamaged(msg) if code in _DAMAGED else LibraryFailed(msg)


def _code(error: Exception) -> int:
    """SQLite's primary error code; 0 if the error has none."""
    cause = getattr(error, "orig", error)
    return int(getattr(cause, "sqlite_errorcode", 0)) & _PRIMARY
