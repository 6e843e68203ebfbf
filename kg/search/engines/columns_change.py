"""Columns on their way: what was there, less some cases, more others; and their file."""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

import numpy as np

from kg.arrays import read_arrays
from kg.search.engine import FACETS
from kg.search.engines.columns import Arrays, Codes, Columns, Several, Single, joined_path
from kg.search.engines.facts import Facts
from kg.search.engines.fields import MEASURED
from kg.search.engines.saying import SPAN, Spans

_Array = TypeVar("_Array", Codes, Spans)

SINGLES: Final = ("path", "date", "region")
# Between the texts of one column in a file: control characters are in no value.
_BETWEEN: Final = "\x00"


class ColumnsChange:
    """Takes cases out and in. A case's number is its own for as long as it is there.

    Numbers that are free are given again, so that arrays stay as long as there are cases.
    """

    def __init__(self, before: Columns | None = None) -> None:
        """Begin with what was there."""
        before = before or Columns(_empty())
        self._before = before.arrays
        ids = self._before.ids
        self._numbers = dict(before.numbers())
        self._free = np.flatnonzero(~before.present).tolist()
        self._size = len(ids)
        self._dropped: list[int] = []
        self._ids: list[str] = []
        self._at = array("i")
        self._rows: dict[str, array[int]] = {
            name: array("i") for name in ("numbers", "copies", *MEASURED)
        }
        self._spans = [array("q") for _ in range(SPAN)]
        self._singles = {name: _Table(before.single_places(name)) for name in SINGLES}
        self._facets = {facet: _Table(before.places(facet)) for facet in FACETS}
        self._owners = {facet: array("i") for facet in FACETS}

    def drop(self, case_id: str) -> int | None:
        """Take a case out that was there before; returns its number."""
        number = self._numbers.pop(case_id, None)
        if number is not None:
            self._dropped.append(number)
        return number

    def put(self, facts: Facts, span: Iterable[int]) -> int:
        """Take a case in, with its offsets in the file of what is said; returns its number."""
        number = self._free.pop() if self._free else self._size
        self._size = max(self._size, number + 1)
        self._ids.append(facts.case_id)
        self._at.append(number)
        row = (facts.number, facts.copies, *facts.lengths)
        for column, count in zip(self._rows.values(), row, strict=True):
            column.append(count)
        for offsets, offset in zip(self._spans, span, strict=True):
            offsets.append(offset)
        for name, value in zip(
            SINGLES, (facts.path, facts.date, joined_path(facts.region)), strict=True
        ):
            self._singles[name].add(value)
        for facet in FACETS:
            for value in facts.values(facet):
                self._facets[facet].add(value)
                self._owners[facet].append(number)
        return number

    def done(self) -> Columns:
        """The columns as they are now."""
        before, at = self._before, _codes(self._at)
        ids = [*before.ids, *[""] * (self._size - len(before.ids))]
        for number in self._dropped:
            ids[number] = ""
        for number, case_id in zip(self._at, self._ids, strict=True):
            ids[number] = case_id
        rows = {name: _codes(values) for name, values in self._rows.items()}
        kept = np.ones(self._size, dtype=bool)
        kept[self._dropped] = False

        def merged(old: _Array, new: _Array) -> _Array:
            whole = np.zeros(self._size, dtype=old.dtype)
            whole[: len(old)] = old * kept[: len(old)]
            whole[at] = new
            return whole

        lengths = [
            merged(old, rows[field]) for old, field in zip(before.lengths, MEASURED, strict=True)
        ]
        columns = Columns(
            Arrays(
                ids=tuple(ids),
                numbers=merged(before.numbers, rows["numbers"]),
                copies=merged(before.copies, rows["copies"]),
                lengths=np.array(lengths, dtype=np.int32),
                spans=np.array(
                    [
                        merged(old, np.array(new, dtype=np.int64))
                        for old, new in zip(before.spans, self._spans, strict=True)
                    ],
                    dtype=np.int64,
                ),
                singles={
                    name: Single(
                        tuple(table.places),
                        merged(before.singles[name].codes, _codes(table.codes)),
                    )
                    for name, table in self._singles.items()
                },
                facets={facet: self._facet(facet, kept) for facet in FACETS},
            )
        )
        columns.know(
            {**self._numbers, **dict(zip(self._ids, self._at, strict=True))},
            {name: table.places for name, table in self._singles.items()},
            {facet: table.places for facet, table in self._facets.items()},
        )
        return columns

    def _facet(self, facet: str, kept: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> Several:
        """Pairs of one facet: those of kept cases, then the new ones."""
        old, table = self._before.facets[facet], self._facets[facet]
        stay = kept[old.owners]
        return Several(
            tuple(table.places),
            np.concatenate([old.owners[stay], _codes(self._owners[facet])]),
            np.concatenate([old.codes[stay], _codes(table.codes)]),
        )


class _Table:
    """Distinct values and the codes of those added."""

    def __init__(self, places: Mapping[str, int]) -> None:
        """Begin with the values that there are, in order, each with its place."""
        self.places = dict(places)
        self.codes = array("i")

    def add(self, value: str) -> None:
        """Note a value once more."""
        self.codes.append(self.places.setdefault(value, len(self.places)))


def _empty() -> Arrays:
    """No case at all."""
    none = np.zeros(0, dtype=np.int32)
    return Arrays(
        ids=(),
        numbers=none,
        copies=none,
        lengths=np.zeros((len(MEASURED), 0), dtype=np.int32),
        spans=np.zeros((SPAN, 0), dtype=np.int64),
        singles={name: Single((), none) for name in SINGLES},
        facets={facet: Several((), none, none) for facet in FACETS},
    )


def _codes(values: "array[int]") -> Codes:
    return np.array(values, dtype=np.int32)


def save(columns: Columns, path: Path) -> None:
    """Write columns to a new file."""
    with path.open("xb") as file:
        np.savez(file, allow_pickle=False, **dict(_named(columns.arrays)))


def load(path: Path) -> Columns:
    """Read columns back. Raises OSError, ValueError, KeyError or BadZipFile."""
    found = read_arrays(path)
    return Columns(
        Arrays(
            ids=_texts(found["ids"]),
            numbers=found["numbers"],
            copies=found["copies"],
            lengths=found["lengths"],
            spans=found["spans"],
            singles={
                name: Single(_texts(found[f"{name}.values"]), found[f"{name}.codes"])
                for name in SINGLES
            },
            facets={
                facet: Several(
                    _texts(found[f"of.{facet}.values"]),
                    found[f"of.{facet}.owners"],
                    found[f"of.{facet}.codes"],
                )
                for facet in FACETS
            },
        )
    )


Named = Iterator[tuple[str, np.ndarray[tuple[int, ...], np.dtype[np.int32 | np.int64 | np.uint8]]]]


def _named(arrays: Arrays) -> Named:
    """Arrays by the names they have in a file; texts as UTF-8."""
    yield "ids", _bytes(arrays.ids)
    yield "numbers", arrays.numbers
    yield "copies", arrays.copies
    yield "lengths", arrays.lengths
    yield "spans", arrays.spans
    for name, single in arrays.singles.items():
        yield f"{name}.values", _bytes(single.values)
        yield f"{name}.codes", single.codes
    for facet, several in arrays.facets.items():
        yield f"of.{facet}.values", _bytes(several.values)
        yield f"of.{facet}.owners", several.owners
        yield f"of.{facet}.codes", several.codes


def _bytes(texts: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    """Texts as bytes, each ended by a mark."""
    whole = _BETWEEN.join((*texts, ""))
    return np.frombuffer(whole.encode("utf-8", "surrogatepass"), dtype=np.uint8)


def _texts(data: np.ndarray[tuple[int], np.dtype[np.uint8]]) -> tuple[str, ...]:
    """Texts that ``_bytes`` made bytes of."""
    return tuple(data.tobytes().decode("utf-8", "surrogatepass").split(_BETWEEN)[:-1])
