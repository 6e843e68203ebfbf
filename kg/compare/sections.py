"""Headed parts of several cases, those about the same beside each other."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from typing import Final

from kg.compare.likeness import likeness, shared_words, words_of
from kg.compare.quoting import Quoting
from kg.compare.table import Item, Mark
from kg.compare.telling import told_sentences
from kg.model import CaseRecord
from kg.ontology import Role

_SENTENCES: Final = 3  # of one part: what its heading says at length is a click away
_ALIGNED: Final = 0.12  # likeness of two parts that are about the same
_WORDS: Final = 3
_HEADING: Final = 3  # how often a heading counts: it tells what its part is about
_MARKS: Final = {
    Role.PRACTICE: (),
    Role.RESULT: (),
    Role.PROBLEM: (Mark.PROBLEM,),
    Role.PLAN: (Mark.TARGET,),
}


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a case, and what it tells best. ``passage`` is the id of its first."""

    heading: str
    passage: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Parts about the same, None where a case has none; ``words`` stand in every one."""

    words: tuple[str, ...]
    sections: tuple[Section | None, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part with all its words, and those that are shown of it."""

    section: Section
    words: Counter[str]
    shown: Counter[str]


def alike(records: Sequence[CaseRecord], paths: Sequence[str]) -> list[Alike]:
    """Parts that at least two of the cases have under headings, with the words they share."""
    parts = [list(_parts(record, path)) for record, path in zip(records, paths, strict=True)]
    rows = (_row(row, len(parts)) for row in _aligned(parts) if len(row) > 1)
    return [row for row in rows if row.words]


def _parts(record: CaseRecord, path: str) -> Iterable[_Part]:
    """Parts of a case under its highest headings that tell something."""
    quoting = Quoting(record.case, path)
    for heading, members in groupby(record.passages, key=lambda p: p.heading[:1]):
        passages = list(members)
        told = [t for t in told_sentences(passages, record.metrics) if t.role in _MARKS]
        if not (heading and told):
            continue
        best = sorted(told, key=lambda t: -t.weight)[:_SENTENCES]
        items = tuple(quoting.item(t, *_MARKS[t.role]) for t in sorted(best, key=lambda t: t.start))
        title = heading[0]
        lower = "".join(h for p in passages for h in p.heading[1:])
        words = words_of(title * _HEADING + lower + "".join(t.text for t in told))
        shown = words_of("。".join((title, *(item.text for item in items))))
        yield _Part(Section(title, passages[0].id, items), words, shown)


def _aligned(parts: Sequence[Sequence[_Part]]) -> list[dict[int, _Part]]:
    """Rows along the case with the most parts, each with at most one part of a case."""
    spine = max(range(len(parts)), key=lambda n: len(parts[n]))
    rows = [{spine: part} for part in parts[spine]]
    for number, own in enumerate(parts):
        if number != spine:
            _place(rows, own, number, spine)
    return rows


def _place(rows: list[dict[int, _Part]], own: Sequence[_Part], number: int, spine: int) -> None:
    """Put each part of a case beside the one most like it, the surest first."""
    pairs = sorted(
        (-likeness(part.words, row[spine].words), place, at)
        for at, part in enumerate(own)
        for place, row in enumerate(rows)
    )
    done: set[int] = set()
    for closeness, place, at in pairs:
        if -closeness >= _ALIGNED and at not in done and number not in rows[place]:
            rows[place][number] = own[at]
            done.add(at)


def _row(row: dict[int, _Part], cases: int) -> Alike:
    common = reduce(lambda one, other: one & other, (part.shown for part in row.values()))
    words = tuple(shared_words(common, common, _WORDS))
    return Alike(words, tuple(row[n].section if n in row else None for n in range(cases)))
