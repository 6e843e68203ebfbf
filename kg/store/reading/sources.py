"""Reading sources."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select, true

from kg.model import Failure, Source, SourceEntry
from kg.store import rows
from kg.store.reading.reader import Reader
from kg.store.tables import CASE, FAILURE, SOURCE
from kg.store.writing import chunks


class SourceReader(Reader):
    """Questions about sources."""

    def source(self, source_id: str) -> Source | None:
        """Source of this id."""
        return self._source(select(SOURCE).where(SOURCE.c.id == source_id))

    def source_at(self, path: str) -> Source | None:
        """Source that was ingested from this relative path."""
        return self._source(select(SOURCE).where(SOURCE.c.path == path))

    def source_from(self, origin: str) -> Source | None:
        """Source that was ingested from this absolute path, the first by path if several."""
        there = select(SOURCE).where(SOURCE.c.origin == origin)
        return self._source(there.order_by(SOURCE.c.path).limit(1))

    def sources_named(self, name: str) -> list[str]:
        """Ids of the sources with this path, else of those whose id begins so, by path."""
        at = list(self._connection.scalars(select(SOURCE.c.id).where(SOURCE.c.path == name)))
        begins = SOURCE.c.id.startswith(name.lower(), autoescape=True)
        there = select(SOURCE.c.id).where(begins).order_by(SOURCE.c.path)
        return at or list(self._connection.scalars(there))

    def failures(self) -> list[Failure]:
        """Files that could not be read, by path."""
        there = select(FAILURE.c.path, FAILURE.c.origin, FAILURE.c.reason, FAILURE.c.at)
        return [Failure(*row) for row in self._connection.execute(there.order_by(FAILURE.c.path))]

    def knows(self, source_id: str) -> bool:
        """Whether a source of this id is there."""
        there = select(SOURCE.c.id).where(SOURCE.c.id == source_id)
        return self._connection.scalar(there) is not None

    def formats_told(self) -> list[tuple[str, int]]:
        """How many sources have each format, most first."""
        number = func.count()
        there = select(SOURCE.c.format, number).group_by(SOURCE.c.format)
        return [tuple(row) for row in self._connection.execute(there.order_by(number.desc()))]

    def count_sources(self, part: str = "") -> int:
        """How many sources have a part in their path."""
        there = select(func.count()).select_from(SOURCE)
        return self._connection.scalar(there.where(_has(part))) or 0

    def sources(
        self, part: str = "", *, limit: int | None = None, offset: int = 0
    ) -> Iterator[SourceEntry]:
        """Sources without their text, by path: all, or those with a part in it."""
        cases = select(func.count()).where(CASE.c.source == SOURCE.c.id).scalar_subquery()
        there = select(
            SOURCE.c.id,
            SOURCE.c.path,
            SOURCE.c.format,
            SOURCE.c.encoding,
            func.length(SOURCE.c.text),
            cases,
            SOURCE.c.marks,
            SOURCE.c.origin,
        )
        there = there.where(_has(part)).order_by(SOURCE.c.path).limit(limit).offset(offset)
        for row in self._connection.execute(there):
            marks, origin = tuple(row[6]), row[7]
            yield SourceEntry(row[0], row[1], row[2], row[3], row[4], row[5], marks, origin)

    def paths(self, source_ids: Iterable[str]) -> dict[str, str]:
        """Relative paths of sources, by id."""
        found: dict[str, str] = {}
        for ids in chunks(source_ids):
            there = select(SOURCE.c.id, SOURCE.c.path).where(SOURCE.c.id.in_(ids))
            found.update((key, path) for key, path in self._connection.execute(there))
        return found

    def formats(self, source_ids: Iterable[str]) -> dict[str, str]:
        """Formats of sources, by id."""
        found: dict[str, str] = {}
        for ids in chunks(source_ids):
            there = select(SOURCE.c.id, SOURCE.c.format).where(SOURCE.c.id.in_(ids))
            found.update((key, form) for key, form in self._connection.execute(there))
        return found

    def _source(self, which: Select[Any]) -> Source | None:
        """Source that a query finds, if any."""
        return next(map(rows.to_source, self._mappings(which)), None)


def _has(part: str) -> ColumnElement[bool]:
    """That a source's path has a part in it; all have an empty one."""
    return SOURCE.c.path.contains(part, autoescape=True) if part else true()
