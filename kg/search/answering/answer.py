"""A request's answer, from whatever reads an engine's postings."""

import numpy as np

from kg.search.answering.matching import Matches
from kg.search.answering.ranking import Ranking
from kg.search.answering.texts import BestPassages
from kg.search.engine import FACETS, Found, FoundCase, Request
from kg.search.engines.postings import Postings


def answer(index: Postings, request: Request) -> Found:
    """Filter, match, rank, cut the page out, count facets."""
    matches = Matches(index, request)
    cases, whole = matches.find()
    ranking = Ranking(index, request, matches)
    passages = BestPassages(request, ranking.terms)

    def found(case: int, score: float) -> FoundCase:
        text = index.saying.text(case) if request.passages else None
        return FoundCase(
            case_id=index.columns.case_id(case),
            score=score,
            passages=passages.of(text, ranking.home(case)) if text else (),
            copies=index.columns.copies(case),
            lacking=matches.lacking(case),
            aside=passages.aside(text) if text else (),
        )

    hits = tuple(found(case, score) for case, score in ranking.page(cases))
    return Found(
        total=int(np.count_nonzero(cases)),
        hits=hits,
        facets=index.columns.counts(cases),
        whole=int(np.count_nonzero(whole)),
        missing=matches.missing(),
        torn=tuple(matches.torn),
        choices={
            facet: index.columns.counts(matches.find(without=facet)[0])[facet]
            for facet in FACETS
            if request.filters.chosen(facet)
        },
    )


def cases_with(index: Postings, text: str) -> int:
    """How many cases have a normalised run of text."""
    return int(np.count_nonzero(Matches(index, Request()).with_part(text)))
