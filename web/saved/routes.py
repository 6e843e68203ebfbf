"""The routes of saved searches: saving, looking, renaming, removing."""

from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from web import opened
from web.saved.page import saved_page
from web.search.state import SearchState

_NAME: Final = 200  # characters of a name

blueprint = Blueprint("saved", __name__, url_prefix="/saved")


@blueprint.get("")
def show() -> str:
    """All saved searches with what is new since the last look."""
    return render_template("saved.html", page=saved_page(opened.library(), opened.watch()))


@blueprint.post("/add")
def add() -> Response:
    """Save a search as it finds now, and go back to it."""
    state = SearchState.from_asked(request.form.get("asked", ""))
    name = request.form.get("name", "").strip()[:_NAME] or state.q or state.asked
    saved = opened.watch().searches.save(name, state.asked, opened.watch().found(state.asked))
    flash(f"已存下检索“{saved.name}”，新材料入库后会在这里和检索首页提示")
    return redirect(state.url(), code=303)


@blueprint.post("/edit")
def edit() -> Response:
    """Mark a search as looked at, rename it or take it away; ``do`` says which."""
    do, searches = request.form.get("do", ""), opened.watch().searches
    search = searches.get(request.form.get("search", ""))
    if do == "look":
        searches.look(search.id, opened.watch().found(search.asked))
    elif do == "rename":
        searches.rename(search.id, request.form.get("name", "")[:_NAME])
    elif do == "remove":
        searches.remove(search.id)
        flash(f"已删除检索“{search.name}”")
    if request.form.get("back") == "search":
        return redirect(SearchState.from_asked(search.asked).url(), code=303)
    return redirect(url_for("saved.show"), code=303)
