"""Named things of a draft against the library: initiatives, persons with posts, sayings."""

from collections.abc import Iterable
from typing import Final

from kg.draft.claims import Claim, ClaimKind, Finding, Verdict
from kg.draft.quoting import quote_places
from kg.model import Relation
from kg.ontology import Kind, RelationType
from kg.store import Snapshot

_SHOWN: Final = 3  # quotations beside a finding
_MOST_CASES: Final = 8  # cases of a name that are looked into for its first mention


def check_initiative(snapshot: Snapshot, claim: Claim) -> Finding:
    """Whether the library knows an initiative, a shorthand or an honour of this name."""
    for entity_id in _of_kind(snapshot, claim.name, (Kind.INITIATIVE, Kind.HONOR)):
        cases = sorted(snapshot.cases_naming_any([entity_id]))[:_MOST_CASES]
        places = snapshot.first_mentions(entity_id, cases)
        where = [(case, place.start) for case, place in places.items()]
        if quotes := quote_places(snapshot, where, _SHOWN):
            return Finding(claim, Verdict.FOUND, quotes)
    return Finding(claim, Verdict.UNSEEN)


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
