"""The dossier of an entity: all that its page shows, whatever its kind."""

from dataclasses import dataclass

from kg.dossier.deeds import Deeds
from kg.dossier.ties import TieGroup
from kg.dossier.timeline import Timeline
from kg.model import DefinitionView, Entity, MetricView, Neighbour, Quote


@dataclass(frozen=True, slots=True)
class Wording:
    """One way in which cases write a name, with the number of cases and of mentions."""

    surface: str
    cases: int
    mentions: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure, and whom it is about where that is not the entity itself."""

    view: MetricView
    subject: Entity | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """What is known of an entity, bounded; every tuple may be empty.

    ``timeline`` has the cases of a place and all inside it where there are any (``of_place``),
    else those that name the entity. ``naming`` counts the cases that name it, ``mentions`` how
    often; near-copies are folded. ``first`` is the case and offset of the first mention.
    ``figures_total`` counts all figures.
    """

    entity: Entity
    parents: tuple[Entity, ...]
    namesakes: tuple[Entity, ...]
    definitions: tuple[DefinitionView, ...]
    wordings: tuple[Wording, ...]
    ties: tuple[TieGroup, ...]
    deeds: Deeds
    timeline: Timeline
    of_place: bool
    figures: tuple[Figure, ...]
    figures_total: int
    quotes: tuple[Quote, ...]
    neighbours: tuple[Neighbour, ...]
    naming: int
    mentions: int
    first: tuple[str, int] | None
