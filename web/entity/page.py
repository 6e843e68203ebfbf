"""The entity page: by its kind what it did, where, when, with whom, and in which words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from flask import url_for

from kg.compare import By
from kg.dossier import Dossier, Wording, dossier
from kg.model import Entity, Neighbour, Quote
from kg.ontology import KIND_LABELS, Kind, RelationType
from kg.text import MASK
from web import words
from web.collection.collecting import entity_button
from web.compare.state import CompareState
from web.correcting.panel import EntityPanel, entity_panel
from web.entity.deeds import DeedsPart, deeds_part
from web.entity.definitions import DefinitionItem, definition_items
from web.entity.figures import FigureItem, figure_item
from web.entity.quotes import QuoteItem, quote_items
from web.entity.spread import SpreadPart, spread_part
from web.entity.ties import RelationGroup, relation_groups, where
from web.entity.timeline import TimelinePart, timeline_part
from web.links import Link, entity_link, reading_url
from web.search.state import SearchState

if TYPE_CHECKING:
    from kg.library import Library

# A screen's worth stands open, the rest folds.
OPEN_ROWS: Final = 8
OPEN_DEFINITIONS: Final = 3
OPEN_NEIGHBOURS: Final = 8
OPEN_NAMESAKES: Final = 3

# Parts of the page in the order in which they matter for a kind; the name of a part is that of
# its template and its anchor.
_PARTS: Final[dict[Kind, tuple[str, ...]]] = {
    Kind.PLACE: ("deeds", "figures", "timeline", "relations", "quotes"),
    Kind.INITIATIVE: (
        *("definitions", "spread", "wordings", "timeline"),
        *("figures", "relations", "quotes"),
    ),
    Kind.PERSON: ("relations", "timeline", "wordings", "figures", "quotes"),
    Kind.ORGANIZATION: ("relations", "figures", "timeline", "wordings", "quotes"),
    Kind.HONOR: ("relations", "timeline", "wordings", "quotes"),
}
_LABELS: Final = {
    "deeds": "做了什么",
    "definitions": "释义",
    "spread": "在哪里推行",
    "wordings": "材料怎么写",
    "figures": "数据",
    "timeline": "年表",
    "relations": "关系",
    "quotes": "原文",
}
# Relations first that a kind is asked about most; the others follow in their usual order.
_FIRST: Final[dict[Kind, tuple[RelationType, ...]]] = {
    Kind.PERSON: (RelationType.HOLDS_POST, RelationType.AWARDED),
    Kind.ORGANIZATION: (
        *(RelationType.PARTNERS_WITH, RelationType.IMPLEMENTS),
        *(RelationType.HOLDS_POST, RelationType.AWARDED),
    ),
    Kind.PLACE: (RelationType.PARTNERS_WITH, RelationType.VISITED),
}
# Relations that parts of their own tell, by kind and whether they lead from the entity.
_ELSEWHERE: Final = {
    Kind.PLACE: {
        (RelationType.IMPLEMENTS, True),
        (RelationType.AWARDED, True),
        (RelationType.HOLDS_POST, False),
    },
    Kind.INITIATIVE: {(RelationType.IMPLEMENTS, False)},
}


@dataclass(frozen=True, slots=True)
class WordingItem:
    """One way in which cases write the name."""

    surface: str
    cases: int
    mentions: int


@dataclass(frozen=True, slots=True)
class NeighbourGroup:
    """Related entities of one kind."""

    kind: str
    label: str
    open: tuple[Link, ...]
    folded: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class EntityPage:
    """Everything that an entity's page shows; ``parts`` are those it has, in their order.

    ``read`` leads to the first mention, ``inside`` to the cases of a place and of all inside it.
    """

    name: str
    kind: str
    kind_label: str
    redacted: bool
    aliases: tuple[str, ...]
    parents: tuple[Link, ...]
    region: str
    basis: str
    namesakes_open: tuple[Link, ...]
    namesakes_folded: tuple[Link, ...]
    search: Link
    read: Link | None
    graph_url: str
    compare: Link | None
    inside: Link | None
    collect: str
    parts: tuple[str, ...]
    jumps: tuple[Link, ...]
    deeds: DeedsPart
    definitions_open: tuple[DefinitionItem, ...]
    definitions_folded: tuple[DefinitionItem, ...]
    spread: SpreadPart
    wordings: tuple[WordingItem, ...]
    relations: tuple[RelationGroup, ...]
    figures_open: tuple[FigureItem, ...]
    figures_folded: tuple[FigureItem, ...]
    figures_total: int
    timeline: TimelinePart
    neighbours: tuple[NeighbourGroup, ...]
    quotes: tuple[QuoteItem, ...]
    panel: EntityPanel


def entity_page(library: "Library", entity_id: str) -> EntityPage:
    """One entity with all that is known of it. Raises UnknownEntity."""
    told = dossier(library, entity_id)
    entity = told.entity
    cases = library.cases(quote.case for quote in _quotes(told))
    search = partial(_of_year, told)
    ties = [tie for tie in told.ties if (tie.type, tie.outgoing) not in _elsewhere(entity)]
    first = _FIRST.get(entity.kind, ())
    ties.sort(key=lambda tie: first.index(tie.type) if tie.type in first else len(first))
    themes = tuple(_theme(told, theme, count) for theme, count in told.deeds.themes)
    defined = tuple(definition_items(told.definitions, entity))
    figures = tuple(map(figure_item, told.figures))
    namesakes = tuple(map(_namesake, told.namesakes))
    parts = tuple(part for part in _PARTS[entity.kind] if _has(told, part, ties))
    return EntityPage(
        name=entity.name,
        kind=str(entity.kind),
        kind_label=words.kind_words(entity.kind),
        redacted=entity.redacted,
        # A bare mask (*) is no name that anybody goes by.
        aliases=tuple(a for a in entity.aliases if a != entity.name and MASK.sub("", a)),
        # Shown top down: province first, the entity itself last.
        parents=tuple(entity_link(parent) for parent in reversed(told.parents)),
        region="" if told.parents else where(entity),
        basis=entity.basis,
        namesakes_open=namesakes[:OPEN_NAMESAKES],
        namesakes_folded=namesakes[OPEN_NAMESAKES:],
        search=Link(
            f"提到{_pronoun(entity)}的材料 {told.naming} 篇", SearchState(entity=entity.id).url()
        ),
        read=_read(told),
        graph_url=url_for("graph.show", entity_id=entity.id),
        compare=_compared(entity),
        inside=_inside(told),
        collect=entity_button(entity.id) if any(q.passage for q in told.quotes) else "",
        parts=parts,
        jumps=tuple(Link(_LABELS[part], f"#{part}") for part in parts),
        deeds=deeds_part(told.deeds, themes, entity, cases),
        definitions_open=defined[:OPEN_DEFINITIONS],
        definitions_folded=defined[OPEN_DEFINITIONS:],
        spread=spread_part(told.ties, entity, cases),
        wordings=tuple(map(_wording, told.wordings)),
        relations=tuple(relation_groups(ties, entity, cases)),
        figures_open=figures[:OPEN_ROWS],
        figures_folded=figures[OPEN_ROWS:],
        figures_total=told.figures_total,
        timeline=timeline_part(told.timeline, entity.id, search),
        neighbours=tuple(_neighbours(told.neighbours)),
        quotes=quote_items(told.quotes, entity, cases),
        panel=entity_panel(library, entity),
    )


def _quotes(told: Dossier) -> Iterator[Quote]:
    """All quotes that the page shows."""
    yield from told.quotes
    for tie in told.ties:
        for view in tie.views:
            yield from view.quotes
    for view in told.deeds.posts:
        yield from view.quotes
    for deed in (*told.deeds.initiatives, *told.deeds.honors):
        if deed.quote:
            yield deed.quote


def _elsewhere(entity: Entity) -> set[tuple[RelationType, bool]]:
    return _ELSEWHERE.get(entity.kind, set())


def _has(told: Dossier, part: str, ties: Sequence[object]) -> bool:
    """Whether there is anything to show under a part."""
    deeds = told.deeds
    there: Mapping[str, object] = {
        "deeds": deeds.themes or deeds.initiatives or deeds.honors or deeds.organizations.total,
        "definitions": told.definitions,
        "spread": any((tie.type, tie.outgoing) in _elsewhere(told.entity) for tie in told.ties),
        # One way of writing tells nothing that the title does not.
        "wordings": told.wordings[1:],
        "figures": told.figures,
        "timeline": told.timeline.total,
        "relations": ties,
        "quotes": told.quotes,
    }
    return bool(there[part])


def _cases(told: Dossier) -> SearchState:
    """The search for the cases of the timeline."""
    if told.of_place:
        return SearchState(region="/".join(told.entity.region))
    return SearchState(entity=told.entity.id)


def _of_year(told: Dossier, year: str) -> str:
    """Address of the search for the cases of the timeline that state a year."""
    return _cases(told).url(year=year)


def _theme(told: Dossier, theme: str, count: int) -> Link:
    return Link(theme, _cases(told).url(theme=theme), note=str(count))


def _read(told: Dossier) -> Link | None:
    if told.first is None:
        return None
    url = reading_url(told.entity.id, *told.first)
    return Link(f"逐处阅读 {told.mentions} 处", url)


def _compared(entity: Entity) -> Link | None:
    if entity.kind is not Kind.INITIATIVE or entity.redacted:
        return None
    return Link("与各地同类做法对比", CompareState(by=By.INITIATIVE, what=entity.name).url())


def _inside(told: Dossier) -> Link | None:
    """The materials of a place and of all inside it; None where there are none."""
    if not told.of_place:
        return None
    return Link(f"本地及所辖各地的材料 {told.timeline.total} 篇", _cases(told).url())


def _pronoun(entity: Entity) -> str:
    return "此人" if entity.kind is Kind.PERSON else "它"


def _namesake(other: Entity) -> Link:
    """Another of the same name, with where it is and why it is kept apart."""
    return entity_link(other, " · ".join(part for part in (where(other), other.basis) if part))


def _wording(wording: Wording) -> WordingItem:
    return WordingItem(wording.surface, wording.cases, wording.mentions)


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
            shown, folded = tuple(links[:OPEN_NEIGHBOURS]), tuple(links[OPEN_NEIGHBOURS:])
            yield NeighbourGroup(str(kind), KIND_LABELS[kind], shown, folded)


def _neighbour(neighbour: Neighbour) -> Link:
    # One shared case is what makes a neighbour; only more than one says something.
    counted = neighbour.cases > 1 and neighbour.entity.kind is not Kind.PERSON
    return entity_link(neighbour.entity, f"同见于 {neighbour.cases} 篇" if counted else "")
