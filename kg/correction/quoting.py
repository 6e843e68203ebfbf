"""The sentence by which a mention, a relation or a figure is found again after a new ingest."""

from collections.abc import Iterable

from kg.correction.model import squeezed
from kg.model import Mention, Passage
from kg.quotes import sentence_at, words_at


def quote_at(start: int, words: str, passages: Iterable[Passage]) -> str:
    """The sentence at an offset, blanks left out; ``words`` themselves outside passages."""
    for passage in passages:
        if passage.start <= start < passage.end:
            return squeezed(words_at(passage, *sentence_at(passage, start)))
    return squeezed(words)


def mention_quote(mention: Mention, passages: Iterable[Passage]) -> str:
    """The sentence that a mention stands in, blanks left out; its own words outside passages."""
    return quote_at(mention.start, mention.surface, passages)
