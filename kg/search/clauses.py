"""What a query asks of a case, as a tree; every engine answers the same tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a query, normalised.

    ``parts`` is never empty: the tokens it is cut into, but neighbouring single characters
    joined, as they are a name that no dictionary knows. ``forms`` are other ways to say it.
    ``place``: the cases of a place of this name, or inside it, have the word too. ``theme``: so
    do the cases of this theme. ``name``: without it there is no answer, whatever else is found.
    ``required``: False for words that order the answer and do not narrow it.
    """

    text: str
    parts: tuple[str, ...]
    forms: tuple[str, ...] = ()
    place: bool = True
    theme: str | None = None
    name: bool = False
    required: bool = True

    @property
    def units(self) -> tuple[str, ...]:
        """Parts that mean something by themselves, else the whole word; never empty."""
        return tuple(part for part in self.parts if len(part) > 1) or (self.text,)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Normalised text, literally inside one passage, heading or title."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The normalised beginning of a word."""

    text: str


@dataclass(frozen=True, slots=True)
class Titled:
    """Normalised text, literally in the title."""

    text: str


@dataclass(frozen=True, slots=True)
class Filed:
    """Part of the path of the source, case folded."""

    text: str


@dataclass(frozen=True, slots=True)
class Having:
    """One of several values under a facet; of ``region`` also a bare name or a path.

    ``said`` are names of what is asked for, normalised: they order the answer and are marked.
    """

    facet: str
    values: tuple[str, ...]
    said: tuple[str, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Years:
    """A date from one year to another, both included; None is open."""

    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of something, from ``low`` to ``high``; None is open, ``strict`` leaves ends out.

    ``measure`` is normalised text, to be found in the measure, the subject or the words of the
    number; ``unit`` the like, empty for any.
    """

    measure: str
    low: float | None = None
    high: float | None = None
    strict: bool = False
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Every:
    """All of the clauses."""

    clauses: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class Either:
    """At least one of the clauses."""

    clauses: "tuple[Clause, ...]"


@dataclass(frozen=True, slots=True)
class Without:
    """Not the clause."""

    clause: "Clause"


Clause: TypeAlias = (
    Word | Phrase | Prefix | Titled | Filed | Having | Years | Amount | Every | Either | Without
)


def wanted(clause: Clause) -> Iterator[Clause]:
    """Clauses of a tree that hold no others, in order, without what is excluded."""
    if isinstance(clause, Every | Either):
        for inner in clause.clauses:
            yield from wanted(inner)
    elif not isinstance(clause, Without):
        yield clause
