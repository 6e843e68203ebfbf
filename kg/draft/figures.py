"""Figures of a draft against the figures of the library.

A figure has proof where the library says the same value of the same measure, and of the same
subject or place where both name one. It is contradicted only where the library plainly speaks of
the very same thing: the same measure and unit of the same named subject, with one other value, in
no other year; or a sentence, or a clause of it, that is the draft's own but for the number. What
the library has as a target is no proof of a result.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.draft.claims import Claim, Finding, Verdict
from kg.draft.evidence import Evidence, Told
from kg.draft.likeness import alike, shares_place, surely_alike
from kg.model import Metric, Quote
from kg.ontology import Status
from kg.store import Snapshot
from kg.text import is_masked
from kg.wording import value_words

_SHOWN: Final = 3  # quotations beside a finding
_TRIED: Final = 40  # figures of one value or measure whose sentences are held against the draft's
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年)")
_TELLING_NAME: Final = 4  # characters of a name that is nobody else's by chance
_NARROWER: Final = 2  # characters of a measure that must be there to be held against another
_PLANNED: Final = "库中为目标，不是已有的结果"
_ELSEWHERE: Final = "库中有同样的数，未必是同一件事，请核对"


@dataclass(frozen=True, slots=True)
class _Ours:
    """A figure of the draft with its sentence; ``at`` is its place there."""

    metric: Metric
    sentence: str
    at: int
    places: tuple[str, ...]

    def fits(self, told: Told) -> bool:
        """Whether a figure of the library that says the same may be about the same."""
        subject = told.metric.subject or ""
        # Of a mask, or where the region is a guess, no other place can be told.
        masked = is_masked(subject) or told.case.region_inferred
        named = "" if is_masked(subject) else subject
        if self.metric.subject and named:
            few, more = sorted((self.metric.subject, named), key=len)
            if few in more:
                return True
        if shares_place(self.places, told) or surely_alike(
            self.sentence, self.at, self.metric.text, told
        ):
            return True
        if self.places and not masked:
            return False
        same = alike(self.sentence, self.at, told)
        return same or not (self.places or (self.metric.subject and named))

    def is_surely(self, told: Told) -> bool:
        """Whether a sentence of the library is the draft's own, and of no other place."""
        if not alike(self.sentence, self.at, told):
            return False
        if not self.places or shares_place(self.places, told):
            return True
        return surely_alike(self.sentence, self.at, self.metric.text, told)


def check_figure(
    snapshot: Snapshot, evidence: Evidence, claim: Claim, text: str, near: Collection[str]
) -> Finding:
    """What the library says to a figure of the draft; ``near`` are ids of like cases."""
    metric = claim.metric
    value = metric.value if metric else None
    if metric is None or value is None:
        return Finding(claim, Verdict.UNSEEN)
    ours = _ours(metric, claim, text)
    same = [
        one for one in snapshot.figures_of_value(value, metric.unit, near) if _agrees(metric, one)
    ]
    told = list(evidence.of(_nearest(same, near)))
    fitting = [one for one in told if ours.fits(one)]
    if fitting:
        return _backed(claim, ours.metric, fitting)
    others = snapshot.figures_of_measure(metric.measure, metric.unit, near)
    others = [one for one in others if one.value is not None and not _same_amount(metric, one)]
    said = _contradiction(evidence, claim, ours, _nearest(others, near))
    if said is not None:
        return said
    elsewhere = _quotes(told)
    return Finding(claim, Verdict.UNSEEN, elsewhere, _ELSEWHERE if elsewhere else "")


def _ours(metric: Metric, claim: Claim, text: str) -> _Ours:
    start, end = claim.sentence
    sentence = text[start:end]
    if metric.subject and metric.subject not in sentence:
        metric = replace(metric, subject=None)  # told from elsewhere: a guess contradicts nothing
    return _Ours(metric, sentence, max(0, claim.start - start), claim.places)


def _backed(claim: Claim, metric: Metric, fitting: Sequence[Told]) -> Finding:
    """The same is said; but what is only planned there is no proof of a result."""
    planned = [one for one in fitting if one.metric.status is Status.TARGET]
    if metric.status is Status.ACHIEVED and len(planned) == len(fitting):
        return Finding(claim, Verdict.OTHER, _quotes(planned), _PLANNED)
    first = sorted(
        (one for one in fitting if metric.status is not Status.ACHIEVED or one not in planned),
        key=lambda one: one.metric.subject != metric.subject,
    )
    return Finding(claim, Verdict.FOUND, _quotes(first))


def _contradiction(
    evidence: Evidence, claim: Claim, ours: _Ours, others: Sequence[Metric]
) -> Finding | None:
    """The finding that the library says otherwise; None where it does not plainly do so."""
    comparable = [one for one in others if _comparable(ours.metric, one)]
    named = [one for one in comparable if _is_named(ours, one)]
    tests: tuple[tuple[Sequence[Metric], Callable[[Told], bool]], ...] = (
        (named, lambda _: True),
        (comparable, ours.is_surely),
    )
    for candidates, holds in tests:
        told = [t for t in _of_no_other_year(evidence, ours, candidates) if holds(t)]
        values = {(one.metric.value, one.metric.value_high) for one in told}
        if len(values) == 1:
            remark = f"库中为{value_words(told[0].metric)}"
            return Finding(claim, Verdict.OTHER, _quotes(told), remark)
    return None


def _of_no_other_year(evidence: Evidence, ours: _Ours, metrics: Iterable[Metric]) -> Iterator[Told]:
    years = set(_YEAR.findall(ours.sentence))
    for told in evidence.of(metrics):
        theirs = set(_YEAR.findall(told.quote.text))
        if not (years and theirs and years != theirs):
            yield told


def _is_named(ours: _Ours, theirs: Metric) -> bool:
    """Whether the draft plainly speaks of the subject of a library's figure; masks are nobody."""
    subject = theirs.subject
    if not subject or is_masked(subject):
        return False
    spoken = len(subject) >= _TELLING_NAME and subject in ours.sentence
    return subject == ours.metric.subject or (not ours.metric.subject and spoken)


def _nearest(metrics: Sequence[Metric], near: Collection[str]) -> list[Metric]:
    """Figures of like cases before others, not too many."""
    return sorted(metrics, key=lambda one: one.case not in near)[:_TRIED]


def _quotes(told: Iterable[Told]) -> tuple[Quote, ...]:
    return tuple(dict.fromkeys(one.quote for one in told))[:_SHOWN]


def _same_amount(ours: Metric, theirs: Metric) -> bool:
    return (ours.value, ours.value_high) == (theirs.value, theirs.value_high)


def _comparable(ours: Metric, theirs: Metric) -> bool:
    return (ours.status, ours.change) == (theirs.status, theirs.change)


def _agrees(ours: Metric, theirs: Metric) -> bool:
    """Whether amounts are the same, and measures, one perhaps the narrower word."""
    short, long = sorted((ours.measure, theirs.measure), key=len)
    same = short == long or (len(short) >= _NARROWER and short in long)
    return same and _same_amount(ours, theirs)
