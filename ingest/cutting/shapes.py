"""What a line looks like: a title, a heading, who speaks, a date, running text."""

import re
from enum import Enum
from typing import Final

from ingest.cleaning.numerals import NUMERALS
from ingest.cutting.places import is_unit
from ingest.cutting.signers import is_signed, marked_names


class Shape(Enum):
    """What a line looks like."""

    BODY = "running text"
    SHORT = "short line without a stop: a title, an unnumbered heading, a fragment"
    HEADING = "numbered heading or paragraph"
    SUBTITLE = "line that begins with a dash"
    SPEAKER = "post, body or name that speaks"
    DATE = "date alone"
    BYLINE = "who wrote it"
    SALUTATION = "同志们："


# What a paper prints above a piece of its own kind.
LABELS: Final = frozenset(
    {
        "短评",
        "评论",
        "社论",
        "时评",
        "快评",
        "微评",
        "编后",
        "编后语",
        "编者按",
        "按语",
        "导语",
        "导读",
        "记者手记",
        "手记",
        "链接",
        "相关链接",
        "新闻链接",
        "延伸阅读",
        "声音",
        "人物",
        "大事记",
    }
)
# What a block of title lines is made of.
HEAD_SHAPES: Final = frozenset(
    {Shape.SHORT, Shape.SUBTITLE, Shape.SPEAKER, Shape.DATE, Shape.BYLINE}
)
DASHES: Final = re.compile(r"^[—―–\-－\s]+")  # in front of a subtitle
LONGEST_TITLE: Final = 60  # characters of a title line; two-line titles seen end at 45
_NUMBERED: Final = re.compile(
    rf"(?:[{NUMERALS}]{{1,3}}、|[（(][{NUMERALS}]{{1,3}}[）)]|第[{NUMERALS}\d]{{1,3}}[章节条部]"
    rf"|\d{{1,2}}\s*[.．、](?!\d)|[（(]\d{{1,2}}[）)]|[①-⑳]|[{NUMERALS}]{{1,2}}[是要]|第[{NUMERALS}][，,、]"
    r"|(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?$|\d{1,2}月(?:\d{1,2}日)?$)"
)
_DASH: Final = re.compile(r"(?:——|--|―|–—|—|――|－－)\s*(?=\S)")
_YEAR: Final = r"(?:(?:19|20)\d\d|二[〇○零О0][〇○零О0一二三四五六七八九]{2})"
DATE: Final = re.compile(
    rf"{_YEAR}\s*年\s*[\d一二三四五六七八九十]{{1,3}}\s*月(?:\s*[\d一二三四五六七八九十]{{1,3}}\s*日)?"
)
# 2023-07-25, 2023.7.25, 2023/07/25 10:30: how pages and exports write a day.
DAY: Final = r"(?:19|20)\d\d([-./])\d{1,2}\1\d{1,2}(?!\.?\d)"
DATE_LINE: Final = re.compile(rf"[（(]?\s*{DATE.pattern}\s*[）)]?")
_DAY_LINE: Final = re.compile(
    rf"[（(\[【]?\s*(?:(?:发布|发表|更新|成文|印发)?(?:时间|日期)\s*[:：]\s*)?{DAY}"
    r"(?:\s*(?:星期|周)[一二三四五六日天])?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?\s*[）)\]】]?"
)
_CHRONICLE: Final = re.compile(r"大事(?:记|速览|回眸|盘点|要览)|年表|编年|日志")
# Whose paper it is and of what kind, without a dash: 某街道党工委交流发言材料.
# A body alone behind a dash: ——*区委社会工作部.
_SENDER: Final = re.compile(
    r"(?!记|来自|走进|写在|访|以|关于|从)(?:[*＊×xX某]{1,3}|[\u4e00-\u9fff]){1,16}?"
    r"(?:[省市区县州旗]委|党委|党组|党工委|党总支|支部|[组宣统社编][\u4e00-\u9fff]{1,4}部|政法委|办公室|委员会)"
)
_PAPER_LINE: Final = re.compile(
    r"[^，。！？：:“”]{1,30}(?:党委|党组|党工委|党总支|支部|[组宣传织部]部|委员会|[省市区县]委|[局办委]|办公室|社区|村|街道|镇|乡|公司|集团)"
    r"(?:在.{2,30}上的)?(?:典型|经验|工作|书面|大会)?(?:交流|发言|汇报|介绍){1,2}(?:材料|提纲|稿)"
)
_POST: Final = (
    r"(?:书记|部长|主任|主席|省长|市长|州长|县长|区长|旗长|镇长|乡长|局长|厅长|院长|校长|总理|董事长|总经理|经理"
    r"|会长|秘书长|委员|常委|处长|科长|所长|站长|理事长|组长|队长|第一书记|巡视员|调研员|专员|总裁)"
)
_BODY_NAME: Final = (
    r"(?:党委|党组|党工委|党支部|党总支|支部|组织部|委员会|办公室|省委|市委|区委|县委|人民政府)"
)
NAME: Final = (
    r"(?:[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})+|[\u4e00-\u9fff]\s{1,4}[\u4e00-\u9fff](?:\s{0,4}[\u4e00-\u9fff])?"
    r"|[\u4e00-\u9fff]{2,4})"
)
_MASKED_NAME: Final = r"[\u4e00-\u9fff]?(?:[×＊*xX]{1,3}|某{1,2})"
SPEAKER: Final = re.compile(
    rf"(?:中共|共青团)?(?:[^\s，。；：:！？“”]|“[^”\s]{{1,6}}”){{0,30}}(?:{_POST}(?:\s{{0,4}}(?:{NAME}|{_MASKED_NAME}))?|{_BODY_NAME})"
    rf"(?:\s*{DATE_LINE.pattern})?"
)
NAME_LINE: Final = re.compile(rf"{NAME}\s*(?:{DATE_LINE.pattern})?")
_BYLINE: Final = re.compile(
    r"[（(□■◎●▲\s]*(?:(?:本报|本刊|本网|新华社|人民日报|[\u4e00-\u9fff]{0,6}(?:[日晚早晨时商]报|都市报|网|社|融媒))\S{0,6}?\s*)?"
    r"(?:全媒体|首席|见习|特约)?(?:记者|通讯员|评论员|特约撰稿人?|实习生)|[（(□■◎●▲\s]*(?:作者|文|撰稿|整理|采写)\s*[:：/]"
)
SALUTATION: Final = re.compile(
    r"(?:同志们|各位[\u4e00-\u9fff]{1,10}|尊敬的[\u4e00-\u9fff、，]{1,30}|(?:老|新)?朋友们|女士们|先生们|全体党员同志们?)"
    r"[，、\u4e00-\u9fff]{0,30}[:：！!]"
)
_STOP: Final = re.compile(r"[。；;，,、：:…]$")
# The last words of a speech, without a stop or with an exclamation mark.
_FAREWELL: Final = re.compile(
    r"(?:同志们|朋友们|各位|女士们|谢谢|感谢|最后[，,]|预?祝|祝愿|衷心|让我们|我(?:的)?(?:发言|汇报|讲话)).*[。！!]$|[^！!]*[，,][^！!]*[！!]$"
    r"|(?:谢谢(?:大家|各位)?|我的(?:发言|汇报)完毕|(?:发言|汇报)完毕)[。！!]?$"
)
# Labels of a broadcast's script: who is heard, what is shown.
_SCRIPT: Final = re.compile(
    r"[【\[（(]?(?:同期声?|字幕|解说|画外音|配音|现场声|采访)[】\]）)]?\s*[:：]"
)
# Who took the picture above it.
_PICTURED: Final = re.compile(r"[^，。]{0,12}[\u4e00-\u9fff]{2,4}\s*(?:摄(?:影)?|供图)")
INNER_STOP: Final = re.compile(r"[。；]")


def is_sender(line: str) -> bool:
    """Whether a line without its dash is the name of a body that may send a paper."""
    return _SENDER.fullmatch(line) is not None


def shape_of(line: str) -> Shape:
    """What a line without blanks around it looks like."""
    for shape, matches in _SHAPES:
        if matches(line):
            return shape
    inner = INNER_STOP.search(line) is not None or _FAREWELL.match(line) is not None
    inner = inner or _PICTURED.fullmatch(line) is not None
    loose = not inner and not _STOP.search(line) and not _SCRIPT.match(line)
    if len(line) <= LONGEST_TITLE and loose:
        return Shape.SHORT
    return Shape.BODY


_SHAPES: Final = (
    (Shape.SALUTATION, SALUTATION.match),
    (Shape.DATE, _DAY_LINE.fullmatch),
    (Shape.HEADING, _NUMBERED.match),
    (Shape.SUBTITLE, lambda line: _DASH.match(line) and not _STOP.search(line)),
    (Shape.DATE, DATE_LINE.fullmatch),
    (Shape.BYLINE, lambda line: len(line) <= LONGEST_TITLE and _BYLINE.match(line)),
    (Shape.SPEAKER, SPEAKER.fullmatch),
)


def long_shape(line: str) -> Shape:
    """What a line is that is too long for a title."""
    if SALUTATION.match(line):
        return Shape.SALUTATION
    return Shape.HEADING if _NUMBERED.match(line) else Shape.BODY


def shape_below(line: str, shape: Shape, above: Shape, words: str) -> Shape:
    """What a line is below a title line, given its shape and ``words``: a date, who speaks."""
    if shape is Shape.HEADING and DATE_LINE.fullmatch(line) and not _CHRONICLE.search(words):
        return Shape.DATE
    if shape is not Shape.SHORT or line in LABELS:
        return shape
    if _PAPER_LINE.fullmatch(line):
        return Shape.SUBTITLE
    if _is_name_under_post(line, above) or is_unit(line):
        return Shape.SPEAKER
    signed = Shape.BYLINE if marked_names(line) else Shape.SPEAKER
    return signed if is_signed(line) else shape


def _is_name_under_post(line: str, above: Shape) -> bool:
    """A bare name under a post or an occasion, or a name with its date."""
    name = line not in LABELS and NAME_LINE.fullmatch(line)
    named = above in {Shape.SPEAKER, Shape.SUBTITLE, Shape.DATE}
    return bool(name) and (named or DATE.search(line) is not None)
