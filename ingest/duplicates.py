"""Near-copies of a case: the same text once named and once masked, or printed twice.

Containment, not likeness, tells them: a masked copy holds 0.9 of the 5-grams that the shorter
text has, though only 0.36 of all.
"""

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from kg.model import Case, CaseRecord
from kg.text import MASK

if TYPE_CHECKING:
    from kg.library import Library

_GRAM: Final = 5  # characters
_SAMPLE: Final = 4  # one 5-gram in so many is compared; 250 of a text of 1,000 characters
_CONTAINED: Final = 0.6  # share of the shorter text's grams; unrelated speeches share under 0.2
_SIZES: Final = 0.4  # a text of less than this share of the other is a quotation, no copy
_FEWEST: Final = 12  # grams; a shorter text is too short to be told apart
_MASK_WEIGHT: Final = 20  # characters of fullness that one mask or doubt costs in choosing the head
_STORED: Final = 8  # one sampled gram in so many is stored: some 30 of a text of 1,000 characters
_OTHER: Final = re.compile(r"[^\u4e00-\u9fff]+")  # masks, figures, blanks and punctuation differ


@dataclass(frozen=True, slots=True)
class Sketch:
    """A case as its sampled grams; ``fullness`` is its length less what its masks cost.

    ``told`` counts what its head tells of it, and decides between copies that are equally full.
    """

    case: str
    grams: frozenset[str]
    fullness: int
    told: int = 0


@dataclass(slots=True)
class Known:
    """The cases met so far; finds those that share most of a text without reading them all."""

    _by_case: dict[str, Sketch] = field(default_factory=dict)
    _by_gram: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _heads: dict[str, str] = field(default_factory=dict)
    _groups: defaultdict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def add(self, sketch: Sketch, duplicate_of: str | None = None) -> None:
        """Know a case from now on, with the head that it already has."""
        if sketch.case not in self._by_case:
            for gram in sketch.grams:
                self._by_gram[gram].append(sketch.case)
        self._by_case[sketch.case] = sketch
        self._heads[sketch.case] = head = duplicate_of or sketch.case
        self._groups[head].add(sketch.case)

    def settle(
        self, cases: Sequence[Case], sketches: Sequence[Sketch]
    ) -> tuple[list[Case], dict[str, str]]:
        """The cases with ``duplicate_of`` set, and earlier cases (keys) that get a new head.

        The fullest, least masked case of a group is its head. The cases are known from now on.
        """
        moved: dict[str, str] = {}
        for sketch in sketches:
            heads = {self._heads[case] for case in self._copies(sketch)}
            self.add(sketch)
            if heads:
                moved |= self._join({*heads, sketch.case})
        new = {case.id for case in cases}
        settled = [replace(case, duplicate_of=self._copy_of(case.id)) for case in cases]
        return settled, {case: head for case, head in moved.items() if case not in new}

    def _join(self, heads: set[str]) -> dict[str, str]:
        """Make one group of several, its fullest case the head; return who got a new head."""
        group = set().union(*(self._groups.pop(head, ()) for head in heads))
        head = max(group, key=self._rank)
        moved = {case: head for case in group if self._heads[case] != head}
        self._heads |= moved
        self._groups[head] = group
        return moved

    def _rank(self, case: str) -> tuple[int, int, str]:
        """What makes a case the head of its group: full, unmasked, well described."""
        sketch = self._by_case[case]
        return sketch.fullness, sketch.told, case

    def _copy_of(self, case: str) -> str | None:
        return self._heads[case] if self._heads[case] != case else None

    def _copies(self, sketch: Sketch) -> list[str]:
        """Ids of the known near-copies of a text; a text that is very short has none."""
        size = len(sketch.grams)
        if size < _FEWEST:
            return []
        shared: Counter[str] = Counter()
        for gram in sketch.grams:
            shared.update(self._by_gram.get(gram, ()))
        found = []
        for case, count in shared.items():
            short, long = sorted((size, len(self._by_case[case].grams)))
            likely = short >= max(_FEWEST, _SIZES * long) and count >= _CONTAINED * short
            if likely and case != sketch.case:
                found.append(case)
        return found


def settle(
    records: Sequence[CaseRecord], sketches: Sequence[Sketch], library: "Library"
) -> tuple[list[Case], dict[str, str]]:
    """The records' cases with their heads among each other and the library's cases.

    The second value has the library's cases (keys) that get another head (values). Only cases
    that share sampled grams are read, so that the cost does not grow with the library's text.
    """
    known = Known()
    for record in records:
        for case, text in library.resembling(record.grams):
            known.add(sketch(case, text), case.duplicate_of)
    return known.settle([record.case for record in records], sketches)


def sample(sketch: Sketch) -> tuple[int, ...]:
    """Hashes of every eighth gram of a sketch: what the library finds likely copies by."""
    hashes = (zlib.crc32(gram.encode()) for gram in sketch.grams)
    return tuple(sorted(number for number in hashes if number % _STORED == 0))


def sketch(case: Case, text: str) -> Sketch:
    """Sketch of a case from its own text."""
    masks = sum(1 for _ in MASK.finditer(text))
    plain = _OTHER.sub("", text)
    codes = [ord(char) for char in plain]
    # The same grams are taken wherever they stand: their first and third characters decide.
    grams = frozenset(
        plain[at : at + _GRAM]
        for at in range(len(plain) - _GRAM + 1)
        if (codes[at] + codes[at + 2]) % _SAMPLE == 0
    )
    told = len(case.region) + sum(value is not None for value in (case.issuer, case.date))
    fullness = len(plain) - (masks + len(case.doubts)) * _MASK_WEIGHT
    return Sketch(case.id, grams, fullness, told)
