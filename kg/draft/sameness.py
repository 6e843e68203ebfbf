"""Stretches of a draft that stand word for word in a case."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from kg.draft.claims import Run
from kg.model import Case, Passage, Quote
from kg.text import unbroken, without

# Characters that must agree before a stretch is followed further, and that it has at least to be
# shown: a set phrase of the field has some fifteen.
_SEED: Final = 10
SHORTEST: Final = 24
_MOST_SEEDS: Final = 40  # places of the draft that one seed leads to


@dataclass(frozen=True, slots=True)
class Source:
    """A case that may have been copied from."""

    case: Case
    path: str
    passages: tuple[Passage, ...]


class Sameness:
    """The stretches of one draft, looked for in one source after another."""

    def __init__(self, text: str) -> None:
        """Know where every seed of the draft stands."""
        self._text = text
        self._found: list[Run] = []
        self._seeds: defaultdict[str, list[int]] = defaultdict(list)
        for at in range(len(text) - _SEED + 1):
            self._seeds[text[at : at + _SEED]].append(at)

    def look(self, sources: Iterable[Source]) -> tuple[Run, ...]:
        """Longest stretches that stand word for word in a source so far, none overlapping."""
        for source in sources:
            for passage in source.passages:
                self._found += self._runs_in(source, passage)
        kept: list[Run] = []
        for run in sorted(self._found, key=lambda run: (run.start - run.end, run.start)):
            if all(run.end <= other.start or other.end <= run.start for other in kept):
                kept.append(run)
        return tuple(sorted(kept, key=lambda run: run.start))

    def _runs_in(self, source: Source, passage: Passage) -> Iterator[Run]:
        """Stretches that lie inside one passage, as quotations do."""
        theirs = unbroken(passage.text)
        followed: dict[int, int] = {}  # by how far both are apart: up to where
        # Every fifth seed is enough: no stretch that is shown is shorter than two of them.
        for place in range(0, len(theirs) - _SEED + 1, _SEED // 2):
            for at in self._seeds.get(theirs[place : place + _SEED], ())[:_MOST_SEEDS]:
                if followed.get(at - place, -1) > place:
                    continue
                start, end = self._follow(theirs, at, place)
                followed[at - place] = end - at + place
                if end - start >= SHORTEST:
                    begin = start - at + place
                    yield Run(start, end, _quote(source, passage, begin, end - start))

    def _follow(self, theirs: str, at: int, place: int) -> tuple[int, int]:
        """Bounds in the draft of the longest stretch around a seed; places without line ends."""
        text, start, end = self._text, at, at + _SEED
        apart = place - at
        while start > 0 and start + apart > 0 and text[start - 1] == theirs[start + apart - 1]:
            start -= 1
        while end < len(text) and end + apart < len(theirs) and text[end] == theirs[end + apart]:
            end += 1
        return start, end


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
        region=source.case.region,
    )
