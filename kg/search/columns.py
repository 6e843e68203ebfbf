"""What filters and facets need of all cases at once, as numpy arrays by case number."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from kg.search.engine import FACETS
from kg.search.facts import Facts

Mask: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.float32]

# Fields whose lengths count, in the order of ``Facts.lengths``.
MEASURED: Final = ("title", "heading", "body", "gram")
_MOST_ENTITIES: Final = 50  # as the contract says: a list longer than this is no facet


@dataclass(frozen=True, slots=True)
class _Facet:
    """Pairs of a case and a value: ``owners`` are cases, ``codes`` places in ``values``."""

    values: tuple[str, ...]
    places: dict[str, int]
    owners: NDArray[np.int32]
    codes: NDArray[np.int32]


class Columns:
    """Facts of the cases of one reading; arrays are as long as the highest number asks for."""

    def __init__(self, facts: Mapping[int, Facts]) -> None:
        """Take the facts in."""
        self._facts = facts
        self.size = max(facts, default=-1) + 1
        self.total = len(facts)
        self.present: Mask = np.zeros(self.size, dtype=bool)
        self.present[list(facts)] = True
        self.order = self._order()
        self._lengths = self._read_lengths()
        self._facets = {facet: self._read_facet(facet) for facet in FACETS}

    def _order(self) -> NDArray[np.int32]:
        """Rank of each case by path and number."""
        ranks = np.zeros(self.size, dtype=np.int32)
        ordered = sorted(self._facts, key=lambda c: (self._facts[c].path, self._facts[c].number))
        ranks[ordered] = np.arange(len(ordered), dtype=np.int32)
        return ranks

    def _read_lengths(self) -> dict[str, Numbers]:
        """Length of each measured field in parts of its average."""
        found = {}
        for place, field in enumerate(MEASURED):
            lengths = np.zeros(self.size, dtype=np.float32)
            for case, facts in self._facts.items():
                lengths[case] = facts.lengths[place]
            average = max(float(lengths.sum()) / max(self.total, 1), 1.0)
            found[field] = lengths / np.float32(average)
        return found

    def _read_facet(self, facet: str) -> _Facet:
        """Values of one facet."""
        places: dict[str, int] = {}
        owners: list[int] = []
        codes: list[int] = []
        for case, facts in self._facts.items():
            for value in facts.values(facet):
                owners.append(case)
                codes.append(places.setdefault(value, len(places)))
        return _Facet(
            tuple(places),
            places,
            np.array(owners, dtype=np.int32),
            np.array(codes, dtype=np.int32),
        )

    def lengths(self, field: str) -> Numbers:
        """Length of a measured field in parts of its average."""
        return self._lengths[field]

    def none(self) -> Mask:
        """No case."""
        return np.zeros(self.size, dtype=bool)

    def having(self, facet: str, value: str) -> Mask:
        """Cases with a value under a facet; a region's value is a path from the top."""
        mask = self.none()
        column = self._facets[facet]
        place = column.places.get(value)
        if place is not None:
            mask[column.owners[column.codes == place]] = True
        return mask

    def between(self, first: int | None, last: int | None) -> Mask:
        """Cases with a year from one to another, both included; None is open."""
        mask = self.none()
        column = self._facets["year"]
        for value, place in column.places.items():
            year = int(value) if value.isdecimal() else None
            if year is not None and (first or year) <= year <= (last or year):
                mask[column.owners[column.codes == place]] = True
        return mask

    def filed(self, text: str) -> Mask:
        """Cases of sources whose path has a text, case folded."""
        mask = self.none()
        mask[[n for n, facts in self._facts.items() if text in facts.path.casefold()]] = True
        return mask

    def counts(self, mask: Mask) -> dict[str, tuple[tuple[str, int], ...]]:
        """Number of these cases under every value of every facet, most first, then by value."""
        facets = {}
        for facet, column in self._facets.items():
            codes = column.codes[mask[column.owners]]
            counted = np.bincount(codes, minlength=len(column.values))
            found = [(column.values[place], int(counted[place])) for place in counted.nonzero()[0]]
            found.sort(key=lambda item: (-item[1], item[0]))
            facets[facet] = tuple(found[:_MOST_ENTITIES] if facet == "entity" else found)
        return facets
