"""Files to take away: what was found, compared, collected; here the formats of a whole library."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from kg.errors import InvalidQuery
from kg.export import gexf, graphml, jsonl, relations
from kg.library import Library

# Name on the command line → what writes it.
FORMATS: Final[dict[str, Callable[[Library, Path], None]]] = {
    "jsonl": jsonl.write,
    "graphml": graphml.write,
    "gexf": gexf.write,
    "csv": relations.write,
}


def export(library: Library, format_name: str, out: Path) -> None:
    """Write the library to ``out``, whole or not at all. Raises InvalidQuery for other formats."""
    if format_name not in FORMATS:
        msg = f"no export format is called {format_name!r}; there are: {' '.join(sorted(FORMATS))}"
        raise InvalidQuery(msg)
    beside = out.with_name(f".{out.name}.part")
    try:
        FORMATS[format_name](library, beside)
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
