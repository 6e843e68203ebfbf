"""Whom a metric is about: the actor that opens its clause or sentence, else the case's own."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from ingest.draft import Draft
from kg.model import Mention
from kg.ontology import Kind

_BODIES: Final = frozenset({Kind.PLACE, Kind.ORGANIZATION})
# The masked name that a masked case goes by: *社区, ×区, *集团.
_MASKED_NAME: Final = re.compile(
    r"(?<![*×✕])[*×✕xX]{1,3}(?:社区|街道|集团|公司|[省市区县镇乡村](?!委|长|级|里|民|干))"
)
_CLAUSE_MARKS: Final = "，。；！？：,;!?:\n（“"
# What may stand before an actor that opens a clause: times and light verbs.
_OPENING: Final = re.compile(
    r"(?:目前|如今|近日|日前|同时|其中|此外|比如|例如|近年来|今年|去年|以来|期间|后|[\d一二三四五六七八九十]+[年月日]|近|些|年|来|上半|"
    r"走进|在|据|位于|家住|由|推动|带动|引导|通过|全国|随着|和|与|及|、| |　|“)*"
)
_RUNS: Final = re.compile(
    r"(?:举办|上线|启动|发起|实施|开展|成立|依托|搭建|援建|开发)(?:了|起)?[“《]?\Z"
)
# Names of units end so; without the ending 余杭区 may stand in the text as 余杭.
_UNIT_ENDS: Final = "省市区县"
_LONGEST_BARE: Final = 2
# How far back a subject may stand, in characters: a long paragraph; a long clause.
_PARAGRAPH: Final = 600
_CLAUSE: Final = 60


class Subjects:
    """The actors of a draft, ready to be asked which one a number belongs to."""

    def __init__(self, draft: Draft, found: Sequence[Mention]) -> None:
        """Keep the mentions that open a clause; the case's own place speaks where none does."""
        self._text = draft.text
        bodies = sorted((m for m in found if m.kind in _BODIES), key=lambda m: (m.start, -m.end))
        self._default = _own_name(draft, bodies)
        above = set(draft.region[:-1]) | {_bare(unit) for unit in draft.region[:-1]}
        openers = [m for m in _openers(draft.text, bodies) if m.surface not in above]
        openers += [m for m in found if m.kind is Kind.INITIATIVE and _is_run(draft.text, m)]
        self._openers = sorted(openers, key=lambda m: m.start)
        self._starts = [m.start for m in self._openers]

    def of(self, at: int, sentence: int) -> str | None:
        """Name of the actor of the number at ``at`` in the sentence that starts at ``sentence``."""
        low = max(0, at - _PARAGRAPH)
        paragraph = max(low, self._text.rfind("\n", low, at) + 1)
        where = bisect_left(self._starts, at) - 1
        while where >= 0 and self._starts[where] >= min(paragraph, sentence):
            opener = self._openers[where]
            if opener.end <= at and (opener.kind in _BODIES or self._near(opener, at)):
                return opener.name
            where -= 1
        return self._default

    def _near(self, initiative: Mention, at: int) -> bool:
        """Whether an initiative stands in the number's clause or the one before it."""
        between = self._text[initiative.end : at]
        return not any(stop in between for stop in "。；\n") and between.count("，") <= 1


def _openers(text: str, bodies: Sequence[Mention]) -> list[Mention]:
    """The places and bodies that open a clause; of a chain (县 镇 村) every link."""
    found: list[Mention] = []
    reached = -1
    for mention in bodies:
        if mention.start < reached:
            continue
        low = max(0, mention.start - _CLAUSE)
        start = max(low, *(text.rfind(mark, low, mention.start) + 1 for mark in _CLAUSE_MARKS))
        if reached > start and found and found[-1].end == reached:
            start = reached
        if _OPENING.fullmatch(text, start, mention.start):
            found.append(mention)
            reached = mention.end
    return found


def _is_run(text: str, mention: Mention) -> bool:
    """Whether a verb of running things stands right before an initiative: 举办“…”, 上线…."""
    return _RUNS.search(text, max(0, mention.start - 6), mention.start) is not None


def _bare(unit: str) -> str:
    return unit.rstrip(_UNIT_ENDS) if len(unit) > _LONGEST_BARE else unit


def _own_name(draft: Draft, bodies: Sequence[Mention]) -> str | None:
    """The case's mask, its own place as the text names it, its issuer, or its first place."""
    masked = _MASKED_NAME.search(draft.text)
    if masked:
        return masked.group()
    for unit in reversed(draft.region):
        for name in (unit, _bare(unit)):
            if name in draft.text:
                return name
    return draft.issuer or next((b.name for b in bodies if b.kind is Kind.PLACE), None)
