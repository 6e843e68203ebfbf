"""Graphs that share what did not change.

networkx copies whole graphs alone, which takes as long as reading them from the store.
"""

from collections.abc import Collection, Sequence
from typing import Any

# Edges by one end, then by the other.
Ends = dict[str, dict[str, Any]]


def share(
    old: Any,  # noqa: ANN401 -- a directed graph of networkx, as is ``new``
    new: Any,  # noqa: ANN401
    gone: Collection[str],
    coming: Sequence[tuple[str, str]],
) -> None:
    """Give an empty graph all of another one but some nodes and the edges there.

    Edges between the ends ``coming`` can be put in; all others are still the old graph's.
    """
    forth, back = _without(old._succ, old._pred, gone)  # noqa: SLF001
    heads, tails = zip(*coming, strict=True) if coming else ((), ())
    for table, ends in ((forth, heads), (back, tails)):
        for end in set(ends) & table.keys():
            table[end] = dict(table[end])
    nodes = {key: data for key, data in old._node.items() if key not in gone}  # noqa: SLF001
    new._node, new._adj, new._pred = nodes, forth, back  # noqa: SLF001


def _without(forth: Ends, back: Ends, gone: Collection[str]) -> tuple[Ends, Ends]:
    """Both tables without some ends and all edges there; what is given stays as it is."""
    forth, back = dict(forth), dict(back)
    before: set[str] = set()
    behind: set[str] = set()
    for end in gone:
        before |= back.pop(end, {}).keys()
        behind |= forth.pop(end, {}).keys()
    for table, ends in ((forth, before), (back, behind)):
        for end in ends & table.keys():
            table[end] = {key: edges for key, edges in table[end].items() if key not in gone}
    return forth, back
