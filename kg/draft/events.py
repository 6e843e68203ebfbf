"""Years of what a draft tells without a number, against a sentence of the same event."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from kg.draft.claims import Claim, Finding, Verdict
from kg.draft.sameness import Source
from kg.draft.times import meet, span_words, times_at
from kg.model import Quote
from kg.quotes import quote_sentence
from kg.text import sentences_within, unbroken
from kg.years import years_stated

# The share of a sentence's pairs of characters that another one has, which then tells the same
# event, or perhaps does.
_SAME, _LIKE = 0.6, 0.5
_FEWEST: Final = 8  # pairs of characters that tell an event
_WHEN: Final = re.compile(r"(?:19|20)?\d{2,4}年(?:\d{1,2}月)?(?:\d{1,2}日)?|[^\u4e00-\u9fff]")


def check_event(claim: Claim, text: str, sources: Sequence[Source]) -> Finding | None:
    """Whether the library tells the event of the same year; None where it does not tell it."""
    sentence = text[slice(*claim.sentence)]
    ours = times_at(sentence, claim.end - claim.sentence[0])
    pairs = _pairs(sentence)
    if ours is None or ours.years is None or len(pairs) < _FEWEST:
        return None
    told = max(_alike(pairs, sources), key=lambda one: one[0], default=None)
    if told is None:
        return None
    share, quote = told
    years = years_stated(quote.text)
    if any(meet(ours.years, one) for one in years):
        return Finding(claim, Verdict.FOUND, (quote,))
    if not years:
        remark = "库中说到此事的句子没有写明年份，请核对"
        return Finding(claim, Verdict.UNSEEN, (quote,), remark)
    known = "、".join(dict.fromkeys(map(span_words, years)))
    remark = f"年份不同：草稿为{span_words(ours.years)}，库中为{known}"
    if share >= _SAME and len(years) == 1:
        return Finding(claim, Verdict.OTHER, (quote,), remark)
    return Finding(claim, Verdict.UNSEEN, (quote,), f"{remark}，未必是同一件事，请核对")


def _pairs(words: str) -> frozenset[str]:
    """Neighbouring characters of words, times and marks left out."""
    plain = _WHEN.sub("", words)
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))


def _alike(pairs: frozenset[str], sources: Sequence[Source]) -> Iterator[tuple[float, Quote]]:
    """Sentences of the sources that share enough with the draft's, and how much."""
    for source in sources:
        for passage in source.passages:
            text = unbroken(passage.text)
            if sum(pair in text for pair in pairs) < _LIKE * len(pairs):
                continue
            for start, end in sentences_within(passage.text):
                words = unbroken(passage.text[start:end])
                share = sum(pair in words for pair in pairs) / len(pairs)
                if share >= _LIKE:
                    paths = {source.case.source: source.path}
                    at = (
                        start + len(passage.text[start:end]) - len(passage.text[start:end].lstrip())
                    )
                    yield share, quote_sentence(source.case, paths, passage, passage.start + at)
