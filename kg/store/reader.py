"""What all readers of the tables share: one connection inside one read transaction."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Select, func

from kg.store import rows
from kg.store.tables import CASE
from kg.store.writing import read_generation

# A group of near-duplicates counts as one case, under the id of its head.
GROUP: Final[ColumnElement[str]] = func.coalesce(CASE.c.duplicate_of, CASE.c.id)


class Reader:
    """Reads through one connection, which is inside a transaction."""

    def __init__(self, connection: Connection) -> None:
        """Read through ``connection``."""
        self._connection = connection

    @property
    def generation(self) -> int:
        """The number of the last commit that this snapshot sees."""
        return read_generation(self._connection)

    def _mappings(self, query: Select[Any]) -> Iterator[rows.Row]:
        """Rows of a query as mappings."""
        return iter(self._connection.execute(query).mappings().all())
