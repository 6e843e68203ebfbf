"""Persons: named individuals, found where the words around a name prove it."""

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from functools import cache
from typing import Final

from ahocorasick_rs import AhoCorasick

from ingest.draft import Draft
from ingest.extract.occurrences import occurrences
from ingest.extract.persons.bylines import under_posts
from ingest.extract.persons.evidence import ALONE, BREAK, evidence
from ingest.extract.persons.names import ends_name, is_full, name_at
from ingest.extract.persons.tags import dotted, seconded, voted
from ingest.extract.persons.things import is_dotted_name, is_thing
from ingest.extract.persons.titles import after_titles
from kg.datafiles import read_lines
from kg.model import Mention
from kg.ontology import Kind
from kg.segment import word_spans

# Posts that a surname is called by: 罗书记; only the first also right behind a body or a word.
_OFFICES: Final = (
    *("书记", "主任", "局长", "部长", "市长", "县长"),
    *("区长", "镇长", "乡长", "校长", "院长"),
)
_CHIEFS: Final = ("所长", "队长")
_BEFORE_OFFICE: Final = frozenset("委府处局长对向和与在由")
_HAN: Final = re.compile(r"[一-鿿]")
# Names of two characters may be the beginning of a longer word or name.
_SHORT: Final = 2
# What names.name_at must give for a full name that a list of persons goes on with.
_IN_LIST: Final = 1.35
_LIST_MARKS: Final = frozenset("、，。；等和与及（）)”：\n ")
_GROUP_ENDS: Final = ("组", "队", "站", "室", "团", "社", "会", "岗", "员", "家", "工程", "精神")
_HOUSE: Final = "家"
_WORD: Final = 3  # characters that show which word the last one of a name may begin
_LEADER: Final = "习近平"
_LEADER_TITLE: Final = re.compile(r"(?<!近平)(?<![党任届])总书记")
# Since November 2012 总书记 without a name can only mean him.
_LEADER_SINCE: Final = "2012-11"
_NICKNAMES: Final = re.compile(
    r"涌现出?[^。！？；\n]{0,12}?(?=“)((?:[^“”。！？；\n]{0,6}“[^”\n]{2,6}”[、和与及]?){1,20})等[^。，\n]{0,6}(?:典型|人物|先进个人|榜样)"
)
_QUOTED: Final = re.compile(r"“([^”\n]{2,6})”")
# Surnames that are prepositions first: names that begin so need the tagger's vote as well.
_LIGHT_SURNAMES: Final = frozenset("向和从由时应经路")


def find(draft: Draft, found: Sequence[Mention]) -> list[Mention]:
    """Mentions of persons in a draft, sorted by start, none overlapping another."""
    text = draft.text
    names = _names_of(draft, found)
    names |= _listed(text, names)
    mentions = _occurrences(draft, names, found)
    mentions += _titled_again(text, names)
    mentions += _leader(draft, names)
    mentions += _nicknames(text)
    mentions += [
        _mention(s, e, text[s:e], re.sub(r"\s", "", text[s:e])) for s, e in under_posts(text)
    ]
    return _without_overlaps(mentions)


def _names_of(draft: Draft, found: Sequence[Mention]) -> set[str]:
    """Names that evidence or the tagger proves, without places and bodies, and well-known ones."""
    text = draft.text
    others = {m.surface for m in found if m.kind in {Kind.PLACE, Kind.ORGANIZATION}}
    told = evidence(text)
    names, likely = set(told.proved), set(told.likely)
    if draft.tags:
        likely = seconded(likely, text, draft.tags) | {name for name in likely if is_full(name)}
        light = {name for name in names - told.signed if name[0] in _LIGHT_SURNAMES}
        names -= light - seconded(light, text, draft.tags)
        stems = {m.surface[: len(m.surface) - 1] for m in found if m.kind is Kind.PLACE}
        names |= voted(text, draft.tags) - stems
    names |= likely
    names |= _known_in(text)
    names = _whole_dotted(names, told.signed | dotted(text, draft.tags))
    times = _times(text, {part for name in names for part in (name, name[:-1])})
    names = {_ended(name, text, times) for name in names}
    names -= _cut_short(names, times)
    return {name for name in names if name not in others and is_dotted_name(name)}


@cache
def _known() -> tuple[AhoCorasick, tuple[str, ...]]:
    """Persons whose names need no proof."""
    known = tuple(read_lines("lexicon", "known_persons.txt"))
    return AhoCorasick(known), known


def _known_in(text: str) -> set[str]:
    finder, known = _known()
    found = finder.find_matches_as_indexes(text, overlapping=True)
    return {known[number] for number, _, _ in found}


def _whole_dotted(names: set[str], bounded: Collection[str]) -> set[str]:
    """Names with of several dotted ones that overlap only the whole one.

    That is one that a byline or the tagger bounds, else the shorter: 如果某·某 gives 果某·某.
    """
    whole = {name for name in bounded if "·" in name}
    several = {name for name in names | whole if "·" in name}
    wrong = {n for n in several - whole if any(o != n and o in n for o in several)}
    wrong |= {n for n in several if any(o != n and n in o for o in whole)}
    return (names | whole) - wrong


def _times(text: str, words: Collection[str]) -> Counter[str]:
    """How often each of some words stands in a text, counted in one reading of it."""
    known = tuple(word for word in words if word)
    found = AhoCorasick(known).find_matches_as_indexes(text, overlapping=True)
    return Counter(known[number] for number, _, _ in found)


def _ended(name: str, text: str, times: Counter[str]) -> str:
    """A name without its last character where the case has it shorter and another word begins.

    So his house is none of the name (党员王东 …, 王东|家), nor is a verb (郭荣|重点围绕).
    """
    person = name[:-1]
    if len(person) < _SHORT or times[person] <= times[name]:
        return name
    return person if name.endswith(_HOUSE) or _is_glued(text, name) else name


def _is_glued(text: str, name: str) -> bool:
    """Whether a word of its own begins with the last character of a name wherever it stands."""
    ends = [match.end() for match in re.finditer(re.escape(name), text)]
    words = (word_spans(text[end - 1 : end + _WORD])[:1] for end in ends)
    return all(word and word[0][0] == 0 and word[0][1] > 1 for word in words)


def _cut_short(names: set[str], times: Counter[str]) -> set[str]:
    """Short names that only ever stand as the beginning of longer ones that are known."""
    longer: defaultdict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) > _SHORT:
            longer[name[:_SHORT]].append(name)
    short = (name for name in names if len(name) == _SHORT and name in longer)
    return {name for name in short if times[name] == sum(times[one] for one in longer[name])}


def _listed(text: str, names: set[str]) -> set[str]:
    """Names that stand in a list with a known one, on either side; lists may run on."""
    more: set[str] = set()
    fresh = names
    while fresh:
        found = set()
        for start, end in occurrences(fresh, text):
            found.add(_next_in_list(text, end))
            found.add(_previous_in_list(text, start))
        fresh = {name for name in found if name} - names - more
        more |= fresh
    return more


def _next_in_list(text: str, at: int) -> str | None:
    if text[at : at + 1] not in {"、", "和", "与", "及"}:
        return None
    shape = name_at(text, at + 1)
    closed = shape and text[shape.end : shape.end + 1] in _LIST_MARKS
    if not shape or not closed:
        return None
    enough = _IN_LIST if shape.end - at - 1 > _SHORT else ALONE
    return text[at + 1 : shape.end] if shape.score >= enough else None


def _previous_in_list(text: str, at: int) -> str | None:
    """The name before a list comma: the whole item, or what follows a verb (涌现了张某某、…)."""
    if at <= _SHORT or text[at - 1] != "、":
        return None
    for size in (3, 2):
        start = at - 1 - size
        shape = name_at(text, start, at - 1) if start >= 0 else None
        whole = start == 0 or text[start - 1] in BREAK + "了是有的和与"
        if shape and shape.end == at - 1 and shape.score >= ALONE and whole:
            return text[start : at - 1]
    return None


def _occurrences(draft: Draft, names: set[str], found: Sequence[Mention]) -> list[Mention]:
    """Every occurrence of the names, longest first, outside names of places and bodies."""
    if not names:
        return []
    text, votes = draft.text, {(t.start, t.end) for t in draft.tags}
    bodies = sorted((m.start, m.end) for m in found if m.kind in {Kind.PLACE, Kind.ORGANIZATION})
    mentions = []
    for start, end in occurrences(names, text):
        at = bisect_right(bodies, (start, len(text)))
        covered = any(a <= start and end <= b for a, b in bodies[max(0, at - 4) : at])
        ends = (start, end) in votes or ends_name(text, end)
        covered = covered or is_thing(text, start, end)
        if not covered and (end - start > _SHORT or ends):
            mentions.append(_mention(start, end, text[start:end], text[start:end]))
    return mentions


def _mention(start: int, end: int, surface: str, name: str) -> Mention:
    return Mention(Kind.PERSON, start, end, surface, name)


def _titled_again(text: str, names: set[str]) -> list[Mention]:
    """Surname and post (罗书记) where one full name alone has that surname and that post."""
    posts: dict[tuple[str, str], set[str]] = {}
    for titled in after_titles(text):
        for size in (4, 3, 2):
            name = text[titled.at : titled.at + size]
            if name in names:
                posts.setdefault((name[0], titled.title[-2:]), set()).add(name)
                break
    called = {
        surname + post: next(iter(full))
        for (surname, post), full in posts.items()
        if len(full) == 1 and post in (*_OFFICES, *_CHIEFS)
    }
    return [
        _mention(start, end, text[start:end], called[text[start:end]])
        for start, end in occurrences(called, text)
        if _is_called(text, start, end)
    ]


def _is_called(text: str, start: int, end: int) -> bool:
    """Whether a surname and post stand apart, or behind what may stand before a person."""
    before = text[start - 1 : start]
    led = before in _BEFORE_OFFICE and text.endswith(_OFFICES, start, end)
    return led or not _HAN.match(before)


def _leader(draft: Draft, names: set[str]) -> list[Mention]:
    """总书记 without a name, where the case names him and its date allows it."""
    if _LEADER not in names or (draft.date is not None and draft.date < _LEADER_SINCE):
        return []
    return [
        _mention(*match.span(), match.group(), _LEADER)
        for match in _LEADER_TITLE.finditer(draft.text)
    ]


def _nicknames(text: str) -> list[Mention]:
    """Quoted names of role models, where people “come to the fore” as 典型."""
    return [
        _mention(
            match.start(1) + quoted.start(1), match.start(1) + quoted.end(1), quoted[1], quoted[1]
        )
        for match in _NICKNAMES.finditer(text)
        for quoted in _QUOTED.finditer(match[1])
        if not quoted[1].endswith(_GROUP_ENDS)
    ]


def _without_overlaps(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions sorted by start; of two that overlap the longer one stays."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not kept or mention.start >= kept[-1].end:
            kept.append(mention)
        elif mention.end - mention.start > kept[-1].end - kept[-1].start:
            kept[-1] = mention
    return kept
