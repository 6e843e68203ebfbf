"""Which initiatives are like one, and why: by core name, by definition, by shared neighbours."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from kg.compare.likeness import likeness, shared_words, words_of
from kg.compare.strands import is_common
from kg.datafiles import read_lines
from kg.model import Entity
from kg.ontology import Genre, Kind
from kg.quotes import sentence_at, words_at
from kg.store import Snapshot
from kg.text import is_masked

if TYPE_CHECKING:
    from kg.library import Library

_KIN: Final = 24  # initiatives like one that a table holds
_QUOTES: Final = re.compile(r"[“”‘’「」『』\"'《》（）()\s]")
_SHORTEST_CORE: Final = 2  # characters; one is no name
_CERTAIN_CORE: Final = 4  # characters of a core that is no coincidence
_HELD: Final = 3  # characters of a name that another one may end with
_MOST_HOLDING: Final = 500  # names that hold one core; more is a common word
_BEFORE: Final = 4  # characters that such a name has ahead: 齐鲁, 社区
_AGREEING: Final = 0.12  # likeness of definitions that makes two of one core the same thing
_SIMILAR: Final = 0.30  # likeness of definitions that alone makes two alike
_DEFINING: Final = 3  # cases whose words define an initiative
_WORDS: Final = 4
_ASKED: Final = 24  # words of a definition that are looked for
_HITS: Final = 40
_SHARED: Final = 2  # words that definitions share; one is chance
_TIES: Final = 2  # shared neighbours that are no coincidence
_RARE: Final = 12  # cases of a neighbour; one that every second case names ties nothing
_TIED_CASES: Final = 60  # cases that are read for neighbours; those with most of them first
_FIT: Final = {"own": 100.0, "core": 50.0, "similar": 20.0, "tied": 5.0}
_PRACTICES: Final = frozenset({Kind.INITIATIVE})
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
    told = _defining(snapshot, own)
    likes = _namesakes(snapshot, own)
    for found in (
        _of_core(snapshot, own, told),
        _of_definition(library, snapshot, own, told),
        _of_neighbours(snapshot, own),
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


def _of_core(snapshot: Snapshot, own: Sequence[Entity], told: Counter[str]) -> dict[str, Like]:
    """Initiatives of the same core name, or of one that holds it, whose definitions agree.

    Masked names are no names. ``told`` are the words that define what was asked for.
    """
    cores = {core for e in own if not e.redacted and (core := core_of(e.name))}
    cores = {core for core in cores if len(core) >= _SHORTEST_CORE and not is_masked(core)}
    names = {_QUOTES.sub("", e.name) for e in own if not e.redacted}
    known = _named_like(snapshot, names, cores)
    near = {
        key: core
        for key, entity in known.items()
        if key not in {e.id for e in own} and (core := _shared_core(entity.name, names, cores))
    }
    if not near:
        return {}
    found = {}
    for key, entity in known.items():
        if key not in near:
            continue
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


def _named_like(
    snapshot: Snapshot, names: Iterable[str], cores: Iterable[str]
) -> dict[str, Entity]:
    """Initiatives that hold one of the names or cores, or that one of the names ends with."""
    # What holds a name holds its core.
    held = [*cores, *(name for name in names if not any(core in name for core in cores))]
    ids = {key for words in held for key in snapshot.names_with(words, _MOST_HOLDING)}
    for name in names:
        ids |= {key for n in range(1, _BEFORE + 1) for key in snapshot.named(name[n:])}
    found = snapshot.entities(sorted(ids))
    return {k: e for k, e in found.items() if e.kind is Kind.INITIATIVE and not e.redacted}


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
    library: "Library", snapshot: Snapshot, own: Sequence[Entity], told: Counter[str]
) -> dict[str, Like]:
    """Initiatives that other cases define in the same words as are ``told`` of what was asked."""
    if not told:
        return {}
    asked = [word for word, _ in told.most_common(_ASKED)]
    cases = _told(snapshot, library.worded(" ".join(asked), limit=_HITS))
    named = [
        one for one in snapshot.named_in_passages(cases, _PRACTICES) if not is_common(one.name)
    ]
    passages = snapshot.passages(one.passage for one in named)
    names = "".join(entity.name for entity in own)
    found: dict[str, Like] = {}
    for one in named:
        passage = passages[one.passage]
        sentence = words_at(passage, *sentence_at(passage, one.start))
        # What has not two of the words, however they are cut, shares no two of them.
        if sum(word in sentence for word in told) < _SHARED:
            continue
        words = words_of(sentence, names + one.name)
        close = likeness(told, words)
        shared = shared_words(told, words, _WORDS)
        if close >= _SIMILAR and len(shared) >= _SHARED:
            reason = f"做法相近：{'、'.join(shared)}"
            found.setdefault(one.entity, Like(reason, _FIT["similar"] + close))
    return found


def _told(snapshot: Snapshot, case_ids: Sequence[str]) -> list[str]:
    """Those cases that are no report, which names in one sentence what it defines nowhere."""
    known = snapshot.cases(case_ids)
    return [key for key in case_ids if key in known and known[key].genre is not Genre.REPORT]


def _of_neighbours(snapshot: Snapshot, own: Sequence[Entity]) -> dict[str, Like]:
    """Initiatives of other cases that passages name together with the same rare neighbours."""
    mine = {entity.id for entity in own}
    naming = snapshot.cases_naming_any(mine)
    beside: set[str] = set()
    for members in _members(snapshot, list(naming)[:_TIED_CASES]):
        beside |= members.keys() if mine & members.keys() else set()
    counts = snapshot.case_counts(beside - mine)
    rare = {key for key, number in counts.items() if 1 < number <= _RARE}
    others = snapshot.cases_naming_any(rare)
    order = sorted((case for case in others if case not in naming), key=lambda c: -len(others[c]))
    ties: dict[str, dict[str, str]] = {}
    for members in _members(snapshot, order[:_TIED_CASES]):
        shared = {key: members[key] for key in rare & members.keys()}
        for key in members.keys() - beside - mine if shared else ():
            ties.setdefault(key, {}).update(shared)
    strong = {key: names for key, names in ties.items() if len(names) >= _TIES}
    known = snapshot.entities(strong)
    counts = snapshot.case_counts(strong)
    return {
        key: Like(
            f"同与{'、'.join(_quoted(n) for n in sorted(names.values())[:3])}一并写到", _FIT["tied"]
        )
        for key, names in strong.items()
        if _is_practice(known.get(key)) and counts[key] <= _RARE
    }


def _members(snapshot: Snapshot, cases: Sequence[str]) -> Iterator[Mapping[str, str]]:
    """Initiatives and honours of each passage, id and name; a report names all beside all."""
    members: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one in snapshot.named_in_passages(_told(snapshot, cases), _TYING):
        if not is_common(one.name):
            members[one.passage][one.entity] = one.name
    yield from members.values()


def _quoted(name: str) -> str:
    return f"“{_QUOTES.sub('', name)}”"


def _is_practice(entity: Entity | None) -> bool:
    return entity is not None and entity.kind is Kind.INITIATIVE and not entity.redacted
