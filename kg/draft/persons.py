"""Persons of a draft with their posts, held against the library."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile
from typing import Final

from kg.draft.claims import Claim, ClaimKind, Draft, Finding, Verdict
from kg.draft.evidence import Evidence
from kg.draft.owner_names import is_body, place_of, same_owner
from kg.draft.posts import Post, posts, same_post
from kg.draft.quoting import quote_places
from kg.model import Entity, Quote, Relation
from kg.ontology import Kind, RelationType
from kg.store import Snapshot
from kg.text import sentences

_SHOWN: Final = 3  # quotations beside a finding
_LOOKED_AT: Final = 20  # sentences with a name that are read for the post beside it
# A body by its kind alone, without a name.
_KIND_ALONE: Final = re.compile(
    r"(?:小区|社区|村|街道|镇|乡|县|区|市)?(?:党委|党工委|党支部|党总支|党组织|支部|居委会|村委会|委)?"
)
# A post with what it is of, right before a name.
_POST_END: Final = re.compile(
    r"(?:书记|主任|[部局处科镇乡县市区村校院所站队会组]长|委员|代表|经理|网格员|负责人)\Z"
)
_BEFORE: Final = re.compile(rf"(?<![\u4e00-\u9fff])[\u4e00-\u9fff、]{{2,24}}{_POST_END.pattern}")
_TOOK: Final = re.compile(
    r"(?:担任|出任|当选|接任)了?(?:为)?[\u4e00-\u9fff]{0,10}?(?P<post>(?:党委|党组织|党支部|党总支|村委会|居委会)?(?:书记|主任|[镇乡村队会站]长))"
)
_SOON, _NEAR = 160, 24  # characters behind a name in which a post is told, and before it a place
# Posts that one person has at a time, and those that several have.
_ALONE: Final = re.compile(r"(?:书记|主任|[部局镇乡县市区村校院所]长)$")
_MANY: Final = re.compile(r"副|网格|楼|组|委员")
_TELLING: Final = 3  # characters of a body that is nobody else's: 省委 is any province's


def check_person(snapshot: Snapshot, evidence: Evidence, claim: Claim) -> Finding:
    """Whether the library has this person in this post of this body.

    Another post is no contradiction: people change theirs. It is told beside. A post that one
    alone holds, and that the library gives to another, is one.
    """
    others: list[Relation] = []
    for entity_id in snapshot.named_as(claim.name, (Kind.PERSON,)):
        held = [r for r, _ in snapshot.relations_of(entity_id) if _is_post(r, entity_id)]
        bodies = snapshot.entities({relation.tail for relation in held})
        same = [
            r
            for r in held
            if same_post(claim.post, r.post or "")
            and (
                _is_body(claim.owners, bodies.get(r.tail))
                or _is_there(evidence, claim, r, bodies.get(r.tail))
            )
        ]
        if same:
            return Finding(claim, Verdict.FOUND, quote_places(snapshot, _places(same), _SHOWN))
        others += held
    if said := _said_so(snapshot, claim):
        return Finding(claim, Verdict.FOUND, said)
    held_by = _holders(snapshot, claim)
    if held_by is not None and (not others or held_by.verdict is Verdict.OTHER):
        return held_by
    if not others:
        return _became(snapshot, claim) or _named(snapshot, claim)
    quotes = quote_places(snapshot, _places(others), _SHOWN)
    told = "、".join(dict.fromkeys(filter(None, (_told_as(q, claim.name) for q in quotes))))
    remark = f"库中此人为{told or _posts(snapshot, others)}，请核对是否同一人、同一时期"
    return Finding(claim, Verdict.UNSEEN, quotes, remark)


def _is_there(evidence: Evidence, claim: Claim, held: Relation, body: Entity | None) -> bool:
    """Whether a body that the library names by its kind alone (社区党支部) is the draft's."""
    if body is None or _KIND_ALONE.fullmatch(body.name) is None:
        return False
    owners = evidence.owners(held.case, held.start) if held.case else ()
    return any(is_body(place_of(ours), theirs) for ours in claim.owners for theirs in owners)


def _told_as(quote: Quote, name: str) -> str:
    """What stands before a name in a sentence, where it is a post: 小区党支部书记."""
    before = _BEFORE.search(quote.text.partition(name)[0])
    parts = before[0].split("、") if before else []
    own = takewhile(lambda part: _POST_END.search(part) is not None, reversed(parts))
    return "、".join([*own][::-1])


def _became(snapshot: Snapshot, claim: Claim) -> Finding | None:
    """Where the library tells that a person took the post: 甲某回村……担任了村党支部书记."""
    spots = [s for k in snapshot.named_as(claim.name, (Kind.PERSON,)) for s in snapshot.spots(k)]
    places = [(spot.case, spot.start) for spot in spots][:_LOOKED_AT]
    for (case, at), passage in snapshot.passages_holding(places).items():
        start = at - passage.start
        took = _TOOK.search(passage.text, start, start + _SOON)
        around = passage.text[max(0, start - _NEAR) : took.end()] if took else ""
        here = any(place_of(owner) in around for owner in claim.owners)
        if took and here and same_post(claim.post, took["post"]):
            quotes = quote_places(snapshot, [(case, passage.start + took.start())], _SHOWN)
            return Finding(claim, Verdict.FOUND, quotes)
    return None


def _said_so(snapshot: Snapshot, claim: Claim) -> tuple[Quote, ...]:
    """Sentences that have body, post and name side by side, as the draft has them."""
    words = [f"{body}{claim.post}{claim.name}" for body in claim.owners]
    quotes = _sights(snapshot, claim.name)
    return tuple(q for q in quotes if any(said in q.text for said in words))[:_SHOWN]


def _sights(snapshot: Snapshot, name: str) -> tuple[Quote, ...]:
    """Sentences that name a person."""
    spots = [s for key in snapshot.named_as(name, (Kind.PERSON,)) for s in snapshot.spots(key)]
    return quote_places(snapshot, [(spot.case, spot.start) for spot in spots], _LOOKED_AT)


def _named(snapshot: Snapshot, claim: Claim) -> Finding:
    """Where the library names a person of whom it tells no post."""
    spots = [
        s for key in snapshot.named_as(claim.name, (Kind.PERSON,)) for s in snapshot.spots(key)
    ]
    quotes = quote_places(snapshot, [(spot.case, spot.start) for spot in spots], _SHOWN)
    remark = "库中有此人，未见写明这一职务，请核对" if quotes else ""
    return Finding(claim, Verdict.UNSEEN, quotes, remark)


def _holders(snapshot: Snapshot, claim: Claim) -> Finding | None:
    """Who holds the post in the library, of a person whom it gives none; None where nobody."""
    bodies = [key for name in claim.owners for key in snapshot.named(name)]
    ties = [r for key in bodies for r, _ in snapshot.relations_of(key)]
    held = [
        r
        for r in ties
        if r.type is RelationType.HOLDS_POST
        and r.tail in bodies
        and same_post(claim.post, r.post or "")
    ]
    people = snapshot.entities({r.head for r in held if r.case})
    names = dict.fromkeys(p.name for p in people.values() if p.name != claim.name)
    if not names:
        return None
    alone = len(names) == 1 and _ALONE.search(claim.post) and not _MANY.search(claim.post)
    quotes = quote_places(snapshot, _places(held), _SHOWN)
    remark = f"库中任此职的为{'、'.join(names)}，请核对是否同一时期"
    return Finding(claim, Verdict.OTHER if alone else Verdict.UNSEEN, quotes, remark)


def known_persons(snapshot: Snapshot, draft: Draft) -> list[Claim]:
    """Persons of the library that a draft names with a post, beyond those it was read to name."""
    known: dict[str, bool] = {}

    def is_person(name: str) -> bool:
        if name not in known:
            known[name] = bool(snapshot.named_as(name, (Kind.PERSON,)))
        return known[name]

    told = [claim for claim in draft.claims if claim.kind is ClaimKind.PERSON]
    spans = list(sentences(draft.text))
    return [
        claim
        for post in posts(draft.text, is_person)
        if not any(c.start == post.start and same_post(c.post, post.post) for c in told)
        for claim in post_claims(post, spans)
    ]


def post_claims(post: Post, spans: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """The claim that a person holds a post, where a sentence holds the name."""
    for span in spans:
        if span[0] <= post.start < span[1]:
            body = post.body.removesuffix("的")  # 甲村的党支部书记
            owners = (body,) if body else ()
            yield Claim(
                ClaimKind.PERSON,
                post.start,
                post.end,
                post.name,
                span,
                post=post.post,
                owners=owners,
            )


def _posts(snapshot: Snapshot, held: Sequence[Relation]) -> str:
    """Posts with the bodies that they are of: 甲村党委书记、甲村村委会主任."""
    bodies = snapshot.entities({relation.tail for relation in held})
    told = (joined_post(bodies[r.tail].name, r.post) for r in held if r.post and r.tail in bodies)
    return "、".join(dict.fromkeys(told))


def _is_body(ours: Sequence[str], theirs: Entity | None) -> bool:
    """Whether a post is of the body that the draft names, if it names one; masks are nobody."""
    if not ours or theirs is None or theirs.redacted:
        return True
    known = [place_of(name) for name in (theirs.name, *theirs.aliases)]
    named = [place_of(name) for name in ours]
    return any(
        same_owner(one, other) or (len(other) >= _TELLING and one.endswith(other))
        for one in named
        for other in known
    )


def joined_post(body: str, post: str) -> str:
    """A post with its body, said once where both name it: 甲村党委 and 党委书记."""
    shared = next((n for n in range(min(len(body), len(post)), 0, -1) if body[-n:] == post[:n]), 0)
    return f"{body}{post[shared:]}"


def _is_post(relation: Relation, person: str) -> bool:
    return relation.type is RelationType.HOLDS_POST and relation.head == person


def _places(relations: Iterable[Relation]) -> list[tuple[str, int]]:
    return [(relation.case, relation.start) for relation in relations if relation.case]
