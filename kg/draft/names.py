"""Named things of a draft against the library: initiatives, persons with posts, sayings."""

import re
from collections.abc import Iterable
from typing import Final

from kg.draft.claims import Claim, ClaimKind, Finding, Verdict
from kg.draft.quoting import quote_places
from kg.model import Quote, Relation
from kg.ontology import Kind, RelationType
from kg.store import Snapshot

_SHOWN: Final = 3  # quotations beside a finding
_MOST_CASES: Final = 8  # cases of a name that are looked into for its first mention
_MOST_LIKE: Final = 20  # entities whose name holds the words of a claim
_SHORTEST_CORE: Final = 3  # characters; two are a word that many names hold
_QUOTED: Final = re.compile(r"“([^”]+)”")
_NAMED_KINDS: Final = (Kind.INITIATIVE, Kind.HONOR)


def check_initiative(snapshot: Snapshot, claim: Claim) -> Finding:
    """Whether the library knows an initiative, a shorthand or an honour of this name.

    A name in quotation marks is also found with other words around it: “六个一”改革.
    """
    for entity_id in _of_kind(snapshot, claim.name, _NAMED_KINDS):
        if quotes := _mentions(snapshot, entity_id):
            return Finding(claim, Verdict.FOUND, quotes)
    core = _core(claim.name)
    like = snapshot.entities(snapshot.names_with(core, _MOST_LIKE)) if core else {}
    for entity_id, entity in like.items():
        same = core in {entity.name, _core(entity.name)}
        same = same and entity.kind in _NAMED_KINDS and not entity.redacted
        if same and (quotes := _mentions(snapshot, entity_id)):
            return Finding(claim, Verdict.FOUND, quotes, f"库中作：{entity.name}")
    return Finding(claim, Verdict.UNSEEN)


def _core(name: str) -> str:
    """What stands in the only quotation marks of a name; empty where there are none, or more."""
    found = _QUOTED.findall(name)
    return found[0] if len(found) == 1 and len(found[0]) >= _SHORTEST_CORE else ""


def _mentions(snapshot: Snapshot, entity_id: str) -> tuple[Quote, ...]:
    cases = sorted(snapshot.cases_naming_any([entity_id]))[:_MOST_CASES]
    places = snapshot.first_mentions(entity_id, cases)
    return quote_places(snapshot, [(case, at.start) for case, at in places.items()], _SHOWN)


def check_person(snapshot: Snapshot, claim: Claim) -> Finding:
    """Whether the library has this person in this post.

    Another post is no contradiction: people change theirs. It is told beside.
    """
    others: list[Relation] = []
    for entity_id in _of_kind(snapshot, claim.name, (Kind.PERSON,)):
        held = [r for r, _ in snapshot.relations_of(entity_id) if _is_post(r, entity_id)]
        same = [r for r in held if _agrees(claim.post, r.post)]
        if same:
            return Finding(claim, Verdict.FOUND, quote_places(snapshot, _places(same), _SHOWN))
        others += held
    if not others:
        return Finding(claim, Verdict.UNSEEN)
    posts = "、".join(dict.fromkeys(r.post for r in others if r.post))
    remark = f"库中此人的职务为{posts}，请核对是否同一人、同一时期" if posts else ""
    return Finding(claim, Verdict.UNSEEN, quote_places(snapshot, _places(others), _SHOWN), remark)


def _of_kind(snapshot: Snapshot, name: str, kinds: tuple[Kind, ...]) -> list[str]:
    known = snapshot.entities(snapshot.named(name))
    return [key for key, entity in known.items() if entity.kind in kinds and not entity.redacted]


def _is_post(relation: Relation, person: str) -> bool:
    return relation.type is RelationType.HOLDS_POST and relation.head == person


def _agrees(ours: str, theirs: str | None) -> bool:
    """Whether posts are the same, one perhaps said more fully (书记, 党委书记)."""
    short, long = sorted((ours, theirs or ""), key=len)
    return bool(short) and short in long


def _places(relations: Iterable[Relation]) -> list[tuple[str, int]]:
    return [(relation.case, relation.start) for relation in relations if relation.case]


NAMED: Final = frozenset({ClaimKind.INITIATIVE, ClaimKind.SHORTHAND})
