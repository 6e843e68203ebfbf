"""The graph of a store as it is now, read when first asked and kept until the store moves on."""

import threading

from kg.graph import EntityGraph
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
            if self._graph is None or self._graph.generation != snapshot.generation:
                self._graph = EntityGraph.load(snapshot)
            return self._graph

    def follow(self, snapshot: Snapshot, changed: Changed) -> None:
        """Take in a change alone, where the graph is the one just before it."""
        with self._loading:
            graph = self._graph
            if graph is None or changed.regrouped or changed.generation != snapshot.generation:
                return
            if graph.generation == changed.generation - 1:
                self._graph = graph.following(snapshot, changed)
