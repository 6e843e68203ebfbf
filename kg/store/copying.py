"""Whole files: copying a store out and in through SQLite's backup interface, finding damage."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

from sqlalchemy import Connection

# Damage is told by its first signs; a broken file has thousands.
_SIGNS = 20


def copy_out(connection: Connection, path: Path) -> None:
    """Copy one generation into a new file; others may read and write meanwhile."""
    # A transaction holds the generation: SQLite would begin anew whenever somebody commits.
    with connection.begin(), closing(sqlite3.connect(path)) as target:
        connection.exec_driver_sql("SELECT value FROM meta").all()
        _driver(connection).backup(target)
        # One file alone: without this a reader would look for a write-ahead log beside it.
        target.execute("PRAGMA journal_mode=DELETE")


def copy_in(connection: Connection, path: Path) -> None:
    """Become the store in ``path``, in one transaction; ``path`` is changed, too.

    The generation goes on from the later of both, and all cases of both count as changed in it:
    whatever was derived from the old content sees that it is stale, and what to do about it.
    """
    own = _driver(connection)
    with closing(sqlite3.connect(path)) as other:
        before = own.execute('SELECT id FROM "case" UNION SELECT "case" FROM change').fetchall()
        latest = max(_generation(own), _generation(other)) + 1
        with other:
            other.execute("UPDATE meta SET value = ? WHERE key = 'generation'", (latest,))
            other.executemany(
                'INSERT OR IGNORE INTO change ("case", generation) VALUES (?, 0)', before
            )
            other.execute('INSERT OR IGNORE INTO change SELECT id, 0 FROM "case"')
            other.execute("UPDATE change SET generation = ?", (latest,))
        other.backup(own)


def find_damage(connection: Connection) -> tuple[str, ...]:
    """What SQLite's own checks of pages, indexes and foreign keys find; empty when all is well."""
    found = connection.exec_driver_sql(f"PRAGMA integrity_check({_SIGNS})").scalars()
    signs = [f"store: {sign}" for sign in found if sign != "ok"]
    for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(
        _SIGNS
    ):
        signs.append(f"store: row {row} of table {table} names a {parent} that is not there")
    return tuple(signs)


def _driver(connection: Connection) -> sqlite3.Connection:
    """The driver's own connection."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def _generation(connection: sqlite3.Connection) -> int:
    """Generation of a store; 0 if it has none yet."""
    row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
    return int(row[0]) if row else 0
