"""What an engine knows of each case without its text: filters, facets, lengths."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.places import gazetteer, short_names
from kg.search.engine import UNKNOWN, IndexedCase
from kg.text import is_masked

# What people leave out of a name when two characters and more remain: 径山(镇), 翠苑(社区).
_SUFFIX: Final = re.compile(
    r"(?<=..)(?:特别行政区|自治[区州县旗]|地区|街道|社区|[省市州盟县区旗镇乡村])$"
)
# Codes are digits: what has none sorts behind them, what has no region behind all.
_UNLISTED: Final = "~"
_LAST: Final = "~~"

_KEPT: Final = 8192  # places whose names are kept: most cases of a library name the same ones

# Facets under which having no value is worth finding; no theme or name is no finding.
_TELL_UNKNOWN: Final = ("region", "level", "year")


@dataclass(frozen=True, slots=True)
class Facts:
    """One case as filters and facets see it; ``date`` is empty where there is none.

    ``lengths`` are the numbers of tokens and of character pairs, see ``terms``.
    """

    case_id: str
    path: str
    number: int
    region: tuple[str, ...]
    theme: tuple[str, ...]
    level: tuple[str, ...]
    genre: tuple[str, ...]
    year: tuple[str, ...]
    role: tuple[str, ...]
    date: str
    entity: tuple[str, ...]
    copies: int
    lengths: tuple[int, ...]

    def values(self, facet: str) -> tuple[str, ...]:
        """Values under a facet, each once; a region's are its path and its ancestors' paths.

        A case without a region, level or year has the value ``unknown``.
        """
        if facet == "region" and self.region:
            return tuple("/".join(self.region[: i + 1]) for i in range(len(self.region)))
        values: tuple[str, ...] = getattr(self, facet)
        return values or ((UNKNOWN,) if facet in _TELL_UNKNOWN else ())


def facts_of(indexed: IndexedCase, lengths: Sequence[int]) -> Facts:
    """Take from a case what filters and facets need."""
    case = indexed.case
    return Facts(
        case_id=case.id,
        path=indexed.path,
        number=case.number,
        region=case.region,
        theme=tuple(dict.fromkeys(case.themes)),
        level=(case.level.value,) if case.level else (),
        genre=(case.genre.value,),
        year=(case.date[:4],) if case.date else (),
        role=tuple(sorted({str(p.role) for p in indexed.passages if p.role})),
        date=case.date or "",
        entity=tuple(dict.fromkeys(entity.id for entity in indexed.entities)),
        copies=indexed.copies,
        lengths=tuple(lengths),
    )


def place_order(region: Sequence[str]) -> tuple[str, ...]:
    """Key that sorts regions by their administrative codes, no region last.

    A part that the gazetteer does not have goes by its name, behind those it has.
    """
    if not region:
        return (_LAST,)
    key: list[str] = []
    parent: str | None = None
    for name in region:
        units = (u for u in gazetteer().named(name) if parent is None or u.parent == parent)
        unit = next(units, None)
        key.append(unit.code if unit else f"{_UNLISTED}{name}")
        parent = unit.code if unit else parent
    return tuple(key)


def place_names(names: Iterable[str]) -> tuple[str, ...]:
    """Full and short names of places, each once, sorted; masked names stand for nobody."""
    return tuple(sorted({one for name in names for one in _ways_to_say(name)}))


@lru_cache(_KEPT)
def _ways_to_say(name: str) -> frozenset[str]:
    """Full and short names of one place."""
    if not name or is_masked(name):
        return frozenset()
    units = (unit for unit in gazetteer().named(name) if unit.name == name)
    shorter = (short for unit in units for short in short_names(unit))
    return frozenset({name, _SUFFIX.sub("", name), *shorter})
