"""The region that a person types for a case, read as places; what is no place is not taken."""

import re
from typing import Final

from kg.correction.values import REGION_PARTS
from kg.ontology import Level
from kg.places import Unit, gazetteer
from kg.wording import quoted

_BETWEEN: Final = re.compile(r"[\s/／、>，,·]+")
# What the gazetteer may lack below a unit that it has: a new or masked town, village or park. It
# lacks no city and no county but a masked one.
_BELOW: Final = re.compile(
    r"[\w*＊×]{1,20}(?:区|镇|乡|苏木|街道|办事处|村|社区|农场|林场|牧场)"
    r"|(?=.{0,20}[*＊×])[\w*＊×]{1,20}(?:市|县|旗)"
)
_ABOVE_TOWNS: Final = frozenset(Level) - {Level.TOWN, Level.VILLAGE}
_OFFERED: Final = 4  # units of one name that are told


class NoRegion(Exception):
    """What is typed names no region; the message says in Chinese what to enter."""


def read_region(text: str) -> tuple[str, ...]:
    """A region from the top down, whole where the gazetteer knows it; empty for an unknown one.

    Names may stand without anything between them, and short: 浙江杭州余杭. Raises NoRegion.
    """
    units: list[Unit] = []
    below: list[str] = []
    for name in (one for part in _BETWEEN.split(text.strip()) for one in _names(part)):
        unit = None if below else _inside(name, units)
        if unit:
            units.append(unit)
        elif units and _BELOW.fullmatch(name) and not _is_county(name):
            below.append(name)
        else:
            raise NoRegion(_unread(name, units))
    return (*(gazetteer().path(units[-1]) if units else ()), *below)[:REGION_PARTS]


def _inside(name: str, units: list[Unit]) -> Unit | None:
    """The unit of this name, inside the last one where there is one."""
    unit = gazetteer().resolve(name, units)
    return unit if unit and (not units or gazetteer().inside(unit, units[-1])) else None


def _is_county(name: str) -> bool:
    """Whether a name is one of a county or more: the gazetteer lacks none of those."""
    return any(unit.level in _ABOVE_TOWNS for unit in gazetteer().named(name))


def _names(part: str) -> list[str]:
    """Names that stand in a word without anything between them; what is none stays whole."""
    found = gazetteer().find(part)
    names, end = [], 0
    for start, stop, _ in found:
        if start > end:
            break
        names.append(part[start:stop])
        end = stop
    return [*names, part[end:]] if end < len(part) else names


def _unread(name: str, units: list[Unit]) -> str:
    """Why a name is not taken, and what to enter."""
    if units and _is_county(name):
        return f"{quoted(name)}不在{quoted(units[-1].name)}之内，请核对后再填。"
    several = [gazetteer().path(unit) for unit in gazetteer().named(name)]
    if several:
        told = "、".join("".join(path) for path in several[:_OFFERED])
        more = f"等 {len(several)} 处" if len(several) > _OFFERED else ""
        return f"叫{quoted(name)}的地方不止一处：{told}{more}。请连同省、市一起写。"
    wanted = "请写到已有的县区或乡镇" if units else "请从省、市写起，如“浙江省 杭州市”"
    return f"没有认出{quoted(name)}是什么地方。{wanted}；不详留空。"
