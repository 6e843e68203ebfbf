"""The routes of 关系图: the neighbourhood of an entity, the same as a file, a chain between two."""

from typing import TYPE_CHECKING, cast

from flask import Blueprint, Response, current_app, render_template, request

from web.graph.page import graph_page
from web.graph.path_page import path_page
from web.graph.state import GraphState

if TYPE_CHECKING:
    from kg.library import Library

blueprint = Blueprint("graph", __name__)


@blueprint.get("/entities/<entity_id>/graph")
def show(entity_id: str) -> str:
    """What stands around an entity, as a picture and as a table."""
    state = GraphState.from_args(entity_id, request.args)
    return render_template("graph.html", page=graph_page(_library(), state))


@blueprint.get("/entities/<entity_id>/graph.svg")
def picture(entity_id: str) -> Response:
    """The picture alone, as a file."""
    state = GraphState.from_args(entity_id, request.args)
    page = graph_page(_library(), state)
    with current_app.open_resource("static/graph.css", "r", encoding="utf-8") as file:
        drawn = render_template("graph.svg", page=page, style=file.read())
    answer = Response(drawn, mimetype="image/svg+xml")
    answer.headers.set("Content-Disposition", "attachment", filename="graph.svg")
    return answer


@blueprint.get("/path")
def path() -> str:
    """The chain of relations between two entities; the second by id or by name."""
    start, end = request.args.get("start", ""), request.args.get("end", "")
    wanted = request.args.get("to", "").strip()[:100]
    return render_template("path.html", page=path_page(_library(), start, end, wanted))


def _library() -> "Library":
    return cast("Library", current_app.extensions["library"])
