"""What several documents hold: an entity, a quote, a figure."""

from typing import Any

from kg.model import Entity, Metric, Quote

Document = dict[str, Any]


def entity_part(entity: Entity) -> Document:
    """Id, kind and name of an entity."""
    return {"id": entity.id, "type": entity.kind, "name": entity.name}


def metric_part(metric: Metric) -> Document:
    """A figure with its words and offsets; ``value`` is a pair where it is a range."""
    ranged = metric.value_high is not None
    return {
        "subject": metric.subject,
        "measure": metric.measure,
        "value": [metric.value, metric.value_high] if ranged else metric.value,
        "unit": metric.unit,
        "text": metric.text,
        "change": metric.change,
        "status": metric.status,
        "start": metric.start,
        "end": metric.end,
    }


def quote_part(quote: Quote) -> Document:
    """Exact words with their case, source, offsets and headings."""
    return {
        "text": quote.text,
        "case": quote.case,
        "title": quote.title,
        "source": quote.path,
        "start": quote.start,
        "end": quote.end,
        "heading": list(quote.heading),
    }
