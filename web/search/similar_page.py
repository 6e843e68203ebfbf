"""Cases that resemble a case or one of its passages, each with the reason."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.model import SimilarCase
from kg.text import unbroken
from web import runs, words
from web.links import Link, case_link, case_url, dated, entity_link, passage_anchor, similar_url

if TYPE_CHECKING:
    from kg.library import Library

LISTED: Final = 12
BESIDE: Final = 5  # on the page of the case itself


@dataclass(frozen=True, slots=True)
class SimilarItem:
    """One case, what it shares with the other, and its passage that shares most."""

    link: Link
    region: str
    date: str
    terms: tuple[str, ...]
    entities: tuple[Link, ...]
    themes: tuple[str, ...]
    url: str
    runs: tuple[runs.Run, ...]


@dataclass(frozen=True, slots=True)
class SimilarPage:
    """A case, perhaps one passage of it, and what resembles it."""

    link: Link
    passage: str
    passage_url: str
    number: int
    whole_url: str
    items: tuple[SimilarItem, ...]


def similar_page(library: "Library", case_id: str, passage_id: str) -> SimilarPage:
    """Ask the library. Raises UnknownCase."""
    items = similar_items(library, case_id, passage=passage_id or None, limit=LISTED)
    view = library.case(case_id)
    numbered = enumerate(view.passages, 1)
    number, passage = next(((n, one) for n, one in numbered if one.id == passage_id), (0, None))
    return SimilarPage(
        link=case_link(view.case),
        passage=unbroken(passage.text) if passage else "",
        passage_url=case_url(case_id, passage_anchor(passage.id)) if passage else "",
        number=number,
        whole_url=similar_url(case_id) if passage else "",
        items=items,
    )


def similar_items(
    library: "Library", case_id: str, *, passage: str | None = None, limit: int = BESIDE
) -> tuple[SimilarItem, ...]:
    """Cases that resemble one, likest first. Raises UnknownCase."""
    return tuple(map(_item, library.similar(case_id, passage=passage, limit=limit)))


def _item(found: SimilarCase) -> SimilarItem:
    case = found.hit.case
    best = found.hit.passages[0] if found.hit.passages else None
    anchor = passage_anchor(best.passage.id) if best else None
    return SimilarItem(
        link=case_link(case),
        region=words.case_region_words(case),
        date=dated(case),
        terms=found.terms,
        entities=tuple(map(entity_link, found.entities)),
        themes=found.themes,
        url=case_url(case.id, anchor),
        runs=runs.excerpt(best.passage.text, best.highlights) if best else (),
    )
