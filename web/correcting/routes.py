"""The routes of 更正: the record, correcting from a page, taking back."""

from typing import TYPE_CHECKING, Final

from flask import (
    Blueprint,
    Response,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.exceptions import BadRequest
from werkzeug.wrappers import Response as BaseResponse

from kg.correction.coding import from_lines, to_lines
from kg.correction.model import Hide, Merge
from kg.correction.telling import told
from kg.errors import CorrectionRefused, LibraryBusy
from web import opened
from web.correcting.asked import NotAsked, case_action, entity_action
from web.correcting.facts import facts_page
from web.correcting.pages import cut_page, merge_page, records_page, split_page
from web.download import download
from web.links import case_url, entity_url, is_ours
from web.paging import page_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.correction.model import Action, Correction

_BUSY: Final = "资料库正在写入，没有更正。请稍后再试。"
_TYPED: Final = frozenset({"title", "date", "region", "name"})
_PANEL: Final = "correct"  # fragment of the part of a page that corrects

blueprint = Blueprint("correcting", __name__, url_prefix="/corrections")


class NoFile(BadRequest):
    """The form came without a file."""


@blueprint.get("")
def show() -> str:
    """The record of all corrections."""
    return render_template("correcting/records.html", page=records_page(opened.library()))


@blueprint.get("/corrections.jsonl")
def file() -> Response:
    """The corrections that stand, as a file to read and to take in elsewhere."""
    stand = (
        one.correction for one in opened.library().corrections() if one.correction.undone is None
    )
    text = "".join(f"{line}\n" for line in to_lines(stand))
    return download("更正记录", ".jsonl", "application/jsonl", text)


@blueprint.post("/import")
def take_in() -> BaseResponse:
    """Take in a file of corrections."""
    sent = request.files.get("file")
    if sent is None or not sent.filename:
        raise NoFile
    try:
        text = sent.stream.read().decode("utf-8-sig")
        new = opened.library().take_in(list(from_lines(text.split("\n"))))
    except (UnicodeDecodeError, CorrectionRefused):
        flash("这个文件不是导出的更正，没有导入。", "warning")
    except LibraryBusy:
        flash(_BUSY, "warning")
    else:
        flash(f"导入 {len(new)} 处更正，已有的不变")
    return redirect(url_for("correcting.show"))


@blueprint.post("/undo")
def undo() -> BaseResponse:
    """Take a correction back, and go on where it was asked."""
    back = request.form.get("back", "")
    try:
        opened.library().take_back(request.form.get("id", ""))
    except LibraryBusy:
        flash(_BUSY, "warning")
    except CorrectionRefused:
        flash("这处更正已经撤销，或者不存在。", "warning")
    else:
        flash("已撤销，恢复为抽取结果和其余更正")
    return redirect(back if is_ours(back) else _record())


@blueprint.post("/redo")
def redo() -> BaseResponse:
    """Make a correction again that was taken back."""
    try:
        correction = opened.library().make_again(request.form.get("id", ""))
    except LibraryBusy:
        flash(_BUSY, "warning")
    except CorrectionRefused:
        flash("这处更正已经有效，或者不存在。", "warning")
    else:
        flash(f"已重新更正：{told(correction.action)}")
    return redirect(_record())


@blueprint.post("/entities/<entity_id>")
def entity(entity_id: str) -> BaseResponse:
    """Correct an entity."""
    here = entity_url(entity_id)

    def after(correction: "Correction") -> str:
        match correction.action:
            case Merge():
                return entity_url(correction.action.into.current)
            case Hide():
                return _record()
        return here

    form = url_for(".split", entity_id=entity_id) if _asked() == "split" else f"{here}#{_PANEL}"
    return _correct(lambda: entity_action(opened.library(), entity_id, request.form), form, after)


@blueprint.get("/entities/<entity_id>/merge")
def merge(entity_id: str) -> str:
    """What an entity may be merged into."""
    asked = request.args.get("q", "").strip()[:200]
    page = merge_page(opened.library(), entity_id, asked)
    return render_template("correcting/merge.html", page=page)


@blueprint.get("/entities/<entity_id>/split")
def split(entity_id: str) -> str:
    """Which mentions of an entity become another one."""
    number = page_number(request.args.get("page", ""))
    return render_template(
        "correcting/split.html", page=split_page(opened.library(), entity_id, number)
    )


@blueprint.post("/cases/<case_id>")
def case(case_id: str) -> BaseResponse:
    """Correct a case."""
    found = opened.library().case(case_id).case
    here = case_url(case_id)
    chosen_on = {"cut": ".cut", "drop": ".facts"}.get(_asked())
    form = url_for(chosen_on, case_id=case_id) if chosen_on else f"{here}#{_PANEL}"
    # Where one fact was read wrongly, the next one is near.
    after = form if _asked() == "drop" else here
    return _correct(
        lambda: case_action(opened.library(), found, request.form), form, lambda _: after
    )


@blueprint.get("/cases/<case_id>/facts")
def facts(case_id: str) -> str:
    """Which figures and relations of a case are taken out."""
    return render_template("correcting/facts.html", page=facts_page(opened.library(), case_id))


@blueprint.get("/cases/<case_id>/cut")
def cut(case_id: str) -> str:
    """Where a case is cut."""
    return render_template("correcting/cut.html", page=cut_page(opened.library(), case_id))


def _asked() -> str:
    return request.form.get("do", "")


def _correct(
    ask: "Callable[[], Action]", form: str, after: "Callable[[Correction], str]"
) -> BaseResponse:
    """Do what is asked and say so; where nothing can be done the form that asked says why."""
    try:
        correction = opened.library().correct(ask())
    except NotAsked as wrong:
        flash(str(wrong), "refused")
        _keep_typed()
    except LibraryBusy:
        flash(_BUSY, "refused")
        _keep_typed()
    else:
        flash(f"已更正：{told(correction.action)}。可在更正记录中撤销")
        return redirect(after(correction))
    return redirect(form)


def _keep_typed() -> None:
    """Have the form show again what was typed into it."""
    for name, value in request.form.items():
        if name in _TYPED:
            flash(value, f"typed-{name}")


def _record() -> str:
    return url_for("correcting.show")
