"""Title, issuer, genre, date, level, region and themes of a case, as its text tells them."""

import hashlib
import re
from collections import Counter
from dataclasses import replace
from typing import Final

from ingest.cutting.cases import Block
from ingest.cutting.shapes import DASHES, DAY, LABELS
from ingest.cutting.signers import is_signed
from ingest.metadata import genre
from ingest.metadata.dates import date_in_name, find_date, published
from ingest.metadata.doubts import find_doubts, made_title
from ingest.metadata.issuer import COLUMN, find_issuer, head_lines, issuer_level
from ingest.metadata.naming import RETITLED, called, once
from ingest.metadata.region import Region, find_region
from ingest.metadata.themes import find_themes
from kg.model import Case, Doubt, Source
from kg.ontology import Genre, Level
from kg.places import gazetteer

# Dash lines that name the kind of paper; other dash lines are subtitles.
_PAPER: Final = re.compile(
    r"(?:材料|发言|汇报|交流|经验做法|(?:典型|工作)经验|典型案例)\s*(?:[（(][^（()）]{1,12}[）)])?\s*$"
)
# Lines that tell the occasion, who prepared the text, or what a picture shows.
_OCCASION: Final = re.compile(
    r"^[（(]?\s*(?:\d{4}|二[〇○零О0][一二三四五六七八九〇○零]{2})\s*年.{2,9}日.{4,50}(?:会议?上?|通过|修订|印发)"
    r"\s*[）)]?(?:\s+\S.{1,20})?$|^\d{4}年.{2,9}日在.{4,20}届$|^人民代表大会.{0,12}会议上$|作.{0,6}工作报告$"
    r"|^[（(].{0,12}(?:整理|摘要|节选)[）)]$"
)
# The level that a title's or a text's own words tell; a mask and its class first.
_TITLE_LEVELS: Final = (
    (re.compile(r"[*＊×]{1,3}(?:社区|村)"), Level.VILLAGE),
    (re.compile(r"[*＊×]{1,3}(?:街道|镇|乡)"), Level.TOWN),
    (re.compile(r"[*＊×]{1,3}[区县]"), Level.COUNTY),
    (re.compile(r"[*＊×]{1,3}市"), Level.CITY),
    (re.compile(r"全国|中央"), Level.NATIONAL),
    # Whose rules and laws bind all: 中国共产党章程; a committee's own papers name its place.
    (
        re.compile(
            r"^(?:中国共产党|中华人民共和国)(?!.{0,12}[省市州县区镇乡](?:委|党|第|直))[^，。]{0,24}"
            r"(?:党章|章程|条例|准则|规则|规定|办法|公报|决定|决议|纲要|法|宪法)(?:[（(].*)?$"
        ),
        Level.NATIONAL,
    ),
    (re.compile(r"全省|我省"), Level.PROVINCE),
    (re.compile(r"全县|我县|县委|全区|我区|区委"), Level.COUNTY),
    (re.compile(r"全镇|全乡|全街道|街道党工委|镇党委|乡党委"), Level.TOWN),
)
# Who a headline is about, in front of its colon or of what they do: 某某街道：…, 某某社区开展…
_SUBJECT: Final = r"(?:(?!深入|走[进入]|赴|到|为|向|联合)[^，。：:\s“]){2,16}?"
_GOES_ON: Final = (
    r"(?=[:：“ ]|\s*(?:开展|举[行办]|召开|组织|启动|推[行进动]|打造|探索|创[新建]|实施|深化|积极"
    r"|全力|增设|开设|设立|成立|建[成立好]|聚焦|坚持|构建|破解|多措并举|扎实|着力|用[好活]))"
)
_COLUMN_NAME: Final = re.compile(r"^(?:【[^】]{2,14}】|[^｜|，。]{2,10}[｜|])\s*")
_LEAD: Final = re.compile(r"^([\u4e00-\u9fff]{2,12})[:：]")
_LEAD_LEVELS: Final = (
    (re.compile(rf"^{_SUBJECT}(?:社区|村){_GOES_ON}"), Level.VILLAGE),
    (re.compile(rf"^{_SUBJECT}(?:街道|镇|乡){_GOES_ON}"), Level.TOWN),
    (re.compile(rf"^{_SUBJECT}(?:公司|集团)(?!等|原)"), Level.ENTERPRISE),
)
_TEXT_LEVELS: Final = (
    (re.compile(r"省委|全省"), Level.PROVINCE),
    (re.compile(r"市委|全市|我市"), Level.CITY),
    (re.compile(r"县委|全县|区委|全区"), Level.COUNTY),
    (re.compile(r"镇党委|全镇|乡党委|全乡|街道党工委"), Level.TOWN),
    (re.compile(r"集团|本公司|我公司"), Level.ENTERPRISE),
)
_BRACKETED: Final = re.compile(r"^【([^】]{6,})】$")
# The day in front of a title, as lists of a web site and exports have it.
_DAY_BEFORE: Final = re.compile(rf"^[（(\[【]?{DAY}[）)\]】]?\s*(?=\S)")
_WORD: Final = re.compile(r"\S")
_KICKER: Final = 10  # characters of a newspaper column's name above a headline
_VILLAGE: Final = re.compile(r"[\u4e00-\u9fff]{2}(?:村|社区)(?!民|级|干|委|党|工|里|组|集)")
_OFTEN: Final = 4  # mentions of one village that tell that the text is about it
_OPENING_SIZE: Final = 120  # characters in which a piece presents the place it is about
# Who a masked piece begins with; the last of several units is meant: *街道*社区.
_MASKED_OPENING: Final = re.compile(
    r"\s*(?:我们)?(?:[*＊×xX某]{1,3}(?P<unit>市|区|县|镇|乡|街道|社区|村))+"
)
_CLASSES: Final = {
    "市": Level.CITY,
    "区": Level.COUNTY,
    "县": Level.COUNTY,
    "镇": Level.TOWN,
    "乡": Level.TOWN,
    "街道": Level.TOWN,
    "社区": Level.VILLAGE,
    "村": Level.VILLAGE,
}
_UPPER: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})
_REPORTER: Final = re.compile(r"记者|通讯员|评论员|作者")
_FEWEST: Final = 3  # mentions of a level's organs that tell whose text it is


def case_id(source_id: str, number: int) -> str:
    """Stable id of the ``number``-th case of a source: 16 hexadecimal digits."""
    return hashlib.sha256(f"{source_id}:{number}".encode()).hexdigest()[:16]


def describe(
    block: Block, text: str, source: Source, number: int, *, ocr: Doubt | None = None
) -> Case:
    """A case's metadata; what the text does not tell is None or empty.

    ``text`` is the source's text with removed spans made blank; ``ocr`` is the doubt that all
    cases of a recognised source share. A case without a title is called by its file's name, or
    by its first words where that is no name.
    """
    title = _title(block, text)
    body = text[block.body : block.end]
    kind = _genre(block, text, title)
    issuer = find_issuer(block, text, own_work=kind is Genre.EXCHANGE)
    named = issuer is not None and not is_signed(issuer)
    stated = issuer_level(issuer) if issuer and named else _level_by(_TITLE_LEVELS, title)
    headline = _COLUMN_NAME.sub("", title)
    stated = stated or _level_by(_LEAD_LEVELS, headline) or _lead_level(headline)
    region = find_region(text, block, stated)
    words = _with_label(block, text, source)
    name = title or called(source.path, words)
    case = Case(
        id=case_id(source.id, number),
        source=source.id,
        number=number,
        start=block.start,
        end=block.end,
        title=name,
        issuer=issuer,
        genre=kind,
        date=find_date(text, block, title) or _date_of_file(block, text, source),
        level=stated or _level(issuer, region, body),
        region=region.path,
        region_inferred=region.inferred,
        region_evidence=region.evidence,
        themes=find_themes(title, text[block.start : block.end]),
    )
    doubts = find_doubts(case, text, ocr, region.mismatch)
    stated_by_page = RETITLED.match(words) and name in words
    if not title and not stated_by_page:
        doubts = (*doubts, made_title(case, block, text))
    return replace(case, doubts=doubts)


def _with_label(block: Block, text: str, source: Source) -> str:
    """The text of a case, behind the label 原标题： that cleaning took from before it."""
    body = text[block.body : block.end].lstrip()
    before = source.text[: block.body].strip()
    return f"{before}{body}" if RETITLED.fullmatch(before) else body


def _title(block: Block, text: str) -> str:
    """The title lines, a blank between them, without posts, occasions and kinds of paper."""
    found: list[str] = []
    spans = sorted((*block.titles[_kickers(block, text) :], *block.subtitles))
    for span, line in zip(spans, head_lines(text, spans), strict=True):
        plain = DASHES.sub("", line)
        no_title = plain in LABELS or _OCCASION.search(plain)
        if no_title or (span in block.subtitles and _PAPER.search(line)):
            continue
        line = _BRACKETED.sub(r"\1", line)  # noqa: PLW2901 - a title set in brackets
        headline = once(COLUMN.sub("", RETITLED.sub("", _DAY_BEFORE.sub("", line))) or line)
        if not any(headline in other for other in found):
            found.append(headline)
    return " ".join(found)


def _date_of_file(block: Block, text: str, source: Source) -> str | None:
    """The date that the page or the file's name has, where the file is one case."""
    if _WORD.search(text, 0, block.start) or _WORD.search(text, block.end):
        return None
    around = (source.text[span.start : span.end] for span in source.removed)
    return published(around) or date_in_name(source.path)


def _kickers(block: Block, text: str) -> int:
    """Lines above the headline of a newspaper article that name a column: 1 or 0."""
    if len(block.titles) < 2:  # noqa: PLR2004 - a kicker and a headline
        return 0
    first, second = list(head_lines(text, block.titles))[:2]
    if first in LABELS:
        return 1
    if not block.bylines:
        return 0
    column = len(first) <= _KICKER and not re.search(r"[，,\s：:！!？?]", first)
    return int(column and bool(re.search(r"[，,\s]", second)))


def _genre(block: Block, text: str, title: str) -> Genre:
    lines = list(head_lines(text, block.titles))
    named = genre.by_words([*head_lines(text, block.subtitles), *lines[:1], title])
    if named:
        return named
    bylines = list(head_lines(text, block.bylines))
    if any("评论员" in line for line in bylines):
        return Genre.COMMENTARY
    byline = bool(bylines) or any(COLUMN.match(line) for line in lines)
    return genre.by_voice(title, text[block.body : block.end], text, byline=byline)


def _level(issuer: str | None, region: Region, body: str) -> Level | None:
    """The place's level, else that of the organs that the text speaks of; a 市 by its unit.

    A text without a speaker of its own that names one village again and again is about it.
    """
    villages = Counter(_VILLAGE.findall(body)).most_common(1)
    if villages and villages[0][1] >= _OFTEN and not _TEXT_LEVELS[1][0].search(body):
        lone = all(body.count(unit.name) <= villages[0][1] for unit in region.units)
        if lone and (not issuer or _REPORTER.search(issuer)):
            return Level.VILLAGE
    own = issuer and not _REPORTER.search(issuer)
    lower = None if own else _level_in_opening(body, region)
    if lower:
        return lower
    city = issuer is not None and "市" in issuer
    if region.units and not (city and region.path[-1].endswith(("省", "自治区"))):
        return region.units[-1].level
    if city:
        return Level.CITY
    counts = {level: len(pattern.findall(body)) for pattern, level in _TEXT_LEVELS}
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] >= _FEWEST else None


def _level_in_opening(body: str, region: Region) -> Level | None:
    """The level of the town or village behind its county in the first sentences of a piece.

    None where the text speaks of organs of a county or a city, too: the town is an example then.
    """
    masked = _MASKED_OPENING.match(body)
    if masked and not region.units:
        return _CLASSES[masked["unit"]]
    above = any(pattern.search(body) for pattern, level in _TEXT_LEVELS if level in _UPPER)
    if above or not region.units or region.units[-1].level is not Level.COUNTY:
        return None
    inner = re.compile(
        rf"{re.escape(region.units[-1].name)}(?P<town>[\u4e00-\u9fff]{{2,6}}?(?:街道|镇|乡))?"
        r"(?P<village>(?:(?![的个各等在是有被曾])[\u4e00-\u9fff]){2,6}?(?:社区|村)(?![民级两支]))?"
    )
    found = inner.search(body, 0, _OPENING_SIZE)
    if not found or not (found["town"] or found["village"]):
        return None
    return Level.VILLAGE if found["village"] else Level.TOWN


def _lead_level(title: str) -> Level | None:
    """The level of the unit alone that a title names in front of its colon: 浙江余杭：…"""
    lead = _LEAD.match(title)
    found = gazetteer().find(lead[1]) if lead else []
    whole = lead and found and found[-1][1] == len(lead[1])
    if whole and len({unit.level for unit in found[-1][2]}) > 1:
        return None  # 塔城: a city and a county in it
    return found[-1][2][0].level if whole else None


def _level_by(patterns: tuple[tuple[re.Pattern[str], Level], ...], words: str) -> Level | None:
    return next((level for pattern, level in patterns if pattern.search(words)), None)
