"""What tests of corrections share: two sources, corrections in a row, what readers see."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg.correction.model import (
    Action,
    Correction,
    EntityRef,
)
from kg.library.correcting import entity_ref
from kg.model import CaseRecord, Entity, Metric
from kg.ontology import RelationType
from kg.store import Store

Build = Callable[..., Any]
IMPLEMENTS, PARTNERS = RelationType.IMPLEMENTS, RelationType.PARTNERS_WITH
_IDS = count(1)


def correction(action: Action) -> Correction:
    return Correction(f"{next(_IDS):014x}", "2026-01-02T03:04:05+08:00", action)


@contextmanager
def new_store() -> Iterator[Store]:
    with TemporaryDirectory() as folder:
        store = Store.create(Path(folder) / "library.sqlite")
        yield store
        store.close()


@contextmanager
def two_source_store(material: Build, piece: Build) -> Iterator[Store]:
    """A store that holds the two sources."""
    with new_store() as store:
        for made in two_sources(material, piece):
            store.commit(*made)
        yield store


def state(store: Store) -> tuple[Any, ...]:
    """Everything that readers see, but row numbers."""
    with store.reading() as snapshot:
        records = snapshot.whole_records(snapshot.case_ids())
        entities = snapshot.entities(node.id for node in snapshot.nodes())
        return records, entities, list(snapshot.edges()), snapshot.heads()


def record_of(store: Store, case: str) -> CaseRecord:
    with store.reading() as snapshot:
        return snapshot.record(case)


def named_in(store: Store, case: str) -> list[tuple[str, str]]:
    return [(entity.id, entity.name) for entity in record_of(store, case).entities]


def entity(store: Store, name: str) -> EntityRef:
    with store.reading() as snapshot:
        return entity_ref(snapshot, name)


def shown(store: Store, key: str) -> Entity | None:
    with store.reading() as snapshot:
        return snapshot.entities([key]).get(key)


def two_sources(material: Build, piece: Build) -> list[Any]:
    """Two cases with entities in common; a place with the places that hold it."""
    return [
        material(
            "甲.txt",
            piece(
                "柳河村办起说事廊。村党委与银杏社推行说事廊。",
                places=("柳河村",),
                organizations=("村党委", "银杏社"),
                initiatives=("说事廊",),
                relations=(
                    ("柳河村", IMPLEMENTS, "说事廊", "柳河村办起说事廊。"),
                    ("村党委", PARTNERS, "银杏社", "村党委与银杏社推行说事廊。"),
                ),
                metrics=(
                    Metric(
                        "甲.txt#1", "银杏社", "户", None, "户", "柳河", 0, 2, subject_id="银杏社"
                    ),
                ),
                parents={"柳河村": "石桥镇", "石桥镇": "青山县"},
            ),
            piece("青山县也有银杏社。", places=("青山县",), organizations=("银杏社",)),
        ),
        material(
            "乙.txt",
            piece(
                "石桥镇的说事长廊由银杏合作社办。",
                places=("石桥镇",),
                organizations=("银杏合作社",),
                initiatives=("说事长廊",),
                relations=(
                    ("银杏合作社", IMPLEMENTS, "说事长廊", "石桥镇的说事长廊由银杏合作社办。"),
                ),
                parents={"石桥镇": "青山县"},
            ),
        ),
    ]
