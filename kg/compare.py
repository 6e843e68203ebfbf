"""Comparable practices across regions."""

from collections.abc import Sequence

from kg.library import Library
from kg.model import Practice


def practices(library: Library, *, theme: str, regions: Sequence[str] = ()) -> tuple[Practice, ...]:
    """What the cases of a theme do, by region path, then title; copies folded.

    ``regions`` are names or paths, none meaning everywhere. Raises InvalidQuery for an unknown
    theme.
    """
    raise NotImplementedError
