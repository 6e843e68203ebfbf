"""What the pages say in Chinese; what files say too is in ``kg.wording`` and named here as well."""

from collections.abc import Sequence
from datetime import datetime

from kg.cite import Locator, line, reference_of
from kg.model import Case, Doubt
from kg.ontology import KIND_LABELS, DoubtKind, Kind
from kg.wording import (
    MASKED_VALUE,
    UNDATED,
    UNPLACED,
    case_region_words,
    date_words,
    doubt_labels,
    genre_words,
    level_words,
    number_words,
    region_untold,
    region_words,
    status_words,
    value_words,
)

__all__ = [
    "MASKED_VALUE",
    "UNDATED",
    "UNPLACED",
    "case_region_words",
    "date_words",
    "doubt_labels",
    "genre_words",
    "level_words",
    "number_words",
    "region_untold",
    "region_words",
    "status_words",
    "value_words",
]


def title_parts(title: str) -> tuple[str, str]:
    """Title and the dash line below it (——某市的做法), which may be empty; no character is lost.

    A dash between two parts of one line (守正——创新) begins no second line.
    """
    main, blank, below = title.partition(" ——")
    return (main, f"{blank}{below}".strip()) if blank and main.strip() else (title, "")


def moment_words(moment: str) -> str:
    """A moment as pages write it: 2026年3月5日 14:20."""
    at = datetime.fromisoformat(moment)
    return f"{at.year}年{at.month}月{at.day}日 {at:%H:%M}"


def inferred_from(case: Case) -> str:
    """What an inferred region was told from; empty where the case states its region."""
    return (case.region_evidence or "文中地名") if case.region and case.region_inferred else ""


def kind_words(kind: Kind | None) -> str:
    """Chinese label of an entity's kind; empty for None."""
    return KIND_LABELS[kind] if kind else ""


def doubt_reason(case: Case, doubt: Doubt) -> str:
    """What speaks against the date, the title or the wording, in one sentence."""
    if doubt.kind is DoubtKind.DATE:
        return f"材料标注{date_words(case.date)}；文中「{doubt.quote}」所说的是{doubt.basis}。"
    if doubt.kind is DoubtKind.TITLE:
        return f"题名写「{doubt.quote}」，正文所写是{doubt.basis}。"
    if doubt.kind is DoubtKind.MADE:
        return f"原文没有题名，现题名取自{doubt.basis}。"
    return f"{doubt.basis}，见「{doubt.quote}」。"


def citation(case: Case, path: str, passage: int | None, marks: Sequence[str] = ()) -> str:
    """One line that says where words come from; ``passage`` counts from 1.

    An inferred region says so; handling marks of the source and doubts go with the words.
    """
    return line(reference_of(case, path, marks=marks), Locator(passage))
