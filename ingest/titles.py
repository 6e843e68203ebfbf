"""Titles that stand in one line with the text before or behind them, and what they begin with."""

import re
from typing import Final

from kg.ontology import Level
from kg.places import gazetteer

_SHORTEST: Final = 10  # characters of a title that is told by its looks alone
_LONGEST: Final = 60
_REST: Final = 40  # characters of running text that must stand behind a title in its line
_UPPER: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})
_LEAD: Final = re.compile(
    r"(?:\d{1,2}\s*[.．、\s]\s*|[（(]?[一二三四五六七八九十]{1,3}[）)、]\s*)?"
)
# The place is the grammatical subject of the headline, not the first word of a sentence.
_SENTENCE: Final = re.compile(r"[。；！？，,]|(?:位于|地处|是全|有着)")
# A body alone is a signature, not a headline.
_SIGNATURE: Final = re.compile(r"(?:局|厅|委|委员会|办公室|公司|中心|政府|大学|医院|法院|检察院)$")
_END: Final = re.compile(r"[。！？][”’」』）)]?")
_DATELINE: Final = re.compile(
    r"\s*(?:本报|本刊|新华社|人民网)[\u4e00-\u9fff\d]{0,12}[讯电](?=[\s（(])"
)
# After a stop: words without a stop or comma, up to a blank or a dateline.
_WITHIN: Final = re.compile(
    rf"(?<=[。！？”])\s*(?=[^。，；！？\n]{{{_SHORTEST},{_LONGEST}}}?(?:\s|本报|本刊|新华社|人民网))"
)
_GAP: Final = re.compile(r"(?:[ \t]{2,}|\u3000+|[ \t])(?=\S)")
# What a first sentence begins with, where one blank alone parts it from its title.
_OPENING: Final = re.compile(
    r"“|近(?:年|些|日|来|期)|今年|去年|日前|如今|自?20\d\d年|为[了加推深进]|在|走进|“|一直以来|连日来|党的"
)


def leads_with_place(title: str) -> bool:
    """Whether a title begins with a province, city or county: 四川犍为用活…, 金华市民政局：…"""
    lead = _LEAD.match(title)
    start = lead.end() if lead else 0
    found = gazetteer().find(title[start : start + 8])
    return bool(found) and found[0][0] == 0 and any(unit.level in _UPPER for unit in found[0][2])


def tail_title(line: str) -> int:
    """Offset of a title with a place in front that ends a line of running text; 0: none."""
    stops = list(_END.finditer(line, max(0, len(line) - _LONGEST - 2)))
    if not stops:
        return 0
    start = stops[-1].end()
    return start if _is_title(line[start:].strip()) else 0


def head_title(line: str) -> int:
    """Length of a title with a place in front that its text follows in one line; 0: none.

    A dateline behind it, a wide gap, or a blank before words that open a text show its end.
    """
    window = line[: _LONGEST + 2]
    if not leads_with_place(window):
        return 0
    for match in _DATELINE.finditer(line, 0, _LONGEST + 20):
        if _is_title(line[: match.start()].strip()):
            return match.start()
    return max((gap.start() for gap in _GAP.finditer(window) if _ends_title(line, gap)), default=0)


def cuts(line: str) -> list[int]:
    """Offsets at which a line falls into titles and their texts, ascending; mostly none."""
    found: list[int] = []
    for start in (0, *(match.end() for match in _WITHIN.finditer(line))):
        length = head_title(line[start : start + _LONGEST + 2 * _REST])
        if length:
            found += [start, start + length]
    tail = tail_title(line)
    return sorted({*found, tail} - {0})


def _ends_title(line: str, gap: re.Match[str]) -> bool:
    """Whether the words before a gap are a title and those behind it running text."""
    rest = line[gap.end() :]
    wide = len(gap[0]) > 1 or gap[0] == "\u3000"
    opens = wide or _OPENING.match(rest) or leads_with_place(rest)
    return bool(opens) and len(rest) >= _REST and _is_title(line[: gap.start()])


def _is_title(words: str) -> bool:
    """A headline by its looks: a place in front, no stop inside, of fair length."""
    fair = _SHORTEST <= len(words) <= _LONGEST
    plain = not _SENTENCE.search(words) and not _SIGNATURE.search(words)
    return fair and plain and leads_with_place(words)


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
