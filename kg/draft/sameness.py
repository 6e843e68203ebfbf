"""Stretches of a draft that stand word for word in a case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from kg.draft.claims import Run
from kg.model import Case, Passage, Quote
from kg.text import unbroken, without

# Characters that must agree before a stretch is followed further, and that it has at least to be
# shown: a set phrase of the field has some fifteen.
_SEED: Final = 10
SHORTEST: Final = 24
_MOST_SEEDS: Final = 40  # places of a source that one seed leads to


@dataclass(frozen=True, slots=True)
class Source:
    """A case that may have been copied from."""

    case: Case
    path: str
    passages: tuple[Passage, ...]


def runs(text: str, sources: Iterable[Source]) -> tuple[Run, ...]:
    """Longest stretches that stand word for word in one of the sources, none inside another."""
    found: list[Run] = []
    for source in sources:
        found += _runs_in(text, source)
    found.sort(key=lambda run: (run.start - run.end, run.start))
    kept: list[Run] = []
    for run in found:
        if all(run.end <= other.start or other.end <= run.start for other in kept):
            kept.append(run)
    return tuple(sorted(kept, key=lambda run: run.start))


def _runs_in(text: str, source: Source) -> Iterator[Run]:
    """Stretches that one case has; they lie inside one passage, as quotations do."""
    seeds: defaultdict[str, list[tuple[Passage, int]]] = defaultdict(list)
    for passage in source.passages:
        words = unbroken(passage.text)
        for at in range(0, len(words) - _SEED + 1, _SEED // 2):
            seeds[words[at : at + _SEED]].append((passage, at))
    at = 0
    while at <= len(text) - _SEED:
        best = _best(text, at, seeds.get(text[at : at + _SEED], ())[:_MOST_SEEDS])
        if best is None:
            at += 1
            continue
        start, end, passage, place = best
        if end - start >= SHORTEST:
            yield Run(start, end, _quote(source, passage, place, end - start))
        at = max(end, at + 1)


def _best(
    text: str, at: int, places: Sequence[tuple[Passage, int]]
) -> tuple[int, int, Passage, int] | None:
    """The longest stretch around a seed: its bounds in the draft, its place in a passage.

    Places count without the passage's line ends.
    """
    found = []
    for passage, place in places:
        low, high, theirs = at, at + _SEED, unbroken(passage.text)
        begin, end = place, place + _SEED
        while low > 0 and begin > 0 and text[low - 1] == theirs[begin - 1]:
            low, begin = low - 1, begin - 1
        while high < len(text) and end < len(theirs) and text[high] == theirs[end]:
            high, end = high + 1, end + 1
        found.append((low, high, passage, begin))
    return max(found, key=lambda one: one[1] - one[0], default=None)


def _quote(source: Source, passage: Passage, place: int, length: int) -> Quote:
    words, places = without(passage.text, "\n")
    return Quote(
        text=words[place : place + length],
        case=source.case.id,
        title=source.case.title,
        path=source.path,
        start=passage.start + places[place],
        end=passage.start + places[place + length - 1] + 1,
        passage=passage.id,
        heading=passage.heading,
    )
