"""A search and its answer."""

from dataclasses import dataclass, field
from typing import TypeAlias

from kg.model.facts import Entity
from kg.model.material import Case, Passage
from kg.ontology import Kind, RelationType, Role, Sort

# One value of a filter, or several of which one is enough; None and empty filter nothing.
Chosen: TypeAlias = str | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. ``region`` is a path such as ``浙江省/杭州市`` or one bare name.

    ``unknown`` as a value of a filter means the cases that have none (年份不详).

    ``places``: a place in the text means all inside it too; ``synonyms``: words are searched in
    their other forms too; ``correct``: where a word is nowhere, what it may have been meant for
    is searched; ``years``: 今年, 去年 and 近三年 mean the cases of those years, where some answer.
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
    years: bool = True
    role: Chosen = None
    sort: Sort = Sort.RELEVANCE


@dataclass(frozen=True, slots=True)
class PlaceRead:
    """A place read in a query, and how many places of the library lie inside it."""

    text: str
    inside: int
    widened: bool


@dataclass(frozen=True, slots=True)
class YearsRead:
    """Years that a query tells from today (近三年), both included.

    ``kept``: only cases of them are found; otherwise none of them has all words, or it is off.
    """

    text: str
    first: int
    last: int
    kept: bool


@dataclass(frozen=True, slots=True)
class Tie:
    """One relation of an entity to another; ``outward`` where the entity is its head.

    ``dates`` are those that cases state of it, in order; ``posts`` are a person's, as written,
    most often told first.
    """

    type: RelationType
    entity: Entity
    outward: bool
    dates: tuple[str, ...] = ()
    posts: tuple[str, ...] = ()


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
    of the query's; ``notes`` are runs of the text that look like fields and are none;
    ``left_out`` are places that the query excludes.
    """

    places: tuple[PlaceRead, ...] = ()
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    entities: tuple[EntityCard, ...] = ()
    themes: tuple[str, ...] = ()
    role: Role | None = None
    missing: tuple[str, ...] = ()
    corrected: str | None = None
    notes: tuple[str, ...] = ()
    left_out: tuple[PlaceRead, ...] = ()
    years: tuple[YearsRead, ...] = ()


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
    ``lacking``: words asked for that it does not have. ``signed``: offsets into the case's issuer
    of what answers there.
    """

    case: Case
    path: str
    score: float
    passages: tuple[PassageHit, ...]
    copies: int = 0
    marks: tuple[str, ...] = ()
    lacking: tuple[str, ...] = ()
    signed: tuple[tuple[int, int], ...] = ()


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
    the chosen ones would find. ``whole`` cases have all words, the others most of them.
    ``suggestions`` are texts that may have been meant.
    """

    query: Query
    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, tuple[Facet, ...]]
    suggestions: tuple[str, ...] = ()
    whole: int = 0
    choices: dict[str, tuple[Facet, ...]] = field(default_factory=dict)
    understanding: Understanding = field(default_factory=Understanding)

    @property
    def relaxed(self) -> bool:
        """Whether no case has all words and the best partial matches are shown instead."""
        return bool(self.total) and not self.whole
