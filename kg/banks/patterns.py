"""What sibling headings have in common in their wording: 以…促…, …抓党建, eight characters each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache, reduce
from itertools import pairwise
from typing import Final

from kg.segment import words

# What counts a heading, and is no part of its wording: 一、（二）3. 第四部分 五是 其六
_NUMBER: Final = re.compile(
    r"^\s*(?:[（(]?(?:[一二三四五六七八九十百]+|\d+)[）)]?[、.．,，：:\s]+|[（(][一二三四五六七八九十\d]+[）)]"
    r"|第[一二三四五六七八九十\d]+(?:部分|章|节|条)?[、：:，,\s]*|[一二三四五六七八九十]+(?:是|要)[、：:，,\s]*"
    r"|(?:[①-⑳]|其[一二三四五六七八九十])[、：:，,\s]*)"
)
_HAN: Final = re.compile(r"[㐀-䶿一-鿿]")
_END: Final = "。；，、：;,:.！!"
# Words that all sentences share are no wording of their own.
_EMPTY: Final = frozenset('的了是和与在有为中上下一个，、。；：“”"（）()《》 ')
_SHORT: Final = 2  # characters that make a pattern
_MOST: Final = 5 / 3  # all but two fifths of the headings may have an ending in common
_EVEN: Final = (4, 20)  # characters of headings that are said to be of equal length
# One word that two headings have is no wording yet; three have it on purpose, as has what is long.
_OFTEN, _LONG = 3, 3
_KEPT: Final = 4096  # headings whose words are kept: a page is asked for again and again
GAP: Final = "…"


@dataclass(frozen=True, slots=True)
class Pattern:
    """Wording that ``times`` of the headings share, … for what differs; how long all are.

    ``text`` is empty where they share none, ``even`` 0 where their lengths differ.
    """

    text: str = ""
    times: int = 0
    even: int = 0


def wording(heading: str) -> str:
    """A heading without its number and closing mark."""
    return _NUMBER.sub("", heading, count=1).strip().rstrip(_END)


def pattern_of(headings: Sequence[str]) -> Pattern:
    """What the wording of headings has in common; nothing for fewer than two."""
    said = [core for core in map(wording, headings) if core]
    if len(said) < _SHORT:
        return Pattern()
    lengths = {len(_HAN.findall(core)) for core in said}
    longest = max(lengths)
    even = longest if len(lengths) == 1 and _EVEN[0] <= longest <= _EVEN[1] else 0
    text = _frame(said)
    if text:
        return Pattern(text, len(said), even)
    return _of_most(said, even)


def matcher(typed: str) -> re.Pattern[str]:
    """Expression for what is typed: words anywhere, or a pattern with … for what differs."""
    parts = re.split(r"[…*＊~～]+|\.{2,}", typed.strip())
    if len(parts) == 1:
        return re.compile(re.escape(parts[0]), re.IGNORECASE)
    return re.compile(f"^{'.+'.join(map(re.escape, parts))}$", re.IGNORECASE | re.DOTALL)


def _frame(said: Sequence[str]) -> str:
    """What all have in common in one order, as a pattern; empty where that is too little."""
    common = reduce(_common, said)
    if not _tells(common):
        return ""
    parts = _parts(common, said)
    starts = all(core.startswith(parts[0]) for core in said)
    longest = max(map(len, parts))
    # One character here and there is chance, unless one opens every heading: 以…促….
    if longest < _SHORT and not starts:
        return ""
    if longest >= _SHORT:
        parts = [part for part in parts if len(part) >= _SHORT]
        starts = all(core.startswith(parts[0]) for core in said)
    ends = all(core.endswith(parts[-1]) for core in said)
    if starts:
        parts[0] = _whole(parts[0], said, is_end=False)
    if ends and (len(parts) > 1 or not starts):
        parts[-1] = _whole(parts[-1], said, is_end=True)
    if not all(parts):
        return ""
    text = f"{'' if starts else GAP}{GAP.join(parts)}{'' if ends else GAP}"
    return text if (starts or ends) and _is_telling(parts, len(said)) else ""


def _is_telling(parts: Sequence[str], times: int) -> bool:
    """Whether fixed words are a wording: often there, long or in two places; no torn quotation."""
    text = "".join(parts)
    on_purpose = times >= _OFTEN or len(text) >= _LONG or len(parts) > 1
    return on_purpose and text.count("“") == text.count("”")


def _whole(affix: str, said: Sequence[str], *, is_end: bool) -> str:
    """The longest part of a beginning or ending that tears no word of any heading."""
    edges = [_edges(core) for core in said]
    for length in range(len(affix), 0, -1):
        places = (len(core) - length if is_end else length for core in said)
        if all(place in known for place, known in zip(places, edges, strict=True)):
            return affix[-length:] if is_end else affix[:length]
    return ""


@lru_cache(_KEPT)
def _edges(text: str) -> frozenset[int]:
    """Places of a text that are inside no word."""
    inside = {at for word in words(text) for at in range(word.start + 1, word.end)}
    return frozenset(range(len(text) + 1)) - inside


def _common(one: str, other: str) -> str:
    """Characters that two texts have in common in one order."""
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return "".join(one[block.a : block.a + block.size] for block in blocks)


def _parts(common: str, said: Sequence[str]) -> list[str]:
    """The common characters, cut where some heading has others between; empty words dropped."""
    cut = {0, len(common)}
    for core in said:
        at = -1
        for place, character in enumerate(common):
            found = core.find(character, at + 1)
            if place and found != at + 1:
                cut.add(place)
            at = found if found >= 0 else at
    edges = sorted(cut)
    parts = [common[a:b].strip("，、 ") for a, b in pairwise(edges)]
    return [part for part in parts if part and not _EMPTY.issuperset(part)] or [common]


def _of_most(said: Sequence[str], even: int) -> Pattern:
    """The longest beginning or ending that most of the headings have."""
    best = Pattern(even=even)
    for affix, is_end in dict.fromkeys(_affixes(said)):
        having = [c for c in said if (c.endswith(affix) if is_end else c.startswith(affix))]
        times = len(having)
        if not _is_telling([affix], times) or _whole(affix, having, is_end=is_end) != affix:
            continue
        text = f"{GAP}{affix}" if is_end else f"{affix}{GAP}"
        enough = times >= _SHORT and times * _MOST >= len(said)
        if enough and (times, len(text)) > (best.times, len(best.text)):
            best = Pattern(text, times, even)
    return best


def _tells(text: str) -> bool:
    """Whether a text has two characters at least that say something; years and numbers do not."""
    return sum(c not in _EMPTY and _HAN.match(c) is not None for c in text) >= _SHORT


def _affixes(said: Sequence[str]) -> Iterator[tuple[str, bool]]:
    """Beginnings and endings that say something, with whether they are endings."""
    for core in said:
        for length in range(_SHORT, len(core)):
            for affix, is_end in ((core[:length], False), (core[-length:], True)):
                if _tells(affix):
                    yield affix, is_end
