"""The routes for writing: banks of sentences, checking a draft, the list of 慎引."""

from pathlib import PurePath
from typing import Final

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from ingest import readers
from kg.errors import UnreadableSource
from web import opened
from web.writing.draft_page import draft_page
from web.writing.sentences_page import sentences_page

# Read here, in the server's own process: no format whose reader may crash or hang.
_DRAFTS: Final = frozenset({".txt", ".md", ".docx"})

blueprint = Blueprint("writing", __name__)


@blueprint.get("/sentences")
def sentences() -> str:
    """A bank of sentences."""
    which, theme, level = (request.args.get(name, "") for name in ("bank", "theme", "level"))
    page = sentences_page(opened.library(), opened.cautions(), which, theme, level)
    return render_template("sentences.html", page=page)


@blueprint.get("/draft")
def draft() -> str:
    """The form for a draft."""
    return render_template(
        "draft.html",
        page=draft_page(opened.library(), "", request.args.get("order", "")),
        problem="",
    )


@blueprint.post("/draft")
def check_draft() -> str | tuple[str, int]:
    """Check a draft that was uploaded, or else one that was pasted; nothing of it is kept."""
    try:
        text = _uploaded() or request.form.get("text", "")
    except UnreadableSource as error:
        page = draft_page(opened.library(), "")
        return render_template("draft.html", page=page, problem=str(error)), 400
    page = draft_page(opened.library(), text, request.args.get("order", ""))
    return render_template("draft.html", page=page, problem="")


def _uploaded() -> str:
    """Text of an uploaded file, empty where there is none. Raises UnreadableSource."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return ""
    name = PurePath(file.filename).name
    if PurePath(name).suffix.lower() not in _DRAFTS:
        msg = f"{name}：草稿请用 .docx、.txt 或 .md 文件，也可以直接粘贴"
        raise UnreadableSource(msg)
    return readers.read(file.read(), name).text


@blueprint.get("/caution")
def caution() -> str:
    """The list of 慎引, to be edited."""
    return render_template(
        "caution.html", text=opened.cautions().text, count=len(opened.cautions().all())
    )


@blueprint.post("/caution")
def keep_caution() -> Response:
    """Keep another list of 慎引."""
    opened.cautions().write(request.form.get("text", ""))
    flash("慎引名单已保存")
    return redirect(url_for("writing.caution"), code=303)
