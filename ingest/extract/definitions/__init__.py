"""What a case says an initiative is: its defining words, and what its shorthand stands for.

Only the case's own words count: nothing is taken from another text.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ingest.extract.definitions.parts import Found, member_parts, named_parts, told_list
from ingest.extract.definitions.shorthand import Shorthand, shorthand
from kg.model import Definition, Mention
from kg.ontology import Expansion
from kg.text import MASK

# “甲”，即…; 甲是指…; 甲：指…
_TOLD: Final = re.compile(
    r"[”」』\"]?(?:[一-鿿]{2,6}?(?:法|机制|制度|模式|体系|行动|工程|计划|平台|改革))??"
    r"(?:，?(?:即|就?是指|指的?是|也就是|就是(?!要))|：指|——(?=[^—\n]{6}))[：，]?(?P<words>[^。\n]{6,160})"
)
# 建立…的“甲”机制: what stands before it says what it is.
_LED: Final = re.compile(
    r"(?:建立|建起|形成|构建|打造|推行|实行|实施|创新|探索|推出|创设|开展)(?:了|起|出)?(?:一套|一种|一个|以)?"
    r"(?P<words>[^，。；：\n“”（）0-9]{8,60})的[“「『\"]?\Z"
)
_OPENING: Final = frozenset('“「『"')
_CLOSING: Final = frozenset('”」』"')
_LOOK_BACK: Final = 70
# A definition of more characters than this is shown only to here.
_LONGEST: Final = 160


def define(text: str, name: str, mentions: Sequence[Mention]) -> Definition | None:
    """Definition of the initiative ``name`` in ``text``; None where nothing is told or promised."""
    told = shorthand(name)
    mentions = [_with_marks(text, mention) for mention in mentions]
    if told is not None:
        return _spelt_out(text, told, mentions)
    clause = next(_clauses(text, mentions), None)
    if clause is None:
        return None
    start, end = clause
    return Definition(text[start:end], start, end)


def _with_marks(text: str, mention: Mention) -> Mention:
    """The mention with the quotation marks that stand around it."""
    start, end = mention.start - 1, mention.end + 1
    if start < 0 or text[start] not in _OPENING or text[mention.end : end] not in _CLOSING:
        return mention
    return replace(mention, start=start, end=end, surface=text[start:end])


def _spelt_out(text: str, told: Shorthand, mentions: Sequence[Mention]) -> Definition:
    """Expansion of a shorthand: the fullest that stands at one of its mentions."""
    best = max(_expansions(text, told, mentions), key=lambda f: _merit(f, told), default=None)
    promised = told.promised
    if best is None:
        clause = next(_clauses(text, mentions), None)
        start, end = clause or (0, 0)
        return Definition(text[start:end], start, end, Expansion.NONE, (), promised)
    start, end = best.start, min(best.end, best.start + _LONGEST * 4)
    state = _state(best, told)
    return Definition(text[start:end], start, end, state, best.parts, promised)


def _expansions(text: str, told: Shorthand, mentions: Sequence[Mention]) -> Iterator[Found]:
    """Every place where the parts of a shorthand are told."""
    if told.members:
        yield from member_parts(text, told.members, mentions)
    for mention in mentions:
        found = told_list(text, mention)
        # What stands before a formula is mostly something else: …“三健全”的“543”.
        own = found is not None and found.start == mention.start
        if found and (told.groups or (own and len(found.parts) == told.promised)):
            yield found
    if told.groups:
        yield from named_parts(text, told.groups, mentions)


def _merit(found: Found, told: Shorthand) -> tuple[int, int]:
    """The right number of parts first, then more parts."""
    return int(len(found.parts) == told.promised), len(found.parts)


def _state(found: Found, told: Shorthand) -> Expansion:
    """How far the parts keep what the name promises; masked parts and numbers tell too little."""
    count, promised = len(found.parts), told.promised
    hidden = promised is None or any(len(MASK.sub("", part)) <= 1 for part in found.parts)
    one_group = len(told.groups) > 1 and count in {group.number for group in told.groups}
    if hidden or (count < (promised or 0) and (one_group or not found.closed)):
        return Expansion.PARTIAL
    return Expansion.FULL if count == promised else Expansion.MISMATCH


def _clauses(text: str, mentions: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Bounds of the defining words, from the first mention that has them."""
    for mention in mentions:
        told = _TOLD.match(text, mention.end)
        if told:
            yield mention.start, min(told.end(), mention.start + _LONGEST)
    for mention in mentions:
        low = max(0, mention.start - _LOOK_BACK)
        led = _LED.search(text, low, mention.start)
        if led:
            yield led.start("words"), mention.end
