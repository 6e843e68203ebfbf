"""The routes of 资料管理: the list, uploading, one source, taking out."""

from typing import Final

from flask import Blueprint, Response, flash, jsonify, redirect, request, url_for
from flask import render_template as render
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as BaseResponse

from ingest.readers import LARGEST
from kg.errors import LibraryBusy
from web import opened
from web.materials.page import intake_part, materials_page, source_page
from web.paging import page_number, whole_number
from web.visitor import visitor

_BUSY: Final = "资料库正在写入，没有移除。请稍后再试。"

blueprint = Blueprint("materials", __name__, url_prefix="/materials")


class NothingSent(BadRequest):
    """The form came without a file."""


@blueprint.get("")
def show() -> str:
    """What is on its way in, what is in the library, what could not be read."""
    wanted = request.args.get("q", "").strip()[:200]
    number = page_number(request.args.get("page", ""))
    page = materials_page(opened.library(), intake_part(opened.intake(), visitor()), wanted, number)
    return render("materials.html", page=page, largest=LARGEST)


@blueprint.get("/progress")
def progress() -> str:
    """The part of the page that tells how far the uploaded files are."""
    part = intake_part(opened.intake(), visitor())
    return render("_intake.html", intake=part, ended=not part.running)


@blueprint.post("/upload")
def upload() -> Response | BaseResponse:
    """Take files; a script gets JSON, a form goes back to the page."""
    sent = [file for file in request.files.getlist("file") if file.filename]
    if not sent:
        raise NothingSent
    # A folder's files come with their paths beside them, in the same order.
    paths = request.form.getlist("path")
    names = paths if len(paths) == len(sent) else [file.filename or "" for file in sent]
    for file, name in zip(sent, names, strict=True):
        opened.intake().receive(name, file.stream, visitor())
    if request.accept_mimetypes.best == "application/json":
        return jsonify(received=len(sent))
    flash(f"收到 {len(sent)} 个文件，正在读取")
    return redirect(url_for("materials.show"))


@blueprint.post("/cancel")
def cancel() -> str | BaseResponse:
    """Take a file out of the line, or stop reading it; a script gets the part of the page."""
    opened.intake().cancel(whole_number(request.form.get("number", "")), visitor())
    return progress() if "HX-Request" in request.headers else redirect(url_for("materials.show"))


@blueprint.get("/<source_id>")
def source(source_id: str) -> str:
    """One source: its cases, and what cleaning took out."""
    return render("source.html", page=source_page(opened.library(), opened.intake(), source_id))


@blueprint.post("/<source_id>/remove")
def remove(source_id: str) -> BaseResponse:
    """Take a source out of the library, and the file if it was uploaded."""
    library = opened.library()
    found = library.source_named(source_id)
    try:
        with library.writer():
            library.remove(found.id)
            library.refresh()
    except LibraryBusy:
        flash(_BUSY, "warning")
        return redirect(url_for("materials.source", source_id=found.id))
    if kept := opened.intake().keeps(found.origin):
        opened.intake().forget(kept)
    flash(f"已移除《{found.path}》")
    return redirect(url_for("materials.show"))


@blueprint.post("/forget")
def forget() -> BaseResponse:
    """Forget that a file could not be read, and let go of it if it was uploaded."""
    origin = request.form.get("origin", "")
    try:
        opened.library().forget_failures([origin])
    except LibraryBusy:
        flash(_BUSY, "warning")
        return redirect(url_for("materials.show", _anchor="unread"))
    kept = opened.intake().keeps(origin)
    if kept and not opened.library().known(kept.name):  # a file that was read is taken out above
        opened.intake().forget(kept)
    return redirect(url_for("materials.show", _anchor="unread"))
