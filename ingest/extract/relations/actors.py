"""Who acts in a case where a sentence names nobody: the issuer, the headline's body, the place."""

import re
from collections.abc import Mapping, Sequence
from typing import Final

from ingest.draft import Draft
from kg.authors import is_media
from kg.model import CaseEntity
from kg.ontology import Genre, Kind, Level

# The party committee of a level, which speaks where a speech names no speaker.
_COMMITTEES: Final = {
    Level.PROVINCE: re.compile(r"(?:中共)?[一-鿿*×]{0,8}?(?:省|自治区|市)委$|[一-鿿]{2,8}党委$"),
    Level.CITY: re.compile(r"(?:中共)?[一-鿿*×]{0,8}?[市州盟]委$"),
    Level.COUNTY: re.compile(r"(?:中共)?[一-鿿*×]{0,8}?[县区市旗]委$"),
    Level.TOWN: re.compile(r"[一-鿿*×]{0,8}?(?:[镇乡]|街道)?党(?:工)?委$"),
}
_SPOKEN: Final = frozenset({Genre.SPEECH, Genre.EXCHANGE})
# A body that speaks or acts for a whole text is named this often, from its first lines on.
OFTEN: Final = 3
LEAD: Final = 150
# Who acts in one clause alone may be a guest.
ONCE: Final = 1
# What parts a headline: 茶香十里 甲局办好老年食堂.
HEADLINE: Final = re.compile(r"原标题：|[\s：！？，!?:,]+")


def acting(
    draft: Draft, entities: Sequence[CaseEntity], home: CaseEntity | None, deeds: Mapping[str, int]
) -> CaseEntity | None:
    """Who acts where a sentence names nobody; None where nothing tells.

    ``deeds`` tells of how many clauses an entity is the subject, by its id.
    """
    bodies = [e for e in entities if e.kind is Kind.ORGANIZATION and e.mentions]
    bodies = [e for e in bodies if not is_media(e.name)]
    return (
        _issuer(draft, bodies)
        or headlined(draft, bodies)
        or (_busiest(bodies, home, deeds) if draft.genre is Genre.ARTICLE else None)
        or (home if home and stands(home, bodies) else None)
        or _committee(draft, bodies)
        or _leading(bodies)
        or home
    )


def _busiest(
    bodies: Sequence[CaseEntity], home: CaseEntity | None, deeds: Mapping[str, int]
) -> CaseEntity | None:
    """The body that acts most, where the case's own place acts less: the text is about it."""
    best = max(bodies, key=lambda e: deeds.get(e.id, 0), default=None)
    own = deeds.get(home.id, 0) if home else 0
    return best if best and deeds.get(best.id, 0) > max(own, ONCE) else None


def stands(place: CaseEntity, bodies: Sequence[CaseEntity]) -> bool:
    """Whether a place is named for itself, not only at the beginning of bodies' names."""
    spans = [(m.start, m.end) for body in bodies for m in body.mentions]
    return any(
        not any(start <= m.start and m.end <= end for start, end in spans) for m in place.mentions
    )


def _issuer(draft: Draft, bodies: Sequence[CaseEntity]) -> CaseEntity | None:
    """The entity that the issuer names; None where the issuer is a person or no entity."""
    if not draft.issuer:
        return None
    exact = [e for e in bodies if draft.issuer in {e.name, *(m.surface for m in e.mentions)}]
    inside = [e for e in bodies if e.name in draft.issuer]
    best = exact or sorted(inside, key=lambda e: -len(e.name))
    return best[0] if best else None


def headlined(draft: Draft, entities: Sequence[CaseEntity]) -> CaseEntity | None:
    """The body that the title, or a part of it, begins with: 甲局开展…, 甲公司：…."""
    bodies = [e for e in entities if e.kind is Kind.ORGANIZATION and not is_media(e.name)]
    parts = [words for words in HEADLINE.split(draft.title) if words]
    for words in parts:
        fitting = [
            (len(m.surface), e) for e in bodies for m in e.mentions if words.startswith(m.surface)
        ]
        if fitting:
            return max(fitting, key=lambda pair: pair[0])[1]
    return None


def _committee(draft: Draft, bodies: Sequence[CaseEntity]) -> CaseEntity | None:
    """The party committee of a speech's own level, the one named most."""
    wanted = _COMMITTEES.get(draft.level) if draft.level and draft.genre in _SPOKEN else None
    fitting = [e for e in bodies if wanted and wanted.fullmatch(e.name)]
    return max(fitting, key=lambda e: len(e.mentions), default=None)


def _leading(bodies: Sequence[CaseEntity]) -> CaseEntity | None:
    """The body of the first lines that the text names most."""
    fitting = [e for e in bodies if e.mentions[0].start < LEAD and len(e.mentions) >= OFTEN]
    return max(fitting, key=lambda e: len(e.mentions), default=None)
