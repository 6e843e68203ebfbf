"""Cases of a store as engines take them, read many at once."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Final

from kg.model import Case, Entity, Passage
from kg.ontology import Kind
from kg.search.engine import IndexedCase
from kg.store import Snapshot
from kg.text import blanked, unbroken

# Cases that are read at once: one statement costs as much as reading some dozens of rows.
_READ: Final = 200


def indexed(snapshot: Snapshot, case_ids: Iterable[str]) -> Iterator[IndexedCase]:
    """Cases as engines take them, in this order; copies of others are left out."""
    above: dict[str, tuple[str, ...]] = {}
    waiting = iter(case_ids)
    while ids := list(islice(waiting, _READ)):
        found = snapshot.cases(ids)
        cases = {key: found[key] for key in ids if found[key].duplicate_of is None}
        paths = snapshot.paths({case.source for case in cases.values()})
        passages = snapshot.passages_by_case(cases)
        entities = snapshot.entities_by_case(cases)
        metrics = snapshot.metrics_by_case(cases)
        texts = snapshot.texts(cases)
        copies = snapshot.copies(cases)
        places = {e.id for named in entities.values() for e in named if e.kind is Kind.PLACE}
        above |= snapshot.places_above(places - above.keys())
        for key, case in cases.items():
            named = tuple(entities.get(key, ()))
            yield IndexedCase(
                case=case,
                path=paths[case.source],
                passages=tuple(passages.get(key, ())),
                entities=named,
                regions=_regions(case.region, named, above),
                copies=copies.get(key, 0),
                metrics=tuple(metrics.get(key, ())),
                aside="\n".join(_aside(texts[key], case, passages.get(key, ()))),
            )


def _aside(text: str, case: Case, passages: Sequence[Passage]) -> list[str]:
    """Lines of a case that are in no passage and no heading, each once: bylines, occasions."""
    bare = blanked(text, ((p.start - case.start, p.end - case.start) for p in passages))
    known = {unbroken(heading).strip() for passage in passages for heading in passage.heading}
    lines = dict.fromkeys(line.strip() for line in bare.split("\n"))
    return [line for line in lines if line and line not in known]


def _regions(
    own: tuple[str, ...], named: Iterable[Entity], above: Mapping[str, tuple[str, ...]]
) -> tuple[str, ...]:
    """Names of the case's own region, of the places it names, and of all that hold them."""
    names = dict.fromkeys(own)
    for entity in named:
        if entity.kind is Kind.PLACE:
            names |= dict.fromkeys((*entity.region, *reversed(above[entity.id]), entity.name))
    return tuple(names)
