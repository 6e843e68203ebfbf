"""How two entities are tied: a chain of relations, each with the words that prove it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from kg.graph.neighbourhood import known_entity, path
from kg.model import Entity, RelationView
from kg.ontology import RELATION_LABELS, UNSURE_LABEL, is_unsure
from web import words
from web.entity.posts import post_words
from web.entity.quotes import QuoteItem, quote_items
from web.links import Link, entity_link

if TYPE_CHECKING:
    from kg.library import Library

_CANDIDATES = 20  # of one name that are offered


@dataclass(frozen=True, slots=True)
class RelationLine:
    """One relation of a step: who, how, to whom; without quotes the gazetteer is the proof."""

    head: Link
    label: str
    tail: Link
    note: str
    quotes: tuple[QuoteItem, ...]


@dataclass(frozen=True, slots=True)
class StepItem:
    """One step of the chain: the entity that it leads to, and why."""

    end: Link
    relations: tuple[RelationLine, ...]


@dataclass(frozen=True, slots=True)
class PathPage:
    """Everything that the page shows. ``candidates`` are offered where a name means several."""

    start: Link
    start_id: str
    wanted: str
    end: Link | None
    candidates: tuple[Link, ...]
    steps: tuple[StepItem, ...]


def path_page(library: "Library", start: str, end: str, wanted: str) -> PathPage:
    """The chain from one entity to another, named by id or by name. Raises UnknownEntity."""
    steps: tuple[StepItem, ...] = ()
    last: Entity | None = None
    with library.walking() as (snapshot, graph):
        first = known_entity(snapshot, start)
        ids = [] if end or not wanted else snapshot.named(wanted)
        named = snapshot.entities(ids)
        others = [named[one] for one in ids if one != start][:_CANDIDATES]
        if not end and len(others) == 1:
            end = others[0].id
        if end:
            found = path(snapshot, graph, start, end)
            last = known_entity(snapshot, end)
            steps = tuple(_step(step.end, step.relations) for step in found)
    return PathPage(
        start=entity_link(first),
        start_id=start,
        wanted=wanted or (last.name if last else ""),
        end=entity_link(last) if last else None,
        candidates=() if last else tuple(_candidate(start, other) for other in others),
        steps=steps,
    )


def _candidate(start: str, other: Entity) -> Link:
    link = entity_link(other, words.region_words(other.region, unknown=""))
    url = url_for("graph.path", start=start, end=other.id)
    return Link(link.label, url, kind=link.kind, kind_label=link.kind_label, note=link.note)


def _step(end: Entity, relations: tuple[RelationView, ...]) -> StepItem:
    return StepItem(entity_link(end), tuple(_lines(relations)))


def _lines(relations: tuple[RelationView, ...]) -> Iterator[RelationLine]:
    for view in relations:
        unsure = UNSURE_LABEL if is_unsure(view.confidence) else ""
        yield RelationLine(
            head=entity_link(view.head),
            label=RELATION_LABELS[view.type],
            tail=entity_link(view.tail),
            note=" · ".join(part for part in (post_words(view), unsure) if part),
            quotes=quote_items(view.quotes, view.tail, {}),
        )
