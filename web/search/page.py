"""The search page: results with their best passages, facets, chips and paging."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.export.hits import COLUMN_LABELS, MOST_ROWS, USUAL
from kg.model import Hit, Passage, PassageHit, Results
from kg.ontology import Kind, Sort
from kg.text import unbroken
from kg.wording import quoted
from web import runs, words
from web.links import Link, case_link, case_url, passage_anchor, similar_url
from web.search import reading
from web.search.facets import ChipGroup, FacetGroup, chip_groups, facet_groups
from web.search.state import FILTERS, PAGE_SIZE, SearchState

if TYPE_CHECKING:
    from kg.library import Library

SORT_LABELS: Final = {Sort.RELEVANCE: "相关", Sort.DATE: "日期", Sort.REGION: "地区"}
PASSAGES_A_HIT: Final = 3
# A list that fits the screen below the box.
OFFERED: Final = 30
# What marks a phrase and a field in a query.
_QUOTES: Final = frozenset('"“”「」『』＂')
_COLONS: Final = frozenset(":：")
# Pages named on either side of the current one.
PAGES_AROUND: Final = 2


@dataclass(frozen=True, slots=True)
class Snippet:
    """One passage of a result."""

    url: str
    heading: tuple[str, ...]
    runs: tuple[runs.Run, ...]


@dataclass(frozen=True, slots=True)
class ResultItem:
    """One case of the answer; ``amended``: a person put its title, date, region or cut right."""

    id: str
    link: Link
    region: str
    inferred_from: str
    level: str
    genre: str
    date: str
    themes: tuple[str, ...]
    path: str
    amended: bool
    doubts: tuple[str, ...]
    copies: int
    lacking: str
    signed: tuple[runs.Run, ...]
    similar_url: str
    snippets: tuple[Snippet, ...]


@dataclass(frozen=True, slots=True)
class PageLink:
    """One page of the answer; an empty address is the current page or a gap (…)."""

    label: str
    url: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SortLink:
    """One order of the results; the current one leads nowhere."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class ColumnBox:
    """A column that the file of results may have."""

    name: str
    label: str
    checked: bool


@dataclass(frozen=True, slots=True)
class FileForm:
    """What is needed to take the whole answer away as a file; ``most`` cases at most."""

    hidden: tuple[tuple[str, str], ...]
    columns: tuple[ColumnBox, ...]
    most: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """Everything that the search page shows; ``empty`` where nothing was ingested.

    ``filling`` where nothing can be found yet because the first files are just being taken in.
    """

    title: str
    q: str
    searched: str
    advice: tuple[str, ...]
    hidden: tuple[tuple[str, str], ...]
    total: int
    first: int
    chips: tuple[ChipGroup, ...]
    clear_url: str
    all_url: str
    partial: str
    remarks: tuple[reading.Remark, ...]
    cards: tuple[reading.Card, ...]
    results: tuple[ResultItem, ...]
    facets: tuple[FacetGroup, ...]
    suggestions: tuple[Link, ...]
    previous_url: str
    next_url: str
    pages: tuple[PageLink, ...]
    first_page_url: str
    sorts: tuple[SortLink, ...]
    file: FileForm
    offered: tuple[str, ...]
    wider: Link | None
    nearer: Link | None
    empty: bool
    filling: bool


def search_page(library: "Library", state: SearchState) -> SearchPage:
    """Ask the library and lay the answer out; raises InvalidQuery."""
    results = library.search(state.query())
    amended = library.amended_cases()
    last = max(1, -(-results.total // PAGE_SIZE))
    return SearchPage(
        title=state.q or "全部材料",
        q=state.q,
        searched=quoted(said) if (said := results.understanding.corrected or state.q) else "",
        advice=() if results.total else tuple(_advice(state.q)),
        hidden=state.hidden,
        total=results.total,
        first=(state.page - 1) * PAGE_SIZE + 1,
        chips=tuple(chip_groups(library, state, results)),
        clear_url=state.url(**dict.fromkeys(FILTERS)),
        all_url=SearchState().url(),
        partial=reading.partial(results),
        remarks=reading.remarks(state, results),
        cards=reading.cards(state, results, dict(library.themes())),
        results=tuple(_item(hit, amended) for hit in results.hits),
        facets=tuple(facet_groups(state, results)),
        suggestions=tuple(
            Link(text, state.url(q=text, correct="")) for text in results.suggestions
        ),
        previous_url=state.at_page(state.page - 1) if 1 < state.page <= last else "",
        next_url=state.at_page(state.page + 1) if state.page < last else "",
        pages=tuple(_pages(state, last)),
        first_page_url=state.at_page(1),
        sorts=tuple(_sorts(state)),
        file=_file_form(state),
        offered=offered(library),
        wider=None if results.total else _wider(state, results),
        nearer=None if results.total else _nearer(state, results),
        empty=not results.total and _is_empty(library),
        filling=not results.total and library.is_first_filled(),
    )


def _is_empty(library: "Library") -> bool:
    with library.reading() as snapshot:
        return snapshot.count_sources() == 0


def _advice(typed: str) -> Iterator[str]:
    """What to change in a query that found nothing."""
    if _QUOTES.intersection(typed):
        yield "去掉引号，不要求词句连在一起"
    if _COLONS.intersection(typed):
        yield "去掉带冒号的条件，或换一个值：材料未写明年份、地区的，按年份、地区查不到"
    yield "换用更短、更常见的说法"


def _wider(state: SearchState, results: Results) -> Link | None:
    """The same words with the place above the one that they name; None where they name none."""
    for entity in (card.entity for card in results.understanding.entities):
        above = [name for name in entity.region if name != entity.name]
        said = next((name for name in (entity.name, *entity.aliases) if name in state.q), "")
        if entity.kind is Kind.PLACE and above and said:
            asked = state.q.replace(said, above[-1])
            return Link(asked, state.url(q=asked, correct=""))
    return None


def _nearer(state: SearchState, results: Results) -> Link | None:
    """The place that a query names without its other words; None where it names none that is."""
    missing = results.understanding.missing
    names = [place.text for place in results.understanding.places if place.text not in missing]
    asked = " ".join(names)
    return Link(asked, state.url(q=asked)) if names and asked != state.q else None


def offered(library: "Library") -> tuple[str, ...]:
    """Names that the box offers before anything is typed, and without JavaScript."""
    return tuple(one.text for one in library.common_names(OFFERED))


def _sorts(state: SearchState) -> Iterator[SortLink]:
    for sort, label in SORT_LABELS.items():
        yield SortLink(label, "" if sort is state.sort else state.url(sort=sort))


def _file_form(state: SearchState) -> FileForm:
    return FileForm(
        hidden=(("q", state.q), *state.hidden),
        columns=tuple(
            ColumnBox(str(column), label, column in USUAL)
            for column, label in COLUMN_LABELS.items()
        ),
        most=f"{MOST_ROWS:,}",
    )


def _item(hit: Hit, amended: Set[str]) -> ResultItem:
    case = hit.case
    return ResultItem(
        id=case.id,
        link=case_link(case),
        region=words.region_words(case.region),
        inferred_from=words.inferred_from(case),
        level=words.level_words(case.level),
        genre=words.genre_words(case.genre),
        date=words.date_words(case.date),
        themes=case.themes,
        path=hit.path,
        amended=case.id in amended,
        doubts=(*hit.marks, *words.doubt_labels(case)),
        copies=hit.copies,
        lacking="、".join(hit.lacking),
        signed=runs.excerpt(case.issuer or "", hit.signed) if hit.signed else (),
        similar_url=similar_url(case.id),
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
    said = bool(path) and unbroken(passage.text).lstrip().startswith(path[-1])
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
