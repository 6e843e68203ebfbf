"""The search page: results with their best passages, facets, chips and paging."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.errors import UnknownEntity
from kg.model import Facet, Hit, Passage, PassageHit, Results
from web import reading, runs, words
from web.links import Link, case_link, case_url, passage_anchor
from web.search_state import FILTERS, PAGE_SIZE, SearchState

if TYPE_CHECKING:
    from kg.library import Library

FACET_LABELS: Final = {
    "region": "地区",
    "theme": "主题",
    "level": "单位层级",
    "genre": "文种",
    "year": "年份",
    "entity": "词条",
}
# A column of facets of some two screens: this many values stand open, the rest fold.
OPEN_CHOICES: Final = {"region": 14, "theme": 8, "entity": 8}
OPEN_CHOICES_ELSE: Final = 7
# Up to this many regions the whole tree is there (the lower part folded); beyond, branches off
# the chosen path show their first level only.
SMALL_TREE: Final = 40
PASSAGES_A_HIT: Final = 3
# Pages named on either side of the current one.
PAGES_AROUND: Final = 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet: following its link sets or lifts the filter."""

    label: str
    count: int
    url: str
    active: bool
    depth: int = 0
    kind: str = ""
    kind_label: str = ""


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """One facet: the values that stand open, and those folded under 更多."""

    label: str
    open: tuple[Choice, ...]
    folded: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Snippet:
    """One passage of a result."""

    url: str
    heading: tuple[str, ...]
    runs: tuple[runs.Run, ...]


@dataclass(frozen=True, slots=True)
class ResultItem:
    """One case of the answer."""

    link: Link
    region: str
    inferred_from: str
    level: str
    genre: str
    date: str
    themes: tuple[str, ...]
    path: str
    doubts: tuple[str, ...]
    copies: int
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of the answer; an empty address is the current page or a gap (…)."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything that the search page shows."""

    title: str
    q: str
    searched: str
    hidden: tuple[tuple[str, str], ...]
    total: int
    first: int
    chips: tuple[Link, ...]
    clear_url: str
    all_url: str
    relaxed: bool
    remarks: tuple[reading.Remark, ...]
    cards: tuple[reading.Card, ...]
    results: tuple[ResultItem, ...]
    facets: tuple[FacetGroup, ...]
    suggestions: tuple[Link, ...]
    previous_url: str
    next_url: str
    pages: tuple[PageLink, ...]
    first_page_url: str


def search_page(library: "Library", state: SearchState) -> SearchPage:
    """Ask the library and lay the answer out; raises InvalidQuery."""
    results = library.search(state.query())
    last = max(1, -(-results.total // PAGE_SIZE))
    return SearchPage(
        title=state.q or "全部材料",
        q=state.q,
        searched=results.understanding.corrected or state.q,
        hidden=tuple(state.filters.items()),
        total=results.total,
        first=(state.page - 1) * PAGE_SIZE + 1,
        chips=tuple(_chips(library, state, results)),
        clear_url=state.url(**dict.fromkeys(FILTERS, "")),
        all_url=SearchState().url(),
        relaxed=results.relaxed,
        remarks=reading.remarks(state, results),
        cards=reading.cards(state, results),
        results=tuple(map(_item, results.hits)),
        facets=tuple(_facets(state, results)),
        suggestions=tuple(
            Link(text, state.url(q=text, correct="")) for text in results.suggestions
        ),
        previous_url=state.at_page(state.page - 1) if 1 < state.page <= last else "",
        next_url=state.at_page(state.page + 1) if state.page < last else "",
        pages=tuple(_pages(state, last)),
        first_page_url=state.at_page(1),
    )


def _chips(library: "Library", state: SearchState, results: Results) -> Iterator[Link]:
    for name, value in state.filters.items():
        label = next((f.label for f in results.facets.get(name, ()) if f.value == value), value)
        if name == "entity" and label == value:
            label = _entity_name(library, value)
        shown = _value_label(name, value, label)
        yield Link(f"{FACET_LABELS[name]}：{shown}", state.toggled(name, value))


def _entity_name(library: "Library", entity: str) -> str:
    try:
        return library.entity(entity).entity.name
    except UnknownEntity:
        return entity


def _value_label(name: str, value: str, label: str) -> str:
    if name == "region":
        return words.region_words(value.split("/"))
    if name == "level":
        return words.level_words(value)
    if name == "genre":
        return words.genre_words(value)
    return label


def _facets(state: SearchState, results: Results) -> Iterator[FacetGroup]:
    for name in FILTERS:
        values = results.facets.get(name, ())
        if name == "region":
            values = _pruned(values, state.region)
        choices = [_choice(state, name, facet) for facet in values]
        if choices:
            limit = OPEN_CHOICES.get(name, OPEN_CHOICES_ELSE)
            at = _fold_at(choices, limit)
            yield FacetGroup(FACET_LABELS[name], tuple(choices[:at]), tuple(choices[at:]))


def _choice(state: SearchState, name: str, facet: Facet) -> Choice:
    label = facet.label if name == "region" else _value_label(name, facet.value, facet.label)
    return Choice(
        label=label,
        count=facet.count,
        url=state.toggled(name, facet.value),
        active=state.filters.get(name) == facet.value,
        depth=facet.depth,
        kind=str(facet.kind or ""),
        kind_label=words.kind_words(facet.kind),
    )


def _pruned(facets: tuple[Facet, ...], chosen: str) -> tuple[Facet, ...]:
    """The region tree without the deeper levels of branches that are not chosen."""
    if len(facets) <= SMALL_TREE:
        return facets
    tops = [facet.value for facet in facets if facet.depth == 0]
    # Where everything lies in one or two provinces their cities are the first choice.
    shown = 0 if len(tops) > 3 else 1  # noqa: PLR2004
    return tuple(f for f in facets if f.depth <= shown or _near(f.value, chosen))


def _near(value: str, chosen: str) -> bool:
    """Whether a region stands on the chosen path, right below it, or beside the chosen one."""
    if not chosen:
        return False
    parent = value.rpartition("/")[0]
    return f"{chosen}/".startswith(f"{parent}/")


def _fold_at(choices: list[Choice], limit: int) -> int:
    """How many choices stand open: no tree is torn, no active one hidden, no single one folded."""
    if len(choices) <= limit + 1:
        return len(choices)
    active = next((n for n, choice in enumerate(choices) if choice.active), 0)
    at = max(limit, active + 1)
    while at < len(choices) and choices[at].depth:
        at += 1
    return at


def _item(hit: Hit) -> ResultItem:
    case = hit.case
    return ResultItem(
        link=case_link(case),
        region=words.region_words(case.region),
        inferred_from=words.inferred_from(case),
        level=words.level_words(case.level),
        genre=words.genre_words(case.genre),
        date=words.date_words(case.date),
        themes=case.themes,
        path=hit.path,
        doubts=words.doubt_labels(case),
        copies=hit.copies,
        snippets=tuple(_snippets(hit.passages[:PASSAGES_A_HIT])),
    )


def _snippets(hits: Iterable[PassageHit]) -> Iterator[Snippet]:
    for hit in hits:
        passage = hit.passage
        yield Snippet(
            url=case_url(passage.case, passage_anchor(passage.id)),
            heading=_path_above(passage),
            runs=runs.excerpt(passage.text, hit.highlights),
        )


def _path_above(passage: Passage) -> tuple[str, ...]:
    """Heading path, without a last heading that the passage's own text begins with."""
    path = passage.heading
    said = bool(path) and passage.text.lstrip().startswith(path[-1])
    return path[:-1] if said else path


def _pages(state: SearchState, last: int) -> Iterator[PageLink]:
    """Links to the first, the last and the neighbouring pages; none where there is one page."""
    if last == 1:
        return
    near = range(state.page - PAGES_AROUND, state.page + PAGES_AROUND + 1)
    before = 0
    for page in sorted({1, last, *near}):
        if not 1 <= page <= last:
            continue
        if page > before + 1:
            yield PageLink("…", "")
        current = page == state.page
        yield PageLink(str(page), "" if current else state.at_page(page), current)
        before = page
