"""Library: store, graph and search index opened as one; the only door for ingest and web."""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kg.answer import to_results
from kg.errors import KgError, LibraryBusy, LibraryMissing
from kg.graph import EntityGraph
from kg.index import Index
from kg.lock import write_lock
from kg.model import (
    Case,
    CaseRecord,
    CaseView,
    Entity,
    Profile,
    Query,
    Results,
    Source,
    SourceEntry,
)
from kg.profile import profile
from kg.search.engine import IndexUnusable
from kg.search.query import parse
from kg.store import Outcome, Snapshot, Store

_STORE: Final = "library.sqlite"
_INDEX: Final = "index"
_LOCK: Final = "lock"


class Library:
    """One collection on disk. Safe to share among threads."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Answer from ``store``; graph and index are opened when first asked."""
        self.folder = folder
        self._store = store
        self._index = Index(folder / _INDEX)
        self._graph: EntityGraph | None = None
        self._loading = threading.Lock()
        self._turn = threading.RLock()
        self._writing = False

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the library in folder ``path``. Raises LibraryMissing unless it may be created."""
        file = path / _STORE
        if file.is_file():
            return cls(path, Store.open(file))
        if not create:
            msg = f"no library in {path}; fill one with: kg ingest --library {path} FOLDER"
            raise LibraryMissing(msg)
        path.mkdir(parents=True, exist_ok=True)
        return cls(path, Store.create(file))

    def close(self) -> None:
        """Let go of files; a closed library answers no more."""
        self._index.close()
        self._store.close()

    def __enter__(self) -> Self:
        """Give the library itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    @property
    def generation(self) -> int:
        """The number of commits so far."""
        return self._store.generation

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """Yield a snapshot of the store, for code inside kg that reads case by case."""
        with self._store.reading() as snapshot:
            yield snapshot

    def graph(self) -> EntityGraph:
        """Graph of the store as it is now."""
        with self._store.reading() as snapshot:
            return self._graph_of(snapshot)

    def _graph_of(self, snapshot: Snapshot) -> EntityGraph:
        """Graph of a snapshot; the last one is kept until the store moves on."""
        with self._loading:
            if self._graph is None or self._graph.generation != snapshot.generation:
                self._graph = EntityGraph.load(snapshot)
            return self._graph

    # Asking

    def search(self, query: Query) -> Results:
        """Find cases that answer. Raises InvalidQuery; unknown filters give no hits."""
        with self._store.reading() as snapshot:
            entity = query.entity and self._entity_id(snapshot, query.entity)
        request = parse(replace(query, entity=entity))
        self._keep_up()
        try:
            found = self._index.find(request)
        except IndexUnusable:
            self.reindex()
            found = self._index.find(request)
        with self._store.reading() as snapshot:
            return to_results(snapshot, query, found)

    def case(self, case_id: str) -> CaseView:
        """One case whole. Raises UnknownCase."""
        with self._store.reading() as snapshot:
            record = snapshot.record(case_id)
            source = snapshot.source(record.case.source)
            if source is None:  # The foreign key of the case says that this cannot be.
                msg = f"the source of case {case_id} is missing; restore the library"
                raise KgError(msg)
            ends = {end for edge in record.relations for end in (edge.head, edge.tail)}
            names = {key: entity.name for key, entity in snapshot.entities(ends).items()}
            group = snapshot.group(record.case)
        return CaseView(
            case=record.case,
            source=source,
            passages=record.passages,
            entities=record.entities,
            relations=record.relations,
            metrics=record.metrics,
            names=names | {entity.id: entity.name for entity in record.entities},
            copies=tuple(case for case in group.values() if case.id != case_id),
        )

    def entity(self, entity_id: str) -> Profile:
        """One entity with all that is known of it. Raises UnknownEntity."""
        with self._store.reading() as snapshot:
            return profile(snapshot, self._graph_of(snapshot), entity_id)

    def named(self, name: str) -> tuple[Profile, ...]:
        """Every entity of this name or alias, most cases first. May be empty."""
        with self._store.reading() as snapshot:
            graph = self._graph_of(snapshot)
            return tuple(profile(snapshot, graph, found) for found in snapshot.named(name))

    def themes(self) -> tuple[tuple[str, int], ...]:
        """Themes with their number of cases, most first, near-duplicates folded."""
        with self._store.reading() as snapshot:
            return tuple(snapshot.theme_counts())

    def sources(self) -> tuple[SourceEntry, ...]:
        """What is in the library, by path."""
        with self._store.reading() as snapshot:
            return tuple(snapshot.sources())

    def stats(self) -> dict[str, object]:
        """Sizes, counts per kind, engine, generation: the document of ``kg stats --json``."""
        with self._store.reading() as snapshot:
            found: dict[str, object] = dict(snapshot.counts())
            found["entities"] = snapshot.kind_counts()
            found["generation"] = snapshot.generation
        found["engine"] = self._index.name
        found["index_generation"] = self._index.generation
        return found

    def check(self) -> tuple[str, ...]:
        """What keeps the library from answering; empty when all is well."""
        try:
            self._keep_up()
        except KgError as error:
            return (str(error),)
        return ()

    def known(self, source_id: str) -> bool:
        """Whether a source with these bytes is in the library."""
        with self._store.reading() as snapshot:
            return snapshot.knows(source_id)

    def source_at(self, path: str) -> Source | None:
        """Source that was ingested from this relative path."""
        with self._store.reading() as snapshot:
            return snapshot.source_at(path)

    def resembling(self, grams: Sequence[int], *, limit: int = 8) -> list[tuple[Case, str]]:
        """Cases that share most of these sampled 5-grams, and their heads, each with its text."""
        with self._store.reading() as snapshot:
            return snapshot.resembling(grams, limit)

    def _entity_id(self, snapshot: Snapshot, wanted: str) -> str:
        """Id of the entity meant by an id or name; of same names the one in most cases."""
        if wanted in snapshot.entities([wanted]):
            return wanted
        return next(iter(snapshot.named(wanted)), wanted)

    # Changing

    @contextmanager
    def writer(self) -> Iterator[None]:
        """Hold the write lock, again inside itself. Raises LibraryBusy saying who holds it."""
        if not self._turn.acquire(blocking=False):
            msg = f"{self.folder} is busy: this program is writing already; try again later"
            raise LibraryBusy(msg)
        try:
            if self._writing:
                yield
                return
            with write_lock(self.folder / _LOCK):
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
    ) -> Outcome:
        """Put one source in, in one transaction, in place of one of the same path or id.

        ``entities`` has every entity that the records name, and the ancestors of places.
        ``duplicates`` makes cases already in the library copies of a case committed now.
        """
        with self.writer():
            return self._store.commit(source, records, entities, duplicates)

    def remove(self, source_id: str) -> bool:
        """Take a source with its cases out; False if it is not there."""
        with self.writer():
            return self._store.remove(source_id)

    def refresh(self) -> None:
        """Catch the index up with the store. Raises LibraryBusy."""
        with self.writer(), self._store.reading() as snapshot:
            self._index.catch_up(snapshot, self._graph_of(snapshot))

    def reindex(self) -> None:
        """Build the index anew beside the old one, then swap. Raises LibraryBusy."""
        with self.writer(), self._store.reading() as snapshot:
            self._index.build(snapshot, self._graph_of(snapshot))

    def _keep_up(self) -> None:
        """Refresh a stale index; while somebody writes, what there is must do."""
        if self._index.generation != self._store.generation:
            try:
                self.refresh()
            except LibraryBusy:
                if self._index.generation is None:
                    raise
