"""Figures about an entity, and about what lies inside a place, as its page lists them."""

from dataclasses import dataclass

from kg.dossier import Figure
from web import words
from web.links import Link, case_url, entity_link, metric_anchor


@dataclass(frozen=True, slots=True)
class FigureItem:
    """A figure with the case it stands in; ``subject`` where it is about another entity."""

    measure: str
    value: str
    words: str
    status: str
    subject: Link | None
    title: str
    region: str
    url: str


def figure_item(figure: Figure) -> FigureItem:
    """One row of the table of figures."""
    view = figure.view
    metric = view.metric
    return FigureItem(
        measure=metric.measure,
        value=words.value_words(metric, view.before),
        words=view.quote,
        status=words.status_words(metric),
        subject=entity_link(figure.subject) if figure.subject else None,
        title=view.title,
        region=words.region_words(view.region),
        url=case_url(metric.case, metric_anchor(metric.start)),
    )
