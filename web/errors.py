"""Error pages: which status an error answers with, and what it says in Chinese."""

from dataclasses import dataclass, replace
from typing import Final

from flask import Flask, render_template, request
from werkzeug.exceptions import HTTPException

from kg.errors import (
    CorrectionRefused,
    HiddenEntity,
    InvalidQuery,
    LibraryBusy,
    LibraryFailed,
    LibraryMissing,
    UnknownCase,
    UnknownCollection,
    UnknownEntity,
    UnknownSearch,
    UnknownSource,
)
from web.guard import ForeignHost
from web.visitor import StaleForm


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """What an error page shows: the status, what went wrong, what to do.

    ``again``: seconds after which the page asks anew by itself; 0 for one that will not change.
    """

    status: int
    title: str
    message: str
    search: bool = True
    again: int = 0


_BAD_REQUEST: Final = ErrorPage(400, "请求无法理解", "网址中的参数有误。请从检索页重新开始。")
_FAILED: Final = ErrorPage(
    500,
    "页面出错了",
    "这是程序的错误，库中材料不受影响。请稍后再试；如果一再出现，请查看服务端日志。",
)
_UNAVAILABLE: Final = ErrorPage(
    503, "资料库暂时无法应答", "资料库所在的文件夹可能已被移动或改名。请放回原处，再刷新本页。"
)
_SOON: Final = 5  # seconds between two looks at a library that is being written
_BUSY: Final = ErrorPage(
    503,
    "正在写入资料库，请稍等",
    "另一个程序正在收入材料或者建立检索索引，已有的材料都在。"
    f"本页每 {_SOON} 秒自动再试一次，写完即可使用；其间可以先看资料概览。",
    search=False,
    again=_SOON,
)
# Asking again by itself would ask for the address of a form without what was sent with it.
_BUSY_FORM: Final = replace(
    _BUSY,
    message="另一个程序正在收入材料或者建立检索索引，这次提交没有执行。"
    "请返回上一页（所填的内容还在），稍等片刻再提交一次。",
    again=0,
)
_BY_STATUS: Final[dict[int, ErrorPage]] = {
    404: ErrorPage(404, "没有这个页面", "网址可能有误，或者内容已被移除。请从检索页重新开始。"),
    405: ErrorPage(405, "不支持这种操作", "本页只供阅读，不接受提交。"),
    413: ErrorPage(413, "提交的内容太大", "请分几次提交；单个文件不能超过页面上写明的大小。"),
    500: _FAILED,
    503: _UNAVAILABLE,
}
# Looked up from top to bottom.
_BY_ERROR: Final[tuple[tuple[type[Exception], ErrorPage], ...]] = (
    (
        ForeignHost,
        ErrorPage(
            400,
            "地址不在应答范围内",
            "本服务只应答启动时指定的主机名。"
            "请用启动时显示的地址访问，或以 --host 指定主机后重新启动。",
            search=False,
        ),
    ),
    (
        InvalidQuery,
        ErrorPage(
            400,
            "检索式无法理解",
            "请检查引号、括号是否成对，筛选条件是否完整；去掉符号、只留关键词，通常即可检索。",
        ),
    ),
    (
        UnknownCase,
        ErrorPage(
            404,
            "没有这篇材料",
            "它不在库中，可能已被移除，或所在文件已经更换。可以检索题名或原文中的一句话。",
        ),
    ),
    (
        HiddenEntity,
        ErrorPage(
            404,
            "这个词条已隐藏",
            "它经人工更正，不再显示；原文不变。可以在“资料管理”的“更正记录”中撤销。",
        ),
    ),
    (
        CorrectionRefused,
        ErrorPage(400, "这处更正无法执行", "它已经撤销，或者内容有误。请回到“更正记录”查看。"),
    ),
    (
        UnknownEntity,
        ErrorPage(
            404,
            "没有这个词条",
            "它不在库中，提到它的材料可能已被移除。可以检索它的名称。",
        ),
    ),
    (
        UnknownSource,
        ErrorPage(404, "没有这个文件", "它不在库中，可能已被移除或更新。请回到“资料管理”查找。"),
    ),
    (
        UnknownCollection,
        ErrorPage(404, "没有这个素材夹", "它可能已被删除。请回到“素材夹”，从列表中选一个。"),
    ),
    (
        UnknownSearch,
        ErrorPage(404, "没有这个已存检索", "它可能已被删除。请回到“已存检索”。"),
    ),
    (
        StaleForm,
        ErrorPage(
            400,
            "页面已过期",
            "这次提交没有执行。请返回上一页，刷新后再做一次；浏览器须允许本站使用 Cookie。",
        ),
    ),
    (LibraryBusy, _BUSY),
    (LibraryMissing, _UNAVAILABLE),
    (
        LibraryFailed,
        ErrorPage(
            500,
            "资料库的文件读写失败",
            "磁盘可能已满，或资料库文件夹中有文件损坏。这次操作没有执行，此前的内容仍在；"
            "服务端日志写明是哪个文件、怎样处理。",
        ),
    ),
)


def page_for(error: Exception) -> ErrorPage:
    """The page that answers an error; what is not known here is a 500."""
    for kind, page in _BY_ERROR:
        if isinstance(error, kind):
            return page
    code = error.code if isinstance(error, HTTPException) and error.code else 500
    return _BY_STATUS.get(code, _FAILED if code >= _FAILED.status else _BAD_REQUEST)


def install(app: Flask) -> None:
    """Answer every error with a page that says in Chinese what was wrong and what to do.

    Flask hands an unforeseen exception over as an InternalServerError, having logged it.
    """

    def answer(error: Exception) -> tuple[str, int, dict[str, str]]:
        page = page_for(error)
        if page is _BUSY and request.method == "POST":
            page = _BUSY_FORM
        if isinstance(error, LibraryFailed):
            app.logger.error(error)
        wait = str(page.again)
        headers = {"Retry-After": wait, "Refresh": wait} if page.again else {}
        return render_template("error.html", page=page), page.status, headers

    app.register_error_handler(HTTPException, answer)
    for kind, _ in _BY_ERROR:
        app.register_error_handler(kind, answer)
