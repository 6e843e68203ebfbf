"""Single lines that belong to no case, and why: watermarks, marks, navigation, mastheads, rules."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Final

from ingest.cleaning.spans import SHORT, Span
from kg.datafiles import read_lines
from kg.model import Removed

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
    r"|内部(?:资料|文件|材料|使用|参考|刊物)|注意(?:保存|保密)|请?妥善保管|阅后(?:即焚|收回)|秘密|机密|绝密"
)
_MARK_LINE: Final = re.compile(
    r"[（(【\[]?(?:(?:密级|保密等级|秘密等级)\s*[:：]\s*)?(?:(?:以上|本)?(?:材料|资料|文件|内容)均?)?"
    rf"(?:(?:{_MARK})[\s，,、；;★☆*]*)+"
    r"(?:[\d一二三四五六七八九十]*(?:年|个月)?|长期)(?:\s*(?:特急|特提|加急|平急|急件))?[）)】\]]?"
)
_MARK_ONE: Final = re.compile(_MARK)
_REPRINT: Final = re.compile(
    r"(?:(?:转载|版权|免责)声明\s*[:：]|本文(?:转载自|转自|来源于|摘自|系转载)|"
    r"(?:来源|原标题|转自)\s*[:：]\s*\S{0,12}(?:公众号|微信))[^\n]{0,300}$"
)
# What such a notice says, in lines of its own: 来源网络，转载请注明出处，版权归原作者所有。
_NOTICE: Final = (
    r"(?:本文|文章|图文|图片|素材|内容|资料|稿件)*(?:均|系)?(?:来源于?|转载自|来自|摘自)(?:互联)?网络?"
    r"|(?:如需|欢迎)?转载(?:请|须|需|时)*(?:注明|标明)(?:出处|来源)(?:和作者|及作者)?"
    r"|(?:未经|非经)[^，,。；]{0,10}(?:授权|许可|同意|允许)[，,]?(?:请勿|禁止|严禁|不得|谢绝)(?:转载|使用)"
    r"|(?:著作权|版权)(?:归|属于?)[^，,。；]{0,12}所有|如有侵权[^。；]{0,24}|如涉及?版权[^。；]{0,24}"
)
_NOTICE_LINE: Final = re.compile(rf"[（(【\[]?(?:(?:{_NOTICE})[，,。；;！!\s]*)+[）)】\]]?")
# The way to a page: 首页 > 党建 > 正文.
_TRAIL: Final = re.compile(r"(?:网站|本站)?首页\s*(?:[>＞»›/]|->)[^。！？]{1,60}")
_REPRINT_WORDS: Final = ("声明", "本文", "公众号", "转自")
_SOURCE: Final = re.compile(
    r"[（(【]?(?:(?:信息|文章|稿件|新闻|原文)?来源|时间|发布(?:时间|日期|机构|单位)|发表时间|日期|成文日期|阅读量?"
    r"|浏览(?:次数|量)|点击(?:数|量|次数)|访问量|字号|字体|分享(?:到)?|收藏|编辑|责编|责任编辑|审核|校对|排版|监制"
    r"|值班(?:编辑|主任)|当前位置|您(?:现在|当前)?的?位置|索引号|主题词|来源)\s*[:：][^。！？]{0,50}"
)
# Who made a newspaper page: duty and names, no colon between.
_STAFF: Final = re.compile(
    r"(?:(?:本版)?(?:责任)?(?:编辑|责编|编审|主编|校对|版式|美编|视觉|策划|值班(?:编委|主任|总编))\s*[:：/]?\s*(?:[\u4e00-\u9fff]{2,3}|[\u4e00-\u9fff]\s{1,3}[\u4e00-\u9fff])(?:[\s、]+|$)){1,5}"
)
# How to reach the makers of a page: 新闻热线：…, 投稿邮箱:….
_REACH: Final = re.compile(
    r"(?:(?:(?:本报|本版|新闻|编辑部|读者|爆料|广告|发行|投稿|联系)*(?:热线|电话|邮箱|信箱|电子信箱|E-?mail|QQ|地址|邮编)"
    r"[:：]?\s*[\w@.\-—（）()]{5,40})[\s;；,，|]*+){1,4}"
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
    r"第?\s*[A-D]?\d{1,2}\s*+(?:版\s*+)?(?:[:：]\s*+)?(?:要闻|综合|专版|专题|特刊|头版|新闻|时政|本地|民生|党建|理论|评论|基层|深度|广告)(?:新闻)?"
    r"|(?:要闻|综合|专版|专题|头版|时政|理论|评论)\s*(?:第\s*)?[A-D]?\d{1,2}\s*版?"
    r"|第\s*[A-D]?\d{1,2}\s*版\s*+(?:(?:[:：]\s*+)?[\u4e00-\u9fff·]{2,8})?"
)
_SPACED: Final = re.compile(r"(?:[\u4e00-\u9fff]\s+){2,5}[刊报版讯]")  # 党 建 周 刊
_PAPER: Final = re.compile(
    r"(?:[A-D]?\d{1,2}\s*版?\s*)?(?:[\u4e00-\u9fff·]{2,10}\s*)?\d{4}年\d{1,2}月\d{1,2}日\s*星期.{0,30}"
)
_NAME_OF_PAPER: Final = re.compile(
    r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|早报|都市报|青年报|时报|商报|周报|周刊)"
)
_COLUMN_OF_NEWS: Final = re.compile(
    r"[■◆●▲★□◇○△☆\s]*(?:今日|本周|各地|市县|基层|社区)?(?:新闻|要闻)(?:速览|速递|快报|集锦|播报|扫描|简报)"
)
_CAPTION: Final = 40  # characters of a line below a picture
_CREDIT: Final = re.compile(
    r"(?:(?:^|(?<=[。！？）)]))\s*[（(]?[^。！？，；]{0,24}(?:记者|拍友|通讯员|摄影|图片)[^。！？；]{0,40}?(?:摄|供图|图)"
    r"[）)]?|^[^。！？，]{2,24}(?:供图|摄影?报道)|(?<=[。！？])\s*[^。！？，；]{0,16}(?:记者|通讯员)\s*[\u4e00-\u9fff]{2,4})$"
)


_WROTE: Final = re.compile(r"^[^。！？，]{0,24}文\s*[/／·、和]?\s*[摄图]")  # wrote it and took it


def reason_of(line: str, sellers: frozenset[str]) -> str:
    """Why a short line belongs to no case; empty where it does."""
    for pattern, whole, reason in _PATTERNS:
        if pattern.fullmatch(line) if whole else pattern.search(line):
            return reason
    if line in sellers:
        return "watermark"
    parts = [part for part in _FURNITURE.split(line) if part]
    known = _navigation()
    buttons = "".join(parts) in known or all(part in known for part in parts)
    furniture = buttons if parts else _ARROWS.fullmatch(line)
    return "navigation" if furniture else ""


_PATTERNS: Final = (
    (_MARK_LINE, True, "mark"),
    (_CONTACT, False, "watermark"),
    (_OFFER, False, "offer"),
    (_NOTICE_LINE, True, "reprint notice"),
    (_SOURCE, True, "navigation"),
    (_TRAIL, True, "navigation"),
    (_STAFF, True, "masthead"),
    (_REACH, True, "masthead"),
    (_STAMP, True, "navigation"),
    (_HASH, True, "navigation"),
    (_PAGE, True, "page number"),
    (_PAPER, True, "masthead"),
    (_SPACED, True, "masthead"),
    (_COLUMN_OF_NEWS, True, "masthead"),
    (_NAME_OF_PAPER, True, "masthead"),
    (_SHEET, True, "masthead"),
    (_JUMP, True, "navigation"),
    (_RULE, True, "rule"),
)


@cache
def _navigation() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "navigation.txt"))


def marks_in(line: str) -> list[str]:
    """Marks of handling in a line that holds nothing else."""
    return _MARK_ONE.findall(line)


def is_label(line: str) -> bool:
    """Whether a line is a label whose value stands on the next one: 来源："""
    return _LABEL.fullmatch(line) is not None


def sellers_of(text: str, lines: Sequence[Span]) -> frozenset[str]:
    """Names of those who put their watermark on the text."""
    found = (_SELLER.match(text[s:e]) for s, e in lines if e - s <= SHORT)
    return frozenset(match[1] for match in found if match)


def offer_start(text: str, lines: Sequence[Span], index: int) -> int:
    """Start of the block of short lines, without a blank line between, that an offer ends."""
    start = lines[index][0]
    for before, after in pairwise(reversed(lines[: index + 1])):
        gap = text[after[1] : before[0]]
        if gap.count("\n") > 1 or after[1] - after[0] > SHORT:
            break
        start = after[0]
    return start


def inside_line(line: str, start: int) -> Iterator[Removed]:
    """Reprint notices and photo credits at the end of a line."""
    if any(word in line for word in _REPRINT_WORDS):
        match = _REPRINT.search(line)
        if match:
            yield Removed(start + match.start(), start + len(line), "reprint notice")
            return
    ends = line.endswith(("摄", "供图", "图", "报道", "摄）", "摄)"))
    if (ends or (len(line) <= _CAPTION and "记者" in line)) and not _WROTE.search(line):
        match = _CREDIT.search(line)
        if match:
            yield Removed(start + match.start(), start + match.end(), "photo credit")
