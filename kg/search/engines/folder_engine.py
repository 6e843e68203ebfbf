"""An index in a folder: opened, renewed, written and swapped the same way for every engine.

The folder holds ``current``, a file that names the sub-folder with the index in use; a rebuild
writes another sub-folder and then replaces that file, so a kill leaves the old one. The name
begins with the engine's: so the folder remembers by which engine it was written. A case is one
document; its words are postings, its facts are in columns, its text is in a file of its own.

Phrases are looked for literally in the stored text of cases that have all their pairs of
characters, not by token positions: what jieba cuts depends on the neighbours, so positions miss
phrases that begin or end inside a word.
"""

import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from secrets import token_hex
from threading import RLock
from time import sleep
from typing import Final, Self
from zipfile import BadZipFile

from kg.search.answering.answer import answer, cases_with
from kg.search.engine import Found, IndexedCase, IndexUnusable, Request, Writable
from kg.search.engines.columns_change import ColumnsChange, save
from kg.search.engines.prepared import Prepared, prepared
from kg.search.engines.reader import Engine, Meta, Reader, Writer, Written
from kg.search.engines.saying import SayingWriter, said_in

_CURRENT: Final = "current"
_COLUMNS: Final = "columns-"
_POINTERS: Final = 8  # of libraries that one process has open
_PAUSE: Final = 0.02  # seconds between tries
_TRIES: Final = 5  # a writer may swap the index away between two steps of opening it
# What reading damaged files raises, in Python itself.
_BROKEN: Final = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    AssertionError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    BadZipFile,
)


class FolderEngine:
    """One index, one reading kept and renewed when anyone has written. Safe among threads."""

    def __init__(self, folder: Path, engine: Engine) -> None:
        """Open the index in ``folder``. Raises IndexUnusable if there is none or it is broken."""
        self._folder = folder
        self._engine = engine
        self._broken: tuple[type[BaseException], ...] = (*_BROKEN, *engine.broken)
        self._lock = RLock()
        self._latest: Reader | None = None
        self._written: Written | None = None
        self._users: dict[Reader, int] = {}
        with self._reading():
            pass

    @classmethod
    def build(
        cls, folder: Path, engine: Engine, cases: Iterable[Writable], generation: int
    ) -> Self:
        """Build an index of ``cases`` beside one that may be there, and swap it in."""
        _build(folder, engine, cases, generation)
        return cls(folder, engine)

    @property
    def name(self) -> str:
        """Short name of the engine."""
        return self._engine.name

    @property
    def generation(self) -> int:
        """The store generation that the index holds. Raises IndexUnusable."""
        with self._reading() as reading:
            return reading.generation

    def find(self, request: Request) -> Found:
        """Best cases first; ties by path and number. Raises IndexUnusable if it went bad."""
        with self._reading() as reading:
            return answer(reading, request)

    def count(self, text: str) -> int:
        """How many cases have a normalised run of text. Raises IndexUnusable."""
        with self._reading() as reading:
            return cases_with(reading, text)

    def cases(self) -> dict[str, int]:
        """Ids of all cases of the index with their number of copies. Raises IndexUnusable."""
        with self._reading() as reading:
            arrays = reading.columns.arrays
            copies = zip(arrays.ids, arrays.copies.tolist(), strict=True)
            return {case_id: number for case_id, number in copies if case_id}

    def write(self, added: Iterable[Writable], removed: Iterable[str], generation: int) -> None:
        """Put cases in and take ids out, in one commit. Raises LibraryBusy and IndexUnusable."""
        with self._unusable():
            folder = self._folder / _named(self._folder, self._engine.name)
            writer = self._engine.write(folder)
        with _written(writer):
            with self._reading() as reading:
                before = reading.columns_file
                change = ColumnsChange(reading.columns)
            with said_in(folder) as saying:
                for case_id in removed:
                    _drop(case_id, change, writer)
                for case in _prepared(added):
                    _drop(case.facts.case_id, change, writer)
                    _put(case, change, writer, saying)
            with self._unusable():
                # Known before the commit: who searches may see it while others are merged.
                self._written = written = _saved(folder, change)
                writer.commit(Meta(generation, written.file))
        for path in folder.glob(f"{_COLUMNS}*"):
            if path.name not in {before, written.file}:  # a reader may be opening the last one
                path.unlink(missing_ok=True)
        _clear(self._folder, folder)

    def rebuild(self, cases: Iterable[Writable], generation: int) -> None:
        """Build the index anew beside the old one and swap; searches go on meanwhile."""
        with self._unusable():
            _build(self._folder, self._engine, cases, generation)

    def close(self) -> None:
        """Let go of files; the next search opens them again."""
        with self._lock:
            latest, self._latest = self._latest, None
            if latest:
                self._let_go(latest)

    @contextmanager
    def _reading(self) -> Iterator[Reader]:
        """Hold what was committed last; it stays open as long as anyone uses it."""
        with self._lock:
            reading = self._renewed()
            self._users[reading] = self._users.get(reading, 0) + 1
        try:
            with self._unusable():
                yield reading
        finally:
            with self._lock:
                self._users[reading] -= 1
                if reading is not self._latest:
                    self._let_go(reading)

    def _let_go(self, reading: Reader) -> None:
        """Close a reading that nobody uses any more."""
        if not self._users.get(reading):
            self._users.pop(reading, None)
            reading.close()

    def _renewed(self) -> Reader:
        """The reading of what was committed last. Raises IndexUnusable."""
        for _ in range(_TRIES - 1):
            try:
                return self._read_again()
            except self._broken:
                sleep(_PAUSE)
        with self._unusable():
            return self._read_again()

    def _read_again(self) -> Reader:
        """Open what was committed last, unless that is what is open."""
        folder = self._folder / _named(self._folder, self._engine.name)
        if self._latest and self._latest.folder == folder and self._latest.is_latest():
            return self._latest
        fresh = self._engine.open(folder, self._written)
        self.close()
        self._latest, self._written = fresh, None
        return fresh

    @contextmanager
    def _unusable(self) -> Iterator[None]:
        """Turn what damaged files raise into IndexUnusable."""
        try:
            yield
        except self._broken as error:
            message = f"the index in {self._folder} cannot be read ({error!r}): build it anew"
            raise IndexUnusable(message) from error


def engine_of(folder: Path) -> str | None:
    """Name of the engine that wrote the index in ``folder``; None if there is none."""
    try:
        return _current(folder).partition("-")[0]
    except (OSError, ValueError):
        return None


def _current(folder: Path) -> str:
    """Name of the sub-folder in use. Raises OSError or ValueError if there is none."""
    file = folder / _CURRENT
    state = file.stat()  # every search asks several times
    return _written_in(str(file), (state.st_ino, state.st_mtime_ns, state.st_size))


@lru_cache(_POINTERS)
def _written_in(file: str, _: tuple[int, int, int]) -> str:
    """Words of a file, which by what changes with them was read before or not."""
    return Path(file).read_text(encoding="ascii").strip()


def _named(folder: Path, engine: str) -> str:
    """Name of the sub-folder in use. Raises OSError or ValueError if it is no such engine's."""
    name = _current(folder)
    if not name.startswith(f"{engine}-"):
        message = f"{folder / _CURRENT} names no index of {engine}"
        raise ValueError(message)
    return name


@contextmanager
def _written(writer: Writer) -> Iterator[None]:
    """Drop what was written unless all of it is committed inside."""
    try:
        yield
    except BaseException:
        with suppress(Exception):  # the error that brought us here is the one to tell
            writer.cancel()
        raise


def _prepared(cases: Iterable[Writable]) -> Iterator[Prepared]:
    """Cases prepared, those that are not yet."""
    return (prepared(case) if isinstance(case, IndexedCase) else case for case in cases)


def _drop(case_id: str, change: ColumnsChange, writer: Writer) -> None:
    """Take out a case, if it is there."""
    number = change.drop(case_id)
    if number is not None:
        writer.drop(number)


def _put(case: Prepared, change: ColumnsChange, writer: Writer, saying: SayingWriter) -> None:
    """Put in a case."""
    writer.put(change.put(case.facts, saying.add(case.said)), case.terms)


def _saved(folder: Path, change: ColumnsChange) -> Written:
    """Write the columns to a file of their own."""
    written = Written(f"{_COLUMNS}{token_hex(4)}.npz", change.done())
    save(written.columns, folder / written.file)
    return written


def _build(folder: Path, engine: Engine, cases: Iterable[Writable], generation: int) -> None:
    """Write a new sub-folder, point to it, and drop the others."""
    fresh = folder / f"{engine.name}-{token_hex(4)}"
    fresh.mkdir(parents=True)
    try:
        writer, change = engine.create(fresh), ColumnsChange()
        with _written(writer):
            with said_in(fresh) as saying:
                for case in _prepared(cases):
                    _put(case, change, writer, saying)
            writer.commit(Meta(generation, _saved(fresh, change).file))
    except BaseException:
        shutil.rmtree(fresh, ignore_errors=True)
        raise
    pointer = folder / f"{_CURRENT}.{fresh.name}"
    pointer.write_text(fresh.name, encoding="ascii")
    pointer.replace(folder / _CURRENT)
    _clear(folder, fresh)


def _clear(folder: Path, current: Path) -> None:
    """Drop all indexes but the current one; builds that were killed leave halves."""
    for other in folder.iterdir():
        if other.is_dir() and other != current:
            shutil.rmtree(other, ignore_errors=True)
