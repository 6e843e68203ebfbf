"""read_draft(): a text with all that it claims."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ingest import duplicates
from ingest.cleaning.wrapping import JOINT, unwrapped
from ingest.draft import Draft as Text
from ingest.drafting.figures import figures
from ingest.drafting.owners import Owners
from ingest.drafting.sentences import around
from ingest.extract.case import extract
from ingest.extract.quotes import LONGEST_NAME, quotes
from ingest.tagger import tag
from kg.draft import Claim, ClaimKind, Draft
from kg.model import Case, CaseEntity, Relation
from kg.ontology import Kind, RelationType
from kg.text import fold_lines, sentences

# Characters of one check: a long report; more is several drafts.
MOST: Final = 60_000
_WRAPPED: Final = 3  # long lines that show a width: a paragraph that was pasted from a mail
_SHORTEST_SAYING: Final = 10  # characters; what is shorter between marks is a name
# 1+3+N, 四个一, 三单两会: numbers that stand for a list known to those who made it.
_SHORTHAND: Final = re.compile(r"(?<![\d.+])\d{1,2}(?:[+＋](?:\d{1,2}|[NXnx]))+(?![\d.])")
_NAME: Final = (3, 20)  # characters of words in quotation marks that may be a name
_NAMED: Final = (Kind.INITIATIVE, Kind.HONOR)


def read_draft(text: str) -> Draft:
    """The claims of a draft in the order of its text; what is beyond 60,000 characters is cut.

    Lines that a program has cut in mid-sentence are joined: offsets are those of ``Draft.text``.
    """
    text = unwrapped(fold_lines(text)[:MOST], fewest=_WRAPPED).replace(JOINT, "")
    found = extract(Text(text, tags=tag(text)), "draft", 0)
    spans = list(sentences(text))
    claims = [
        *figures(text, found.metrics, spans, Owners(text, found.local)),
        *_named(found.local, spans),
        *_persons(found.local, found.relations, spans),
        *_sayings(text, spans),
    ]
    claims += _shorthand(text, spans, claims)
    claims.sort(key=lambda claim: (claim.start, claim.end))
    case = Case("draft", "draft", 1, 0, len(text), "")
    grams = duplicates.sample(duplicates.sketch(case, text))
    return Draft(text, tuple(claims), grams)


def _named(entities: Sequence[CaseEntity], spans: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Initiatives and honours, each at its first mention."""
    for entity in entities:
        if entity.kind in _NAMED and not entity.redacted:
            first = entity.mentions[0]
            sentence = around(spans, first.start)
            yield Claim(ClaimKind.INITIATIVE, first.start, first.end, entity.name, sentence)


def _persons(
    entities: Sequence[CaseEntity],
    relations: Sequence[Relation],
    spans: Sequence[tuple[int, int]],
) -> Iterator[Claim]:
    """Persons with the post that the draft gives them, and the body that it is of."""
    known = {entity.id: entity for entity in entities if entity.kind is Kind.PERSON}
    bodies = {entity.id: (entity.name,) for entity in entities if not entity.redacted}
    for relation in relations:
        person = known.get(relation.head)
        if relation.type is RelationType.HOLDS_POST and relation.post and person:
            told = (m for m in person.mentions if relation.start <= m.start < relation.end)
            first = next(told, person.mentions[0])
            sentence = around(spans, first.start)
            start, end = first.start, first.end
            yield Claim(
                ClaimKind.PERSON,
                start,
                end,
                person.name,
                sentence,
                post=relation.post,
                owners=bodies.get(relation.tail, ()),
            )


def _sayings(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Words in quotation marks that are long enough to be somebody's."""
    for quote in quotes(text):
        words = text[quote.start : quote.end]
        if quote.opening != "《" and (len(words) >= LONGEST_NAME or _is_said(words)):
            yield Claim(ClaimKind.SAYING, quote.start, quote.end, words, around(spans, quote.start))


def _is_said(words: str) -> bool:
    """Whether words are a sentence or a part of one rather than a name."""
    return len(words) >= _SHORTEST_SAYING and re.search(r"[，。！？；]", words) is not None


def _shorthand(
    text: str, spans: Sequence[tuple[int, int]], claims: Sequence[Claim]
) -> Iterator[Claim]:
    """Shorthand and words in quotation marks that are no part of a name found already."""
    spans_of = [match.span() for match in _SHORTHAND.finditer(text)]
    spans_of += [q.bounds for q in quotes(text) if _NAME[0] <= q.end - q.start <= _NAME[1]]
    for start, end in spans_of:
        if not any(claim.start <= start and end <= claim.end for claim in claims):
            yield Claim(ClaimKind.SHORTHAND, start, end, text[start:end], around(spans, start))
