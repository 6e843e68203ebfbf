"""The entity page: names, where it is, relations with their proofs, figures, cases, quotes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import url_for

from kg.model import Entity, MetricView, Neighbour, Profile, Query, Quote, RelationView
from kg.ontology import (
    KIND_LABELS,
    RELATION_LABELS,
    UNSURE_LABEL,
    Kind,
    RelationType,
    is_unsure,
)
from kg.text import MASK
from web import runs, words
from web.collection.collecting import entity_button, quote_button
from web.entity.definitions import DefinitionItem, definition_items
from web.links import Link, case_link, case_url, entity_link, metric_anchor, quote_url
from web.search.state import SearchState

if TYPE_CHECKING:
    from kg.library import Library

# What a relation is called from its tail's side.
INCOMING: Final[dict[RelationType, str]] = {
    RelationType.LOCATED_IN: "所辖与所在",
    RelationType.PART_OF: "下属",
    RelationType.HOLDS_POST: "材料中职务",
    RelationType.VISITED: "到访者",
    RelationType.IMPLEMENTS: "推行者",
    RelationType.AWARDED: "获得者",
    RelationType.PARTNERS_WITH: "协作",
}
# A screen's worth stands open, the rest folds; what a fold holds is bounded as well, since a
# province may have thousands of places.
OPEN_ROWS: Final = 10
MOST_ROWS: Final = 200
OPEN_DEFINITIONS: Final = 3
OPEN_NEIGHBOURS: Final = 8
QUOTES_A_RELATION: Final = 3


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """Exact words with where they stand."""

    runs: tuple[runs.Run, ...]
    url: str
    title: str
    path: str
    heading: tuple[str, ...]
    collect: str


@dataclass(frozen=True, slots=True)
class RelationItem:
    """The other end of a relation; without quotes the gazetteer is the proof."""

    other: Link
    note: str
    quotes: tuple[QuoteItem, ...]


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Relations of one type and direction; ``left_out`` counts those not shown at all."""

    label: str
    open: tuple[RelationItem, ...]
    folded: tuple[RelationItem, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class MetricItem:
    """A figure about the entity, with the case it stands in."""

    measure: str
    value: str
    words: str
    status: str
    title: str
    region: str
    url: str


@dataclass(frozen=True, slots=True)
class NeighbourGroup:
    """Related entities of one kind."""

    kind: str
    label: str
    open: tuple[Link, ...]
    folded: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Everything that an entity's page shows."""

    name: str
    kind: str
    kind_label: str
    redacted: bool
    aliases: tuple[str, ...]
    parents: tuple[Link, ...]
    region: str
    search_url: str
    graph_url: str
    collect: str
    inside: Link | None
    definitions_open: tuple[DefinitionItem, ...]
    definitions_folded: tuple[DefinitionItem, ...]
    relations: tuple[RelationGroup, ...]
    metrics: tuple[MetricItem, ...]
    neighbours: tuple[NeighbourGroup, ...]
    cases: tuple[Link, ...]
    basis: str
    namesakes: tuple[Link, ...]
    quotes_open: tuple[QuoteItem, ...]
    quotes_folded: tuple[QuoteItem, ...]


def entity_page(library: "Library", entity_id: str) -> EntityPage:
    """One entity with all that is known of it. Raises UnknownEntity."""
    profile = library.entity(entity_id)
    entity = profile.entity
    quotes = [quote_item(quote, entity) for quote in profile.quotes[:MOST_ROWS]]
    defined = tuple(definition_items(profile.definitions[:MOST_ROWS], entity))
    return EntityPage(
        name=entity.name,
        kind=str(entity.kind),
        kind_label=words.kind_words(entity.kind),
        redacted=entity.redacted,
        # A bare mask (*) is no name that anybody goes by.
        aliases=tuple(a for a in entity.aliases if a != entity.name and MASK.sub("", a)),
        # Shown top down: province first, the entity itself last.
        parents=tuple(entity_link(parent) for parent in reversed(profile.parents)),
        region="" if profile.parents else _where(entity),
        search_url=SearchState(entity=entity.id).url(),
        graph_url=url_for("graph.show", entity_id=entity.id),
        collect=entity_button(entity.id) if any(q.passage for q in profile.quotes) else "",
        inside=_inside(library, entity),
        definitions_open=defined[:OPEN_DEFINITIONS],
        definitions_folded=defined[OPEN_DEFINITIONS:],
        relations=tuple(_relations(profile)),
        metrics=tuple(map(_metric, profile.metrics)),
        neighbours=tuple(_neighbours(profile.neighbours)),
        cases=tuple(map(case_link, profile.cases)),
        basis=entity.basis,
        namesakes=tuple(_namesake(other) for other in profile.namesakes),
        quotes_open=tuple(quotes[:OPEN_ROWS]),
        quotes_folded=tuple(quotes[OPEN_ROWS:]),
    )


def _namesake(other: Entity) -> Link:
    """Another of the same name, with where it is and why it is kept apart."""
    return entity_link(other, " · ".join(part for part in (_where(other), other.basis) if part))


def _inside(library: "Library", entity: Entity) -> Link | None:
    """The materials of an administrative unit and of all inside it; None for other entities."""
    if entity.unit is None or not entity.region:
        return None
    region = "/".join(entity.region)
    total = library.search(Query(region=region, limit=1)).total
    label = f"{entity.name}及所辖各地的材料：{total} 篇"
    return Link(label, SearchState(region=region).url()) if total else None


def quote_item(quote: Quote, entity: Entity) -> QuoteItem:
    """A quote with the entity's names marked."""
    spans = runs.find_names(quote.text, (entity.name, *entity.aliases))
    return QuoteItem(
        runs=runs.cut(quote.text, spans),
        url=quote_url(quote),
        title=quote.title,
        path=quote.path,
        heading=quote.heading,
        collect=quote_button(quote.case, quote.start, quote.end, entity.name)
        if quote.passage
        else "",
    )


def _relations(profile: Profile) -> Iterator[RelationGroup]:
    groups: dict[tuple[RelationType, str], list[RelationItem]] = {}
    for relation in sorted(profile.relations, key=lambda r: list(RelationType).index(r.type)):
        outgoing = relation.head.id == profile.entity.id
        other = relation.tail if outgoing else relation.head
        label = RELATION_LABELS[relation.type] if outgoing else INCOMING[relation.type]
        item = _relation(relation, other, profile.entity)
        groups.setdefault((relation.type, label), []).append(item)
    for (_, label), items in groups.items():
        yield RelationGroup(
            label=label,
            open=tuple(items[:OPEN_ROWS]),
            folded=tuple(items[OPEN_ROWS:MOST_ROWS]),
            left_out=max(0, len(items) - MOST_ROWS),
        )


def _relation(relation: RelationView, other: Entity, entity: Entity) -> RelationItem:
    date = words.date_words(relation.date) if relation.date else ""
    unsure = UNSURE_LABEL if is_unsure(relation.confidence) else ""
    return RelationItem(
        other=entity_link(other, note=_where(other)),
        note=" · ".join(part for part in (relation.post or "", date, unsure) if part),
        quotes=tuple(quote_item(quote, entity) for quote in relation.quotes[:QUOTES_A_RELATION]),
    )


def _where(entity: Entity) -> str:
    """Region of an entity, without its own name where it is a place."""
    above = entity.region[:-1] if entity.region[-1:] == (entity.name,) else entity.region
    told = words.region_words(above, unknown="")
    return f"{told}［推定］" if told and entity.region_inferred else told


def _metric(view: MetricView) -> MetricItem:
    metric = view.metric
    return MetricItem(
        measure=metric.measure,
        value=words.value_words(metric),
        words=metric.text,
        status=words.status_words(metric),
        title=view.title,
        region=words.region_words(view.region),
        url=case_url(metric.case, metric_anchor(metric.start)),
    )


def _neighbours(neighbours: Iterable[Neighbour]) -> Iterator[NeighbourGroup]:
    by_kind: dict[Kind, list[Link]] = {}
    for neighbour in neighbours:
        by_kind.setdefault(neighbour.entity.kind, []).append(_neighbour(neighbour))
    for kind in Kind:
        if kind in by_kind:
            links: Sequence[Link] = by_kind[kind]
            # Persons stand by name, never by how often they are named.
            if kind is Kind.PERSON:
                links = sorted(links, key=lambda link: link.label)
            shown, folded = tuple(links[:OPEN_NEIGHBOURS]), tuple(links[OPEN_NEIGHBOURS:MOST_ROWS])
            yield NeighbourGroup(str(kind), KIND_LABELS[kind], shown, folded)


def _neighbour(neighbour: Neighbour) -> Link:
    # One shared case is what makes a neighbour; only more than one says something.
    counted = neighbour.cases > 1 and neighbour.entity.kind is not Kind.PERSON
    return entity_link(neighbour.entity, f"同见于 {neighbour.cases} 篇" if counted else "")
