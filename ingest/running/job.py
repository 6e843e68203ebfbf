"""What goes to a worker process, and what comes back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ingest.duplicates import Sketch
from kg.model import CaseRecord, Entity, Source


@dataclass(frozen=True, slots=True)
class Job:
    """A file to take. ``known`` is the id of the source that has its bytes already, if any.

    ``kept`` has the ids of the cases that it may replace, by the key of their text; ``taken``
    are ids that other sources' cases have.
    """

    path: Path
    name: str
    known: str | None = None
    kept: Mapping[str, str] = field(default_factory=dict)
    taken: frozenset[str] = frozenset()
    allow_classified: bool = False


@dataclass(frozen=True, slots=True)
class Parsed:
    """One source with its cases and their sketches, ready to be told from copies and committed."""

    source: Source
    records: tuple[CaseRecord, ...]
    entities: tuple[Entity, ...]
    sketches: tuple[Sketch, ...]
