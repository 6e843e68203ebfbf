"""The choices beside the results: values of every facet with their counts, and those chosen."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model import Facet, Results
from kg.ontology import UNKNOWN_LABELS
from kg.search.engine import UNKNOWN
from web import words
from web.links import Link
from web.search.state import FILTERS, SearchState

if TYPE_CHECKING:
    from kg.library import Library

FACET_LABELS: Final = {
    "region": "地区",
    "theme": "主题",
    "level": "单位层级",
    "genre": "文种",
    "year": "年份",
    "role": "内容",
    "entity": "词条",
}
# A column of facets of some two screens: this many values stand open, the rest fold.
OPEN_CHOICES: Final = {"region": 14, "theme": 8, "entity": 8, "role": 8}
OPEN_CHOICES_ELSE: Final = 7
# Up to this many regions the whole tree is there (the lower part folded); beyond, branches off
# the chosen path show their first level only.
SMALL_TREE: Final = 40
# Where everything lies in so few provinces their cities are the first choice.
FEW_TOPS: Final = 3


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: following its link adds the value to the filter or lifts it.

    ``anchor`` names the link, so that it keeps the focus when the page changes in place.
    """

    label: str
    count: int
    url: str
    active: bool
    anchor: str
    depth: int = 0
    kind: str = ""
    kind_label: str = ""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet: the values that stand open, and those folded under 更多; ``chosen`` counts."""

    name: str
    label: str
    chosen: int
    open: tuple[Choice, ...]
    folded: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ChipGroup:
    """The chosen values of one facet, of which one is enough; each link lifts one."""

    label: str
    chips: tuple[Link, ...]


def facet_groups(state: SearchState, results: Results) -> Iterator[FacetGroup]:
    """Every facet that has values; those of a chosen one as if it were not chosen."""
    for name in FILTERS:
        chosen, toggled = state.chosen(name), state.toggles(name)
        values = _listed(results, name, chosen)
        if name == "region":
            values = _pruned(values, chosen)
        choices = [_choice(name, f, toggled(f.value), f.value in chosen) for f in values]
        # Where nothing is known of any there is nothing to choose.
        if any(facet.value != UNKNOWN for facet in values) or chosen:
            limit = OPEN_CHOICES.get(name, OPEN_CHOICES_ELSE)
            at = _fold_at(choices, limit)
            yield FacetGroup(
                name=name,
                label=FACET_LABELS[name],
                chosen=len(chosen),
                open=tuple(choices[:at]),
                folded=tuple(choices[at:]),
            )


def chip_groups(library: "Library", state: SearchState, results: Results) -> Iterator[ChipGroup]:
    """The filters that are set."""
    for name, values in state.filters.items():
        known = {facet.value: facet.label for facet in _listed(results, name, ())}
        chips, toggled = [], state.toggles(name)
        for value in values:
            label = known.get(value, value)
            if name == "entity" and value not in known:
                label = _entity_name(library, value)
            chips.append(Link(_value_label(name, value, label), toggled(value)))
        yield ChipGroup(FACET_LABELS[name], tuple(chips))


def _listed(results: Results, name: str, chosen: tuple[str, ...]) -> tuple[Facet, ...]:
    """Values of a facet, unknown last; a chosen one that finds nothing is there to be lifted."""
    values = results.choices.get(name) or results.facets.get(name, ())
    if name == "year":
        values = tuple(sorted(values, key=lambda facet: facet.value, reverse=True))
    there = {facet.value for facet in values}
    lost = (Facet(one, one, 0) for one in chosen if one not in there and name != "entity")
    return tuple(sorted((*values, *lost), key=lambda facet: facet.value == UNKNOWN))


def _entity_name(library: "Library", entity: str) -> str:
    with library.reading() as snapshot:
        known = snapshot.entities([entity]).get(entity)
    return known.name if known else entity


def _value_label(name: str, value: str, label: str) -> str:
    if value == UNKNOWN:
        return UNKNOWN_LABELS.get(name, label)
    if name == "region":
        return words.region_words(value.split("/"))
    if name == "level":
        return words.level_words(value)
    if name == "genre":
        return words.genre_words(value)
    return label


def _choice(name: str, facet: Facet, url: str, active: bool) -> Choice:
    label = facet.label if name == "region" else _value_label(name, facet.value, facet.label)
    return Choice(
        label=label,
        count=facet.count,
        url=url,
        active=active,
        anchor="-".join((name, *facet.value.split())),
        depth=facet.depth,
        kind=str(facet.kind or ""),
        kind_label=words.kind_words(facet.kind),
    )


def _pruned(facets: tuple[Facet, ...], chosen: tuple[str, ...]) -> tuple[Facet, ...]:
    """The region tree without the deeper levels of branches that are not chosen."""
    if len(facets) <= SMALL_TREE:
        return facets
    tops = [facet.value for facet in facets if facet.depth == 0]
    shown = 0 if len(tops) > FEW_TOPS else 1
    return tuple(f for f in facets if f.depth <= shown or any(_near(f.value, c) for c in chosen))


def _near(value: str, chosen: str) -> bool:
    """Whether a region stands on the chosen path, right below it, or beside the chosen one."""
    parent = value.rpartition("/")[0]
    return f"{chosen}/".startswith(f"{parent}/")


def _fold_at(choices: list[Choice], limit: int) -> int:
    """How many choices stand open: no tree is torn, no active one hidden, no single one folded."""
    if len(choices) <= limit + 1:
        return len(choices)
    active = max((n for n, choice in enumerate(choices) if choice.active), default=0)
    at = max(limit, active + 1)
    while at < len(choices) and choices[at].depth:
        at += 1
    return at
