"""Whose figures a text tells where no name stands near: its mask, its place, its body."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from ingest.draft import Draft
from ingest.extract.relations.actors import HEADLINE, LEAD, OFTEN
from ingest.extract.relations.scene import own_place
from kg.authors import is_media
from kg.model import Mention
from kg.ontology import Kind

# The masked name that a masked case goes by: *社区, ×区, *集团.
_MASKED_NAME: Final = re.compile(
    r"[*×✕xX](?<![*×✕].)[*×✕xX]{0,2}(?:社区|街道|集团|公司|[省市区县镇乡村](?!委|长|级|里|民|干))"
)
# Names of units end so; without the ending 余杭区 may stand in the text as 余杭.
_UNIT_ENDS: Final = "省市区县"
_LONGEST_BARE: Final = 2
_HEAD: Final = re.compile(r"(?:[省市州县区镇乡]长|主席)[ 　]?")
# A place that a text names but once, and late, is only cited.
_TWICE: Final = 2


def own_name(draft: Draft, bodies: Sequence[Mention]) -> tuple[str | None, str]:
    """The name that a case goes by, and what tells it.

    Its mask, its own place as issuer or text name it, the body that it is about, its region, its
    issuer, or its first place.
    """
    masked = _own_mask(draft)
    if masked:
        return masked, "mask"
    places = [b for b in bodies if b.kind is Kind.PLACE]
    own = own_place(draft, places)
    if own:
        return own, "issuer" if own in (draft.issuer or "") else "place"
    body = _main_body(draft, bodies)
    if body:
        return body, "body"
    units = (name for unit in reversed(draft.region) for name in (unit, _bare(unit)))
    region = next((name for name in units if name in draft.text), None)
    if region:
        return region, "region"
    if draft.issuer:
        # The head of a government speaks for the place, named or not.
        heads = draft.region and _HEAD.search(draft.issuer)
        return draft.region[-1] if heads else draft.issuer, "issuer"
    return _only_place(draft, places), "first"


def _own_mask(draft: Draft) -> str | None:
    """The first masked name, but a form's (XX区) in a paper that names its own region as often."""
    masks = [match.group() for match in _MASKED_NAME.finditer(draft.text)]
    named = max((draft.text.count(_bare(unit)) for unit in draft.region), default=0)
    return masks[0] if masks and len(masks) >= named else None


def _only_place(draft: Draft, places: Sequence[Mention]) -> str | None:
    """The first place of a text, unless it is only cited: named once, and not from the start on."""
    first = next(iter(places), None)
    if first is None or (first.start >= LEAD and draft.text.count(first.name) < _TWICE):
        return None
    return first.name


def _main_body(draft: Draft, bodies: Sequence[Mention]) -> str | None:
    """The body that a text is about: its headline begins so, or it is named most from the start on.

    None where no headline does and the case's region is named by itself as often.
    """
    named = [m for m in bodies if m.kind is Kind.ORGANIZATION and not is_media(m.name)]
    counts = Counter(m.name for m in named)
    inside = {m.start for m in named}
    alone = Counter(m.name for m in bodies if m.kind is Kind.PLACE and m.start not in inside)
    region = max((alone[name] for unit in draft.region for name in (unit, _bare(unit))), default=0)
    parts = HEADLINE.split(draft.title)
    headed = [m for m in named if any(p.startswith(m.surface) for p in parts)]
    early = [m for m in named if m.start < LEAD and counts[m.name] >= OFTEN]
    best = max(headed or early, key=lambda m: counts[m.name], default=None)
    return best.name if best and (headed or counts[best.name] > region) else None


def _bare(unit: str) -> str:
    return unit.rstrip(_UNIT_ENDS) if len(unit) > _LONGEST_BARE else unit
