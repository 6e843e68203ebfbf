"""CSL-JSON, which Zotero and pandoc read: one item for each source, its passages in the note."""

import json
from typing import Any, Final

from kg.cite import Reference
from kg.export.paper import Paper, numbers

_TYPES: Final = {
    "C": "speech",
    "R": "report",
    "N": "article-newspaper",
    "Z": "document",
    "EB/OL": "webpage",
}


def encode(paper: Paper) -> bytes:
    """The sources of a paper. What no source says is left out."""
    known = numbers(paper)
    items = [_item(reference, known[reference.case], paper) for reference in paper.references]
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def _item(reference: Reference, number: int, paper: Paper) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": reference.case,
        "type": _TYPES[reference.code],
        "title": " ".join(reference.title.split()),
        "language": "zh-CN",
        "citation-number": str(number),
    }
    if reference.issuer:
        item["author"] = [{"literal": " ".join(reference.issuer.split())}]
    if reference.date:
        item["issued"] = {"date-parts": [[int(part) for part in reference.date.split("-")]]}
    if said := remarks(reference, paper):
        item["note"] = "；".join(said)
    return item


def remarks(reference: Reference, paper: Paper) -> list[str]:
    """The file, the passages that are quoted, and the badges of a source."""
    quoted = {
        quote.locator.passage
        for quote in paper.quotes
        if quote.reference.case == reference.case and quote.locator.passage
    }
    passages = "、".join(f"第{number}段" for number in sorted(quoted))
    badges = dict.fromkeys((*reference.marks, *reference.doubts))
    said = [f"来源文件 {reference.path}", f"引用{passages}" if passages else "", *badges]
    return [part for part in said if part]
