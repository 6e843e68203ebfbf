"""Figures of a draft against the figures of the library.

A figure has proof where the library says the same value of the same measure, and of the same
subject where both name one. It is contradicted only where the library plainly speaks of the very
same thing: the same measure and unit of the same named subject, with one other value, in no other
year; or a sentence that is the draft's own but for the number.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from rapidfuzz.fuzz import ratio

from kg.draft.claims import Claim, Finding, Verdict
from kg.draft.quoting import quote_metrics
from kg.model import Metric, Quote
from kg.store import Snapshot
from kg.text import is_masked
from kg.wording import value_words

_SHOWN: Final = 3  # quotations beside a finding
_ALIKE: Final = 82  # of 100: sentences that differ in their numbers and a word or two
_TRIED: Final = 40  # figures of one measure whose sentences are held against the draft's
_FEWEST: Final = 12  # characters: shorter sentences are alike by chance
_YEAR: Final = re.compile(r"(?:19|20)\d\d(?=年)")
_NUMBER: Final = re.compile(r"[0-9０-９][0-9０-９,，.．]*[万亿]?|[*×]+")
_TELLING_NAME: Final = 4  # characters of a name that is nobody else's by chance
_NARROWER: Final = 2  # characters of a measure that must be there to be held against another


def check_figure(snapshot: Snapshot, claim: Claim, text: str) -> Finding:
    """What the library says to a figure of the draft."""
    metric = claim.metric
    value = metric.value if metric else None
    if metric is None or value is None:
        return Finding(claim, Verdict.UNSEEN)
    sentence = text[claim.sentence[0] : claim.sentence[1]]
    if metric.subject and metric.subject not in sentence:
        metric = replace(metric, subject=None)  # told from elsewhere: a guess contradicts nothing
    same = snapshot.figures_of_value(value, metric.unit)
    backing = [one for one in same if _same_thing(metric, one) and _same_amount(metric, one)]
    if backing:
        first = sorted(backing, key=lambda one: one.subject != metric.subject)
        return Finding(claim, Verdict.FOUND, quote_metrics(snapshot, first, _SHOWN))
    others = snapshot.figures_of_measure(metric.measure, metric.unit)
    others = [one for one in others if one.value is not None and not _same_amount(metric, one)]
    return _contradiction(snapshot, claim, metric, sentence, others) or Finding(
        claim, Verdict.UNSEEN
    )


def _contradiction(
    snapshot: Snapshot, claim: Claim, metric: Metric, sentence: str, others: Sequence[Metric]
) -> Finding | None:
    """The finding that the library says otherwise; None where it does not plainly do so."""
    comparable = [one for one in others if _comparable(metric, one)]
    named = [one for one in comparable if _is_named(metric, one, sentence)]
    for candidates, alike in ((named, False), (comparable[:_TRIED], True)):
        told = list(_told(snapshot, candidates, sentence, alike=alike))
        values = {(one.value, one.value_high) for one, _ in told}
        if len(values) == 1:
            remark = f"库中为{value_words(told[0][0])}"
            quotes = tuple(dict.fromkeys(quote for _, quote in told))[:_SHOWN]
            return Finding(claim, Verdict.OTHER, quotes, remark)
    return None


def _is_named(ours: Metric, theirs: Metric, sentence: str) -> bool:
    """Whether the draft plainly speaks of the subject of a library's figure; masks are nobody."""
    subject = theirs.subject
    if not subject or is_masked(subject):
        return False
    spoken = len(subject) >= _TELLING_NAME and subject in sentence
    return subject == ours.subject or (not ours.subject and spoken)


def _told(
    snapshot: Snapshot, candidates: Iterable[Metric], sentence: str, *, alike: bool
) -> Iterator[tuple[Metric, Quote]]:
    """Figures with their sentences that speak of the draft's thing, in no other year."""
    ours = _without_numbers(sentence)
    years = set(_YEAR.findall(sentence))
    for one in candidates:
        for quote in quote_metrics(snapshot, [one], 1):
            told = set(_YEAR.findall(quote.text))
            if years and told and years != told:
                continue
            theirs = _without_numbers(quote.text)
            if not alike or (len(ours) >= _FEWEST and ratio(ours, theirs) >= _ALIKE):
                yield one, quote


def _without_numbers(sentence: str) -> str:
    return "".join(_NUMBER.sub("#", sentence).split())


def _same_amount(ours: Metric, theirs: Metric) -> bool:
    return (ours.value, ours.value_high) == (theirs.value, theirs.value_high)


def _comparable(ours: Metric, theirs: Metric) -> bool:
    return (ours.status, ours.change) == (theirs.status, theirs.change)


def _same_thing(ours: Metric, theirs: Metric) -> bool:
    """Whether measures agree, one may be the narrower word, and subjects where both are named."""
    short, long = sorted((ours.measure, theirs.measure), key=len)
    if short != long and (len(short) < _NARROWER or short not in long):
        return False
    if not ours.subject or not theirs.subject:
        return True
    few, more = sorted((ours.subject, theirs.subject), key=len)
    return few in more
