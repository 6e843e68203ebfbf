"""Numbers in running text, Arabic, Chinese or masked, with their multipliers and units."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Final

from kg.datafiles import read_lines
from kg.text import fold

_DIGITS: Final = {
    **{char: value for value, char in enumerate("零一二三四五六七八九")},
    "〇": 0,
    "两": 2,
}
_SMALL: Final = {"十": 10, "百": 100, "千": 1000}
_LARGE: Final = {"万": 10_000, "亿": 100_000_000}

# Thousands may be set off by commas; a mask may keep the decimal point and the comma.
_ARABIC: Final = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?"
_MASKED: Final = (
    r"[*×✕○□●]+(?:[.．][*×✕○□●]+)?|(?<![A-Za-z])[xX]{1,4}(?:\.[xX]{1,2})?(?![A-Za-z\d])"
)
_MASKS: Final = "*×✕○□●xX"
_HAN_DIGITS: Final = "零〇一二两三四五六七八九十百千万亿"
_HAN: Final = rf"[{_HAN_DIGITS}]+(?:点[零〇一二三四五六七八九]+)?"
_NUMBER: Final = rf"(?:{_ARABIC}|{_MASKED}|{_HAN})"
# What a number may begin with, told before anything else is tried.
_BEGINS: Final = rf"(?=[\d{_MASKS}{_HAN_DIGITS}])"
_TAIL: Final = r"[余多几来]?(?:[十百千]?万亿|[十百千]?[万亿]|[百千](?![年姓家瓦米克方分]))?[余多]?"
# A full-width stop between digits is a decimal point: 36．5万件.
_POINT: Final = re.compile(r"．(?<=[\d*×].)(?=[\d*×])")
# 842元/月, 1459万吨/年: a size for each span of time or each thing.
_RATE: Final = re.compile(r"/(?:[人年月天日吨克升股户亩生]|小时|平方米|秒)(?![A-Za-z])")
# Words that a numeral and a unit are part of: 红十字会, 十字绣, 干部一行6人.
_NAMED: Final = re.compile(
    r"红十字|.?[三几]番[两五几]次|.?十字(?=[绣路街架口岭坡])|.?一行(?=[\d一二三四五六七八九十]+[余多]?[人名])"
)
# 两亩半: half a unit more; 三个半月 has it in the unit.
_HALF: Final = re.compile(r"半(?![年月天径价数载夜岛])")
_A_HALF: Final = 0.5
# A formula, a number of versions or a name of letters goes on behind: 1+N, 3.0.1, 5G.
_GOES_ON: Final = re.compile(r"[+×/*]|\.\d|[A-Za-z]")
# Words that make a bare 万 or 亿 a number (近亿元, 突破万亿元).
_ROUNDS: Final = "近约超逾过破达上"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. ``value`` is None where masked; ``high`` closes a range.

    ``start`` to ``end`` covers number, multiplier and unit; ``digits`` is the number as written;
    ``kind`` is the unit's class (``count``, ``money`` …) or ``""`` without a unit.
    """

    start: int
    end: int
    value: float | None
    high: float | None
    unit: str | None
    kind: str
    digits: str

    @property
    def masked(self) -> bool:
        """Whether the number is hidden behind mask characters."""
        return self.value is None

    @property
    def small_han(self) -> bool:
        """Whether the number is one Chinese character up to ten: the way slogans count."""
        return len(self.digits) == 1 and self.digits in "一二两三四五六七八九十"


@cache
def _units() -> dict[str, str]:
    """Unit → class."""
    lines = (line.split("\t") for line in read_lines("lexicon", "units.txt"))
    return {unit: kind for unit, kind, *_ in lines}


@cache
def _pattern() -> re.Pattern[str]:
    guarded = []
    for line in read_lines("lexicon", "units.txt"):
        unit, _, not_followed = (*line.split("\t"), "")[:3]
        guard = f"(?![{re.escape(not_followed)}])" if not_followed else ""
        guarded.append((unit, re.escape(unit) + guard))
    guarded.sort(key=lambda pair: -len(pair[0]))
    units = "|".join(pattern for _, pattern in guarded)
    # A lone 亿元 takes part as multiplier and unit, so the multiplier stays out of the unit.
    return re.compile(
        rf"{_BEGINS}(?P<one>{_NUMBER})(?P<tail>{_TAIL})"
        rf"(?:(?P<unit1>%|万?元|户|人|个|名)?(?:[—–－~～-]+|[至到])"
        rf"(?P<two>{_NUMBER})(?P<tail2>{_TAIL}))?"
        rf"\s?(?P<unit>{units})?"
    )


def han_value(numeral: str) -> float | None:
    """Value of a Chinese numeral such as 一百二十, 三万五千 or 一点五; None where it is none."""
    whole, _, fraction = numeral.partition("点")
    value = _whole_value(whole)
    if value is None or not fraction:
        return value
    return value + float("0." + "".join(str(_DIGITS[char]) for char in fraction))


def _whole_value(numeral: str) -> float | None:
    if all(char in _DIGITS for char in numeral):
        # 二三 is "two or three", 二〇二〇 a year: neither is one number.
        return float(_DIGITS[numeral]) if len(numeral) == 1 else None
    total, myriads, section, digit = 0, 0, 0, 0
    for char in numeral:
        if char in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (digit or 1) * _SMALL[char]
            digit = 0
        elif char == "万":
            myriads, section, digit = (myriads + section + digit or 1) * _LARGE[char], 0, 0
        else:
            total += (myriads + section + digit or 1) * _LARGE[char]
            myriads = section = digit = 0
    return float(total + myriads + section + digit)


def _value(number: str, tail: str) -> tuple[float | None, bool]:
    """Value of a number with its tail, and whether it is a number at all (a mask is)."""
    factor = 1
    for char in tail:
        factor *= _SMALL.get(char, 1) * _LARGE.get(char, 1)
    if number[0] in _MASKS:
        return None, True
    plain = number.replace(",", "")
    value = float(plain) if plain[0].isdigit() else han_value(number)
    if value is None:
        return None, False
    if factor == 1:
        return value, True
    # Decimal: 16.3 × 10,000 is 163,000 exactly, not 163,000.00000000003.
    return float(Decimal(str(value)) * factor), True


def quantities(text: str) -> Iterator[Quantity]:
    """Quantities of a text in order; a number without unit comes only with 万 or 亿 or a mask."""
    folded = _POINT.sub(".", fold(text))
    units = _units()
    for match in _pattern().finditer(folded):
        unit = match["unit"]
        if _is_fragment(folded, match):
            continue
        value, real = _value(match["one"], match["tail"])
        high = None
        if match["two"]:
            high, real_too = _value(match["two"], match["tail2"])
            # 10到20万 means 100,000 to 200,000; 5万—50万 already says so.
            if value is not None and not match["tail"] and match["tail2"] and not match["unit1"]:
                value, _ = _value(match["one"], match["tail2"])
            real = real and real_too
        if real and (unit or _speaks_alone(match)):
            kind = units[unit] if unit else ""
            end = match.end("unit") if unit else match.end("tail2" if match["two"] else "tail")
            if unit and value is not None and high is None and _HALF.match(folded, end):
                value, end = value + _A_HALF, end + 1
            yield Quantity(
                match.start(), end, value, high, unit, kind, match["two"] or match["one"]
            )


def _speaks_alone(match: re.Match[str]) -> bool:
    """Whether a number without a unit is still one: 2.8亿, 1.2万, or a masked *."""
    digits = match["one"]
    masked = digits[0] in "*×✕"
    return masked or (digits[0].isdigit() and any(c in "万亿" for c in match["tail"]))


def _is_fragment(text: str, match: re.Match[str]) -> bool:
    """Whether the match is part of a formula, an ordinal, a date or a word of letters."""
    start, end = match.span()
    before = text[start - 1] if start else ""
    # 数十 and 几百 are vague, 初三 a date; 点赞数三万, 问题数×个 and 当初200亩 are not.
    vague = before in "数几" and match["one"][0] in "十百千万亿"
    dated = before == "初" and match["one"][0] in _DIGITS
    if before and (vague or dated or before in "第+/×-—.·"):
        return True
    if _NAMED.match(text, max(0, start - 1)):
        return True
    if before.isascii() and (before.isalnum() or before == "_"):
        return True
    if match["one"][0] in "百千万亿" and not _is_round_number(match, before):
        return True
    rate = match["unit"] and _RATE.match(text, end)
    return not rate and _GOES_ON.match(text, end, end + 2) is not None


def _is_round_number(match: re.Match[str], before: str) -> bool:
    """Whether a numeral that starts with 百, 千, 万 or 亿 counts: 百余户, 近亿元, 百人."""
    if len(match["one"]) > 1 and match["one"] not in {"百万", "千万", "万亿", "百千", "千百"}:
        return match["one"] in {"百亿", "千亿", "十亿"} and before in _ROUNDS and bool(before)
    approximate = any(c in "余多" for c in match["tail"])
    return (
        approximate
        or (before in _ROUNDS and bool(before))
        or (match["one"] in "百千" and match["unit"] == "人" and before not in "每数百千万")
    )
