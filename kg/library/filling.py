"""Changing a library: one writer at a time, one transaction per source, an index that follows."""

import errno
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import Future, wait
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock, RLock, Thread
from time import monotonic
from typing import Final

from kg.errors import LibraryBusy, LibraryFailed
from kg.library.lock import write_lock
from kg.model import CaseRecord, Entity, Failure, Source
from kg.search.engine import IndexUnusable
from kg.search.index import Index, Progress
from kg.store import Outcome, Store

_NO_ROOM: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_INDEX: Final = "index"
_LOCK: Final = "lock"
# Seconds that a writer waits for another: a search that catches the index up is done by then.
_PATIENCE: Final = 2.0
# Seconds that a search waits until the index has what was committed; it is there in less than one
# unless thousands of cases are new or the machine has much else to do.
_LONGEST_WAIT: Final = 30.0
_GLANCE: Final = 0.02  # seconds between looks at the index


class Filling:
    """What changes a library: the store under its lock, and the index that follows it."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Write to ``store``; the index is opened when first asked."""
        self.folder = folder
        self._store = store
        self._index = Index(folder / _INDEX)
        self._turn = RLock()
        self._writing = False
        self._beginning = Lock()
        self._catching: Future[None] | None = None

    @contextmanager
    def writer(self, *, wait: float = _PATIENCE) -> Iterator[None]:
        """Hold the write lock, again inside itself, after ``wait`` seconds at most.

        Raises LibraryBusy saying who holds it.
        """
        if not self._turn.acquire(timeout=wait):
            msg = f"{self.folder} is busy: this program is writing already; try again later"
            raise LibraryBusy(msg)
        try:
            if self._writing:
                yield
                return
            with write_lock(self.folder / _LOCK, wait=wait):
                self._writing = True
                try:
                    yield
                finally:
                    self._writing = False
        finally:
            self._turn.release()

    def commit(
        self,
        source: Source,
        records: Sequence[CaseRecord],
        entities: Sequence[Entity],
        duplicates: Mapping[str, str] | None = None,
        *,
        replaces: str | None = None,
    ) -> Outcome:
        """Put one source in, in one transaction, in place of one of the same path or id.

        ``replaces`` is the id of one more source to take out. ``entities`` has every entity that
        the records name, and the ancestors of places. ``duplicates`` makes cases already in the
        library copies of a case committed now.
        """
        with self.writer():
            return self._store.commit(source, records, entities, duplicates, replaces=replaces)

    def remove(self, source_id: str) -> bool:
        """Take a source with its cases out; False if it is not there."""
        with self.writer():
            return self._store.remove(source_id)

    def move(self, source_id: str, path: str, origin: str) -> None:
        """Give a source another path, which must be free; its cases stay as they are."""
        with self.writer():
            self._store.move(source_id, path, origin)

    def note_failure(self, failure: Failure) -> None:
        """Remember that a file could not be read, in place of what was known of it."""
        with self.writer():
            self._store.note_failure(failure)

    def forget_failures(self, origins: Collection[str]) -> None:
        """Forget that files of these absolute paths could not be read."""
        with self.writer():
            self._store.forget_failures(origins)

    def copy_to(self, path: Path) -> None:
        """Copy the store as it is now into a new file; others may read and write meanwhile."""
        self._store.copy_to(path)

    def become(self, path: Path) -> None:
        """Take over all of the store in ``path``, which is changed, and none of what was here."""
        with self.writer():
            self._store.become(path)
            self.refresh()

    def refresh(self, *, wait: float = _PATIENCE) -> None:
        """Catch the index up with the store. Raises LibraryBusy, and LibraryFailed saying why."""
        with self.writer(wait=wait), self._store.reading() as snapshot, self._indexing():
            self._index.catch_up(snapshot)

    def reindex(
        self, engine: str | None = None, *, workers: int = 1, progress: Progress | None = None
    ) -> None:
        """Build the index anew beside the old one, then swap. Raises as ``refresh`` does.

        ``engine`` is the name of the one that the library keeps to from now on. Raises
        EngineMissing unless that is installed. ``progress`` is told how many cases of how many
        are written.
        """
        with self.writer(), self._store.reading() as snapshot, self._indexing():
            self._index.build(
                snapshot, engine, store=self._store.path, workers=workers, progress=progress
            )

    @property
    def engine(self) -> str | None:
        """Name of the search engine that the library keeps to; None before the first index."""
        return self._index.name

    def advice(self) -> str | None:
        """What to do about a library that has outgrown its engine; None while all is well."""
        with self._store.reading() as snapshot:
            passages = snapshot.counts()["passages"]
        return self._index.advice(passages)

    @property
    def indexed_generation(self) -> int | None:
        """Number of the commit that searches know of; None without an index."""
        return self._index.generation

    def indexed(self) -> tuple[int | None, dict[str, int] | None]:
        """Generation of the index and its cases with their copies; None without an index."""
        return self._index.generation, self._index.cases()

    def is_busy(self) -> bool:
        """Whether somebody else writes at this moment."""
        try:
            with self.writer(wait=0):
                return False
        except LibraryBusy:
            return True

    def is_first_filled(self) -> bool:
        """Whether searches know of no case yet, and somebody writes the first ones."""
        return self.is_busy() and not self._index.cases()

    def damage(self) -> tuple[str, ...]:
        """What the database finds wrong with its own file; empty when all is well."""
        return self._store.damage()

    @contextmanager
    def _indexing(self) -> Iterator[None]:
        """Turn a full disk into LibraryFailed; the store has everything, so nothing is lost."""
        try:
            yield
        except (OSError, IndexUnusable) as error:
            cause = error if isinstance(error, OSError) else error.__cause__
            if not isinstance(cause, OSError) or cause.errno not in _NO_ROOM:
                raise
            msg = (
                f"the search index in {self.folder} could not be written ({cause.strerror}); "
                "all texts are safe: make room on the disk, and the next search goes on with it"
            )
            raise LibraryFailed(msg) from error

    def _keep_up(self) -> None:
        """Catch a stale index up; while somebody writes, what there is must do.

        What is merged behind a commit is not waited for: others see the commit before.
        """
        held, wanted = self._index.generation, self._store.generation
        if held == wanted:
            return
        if held is None or self._writing:
            self._refresh_here(held)
            return
        catching = self._catch_up_beside()
        until = monotonic() + _LONGEST_WAIT
        while self._index.generation != wanted and monotonic() < until:
            if wait([catching], _GLANCE).done:
                catching.result()
                return

    def _refresh_here(self, held: int | None) -> None:
        """Catch up in this thread, which may be the writer; without an index wait for one."""
        try:
            self.refresh(wait=_PATIENCE if held is None else 0)
        except LibraryBusy:
            if self._index.generation is None:
                raise

    def _catch_up_beside(self) -> Future[None]:
        """What catches the index up in a thread of its own, one at a time."""
        with self._beginning:
            if self._catching is None or self._catching.done():
                self._catching = Future()
                Thread(target=self._catch_up, args=(self._catching,)).start()
            return self._catching

    def _catch_up(self, told: Future[None]) -> None:
        """Catch up, unless somebody else writes, and tell how it ended."""
        try:
            with suppress(LibraryBusy):
                self.refresh(wait=0)
        except Exception as error:  # noqa: BLE001 -- raised where it is waited for
            told.set_exception(error)
        else:
            told.set_result(None)

    def _settle(self) -> None:
        """Wait for what is being caught up."""
        if self._catching:
            wait([self._catching])
