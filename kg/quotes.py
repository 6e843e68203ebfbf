"""Quotes: exact words of a passage with the case and source that they stand in."""

from collections.abc import Iterable, Mapping
from typing import Final

from kg.model import Case, Metric, Passage, Quote
from kg.text import sentences_within, trimmed, unbroken

# A clause begins behind one of these; 、 joins the items of a list.
_CLAUSE_MARKS: Final = "，,；;：:。！？"


def fold_groups(cases: Iterable[Case]) -> dict[str, Case]:
    """One case for each group of near-duplicates, by the id of the group's head.

    The head stands for its group where it is among ``cases``, else the first copy; order stays.
    """
    chosen: dict[str, Case] = {}
    for case in cases:
        group = case.duplicate_of or case.id
        if case.id == group or group not in chosen:
            chosen[group] = case
    return chosen


def sentence_at(passage: Passage, offset: int) -> tuple[int, int]:
    """Source offsets of the sentence of a passage that holds ``offset``, blanks trimmed.

    The whole passage where no sentence holds it.
    """
    at = offset - passage.start
    text = passage.text
    whole = (0, len(text))
    start, end = next((span for span in sentences_within(text) if span[0] <= at < span[1]), whole)
    start, end = trimmed(text, start, end)
    return passage.start + start, passage.start + end


def figure_words(metric: Metric, passage: Passage) -> tuple[str, str]:
    """The words of a figure's sentence ahead of it, and its quote.

    A quote that lacks what it measures begins with its clause: 事故、死亡人数分别降3%和1.3%.
    """
    start, _ = sentence_at(passage, metric.start)
    before = words_at(passage, start, metric.start)
    pairs = (metric.measure[at : at + 2] for at in range(len(metric.measure) - 1))
    if any(pair in metric.text for pair in pairs):
        return before, metric.text
    clause = max(before.rfind(mark) for mark in _CLAUSE_MARKS) + 1
    return before, before[clause:] + metric.text


def words_at(passage: Passage, start: int, end: int) -> str:
    """Words of a passage by offsets of its source, on one line as they are read."""
    return unbroken(passage.text[start - passage.start : end - passage.start])


def words_between(text: str, passages: Iterable[Passage], start: int, end: int) -> str:
    """Words of a source's text; line ends inside its passages only wrap them and are left out."""
    parts = []
    at = start
    for passage in passages:
        if at < passage.end and passage.start < end:
            first, last = max(at, passage.start), min(end, passage.end)
            parts += [text[at:first], unbroken(text[first:last])]
            at = last
    return "".join((*parts, text[at:end]))


def quote_sentence(case: Case, paths: Mapping[str, str], passage: Passage, offset: int) -> Quote:
    """Sentence of a passage that holds ``offset``; ``paths`` are by source id."""
    start, end = sentence_at(passage, offset)
    return Quote(
        text=words_at(passage, start, end),
        case=case.id,
        title=case.title,
        path=paths[case.source],
        start=start,
        end=end,
        passage=passage.id,
        heading=passage.heading,
        region=case.region,
    )
