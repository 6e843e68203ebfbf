"""Frozen records that cross module borders.

Offsets are code points of the source's text as the library holds it, half-open, unless a
docstring says otherwise. Tuples are sorted by first place in the text and may be empty.
"""

from dataclasses import dataclass, field
from typing import TypeAlias

from kg.ontology import (
    Change,
    DoubtKind,
    Expansion,
    Genre,
    Kind,
    Level,
    RelationType,
    Role,
    Sort,
    Status,
)

# One value of a filter, or several of which one is enough; None and empty filter nothing.
Chosen: TypeAlias = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Removed:
    """A span that cleaning keeps out of every case, and why (``watermark``, ``contents`` …)."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Source:
    """One ingested file. ``id`` is the SHA-256 of its bytes; ``text`` has line ends folded.

    ``path`` is relative to the argument it was ingested from, ``origin`` absolute.
    """

    id: str
    path: str
    format: str
    encoding: str | None
    text: str
    removed: tuple[Removed, ...] = ()
    marks: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """One line of the list of sources: all but the text. ``characters`` are code points."""

    id: str
    path: str
    format: str
    encoding: str | None
    characters: int
    cases: int
    marks: tuple[str, ...] = ()
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be read: why, and when that was last tried (ISO 8601 with zone)."""

    path: str
    origin: str
    reason: str
    at: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """What speaks against a case's date, title or wording, with the words that show it.

    ``start``/``end`` bound ``quote`` in the source; ``basis`` tells in Chinese what it is held
    against: a dated event, the place of the body, the sign of recognised text.
    """

    kind: DoubtKind
    quote: str
    start: int
    end: int
    basis: str


@dataclass(frozen=True, slots=True)
class Case:
    """One self-standing piece of a source. ``date`` is ISO and only as precise as stated."""

    id: str
    source: str
    number: int
    start: int
    end: int
    title: str
    issuer: str | None = None
    genre: Genre = Genre.OTHER
    date: str | None = None
    level: Level | None = None
    region: tuple[str, ...] = ()
    region_inferred: bool = False
    region_evidence: str = ""
    themes: tuple[str, ...] = ()
    duplicate_of: str | None = None
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit of search and of evidence: a paragraph or a run of it, with its heading path.

    ``themes`` are those that the passage alone is about, strongest first; mostly none or one.
    """

    id: str
    case: str
    number: int
    start: int
    end: int
    text: str
    heading: tuple[str, ...] = ()
    role: Role | None = None
    themes: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. ``region`` is a path such as ``浙江省/杭州市`` or one bare name.

    ``unknown`` as a value of a filter means the cases that have none (年份不详).

    ``places``: a place in the text means all inside it too; ``synonyms``: words are searched in
    their other forms too; ``correct``: where a word is nowhere, what it may have been meant for
    is searched.
    """

    text: str = ""
    region: Chosen = None
    theme: Chosen = None
    level: Chosen = None
    genre: Chosen = None
    year: Chosen = None
    entity: Chosen = None
    limit: int = 10
    offset: int = 0
    places: bool = True
    synonyms: bool = True
    correct: bool = True
    role: Chosen = None
    sort: Sort = Sort.RELEVANCE


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """A place read in a query, and how many places of the library lie inside it."""

    text: str
    inside: int
    widened: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation of an entity to another; ``outward`` where the entity is its head.

    ``dates`` are those that cases state of it, in order.
    """

    type: RelationType
    entity: Entity
    outward: bool
    dates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntityCard:
    """An entity named in a query. ``cases`` counts those that name it, copies folded.

    ``ties`` are those that are stated most often, a few.
    """

    entity: Entity
    cases: int
    ties: tuple[Tie, ...] = ()


@dataclass(frozen=True, slots=True)
class Understanding:
    """How a query was read; everything is in the order of the query and may be empty.

    ``synonyms`` are words of the query with their other forms, searched or switched off.
    ``missing`` are words that no case has. ``corrected`` is the text that was searched in place
    of the query's; ``notes`` are runs of the text that look like fields and are none.
    """

    places: tuple[PlaceRead, ...] = ()
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    entities: tuple[EntityCard, ...] = ()
    themes: tuple[str, ...] = ()
    role: Role | None = None
    missing: tuple[str, ...] = ()
    corrected: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may be meant while a query is typed; ``kind`` is None for a title."""

    text: str
    kind: Kind | None = None
    cases: int = 0


@dataclass(frozen=True, slots=True)
class PassageHit:
    """A passage that answers; ``highlights`` are offsets into its text."""

    passage: Passage
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that answers, with its best passages, best first.

    ``path`` is its source's, and so are ``marks``: how the source wants to be handled.
    """

    case: Case
    path: str
    score: float
    passages: tuple[PassageHit, ...]
    copies: int = 0
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SimilarCase:
    """A case that resembles another, and why: telling words, names and themes that both have.

    The score of ``hit`` counts in parts of the likest by words alone; its passages are those
    that have most of the words.
    """

    hit: Hit
    terms: tuple[str, ...]
    entities: tuple[Entity, ...]
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a facet. A region's value is its path; ``depth`` counts from 0."""

    value: str
    label: str
    count: int
    depth: int = 0
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Results:
    """Answer to a query; facet counts and ``total`` count cases over all matches.

    ``facets`` has the keys region, theme, level, genre, year, role, entity; ``choices`` has
    those that the query filters by, counted without their own filter: what another value beside
    the chosen ones would find. ``relaxed`` is true where no case has all words and the best
    partial matches are shown instead. ``suggestions`` are texts that may have been meant.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[Facet, ...]]
    suggestions: tuple[str, ...] = ()
    relaxed: bool = False
    choices: dict[str, tuple[Facet, ...]] = field(default_factory=dict)
    understanding: Understanding = field(default_factory=Understanding)


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
    """A metric with the case and source that it stands in."""

    metric: Metric
    title: str
    path: str
    region: tuple[str, ...]


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
