"""The fields of the query language and what may stand in them."""

import re
from collections.abc import Callable
from typing import Final

from kg import segment
from kg.ontology import GENRE_LABELS, THEMES, Genre, Kind, Level
from kg.provinces import province_letters
from kg.search.clauses import Amount, Clause, Filed, Having, Titled, Years
from kg.search.understanding.numerals import value_of
from kg.search.understanding.vocabulary import Vocabulary
from kg.theme_terms import theme_terms

# Names as people type them; the first of each is the one that help shows.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "region": ("地区", "地方", "区域"),
    "theme": ("主题",),
    "level": ("层级", "级别", "单位层级"),
    "year": ("年份", "年度", "年"),
    "genre": ("文种", "体裁"),
    "initiative": ("做法", "举措", "品牌"),
    "organization": ("单位", "组织", "机构"),
    "person": ("人物", "人"),
    "honor": ("荣誉",),
    "title": ("标题", "题名"),
    "path": ("来源", "文件"),
    "amount": ("数据", "数字"),
}
_KINDS: Final = {
    "initiative": Kind.INITIATIVE,
    "organization": Kind.ORGANIZATION,
    "person": Kind.PERSON,
    "honor": Kind.HONOR,
}
_LEVELS: Final[dict[str, Level]] = {
    "全国": Level.NATIONAL,
    "国家": Level.NATIONAL,
    "中央": Level.NATIONAL,
    "省": Level.PROVINCE,
    "省级": Level.PROVINCE,
    "自治区": Level.PROVINCE,
    "直辖市": Level.PROVINCE,
    "市": Level.CITY,
    "市级": Level.CITY,
    "地市": Level.CITY,
    "州": Level.CITY,
    "县": Level.COUNTY,
    "县级": Level.COUNTY,
    "区": Level.COUNTY,
    "区县": Level.COUNTY,
    "县区": Level.COUNTY,
    "乡": Level.TOWN,
    "镇": Level.TOWN,
    "乡镇": Level.TOWN,
    "街道": Level.TOWN,
    "镇街": Level.TOWN,
    "村": Level.VILLAGE,
    "社区": Level.VILLAGE,
    "村社区": Level.VILLAGE,
    "村居": Level.VILLAGE,
    "企业": Level.ENTERPRISE,
    "公司": Level.ENTERPRISE,
}
_YEARS: Final = re.compile(r"(\d{4})?\s*(?:\.\.+|[-－—–~～至到]+)\s*(\d{4})?")
_HAN_DIGITS: Final = str.maketrans("零一二三四五六七八九", "0123456789")
_SIGNS: Final = "<>=≤≥＜＞＝"
_AMOUNT: Final = re.compile(rf"([^{_SIGNS}]+)(?:([{_SIGNS}]+)([\d.]*[^{_SIGNS}]*))?")
_NUMBER: Final = re.compile(r"([\d.]+|[零一二三四五六七八九十百千两]+)([万亿]*)(.*)")
# 共建单位53家 without a sign: what is to be compared?
_BARE: Final = re.compile(r"\D{2,}\d[\d.]*[^\d\s]{0,2}")
_MOST_NAMES: Final = 6  # of an entity asked for by a field, that are marked
_SAME_SIGN: Final = {"≤": "<=", "≥": ">=", "==": "=", "=<": "<=", "=>": ">="}


class UnknownValue(ValueError):
    """A field cannot have this value; the message says which it can have."""


def field_named(name: str) -> str | None:
    """Field that a name means, in Chinese or English."""
    return next((f for f, names in FIELDS.items() if name in names or name.lower() == f), None)


def clause_for(field: str, value: str, vocabulary: Vocabulary | None) -> Clause:
    """What a field with a value asks for. Raises UnknownValue."""
    if field in _KINDS:
        return _of_kind(_KINDS[field], value, vocabulary)
    return _MADE[field](value)


def _of_kind(kind: Kind, value: str, vocabulary: Vocabulary | None) -> Having:
    """What asks for an entity of a kind by one of its names, or a part of one."""
    if vocabulary is None:
        return Having("entity", ())
    known = [one for one in vocabulary.named(value) if one.entity.kind is kind]
    names = (name for one in known for name in one.names)
    said = dict.fromkeys((segment.unquoted(segment.normalise(value)), *names))
    return Having("entity", vocabulary.ids(kind, value), tuple(said)[:_MOST_NAMES])


def _theme(value: str) -> str:
    """Theme of a whole name, a part of one, or a word that names it."""
    found = [theme for theme in THEMES if value == theme] or [t for t in THEMES if value in t]
    if not found:
        said = [term for term in theme_terms() if term.word == value]
        found = [term.theme for term in sorted(said, key=lambda term: -term.weight)]
    if not found:
        message = f"no theme {value}; there are: {'、'.join(THEMES)}"
        raise UnknownValue(message)
    return found[0]


def _level(value: str) -> str:
    level = _LEVELS.get(value) or next((one for one in Level if one == value.lower()), None)
    if level is None:
        message = f"no level {value}; there are: {'、'.join(_LEVELS)}"
        raise UnknownValue(message)
    return str(level)


def _genre(value: str) -> str:
    for genre in Genre:
        if value in GENRE_LABELS[genre] or value.lower() == genre:
            return str(genre)
    message = f"no genre {value}; there are: {'、'.join(GENRE_LABELS.values())}"
    raise UnknownValue(message)


def _years(value: str) -> Years:
    """2021, 2020..2022, 2020-2022, 2020.. and ..2022, or 二零二一; 年 may follow."""
    plain = segment.normalise(value).replace("年", "").translate(_HAN_DIGITS)
    if re.fullmatch(r"\d{4}", plain):
        return Years(int(plain), int(plain))
    span = _YEARS.fullmatch(plain)
    if span is None or not (span[1] or span[2]):
        message = f"no year {value}; write 2021, 2020..2022, 2020.. or ..2022"
        raise UnknownValue(message)
    first, last = (int(year) if year else None for year in span.groups())
    if first and last and first > last:
        first, last = last, first
    return Years(first, last)


def _amount(value: str) -> Amount:
    """共建单位>50, 集体经济收入>=900万元, 满意率=98%, or only what is counted."""
    asked = _AMOUNT.fullmatch(value)
    number = _NUMBER.fullmatch(segment.normalise(asked[3])) if asked and asked[3] else None
    if asked is None or (asked[2] and number is None) or (not asked[2] and _BARE.fullmatch(value)):
        message = f"no number to compare in {value}; write 数据:共建单位>50"
        raise UnknownValue(message)
    measure = segment.unquoted(segment.normalise(asked[1].strip()))
    if number is None:
        return Amount(measure)
    sign = segment.normalise(asked[2]).translate(str.maketrans("＜＞＝", "<>="))
    sign = "".join(_SAME_SIGN.get(mark, mark) for mark in sign)
    sign = _SAME_SIGN.get(sign, sign)
    amount = value_of(number[1] + number[2])
    if amount is None or sign not in {"<", ">", "=", "<=", ">="}:
        message = f"no number to compare in {value}; write 数据:共建单位>50"
        raise UnknownValue(message)
    return Amount(
        measure,
        low=amount if sign in {">", ">=", "="} else None,
        high=amount if sign in {"<", "<=", "="} else None,
        strict=sign in {"<", ">"},
        unit=number[3].strip(),
    )


_MADE: Final[dict[str, Callable[[str], Clause]]] = {
    "region": lambda value: Having("region", (province_letters().get(value, value),)),
    "theme": lambda value: Having("theme", (_theme(value),)),
    "level": lambda value: Having("level", (_level(value),)),
    "genre": lambda value: Having("genre", (_genre(value),)),
    "year": _years,
    "title": lambda value: Titled(segment.unquoted(segment.normalise(value))),
    "path": lambda value: Filed(value.casefold()),
    "amount": _amount,
}
