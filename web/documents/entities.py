"""Entities with what the library knows of them, as JSON documents."""

from collections.abc import Sequence

from kg.model import DefinitionView, Profile, RelationView
from web.documents.parts import Document, entity_part, metric_part, quote_part


def entities_document(profiles: Sequence[Profile]) -> Document:
    """Every entity of a name, each with what the library knows of it."""
    return {"entities": [_profile(profile) for profile in profiles]}


def _profile(profile: Profile) -> Document:
    entity = profile.entity
    return {
        **entity_part(entity),
        "aliases": list(entity.aliases),
        "region": list(entity.region),
        "region_inferred": entity.region_inferred,
        "redacted": entity.redacted,
        "basis": entity.basis,
        "namesakes": [
            {**entity_part(other), "region": list(other.region), "basis": other.basis}
            for other in profile.namesakes
        ],
        "parents": [entity_part(parent) for parent in profile.parents],
        "cases": [
            {"case": case.id, "title": case.title, "region": list(case.region)}
            for case in profile.cases
        ],
        "relations": [_relation(relation) for relation in profile.relations],
        "metrics": [
            {**metric_part(view.metric), "title": view.title, "source": view.path}
            for view in profile.metrics
        ],
        "definitions": [_definition(view) for view in profile.definitions],
        "quotes": [quote_part(quote) for quote in profile.quotes],
        "neighbours": [
            {**entity_part(n.entity), "cases": n.cases, "relations": list(n.relations)}
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


def _relation(view: RelationView) -> Document:
    return {
        "type": view.type,
        "head": entity_part(view.head),
        "tail": entity_part(view.tail),
        "post": view.post,
        "date": view.date,
        "confidence": view.confidence,
        "evidence": "quote" if view.quotes else "gazetteer",
        "quotes": [quote_part(quote) for quote in view.quotes],
    }
