"""Quarters of a residents' committee whose secretary is named: 吉祥居民区|党总支书记|赵某."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from ingest.draft import Tag
from ingest.extract.places.shapes import NO_NAME
from ingest.extract.places.triggers import triggers
from ingest.extract.places.units import Cover, Span
from ingest.extract.places.words import is_generic
from kg.ontology import Kind

# A post with a name behind it proves that the quarter is one, by whatever word it goes.
_QUARTER: Final = re.compile(
    r"居民区(?=(?P<post>(?:党支部|党总支|党委)?(?:第一|副)?书记|居委会?(?:副?主任|书记)))"
)
_BEFORE: Final = re.compile(r"[一-鿿]*\Z")
_REACH: Final = 12  # characters looked back over, places before the stem among them
_LONGEST: Final = 5  # characters of a stem
_CLASS: Final = re.compile(r"^[本此各全每该其某两几优]|社区|街道")


def quarters(text: str, tags: Sequence[Tag], taken: Cover, ends: Collection[int]) -> Iterator[Span]:
    """Such quarters, in order, over no known place; ``ends`` are those of places."""
    persons = {tag.start for tag in tags if tag.kind is Kind.PERSON}
    for match in _QUARTER.finditer(text):
        if match.end("post") not in persons:
            continue
        end = match.start()
        before = _BEFORE.search(text, max(0, end - _REACH), end)
        start = before.start() if before else end
        opens = [at for at in range(start, end) if at in ends or _led(text, start, at)]
        start = max(opens, default=start)
        stem = text[start:end]
        named = 1 < len(stem) <= _LONGEST and not (NO_NAME.search(stem) or _CLASS.search(stem))
        if named and not is_generic(stem) and not taken.meets(Span(start, end)):
            yield Span(start, match.end())


def _led(text: str, start: int, at: int) -> bool:
    """Whether a word that places follow ends at ``at``, within what begins at ``start``."""
    return any(word.startswith("+") and text.endswith(word[1:], start, at) for word in triggers())
