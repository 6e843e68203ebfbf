"""What every reader returns."""

from collections.abc import Iterable
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


def assemble(
    lines: Iterable[tuple[str, int]], format_: str, encoding: str | None = None
) -> Document:
    """A document of lines with their heading levels, 0 for plain text."""
    parts: list[str] = []
    headings: list[Heading] = []
    at = 0
    for line, level in lines:
        if level and line.strip():
            headings.append(Heading(at, at + len(line), level))
        parts.append(line)
        at += len(line) + 1
    return Document("\n".join(parts), format_, encoding, tuple(headings))
