"""What a web page puts above and below its article: its path, links, buttons."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.cleaning.spans import CRUMB, SHORT, Span
from kg.model import Removed

_HEAD_LINES: Final = 20
_ARROW: Final = re.compile(r"[>＞»›|]+")
_FOOT: Final = re.compile(
    r"[\s【\[]*(?:相关(?:链接|附件|报道|文档|新闻|阅读)|打印本页|关闭(?:本页|窗口)|扫一扫在手机.{0,8}|责任编辑"
    r"|》》?点击.{0,12}|上一篇.{0,60}|下一篇.{0,60}|分享到)[\s:：>》《]*"
)


def page_head(text: str, lines: Sequence[Span]) -> Iterator[Removed]:
    """The path of a saved page (首页 > 政务公开), and a title that stands again below it."""
    head = [(text[s:e], s, e) for s, e in lines[:_HEAD_LINES]]
    arrows = [i for i, (line, _, _) in enumerate(head) if _ARROW.fullmatch(line)]
    if not arrows:
        return
    last = head[min(arrows[-1] + 1, len(head) - 1)][0]
    for i, (line, start, end) in enumerate(head[: arrows[-1] + 3]):
        on_path = arrows[0] - 1 <= i <= arrows[-1] + 1 and end - start <= CRUMB
        again = len(line) > CRUMB and any(line == later for later, _, _ in head[i + 1 :])
        if on_path or again or (line == last and end - start <= CRUMB):
            yield Removed(start, end, "navigation")


def page_foot(text: str, lines: Sequence[Span]) -> Iterator[Removed]:
    """Links, buttons and repeated beginnings below the last line of a saved page's article."""
    tail = lines[-_HEAD_LINES:]
    foot = next((i for i, (s, e) in enumerate(tail) if _FOOT.fullmatch(text[s:e])), len(tail))
    for start, end in tail[foot:]:
        line = text[start:end]
        if end - start <= SHORT or text.find(line[-CRUMB:], 0, start) >= 0:
            yield Removed(start, end, "navigation")
