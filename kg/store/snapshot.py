"""Reading: every question to one snapshot is answered from the same generation."""

from kg.store.counts import Edge, Node, WholeReader
from kg.store.entities import EntityReader, Place
from kg.store.sources import SourceReader

__all__ = ["Edge", "Node", "Place", "Snapshot"]


class Snapshot(SourceReader, EntityReader, WholeReader):
    """The library as one read transaction sees it."""
