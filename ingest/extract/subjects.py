"""Whom a metric is about: the nearest actor before it, else the case's own."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from ingest.draft import Draft
from kg.model import Mention
from kg.ontology import Kind

_ACTORS: Final = frozenset({Kind.PLACE, Kind.ORGANIZATION, Kind.INITIATIVE})
# The masked name that a masked case goes by: *社区, ×区, *集团.
_MASKED_NAME: Final = re.compile(
    r"[*×✕xX]{1,3}(?:社区|街道|集团|公司|[省市区县镇乡村])(?![一-鿿]?长)"
)


class Subjects:
    """The actors of a draft, ready to be asked which one a number belongs to."""

    def __init__(self, draft: Draft, found: Sequence[Mention]) -> None:
        self._text = draft.text
        self._actors = sorted((m for m in found if m.kind in _ACTORS), key=lambda m: m.start)
        self._starts = [m.start for m in self._actors]
        self._default = _own_name(draft, self._actors)

    def of(self, at: int, sentence: int) -> str | None:
        """Name of the actor of the number at ``at`` in the sentence that starts at ``sentence``."""
        for actor in reversed(self._actors[: bisect_left(self._starts, at)]):
            if actor.start < sentence:
                break
            if actor.end <= at:
                return actor.surface
        return self._default


def _own_name(draft: Draft, actors: Sequence[Mention]) -> str | None:
    """The case's own place as the text names it, or its mask, or its issuer."""
    masked = _MASKED_NAME.search(draft.text)
    if masked:
        return masked.group()
    for unit in reversed(draft.region):
        short = unit.rstrip("省市区县") if len(unit) > 2 else unit
        for name in (unit, short):
            if name in draft.text:
                return name
    return draft.issuer or next((a.surface for a in actors if a.kind is Kind.PLACE), None)
