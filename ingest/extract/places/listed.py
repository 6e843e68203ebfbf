"""Places in a list that its close calls places: 甲桥、乙台、丙铺等村, 甲、乙、丙3个村."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.places.shapes import NO_NAME
from ingest.extract.places.units import Cover, Span
from ingest.extract.places.words import is_generic

# Villages, towns and what is only theirs; 等地 closes lists of anything and serves beside a place.
_CLOSE: Final = re.compile(
    r"(?:等(?:[0-9一二两三四五六七八九十]+多?个)?|[0-9两三四五六七八九十]个)"
    r"(?:自然村|行政村|村庄|村社区|村组|社区|小区|街道|乡镇|镇街|镇乡|村|乡|镇|水库|园区|楼宇|商圈|景区|景点|产业园|工业园|公园|县市区|县区|市县|区县)"
    r"(?![里内]|[一-鿿]?[校官干民务])"
)
_ITEM: Final = re.compile(r"(?P<name>[一-鿿]{2,5})(?P<link>[、和与及]?)\Z")
_LEAD: Final = re.compile(
    r".*(?:途径|途经|包括|涉及|比如|例如|其中|走进|来到|覆盖|辐射|联合|涵盖|位于|打造|选取|选择|深入|[在对到把将由如了的为以至从给经])"
)
# How far back a list is looked at; items of more characters are phrases.
_REACH: Final = 60
_FEWEST: Final = 2


def listed(text: str, taken: Cover) -> Iterator[Span]:
    """Items over no known place, last first, of lists of at least two."""
    for close in _CLOSE.finditer(text):
        spans = list(_items(text, close.start(), taken))
        own = [span for span in spans if not is_generic(text[span.start : span.end])]
        # 东塔、长大、综合等社区: among names a class word is one.
        if len(own) >= _FEWEST:
            yield from (span for span in spans if not taken.meets(span))


def _items(text: str, end: int, taken: Cover) -> Iterator[Span]:
    """Items of the list that ends at ``end``; what is no name ends it.

    A place right before the first item is that item's owner: 某市|甲桥、乙台等镇.
    """
    at, floor = end, max(0, end - _REACH)
    while at > floor:
        item = _ITEM.search(text, floor, at)
        if item is None or (item["link"] and at == end) or (not item["link"] and at != end):
            return
        start = item.start("name")
        mark = max(text.rfind(sign, floor, item.end("name")) for sign in "、，。；：（\n”“")
        start = max(start, mark + 1)
        lead = _LEAD.match(text, start, item.end("name"))
        start = lead.end() if lead else start
        owned = [at for at in range(start, item.end("name")) if taken.at(at)]
        if owned and owned[0] == start and owned[-1] < item.end("name") - 1:
            start = owned[-1] + 1
        name = text[start : item.end("name")]
        if len(name) < _FEWEST or NO_NAME.search(name):
            return
        yield Span(start, item.end("name"))
        if lead or mark < 0 or text[start - 1] != "、":
            return
        at = start
