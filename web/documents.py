"""The JSON documents that scripts rely on, made from the library's records."""

from collections.abc import Sequence
from typing import Any, Final

from ingest.report import Report
from kg.compare import Column, Comparison, Row
from kg.errors import InvalidQuery
from kg.model import (
    Case,
    DefinitionView,
    Entity,
    Facet,
    Failure,
    Hit,
    Metric,
    PassageHit,
    Profile,
    Quote,
    RelationView,
    Results,
    Source,
    SourceEntry,
    Understanding,
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
        "pruned": list(report.pruned),
        "seconds": round(report.seconds, 3),
    }


def sources_document(entries: Sequence[SourceEntry], failures: Sequence[Failure]) -> Document:
    """Every source without its text, and the files that could not be read."""
    return {
        "sources": [
            {
                "id": entry.id,
                "path": entry.path,
                "origin": entry.origin,
                "format": entry.format,
                "encoding": entry.encoding,
                "characters": entry.characters,
                "cases": entry.cases,
                "marks": list(entry.marks),
            }
            for entry in entries
        ],
        "failed": [
            {"path": f.path, "origin": f.origin, "reason": f.reason, "at": f.at} for f in failures
        ],
    }


def source_document(source: Source, cases: Sequence[Case]) -> Document:
    """One source: its cases, and what cleaning took out, with reasons and words."""
    return {
        "id": source.id,
        "path": source.path,
        "origin": source.origin,
        "format": source.format,
        "encoding": source.encoding,
        "characters": len(source.text),
        "marks": list(source.marks),
        "cases": [
            {"case": c.id, "number": c.number, "title": c.title, "start": c.start, "end": c.end}
            for c in cases
        ],
        "removed": [
            {
                "reason": span.reason,
                "start": span.start,
                "end": span.end,
                "text": source.text[span.start : span.end],
            }
            for span in source.removed
        ],
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
        "places": [{"text": p.text, "inside": p.inside, "widened": p.widened} for p in read.places],
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
        "region_inferred": entity.region_inferred,
        "redacted": entity.redacted,
        "basis": entity.basis,
        "namesakes": [
            {**_entity(other), "region": list(other.region), "basis": other.basis}
            for other in profile.namesakes
        ],
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
        "definitions": [_definition(view) for view in profile.definitions],
        "quotes": [_quote(quote) for quote in profile.quotes],
        "neighbours": [
            {**_entity(n.entity), "cases": n.cases, "relations": list(n.relations)}
            for n in profile.neighbours
        ],
    }


def _definition(view: DefinitionView) -> Document:
    """What one case says; ``state`` is null for a name that is no shorthand."""
    told = view.definition
    return {
        "state": told.state,
        "quote": told.quote,
        "start": told.start,
        "end": told.end,
        "parts": list(told.parts),
        "promised": told.promised,
        "case": view.case,
        "title": view.title,
        "source": view.path,
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
        "confidence": view.confidence,
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


def compare_document(table: Comparison) -> Document:
    """A comparison: a row a practice or figure, every quote with its source and offsets."""
    coverage = table.coverage
    return {
        "by": table.by,
        "asked": table.asked,
        "rows": [_compared(row, group.label) for group in table.groups for row in group.rows],
        "coverage": {
            "cases": coverage.cases,
            "copies": coverage.copies,
            "partly": coverage.partly,
            "silent": coverage.silent,
            "unplaced": coverage.unplaced,
            "regions": list(coverage.regions),
            "without": list(coverage.without),
        },
    }


def _compared(row: Row, group: str) -> Document:
    case = row.case
    said = {column.value: _quotes_of(row, column) for column in _SAID}
    quotes = [quote for column in _SAID for quote in said[column.value]]
    return {
        "id": row.id,
        "group": group,
        "region": list(case.region),
        "region_inferred": case.region_inferred,
        "case": case.id,
        "title": case.title,
        "source": row.path,
        "issuer": case.issuer,
        "level": case.level,
        "date": case.date,
        "initiatives": _entities_of(row, Column.INITIATIVE),
        "organizations": _entities_of(row, Column.ORGANIZATIONS),
        "metrics": [
            {**_metric(item.metric), "marks": list(item.marks)}
            for column in (Column.METRICS, Column.VALUE)
            for item in row.cell(column)
            if item.metric
        ],
        "quotes": list({(q["start"], q["end"]): q for q in quotes}.values()),
        **said,
        "subject": [item.text for item in row.cell(Column.SUBJECT)],
        "year": [item.text for item in row.cell(Column.YEAR)],
        "reason": "".join(item.text for item in row.cell(Column.REASON)),
        "marks": [*row.marks, *row.handling],
        "copies": [copy.id for copy in row.copies],
        "whole": row.whole,
    }


# Columns whose entries are sentences of the source; each is a key of a row, too.
_SAID: Final = (
    Column.PRACTICE,
    Column.MEASURES,
    Column.RESULTS,
    Column.PROBLEMS,
    Column.QUOTE,
)


def _quotes_of(row: Row, column: Column) -> list[Document]:
    return [
        {**_quote(item.quote), "marks": list(item.marks)} for item in row.cell(column) if item.quote
    ]


def _entities_of(row: Row, column: Column) -> list[Document]:
    return [_entity(item.entity) for item in row.cell(column) if item.entity]
