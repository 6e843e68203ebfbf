"""Lines of a source and what each of them is by its looks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from ingest.cleaning.separators import part_prefix
from ingest.cutting import titles
from ingest.cutting.signers import is_signed, marked_names

Span = tuple[int, int]


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


@dataclass(frozen=True, slots=True)
class Line:
    """One line without the blanks around it; never empty.

    ``ordinal`` counts a heading of the first level (一、 is 1), else it is 0. ``part`` tells
    that a separator such as 第三篇 stands at its beginning or just before it; ``inline`` that
    other words stand before it in the same line of the source.
    """

    start: int
    end: int
    text: str
    shape: Shape
    ordinal: int = 0
    part: bool = False
    inline: bool = False


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
_NUMERALS: Final = "一二三四五六七八九十"
_ORDINAL: Final = re.compile(rf"([{_NUMERALS}]{{1,3}})、|第([{_NUMERALS}]{{1,3}})[章部](?:分)?")
_NUMBERED: Final = re.compile(
    rf"(?:[{_NUMERALS}]{{1,3}}、|[（(][{_NUMERALS}]{{1,3}}[）)]|第[{_NUMERALS}\d]{{1,3}}[章节条部]"
    rf"|\d{{1,2}}\s*[.．、](?!\d)|[（(]\d{{1,2}}[）)]|[①-⑳]|[{_NUMERALS}]{{1,2}}[是要]|第[{_NUMERALS}][，,、]"
    r"|(?:19|20)\d\d年(?:\d{1,2}月(?:\d{1,2}日)?)?$)"
)
_DASH: Final = re.compile(r"(?:——|--|―|–—|—|――|－－)\s*(?=\S)")
_YEAR: Final = r"(?:(?:19|20)\d\d|二[〇○零О0][〇○零О0一二三四五六七八九]{2})"
DATE: Final = re.compile(
    rf"{_YEAR}\s*年\s*[\d一二三四五六七八九十]{{1,3}}\s*月(?:\s*[\d一二三四五六七八九十]{{1,3}}\s*日)?"
)
_DATE_LINE: Final = re.compile(rf"[（(]?\s*{DATE.pattern}\s*[）)]?")
_CHRONICLE: Final = re.compile(r"大事记|年表|编年|日志")
# Whose paper it is and of what kind, without a dash: 某街道党工委交流发言材料.
_PAPER_LINE: Final = re.compile(
    r"[^，。！？：:“”]{1,30}(?:党委|党组|党工委|党总支|支部|[组宣传织部]部|委员会|[省市区县]委|[局办委]|办公室|社区|村|街道|镇|乡|公司|集团)"
    r"(?:在.{2,30}上的)?(?:典型|经验|工作|书面|大会)?(?:交流|发言|汇报|介绍){1,2}(?:材料|提纲|稿)"
)
# A dash line in one line with the title above it: a blank parts the two.
_INNER_DASH: Final = re.compile(
    r"(?<=[\u4e00-\u9fff”」》！？])[ \t\u3000]+(?=(?:——|--|―|－－)\S{4})"
)
_POST: Final = (
    r"(?:书记|部长|主任|主席|省长|市长|州长|县长|区长|旗长|镇长|乡长|局长|厅长|院长|校长|总理|董事长|总经理|经理"
    r"|会长|秘书长|委员|常委|处长|科长|所长|站长|理事长|组长|队长|第一书记|巡视员|调研员|专员|总裁)"
)
_BODY_NAME: Final = (
    r"(?:党委|党组|党工委|党支部|党总支|支部|组织部|委员会|办公室|省委|市委|区委|县委|人民政府)"
)
_NAME: Final = (
    r"(?:[\u4e00-\u9fff]{1,6}(?:·[\u4e00-\u9fff]{1,8})+|[\u4e00-\u9fff]\s{1,4}[\u4e00-\u9fff](?:\s{0,4}[\u4e00-\u9fff])?"
    r"|[\u4e00-\u9fff]{2,4})"
)
_SPEAKER: Final = re.compile(
    rf"(?:中共|共青团)?[^\s，。；：:！？“”]{{0,30}}(?:{_POST}(?:\s{{0,4}}{_NAME})?|{_BODY_NAME})"
    rf"(?:\s*{_DATE_LINE.pattern})?"
)
_NAME_LINE: Final = re.compile(rf"{_NAME}\s*(?:{_DATE_LINE.pattern})?")
_BYLINE: Final = re.compile(
    r"[（(□■◎●▲\s]*(?:(?:本报|本刊|本网|新华社|人民日报|[\u4e00-\u9fff]{2,6}(?:日报|晚报|网|社))\S{0,6}?\s*)?"
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
_INNER_STOP: Final = re.compile(r"[。；]")
# A title in the middle of a line: after the stop of one piece, before the names of the next.
_TAIL_TITLE: Final = re.compile(
    r"(?<=[。！？”）])([^。！？；，：“”（）\n]{5,50}(?:讲话|发言|致辞|报告|讲稿|材料)(?:提纲|材料|稿)?)$"
)
# A name and its date in front of running text.
_HEAD_DATE: Final = re.compile(rf"(?:{_NAME})?\s*[（(]\s*{DATE.pattern}\s*[）)]\s*(?=\S)")
_OPENING: Final = re.compile(
    rf"\s*(?:{_SPEAKER.pattern}|{_NAME_LINE.pattern}|{_DATE_LINE.pattern}|同志们[:：])"
)
_ENDED: Final = re.compile(r"[。！？；：!?;:][”’」』）)]?$")
_MOSTLY: Final = 0.6  # of the longer lines, some of which run on into the title below them
_LINE: Final = re.compile(r"^[^\n]*\S[^\n]*", re.MULTILINE)
_MARKDOWN: Final = re.compile(r"#{1,6}\s+")


def lines(text: str, original: str) -> list[Line]:
    """Lines of a blanked text, in order; ``original`` still shows the separators."""
    spans = [part for span in _spans(text) for part in _at_dash(text, span)]
    found: list[Line] = []
    before = 0
    for start, end in spans:
        line = text[start:end]
        ordinal = _ordinal(line)
        part = _part_between(original, before, start)
        shape = shape_of(line) if end - start <= 2 * LONGEST_TITLE else _long_shape(line)
        if found and found[-1].shape in HEAD_SHAPES:
            shape = _shape_below(line, shape, found[-1])
        inline = "\n" not in text[before:start] and bool(found)
        found.append(Line(start, end, line, shape, ordinal, part, inline))
        before = end
    return found


def shape_of(line: str) -> Shape:
    """What a line without blanks around it looks like."""
    for shape, matches in _SHAPES:
        if matches(line):
            return shape
    inner = _INNER_STOP.search(line) is not None or _FAREWELL.match(line) is not None
    if len(line) <= LONGEST_TITLE and not inner and not _STOP.search(line):
        return Shape.SHORT
    return Shape.BODY


_SHAPES: Final = (
    (Shape.SALUTATION, SALUTATION.match),
    (Shape.HEADING, _NUMBERED.match),
    (Shape.SUBTITLE, lambda line: _DASH.match(line) and not _STOP.search(line)),
    (Shape.DATE, _DATE_LINE.fullmatch),
    (Shape.BYLINE, lambda line: len(line) <= LONGEST_TITLE and _BYLINE.match(line)),
    (Shape.SPEAKER, _SPEAKER.fullmatch),
)


def _long_shape(line: str) -> Shape:
    if SALUTATION.match(line):
        return Shape.SALUTATION
    return Shape.HEADING if _NUMBERED.match(line) else Shape.BODY


def _shape_below(line: str, shape: Shape, above: Line) -> Shape:
    """What a line is below a title line: a date, the kind of paper, who speaks or wrote."""
    if shape is Shape.HEADING and _DATE_LINE.fullmatch(line) and not _CHRONICLE.search(above.text):
        return Shape.DATE
    if shape is not Shape.SHORT or line in LABELS:
        return shape
    if _PAPER_LINE.fullmatch(line):
        return Shape.SUBTITLE
    if _is_name_under_post(line, above):
        return Shape.SPEAKER
    signed = Shape.BYLINE if marked_names(line) else Shape.SPEAKER
    return signed if is_signed(line) else shape


def _is_name_under_post(line: str, above: Line) -> bool:
    """A bare name under a post or an occasion, or a name with its date."""
    name = line not in LABELS and _NAME_LINE.fullmatch(line)
    named = above.shape in {Shape.SPEAKER, Shape.SUBTITLE, Shape.DATE}
    return bool(name) and (named or DATE.search(line) is not None)


def _part_between(original: str, before: int, start: int) -> bool:
    """Whether a separator stands between two lines; cleaning has blanked it."""
    gap = original[before:start].strip()
    return bool(gap) and any(part_prefix(piece.strip()) for piece in gap.split("\n"))


def _ordinal(line: str) -> int:
    match = _ORDINAL.match(line)
    return numeral(match[1] or match[2]) if match else 0


def numeral(word: str) -> int:
    """Value of a Chinese numeral up to 99: 十二 → 12; 0 where it is none."""
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _NUMERALS.find(word) + 1 if len(word) == 1 else 0
    high = _NUMERALS.find(tens) + 1 if tens else 1
    return high * 10 + (_NUMERALS.find(ones) + 1 if ones else 0)


def _spans(text: str) -> Iterator[Span]:
    """Spans of the lines; one that holds a title or a name and a date is cut there."""
    matches = list(_LINE.finditer(text))
    whole = _are_whole([match[0] for match in matches])
    for index, match in enumerate(matches):
        raw = match[0]
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.start() + len(raw.rstrip())
        marker = _MARKDOWN.match(text, start, end)
        start = marker.end() if marker else start
        if end - start <= LONGEST_TITLE and not _INNER_STOP.search(text, start, end - 1):
            yield start, end
            continue
        head = _HEAD_DATE.match(text, start, end)
        if head:
            yield start, head.end() - len(head[0]) + len(head[0].rstrip())
            start = head.end()
        following = matches[index + 1][0].strip() if index + 1 < len(matches) else ""
        for cut in [
            start + offset for offset in titles.cuts(text[start:end], following, whole=whole)
        ]:
            yield _trimmed(text, start, cut)
            start = _trimmed(text, cut, end)[0]
        tail = _tail_title(text[start:end], following)
        if tail:
            yield start, start + tail
            start += tail
        yield start, end


def _at_dash(text: str, span: Span) -> Iterator[Span]:
    """A title and the dash line behind it, which stand in one line, as two spans."""
    start, end = span
    dash = _INNER_DASH.search(text, start, end) if end - start <= 2 * LONGEST_TITLE else None
    if dash and not _INNER_STOP.search(text, start, end - 1):
        yield start, dash.start()
        start = dash.end()
    yield start, end


def _are_whole(rows: Sequence[str]) -> bool:
    """Whether lines are paragraphs: most of the longer ones end with a sentence."""
    longer = [row.rstrip() for row in rows if len(row) > LONGEST_TITLE]
    ended = sum(bool(_ENDED.search(row)) for row in longer)
    return ended >= len(longer) * _MOSTLY


def _trimmed(text: str, start: int, end: int) -> Span:
    """A span without the blanks at its ends."""
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip())


def _tail_title(line: str, following: str) -> int:
    """Offset of a title that ends a line of running text, before a line that opens a piece."""
    if not following or len(following) < 2 or not line.endswith(_TAIL_ENDS):  # noqa: PLR2004
        return 0
    match = _TAIL_TITLE.search(line, max(0, len(line) - LONGEST_TITLE))
    if not match:
        return 0
    opening = _OPENING.match(following)
    return match.start() if opening else 0


_TAIL_ENDS: Final = ("讲话", "发言", "致辞", "报告", "讲稿", "材料", "提纲", "稿")
