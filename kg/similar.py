"""Cases that resemble a case or one of its passages, each with what the two share."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from math import log
from typing import Final

from kg import segment
from kg.authors import is_media
from kg.datafiles import read_lines
from kg.errors import UnknownCase
from kg.model import Case, Entity, Passage, PassageHit, SimilarCase
from kg.ontology import Kind
from kg.places import gazetteer
from kg.results import hits_of
from kg.search.answering.texts import highlights
from kg.search.clauses import Word
from kg.search.engine import Found, Request
from kg.search.index import Index
from kg.store import Snapshot
from kg.text import unbroken

# Words of a text whose rarity is looked up, the most frequent ones, and of these the most telling
# that are searched: more would find the same cases more slowly.
_MOST_WEIGHED: Final = 80
_MOST_SEARCHED: Final = 18
_MOST_COMPARED: Final = 24  # cases found by words whose themes and names are looked at
# What a theme and a name that both have are worth, in parts of the score of the best case found.
_THEME: Final = 0.08
_NAME: Final = 0.12
_MOST_NAMES: Final = 3  # names that count; more are a list that both quote
_TOLD_TERMS: Final = 6
# Words of one passage that make a likeness, of cases of one theme, or to a single passage, and of
# others.
_FEWEST: Final = 2
_FEWEST_APART: Final = 3
# What scores less, in parts of the best case found, shares a word or two of hundreds.
_LEAST: Final = 0.3
# From here on a word's rarity in Chinese at large tells a subject (上报 .64, 网格 .74); below stand
# words of any report (划分 .53, 开展 .51), which help to find but are no reason to name.
_REASON: Final = 0.6
# Numbers in characters with what they count: 多个, 万名, 百余户.
_NUMBER: Final = re.compile(
    "[多几数两半一二三四五六七八九十百千万亿]+余?(?:[个名户人次条项件年月日天位处座栋亩吨份场批支种]|(?<=[万亿])元)"
)
# Names that tie two cases: half of all share a province, and everybody has a 党支部.
_TELLING: Final = frozenset({Kind.INITIATIVE, Kind.ORGANIZATION, Kind.PERSON, Kind.HONOR})
_COMMON: Final = 0.2  # part of the library from which on a word or name ties nothing
_FEW: Final = 5  # cases in which a word may stand however small the library is


# A sentence is found among the first dozen by its words: of 120 with every seventh character left
# out, in 10,000 cases, as many were as when a hundred texts were looked at.
_LOOKED_AT: Final = 12


@dataclass(frozen=True, slots=True)
class _Subject:
    """What others are to resemble: a case, or one passage of it."""

    case: Case
    passages: tuple[Passage, ...]
    names: tuple[Entity, ...]
    themes: tuple[str, ...]


def similar(
    snapshot: Snapshot, index: Index, case_id: str, *, passage_id: str | None, limit: int
) -> tuple[SimilarCase, ...]:
    """Cases that resemble one, or one of its passages, likest first; copies of it are none.

    Raises UnknownCase, also for a passage that is not the case's.
    """
    subject = _subject(snapshot, case_id, passage_id)
    total = index.find(Request(limit=0)).total
    terms = _telling_terms(index, subject, total)
    found = index.find(_request(terms))
    own = {subject.case.id, subject.case.duplicate_of}
    found = replace(found, hits=tuple(hit for hit in found.hits if hit.case_id not in own))
    likest = sorted(
        _compared(snapshot, found, subject, max(_FEW, total * _COMMON)),
        key=lambda one: -one.hit.score,
    )
    told = (_told(snapshot, one, terms) for one in likest)
    return tuple(islice((one for one in told if _is_alike(one, subject)), limit))


def _is_alike(one: SimilarCase, subject: _Subject) -> bool:
    """Whether what a passage has is a likeness: a name, or words that tell of the same."""
    if not one.hit.passages or one.hit.score < _LEAST:
        return False
    near = bool(one.themes) or len(subject.passages) == 1
    return bool(one.entities) or len(one.terms) >= (_FEWEST if near else _FEWEST_APART)


def worded(index: Index, text: str, limit: int) -> list[str]:
    """Ids of the cases that have most of a sentence's words, rare ones weighing more."""
    terms = dict.fromkeys(word for word in segment.word_texts(text) if len(word) > 1)
    request = replace(
        _request(list(terms)[:_MOST_SEARCHED]), limit=limit, looked_at=_LOOKED_AT, passages=False
    )
    return [hit.case_id for hit in index.find(request).hits] if terms else []


def _subject(snapshot: Snapshot, case_id: str, passage_id: str | None) -> _Subject:
    """Read a case, or one passage of it. Raises UnknownCase."""
    case = snapshot.case(case_id)
    passages = snapshot.passages_of(case_id)
    names = snapshot.entities_named_in(case_id)
    if passage_id is None:
        return _Subject(case, passages, names, case.themes)
    one = next((passage for passage in passages if passage.id == passage_id), None)
    if one is None:
        msg = f"case {case_id} has no passage {passage_id}"
        raise UnknownCase(msg)
    said = tuple(name for name in names if name.name in unbroken(one.text))
    return _Subject(case, (one,), said, one.themes)


def _telling_terms(index: Index, subject: _Subject, total: int) -> tuple[str, ...]:
    """Words that tell a text from others in the library, most telling first."""
    counts = Counter(_words(subject))
    told = Counter({word: times for word, times in counts.items() if _tells(word)})
    weighed: dict[str, float] = {}
    for word, times in told.most_common(_MOST_WEIGHED):
        cases = index.count(word)
        if 1 < cases <= max(_FEW, total / 2):
            rare = log(1 + total / cases) * segment.strangeness(word)
            weighed[word] = (1 + log(times)) * rare
    return tuple(sorted(weighed, key=lambda word: -weighed[word])[:_MOST_SEARCHED])


def _words(subject: _Subject) -> Iterator[str]:
    """Words of a subject and its headings, each as often as it stands there."""
    headings = dict.fromkeys(text for passage in subject.passages for text in passage.heading)
    for text in (*headings, *(passage.text for passage in subject.passages)):
        yield from segment.word_texts(text)


def _tells(word: str) -> bool:
    """Whether a word has two characters or more and is neither a number nor a place."""
    named = len(word) > 1 and not word.isascii() and not _NUMBER.fullmatch(word)
    return named and not gazetteer().named(word) and word not in _known_by_all()


def _request(terms: Sequence[str]) -> Request:
    """Ask for the cases that have most of the words."""
    return Request(
        clauses=tuple(Word(term, (term,), place=False) for term in terms),
        loose=True,
        limit=_MOST_COMPARED if terms else 0,
    )


def _compared(
    snapshot: Snapshot, found: Found, subject: _Subject, common: float
) -> Iterator[SimilarCase]:
    """Names and themes that each found case shares with the subject; its score goes up by them."""
    telling = {e.id: e for e in subject.names if _ties(e)}
    cases = snapshot.case_counts(telling)
    own = {key: entity for key, entity in telling.items() if cases.get(key, 0) <= common}
    best = max((hit.score for hit in found.hits), default=1.0)
    hits = hits_of(snapshot, found)
    named = snapshot.entity_ids_in([hit.case.id for hit in hits])
    for hit in hits:
        names = tuple(own[key] for key in named.get(hit.case.id, ()) if key in own)
        themes = tuple(theme for theme in subject.themes if theme in hit.case.themes)
        score = hit.score / best + _THEME * len(themes) + _NAME * min(len(names), _MOST_NAMES)
        yield SimilarCase(replace(hit, score=score), terms=(), entities=names, themes=themes)


def _ties(entity: Entity) -> bool:
    """Whether cases that both name an entity have to do with one another.

    Leaders and programmes of the state are named everywhere, and a paper writes of anybody.
    """
    return (
        entity.kind in _TELLING
        and not entity.redacted
        and entity.name not in _known_by_all()
        and not is_media(entity.name)
    )


@cache
def _known_by_all() -> frozenset[str]:
    lists = ("national_figures.txt", "national_programmes.txt")
    return frozenset(name for one in lists for name in read_lines("lexicon", one))


def _told(snapshot: Snapshot, one: SimilarCase, terms: Sequence[str]) -> SimilarCase:
    """A found case with the passages that have most of what it shares, and the words they have.

    Words that stand far apart in a long text are no reason: it has a word of everything.
    """
    names = [segment.normalise(entity.name) for entity in one.entities]
    reasons = [
        term
        for term in terms
        if segment.strangeness(term) >= _REASON and not any(term in name for name in names)
    ]
    passages = snapshot.passages_of(one.hit.case.id)
    shared = ((_shared(passage, (*names, *reasons)), passage) for passage in passages)
    best = sorted((found for found in shared if found[0]), key=lambda found: -len(found[0]))
    shown = [
        PassageHit(passage, highlights(segment.normalise(passage.text), said))
        for said, passage in best[: len(one.hit.passages) or 1]
    ]
    there = set(best[0][0]) if best else set()
    told = tuple(term for term in reasons if term in there)[:_TOLD_TERMS]
    return replace(one, hit=replace(one.hit, passages=tuple(shown)), terms=told)


def _shared(passage: Passage, words: Sequence[str]) -> tuple[str, ...]:
    """Those of some normalised words that a passage says."""
    text = segment.normalise(unbroken(passage.text))
    return tuple(word for word in words if word in text)
