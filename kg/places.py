"""The gazetteer: names to administrative units, their parents, and what a context makes certain.

Units and villages come from data/gazetteer (origin and dates in data/README.md).
"""

import lzma
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Final

import numpy as np
from ahocorasick_rs import AhoCorasick
from numpy.typing import NDArray

from kg.datafiles import data_path
from kg.memory import lasting
from kg.ontology import Level
from kg.text import known_spans

_LEVELS: Final = {"1": Level.PROVINCE, "2": Level.CITY, "3": Level.COUNTY, "4": Level.TOWN}

# The 55 minorities as unit names spell them (GB/T 3304), with or without 族; longest first.
_PEOPLE: Final = (
    "蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|"
    "纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|"
    "鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺"
)
# 宁蒗|彝族|自治县, 伊犁|哈萨克|自治州, 龙胜|各族|自治县, 翠玉|傈僳族普米族|乡.
_ETHNIC: Final = re.compile(
    rf"^(?P<core>.{{2,}}?)(?:各族|(?:(?:{_PEOPLE})族)+|族|蒙古|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔)?"
    rf"(?:民族)?(?:自治)?(?P<kind>[州县旗区乡镇])$"
)
_PROVINCE: Final = re.compile(r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$")
# 科尔沁左翼后旗 is 科左后旗, 乌拉特前旗 乌前旗.
_BANNER: Final = re.compile(
    r"(?P<core>[\u4e00-\u9fff]{2,4}?)(?:(?P<wing>[左右])翼)?(?P<part>[左右前中后])旗"
)
# 兰州新 (of 兰州新区) is no name: 兰州|新建.
_SUFFIX: Final = re.compile(
    r"(?:自治[州县旗]|地区|林区|特区|(?<![\u4e00-\u9fff]{2}新)(?<!新片)区|[市盟县旗州])$"
)
# Names that a single county, city or province has need no context; town names repeat too much.
_UNIQUE_LEVELS: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})
_FAR: Final = 99  # more steps than the five levels can have
_LINE_MASK: Final = 0xFFFF  # 41,271 lines of villages fit in 16 bits
_HASH_MASK: Final = 0xFFFFFFFFFFFF0000  # a name's hash has the upper 48 bits of 64
_VILLAGE: Final = re.compile(r"(?:村|社区|嘎查|大队|居委会|村委会)$")


@dataclass(frozen=True, slots=True)
class Unit:
    """One administrative unit. A ``code`` with a slash is no official one: parent/name."""

    code: str
    name: str
    level: Level
    parent: str | None

    def __hash__(self) -> int:
        """What the code has: no two units share one, and sets of units are made all the time."""
        return hash(self.code)


class Gazetteer:
    """Units from province to town by code and by name; villages on first use.

    Tuples of units are in code order unless a docstring says otherwise.
    """

    def __init__(self, units: Iterable[Unit]) -> None:
        """Index the units by code and by every name they go by."""
        self._units = {unit.code: unit for unit in units}
        self._named: defaultdict[str, list[Unit]] = defaultdict(list)
        for unit in self._units.values():
            for name in (unit.name, *short_names(unit)):
                self._named[name].append(unit)

    def unit(self, code: str) -> Unit:
        """Look up a code, villages included; raises KeyError for an unknown one."""
        if code in self._units:
            return self._units[code]
        parent, _, name = code.rpartition("/")
        if not self.villages(name, self._units[parent]):
            raise KeyError(code)
        return Unit(code, name, Level.VILLAGE, parent)

    def parents(self, unit: Unit) -> tuple[Unit, ...]:
        """Units above this one, nearest first."""
        found = []
        while unit.parent:
            unit = self._units[unit.parent]
            found.append(unit)
        return tuple(found)

    def path(self, unit: Unit) -> tuple[str, ...]:
        """Names from the province down to the unit itself."""
        return (*(parent.name for parent in reversed(self.parents(unit))), unit.name)

    def inside(self, unit: Unit, ancestor: Unit) -> bool:
        """Whether a unit is the ancestor or lies anywhere below it."""
        code: str | None = unit.code
        while code and code != ancestor.code:
            code = unit.parent if code == unit.code else self._units[code].parent
        return bool(code)

    def named(self, name: str) -> tuple[Unit, ...]:
        """Units of a full or short name, province to town; empty where there is none."""
        return tuple(self._named.get(name, ()))

    def villages(self, name: str, within: Unit | None) -> tuple[Unit, ...]:
        """Villages and communities of exactly this name, anywhere or inside one unit."""
        found = (self._units[code] for code in self._villages.parents(name))
        return tuple(
            Unit(f"{parent.code}/{name}", name, Level.VILLAGE, parent.code)
            for parent in found
            if within is None or self.inside(parent, within)
        )

    def find(self, text: str) -> list[tuple[int, int, tuple[Unit, ...]]]:
        """Leftmost-longest names in a text: start, end, and all units the name may mean."""
        found = []
        end = 0
        for start, stop, units in sorted(self.find_all(text), key=lambda m: (m[0], -m[1])):
            if start >= end:
                found.append((start, stop, units))
                end = stop
        return found

    def leading(self, text: str) -> tuple[str, Sequence[Unit]]:
        """The longest name that a short text begins with, and all units that it may mean."""
        # Hardly any text begins so: two characters tell most others apart.
        if text[:2] in self._openings:
            for size in range(len(text), 1, -1):
                if text[:size] in self._named:
                    return text[:size], self._named[text[:size]]
        return "", ()

    def find_all(self, text: str) -> list[tuple[int, int, tuple[Unit, ...]]]:
        """Names in a text, overlapping ones too, by their ends: start, end, units."""
        automaton, names = self._automaton
        return [
            (start, end, tuple(self._named[names[index]]))
            for index, start, end in automaton.find_matches_as_indexes(text, overlapping=True)
        ]

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where names stand in a short text, overlapping ones too; needs nothing prepared."""
        return known_spans(text, self._named, self._sizes)

    def resolve(self, name: str, context: "Sequence[Unit] | Context") -> Unit | None:
        """Find the one unit that a name means beside the certain units of its case.

        The candidate nearest to a context unit wins, a unit that still exists before one that
        does not, one that holds the others before them; a remaining tie gives None. Without a
        context unit near, only a name that one unit alone has, no town or village, is certain.
        """
        near = context if isinstance(context, Context) else Context(self, context)
        found = self.named(name)
        provinces = [unit for unit in found if unit.level is Level.PROVINCE]
        if provinces:
            return provinces[0]
        if not found and _VILLAGE.search(name):
            found = self.villages(name, None)
        steps = {unit: near.steps(unit) for unit in found}
        nearest = min(steps.values(), default=None)
        if nearest is None or nearest == _FAR:
            return self._only([unit for unit in found if unit.level in _UNIQUE_LEVELS])
        return self._only([unit for unit in found if steps[unit] == nearest])

    def _only(self, units: Sequence[Unit]) -> Unit | None:
        """Pick the sole unit, else the sole existing one or the one that holds the others."""
        existing = [unit for unit in units if "/" not in unit.code or unit.level is Level.VILLAGE]
        for unit in units if len(units) == 1 else existing:
            if all(self.inside(other, unit) for other in existing):
                return unit
        return None

    def line(self, unit: Unit) -> list[str]:
        """Codes of a unit and of those above it, nearest first."""
        codes = [unit.code]
        while unit.parent:
            unit = self._units[unit.parent]
            codes.append(unit.code)
        return codes

    @cached_property
    def _automaton(self) -> tuple[AhoCorasick, list[str]]:
        """Matcher over all names, and the names by its indexes."""
        names = sorted(self._named)
        return AhoCorasick(names), names

    @cached_property
    def _sizes(self) -> list[int]:
        """Numbers of characters that names have, ascending."""
        return sorted(set(map(len, self._named)))

    @cached_property
    def _openings(self) -> frozenset[str]:
        """What names begin with, two characters each."""
        return frozenset(name[:2] for name in self._named)

    @cached_property
    def _villages(self) -> "_Villages":
        packed = data_path("gazetteer", "villages.txt.xz").read_bytes()
        return _Villages(lzma.decompress(packed).decode("utf-8"))


class Context:
    """Certain units of a case, to which more may be added: how near to them another one lies."""

    def __init__(self, gazetteer: Gazetteer, units: Iterable[Unit] = ()) -> None:
        """Begin with some units."""
        self._gazetteer = gazetteer
        self._own: set[str] = set()
        self._above: dict[str, int] = {}
        for unit in units:
            self.add(unit)

    def add(self, unit: Unit) -> None:
        """Take one more unit for certain."""
        if unit.code not in self._own:
            self._own.add(unit.code)
            for steps, code in enumerate(self._gazetteer.line(unit)):
                self._above[code] = min(steps, self._above.get(code, _FAR))

    def steps(self, unit: Unit) -> int:
        """Count the levels between a unit and the nearest certain one above or below it."""
        line = enumerate(self._gazetteer.line(unit))
        up = next((steps for steps, code in line if code in self._own), _FAR)
        return min(up, self._above.get(unit.code, _FAR))


class _Villages:
    """Half a million names kept as one string and one array (12 MB), not as objects."""

    def __init__(self, text: str) -> None:
        self._lines = text.splitlines()
        self._codes = [line.partition("\t")[0] for line in self._lines]

    @cached_property
    def _index(self) -> NDArray[np.uint64]:
        """Sorted numbers: 48 bits of a name's hash, then 16 of the line that has it."""
        sizes: list[int] = []

        def names() -> Iterator[list[str]]:
            for line in self._lines:
                found = line.split()[1:]
                sizes.append(len(found))
                yield found

        hashes = np.fromiter(map(hash, chain.from_iterable(names())), np.int64).view(np.uint64)
        numbers = np.repeat(np.arange(len(sizes), dtype=np.uint64), sizes)
        return np.sort(hashes & np.uint64(_HASH_MASK) | numbers)

    def parents(self, name: str) -> Iterator[str]:
        """Codes of the units that have a village of this name, in code order."""
        wanted = hash(name) & _HASH_MASK
        start = np.searchsorted(self._index, np.uint64(wanted))
        end = np.searchsorted(self._index, np.uint64(wanted | _LINE_MASK), side="right")
        for entry in self._index[start:end].tolist():
            number = entry & _LINE_MASK
            if f" {name} " in self._lines[number]:
                yield self._codes[number]


def short_names(unit: Unit) -> tuple[str, ...]:
    """List other names of a unit: 浙江, 余杭, 玉树州, 宁蒗县; towns only lose an ethnic part."""
    if unit.level is Level.TOWN and "族" not in unit.name and not unit.name.endswith("旗"):
        return ()  # as nearly all are
    names = set()
    # Few names are of a people: the others are told at once.
    ethnic = _ETHNIC.match(unit.name) if "族" in unit.name or "自治" in unit.name else None
    if unit.level is Level.PROVINCE:
        names.add(_PROVINCE.sub("", unit.name))
    elif unit.level is Level.TOWN:
        names |= {ethnic["core"] + ethnic["kind"]} if ethnic and "族" in unit.name else set()
    elif ethnic and "自治" in unit.name:
        names |= {ethnic["core"], ethnic["core"] + ethnic["kind"]}
    else:
        names.add(_SUFFIX.sub("", unit.name))
    banner = _BANNER.fullmatch(unit.name) if unit.name.endswith("旗") else None
    if banner:
        names.add(f"{banner['core'][0]}{banner['wing'] or ''}{banner['part']}旗")
    return tuple(sorted(name for name in names - {unit.name} if len(name) >= 2))  # noqa: PLR2004


@cache
def gazetteer() -> Gazetteer:
    """Read the packaged gazetteer, once."""
    text = data_path("gazetteer", "units.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    with lasting():
        return Gazetteer(
            Unit(code, name, _LEVELS[level], parent or None) for code, level, parent, name in rows
        )
