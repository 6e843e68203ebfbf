"""Relations of a draft, with the entities that they stand between."""

from ingest.draft import Draft
from ingest.extract import relations
from ingest.extract.case import FINDERS
from ingest.resolve import resolve
from kg.model import CaseEntity, Mention, Relation
from kg.ontology import RelationType


def entities_of(draft: Draft) -> tuple[CaseEntity, ...]:
    mentions: list[Mention] = []
    for find in FINDERS:
        mentions += find(draft, tuple(mentions))
    return resolve(draft, "case", mentions).local


def relations_of(draft: Draft) -> tuple[list[Relation], dict[str, CaseEntity]]:
    entities = entities_of(draft)
    return relations.find(draft, entities), {entity.id: entity for entity in entities}


def told_of(draft: Draft) -> set[tuple[str, RelationType, str]]:
    found, entities = relations_of(draft)
    return {(entities[r.head].name, r.type, entities[r.tail].name) for r in found}
