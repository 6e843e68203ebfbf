"""Near-copies of a case, and what each of them masks, names, changes, adds or leaves out."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import islice
from typing import Final

from kg.model import Case
from kg.quotes import words_between
from kg.store import Snapshot
from kg.text import MASK, sentences

MOST: Final = 12  # differences shown of one copy
_MOST_COPIES: Final = 6  # copies compared on one page
_LONGEST: Final = 1200  # characters of a stretch compared letter by letter: that is quadratic
_CONTEXT: Final = 8  # characters shown before and after a difference
_READ: Final = 300  # differences of one copy looked at
_WORD: Final = re.compile(r"\w|[*＊×]")
_BRIDGE: Final = 2  # equal characters between two differences that make them one
# Typed one way or the other, punctuation says the same.
_PLAIN: Final = str.maketrans(",:;?!()", "，：；？！（）")


class Change(StrEnum):
    """What a copy does with words of the case."""

    MASKED = "masked"
    NAMED = "named"
    CHANGED = "changed"
    ADDED = "added"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the case and of its copy where they differ, with the case's words around them.

    ``times`` counts the places where they differ so; ``before`` and ``after`` are the first one's.
    """

    change: Change
    ours: str
    theirs: str
    before: str = ""
    after: str = ""
    times: int = 1


@dataclass(frozen=True, slots=True)
class Version:
    """A copy of a case; ``differences`` are the most telling, ``more`` says that there are others.

    What is masked or named comes first; the rest follows in the order of the text.
    """

    case: Case
    path: str
    head: bool
    differences: tuple[Difference, ...]
    more: bool = False


def versions(snapshot: Snapshot, case: Case) -> tuple[Version, ...]:
    """The other copies of a case, the group's head first, each with what it does differently."""
    group = [other for other in snapshot.group(case).values() if other.id != case.id]
    paths = snapshot.paths({other.source for other in group})
    ours = _told(snapshot, case) if group else ""
    group.sort(
        key=lambda other: (other.duplicate_of is not None, paths[other.source], other.number)
    )
    found = []
    for index, other in enumerate(group):
        theirs = _told(snapshot, other) if index < _MOST_COPIES else ""
        some = _telling(islice(differences(ours, theirs), _READ)) if theirs else ()
        head = other.duplicate_of is None
        found.append(Version(other, paths[other.source], head, some[:MOST], len(some) > MOST))
    return tuple(found)


def _told(snapshot: Snapshot, case: Case) -> str:
    """Text of a case; a paragraph that its file wraps stands on one line."""
    text = snapshot.text_of(case)
    passages = (
        replace(passage, start=passage.start - case.start, end=passage.end - case.start)
        for passage in snapshot.passages_of(case.id)
    )
    return words_between(text, passages, 0, len(text))


def _telling(found: Iterable[Difference]) -> tuple[Difference, ...]:
    """Each difference once with how often it comes; masks and names before other changes."""
    once: dict[tuple[str, str], Difference] = {}
    for difference in found:
        key = (difference.ours, difference.theirs)
        known = once.get(key)
        once[key] = replace(known, times=known.times + 1) if known else difference
    mask = {Change.MASKED, Change.NAMED}
    return tuple(sorted(once.values(), key=lambda difference: difference.change not in mask))


def differences(ours: str, theirs: str) -> Iterator[Difference]:
    """Where two texts differ, in the order of ``ours``; widths of punctuation are no difference."""
    left, right = _sentences(ours), _sentences(theirs)
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for operation, first, last, start, stop in matcher.get_opcodes():
        if operation != "equal":
            for difference in _within("".join(left[first:last]), "".join(right[start:stop])):
                if _WORD.search(difference.ours + difference.theirs):
                    yield difference


def _sentences(text: str) -> list[str]:
    plain = text.translate(_PLAIN)
    found = ("".join(plain[start:end].split()) for start, end in sentences(plain))
    return [sentence for sentence in found if sentence]


def _within(ours: str, theirs: str) -> Iterator[Difference]:
    """Differences inside sentences that do not agree."""
    if not ours or not theirs:
        yield _difference(ours, theirs)
        return
    if max(len(ours), len(theirs)) > _LONGEST:
        yield Difference(Change.CHANGED, _short(ours), _short(theirs))
        return
    matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
    for first, last, start, stop in _joined(matcher.get_opcodes()):
        before = ours[max(0, first - _CONTEXT) : first]
        yield _difference(
            ours[first:last], theirs[start:stop], before, ours[last : last + _CONTEXT]
        )


def _joined(
    codes: Sequence[tuple[str, int, int, int, int]],
) -> Iterator[tuple[int, int, int, int]]:
    """Spans that differ, those with next to nothing between them made one."""
    current: tuple[int, int, int, int] | None = None
    for operation, first, last, start, stop in codes:
        if operation == "equal":
            continue
        if current and first - current[1] <= _BRIDGE:
            current = (current[0], last, current[2], stop)
            continue
        if current:
            yield current
        current = (first, last, start, stop)
    if current:
        yield current


def _difference(ours: str, theirs: str, before: str = "", after: str = "") -> Difference:
    masked, named = MASK.search(theirs), MASK.search(ours)
    if not ours or not theirs:  # words that one of them lacks are not masked or named there
        change = Change.DROPPED if ours else Change.ADDED
    elif masked and not named:
        change = Change.MASKED
    elif named and not masked:
        change = Change.NAMED
    else:
        change = Change.CHANGED
    return Difference(change, _short(ours), _short(theirs), before, after)


def _short(words: str) -> str:
    """Words as they are, long ones cut in the middle."""
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN // 2]}…{words[-_SHOWN // 2 :]}"


_SHOWN: Final = 60  # characters of a difference that are shown
