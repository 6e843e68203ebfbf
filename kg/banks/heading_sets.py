"""The sets of sibling headings of a library, to be looked up by theme, level, words and pattern."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby, islice
from typing import Final

from kg.banks.patterns import Pattern, matcher, pattern_of, wording
from kg.headings import HeadingSet, sibling_sets
from kg.model import Case
from kg.store import Snapshot

_MOST_PATTERNS: Final = 24  # offered: two lines of a page
_MOST_HEADINGS: Final = 40  # of one set: longer ones are lists of names, not of thoughts
_EXAMPLES: Final = 2  # patterns that the page gives as examples
_USUAL: Final = 5  # headings of one rank in a text: three to seven
_LONGEST: Final = 60  # characters of a heading: more is a paragraph


@dataclass(frozen=True, slots=True)
class HeadingQuery:
    """What sets are asked for; what is empty or 0 narrows nothing.

    ``text`` is a word or a pattern (…抓党建, 以…促…); ``size`` how many headings at least;
    ``depth`` how many headings stand above, counted from 1.
    """

    text: str = ""
    theme: str = ""
    level: str = ""
    size: int = 0
    depth: int = 0
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class FoundSet:
    """A set of sibling headings with its case; ``passages`` are the first of each heading."""

    case: Case
    path: str
    headings: HeadingSet
    passages: tuple[str, ...]
    pattern: Pattern


@dataclass(frozen=True, slots=True)
class FoundSets:
    """The page of sets that was asked for, how many there are, and the patterns among them.

    ``examples`` are patterns of the library to look for, whatever was asked.
    """

    total: int
    sets: tuple[FoundSet, ...]
    patterns: tuple[tuple[str, int], ...] = ()
    themes: tuple[tuple[str, int], ...] = ()
    levels: tuple[tuple[str, int], ...] = ()
    examples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A set as it is kept: ids in place of records."""

    case: str
    headings: HeadingSet
    passages: tuple[str, ...]
    pattern: Pattern
    themes: tuple[str, ...]
    level: str
    said: tuple[str, ...] = field(repr=False)


class HeadingShelf:
    """All sets of one generation of a library."""

    def __init__(self, snapshot: Snapshot) -> None:
        """Read the headings of all cases that are no copies."""
        self.generation = snapshot.generation
        entries = list(_entries(snapshot))
        used = dict(_counted(text for text, _ in {(e.pattern.text, e.case) for e in entries}))
        self._entries = sorted(entries, key=lambda e: _rank(e, used.get(e.pattern.text, 0)))
        shared = dict.fromkeys(e.pattern.text for e in self._entries if e.pattern.text)
        self._examples = tuple(islice(shared, _EXAMPLES))

    def find(self, snapshot: Snapshot, query: HeadingQuery) -> FoundSets:
        """Sets that are asked for: those with most matching headings and a pattern first."""
        having = [(entry, _matched(entry, query)) for entry in self._entries]
        matching = [(entry, count) for entry, count in having if count]
        if query.text.strip():
            matching.sort(key=lambda found: -found[1])
        chosen = [found for found in matching if _fits(found[0], query)]
        page = chosen[query.offset : query.offset + query.limit]
        cases = snapshot.cases(entry.case for entry, _ in page)
        paths = snapshot.paths(case.source for case in cases.values())
        return FoundSets(
            total=len(chosen),
            sets=tuple(
                FoundSet(case, paths[case.source], entry.headings, entry.passages, entry.pattern)
                for entry, _ in page
                if (case := cases.get(entry.case))
            ),
            patterns=_counted(e.pattern.text for e, _ in chosen)[:_MOST_PATTERNS],
            themes=_counted(t for e, _ in matching for t in e.themes),
            levels=_counted(e.level for e, _ in matching),
            examples=self._examples,
        )


def _entries(snapshot: Snapshot) -> Iterator[_Entry]:
    """Sets of all cases."""
    heads = (case_id for case_id, head in snapshot.heads().items() if head is None)
    cases = snapshot.cases(heads)
    for case_id, grouped in groupby(snapshot.headed_passages(), key=lambda p: p.case):
        case = cases.get(case_id)
        if case is None:
            continue
        passages = list(grouped)
        ids = {passage.number: passage.id for passage in passages}
        for found in sibling_sets(passages):
            if len(found.headings) <= _MOST_HEADINGS and max(map(len, found.headings)) <= _LONGEST:
                yield _Entry(
                    case_id,
                    found,
                    tuple(ids[number] for number in found.numbers),
                    pattern_of(found.headings),
                    case.themes,
                    str(case.level or ""),
                    tuple(map(wording, found.headings)),
                )


def _rank(entry: _Entry, used: int) -> tuple[int, bool, int, int, int, str]:
    """The most telling first, whatever file they are of.

    Those that share a wording before those of equal length before others; of a theme before of
    none, as lists of points to learn are; a wording ``used`` by many cases; most sharing headings;
    a size that a text has.
    """
    pattern = entry.pattern
    kind = 0 if pattern.text else 1 if pattern.even else 2
    apart = abs(len(entry.said) - _USUAL)
    return kind, not entry.themes, -used, -min(pattern.times, _USUAL), apart, entry.case


def _matched(entry: _Entry, query: HeadingQuery) -> int:
    """How many headings have what is typed."""
    if not query.text.strip():
        return len(entry.said)
    asked = matcher(query.text)
    return sum(asked.search(said) is not None for said in entry.said)


def _fits(entry: _Entry, query: HeadingQuery) -> bool:
    """Whether a set is of the theme, level, size and depth that are asked for."""
    return (
        (not query.theme or query.theme in entry.themes)
        and (not query.level or query.level == entry.level)
        and len(entry.said) >= query.size
        and query.depth in {0, entry.headings.depth + 1}
    )


def _counted(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """Values with their number, most first; empty ones left out."""
    counts = Counter(value for value in values if value)
    return tuple(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
