"""What extraction finds in a case: entities, relations and metrics, each with its words."""

from dataclasses import dataclass

from kg.model.material import Case, Passage
from kg.ontology import Change, Expansion, Kind, RelationType, Status


@dataclass(frozen=True, slots=True)
class Mention:
    """One span that names an entity. ``name`` is the fullest form that the case gives it.

    ``confidence``: the share of mentions with such evidence that are right (0–1).
    """

    kind: Kind
    start: int
    end: int
    surface: str
    name: str
    redacted: bool = False
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Definition:
    """What a case itself says an initiative is; nothing in it comes from another text.

    ``start``/``end`` bound ``quote`` in the source; where nothing is told, the quote is empty.
    ``state`` is None for a name that is no shorthand; ``parts`` are what a shorthand stands for
    and ``promised`` how many its number promises (None where masked).
    """

    quote: str
    start: int
    end: int
    state: Expansion | None = None
    parts: tuple[str, ...] = ()
    promised: int | None = None


@dataclass(frozen=True, slots=True)
class CaseEntity:
    """An entity as one case has it. ``id`` is the library-wide entity's."""

    id: str
    kind: Kind
    name: str
    mentions: tuple[Mention, ...]
    redacted: bool = False
    definition: Definition | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One real thing across the library. ``region`` runs top down; ``unit`` is a gazetteer code.

    ``basis`` tells in Chinese why names in other cases mean the same, or why none does;
    ``region_inferred``: the region is that of cases whose own place is inferred.
    """

    id: str
    kind: Kind
    name: str
    aliases: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    unit: str | None = None
    redacted: bool = False
    basis: str = ""
    region_inferred: bool = False


@dataclass(frozen=True, slots=True)
class Relation:
    """A typed edge with the words that prove it; ``case`` is None where the gazetteer does.

    ``start``/``end`` bound ``evidence`` in the source; both are 0 for gazetteer edges.
    ``confidence``: the share of relations read in such a way that are right (0–1).
    """

    head: str
    type: RelationType
    tail: str
    case: str | None
    evidence: str
    start: int = 0
    end: int = 0
    post: str | None = None
    date: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Metric:
    """A number with its unit, measure, subject and exact words.

    ``value`` is None where the text masks the number; ``value_high`` closes a range.
    ``unit`` is as written without 万/亿/余; ``subject_id`` names an entity where it is one.
    """

    case: str
    subject: str | None
    measure: str
    value: float | None
    unit: str | None
    text: str
    start: int
    end: int
    value_high: float | None = None
    change: Change | None = None
    status: Status = Status.ACHIEVED
    subject_id: str | None = None


@dataclass(frozen=True, slots=True)
class CaseRecord:
    """Everything that ingest knows of one case: what the store commits.

    ``grams`` are hashes of sampled 5-grams, unsorted, by which copies find each other.
    """

    case: Case
    passages: tuple[Passage, ...]
    entities: tuple[CaseEntity, ...] = ()
    relations: tuple[Relation, ...] = ()
    metrics: tuple[Metric, ...] = ()
    grams: tuple[int, ...] = ()
