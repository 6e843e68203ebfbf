"""check(): every claim of a draft looked up, and what it has word for word from a source.

Only indexes of the store are asked: a library of ten thousand documents costs what it costs to
look at the few cases that share something with the draft.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.draft.changes import joined_changes
from kg.draft.claims import Claim, ClaimKind, Draft, Finding, Report, Run, Verdict
from kg.draft.events import check_event
from kg.draft.evidence import Evidence
from kg.draft.figures import check_figure
from kg.draft.initiatives import NAMED, check_initiative
from kg.draft.persons import check_person, known_persons
from kg.draft.sameness import SHORTEST, Sameness, Source
from kg.draft.sayings import check_saying
from kg.draft.speakers import spoken
from kg.library import Library
from kg.store import Snapshot
from kg.text import sentences

_MOST_CASES: Final = 24  # cases whose text is held against the draft
_BY_GRAMS: Final = 16  # of them found by what they share with the draft
_BY_WORDS: Final = 3  # cases that a sentence or saying is looked for in, found by its words
_MOST_SOUGHT: Final = 24  # of these: each is a search
_MISSPOKEN: Final = "所在的引语在库中不是此人所说，或文字有出入，请先核对引语"


@dataclass(frozen=True, slots=True)
class _Asked:
    """What every claim is held against; ``near`` are the cases that share most with the draft."""

    snapshot: Snapshot
    evidence: Evidence
    text: str
    near: Sequence[str]


def check(library: Library, draft: Draft) -> Report:
    """What the library says to a draft."""
    with library.reading() as snapshot:
        likely = snapshot.cases_sharing(draft.grams, _BY_GRAMS)
        asked = _Asked(snapshot, Evidence(snapshot), draft.text, likely)
        claims = sorted(
            (*draft.claims, *known_persons(snapshot, draft)), key=lambda c: (c.start, c.end)
        )
        findings = [_check(asked, claim) for claim in claims]
        counted = Counter(quote.case for finding in findings for quote in finding.quotes)
        chosen = list(dict.fromkeys([*likely, *(case for case, _ in counted.most_common())]))
        sources = _sources(snapshot, chosen[:_MOST_CASES])
        sameness = Sameness(draft.text)
        same = sameness.look(sources)
        known = {source.case.id for source in sources}
        unsettled = _unsettled(draft, same)
        sought = (case for text in unsettled for case in library.worded(text, limit=_BY_WORDS))
        more = _sources(snapshot, [case for case in dict.fromkeys(sought) if case not in known])
        sources += more
        spoken_of = any(claim.speaker for claim in claims)
        ids = [source.case.id for source in sources] if spoken_of else []
        people = {case: snapshot.persons_named_in(case) for case in ids}
    same = sameness.look(more)
    findings = [_with_runs(finding, draft.text, same) for finding in findings]
    settled = [f for finding in findings if (f := _settled(finding, draft.text, sources))]
    kept = [spoken(f, sources, people) for f in settled if not _is_idle(f)]
    told = joined_changes([_as_said(f, kept) for f in kept], draft.text)
    return Report(draft, tuple(told), same)


def _as_said(finding: Finding, findings: Sequence[Finding]) -> Finding:
    """A figure that is proven by words alone, which the library has from another mouth."""
    claim = finding.claim
    if claim.kind is not ClaimKind.FIGURE or claim.owners or finding.verdict is not Verdict.FOUND:
        return finding
    for said in findings:
        around = said.claim.start <= claim.start and claim.end <= said.claim.end
        if around and said.claim.kind is ClaimKind.SAYING and said.verdict is not Verdict.FOUND:
            return replace(finding, verdict=Verdict.UNSEEN, remark=_MISSPOKEN)
    return finding


def _is_idle(finding: Finding) -> bool:
    """Whether an unknown wording in quotation marks need be no name at all; numbers make one."""
    claim = finding.claim
    plain = claim.kind is ClaimKind.SHORTHAND and not any(char.isdigit() for char in claim.name)
    return plain and finding.verdict is Verdict.UNSEEN and not finding.quotes


def _settled(finding: Finding, text: str, sources: Sequence[Source]) -> Finding | None:
    """A finding that needs the sources themselves; None of an event that none of them tells."""
    claim = finding.claim
    if claim.kind is ClaimKind.EVENT:
        return check_event(claim, text, sources)
    if claim.kind is ClaimKind.SAYING and finding.verdict is Verdict.UNSEEN:
        return check_saying(claim, sources)
    return finding


def _unsettled(draft: Draft, same: Sequence[Run]) -> list[str]:
    """Sentences and sayings that may stand in a source and are in no run so far."""

    def is_open(start: int, end: int) -> bool:
        return all(run.end <= start or end <= run.start for run in same)

    sayings = [c for c in draft.claims if c.kind is ClaimKind.SAYING and is_open(c.start, c.end)]
    long = [s for s in sentences(draft.text) if s[1] - s[0] >= SHORTEST and is_open(*s)]
    told = [claim.name for claim in sayings]
    events = [c.sentence for c in draft.claims if c.kind is ClaimKind.EVENT]
    told += [draft.text[start:end] for start, end in events if is_open(start, end)]
    told = told[:_MOST_SOUGHT]
    return told + [draft.text[start:end] for start, end in long][: _MOST_SOUGHT - len(told)]


def _check(asked: _Asked, claim: Claim) -> Finding:
    if claim.kind is ClaimKind.FIGURE:
        return check_figure(asked.snapshot, asked.evidence, claim, asked.text, asked.near)
    if claim.kind in NAMED:
        return check_initiative(asked.snapshot, asked.evidence, claim)
    if claim.kind is ClaimKind.PERSON:
        return check_person(asked.snapshot, asked.evidence, claim)
    return Finding(claim, Verdict.UNSEEN)  # a saying: found where it stands word for word


def _sources(snapshot: Snapshot, case_ids: Sequence[str]) -> list[Source]:
    cases = snapshot.cases(case_ids)
    paths = snapshot.paths({case.source for case in cases.values()})
    passages = snapshot.passages_of_all(cases)
    return [
        Source(cases[key], paths[cases[key].source], passages.get(key, ()))
        for key in case_ids
        if key in cases
    ]


def _is_elsewhere(finding: Finding) -> bool:
    """Whether a figure is known of another place: copied words do not make it this one's."""
    return finding.claim.kind is ClaimKind.FIGURE and bool(finding.quotes)


def _with_runs(finding: Finding, text: str, same: Sequence[Run]) -> Finding:
    """A claim inside words that stand in a source has its proof there."""
    claim = finding.claim
    if finding.verdict is Verdict.FOUND or _is_elsewhere(finding):
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
