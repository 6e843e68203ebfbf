"""What the library knows of one entity, put together from store and graph."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from kg.errors import UnknownEntity
from kg.graph import EntityGraph
from kg.model import (
    Case,
    Entity,
    MetricView,
    Neighbour,
    Passage,
    Profile,
    Quote,
    Relation,
    RelationView,
)
from kg.ontology import RelationType
from kg.quotes import fold_groups, quote_sentence
from kg.store import Snapshot

# What one page shows at a glance; the cases are listed in full beside them.
_QUOTES: Final = 8
_QUOTES_PER_RELATION: Final = 3
_NEIGHBOURS: Final = 30

_ORDER: Final = {kind: position for position, kind in enumerate(RelationType)}

# Relations that say the same of the same two entities.
_Claim = tuple[str, RelationType, str, str | None, str | None]


class _Proof(NamedTuple):
    """A relation as one case proves it, and the passage where its evidence begins."""

    relation: Relation
    case: str
    passage: str | None


def profile(snapshot: Snapshot, graph: EntityGraph, entity_id: str) -> Profile:
    """Everything known of an entity. Raises UnknownEntity."""
    entity = snapshot.entities([entity_id]).get(entity_id)
    if entity is None:
        msg = f"no entity has the id {entity_id!r}; look it up by its name"
        raise UnknownEntity(msg)
    naming = snapshot.cases_naming(entity_id)
    folded = {case.id: case for case in fold_groups(naming.values()).values()}
    paths = snapshot.paths(case.source for case in naming.values())
    above = graph.parents(entity_id)
    near = graph.neighbours(entity_id, _NEIGHBOURS)
    known = snapshot.entities([*above, *(key for key, _, _ in near)])
    return Profile(
        entity=entity,
        parents=tuple(known[key] for key in above if key in known),
        cases=tuple(folded.values()),
        relations=_relations(snapshot, entity_id),
        metrics=_metrics(snapshot, entity_id),
        quotes=_quotes(snapshot, entity_id, folded, paths),
        neighbours=tuple(Neighbour(known[k], n, types) for k, n, types in near if k in known),
    )


def _metrics(snapshot: Snapshot, entity_id: str) -> tuple[MetricView, ...]:
    """Metrics whose subject is the entity, by source and place, near-duplicates folded."""
    metrics = snapshot.metrics_of(entity_id)
    cases = snapshot.cases(metric.case for metric in metrics)
    shown = {case.id for case in fold_groups(cases.values()).values()}
    paths = snapshot.paths(case.source for case in cases.values())
    views = [
        MetricView(metric, case.title, paths[case.source], case.region)
        for metric in metrics
        if (case := cases[metric.case]).id in shown
    ]
    return tuple(sorted(views, key=lambda view: (view.path, view.metric.start)))


def _quotes(
    snapshot: Snapshot, entity_id: str, cases: Mapping[str, Case], paths: Mapping[str, str]
) -> tuple[Quote, ...]:
    """Sentences that name the entity, one a case."""
    first = snapshot.first_mentions(entity_id, list(cases)[: 2 * _QUOTES])
    passages = snapshot.passages(place.passage for place in first.values())
    found = [
        quote_sentence(case, paths, passages[place.passage], place.start)
        for key, case in cases.items()
        if (place := first.get(key))
    ]
    return tuple(found[:_QUOTES])


def _relations(snapshot: Snapshot, entity_id: str) -> tuple[RelationView, ...]:
    """Relations of the entity by type, those with most quotes first."""
    claims: dict[_Claim, list[_Proof]] = {}
    for relation, passage in snapshot.relations_of(entity_id):
        claim = (relation.head, relation.type, relation.tail, relation.post, relation.date)
        proofs = claims.setdefault(claim, [])
        if relation.case is not None:
            proofs.append(_Proof(relation, relation.case, passage))
    ends = snapshot.entities(end for head, _, tail, _, _ in claims for end in (head, tail))
    cases = snapshot.cases(proof.case for proofs in claims.values() for proof in proofs)
    shown = {claim: _few(proofs, cases) for claim, proofs in claims.items()}
    paths = snapshot.paths(case.source for case in cases.values())
    passages = snapshot.passages(p.passage for few in shown.values() for p in few if p.passage)
    views = [
        _view(claim, ends, [_evidence(proof, cases, paths, passages) for proof in few])
        for claim, few in shown.items()
    ]
    return tuple(sorted(views, key=lambda v: (_ORDER[v.type], -len(v.quotes), v.tail.name)))


def _few(proofs: list[_Proof], cases: Mapping[str, Case]) -> list[_Proof]:
    """First proof of each case, near-duplicates folded, up to what a page shows."""
    folded = {case.id for case in fold_groups(cases[proof.case] for proof in proofs).values()}
    first: dict[str, _Proof] = {}
    for proof in proofs:
        if proof.case in folded:
            first.setdefault(proof.case, proof)
    return list(first.values())[:_QUOTES_PER_RELATION]


def _view(claim: _Claim, ends: Mapping[str, Entity], quotes: list[Quote]) -> RelationView:
    """Claim with both its ends resolved."""
    head, kind, tail, post, date = claim
    return RelationView(kind, ends[head], ends[tail], tuple(quotes), post, date)


def _evidence(
    proof: _Proof,
    cases: Mapping[str, Case],
    paths: Mapping[str, str],
    passages: Mapping[str, Passage],
) -> Quote:
    """Quote of the words that prove a relation; outside all passages it has no heading."""
    case = cases[proof.case]
    passage = passages.get(proof.passage or "")
    return Quote(
        text=proof.relation.evidence,
        case=case.id,
        title=case.title,
        path=paths[case.source],
        start=proof.relation.start,
        end=proof.relation.end,
        passage=passage.id if passage else "",
        heading=passage.heading if passage else (),
    )
