"""Separators in front of the pieces of a volume: 第三篇：…, 案例2."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from ingest.cleaning.numerals import numeral
from ingest.cleaning.spans import SHORT, Span
from kg.model import Removed

_PART: Final = re.compile(
    r"(?:【|〔|\[)?(?:第(?P<number>[一二三四五六七八九十百\d]{1,3})[篇则]"
    r"|(?:案例|材料|范文|篇目|例文)(?P<count>[一二三四五六七八九十百\d]{1,3}))"
    r"(?:\s*[】〕\]]\s*|\s*[:：、.．]\s*|\s+|(?=【|$))"
)
# Where a separator may stand that does not have a line of its own.
_INNER: Final = re.compile(rf"(?:^|(?<=[。！？”）)\]】\s]))\s*(?={_PART.pattern})", re.MULTILINE)
_SIGN: Final = re.compile(r"第[一二三四五六七八九十百\d]{1,3}[篇则]|案例|材料|范文|篇目|例文")
_REPEATED: Final = 0.7  # share of a title's pairs of characters that the lines below have, too
_FEWEST: Final = 3  # separators that count on: fewer may be mentioned


def part_prefix(line: str) -> int:
    """Length of a separator such as ``第三篇：`` or ``案例2`` that begins a line; 0: none."""
    match = _PART.match(line)
    return match.end() if match else 0


def separators(text: str, lines: Sequence[Span]) -> Iterator[Removed]:
    """Separators (第三篇：…); the title in them goes too where the next lines repeat it."""
    for index, (start, end) in enumerate(lines):
        length = part_prefix(text[start:end]) if end - start <= SHORT else 0
        if not length:
            continue
        rest = "".join(text[start + length : end].split())
        below = takewhile(len, (_title_line(text[s:e]) for s, e in lines[index + 1 : index + 4]))
        following = "".join("".join(below).split())
        repeated = bool(rest) and _shared(rest, following) >= _REPEATED
        yield Removed(start, end if repeated else start + length, "separator")


def _shared(words: str, others: str) -> float:
    """Share of the pairs of characters of some words that others have; 1 where all stands there."""
    pairs = {words[i : i + 2] for i in range(len(words) - 1)}
    return sum(pair in others for pair in pairs) / len(pairs) if pairs else float(words in others)


def _title_line(line: str) -> str:
    """A line that may be one of a title; "" for running text, which may quote its title."""
    return "" if len(line) > SHORT or "。" in line else line


def inner_separators(text: str) -> Iterator[Removed]:
    """Separators that stand in one line with a text, if they count 1, 2, 3 … through the source."""
    if len(_SIGN.findall(text)) < _FEWEST:  # looked for first: the rest costs much more
        return
    found = [_PART.match(text, match.end()) for match in _INNER.finditer(text)]
    counted: list[re.Match[str]] = []
    for part in filter(None, found):
        number = part["number"] or part["count"]
        if (int(number) if number.isdecimal() else numeral(number)) == len(counted) + 1:
            counted.append(part)
    for part in counted if len(counted) >= _FEWEST else ():
        yield Removed(part.start(), part.end(), "separator")
