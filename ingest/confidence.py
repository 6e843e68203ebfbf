"""How sure mentions and relations are: the share of like ones that labels found right.

The table is data/model/confidence.tsv, built by bench/confidence.py on labelled cases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from ingest.draft import Draft
from ingest.resolve.national import is_listed
from kg.datafiles import read_lines
from kg.model import CaseEntity, Entity, Mention, Relation
from kg.ontology import Kind

_QUOTES: Final = frozenset("“《‘「『")
# Ends that stand closer than this are in one clause.
_NEAR: Final = 20

# What is looked up: ("mention" or "relation", its kind, its evidence).
Sign = tuple[str, str, str]


def rated(
    draft: Draft, local: Sequence[CaseEntity], entities: Sequence[Entity]
) -> tuple[CaseEntity, ...]:
    """The case's entities, their mentions with confidence. Offsets count from ``draft.text``."""
    units = {entity.id for entity in entities if entity.unit}
    tags = {(tag.start, tag.end, tag.kind) for tag in draft.tags}
    found = []
    for entity in local:
        sure = share(mention_sign(draft, entity, tags, known=entity.id in units))
        mentions = tuple(_sure(m, sure) for m in entity.mentions)
        found.append(replace(entity, mentions=mentions))
    return tuple(found)


def _sure(m: Mention, confidence: float) -> Mention:
    # By hand: replace() looks every field up, and a case has hundreds of mentions.
    return Mention(m.kind, m.start, m.end, m.surface, m.name, m.redacted, confidence)


def rated_relations(
    relations: Sequence[Relation], entities: Sequence[CaseEntity]
) -> tuple[Relation, ...]:
    """The relations with confidence. Offsets are those of the entities' mentions."""
    by_id = {entity.id: entity for entity in entities}
    return tuple(replace(r, confidence=share(relation_sign(r, by_id))) for r in relations)


def mention_sign(
    draft: Draft, entity: CaseEntity, tags: set[tuple[int, int, Kind]], *, known: bool
) -> Sign:
    """How many kinds of evidence there are for an entity of a case, of known, voted, repeated."""
    listed = known or is_listed(entity.kind, entity.name)
    voted = any(
        (m.start, m.end, entity.kind) in tags or draft.text[m.start - 1 : m.start] in _QUOTES
        for m in entity.mentions
    )
    repeated = len({m.start for m in entity.mentions}) > 1
    return "mention", str(entity.kind), str(sum((listed, voted, repeated)))


def relation_sign(relation: Relation, entities: Mapping[str, CaseEntity]) -> Sign:
    """Whether the proof names both ends of a relation, and whether side by side."""
    spans = [
        [
            (m.start, m.end)
            for m in entities[end].mentions
            if relation.start <= m.start and m.end <= relation.end
        ]
        for end in (relation.head, relation.tail)
    ]
    if not all(spans):
        return "relation", str(relation.type), "one end"
    gap = min(max(b[0] - a[1], a[0] - b[1]) for a in spans[0] for b in spans[1])
    return "relation", str(relation.type), "near" if gap <= _NEAR else "far"


def share(sign: Sign) -> float:
    """Share of what bears a sign that labels found right; 1 for what was never labelled."""
    return _table().get(sign, 1.0)


@cache
def _table() -> Mapping[Sign, float]:
    rows = (line.split("\t") for line in read_lines("model", "confidence.tsv"))
    return {(what, kind, evidence): float(right) for what, kind, evidence, right, _ in rows}
