"""The graph in memory: who is tied to whom, what stands around an entity, how two are tied."""

from kg.graph.entity_graph import EntityGraph, Tie

__all__ = ["EntityGraph", "Tie"]
