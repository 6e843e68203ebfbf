"""Comparable practices across regions."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kg.errors import InvalidQuery
from kg.library import Library
from kg.model import Case, CaseEntity, CaseRecord, Entity, Mention, Metric, Passage, Practice, Quote
from kg.ontology import THEMES, Kind, RelationType, Role, Status
from kg.quotes import fold_groups, quote_sentence
from kg.store import Snapshot
from kg.text import sentences

_NOTE: Final = re.compile(r"\s*[（(]?(?:资料来源|来源|编者注|编者按|说明|注)[：:]")
# Shorter sentences are headings run into their text, or the tail of a broken one.
_SHORTEST_QUOTE: Final = 20


def practices(library: Library, *, theme: str, regions: Sequence[str] = ()) -> tuple[Practice, ...]:
    """What cases do under a theme, by region path, then title; near-duplicates folded.

    A case that is about the theme in some passages only comes with what those say. ``regions``
    are paths or names anywhere in a case's region, none meaning everywhere, and an empty one
    the cases without a region. Raises InvalidQuery for a theme that is not on the list.
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
    if not region:
        return not case.region
    own = iter(case.region)
    steps = [step for step in region.split("/") if step]
    return all(any(place == step or _is_short(step, place) for place in own) for step in steps)


def _is_short(name: str, place: str) -> bool:
    """Whether ``name`` is ``place`` without its class word; one character is no name."""
    return len(name) > 1 and place.startswith(name)


def _practice(snapshot: Snapshot, case_id: str, theme: str) -> Practice:
    """Row of one case: what its passages on the theme say comes first, or alone."""
    record = snapshot.record(case_id)
    case = record.case
    about = [passage for passage in record.passages if theme in passage.themes]
    whole = theme in case.themes
    told = _within(record, about) if about else record
    others = record if whole else told
    paths = snapshot.paths([case.source])
    initiatives = _first(_ranked(told, Kind.INITIATIVE), _ranked(others, Kind.INITIATIVE))
    organizations = _first(_ranked(told, Kind.ORGANIZATION), _ranked(others, Kind.ORGANIZATION))
    known = snapshot.entities(entity.id for entity in (*initiatives, *organizations))
    return Practice(
        region=case.region,
        case=case,
        path=paths[case.source],
        initiatives=_resolved(initiatives, known),
        organizations=_resolved(organizations, known),
        metrics=_metrics(told),
        quotes=_quotes(told, initiatives, paths[case.source]),
        whole=whole,
    )


def _within(record: CaseRecord, passages: Sequence[Passage]) -> CaseRecord:
    """The record with some of its passages alone, and what stands in them."""

    def inside(item: Mention | Metric) -> bool:
        return any(p.start <= item.start and item.end <= p.end for p in passages)

    entities = (
        replace(entity, mentions=tuple(m for m in entity.mentions if inside(m)))
        for entity in record.entities
    )
    return replace(
        record,
        passages=tuple(passages),
        entities=tuple(entity for entity in entities if entity.mentions),
        metrics=tuple(metric for metric in record.metrics if inside(metric)),
    )


def _first(these: Sequence[CaseEntity], others: Sequence[CaseEntity]) -> list[CaseEntity]:
    """Entities of one list, then those of another that are not in it."""
    known = {entity.id for entity in these}
    return [*these, *(entity for entity in others if entity.id not in known)]


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
    """Sentence that first names each initiative; where none is named, how the practice begins.

    Notes on the material (资料来源, 编者注) prove no practice and are never quoted.
    """
    paths = {record.case.source: path}
    passages = [p for p in record.passages if not _NOTE.match(p.text)]
    found: dict[int, Quote] = {}
    for initiative in initiatives:
        if place := _first_place(passages, initiative):
            quote = quote_sentence(record.case, paths, *place)
            found.setdefault(quote.start, quote)
    if not found and (beginning := _beginning(passages)):
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
    telling = (p for p in passages if p.role in (Role.PRACTICE, Role.RESULT))
    passage = next(telling, passages[0] if passages else None)
    if passage is None:
        return None
    spans = list(sentences(passage.text)) or [(0, 0)]
    # 一是强化组织把关。 is a heading run into its text: what follows tells the practice.
    start, _ = next((s for s in spans if s[1] - s[0] >= _SHORTEST_QUOTE), spans[0])
    return passage, passage.start + start
