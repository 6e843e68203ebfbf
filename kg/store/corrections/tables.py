"""Tables of corrections: their list, and extraction as it was wherever they change it.

What readers see is in the tables of kg.store.tables, corrected. Of each case and entity that a
correction has to do with, the extraction itself stands here, so that every correction is taken
back by projecting it again. A library without corrections has all of these empty.
"""

from typing import Final

from sqlalchemy import JSON, Boolean, Column, ForeignKey, Index, Integer, String, Table

from kg.store.tables import METADATA

CORRECTION: Final = Table(
    "correction",
    METADATA,
    Column("number", Integer, primary_key=True),
    Column("id", String, nullable=False, unique=True),
    Column("at", String, nullable=False),
    Column("action", JSON, nullable=False),
    Column("undone", String),
)

# Extracted cases that a correction has to do with.
CORRECTED_CASE: Final = Table(
    "corrected_case",
    METADATA,
    Column("correction", ForeignKey("correction.id", ondelete="CASCADE"), primary_key=True),
    Column("case", ForeignKey("extracted_case.case", ondelete="CASCADE"), primary_key=True),
    Index("corrected_by_case", "case"),
)

# ``record`` is as ``extracted`` writes it; ``shown`` are the ids of the cases that it is now
# part of; ``recut``: corrections move the cuts between the cases of its source.
EXTRACTED_CASE: Final = Table(
    "extracted_case",
    METADATA,
    Column("case", String, primary_key=True),
    Column("source", ForeignKey("source.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("record", JSON, nullable=False),
    Column("shown", JSON, nullable=False),
    Column("recut", Boolean, nullable=False),
)

# Entities that an extracted case names.
EXTRACTED_NAME: Final = Table(
    "extracted_name",
    METADATA,
    Column("case", ForeignKey("extracted_case.case", ondelete="CASCADE"), primary_key=True),
    Column("entity", String, primary_key=True, index=True),
)

EXTRACTED_ENTITY: Final = Table(
    "extracted_entity",
    METADATA,
    Column("id", String, primary_key=True),
    Column("entity", JSON, nullable=False),
)

# Edges of the gazetteer at such an entity.
EXTRACTED_EDGE: Final = Table(
    "extracted_edge",
    METADATA,
    Column("head", String, primary_key=True),
    Column("type", String, primary_key=True),
    Column("tail", String, primary_key=True),
)
