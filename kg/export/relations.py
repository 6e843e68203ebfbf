"""Relations as one table: who is tied to whom, where it is said, and in which exact words."""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from kg.export.sheet import is_formula
from kg.library import Library
from kg.store import Snapshot
from kg.wording import region_words

COLUMNS: Final = (
    *("head", "head_kind", "type", "tail", "tail_kind", "post", "date", "evidence"),
    *("region", "title", "source", "case", "start", "end", "confidence"),
)


def write(library: Library, out: Path) -> None:
    """Write one relation a line, by path of the source, case and place in the text.

    UTF-8 with a byte-order mark, which Excel needs; words that it would run get an apostrophe.
    """
    with (
        out.open("w", encoding="utf-8-sig", newline="") as file,
        library.reading() as snapshot,
    ):
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(COLUMNS)
        for row in _rows(snapshot):
            writer.writerow(f"'{cell}" if is_formula(cell) else cell for cell in row)


def _rows(snapshot: Snapshot) -> Iterator[tuple[str, ...]]:
    for case_id in snapshot.case_ids():
        record = snapshot.record(case_id)
        case = record.case
        path = snapshot.paths([case.source])[case.source]
        there = {entity.id: entity for entity in record.entities}
        for relation in sorted(record.relations, key=lambda relation: relation.start):
            head, tail = there.get(relation.head), there.get(relation.tail)
            if head is None or tail is None:
                continue
            yield (
                *(head.name, head.kind, relation.type, tail.name, tail.kind),
                *(relation.post or "", relation.date or "", relation.evidence),
                *(region_words(case.region, ""), case.title, path, str(case.number)),
                *(str(relation.start), str(relation.end), f"{relation.confidence:.2f}"),
            )
