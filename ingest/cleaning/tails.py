"""What a web page prints in the line of a text itself: before its first word, behind its last."""

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Removed

_FEWEST: Final = 40  # characters of a line that is a text; shorter ones are judged whole
_CREDIT_TAIL: Final = 80  # characters at the end of a line in which a credit stands
_TAIL: Final = 480  # characters at the end of a line in which a notice may begin
_MOST: Final = 12  # credits and notices behind one text
# 2023-08-18 06:18，正文：…; 原标题：… is a label, and what follows is the title.
_HEAD: Final = re.compile(r"\s*(?:[^。！？\n]{0,60}?[，,]\s*)?正文\s*[:：]\s*|\s*原标题\s*[:：]\s*")
_NAMES: Final = r"(?:[\u4e00-\u9fff·]{2,4}|[A-Za-z]{1,2}\d{2,6})"
_DUTY: Final = (
    r"(?:(?:责任|值班|流程|视频|微信|网络|本期|文字|执行|新媒体)?(?:编辑|编委|校对|审核|主编)"
    r"|责编|美编|编审|监制|终审|[一二三初复]审|责校)"
)
_BUTTONS: Final = re.compile(
    r"(?:返回搜狐[，,]?\s*查看更多|分享让更多人看到|(?:点击)?阅读原文|【?纠错】?|点击进入专题)$"
)
# Who made the page, behind a colon or as bare names: 责任编辑：某某, 校对 某某某.
_CREDIT: Final = re.compile(
    rf"[（(【\[]?\s*{_DUTY}(?:\s*[:：|/丨]\s*(?:{_NAMES}(?:[\s、]+{_NAMES}){{0,4}})?|\s+{_NAMES})"
    r"\s*[)）】\]]?$"
)
_SOURCE: Final = re.compile(
    r"(?:[（(【]\s*|(?<=[。！？”’）)】…])\s*)(?:文章|图文|信息|稿件)?(?:来源|转自|摘自)\s*[:：]"
    r"\s*[^（）()【】。！？]{2,40}\s*[)）】]?$"
)
_NOTICE: Final = re.compile(
    r"(?:(?<=[。！？”’）)】…])|\s)\s*(?:(?:广告|免责|版权|特别|郑重)?声明\s*[:：]|本文属于?原创|更多精彩(?:资讯|内容)"
    r"|新闻线索(?:报料|爆料)|(?:爆料|报料)(?:[、，]维权)?(?:通道|热线|电话)|如遇作品内容|版权侵权联系"
    r"|本文(?:内容)?(?:仅供参考|不构成|为转载)|未经[^，。]{0,10}(?:授权|许可)|[*＊]?[\u4e00-\u9fff]{2,6}(?:独家稿件|版权作品)|【?投稿[、，]|[\u4e00-\u9fff]{2,6}广告合作|您若对该稿件).*$"
)
# A line that does not end near one of these has no credit, and one without the others no notice.
_CREDIT_WORDS: Final = re.compile(
    r"返回搜狐|分享让|阅读原文|纠错|专题|编辑|编委|校对|责编|主编|审|责校|美编|监制|来源|转自|摘自"
)
_NOTICE_WORDS: Final = re.compile(
    r"声明|原创|更多精彩|[报爆]料|如遇|版权|本文|投稿|广告合|您若|独家|未经"
)
_SEARCHED: Final = (
    (_CREDIT_WORDS, _CREDIT_TAIL, (_BUTTONS, _CREDIT, _SOURCE)),
    (_NOTICE_WORDS, _TAIL, (_NOTICE,)),
)


def page_tails(line: str, start: int, *, first: bool) -> Iterator[Removed]:
    """Labels before the ``first`` text of a source, credits and notices behind any long line."""
    head = _HEAD.match(line) if first else None
    if head:
        yield Removed(start, start + head.end(), "navigation")
    last = len(line.rstrip())
    end = _before_tails(line, last) if last >= _FEWEST else last
    if end < last:
        yield Removed(start + end, start + last, "navigation")


def _before_tails(line: str, end: int) -> int:
    """Where the words of a line end, without the credits and notices behind them."""
    for _ in range(_MOST):
        at = next(_tails(line, end), end)
        if at == end:
            break
        end = len(line[:at].rstrip())
    return end


def _tails(line: str, end: int) -> Iterator[int]:
    """Where the last credit or notice before an offset begins; none where there is none."""
    for words, size, patterns in _SEARCHED:
        window = line[max(0, end - size) : end]
        if words.search(window):
            found = (pattern.search(window) for pattern in patterns)
            yield from (end - len(window) + match.start() for match in found if match)
