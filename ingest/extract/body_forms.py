"""Mentions of bodies, with short forms tied to the fullest name that the case has."""

import re
from collections.abc import Sequence
from typing import Final

from ingest.extract.ground import LEVEL_WORD, Ground
from kg.model import Mention
from kg.ontology import Kind
from kg.text import MASK, is_masked

# Shorter forms than this are too common to be tied to a longer name that ends with them, unless
# a level word leads them: 村党委 is that of the one village whose 党委 the case names.
_SHORTEST_FORM: Final = 4

Span = tuple[int, int]


def mentions(ground: Ground, spans: Sequence[Span]) -> list[Mention]:
    """Mentions of the spans, sorted; one led by several places is also named from the last on."""
    text = ground.text
    shorts = {span: (ground.last_place(*span), span[1]) for span in spans}
    surfaces = {text[start:end] for start, end in shorts.values()}
    made: dict[Span, Mention] = {}
    for span, short in shorts.items():
        name = _fullest(ground, text[short[0] : short[1]], surfaces)
        for start, end in (span, short):
            surface = text[start:end]
            made[start, end] = Mention(
                Kind.ORGANIZATION, start, end, surface, name, redacted=is_masked(name)
            )
    return [made[span] for span in sorted(made)]


def _fullest(ground: Ground, surface: str, surfaces: set[str]) -> str:
    """The longest name that ends with this one, is its masked form, or shares its quoted core."""
    core = re.search(r"“([^”]+)”", surface)
    same = {
        other
        for other in surfaces
        if (is_masked(other) and MASK.sub("", other, count=1) == surface)
        or (core is not None and core.group() in other and other.endswith(("队", "队伍")))
    }
    longer = {other for other in surfaces if other.endswith(surface) and other != surface}
    level = LEVEL_WORD.match(surface)
    if level is not None:
        same |= _own(ground, surface, level.group(), longer)
    elif len(surface) >= _SHORTEST_FORM:
        same |= longer
    return max(sorted(same | {surface}), key=len)


def _own(ground: Ground, surface: str, level: str, longer: set[str]) -> set[str]:
    """The one named body that 市委组织部 may stand for: the case's own, else the only one."""
    own = [name for name in ground.draft.region if name.endswith(level)]
    seats = {other: other[: len(other) - len(surface)] + level for other in longer}
    if own:
        return {other for other, seat in seats.items() if seat.endswith(own[-1])}
    return longer if len(longer) == 1 else set()
