"""A comparison as a file to keep."""

from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Response

from kg.compare import compare
from kg.export.compared import of_comparison
from kg.export.files import form_of
from kg.export.paper import Options

if TYPE_CHECKING:
    from kg.library import Library
    from web.compare.state import CompareState

_NAME = 40  # characters of a file's name that come from what was asked


def compared_file(library: "Library", state: "CompareState", form: str) -> Response:
    """All rows of a state in one of the formats. Raises InvalidQuery for an unknown format."""
    written = form_of(form)
    table = compare(library, state.ask(whole=True))
    answer = Response(
        written.encode(of_comparison(library, table), Options()), mimetype=written.media
    )
    name = quote(f"各地做法对比-{table.title[:_NAME]}{written.suffix}")
    answer.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer
