"""The JSON documents that scripts rely on, made from the library's records."""

from collections.abc import Sequence
from typing import Any

from ingest.pipeline import Report
from kg.model import (
    Entity,
    Facet,
    Hit,
    Metric,
    PassageHit,
    Practice,
    Profile,
    Quote,
    RelationView,
    Results,
)

Document = dict[str, Any]


def ingest_document(report: Report) -> Document:
    """Outcome of every file, counts per outcome, seconds."""
    return {
        "sources": [
            {"path": s.path, "outcome": s.outcome, "reason": s.reason, "cases": s.cases}
            for s in report.sources
        ],
        "counts": report.counts,
        "seconds": round(report.seconds, 3),
    }


def search_document(results: Results) -> Document:
    """Hits with their best passages, facets over all matches, suggestions."""
    return {
        "query": results.query.text,
        "total": results.total,
        "relaxed": results.relaxed,
        "hits": [_hit(hit) for hit in results.hits],
        "facets": {
            name: [_facet(name, value) for value in values]
            for name, values in results.facets.items()
        },
        "suggestions": list(results.suggestions),
    }


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
        "score": round(hit.score, 4),
        "copies": hit.copies,
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


def entities_document(profiles: Sequence[Profile]) -> Document:
    """Every entity of a name, each with what the library knows of it."""
    return {"entities": [_profile(profile) for profile in profiles]}


def _profile(profile: Profile) -> Document:
    entity = profile.entity
    return {
        **_entity(entity),
        "aliases": list(entity.aliases),
        "region": list(entity.region),
        "redacted": entity.redacted,
        "parents": [_entity(parent) for parent in profile.parents],
        "cases": [
            {"case": case.id, "title": case.title, "region": list(case.region)}
            for case in profile.cases
        ],
        "relations": [_relation(relation) for relation in profile.relations],
        "metrics": [
            {**_metric(view.metric), "title": view.title, "source": view.path}
            for view in profile.metrics
        ],
        "quotes": [_quote(quote) for quote in profile.quotes],
        "neighbours": [
            {**_entity(n.entity), "cases": n.cases, "relations": list(n.relations)}
            for n in profile.neighbours
        ],
    }


def _entity(entity: Entity) -> Document:
    return {"id": entity.id, "type": entity.kind, "name": entity.name}


def _relation(view: RelationView) -> Document:
    return {
        "type": view.type,
        "head": _entity(view.head),
        "tail": _entity(view.tail),
        "post": view.post,
        "date": view.date,
        "evidence": "quote" if view.quotes else "gazetteer",
        "quotes": [_quote(quote) for quote in view.quotes],
    }


def _metric(metric: Metric) -> Document:
    ranged = metric.value_high is not None
    return {
        "subject": metric.subject,
        "measure": metric.measure,
        "value": [metric.value, metric.value_high] if ranged else metric.value,
        "unit": metric.unit,
        "text": metric.text,
        "change": metric.change,
        "status": metric.status,
        "start": metric.start,
        "end": metric.end,
    }


def _quote(quote: Quote) -> Document:
    return {
        "text": quote.text,
        "case": quote.case,
        "title": quote.title,
        "source": quote.path,
        "start": quote.start,
        "end": quote.end,
        "heading": list(quote.heading),
    }


def compare_document(rows: Sequence[Practice]) -> Document:
    """Comparable practices, one row a case, every quote with its source and offsets."""
    return {
        "rows": [
            {
                "region": list(row.region),
                "case": row.case.id,
                "title": row.case.title,
                "source": row.path,
                "issuer": row.case.issuer,
                "level": row.case.level,
                "initiatives": [_entity(entity) for entity in row.initiatives],
                "organizations": [_entity(entity) for entity in row.organizations],
                "metrics": [_metric(metric) for metric in row.metrics],
                "quotes": [_quote(quote) for quote in row.quotes],
            }
            for row in rows
        ]
    }
