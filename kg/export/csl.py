"""CSL-JSON, which Zotero and pandoc read: one item for each source, its passages in the note."""

import json
from typing import Any, Final

from kg.authors import Author, authors_of, surname_of
from kg.cite import Reference, posts, region_said
from kg.export.paper import Paper, numbers
from kg.wording import UNDATED, region_words

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
    if authors := authors_of(reference.issuer):
        item["author"] = list(map(_author, authors))
    if reference.date:
        item["issued"] = {"date-parts": [[int(part) for part in reference.date.split("-")]]}
    # The field of CSL 1.0.2 for where something applies; the place of publication is not known.
    if reference.region:
        item["jurisdiction"] = region_words(reference.region)
    if said := remarks(reference, paper):
        item["note"] = "；".join(said)
    return item


def _author(author: Author) -> dict[str, str]:
    """A person by surname and given name where the surname is known; anybody else as one."""
    surname = surname_of(author.name) if author.person else ""
    if not surname:
        return {"literal": author.name}
    return {"family": surname, "given": author.name.removeprefix(surname)}


def remarks(reference: Reference, paper: Paper) -> list[str]:
    """What no field is for: file, passages, region, posts, badges, whether words still stand."""
    quotes = [quote for quote in paper.quotes if quote.reference.case == reference.case]
    quoted = {quote.locator.passage for quote in quotes if quote.locator.passage}
    gone = dict.fromkeys(quote.standing for quote in quotes if quote.standing)
    passages = "、".join(f"第{number}段" for number in sorted(quoted))
    badges = dict.fromkeys((*reference.marks, *reference.doubts))
    quoting = f"引用{passages}" if passages else ""
    undated = "" if reference.date else UNDATED
    file, where = f"来源文件 {reference.path}", f"地区：{region_said(reference)}"
    said = [file, quoting, posts(reference), where, undated, *badges, *gone]
    return [part for part in said if part]
