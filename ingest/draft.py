"""What the finders read: one case before extraction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.model import Mention
from kg.ontology import Genre, Kind, Level


@dataclass(frozen=True, slots=True)
class Tag:
    """A name as the statistical tagger sees it: a vote, not yet a mention."""

    start: int
    end: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Draft:
    """A case's text and metadata. Finders count offsets from the first character of ``text``.

    Removed spans inside the case are blanked with spaces, so that offsets stay. ``tags`` are
    the tagger's persons, places and organizations, in order, not nested. ``region_inferred``:
    no title, speaker or opening names the deepest unit of ``region``.
    """

    text: str
    title: str = ""
    issuer: str | None = None
    region: tuple[str, ...] = ()
    level: Level | None = None
    genre: Genre = Genre.OTHER
    date: str | None = None
    tags: tuple[Tag, ...] = ()
    region_inferred: bool = False


# A finder gets the draft and what the finders before it found, and adds its own mentions:
# sorted by start, of one kind, nested spans allowed, ``text[start:end] == surface``.
Finder = Callable[[Draft, Sequence[Mention]], list[Mention]]
