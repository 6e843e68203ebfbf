"""Two to four cases side by side, their sections aligned by what they are about."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.compare.likeness import likeness, shared_words, words_of
from kg.compare.plans import with_plans
from kg.compare.quoting import Quoting, row_marks
from kg.compare.table import Item, Mark
from kg.compare.telling import told_sentences
from kg.errors import InvalidQuery
from kg.model import Case, CaseRecord, Passage
from kg.ontology import Role

if TYPE_CHECKING:
    from kg.library import Library

FEWEST: Final = 2
MOST: Final = 4
_SENTENCES: Final = 2
_ALIGNED: Final = 0.12  # likeness of two sections that are about the same
_SAME_ROLE: Final = 0.10  # what it counts that two sections do the same in their cases
_WORDS: Final = 3
_TOLD: Final = frozenset({Role.PRACTICE, Role.RESULT, Role.PROBLEM, Role.PLAN})
_MARKS: Final = {Role.PROBLEM: Mark.PROBLEM, Role.PLAN: Mark.TARGET}


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a case: its heading (empty above the first one), and what it tells best."""

    heading: str
    role: Role | None
    passage: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sections about the same, one a case at most; None where a case has none of the kind."""

    label: str
    sections: tuple[Section | None, ...]


@dataclass(frozen=True, slots=True)
class BesideCase:
    """A case of the view with its badges."""

    case: Case
    path: str
    marks: tuple[Mark, ...]
    handling: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Cases side by side; ``rows`` follow the case with the most sections."""

    cases: tuple[BesideCase, ...]
    rows: tuple[Aligned, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A section with its words."""

    section: Section
    words: Counter[str]


def beside(library: "Library", case_ids: Sequence[str]) -> Beside:
    """Align the sections of cases. Raises InvalidQuery unless there are two to four."""
    wanted = list(dict.fromkeys(case_ids))
    if not FEWEST <= len(wanted) <= MOST:
        msg = f"two to four cases stand side by side, not {len(wanted)}"
        raise InvalidQuery(msg)
    with library.reading() as snapshot:
        for key in wanted:
            snapshot.case(key)
        records = snapshot.records(wanted)
        files = snapshot.files(record.case.source for record in records.values())
    shown = [with_plans(records[key]) for key in wanted]
    parts = [list(_parts(record, files[record.case.source].path)) for record in shown]
    cases = tuple(
        BesideCase(
            record.case,
            files[record.case.source].path,
            row_marks(record.case),
            files[record.case.source].marks,
        )
        for record in shown
    )
    return Beside(cases, tuple(_aligned(parts)))


def _parts(record: CaseRecord, path: str) -> Iterable[_Part]:
    """Sections of a case under its highest headings that tell something."""
    quoting = Quoting(record.case, path)
    for heading, members in groupby(record.passages, key=lambda p: p.heading[:1]):
        passages = list(members)
        told = [t for t in told_sentences(passages, record.metrics) if t.role in _TOLD]
        best = sorted(told, key=lambda t: -t.weight)[:_SENTENCES]
        if not best and not heading:
            continue
        items = tuple(
            Item(t.text, quoting.of(t), (_MARKS[t.role],) if t.role in _MARKS else ())
            for t in sorted(best, key=lambda t: t.start)
        )
        title = "".join(heading)
        text = title * 3 + "".join(h for p in passages for h in p.heading[1:])
        words = words_of(text + "".join(t.text for t in told))
        yield _Part(Section(title, _main_role(passages), passages[0].id, items), words)


def _main_role(passages: Sequence[Passage]) -> Role | None:
    """What most of the text of a section does."""
    sizes: Counter[Role | None] = Counter()
    for passage in passages:
        sizes[passage.role] += len(passage.text)
    return sizes.most_common(1)[0][0]


def _aligned(parts: Sequence[Sequence[_Part]]) -> Iterable[Aligned]:
    """Rows along the case with the most sections; what fits none of its sections follows."""
    spine = max(range(len(parts)), key=lambda n: len(parts[n]))
    rows: list[dict[int, _Part]] = [{spine: part} for part in parts[spine]]
    for number, own in enumerate(parts):
        if number != spine:
            _place(rows, own, number, spine)
    for row in rows:
        yield _row(row, len(parts))


def _place(rows: list[dict[int, _Part]], own: Sequence[_Part], number: int, spine: int) -> None:
    """Put each section of a case beside the one most like it, the surest first."""
    pairs = sorted(
        (-_close(part, row[spine]), place, at)
        for at, part in enumerate(own)
        for place, row in enumerate(rows)
        if spine in row
    )
    done: set[int] = set()
    for closeness, place, at in pairs:
        if -closeness >= _ALIGNED and at not in done and number not in rows[place]:
            rows[place][number] = own[at]
            done.add(at)
    rows += [{number: part} for at, part in enumerate(own) if at not in done]


def _close(one: _Part, other: _Part) -> float:
    same = one.section.role is other.section.role and one.section.role is not None
    bare = not one.section.heading and not other.section.heading
    close = likeness(one.words, other.words) + (_SAME_ROLE if same else 0.0)
    return close + (1.0 if bare else 0.0)


def _row(row: dict[int, _Part], cases: int) -> Aligned:
    members = list(row.values())
    roles = {part.section.role for part in members if part.section.role}
    role = roles.pop().value if len(roles) == 1 else ""
    shared = shared_words(members[0].words, members[1].words, _WORDS) if len(members) > 1 else []
    label = "：".join(part for part in (role, "、".join(shared)) if part)
    return Aligned(label, tuple(row[n].section if n in row else None for n in range(cases)))
