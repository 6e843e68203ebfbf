"""The issuer of a case in the words of the text, and the level that these words tell."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest.cutting.cases import Block
from ingest.cutting.heads import COLUMNIST
from ingest.cutting.shapes import DASHES, is_sender
from kg.ontology import Level
from kg.places import gazetteer
from kg.text import is_masked

Span = tuple[int, int]

# A column of a newspaper page: post and name, a colon, the headline.
COLUMN: Final = re.compile(rf"^{COLUMNIST}")
_PAPER: Final = re.compile(
    r"^(.{2,24}?)(?:在.{0,30}上的)?(?:典型|经验|工作|书面|大会)?(?:交流|发言|汇报|经验)(?:发言|交流|汇报)?(?:材料)?"
    r"\s*(?:[（(][^（()）]{1,12}[）)])?\s*$"
)
_BODY: Final = re.compile(
    r"^([^：:，“”\s]{4,30}?(?:局|委|部|办|办公室|党组|党委|党工委|集团|公司|委员会|厅|院|中心|协会))\s*[:：]"
)
_SPEAKER: Final = re.compile(
    r"^(\S{0,20}?(?:书记|部长|主任|主席|市长|县长|区长|省长|局长)(?:[\u4e00-\u9fff]{2,3})??)(?:同志)?在.{2,40}(?:上的?)"
    r"(?:讲话|发言|致辞|报告)"
)
_AFTER_OCCASION: Final = re.compile(r"会议上\s+(\S.{1,20})$")
_DATE: Final = re.compile(r"\s*[（(].*$")
# Organs that report on their own work: 市委组织部牵头…
_ORGAN: Final = re.compile(r"(?:省|市|区|县|州)委(?:组织部|宣传部|政法委|社会工作部|统战部)")
_FEWEST_ORGANS: Final = 2  # an organ named once may be another's
_SUBJECT: Final = re.compile(
    r"(?:^|[。\n])(?:[^，。]{0,12}(?:以来|年来|期间|今年|去年)，)?((?:[*×xX]{1,3}|[\u4e00-\u9fff]{1,8}?)(?:省委|市委|区委|县委"
    r"|自治区党委|街道党工委|街道|镇党委|乡党委|村党委|社区党委))(?=[^员书常会])"
)
_CLASS: Final = re.compile(r"党?工?委$")
_OPENING: Final = 300  # characters in which a paper presents who speaks
_REPORTER: Final = re.compile(r"记者|通讯员|评论员|作者")
_SIGNATURE: Final = re.compile(
    r"[（(]\s*((?:本报|本刊|本网|新华社)?(?:记者|通讯员|评论员|供稿|作者)[^（()）。]{2,40})[）)]\s*$"
)
_TAIL: Final = 60  # characters in which a signature in brackets stands
_LEVELS: Final = (
    (re.compile(r"集团|公司|企业|工厂|银行"), Level.ENTERPRISE),
    (re.compile(r"社区|村|居委会|居民区"), Level.VILLAGE),
    (re.compile(r"街道|[镇乡]"), Level.TOWN),
    (re.compile(r"自治区|省"), Level.PROVINCE),
    (re.compile(r"[县旗]|(?<!自治)区"), Level.COUNTY),
    (re.compile(r"自治州|[州盟]委"), Level.CITY),
    (re.compile(r"中央|国务院|中共中央"), Level.NATIONAL),
)


def find_issuer(block: Block, text: str, *, own_work: bool) -> str | None:
    """The issuer that the head names; in a paper on one's ``own_work`` also the acting organ."""
    for find in (_of_paper, _of_speakers, _of_titles, _of_byline, _of_signature):
        issuer = find(block, text)
        if issuer:
            return issuer
    return _acting_organ(text[block.body : block.end]) if own_work else None


def issuer_level(issuer: str) -> Level | None:
    """Level that an issuer's name tells; None for a bare 市 and for reporters."""
    if _REPORTER.search(issuer):
        return None
    found = gazetteer().find(issuer)
    rest = issuer  # 萍乡市委 is of no 乡
    for start, end, _ in reversed(found):
        rest = rest[:start] + rest[end:]
    word = next((level for pattern, level in _LEVELS if pattern.search(rest)), None)
    units = [units[0].level for start, end, units in found if units[0].name == issuer[start:end]]
    levels = [*units, *([word] if word else [])]
    return max(levels, key=list(Level).index, default=None)


def head_lines(text: str, spans: Sequence[Span]) -> Iterator[str]:
    """Lines of a head with runs of blanks made one."""
    for start, end in spans:
        yield re.sub(r"\s+", " ", text[start:end]).strip()


def _of_paper(block: Block, text: str) -> str | None:
    """社区党委 of ``——社区党委交流发言材料``."""
    for line in head_lines(text, block.subtitles):
        plain = DASHES.sub("", line)
        match = _PAPER.match(plain)
        if match and not match[1].startswith("在"):
            return match[1]
        if is_sender(plain):
            return plain
    return None


def _of_speakers(block: Block, text: str) -> str | None:
    """Post and name as they stand in their lines, without the date."""
    parts = [_DATE.sub("", line) for line in head_lines(text, block.speakers)]
    return " ".join(part for part in parts if part) or None


def _of_titles(block: Block, text: str) -> str | None:
    """Who a title names before a colon, or as the one who speaks at a meeting."""
    for line in head_lines(text, block.titles):
        match = COLUMN.match(line) or _SPEAKER.match(line) or _BODY.match(line)
        match = match or _AFTER_OCCASION.search(line)
        if match:
            return match[1]
    return None


def _of_byline(block: Block, text: str) -> str | None:
    return next(head_lines(text, block.bylines), None)


def _of_signature(block: Block, text: str) -> str | None:
    """Who is named in brackets at the very end: （本报记者 … 整理）."""
    match = _SIGNATURE.search(text, max(block.body, block.end - _TAIL), block.end)
    return " ".join(match[1].split()) if match else None


def _acting_organ(body: str) -> str | None:
    """The organ that a paper names again and again, or the subject of its first sentences."""
    found = _ORGAN.findall(body)
    best = max(dict.fromkeys(found), key=found.count, default="")
    if found.count(best) >= _FEWEST_ORGANS:
        return best
    subjects = (match[1] for match in _SUBJECT.finditer(body[:_OPENING]))
    return next(filter(_is_named, subjects), None)


def _is_named(organ: str) -> bool:
    """Whether an organ's name is a unit's or a mask and its class: 深圳市委, *街道."""
    place = _CLASS.sub("", organ)
    return is_masked(place) or bool(gazetteer().named(place))
