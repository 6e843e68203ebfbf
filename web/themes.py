"""Themes by field, as ways into the search and the comparison."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from kg.ontology import THEME_GROUPS


@dataclass(frozen=True, slots=True)
class Entry:
    """A way in: a theme or a region with its number of cases."""

    label: str
    count: int
    url: str


@dataclass(frozen=True, slots=True)
class ThemeGroup:
    """Themes of one field (治理 …) that have cases, in the order of the closed list."""

    label: str
    themes: tuple[Entry, ...]


def theme_groups(
    counts: Mapping[str, int], address: Callable[[str], str]
) -> tuple[ThemeGroup, ...]:
    """The themes with cases by field, each linked to ``address(theme)``."""
    groups = []
    for label, themes in THEME_GROUPS.items():
        entries = tuple(
            Entry(theme, counts[theme], address(theme)) for theme in themes if counts.get(theme)
        )
        if entries:
            groups.append(ThemeGroup(label, entries))
    return tuple(groups)
