"""What a store holds, read in one snapshot."""

import sys

from kg.model import CaseRecord
from kg.store import Snapshot, Store


def records_of(store: Store) -> list[CaseRecord]:
    with store.reading() as snapshot:
        return [snapshot.record(case) for case in snapshot.case_ids()]


def ids_of(store: Store) -> list[str]:
    with store.reading() as snapshot:
        return [node.id for node in snapshot.nodes()]


def changed_since(snapshot: Snapshot, generation: int) -> list[str]:
    """Ids of cases written or taken out after ``generation``, sorted."""
    batches = snapshot.changes_after(generation, sys.maxsize)
    return sorted(case for _, cases in batches for case in cases)
