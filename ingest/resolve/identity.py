"""Who an entity is across cases: the key that its id is made of, and why."""

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kg.ontology import Kind
from kg.text import fold

_QUOTES: Final = re.compile("[“”\"'‘’「」『』《》〈〉 ]")
_PREFIXES: Final = {
    Kind.PLACE: "pl",
    Kind.ORGANIZATION: "or",
    Kind.PERSON: "pe",
    Kind.INITIATIVE: "in",
    Kind.HONOR: "ho",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """What a name means across cases; equal keys of one kind are one entity.

    ``name`` is how it is shown, ``basis`` why it is the same (or kept apart), in Chinese;
    ``inferred``: the region is the case's own and only inferred.
    """

    key: str
    region: tuple[str, ...]
    name: str
    basis: str
    inferred: bool = False


def entity_id(kind: Kind, key: str) -> str:
    """Stable id: the kind's prefix and 14 hex digits of a SHA-256 (2^56 keys)."""
    digest = hashlib.sha256(f"{kind}:{key}".encode()).hexdigest()
    return f"{_PREFIXES[kind]}{digest[:14]}"


@lru_cache(maxsize=8192)
def core_of(name: str) -> str:
    """A name without quotation marks and widths, for comparison."""
    return _QUOTES.sub("", fold(name)).lower()
