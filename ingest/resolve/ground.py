"""Places of a case as administrative units: what its region and its certain names settle."""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ingest.resolve.identity import entity_id
from ingest.resolve.national import is_listed
from kg.model import Entity, Mention, Relation
from kg.ontology import Kind, Level, RelationType
from kg.places import Context, Unit, gazetteer

_RANKS: Final = (("省", "自治区"), ("市", "州", "盟"), ("县", "区", "旗"), ("镇", "乡", "街道"))
# The last digits of a capital city's code within its province.
_CAPITAL: Final = "01"
_CITY_DIGITS: Final = 4
_KEPT: Final = 4096  # units kept as entities: all counties, and the towns of a region
_LOW: Final = frozenset({Level.TOWN, Level.VILLAGE})


def region_units(region: Sequence[str]) -> tuple[Unit, ...]:
    """Units of a region path, top down, as far as the gazetteer knows them."""
    units: list[Unit] = []
    for name in region:
        unit = gazetteer().resolve(name, units)
        if unit is not None:
            units.append(unit)
    return tuple(units)


def may_lie_anywhere(name: str) -> bool:
    """Whether an unsettled name is a county's or a city's, which need not lie in the region.

    Towns are otherwise: one that the gazetteer has only elsewhere is a new one of the region.
    """
    return any(unit.level is not Level.TOWN for unit in gazetteer().named(name))


def place_units(names: Iterable[str], region: Sequence[Unit]) -> dict[str, Unit]:
    """The unit of every place name that the region and the certain names of the case settle."""
    context = Context(gazetteer(), region)
    found: dict[str, Unit] = {}
    # High levels first: a county that is certain settles its towns, and they their villages.
    for name in sorted(names, key=lambda name: (_rank(name), name)):
        unit = gazetteer().resolve(name, context) or _capital(name)
        # 中关村 is no village of that name, whichever county has one.
        elsewhere = unit and unit.level in _LOW and is_listed(Kind.PLACE, name)
        if unit is not None and not elsewhere and not _strays(unit, [*region, *found.values()]):
            found[name] = unit
            context.add(unit)
    return found


def _strays(unit: Unit, certain: Sequence[Unit]) -> bool:
    """Whether a village lies outside all cities, counties and towns that the case has certain.

    Most names of villages are shared: one elsewhere in the province is another of that name.
    """
    if unit.level is not Level.VILLAGE:
        return False
    narrow = [one for one in certain if one.level not in {Level.PROVINCE, Level.VILLAGE}]
    return bool(narrow) and not any(gazetteer().inside(unit, one) for one in narrow)


def without_contradicted(
    units: Mapping[str, Unit], spans: Mapping[str, Sequence[Mention]]
) -> dict[str, Unit]:
    """The units but for towns and villages that the text puts elsewhere: 九井镇回龙村.

    What stands right before a name is where it lies. The gazetteer may have that name in another
    town alone, or in one that is no more: the text is believed. ``spans`` are mentions by name.
    """
    ends = {m.end: unit for name, unit in units.items() for m in spans.get(name, ())}

    def stated(name: str) -> list[Unit]:
        before = (ends.get(mention.start) for mention in spans.get(name, ()))
        return [unit for unit in before if unit is not None and unit.level is not units[name].level]

    def stands(name: str, unit: Unit) -> bool:
        above = stated(name) if unit.level in _LOW else []
        return not above or any(gazetteer().inside(unit, one) for one in above)

    return {name: unit for name, unit in units.items() if stands(name, unit)}


def _capital(name: str) -> Unit | None:
    """The provincial capital that a bare name means: 西安 is no district of another city."""
    cities = [unit for unit in gazetteer().named(name) if unit.level is Level.CITY]
    if len(cities) != 1 or cities[0].name == name:
        return None
    code = cities[0].code
    return cities[0] if code[:_CITY_DIGITS].endswith(_CAPITAL) else None


def _rank(name: str) -> int:
    if name.endswith(("村", "社区")):
        return len(_RANKS)
    return next((rank for rank, suffix in enumerate(_RANKS) if name.endswith(suffix)), 1)


@lru_cache(_KEPT)
def place_entity(unit: Unit) -> Entity:
    """The library-wide entity of an administrative unit."""
    path = gazetteer().path(unit)
    return Entity(
        entity_id(Kind.PLACE, unit.code),
        Kind.PLACE,
        unit.name,
        region=path,
        unit=unit.code,
        basis=f"行政区划：{'/'.join(path)}",
    )


def administration(
    units: Iterable[Unit],
) -> tuple[tuple[Entity, ...], tuple[Relation, ...]]:
    """Administrative parents of units as entities, and the gazetteer's edges up to them."""
    parents: dict[str, Entity] = {}
    edges: dict[tuple[str, str], Relation] = {}
    for unit in {unit.code: unit for unit in units}.values():
        line = (unit, *gazetteer().parents(unit))
        for inner, outer in pairwise(map(place_entity, line)):
            if (inner.id, outer.id) in edges:
                break
            parents.setdefault(outer.id, outer)
            edges[inner.id, outer.id] = Relation(
                inner.id, RelationType.LOCATED_IN, outer.id, None, "gazetteer"
            )
    return tuple(parents.values()), tuple(edges.values())
