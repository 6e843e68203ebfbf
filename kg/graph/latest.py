"""The graph of a store as it is now, read when first asked and kept until the store moves on."""

import threading

from kg.graph import EntityGraph
from kg.memory import lasting, thaw
from kg.store import Changed, Snapshot


class LatestGraph:
    """Safe among threads."""

    def __init__(self) -> None:
        """Read nothing yet."""
        self._graph: EntityGraph | None = None
        self._loading = threading.Lock()

    def of(self, snapshot: Snapshot) -> EntityGraph:
        """Graph of a snapshot."""
        with self._loading:
            graph = self._graph
            if graph is None or graph.generation != snapshot.generation:
                if graph is not None:
                    graph = self._graph = None
                    thaw()  # what of the old one only refers to itself goes before the new comes
                with lasting():
                    graph = self._graph = EntityGraph.load(snapshot)
            return graph

    def follow(self, snapshot: Snapshot, changed: Changed) -> None:
        """Take in a change alone, where the graph is the one just before it."""
        with self._loading:
            graph = self._graph
            if graph is None or changed.regrouped or changed.generation != snapshot.generation:
                return
            if graph.generation == changed.generation - 1:
                self._graph = graph.following(snapshot, changed)
