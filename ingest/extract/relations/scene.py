"""What relation finders look at: occurrences of entities in sentences, and who acts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from ingest.draft import Draft
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, Level, RelationType
from kg.text import sentences

_SUFFIX_LEVEL: Final = (
    (("社区", "村"), Level.VILLAGE),
    (("街道", "镇", "乡"), Level.TOWN),
    (("区", "县", "旗"), Level.COUNTY),
    (("州", "盟", "地区"), Level.CITY),
    (("省", "自治区"), Level.PROVINCE),
)


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One mention with the entity it stands for."""

    start: int
    end: int
    entity: CaseEntity


@dataclass(frozen=True, slots=True)
class Scene:
    """A draft with its occurrences in text order (outer before inner at one start).

    ``actor`` is who acts where the text names nobody: the issuer, else the case's own place.
    ``home`` is the case's own place, named or masked.
    """

    draft: Draft
    occurrences: tuple[Occurrence, ...]
    starts: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]
    actor: CaseEntity | None
    home: CaseEntity | None

    @classmethod
    def of(cls, draft: Draft, entities: Sequence[CaseEntity]) -> Self:
        """Scene of a draft and the entities resolved in it."""
        seen = sorted(
            (Occurrence(m.start, m.end, entity) for entity in entities for m in entity.mentions),
            key=lambda o: (o.start, -o.end),
        )
        home = _home(draft, entities)
        return cls(
            draft=draft,
            occurrences=tuple(seen),
            starts=tuple(o.start for o in seen),
            spans=tuple(sentences(draft.text)),
            actor=_issuer(draft, entities) or home or _first_organization(entities),
            home=home,
        )

    @property
    def text(self) -> str:
        """The case's text."""
        return self.draft.text

    def within(self, start: int, end: int, *kinds: Kind) -> list[Occurrence]:
        """Occurrences that lie in ``text[start:end]``, of these kinds if any are given."""
        low, high = bisect_left(self.starts, start), bisect_left(self.starts, end)
        return [
            o
            for o in self.occurrences[low:high]
            if o.end <= end and (not kinds or o.entity.kind in kinds)
        ]

    def sentence(self, at: int) -> tuple[int, int]:
        """Span of the sentence that holds the character ``at``."""
        number = bisect_right(self.spans, (at, len(self.text) + 1)) - 1
        return self.spans[max(number, 0)] if self.spans else (0, len(self.text))

    def of_kind(self, *kinds: Kind) -> list[CaseEntity]:
        """Entities of these kinds, in order of first mention, each once."""
        return list(
            {o.entity.id: o.entity for o in self.occurrences if o.entity.kind in kinds}.values()
        )

    def relation(
        self,
        head: CaseEntity,
        kind: RelationType,
        tail: CaseEntity,
        span: tuple[int, int],
        *,
        post: str | None = None,
        date: str | None = None,
    ) -> Relation:
        """A relation whose evidence is the sentence or clause at ``span``, trimmed of blanks."""
        start, end = span
        words = self.text[start:end]
        start += len(words) - len(words.lstrip())
        words = words.strip()
        return Relation(
            head.id, kind, tail.id, "", words, start, start + len(words), post=post, date=date
        )


def place_level(name: str) -> Level | None:
    """Administrative level that a place's name ends in, where it tells one."""
    for suffixes, level in _SUFFIX_LEVEL:
        if name.endswith(suffixes):
            return level
    return Level.CITY if name.endswith("市") else None


def _home(draft: Draft, entities: Sequence[CaseEntity]) -> CaseEntity | None:
    """The case's own place: its masked place, else the deepest of its region that it names."""
    places = [e for e in entities if e.kind is Kind.PLACE]
    masked = [e for e in places if e.redacted]
    if masked:
        return max(masked, key=lambda e: len(e.mentions))
    for name in reversed(draft.region):
        stem = re.sub("(省|市|区|县|自治区|壮族自治区|回族自治区|维吾尔自治区)$", "", name)
        for entity in places:
            if entity.name in (name, stem) or any(m.surface == name for m in entity.mentions):
                return entity
    return None


def _issuer(draft: Draft, entities: Sequence[CaseEntity]) -> CaseEntity | None:
    """The entity that the issuer names; None where the issuer is a person or no entity."""
    if not draft.issuer:
        return None
    bodies = [e for e in entities if e.kind is Kind.ORGANIZATION]
    exact = [e for e in bodies if draft.issuer in {e.name, *(m.surface for m in e.mentions)}]
    inside = [e for e in bodies if e.name in draft.issuer]
    best = exact or sorted(inside, key=lambda e: -len(e.name))
    return best[0] if best else None


def _first_organization(entities: Sequence[CaseEntity]) -> CaseEntity | None:
    bodies = [e for e in entities if e.kind is Kind.ORGANIZATION and e.mentions]
    return min(bodies, key=lambda e: e.mentions[0].start, default=None)
