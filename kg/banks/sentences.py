"""句库: telling sentences, sentences that name a problem, and 嘱托, each with its source.

The sentences of a bank take turns by case, so that one long speech does not fill a page.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from kg.banks.charge import Charge, charge_of
from kg.banks.rhetoric import charge_points, problem_points
from kg.banks.telling import telling_points
from kg.errors import InvalidQuery
from kg.library import Library
from kg.model import Case, Passage
from kg.ontology import THEMES, Level, Role
from kg.store.reading.banks import Banked
from kg.text import is_masked, sentences_within, trimmed, unbroken


class Bank(StrEnum):
    """A bank of sentences; ``BANK_LABELS`` has the words."""

    TELLING = "telling"
    PROBLEM = "problem"
    CHARGE = "charge"


BANK_LABELS: Final[dict[Bank, str]] = {
    Bank.TELLING: "金句",
    Bank.PROBLEM: "问题句",
    Bank.CHARGE: "嘱托",
}
# Passages that are read for one page: a theme of ten thousand documents has some thousands.
_READ: Final = 4_000
_SHORTEST: Final = 12  # characters; shorter is a heading
# What a passage must have to be read: a 嘱托 names who gave it, a lack has such a word.
_NAMED: Final = ("总书记", "习近平", "毛主席", "毛泽东", "邓小平", "江泽民", "胡锦涛", "领导同志")
_LACKING: Final = ("不", "缺", "难", "薄弱", "滞后", "问题", "短板", "差距", "没有", "隐患", "弱化")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a bank; offsets are the source's, ``marks`` are handling marks of its file.

    ``points`` tell how well it fits.
    ``charge`` tells of a 嘱托 who gave it, when, where and on which occasion.
    """

    text: str
    start: int
    end: int
    case: Case
    path: str
    passage: Passage
    marks: tuple[str, ...] = ()
    points: int = 0
    charge: Charge | None = None

    @property
    def masked(self) -> bool:
        """Whether names or figures in it are masked."""
        return is_masked(self.text)


@dataclass(frozen=True, slots=True)
class _Found:
    passage: Passage
    start: int
    end: int
    words: str
    points: int


def bank(
    library: Library, which: Bank, *, theme: str = "", level: str = "", limit: int = 60
) -> tuple[Sentence, ...]:
    """Sentences of a bank, the best of each case first, each wording once.

    Those of one state of the library are kept. Raises InvalidQuery for a theme or level that is
    not on the list.
    """
    if (theme and theme not in THEMES) or (level and level not in list(Level)):
        msg = f"no theme or level is called {theme or level!r}"
        raise InvalidQuery(msg)
    wanted = _wanted(which, theme, level)
    return _chosen(library, library.generation, which, wanted, limit)


@lru_cache(maxsize=64)  # every bank with each of its 20-odd themes
def _chosen(
    library: Library, _generation: int, which: Bank, wanted: Banked, limit: int
) -> tuple[Sentence, ...]:
    """The first sentences of a bank, in one state of the library."""
    with library.reading() as snapshot:
        passages = snapshot.passages_for(wanted, _READ)
        found = (one for passage in passages for one in _sentences(which, passage))
        chosen = _in_turns(found)[:limit]
        cases = snapshot.cases({one.passage.case for one in chosen})
        files = snapshot.files({case.source for case in cases.values()})
    return tuple(
        Sentence(
            text=one.words,
            start=one.start,
            end=one.end,
            case=case,
            path=files[case.source].path,
            marks=files[case.source].marks,
            passage=one.passage,
            points=one.points,
            charge=charge_of(one.words) if which is Bank.CHARGE else None,
        )
        for one in chosen
        if (case := cases[one.passage.case])
    )


def _wanted(which: Bank, theme: str, level: str) -> Banked:
    if which is Bank.TELLING:
        without = (Role.PROBLEM.value, Role.CHARGE.value, Role.PLAN.value)
        return Banked(without=without, theme=theme, level=level)
    having = _LACKING if which is Bank.PROBLEM else _NAMED
    return Banked(having=having, theme=theme, level=level)


def _in_turns(found: Iterator[_Found]) -> list[_Found]:
    """Sentences of all cases: the best of each, then the second ones, strong ones sooner.

    A wording that several cases have is taken from the first of them.
    """
    by_case: defaultdict[str, list[_Found]] = defaultdict(list)
    said: set[str] = set()
    for one in found:
        if one.words not in said:
            said.add(one.words)
            by_case[one.passage.case].append(one)
    # A better sentence outweighs one turn.
    turns = [
        (turn - one.points, turn, number, one)
        for number, members in enumerate(by_case.values())
        for turn, one in enumerate(sorted(members, key=lambda one: -one.points))
    ]
    return [one for *_, one in sorted(turns, key=lambda turn: turn[:3])]


def _sentences(which: Bank, passage: Passage) -> Iterator[_Found]:
    """Sentences of a passage that belong to a bank, with their points."""
    for span in sentences_within(passage.text):
        start, end = trimmed(passage.text, *span)
        words = unbroken(passage.text[start:end])
        if len(words) >= _SHORTEST and (points := _points(which, passage, words)):
            yield _Found(passage, passage.start + start, passage.start + end, words, points)


def _points(which: Bank, passage: Passage, words: str) -> int:
    """How well a sentence fits a bank; 0 for one that does not."""
    if which is Bank.CHARGE:
        return charge_points(words)
    if which is Bank.PROBLEM:
        return problem_points(words, told=passage.role is Role.PROBLEM)
    return telling_points(words)
