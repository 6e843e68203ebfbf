"""What a place has done, with all inside it: who practised what, with whom, what was won."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from kg.graph import EntityGraph
from kg.model import Entity, Quote, RelationView
from kg.ontology import Kind, RelationType
from kg.profile import relation_views
from kg.store import Snapshot

_PRACTISED: Final = 16
_BY: Final = 3  # who practises one thing
_NAMED: Final = 24
# Beyond what is told with its words, so many are named: a province's page stays one that opens.
_LISTED: Final = 400
_DONE: Final = frozenset({RelationType.IMPLEMENTS, RelationType.AWARDED})

# Who has an initiative or an honour, with the number of cases that say so.
_Holders = defaultdict[str, Counter[str]]


@dataclass(frozen=True, slots=True)
class Deed:
    """An initiative or an honour of a place: who there has it, and words that say so.

    ``by`` are the first of ``total``; the place itself stands before those inside it.
    """

    entity: Entity
    by: tuple[Entity, ...]
    total: int
    quote: Quote | None


@dataclass(frozen=True, slots=True)
class Named:
    """Entities of a place by their names; ``total`` counts also those that are not among them."""

    entities: tuple[Entity, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Deeds:
    """What a place and all inside it have done; all empty for other entities.

    Initiatives, honours and organizations that most cases tell stand first; ``more_…`` go on where
    those told with their words end. ``posts`` are those that the materials give people there, by
    their names alone; ``inside`` counts the places inside.
    """

    initiatives: tuple[Deed, ...] = ()
    more_initiatives: Named = Named()
    honors: tuple[Deed, ...] = ()
    more_honors: Named = Named()
    organizations: Named = Named()
    posts: tuple[RelationView, ...] = ()
    more_people: Named = Named()
    themes: tuple[tuple[str, int], ...] = ()
    inside: int = 0


def deeds(
    snapshot: Snapshot,
    graph: EntityGraph,
    place_id: str,
    inside: Collection[str],
    cases: Collection[str],
) -> Deeds:
    """What is told of a place and of those ``inside`` it; ``cases`` are those of its own."""
    there = {place_id, *inside}
    holders: dict[RelationType, _Holders] = {kind: defaultdict(Counter) for kind in _DONE}
    for head, kind, tail, cases_told in graph.tied(there, _DONE):
        holders[kind][tail][head] += cases_told
    run = _most_told(graph, holders[RelationType.IMPLEMENTS])
    won = _most_told(graph, holders[RelationType.AWARDED])
    bodies = [one for one in there if graph.kind(one) is Kind.ORGANIZATION]
    bodies.sort(key=lambda one: (-graph.cases(one), graph.name(one), one))
    posted = graph.tied_to(there, RelationType.HOLDS_POST)
    people = sorted(posted, key=lambda one: (graph.name(one), one))
    return Deeds(
        initiatives=_deeds(snapshot, graph, place_id, run, RelationType.IMPLEMENTS),
        more_initiatives=_named(snapshot, list(run), _PRACTISED),
        honors=_deeds(snapshot, graph, place_id, won, RelationType.AWARDED),
        more_honors=_named(snapshot, list(won), _PRACTISED),
        organizations=_named(snapshot, bodies, 0),
        posts=_posts(snapshot, people[:_NAMED], there),
        more_people=_named(snapshot, people, _NAMED),
        themes=tuple(sorted(snapshot.themes_of(cases).items(), key=lambda t: (-t[1], t[0]))),
        inside=sum(graph.kind(one) is Kind.PLACE for one in there) - 1,
    )


def _posts(snapshot: Snapshot, people: list[str], there: set[str]) -> tuple[RelationView, ...]:
    """Posts that the materials give these people at one of these places and bodies."""
    claims = snapshot.claims_from(people, RelationType.HOLDS_POST)
    views = relation_views(snapshot, snapshot.relations(c.id for c in claims if c.tail in there))
    return tuple(sorted(views, key=lambda view: (people.index(view.head.id), view.date or "")))


def _named(snapshot: Snapshot, ids: list[str], after: int) -> Named:
    """Those that stand after so many."""
    listed = ids[after:_LISTED]
    known = snapshot.entities(listed)
    return Named(tuple(known[one] for one in listed if one in known), len(ids))


def _most_told(graph: EntityGraph, holders: _Holders) -> dict[str, Counter[str]]:
    """Initiatives or honours, those that most cases tell first."""
    order = sorted(holders, key=lambda one: (-sum(holders[one].values()), graph.name(one), one))
    return {one: holders[one] for one in order}


def _deeds(
    snapshot: Snapshot,
    graph: EntityGraph,
    place_id: str,
    holders: dict[str, Counter[str]],
    kind: RelationType,
) -> tuple[Deed, ...]:
    """The first initiatives or honours that somebody there has."""
    order = list(holders)[:_PRACTISED]
    by = {
        one: sorted(
            holders[one], key=lambda who: (who != place_id, -holders[one][who], graph.name(who))
        )
        for one in order
    }
    first = {(by[one][0], one) for one in order}
    proofs: dict[tuple[str, str], int] = {}
    for claim in sorted(
        snapshot.claims_from({head for head, _ in first}, kind), key=lambda c: -c.confidence
    ):
        if (claim.head, claim.tail) in first and claim.group:
            proofs.setdefault((claim.head, claim.tail), claim.id)
    views = relation_views(snapshot, snapshot.relations(proofs.values()))
    quotes = {view.tail.id: view.quotes[0] for view in views if view.quotes}
    known = snapshot.entities([*order, *(who for one in order for who in by[one][:_BY])])
    return tuple(
        Deed(
            known[one],
            tuple(known[who] for who in by[one][:_BY] if who in known),
            len(by[one]),
            quotes.get(one),
        )
        for one in order
        if one in known
    )
