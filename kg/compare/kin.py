"""Which initiatives are like one, and why: by core name, by definition, by shared neighbours."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.compare.likeness import likeness, shared_words, words_of
from kg.compare.strands import is_common
from kg.datafiles import read_lines
from kg.model import CaseRecord, Entity, Passage, Query
from kg.ontology import Genre, Kind
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
_HELD: Final = 3  # characters of a name that another one may end with
_BEFORE: Final = 4  # characters that such a name has ahead: 齐鲁, 社区
_AGREEING: Final = 0.12  # likeness of definitions that makes two of one core the same thing
_SIMILAR: Final = 0.30  # likeness of definitions that alone makes two alike
_DEFINING: Final = 3  # cases whose words define an initiative
_WORDS: Final = 4
_ASKED: Final = 24  # words of a definition that are looked for
_HITS: Final = 30
_TIES: Final = 2  # shared neighbours that are no coincidence
_RARE: Final = 12  # cases of a neighbour; one that every second case names ties nothing
_TIED_CASES: Final = 60  # cases that are read for neighbours; those with most of them first
_FIT: Final = {"own": 100.0, "core": 50.0, "similar": 20.0, "tied": 5.0}
_TYING: Final = frozenset({Kind.INITIATIVE, Kind.HONOR})


@dataclass(frozen=True, slots=True)
class Like:
    """Why an initiative stands in the table: for people, and how strongly."""

    reason: str
    fit: float

    @property
    def own(self) -> bool:
        """Whether it bears the name that was asked for."""
        return self.fit >= _FIT["own"]


def kin_of(library: "Library", snapshot: Snapshot, own: Sequence[Entity]) -> dict[str, Like]:
    """An initiative's namesakes and its like, by id, the strongest reason of each first."""
    likes = _namesakes(snapshot, own)
    for found in (
        _of_core(snapshot, own),
        _of_definition(library, snapshot, own),
        _of_neighbours(snapshot, own, library.graph()),
    ):
        likes |= {key: why for key, why in found.items() if key not in likes}
    return dict(sorted(likes.items(), key=lambda pair: -pair[1].fit)[: _KIN + len(own)])


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


def definition_of(snapshot: Snapshot, entities: Sequence[Entity]) -> str:
    """Sentences that first name the initiatives, a few cases each."""
    said = []
    for entity in entities:
        cases = list(snapshot.cases_naming(entity.id))[:_DEFINING]
        places = snapshot.first_mentions(entity.id, cases)
        passages = snapshot.passages(place.passage for place in places.values())
        for place in places.values():
            passage = passages[place.passage]
            said.append(words_at(passage, *sentence_at(passage, place.start)))
    return "".join(said)


def _defining(snapshot: Snapshot, entities: Sequence[Entity]) -> Counter[str]:
    """Words that define initiatives, without those of their names."""
    return words_of(definition_of(snapshot, entities), "".join(e.name for e in entities))


def _namesakes(snapshot: Snapshot, own: Sequence[Entity]) -> dict[str, Like]:
    """Initiatives of the very name; of several those that tell another thing say so."""
    likes = {entity.id: Like("同名做法", _FIT["own"] + 1) for entity in own[:1]}
    told = _defining(snapshot, own[:1]) if len(own) > 1 else Counter[str]()
    for entity in own[1:]:
        same = likeness(told, _defining(snapshot, [entity])) >= _AGREEING
        reason = "同名做法" if same else "名称相同，所述不同，未必是同一做法"
        likes[entity.id] = Like(reason, _FIT["own"] + same)
    return likes


def _of_core(snapshot: Snapshot, own: Sequence[Entity]) -> dict[str, Like]:
    """Initiatives of the same core name, or of one that holds it, whose definitions agree.

    Masked names are no names.
    """
    cores = {core for e in own if not e.redacted and (core := core_of(e.name))}
    cores = {core for core in cores if len(core) >= _SHORTEST_CORE and not is_masked(core)}
    names = {_QUOTES.sub("", e.name) for e in own if not e.redacted}
    mine = {entity.id for entity in own}
    near = {
        key: core
        for key, name, masked in snapshot.initiatives()
        if not masked and key not in mine and (core := _shared_core(name, names, cores))
    }
    if not near:
        return {}
    told = _defining(snapshot, own)
    found = {}
    for key, entity in snapshot.entities(near).items():
        core = near[key]
        same = core_of(entity.name) in cores
        definition = _defining(snapshot, [entity])
        agreeing = likeness(told, definition)
        if agreeing < _AGREEING and len(core) < _CERTAIN_CORE:
            continue
        words = "、".join(shared_words(told, definition, _WORDS))
        agreed = f"，所述相合：{words}" if words else "，所述未见相合，未必是同一做法"
        said = "核心名称相同" if same else "名称相含"
        found[key] = Like(f"{said}（{core}）{agreed}", _FIT["core"] + agreeing + same)
    return found


def _shared_core(name: str, names: Iterable[str], cores: Iterable[str]) -> str:
    """Core that a name has, or the name that one of both ends with; empty for none."""
    bare = _QUOTES.sub("", name)
    if any(core in bare for core in cores) and (theirs := core_of(name)) in cores:
        return theirs
    for own in names:
        if _ends_with(bare, own):
            return own
        if _ends_with(own, bare):
            return bare
    return ""


def _ends_with(longer: str, shorter: str) -> bool:
    """Whether a name is another one with a few characters ahead: 齐鲁, 社区."""
    ahead = len(longer) - len(shorter)
    held = len(shorter) >= _HELD and 0 < ahead <= _BEFORE
    return held and longer.endswith(shorter) and not is_masked(longer)


def _of_definition(
    library: "Library", snapshot: Snapshot, own: Sequence[Entity]
) -> dict[str, Like]:
    """Initiatives that other cases define in the same words."""
    told = _defining(snapshot, own)
    if not told:
        return {}
    asked = " OR ".join(word for word, _ in told.most_common(_ASKED))
    hits = library.search(Query(asked, limit=_HITS, correct=False, places=False)).hits
    # A report names in one sentence what it defines nowhere.
    hits = tuple(hit for hit in hits if hit.case.genre is not Genre.REPORT)
    records = snapshot.records(hit.case.id for hit in hits)
    names = "".join(entity.name for entity in own)
    found: dict[str, Like] = {}
    for hit in hits:
        for passage in (answer.passage for answer in hit.passages):
            for key, words in _defined(records.get(hit.case.id), passage, names):
                close = likeness(told, words)
                shared = shared_words(told, words, _WORDS)
                if close >= _SIMILAR and len(shared) > 1:
                    reason = f"做法相近：{'、'.join(shared)}"
                    found.setdefault(key, Like(reason, _FIT["similar"] + close))
    return found


def _defined(
    record: CaseRecord | None, passage: Passage, names: str
) -> Iterator[tuple[str, Counter[str]]]:
    """Initiatives of a passage with the words of the sentence that names each."""
    for entity in record.entities if record else ():
        if entity.kind is not Kind.INITIATIVE or entity.redacted or is_common(entity.name):
            continue
        for mention in entity.mentions:
            if passage.start <= mention.start < passage.end:
                words = words_at(passage, *sentence_at(passage, mention.start))
                yield entity.id, words_of(words, names + entity.name)
                break


def _of_neighbours(
    snapshot: Snapshot, own: Sequence[Entity], graph: "EntityGraph"
) -> dict[str, Like]:
    """Initiatives of other cases that passages name together with the same rare neighbours."""
    mine = {entity.id for entity in own}
    naming = snapshot.cases_naming_any(mine)
    beside: set[str] = set()
    for members in _members(snapshot, list(naming)[:_TIED_CASES]):
        beside |= members.keys() if mine & members.keys() else set()
    rare = {key for key in beside - mine if 1 < graph.cases(key) <= _RARE}
    others = snapshot.cases_naming_any(rare)
    order = sorted((case for case in others if case not in naming), key=lambda c: -len(others[c]))
    ties: dict[str, dict[str, str]] = {}
    for members in _members(snapshot, order[:_TIED_CASES]):
        shared = {key: members[key] for key in rare & members.keys()}
        for key in members.keys() - beside - mine if shared else ():
            ties.setdefault(key, {}).update(shared)
    strong = {key: names for key, names in ties.items() if len(names) >= _TIES}
    known = snapshot.entities(strong)
    return {
        key: Like(
            f"同与{'、'.join(_quoted(n) for n in sorted(names.values())[:3])}一并写到", _FIT["tied"]
        )
        for key, names in strong.items()
        if _is_practice(known.get(key)) and graph.cases(key) <= _RARE
    }


def _members(snapshot: Snapshot, cases: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Initiatives and honours of each passage, id and name; a report names all beside all."""
    known = snapshot.cases(cases)
    told = (key for key in cases if key in known and known[key].genre is not Genre.REPORT)
    for record in snapshot.records(told).values():
        for passage in record.passages:
            yield {
                entity.id: entity.name
                for entity in record.entities
                if entity.kind in _TYING
                and not entity.redacted
                and not is_common(entity.name)
                and any(passage.start <= m.start < passage.end for m in entity.mentions)
            }


def _quoted(name: str) -> str:
    return f"“{_QUOTES.sub('', name)}”"


def _is_practice(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is Kind.INITIATIVE and not entity.redacted
