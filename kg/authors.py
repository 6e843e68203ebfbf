"""Who answers for a text: persons apart from their posts, bodies as they are, papers told.

The words of a head give both in one (甲县县委书记张三, 本报记者 李四 通讯员 王五). A citation names
persons alone; the post is told beside. Nobody is made up: words that name no person stay as
they are, a body or a bare post.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from kg.datafiles import read_lines

_POST: Final = (
    "总书记|书记|主任|部长|秘书长|省长|市长|县长|区长|镇长|乡长|州长|旗长|盟长|村长|主席|委员|常委|"
    "局长|厅长|院长|校长|所长|馆长|处长|科长|站长|队长|行长|会长|理事长|理事|董事长|总经理|经理|"
    "主编|教授|研究员|讲师|网格长|代表|干事|负责人"
)
_NAME: Final = (
    r"[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+(?:·[\u4e00-\u9fff]+)+|[\u4e00-\u9fff] [\u4e00-\u9fff]"
)
# 甲县县委书记 张三: with a blank before the name; without one a surname must begin it.
_POSTED: Final = re.compile(rf"(?P<post>.*(?:{_POST}))(?P<gap>[ 　]*)(?P<name>{_NAME})(?:同志)?")
# Words for the trade of who writes, in front of names. Who took the pictures answers for none.
_TRADES: Final = re.compile(
    r"(?:本报|本刊|本网|本台|新华社|特约|首席|见习)*(?:记者|通讯员|评论员|实习生|作者(?!单位|简介))"
)
_SILENT: Final = re.compile(
    r"[ 　]*(?:/文|摄影|供图|图片|来源|编辑|责编|校对|翻译|整理|采写|采访|报道(?!组)).*|[（(].*"
)
_LATIN: Final = re.compile(r"[A-Z][A-Za-z.-]*(?: [A-Z][A-Za-z.-]*)+")
_BETWEEN: Final = re.compile(r"[ 　、，,；;/：:]+")
_BODY: Final = re.compile(
    r".*(?:[组社部局办委院校站台网]|联盟|中心|街道|集团|公司)|.*·(?:.*[街道县区镇乡])"
)
_MOST: Final = 4  # characters of a Chinese name with a compound surname
# Papers, stations, agencies and sites by the ends of their names, but no 电网.
_MEDIA: Final = re.compile(
    r"(?:日报|晚报|早报|晨报|商报|时报|都市报|青年报|周刊|新闻|在线|电视台|广播台|融媒体(?:中心)?|客户端|新闻社"
    r"|[华新]社|通讯社|报社|网站|(?<![电管路联水河铁棋])网)社?$"
)


@dataclass(frozen=True, slots=True)
class Author:
    """One who answers for a text; ``post`` is what the material calls a person, often empty."""

    name: str
    person: bool = False
    post: str = ""


def is_media(name: str) -> bool:
    """Whether a body reports what others do: 某某日报, 新华社. It has no part in their deeds."""
    return _MEDIA.search(name) is not None


def authors_of(issuer: str | None) -> tuple[Author, ...]:
    """Authors that the words of an issuer name, in their order; none for none."""
    words = " ".join((issuer or "").split())
    if not words:
        return ()
    if _TRADES.search(words):
        return tuple(dict.fromkeys(_writers(words))) or (Author(words),)
    posted = _POSTED.fullmatch(words)
    if posted and (posted["gap"] or _is_name(posted["name"])):
        return (Author(posted["name"].replace(" ", ""), person=True, post=posted["post"]),)
    if len(words.replace(" ", "")) <= _MOST and _is_name(words.replace(" ", "")):
        return (Author(words.replace(" ", ""), person=True),)
    return (Author(words),)


def _writers(words: str) -> Iterator[Author]:
    """Names behind 记者, 通讯员 and their like; the body that lends one is no author."""
    for part in _parts(words):
        posted = _POSTED.fullmatch(part.strip())
        if posted:
            yield Author(posted["name"].replace(" ", ""), person=True, post=posted["post"])
            continue
        for word in _LATIN.findall(part) or _BETWEEN.split(part):
            chinese = re.fullmatch(_NAME, word) and not word.endswith("译")
            if _LATIN.fullmatch(word) or (chinese and not _BODY.fullmatch(word)):
                yield Author(word, person=True)


def _parts(words: str) -> Iterator[str]:
    """What stands behind each trade, up to what names no author."""
    trades = list(_TRADES.finditer(words))
    for trade, after in zip(trades, [*trades[1:], None], strict=True):
        part = words[trade.end() : after.start() if after else len(words)].lstrip(" 　：:")
        yield _SILENT.sub("", part).strip()


@cache
def _surnames() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "surnames.txt"))


def _is_name(words: str) -> bool:
    """Whether words begin with a surname and go on like a name."""
    given = len(words) - (2 if words[:2] in _surnames() else 1)
    known = words[:2] in _surnames() or words[:1] in _surnames()
    return known and 1 <= given <= 2 and not _BODY.fullmatch(words)  # noqa: PLR2004 -- characters


def surname_of(name: str) -> str:
    """Surname of a person's name; empty where it is not known (艾尔肯·吐尼亚孜)."""
    return next((name[:n] for n in (2, 1) if name[:n] in _surnames() and len(name) > n), "")
