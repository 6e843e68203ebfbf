"""Headings that run on into their text without a mark: 一、…的关系任何工作都….

A heading's end shows where the same heading stands alone on its line elsewhere in the source, or
where its siblings end in the same words.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

from ingest.cutting.lines import Line, lines
from ingest.cutting.shapes import LONGEST_TITLE, Shape

_NUMBER: Final = re.compile(
    r"(?P<style>[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}\s*[.．、])\s*"
)
_STOP: Final = re.compile(r"[。；：:;！？]")
_HEADING: Final = 45  # characters of the longest heading
STOPPED: Final = 30  # characters of a heading that ends in a stop; longer lines are sentences
_SHORTEST: Final = 6  # characters of a heading behind its number
_FEWEST: Final = 2  # headings that are siblings
_TAILS: Final = (4, 3, 2)  # characters of the words that siblings end in, longest first


def glued_ends(rows: Sequence[Line], source: str) -> dict[int, int]:
    """Lengths of the headings that run on into their text, by the starts of their lines."""
    numbered = [(row, m) for row in rows if (m := _NUMBER.match(row.text))]
    groups: defaultdict[str, list[tuple[Line, int]]] = defaultdict(list)
    for row, match in numbered:
        groups[_style(match["style"])].append((row, match.end()))
    known = _bare_headings(source)
    found: dict[int, int] = {}
    for group in groups.values():
        bare = [row.text[at:] for row, at in group if _is_bare(row.text)]
        for row, at in group:
            if _is_bare(row.text) or row.shape is not Shape.HEADING:
                continue
            words = _first_words(row.text[at:])
            length = _known_length(row.text[at:], known) or _sibling_length(words, bare)
            if length:
                found[row.start] = at + length
        found |= _common_ends(group, found) if not bare else {}
    return found


def _style(number: str) -> str:
    return re.sub(r"[一二三四五六七八九十]+|\d+|\s+", "#", number)


def _is_bare(line: str) -> bool:
    words = line.removesuffix("。") if len(line) <= STOPPED else line
    return len(line) <= LONGEST_TITLE and not re.search(r"[。；]|[，、]$", words)


def _first_words(text: str) -> str:
    """The words up to the first stop, as far as a heading may reach."""
    stop = _STOP.search(text)
    return text[: stop.start() if stop else len(text)][:_HEADING]


@lru_cache(maxsize=2)
def _bare_headings(source: str) -> frozenset[str]:
    """Numbered headings, without their numbers, that stand alone on a line of a source."""
    found = set()
    for row in lines(source, source):
        match = _NUMBER.match(row.text)
        if match and _is_bare(row.text) and len(row.text) - match.end() >= _SHORTEST:
            found.add(row.text[match.end() :].rstrip("。"))
    return frozenset(found)


def _known_length(text: str, known: Iterable[str]) -> int:
    """Length of the longest known heading that the text begins with and goes on from."""
    fits = (
        len(h) for h in known if text.startswith(h) and text[len(h) : len(h) + 1] not in "。：:，"
    )
    return max(fits, default=0)


def _sibling_length(words: str, bare: Sequence[str]) -> int:
    """Length up to the words that all bare siblings end in."""
    if len(bare) < _FEWEST:
        return 0
    for size in _TAILS:
        tail = bare[0][-size:]
        if all(heading.endswith(tail) for heading in bare):
            at = words.find(tail, _SHORTEST - size)
            return at + size if at >= 0 and at + size < len(words) else 0
    return 0


def _common_ends(group: Sequence[tuple[Line, int]], found: dict[int, int]) -> dict[int, int]:
    """Ends at the same words in all siblings, where all of them run on and begin alike."""
    rows = [(row, at, _first_words(row.text[at:])) for row, at in group if row.start not in found]
    if len(rows) <= _FEWEST or len({words[:2] for _, _, words in rows}) > 1:
        return {}
    first = rows[0][2]
    for size in _TAILS:
        for at in range(_SHORTEST, len(first) - size):
            tail = first[at : at + size]
            ends = [words.find(tail, _SHORTEST - size) for _, _, words in rows]
            if all(
                end >= 0 and end + size < len(words)
                for end, (_, _, words) in zip(ends, rows, strict=True)
            ):
                return {
                    row.start: number + end + size
                    for end, (row, number, _) in zip(ends, rows, strict=True)
                }
    return {}
