"""Exact words as an entity's page and the chain between two entities quote them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.model import Case, Entity, Quote
from web import runs, words
from web.collection.collecting import quote_button
from web.links import dated, quote_url


@dataclass(frozen=True, slots=True)
class QuoteItem:
    """Exact words with where they stand; ``date`` is that of their case, empty if not asked for.

    ``region`` is said where the title does not say it.
    """

    runs: tuple[runs.Run, ...]
    url: str
    title: str
    region: str
    path: str
    heading: tuple[str, ...]
    date: str
    collect: str


def quote_item(quote: Quote, entity: Entity, cases: Mapping[str, Case] | None = None) -> QuoteItem:
    """A quote with the entity's names marked; ``cases`` tell its date."""
    spans = runs.find_names(quote.text, (entity.name, *entity.aliases))
    case = (cases or {}).get(quote.case)
    return QuoteItem(
        runs=runs.cut(quote.text, spans),
        url=quote_url(quote),
        title=quote.title,
        region=words.region_untold(quote.title, quote.region),
        path=quote.path,
        heading=quote.heading,
        date=dated(case) if case else "",
        collect=quote_button(quote.case, quote.start, quote.end, entity.name)
        if quote.passage
        else "",
    )


def quote_items(
    quotes: Iterable[Quote], entity: Entity, cases: Mapping[str, Case]
) -> tuple[QuoteItem, ...]:
    """Quotes in their order, each with the date of its case."""
    return tuple(quote_item(quote, entity, cases) for quote in quotes)
