"""Quotations of the library for the findings of a draft."""

from collections.abc import Iterable

from kg.model import Quote
from kg.quotes import quote_sentence
from kg.store import Snapshot


def quote_places(
    snapshot: Snapshot, places: Iterable[tuple[str, int]], most: int
) -> tuple[Quote, ...]:
    """Sentences that hold these offsets, by case and place; up to ``most``, none twice."""
    asked = list(dict.fromkeys(places))[: most * 2]
    passages = snapshot.passages_holding(asked)
    cases = snapshot.cases({case for case, _ in asked})
    paths = snapshot.paths({case.source for case in cases.values()})
    found: dict[tuple[str, int], Quote] = {}
    for case, at in asked:
        passage = passages.get((case, at))
        if passage is not None and case in cases:
            quote = quote_sentence(cases[case], paths, passage, at)
            found.setdefault((case, quote.start), quote)
    return tuple(found.values())[:most]
