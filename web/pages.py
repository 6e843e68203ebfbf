"""The routes: take the request, build the page's data, print its template. Reading only."""

from typing import TYPE_CHECKING, Final, cast

from flask import Blueprint, Response, current_app, jsonify, render_template, request

from kg.errors import InvalidQuery
from web import words
from web.case_page import case_page
from web.compare_page import compare_page
from web.entity_page import entity_page
from web.help_page import help_page
from web.invalid_page import invalid_page
from web.search_page import search_page
from web.search_state import SearchState
from web.start_page import start_page

if TYPE_CHECKING:
    from kg.library import Library

# Characters of a name that is being typed; more is a pasted text, for which nothing is suggested.
_TYPED: Final = 60

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def search() -> str | tuple[str, int]:
    """The start page; with words, filters or a page number the answer to them."""
    state = SearchState.from_args(request.args)
    if not state.q and not state.filters and "page" not in request.args:
        return render_template("start.html", page=start_page(_library()))
    try:
        return render_template("search.html", page=search_page(_library(), state))
    except InvalidQuery as error:
        return render_template("invalid.html", page=invalid_page(state.q, error)), 400


@blueprint.get("/cases/<case_id>")
def case(case_id: str) -> str:
    """One case for reading."""
    return render_template("case.html", page=case_page(_library(), case_id))


@blueprint.get("/entities/<entity_id>")
def entity(entity_id: str) -> str:
    """One entity with its proofs."""
    return render_template("entity.html", page=entity_page(_library(), entity_id))


@blueprint.get("/compare")
def compare() -> str:
    """Comparable practices of a theme across regions."""
    theme = request.args.get("theme", "").strip()
    region = request.args.get("region", "").strip()
    return render_template("compare.html", page=compare_page(_library(), theme, region))


@blueprint.get("/help")
def help() -> str:  # noqa: A001 - the address is /help
    """The query language by examples."""
    return render_template("help.html", page=help_page())


@blueprint.get("/suggest")
def suggest() -> Response:
    """Names and titles that may be meant by what is typed so far, as JSON."""
    typed = request.args.get("q", "")[:_TYPED]
    found = _library().suggest(typed) if typed.strip() else ()
    return jsonify(
        suggestions=[
            {"text": one.text, "kind": words.kind_words(one.kind), "cases": one.cases}
            for one in found
        ]
    )


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 where store and index answer, else 503 with what keeps them from it."""
    problems = _library().check()
    return jsonify(ok=not problems, problems=problems), 503 if problems else 200


def _library() -> "Library":
    return cast("Library", current_app.extensions["library"])
