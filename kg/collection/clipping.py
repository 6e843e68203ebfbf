"""Taking words out of the library into a collection, and telling whether they still stand there."""

import re
import secrets
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import Final

from kg.cite import Locator, reference_of
from kg.collection.model import Clip, Entry, EntryKind
from kg.errors import InvalidQuery
from kg.library import Library
from kg.model import CaseView, Metric, Passage
from kg.ontology import STATUS_LABELS, Status
from kg.quotes import sentence_at, words_between
from kg.text import is_masked, unbroken
from kg.wording import value_words

_MOST_SPANS: Final = 200  # a row of a comparison has some twenty
_MASKED: Final = "隐名"


class Standing(StrEnum):
    """Whether collected words still stand in the library; the value says it on pages."""

    PRESENT = ""
    REPLACED = "来源已更换，原句仍在其中"
    CHANGED = "来源已更换，其中已没有这句话"
    REMOVED = "来源已移出资料库"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a source, half-open, with what it shows (成效); mostly nothing."""

    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be collected: spans of one case; ``title`` where the words have a name."""

    kind: EntryKind
    case: str
    spans: tuple[Span, ...]
    title: str = ""


def spans_of(texts: Iterable[str]) -> tuple[Span, ...]:
    """Spans from ``12-40`` or ``12-40:成效``. Raises InvalidQuery for anything else."""
    found = []
    for text in texts:
        place, _, label = text.partition(":")
        start, _, end = place.partition("-")
        if not (start.isascii() and start.isdecimal() and end.isascii() and end.isdecimal()):
            msg = f"{text!r} is no span; write it as 12-40"
            raise InvalidQuery(msg)
        found.append(Span(int(start), int(end), label))
    return tuple(found)


def clip(library: Library, wanted: Wanted) -> Entry:
    """The words of these spans as an entry, with their source. Raises UnknownCase, InvalidQuery."""
    view = library.case(wanted.case)
    if not 0 < len(wanted.spans) <= _MOST_SPANS:
        msg = f"between 1 and {_MOST_SPANS} spans can be collected at once"
        raise InvalidQuery(msg)
    for span in wanted.spans:
        if not view.case.start <= span.start < span.end <= view.case.end:
            msg = f"characters {span.start}-{span.end} are not in the case {view.case.id!r}"
            raise InvalidQuery(msg)
    clips = tuple(_clip(view, span, inside) for span, inside in _held(view, wanted))
    return Entry(
        id=secrets.token_hex(4),
        kind=wanted.kind,
        title=wanted.title or _title(view, wanted),
        clips=clips,
        reference=reference_of(
            view.case, view.source.path, form=view.source.format, marks=view.source.marks
        ),
    )


def clip_headings(library: Library, case_id: str, depth: int, numbers: Sequence[int]) -> Entry:
    """A set of sibling headings as an entry, by the numbers of their first passages.

    Raises UnknownCase, and InvalidQuery where the case has no such headings.
    """
    view = library.case(case_id)
    by_number = {passage.number: passage for passage in view.passages}
    asked = [by_number[n] for n in numbers if n in by_number]
    spans = [span for p in asked if (span := _heading_span(view, p, depth))]
    if not spans:
        msg = f"the case {case_id!r} has no such headings"
        raise InvalidQuery(msg)
    above = " › ".join(asked[0].heading[:depth])
    name = above or f"《{' '.join(view.case.title.split())}》的小标题"
    wanted = Wanted(EntryKind.HEADINGS, case_id, tuple(spans), name)
    return clip(library, wanted)


def _heading_span(view: CaseView, passage: Passage, depth: int) -> Span | None:
    """Where a heading of a passage stands: nearest before the passage, else in it."""
    if depth >= len(passage.heading):
        return None
    # A heading over several lines is known with blanks in place of their ends, a wrapped one
    # with nothing.
    parts = ("\n?".join(map(re.escape, part)) for part in passage.heading[depth].split())
    words = re.compile(r"\s+".join(parts))
    text = view.source.text
    before = list(words.finditer(text, view.case.start, passage.start))
    found = before[-1] if before else words.search(text, passage.start, passage.end)
    return Span(*found.span()) if found else None


def _held(view: CaseView, wanted: Wanted) -> list[tuple[Span, tuple[Span, ...]]]:
    """What is quoted, each with the asked spans that it holds: no words are quoted twice.

    A figure is quoted with its sentence, which says its year and whom it is about.
    """
    figure = wanted.kind is EntryKind.METRIC
    wide = [_with_sentence(view, span) if figure else span for span in wanted.spans]
    kept = [span for span in wide if not any(_is_inside(span, other) for other in wide)]
    found: dict[tuple[int, int], tuple[Span, tuple[Span, ...]]] = {}
    for span in kept:
        inside = tuple(s for s in wanted.spans if span.start <= s.start and s.end <= span.end)
        labels = "、".join(dict.fromkeys(s.label for s in inside if s.label))
        found[span.start, span.end] = Span(span.start, span.end, labels), inside
    return list(found.values())


def _is_inside(span: Span, other: Span) -> bool:
    wider = other.end - other.start > span.end - span.start
    return wider and other.start <= span.start and span.end <= other.end


def _with_sentence(view: CaseView, span: Span) -> Span:
    """The span widened to its sentence; as it is where no passage holds it."""
    for passage in view.passages:
        if passage.start <= span.start < passage.end:
            start, end = sentence_at(passage, span.start)
            return replace(span, start=start, end=max(end, span.end))
    return span


def _clip(view: CaseView, span: Span, inside: Sequence[Span]) -> Clip:
    text = words_between(view.source.text, view.passages, span.start, span.end)
    marks = tuple(dict.fromkeys(_marks(view, span, inside, text)))
    return Clip(text, span.start, span.end, _locator(view, span), span.label, marks)


def _locator(view: CaseView, span: Span) -> Locator:
    """Passage that holds the first character, else the one behind it; the headings above it.

    A heading is not said to stand under itself.
    """
    said = words_between(view.source.text, view.passages, span.start, span.end)
    words = " ".join(said.split())
    for passage in view.passages:
        if span.start < passage.end:
            above = takewhile(lambda heading: heading != words, passage.heading)
            return Locator(passage.number, tuple(above))
    return Locator()


def _marks(view: CaseView, span: Span, inside: Sequence[Span], text: str) -> Iterator[str]:
    """目标 and 问题 where the words are a figure of that status, 隐名 where they mask.

    Of a figure inside more words it is said which one: 目标：5个.
    """
    for one in inside:
        metric = _metric(view, one)
        if metric is not None and metric.status is not Status.ACHIEVED:
            label = STATUS_LABELS[metric.status]
            alone = (one.start, one.end) == (span.start, span.end)
            yield label if alone else f"{label}：{value_words(metric)}"
    if is_masked(text):
        yield _MASKED


def _metric(view: CaseView, span: Span) -> Metric | None:
    same = (m for m in view.metrics if (m.start, m.end) == (span.start, span.end))
    return next(same, None)


def _title(view: CaseView, wanted: Wanted) -> str:
    """Measure and value of a figure; empty for words that speak for themselves."""
    metric = _metric(view, wanted.spans[0]) if wanted.kind is EntryKind.METRIC else None
    return f"{metric.measure}：{value_words(metric)}" if metric else ""


def current(library: Library, entries: Sequence[Entry]) -> list[Entry]:
    """The entries with what the library now says of their sources, where they still stand.

    Doubts that were found since travel with the words; what is gone keeps what it was.
    """
    standings = standing(library, entries)
    fresh = []
    for entry in entries:
        if entry.reference is None or standings[entry.id] is not Standing.PRESENT:
            fresh.append(entry)
            continue
        view = library.case(entry.reference.case)
        told = reference_of(
            view.case, view.source.path, form=view.source.format, marks=view.source.marks
        )
        fresh.append(replace(entry, reference=told))
    return fresh


def standing(library: Library, entries: Iterable[Entry]) -> dict[str, Standing]:
    """Whether the words of each entry still stand where they were, by the entry's id.

    Where their case is gone, they are looked for in what the source's path holds now.
    """
    by_case: defaultdict[str, list[Entry]] = defaultdict(list)
    found: dict[str, Standing] = {}
    for entry in entries:
        found[entry.id] = Standing.PRESENT
        if entry.reference is not None:
            by_case[entry.reference.case].append(entry)
    with library.reading() as snapshot:
        cases = snapshot.cases(by_case)
        for case_id, collected in by_case.items():
            case = cases.get(case_id)
            source = snapshot.source(case.source) if case else None
            for entry in collected:
                if source is not None:
                    found[entry.id] = _standing(entry, source.text, there=True)
                elif entry.reference is not None:
                    other = snapshot.source_at(entry.reference.path)
                    found[entry.id] = _standing(entry, other.text if other else None, there=False)
    return found


def _standing(entry: Entry, text: str | None, *, there: bool) -> Standing:
    """``there``: the case is known; else its words can at best stand in another one."""
    if text is None:
        return Standing.REMOVED
    # Wrapped words are kept on one line.
    if there and all(
        unbroken(text[one.start : one.end]) == unbroken(one.text) for one in entry.clips
    ):
        return Standing.PRESENT
    plain = unbroken(text)
    if all(unbroken(one.text) in plain for one in entry.clips):
        return Standing.REPLACED
    return Standing.CHANGED
