"""Initiatives that stand in a list closed by what they are: 甲、“乙”和丙等品牌."""

import re
from collections.abc import Collection, Iterator
from typing import Final

from ingest.extract.initiatives.wordlists import STOPS_MODIFIER, words

_CLOSE: Final = re.compile(
    r"等(?:[0-9*×]+[余多]?[个项类大]+)?(?:(?!领域|行业)[一-鿿]){0,8}?"
    r"(?P<noun>品牌(?!化)|工程|项目|改革|行动|活动)"
)
_ITEM: Final = re.compile(r"[一-鿿A-Za-z0-9]{0,12}(?:[“「『‘][^“”「」『』‘’\n]{2,24}[”」』’])?")
_LINK: Final = tuple("、和与及")
_CLAUSE: Final = re.compile(r"[，。；：！？,;:!?\n（）()]")
_QUOTED: Final = re.compile(r"[“「『‘][^“”「」『』‘’\n]{2,24}[”」』’]")
_PLAIN: Final = re.compile(r"[一-鿿]{3,12}")
# Brands that people set up, not makes of car: 区域公用品牌, 党建品牌.
_OWN_BRAND: Final = re.compile(r"区域|公用|特优|特色|农|地标|地理标志|党建|服务|文旅|治理|志愿")
_BUILT: Final = re.compile(r"(?:机场|铁路|高铁|高速|公路|水库|电站|大桥|隧道|煤矿|港)$")
# 实施晨光助学等行动: one of several, named behind a verb of running.
_ONE_OF: Final = re.compile(
    r"(?:实施|开展|推进|启动|推行)(?P<name>(?:(?![的了和与及等于在])[一-鿿]){4,8})等(?:专项)?(?:行动|工程|计划)(?![一-鿿]{0,2}方案)"
)
# “甲”“乙”“丙”等项目: quoted items of a list that is called one of projects, however long.
_QUOTED_LIST: Final = re.compile(
    r"(?P<items>“[^“”\n]{2,20}”[、和]?(?:“[^“”\n]{2,20}”[、和]?)+)等(?:[0-9]+个)?(?:(?![的了和与])[一-鿿]){0,4}(?:项目|行动|模型|模式|机制|工作法|应用|场景|小程序|(?:特色|党建|服务|志愿|治理|宣讲|工作)品牌)(?![一-鿿]{0,2}(?:书|部|组))"
)
_ONE_QUOTED: Final = re.compile(r"“([^“”\n]{2,20})”")
# A list is looked at this far back; the longest seen has 80 characters.
_REACH: Final = 90
# 义诊、政策宣讲等活动: a plain item of a list of activities is a name only if it is long.
_LONG: Final = 8

Span = tuple[int, int]


def listed(text: str, named: Collection[Span]) -> Iterator[Span]:
    """Bounds of plain items beside names already found, and of what is called a brand."""
    ends = {end for _, end in named}
    yield from (m.span("name") for m in _ONE_OF.finditer(text))
    for close in _QUOTED_LIST.finditer(text):
        yield from (m.span(1) for m in _ONE_QUOTED.finditer(text, *close.span("items")))
    for close in _CLOSE.finditer(text):
        floor = max(0, close.start() - _REACH)
        breaks = [m.end() for m in _CLAUSE.finditer(text, floor, close.start())]
        items = list(_items(text, breaks[-1] if breaks else floor, close.start()))
        brand = close["noun"] == "品牌" and _OWN_BRAND.search(close.group()) is not None
        known = any(end in ends or end - 1 in ends for _, end in items)
        if not known and not (brand and len(items) > 1):
            continue
        least = _LONG if close["noun"] == "活动" else 0
        for start, end in items:
            item = text[start:end]
            if brand and _QUOTED.fullmatch(item):
                yield start + 1, end - 1
            plain = _PLAIN.fullmatch(item) and not STOPS_MODIFIER.search(item)
            built = _BUILT.search(item) is not None
            if plain and len(item) >= least and not built and item not in words().refused:
                yield start, end


def _items(text: str, start: int, end: int) -> Iterator[Span]:
    """Items of the list that ends at ``end``, last first, the verb before the first cut off."""
    at = end
    while at > start:
        low = at
        quoted = False
        while low > start and (quoted or text[low - 1] not in _LINK):
            quoted = text[low - 1] in "”」』’" or (quoted and text[low - 1] not in "“「『‘")
            low -= 1
        cues = [c.end() for c in words().cue.finditer(text, low, at) if len(c.group()) > 1]
        head = max((c for c in cues if c < at), default=low) if low <= start or cues else low
        if _ITEM.fullmatch(text, head, at):
            yield head, at
        if head != low or low <= start:
            return
        at = low - 1
