"""Numbers of a query in their other spelling: 五十三家 is 53家, 二零二二年 is 2022年."""

import re
from collections.abc import Iterator
from typing import Final

# 〇 is 零 once a text is normalised.
_DIGITS: Final = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_TENS: Final = {"十": 10, "百": 100, "千": 1000}
_MYRIADS: Final = {"万": 10_000, "亿": 100_000_000}
# Two numerals at least: 一老一小 and 三会一课 count nothing. What follows is what is counted, or
# the myriads that both spellings share.
_COUNTED: Final = "[万亿家个名项条人户栋幢支所次处余多元岁件平公里天场对座批期]"
_HAN: Final = re.compile(rf"(?:[零一二三四五六七八九十百千两]{{2,}}|十)(?={_COUNTED}|年)")
_YEAR: Final = re.compile(r"[零一二三四五六七八九]{4}(?=年)")
_ARABIC: Final = re.compile(rf"(?<![\d.])\d{{1,5}}(?={_COUNTED})")

# A month or a day: neither number nor character says anything without the other.
_DAY: Final = re.compile(r"(?<![\d.])\d{1,2}[月日]")


def value_of(numeral: str) -> float | None:
    """Value of a number as people type it (53, 五十三, 1.2万, 三百万), None if it is none."""
    plain = re.fullmatch(r"(\d+(?:\.\d+)?)([万亿]?)%?", numeral)
    if plain:
        return float(plain[1]) * _MYRIADS.get(plain[2], 1)
    return _large_value(numeral.removesuffix("%"))


def _large_value(numeral: str) -> float | None:
    """Value of a Chinese numeral, myriads first: 二万零三百 is 二万 and 三百."""
    for name, factor in reversed(_MYRIADS.items()):
        before, sign, after = numeral.rpartition(name)
        if sign:
            high, low = _large_value(before), _large_value(after) if after else 0.0
            return None if high is None or low is None else high * factor + low
    value = _value(numeral)
    return None if value is None else float(value)


def other_spellings(text: str) -> Iterator[tuple[int, int, str]]:
    """Numbers of a normalised text: start, end, the same number spelled the other way."""
    for year in _YEAR.finditer(text):
        yield year.start(), year.end(), "".join(str(_DIGITS[digit]) for digit in year[0])
    for number in _HAN.finditer(text):
        value = None if _YEAR.match(text, number.start()) else _value(number[0])
        if value is not None:
            yield number.start(), number.end(), str(value)
    for number in _ARABIC.finditer(text):
        yield number.start(), number.end(), spelled(int(number[0]))


def days(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the months and days of a normalised text: 8月."""
    return (found.span() for found in _DAY.finditer(text))


def _value(numeral: str) -> int | None:
    """Value of a Chinese numeral below 10,000; None for what is none (十百, 一二)."""
    total, digit = 0, -1
    scale = 10_000
    for character in numeral.replace("两", "二"):
        if character in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[character]
        elif character in _TENS and _TENS[character] < scale:
            scale = _TENS[character]
            total += scale * (1 if digit < 0 else digit)
            digit = -1
        else:
            return None
    return total + max(digit, 0) if numeral else None


def spelled(number: int) -> str:
    """Chinese numeral of a whole number up to 99,999."""
    said = _in_full(number)
    return said.removeprefix("一") if said.startswith("一十") else said


def _in_full(number: int) -> str:
    """The numeral with every digit said, as inside a longer one: 一十, not 十."""
    if number >= _MYRIADS["万"]:
        many, rest = divmod(number, _MYRIADS["万"])
        zero = "零" if 0 < rest < _TENS["千"] else ""
        return _in_full(many) + "万" + zero + (_in_full(rest) if rest else "")
    said, gap = "", False
    for name, scale in reversed(_TENS.items()):
        digit, number = divmod(number, scale)
        if digit:
            said += ("零" if gap and said else "") + "零一二三四五六七八九"[digit] + name
        gap = not digit
    if number or not said:
        said += ("零" if gap and said else "") + "零一二三四五六七八九"[number]
    return said
