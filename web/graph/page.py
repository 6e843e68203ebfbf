"""关系图: what stands around an entity, as a picture and as a table; how two entities are tied."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from flask import url_for

from kg.graph.neighbourhood import Near, Neighbourhood, View, neighbourhood
from kg.ontology import KIND_LABELS, RELATION_LABELS, Kind, RelationType
from web.entity.ties import INCOMING
from web.graph.drawing import NARROW, draw
from web.graph.drawn import Drawing, Group, Item
from web.graph.state import TOGETHER, GraphState
from web.links import Link, entity_link

if TYPE_CHECKING:
    from kg.library import Library

_FEW, _MANY = 8, 40  # neighbours of a kind: in the whole picture, where it is narrowed to the kind
_CROWD: Final = 3 * _FEW  # only named by the same cases: more would hide those that have a proof
_ROWS: Final = 50  # of the table on one page
_CHILDREN: Final = 6  # neighbours of a neighbour
TOGETHER_LABEL: Final = "同篇出现"


@dataclass(frozen=True, slots=True)
class Choice:
    """A filter: how many it leaves of what the other filters leave, if it is on, where it leads.

    ``anchor`` names its link.
    """

    label: str
    count: int
    active: bool
    url: str
    anchor: str


@dataclass(frozen=True, slots=True)
class TableRow:
    """A neighbour in the table; ``path_url`` shows the proofs."""

    link: Link
    relations: str
    cases: int
    path_url: str


@dataclass(frozen=True, slots=True)
class GraphPage:
    """Everything that the page shows: the picture in two shapes, the table page by page.

    ``total`` counts all neighbours, ``left`` those that are shown; ``together`` counts those that
    only the same cases name and that are left out until they are asked for. ``told`` says which of
    what is left the table shows.
    """

    id: str
    link: Link
    drawing: Drawing | None
    narrow: Drawing | None
    kinds: tuple[Choice, ...]
    relations: tuple[Choice, ...]
    total: int
    left: int
    together: int
    together_url: str
    rows: tuple[TableRow, ...]
    told: str
    before: str
    after: str
    svg_url: str
    path_url: str
    reset_url: str


def graph_page(library: "Library", state: GraphState) -> GraphPage:
    """The neighbourhood of an entity. Raises UnknownEntity."""
    first = (state.page - 1) * _ROWS
    most = _MANY if state.kinds else _FEW
    around = _around(library, state, most, first, _ROWS)
    groups = _groups(library, state, around)
    center = around.entity
    left = sum(total for _, _, total in around.near)
    last = first + len(around.listed)
    return GraphPage(
        id=state.entity,
        link=entity_link(center),
        drawing=draw(center.name, str(center.kind), groups) if groups else None,
        narrow=draw(center.name, str(center.kind), groups, NARROW) if groups else None,
        kinds=_worth(_kind_choices(state, around)),
        relations=_worth(_relation_choices(state, around)),
        total=around.total,
        left=left,
        together=around.left_out,
        together_url=replace(state, relations=(None,), opened=(), page=1).url(),
        rows=tuple(_row(near, state) for near in around.listed),
        told=f"第 {first + 1} 至 {last} 个，共 {left} 个" if left > _ROWS else f"{left} 个",
        before=_table(replace(state, page=state.page - 1)) if first else "",
        after=_table(replace(state, page=state.page + 1)) if last < left else "",
        svg_url=state.url("graph.picture"),
        path_url=url_for("graph.path", start=state.entity),
        reset_url=GraphState(state.entity).url() if state.kinds or state.relations else "",
    )


def _table(state: GraphState) -> str:
    return f"{state.url()}#list"


def _around(
    library: "Library", state: GraphState, most: int, first: int = 0, rows: int = 0
) -> Neighbourhood:
    view = View(most, state.kinds, state.relations, first, rows, _CROWD)
    with library.walking() as (snapshot, graph):
        return neighbourhood(snapshot, graph, state.entity, view)


def _groups(library: "Library", state: GraphState, around: Neighbourhood) -> list[Group]:
    """What the picture shows of each kind; the rest is in the table."""
    there = {near.entity.id for _, shown, _ in around.near for near in shown}
    inner = {key: _children(library, key, state.entity) for key in state.opened if key in there}
    return [
        Group(
            label=f"{KIND_LABELS[kind]} {total}",
            kind=str(kind),
            items=tuple(_item(near, state, inner) for near in shown),
            more=total - len(shown),
            more_url=_table(state) if state.kinds else replace(state, kinds=(kind,), page=1).url(),
        )
        for kind, shown, total in around.near
    ]


def _children(library: "Library", entity_id: str, center: str) -> tuple[Item, ...]:
    """Those that an opened neighbour has relations with, besides the entity in the middle."""
    around = _around(library, GraphState(entity_id, relations=tuple(RelationType)), _CHILDREN)
    near = [near for _, shown, _ in around.near for near in shown if near.entity.id != center]
    return tuple(
        Item(
            near.entity.name,
            GraphState(near.entity.id).url(),
            str(near.entity.kind),
            _ties(near),
            tied=True,
        )
        for near in near[:_CHILDREN]
    )


def _item(near: Near, state: GraphState, inner: Mapping[str, tuple[Item, ...]]) -> Item:
    key = near.entity.id
    return Item(
        label=near.entity.name,
        url=GraphState(key).url(),
        kind=str(near.entity.kind),
        note=_ties(near) or _shared(near),
        tied=bool(near.ties),
        toggle=state.toggled(key).url() if near.further else "",
        key=key,
        opened=key in inner,
        children=inner.get(key, ()),
    )


def _ties(near: Near) -> str:
    """The relations of a neighbour in words, seen from the entity in the middle."""
    told = (RELATION_LABELS[kind] if forth else INCOMING[kind] for kind, forth in near.ties)
    return "、".join(dict.fromkeys(told))


def _shared(near: Near) -> str:
    """How many cases name both; persons are not ranked by it."""
    return f"同见 {near.cases} 篇" if near.cases > 1 and near.entity.kind is not Kind.PERSON else ""


def _row(near: Near, state: GraphState) -> TableRow:
    path = url_for("graph.path", start=state.entity, end=near.entity.id) if near.ties else ""
    # Persons are told apart by name, not by how often they are named.
    cases = 0 if near.entity.kind is Kind.PERSON else near.cases
    return TableRow(entity_link(near.entity), _ties(near) or TOGETHER_LABEL, cases, path)


def _worth(choices: Iterable[Choice]) -> tuple[Choice, ...]:
    """The choices of a filter; none where there is only one and it is not made."""
    found = tuple(choices)
    return found if len(found) > 1 or any(one.active for one in found) else ()


def _kind_choices(state: GraphState, around: Neighbourhood) -> Iterator[Choice]:
    for kind in Kind:
        count, active = around.kinds.get(kind, 0), kind in state.kinds
        if count or active:
            rest = tuple(one for one in state.kinds if one is not kind)
            chosen = replace(state, kinds=rest if active else (*rest, kind), opened=(), page=1)
            yield Choice(KIND_LABELS[kind], count, active, chosen.url(), f"kind-{kind}")


def _relation_choices(state: GraphState, around: Neighbourhood) -> Iterator[Choice]:
    for kind in (*RelationType, None):
        count, active = around.relations.get(kind, 0), kind in state.relations
        if count or active:
            rest = tuple(one for one in state.relations if one is not kind)
            chosen = replace(state, relations=rest if active else (*rest, kind), opened=(), page=1)
            label = RELATION_LABELS[kind] if kind else TOGETHER_LABEL
            yield Choice(label, count, active, chosen.url(), f"relation-{kind or TOGETHER}")
