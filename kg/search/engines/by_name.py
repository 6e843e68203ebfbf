"""The engines there are, by name: the one place that imports them, and only when asked."""

from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType
from typing import Final, cast

from kg.search.engine import ENGINES, EngineMissing, IndexUnusable, SearchEngine, Writable
from kg.search.engines.folder_engine import engine_of

DEFAULT, LARGE = ENGINES
_INSTALL: Final = f"pip install 'partykg[{LARGE}]'"


def remembered(folder: Path) -> str | None:
    """Name of the engine that wrote the index in ``folder``; None if there is none."""
    name = engine_of(folder)
    return name if name in ENGINES else None


def open_index(folder: Path) -> SearchEngine:
    """Open the index in ``folder`` with its engine. Raises IndexUnusable and EngineMissing."""
    name = remembered(folder)
    if name is None:
        message = f"no search index in {folder}; build it with: kg reindex"
        raise IndexUnusable(message)
    return cast("SearchEngine", _module(name).open_index(folder))


def build_index(
    name: str, folder: Path, cases: Iterable[Writable], generation: int
) -> SearchEngine:
    """Build an index beside one that may be there, and swap it in. Raises EngineMissing."""
    return cast("SearchEngine", _module(name).build_index(folder, cases, generation))


def advice(name: str | None, passages: int) -> str | None:
    """What to do about a library that has outgrown its engine; None while all is well.

    Raises EngineMissing.
    """
    if name is None:
        return None
    most: int | None = _module(name).MOST_PASSAGES
    if most is None or passages <= most:
        return None
    switch = f"kg reindex --engine {LARGE}"
    steps = switch if _is_installed(LARGE) else f"{_INSTALL} && {switch}"
    return f"{passages:,} passages are more than {name} answers at once ({most:,}); use: {steps}"


def _is_installed(name: str) -> bool:
    try:
        _module(name)
    except EngineMissing:
        return False
    return True


def _whoosh() -> ModuleType:
    from kg.search.engines import whoosh_engine  # noqa: PLC0415 - a tenth of a second

    return whoosh_engine


def _tantivy() -> ModuleType:
    from kg.search.engines import tantivy_engine  # noqa: PLC0415 - an optional install

    return tantivy_engine


_MODULES: Final[dict[str, Callable[[], ModuleType]]] = {DEFAULT: _whoosh, LARGE: _tantivy}


def _module(name: str) -> ModuleType:
    """Module of an engine. Raises EngineMissing unless it is installed."""
    try:
        return _MODULES[name]()
    except ModuleNotFoundError as error:
        message = (
            f"the search engine {name} is not installed: {_INSTALL}, "
            f"or index with the usual one: kg reindex --engine {DEFAULT}"
        )
        raise EngineMissing(message) from error
