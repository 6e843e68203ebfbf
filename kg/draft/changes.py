"""A change of a draft, from one figure to another: both ends are one claim."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from kg.draft.claims import Claim, ClaimKind, Finding, Verdict
from kg.ontology import Change

_APART: Final = "，。；！？,;!?\n"  # what ends the clause that tells a change
_GRAVEST: Final = (Verdict.OTHER, Verdict.UNSEEN, Verdict.FOUND)
_SAID: Final = 2  # remarks on both ends
_TORN: Final = "两端的数字在库中不在同一句话里，请核对"


def joined_changes(findings: Sequence[Finding], text: str) -> Iterator[Finding]:
    """Findings in their order, the two ends of a change as one.

    It is proven where one sentence of the library proves both ends.
    """
    waiting: Finding | None = None
    for finding in findings:
        if waiting is not None and _ends_one(waiting.claim, finding.claim, text):
            yield _joined(waiting, finding, text)
            waiting = None
            continue
        if waiting is not None:
            yield waiting
        waiting = finding
    if waiting is not None:
        yield waiting


def _ends_one(one: Claim, other: Claim, text: str) -> bool:
    """Whether a figure is where the change that another one begins has led to."""
    if one.metric is None or other.metric is None or one.end > other.start:
        return False
    changes = one.metric.change, other.metric.change
    between = text[one.end : other.start]
    return changes == (Change.FROM, Change.TO) and not any(mark in between for mark in _APART)


def _joined(one: Finding, other: Finding, text: str) -> Finding:
    """Both ends as one claim, with the graver verdict."""
    first, last = one.claim, other.claim
    name = text[first.start : last.end]
    claim = replace(last, kind=ClaimKind.FIGURE, start=first.start, name=name)
    chief = min((one, other), key=lambda finding: _GRAVEST.index(finding.verdict))
    if chief.verdict is not Verdict.FOUND:
        # An end that is not in the library is told of where the other one is contradicted.
        remarks = dict.fromkeys(filter(None, (chief.remark, one.remark, other.remark)))
        return replace(chief, claim=claim, remark="；".join([*remarks][:_SAID]))
    shared = tuple(quote for quote in one.quotes if quote in other.quotes)
    if shared:
        return Finding(claim, Verdict.FOUND, shared, one.remark or other.remark)
    return Finding(claim, Verdict.UNSEEN, (*one.quotes[:1], *other.quotes[:1]), _TORN)
