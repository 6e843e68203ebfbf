"""What an engine knows of each case without its text: filters, facets, lengths."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from kg.places import gazetteer, short_names
from kg.search.engine import IndexedCase
from kg.text import is_masked

# What people leave out of a name when two characters and more remain: 径山(镇), 翠苑(社区).
_SUFFIX: Final = re.compile(
    r"(?<=..)(?:特别行政区|自治[区州县旗]|地区|街道|社区|[省市州盟县区旗镇乡村])$"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """One case as filters and facets see it.

    ``names`` are full and short names of its own region, ``lengths`` the number of tokens of
    title, heading and body and of character pairs, in the order of ``ranking.MEASURED``.
    """

    case_id: str
    path: str
    number: int
    region: tuple[str, ...]
    names: tuple[str, ...]
    theme: tuple[str, ...]
    level: tuple[str, ...]
    genre: tuple[str, ...]
    year: tuple[str, ...]
    entity: tuple[str, ...]
    copies: int
    lengths: tuple[int, ...]

    def encode(self) -> bytes:
        """Make bytes that ``decode`` takes."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":")).encode()

    @staticmethod
    def decode(data: bytes) -> "Facts":
        """Read what ``encode`` made. Raises ValueError, KeyError or TypeError if it did not."""
        fields: dict[str, Any] = json.loads(data)
        fields |= {name: tuple(value) for name, value in fields.items() if type(value) is list}
        return Facts(**fields)

    def values(self, facet: str) -> tuple[str, ...]:
        """Values under a facet, each once; a region's are its path and its ancestors' paths."""
        if facet == "region":
            return tuple("/".join(self.region[: i + 1]) for i in range(len(self.region)))
        values: tuple[str, ...] = getattr(self, facet)
        return values


def facts_of(indexed: IndexedCase, lengths: Sequence[int]) -> Facts:
    """Take from a case what filters and facets need."""
    case = indexed.case
    return Facts(
        case_id=case.id,
        path=indexed.path,
        number=case.number,
        region=case.region,
        names=place_names(case.region),
        theme=tuple(dict.fromkeys(case.themes)),
        level=(case.level.value,) if case.level else (),
        genre=(case.genre.value,),
        year=(case.date[:4],) if case.date else (),
        entity=tuple(dict.fromkeys(entity.id for entity in indexed.entities)),
        copies=indexed.copies,
        lengths=tuple(lengths),
    )


def place_names(names: Iterable[str]) -> tuple[str, ...]:
    """Full and short names of places, each once, sorted; masked names stand for nobody."""
    found: set[str] = set()
    for name in names:
        if name and not is_masked(name):
            found |= {name, _SUFFIX.sub("", name)}
            for unit in gazetteer().named(name):
                found.update(short_names(unit) if unit.name == name else ())
    return tuple(sorted(found))
