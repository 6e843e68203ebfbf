"""The headings of a case as a tree, and the sets of those that stand side by side."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kg.model import Passage


@dataclass(slots=True)
class Heading:
    """A heading with those right below it; ``number`` is its first passage's, ``depth`` from 0."""

    text: str
    depth: int
    number: int
    below: list["Heading"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class HeadingSet:
    """Headings that stand side by side under one heading, at least two, in their order.

    ``above`` is the path from the top down to the heading that they stand under.
    """

    above: tuple[str, ...]
    headings: tuple[str, ...]
    numbers: tuple[int, ...]

    @property
    def depth(self) -> int:
        """How many headings stand above, from 0."""
        return len(self.above)


def tree(passages: Sequence[Passage]) -> list[Heading]:
    """The headings of highest rank, each with those below it, in the order of the text."""
    top: list[Heading] = []
    path: list[Heading] = []
    for passage in passages:
        same = 0
        for open_one, text in zip(path, passage.heading, strict=False):
            if open_one.text != text:
                break
            same += 1
        del path[same:]
        for text in passage.heading[same:]:
            heading = Heading(text, len(path), passage.number)
            (path[-1].below if path else top).append(heading)
            path.append(heading)
    return top


def sibling_sets(passages: Sequence[Passage]) -> tuple[HeadingSet, ...]:
    """Every set of sibling headings of a case, outer ones before those inside them."""
    return tuple(_sets(tree(passages), ()))


def _sets(level: Sequence[Heading], above: tuple[str, ...]) -> Iterator[HeadingSet]:
    if len(level) > 1:
        yield HeadingSet(above, tuple(h.text for h in level), tuple(h.number for h in level))
    for heading in level:
        yield from _sets(heading.below, (*above, heading.text))
