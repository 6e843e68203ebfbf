"""The sentences that figures of the library stand in; every case is read once a check."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.model import Case, Metric, Passage, Quote
from kg.quotes import quote_sentence
from kg.store import Snapshot


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its sentence and case."""

    metric: Metric
    quote: Quote
    case: Case


class Evidence:
    """What one check has read of a library."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Begin with nothing read."""
        self._snapshot = snapshot
        self._cases: dict[str, Case] = {}
        self._paths: dict[str, str] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}

    def of(self, metrics: Iterable[Metric]) -> Iterator[Told]:
        """Figures with their sentences, in their order; those of no passage are left out."""
        metrics = list(metrics)
        self._read({metric.case for metric in metrics})
        for metric in metrics:
            passage = self._holding(metric)
            if passage is not None:
                case = self._cases[metric.case]
                yield Told(metric, quote_sentence(case, self._paths, passage, metric.start), case)

    def _read(self, case_ids: set[str]) -> None:
        new = self._snapshot.cases(case_ids - self._cases.keys())
        self._cases |= new
        self._paths |= self._snapshot.paths({case.source for case in new.values()})
        for case_id in new:
            self._passages[case_id] = self._snapshot.passages_of(case_id)

    def _holding(self, metric: Metric) -> Passage | None:
        passages = self._passages.get(metric.case, ())
        place = bisect_right(passages, metric.start, key=lambda passage: passage.start) - 1
        if place < 0 or passages[place].end <= metric.start:
            return None
        return passages[place]
