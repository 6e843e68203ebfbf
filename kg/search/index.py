"""The search index of a library folder: derived from the store, caught up or built anew."""

import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final, TypeAlias, TypeVar

from kg.search.engine import Found, IndexUnusable, Request, SearchEngine, Writable
from kg.search.engines.by_name import DEFAULT, advice, build_index, open_index, remembered
from kg.search.indexed import indexed
from kg.search.preparing import prepared_by
from kg.store import Snapshot

# Cases that are written at once: what is in memory meanwhile does not grow with the library, and
# a writer that is killed has done what it committed.
_BATCH: Final = 2_000
# Fewer cases are prepared here before worker processes are ready: each reads its dictionary first.
_FEWEST_FOR_WORKERS: Final = 2_000

Progress: TypeAlias = Callable[[int, int], None]
_Case = TypeVar("_Case")


class Index:
    """One engine on one folder, opened when first needed. Writers hold the library's lock."""

    def __init__(self, folder: Path) -> None:
        """Keep the index in ``folder``."""
        self._folder = folder
        self._engine: SearchEngine | None = None
        self._opening = threading.Lock()

    @property
    def name(self) -> str | None:
        """Name of the engine, None while there is no index."""
        return remembered(self._folder)

    def advice(self, passages: int) -> str | None:
        """What to do where a library of so many passages has outgrown its engine."""
        return advice(self.name, passages)

    @property
    def generation(self) -> int | None:
        """Store generation that the index holds, None while there is none to search."""
        engine = self._opened()
        try:
            return engine.generation if engine is not None else None
        except IndexUnusable:
            return None

    def cases(self) -> dict[str, int] | None:
        """Ids of all cases of the index with their number of copies; None without an index."""
        engine = self._opened()
        try:
            return engine.cases() if engine is not None else None
        except IndexUnusable:
            return None

    def count(self, text: str) -> int:
        """How many cases have a normalised run of text; 0 if there is no index."""
        engine = self._opened()
        return engine.count(text) if engine is not None else 0

    def find(self, request: Request) -> Found:
        """Best cases. Raises IndexUnusable if there is no index or it went bad."""
        engine = self._opened()
        if engine is None:
            msg = f"no search index in {self._folder}; build it with: kg reindex"
            raise IndexUnusable(msg)
        return engine.find(request)

    def catch_up(self, snapshot: Snapshot) -> None:
        """Write what changed since the index's generation; all of it if there is no index."""
        engine, at = self._opened(), self.generation
        if engine is None or at is None or at > snapshot.generation:
            self.build(snapshot)
        elif at < snapshot.generation:
            # What a batch holds comes from the newest state: written twice it is still right.
            for generation, changed in snapshot.changes_after(at, _BATCH):
                cases = snapshot.cases(changed)
                shown = [case.id for case in cases.values() if case.duplicate_of is None]
                gone = set(changed).difference(shown)
                engine.write(indexed(snapshot, shown), gone, generation)

    def build(
        self,
        snapshot: Snapshot,
        name: str | None = None,
        *,
        store: Path | None = None,
        workers: int = 1,
        progress: Progress | None = None,
    ) -> None:
        """Index everything anew beside the old index, then swap. Raises EngineMissing.

        ``name`` is another engine's from now on. ``workers`` processes, if more than one, read the
        file ``store``. ``progress`` is told how many cases of how many are written.
        """
        name = name or self.name or DEFAULT
        engine = self._opened() if name == self.name else None
        ids = list(snapshot.case_ids())
        cases: Iterable[Writable]
        if store is not None and workers > 1 and len(ids) >= _FEWEST_FOR_WORKERS:
            cases = prepared_by(workers, store, ids)
        else:
            cases = indexed(snapshot, ids)
        if progress:
            cases = _told(cases, len(ids), progress)
        if engine is not None:
            engine.rebuild(cases, snapshot.generation)
            return
        engine = build_index(name, self._folder, cases, snapshot.generation)
        with self._opening:
            self._let_go()
            self._engine = engine

    def close(self) -> None:
        """Let go of files."""
        with self._opening:
            self._let_go()

    def _let_go(self) -> None:
        """Close what is open."""
        if self._engine is not None:
            self._engine.close()
        self._engine = None

    def _opened(self) -> SearchEngine | None:
        """Engine on the folder, None if there is no index to be used. Raises EngineMissing."""
        with self._opening:
            if self._engine is not None and self._engine.name != remembered(self._folder):
                self._let_go()  # another process has switched the engine
            if self._engine is None:
                try:
                    self._engine = open_index(self._folder)
                except IndexUnusable:
                    return None
            return self._engine


def _told(cases: Iterable[_Case], total: int, progress: Progress) -> Iterator[_Case]:
    """Cases as they come, each told of when the next is asked for."""
    for number, case in enumerate(cases, 1):
        yield case
        progress(number, total)
