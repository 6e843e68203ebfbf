"""Walking the graph: what stands around an entity, and how two entities are tied."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from kg.errors import UnknownEntity
from kg.graph import EntityGraph, Tie
from kg.model import Entity, RelationView
from kg.ontology import Kind, RelationType
from kg.profile import relation_views
from kg.store import Snapshot

# What ties almost everything: lying in the same place, and worse, a visit by the same person.
_LOOSE: Final = (
    frozenset({RelationType.LOCATED_IN, RelationType.VISITED}),
    frozenset({RelationType.VISITED}),
    frozenset[RelationType](),
)
_LOOSE_OF_PERSONS: Final = (frozenset({RelationType.LOCATED_IN}), frozenset[RelationType]())


@dataclass(frozen=True, slots=True)
class Near:
    """An entity beside another: the relations between them, and how many cases name both.

    ``further``: it has relations with others.
    """

    entity: Entity
    ties: tuple[Tie, ...]
    cases: int
    further: bool


@dataclass(frozen=True, slots=True)
class View:
    """Which neighbours are wanted: at most so many of each kind; empty filters leave all.

    ``rows`` of all that the filters leave are wanted besides, from the ``first`` on. Where no
    relation is chosen, those that only the same cases name are left out beside others if they are
    more than ``together``.
    """

    most: int
    kinds: tuple[Kind, ...] = ()
    relations: tuple[RelationType | None, ...] = ()
    first: int = 0
    rows: int = 0
    together: int | None = None


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What stands around ``entity``: by kind what is shown, and of how many that is.

    ``listed`` is the stretch that was asked for of all that the filters leave, kind by kind.
    ``total`` counts all neighbours. ``kinds`` counts by kind those that the chosen relations leave,
    ``relations`` by relation those that the chosen kinds leave; None stands for those that only
    the same cases name. ``left_out`` counts these where others go before them.
    """

    entity: Entity
    near: tuple[tuple[Kind, tuple[Near, ...], int], ...]
    listed: tuple[Near, ...]
    total: int
    kinds: dict[Kind, int]
    relations: dict[RelationType | None, int]
    left_out: int


@dataclass(frozen=True, slots=True)
class Step:
    """One edge of a path, with the relations that make it and their proofs."""

    start: Entity
    end: Entity
    relations: tuple[RelationView, ...]


def neighbourhood(
    snapshot: Snapshot, graph: EntityGraph, entity_id: str, view: View
) -> Neighbourhood:
    """The neighbours of an entity as far as they are wanted; raises UnknownEntity.

    Those with relations come first, then those with most cases shared; persons go by name alone.
    """
    kinds, relations = view.kinds, view.relations
    center = known_entity(snapshot, entity_id)
    ties, together = graph.ties(entity_id), graph.together(entity_id)
    every = [other for other in ties.keys() | together.keys() if other != entity_id]
    by_kind: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    types_of = {
        other: {kind for kind, _ in ties.get(other, ())} or frozenset({None}) for other in every
    }
    of_kinds = [one for one in every if not kinds or graph.kind(one) in kinds]
    told = Counter(kind for one in of_kinds for kind in types_of[one])
    left_out = 0
    if view.together is not None and not relations and ties:
        loose = sum(None in types for types in types_of.values())
        if loose > view.together:
            relations, left_out = tuple(RelationType), told[None]
    for other, types in types_of.items():
        if not relations or not types.isdisjoint(relations):
            by_kind[graph.kind(other)].append(other)
    ordered = {
        kind: _first(graph, kind, others, ties, together)
        for kind, others in by_kind.items()
        if others and (not kinds or kind in kinds)
    }
    stretch = [other for others in ordered.values() for other in others][
        view.first : view.first + view.rows
    ]
    shown = {kind: others[: view.most] for kind, others in ordered.items()}
    known = snapshot.entities(other for others in (*shown.values(), stretch) for other in others)

    def near(others: Sequence[str]) -> tuple[Near, ...]:
        return tuple(
            Near(known[one], ties.get(one, ()), together[one], graph.leads_on(one, entity_id))
            for one in others
            if one in known
        )

    return Neighbourhood(
        entity=center,
        near=tuple((kind, near(others), len(by_kind[kind])) for kind, others in shown.items()),
        listed=near(stretch),
        total=len(every),
        kinds={kind: len(others) for kind, others in by_kind.items() if others},
        relations=dict(told),
        left_out=left_out,
    )


def path(snapshot: Snapshot, graph: EntityGraph, start: str, end: str) -> tuple[Step, ...]:
    """How two entities are tied, in fewest steps; empty where nothing ties them.

    What stands between the two themselves goes before all. What ties almost everything is gone
    along only where nothing else leads there. Raises UnknownEntity.
    """
    kinds = {known_entity(snapshot, one).kind for one in (start, end)}
    direct = end in graph.ties(start)
    ways = (
        graph.path(start, end, without=types)
        for types in (_LOOSE_OF_PERSONS if Kind.PERSON in kinds else _LOOSE)
    )
    found = (start, end) if direct else next(filter(None, ways), ())
    known = snapshot.entities(found)
    if len(known) < len(found):  # the graph is of another generation than the snapshot
        return ()
    return tuple(
        Step(
            known[one],
            known[other],
            relation_views(snapshot, snapshot.relations_between(one, other)),
        )
        for one, other in pairwise(found)
    )


def _first(
    graph: EntityGraph,
    kind: Kind,
    others: Sequence[str],
    ties: dict[str, tuple[Tie, ...]],
    together: Counter[str],
) -> list[str]:
    """Neighbours of one kind in the order in which they are shown."""
    if kind is Kind.PERSON:
        return sorted(others, key=lambda other: (other not in ties, graph.name(other), other))
    return sorted(others, key=lambda other: (other not in ties, -together[other], other))


def known_entity(snapshot: Snapshot, entity_id: str) -> Entity:
    """Entity of this id. Raises UnknownEntity."""
    entity = snapshot.entities([entity_id]).get(entity_id)
    if entity is None:
        msg = f"no entity has the id {entity_id!r}; look it up by its name"
        raise UnknownEntity(msg)
    return entity
