"""The routes: take the request, build the page's data, print its template. Reading only."""

from typing import Final

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as BaseResponse

from kg.errors import InvalidQuery, UnknownCase, UnknownEntity
from web import opened, words
from web.case.page import case_page
from web.compare.beside_page import BesideState, beside_page
from web.compare.file import beside_file, compared_file
from web.compare.page import compare_page
from web.compare.state import CompareState
from web.download import download
from web.entity.leading import leads_on
from web.entity.page import entity_page
from web.links import case_url, entity_url, similar_url
from web.overview_page import overview_page
from web.saved.page import saved_note, saved_on_start
from web.search.help_page import help_page
from web.search.invalid_page import invalid_page
from web.search.page import search_page
from web.search.results_file import FILE_TYPES, results_bytes
from web.search.similar_page import similar_items, similar_page
from web.search.start_page import start_page
from web.search.state import SearchState
from web.writing.headings_page import headings_page

# Characters of a name that is being typed; more is a pasted text, for which nothing is suggested.
_TYPED: Final = 60
# Of an offset into a source; no file is that long.
_DIGITS: Final = 12

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def search() -> str | tuple[str, int]:
    """The start page; with words, filters or a page number the answer to them."""
    state = SearchState.from_args(request.args)
    if not state.q and not state.filters and "page" not in request.args:
        page = start_page(opened.library())
        return render_template("start.html", page=page, saved=saved_on_start(opened.watch()))
    try:
        found = search_page(opened.library(), state)
        saved = saved_note(opened.library(), opened.watch(), state, found)
        return render_template("search.html", page=found, saved=saved)
    except InvalidQuery as error:
        return render_template("invalid.html", page=invalid_page(state.q, error)), 400


@blueprint.get("/results")
def results_file() -> Response | tuple[str, int]:
    """The answer to a search as a file: CSV or XLSX, with the columns that were asked for."""
    state = SearchState.from_args(request.args)
    form = "xlsx" if request.args.get("format") == "xlsx" else "csv"
    try:
        data = results_bytes(opened.library(), state.query(), request.args.getlist("column"), form)
    except InvalidQuery as error:
        return render_template("invalid.html", page=invalid_page(state.q, error)), 400
    name = f"{state.q}的检索结果" if state.q else "材料"
    return download(name, f".{form}", FILE_TYPES[form], data)


@blueprint.get("/headings")
def headings() -> str:
    """Sets of sibling headings by theme, level and pattern."""
    return render_template("headings.html", page=headings_page(opened.library(), request.args))


@blueprint.get("/cases/<case_id>/similar")
def similar(case_id: str) -> str:
    """Cases that resemble a case, or one of its passages."""
    passage = request.args.get("passage", "")
    return render_template("similar.html", page=similar_page(opened.library(), case_id, passage))


@blueprint.get("/cases/<case_id>/similar/likest")
def likest(case_id: str) -> str:
    """The part of a case's page that is looked for while the rest is read: what resembles it."""
    items = similar_items(opened.library(), case_id)
    return render_template("_likest.html", items=items, url=similar_url(case_id))


@blueprint.get("/cases/<case_id>")
def case(case_id: str) -> str | BaseResponse:
    """One case for reading, perhaps for an entity at one of its mentions.

    One that was joined with another leads on to it.
    """
    entity, at = request.args.get("entity", ""), request.args.get("at", "")[:_DIGITS]
    try:
        page = case_page(opened.library(), case_id, opened.cautions(), entity=entity, at=at)
    except UnknownCase:
        shown = opened.library().case_led_to(case_id)
        if shown is None:
            raise
        return redirect(case_url(shown))
    return render_template("case.html", page=page)


@blueprint.get("/entities/<entity_id>")
def entity(entity_id: str) -> str | BaseResponse:
    """One entity with its proofs; one that was merged leads on to the other."""
    try:
        return render_template("entity.html", page=entity_page(opened.library(), entity_id))
    except UnknownEntity as error:
        return redirect(entity_url(leads_on(opened.library(), entity_id, error)))


@blueprint.get("/compare")
def compare() -> tuple[str, int]:
    """Comparable practices across regions: by theme, initiative, measure or a text.

    A theme that is on no list is a wrong request, answered with the list.
    """
    state = CompareState.from_args(request.args)
    page = compare_page(opened.library(), opened.cautions(), state)
    return render_template("compare.html", page=page), 400 if page.off_list else 200


@blueprint.get("/compare/beside")
def compare_beside() -> str:
    """Two to four cases side by side."""
    state = BesideState.from_args(request.args)
    return render_template(
        "beside.html", page=beside_page(opened.library(), opened.cautions(), state)
    )


@blueprint.get("/compare/beside.<form>")
def compare_beside_file(form: str) -> Response:
    """Cases side by side as a file: docx, xlsx, md, csv."""
    return beside_file(
        opened.library(), opened.cautions(), BesideState.from_args(request.args), form
    )


@blueprint.get("/compare/table.<form>")
def compare_file(form: str) -> Response:
    """The whole comparison as a file: docx, xlsx, md, csv."""
    state = CompareState.from_args(request.args)
    return compared_file(opened.library(), opened.cautions(), state, form)


@blueprint.get("/overview")
def overview() -> str:
    """The library at a glance."""
    return render_template("overview.html", page=overview_page(opened.library()))


@blueprint.get("/help")
def help() -> str:  # noqa: A001 - the address is /help
    """The query language by examples."""
    return render_template("help.html", page=help_page())


@blueprint.get("/suggest")
def suggest() -> Response:
    """Names and titles that may be meant by what is typed so far, as JSON."""
    typed = request.args.get("q", "")[:_TYPED]
    found = opened.library().suggest(typed) if typed.strip() else ()
    return jsonify(
        suggestions=[
            {"text": one.text, "kind": words.kind_words(one.kind), "cases": one.cases}
            for one in found
        ]
    )


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 where store and index answer, else 503 with what keeps them from it."""
    problems = opened.library().check()
    return jsonify(ok=not problems, problems=problems), 503 if problems else 200
