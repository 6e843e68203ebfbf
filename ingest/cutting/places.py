"""Places in front of titles, and the provinces that a text names."""

import re
from functools import cache
from typing import Final

from kg.datafiles import read_lines
from kg.ontology import Level
from kg.places import gazetteer

_MASKED: Final = re.compile(
    r"[*＊×某]{1,3}(?:省|市|州|区|县|镇|乡|街道|社区|村)(?![\u4e00-\u9fff]*[。，,])"
)
_LEADING: Final = 8  # characters of the one place that a title must begin with, at most
_PLACES: Final = 16  # characters that places in front of a title take at most
_UPPER: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})
_LEAD: Final = re.compile(
    r"(?:【[^】\n]{2,14}】\s*|[^｜|，。\n]{2,10}[｜|]\s*)?(?:\d{1,2}\s*[.．、\s]\s*|[（(]?[一二三四五六七八九十]{1,3}[）)、]\s*)?"
)


# A town, a village or a community by its own name in front of what it does: 某某镇选聘…
_LOWER: Final = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:街道|社区|[镇乡村])(?![民级干委党里组庄企务容区振风貌居落情愁史志霸户]|建设|治理|工作|发展|两委)"
)
_GENERAL: Final = re.compile(
    r"[各全本该我每小新老农乡一两几多]|(?:城乡|美丽|智慧|未来|红色|和美|文明)"
)


def leads_with_lower(title: str) -> bool:
    """Whether a title begins with a town, a village or a community by its name."""
    lead = _LEAD.match(title)
    start = lead.end() if lead else 0
    return _LOWER.match(title, start) is not None and not _GENERAL.match(title, start)


def leads_with_place(title: str) -> bool:
    """Whether a title begins with a place, masked or a province, city or county: 四川犍为用活…"""
    lead = _LEAD.match(title)
    start = lead.end() if lead else 0
    if _MASKED.match(title, start):
        return True
    name, units = gazetteer().leading(title[start : start + _LEADING])
    return any(unit.level in _UPPER for unit in units) and name not in _words()


@cache
def _words() -> frozenset[str]:
    """Short names of places that are words, even behind a larger place: 比如."""
    words = read_lines("lexicon", "place_words.txt")
    return frozenset(word[1:] for word in words if word.startswith("!"))


def leading_place(title: str) -> str:
    """The last of the places that a title begins with, as it is written; "" where none does."""
    lead = _LEAD.match(title)
    at = lead.end() if lead else 0
    name = ""
    for start, end, units in gazetteer().find(title[at : at + _PLACES]):
        if start != len(name) or not any(unit.level in _UPPER for unit in units):
            break
        name = title[at : at + end]
        last = name[start:]
    return last if name else ""


# What follows counties in the name of a unit: a town and a village, at most.
_TOWN: Final = r"(?:[\u4e00-\u9fff]{1,5}?(?:高新区|开发区|街道|[镇乡街]|农场))"
_INNER: Final = re.compile(rf"{_TOWN}?(?:[\u4e00-\u9fff]{{1,6}}?(?:社区|村|居民区|小区))?")
_WHOLE_NAME: Final = re.compile(rf".*[省市区县州旗盟]|{_TOWN}.*")


def is_unit(line: str) -> bool:
    """Whether a line is the name of a unit below those that hold it, and nothing else."""
    end = upper_end(line)
    rest = line[end:]
    whole = _WHOLE_NAME.fullmatch(line[:end]) or re.match(_TOWN, rest)
    return bool(end and whole and rest and _INNER.fullmatch(rest))


def is_place(line: str) -> bool:
    """Whether a line is nothing but the full name of a province, city or county."""
    return line[-1:] in "省市区县州旗盟" and upper_end(line) == len(line)


def upper_end(words: str) -> int:
    """Where the provinces, cities and counties end that words begin with; 0 where none does."""
    end = 0
    for start, stop, units in gazetteer().find(words):
        if start != end or not any(unit.level in _UPPER for unit in units):
            break
        end = stop
    return end


def provinces(text: str) -> frozenset[str]:
    """Codes of the provinces that the certain place names of a text lie in."""
    places = gazetteer()
    found = set()
    for start, end, units in places.find(text):
        unit = units[0]
        sure = text[start:end] == unit.name or unit.level in {Level.PROVINCE, Level.CITY}
        if sure and len(units) == 1:
            found.add((unit, *places.parents(unit))[-1].code)
    return frozenset(found)
