"""What the graph page is asked for: its state, which lives in the query string."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Self

from flask import url_for

from kg.ontology import Kind, RelationType
from web.paging import page_number

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

_OPENED: Final = 8  # neighbours opened at a time
TOGETHER: Final = "together"  # in addresses: named by the same cases only


@dataclass(frozen=True, slots=True)
class GraphState:
    """What the address says: the entity, what is shown of its neighbours, which are opened.

    ``page`` is that of the table, from 1.
    """

    entity: str
    kinds: tuple[Kind, ...] = ()
    relations: tuple[RelationType | None, ...] = ()
    opened: tuple[str, ...] = ()
    page: int = 1

    @classmethod
    def from_args(cls, entity: str, args: "MultiDict[str, str]") -> Self:
        """Read the query string; what it cannot mean is passed over."""
        kinds = tuple(Kind(k) for k in args.getlist("kind") if k in set(Kind))
        types = [*RelationType, None]
        names = {_name(kind): kind for kind in types}
        relations = tuple(names[r] for r in args.getlist("relation") if r in names)
        opened = tuple(args.getlist("open")[:_OPENED])
        return cls(entity, kinds, relations, opened, page_number(args.get("page", "")))

    def url(self, endpoint: str = "graph.show") -> str:
        """Address of this state."""
        return url_for(
            endpoint,
            entity_id=self.entity,
            kind=[kind.value for kind in self.kinds],
            relation=[_name(kind) for kind in self.relations],
            open=list(self.opened),
            page=self.page if self.page > 1 else None,
        )

    def toggled(self, opened: str) -> "GraphState":
        """The state with one neighbour opened, or closed if it was open."""
        rest = tuple(one for one in self.opened if one != opened)
        return replace(self, opened=rest if opened in self.opened else (*rest, opened))


def _name(kind: RelationType | None) -> str:
    return kind.value if kind else TOGETHER
