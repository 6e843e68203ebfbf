"""What tests of ingest share: a region to stand in, files of a few words, fresh libraries."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path

import pytest
from checking import checked_library
from relating import told_of

from ingest.draft import Draft
from ingest.tagger import tag
from kg.library import Library
from kg.ontology import Level, RelationType

# Where the papers of our own are written unless a test says otherwise.
COUNTY = ("浙江省", "杭州市", "余杭区")


@pytest.fixture(scope="session")
def draft() -> Callable[..., Draft]:
    """``draft(text)``: a paper of a county, tagged; every field can be given."""

    def build(text: str, **fields: object) -> Draft:
        given = {"region": COUNTY, "level": Level.COUNTY, "tags": tag(text)} | fields
        return Draft(text=text, **given)  # type: ignore[arg-type]

    return build


@pytest.fixture(scope="session")
def told() -> Callable[[Draft], set[tuple[str, RelationType, str]]]:
    """``told(draft)``: its relations as names of head and tail with the kind between."""
    return told_of


@pytest.fixture
def folder(tmp_path: Path) -> Callable[[str, Mapping[str, str | bytes]], Path]:
    """``folder(name, {path: content})``: a folder of files, UTF-8 unless bytes are given."""

    def build(name: str, files: Mapping[str, str | bytes]) -> Path:
        root = tmp_path / name
        for path, content in files.items():
            file = root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return root

    return build


@pytest.fixture
def make_library(tmp_path: Path) -> Iterator[Callable[[str], Library]]:
    """``make_library(name)``: an empty library, closed after the test."""
    with ExitStack() as open_ones:
        yield lambda name: open_ones.enter_context(
            Library.open(tmp_path / "libraries" / name, create=True)
        )


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library that drafts are checked against; nothing is written to it."""
    with checked_library(tmp_path_factory.mktemp("checked")) as opened:
        yield opened
