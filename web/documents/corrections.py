"""Corrections as JSON."""

from collections.abc import Iterable
from typing import Any

from kg.correction.coding import encode
from kg.correction.model import Standing
from kg.correction.telling import told


def corrections_document(found: Iterable[Standing]) -> dict[str, Any]:
    """All corrections, oldest first; ``cases`` counts the extracted cases they have to do with."""
    return {
        "corrections": [
            {
                "id": one.correction.id,
                "at": one.correction.at,
                "undone": one.correction.undone,
                "lost": one.is_lost,
                "cases": one.cases,
                "says": told(one.correction.action),
                **encode(one.correction.action),
            }
            for one in found
        ]
    }
