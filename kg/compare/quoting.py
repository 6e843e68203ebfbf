"""Cells that quote a case or tell of it: exact words, region, issuer, figures, and their marks."""

import re
from dataclasses import dataclass
from typing import Final

from kg.compare.table import Item, Mark
from kg.compare.telling import Told
from kg.model import Case, Metric, Passage, Quote
from kg.ontology import DoubtKind, Status
from kg.quotes import figure_words, words_at
from kg.text import MASK
from kg.wording import level_words, region_words, status_words, value_words

_DOUBTS: Final = {
    DoubtKind.DATE: Mark.DATE,
    DoubtKind.TITLE: Mark.TITLE,
    DoubtKind.OCR: Mark.OCR,
    DoubtKind.MADE: Mark.MADE,
}
_CLAUSE_END: Final = re.compile("[，,；;。：:！？\n]")
_COUNTED: Final = re.compile(rf"\d|{MASK.pattern}")
# A masked figure is shown with its clause, if it is no longer than this.
_CLAUSE: Final = 40


@dataclass(frozen=True, slots=True)
class Quoting:
    """Makes quotes of one case."""

    case: Case
    path: str

    def at(self, passage: Passage, start: int, end: int) -> Quote:
        """Words of a passage, by offsets of the source."""
        return Quote(
            text=words_at(passage, start, end),
            case=self.case.id,
            title=self.case.title,
            path=self.path,
            start=start,
            end=end,
            passage=passage.id,
            heading=passage.heading,
            region=self.case.region,
        )

    def of(self, told: Told) -> Quote:
        """A sentence."""
        return self.at(told.passage, told.start, told.end)

    def item(self, told: Told, *marks: Mark) -> Item:
        """A sentence as an entry of a cell."""
        return Item(told.text, self.of(told), marks)

    def figure(self, metric: Metric, passage: Passage) -> Item:
        """A figure as an entry of a cell, with its own words as the quote."""
        shown, words = self.value(metric, passage)
        if metric.value is not None:
            owner = f"（{metric.subject}）" if metric.subject else ""
            shown = f"{metric.measure} {shown}{owner}"
        return Item(shown, words, figure_marks(metric), metric=metric)

    def value(self, metric: Metric, passage: Passage) -> tuple[str, Quote]:
        """What a figure says, and its words; a masked one says them, mask and all."""
        if metric.value is not None:
            before, _ = figure_words(metric, passage)
            return value_words(metric, before), self.at(passage, metric.start, metric.end)
        words = self.at(passage, _clause_start(metric, passage), metric.end)
        return words.text, words


def _clause_start(metric: Metric, passage: Passage) -> int:
    """Where the words of a masked figure begin: before its mask the clause tells what it is of."""
    if MASK.match(metric.text):
        return metric.start
    text = passage.text
    low, high = metric.start - passage.start, metric.end - passage.start
    start = max((m.end() for m in _CLAUSE_END.finditer(text, 0, low)), default=0)
    # A list is one thing that is counted (违法搭建、停车难等*件); a list of figures is several.
    comma = text.rfind("、", start, low)
    if comma >= 0 and _COUNTED.search(text, start, comma):
        start = comma + 1
    words = text[start:high]
    start += len(words) - len(words.lstrip())
    torn = high - start > _CLAUSE or _torn(text[start:high])
    return metric.start if torn else passage.start + start


def _torn(words: str) -> bool:
    """Whether a clause has one side of quotation marks or brackets without the other."""
    return any(words.count(a) != words.count(b) for a, b in ("“”", "（）", "《》", "()"))


def figure_marks(metric: Metric) -> tuple[Mark, ...]:
    """What must be known of a figure: a target, a problem, masked."""
    marks = [Mark(status_words(metric))] if metric.status is not Status.ACHIEVED else []
    return (*marks, Mark.WITHHELD) if metric.value is None else tuple(marks)


def row_marks(case: Case) -> tuple[Mark, ...]:
    """What must be known of a case before it is quoted, each once."""
    inferred = [Mark.INFERRED] if case.region and case.region_inferred else []
    return tuple(dict.fromkeys([*inferred, *(_DOUBTS[doubt.kind] for doubt in case.doubts)]))


def region_cell(case: Case) -> tuple[Item, ...]:
    """Region of a case, marked where it is inferred; empty where it is unknown."""
    if not case.region:
        return ()
    marks = (Mark.INFERRED,) if case.region_inferred else ()
    return (Item(region_words(case.region), marks=marks),)


def issuer_cell(case: Case) -> tuple[Item, ...]:
    """Who issued a case, and of what level that is, as far as known."""
    parts = (case.issuer or "", level_words(case.level))
    return tuple(Item(part) for part in parts if part)
