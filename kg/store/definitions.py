"""What a case says an initiative is, to its JSON column and back."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from kg.model import Definition
from kg.ontology import Expansion


def definition_column(definition: Definition | None) -> dict[str, Any] | None:
    """Value of the column; None where the case says nothing."""
    return None if definition is None else asdict(definition)


def to_definition(column: Mapping[str, Any] | None) -> Definition | None:
    """The definition that a column holds; None where it holds none."""
    if column is None:
        return None
    return Definition(
        quote=column["quote"],
        start=column["start"],
        end=column["end"],
        state=Expansion(column["state"]) if column["state"] else None,
        parts=tuple(column["parts"]),
        promised=column["promised"],
    )
