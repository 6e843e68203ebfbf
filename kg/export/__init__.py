"""The whole library in a format for other tools."""

from pathlib import Path

from kg.library import Library


def export(library: Library, format_name: str, out: Path) -> None:
    """Write the library to ``out``. Raises InvalidQuery naming the formats there are."""
    raise NotImplementedError
