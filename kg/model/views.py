"""What the pages of one case or one entity show."""

from dataclasses import dataclass, field

from kg.model.facts import CaseEntity, Definition, Entity, Metric, Relation
from kg.model.material import Case, Passage, Source
from kg.ontology import RelationType


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words of a passage that show something, with where they stand."""

    text: str
    case: str
    title: str
    path: str
    start: int
    end: int
    passage: str
    heading: tuple[str, ...] = ()
    region: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CaseView:
    """A case with all that a page of its own shows."""

    case: Case
    source: Source
    passages: tuple[Passage, ...]
    entities: tuple[CaseEntity, ...]
    relations: tuple[Relation, ...]
    metrics: tuple[Metric, ...]
    names: dict[str, str] = field(default_factory=dict)
    copies: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationView:
    """A relation with both ends resolved and its quotes; empty quotes: the gazetteer says so.

    ``confidence`` is that of its best proof.
    """

    type: RelationType
    head: Entity
    tail: Entity
    quotes: tuple[Quote, ...]
    post: str | None = None
    date: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class MetricView:
    """A metric with the case and source that it stands in.

    ``before`` are the words of its sentence ahead of it, ``quote`` its own with what they measure.
    """

    metric: Metric
    title: str
    path: str
    region: tuple[str, ...]
    before: str
    quote: str


@dataclass(frozen=True, slots=True)
class DefinitionView:
    """What one case says an initiative is, with where it says so."""

    definition: Definition
    case: str
    title: str
    path: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An entity one edge away or named in the same cases; ``cases`` counts those they share."""

    entity: Entity
    cases: int
    relations: tuple[RelationType, ...] = ()


@dataclass(frozen=True, slots=True)
class Profile:
    """An entity with everything the library knows of it; ``parents`` nearest first.

    ``namesakes`` are others of its kind and name that nothing shows to be the same.
    """

    entity: Entity
    parents: tuple[Entity, ...]
    cases: tuple[Case, ...]
    relations: tuple[RelationView, ...]
    metrics: tuple[MetricView, ...]
    quotes: tuple[Quote, ...]
    neighbours: tuple[Neighbour, ...]
    namesakes: tuple[Entity, ...] = ()
    definitions: tuple[DefinitionView, ...] = ()
