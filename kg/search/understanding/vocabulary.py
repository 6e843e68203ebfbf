"""The names of a library, to be recognised in a query: entities with their other names."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Final

from kg import segment
from kg.model import Entity
from kg.ontology import Kind
from kg.places import gazetteer
from kg.search.engines.facts import place_names
from kg.text import known_spans

_SHORTEST: Final = 2  # one character names nothing by itself
_BETWEEN: Final = "\n"  # parts names that are normalised together


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
        self._counted = [(entity, cases) for entity, cases in entities if not entity.redacted]
        self._keys = list(_keys([entity for entity, _ in self._counted]))
        self.titles = tuple(titles)
        # Few of the names are ever asked for: what is known of one is put together then.
        self._places: defaultdict[str, list[int]] = defaultdict(list)
        for place, names in enumerate(self._keys):
            for name in names:
                self._places[name].append(place)

    @cached_property
    def entities(self) -> list[Known]:
        """All that have a name, most cases first."""
        return self._known(place for place, names in enumerate(self._keys) if names)

    def named(self, name: str) -> tuple[Known, ...]:
        """Entities of exactly this name or alias, most cases first."""
        return tuple(self._known(self._places.get(key(name), ())))

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
        return [
            (start, end, tuple(self._known(self._places[text[start:end]])))
            for start, end in known_spans(text, self._places, self._sizes)
        ]

    def inside(self, place: str) -> int:
        """How many places of the library lie inside a place, given by any of its names."""
        return max((self._inside[name] for name in place_names([place])), default=0)

    def _known(self, places: Iterable[int]) -> list[Known]:
        """What is known of entities, most cases first."""
        found = [
            Known(entity, self._keys[place], cases)
            for place in places
            for entity, cases in [self._counted[place]]
        ]
        return sorted(found, key=lambda one: (-one.cases, one.entity.name, one.entity.id))

    @cached_property
    def _sizes(self) -> list[int]:
        """Numbers of characters that names have, ascending."""
        return sorted(set(map(len, self._places)))

    @cached_property
    def _inside(self) -> Counter[str]:
        """Number of places inside each, by its full and short names."""
        counts: Counter[str] = Counter()
        for entity, _ in self._counted:
            if entity.kind is Kind.PLACE:
                counts.update(name for name in entity.region if name != entity.name)
        short: Counter[str] = Counter()
        for name, number in counts.items():
            for other in place_names([name]):
                short[other] = max(short[other], number)
        return short


def _keys(entities: Sequence[Entity]) -> Iterator[tuple[str, ...]]:
    """Names of each entity as searches see them; all are made so in one go, which is quicker."""
    written = list(map(_names, entities))
    together = key(
        _BETWEEN.join(name.replace(_BETWEEN, " ") for names in written for name in names)
    )
    said = map(str.strip, together.split(_BETWEEN))
    for names in written:
        yield tuple(one for one in dict.fromkeys(islice(said, len(names))) if len(one) >= _SHORTEST)


def _names(entity: Entity) -> tuple[str, ...]:
    """Names and aliases, the name first; of a place also without its suffix."""
    names = (entity.name, *entity.aliases)
    if entity.kind is Kind.PLACE and gazetteer().named(entity.name):
        names += place_names([entity.name])
    return names
