"""Comparison by initiative: the cases that run it, and those that run one like it elsewhere."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.compare.asking import Ask
from kg.compare.assembling import About, assemble, read_records
from kg.compare.choosing import choose
from kg.compare.likeness import likeness, shared_words, words_of
from kg.compare.strands import is_common
from kg.compare.table import Comparison, Item
from kg.datafiles import read_lines
from kg.errors import InvalidQuery
from kg.model import CaseRecord, Entity, Passage, Query
from kg.ontology import Kind
from kg.quotes import sentence_at, words_at
from kg.store import Snapshot
from kg.text import is_masked

if TYPE_CHECKING:
    from kg.graph import EntityGraph
    from kg.library import Library

_KIN: Final = 24  # initiatives like one that a table holds
_QUOTES: Final = re.compile(r"[“”‘’「」『』\"'《》（）()\s]")
_SHORTEST_CORE: Final = 2  # characters; one is no name
_CERTAIN_CORE: Final = 4  # characters of a core that is no coincidence
_AGREEING: Final = 0.12  # likeness of definitions that makes two of one core the same thing
_SIMILAR: Final = 0.30  # likeness of definitions that alone makes two alike
_WORDS: Final = 4
_HITS: Final = 30
_TIES: Final = 2  # shared neighbours that are no coincidence
_RARE: Final = 12  # cases of a neighbour; one that every second case names ties nothing
_FIT: Final = {"own": 100.0, "core": 50.0, "similar": 20.0, "tied": 5.0}


@dataclass(frozen=True, slots=True)
class _Like:
    """Why an initiative stands in the table: for people, and how strongly."""

    reason: str
    fit: float


def by_initiative(library: "Library", snapshot: Snapshot, ask: Ask) -> Comparison:
    """Rows of an initiative and of those like it. Raises InvalidQuery for an unknown one."""
    own = find_initiatives(snapshot, ask.what)
    if not own:
        msg = f"no initiative is called {ask.what!r}; look it up with: kg search"
        raise InvalidQuery(msg)
    graph = library.graph()
    likes = {entity.id: _Like("同名做法", _FIT["own"]) for entity in own}
    for like in (
        _of_core(snapshot, own),
        _of_definition(library, snapshot, own),
        _of_neighbours(snapshot, own, graph),
    ):
        likes |= {key: why for key, why in like.items() if key not in likes}
    likes = dict(sorted(likes.items(), key=lambda pair: -pair[1].fit)[: _KIN + len(own)])
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


def _heading(named: Sequence[str], likes: Mapping[str, _Like]) -> frozenset[str]:
    """Initiatives that may head the rows of a case: where it has what was asked, that alone."""
    own = frozenset(key for key in named if likes[key].fit >= _FIT["own"])
    return own or frozenset(named)


def find_initiatives(snapshot: Snapshot, name: str) -> tuple[Entity, ...]:
    """Initiatives of an id, a name or an alias, those in most cases first."""
    found = snapshot.entities([name]) or snapshot.entities(keys := snapshot.named(name))
    order = list(found) if name in found else [key for key in keys if key in found]
    return tuple(found[key] for key in order if found[key].kind is Kind.INITIATIVE)


def core_of(name: str) -> str:
    """What is left of a name without quotation marks and the class words it ends with."""
    bare = _QUOTES.sub("", name)
    ends = (h for h in _heads() if bare.endswith(h) and len(bare) - len(h) >= _SHORTEST_CORE)
    head = next(ends, "")
    return core_of(bare.removesuffix(head)) if head else bare


@cache
def _heads() -> tuple[str, ...]:
    """Class words, longest first."""
    words = {line.lstrip("!=~+?") for line in read_lines("lexicon", "initiative_heads.txt")}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


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


def definition_of(snapshot: Snapshot, entities: Sequence[Entity]) -> str:
    """Sentences that first name the initiatives, a few cases each."""
    said = []
    for entity in entities:
        cases = list(snapshot.cases_naming(entity.id))[:3]
        places = snapshot.first_mentions(entity.id, cases)
        passages = snapshot.passages(place.passage for place in places.values())
        for place in places.values():
            passage = passages[place.passage]
            start, end = sentence_at(passage, place.start)
            said.append(words_at(passage, start, end))
    return "".join(said)


def _without_names(text: str, entities: Sequence[Entity]) -> Counter[str]:
    return words_of(text, "".join(entity.name for entity in entities))


def _of_core(snapshot: Snapshot, own: Sequence[Entity]) -> dict[str, _Like]:
    """Initiatives of the same core name whose definitions agree; masked names are no names."""
    cores = {core for e in own if not e.redacted and (core := core_of(e.name))}
    cores = {core for core in cores if len(core) >= _SHORTEST_CORE and not is_masked(core)}
    mine = {entity.id for entity in own}
    same = {
        key: name
        for key, name, masked in snapshot.initiatives()
        if not masked and key not in mine and any(core in name for core in cores)
    }
    same = {key: name for key, name in same.items() if core_of(name) in cores}
    if not same:
        return {}
    told = _without_names(definition_of(snapshot, own), own)
    known = snapshot.entities(same)
    found = {}
    for key, entity in known.items():
        definition = _without_names(definition_of(snapshot, [entity]), [entity])
        agreeing = likeness(told, definition)
        if agreeing < _AGREEING and len(core_of(entity.name)) < _CERTAIN_CORE:
            continue
        words = "、".join(shared_words(told, definition, _WORDS))
        agreed = f"，所述相合：{words}" if words else ""
        found[key] = _Like(
            f"核心名称相同（{core_of(entity.name)}）{agreed}", _FIT["core"] + agreeing
        )
    return found


def _of_definition(
    library: "Library", snapshot: Snapshot, own: Sequence[Entity]
) -> dict[str, _Like]:
    """Initiatives that other cases define in the same words."""
    told = _without_names(definition_of(snapshot, own), own)
    if not told:
        return {}
    asked = " ".join(word for word, _ in told.most_common(24))
    hits = library.search(Query(asked, limit=_HITS, correct=False, places=False)).hits
    records = snapshot.records(hit.case.id for hit in hits)
    names = "".join(entity.name for entity in own)
    found: dict[str, _Like] = {}
    for hit in hits:
        for passage in (answer.passage for answer in hit.passages):
            for key, words in _defined(records.get(hit.case.id), passage, names):
                close = likeness(told, words)
                shared = shared_words(told, words, _WORDS)
                if close >= _SIMILAR and len(shared) > 1:
                    reason = f"做法相近：{'、'.join(shared)}"
                    found.setdefault(key, _Like(reason, _FIT["similar"] + close))
    return found


def _defined(
    record: CaseRecord | None, passage: Passage, names: str
) -> Iterable[tuple[str, Counter[str]]]:
    """Initiatives of a passage with the words of the sentence that names each."""
    for entity in record.entities if record else ():
        if entity.kind is not Kind.INITIATIVE or entity.redacted or is_common(entity.name):
            continue
        for mention in entity.mentions:
            if passage.start <= mention.start < passage.end:
                start, end = sentence_at(passage, mention.start)
                yield entity.id, words_of(words_at(passage, start, end), names + entity.name)
                break


def _of_neighbours(
    snapshot: Snapshot, own: Sequence[Entity], graph: "EntityGraph"
) -> dict[str, _Like]:
    """Initiatives of other cases that are named together with the same rare neighbours."""
    mine = {entity.id for entity in own}
    beside = Counter[str]()
    for entity in own:
        beside += graph.together(entity.id)
    rare = [key for key in beside if 1 < graph.cases(key) <= _RARE]
    near = snapshot.entities(rare)
    kinds = {Kind.INITIATIVE, Kind.HONOR}
    ties: dict[str, list[str]] = {}
    for key, entity in near.items():
        if entity.kind in kinds and not entity.redacted and not is_common(entity.name):
            for other in graph.together(key):
                if other not in mine and other not in beside:
                    ties.setdefault(other, []).append(entity.name)
    strong = {key: names for key, names in ties.items() if len(names) >= _TIES}
    known = snapshot.entities(strong)
    return {
        key: _Like(f"都与{'、'.join(f'“{name}”' for name in names[:3])}一同提及", _FIT["tied"])
        for key, names in strong.items()
        if _is_practice(known.get(key))
    }


def _is_practice(entity: Entity | None) -> bool:
    if entity is None or entity.kind is not Kind.INITIATIVE or entity.redacted:
        return False
    return not is_common(entity.name)
