"""Where an initiative is practised: who practises it, province by province."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from kg.compare.choosing import provinces
from kg.dossier import TieGroup
from kg.model import Case, Entity
from kg.ontology import RelationType
from web.entity.ties import RelationItem, relation_item, told_once
from web.graph.state import GraphState
from web.links import Link
from web.words import UNPLACED

OPEN_PROVINCES: Final = 8


@dataclass(frozen=True, slots=True)
class ProvinceGroup:
    """Those of one province who practise it."""

    label: str
    items: tuple[RelationItem, ...]


@dataclass(frozen=True, slots=True)
class SpreadPart:
    """Provinces in their usual order, the unknown last; ``more`` leads to those not shown."""

    open: tuple[ProvinceGroup, ...]
    folded: tuple[ProvinceGroup, ...]
    total: int
    more: Link | None


def spread_part(ties: Iterable[TieGroup], entity: Entity, cases: Mapping[str, Case]) -> SpreadPart:
    """Who practises an initiative; empty for other entities."""
    group = next((t for t in ties if t.type is RelationType.IMPLEMENTS and not t.outgoing), None)
    if group is None:
        return SpreadPart((), (), 0, None)
    placed: dict[str, list[RelationItem]] = {}
    for view in group.views:
        top = view.head.region[0] if view.head.region else UNPLACED
        placed.setdefault(top, []).append(relation_item(view, entity, cases, group.total))
    known = [*provinces(), *placed]
    left = group.total - len(group.views)
    graph = GraphState(entity.id, relations=(RelationType.IMPLEMENTS,)).url()
    order = sorted(placed, key=lambda name: (name == UNPLACED, known.index(name)))
    groups = tuple(ProvinceGroup(name, told_once(placed[name])) for name in order)
    return SpreadPart(
        groups[:OPEN_PROVINCES],
        groups[OPEN_PROVINCES:],
        group.total,
        Link(f"另有 {left} 个推行者，见关系图", graph) if left else None,
    )
