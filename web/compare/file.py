"""A comparison as a file to keep."""

from typing import TYPE_CHECKING

from flask import Response

from kg.compare import beside, compare
from kg.export.beside import of_beside
from kg.export.compared import of_comparison
from kg.export.files import form_of
from kg.export.paper import Options
from web.compare.beside_page import BesideState
from web.download import download

if TYPE_CHECKING:
    from kg.caution import Cautions
    from kg.export.paper import Paper
    from kg.library import Library
    from web.compare.state import CompareState

_NAME = 40  # characters of a file's name that come from what was asked


def compared_file(
    library: "Library", cautions: "Cautions", state: "CompareState", form: str
) -> Response:
    """All rows of a state in one of the formats. Raises InvalidQuery for an unknown format."""
    table = compare(library, state.ask(whole=True))
    paper = of_comparison(library, cautions, table)
    return _download(f"各地做法对比-{table.title[:_NAME]}", paper, form)


def beside_file(
    library: "Library", cautions: "Cautions", state: BesideState, form: str
) -> Response:
    """Cases side by side in one of the formats. Raises InvalidQuery, UnknownCase."""
    view = beside(library, state.cases, state.ask)
    return _download("材料并列对照", of_beside(library, cautions, view), form)


def _download(stem: str, paper: "Paper", form: str) -> Response:
    written = form_of(form)
    return download(stem, written.suffix, written.media, written.encode(paper, Options()))
