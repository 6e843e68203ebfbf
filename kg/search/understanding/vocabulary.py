"""The names of a library, to be recognised in a query: entities with their other names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ahocorasick_rs import AhoCorasick

from kg import segment
from kg.model import Entity
from kg.ontology import Kind
from kg.places import gazetteer
from kg.search.engines.facts import place_names

_SHORTEST: Final = 2  # one character names nothing by itself


@dataclass(frozen=True, slots=True)
class Known:
    """An entity, its names as searches see them, and in how many cases it is named."""

    entity: Entity
    names: tuple[str, ...]
    cases: int


def key(name: str) -> str:
    """A name as searches see it: normalised, without quotation marks."""
    return segment.normalise(name).replace('"', "").strip()


class Vocabulary:
    """Entities of one generation of a library, most cases first. Masked names are left out."""

    def __init__(self, entities: Iterable[tuple[Entity, int]], titles: Iterable[str] = ()) -> None:
        """Take entities in, each with its number of cases."""
        known = [
            Known(entity, names, cases)
            for entity, cases in entities
            if not entity.redacted and (names := _names(entity))
        ]
        self.entities = sorted(known, key=lambda one: (-one.cases, one.entity.name, one.entity.id))
        self.titles = tuple(titles)
        self._named: defaultdict[str, list[Known]] = defaultdict(list)
        for one in self.entities:
            for name in one.names:
                self._named[name].append(one)

    def named(self, name: str) -> tuple[Known, ...]:
        """Entities of exactly this name or alias, most cases first."""
        return tuple(self._named.get(key(name), ()))

    def ids(self, kind: Kind, text: str) -> tuple[str, ...]:
        """Ids of entities of a kind with this name, else of those with this in a name."""
        wanted = key(text)
        exact = [one for one in self.named(text) if one.entity.kind is kind]
        found = exact or [
            one
            for one in self.entities
            if one.entity.kind is kind and any(wanted in name for name in one.names)
        ]
        return tuple(one.entity.id for one in found)

    def find(self, text: str) -> list[tuple[int, int, tuple[Known, ...]]]:
        """Names in a normalised text, overlapping ones too: start, end, entities."""
        automaton, names = self._automaton
        return [
            (start, end, tuple(self._named[names[number]]))
            for number, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        ]

    def inside(self, place: str) -> int:
        """How many places of the library lie inside a place, given by any of its names."""
        return max((self._inside[name] for name in place_names([place])), default=0)

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, Sequence[str]]:
        """Matcher over all names, and the names by its indexes."""
        names = sorted(self._named)
        return AhoCorasick(names), names

    @cached_property
    def _inside(self) -> Counter[str]:
        """Number of places inside each, by its full and short names."""
        counts: Counter[str] = Counter()
        for one in self.entities:
            entity = one.entity
            if entity.kind is Kind.PLACE:
                counts.update(name for name in entity.region if name != entity.name)
        short: Counter[str] = Counter()
        for name, number in counts.items():
            for other in place_names([name]):
                short[other] = max(short[other], number)
        return short


def _names(entity: Entity) -> tuple[str, ...]:
    """Names and aliases, each once, the name first; of a place also without its suffix."""
    names = [entity.name, *entity.aliases]
    if entity.kind is Kind.PLACE and gazetteer().named(entity.name):
        names += place_names([entity.name])
    keys = dict.fromkeys(key(name) for name in names)
    return tuple(name for name in keys if len(name) >= _SHORTEST)
