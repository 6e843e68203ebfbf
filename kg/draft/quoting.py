"""Quotations of the library for the findings of a draft."""

from collections.abc import Iterable
from typing import Final

from kg.model import Case, Quote
from kg.quotes import quote_sentence
from kg.store import Snapshot

_LONGEST_LINE: Final = 120  # characters of a line outside all passages: titles and bylines


def quote_places(
    snapshot: Snapshot, places: Iterable[tuple[str, int]], most: int
) -> tuple[Quote, ...]:
    """Sentences that hold these offsets, by case and place; up to ``most``, none twice.

    Of a title or a byline, which is in no passage, the line.
    """
    asked = list(dict.fromkeys(places))[: most * 2]
    passages = snapshot.passages_holding(asked)
    cases = snapshot.cases({case for case, _ in asked})
    paths = snapshot.paths({case.source for case in cases.values()})
    found: dict[tuple[str, int], Quote] = {}
    for case, at in asked:
        passage = passages.get((case, at))
        if passage is not None:
            quote = quote_sentence(cases[case], paths, passage, at)
        elif case in cases:
            quote = _line(cases[case], paths[cases[case].source], snapshot.text_of(cases[case]), at)
        else:
            continue
        found.setdefault((case, quote.start), quote)
    return tuple(found.values())[:most]


def _line(case: Case, path: str, text: str, offset: int) -> Quote:
    """The line of a case's text that holds an offset of the source."""
    at = offset - case.start
    start = max(text.rfind("\n", 0, at) + 1, at - _LONGEST_LINE)
    end = text.find("\n", at)
    words = text[start : min(len(text) if end < 0 else end, at + _LONGEST_LINE)]
    start += case.start + len(words) - len(words.lstrip())
    words = words.strip()
    return Quote(
        words, case.id, case.title, path, start, start + len(words), "", region=case.region
    )
