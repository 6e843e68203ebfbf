"""The sentences that figures of the library stand in; every case is read once a check."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.draft.proof import Reading
from kg.model import Case, Mention, Metric, Passage, Quote
from kg.quotes import quote_sentence
from kg.store import Snapshot


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its sentence and case; ``owners`` are whom the sentences name as its own.

    They are of one figure together; none where no sentence names any. ``before`` is what the
    passage says ahead of the sentence; ``around`` is the passage with its neighbours.
    """

    metric: Metric
    quote: Quote
    case: Case
    owners: tuple[str, ...] = ()
    before: str = ""
    around: str = ""


class Evidence:
    """What one check has read of a library."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Begin with nothing read."""
        self._snapshot = snapshot
        self._cases: dict[str, Case] = {}
        self._paths: dict[str, str] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._bodies: dict[str, list[Mention]] = {}
        self._readings: dict[str, Reading] = {}  # by passage
        self._told: dict[Metric, Told] = {}
        self._named: dict[str, list[str]] = {}

    def named(self, name: str) -> list[str]:
        """Ids of the entities with a name, those in most cases first."""
        if name not in self._named:
            self._named[name] = self._snapshot.named(name)
        return self._named[name]

    def of(self, metrics: Iterable[Metric]) -> Iterator[Told]:
        """Figures with their sentences, in their order; those of no passage are left out."""
        metrics = list(metrics)
        self._read({metric.case for metric in metrics})
        for metric in metrics:
            passage = self._holding(metric.case, metric.start)
            if passage is not None:
                yield self._told.get(metric) or self._tell(metric, passage)

    def _tell(self, metric: Metric, passage: Passage) -> Told:
        case = self._cases[metric.case]
        quote = quote_sentence(case, self._paths, passage, metric.start)
        owners = self._reading(passage).owners(metric.start, metric.end, metric.subject or "")
        before = passage.text[: quote.start - passage.start]
        around = self._around(passage)
        self._told[metric] = Told(metric, quote, case, owners, before, around)
        return self._told[metric]

    def _around(self, passage: Passage) -> str:
        """A passage with the one before it and the one behind it."""
        passages = self._passages[passage.case]
        at = passage.number - passages[0].number
        return "\n".join(near.text for near in passages[max(0, at - 1) : at + 2])

    def _reading(self, passage: Passage) -> Reading:
        known = self._readings.get(passage.id)
        if known is None:
            region, bodies = self._cases[passage.case].region, self._bodies.get(passage.case, ())
            known = self._readings[passage.id] = Reading(passage, region, bodies)
        return known

    def owners(self, case_id: str, at: int) -> tuple[str, ...]:
        """Whom the sentences up to an offset of a case tell of, as ``Told.owners``."""
        self._read({case_id})
        passage = self._holding(case_id, at)
        return () if passage is None else self._reading(passage).owners(at, at)

    def _read(self, case_ids: set[str]) -> None:
        new = case_ids.difference(self._cases)
        if new:
            cases = self._snapshot.cases(new)
            self._cases |= cases
            self._paths |= self._snapshot.paths({case.source for case in cases.values()})
            self._passages |= self._snapshot.passages_of_all(new)
            self._bodies |= self._snapshot.bodies_named_in(new)

    def _holding(self, case_id: str, at: int) -> Passage | None:
        passages = self._passages.get(case_id, ())
        place = bisect_right(passages, at, key=lambda passage: passage.start) - 1
        if place < 0 or passages[place].end <= at:
            return None
        return passages[place]
