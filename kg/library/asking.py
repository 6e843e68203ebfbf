"""Asking a library in a person's words: names recognised, slips put right, suggestions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from itertools import islice
from typing import Final

from kg.datafiles import read_lines
from kg.library.names import LatestNames, Names
from kg.model import Entity, EntityCard, Query, Results, Suggestion, Tie, Understanding
from kg.ontology import Kind
from kg.results import to_results
from kg.search.answering.weights import Weights
from kg.search.clauses import Having
from kg.search.engine import Found
from kg.search.index import Index
from kg.search.understanding.query import Parsed, read
from kg.search.understanding.spelling import Correction
from kg.search.understanding.synonyms import synonyms_of
from kg.search.understanding.vocabulary import Known, key
from kg.store import Snapshot, Store

_MOST_CARDS: Final = 3
# Reading a query with a place, a number and a question opens all dictionaries that reading needs.
_ANY: Final = "2023年浙江怎么做党建"
_MOST_TIES: Final = 6  # lines of a card that stands beside the results
# A person is known by one or two posts of a body; earlier ones stand on his page.
_MOST_POSTS: Final = 2
_OFFERED: Final = frozenset({Kind.INITIATIVE, Kind.ORGANIZATION, Kind.HONOR})


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query, how it was read, what was found for it."""

    query: Query
    parsed: Parsed
    found: Found


class Asking:
    """Answers queries over one store and its index. Safe among threads."""

    def __init__(self, store: Store, index: Index, weights: Weights | None = None) -> None:
        """Read names when first asked; ``weights`` other than the usual are for measuring."""
        self._weights = weights or Weights()
        self._store = store
        self._index = index
        self._names = LatestNames(store, index)

    def close(self) -> None:
        """Wait for names that are being read."""
        self._names.close()

    def outdate(self) -> None:
        """Read names anew for the next search, however short ago they were read."""
        self._names.outdate()

    def prepare(self) -> None:
        """Read now what the first search, suggestion and correction would wait for."""
        names = self._names.get(self._store.generation)
        read(Query(_ANY), names.vocabulary)
        names.prepare()

    def search(self, query: Query, snapshot: Snapshot) -> Results:
        """Find cases that answer. Raises InvalidQuery, and IndexUnusable if the index is gone."""
        names = self._names.get(snapshot.generation)
        typed, query = query, replace(query, entity=_entity_ids(snapshot, query))
        asked = self._ask(query, names)
        meant = _meant(asked, names)
        corrected = None
        if query.correct and meant and meant[0].sure:
            again = self._ask(replace(query, text=meant[0].text), names)
            if again.found.total and len(again.found.missing) < max(len(asked.found.missing), 1):
                asked, corrected = again, meant[0].text
                meant = tuple(one for one in meant[1:] if one.sure)
        left = len(asked.found.missing) if corrected else len(asked.found.missing) - 1
        others = tuple(one.text for one in meant if self._missing(query, one, names) <= left)
        others = others or (() if corrected else names.spelling.names_like(query.text))
        understanding = _understanding(snapshot, asked, corrected)
        return to_results(snapshot, typed, asked.found, understanding, others)

    def matching(self, query: Query, snapshot: Snapshot, most: int) -> tuple[str, ...]:
        """Ids of up to ``most`` cases that answer as the query is typed, nothing put right.

        Raises InvalidQuery, and IndexUnusable if the index is gone.
        """
        query = replace(query, entity=_entity_ids(snapshot, query))
        request = self._read(query, self._names.get(snapshot.generation)).request
        request = replace(request, limit=most, offset=0, passages=False)
        found = self._index.find(request)
        # Cases that have some of the words are shown where none has all; they answer nothing.
        partly = found.relaxed and not request.loose
        return () if partly else tuple(hit.case_id for hit in found.hits)

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """What may be meant by what is typed so far."""
        return self._names.get(self._store.generation).suggester.find(typed, limit)

    def common_names(self, limit: int) -> tuple[Suggestion, ...]:
        """What names things done: practices, organizations, honours; those in most cases first."""
        known = (
            one
            for one in self._names.get(self._store.generation).vocabulary.entities
            if one.entity.kind in _OFFERED and one.cases and not _is_common(one)
        )
        return tuple(
            Suggestion(one.entity.name, one.entity.kind, one.cases) for one in islice(known, limit)
        )

    def _ask(self, query: Query, names: Names) -> _Asked:
        """Read a query and find what answers.

        Years told from today count where a case of them, of the place asked for, has all words. A
        long question tells its year by the way, and most texts tell none at all.
        """
        parsed = self._read(query, names)
        if parsed.understood.years and query.years:
            request = parsed.request
            found = self._index.find(replace(request, clauses=(*request.clauses, *_home(parsed))))
            if not request.is_long and (found.whole or not request.words):
                return _Asked(query, parsed, found)
            query = replace(query, years=False)
            parsed = self._read(query, names)
        return _Asked(query, parsed, self._index.find(parsed.request))

    def _read(self, query: Query, names: Names) -> Parsed:
        """Read a query today, to be weighed as this library weighs."""
        parsed = read(query, names.vocabulary, today=datetime.now().astimezone().year)
        return replace(parsed, request=replace(parsed.request, weights=self._weights))

    def _missing(self, query: Query, meant: Correction, names: Names) -> int:
        """How many words of a query put right are nowhere still."""
        return len(self._ask(replace(query, text=meant.text, limit=0), names).found.missing)


def _home(parsed: Parsed) -> tuple[Having, ...]:
    """What a case is asked to be of: the places read."""
    return tuple(Having("region", (place,)) for place in parsed.understood.places)


def _entity_ids(snapshot: Snapshot, query: Query) -> tuple[str, ...]:
    """Ids of the entities meant by ids or names; of same names the one in most cases."""
    asked = (query.entity,) if isinstance(query.entity, str) else query.entity or ()
    wanted = [name for name in asked if name]
    ids = snapshot.labels(wanted) if wanted else {}
    return tuple(name if name in ids else next(iter(snapshot.named(name)), name) for name in wanted)


def _meant(asked: _Asked, names: Names) -> tuple[Correction, ...]:
    """What a query with words that are nowhere may have been meant for; long ones speak so.

    A place that there is was meant, whether the library has it or not.
    """
    request, found = asked.parsed.request, asked.found
    places = asked.parsed.understood.places
    missing = [word for word in found.missing if word not in places]
    torn = [word for word in found.torn if word not in places]
    if request.is_long or not (missing or torn):
        return ()
    return names.spelling.corrected(asked.query.text, missing, torn, question=request.loose)


def _understanding(snapshot: Snapshot, asked: _Asked, corrected: str | None) -> Understanding:
    """How a query was read, in the order of its words."""
    read_as = asked.parsed.understood
    return Understanding(
        places=tuple(read_as.places.values()),
        synonyms=tuple(read_as.synonyms.items()),
        entities=_cards(snapshot, read_as.entities.values()),
        themes=tuple(read_as.themes),
        role=read_as.role,
        missing=asked.found.missing,
        corrected=corrected,
        notes=asked.parsed.notes,
        left_out=tuple(read_as.left_out.values()),
        years=tuple(read_as.years.values()),
    )


def _cards(snapshot: Snapshot, known: Iterable[Known]) -> tuple[EntityCard, ...]:
    """Cards of the entities that a query names, without those of words that everybody uses."""
    shown = (one for one in known if one.cases and not _is_common(one))
    return tuple(
        EntityCard(one.entity, one.cases, _ties(snapshot, one.entity))
        for one in islice(shown, _MOST_CARDS)
    )


def _ties(snapshot: Snapshot, entity: Entity) -> tuple[Tie, ...]:
    """What an entity is tied to by the words of cases, each once, tied most often first."""
    likeliest = snapshot.strongest_ties(entity.id, _MOST_TIES)
    if not likeliest:
        return ()
    others = snapshot.entities(other for _, other, _ in likeliest)
    told = snapshot.told_of_ties(entity.id)
    return tuple(
        Tie(kind, others[other], outward, dates, posts[:_MOST_POSTS])
        for kind, other, outward in likeliest
        if other in others
        for dates, posts in [told.get((kind, other), ((), ()))]
    )


def _is_common(known: Known) -> bool:
    """Whether an organization's or a place's name is a word of the field (党支部)."""
    if known.entity.kind not in {Kind.ORGANIZATION, Kind.PLACE}:
        return False
    name = key(known.entity.name)
    return bool(synonyms_of(name)) or name in _domain_words()


@cache
def _domain_words() -> frozenset[str]:
    return frozenset(read_lines("lexicon", "domain_words.txt"))
