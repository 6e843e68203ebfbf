"""Frozen records that cross module borders.

Offsets are code points of the source's text as the library holds it, half-open, unless a
docstring says otherwise. Tuples are sorted by first place in the text and may be empty.
"""

from kg.model.facts import CaseEntity, CaseRecord, Definition, Entity, Mention, Metric, Relation
from kg.model.material import Case, Doubt, Failure, Passage, Removed, Source, SourceEntry
from kg.model.searches import (
    Chosen,
    EntityCard,
    Facet,
    Hit,
    PassageHit,
    PlaceRead,
    Query,
    Results,
    SimilarCase,
    Suggestion,
    Tie,
    Understanding,
    YearsRead,
)
from kg.model.views import (
    CaseView,
    DefinitionView,
    MetricView,
    Neighbour,
    Profile,
    Quote,
    RelationView,
)

__all__ = [
    "Case",
    "CaseEntity",
    "CaseRecord",
    "CaseView",
    "Chosen",
    "Definition",
    "DefinitionView",
    "Doubt",
    "Entity",
    "EntityCard",
    "Facet",
    "Failure",
    "Hit",
    "Mention",
    "Metric",
    "MetricView",
    "Neighbour",
    "Passage",
    "PassageHit",
    "PlaceRead",
    "Profile",
    "Query",
    "Quote",
    "Relation",
    "RelationView",
    "Removed",
    "Results",
    "SimilarCase",
    "Source",
    "SourceEntry",
    "Suggestion",
    "Tie",
    "Understanding",
    "YearsRead",
]
