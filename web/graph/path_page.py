"""How two entities are tied: a chain of relations, each with the words that prove it."""

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from flask import url_for

from kg.graph.neighbourhood import Step, known_entity, path
from kg.model import Entity, RelationView
from kg.ontology import RELATION_LABELS, UNSURE_LABEL, RelationType, is_unsure
from kg.places import gazetteer
from kg.wording import quoted
from web import words
from web.correcting.region import NoRegion, read_region
from web.entity.posts import post_words
from web.entity.quotes import QuoteItem, quote_items
from web.links import Link, entity_link

if TYPE_CHECKING:
    from kg.library import Library
    from kg.store import Snapshot

_CANDIDATES = 20  # of one name that are offered
_BY_VISIT: Final = "这条线经过“到访”：同一个人到过两地，不说明两者有联系。"
_BY_PLACE: Final = "这条线经过“位于”：同在一地，不说明两者有联系。"


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
    """Everything that the page shows.

    ``candidates`` are offered, with what ``asks``, where a name means several or none.
    ``caution`` says how little a chain tells that goes by a visit or a place that both share.
    """

    start: Link
    start_id: str
    wanted: str
    end: Link | None
    asks: str
    candidates: tuple[Link, ...]
    steps: tuple[StepItem, ...]
    caution: str


def path_page(library: "Library", start: str, end: str, wanted: str) -> PathPage:
    """The chain from one entity to another, named by id or by name. Raises UnknownEntity."""
    steps: tuple[StepItem, ...] = ()
    last: Entity | None = None
    caution = ""
    with library.walking() as (snapshot, graph):
        first = known_entity(snapshot, start)
        others = [] if end else _named(snapshot, wanted, start)
        alike = [] if end or others else _alike(library, snapshot, wanted, start)
        if not end and len(others) == 1:
            end = others[0].id
        if end:
            found = path(snapshot, graph, start, end)
            last = known_entity(snapshot, end)
            steps = tuple(_step(step.end, step.relations) for step in found)
            caution = _caution(found)
    several = f"{quoted(wanted)}有几个，指哪一个？"
    return PathPage(
        start=entity_link(first),
        start_id=start,
        wanted=wanted or (last.name if last else ""),
        end=entity_link(last) if last else None,
        asks=several if others else f"库中没有{quoted(wanted)}，是不是其中一个？",
        candidates=() if last else tuple(_candidate(start, other) for other in others or alike),
        steps=steps,
        caution=caution,
    )


def _caution(steps: Sequence[Step]) -> str:
    """What a reader should know of a chain that goes by what ties almost everything."""
    only = [{view.type for view in step.relations} for step in steps]
    if len(steps) > 1 and {RelationType.VISITED} in only:
        return _BY_VISIT
    # Up to a place that holds both and down again; straight up or down one does lie in the other.
    ways = {
        view.head.id == step.start.id
        for step, types in zip(steps, only, strict=True)
        for view in step.relations
        if types == {RelationType.LOCATED_IN}
    }
    return _BY_PLACE if len(ways) > 1 else ""


def _named(snapshot: "Snapshot", name: str, start: str) -> list[Entity]:
    """Others of this name, or of one that places above stand before: 北京市石景山区."""
    ids = _called(snapshot, name) or list(_behind_places(snapshot, name))
    found = snapshot.entities(ids)
    return [found[one] for one in dict.fromkeys(ids) if one in found and one != start][:_CANDIDATES]


def _called(snapshot: "Snapshot", name: str) -> list[str]:
    """Ids of what goes by a name; a place also by its short one: 余杭."""
    ids = snapshot.named(name) if name else []
    full = set() if ids else {unit.name for unit in gazetteer().named(name)}
    return [*ids, *(one for other in sorted(full) for one in snapshot.named(other))]


def _behind_places(snapshot: "Snapshot", name: str) -> Iterator[str]:
    """Ids of what lies in the places that a name begins with and goes by the rest of it."""
    for at in sorted({begin for begin, _, _ in gazetteer().find_all(name)} - {0}):
        with suppress(NoRegion):
            above = read_region(name[:at])
            below = snapshot.entities(_called(snapshot, name[at:])).values()
            yield from (one.id for one in below if above and one.region[: len(above)] == above)


def _alike(library: "Library", snapshot: "Snapshot", typed: str, start: str) -> list[Entity]:
    """Others that may be meant: by a part of the name, its pinyin or initials."""
    names = [one.text for one in library.suggest(typed) if one.kind] if typed else []
    ids = [one for name in names for one in snapshot.named(name) if one != start]
    found = snapshot.entities(ids)
    return [found[one] for one in dict.fromkeys(ids) if one in found][:_CANDIDATES]


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
