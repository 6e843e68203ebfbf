"""What the finders read: one case before extraction."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from kg.model import Mention
from kg.ontology import Genre, Level


@dataclass(frozen=True, slots=True)
class Draft:
    """A case's text and metadata. Finders count offsets from the first character of ``text``.

    Removed spans inside the case are blanked with spaces, so that offsets stay.
    """

    text: str
    title: str = ""
    issuer: str | None = None
    region: tuple[str, ...] = ()
    level: Level | None = None
    genre: Genre = Genre.OTHER
    date: str | None = None


# A finder gets the draft and what the finders before it found, and adds its own mentions:
# sorted by start, of one kind, nested spans allowed, ``text[start:end] == surface``.
Finder = Callable[[Draft, Sequence[Mention]], list[Mention]]
