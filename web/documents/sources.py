"""What ingest did, and what the library holds, as JSON documents."""

from collections.abc import Sequence

from ingest.running.report import Report
from kg.model import Case, Failure, Source, SourceEntry
from web.documents.parts import Document


def ingest_document(report: Report) -> Document:
    """Outcome of every file, counts per outcome, seconds."""
    return {
        "sources": [
            {"path": s.path, "outcome": s.outcome, "reason": s.reason, "cases": s.cases}
            for s in report.sources
        ],
        "counts": report.counts,
        "pruned": list(report.pruned),
        "seconds": round(report.seconds, 3),
    }


def sources_document(entries: Sequence[SourceEntry], failures: Sequence[Failure]) -> Document:
    """Every source without its text, and the files that could not be read."""
    return {
        "sources": [
            {
                "id": entry.id,
                "path": entry.path,
                "origin": entry.origin,
                "format": entry.format,
                "encoding": entry.encoding,
                "characters": entry.characters,
                "cases": entry.cases,
                "marks": list(entry.marks),
            }
            for entry in entries
        ],
        "failed": [
            {"path": f.path, "origin": f.origin, "reason": f.reason, "at": f.at} for f in failures
        ],
    }


def source_document(source: Source, cases: Sequence[Case]) -> Document:
    """One source: its cases, and what cleaning took out, with reasons and words."""
    return {
        "id": source.id,
        "path": source.path,
        "origin": source.origin,
        "format": source.format,
        "encoding": source.encoding,
        "characters": len(source.text),
        "marks": list(source.marks),
        "cases": [
            {"case": c.id, "number": c.number, "title": c.title, "start": c.start, "end": c.end}
            for c in cases
        ],
        "removed": [
            {
                "reason": span.reason,
                "start": span.start,
                "end": span.end,
                "text": source.text[span.start : span.end],
            }
            for span in source.removed
        ],
    }
