"""A request's answer, from whatever reads an engine's postings."""

from collections.abc import Iterable

from kg.search.engine import Found, FoundCase, Request
from kg.search.facts import Facts, count_facets, passes
from kg.search.ranking import MEASURED, Postings, matching, ranked, weights
from kg.search.texts import best_passages


def answer(index: Postings, request: Request) -> Found:
    """Filter, match, rank, cut the page out, count facets."""
    allowed = {case for case, facts in index.facts.items() if passes(facts, request.filters)}
    cases, relaxed = matching(index, request, allowed)
    terms = weights(index, request)
    ordered = ranked(index, request, cases, terms)
    hits = tuple(
        FoundCase(
            case_id=index.facts[case].case_id,
            score=score,
            passages=best_passages(index.text(case), request, terms),
            copies=index.facts[case].copies,
        )
        for case, score in ordered[request.offset : request.offset + request.limit]
    )
    facets = count_facets([index.facts[case] for case in cases])
    return Found(total=len(cases), hits=hits, facets=facets, relaxed=relaxed)


def average_lengths(cases: Iterable[Facts]) -> dict[str, float]:
    """Average length of each of ``ranking.MEASURED``, at least 1."""
    lengths = [facts.lengths for facts in cases]
    return {
        field: max(sum(one[place] for one in lengths) / max(len(lengths), 1), 1.0)
        for place, field in enumerate(MEASURED)
    }
