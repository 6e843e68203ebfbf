"""Named things of a draft against the library: initiatives, persons with posts, sayings."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from rapidfuzz.fuzz import ratio
from rapidfuzz.process import extractOne

from kg.draft.claims import Claim, ClaimKind, Draft, Finding, Verdict
from kg.draft.owners import same_owner
from kg.draft.quoting import quote_places
from kg.model import Entity, Quote, Relation
from kg.ontology import Kind, RelationType
from kg.store import Snapshot
from kg.text import sentences

_SHOWN: Final = 3  # quotations beside a finding
_MOST_CASES: Final = 8  # cases of a name that are looked into for its first mention
_MOST_LIKE: Final = 20  # entities whose name holds the words of a claim
_SHORTEST_CORE: Final = 3  # characters; two are a word that many names hold
_COMMITTEE: Final = re.compile(
    r"(?:党委|党工委|工委|委员会|党支部|党总支|党组|政府|办事处|村委会|居委会|组织部|宣传部|委)+$"
)
_QUOTED: Final = re.compile(r"[“‘]([^“”‘’]+)[”’]")
# A post with the body before it; a name may stand right behind.
_POST: Final = re.compile(
    r"(?P<body>[\u4e00-\u9fff]{2,12}?)?"
    r"(?P<post>(?:党委|党工委|党支部|党总支|党组|村委会|居委会|组织|宣传|统战|第一|常务|副)*"
    r"(?:书记|主任|部长|镇长|乡长|县长|市长|区长|省长|州长|董事长|总经理|经理|校长|院长|站长|队长|会长|理事长|"
    r"组长|网格长|楼栋长|厂长|局长|处长|科长|所长|委员|代表))"
)
_TELLING: Final = 3  # characters of a body that is nobody else's: 省委 is any province's
_ALIKE: Final = 75  # of 100: names that differ in a character of four
_STEM: Final = 2  # first characters that names have in common, so that an index finds them
_MOST_NEAR: Final = 60  # names of one beginning that are looked at
_NAME_LENGTHS: Final = (4, 3, 2)  # characters of a person's name, the longest that is known
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
    return _nearly(snapshot, claim)


def _nearly(snapshot: Snapshot, claim: Claim) -> Finding:
    """A name that the library does not have; one that differs in a character is told beside."""
    known = snapshot.names_from(claim.name[:_STEM], _MOST_NEAR)
    same = (name for name in known if len(name) == len(claim.name) > _STEM)
    best = extractOne(claim.name, same, scorer=ratio, score_cutoff=_ALIKE)
    name = best[0] if best else ""
    for entity_id in _of_kind(snapshot, name, _NAMED_KINDS) if name else ():
        if quotes := _mentions(snapshot, entity_id):
            return Finding(claim, Verdict.UNSEEN, quotes, f"库中有近似的名称：{name}，请核对")
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
    """Whether the library has this person in this post of this body.

    Another post is no contradiction: people change theirs. It is told beside.
    """
    others: list[Relation] = []
    for entity_id in _of_kind(snapshot, claim.name, (Kind.PERSON,)):
        held = [r for r, _ in snapshot.relations_of(entity_id) if _is_post(r, entity_id)]
        bodies = snapshot.entities({relation.tail for relation in held})
        same = [
            r
            for r in held
            if _agrees(claim.post, r.post) and _is_body(claim.owners, bodies.get(r.tail))
        ]
        if same:
            return Finding(claim, Verdict.FOUND, quote_places(snapshot, _places(same), _SHOWN))
        others += held
    if not others:
        return Finding(claim, Verdict.UNSEEN)
    remark = f"库中此人为{_posts(snapshot, others)}，请核对是否同一人、同一时期"
    return Finding(claim, Verdict.UNSEEN, quote_places(snapshot, _places(others), _SHOWN), remark)


def known_persons(snapshot: Snapshot, draft: Draft) -> list[Claim]:
    """Persons of the library that a draft names behind a post, beyond those it was read to name."""
    text = draft.text
    told = [claim for claim in draft.claims if claim.kind is ClaimKind.PERSON]
    found = []
    for match in _POST.finditer(text):
        at = match.end()
        if any(claim.start <= at < claim.end for claim in told):
            continue
        names = (text[at : at + length] for length in _NAME_LENGTHS)
        name = next((n for n in names if _of_kind(snapshot, n, (Kind.PERSON,))), "")
        if name:
            around = next(span for span in sentences(text) if span[0] <= at < span[1])
            owners = (match["body"],) if match["body"] else ()
            end = at + len(name)
            found.append(
                Claim(ClaimKind.PERSON, at, end, name, around, post=match["post"], owners=owners)
            )
    return found


def _posts(snapshot: Snapshot, held: Sequence[Relation]) -> str:
    """Posts with the bodies that they are of: 甲村党委书记、甲村村委会主任."""
    bodies = snapshot.entities({relation.tail for relation in held})
    told = (joined_post(bodies[r.tail].name, r.post) for r in held if r.post and r.tail in bodies)
    return "、".join(dict.fromkeys(told))


def _is_body(ours: Sequence[str], theirs: Entity | None) -> bool:
    """Whether a post is of the body that the draft names, if it names one; masks are nobody."""
    if not ours or theirs is None or theirs.redacted:
        return True
    known = [_place_of(name) for name in (theirs.name, *theirs.aliases)]
    named = [_place_of(name) for name in ours]
    return any(
        same_owner(one, other) or (len(other) >= _TELLING and one.endswith(other))
        for one in named
        for other in known
    )


def _place_of(body: str) -> str:
    """The place or firm that a party committee or a government belongs to."""
    return _COMMITTEE.sub("", body) or body


def joined_post(body: str, post: str) -> str:
    """A post with its body, said once where both name it: 甲村党委 and 党委书记."""
    shared = next((n for n in range(min(len(body), len(post)), 0, -1) if body[-n:] == post[:n]), 0)
    return f"{body}{post[shared:]}"


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
