"""The tables, and how a connection to SQLite has to be set up."""

import json
import sqlite3
from functools import partial
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    JSON,
    URL,
    Boolean,
    Column,
    Connection,
    Engine,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    create_engine,
    event,
)

# Raised whenever the tables change; a library of another version is refused, never guessed at.
SCHEMA_VERSION: Final = 6

# Milliseconds a connection waits for the few instants in which another one commits.
_BUSY_TIMEOUT_MS: Final = 10_000

METADATA: Final = MetaData()

META: Final = Table(
    "meta",
    METADATA,
    Column("key", String, primary_key=True),
    Column("value", Integer, nullable=False),
)

SOURCE: Final = Table(
    "source",
    METADATA,
    Column("id", String, primary_key=True),
    Column("path", String, nullable=False, unique=True),
    Column("format", String, nullable=False),
    Column("encoding", String),
    Column("text", String, nullable=False),
    Column("removed", JSON, nullable=False),
    Column("marks", JSON, nullable=False),
    Column("origin", String, nullable=False, index=True),
)

CASE: Final = Table(
    "case",
    METADATA,
    Column("id", String, primary_key=True),
    Column("source", ForeignKey("source.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("number", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("title", String, nullable=False),
    Column("issuer", String),
    Column("genre", String, nullable=False),
    Column("date", String),
    Column("level", String),
    Column("region", JSON, nullable=False),
    Column("region_inferred", Boolean, nullable=False),
    Column("region_evidence", String, nullable=False),
    Column("doubts", JSON, nullable=False),
    # Deferred: a case may be a copy of a later case of the same source.
    Column(
        "duplicate_of",
        ForeignKey("case.id", deferrable=True, initially="DEFERRED"),
        index=True,
    ),
)

CASE_THEME: Final = Table(
    "case_theme",
    METADATA,
    Column("case", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("theme", String, nullable=False, index=True),
)

# Hashes of sampled 5-grams: cases that share many are copies of each other.
CASE_GRAM: Final = Table(
    "case_gram",
    METADATA,
    Column("case", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
    Column("gram", Integer, primary_key=True, index=True),
)

PASSAGE: Final = Table(
    "passage",
    METADATA,
    Column("id", String, primary_key=True),
    Column("case", ForeignKey("case.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("text", String, nullable=False),
    Column("heading", JSON, nullable=False),
    Column("role", String),
    Column("themes", JSON, nullable=False),
    Index("passage_by_case", "case", "start"),
)

# Cases with a passage that is about a theme, whether or not the whole case is.
PASSAGE_THEME: Final = Table(
    "passage_theme",
    METADATA,
    Column("passage", ForeignKey("passage.id", ondelete="CASCADE"), primary_key=True),
    Column("theme", String, primary_key=True, index=True),
)

ENTITY: Final = Table(
    "entity",
    METADATA,
    Column("id", String, primary_key=True),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("region", JSON, nullable=False),
    Column("unit", String),
    Column("redacted", Boolean, nullable=False),
    Column("basis", String, nullable=False),
    Column("region_inferred", Boolean, nullable=False),
)

# Name and aliases as they are looked up: see kg.store.rows.name_key.
ENTITY_NAME: Final = Table(
    "entity_name",
    METADATA,
    Column("key", String, primary_key=True),
    Column("entity", ForeignKey("entity.id", ondelete="CASCADE"), primary_key=True, index=True),
)

CASE_ENTITY: Final = Table(
    "case_entity",
    METADATA,
    Column("case", ForeignKey("case.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("entity", ForeignKey("entity.id"), nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("redacted", Boolean, nullable=False),
    # What the case says an initiative is, see kg.store.rows; null where it says nothing.
    Column("definition", JSON(none_as_null=True)),
)

# In how many cases each entity is named is counted for all of them when a library is opened.
Index("case_entity_named", CASE_ENTITY.c.entity, CASE_ENTITY.c.case)

MENTION: Final = Table(
    "mention",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case", ForeignKey("case.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("surface", String, nullable=False),
    Column("name", String, nullable=False),
    Column("redacted", Boolean, nullable=False),
    Column("confidence", Float, nullable=False),
    Index("mention_by_case", "case", "position"),
)

# case is null where the gazetteer is the proof.
RELATION: Final = Table(
    "relation",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("head", ForeignKey("entity.id"), nullable=False, index=True),
    Column("type", String, nullable=False),
    Column("tail", ForeignKey("entity.id"), nullable=False, index=True),
    Column("case", ForeignKey("case.id", ondelete="CASCADE"), index=True),
    Column("evidence", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("post", String),
    Column("date", String),
    Column("confidence", Float, nullable=False),
)
# Those few are looked for by their head, which may have any number of others.
Index("relation_of_gazetteer", RELATION.c.head, sqlite_where=RELATION.c.case.is_(None))

METRIC: Final = Table(
    "metric",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("case", ForeignKey("case.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("subject", String),
    Column("measure", String, nullable=False),
    Column("value", Float),
    Column("unit", String),
    Column("text", String, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("value_high", Float),
    Column("change", String),
    Column("status", String, nullable=False),
    Column("subject_id", ForeignKey("entity.id"), index=True),
)

# A part of a measure (共建单位) is looked for in all of them.
Index("metric_by_measure", METRIC.c.measure, METRIC.c.case, METRIC.c.value)
# How many figures a case tells is counted for thousands of cases at once.
Index(
    "metric_told",
    METRIC.c.case,
    sqlite_where=METRIC.c.value.is_not(None) & (METRIC.c.status == "achieved"),
)
# A figure of a draft is looked for by what it says.
Index("metric_by_value", METRIC.c.value, METRIC.c.unit)

# Files that could not be read, until they can or are gone. ``at`` is ISO 8601 with its zone.
FAILURE: Final = Table(
    "failure",
    METADATA,
    Column("origin", String, primary_key=True),
    Column("path", String, nullable=False),
    Column("reason", String, nullable=False),
    Column("at", String, nullable=False),
)

# The latest generation in which a case was written or taken out. No foreign key: it outlives
# the case, so that an index that slept through the removal still hears of it.
CHANGE: Final = Table(
    "change",
    METADATA,
    Column("case", String, primary_key=True),
    Column("generation", Integer, nullable=False, index=True),
)


def connect(path: Path, *, create: bool = False) -> Engine:
    """Engine on a SQLite file with write-ahead log and foreign keys.

    Only ``create`` makes a file: a library that was moved away must not come back empty.
    """
    mode = "rwc" if create else "rw"
    engine = create_engine(
        URL.create("sqlite", database=str(path)),
        creator=lambda: sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}", uri=True, check_same_thread=False
        ),
        json_serializer=partial(json.dumps, ensure_ascii=False),
        json_deserializer=_decoded,
    )
    event.listen(engine, "connect", _set_up)
    event.listen(engine, "begin", _begin)
    return engine


def _decoded(text: str) -> Any:  # noqa: ANN401 -- whatever JSON says
    """Value of a JSON column; most of them hold an empty list."""
    return [] if text == "[]" else json.loads(text)


def _set_up(connection: Any, _record: object) -> None:  # noqa: ANN401 -- a DBAPI connection
    """Pragmas of every connection; the driver must not open transactions by itself."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={_BUSY_TIMEOUT_MS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    # FULL: a commit that was reported survives a power cut, not only a killed process.
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Readers get one snapshot per transaction; writers take the write lock at once."""
    writing = connection.get_execution_options().get("writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")
