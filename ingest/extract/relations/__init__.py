"""Relations between the entities of one case, by clause structure: one file per family."""

from collections.abc import Sequence

from ingest.draft import Draft
from ingest.extract.relations import (
    awards,
    branches,
    careers,
    deeds,
    location,
    partners,
    people,
    seats,
    structure,
    visits,
)
from ingest.extract.relations.scene import Scene
from kg.model import CaseEntity, Relation
from kg.ontology import RelationType

FINDERS = (
    location.find,
    seats.find,
    branches.find,
    structure.find,
    partners.find,
    people.find,
    careers.find,
    visits.find,
    deeds.find,
    awards.find,
)


def find(draft: Draft, entities: Sequence[CaseEntity]) -> list[Relation]:
    """Relations of a case, sorted by evidence; one per head, type and tail.

    Mentions and evidence count from the first character of ``draft.text``. ``case`` is empty:
    the pipeline fills it in. Symmetric ``partners_with`` comes once.
    """
    scene = Scene.of(draft, entities)
    kept: dict[tuple[str, str, RelationType], Relation] = {}
    for finder in FINDERS:
        for relation in finder(scene):
            ends = relation.head, relation.tail
            if relation.type is RelationType.PARTNERS_WITH:
                ends = min(ends), max(ends)
            if relation.head != relation.tail:
                kept.setdefault((*ends, relation.type), relation)
    return sorted(kept.values(), key=lambda r: (r.start, r.end, r.type, r.head, r.tail))
