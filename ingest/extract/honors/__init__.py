"""Honors: named titles and prizes that somebody was given."""

from collections.abc import Iterable, Sequence

from ingest.draft import Draft
from ingest.extract.honors.governed import governed
from ingest.extract.honors.standing import standing
from ingest.extract.occurrences import occurrences
from ingest.extract.quotes import quotes
from kg.model import Mention
from kg.ontology import Kind
from kg.text import is_masked

# “全省最美服务站点”: no body begins with praise.
_PRAISED = ("最美", "最佳", "优秀", "先进", "模范")


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of honors, sorted by start and apart; reads the persons from ``found``."""
    text = draft.text
    spans = [q for q in quotes(text) if q.opening != "《"]
    bounds = set(governed(text, {q.start - 1: q for q in spans}))
    bounds |= set(standing(text, spans, {m.start for m in found if m.kind is Kind.PERSON}))
    forms = {text[s:e] for s, e in bounds}
    if forms:
        bounds.update(occurrences(forms, text))
    kept: list[tuple[int, int]] = []
    for start, end in sorted(bounds, key=lambda b: (b[0], -b[1])):
        if not kept or start >= kept[-1][1]:
            kept.append((start, end))
    return [Mention(Kind.HONOR, s, e, text[s:e], text[s:e], is_masked(text[s:e])) for s, e in kept]


def without_titles(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions but for bodies whose words end a title: “某省优秀服务团队”, a prize given."""
    found = list(mentions)
    ends = {m.end: m.start for m in found if m.kind is Kind.HONOR}
    inside = {at for m in found if m.kind is Kind.HONOR for at in range(m.start, m.end)}
    return [
        m
        for m in found
        if m.kind is not Kind.ORGANIZATION
        or (
            ends.get(m.end, m.end) > m.start
            and not (m.surface.startswith(_PRAISED) and m.start in inside)
        )
    ]
