"""Builders of committed records: a few words of our own become a whole source."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.library import Library
from kg.model import (
    Case,
    CaseEntity,
    CaseRecord,
    Entity,
    Mention,
    Metric,
    Passage,
    Relation,
    Source,
)
from kg.ontology import Kind, RelationType
from kg.store import Store
from kg.text import is_masked


@dataclass(frozen=True)
class Piece:
    """A case to be: entity names by kind, relations as (head, type, tail, evidence)."""

    text: str
    title: str = "标题"
    themes: tuple[str, ...] = ()
    region: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    initiatives: tuple[str, ...] = ()
    relations: tuple[tuple[str, RelationType, str, str], ...] = ()
    metrics: tuple[Metric, ...] = ()
    duplicate_of: str | None = None
    parents: dict[str, str] = field(default_factory=dict)


class Material(NamedTuple):
    """Arguments of a commit."""

    source: Source
    records: list[CaseRecord]
    entities: list[Entity]


def case_id(path: str, number: int) -> str:
    return f"{path}#{number}"


def entity_id(name: str, path: str) -> str:
    return f"{name}@{path}" if is_masked(name) else name


def build_record(source: Source, number: int, start: int, piece: Piece) -> CaseRecord:
    case = case_id(source.path, number)
    end = start + len(piece.text)
    entities = [
        CaseEntity(
            entity_id(name, source.path),
            kind,
            name,
            tuple(
                Mention(kind, at, at + len(name), name, name, is_masked(name))
                for at in range(start, end)
                if source.text.startswith(name, at, end)
            ),
            is_masked(name),
        )
        for kind, names in kinds(piece)
        for name in names
    ]
    relations = [
        Relation(
            entity_id(head, source.path),
            kind,
            entity_id(tail, source.path),
            case,
            evidence,
            at := source.text.index(evidence, start),
            at + len(evidence),
        )
        for head, kind, tail, evidence in piece.relations
    ]
    relations += [
        Relation(child, RelationType.LOCATED_IN, parent, None, "gazetteer")
        for child, parent in piece.parents.items()
    ]
    passage = Passage(f"{case}/1", case, 1, start, end, piece.text, ("一、做法",))
    return CaseRecord(
        Case(
            case,
            source.id,
            number,
            start,
            end,
            piece.title,
            region=piece.region,
            themes=piece.themes,
            duplicate_of=piece.duplicate_of,
        ),
        (passage,),
        tuple(entities),
        tuple(relations),
        piece.metrics,
    )


def kinds(piece: Piece) -> Sequence[tuple[Kind, tuple[str, ...]]]:
    return (
        (Kind.PLACE, piece.places),
        (Kind.ORGANIZATION, piece.organizations),
        (Kind.INITIATIVE, piece.initiatives),
    )


def build(path: str, *pieces: Piece) -> Material:
    text = "\n".join(piece.text for piece in pieces)
    source = Source(sha256(text.encode()).hexdigest(), path, "txt", "utf-8", text)
    starts = [sum(len(p.text) + 1 for p in pieces[:n]) for n in range(len(pieces))]
    records = [
        build_record(source, number, start, piece)
        for number, (start, piece) in enumerate(zip(starts, pieces, strict=True), 1)
    ]
    entities = {
        entity.id: Entity(entity.id, entity.kind, entity.name, redacted=entity.redacted)
        for record in records
        for entity in record.entities
    }
    for piece in pieces:
        for name in piece.parents.values():
            entities.setdefault(name, Entity(name, Kind.PLACE, name))
    return Material(source, records, list(entities.values()))


@pytest.fixture
def material() -> Callable[..., Material]:
    """``material(path, Piece…)``: records whose ids are told by path, number and name."""
    return build


@pytest.fixture
def piece() -> type[Piece]:
    return Piece


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.create(tmp_path / "library.sqlite")
    yield opened
    opened.close()


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


@pytest.fixture
def full(library: Library) -> Library:
    """Two sources of two regions, and a masked copy of the first."""
    fill(library)
    return library


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The same for tests that only read."""
    with Library.open(tmp_path_factory.mktemp("filled") / "library", create=True) as opened:
        fill(opened)
        yield opened


def fill(library: Library) -> None:
    text = "柳河村党支部办起“说事廊”，村民到说事廊议事。去年调解纠纷32起。"
    head = Piece(
        text,
        "说事廊里话家常",
        ("议事协商",),
        ("安徽省", "云台县"),
        places=("柳河村",),
        organizations=("柳河村党支部",),
        initiatives=("说事廊",),
        relations=(
            ("柳河村党支部", RelationType.IMPLEMENTS, "说事廊", "柳河村党支部办起“说事廊”"),
        ),
        metrics=(
            Metric(
                "甲.txt#1",
                "柳河村",
                "纠纷",
                32.0,
                "起",
                "调解纠纷32起",
                25,
                32,
                subject_id="柳河村",
            ),
        ),
        parents={"柳河村": "石桥镇", "石桥镇": "云台县", "云台县": "安徽省"},
    )
    library.commit(*build("甲.txt", head))
    copy = Piece(
        "*村党支部办起“说事廊”，村民到说事廊议事。",
        initiatives=("说事廊",),
        organizations=("*村党支部",),
        duplicate_of="甲.txt#1",
    )
    library.commit(*build("乙.txt", copy))
    other = Piece("社区食堂开张，老人议事也热闹。", "食堂", ("一老一小",), ("四川省", "成都市"))
    library.commit(*build("丙.txt", other))
