"""A comparison as a JSON document."""

from typing import Final

from kg.compare import Column, Comparison, Row
from web.documents.parts import Document, entity_part, metric_part, quote_part

# Columns whose entries are sentences of the source; each is a key of a row, too.
_SAID: Final = (
    Column.PRACTICE,
    Column.MEASURES,
    Column.RESULTS,
    Column.PROBLEMS,
    Column.QUOTE,
)


def compare_document(table: Comparison) -> Document:
    """A comparison: a row a practice or figure, every quote with its source and offsets."""
    coverage = table.coverage
    return {
        "by": table.by,
        "asked": table.asked,
        "rows": [_compared(row, group.label) for group in table.groups for row in group.rows],
        "coverage": {
            "cases": coverage.cases,
            "copies": coverage.copies,
            "partly": coverage.partly,
            "silent": coverage.silent,
            "unplaced": coverage.unplaced,
            "regions": list(coverage.regions),
            "without": list(coverage.without),
        },
    }


def _compared(row: Row, group: str) -> Document:
    case = row.case
    said = {column.value: _quotes_of(row, column) for column in _SAID}
    quotes = [quote for column in _SAID for quote in said[column.value]]
    return {
        "id": row.id,
        "group": group,
        "region": list(case.region),
        "region_inferred": case.region_inferred,
        "case": case.id,
        "title": case.title,
        "source": row.path,
        "issuer": case.issuer,
        "level": case.level,
        "date": case.date,
        "initiatives": _entities_of(row, Column.INITIATIVE),
        "organizations": _entities_of(row, Column.ORGANIZATIONS),
        "metrics": [
            {**metric_part(item.metric), "marks": list(item.marks)}
            for column in (Column.METRICS, Column.VALUE)
            for item in row.cell(column)
            if item.metric
        ],
        "quotes": list({(q["start"], q["end"]): q for q in quotes}.values()),
        **said,
        "subject": [item.text for item in row.cell(Column.SUBJECT)],
        "year": [item.text for item in row.cell(Column.YEAR)],
        "reason": "".join(item.text for item in row.cell(Column.REASON)),
        "marks": [*row.marks, *row.handling],
        "copies": [copy.id for copy in row.copies],
        "whole": row.whole,
    }


def _quotes_of(row: Row, column: Column) -> list[Document]:
    return [
        {**quote_part(item.quote), "marks": list(item.marks)}
        for item in row.cell(column)
        if item.quote
    ]


def _entities_of(row: Row, column: Column) -> list[Document]:
    return [entity_part(item.entity) for item in row.cell(column) if item.entity]
