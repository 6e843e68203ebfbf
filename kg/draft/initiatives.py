"""Initiatives, honours and shorthand of a draft, and who practises them, against the library."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from kg.draft.claims import Claim, ClaimKind, Finding, Verdict
from kg.draft.evidence import Evidence
from kg.draft.owner_names import is_body, own_place
from kg.draft.quoting import quote_places
from kg.model import Case, Quote
from kg.ontology import Kind, RelationType
from kg.store import Snapshot
from kg.text import is_masked

_SHOWN: Final = 3  # quotations beside a finding
_MOST_CASES: Final = 24  # cases of a name that are looked into
_MOST_SPOTS: Final = 60  # mentions that are looked at
_MOST_LIKE: Final = 20  # entities whose name holds the words of a claim
_SHORTEST_CORE: Final = 3  # characters; two are a word that many names hold
_QUOTED: Final = re.compile(r"[“‘]([^“”‘’]+)[”’]")
_ALIKE: Final = 75  # of 100: names that differ in a character of four
_STEM: Final = 2  # first characters that names have in common, so that an index finds them
_MOST_NEAR: Final = 60  # names of one beginning that are looked at
_MOST_TOLD: Final = 3  # owners that a remark names
_NAMED_KINDS: Final = (Kind.INITIATIVE, Kind.HONOR)

NAMED: Final = frozenset({ClaimKind.INITIATIVE, ClaimKind.SHORTHAND})


@dataclass(frozen=True, slots=True)
class _Sight:
    """Where a case names an initiative, and of whom it is told there."""

    case: Case
    at: int
    owners: tuple[str, ...]

    @property
    def hidden(self) -> bool:
        """Whether the case does not tell whose it is: a mask, or a place that is a guess."""
        masked = any(map(is_masked, self.owners)) or not self.case.region
        return masked or (not self.owners and self.case.region_inferred)


def check_initiative(snapshot: Snapshot, evidence: Evidence, claim: Claim) -> Finding:
    """Whether the library knows an initiative, a shorthand or an honour of this name.

    A name in quotation marks is also found with other words around it: “六个一”改革. Where the
    draft says who practises it, the library says so too.
    """
    found: list[Finding] = []
    for entity_id, name in _candidates(snapshot, claim.name):
        sights = _sights(snapshot, evidence, entity_id, claim.owners)
        if sights:
            finding = _practised(snapshot, claim, entity_id, sights)
            if finding.verdict is Verdict.FOUND:
                known = "" if name == claim.name else f"库中作：{name}"
                return replace(finding, remark=finding.remark or known)
            found.append(finding)
    return found[0] if found else _nearly(snapshot, evidence, claim)


def _candidates(snapshot: Snapshot, name: str) -> Iterator[tuple[str, str]]:
    """Ids and names of what goes by a name: those of exactly it first."""
    exact = snapshot.named_as(name, _NAMED_KINDS)
    yield from ((entity_id, name) for entity_id in exact)
    core = _core(name)
    like = snapshot.entities(snapshot.names_with(core, _MOST_LIKE)) if core else {}
    for entity_id, entity in like.items():
        same = core in {entity.name, _core(entity.name)}
        if same and entity.kind in _NAMED_KINDS and not entity.redacted and entity_id not in exact:
            yield entity_id, entity.name


def _practised(
    snapshot: Snapshot, claim: Claim, entity_id: str, sights: Sequence[_Sight]
) -> Finding:
    """Whether one of whom the draft names has the initiative in the library."""
    ours = [name for name in claim.owners if not own_place(name)]
    if not ours:
        return Finding(claim, Verdict.FOUND, _quotes(snapshot, sights))
    proved = [
        (r.case, r.start)
        for r, _ in snapshot.relations_of(entity_id)
        if r.case and r.type is RelationType.IMPLEMENTS and _is_any(ours, _heads(snapshot, r.head))
    ]
    proved += [(s.case.id, s.at) for s in sights if _is_any(ours, (*s.owners, *_whose(s.case)))]
    if proved:
        return Finding(claim, Verdict.FOUND, quote_places(snapshot, proved, _SHOWN))
    hidden = [sight for sight in sights if sight.hidden]
    if hidden:
        remark = f"库中有此做法，主体隐名或未写明；未见于{'、'.join(ours)}，请核对"
        return Finding(claim, Verdict.UNSEEN, _quotes(snapshot, hidden), remark)
    theirs = dict.fromkeys(name for s in sights for name in s.owners or _whose(s.case)[:1])
    known = "、".join([*theirs][:_MOST_TOLD])
    remark = f"库中有此做法，为{known}；未见于{'、'.join(ours)}，请核对"
    return Finding(claim, Verdict.UNSEEN, _quotes(snapshot, sights), remark)


def _is_any(ours: Iterable[str], theirs: Iterable[str]) -> bool:
    known = tuple(theirs)
    return any(is_body(one, other) for one in ours for other in known)


def _heads(snapshot: Snapshot, entity_id: str) -> tuple[str, ...]:
    """Names of who practises an initiative."""
    entity = snapshot.entities([entity_id]).get(entity_id)
    return (entity.name, *entity.aliases) if entity else ()


def _whose(case: Case) -> tuple[str, ...]:
    """Whose a case is as a whole: the place that it is about, and who issued it."""
    return (*case.region[-1:], *((case.issuer,) if case.issuer else ()))


def _sights(
    snapshot: Snapshot, evidence: Evidence, entity_id: str, owners: Sequence[str] = ()
) -> list[_Sight]:
    """Mentions of an initiative, those in cases that name one of the owners first."""
    spots = snapshot.spots(entity_id)
    ids = [key for name in owners for key in evidence.named(name)]
    naming = snapshot.cases_naming_any(ids) if ids else {}
    spots.sort(key=lambda spot: spot.case not in naming)
    chosen = dict.fromkeys(spot.case for spot in spots)
    found = snapshot.cases([*chosen][:_MOST_CASES])
    return [
        _Sight(found[spot.case], spot.start, evidence.owners(spot.case, spot.start))
        for spot in spots[:_MOST_SPOTS]
        if spot.case in found
    ]


def _quotes(snapshot: Snapshot, sights: Iterable[_Sight]) -> tuple[Quote, ...]:
    return quote_places(snapshot, [(sight.case.id, sight.at) for sight in sights], _SHOWN)


def _nearly(snapshot: Snapshot, evidence: Evidence, claim: Claim) -> Finding:
    """A name that the library does not have; one that differs in a character is told beside."""
    known = snapshot.names_from(claim.name[:_STEM], _MOST_NEAR)
    same = (name for name in known if len(name) == len(claim.name) > _STEM)
    best = extractOne(claim.name, same, scorer=ratio, score_cutoff=_ALIKE)
    name = best[0] if best else ""
    for entity_id in snapshot.named_as(name, _NAMED_KINDS) if name else ():
        if quotes := _quotes(snapshot, _sights(snapshot, evidence, entity_id)):
            return Finding(claim, Verdict.UNSEEN, quotes, f"库中有近似的名称：{name}，请核对")
    return Finding(claim, Verdict.UNSEEN)


def _core(name: str) -> str:
    """What stands in the only quotation marks of a name; empty where there are none, or more."""
    found = _QUOTED.findall(name)
    return found[0] if len(found) == 1 and len(found[0]) >= _SHORTEST_CORE else ""
