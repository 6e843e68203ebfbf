"""What a web page prints in the line of a text itself: before its first word, behind its last."""

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Removed

_FEWEST: Final = 40  # characters of a line that is a text; shorter ones are judged whole
_TAIL: Final = 480  # characters at the end of a line in which a notice or a credit may stand
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
# A line without any of these needs no closer look.
_WORDS: Final = re.compile(
    r"返回搜狐|分享让|阅读原文|纠错|专题|编辑|编委|校对|责编|审|责校|美编|监制|来源|转自|摘自|声明|原创|更多精彩"
    r"|[报爆]料|如遇|版权|本文|投稿|广告|您若|独家|未经"
)
_TAILS: Final = (_BUTTONS, _CREDIT, _SOURCE, _NOTICE)


def page_tails(line: str, start: int, *, first: bool) -> Iterator[Removed]:
    """Labels before the ``first`` text of a source, credits and notices behind any long line."""
    head = _HEAD.match(line) if first else None
    if head:
        yield Removed(start, start + head.end(), "navigation")
    end = last = len(line.rstrip())
    if end < _FEWEST or not _WORDS.search(line, max(0, end - _TAIL)):
        return
    for _ in range(_MOST):
        window = line[max(0, end - _TAIL) : end]
        found = next(filter(None, (tail.search(window) for tail in _TAILS)), None)
        if found is None:
            break
        end -= len(window) - found.start()
        end = len(line[:end].rstrip())
    if end < last:
        yield Removed(start + end, start + last, "navigation")
