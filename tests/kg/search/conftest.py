"""Every engine there is. A new one joins by one more parameter of ``module``."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from asking import CASES, Build, EngineModule

from kg.search.engine import IndexedCase, SearchEngine
from kg.search.engines import tantivy_engine, whoosh_engine


@pytest.fixture(
    scope="session",
    params=[whoosh_engine, tantivy_engine],
    ids=lambda module: module.__name__.rsplit(".")[-1],
)
def module(request: pytest.FixtureRequest) -> EngineModule:
    return request.param


@pytest.fixture(scope="session")
def standing(
    module: EngineModule, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[SearchEngine]:
    """Index of the three cases, for tests that only ask."""
    engine = module.build_index(tmp_path_factory.mktemp("standing"), CASES, 1)
    yield engine
    engine.close()


@pytest.fixture
def build(module: EngineModule, tmp_path: Path) -> Iterator[Build]:
    """Function that builds an index of the cases given and opens it; closed at the end."""
    opened: list[SearchEngine] = []

    def made(*cases: IndexedCase, generation: int = 1, at: str = "index") -> SearchEngine:
        opened.append(module.build_index(tmp_path / at, cases, generation))
        return opened[-1]

    yield made
    for engine in opened:
        engine.close()


@pytest.fixture
def engine(build: Build) -> SearchEngine:
    """Index of the three cases, for tests that change it."""
    return build(*CASES)
