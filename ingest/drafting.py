"""Reading a draft with the finders of ingestion: what it claims, and what it may have copied."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from ingest import duplicates
from ingest.draft import Draft as Text
from ingest.extract.case import extract
from ingest.extract.quotes import LONGEST_NAME, quotes
from ingest.tagger import tag
from kg.draft import Claim, ClaimKind, Draft
from kg.draft.likeness import own_places
from kg.model import Case, CaseEntity, Metric, Relation
from kg.ontology import Kind, RelationType
from kg.text import fold_lines, sentences

# Characters of one check: a long report; more is several drafts.
MOST: Final = 60_000
_SHORTEST_SAYING: Final = 10  # characters; what is shorter between marks is a name
# 1+3+N, 四个一, 三单两会: numbers that stand for a list known to those who made it.
_SHORTHAND: Final = re.compile(r"(?<![\d.+])\d{1,2}(?:[+＋](?:\d{1,2}|[NXnx]))+(?![\d.])")
# A number with its unit and what it counts, wherever the finders read no figure.
_COUNTED: Final = re.compile(
    r"(?<![\d.,第+＋/-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)([万亿]?)[余多]?"
    r"([个名家户处项件支次所座条场人篇份套台间亩元吨])(?![月年])(?:的)?([\u4e00-\u9fff]{2,8})(?=[，。；、\n]|$)"
)
_TIMES: Final = {"": 1.0, "万": 1e4, "亿": 1e8}
_NAME: Final = (3, 20)  # characters of words in quotation marks that may be a name
_NAMED: Final = (Kind.INITIATIVE, Kind.HONOR)


def read_draft(text: str) -> Draft:
    """The claims of a draft in the order of its text; what is beyond 60,000 characters is cut."""
    text = fold_lines(text)[:MOST]
    found = extract(Text(text, tags=tag(text)), "draft", 0)
    spans = list(sentences(text))
    places = _places(text, found.local)
    claims = [
        *(
            _figure(m, _around(spans, m.start), places, text)
            for m in (*found.metrics, *_missed(text, found.metrics))
        ),
        *_named(found.local, spans),
        *_persons(found.local, found.relations, spans),
        *_sayings(text, spans),
    ]
    claims += _shorthand(text, spans, claims)
    claims.sort(key=lambda claim: (claim.start, claim.end))
    case = Case("draft", "draft", 1, 0, len(text), "")
    grams = duplicates.sample(duplicates.sketch(case, text))
    return Draft(text, tuple(claims), grams)


def _missed(text: str, metrics: Sequence[Metric]) -> Iterator[Metric]:
    """Numbers that the finders took for no figure: nothing that a draft counts goes unsaid."""
    for match in _COUNTED.finditer(text):
        if any(m.start < match.end() and match.start() < m.end for m in metrics):
            continue
        number, times, unit, measure = match.groups()
        value = float(number.replace(",", "")) * _TIMES[times]
        start, end = match.span()
        yield Metric("draft", None, measure, value, unit, match[0], start, end)


def _figure(
    metric: Metric, sentence: tuple[int, int], places: Sequence[tuple[int, int]], text: str
) -> Claim:
    """A figure with the places of its sentence, else those named last before in its paragraph."""
    opens = text.rfind("\n", 0, metric.start) + 1
    inside = [span for span in places if sentence[0] <= span[0] < sentence[1]]
    before = [span for span in places if opens <= span[0] < sentence[0]]
    told = inside or before[-1:]
    names = dict.fromkeys(text[start:end] for start, end in told)
    start, end = metric.start, metric.end
    return Claim(
        ClaimKind.FIGURE, start, end, metric.text, sentence, metric=metric, places=tuple(names)
    )


def _places(text: str, entities: Sequence[CaseEntity]) -> list[tuple[int, int]]:
    """Where the draft names places, its writer's own (我县) too; of 甲省乙市 the inner one."""
    named = [entity for entity in entities if entity.kind is Kind.PLACE and not entity.redacted]
    spans = {(m.start, m.end) for entity in named for m in entity.mentions}
    spans |= {match.span() for match in own_places(text)}
    begins = {start for start, _ in spans}
    widest = (s for s in spans if not any(o != s and o[0] <= s[0] and s[1] <= o[1] for o in spans))
    return sorted(span for span in widest if span[1] not in begins)


def _around(spans: Sequence[tuple[int, int]], at: int) -> tuple[int, int]:
    """Sentence that holds an offset."""
    place = bisect_right(spans, (at, len(spans) and spans[-1][1])) - 1
    return spans[place] if place >= 0 else (at, at)


def _named(entities: Sequence[CaseEntity], spans: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Initiatives and honours, each at its first mention."""
    for entity in entities:
        if entity.kind in _NAMED and not entity.redacted:
            first = entity.mentions[0]
            around = _around(spans, first.start)
            yield Claim(ClaimKind.INITIATIVE, first.start, first.end, entity.name, around)


def _persons(
    entities: Sequence[CaseEntity],
    relations: Sequence[Relation],
    spans: Sequence[tuple[int, int]],
) -> Iterator[Claim]:
    """Persons with the post that the draft gives them."""
    known = {entity.id: entity for entity in entities if entity.kind is Kind.PERSON}
    for relation in relations:
        person = known.get(relation.head)
        if relation.type is RelationType.HOLDS_POST and relation.post and person:
            told = (m for m in person.mentions if relation.start <= m.start < relation.end)
            first = next(told, person.mentions[0])
            around = _around(spans, first.start)
            start, end = first.start, first.end
            yield Claim(ClaimKind.PERSON, start, end, person.name, around, post=relation.post)


def _sayings(text: str, spans: Sequence[tuple[int, int]]) -> Iterator[Claim]:
    """Words in quotation marks that are long enough to be somebody's."""
    for quote in quotes(text):
        words = text[quote.start : quote.end]
        if quote.opening != "《" and (len(words) >= LONGEST_NAME or _is_said(words)):
            yield Claim(
                ClaimKind.SAYING, quote.start, quote.end, words, _around(spans, quote.start)
            )


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
            yield Claim(ClaimKind.SHORTHAND, start, end, text[start:end], _around(spans, start))
