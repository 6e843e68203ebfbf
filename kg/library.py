"""Library: store, graph and search index opened as one; the only door for ingest and web."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from kg.model import (
    CaseRecord,
    CaseView,
    Entity,
    Profile,
    Query,
    Results,
    Source,
    SourceEntry,
)


class Library:
    """One collection on disk. Safe to share among threads."""

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """The library in folder ``path``. Raises LibraryMissing unless it is there or created."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of files; a closed library answers no more."""

    def __enter__(self) -> Self:
        """The library itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close it."""
        self.close()

    def search(self, query: Query) -> Results:
        """Cases that answer. Raises InvalidQuery; unknown filters give no hits."""
        raise NotImplementedError

    def case(self, case_id: str) -> CaseView:
        """One case whole. Raises UnknownCase."""
        raise NotImplementedError

    def entity(self, entity_id: str) -> Profile:
        """One entity with all that is known of it. Raises UnknownEntity."""
        raise NotImplementedError

    def named(self, name: str) -> tuple[Profile, ...]:
        """Every entity of this name or alias, most cases first. May be empty."""
        raise NotImplementedError

    def themes(self) -> tuple[tuple[str, int], ...]:
        """Themes with their number of cases, most first, near-duplicates folded."""
        raise NotImplementedError

    def sources(self) -> tuple[SourceEntry, ...]:
        """What is in the library, by path."""
        raise NotImplementedError

    def stats(self) -> dict[str, object]:
        """Sizes, counts per kind, engine, generation: the document of ``kg stats --json``."""
        raise NotImplementedError

    def check(self) -> tuple[str, ...]:
        """What keeps the library from answering; empty when all is well."""
        raise NotImplementedError

    def known(self, source_id: str) -> bool:
        """Whether a source with these bytes is in the library."""
        raise NotImplementedError

    def source_at(self, path: str) -> Source | None:
        """The source that was ingested from this relative path."""
        raise NotImplementedError

    @contextmanager
    def writer(self) -> Iterator[None]:
        """Hold the write lock. Raises LibraryBusy saying who holds it and since when."""
        raise NotImplementedError
        yield

    def commit(
        self,
        source: Source,
        records: Sequence[CaseRecord],
        entities: Sequence[Entity],
        duplicates: Mapping[str, str] | None = None,
    ) -> Literal["added", "replaced"]:
        """Put one source in, in one transaction, in place of one of the same path or id.

        ``duplicates`` makes cases already in the library copies of a case committed now.
        """
        raise NotImplementedError

    def remove(self, source_id: str) -> bool:
        """Take a source with its cases out; False if it is not there."""
        raise NotImplementedError

    def refresh(self) -> None:
        """Catch the index up with the store."""
        raise NotImplementedError

    def reindex(self) -> None:
        """Build the index anew beside the old one, then swap."""
        raise NotImplementedError
