"""Numbered lines that are the titles of a series of pieces: 1. …市…, 2. …县…"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from ingest.cleaning.numerals import numeral
from ingest.cutting.gathered import gathered
from ingest.cutting.heads import Head
from ingest.cutting.lines import Line
from ingest.cutting.places import leads_with_place, provinces
from ingest.cutting.shapes import LONGEST_TITLE, Shape
from ingest.cutting.titles import first_words

_NUMBER: Final = re.compile(
    r"(?:(?P<arabic>\d{1,2})\s*[.．、]\s*(?!\d)|(?P<chinese>[一二三四五六七八九十]{1,3})、\s*"
    r"|[（(](?P<bracket>[一二三四五六七八九十\d]{1,3})[）)]\s*)"
)
_SURE: Final = 4  # titles counted without a gap that make a count sure
_FEWEST: Final = 3  # numbered lines that make a series
_SIZE: Final = 200  # characters that a piece of a series has on the average
_PREAMBLE: Final = 100  # characters of text above a list that make it sections of one piece
_HEADLINE: Final = 10  # characters on the average that titles without a place in front have
_FULL_PIECE: Final = 400  # characters of text that such a piece has on the average
_MOVES: Final = 3  # pieces of which one at least tells of another province than the one before it
# What the sections of one piece are called.
_SECTION: Final = re.compile(
    r"总体(?:要求|情况|思路)|基本(?:情况|做法|经验|思路)|主要(?:做法|成效|措施|工作|内容|经验|目标|任务)|存在的?(?:问题|不足)"
    r"|经验(?:启示|做法|体会)|下一步|下步|取得(?:的)?成效|工作(?:成效|措施|打算|目标|要求|开展|情况|机制|背景)|保障措施|有关要求"
    r"|背景|具体做法|几点(?:体会|建议|启示|思考)|(?:问题|成效|启示|意见|建议|打算|目标|措施)$"
)
# What a volume of pieces is called.
_VOLUME: Final = re.compile(r"汇编|选编|摘编|集锦|案例|范文|选登|[一二三四五六七八九十\d]+[篇则例]")


def with_numbered_titles(rows: Sequence[Line], listed: Collection[str]) -> list[Line]:
    """The lines, with the titles of a series made title lines that open a piece.

    A series counts 1, 2, 3 … without a gap, and each of its lines begins with a place or is
    listed in the table of contents; or nothing but the name of a volume stands above it. Text
    above it means that it is one piece with sections.
    """
    names = frozenset("".join(title.split()) for title in listed)
    found = list(rows)
    whole: dict[int, int] = {}
    numbered = [(i, match) for i, row in enumerate(rows) if (match := _NUMBER.match(row.text))]
    for style in ("arabic", "chinese", "bracket") if len(numbered) >= _FEWEST else ():
        counted = [(index, match) for index, match in numbered if match[style]]
        bare = [(index, match) for index, match in counted if _is_bare(rows[index], match)]
        series = [(index, match) for index, match in bare if _is_title(rows[index], match, names)]
        if not _is_series(rows, series, style):
            series = _counted_on(bare, style)
            if not _is_volume(rows, series):
                series = []
        for index, match in _filled(rows, series, bare, style):
            found[index] = _opened(rows[index], match.end())
        whole |= {} if series else _whole_pieces(rows, counted, style)
    return [part for row in found for part in _parted(row, whole)]


def _filled(
    rows: Sequence[Line],
    series: Sequence[tuple[int, re.Match[str]]],
    bare: Sequence[tuple[int, re.Match[str]]],
    style: str,
) -> list[tuple[int, re.Match[str]]]:
    """A series with the titles that its count lacks, though they begin with no known place."""
    known = {index for index, _ in series}
    added = [
        (index, match)
        for (first, before), (last, after) in pairwise(series)
        for index, match in bare
        if first < index < last
        and index not in known
        and _value(before[style]) < _value(match[style]) < _value(after[style])
        and not _SECTION.search(rows[index].text)
    ]
    counts = Counter(_value(match[style]) for _, match in added)
    fills = ((i, m) for i, m in added if counts[_value(m[style])] == 1)
    return sorted([*series, *fills], key=lambda numbered: numbered[0])


def _whole_pieces(
    rows: Sequence[Line], counted: Sequence[tuple[int, re.Match[str]]], style: str
) -> dict[int, int]:
    """Lengths of the numbers in front of lines that are pieces with their titles, by their starts.

    They count 1, 2, 3 … from the first line on, are long on the average, and many tell of another
    province than the one before.
    """
    series = _counted_on(counted, style)
    if len(series) < _SURE or series[0][0] or _value(series[0][1][style]) != 1:
        return {}
    ends = [*(index for index, _ in series[1:]), len(rows)]
    texts = [
        "".join(row.text for row in rows[first:end])
        for (first, _), end in zip(series, ends, strict=True)
    ]
    told = [provinces(text[:_FULL_PIECE]) for text in texts]
    moved = sum(bool(after) and before.isdisjoint(after) for before, after in pairwise(told))
    if moved * _MOVES < len(series) or min(map(len, texts)) < _SIZE:
        return {}
    if sum(map(len, texts)) < _FULL_PIECE * len(series):
        return {}
    return {rows[index].start: match.end() for index, match in series}


def _parted(row: Line, numbers: dict[int, int]) -> Iterator[Line]:
    """A line that is a piece of a series as its title and its text; any other line as it is."""
    length = numbers.get(row.start)
    words = first_words(row.text[length:]) if length else 0
    if not length or row.part:
        yield row
    elif len(row.text) <= LONGEST_TITLE:
        yield _opened(row, length)
    elif not words:
        yield row
    else:
        at = row.start + length + words
        yield replace(_opened(row, length), end=at, text=row.text[length : length + words])
        yield replace(row, start=at, text=row.text[length + words :], shape=Shape.BODY, inline=True)


def _is_bare(row: Line, number: re.Match[str]) -> bool:
    """Whether a numbered line is as short as a headline and has no stop."""
    words = row.text[number.end() :]
    return len(words) <= LONGEST_TITLE and not re.search(r"[。；]|[，,：:]$", words)


def _is_title(row: Line, number: re.Match[str], names: Collection[str]) -> bool:
    """Whether the words behind a number are a headline of a piece."""
    words = row.text[number.end() :]
    return "".join(words.split()) in names or leads_with_place(words)


def _counted_on(
    bare: Sequence[tuple[int, re.Match[str]]], style: str
) -> list[tuple[int, re.Match[str]]]:
    """The lines that count 1, 2, 3 …, without those that count the sections of a piece anew.

    Where a line may go on with either count, it is a piece's if sections begin below it. A
    title that cannot be told from its text leaves a gap of one.
    """
    series: list[tuple[int, re.Match[str]]] = []
    values = [_value(match[style]) for _, match in bare]
    last = section = 0
    for (index, match), value, following in zip(bare, values, [*values[1:], 0], strict=False):
        goes_on = section and value == section + 1
        missed = value == last + 2 and last >= _SURE and not goes_on
        if (value == last + 1 and (not goes_on or following == 1)) or missed:
            series.append((index, match))
            last, section = value, 0
        elif value == 1 or goes_on:
            section = value
    return series


def _is_volume(rows: Sequence[Line], series: Sequence[tuple[int, re.Match[str]]]) -> bool:
    """Whether numbered lines that name no place are titles of pieces for all that.

    No title stands above them, or a volume's; they are as long as headlines, and so are the
    texts below them; none is called like a section.
    """
    if len(series) < _FEWEST:
        return False
    above = rows[: series[0][0]]
    words = [rows[index].text[match.end() :] for index, match in series]
    starts = [index for index, _ in series]
    sizes = [
        sum(len(row.text) for row in rows[first + 1 : below])
        for first, below in zip(starts, [*starts[1:], len(rows)], strict=True)
    ]
    return (
        (not above or (len(above) <= _FEWEST and any(_VOLUME.search(r.text) for r in above)))
        and (_tell_apart(rows, starts) or _are_full(words, sizes))
        and not any(_SECTION.match(word) for word in words)
    )


def _are_full(words: Sequence[str], sizes: Sequence[int]) -> bool:
    """Whether titles are as long as headlines and the texts below them as pieces."""
    long = sum(map(len, words)) >= _HEADLINE * len(words)
    return long and sum(sizes) >= _FULL_PIECE * len(sizes) and min(sizes) >= _SIZE


def _tell_apart(rows: Sequence[Line], starts: Sequence[int]) -> bool:
    """Whether each of several pieces tells of another place than the one above it."""
    first = starts[0]
    heads = [Head(start - first, start - first + 1) for start in starts]
    return bool(gathered(rows[first:], heads))


def _is_series(
    rows: Sequence[Line], series: Sequence[tuple[int, re.Match[str]]], style: str
) -> bool:
    """Whether numbered headlines count on without a gap, with enough text and none above."""
    if len(series) < _FEWEST:
        return False
    numbers = [_value(match[style]) for _, match in series]
    first = series[0][0]
    above = sum(len(row.text) for row in rows[:first] if row.shape is Shape.BODY)
    text = sum(len(row.text) for row in rows[first:])
    gaps = [after - before for before, after in pairwise(numbers)]
    counted = numbers[0] == 1 and set(gaps) <= {1, 2} and gaps.count(2) * _SURE <= len(gaps)
    return counted and above < _PREAMBLE and text >= _SIZE * len(series)


def _value(number: str) -> int:
    return int(number) if number.isdecimal() else numeral(number)


def _opened(row: Line, length: int) -> Line:
    """The line without its number, as a title that opens a piece."""
    return replace(
        row,
        start=row.start + length,
        text=row.text[length:],
        shape=Shape.SHORT,
        ordinal=0,
        part=True,
    )
