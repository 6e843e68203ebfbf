"""What stands in a source but belongs to no case: found, told with its reason, and blanked.

Nothing is deleted: a removed span keeps its place and its reason, and its characters become
blanks of the same number, so that offsets stay.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from ingest.readers.document import Document
from kg.datafiles import read_lines
from kg.model import Removed

Span = tuple[int, int]

SHORT: Final = 80  # characters; furniture lines are shorter, longer lines are running text

_LINE: Final = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
# Sellers of materials: one line that names a contact; lines that praise the offer.
_CONTACT: Final = re.compile(
    r"(?:整理|提供|出品|制作|搜集|咨询|客服|联系|添加|加群|群号|关注|更多\S{0,6}(?:材料|资料|范文))"
    r".{0,16}(?:QQ|qq|Q群|微信|公众号|[Vv]信|扣扣|电话)(?:群|号)?[:：\s]*[A-Za-z0-9_-]{5,}"
    r"|^(?:免费)?(?:QQ|qq|微信)群?[:：\s]*\d{5,}"
    # Without a number only what offers materials: villages have WeChat groups, too.
    r"|更多\S{0,6}(?:材料|资料|范文).{0,16}(?:QQ|qq|微信|公众号|扫码|关注)|^[^。]{0,12}(?:整理|出品|搜集)[，,\s]{0,2}咨询.{0,8}$"
    r"|^(?:请|欢迎)?(?:长按|扫码|扫一扫|点击)?\S{0,8}关注(?:我们|本号|公众号|微信)[^。]{0,20}$"
)
_SELLER: Final = re.compile(
    r"^(\S{2,10}?)(?:整理|出品|提供|制作|搜集)[，,。\s]*(?:咨询|QQ|qq|微信|联系)"
)
_OFFER: Final = re.compile(
    r"会员(?:群|资料|材料|权益|价)|倒卖|订阅立享|免费(?:QQ|qq|微信)群|扫码(?:加群|领取|进群)|付费(?:资料|下载)"
    r"|文库会员|永久(?:会员|更新)|所有权益"
)
# Marks of handling stand alone on a line or in brackets.
_MARK: Final = (
    r"仅供(?:内部)?(?:学习|参考|交流|使用)(?:参考|交流|使用)?|(?:禁止|严禁|请勿|不得)(?:外传|转载|翻印|复制)"
    r"|内部(?:资料|文件|材料|使用|参考|刊物)|注意(?:保存|保密)|妥善保管|阅后(?:即焚|收回)|秘密|机密|绝密"
)
_MARK_LINE: Final = re.compile(
    rf"[（(【\[]?(?:(?:密级|保密等级|秘密等级)\s*[:：]\s*)?(?:(?:{_MARK})[\s，,、；;★☆*]*)+"
    r"(?:[\d一二三四五六七八九十]*(?:年|个月)?|长期)(?:\s*(?:特急|特提|加急|平急|急件))?[）)】\]]?"
)
_CLASSIFIED: Final = ("绝密", "机密")
_MARK_ONE: Final = re.compile(_MARK)
_REPRINT: Final = re.compile(
    r"(?:(?:转载|版权|免责)声明\s*[:：]|本文(?:转载自|转自|来源于|摘自|系转载)|"
    r"(?:来源|原标题|转自)\s*[:：]\s*\S{0,12}(?:公众号|微信))[^\n]{0,300}$"
)
_REPRINT_WORDS: Final = ("声明", "本文", "公众号", "转自")
_SOURCE: Final = re.compile(
    r"[（(【]?(?:(?:信息|文章|稿件|新闻|原文)?来源|时间|发布(?:时间|日期|机构|单位)|发表时间|日期|成文日期|阅读量?"
    r"|浏览(?:次数|量)|点击(?:数|量|次数)|访问量|字号|字体|分享(?:到)?|收藏|编辑|责编|责任编辑|审核|校对|排版|监制"
    r"|值班(?:编辑|主任)|当前位置|您(?:现在|当前)?的?位置|索引号|主题词|来源)\s*[:：][^。！？]{0,50}"
)
# Who made a newspaper page: duty and names, no colon between.
_STAFF: Final = re.compile(
    r"(?:(?:本版)?(?:责任)?(?:编辑|编审|主编|校对|版式|美编|视觉|策划|值班编委)\s*[:：/]?\s*(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s{1,3}[\u4e00-\u9fff])(?:[\s、]+|$)){1,5}"
)
_STAMP: Final = re.compile(
    r"(?:来源[:：]?\s*)?\d{4}[-年/.]\d{1,2}[-月/.]\d{1,2}日?\s+\d{1,2}[:时]\d{2}\S{0,6}"
)
_LABEL: Final = re.compile(r"(?:信息)?(?:来源|作者|发布单位|责任编辑)\s*[:：]")
_FURNITURE: Final = re.compile(r"[\s>＞|»›《》【】\[\]（）():：·×xX。，,、/\\_-]+")
_ARROWS: Final = re.compile(r"[\s>＞»›|《》【】]+")
_HASH: Final = re.compile(r"[0-9a-f]{24,}[:：]?|https?://\S+|www\.\S+")
# A line drawn between pieces; three stars without blanks may be a mask in a table.
_RULE: Final = re.compile(
    r"(?=(?:\S\s*){3})(?:[-—―_=~～·•◆◇★☆□■●○▲△▼※#＃\s]+|[*＊](?:\s+[*＊])+|[*＊]{5,})"
)
_PAGE: Final = re.compile(
    r"[-—–―]{1,2}\s*\d{1,4}\s*[-—–―]{1,2}|第\s*\d{1,4}\s*页(?:\s*[/，,]?\s*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4}\s*页"
)
_JUMP: Final = re.compile(
    r"[（(]?(?:下转|上接|紧接)第?\s*[\d一二三四五六七八九十]{1,2}\s*版[^。]{0,8}[）)]?"
)
_SHEET: Final = re.compile(
    r"第?\s*[A-D]?\d{1,2}\s*版?\s*[:：]?\s*(?:要闻|综合|专版|专题|特刊|头版|新闻|时政|本地|民生|党建|理论|评论|基层|深度|广告)(?:新闻)?"
    r"|(?:要闻|综合|专版|专题|头版|时政|理论|评论)\s*第?\s*[A-D]?\d{1,2}\s*版?"
)
_SPACED: Final = re.compile(r"(?:[\u4e00-\u9fff]\s+){2,5}[刊报版讯]")  # 党 建 周 刊
_PAPER: Final = re.compile(
    r"(?:.{2,10}(?:日报|晚报|时报|周报)\s*)?\d{4}年\d{1,2}月\d{1,2}日\s*星期.{0,30}"
)
_CAPTION: Final = 40  # characters of a line below a picture
_CREDIT: Final = re.compile(
    r"(?:(?:^|(?<=[。！？）)]))\s*[（(]?[^。！？，；]{0,24}(?:记者|拍友|通讯员|摄影|图片)[^。！？；]{0,40}?(?:摄|供图|图)"
    r"[）)]?|^[^。！？，]{2,24}(?:供图|摄影?报道)|(?<=[。！？])\s*[^。！？，；]{0,16}(?:记者|通讯员)\s*[\u4e00-\u9fff]{2,4})$"
)
_PART: Final = re.compile(
    r"(?:【|〔|\[)?(?:第[一二三四五六七八九十百\d]{1,3}[篇则]|(?:案例|材料|范文|篇目|例文)[一二三四五六七八九十百\d]{1,3})"
    r"(?:\s*[】〕\]]\s*|\s*[:：、.．]\s*|\s+|(?=【|$))"
)
_CONTENTS: Final = re.compile(r"目\s*录")
_ENTRY_PAGE: Final = re.compile(r"[\s.．…·。]+\d{1,3}$")
_ENTRY: Final = re.compile(r"\s*(\S.{3,120}?)[\s.．…·]+(\d{1,3})(?=\s|$)")
# The number in front of an entry, which its title may lack or write otherwise.
_ENTRY_NUMBER: Final = re.compile(
    r"(?:\d{1,2}\s*[.．、]\s*|[一二三四五六七八九十]{1,3}、\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*)"
)
_SURE_ENTRY: Final = 8  # characters of an entry that no text repeats by chance
_MIN_ENTRIES: Final = 3  # fewer page numbers on a line make no table of contents


def find_removed(document: Document) -> tuple[tuple[Removed, ...], tuple[str, ...]]:
    """Spans that belong to no case, sorted and apart, and the marks of handling found."""
    text = document.text
    lines = [_strip(text, match.span()) for match in _LINE.finditer(text)]
    removed = [*_contents(text, lines), *_page_head(text, lines), *_page_foot(text, lines)]
    marks: dict[str, None] = {}
    sellers = _sellers(text, lines)
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        if end - start <= SHORT:
            reason = _reason(line, sellers)
            if reason == "mark":
                marks |= dict.fromkeys(_MARK_ONE.findall(line))
            if reason:
                first = _offer_start(text, lines, index) if reason == "offer" else start
                removed.append(Removed(first, end, reason))
            if _LABEL.fullmatch(line) and index + 1 < len(lines):
                value = lines[index + 1]
                if value[1] - value[0] <= _CRUMB:
                    removed.append(Removed(*value, "navigation"))
        removed.extend(_inside(line, start))
    removed += _parts(text, lines)
    return tuple(_merged(removed)), tuple(marks)


def classified(marks: Sequence[str]) -> str | None:
    """The mark that keeps a source out unless it is asked for: 绝密 or 机密; else None."""
    return next((mark for mark in _CLASSIFIED if mark in marks), None)


def blank(text: str, removed: Iterable[Removed]) -> str:
    """Text of the same length with blanks for the removed characters; line ends stay."""
    parts: list[str] = []
    at = 0
    for span in removed:
        start = max(at, span.start)
        parts.append(text[at:start])
        parts.append("".join("\n" if char == "\n" else " " for char in text[start : span.end]))
        at = max(at, span.end)
    parts.append(text[at:])
    return "".join(parts)


def contents_titles(text: str) -> tuple[str, ...]:
    """Titles that a table of contents at the head of a text names, in its order."""
    lines = [_strip(text, match.span()) for match in _LINE.finditer(text)]
    titles: list[str] = []
    for span in _contents(text, lines):
        body = _CONTENTS.sub("", text[span.start : span.end], count=1)
        paged = [match[1].strip() for match in _ENTRY.finditer(body)]
        titles += paged or [line.strip() for line in body.splitlines() if line.strip()]
    return tuple(_ENTRY_NUMBER.sub("", title, count=1) for title in titles)


def part_prefix(line: str) -> int:
    """Length of a separator such as ``第三篇：`` or ``案例2`` that begins a line; 0: none."""
    match = _PART.match(line)
    return match.end() if match else 0


def _strip(text: str, span: Span) -> Span:
    start, end = span
    raw = text[start:end]
    return start + len(raw) - len(raw.lstrip()), start + len(raw.rstrip())


def _reason(line: str, sellers: frozenset[str]) -> str:
    """Why a short line belongs to no case; empty where it does."""
    for pattern, whole, reason in _PATTERNS:
        if pattern.fullmatch(line) if whole else pattern.search(line):
            return reason
    if line in sellers:
        return "watermark"
    core = _FURNITURE.sub("", line)
    furniture = core in _navigation() if core else _ARROWS.fullmatch(line)
    return "navigation" if furniture else ""


_PATTERNS: Final = (
    (_MARK_LINE, True, "mark"),
    (_CONTACT, False, "watermark"),
    (_OFFER, False, "offer"),
    (_SOURCE, True, "navigation"),
    (_STAFF, True, "masthead"),
    (_STAMP, True, "navigation"),
    (_HASH, True, "navigation"),
    (_PAGE, True, "page number"),
    (_PAPER, True, "masthead"),
    (_SPACED, True, "masthead"),
    (_SHEET, True, "masthead"),
    (_JUMP, True, "navigation"),
    (_RULE, True, "rule"),
)


@cache
def _navigation() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "navigation.txt"))


def _sellers(text: str, lines: Sequence[Span]) -> frozenset[str]:
    """Names of those who put their watermark on the text."""
    found = (_SELLER.match(text[s:e]) for s, e in lines if e - s <= SHORT)
    return frozenset(match[1] for match in found if match)


def _offer_start(text: str, lines: Sequence[Span], index: int) -> int:
    """Start of the block of short lines, without a blank line between, that an offer ends."""
    start = lines[index][0]
    for before, after in pairwise(reversed(lines[: index + 1])):
        gap = text[after[1] : before[0]]
        if gap.count("\n") > 1 or after[1] - after[0] > SHORT:
            break
        start = after[0]
    return start


def _inside(line: str, start: int) -> Iterator[Removed]:
    """Reprint notices and photo credits at the end of a line."""
    if any(word in line for word in _REPRINT_WORDS):
        match = _REPRINT.search(line)
        if match:
            yield Removed(start + match.start(), start + len(line), "reprint notice")
            return
    if line.endswith(("摄", "供图", "图", "报道", "摄）", "摄)")) or (
        len(line) <= _CAPTION and "记者" in line
    ):
        match = _CREDIT.search(line)
        if match:
            yield Removed(start + match.start(), start + match.end(), "photo credit")


def _contents(text: str, lines: Sequence[Span]) -> Iterator[Removed]:
    """A table of contents: from its heading to its last entry."""
    for index, (start, end) in enumerate(lines):
        line = text[start:end]
        heading = _CONTENTS.match(line)
        if not heading:
            continue
        if end - start > SHORT or len(_ENTRY.findall(line)) >= _MIN_ENTRIES:
            if len(_ENTRY.findall(line)) >= _MIN_ENTRIES:
                yield Removed(start, end, "contents")
        elif heading.end() == len(line):
            last = _last_entry(text, lines, index)
            if last > index:
                yield Removed(start, lines[last][1], "contents")


def _last_entry(text: str, lines: Sequence[Span], index: int) -> int:
    """Index of the last line that is an entry: it ends in a page number or comes again later."""
    counted = _title_counts(text, lines, index)
    last = index
    seen = set()
    for following in range(index + 1, len(lines)):
        start, end = lines[following]
        line = text[start:end]
        entry = _plain_entry(line)
        if entry in seen:
            break  # the first piece begins here
        seen.add(entry)
        again = end - start <= SHORT and (counted[entry] > 1 or _stands_later(text, line, end))
        if not (again or (end - start <= SHORT * 2 and _ENTRY_PAGE.search(line))):
            break
        last = following
    return last


def _title_counts(text: str, lines: Sequence[Span], index: int) -> Counter[str]:
    """How often each short line, or two that follow each other, stands below a line."""
    short = [_plain_entry(text[s:e]) if e - s <= SHORT else "" for s, e in lines[index + 1 :]]
    pairs = (above + below for above, below in pairwise(short) if above and below)
    return Counter((*filter(None, short), *pairs))


def _stands_later(text: str, line: str, end: int) -> bool:
    """Whether an entry's words come again further down, be it inside a line."""
    words = _ENTRY_NUMBER.sub("", line, count=1)
    return len(words) >= _SURE_ENTRY and text.find(words, end) >= 0


def _plain_entry(line: str) -> str:
    """An entry or title without its number and blanks."""
    return "".join(_ENTRY_NUMBER.sub("", line, count=1).split())


def _page_head(text: str, lines: Sequence[Span]) -> Iterator[Removed]:
    """The path of a saved page (首页 > 政务公开), and a title that stands again below it."""
    head = [(text[s:e], s, e) for s, e in lines[:_HEAD_LINES]]
    arrows = [i for i, (line, _, _) in enumerate(head) if _ARROW.fullmatch(line)]
    if not arrows:
        return
    last = head[min(arrows[-1] + 1, len(head) - 1)][0]
    for i, (line, start, end) in enumerate(head[: arrows[-1] + 3]):
        on_path = arrows[0] - 1 <= i <= arrows[-1] + 1 and end - start <= _CRUMB
        again = len(line) > _CRUMB and any(line == later for later, _, _ in head[i + 1 :])
        if on_path or again or (line == last and end - start <= _CRUMB):
            yield Removed(start, end, "navigation")


def _page_foot(text: str, lines: Sequence[Span]) -> Iterator[Removed]:
    """Links, buttons and repeated beginnings below the last line of a saved page's article."""
    tail = lines[-_HEAD_LINES:]
    foot = next((i for i, (s, e) in enumerate(tail) if _FOOT.fullmatch(text[s:e])), len(tail))
    for start, end in tail[foot:]:
        line = text[start:end]
        if end - start <= SHORT or text.find(line[-_CRUMB:], 0, start) >= 0:
            yield Removed(start, end, "navigation")


_HEAD_LINES: Final = 20
_CRUMB: Final = 12  # characters of the longest name in a path such as 首页 > 政务公开
_ARROW: Final = re.compile(r"[>＞»›|]+")
_FOOT: Final = re.compile(
    r"[\s【\[]*(?:相关(?:链接|附件|报道|文档|新闻|阅读)|打印本页|关闭(?:本页|窗口)|扫一扫在手机.{0,8}|责任编辑"
    r"|》》?点击.{0,12}|上一篇.{0,60}|下一篇.{0,60}|分享到)[\s:：>》《]*"
)


def _parts(text: str, lines: Sequence[Span]) -> Iterator[Removed]:
    """Separators (第三篇：…); the title in them goes too where the next lines repeat it."""
    for index, (start, end) in enumerate(lines):
        length = part_prefix(text[start:end]) if end - start <= SHORT else 0
        if not length:
            continue
        rest = "".join(text[start + length : end].split())
        following = "".join("".join(text[s:e] for s, e in lines[index + 1 : index + 4]).split())
        repeated = rest and rest in following
        yield Removed(start, end if repeated else start + length, "separator")


def _merged(removed: list[Removed]) -> Iterator[Removed]:
    """Spans sorted, overlapping ones joined under the first one's reason, marks kept apart."""
    current: Removed | None = None
    for span in sorted(removed, key=lambda r: (r.start, -r.end)):
        if current is None or span.start >= current.end:
            if current is not None:
                yield current
            current = span
        elif span.end > current.end:
            current = Removed(current.start, span.end, current.reason)
    if current is not None:
        yield current
