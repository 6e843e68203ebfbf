"""Places of a case: administrative units, named areas and sites, masked places of its actor."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick, MatchKind

from ingest.draft import Draft
from ingest.extract.occurrences import occurrences
from ingest.extract.places.listed import listed
from ingest.extract.places.names import find_names
from ingest.extract.places.shapes import LISTED
from ingest.extract.places.units import (
    WORD_GOES_ON,
    Cover,
    Span,
    certain_units,
    cuts,
    find_units,
    held,
    named_after,
)
from ingest.extract.places.votes import votes
from ingest.extract.places.words import word_list
from kg.model import Mention
from kg.ontology import Kind, Level
from kg.places import gazetteer
from kg.provinces import province_letters

_BEARER: Final = re.compile(r"社区|小区|新?村(?!民)|街道|花园|大厦")
_AREA_TAIL: Final = re.compile(
    r"(?<!流域)(?:地区|山区|流域|平原|半岛|公园|广场|新城|景区|风景区|科学城|高新区|国家公园)"
)
# 创建红旗社区20个
_COUNT_AFTER: Final = re.compile(r"[0-9*×]+[余多]?个(?![\u4e00-\u9fff])")
# 美国白蛾, 非洲猪瘟: kinds of beast and plant.
_KIND: Final = re.compile(r"白蛾|小蠊|梧桐|猪瘟|大蜗牛|沼虾|菊|班列|狼犬|牧羊犬|队长|网(?!络|格)")
# “红旗社区”创建: a title to win, not a place.
_TO_WIN: Final = re.compile(r"[”\"](?:创建|创评|评选|争创|示范|称号|活动)")
# 苍山|路社区, 天山|二村: roads and quarters named after an area.
_ROAD: Final = re.compile(
    "路(?![径线演过])|大道|街(?!道)|巷|[一二三四五六七八九十]{1,2}[村区](?![民庄])"
)
_LISTED_PERSON: Final = re.compile(r"、[于向从和安时应][一-鿿]{2}[等、]")
# 长沙|益阳|商会: bodies of people from a place.
_HOME: Final = re.compile("商会|同乡|企业|办事处|联络处|校友")
_DIRECTIONAL: Final = re.compile(r"[东西南北]部新城")
_QUOTED_SITE: Final = re.compile(r"[“\"](?:(?![进行])[\u4e00-\u9fff]){2,6}[”\"](?:广场|公园)")
# A name with its class word, which no other word is.
_FULL_NAME: Final = re.compile(r"[一-鿿]{2,}(?:[市县区旗镇乡村]|街道|社区)")
# 浙闽两省, 川渝毗邻地区: one character stands for a province only in such company.
_ABBREVIATED: Final = re.compile(
    r"[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川蜀黔贵滇云藏陕甘青宁新]{2,5}"
    r"(?=[两三四五][省地市]|省区|毗邻|交界|边界|边区)"
)
_MASKED: Final = re.compile(
    r"(?=[*＊×✕●○xX某])(?:(?<![\w*＊×✕%.])(?:[*＊×✕●○]{1,3}|[xX]{1,4}|某某?)(省|市|区|县|镇|乡|街道|社区|村)(?!委(?!会)|政府)"
    r"|(?<=[在到赴至对为])(?:[*＊×✕●○]{1,3}|[xX]{1,4}|某某?)(省|市|区|县|镇|乡|街道|社区|村)(?!委(?!会)|政府))"
)
_BARE_MASK: Final = re.compile(
    r"(?<=[到在使绘])[*＊×](?![*＊×.\d年月个名万户家%]|[\u4e00-\u9fff]{0,4}[园厂校局委部院街路村镇区]|[\u4e00-\u9fff]{0,4}(?:公司|集团))"
)
_LEVEL_WORDS: Final = {
    Level.PROVINCE: "省市区",
    Level.CITY: "市区",
    Level.COUNTY: "区县市",
    Level.TOWN: "镇乡街道",
    Level.VILLAGE: "社区村",
}
_CAPITAL: Final = "首都"
_TOP: Final = tuple(Level)


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:  # noqa: ARG001 - the protocol
    """Places of a case, in order; nested ones only where a zone's name holds its unit's."""
    text = draft.text
    units = find_units(text, draft.region, draft.tags)
    certain = certain_units(draft.region, units)
    full = Cover(text, _full(text, units))
    areas = [span for span in _areas(draft) if not full.meets(span)]
    cover = Cover(text, areas)
    units = [span for span in units if not cover.meets(span)]
    known = list(_own(draft, sorted([*units, *areas], key=lambda span: span.start)))
    names = find_names(text, known, certain, draft.tags)
    known = _bearers(text, known, names)
    spans = [*known, *names, *_abbreviations(text, units), *_masks(draft)]
    spans += votes(text, draft.tags, Cover(text, spans), {span.end for span in areas})
    spans += listed(text, Cover(text, spans))
    spans += _again(text, spans)
    spans = [span for span in spans if not _created(text, span)]
    forms = _fullest(text, spans)
    return [
        Mention(
            kind=Kind.PLACE,
            start=span.start,
            end=span.end,
            surface=text[span.start : span.end],
            name=forms[span],
            redacted=span.redacted,
        )
        for span in sorted(dict.fromkeys(spans), key=lambda span: (span.start, -span.end))
    ]


def _own(draft: Draft, known: Sequence[Span]) -> Iterator[Span]:
    """Known places but short names that are a body's own behind its place: 南京|乐山|服务中心."""
    text = draft.text
    bodies = [(tag.start, tag.end) for tag in draft.tags if tag.kind is Kind.ORGANIZATION]
    last = Span(0, 0)
    for span in known:
        before, last = last, span
        inside = any(a <= before.start and span.end < b for a, b in bodies)
        if before.end != span.start or not inside or _HOME.match(text, span.end):
            yield span
            continue
        full = any(unit.name == text[span.start : span.end] for unit in span.units)
        top = any(unit.level is Level.PROVINCE for unit in span.units)
        above = {unit.code for unit in before.units}
        if full or top or not above or any(held(unit, above) for unit in span.units):
            yield span


def _bearers(text: str, known: Sequence[Span], names: Sequence[Span]) -> list[Span]:
    """Known places; where a settlement of the case bears the name of one, that: 河南|社区."""
    named = {text[span.start : span.end]: span for span in names}
    whole = []
    for span in known:
        word = next((word for word in LISTED if text.startswith(word, span.end)), "")
        full = named.get(text[span.start : span.end + len(word)]) if word else None
        end = span.end + len(word)
        whole.append(Span(span.start, end, full.units) if full else span)
    return whole


def _again(text: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Full names, proven once, where else they stand: 某县|城郊乡, and later 城郊乡 alone."""
    proven = {text[span.start : span.end]: span for span in spans if not span.redacted}
    names = [name for name in proven if _FULL_NAME.fullmatch(name)]
    if not names:
        return
    cover = Cover(text, spans)
    for start, end in occurrences(names, text):
        span = Span(start, end, proven[text[start:end]].units)
        if not cover.meets(span) and not WORD_GOES_ON.match(text, end - 1):
            yield span


def _created(text: str, span: Span) -> bool:
    """Whether a name is a title that places set out to win, quoted or counted."""
    opened = text[span.start - 1 : span.start] in ("“", '"')
    won = opened and _TO_WIN.match(text, span.end) is not None
    return won or (not span.units and _COUNT_AFTER.match(text, span.end) is not None)


def _full(text: str, units: Sequence[Span]) -> list[Span]:
    return [s for s in units if any(u.name == text[s.start : s.end] for u in s.units)]


@cache
def _area_automaton() -> tuple[AhoCorasick, list[str]]:
    names = sorted(
        word_list("place_areas.txt")
        | word_list("place_regions.txt")
        | word_list("place_abroad.txt")
    )
    return AhoCorasick(names, matchkind=MatchKind.LeftmostLongest), names


def _areas(draft: Draft) -> Iterator[Span]:
    """Named areas, rivers, mountains, and sites named after them."""
    text = draft.text
    automaton, names = _area_automaton()
    for index, start, end in automaton.find_matches_as_indexes(text):
        capital = names[index] == _CAPITAL
        span = _area(text, start, end)
        if span is not None and (not capital or "北京市" in draft.region):
            yield span
    for pattern in (_DIRECTIONAL, _QUOTED_SITE):
        for match in pattern.finditer(text):
            yield Span(match.start(), match.end())


def _area(text: str, start: int, end: int) -> Span | None:
    """The area at a place of the text, with its tail; None where a word or a person has it."""
    if _BEARER.match(text, end) or _KIND.match(text, end):
        return None
    if text[start - 1 : start] in ("老", "小") or _ROAD.match(text, end):  # 老西湖|巡逻队
        return None
    if _LISTED_PERSON.match(text, start - 2, end + 1):  # 甲某某、于|海河等
        return None
    if text[start] in "东西" and text[max(start - 1, 0)] in province_letters():  # 湘|西北地区
        return None
    tail = _AREA_TAIL.match(text, end)
    words = cuts(text, start - 4, end + 4) if end - start == len(_CAPITAL) else ()
    crossed = any(a < start < b or a < end < b for a, b in words) and not tail
    if crossed or named_after(text, start, words):
        return None
    return Span(start, tail.end() if tail else end)


def _abbreviations(text: str, units: Sequence[Span]) -> Iterator[Span]:
    """Provinces by one character, where the case names the province itself as well."""
    named = {unit for span in units for unit in span.units}
    cover = Cover(text, units)
    for match in _ABBREVIATED.finditer(text):
        for at in range(match.start(), match.end()):
            province = gazetteer().named(province_letters()[text[at]])[0]
            if province in named and not cover.at(at):
                yield Span(at, at + 1, (province,))


def _masks(draft: Draft) -> list[Span]:
    """Masked names of the case's main actor: the one of its level, else the commonest."""
    text = draft.text
    hits = list(_MASKED.finditer(text))
    if draft.level in _LEVEL_WORDS:
        words = _LEVEL_WORDS[draft.level]
        hits = [hit for hit in hits if (hit[1] or hit[2]) in words]
    if not hits:
        return []
    actor = Counter(hit[0] for hit in hits).most_common(1)[0][0]
    spans = [Span(*hit.span(), redacted=True) for hit in hits if hit[0] == actor]
    return spans + [Span(*hit.span(), redacted=True) for hit in _BARE_MASK.finditer(text)]


def _fullest(text: str, spans: Sequence[Span]) -> dict[Span, str]:
    """The fullest form that the case gives each place."""
    surfaces = {span: text[span.start : span.end] for span in spans}
    masked = max((surfaces[span] for span in spans if span.redacted), key=len, default="")
    by_unit: dict[str, set[str]] = {}
    for span, surface in surfaces.items():
        for unit in span.units:
            by_unit.setdefault(unit.code, set()).add(surface)
    forms = {}
    for span, surface in surfaces.items():
        if span.redacted:
            forms[span] = masked
            continue
        if span.form:
            forms[span] = span.form
            continue
        units = sorted(span.units, key=lambda unit: _TOP.index(unit.level))
        others = (max(sorted(by_unit[unit.code]), key=len) for unit in units)
        forms[span] = next((form for form in others if len(form) > len(surface)), surface)
    return forms
