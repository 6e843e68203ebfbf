"""The embedded default engine: a Whoosh index in a folder."""

from collections.abc import Iterable
from pathlib import Path

from kg.search.engine import IndexedCase, SearchEngine


def open_index(folder: Path) -> SearchEngine:
    """The index in ``folder``. Raises IndexUnusable if there is none or it is broken."""
    raise NotImplementedError


def build_index(folder: Path, cases: Iterable[IndexedCase], generation: int) -> SearchEngine:
    """Build an index of ``cases`` in ``folder``, beside one that may be there, and swap it in."""
    raise NotImplementedError
