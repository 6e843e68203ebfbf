"""Reading an entity mention by mention, through all cases that name it."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.graph.neighbourhood import known_entity
from kg.model import Entity
from kg.store import Spot

if TYPE_CHECKING:
    from kg.library import Library


@dataclass(frozen=True, slots=True)
class Mentions:
    """The mentions of an entity in the order in which they are read: by source, case and place."""

    entity: Entity
    spots: tuple[Spot, ...]

    def place(self, case: str, start: int) -> int | None:
        """Number from 0 of the mention that begins there; None where none does."""
        there = (n for n, spot in enumerate(self.spots) if (spot.case, spot.start) == (case, start))
        return next(there, None)


def mentions(library: "Library", entity_id: str) -> Mentions:
    """Every mention of an entity. Raises UnknownEntity."""
    with library.reading() as snapshot:
        return Mentions(known_entity(snapshot, entity_id), tuple(snapshot.spots(entity_id)))
