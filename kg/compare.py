"""Comparable practices across regions."""

from collections.abc import Sequence
from dataclasses import replace

from kg.errors import InvalidQuery
from kg.library import Library
from kg.model import Case, CaseEntity, CaseRecord, Entity, Mention, Metric, Passage, Practice, Quote
from kg.ontology import THEMES, Kind, RelationType, Role, Status
from kg.quotes import fold_groups, quote_sentence
from kg.store import Snapshot
from kg.text import sentences


def practices(library: Library, *, theme: str, regions: Sequence[str] = ()) -> tuple[Practice, ...]:
    """What cases do under a theme, by region path, then title; near-duplicates folded.

    A case that is about the theme in some passages only comes with what those say. ``regions``
    are paths or names anywhere in a case's region, none meaning everywhere. Raises InvalidQuery
    for a theme that is not on the list.
    """
    if theme not in THEMES:
        msg = f"no theme is called {theme!r}; the themes are: {' '.join(THEMES)}"
        raise InvalidQuery(msg)
    with library.reading() as snapshot:
        cases = fold_groups(snapshot.cases_with_theme(theme).values()).values()
        wanted = [case for case in cases if not regions or any(_lies_in(case, r) for r in regions)]
        wanted.sort(key=lambda case: (case.region, case.title, case.id))
        return tuple(_practice(snapshot, case.id, theme) for case in wanted)


def _lies_in(case: Case, region: str) -> bool:
    """Whether a case's region has all steps of a path, in order; 杭州 stands for 杭州市."""
    own = iter(case.region)
    steps = [step for step in region.split("/") if step]
    return all(any(place == step or _is_short(step, place) for place in own) for step in steps)


def _is_short(name: str, place: str) -> bool:
    """Whether ``name`` is ``place`` without its class word; one character is no name."""
    return len(name) > 1 and place.startswith(name)


def _practice(snapshot: Snapshot, case_id: str, theme: str) -> Practice:
    """Row of one case: what its passages on the theme say, all of them where none is apart."""
    record = _on_theme(snapshot.record(case_id), theme)
    case = record.case
    paths = snapshot.paths([case.source])
    initiatives = _ranked(record, Kind.INITIATIVE)
    organizations = _ranked(record, Kind.ORGANIZATION)
    known = snapshot.entities(entity.id for entity in (*initiatives, *organizations))
    return Practice(
        region=case.region,
        case=case,
        path=paths[case.source],
        initiatives=_resolved(initiatives, known),
        organizations=_resolved(organizations, known),
        metrics=_metrics(record),
        quotes=_quotes(record, initiatives, paths[case.source]),
    )


def _on_theme(record: CaseRecord, theme: str) -> CaseRecord:
    """What a record says on a theme: of a case that is about it all but metrics elsewhere.

    Of another case only its passages on the theme, and what stands in them.
    """
    about = [passage for passage in record.passages if theme in passage.themes]
    if not about:
        return record

    def inside(item: Mention | Metric) -> bool:
        return any(p.start <= item.start and item.end <= p.end for p in about)

    metrics = tuple(metric for metric in record.metrics if inside(metric))
    if theme in record.case.themes:
        return replace(record, metrics=metrics or record.metrics)
    entities = (
        replace(entity, mentions=tuple(m for m in entity.mentions if inside(m)))
        for entity in record.entities
    )
    return replace(
        record,
        passages=tuple(about),
        entities=tuple(entity for entity in entities if entity.mentions),
        metrics=metrics,
    )


def _ranked(record: CaseRecord, kind: Kind) -> list[CaseEntity]:
    """Entities of a kind: those that run or are run first, then by number of mentions."""
    running = {
        end
        for relation in record.relations
        if relation.type is RelationType.IMPLEMENTS
        for end in (relation.head, relation.tail)
    }
    found = [entity for entity in record.entities if entity.kind is kind]
    return sorted(found, key=lambda e: (e.id not in running, -len(e.mentions)))


def _resolved(entities: Sequence[CaseEntity], known: dict[str, Entity]) -> tuple[Entity, ...]:
    """Library-wide entities of those of a case."""
    return tuple(known[key] for key in dict.fromkeys(entity.id for entity in entities))


def _metrics(record: CaseRecord) -> tuple[Metric, ...]:
    """Metrics of a case, those achieved first, else in the order of the text."""
    order = (Status.ACHIEVED, Status.TARGET, Status.PROBLEM)
    return tuple(sorted(record.metrics, key=lambda m: (order.index(m.status), m.start)))


def _quotes(record: CaseRecord, initiatives: Sequence[CaseEntity], path: str) -> tuple[Quote, ...]:
    """Sentence that first names each initiative; where none is named, how the practice begins."""
    paths = {record.case.source: path}
    found: dict[int, Quote] = {}
    for initiative in initiatives:
        if place := _first_place(record.passages, initiative):
            quote = quote_sentence(record.case, paths, *place)
            found.setdefault(quote.start, quote)
    if not found and (beginning := _beginning(record.passages)):
        quote = quote_sentence(record.case, paths, *beginning)
        found[quote.start] = quote
    return tuple(found.values())


def _first_place(passages: Sequence[Passage], entity: CaseEntity) -> tuple[Passage, int] | None:
    """Passage that first mentions an entity, and where."""
    for mention in entity.mentions:
        for passage in passages:
            if passage.start <= mention.start and mention.end <= passage.end:
                return passage, mention.start
    return None


def _beginning(passages: Sequence[Passage]) -> tuple[Passage, int] | None:
    """First sentence of the first passage that tells a practice, else of the first one."""
    telling = (passage for passage in passages if passage.role is Role.PRACTICE)
    passage = next(telling, passages[0] if passages else None)
    if passage is None:
        return None
    start, _ = next(sentences(passage.text), (0, 0))
    return passage, passage.start + start
