"""Asking a library in a person's words: names recognised, slips put right, suggestions."""

import threading
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import islice
from time import monotonic
from typing import Final

from kg.answer import to_results
from kg.datafiles import read_lines
from kg.index import Index
from kg.model import Entity, EntityCard, Query, Results, Suggestion, Tie, Understanding
from kg.ontology import Kind, RelationType
from kg.search.engine import Found
from kg.search.query import Parsed, read
from kg.search.spelling import Correction, Spelling
from kg.search.suggest import Suggester
from kg.search.synonyms import synonyms_of
from kg.search.vocabulary import Known, Vocabulary, key
from kg.search.weights import Weights
from kg.store import Snapshot, Store

_MOST_CARDS: Final = 3
_MOST_TIES: Final = 6  # lines of a card that stands beside the results
_OFFERED: Final = frozenset({Kind.INITIATIVE, Kind.ORGANIZATION, Kind.HONOR})
# Names are read anew when the store moved on, but for at most a tenth of the time, so that a
# long ingest beside an open page costs searches little.
_PATIENCE: Final = 10


class Names:
    """What is known of the names of one generation; made when first asked."""

    def __init__(self, snapshot: Snapshot, index: Index) -> None:
        """Read the names of a snapshot."""
        begun = monotonic()
        self.generation = snapshot.generation
        self.vocabulary = Vocabulary(snapshot.counted_entities(), snapshot.titles())
        self._index = index
        self.read_at = monotonic()
        self.seconds = self.read_at - begun

    @cached_property
    def suggester(self) -> Suggester:
        """Suggestions from the names."""
        return Suggester(self.vocabulary)

    @cached_property
    def spelling(self) -> Spelling:
        """Corrections from the names."""
        return Spelling(self.vocabulary, self.suggester, self._index.count)


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
        self._names: Names | None = None
        self._reading = threading.Lock()

    def search(self, query: Query) -> Results:
        """Find cases that answer. Raises InvalidQuery, and IndexUnusable if the index is gone."""
        names = self._current()
        asked = self._ask(query, names)
        meant = _meant(asked, names)
        corrected = None
        if query.correct and meant and meant[0].sure:
            again = self._ask(replace(query, text=meant[0].text), names)
            if again.found.total and len(again.found.missing) < max(len(asked.found.missing), 1):
                asked, corrected = again, meant[0].text
                meant = tuple(one for one in meant[1:] if one.sure)
        others = tuple(one.text for one in meant)
        with self._store.reading() as snapshot:
            understanding = _understanding(snapshot, asked, corrected)
            return to_results(snapshot, query, asked.found, understanding, others)

    def suggest(self, typed: str, limit: int) -> tuple[Suggestion, ...]:
        """What may be meant by what is typed so far."""
        return self._current().suggester.find(typed, limit)

    def common_names(self, limit: int) -> tuple[Suggestion, ...]:
        """What names things done: practices, organizations, honours; those in most cases first."""
        known = (
            one
            for one in self._current().vocabulary.entities
            if one.entity.kind in _OFFERED and one.cases and not _is_common(one)
        )
        return tuple(
            Suggestion(one.entity.name, one.entity.kind, one.cases) for one in islice(known, limit)
        )

    def _ask(self, query: Query, names: Names) -> _Asked:
        """Read a query and find what answers."""
        parsed = read(query, names.vocabulary)
        request = replace(parsed.request, weights=self._weights)
        return _Asked(query, parsed, self._index.find(request))

    def _current(self) -> Names:
        """Names of the store as it is now, or was a moment ago."""
        with self._reading:
            names = self._names
            if names is None or self._is_stale(names):
                with self._store.reading() as snapshot:
                    self._names = names = Names(snapshot, self._index)
            return names

    def _is_stale(self, names: Names) -> bool:
        if names.generation == self._store.generation:
            return False
        return monotonic() - names.read_at >= _PATIENCE * names.seconds


def _meant(asked: _Asked, names: Names) -> tuple[Correction, ...]:
    """What a query with words that are nowhere may have been meant for; long ones speak so.

    A place that there is was meant, whether the library has it or not.
    """
    request, found = asked.parsed.request, asked.found
    places = asked.parsed.understood.places
    missing = [word for word in found.missing if word not in places]
    if request.is_long or not missing:
        return ()
    return names.spelling.corrected(asked.query.text, missing, question=request.loose)


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
    counted: Counter[tuple[RelationType, str, bool]] = Counter(
        (edge.type, edge.tail if edge.head == entity.id else edge.head, edge.head == entity.id)
        for edge, _ in snapshot.relations_of(entity.id)
        if edge.case
    )
    likeliest = counted.most_common(_MOST_TIES)
    others = snapshot.entities(other for (_, other, _), _ in likeliest)
    return tuple(
        Tie(kind, others[other], outward)
        for (kind, other, outward), _ in likeliest
        if other in others
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
