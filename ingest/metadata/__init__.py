"""Title, issuer, genre, date, level, region and themes of a case, as its text tells them."""

import hashlib
import re
from dataclasses import replace
from typing import Final

from ingest.cutting.cases import Block
from ingest.cutting.places import is_place
from ingest.cutting.shapes import DASHES, DAY, LABELS, is_sender
from ingest.cutting.signers import is_signed
from ingest.metadata import genre
from ingest.metadata.dates import date_in_name, find_date, published
from ingest.metadata.doubts import find_doubts, made_title
from ingest.metadata.issuer import COLUMN, find_issuer, head_lines, issuer_level
from ingest.metadata.level import level_of_subject, level_of_text, level_of_title
from ingest.metadata.naming import RETITLED, called, once
from ingest.metadata.region import find_region
from ingest.metadata.themes import find_themes
from kg.model import Case, Doubt, Source
from kg.ontology import Genre

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
_COLUMN_NAME: Final = re.compile(r"^(?:【[^】]{2,14}】|[^｜|，。]{2,10}[｜|])\s*")
_BRACKETED: Final = re.compile(r"^【([^】]{6,})】$")
# The day in front of a title, as lists of a web site and exports have it.
_DAY_BEFORE: Final = re.compile(rf"^[（(\[【]?{DAY}[）)\]】]?\s*(?=\S)")
_WORD: Final = re.compile(r"\S")
_KICKER: Final = 10  # characters of a newspaper column's name above a headline


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
    stated = issuer_level(issuer) if issuer and named else level_of_title(title)
    stated = stated or level_of_subject(_COLUMN_NAME.sub("", title))
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
        level=stated or level_of_text(issuer, region, body),
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
    several = len(block.titles) > 1
    for span, line in zip(spans, head_lines(text, spans), strict=True):
        plain = DASHES.sub("", line)
        placed = several and span in block.titles and is_place(line)
        no_title = placed or plain in LABELS or _OCCASION.search(plain)
        sent = span in block.subtitles and (_PAPER.search(line) or is_sender(plain))
        if no_title or sent:
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
    byline = bool(bylines) or any(COLUMN.match(line) or is_place(line) for line in lines)
    return genre.by_voice(title, text[block.body : block.end], text, byline=byline)
