"""Comparison by initiative: the cases that run it, and those that run one like it elsewhere."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.compare.asking import Ask
from kg.compare.assembling import About, assemble, read_records
from kg.compare.choosing import choose
from kg.compare.kin import Like, kin_of
from kg.compare.strands import is_common
from kg.compare.table import Comparison, Item
from kg.errors import InvalidQuery
from kg.model import CaseRecord, Entity, Passage
from kg.ontology import Kind
from kg.store import Snapshot

if TYPE_CHECKING:
    from kg.library import Library


def by_initiative(library: "Library", snapshot: Snapshot, ask: Ask) -> Comparison:
    """Rows of an initiative and of those like it. Raises InvalidQuery for an unknown one."""
    own = find_initiatives(snapshot, ask.what)
    if not own:
        msg = f"no initiative is called {ask.what!r}; look it up with: kg search"
        raise InvalidQuery(msg)
    ids = tuple(entity.id for entity in own)
    question = ("kin", ids, library.engine, library.indexed_generation)
    likes = library.once(snapshot, question, lambda: kin_of(library, snapshot, own))
    naming = snapshot.cases_naming_any(likes)
    fit = {case: max(likes[key].fit for key in keys) for case, keys in naming.items()}
    outlines = [o._replace(whole=True) for o in snapshot.outlines(naming)]
    chosen = choose(snapshot, ask, outlines, fit)
    records = read_records(snapshot, chosen.page)
    reasons = {key: Item(like.reason) for key, like in likes.items()}
    abouts = {
        outline.id: About(
            _passages(records[outline.id], naming[outline.id]),
            only=_heading(naming[outline.id], likes),
            reasons=reasons,
        )
        for outline in chosen.page
    }
    return assemble(snapshot, ask, chosen, records, abouts)


def _heading(named: Sequence[str], likes: Mapping[str, Like]) -> frozenset[str]:
    """Initiatives that may head the rows of a case: where it has what was asked, that alone."""
    own = frozenset(key for key in named if likes[key].own)
    return own or frozenset(named)


def find_initiatives(snapshot: Snapshot, name: str) -> tuple[Entity, ...]:
    """Initiatives of an id, a name or an alias, those in most cases first."""
    found = snapshot.entities([name]) or snapshot.entities(keys := snapshot.named(name))
    order = list(found) if name in found else [key for key in keys if key in found]
    return tuple(found[key] for key in order if found[key].kind is Kind.INITIATIVE)


def widespread(snapshot: Snapshot, limit: int) -> tuple[str, ...]:
    """Names of initiatives that several cases have, without campaigns that all have."""
    names = snapshot.spread_initiatives(limit * 2)
    return tuple(name for name in names if not is_common(name))[:limit]


def names_like(snapshot: Snapshot, name: str, limit: int) -> tuple[str, ...]:
    """Names of initiatives that hold a name, or else most of its pairs of characters."""
    pairs = {a + b for a, b in pairwise(name)}
    found = [
        (name not in known, -sum(pair in known for pair in pairs), len(known), known)
        for _, known, masked in snapshot.initiatives()
        if not masked and any(pair in known for pair in pairs)
    ]
    return tuple(known for *_, known in sorted(found)[:limit])


def _passages(record: CaseRecord, ids: Iterable[str]) -> tuple[Passage, ...]:
    """Passages that name one of the initiatives, in words or heading, or share its heading."""
    wanted = set(ids)
    entities = [e for e in record.entities if e.id in wanted]
    naming = {
        p.id
        for p in record.passages
        for e in entities
        if any(p.start <= m.start < p.end for m in e.mentions)
        or any(e.name in heading for heading in p.heading)
    }
    headings = {p.heading for p in record.passages if p.id in naming and p.heading}
    return tuple(p for p in record.passages if p.id in naming or p.heading in headings)
