"""Which places may hold which: what the gazetteer and the lists know, against names that touch."""

import re
from functools import cache
from typing import Final

from ingest.resolve.national import is_listed
from kg.datafiles import read_lines
from kg.ontology import Kind, Level
from kg.places import Unit, gazetteer
from kg.provinces import province_letters

# 鲁西, 湘南, 鄂西北: a province's letter and where in it.
_TOWARDS: Final = "东西南北中"
# Zones hold towns that the gazetteer has elsewhere.
_ZONE: Final = re.compile(r"(?:开发区|高新区|经开区|新区|示范区|管理区|工业园区?|产业园区?)$")
# Headings of lists of countries, and what any country has.
_CONTINENTS: Final = re.compile(
    r"(?:[东南西北中]{0,2}亚|[东南西北中]欧|[北南拉]美|[一-鿿]{1,2}洲|首都|[各多]国)"
)
# 舟山|港: what a unit's name and its class word are the whole of is that unit's.
_OWN: Final = re.compile(r"(?:[一-鿿]{0,2}港|(?:国际)?机场|新区|高新区|经开区|开发区|综保区)")
_BELOW: Final = frozenset({Level.CITY, Level.COUNTY, Level.TOWN})


def apart(inner: str, outer: str) -> bool:
    """Whether the gazetteer knows both, and the one in no unit of the other's name."""
    units = gazetteer().named(inner)
    return bool(units and gazetteer().named(outer)) and not _held(units, outer)


def may_touch(inner: str, outer: str) -> bool:
    """Whether a place lies in the one right before it, as far as lists know: 甲省|乙山.

    A unit lies in its own units above alone, and in zones if it is a town: 新加坡|山东周 puts no
    province abroad. Rivers, regions and what is one in the whole country (黄河, 湘南, 中关村)
    stand behind any name, and lie at most in a province: 尖扎|黄河特大桥, 三明|中关村科技园.
    """
    units, around = gazetteer().named(inner), gazetteer().named(outer)
    if _CONTINENTS.fullmatch(inner) or apart(inner, outer) or _lends(inner, outer):
        return False
    if units and not around:
        return {unit.level for unit in units} == {Level.TOWN} and _ZONE.search(outer) is not None
    if is_abroad(inner) and around:
        return False
    if not units and (is_listed(Kind.PLACE, inner) or spreads(inner)) and not is_abroad(inner):
        return any(unit.level is Level.PROVINCE for unit in around)
    return not spreads(outer)


def may_lie(inner: str, outer: str) -> bool:
    """Whether a place may lie where the text puts it in words: 甲县地处|某某平原."""
    return not apart(inner, outer) and not (gazetteer().named(inner) and is_abroad(outer))


@cache
def spreads(name: str) -> bool:
    """Whether a name means a region of or across provinces: 鲁西, 湘南, 广佛, 长株潭."""
    if name in read_lines("lexicon", "place_regions.txt"):
        return True
    if gazetteer().named(name):  # 湘西 is a prefecture
        return False
    stem = name.removesuffix("地区")
    return stem[:1] in province_letters() and len(stem) > 1 and not stem[1:].strip(_TOWARDS)


@cache
def is_abroad(name: str) -> bool:
    """Whether a name is a country's, a part's of one, or a continent's."""
    return name in read_lines("lexicon", "place_abroad.txt")


def _held(units: tuple[Unit, ...], outer: str) -> bool:
    around = {unit.code for unit in gazetteer().named(outer)}
    return any(around & {up.code for up in gazetteer().parents(unit)} for unit in units)


def _lends(inner: str, outer: str) -> bool:
    """Whether a site is named after a unit beside the other: 宁波|舟山港."""
    name, units = gazetteer().leading(inner)
    if not _OWN.fullmatch(inner, len(name)) or name == inner or not units:
        return False
    around = gazetteer().named(outer)
    levels = {unit.level for unit in units} & {unit.level for unit in around} & _BELOW
    return bool(levels) and not _held(tuple(units), outer) and name not in outer
