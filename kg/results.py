"""What the engine found, turned from ids into results that can be shown."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from kg import segment
from kg.model import Facet, Hit, PassageHit, Query, Results, Understanding
from kg.ontology import GENRE_LABELS, LEVEL_LABELS, UNKNOWN_LABELS, Genre, Kind, Level
from kg.search.answering.texts import highlights
from kg.search.engine import FACETS, UNKNOWN, Found
from kg.store import Snapshot

# Names offered where nothing, or nothing with all the words, was found.
_SUGGESTIONS: Final = 5
_KEPT: Final = 8192  # paths of regions that are parted once: the country has 3,200 down to counties

_LABELS: Final[dict[str, Mapping[str, str]]] = {
    "level": {str(Level(level)): label for level, label in LEVEL_LABELS.items()},
    "genre": {str(Genre(genre)): label for genre, label in GENRE_LABELS.items()},
}


def to_results(
    snapshot: Snapshot,
    query: Query,
    found: Found,
    understanding: Understanding,
    meant: tuple[str, ...] = (),
) -> Results:
    """Results for what the engine found; cases that are gone by now are left out.

    ``meant`` are texts that the query may have been meant for; names that begin like it follow.
    """
    names = () if found.total and not found.relaxed else _suggestions(snapshot, query)
    return Results(
        query=query,
        total=found.total,
        hits=hits_of(snapshot, found),
        facets={name: _facets(snapshot, name, found.facets.get(name, ())) for name in FACETS},
        suggestions=tuple(dict.fromkeys((*meant, *names)))[:_SUGGESTIONS],
        whole=found.whole,
        choices={name: _facets(snapshot, name, counts) for name, counts in found.choices.items()},
        understanding=understanding,
    )


def hits_of(snapshot: Snapshot, found: Found) -> tuple[Hit, ...]:
    """Hits in the engine's order."""
    cases = snapshot.cases(hit.case_id for hit in found.hits)
    files = snapshot.files({case.source for case in cases.values()})
    passages = snapshot.passages(p.passage_id for hit in found.hits for p in hit.passages)
    return tuple(
        Hit(
            case=case,
            path=files[case.source].path,
            score=hit.score,
            passages=tuple(
                PassageHit(passages[p.passage_id], p.highlights)
                for p in hit.passages
                if p.passage_id in passages
            ),
            copies=hit.copies,
            lacking=hit.lacking,
            signed=highlights(segment.normalise(case.issuer or ""), hit.aside),
            marks=files[case.source].marks,
        )
        for hit in found.hits
        if (case := cases.get(hit.case_id))
    )


def _facets(
    snapshot: Snapshot, name: str, counts: tuple[tuple[str, int], ...]
) -> tuple[Facet, ...]:
    """Values of one facet with their labels, as the engine ranks them; regions as a tree."""
    if name == "region":
        return tuple(_regions(counts))
    if name == "entity":
        return _entities(snapshot.labels(value for value, _ in counts), counts)
    labels = {**_LABELS.get(name, {}), UNKNOWN: UNKNOWN_LABELS.get(name, UNKNOWN)}
    return tuple(Facet(value, labels.get(value, value), count) for value, count in counts)


def _regions(counts: tuple[tuple[str, int], ...]) -> Iterator[Facet]:
    """Region paths, each followed by what lies inside it, siblings in the engine's order.

    Cases without a region come last, however many they are.
    """
    inside: defaultdict[str, list[Facet]] = defaultdict(list)
    for path, count in sorted(counts, key=_is_nowhere):
        above, label, depth = _region_parts(path)
        inside[above].append(Facet(path, label, count, depth))
    waiting = inside[""][::-1]
    while waiting:
        region = waiting.pop()
        yield region
        if region.value in inside:
            waiting += inside[region.value][::-1]


def _is_nowhere(counted: tuple[str, int]) -> bool:
    """Whether a count is that of the cases without a region."""
    return counted[0] == UNKNOWN


@lru_cache(_KEPT)
def _region_parts(path: str) -> tuple[str, str, int]:
    """Path of what holds a region, empty where nothing does; its label; its depth."""
    above, _, name = path.rpartition("/")
    return above, UNKNOWN_LABELS["region"] if path == UNKNOWN else name, path.count("/")


def _entities(
    labels: Mapping[str, tuple[str, Kind]], counts: tuple[tuple[str, int], ...]
) -> tuple[Facet, ...]:
    """Entities with their names and kinds; those that are gone by now are left out."""
    return tuple(
        Facet(value, labels[value][0], count, kind=labels[value][1])
        for value, count in counts
        if value in labels
    )


def _suggestions(snapshot: Snapshot, query: Query) -> tuple[str, ...]:
    """Names of entities that begin with the query."""
    if not query.text.strip():
        return ()
    return tuple(n for n in snapshot.names_from(query.text, _SUGGESTIONS) if n != query.text)
