"""check(): every claim of a draft looked up, and what it has word for word from a source.

Only indexes of the store are asked: a library of ten thousand documents costs what it costs to
look at the few cases that share something with the draft.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.draft.claims import Claim, ClaimKind, Draft, Finding, Report, Run, Verdict
from kg.draft.figures import check_figure
from kg.draft.names import NAMED, check_initiative, check_person
from kg.draft.sameness import Source, runs
from kg.library import Library
from kg.store import Snapshot

_MOST_CASES: Final = 24  # cases whose text is held against the draft
_BY_GRAMS: Final = 16  # of them found by what they share with the draft


def check(library: Library, draft: Draft) -> Report:
    """What the library says to a draft."""
    with library.reading() as snapshot:
        findings = [_check(snapshot, claim, draft.text) for claim in draft.claims]
        told = Counter(quote.case for finding in findings for quote in finding.quotes)
        likely = snapshot.cases_sharing(draft.grams, _BY_GRAMS)
        chosen = list(dict.fromkeys([*likely, *(case for case, _ in told.most_common())]))
        same = runs(draft.text, _sources(snapshot, chosen[:_MOST_CASES]))
    settled = (_with_runs(finding, draft.text, same) for finding in findings)
    return Report(draft, tuple(f for f in settled if not _is_idle(f)), same)


def _is_idle(finding: Finding) -> bool:
    """Whether an unknown wording in quotation marks need be no name at all; numbers make one."""
    claim = finding.claim
    plain = claim.kind is ClaimKind.SHORTHAND and not any(char.isdigit() for char in claim.name)
    return plain and finding.verdict is Verdict.UNSEEN


def _check(snapshot: Snapshot, claim: Claim, text: str) -> Finding:
    if claim.kind is ClaimKind.FIGURE:
        return check_figure(snapshot, claim, text)
    if claim.kind in NAMED:
        return check_initiative(snapshot, claim)
    if claim.kind is ClaimKind.PERSON:
        return check_person(snapshot, claim)
    return Finding(claim, Verdict.UNSEEN)  # a saying: found where it stands word for word


def _sources(snapshot: Snapshot, case_ids: Sequence[str]) -> list[Source]:
    cases = snapshot.cases(case_ids)
    paths = snapshot.paths({case.source for case in cases.values()})
    return [
        Source(cases[key], paths[cases[key].source], snapshot.passages_of(key))
        for key in case_ids
        if key in cases
    ]


def _with_runs(finding: Finding, text: str, same: Sequence[Run]) -> Finding:
    """A claim inside words that stand in a source has its proof there."""
    claim = finding.claim
    if finding.verdict is Verdict.FOUND:
        return finding
    start, end = claim.start, claim.end
    if claim.kind is ClaimKind.SAYING:  # the marks at either end are the draft's own
        words = text[start:end].strip("。！？；，、 ")
        start = text.index(words, start)
        end = start + len(words)
    holding = [run.quote for run in same if run.start <= start and end <= run.end]
    if not holding:
        return finding
    return replace(finding, verdict=Verdict.FOUND, quotes=tuple(holding[:1]), remark="")
