"""Title, issuer, genre, date, level, region and themes of a case, as its text tells them."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Final, Protocol

from ingest.dates import find_date
from ingest.lines import SALUTATION, numeral
from ingest.region import Region, find_region
from ingest.split import Block, Span
from ingest.themes import find_themes
from kg.model import Case
from kg.ontology import Genre, Level
from kg.places import gazetteer

__all__ = ["SourceName", "case_id", "describe", "numeral"]


class SourceName(Protocol):
    """What describing a case needs to know of its source."""

    @property
    def id(self) -> str:
        """SHA-256 of its bytes."""

    @property
    def path(self) -> str:
        """Its path as the library shows it."""


# Dash lines that name the kind of paper or the session; other dash lines are subtitles.
_PAPER_LINE: Final = re.compile(
    r"(?:材料|发言|汇报|交流)\s*$|^\S{0,2}\s*(?:二[〇○零О]|\d{4}).{0,14}日|人民代表大会.{0,12}会议上?$"
)
_PAPER_ISSUER: Final = re.compile(
    r"^(.{2,24}?)(?:在.{0,30}上的)?(?:典型|经验|工作|书面|大会)?(?:交流|发言|汇报|经验)(?:发言|交流|汇报)?(?:材料)?\s*$"
)
_DASHES: Final = re.compile(r"^[—―–\-－\s]+")
_OCCASION: Final = re.compile(
    r"^[（(]?\s*(?:\d{4}|二[〇○零О0][一二三四五六七八九〇○零]{2})\s*年.{2,9}日\s*(?:在|，).{4,40}"
    r"(?:会议?上?|通过)\s*[）)]?(?:\s+\S.{1,20})?$|^人民代表大会.{0,12}会议上$"
    r"|作.{0,6}工作报告$"
)
_COLUMN: Final = re.compile(
    r"^([^。；！？:：]{4,40}(?:书记|主任|主席|部长|局长|市长|县长|镇长|乡长|校长|院长|董事长|经理|会长)"
    r"[\u4e00-\u9fff]{2,4})\s*[:：]\s*"
)
_BODY_TITLE: Final = re.compile(
    r"^([^：:，“”\s]{4,30}?(?:局|委|部|办|办公室|党组|党委|党工委|集团|公司|委员会|厅|院|中心|协会))\s*[:：]"
)
_SPEAKER_TITLE: Final = re.compile(
    r"^(\S{0,20}?(?:书记|部长|主任|主席|市长|县长|区长|省长|局长)(?:[\u4e00-\u9fff]{2,3})??)(?:同志)?在.{2,40}(?:上的?)"
    r"(?:讲话|发言|致辞|报告)"
)
# Organs that report on themselves: 市委组织部牵头…
_ORGAN: Final = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[*×xX]{1,3}|[\u4e00-\u9fff]{2,6}?)?(?:省|市|区|县|自治区|州)委(?:组织部|宣传部|政法委|社会工作部|统战部)"
    r"|(?:省|市|区|县)委(?:组织部|宣传部|政法委|社会工作部|统战部)"
)
_SUBJECT: Final = re.compile(
    r"(?:^|[。\n])(?:[^，。]{0,12}(?:以来|年来|期间|今年|去年)，)?((?:[*×xX]{1,3}|[\u4e00-\u9fff]{1,8}?)(?:省委|市委|区委|县委|自治区党委"
    r"|街道党工委|街道|镇党委|乡党委|村党委|社区党委|集团党委|公司党委))(?=[^员书常会])"
)
_NO_SUBJECT: Final = re.compile(r"[按经根据在由对向以把受让]|围绕|落实|贯彻|各|全|为|[省市区县]委")
_OPENING: Final = 300  # characters in which a paper presents who speaks
_FEWEST_ORGANS: Final = 2  # an organ named once may be another's
_ARTICLE: Final = re.compile(
    r"本报[\u4e00-\u9fff]{0,6}(?:\d+月\d+日)?[讯电]|[（(](?:通讯员|记者|本报)|^(?:本报|本刊|新华社).{0,6}记者"
)
_SPOKEN: Final = re.compile(
    r"[。！？，”]”?[^“”。]{0,30}?(?:说|表示|介绍|感慨|点赞|称赞|称赞道|感叹|坦言|笑着说)[。：:]|(?:说|介绍|表示)[：:，]“"
)
_WE: Final = re.compile(r"我们|我(?:市|省|县|区|镇|乡|村|街道|社区|校|局|部|集团|公司)|(?<![自忘])我(?=[是在和将把对要])")
_FIGURE: Final = re.compile(r"\d")
_ESSAY: Final = re.compile(r"初心|使命|征程|答卷|赶考|时代|奋斗|信仰|精神|砥砺|必将|华章|伟大")
_OWN_SCOPE: Final = (
    (re.compile(r"全国|中央"), Level.NATIONAL),
    (re.compile(r"全省|全区各盟市|我省"), Level.PROVINCE),
    (re.compile(r"全县|我县|县委"), Level.COUNTY),
    (re.compile(r"全区|我区|区委"), Level.COUNTY),
    (re.compile(r"全镇|全乡|全街道|街道党工委|镇党委|乡党委"), Level.TOWN),
)
_MUNICIPALITIES: Final = frozenset({"北京市", "天津市", "上海市", "重庆市"})
_SHORTEST_ESSAY: Final = 300  # characters; a shorter piece is no commentary but a lead
_FEW_FIGURES, _MANY_EXHORTATIONS = 0.01, 0.01  # a character; reports of practice have 3 % figures
_GENRE_TITLES: Final = (
    (Genre.CHRONOLOGY, re.compile(r"大事记|年表|编年")),
    (Genre.EXCHANGE, re.compile(r"交流|经验(?:材料|做法|介绍|汇报)|典型(?:材料|发言)|发言(?:材料|提纲|稿)?$")),
    (Genre.REPORT, re.compile(r"政府工作报告|工作(?:报告|总结|汇报)|述职|情况(?:的)?(?:报告|汇报|通报)|总结$|报告$")),
    (Genre.RESEARCH, re.compile(r"调研|调查|研究|思考|路径探析|探析|启示")),
    (Genre.SPEECH, re.compile(r"讲话|致辞|演讲|主持词|讲稿")),
    (Genre.DOCUMENT, re.compile(r"(?:意见|通知|办法|方案|条例|规定|细则|决定|决议|准则|规划|纲要|公报|倡议书|章程|公告|要点|清单)(?:》|（.{1,10}）)?$")),
    (Genre.COMMENTARY, re.compile(r"评论|社论|时评|短评|快评|评论员")),
)


def case_id(source_id: str, number: int) -> str:
    """Stable id of the ``number``-th case of a source: 16 hexadecimal digits."""
    return hashlib.sha256(f"{source_id}:{number}".encode()).hexdigest()[:16]


def describe(block: Block, text: str, source: SourceName, number: int) -> Case:
    """A case's metadata; what the text does not tell is None or empty.

    ``text`` is the source's text with removed spans made blank.
    """
    title = _title(block, text) or PurePath(source.path).stem
    genre = _genre(block, text, title)
    issuer = _issuer(block, text, genre)
    stated = _stated_level(issuer, title)
    region = find_region(text, block, stated)
    return Case(
        id=case_id(source.id, number),
        source=source.id,
        number=number,
        start=block.start,
        end=block.end,
        title=title,
        issuer=issuer,
        genre=genre,
        date=find_date(text, block, title),
        level=_level(stated, issuer, region, text[block.start : block.end]),
        region=region.path,
        region_inferred=region.inferred,
        region_evidence=region.evidence,
        themes=find_themes(title, text[block.body : block.end]),
    )


def _lines(text: str, spans: Sequence[Span]) -> Iterator[str]:
    for start, end in spans:
        yield re.sub(r"\s+", " ", text[start:end]).strip()


def _title(block: Block, text: str) -> str:
    """Title lines joined with one blank, without posts, occasions and kinds of paper."""
    spans = sorted((*block.titles, *block.subtitles))
    found: list[str] = []
    for line in _lines(text, spans):
        dash = bool(_DASHES.match(line))
        if (dash and _PAPER_LINE.search(line)) or _OCCASION.search(_DASHES.sub("", line)):
            continue
        line = _COLUMN.sub("", line) or line
        if not any(line in other for other in found):
            found.append(line)
    return " ".join(found)


def _issuer(block: Block, text: str, genre: Genre) -> str | None:
    """Who speaks or publishes, as the text says it."""
    for find in (_paper_issuer, _speaker, _titled_issuer, _byline):
        issuer = find(block, text)
        if issuer:
            return issuer
    if genre is Genre.EXCHANGE:
        return _acting_organ(text[block.body : block.end])
    return None


def _paper_issuer(block: Block, text: str) -> str | None:
    """社区党委 of ``——社区党委交流发言材料``."""
    for line in _lines(text, block.subtitles):
        match = _PAPER_ISSUER.match(_DASHES.sub("", line))
        if match and not match[1].startswith("在"):
            return match[1]
    return None


def _speaker(block: Block, text: str) -> str | None:
    """Post and name as they stand in their lines, without the date."""
    parts = [re.sub(r"\s*[（(].*$", "", line) for line in _lines(text, block.speakers)]
    return " ".join(part for part in parts if part) or None


def _titled_issuer(block: Block, text: str) -> str | None:
    """Who a title names before a colon, or as the one who speaks at a meeting."""
    for line in _lines(text, block.titles):
        match = _COLUMN.match(line) or _SPEAKER_TITLE.match(line) or _BODY_TITLE.match(line)
        if match:
            return match[1]
        tail = re.search(r"会议上\s+(\S.{1,20})$", line)
        if tail:
            return tail[1]
    return None


def _byline(block: Block, text: str) -> str | None:
    return next(_lines(text, block.bylines), None)


def _acting_organ(body: str) -> str | None:
    """The organ that a paper names again and again, or the subject of its first sentence."""
    found = [match[0] for match in _ORGAN.finditer(body)]
    bare = [re.sub(r"^.*?(?=[省市区县州]委)", "", name) for name in found]
    if bare:
        best = max(dict.fromkeys(bare), key=bare.count)
        if bare.count(best) >= _FEWEST_ORGANS:
            return best
    found = _SUBJECT.finditer(body[:_OPENING])
    return next((match[1] for match in found if not _NO_SUBJECT.match(match[1])), None)


def _genre(block: Block, text: str, title: str) -> Genre:
    heads = [*_lines(text, block.subtitles), title]
    for genre, pattern in _GENRE_TITLES:
        if any(pattern.search(head) for head in heads):
            return genre
    body = text[block.body : block.end]
    if SALUTATION.match(body):
        return Genre.SPEECH
    if block.bylines or _ARTICLE.search(body[:200]):
        return Genre.COMMENTARY if _is_essay(body) else Genre.ARTICLE
    if any(_COLUMN.match(line) for line in _lines(text, block.titles)):
        return Genre.ARTICLE
    return _genre_by_voice(block, text, title)


def _is_essay(body: str) -> bool:
    """Few figures and no quoted speech, but many words of exhortation."""
    size = len(body) or 1
    figures = len(_FIGURE.findall(body)) / size
    if size < _SHORTEST_ESSAY or _SPOKEN.search(body):
        return False
    return figures < _FEW_FIGURES and len(_ESSAY.findall(body)) / size > _MANY_EXHORTATIONS


def _genre_by_voice(block: Block, text: str, title: str) -> Genre:
    """First person: an exchange paper; third person with speech or a place in front: a report."""
    if not block.titles:
        return Genre.OTHER
    body = text[block.body : block.end]
    quoted = sum("”" in match[0] or "“" in match[0] for match in _SPOKEN.finditer(body))
    own = len(_WE.findall(re.sub(r"“[^”]*”", "", body)))
    found = gazetteer().find(title[:8])
    place_first = bool(found) and found[0][0] == 0
    if own and not quoted and not place_first:
        return Genre.EXCHANGE
    if quoted or place_first:
        return Genre.ARTICLE
    around = len(_WE.findall(text)) - own
    return Genre.EXCHANGE if around else Genre.ARTICLE


_REPORTER: Final = re.compile(r"记者|通讯员|评论员|作者")


def _stated_level(issuer: str | None, title: str) -> Level | None:
    """Level that the issuer's or the title's own words tell; None where they leave it open."""
    if not issuer:
        return _title_level(title)
    if _REPORTER.search(issuer):
        return None
    levels = [level for level in (_level_of(issuer), _unit_level(issuer)) if level]
    return max(levels, key=list(Level).index, default=None)


def _level_of(issuer: str) -> Level | None:
    for pattern, level in _LEVEL_WORDS:
        if pattern.search(issuer):
            return level
    return None


_LEVEL_WORDS: Final = (
    (re.compile(r"集团|公司|企业|工厂|银行"), Level.ENTERPRISE),
    (re.compile(r"社区|村|居委会"), Level.VILLAGE),
    (re.compile(r"街道|[镇乡]"), Level.TOWN),
    (re.compile(r"自治区|省"), Level.PROVINCE),
    (re.compile(r"[县旗]|(?<!自治)区"), Level.COUNTY),
    (re.compile(r"自治州|[州盟]委"), Level.CITY),
    (re.compile(r"中央|国务院|中共中央"), Level.NATIONAL),
)


def _title_level(title: str) -> Level | None:
    return next((level for pattern, level in _OWN_SCOPE if pattern.search(title)), None)


def _level(stated: Level | None, issuer: str | None, region: Region, text: str) -> Level | None:
    """The issuer's level, else that of the place, else of the organs that the text speaks of."""
    if stated:
        return stated
    if region.units:
        return region.units[-1].level
    if issuer and "市" in issuer:
        return Level.CITY
    counts = {level: len(pattern.findall(text)) for pattern, level in _SCOPES}
    best = max(counts, key=lambda level: counts[level])
    return best if counts[best] >= _FEWEST_SCOPES else None


_SCOPES: Final = (
    (re.compile(r"省委|全省"), Level.PROVINCE),
    (re.compile(r"市委|全市|我市"), Level.CITY),
    (re.compile(r"县委|全县|区委|全区"), Level.COUNTY),
    (re.compile(r"镇党委|全镇|乡党委|全乡|街道党工委"), Level.TOWN),
    (re.compile(r"集团|本公司|我公司"), Level.ENTERPRISE),
)
_FEWEST_SCOPES: Final = 3  # mentions of a level's organs that tell whose text it is


def _unit_level(issuer: str) -> Level | None:
    """Level of the deepest unit that an issuer names in full, such as 宜都市 or 金华市."""
    found = gazetteer().find(issuer)
    units = [units[0] for start, end, units in found if units[0].name == issuer[start:end]]
    return max((unit.level for unit in units), key=list(Level).index, default=None)
