"""The material itself: sources, what failed, cases and their passages."""

from dataclasses import dataclass

from kg.ontology import DoubtKind, Genre, Level, Role


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
    against: a dated event, the place of the body, the sign of recognised text; for a case without
    a title, what it was called after.
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
