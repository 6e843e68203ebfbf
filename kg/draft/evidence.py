"""The sentences that figures of the library stand in; every case is read once a check."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.draft.proof import told_owners
from kg.model import Case, Mention, Metric, Passage, Quote
from kg.quotes import quote_sentence
from kg.store import Snapshot


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its sentence and case; ``owners`` are whom the sentences name as its own.

    They are of one figure together; none where no sentence names any.
    """

    metric: Metric
    quote: Quote
    case: Case
    owners: tuple[str, ...] = ()


class Evidence:
    """What one check has read of a library."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Begin with nothing read."""
        self._snapshot = snapshot
        self._cases: dict[str, Case] = {}
        self._paths: dict[str, str] = {}
        self._passages: dict[str, tuple[Passage, ...]] = {}
        self._named: dict[str, list[Mention]] = {}

    def of(self, metrics: Iterable[Metric]) -> Iterator[Told]:
        """Figures with their sentences, in their order; those of no passage are left out."""
        metrics = list(metrics)
        self._read({metric.case for metric in metrics})
        for metric in metrics:
            passage = self._holding(metric.case, metric.start)
            if passage is not None:
                case = self._cases[metric.case]
                quote = quote_sentence(case, self._paths, passage, metric.start)
                span = metric.start, metric.end
                named = self._named[case.id]
                owners = told_owners(span, passage, case, named, metric.subject)
                yield Told(metric, quote, case, owners)

    def owners(self, case_id: str, at: int) -> tuple[str, ...]:
        """Whom the sentences up to an offset of a case tell of, as ``Told.owners``."""
        self._read({case_id})
        passage = self._holding(case_id, at)
        if passage is None:
            return ()
        named = self._named[case_id]
        return told_owners((at, at), passage, self._cases[case_id], named)

    def _read(self, case_ids: set[str]) -> None:
        new = self._snapshot.cases(case_ids - self._cases.keys())
        self._cases |= new
        self._paths |= self._snapshot.paths({case.source for case in new.values()})
        for case_id in new:
            self._passages[case_id] = self._snapshot.passages_of(case_id)
            self._named[case_id] = self._snapshot.bodies_named_in(case_id)

    def _holding(self, case_id: str, at: int) -> Passage | None:
        passages = self._passages.get(case_id, ())
        place = bisect_right(passages, at, key=lambda passage: passage.start) - 1
        if place < 0 or passages[place].end <= at:
            return None
        return passages[place]
