"""Putting the dossier of an entity together, by its kind."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from kg.dossier.deeds import Deeds, deeds
from kg.dossier.model import Dossier, Figure, Wording
from kg.dossier.ties import tie_groups
from kg.dossier.timeline import timeline
from kg.graph import EntityGraph
from kg.graph.neighbourhood import known_entity
from kg.model import Case, Entity, MetricView, Neighbour
from kg.ontology import Kind
from kg.profile import definition_views, metric_views, quotes_of
from kg.store import Snapshot, Spot

if TYPE_CHECKING:
    from kg.library import Library

_NEIGHBOURS: Final = 40
_NAMESAKES: Final = 30
_FIGURES: Final = 40
_WORDINGS: Final = 12
# Cases of which definitions and quotes are read; a page shows a few of them.
_READ: Final = 40
# Entities inside a place whose figures are looked at; a province has thousands.
_SUBJECTS: Final = 500


def dossier(library: "Library", entity_id: str) -> Dossier:
    """What the page of an entity shows. Raises UnknownEntity."""
    with library.walking() as (snapshot, graph):
        return library.once(
            snapshot, ("dossier", entity_id), lambda: _dossier(snapshot, graph, entity_id)
        )


def _dossier(snapshot: Snapshot, graph: EntityGraph, entity_id: str) -> Dossier:
    entity = known_entity(snapshot, entity_id)
    spots = snapshot.spots(entity_id)
    counted = Counter(spot.case for spot in spots)
    naming = snapshot.outlines(counted)
    unit = _is_unit(entity)
    lying = snapshot.outlines_in(entity.region) if unit else []
    own = lying or naming
    # What texts say lies in a place may be meant otherwise; what was resolved to lie there is sure.
    inside = [one for one in graph.within(entity.region) if one != entity_id] if unit else []
    read = _read(snapshot, counted)
    paths = snapshot.paths(case.source for case in read.values())
    above, near = graph.parents(entity_id), graph.neighbours(entity_id, _NEIGHBOURS)
    known = snapshot.entities([*above, *(key for key, _, _ in near)])
    figures, figures_total = _figures(snapshot, graph, entity, inside)
    return Dossier(
        entity=entity,
        parents=tuple(known[key] for key in above if key in known),
        namesakes=() if entity.redacted else tuple(snapshot.namesakes(entity, _NAMESAKES)),
        definitions=definition_views(snapshot, entity_id, read, paths),
        wordings=_wordings(spots),
        ties=tie_groups(snapshot, graph, entity_id, snapshot.claims_of(entity_id)),
        deeds=deeds(snapshot, graph, entity_id, inside, [outline.id for outline in own])
        if entity.kind is Kind.PLACE
        else Deeds(),
        timeline=timeline(snapshot, own, counted),
        of_place=bool(lying),
        figures=figures,
        figures_total=figures_total,
        quotes=quotes_of(snapshot, entity_id, read, paths),
        neighbours=tuple(Neighbour(known[k], n, types) for k, n, types in near if k in known),
        naming=len(counted),
        mentions=len(spots),
        first=(spots[0].case, spots[0].start) if spots else None,
    )


def _is_unit(entity: Entity) -> bool:
    """Whether cases may be said to be of this place: an administrative unit with its path."""
    return entity.unit is not None and bool(entity.region)


def _read(snapshot: Snapshot, counted: Counter[str]) -> dict[str, Case]:
    """Cases of which words are shown, those that name the entity most first."""
    most = sorted(counted, key=lambda case: (-counted[case], case))[:_READ]
    cases = snapshot.cases(most)
    return {key: cases[key] for key in most}


def _wordings(spots: Iterable[Spot]) -> tuple[Wording, ...]:
    """How cases write the name, what most cases write first."""
    cases: defaultdict[str, set[str]] = defaultdict(set)
    times: Counter[str] = Counter()
    for spot in spots:
        cases[spot.surface].add(spot.case)
        times[spot.surface] += 1
    order = sorted(cases, key=lambda surface: (-len(cases[surface]), surface))
    return tuple(Wording(one, len(cases[one]), times[one]) for one in order[:_WORDINGS])


def _figures(
    snapshot: Snapshot, graph: EntityGraph, entity: Entity, inside: Sequence[str]
) -> tuple[tuple[Figure, ...], int]:
    """Figures about the entity, about what lies inside a place after them, and how many."""
    known = sorted(inside, key=lambda one: (-graph.cases(one), one))[:_SUBJECTS]
    own, total = snapshot.metrics_about([entity.id], 2 * _FIGURES)
    others, more = snapshot.metrics_about(known, 2 * _FIGURES)
    shown = [*own, *others][: 2 * _FIGURES]  # near-copies among them are folded
    rank = {id(metric): number for number, metric in enumerate(shown)}
    views: Sequence[MetricView] = metric_views(snapshot, shown)
    ordered = sorted(views, key=lambda view: rank[id(view.metric)])[:_FIGURES]
    subjects = snapshot.entities(v.metric.subject_id for v in ordered if v.metric.subject_id)
    return tuple(
        Figure(
            view, subjects.get(view.metric.subject_id or "") if not _is_of(view, entity) else None
        )
        for view in ordered
    ), total + more


def _is_of(view: MetricView, entity: Entity) -> bool:
    return view.metric.subject_id == entity.id
