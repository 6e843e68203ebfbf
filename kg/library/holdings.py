"""What a library holds: its sources and their cases, by id, path or name."""

from collections.abc import Iterable

from kg.errors import UnknownSource
from kg.library.filling import Filling
from kg.model import Case, Failure, Source, SourceEntry


class Holdings(Filling):
    """Looking up sources and cases of a library."""

    def sources(self) -> tuple[SourceEntry, ...]:
        """What is in the library, by path."""
        with self._store.reading() as snapshot:
            return tuple(snapshot.sources())

    def is_empty(self) -> bool:
        """Whether nothing was taken in yet."""
        with self._store.reading() as snapshot:
            return not snapshot.count_sources()

    def known(self, source_id: str) -> bool:
        """Whether a source with these bytes is in the library."""
        with self._store.reading() as snapshot:
            return snapshot.knows(source_id)

    def source(self, source_id: str) -> Source | None:
        """Source of this id."""
        with self._store.reading() as snapshot:
            return snapshot.source(source_id)

    def cases(self, case_ids: Iterable[str]) -> dict[str, Case]:
        """Cases by id, unknown ids left out."""
        with self._store.reading() as snapshot:
            return snapshot.cases(case_ids)

    def cases_of(self, source_id: str) -> tuple[Case, ...]:
        """Cases of a source in their order."""
        with self._store.reading() as snapshot:
            return snapshot.cases_of(source_id)

    def source_at(self, path: str) -> Source | None:
        """Source that was ingested from this relative path."""
        with self._store.reading() as snapshot:
            return snapshot.source_at(path)

    def source_from(self, origin: str) -> Source | None:
        """Source that was ingested from this absolute path."""
        with self._store.reading() as snapshot:
            return snapshot.source_from(origin)

    def source_named(self, name: str) -> Source:
        """Source of a path, an id or the beginning of one. Raises UnknownSource."""
        with self._store.reading() as snapshot:
            ids = snapshot.sources_named(name)
            source = snapshot.source(ids[0]) if len(ids) == 1 else None
        if source is None:
            several = f"{len(ids)} sources have an id that begins so" if ids else "no source has it"
            msg = f"{name!r} is neither the path nor the id of a source: {several}; see: kg sources"
            raise UnknownSource(msg)
        return source

    def failures(self) -> tuple[Failure, ...]:
        """Files that could not be read when last tried, by path."""
        with self._store.reading() as snapshot:
            return tuple(snapshot.failures())
