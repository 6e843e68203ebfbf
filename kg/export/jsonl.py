"""JSON lines: one case a line, in the form that extraction is scored in."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.library import Library
from kg.model import Case, CaseEntity, CaseRecord, Metric, Relation
from kg.store import Snapshot


def write(library: Library, out: Path) -> None:
    """Write all cases by path of the source and number, one in memory at a time."""
    with out.open("w", encoding="utf-8", newline="\n") as file, library.reading() as snapshot:
        for document in documents(snapshot):
            file.write(json.dumps(document, ensure_ascii=False) + "\n")


def documents(snapshot: Snapshot) -> Iterator[dict[str, Any]]:
    """Documents of all cases, by path of the source and number."""
    extracted = snapshot.extracted_cases()
    for case_id in snapshot.case_ids():
        record = snapshot.record(case_id)
        names = {entity.id: entity.name for entity in record.entities}
        yield {
            **_metadata(snapshot, record.case),
            **_restated(record.case, extracted.get(case_id)),
            "entities": [_entity(entity) for entity in record.entities],
            "relations": _relations(record, names),
            "metrics": [_metric(metric) for metric in record.metrics],
        }


def _metadata(snapshot: Snapshot, case: Case) -> dict[str, Any]:
    """What a case is; ``copy_of`` tells the fuller case where it stands in another source."""
    head = snapshot.case(case.duplicate_of) if case.duplicate_of else None
    same_source = head is not None and head.source == case.source
    files = snapshot.files({case.source, head.source if head else case.source})
    document = {
        "source": files[case.source].path,
        "case": case.number,
        "start": case.start,
        "end": case.end,
        "title": case.title,
        "issuer": case.issuer,
        "genre": case.genre,
        "date": case.date,
        "level": case.level,
        "region": case.region,
        "themes": case.themes,
        "duplicate_of": head.number if head and same_source else None,
        "doubts": [{"kind": d.kind, "quote": d.quote, "basis": d.basis} for d in case.doubts],
        "marks": files[case.source].marks,
    }
    if head and not same_source:
        document["copy_of"] = {"source": files[head.source].path, "case": head.number}
    return document


def _restated(case: Case, raw: Case | None) -> dict[str, Any]:
    """What extraction gave for title, date and region where a person has stated otherwise."""
    if raw is None:
        return {}
    was = {"title": raw.title, "date": raw.date, "region": raw.region}
    now = {"title": case.title, "date": case.date, "region": case.region}
    other = {key: value for key, value in was.items() if value != now[key]}
    return {"extracted": other} if other else {}


def _entity(entity: CaseEntity) -> dict[str, Any]:
    """Entity with the different strings that mean it, in the order of the text."""
    return {
        "type": entity.kind,
        "name": entity.name,
        "mentions": list(dict.fromkeys(mention.surface for mention in entity.mentions)),
        "redacted": entity.redacted,
    }


def _relations(record: CaseRecord, names: Mapping[str, str]) -> list[dict[str, Any]]:
    """Relations between entities of the case, under the names that it gives them."""
    return [
        _relation(relation, names)
        for relation in record.relations
        if relation.head in names and relation.tail in names
    ]


def _relation(relation: Relation, names: Mapping[str, str]) -> dict[str, Any]:
    """Relation with its words; post and date only where the text tells them."""
    document = {
        "head": names[relation.head],
        "type": relation.type,
        "tail": names[relation.tail],
        "evidence": relation.evidence,
    }
    told = {"post": relation.post, "date": relation.date}
    return document | {key: value for key, value in told.items() if value is not None}


def _metric(metric: Metric) -> dict[str, Any]:
    """Metric; its value is a number, ``[low, high]`` or null where it is masked."""
    low, high = _number(metric.value), _number(metric.value_high)
    return {
        "subject": metric.subject,
        "measure": metric.measure,
        "value": low if high is None else [low, high],
        "unit": metric.unit,
        "text": metric.text,
        "change": metric.change,
        "status": metric.status,
    }


def _number(value: float | None) -> float | int | None:
    """Whole numbers without a decimal point."""
    return int(value) if value is not None and value.is_integer() else value
