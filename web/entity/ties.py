"""Relations on an entity's page: in groups, each with its proofs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from kg.dossier import TieGroup
from kg.model import Case, Entity, RelationView
from kg.ontology import RELATION_LABELS, UNSURE_LABEL, RelationType, is_unsure
from web import words
from web.entity.posts import post_words
from web.entity.quotes import QuoteItem, quote_items
from web.graph.state import GraphState
from web.links import Link, entity_link

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
OPEN_TIES: Final = 6
_FULL: Final = 3  # groups of so few show all their quotes, larger ones the first of each


@dataclass(frozen=True, slots=True)
class RelationItem:
    """The other end of a relation.

    ``official``: the gazetteer is the proof; another one without quotes has those of the next.
    """

    other: Link
    note: str
    quotes: tuple[QuoteItem, ...]
    official: bool


@dataclass(frozen=True, slots=True)
class RelationGroup:
    """Relations of one type and direction; ``more`` leads to those not shown at all."""

    label: str
    total: int
    open: tuple[RelationItem, ...]
    folded: tuple[RelationItem, ...]
    more: Link | None


def relation_groups(
    groups: Iterable[TieGroup], entity: Entity, cases: Mapping[str, Case]
) -> Iterator[RelationGroup]:
    """Groups in their order; ``cases`` are those of their quotes."""
    for group in groups:
        items = [relation_item(view, entity, cases, group.total) for view in group.views]
        left = group.total - len(items)
        graph = GraphState(entity.id, relations=(group.type,)).url()
        yield RelationGroup(
            label=(RELATION_LABELS if group.outgoing else INCOMING)[group.type],
            total=group.total,
            open=told_once(items[:OPEN_TIES]),
            folded=told_once(items[OPEN_TIES:]),
            more=Link(f"另有 {left} 项，见关系图", graph) if left else None,
        )


def relation_item(
    view: RelationView, entity: Entity, cases: Mapping[str, Case], total: int = 1
) -> RelationItem:
    """One relation as seen from an entity; of many only the first quote of each."""
    other = view.tail if view.head.id == entity.id else view.head
    unsure = UNSURE_LABEL if is_unsure(view.confidence) else ""
    quotes = view.quotes if total <= _FULL else view.quotes[:1]
    return RelationItem(
        other=entity_link(other, note=where(other)),
        note=" · ".join(part for part in (post_words(view), unsure) if part),
        quotes=quote_items(quotes, entity, cases),
        official=not quotes,
    )


def told_once(items: Sequence[RelationItem]) -> tuple[RelationItem, ...]:
    """Words that prove several in a row stand below the last of them alone."""
    following = (*(one.quotes for one in items[1:]), ())
    return tuple(
        replace(one, quotes=()) if one.quotes == after else one
        for one, after in zip(items, following, strict=False)
    )


def where(entity: Entity) -> str:
    """Region of an entity, without its own name where it is a place."""
    above = entity.region[:-1] if entity.region[-1:] == (entity.name,) else entity.region
    told = words.region_words(above, unknown="")
    return f"{told}［推定］" if told and entity.region_inferred else told
