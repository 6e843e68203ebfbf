"""The routes of 关系图: the neighbourhood of an entity, the same as a file, a chain between two."""

from dataclasses import replace

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.wrappers import Response as BaseResponse

from kg.errors import UnknownEntity
from web import opened
from web.download import download
from web.entity.leading import leads_on, shown_as
from web.graph.page import graph_page
from web.graph.path_page import path_page
from web.graph.state import GraphState

blueprint = Blueprint("graph", __name__)


@blueprint.get("/entities/<entity_id>/graph")
def show(entity_id: str) -> str | BaseResponse:
    """What stands around an entity, as a picture and as a table; a merged one leads on."""
    state = GraphState.from_args(entity_id, request.args)
    try:
        return render_template("graph.html", page=graph_page(opened.library(), state))
    except UnknownEntity as error:
        shown = leads_on(opened.library(), entity_id, error)
        return redirect(replace(state, entity=shown).url())


@blueprint.get("/entities/<entity_id>/graph.svg")
def picture(entity_id: str) -> Response | BaseResponse:
    """The picture alone, as a file; that of a merged entity is the other's."""
    state = GraphState.from_args(entity_id, request.args)
    try:
        page = graph_page(opened.library(), state)
    except UnknownEntity as error:
        shown = leads_on(opened.library(), entity_id, error)
        return redirect(replace(state, entity=shown).url("graph.picture"))
    with current_app.open_resource("static/graph.css", "r", encoding="utf-8") as file:
        drawn = render_template("graph.svg", page=page, style=file.read())
    return download(f"{page.link.label}的关系图", ".svg", "image/svg+xml", drawn)


@blueprint.get("/path")
def path() -> str | BaseResponse:
    """The chain of relations between two entities; the second by id or by name.

    Those that were merged lead on.
    """
    start, end = request.args.get("start", ""), request.args.get("end", "")
    wanted = request.args.get("to", "").strip()[:100]
    try:
        return render_template("path.html", page=path_page(opened.library(), start, end, wanted))
    except UnknownEntity:
        now = shown_as(opened.library(), start), shown_as(opened.library(), end) if end else ""
        if now == (start, end):
            raise
        there = url_for("graph.path", start=now[0], end=now[1] or None, to=wanted or None)
        return redirect(there)
