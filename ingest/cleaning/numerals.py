"""Chinese numerals that count headings and pieces."""

from typing import Final

NUMERALS: Final = "一二三四五六七八九十"


def numeral(word: str) -> int:
    """Value of a Chinese numeral up to 99: 十二 → 12; 0 where it is none."""
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return NUMERALS.find(word) + 1 if len(word) == 1 else 0
    high = NUMERALS.find(tens) + 1 if tens else 1
    return high * 10 + (NUMERALS.find(ones) + 1 if ones else 0)
