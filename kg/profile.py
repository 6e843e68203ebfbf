"""What the library knows of one entity, put together from store and graph."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from kg.errors import UnknownEntity
from kg.graph import EntityGraph
from kg.model import (
    Case,
    DefinitionView,
    Entity,
    Metric,
    MetricView,
    Neighbour,
    Passage,
    Profile,
    Quote,
    Relation,
    RelationView,
)
from kg.ontology import Expansion, RelationType, is_unsure
from kg.quotes import figure_words, fold_groups, quote_sentence
from kg.store import Snapshot

# What one page shows at a glance; the cases are listed in full beside them.
_QUOTES: Final = 8
_QUOTES_PER_RELATION: Final = 3
_NEIGHBOURS: Final = 30
_NAMESAKES: Final = 30

_ORDER: Final = {kind: position for position, kind in enumerate(RelationType)}

# A full expansion says most, a name without one says nothing.
_TOLD: Final[dict[Expansion | None, int]] = {
    Expansion.FULL: 0,
    None: 1,
    Expansion.MISMATCH: 2,
    Expansion.PARTIAL: 3,
    Expansion.NONE: 4,
}

# Relations that say the same of the same two entities.
_Claim = tuple[str, RelationType, str, str | None, str | None]


class _Proof(NamedTuple):
    """A relation as one case proves it, and the passage where its evidence begins."""

    relation: Relation
    case: str
    passage: str | None


def profile(snapshot: Snapshot, graph: EntityGraph, entity_id: str) -> Profile:
    """Everything known of an entity. Raises UnknownEntity."""
    entity = known_entity(snapshot, entity_id)
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
        relations=relation_views(snapshot, snapshot.relations_of(entity_id)),
        metrics=metric_views(snapshot, snapshot.metrics_of(entity_id)),
        quotes=quotes_of(snapshot, entity_id, folded, paths),
        neighbours=tuple(Neighbour(known[k], n, types) for k, n, types in near if k in known),
        definitions=definition_views(snapshot, entity_id, folded, paths),
        namesakes=() if entity.redacted else tuple(snapshot.namesakes(entity, _NAMESAKES)),
    )


def known_entity(snapshot: Snapshot, entity_id: str) -> Entity:
    """The entity of an id. Raises UnknownEntity."""
    entity = snapshot.entities([entity_id]).get(entity_id)
    if entity is None:
        msg = f"no entity has the id {entity_id!r}; look it up by its name"
        raise UnknownEntity(msg)
    return entity


def definition_views(
    snapshot: Snapshot, entity_id: str, cases: Mapping[str, Case], paths: Mapping[str, str]
) -> tuple[DefinitionView, ...]:
    """What each case itself says the entity is, those that say most first."""
    told = snapshot.definitions_of(entity_id)
    views = [
        DefinitionView(told[key], key, case.title, paths[case.source])
        for key, case in cases.items()
        if key in told
    ]
    return tuple(sorted(views, key=lambda v: (_TOLD[v.definition.state], not v.definition.quote)))


def metric_views(snapshot: Snapshot, metrics: Sequence[Metric]) -> tuple[MetricView, ...]:
    """Metrics with where they stand, by source and place, near-duplicates folded."""
    cases = snapshot.cases(metric.case for metric in metrics)
    shown = {case.id for case in fold_groups(cases.values()).values()}
    paths = snapshot.paths(case.source for case in cases.values())
    passages = snapshot.passages_holding((metric.case, metric.start) for metric in metrics)

    def told(metric: Metric) -> tuple[str, str]:
        passage = passages.get((metric.case, metric.start))
        return figure_words(metric, passage) if passage else ("", metric.text)

    views = [
        MetricView(metric, case.title, paths[case.source], case.region, *told(metric))
        for metric in metrics
        if (case := cases[metric.case]).id in shown
    ]
    return tuple(sorted(views, key=lambda view: (view.path, view.metric.start)))


def quotes_of(
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


def relation_views(
    snapshot: Snapshot, found: Iterable[tuple[Relation, str | None]]
) -> tuple[RelationView, ...]:
    """Relations, each with the passage of its evidence, by what they say: by type, with quotes."""
    claims: dict[_Claim, list[_Proof]] = {}
    for relation, passage in found:
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
        _view(claim, ends, few, [_evidence(proof, cases, paths, passages) for proof in few])
        for claim, few in shown.items()
    ]
    return tuple(sorted(views, key=_rank))


def _rank(view: RelationView) -> tuple[int, bool, int, str]:
    """By type; what is unsure comes last, what has most quotes first."""
    return _ORDER[view.type], is_unsure(view.confidence), -len(view.quotes), view.tail.name


def _few(proofs: list[_Proof], cases: Mapping[str, Case]) -> list[_Proof]:
    """Surest proof of each case, near-duplicates folded, up to what a page shows; surest first."""
    folded = {case.id for case in fold_groups(cases[proof.case] for proof in proofs).values()}
    first: dict[str, _Proof] = {}
    for proof in sorted(proofs, key=lambda proof: -proof.relation.confidence):
        if proof.case in folded:
            first.setdefault(proof.case, proof)
    return list(first.values())[:_QUOTES_PER_RELATION]


def _view(
    claim: _Claim, ends: Mapping[str, Entity], proofs: list[_Proof], quotes: list[Quote]
) -> RelationView:
    """Claim with both its ends resolved; as sure as its best proof, the gazetteer wholly."""
    head, kind, tail, post, date = claim
    sure = max((proof.relation.confidence for proof in proofs), default=1.0)
    return RelationView(kind, ends[head], ends[tail], tuple(quotes), post, date, sure)


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
        region=case.region,
    )
