"""What a store holds, read in one snapshot."""

from kg.model import CaseRecord
from kg.store import Store


def records_of(store: Store) -> list[CaseRecord]:
    with store.reading() as snapshot:
        return [snapshot.record(case) for case in snapshot.case_ids()]


def ids_of(store: Store) -> list[str]:
    with store.reading() as snapshot:
        return [node.id for node in snapshot.nodes()]
