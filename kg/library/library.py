"""Library: store, graph and search index opened as one; the only door for ingest and web."""

from collections.abc import Callable, Hashable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from kg.banks.heading_sets import FoundSets, HeadingQuery, HeadingShelf
from kg.errors import KgError, LibraryMissing
from kg.graph import EntityGraph
from kg.graph.latest import LatestGraph
from kg.library.asking import Asking
from kg.library.correcting import Correcting
from kg.library.holdings import Holdings
from kg.library.latest import Answer, Latest
from kg.lineage import Version, versions
from kg.model import (
    Case,
    CaseView,
    Profile,
    Query,
    Results,
    SimilarCase,
    Suggestion,
)
from kg.overview import Overview, overview
from kg.profile import profile
from kg.search.engine import IndexUnusable
from kg.similar import similar, worded
from kg.store import Changed, Snapshot, Store

_STORE: Final = "library.sqlite"
_KEPT: Final = 64  # answers kept until the library changes: some 10 MB


def is_library(path: Path) -> bool:
    """Whether a folder is a library."""
    return (path / _STORE).is_file()


class Library(Correcting, Holdings):
    """One collection on disk. Safe to share among threads."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Answer from ``store``; graph and index are opened when first asked."""
        super().__init__(folder, store)
        self._asking = Asking(store, self._index)
        self._graphs = LatestGraph()
        self._shelf: HeadingShelf | None = None
        self._latest = Latest(_KEPT)

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the library in folder ``path``. Raises LibraryMissing unless it may be created."""
        file = path / _STORE
        if is_library(path) and not Store.is_blank(file):
            return cls(path, Store.open(file))
        if not create:
            msg = f"no library in {path}; fill one with: kg ingest --library {path} FOLDER"
            raise LibraryMissing(msg)
        path.mkdir(parents=True, exist_ok=True)
        return cls(path, Store.create(file))

    def close(self) -> None:
        """Let go of files; a closed library answers no more."""
        self._settle()
        self._asking.close()
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

    def once(self, snapshot: Snapshot, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """An answer that only what is written to the store can change; the last ones are kept.

        ``make`` asks nothing but the snapshot, its graph and the index; whose engine and generation
        are part of the question then, as it may lag behind while somebody writes.
        """
        return self._latest.of(snapshot.generation, question, make)

    @contextmanager
    def walking(self) -> Iterator[tuple[Snapshot, EntityGraph]]:
        """Yield a snapshot of the store with the graph of the same generation."""
        with self._store.reading() as snapshot:
            yield snapshot, self._graphs.of(snapshot)

    def graph(self) -> EntityGraph:
        """Graph of the store as it is now."""
        with self._store.reading() as snapshot:
            return self._graphs.of(snapshot)

    # Asking

    def search(self, query: Query) -> Results:
        """Find cases that answer. Raises InvalidQuery; unknown filters give no hits."""
        try:
            with self._kept_up() as snapshot:
                return self._asking.search(query, snapshot)
        except IndexUnusable:
            self.reindex()
        with self._store.reading() as snapshot:
            return self._asking.search(query, snapshot)

    @contextmanager
    def _kept_up(self) -> Iterator[Snapshot]:
        """Yield a snapshot that the index has caught up with; see ``_keep_up``."""
        with self._store.reading() as snapshot:
            if self._index.generation == snapshot.generation:
                yield snapshot
                return
        self._keep_up()
        with self._store.reading() as snapshot:
            yield snapshot

    def matching(self, query: Query, *, most: int) -> tuple[str, ...]:
        """Ids of up to ``most`` cases that answer a query. Raises InvalidQuery."""
        with self._kept_up() as snapshot:
            return self._asking.matching(query, snapshot, most)

    def _corrected(self, changed: Changed) -> None:
        """Have the next search know a name put right, and the graph what that changed."""
        self._asking.outdate()
        with self._store.reading() as snapshot:
            self._graphs.follow(snapshot, changed)

    def prepare(self) -> None:
        """Read now what the first search would wait for; a server does so as it starts."""
        self._keep_up()
        self._asking.prepare()

    def suggest(self, typed: str, *, limit: int = 8) -> tuple[Suggestion, ...]:
        """Names and titles that may be meant by what is typed so far, likeliest first."""
        return self._asking.suggest(typed, limit)

    def similar(
        self, case_id: str, *, passage: str | None = None, limit: int = 8
    ) -> tuple[SimilarCase, ...]:
        """Cases that resemble one, or one of its passages, likest first. Raises UnknownCase.

        Looked for once for each generation: who reads a case mention by mention asks every time.
        """
        with self._kept_up() as snapshot:
            return self.once(
                snapshot,
                ("similar", case_id, passage, limit, self.engine, self.indexed_generation),
                lambda: similar(snapshot, self._index, case_id, passage_id=passage, limit=limit),
            )

    def worded(self, text: str, *, limit: int) -> list[str]:
        """Ids of the cases that have most of a sentence's words, likest first."""
        self._keep_up()
        return worded(self._index, text, limit)

    def heading_sets(self, query: HeadingQuery) -> FoundSets:
        """Sets of sibling headings of the cases; all are read when first asked."""
        with self._store.reading() as snapshot:
            shelf = self._shelf
            if shelf is None or shelf.generation != snapshot.generation:
                self._shelf = shelf = HeadingShelf(snapshot)
            return shelf.find(snapshot, query)

    def common_names(self, limit: int) -> tuple[Suggestion, ...]:
        """Names of practices, organizations and honours in most cases, most first."""
        return self._asking.common_names(limit)

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

    def versions(self, case: Case) -> tuple[Version, ...]:
        """The near-copies of a case, each with what it masks or changes. May be empty."""
        with self._store.reading() as snapshot:
            return versions(snapshot, case)

    def entity(self, entity_id: str) -> Profile:
        """One entity with all that is known of it. Raises UnknownEntity."""
        with self._store.reading() as snapshot:
            return profile(snapshot, self._graphs.of(snapshot), entity_id)

    def named(self, name: str) -> tuple[Profile, ...]:
        """Every entity of this name or alias, most cases first. May be empty."""
        with self._store.reading() as snapshot:
            graph = self._graphs.of(snapshot)
            return tuple(profile(snapshot, graph, found) for found in snapshot.named(name))

    def themes(self) -> tuple[tuple[str, int], ...]:
        """Themes with their number of cases, most first, near-duplicates folded."""
        with self._store.reading() as snapshot:
            return self.once(snapshot, "themes", lambda: tuple(snapshot.theme_counts()))

    def theme_reach(self) -> tuple[tuple[str, int], ...]:
        """Themes with how many cases a comparison by them has, those with a part of it too.

        Counted once for each generation.
        """
        with self._store.reading() as snapshot:
            return self.once(snapshot, "theme reach", lambda: tuple(snapshot.theme_reach()))

    def overview(self) -> Overview:
        """The library at a glance; counted once for each generation, but for what failed."""
        with self._store.reading() as snapshot:
            kept = self.once(snapshot, "overview", lambda: overview(snapshot))
            return replace(kept, failures=tuple(snapshot.failures()))

    def stats(self) -> dict[str, object]:
        """Sizes, counts per kind, engine, generation: the document of ``kg stats --json``.

        ``advice`` is that of ``advice()``.
        """
        with self._store.reading() as snapshot:
            counts = snapshot.counts()
            kinds, generation = snapshot.kind_counts(), snapshot.generation
        found: dict[str, object] = {**counts, "entities": kinds, "generation": generation}
        found["engine"] = self.engine
        found["index_generation"] = self._index.generation
        found["advice"] = self._index.advice(counts["passages"])
        return found

    def check(self) -> tuple[str, ...]:
        """What keeps the library from answering; empty when all is well. Raises nothing."""
        try:
            # What is open already would answer for a while after its file is gone or damaged.
            Store.open(self._store.path).close()
            self._keep_up()
        except (KgError, OSError) as error:
            return (str(error),)
        return ()

    def resembling(self, grams: Sequence[int], *, limit: int = 8) -> list[tuple[Case, str]]:
        """Cases that share most of these sampled 5-grams, and their heads, each with its text."""
        with self._store.reading() as snapshot:
            return snapshot.resembling(grams, limit)
