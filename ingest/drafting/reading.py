"""read_draft(): a text with all that it claims."""

import re
from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from typing import Final

from ingest import duplicates
from ingest.cleaning.wrapping import JOINT, unwrapped
from ingest.draft import Draft as Text
from ingest.drafting.figures import figures
from ingest.drafting.owners import Owners
from ingest.drafting.sentences import around
from ingest.extract.case import Extraction, extract
from ingest.extract.quotes import LONGEST_NAME, quotes
from ingest.tagger import tag
from kg.draft import Claim, ClaimKind, Draft
from kg.draft.persons import post_claims
from kg.draft.posts import Post, posts, same_post
from kg.draft.speech import speaker_behind, speaker_of
from kg.model import Case, CaseEntity
from kg.ontology import Kind, RelationType
from kg.text import fold_lines, sentences

# Characters of one check: a long report; more is several drafts.
MOST: Final = 60_000
_WRAPPED: Final = 3  # long lines that show a width: a paragraph that was pasted from a mail
_BEHIND: Final = 80  # characters behind words that may tell who speaks them
_SHORTEST_SAYING: Final = 10  # characters; what is shorter between marks is a name
# 1+3+N, 四个一, 三单两会: numbers that stand for a list known to those who made it.
_SHORTHAND: Final = re.compile(r"(?<![\d.+])\d{1,2}(?:[+＋](?:\d{1,2}|[NXnx]))+(?![\d.])")
_EVENT: Final = re.compile(r"(?<!\d)(?:19|20)\d\d年(?:\d{1,2}月)?(?:\d{1,2}日)?")
_NAME: Final = (3, 20)  # characters of words in quotation marks that may be a name
_GHOST: Final = re.compile(r"今年|去年|已|累计|办结|新增|完成")  # a sentence, no name
_NAMED: Final = (Kind.INITIATIVE, Kind.HONOR)


def read_draft(text: str) -> Draft:
    """The claims of a draft in the order of its text; what is beyond 60,000 characters is cut.

    Lines that a program has cut in mid-sentence are joined: offsets are those of ``Draft.text``.
    """
    text = unwrapped(fold_lines(text)[:MOST], fewest=_WRAPPED).replace(JOINT, "")
    tags = tag(text)
    found = extract(Text(text, tags=tags), "draft", 0)
    spans = list(sentences(text))
    people = {text[vote.start : vote.end] for vote in tags if vote.kind is Kind.PERSON}
    people |= {
        text[m.start : m.end] for e in found.local if e.kind is Kind.PERSON for m in e.mentions
    }
    owners = Owners(text, found.local)
    claims = [
        *figures(text, found.metrics, spans, owners),
        *_named(found.local, spans, owners),
        *_persons(text, found, people, spans),
        *_sayings(text, spans),
    ]
    claims += _shorthand(text, spans, claims, owners)
    claims += _events(text, spans, claims)
    claims = [_with_speaker(text, claim, people) for claim in claims]
    claims.sort(key=lambda claim: (claim.start, claim.end))
    case = Case("draft", "draft", 1, 0, len(text), "")
    grams = duplicates.sample(duplicates.sketch(case, text))
    return Draft(text, tuple(claims), grams)


def _with_speaker(text: str, claim: Claim, people: Set[str]) -> Claim:
    """Words and names with who is said to have said them or put them forward."""
    if claim.kind in {ClaimKind.FIGURE, ClaimKind.PERSON}:
        return claim
    before = text[claim.sentence[0] : claim.start]
    whole = claim.kind is ClaimKind.SAYING
    speaker = speaker_of(before, people, whole=whole)
    if not speaker and whole:
        speaker = speaker_behind(text[claim.end + 1 : claim.end + _BEHIND], people)
    return replace(claim, speaker=speaker)


def _named(
    entities: Sequence[CaseEntity], spans: Sequence[tuple[int, int]], owners: Owners
) -> Iterator[Claim]:
    """Initiatives and honours, each at its first mention, with who is said to practise it."""
    for entity in entities:
        if entity.kind in _NAMED and not entity.redacted:
            first = entity.mentions[0]
            if _GHOST.search(first.surface) and "“" not in first.surface:
                continue
            sentence = around(spans, first.start)
            acting = owners.acting(first.start, sentence)
            span = first.start, first.end
            yield Claim(ClaimKind.INITIATIVE, *span, entity.name, sentence, owners=acting)


def _persons(
    text: str, found: Extraction, people: Set[str], spans: Sequence[tuple[int, int]]
) -> Iterator[Claim]:
    """Persons with the post that the draft gives them, and the body that it is of.

    ``people`` are the names of all persons, the tagger's too, who need no post to be found.
    """
    known = {entity.id: entity for entity in found.local if entity.kind is Kind.PERSON}
    bodies = {entity.id: entity.name for entity in found.local if not entity.redacted}
    held: list[Post] = []
    for relation in found.relations:
        person = known.get(relation.head)
        if relation.type is RelationType.HOLDS_POST and relation.post and person:
            told = (m for m in person.mentions if relation.start <= m.start < relation.end)
            at = next(told, person.mentions[0])
            body = bodies.get(relation.tail, "")
            held.append(Post(at.start, at.end, person.name, body, relation.post))
    for post in posts(text, people.__contains__):
        if not any(p.start == post.start and same_post(p.post, post.post) for p in held):
            held.append(post)
    for post in held:
        yield from post_claims(post, spans)


def _sayings(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Words in quotation marks that are long enough to be somebody's."""
    end = 0
    for quote in quotes(text):
        words = text[quote.start : quote.end]
        if quote.end <= end:  # inside other words, which it is a part of
            continue
        if quote.opening != "《" and (len(words) >= LONGEST_NAME or _is_said(words)):
            end = quote.end
            yield Claim(ClaimKind.SAYING, quote.start, quote.end, words, around(spans, quote.start))


def _events(
    text: str, spans: Sequence[tuple[int, int]], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """The first year of each sentence that has no figure, which its time would be told of."""
    counted = {claim.sentence for claim in claims if claim.kind is ClaimKind.FIGURE}
    said = [claim for claim in claims if claim.kind is ClaimKind.SAYING]
    for sentence in spans:
        year = _EVENT.search(text, *sentence)
        if year is None or sentence in counted:
            continue
        if not any(c.start <= year.start() < c.end for c in said):
            yield Claim(ClaimKind.EVENT, *year.span(), year[0], sentence)


def _is_said(words: str) -> bool:
    """Whether words are a sentence or a part of one rather than a name."""
    return len(words) >= _SHORTEST_SAYING and re.search(r"[，。！？；]", words) is not None


def _shorthand(
    text: str, spans: Sequence[tuple[int, int]], claims: Sequence[Claim], owners: Owners
) -> Iterator[Claim]:
    """Shorthand and words in quotation marks that are no part of a name found already."""
    spans_of = [match.span() for match in _SHORTHAND.finditer(text)]
    spans_of += [q.bounds for q in quotes(text) if _NAME[0] <= q.end - q.start <= _NAME[1]]
    for start, end in spans_of:
        if not any(claim.start <= start and end <= claim.end for claim in claims):
            sentence = around(spans, start)
            acting = owners.acting(start, sentence)
            yield Claim(ClaimKind.SHORTHAND, start, end, text[start:end], sentence, owners=acting)
