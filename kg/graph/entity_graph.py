"""EntityGraph: who is tied to whom, in memory; evidence stays in the store."""

import re
from bisect import bisect
from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, Self

import networkx as nx

from kg.graph.adjacency import share
from kg.ontology import Kind, RelationType
from kg.places import gazetteer
from kg.store import Changed, Edge, Node, Snapshot

_CODED: Final = re.compile(r"&#([0-9]+);")
_DATED: Final = re.compile(r' lastmodifieddate="[^"]*"')

# The type of an edge, and whether it leads from the entity that is asked about.
Tie = tuple[RelationType, bool]


class EntityGraph:
    """Entities and their typed relations as one generation of the store has them.

    Read-only once loaded, so threads may share it. Unknown ids have no ties and raise nothing.
    """

    def __init__(self, generation: int = 0) -> None:
        """Start an empty graph of a store generation."""
        self.generation = generation
        self._graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        # Both directions of "case mentions entity". Co-mentions are counted when asked for: as
        # edges they would be quadratic in the entities of a case.
        self._cases: dict[str, list[int]] = defaultdict(list)
        self._members: list[tuple[str, ...]] = []
        self._groups: dict[str, int] = {}
        self._placed: list[tuple[tuple[str, ...], str]] = []

    @classmethod
    def load(cls, snapshot: Snapshot) -> Self:
        """Graph of everything in the snapshot."""
        graph = cls(snapshot.generation)
        graph._add(snapshot.nodes(), snapshot.edges())
        graph._join(snapshot.memberships())
        graph._placed = sorted(snapshot.placed())
        return graph

    def following(self, snapshot: Snapshot, changed: Changed) -> "EntityGraph":
        """Graph of the snapshot after a change by which no cases came, went or became copies.

        What did not change is shared with this graph, which stays as it is: threads may read it.
        """
        graph = EntityGraph(snapshot.generation)
        graph._follow(self, snapshot, changed)
        return graph

    def _follow(self, old: Self, snapshot: Snapshot, changed: Changed) -> None:
        """Become what another graph is after a change."""
        gone = changed.entities
        edges = list(snapshot.edges(gone))
        share(old._graph, self._graph, gone, [(edge.head, edge.tail) for edge in edges])
        self._add(snapshot.nodes(gone), edges)
        pairs = list(snapshot.memberships(changed.cases))
        self._cases = defaultdict(list, old._cases)
        self._members, self._groups = list(old._members), dict(old._groups)
        numbers = (self._groups[case] for case, _ in pairs if case in self._groups)
        named = {entity for number in numbers for entity in self._members[number]}
        for entity in named | {entity for _, entity in pairs if entity is not None}:
            self._cases[entity] = list(self._cases[entity])
        self._join(pairs)
        rest = (one for one in old._placed if one[1] not in gone)
        self._placed = sorted((*rest, *snapshot.placed(gone)))

    def _add(self, nodes: Iterable[Node], edges: Iterable[Edge]) -> None:
        """Take in entities and their relations."""
        for node in nodes:
            self._graph.add_node(node.id, kind=node.kind, name=node.name)
        for edge in edges:
            data = {"cases": edge.cases, "gazetteer": edge.gazetteer}
            self._graph.add_edge(edge.head, edge.tail, key=edge.type, **data)

    def _join(self, pairs: Iterable[tuple[str, str | None]]) -> None:
        """Take in which cases mention which entities, in place of what is known of those cases.

        Pairs come sorted by case; a case that mentions none comes with None.
        """
        for case, group in groupby(pairs, itemgetter(0)):
            members = tuple(sorted(entity for _, entity in group if entity is not None))
            number = self._groups.setdefault(case, len(self._members))
            if number == len(self._members):
                self._members.append(())
            for entity in self._members[number]:
                self._cases[entity].remove(number)
            for entity in members:
                self._cases[entity].append(number)
            self._members[number] = members

    def __eq__(self, other: object) -> bool:
        """Whether both have the same entities, relations and memberships."""
        if not isinstance(other, EntityGraph):
            return NotImplemented
        return (
            self._nodes() == other._nodes()
            and self._edges() == other._edges()
            and sorted(filter(None, self._members)) == sorted(filter(None, other._members))
        )

    __hash__ = None  # type: ignore[assignment]

    def __contains__(self, entity_id: str) -> bool:
        """Whether the graph has this entity."""
        return entity_id in self._graph

    def __len__(self) -> int:
        """How many entities there are."""
        return len(self._graph)

    def counts(self) -> dict[str, int]:
        """How many relations of each type there are, those between the same two as one."""
        return dict(Counter(str(key) for _, _, key in self._graph.edges(keys=True)))

    def name(self, entity_id: str) -> str:
        """Name of an entity of the graph."""
        return str(self._graph.nodes[entity_id]["name"])

    def kind(self, entity_id: str) -> Kind:
        """Kind of an entity of the graph."""
        return Kind(self._graph.nodes[entity_id]["kind"])

    def cases(self, entity_id: str) -> int:
        """How many cases mention an entity, near-duplicates folded."""
        return len(self._cases.get(entity_id, ()))

    def relations(self, entity_id: str) -> dict[str, tuple[RelationType, ...]]:
        """Entities one edge away, either way, with the types of the edges, sorted."""
        found: dict[str, set[RelationType]] = defaultdict(set)
        if entity_id in self._graph:
            for _, tail, key in self._graph.out_edges(entity_id, keys=True):
                found[tail].add(key)
            for head, _, key in self._graph.in_edges(entity_id, keys=True):
                found[head].add(key)
        return {other: tuple(sorted(types)) for other, types in sorted(found.items())}

    def ties(self, entity_id: str) -> dict[str, tuple[Tie, ...]]:
        """Entities one edge away, each with its edges: their type, and whether they lead there."""
        found: dict[str, set[Tie]] = defaultdict(set)
        if entity_id in self._graph:
            for _, tail, key in self._graph.out_edges(entity_id, keys=True):
                found[tail].add((key, True))
            for head, _, key in self._graph.in_edges(entity_id, keys=True):
                found[head].add((key, False))
        return {other: tuple(sorted(ties)) for other, ties in found.items()}

    def leads_on(self, entity_id: str, beside: str) -> bool:
        """Whether an entity has a relation with another than the one beside it."""
        others = nx.all_neighbors(self._graph, entity_id)
        return any(other not in (entity_id, beside) for other in others)

    def tied(
        self, entity_ids: Iterable[str], kinds: Collection[RelationType]
    ) -> list[tuple[str, RelationType, str, int]]:
        """Relations of these types that lead from one of the entities: ends, type, cases."""
        known = [one for one in entity_ids if one in self._graph]
        edges = self._graph.out_edges(known, keys=True, data=True)
        return [(head, key, tail, data["cases"]) for head, tail, key, data in edges if key in kinds]

    def tied_to(self, entity_ids: Iterable[str], kind: RelationType) -> frozenset[str]:
        """Entities from which a relation of the type leads to one of these."""
        known = [one for one in entity_ids if one in self._graph]
        return frozenset(
            head for head, _, key in self._graph.in_edges(known, keys=True) if key is kind
        )

    def within(self, region: tuple[str, ...]) -> list[str]:
        """Entities whose region is this one or lies in it, by region and id."""
        # No name of a place begins with the last character that there is.
        first, last = ((region, ""), ((*region, "\U0010ffff"), ""))
        return [
            one for _, one in self._placed[bisect(self._placed, first) : bisect(self._placed, last)]
        ]

    def together(self, entity_id: str) -> Counter[str]:
        """How many cases mention each other entity together with this one."""
        counts: Counter[str] = Counter()
        for number in self._cases.get(entity_id, ()):
            counts.update(self._members[number])
        counts.pop(entity_id, None)
        return counts

    def neighbours(
        self, entity_id: str, limit: int | None = None
    ) -> list[tuple[str, int, tuple[RelationType, ...]]]:
        """Entities tied by relations or named in the same cases: id, cases shared, types.

        Those with relations come first, then those with most cases shared.
        """
        relations = self.relations(entity_id)
        together = self.together(entity_id)
        others = sorted(
            relations.keys() | together.keys(),
            key=lambda other: (other not in relations, -together[other], other),
        )
        return [(other, together[other], relations.get(other, ())) for other in others[:limit]]

    def parents(self, entity_id: str) -> tuple[str, ...]:
        """Places that hold an entity, nearest first; the gazetteer goes before the texts."""
        chain: list[str] = []
        at = entity_id
        while (above := self._parent(at)) and above != entity_id and above not in chain:
            chain.append(above)
            at = above
        return tuple(chain)

    def _parent(self, entity_id: str) -> str | None:
        """Nearest place that holds an entity; none holds a province."""
        if entity_id not in self._graph or self._is_province(entity_id):
            return None
        above = [
            (not data["gazetteer"], -data["cases"], tail)
            for _, tail, key, data in self._graph.out_edges(entity_id, keys=True, data=True)
            if key is RelationType.LOCATED_IN
        ]
        return min(above)[2] if above else None

    def _is_province(self, entity_id: str) -> bool:
        """Whether an entity is a province, whatever texts say that it lies in (长三角)."""
        if self.kind(entity_id) is not Kind.PLACE:
            return False
        name = self.name(entity_id)
        return any(u.name == name and u.parent is None for u in gazetteer().named(name))

    def inside(self, place_id: str) -> frozenset[str]:
        """Everything located in a place, however deep; not the place itself."""
        found: set[str] = set()
        waiting = deque([place_id] if place_id in self._graph else [])
        while waiting:
            for head, _, key in self._graph.in_edges(waiting.popleft(), keys=True):
                if key is RelationType.LOCATED_IN and head not in found and head != place_id:
                    found.add(head)
                    waiting.append(head)
        return frozenset(found)

    def path(
        self, start: str, end: str, *, without: Collection[RelationType] = ()
    ) -> tuple[str, ...]:
        """Fewest steps from one entity to another along relations, both ends included.

        Relations of the types ``without`` are not gone along. Empty where none lead there.
        """
        graph = self._graph
        if without:
            graph = nx.subgraph_view(graph, filter_edge=lambda *edge: edge[2] not in without)
        either_way = graph.to_undirected(as_view=True)
        try:
            return tuple(nx.bidirectional_shortest_path(either_way, start, end))
        except (nx.NetworkXNoPath, nx.NodeNotFound):
            return ()

    def graphml(self) -> Iterator[str]:
        """Lines of the graph as GraphML: nodes have kind, name, cases; edges type, cases."""
        return map(_readable, nx.generate_graphml(self._plain()))

    def gexf(self) -> Iterator[str]:
        """Lines of the graph as GEXF 1.2, which Gephi reads: as ``graphml``, names as labels."""
        plain = self._plain()
        for _, data in plain.nodes(data=True):
            data["label"] = data.pop("name")
        # The writer puts today's date in; the same library gives the same file.
        return (_DATED.sub("", _readable(line)) for line in nx.generate_gexf(plain))

    def _plain(self) -> "nx.MultiDiGraph[str]":
        """The graph, sorted by id, with data that files can hold."""
        plain: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for key, data in sorted(self._nodes().items()):
            plain.add_node(key, kind=str(data["kind"]), name=data["name"], cases=self.cases(key))
        for (head, kind, tail), data in sorted(self._edges().items()):
            evidence = "gazetteer" if data["gazetteer"] else "text"
            plain.add_edge(
                head, tail, key=str(kind), type=str(kind), cases=data["cases"], evidence=evidence
            )
        return plain

    def _nodes(self) -> dict[str, dict[str, Any]]:
        """Data of the entities by id."""
        return {key: self._graph.nodes[key] for key in self._graph}

    def _edges(self) -> dict[tuple[str, RelationType, str], dict[str, Any]]:
        """Data of the edges by head, type and tail."""
        edges = self._graph.edges(keys=True, data=True)
        return {(head, key, tail): data for head, tail, key, data in edges}


def _readable(line: str) -> str:
    """A line of XML with its characters as they are; the writers give them as numbers."""
    return _CODED.sub(lambda code: chr(int(code[1])), line)
