"""What every reader returns."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading that the format itself marks; level 1 is the highest."""

    start: int
    end: int
    level: int


@dataclass(frozen=True, slots=True)
class Document:
    r"""Text of one file with line ends folded to ``\n``; headings are sorted and may be empty."""

    text: str
    format: str
    encoding: str | None = None
    headings: tuple[Heading, ...] = ()
