"""What filters and facets need of all cases at once, as numpy arrays by case number."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from operator import itemgetter
from typing import Final, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from kg.ontology import Sort
from kg.search.engine import FACETS
from kg.search.engines.facts import place_order
from kg.search.engines.fields import MEASURED
from kg.search.engines.saying import Spans

Mask: TypeAlias = NDArray[np.bool_]
Numbers: TypeAlias = NDArray[np.float32]
Codes: TypeAlias = NDArray[np.int32]

_MOST_ENTITIES: Final = 50  # as the contract says: a list longer than this is no facet
_STEPS: Final = "/"  # between the names of a region's path

_Kept = TypeVar("_Kept")


@dataclass(frozen=True, slots=True)
class Single:
    """One value for each case: ``codes`` are places in ``values``, by case number."""

    values: Sequence[str]
    codes: Codes


@dataclass(frozen=True, slots=True)
class Several:
    """Pairs of a case and a value: ``owners`` are cases, ``codes`` places in ``values``."""

    values: Sequence[str]
    owners: Codes
    codes: Codes


@dataclass(frozen=True, slots=True)
class Arrays:
    """Facts of cases as they are kept. A number without a case has an empty id and no pairs.

    ``spans`` has the offsets of each case in the file of what they say, see ``saying``.
    ``singles`` are path, date and region (its whole path); ``lengths`` has a row for each
    measured field.
    """

    ids: Sequence[str]
    numbers: Codes
    copies: Codes
    lengths: Codes
    spans: Spans
    singles: dict[str, Single]
    facets: dict[str, Several]


class Columns:
    """Facts of the cases of one reading; arrays are as long as the highest number asks for."""

    def __init__(self, arrays: Arrays) -> None:
        """Answer from ``arrays``."""
        self.arrays = arrays
        self.size = len(arrays.ids)
        self.present: Mask = np.fromiter(map(bool, arrays.ids), dtype=bool, count=self.size)
        self.total = int(self.present.sum())
        self._lengths = dict(zip(MEASURED, map(self._in_averages, arrays.lengths), strict=True))
        self._kept: dict[Hashable, object] = {}

    def _in_averages(self, lengths: Codes) -> Numbers:
        """Lengths in parts of their average."""
        average = max(float(lengths.sum()) / max(self.total, 1), 1.0)
        return lengths.astype(np.float32) / np.float32(average)

    @cached_property
    def order(self) -> Codes:
        """Rank of each case by path and number."""
        paths = self.arrays.singles["path"]
        by_path = _ranks(sorted(range(len(paths.values)), key=paths.values.__getitem__))
        keys = (self.arrays.numbers, by_path[paths.codes] if self.size else paths.codes)
        return _ranks(np.lexsort(keys))

    def case_id(self, case: int) -> str:
        """Id of a case."""
        return self.arrays.ids[case]

    def copies(self, case: int) -> int:
        """How many near-duplicates are folded into a case."""
        return int(self.arrays.copies[case])

    def ranks(self, sort: Sort) -> Codes:
        """Rank of each case by date, newest first, or by region; those without one come last.

        Regions stand in the order of the administrative codes.
        """
        return self._once(("ranks", sort), lambda: self._ranks_by(sort))

    def _ranks_by(self, sort: Sort) -> Codes:
        single = self.arrays.singles["date" if sort is Sort.DATE else "region"]
        places = list(range(len(single.values)))
        if sort is Sort.DATE:
            places.sort(key=single.values.__getitem__, reverse=True)
        else:
            places.sort(key=lambda place: place_order(path_steps(single.values[place])))
        return _ranks(places)[single.codes] if self.size else single.codes

    def lengths(self, field: str) -> Numbers:
        """Length of a measured field in parts of its average."""
        return self._lengths[field]

    def none(self) -> Mask:
        """No case."""
        return np.zeros(self.size, dtype=bool)

    def having(self, facet: str, value: str) -> Mask:
        """Cases with a value under a facet; a region's value is a path from the top."""
        mask = self.none()
        column = self.arrays.facets[facet]
        place = self.places(facet).get(value)
        if place is not None:
            mask[column.owners[column.codes == place]] = True
        return mask

    def between(self, first: int | None, last: int | None) -> Mask:
        """Cases with a year from one to another, both included; None is open."""
        mask = self.none()
        column = self.arrays.facets["year"]
        for value, place in self.places("year").items():
            year = int(value) if value.isdecimal() else None
            if year is not None and (first or year) <= year <= (last or year):
                mask[column.owners[column.codes == place]] = True
        return mask

    def filed(self, text: str) -> Mask:
        """Cases of sources whose path has a text, case folded."""
        paths = self.arrays.singles["path"]
        having = np.array([text in path.casefold() for path in paths.values], dtype=bool)
        return having[paths.codes] & self.present if self.size else self.none()

    def counts(self, mask: Mask) -> dict[str, tuple[tuple[str, int], ...]]:
        """Number of these cases under every value of every facet, most first, then by value."""
        bounds = self._bounds()
        codes, counted = np.unique(self._codes_of(mask), return_counts=True)
        cuts = pairwise(np.searchsorted(codes, bounds).tolist())
        return {
            facet: self._most(facet, codes[start:end] - first, counted[start:end])
            for facet, first, (start, end) in zip(FACETS, bounds.tolist(), cuts, strict=False)
        }

    def _most(
        self, facet: str, places: NDArray[np.intp], counted: NDArray[np.intp]
    ) -> tuple[tuple[str, int], ...]:
        """Values of a facet with their number of cases; of entities the most frequent."""
        values = self.arrays.facets[facet].values
        if facet == "entity" and len(places) > _MOST_ENTITIES:
            often = counted >= np.partition(counted, -_MOST_ENTITIES)[-_MOST_ENTITIES]
            places, counted = places[often], counted[often]
        names = map(values.__getitem__, places.tolist())
        found = sorted(zip(names, counted.tolist(), strict=True), key=itemgetter(0))
        found.sort(key=itemgetter(1), reverse=True)  # equal counts stay by value
        return tuple(found[:_MOST_ENTITIES] if facet == "entity" else found)

    def _codes_of(self, mask: Mask) -> Codes:
        """Values of all facets that these cases have, one for each pair, as ``_by_case`` counts."""
        starts, codes = self._once("by case", self._by_case)
        cases = np.flatnonzero(mask)
        begins, lengths = starts[cases], starts[cases + 1] - starts[cases]
        # Places of the pairs of each case in turn: its first, and so many behind it.
        shifts = np.repeat(begins - np.cumsum(lengths) + lengths, lengths)
        return codes[shifts + np.arange(len(shifts), dtype=np.int32)]

    def _by_case(self) -> tuple[Codes, Codes]:
        """Pairs of all facets in the order of cases: where each case's begin, and their values.

        Values count on from facet to facet.
        """
        columns = [self.arrays.facets[facet] for facet in FACETS]
        owners = np.concatenate([column.owners for column in columns])
        bounds = self._bounds().tolist()
        shifted = [column.codes + at for column, at in zip(columns, bounds, strict=False)]
        starts = np.zeros(self.size + 1, dtype=np.int32)
        np.cumsum(np.bincount(owners, minlength=self.size), out=starts[1:])
        codes: Codes = np.concatenate(shifted).astype(np.int32)
        return starts, codes[np.argsort(owners, kind="stable")]

    def _bounds(self) -> NDArray[np.intp]:
        """Where the values of each facet begin in one count of all, and the end."""
        sizes = [0, *(len(self.arrays.facets[facet].values) for facet in FACETS)]
        return np.cumsum(np.array(sizes, dtype=np.intp))

    def numbers(self) -> dict[str, int]:
        """Number of each case by its id."""
        ids = enumerate(self.arrays.ids)
        return self._once(
            "numbers", lambda: {case_id: number for number, case_id in ids if case_id}
        )

    def places(self, facet: str) -> dict[str, int]:
        """Places of the values of a facet, in order."""
        values = self.arrays.facets[facet].values
        return self._once(("places", facet), lambda: _places(values))

    def single_places(self, name: str) -> dict[str, int]:
        """Places of the values of a column with one value for each case, in order."""
        values = self.arrays.singles[name].values
        return self._once(("single places", name), lambda: _places(values))

    def know(
        self,
        numbers: dict[str, int],
        singles: Mapping[str, dict[str, int]],
        facets: Mapping[str, dict[str, int]],
    ) -> None:
        """Take what ``numbers``, ``single_places`` and ``places`` would make."""
        self._kept["numbers"] = numbers
        self._kept |= {("single places", name): places for name, places in singles.items()}
        self._kept |= {("places", facet): places for facet, places in facets.items()}

    def _once(self, key: Hashable, make: Callable[[], _Kept]) -> _Kept:
        """What ``make`` gives, made when first asked."""
        if key not in self._kept:
            self._kept[key] = make()
        return self._kept[key]  # type: ignore[return-value]


def _places(values: Iterable[str]) -> dict[str, int]:
    """Places of values in their order."""
    return {value: place for place, value in enumerate(values)}


def path_steps(path: str) -> tuple[str, ...]:
    """Names of a region's path; none of an empty one."""
    return tuple(path.split(_STEPS)) if path else ()


def joined_path(region: Sequence[str]) -> str:
    """A region's path as one text."""
    return _STEPS.join(region)


def _ranks(ordered: Sequence[int] | NDArray[np.intp]) -> Codes:
    """Rank of each number by a list of all numbers in order."""
    ranks = np.zeros(len(ordered), dtype=np.int32)
    ranks[np.asarray(ordered, dtype=np.intp)] = np.arange(len(ordered), dtype=np.int32)
    return ranks
