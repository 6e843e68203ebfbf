"""Names in bylines, datelines and photo credits, set apart or run together."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.persons.foreign import DOTTED
from ingest.extract.persons.names import is_apart, name_chain

_HOUSE: Final = "(?:本报|本刊|本台|全媒体|特约|见习|实习|首席|融媒体)"
_OF_HOUSE: Final = re.compile(rf"{_HOUSE}\Z")
_BYLINE: Final = re.compile(
    r"(?:记者|通讯员|实习生|文/图|图/文|文图|图文|撰稿|作者|编辑|责编|责任编辑|摄影|整理|撰文|文字|摄影报道|供图|审核|校对|监制|编审|编导|统筹|策划|主笔|拍友|报道组)"
    r"(?:[/／]?(?:记者|通讯员|摄影|编辑))?[ \t　:：/]*"
)
_LEAD: Final = re.compile(rf"{_HOUSE}?{_BYLINE.pattern}")
_BYLINE_END: Final = re.compile(
    r"[）)】\]\n。；，,“]|报道|摄影报道|摄(?![一-鿿])|讯(?!员)|发自|返回|从|了解|获悉|采访"
)
_BYLINE_SPLIT: Final = re.compile(r"[ \t　、/／|&]+|[一二三初复终]审|责编|(?=通讯员|记者|实习生)")
# 新华社…日电（甲乙丙、丁戊） and 甲乙丙 摄 name people without calling them reporters.
_DATELINE: Final = re.compile(r"日(?:电|讯)[ 　]*[（(](?:记者)?(?P<names>[一-鿿·、 　]{2,40})[）)]")
_CREDITS: Final = "摄影报道|摄|供图|文/图|整理|绘|制图"
_CREDIT: Final = re.compile(
    rf"(?<![一-鿿])(?P<names>[一-鿿]{{2,8}})[ 　]?(?:{_CREDITS})(?=[）)\s。；]|$)"
)
_CREDITED: Final = re.compile(_CREDITS)
# Names alone in brackets behind a piece: （甲乙丙 丁戊）.
_BRACKETED: Final = re.compile(
    r"[（(](?<=[。！？”…].)(?P<names>[一-鿿]{2,4}(?:[ 　、，]{1,2}[一-鿿]{2,4}){0,5})[）)]"
)
# 市长 某 某 alone on a line: who gives a report, the blanks as they are.
_POST_LINE: Final = re.compile(
    r"(?m)^[ 　]*(?:[一-鿿]{2,16}?[省市州区县旗盟政府会])?代?"
    r"(?:省长|市长|州长|盟长|县长|区长|旗长|主席|主任|书记|院长|检察长)"
    r"[ 　]{1,4}(?P<name>[一-鿿]{2,4}|[一-鿿][ 　]{1,2}[一-鿿])[ 　]*$"
)
# How far a byline may reach, and how far before it its line or bracket may begin.
_REACH: Final = 60
_BEFORE: Final = 12
_LONGEST_HOUSE: Final = 3  # 全媒体
_OPEN: Final = re.compile(r"(?:^|[（(【\n])[^）)】\n]*\Z")


def bylines(text: str) -> Iterator[tuple[int, int]]:
    """Names of a byline, set apart or run together (通讯员 甲乙丙 丁戊)."""
    for match in _BYLINE.finditer(text):
        house = _OF_HOUSE.search(text, max(0, match.start() - _LONGEST_HOUSE), match.start())
        start = house.start() if house else match.start()
        before = text[max(0, start - _BEFORE) : start]
        apart = match.group()[-1] in " \t　:：/"
        if not apart and not _OPEN.search(before):
            continue
        stop = _BYLINE_END.search(text, match.end(), match.end() + _REACH)
        end = stop.start() if stop else min(len(text), match.end() + _REACH)
        yield from _byline_names(text, match.end(), end)

    for pattern in (_DATELINE, _CREDIT) if _CREDITED.search(text) else (_DATELINE,):
        for match in pattern.finditer(text):
            yield from _byline_names(text, *match.span("names"))
    for match in _BRACKETED.finditer(text):
        names = list(_byline_names(text, *match.span("names")))
        covered = sum(end - start for start, end in names)
        if covered == len(re.sub("[ 　、，]", "", match["names"])):
            yield from names


def _byline_names(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for token in _BYLINE_SPLIT.split(text[start:end]):
        at = text.find(token, at, end)
        lead = _LEAD.match(token)
        skip = lead.end() if lead else 0
        if DOTTED.fullmatch(token, skip):  # 阿不力米提·某某: set apart, it is whole
            yield at + skip, at + len(token)
        spans = name_chain(token[skip:])
        if not spans and is_apart(token[skip:]):
            spans = [(0, len(token) - skip)]
        for begin, close in spans:
            yield at + skip + begin, at + skip + close
        at += len(token)


def under_posts(text: str) -> Iterator[tuple[int, int]]:
    """Names that stand alone on a line behind a post."""
    for match in _POST_LINE.finditer(text):
        yield match.span("name")
