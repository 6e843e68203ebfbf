"""The routes of 素材夹: collecting, putting in order, noting, exporting."""

import secrets
from collections.abc import Sequence
from functools import reduce
from typing import Final
from urllib.parse import quote

from flask import (
    Blueprint,
    Response,
    flash,
    jsonify,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.wrappers import Response as BaseResponse

from kg.cite import Style
from kg.collection import Collection, Entry, EntryKind
from kg.export.collected import paper_of, said_in
from kg.export.files import form_of
from kg.export.paper import Notes, Options
from web import opened
from web.collection.collecting import collect, collectable
from web.collection.page import Pressed, collection_page, twice
from web.download import download
from web.links import is_ours
from web.paging import whole_number
from web.visitor import choose_collection, current_collection

_TITLE: Final = 200  # characters of a name or a heading of one's own
_NOTE: Final = 20_000
_FIRST: Final = "first"  # what is asked for to stand before all entries
# What is done by a button that may be pressed again; a dragged entry goes on by its arrows.
_PRESSED: Final = frozenset({"up", "down", "raise", "lower", "remove", "to"})

blueprint = Blueprint("collection", __name__, url_prefix="/collection")


@blueprint.get("")
def show() -> str:
    """The visitor's collection; ``at`` and ``did`` tell which button was pressed last."""
    pressed = Pressed(request.args.get("at", ""), request.args.get("did", ""))
    collection = current_collection(opened.shelf())
    page = collection_page(opened.library(), opened.shelf(), opened.cautions(), collection, pressed)
    return render_template("collection.html", page=page)


@blueprint.post("/collect")
def add() -> Response | BaseResponse:
    """Take one thing of the library in; a script gets JSON, a form goes back to its page."""
    wanted = collectable(request.form.get("what", ""))
    entries = collect(opened.library(), wanted)
    shelf = opened.shelf()
    before = current_collection(shelf)
    after = shelf.change(before.id, lambda c: reduce(Collection.with_entry, entries, c))
    choose_collection(after.id)
    new = len(after.entries) - len(before.entries)
    said, category = _told(after, new, entries)
    if request.accept_mimetypes.best == "application/json":
        return jsonify(added=bool(new), count=len(after.collected), said=said)
    flash(said, category)
    return _back(wanted.anchor)


def _told(collection: Collection, new: int, entries: Sequence[Entry]) -> tuple[str, str]:
    """What collecting did, with what of it is on the list of 慎引, and how to show it."""
    some = f" {new} 条" if len(entries) > 1 else ""
    said = f"已收入《{collection.name}》{some}" if new else f"《{collection.name}》中已有这一条"
    again = [place for e in entries if new for place in collection.quoting_too(e)]
    said += f"（{twice(sorted(set(again)))}）" if again else ""
    warned = dict.fromkeys(str(c) for e in entries for c in opened.cautions().find(said_in(e)))
    return (f"{said}。慎引：{'、'.join(warned)}", "warning") if warned else (said, "message")


@blueprint.post("/edit")
def edit() -> BaseResponse:
    """Change one entry: move, note, rename, rank, or take it out; ``do`` says which."""
    entry_id = request.form.get("entry", "")
    do, _, argument = request.form.get("do", "").partition(":")
    title, note = request.form.get("title"), request.form.get("note")

    def change(collection: Collection) -> Collection:
        at = collection.place(entry_id)
        if at < 0:
            return collection
        if do == "remove":
            return collection.without(entry_id)
        if do in {"up", "down"}:
            return collection.moved(entry_id, max(0, at + (-1 if do == "up" else 1)))
        if do == "to" and (to := whole_number(argument)) >= 0:
            return collection.moved(entry_id, to)
        if do in {"raise", "lower"}:
            return collection.levelled(entry_id, -1 if do == "raise" else 1)
        return collection.edited(
            entry_id,
            title=title and title.strip()[:_TITLE],
            note=None if note is None else note.replace("\r\n", "\n")[:_NOTE],
        )

    before = opened.shelf().get(_asked())
    after = opened.shelf().change(before.id, change)
    if do not in _PRESSED:
        return _shown(f"e-{entry_id}")
    at = _beside(before, after, entry_id)
    return redirect(url_for("collection.show", at=at or None, did=do), code=303)


def _beside(before: Collection, after: Collection, entry_id: str) -> str:
    """The entry that goes on having the focus: itself, or what took its place; empty for none."""
    place = min(before.place(entry_id), len(after.entries) - 1)
    if after.place(entry_id) >= 0 or place < 0:
        return entry_id
    return after.entries[place].id


@blueprint.post("/section")
def add_section() -> BaseResponse:
    """Put a heading of one's own behind the entry that was asked for, else at the end."""
    title = request.form.get("title", "").strip()[:_TITLE]
    level = request.form.get("level", "1")
    if title:
        entry = Entry(
            secrets.token_hex(4),
            EntryKind.SECTION,
            title,
            level=int(level) if level in {"1", "2", "3"} else 1,
        )
        return _placed(entry)
    return _shown()


@blueprint.post("/note")
def add_note() -> BaseResponse:
    """Put a note of one's own behind the entry that was asked for, else at the end."""
    note = request.form.get("note", "").strip().replace("\r\n", "\n")[:_NOTE]
    if note:
        return _placed(Entry(secrets.token_hex(4), EntryKind.NOTE, note=note))
    return _shown()


def _placed(entry: Entry) -> BaseResponse:
    """Put an entry where it was asked for; back to it, ready to be moved by its arrows."""
    after = request.form.get("after", "")

    def put(collection: Collection) -> Collection:
        place = collection.place(after)
        first = 0 if after == _FIRST else None
        return collection.with_entry(entry, place + 1 if place >= 0 else first)

    opened.shelf().change(_asked(), put)
    # Without an anchor: a browser gives no button the focus on a page that it opens at one.
    return redirect(url_for("collection.show", at=entry.id, did="up"), code=303)


@blueprint.post("/choose")
def choose() -> BaseResponse:
    """Go on with another collection."""
    choose_collection(opened.shelf().get(_asked()).id)
    return _shown()


@blueprint.post("/create")
def create() -> BaseResponse:
    """Begin a collection and go on with it."""
    choose_collection(opened.shelf().create(request.form.get("name", "")[:_TITLE]).id)
    return _shown()


@blueprint.post("/rename")
def rename() -> BaseResponse:
    """Give a collection another name."""
    opened.shelf().rename(_asked(), request.form.get("name", "")[:_TITLE])
    return _shown()


@blueprint.post("/delete")
def delete() -> BaseResponse:
    """Take a collection away, if its name was typed to say so."""
    collection = opened.shelf().get(_asked())
    if request.form.get("name", "").strip() == collection.name:
        opened.shelf().delete(collection.id)
        flash(f"已删除《{collection.name}》")
    else:
        flash("没有删除：输入的名称与素材夹名称不同", "warning")
    return _shown()


@blueprint.get("/export")
def export() -> Response:
    """The collection as a file."""
    collection = opened.shelf().get(request.args.get("collection", ""))
    form = form_of(request.args.get("form", "docx"))
    paper = paper_of(opened.library(), opened.cautions(), collection)
    return download(collection.name, form.suffix, form.media, form.encode(paper, options()))


def options() -> Options:
    """How a file is wanted, from the address; what is not known there is as usual."""
    style, notes = request.args.get("style", ""), request.args.get("notes", "")
    return Options(
        style=Style(style) if style in list(Style) else Style.GB2025,
        notes=Notes(notes) if notes in list(Notes) else Notes.FOOTNOTES,
        official=bool(request.args.get("official")),
    )


def _back(anchor: str) -> BaseResponse:
    """To the page that a form was sent from, if it is one of ours."""
    back = request.form.get("back", "")
    target = back.partition("#")[0].rstrip("?") if is_ours(back) else url_for("collection.show")
    return redirect(f"{target}#{quote(anchor)}" if anchor else target, code=303)


def _shown(anchor: str = "") -> BaseResponse:
    return redirect(url_for("collection.show", _anchor=anchor or None), code=303)


def _asked() -> str:
    return request.form.get("collection", "")
