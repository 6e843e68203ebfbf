"""The date that a case states, only as precise as it states it."""

import re
from collections.abc import Iterable
from pathlib import PurePath
from typing import Final

from ingest.cleaning.numerals import numeral
from ingest.cutting.cases import Block

_DIGITS: Final = {char: str(index) for index, char in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "○": "0",
    "О": "0",
    "O": "0",
}
_YEAR: Final = r"(?P<year>(?:19|20)\d\d|二[〇○零ОO0][〇○零ОO0一二三四五六七八九]{2})\s*年"
_MONTH: Final = r"\s*(?P<month>[\d一二三四五六七八九十]{1,3})\s*月"
_DAY: Final = r"\s*(?P<day>[\d一二三四五六七八九十]{1,3})\s*日"
_FULL: Final = re.compile(rf"{_YEAR}(?:{_MONTH}(?:{_DAY})?)?")
# 2023-07-25: how pages and exports write a day; 2020.1.1.3 and v2020.1.1 are numbers of versions.
_PLAIN: Final = re.compile(
    r"(?<![\d.vV])(?P<year>(?:19|20)\d\d)(?P<mark>[-./])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\.?\d)"
)
_PACKED: Final = re.compile(
    r"(?<![0-9A-Za-z])(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?![0-9A-Za-z])"
)
# No year: 2000字, 2000-3000字, 2020.1.1.3, 2023余名.
_BARE: Final = re.compile(
    r"(?<![0-9A-Za-z])(?<!\d[-.—–~～至到])(?P<year>(?:19|20)\d\d)"
    r"(?![0-9A-Za-z]|[-.—–~～至到](?:\d+[-.]\d|\d{4})|\s*[余多来万亿字个名人户家元件项条场次亩米])"
    r"(?P<month>)(?P<day>)"
)
# A year that is aimed at is no date of writing: 2035年远景目标, 到2027年, 2021—2025年规划.
_AIMED: Final = re.compile(
    r"(?:到|至|迈向|面向|展望)\s*20\d\d\s*年?|20\d\d\s*年?(?:远景|愿景|发展目标|奋斗目标|目标纲要)"
    r"|20\d\d\s*年?\s*[-—–~～至到]+\s*20\d\d\s*年"
)
# The number of a file says no year where no Chinese word stands beside it: news_1944, 2000.
_COUNTED: Final = re.compile(
    r"(?<![\u4e00-\u9fff（(【\[])(?<![\u4e00-\u9fff][-_ ])\d{4}"
    r"(?![\u4e00-\u9fff）)】\]]|[-_ ]+[\u4e00-\u9fff]|[-.](?:0?[1-9]|1[0-2])(?!\d))"
)
_PUBLISHED: Final = re.compile(r"(?:发布|发表|成文|刊发)(?:时间|日期)\s*[:：]\s*\S{8,}")
# 某新闻网2023年8月4日讯, 《某日报》（2023年07月28日 第18版）: how a paper tells its own day.
_SENT: Final = re.compile(rf"{_YEAR}{_MONTH}{_DAY}\s*(?:讯|电|消息)")
_PRINTED: Final = re.compile(rf"[（(]\s*{_YEAR}{_MONTH}{_DAY}\s*第?\s*\d{{1,2}}\s*版")
_ALONE: Final = re.compile(rf"[（(]?\s*{_YEAR}{_MONTH}(?:{_DAY})?\s*[）)]?$")
# 2024年是…年，我们明确了今年…: the year is the text's own.
_THIS_YEAR: Final = re.compile(
    r"(?:^|[。；\n])[^。；\n]{0,20}((?:19|20)\d\d)年是[^。\n]{0,120}今年|今年是((?:19|20)\d\d)年"
)
_TAIL: Final = 80  # characters in which a date at the end stands
_LEAD: Final = 60  # characters in which a paper's own day stands at the head
_LAST_MONTH, _LAST_DAY = 12, 31


def find_date(text: str, block: Block, title: str) -> str | None:
    """ISO date (2024, 2024-08 or 2024-08-24) of the head, the last line, the title or None."""
    head = sorted((*block.dates, *block.speakers, *block.subtitles, *block.titles))
    for start, end in head:
        line = text[start:end]
        date = _read(_FULL.search(line) or _PLAIN.search(line), least=2)
        if date:
            return date
    last_line = text[max(block.body, block.end - _TAIL) : block.end].rpartition("\n")[2]
    signed = _ALONE.match(last_line) or _PLAIN.fullmatch(last_line.strip())
    date = _read(signed, least=2) or _read(_FULL.search(_AIMED.sub(" ", title)), least=1)
    date = date or _of_paper(text[block.body : block.body + _LEAD], last_line)
    if date:
        return date
    own = _THIS_YEAR.search(text, block.body, block.end)
    return (own[1] or own[2]) if own else None


def _of_paper(lead: str, last_line: str) -> str | None:
    """The day that a newspaper or its site gives a text at its head or its end."""
    match = _SENT.search(lead) or _PRINTED.search(lead) or _PRINTED.search(last_line)
    return _read(match, least=3)


def published(words: Iterable[str]) -> str | None:
    """ISO date that a page gives as its own among what was cleaned away: 发布时间：2023-08-02."""
    for line in words:
        match = _PUBLISHED.search(line)
        if match:
            return _read(_FULL.search(match[0]) or _PLAIN.search(match[0]), least=2)
    return None


def date_in_name(path: str) -> str | None:
    """ISO date in a file's name, a year at least: 2023-07-25 街道.txt, 2026政府工作报告.txt."""
    name = _AIMED.sub(" ", PurePath(path).stem)
    match = _FULL.search(name) or _PLAIN.search(name) or _PACKED.search(name)
    return _read(match or _BARE.search(_COUNTED.sub(" ", name)), least=1)


def _read(match: re.Match[str] | None, *, least: int) -> str | None:
    """The parts of a date joined, if at least so many are there and all are possible."""
    if match is None:
        return None
    year = "".join(_DIGITS.get(char, char) for char in match["year"])
    parts = [year]
    for name, last in (("month", _LAST_MONTH), ("day", _LAST_DAY)):
        word = match[name]
        value = 0 if not word else int(word) if word.isdecimal() else numeral(word)
        if not 1 <= value <= last:
            break
        parts.append(f"{value:02d}")
    return "-".join(parts) if len(parts) >= least else None
