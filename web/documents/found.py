"""What resembles a case, and sets of headings, as JSON documents."""

from collections.abc import Sequence

from kg.banks.heading_sets import FoundSet, FoundSets
from kg.model import SimilarCase
from web.documents.parts import Document


def similar_document(case: str, found: Sequence[SimilarCase]) -> Document:
    """Cases that resemble one, likest first, each with what the two share."""
    return {
        "case": case,
        "similar": [
            {
                "case": one.hit.case.id,
                "title": one.hit.case.title,
                "region": list(one.hit.case.region),
                "source": one.hit.path,
                "score": round(one.hit.score, 4),
                "terms": list(one.terms),
                "entities": [
                    {"id": entity.id, "type": entity.kind, "name": entity.name}
                    for entity in one.entities
                ],
                "themes": list(one.themes),
                "passages": [
                    {"id": p.passage.id, "text": p.passage.text} for p in one.hit.passages
                ],
            }
            for one in found
        ],
    }


def headings_document(found: FoundSets) -> Document:
    """Sets of sibling headings, each with its case."""
    return {
        "total": found.total,
        "sets": [_set(one) for one in found.sets],
        "patterns": [{"value": text, "count": count} for text, count in found.patterns],
    }


def _set(found: FoundSet) -> Document:
    return {
        "case": found.case.id,
        "title": found.case.title,
        "region": list(found.case.region),
        "level": found.case.level,
        "themes": list(found.case.themes),
        "source": found.path,
        "above": list(found.headings.above),
        "headings": [
            {"text": text, "passage": passage}
            for text, passage in zip(found.headings.headings, found.passages, strict=True)
        ],
        "pattern": found.pattern.text or None,
        "shared_by": found.pattern.times,
        "even": found.pattern.even or None,
    }
