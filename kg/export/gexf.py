"""GEXF for Gephi: entities with kind, label and cases; relations with type, cases and evidence."""

from pathlib import Path

from kg.library import Library


def write(library: Library, out: Path) -> None:
    """Write the graph, sorted by id."""
    with out.open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in library.graph().gexf())
