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
# Who made the page, by a colon or as bare names: 责任编辑：某某, 校对 某某某. Behind a word 审核：
# leads to what is examined, 担任主编 某某某 tells a deed, 初审 复审 终审 are three steps.
_CREDIT: Final = re.compile(
    rf"[（(【\[]?\s*(?:{_DUTY}\s*[:：|/丨]\s*{_NAMES}(?:[\s、]+{_NAMES}){{0,4}}"
    rf"|(?:责任编辑|责编|美编|责校|(?<![\u4e00-\u9fff]){_DUTY})\s*[:：|/丨]"
    rf"|(?<![任为做当的行]){_DUTY}\s+(?![一二三初复终]审|审核|校对|编辑){_NAMES})"
    r"\s*[)）】\]]?$"
)
# Where money, complaints or leads come from is what a text tells.
_TOLD: Final = (
    r"(?![^（）()【】。！？]*(?:收入|收益|自筹|租金|分红|捐[赠款助]|补[助贴]|拨款|经费|贷款|集资|纠纷"
    r"|诉求|网格员|上报|反映|走访|热线|来电|信访|\d\s*[万亿]?元|\d\s*[%％]))"
)
_SOURCE: Final = re.compile(
    r"(?:[（(【]\s*|(?<=[。！？”’）)】…])\s*)(?:文章|图文|信息|稿件)?(?:来源|转自|摘自)\s*[:：]"
    rf"{_TOLD}\s*[^（）()【】。！？]{{2,40}}\s*[)）】]?$"
)
# What tells a page's own words from a statement, a rule or a hotline that the text tells of.
_OF_PAGES: Final = (
    r"(?=.{0,40}(?:转载|摘编|镜像|版权|著作权|侵权|来源|[本网][文站网号]|文[内中章]|链接|所载"
    r"|仅供参考|不构成))"
)
_EDGE: Final = re.compile(r"(?<=[。！？”’）)】…])\s*|\s+")  # where a notice may begin
_NOTICE: Final = re.compile(
    rf"(?:(?:广告|免责|版权|特别|郑重)?声明\s*[:：]{_OF_PAGES}"
    r"|本文属于?原创|更多精彩(?:资讯|内容)|新闻线索(?:报料|爆料)"
    r"|(?:爆料|报料)(?:[、，]维权)?(?:通道|热线|电话)\s*[:：\d]|如遇作品内容|版权侵权联系"
    rf"|本文(?:内容)?(?:仅供参考|不构成|为转载)|未经[^，。]{{0,10}}(?:授权|许可){_OF_PAGES}"
    r"|[*＊]?[\u4e00-\u9fff]{2,6}(?:独家稿件|版权作品)|【?投稿[、，](?=.{0,20}(?:邮|私信|\d{5}))"
    r"|[\u4e00-\u9fff]{2,6}广告合作|您若对该稿件).*$"
)
# A line that does not end near one of these has no credit, and one without the others no notice.
_CREDIT_WORDS: Final = re.compile(
    r"返回搜狐|分享让|阅读原文|纠错|专题|编辑|编委|校对|责编|主编|审|责校|美编|监制|来源|转自|摘自"
)
_NOTICE_WORDS: Final = re.compile(
    r"声明|原创|更多精彩|[报爆]料|如遇|版权|本文|投稿|广告合|您若|独家|未经"
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
    window = line[max(0, end - _CREDIT_TAIL) : end]
    if _CREDIT_WORDS.search(window):
        found = (pattern.search(window) for pattern in (_BUTTONS, _CREDIT, _SOURCE))
        yield from (end - len(window) + match.start() for match in found if match)
    window = line[max(0, end - _TAIL) : end]
    if _NOTICE_WORDS.search(window):
        edges = (edge for edge in _EDGE.finditer(window) if _NOTICE.match(window, edge.end()))
        yield from (end - len(window) + edge.start() for edge in edges)
