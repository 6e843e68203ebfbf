"""A paper in each of the formats that it can leave in."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from kg.errors import InvalidQuery
from kg.export import csl, csv, docx, markdown, ris, xlsx
from kg.export.paper import Options, Paper
from kg.export.tables import book, sheets


@dataclass(frozen=True, slots=True)
class Form:
    """One format: its name on buttons, its ending, its media type, and what writes it."""

    label: str
    suffix: str
    media: str
    encode: Callable[[Paper, Options], bytes]


FORMS: Final[dict[str, Form]] = {
    "docx": Form(
        "Word",
        ".docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        docx.encode,
    ),
    "xlsx": Form(
        "Excel",
        ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda paper, options: xlsx.encode(book(paper, options.style)),
    ),
    "md": Form("Markdown", ".md", "text/markdown; charset=utf-8", markdown.encode),
    "csv": Form(
        "CSV",
        ".csv",
        "text/csv; charset=utf-8",
        lambda paper, options: csv.encode(sheets(paper, options.style)[0]),
    ),
    "csl": Form(
        "CSL-JSON",
        ".csl.json",
        "application/vnd.citationstyles.csl+json; charset=utf-8",
        lambda paper, _options: csl.encode(paper),
    ),
    "ris": Form(
        "RIS",
        ".ris",
        "application/x-research-info-systems; charset=utf-8",
        lambda paper, _options: ris.encode(paper),
    ),
}


def form_of(name: str) -> Form:
    """The format of a name. Raises InvalidQuery for one that there is not."""
    if name not in FORMS:
        msg = f"no format is called {name!r}; there are: {' '.join(FORMS)}"
        raise InvalidQuery(msg)
    return FORMS[name]
