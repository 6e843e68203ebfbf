"""Answers to a search as JSON documents."""

from kg.errors import InvalidQuery
from kg.model import Facet, Hit, PassageHit, PlaceRead, Results, Understanding
from web.documents.parts import Document


def search_document(results: Results) -> Document:
    """Hits with their best passages, facets over all matches, suggestions."""
    return {
        "query": results.query.text,
        "total": results.total,
        "relaxed": results.relaxed,
        "whole": results.whole,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {
            name: [_facet(name, value) for value in values]
            for name, values in results.facets.items()
        },
        "suggestions": list(results.suggestions),
        "understanding": _understanding(results.understanding),
    }


def invalid_document(query: str, error: InvalidQuery) -> Document:
    """A query that could not be understood: why, and the offset of the character at fault."""
    return {"query": query, "total": 0, "hits": [], "error": str(error), "at": error.at}


def _understanding(read: Understanding) -> Document:
    """How the query was read."""
    return {
        "corrected": read.corrected,
        "missing": list(read.missing),
        "places": [_place(place) for place in read.places],
        "left_out": [_place(place) for place in read.left_out],
        "years": [
            {"text": one.text, "first": one.first, "last": one.last, "kept": one.kept}
            for one in read.years
        ],
        "synonyms": {word: list(forms) for word, forms in read.synonyms},
        "themes": list(read.themes),
        "role": read.role,
        "entities": [
            {
                "id": card.entity.id,
                "type": card.entity.kind,
                "name": card.entity.name,
                "region": list(card.entity.region),
                "cases": card.cases,
            }
            for card in read.entities
        ],
    }


def _place(read: PlaceRead) -> Document:
    return {"text": read.text, "inside": read.inside, "widened": read.widened}


def _hit(hit: Hit) -> Document:
    case = hit.case
    return {
        "case": case.id,
        "source": hit.path,
        "number": case.number,
        "title": case.title,
        "issuer": case.issuer,
        "region": list(case.region),
        "region_inferred": case.region_inferred,
        "level": case.level,
        "date": case.date,
        "genre": case.genre,
        "themes": list(case.themes),
        "doubts": [{"kind": d.kind, "quote": d.quote, "basis": d.basis} for d in case.doubts],
        "marks": list(hit.marks),
        "score": round(hit.score, 4),
        "copies": hit.copies,
        "lacking": list(hit.lacking),
        "passages": [_passage(found) for found in hit.passages],
    }


def _passage(found: PassageHit) -> Document:
    passage = found.passage
    return {
        "id": passage.id,
        "heading": list(passage.heading),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "highlights": [list(span) for span in found.highlights],
    }


def _facet(name: str, facet: Facet) -> Document:
    if name == "entity":
        return {"value": facet.label, "id": facet.value, "type": facet.kind, "count": facet.count}
    return {"value": facet.value, "count": facet.count}
