"""What every search engine takes and gives: the protocol and its records.

Engines know ids, texts and facet values; labels and model objects are the library's part.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Protocol

from kg.errors import KgError
from kg.model import Case, Entity, Passage

FACETS: Final = ("region", "theme", "level", "genre", "year", "entity")


class IndexUnusable(KgError):
    """The index is missing, broken or of an older form: build it anew from the store."""


@dataclass(frozen=True, slots=True)
class IndexedCase:
    """All that is searched of one case.

    ``regions`` names every place the case belongs to or names, with their ancestors; ``copies``
    counts the near-duplicates that are folded into this case and not indexed themselves.
    """

    case: Case
    path: str
    passages: tuple[Passage, ...]
    entities: tuple[Entity, ...] = ()
    regions: tuple[str, ...] = ()
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query, normalised.

    ``parts`` is never empty: the tokens it is cut into, but neighbouring single characters
    joined, as they are a name that no dictionary knows.
    """

    text: str
    parts: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        """Parts that mean something by themselves, else the whole word; never empty."""
        return tuple(part for part in self.parts if len(part) > 1) or (self.text,)


@dataclass(frozen=True, slots=True)
class Filters:
    """What a case must be, besides what it must say; None lets everything through.

    ``region`` is a path from the top (``浙江省/杭州市``) or one name anywhere in the case's own
    path, with or without its suffix; ``entity`` is an entity id; ``year`` four digits.
    """

    region: str | None = None
    theme: str | None = None
    level: str | None = None
    genre: str | None = None
    year: str | None = None
    entity: str | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """A parsed query. Nothing to look for (no words, no phrases) matches every case.

    A case answers if it has all words and all phrases, wherever in it, and none of the excluded.
    Phrases and excluded are normalised text, to be found literally inside one passage, heading or
    title. ``whole`` is the words as typed, one run of text: cases that have it literally come
    first.
    """

    words: tuple[Word, ...] = ()
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    whole: str = ""
    filters: Filters = field(default_factory=Filters)
    limit: int = 10
    offset: int = 0


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that answers; highlights are sorted, disjoint offsets into its text."""

    passage_id: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that answers, its score (above 0, higher is better) and up to three passages."""

    case_id: str
    score: float
    passages: tuple[FoundPassage, ...]
    copies: int = 0


@dataclass(frozen=True, slots=True)
class Found:
    """The page of cases asked for, and facts of all matches.

    ``facets`` has every name of ``FACETS``: (value, number of cases), most frequent first, then
    by value. A region's value is its path from the top, each ancestor counted too; an entity's is
    its id, the 50 most frequent. ``relaxed``: no case has all words, these have most of them.
    """

    total: int
    hits: tuple[FoundCase, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]
    relaxed: bool = False


class SearchEngine(Protocol):
    """One index on disk or elsewhere; opened by the engine's own module."""

    @property
    def name(self) -> str:
        """Short name of the engine, as ``kg reindex --engine`` takes it."""

    @property
    def generation(self) -> int:
        """The store generation that the index holds; what other processes wrote is seen too."""

    def find(self, request: Request) -> Found:
        """Best cases first; ties by path and number. Raises IndexUnusable if the index went bad."""

    def write(self, added: Iterable[IndexedCase], removed: Iterable[str], generation: int) -> None:
        """Put cases in (replacing those of the same id) and take case ids out, all or nothing."""

    def rebuild(self, cases: Iterable[IndexedCase], generation: int) -> None:
        """Build the index anew beside the old one and swap; searches go on meanwhile."""

    def close(self) -> None:
        """Let go of files."""
