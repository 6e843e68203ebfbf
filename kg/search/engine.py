"""What every search engine takes and gives: the protocol and its records.

Engines know ids, texts and facet values; labels and model objects are the library's part.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol, TypeAlias, Union

from kg.errors import KgError
from kg.model import Case, Chosen, Entity, Metric, Passage
from kg.ontology import Role, Sort
from kg.search.answering.weights import Weights
from kg.search.clauses import Amount, Clause, Every, Having, Phrase, Prefix, Titled, Word, wanted

if TYPE_CHECKING:
    from kg.search.engines.prepared import Prepared

# What engines write: cases, or what was prepared of them elsewhere.
Writable: TypeAlias = Union["IndexedCase", "Prepared"]

# Words of this number and more are a long question, of which no single one must be there.
_MANY: Final = 7

# Engines by name, the usual one first; see kg.search.engines.by_name.
ENGINES: Final = ("whoosh", "tantivy")

FACETS: Final = ("region", "theme", "level", "genre", "year", "role", "entity")
# Value of a facet for the cases that have none: no region, no level, no year.
UNKNOWN: Final = "unknown"


class IndexUnusable(KgError):
    """The index is missing, broken or of an older form: build it anew from the store."""


class EngineMissing(KgError):
    """The engine asked for, or that wrote the index, is not installed: the message says how."""


@dataclass(frozen=True, slots=True)
class IndexedCase:
    """All that is searched of one case.

    ``regions`` names every place the case belongs to or names, with their ancestors; ``copies``
    counts the near-duplicates that are folded into this case and not indexed themselves. ``aside``
    is what stands in the case outside its passages, a line each: its byline, its occasion.
    """

    case: Case
    path: str
    passages: tuple[Passage, ...]
    entities: tuple[Entity, ...] = ()
    regions: tuple[str, ...] = ()
    copies: int = 0
    metrics: tuple[Metric, ...] = ()
    aside: str = ""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a case must be, besides what it must say; None lets everything through.

    ``region`` is a path from the top (``浙江省/杭州市``) or one name anywhere in the case's own
    path, with or without its suffix; ``entity`` is an entity id; ``year`` four digits; ``role``
    what one of the passages does. Of several values one is enough; ``unknown`` is having none.
    """

    region: Chosen = None
    theme: Chosen = None
    level: Chosen = None
    genre: Chosen = None
    year: Chosen = None
    entity: Chosen = None
    role: Chosen = None

    def chosen(self, facet: str) -> tuple[str, ...]:
        """Values that are asked for under a facet; empty where it filters nothing."""
        value: Chosen = getattr(self, facet)
        values = (value,) if isinstance(value, str) else value or ()
        return tuple(one for one in values if one)


@dataclass(frozen=True, slots=True)
class Request:
    """A parsed query. Nothing to look for (no clauses) matches every case.

    A case answers if all clauses hold. Where none does for all ``Word`` clauses, those that have
    most of them answer, rare words weighing more; ``loose`` asks for that from the start, as
    long questions do; ``run`` asks for both, as words typed without a blank are as much one thing
    as several. ``whole`` is the words as typed, one run of text: cases that have it
    literally come first. ``role``: passages that do this come first. ``sort``: cases of equal date
    or region stand by score. ``looked_at``: so many of the best are put in order by what their
    texts say. ``passages``: the best passages of each case are wanted, not only which cases.
    """

    clauses: tuple[Clause, ...] = ()
    whole: str = ""
    role: Role | None = None
    loose: bool = False
    run: bool = False
    filters: Filters = field(default_factory=Filters)
    limit: int = 10
    offset: int = 0
    sort: Sort = Sort.RELEVANCE
    weights: Weights = field(default_factory=Weights)
    looked_at: int = 20  # two pages: more change no measure
    passages: bool = True

    @property
    def words(self) -> tuple[Word, ...]:
        """Words that are wanted, wherever in the tree."""
        return tuple(leaf for leaf in wanted(Every(self.clauses)) if isinstance(leaf, Word))

    @property
    def is_long(self) -> bool:
        """Whether so much is asked that no single word, not even a name, must be there."""
        return sum(isinstance(c, Word) and c.required for c in self.clauses) >= _MANY

    @property
    def phrases(self) -> tuple[str, ...]:
        """Texts that are wanted literally, each once: phrases, beginnings, parts of titles.

        Names that fields ask for, and what their numbers are of, are among them.
        """
        texts: dict[str, None] = {}
        for leaf in wanted(Every(self.clauses)):
            if isinstance(leaf, Phrase | Prefix | Titled):
                texts[leaf.text] = None
            elif isinstance(leaf, Having):
                texts |= dict.fromkeys(leaf.said)
            elif isinstance(leaf, Amount):
                texts[leaf.measure] = None
        return tuple(texts)


@dataclass(frozen=True, slots=True)
class FoundPassage:
    """A passage that answers; highlights are sorted, disjoint offsets into its text."""

    passage_id: str
    highlights: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class FoundCase:
    """A case that answers, its score (above 0, higher is better) and up to three passages.

    ``lacking``: words asked for that it does not have. ``aside``: what is marked of what it says
    outside its passages.
    """

    case_id: str
    score: float
    passages: tuple[FoundPassage, ...]
    copies: int = 0
    lacking: tuple[str, ...] = ()
    aside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The page of cases asked for, and facts of all matches.

    ``facets`` has every name of ``FACETS``: (value, number of cases), most frequent first, then
    by value. A region's value is its path from the top, each ancestor counted too; an entity's is
    its id, the 50 most frequent. ``whole``: how many have all words; the others have most of them.
    ``missing``: words asked for that no case of the index has; ``torn``: those that stand only
    where the tokenizer sees other words (融和 in 金融|和), and may be slips. ``choices``: for each
    facet that filters, its counts over what would match without that one filter.
    """

    total: int
    hits: tuple[FoundCase, ...]
    facets: dict[str, tuple[tuple[str, int], ...]]
    whole: int = 0
    missing: tuple[str, ...] = ()
    torn: tuple[str, ...] = ()
    choices: dict[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)

    @property
    def relaxed(self) -> bool:
        """Whether no case has all words and these have only a part of them."""
        return bool(self.total) and not self.whole


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

    def count(self, text: str) -> int:
        """How many cases have a normalised run of text, as a word or in its pairs of characters."""

    def cases(self) -> dict[str, int]:
        """Ids of all cases of the index with their number of copies. Raises IndexUnusable."""

    def write(self, added: Iterable["Writable"], removed: Iterable[str], generation: int) -> None:
        """Put cases in (replacing those of the same id) and take case ids out, all or nothing."""

    def rebuild(self, cases: Iterable["Writable"], generation: int) -> None:
        """Build the index anew beside the old one and swap; searches go on meanwhile."""

    def close(self) -> None:
        """Let go of files."""
