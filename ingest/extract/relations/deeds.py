"""implements and awarded: who runs what, and who was given what."""

import re
from collections.abc import Iterator
from typing import Final

from ingest.extract.relations.scene import Occurrence, Scene
from kg.model import CaseEntity, Relation
from kg.ontology import Kind, RelationType

# A body behind one of these is where, with whom or by what, not who acts.
_OBLIQUE: Final = re.compile(
    r"(?:在|于|到|与|和|同|会同|向|对|为|给|从|自|依托|通过|按照|根据|经|把|将|让|帮助|支持|涉及|"
    r"覆盖|位于|家住|走进|来到|翻开|称|是)$"
)
# What may stand between a clause's beginning and its subject.
_LEAD: Final = re.compile(
    r"(?:[。！？；，：\n“”]|^|年来|以来|近日|目前|如今|为此|同时|期间|[0-9一二三四五六七八九十]是)$"
)
_ACTING = (Kind.ORGANIZATION, Kind.PLACE)


def find(scene: Scene) -> Iterator[Relation]:
    """Implements and awarded relations of a scene: one subject per initiative and honor."""
    for initiative in scene.of_kind(Kind.INITIATIVE):
        found = _doer(scene, initiative)
        if found:
            yield scene.relation(found[0], RelationType.IMPLEMENTS, initiative, found[1])
    for honor in scene.of_kind(Kind.HONOR):
        for mention in honor.mentions[:1]:
            yield from _awarded(scene, honor, mention.start)


def _doer(scene: Scene, initiative: CaseEntity) -> tuple[CaseEntity, tuple[int, int]] | None:
    """Who runs an initiative: the subject of the first sentence that says so, else the actor."""
    body = [m for m in initiative.mentions if m.start >= len(scene.draft.title)]
    for mention in body or initiative.mentions:
        span = scene.sentence(mention.start)
        subject = _subject(scene, span[0], mention.start)
        if subject is not None:
            return subject, span
    if scene.actor is None:
        return None
    first = (body or list(initiative.mentions))[0]
    return scene.actor, scene.sentence(first.start)


def _subject(scene: Scene, start: int, at: int) -> CaseEntity | None:
    """The last body or place before ``at`` that begins a clause and is not oblique."""
    best: CaseEntity | None = None
    for chain in _chains(scene.within(start, at, *_ACTING)):
        first, last = chain[0], chain[-1]
        before = scene.text[max(start, first.start - 4) : first.start]
        if first.start > start and (not _LEAD.search(before) or _OBLIQUE.search(before)):
            continue
        if scene.text[last.end : last.end + 1] in ("、", "）", "”", "的"):
            continue
        best = last.entity
    return best


def _chains(occurrences: list[Occurrence]) -> list[list[Occurrence]]:
    """Runs of occurrences that touch or nest: 甲市乙区丙街道 ends in 丙街道."""
    chains: list[list[Occurrence]] = []
    for occurrence in occurrences:
        last = chains[-1] if chains else None
        if last and occurrence.start < last[-1].end:
            continue
        if last and occurrence.start == last[-1].end:
            last.append(occurrence)
        else:
            chains.append([occurrence])
    return chains


def _awarded(scene: Scene, honor: CaseEntity, at: int) -> Iterator[Relation]:
    span = scene.sentence(at)
    people = _winners(scene, span, at)
    if people:
        for person in people:
            yield scene.relation(person, RelationType.AWARDED, honor, span)
        return
    clause = max(scene.text.rfind(mark, span[0], at) for mark in "，；：。")
    near = scene.within(max(clause + 1, span[0]), at, *_ACTING)
    subject = near[-1].entity if near else (_subject(scene, span[0], at) or _bearer(scene))
    if subject is not None:
        yield scene.relation(subject, RelationType.AWARDED, honor, span)


def _winners(scene: Scene, span: tuple[int, int], at: int) -> list[CaseEntity]:
    """Persons right before an honor, with those listed beside them."""
    people = scene.within(span[0], at, Kind.PERSON)
    if not people or len(scene.text[people[-1].end : at]) > len("同志先后荣获了全国"):
        return []
    found = [people[-1]]
    for person in reversed(people[:-1]):
        if scene.text[person.end : found[-1].start] not in ("、", "和"):
            break
        found.append(person)
    return [person.entity for person in reversed(found)]


def _bearer(scene: Scene) -> CaseEntity | None:
    """Who bears an honor that names nobody: the case's own place, else who acts."""
    return scene.home or scene.actor
