"""The relations of an entity in groups: what each group holds, and the first of it with proofs."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from kg.graph import EntityGraph
from kg.model import RelationView
from kg.ontology import Kind, RelationType, is_unsure
from kg.profile import relation_views
from kg.store import Claim, Snapshot

# What a page shows of a group, the graph page lists the rest; who practises an initiative fills
# a part of its page.
_SHOWN: Final = 16
_SHOWN_OF_SPREAD: Final = 40
# Proofs that are read of a relation; near-copies among them are folded later.
_PROOFS: Final = 4

# Relations that say the same are one: head, tail, post and date.
_Said = tuple[str, str, str | None, str | None]


@dataclass(frozen=True, slots=True)
class TieGroup:
    """Relations of one type, all from the entity or all to it; ``total`` counts what they say."""

    type: RelationType
    outgoing: bool
    views: tuple[RelationView, ...]
    total: int


def tie_groups(
    snapshot: Snapshot, graph: EntityGraph, entity_id: str, claims: Iterable[Claim]
) -> tuple[TieGroup, ...]:
    """Groups by type, the entity's own relations before those that lead to it.

    Inside a group what is unsure stands last; what most cases say stands first, persons by name.
    """
    groups: defaultdict[tuple[RelationType, bool], dict[_Said, list[Claim]]] = defaultdict(dict)
    for claim in claims:
        # Partners are so from either side.
        outgoing = claim.head == entity_id or claim.type is RelationType.PARTNERS_WITH
        said = (claim.head, claim.tail, claim.post, claim.date)
        groups[claim.type, outgoing].setdefault(said, []).append(claim)
    shown: dict[tuple[RelationType, bool], list[_Said]] = {}
    for key, told in groups.items():
        shown[key] = sorted(told, key=lambda s: _rank(graph, entity_id, s, told[s]))[
            : _SHOWN_OF_SPREAD if key == _SPREAD else _SHOWN
        ]
    wanted = [
        claim.id
        for key, few in shown.items()
        for said in few
        for claim in sorted(groups[key][said], key=lambda c: -c.confidence)[:_PROOFS]
    ]
    views = {_said(view): view for view in relation_views(snapshot, snapshot.relations(wanted))}
    return tuple(
        TieGroup(
            kind,
            outgoing,
            tuple(views[kind, said] for said in shown[kind, outgoing]),
            len(groups[kind, outgoing]),
        )
        for kind, outgoing in sorted(groups, key=lambda key: (_ORDER.index(key[0]), not key[1]))
    )


_ORDER: Final = tuple(RelationType)
_SPREAD: Final = (RelationType.IMPLEMENTS, False)


def _rank(
    graph: EntityGraph, entity_id: str, said: _Said, claims: Sequence[Claim]
) -> tuple[bool, int, str, str]:
    other = said[1] if said[0] == entity_id else said[0]
    unsure = is_unsure(max(claim.confidence for claim in claims))
    cases = len({claim.group for claim in claims if claim.group})
    ranked = graph.kind(other) is not Kind.PERSON
    return unsure, -cases if ranked else 0, graph.name(other), other


def _said(view: RelationView) -> tuple[RelationType, _Said]:
    return view.type, (view.head.id, view.tail.id, view.post, view.date)
