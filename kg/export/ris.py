"""RIS, which NoteExpress, EndNote and Zotero read: one record for each source."""

from collections.abc import Iterator
from typing import Final

from kg.authors import authors_of
from kg.cite import Reference
from kg.export.csl import remarks
from kg.export.paper import Paper
from kg.wording import region_words

_TYPES: Final = {"C": "CPAPER", "R": "RPRT", "N": "NEWS", "Z": "GEN", "EB/OL": "ELEC"}


def encode(paper: Paper) -> bytes:
    """The sources of a paper, in UTF-8. What no source says is left out."""
    lines = (line for reference in paper.references for line in _record(reference, paper))
    return "".join(f"{line}\r\n" for line in lines).encode()


def _record(reference: Reference, paper: Paper) -> Iterator[str]:
    yield f"TY  - {_TYPES[reference.code]}"
    yield f"ID  - {reference.case}"
    yield f"TI  - {_line(reference.title)}"
    for author in authors_of(reference.issuer):
        # A comma keeps a body from being split at a blank; without one it would only be seen.
        whole = "" if author.person or " " not in author.name else ","
        yield f"AU  - {author.name}{whole}"
    if reference.date:
        yield f"PY  - {reference.date[:4]}"
        parts = [*reference.date.split("-"), "", ""][:3]
        yield f"DA  - {'/'.join(parts)}/"
    yield "LA  - zh-CN"
    # A key word: CY is where a thing was published, which no source says.
    if reference.region:
        yield f"KW  - {region_words(reference.region)}"
    for remark in remarks(reference, paper):
        yield f"N1  - {_line(remark)}"
    yield "ER  - "
    yield ""


def _line(text: str) -> str:
    return " ".join(text.split())
