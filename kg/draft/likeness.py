"""Whether a draft's sentence and one of the library speak of the same thing."""

import re
from typing import Final

from rapidfuzz.fuzz import partial_ratio, ratio

from kg.draft.evidence import Told
from kg.text import unbroken

_SENTENCE: Final = 82  # of 100: sentences that differ in their numbers and a word or two
_CLAUSE: Final = 85
# Characters: shorter ones are alike by chance. A clause of the longer kind that has its other
# numbers in common is nobody else's.
_SHORT_SENTENCE, _SHORT_CLAUSE, _TELLING_CLAUSE = 12, 8, 12
_INNER_CLAUSE: Final = 10
_NUMBER: Final = re.compile(r"[0-9０-９][0-9０-９,，.．]*[万亿]?|[*×]+")
_CLAUSE_END: Final = re.compile(r"[，。；：！？,;!?\n]")


def alike(sentence: str, at: int, told: Told) -> bool:
    """Whether sentences, or the clauses of both figures, are the same but for the numbers.

    ``at`` is where the draft's figure stands in its sentence.
    """
    theirs = unbroken(told.quote.text)
    whole = _without_numbers(sentence)
    if len(whole) >= _SHORT_SENTENCE and ratio(whole, _without_numbers(theirs)) >= _SENTENCE:
        return True
    ours = _without_numbers(clause_at(sentence, at))
    other = _without_numbers(told_clause(told))
    return len(ours) >= _SHORT_CLAUSE and _clauses_agree(ours, other)


def surely_alike(sentence: str, at: int, words: str, told: Told) -> bool:
    """Whether the clauses are so long and so much the same that they tell of one thing alone.

    They have another number in common than the figure's own, which is in ``words``, so that no
    other place's set phrase is taken for it.
    """
    ours, other = clause_at(sentence, at), told_clause(told)
    own = set(_NUMBER.findall(words)) | set(_NUMBER.findall(told.metric.text))
    common = set(_NUMBER.findall(ours)) & set(_NUMBER.findall(other)) - own
    plain = _without_numbers(ours)
    long = len(plain) >= _TELLING_CLAUSE
    return long and bool(common) and _clauses_agree(plain, _without_numbers(other))


def _clauses_agree(ours: str, theirs: str) -> bool:
    """Whether clauses are the same, or a long one stands inside the other."""
    if ratio(ours, theirs) >= _CLAUSE:
        return True
    inner = min(len(ours), len(theirs))
    return inner >= _INNER_CLAUSE and partial_ratio(ours, theirs) >= _CLAUSE


def told_clause(told: Told) -> str:
    """The clause of a figure of the library."""
    sentence = unbroken(told.quote.text)
    return clause_at(sentence, max(0, sentence.find(unbroken(told.metric.text))))


def clause_at(sentence: str, at: int) -> str:
    """The part of a sentence between two marks that holds a place; numbers keep their commas."""
    start = end = -1
    for mark in _CLAUSE_END.finditer(sentence):
        if _parts_digits(sentence, mark.start()):
            continue
        if mark.start() < at:
            start = mark.start()
        else:
            end = mark.start()
            break
    return sentence[start + 1 : end if end >= 0 else len(sentence)]


def _parts_digits(text: str, at: int) -> bool:
    return text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()


def _without_numbers(words: str) -> str:
    return "".join(_NUMBER.sub("#", words).split())
