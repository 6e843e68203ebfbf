"""One key for the names that an organ of a place goes by: 市人民政府 and 市政府, 中共某县委员会."""

from functools import cache
from typing import Final

from kg.datafiles import read_lines
from kg.ontology import Level

PARTY: Final = "中共"
_COMMITTEE: Final = "委"
_COMMITTEES: Final = (f"{_COMMITTEE}员会", f"党{_COMMITTEE}")
# A place of these levels has a 委; one below them a 党委.
_HIGH: Final = frozenset({Level.PROVINCE, Level.CITY, Level.COUNTY})


def organ_key(rest: str, level: Level | None, *, party: bool) -> str:
    """What stands behind the place, in its shortest known form.

    ``party``: 中共 stands before the place, which makes 委员会 a party committee.
    """
    for full in _COMMITTEES if party or level in _HIGH else ():
        # Other committees have a field: 县发展和改革委员会.
        if rest == full and (party or full.startswith("党")):
            return _COMMITTEE if level in _HIGH else f"党{_COMMITTEE}"
    for full, short in _shorts():
        rest = rest.replace(full, short)
    return rest


@cache
def _shorts() -> tuple[tuple[str, str], ...]:
    """Full and short names, longest first."""
    rows = (line.partition("\t") for line in read_lines("lexicon", "organ_names.tsv"))
    pairs = ((full, short) for full, _, short in rows)
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))
